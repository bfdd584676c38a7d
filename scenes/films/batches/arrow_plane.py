"""A plane of two weights: what moves them is an arrow from the middle, and the mean of arrows is their middle."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import product

import numpy as np
from manim import DL, DOWN, DR, LEFT, RIGHT, UL, UP, UR, Arrow, Dot, Line, Mobject, VGroup

from engine.reading import Named
from scenes.kit.place.plate import plate
from scenes.kit.place.shots import SMALLEST
from scenes.kit.place.stage import Region, Stage
from scenes.kit.plots.rulers import rungs
from scenes.kit.theme import theme
from scenes.kit.type.formula import Formula, Label
from scenes.kit.type.ink import Scale

LEAST = 0.1  # of the longer axis, how far either goes to both sides of zero
GAPS = (0.1, 0.45, 0.8)  # between the mean arrow and its name, the first that is free
SHORT = 0.12  # a step shorter than this on the frame is drawn as a dot
SIDE, FOOT = 0.045, 0.03  # room for marks left of the plane and under it, a point of their size
DIM, MANY = 0.3, 8  # of arrows that were told before, unless they are so many that they cover each other


class ArrowPlane(VGroup):
    """axes (two lines), marks on the rim, names of the two weights; `arrow(tip)`, `dot(tip)` and `mean(tip)` draw a step (2,) of them."""

    def __init__(self, stage: Stage, room: Region, across: Named, up: Named, tips: np.ndarray) -> None:
        super().__init__()
        self.size = SMALLEST[stage.shape]
        side, foot = SIDE * self.size, FOOT * self.size
        self.region = Region(room.x + side / 2, room.y + foot / 2, room.width - side, room.height - foot)
        low, high = np.minimum(tips.min(axis=0), 0), np.maximum(tips.max(axis=0), 0)
        span = max(float((high - low).max()), 1e-12)
        low, high = np.minimum(low, -LEAST * span) - 0.1 * span, np.maximum(high, LEAST * span) + 0.1 * span
        box = np.array([self.region.width, self.region.height])
        self._scale = float((box / (high - low)).min())
        middle, half = (low + high) / 2, box / self._scale / 2  # both axes on one scale, and the room filled
        self.low, self.high = middle - half, middle + half
        zero = self.region.center - self._scale * np.append(middle, 0)
        ends = [([self.low[0], 0, 0], [self.high[0], 0, 0]), ([0, self.low[1], 0], [0, self.high[1], 0])]
        self.axes = VGroup(
            *(Line(*(zero + self._scale * np.array(end) for end in pair), color=theme().line, stroke_width=2) for pair in ends)
        )
        self.names = VGroup(*(plate(Formula("{s}", size=self.size, s=named)) for named in (across, up)))
        self.names[0].move_to(self.axes[0].get_end() + 0.35 * UP, aligned_edge=RIGHT)
        self.names[1].move_to(self.axes[1].get_end() + 0.15 * RIGHT, aligned_edge=UL)
        self.marks = VGroup(*self._marks(0), *self._marks(1))
        self.add(self.axes, self.marks, self.names)

    def _marks(self, k: int) -> Iterable[Mobject]:
        """Numbered strokes along the foot of the plane, or up its side."""
        corner = self.region.center - np.array([self.region.width, self.region.height, 0]) / 2
        along, out = (RIGHT, DOWN) if k == 0 else (UP, LEFT)
        wide = 0.025 * self.size if k == 0 else 0.015 * self.size
        for v in rungs(self.low[k], self.high[k], 3):
            at = corner + self._scale * (v - self.low[k]) * along
            if wide / 2 < self._scale * (v - self.low[k]) < self._scale * (self.high[k] - self.low[k]) - wide / 2:
                yield Line(at, at + 0.1 * out, color=theme().soft, stroke_width=2)
                yield Formula("{s}", size=self.size, color=theme().soft, s=Scale.of(v)).next_to(at + 0.1 * out, out, buff=0.08)

    def at(self, tip: Iterable[float]) -> np.ndarray:
        """Where a step of the two weights ends, on the frame."""
        x, y = tip
        origin = np.array([self.axes[1].get_x(), self.axes[0].get_y(), 0.0])
        return origin + self.axes[0].width / (self.high[0] - self.low[0]) * np.array([x, y, 0.0])

    def arrow(self, tip: Iterable[float], hue: str, width: float = 6) -> Arrow | Dot:
        """A step; one that is too short to be seen is a dot."""
        start, end = self.at((0, 0)), self.at(tip)
        if np.linalg.norm(end - start) < SHORT:
            return Dot(end, radius=0.1, color=hue, stroke_color=theme().ground, stroke_width=4).set_z_index(2)
        return Arrow(start, end, buff=0, color=hue, stroke_width=width, tip_length=0.25, max_tip_length_to_length_ratio=0.4)

    def parts(self, tip: Iterable[float], hue: str) -> VGroup:
        """What a step is made of: its way across and its way up."""
        x, y = tip
        ways = ((x, 0.0), (0.0, y))
        return VGroup(*(Line(self.at((0, 0)), self.at(way), color=hue, stroke_width=8) for way in ways))

    def dot(self, tip: Iterable[float], hue: str) -> Dot:
        """Where a step ends."""
        return Dot(self.at(tip), radius=0.09, color=hue, stroke_color=theme().ground, stroke_width=4).set_z_index(4)

    def mean(self, tip: np.ndarray, others: Iterable[Mobject] = ()) -> VGroup:
        """The step that is the mean of the others, thick, with its name on a plate, on none of the other names."""
        length = float(np.linalg.norm(tip))
        way = np.append(tip / length, 0.0) if self._scale * length > SHORT else UR
        name, taken = plate(Label("mean", size=self.size, color=theme().ink)), list(others)
        for gap, side in product(GAPS, (way, DL, DR, UL, UR)):
            name.next_to(self.at(tip), side, buff=gap)
            if not any(touch(name, other) for other in taken):
                break
        return VGroup(self.arrow(tip, theme().ink, width=11), name).set_z_index(3)


def dimmed(arrows: VGroup) -> float:
    """The opacity of arrows that were told before."""
    return DIM if len(arrows) <= MANY else 0.0


def touch(one: Mobject, two: Mobject) -> bool:
    """Whether two things share a place of the frame."""
    apart = np.abs(one.get_center() - two.get_center())
    return bool(apart[0] < (one.width + two.width) / 2 + 0.05 and apart[1] < (one.height + two.height) / 2 + 0.05)
