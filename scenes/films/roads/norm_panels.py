"""Batch norm in two panels: left the sums of one neuron over the batch, right their normalised values; blame comes back leftward."""

from __future__ import annotations

import numpy as np
from manim import (
    DOWN,
    LEFT,
    RIGHT,
    UP,
    Animation,
    Arrow,
    DashedLine,
    FadeIn,
    LaggedStart,
    Line,
    Rectangle,
    UpdateFromAlphaFunc,
    VGroup,
    config,
)

from engine.reading import Numbers, Reading
from engine.studies.norm import renormed
from scenes import repairs
from scenes.kit.place.plate import plate
from scenes.kit.place.shots import resting
from scenes.kit.place.stage import Region
from scenes.kit.place.twin_frame import TwinFrame
from scenes.kit.theme import theme
from scenes.kit.type.formula import BODY, Formula, Label
from scenes.kit.type.number import Num, width_of
from scenes.shown import show

LOW = 0.55  # room under the bars for what stands there
LEAST, OPACITY = 0.02, 0.85
PITCH = 0.95  # from bar to bar, that a number may take
PAST = 0.07  # of a panel's width, that a number may stand past the bars' room
Reach = tuple[float, float]
LEFT_HALF, RIGHT_HALF = (-0.18, 0.34), (0.18, 0.34)  # of an example's place: shift, width
FIELDS = (("z", "z"), ("x_hat", "x_hat"), ("g", "dL_dz"), ("dL_dz", "dL_dz"))  # of the study, and the symbols whose hues they have


class SignedBars(VGroup):
    """Bars up and down from a zero line, one for each example, in a region: bars[m], floor; nums[m], once they are made.

    reach   the least and the largest value that still have room; `wide` and `shift` let two sets of bars share a panel
    """

    def __init__(self, region: Region, values: Numbers, reach: Reach, hue: str, shift: float = 0.0, wide: float = 0.5) -> None:
        super().__init__()
        self.region, self.reach, self.hue, self.aside = region, reach, hue, shift > 0
        n = len(values)
        pitch = region.width / n
        self.xs = [region.left[0] + (m + 0.5 + shift) * pitch for m in range(n)]
        self.nums = VGroup()
        y = self.y(0.0)
        self.floor = Line([region.left[0], y, 0], [region.left[0] + region.width, y, 0], color=theme().line, stroke_width=2)
        self.bars = VGroup(*(Rectangle(width=wide * pitch, height=1, stroke_width=0).set_fill(hue, opacity=OPACITY) for _ in range(n)))
        self.stand(values.array)
        self.add(self.bars)

    def y(self, value: float) -> float:
        """How high a value stands in the frame."""
        low, high = self.reach
        return float(self.region.y + ((value - low) / (high - low) - 0.5) * self.region.height)

    def stand(self, values: np.ndarray) -> None:
        """At once, the bars at these values."""
        self.values = np.array(values, dtype=float)
        for bar, x, value in zip(self.bars, self.xs, self.values, strict=True):
            ends = sorted((self.y(0.0), self.y(float(value))))
            high = ends[1] - ends[0]
            bar.stretch_to_fit_height(max(LEAST, high)).move_to([x, sum(ends) / 2, 0])
            bar.set_fill(opacity=OPACITY if high > LEAST else 0.0)  # what is zero is not seen

    def outlined(self) -> VGroup:
        """The bars as they stand, as outlines."""
        return VGroup(*(bar.copy().set_fill(opacity=0).set_stroke(theme().light, width=3) for bar in self.bars))

    def go(self, values: np.ndarray, run_time: float = 1.0) -> Animation:
        """From where they stand to these values."""
        start, end = self.values, np.array(values, dtype=float)
        return UpdateFromAlphaFunc(self, lambda _, alpha: self.stand(start + alpha * (end - start)), run_time=run_time)

    def number(self, values: Numbers, digits: int = 3) -> VGroup:
        """Each value past the end of its bar as it stands: the new `nums`, not yet shown."""
        self.nums = VGroup()
        pitch = self.region.width / len(values)
        is_square = config.frame_width == config.frame_height  # where units are small, and type is large in them
        if is_square and max(width_of(show(number, digits).text) for number in values) * resting() > PITCH * pitch:
            digits = max(2, digits - 1)
        for x, number in zip(self.xs, values, strict=True):
            way = UP if number.value >= 0 else DOWN
            num = plate(Num(show(number, digits), resting(), self.hue))
            num.move_to([x, self.y(number.value), 0]).shift((0.1 + num.height / 2) * way).set_z_index(4)
            if self.aside:  # of bars to the left, over which it would reach; but not out of the panel
                past = self.region.left[0] + (1 + PAST) * self.region.width - num.get_right()[0]
                num.shift(min(max(0.0, (num.width - self.bars[0].width) / 2), max(0.0, past)) * RIGHT)
            self.nums.add(num)
        return self.nums

    def appear(self) -> Animation:
        """The bars with their numbers, one after the other."""
        return LaggedStart(*(FadeIn(bar, num) for bar, num in zip(self.bars, self.nums, strict=True)), lag_ratio=0.3)


class NormPanels(VGroup):
    """frames (a TwinFrame), z and x_hat, g and d (SignedBars: the sums, the normalised values, their blame, the sums' blame).

    mean, band         lines over the sums: their mean; one spread up and down from it         arrows    up, one at each sum
    names              mu at the mean, sigma from there up to the band                         returned  the title over the sums' blame
    common, aligned    what cannot pass of the blame: a line, and outlines over its bars       g_name    its name, under them
    """

    def __init__(self, t: Reading, region: Region, titles: tuple[str, str]) -> None:
        super().__init__()
        self.frames = TwinFrame(region, titles)
        left, right = (Region(r.x, r.y, 0.86 * r.width, r.height - 2 * LOW) for r in self.frames.rooms)
        self.numbers = {field: repairs.normed(t, field, symbol) for field, symbol in FIELDS}
        z, x_hat, g, d = self.numbers.values()
        self.mu, self.sigma = (repairs.normed_whole(t, name, "mu").value for name in ("mu", "sigma"))
        blue, orange = theme().forward, theme().backward
        self.z = SignedBars(left, z, _reach(z.array, z.array - self.mu, z.array + 0.9 * self.sigma), blue)
        self.x_hat = SignedBars(right, x_hat, _reach(x_hat.array), blue, *LEFT_HALF)
        steps = [repairs.normed(t, field, "x_hat").array for field in ("rest", "left")]
        self.g = SignedBars(right, g, _fitted(self.x_hat.reach, g.array, *steps), orange, *RIGHT_HALF)
        self.d = SignedBars(left, d, _fitted(self.z.reach, d.array), orange)
        self.mean = _level(self.z.floor, self.z.y(self.mu))
        self.band = VGroup(*(_level(self.z.floor, self.z.y(self.mu + way * self.sigma)) for way in (-1, 1)))
        self.names, self.returned = self._names(t), self._titled(0, f"blame of the sums ${t.name.z.typst}$")
        self.arrows = self._arrows()
        self.common = _level(self.x_hat.floor, self.g.y(repairs.normed_whole(t, "common").value))
        self.aligned = SignedBars(right, repairs.normed(t, "aligned", "dL_dz"), self.g.reach, orange, *RIGHT_HALF).outlined()
        room, name = self.frames.rooms[1], Formula("{s}", size=resting(), s="g", hues={"s": orange})
        self.g_name = name.move_to([room.x, room.y - room.height / 2 + 0.2, 0])
        self.frames.pictures = [self.z, self.x_hat]

    def copied(self) -> SignedBars:
        """The sums once more, where the normalised values will be, before anything is taken from them."""
        return SignedBars(self.x_hat.region, self.numbers["z"], self.z.reach, self.z.hue, *LEFT_HALF)

    def shaken(self, way: np.ndarray, run_time: float) -> Animation:
        """The sums go this way and back; the normalised values answer, worked out anew at every frame."""
        start, moving = np.array(self.numbers["z"].array), VGroup(self.z, self.x_hat)

        def shake(_: VGroup, alpha: float) -> None:
            z = start + np.sin(np.pi * alpha) ** 2 * way
            self.z.stand(z)
            self.x_hat.stand(renormed(z))

        return UpdateFromAlphaFunc(moving, shake, run_time=run_time)

    def _names(self, t: Reading) -> VGroup:
        """What mean and spread are called, past the ends of their lines."""
        right, blue = self.z.floor.get_end()[0] + 0.1, theme().forward
        ends = ((t.name.mu.typst, self.mu), ("sigma", self.mu + self.sigma / 2))
        names = (Formula("{s}", size=resting(), hues={"s": blue}, s=name).move_to([right, self.z.y(at), 0], LEFT) for name, at in ends)
        return VGroup(*names)

    def _titled(self, k: int, words: str) -> Label:
        """Another title for panel k, on the line of its own; not yet shown."""
        old, label = self.frames.titles[k], Label(words, BODY, theme().ink)
        return label.move_to([old.get_x(), old[0].get_bottom()[1] + label.get_y() - label[0].get_bottom()[1], 0])

    def _arrows(self) -> VGroup:
        tops = [max(self.z.y(0.0), bar.get_top()[1]) + 0.08 for bar in self.z.bars]
        arrows = (
            Arrow([x, y, 0], [x, y + 0.75, 0], buff=0, stroke_width=5, color=theme().light) for x, y in zip(self.z.xs, tops, strict=True)
        )
        return VGroup(*arrows)

    @property
    def together(self) -> np.ndarray:
        """All sums by the same."""
        return np.full(len(self.numbers["z"]), 0.8 * self.sigma)

    @property
    def apart(self) -> np.ndarray:
        """All sums away from their mean, in proportion."""
        return 0.45 * (np.array(self.numbers["z"].array) - self.mu)


def _level(floor: Line, y: float) -> DashedLine:
    """A line over all of a floor, so high."""
    left, right = floor.get_start()[0], floor.get_end()[0]
    return DashedLine([left, y, 0], [right, y, 0], color=theme().light, stroke_width=2.5)


def _fitted(reach: Reach, *arrays: np.ndarray) -> Reach:
    """A reach with its zero where another has it, in which all values have room."""
    (low, high), (least, most) = reach, _reach(*arrays)
    times = max(least / low if low else 0.0, most / high if high else 0.0)
    return low * times, high * times


def _reach(*arrays: np.ndarray) -> Reach:
    """From below the least to above the largest of all values, zero among them."""
    values = np.concatenate([[0.0], *arrays])
    return float(values.min()), float(values.max())
