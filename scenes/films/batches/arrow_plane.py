"""A plane of two weights: what moves them is an arrow from the middle, and the mean of arrows is their middle."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import product

import numpy as np
from manim import DL, DOWN, DR, LEFT, RIGHT, UL, UP, UR, Arrow, Dot, Line, Mobject, VGroup

from engine.reading import Named
from scenes.films.batches.crowd import Boxes, beside, boxes, on, size_of, touched
from scenes.kit.place.plate import plate
from scenes.kit.place.shots import RESTING, SMALLEST
from scenes.kit.place.stage import Region, Stage
from scenes.kit.plots.axis import axis_line
from scenes.kit.plots.rulers import rungs
from scenes.kit.theme import theme
from scenes.kit.type.formula import Formula, Label
from scenes.kit.type.ink import Scale

LEAST = 0.1  # of the longer axis, how far either goes to both sides of zero
GAPS = (0.1, 0.45, 0.8, 1.3, 1.9)  # between the mean arrow and its name, the first that is free
SMALLER = 0.75  # of its size, a name that has no room beside its arrow
HALO = 6  # width of the ground's colour around the mean arrow, both sides
MARK = 0.25  # between the plane and its side, for a mark's stroke
POINTS = 60  # of an arrow, looked at
BEAD = 0.04  # on the way of an arrow, what a name keeps off
SHORT = 0.12  # a step shorter than this on the frame is drawn as a dot
CROWD, THIN = 24, 0.6  # so many arrows are drawn thinner, and each on a rim of the ground
SIDE, FOOT = 0.045, 0.019  # room for marks left of the plane and under it, a point of their size
DIM, MANY = 0.3, 8  # of arrows that were told before, unless they are so many that they cover each other


class ArrowPlane(VGroup):
    """axes (two lines), marks on the rim, names of the two weights; `arrow(tip)`, `dot(tip)` and `mean(tip)` draw a step (2,) of them."""

    def __init__(
        self, stage: Stage, room: Region, across: Named, up: Named, tips: np.ndarray, dots: Sequence[np.ndarray] = (), on: str | None = None
    ) -> None:
        """With room for the longest of `tips` (n, 2); names stand where neither these arrows nor `dots` do, if there is such a place, on
        plates of the colour that they stand `on`.
        """
        super().__init__()
        self.under = on
        self.size, self.smallest, self.crowded = RESTING[stage.shape], SMALLEST[stage.shape], len(tips) > CROWD
        self.room = room
        self._lie(room, SIDE * self.size, tips)
        wide = [mark.width + MARK for mark in self._marks(1)[1::2]]
        self._lie(room, max([SIDE * self.size, *wide]), tips)
        zero = self.region.center - self._scale * np.append((self.low + self.high) / 2, 0)
        ends = [([self.low[0], 0, 0], [self.high[0], 0, 0]), ([0, self.low[1], 0], [0, self.high[1], 0])]
        self.axes = VGroup(
            *(axis_line(*(zero + self._scale * np.array(end) for end in pair), color=theme().line, stroke_width=2) for pair in ends)
        )
        self.names = VGroup(*(plate(Formula("{s}", size=self.size, s=named), on=on).set_z_index(5) for named in (across, up)))
        ways = zero + np.linspace(0, 1, POINTS)[:, None, None] * np.array([self.at(tip) - zero for tip in tips])
        taken = np.concatenate([ways.reshape(-1, 3), *(self.at(dot)[None].repeat(POINTS // 6, 0) for dot in dots)])
        for name, axis, sides in zip(self.names, self.axes, ((UP, DOWN), (RIGHT, LEFT)), strict=True):
            self._name(name, axis, sides, taken)
            taken = np.concatenate([taken, [name.get_critical_point(way) for way in (UL, UP, UR, DL, DOWN, DR)]])
        self.marks = VGroup(*self._marks(0), *self._marks(1))
        self.add(self.axes, self.marks, self.names)

    def _lie(self, room: Region, side: float, tips: np.ndarray) -> None:
        """Both axes on one scale, and all filled that marks leave of the room."""
        foot = FOOT * self.size
        self.region = Region(room.x + side / 2, room.y + foot / 2, room.width - side, room.height - foot)
        low, high = np.minimum(tips.min(axis=0), 0), np.maximum(tips.max(axis=0), 0)
        span = max(float((high - low).max()), 1e-12)
        low, high = np.minimum(low, -LEAST * span) - 0.1 * span, np.maximum(high, LEAST * span) + 0.1 * span
        box = np.array([self.region.width, self.region.height])
        self._scale = float((box / (high - low)).min())
        middle, half = (low + high) / 2, box / self._scale / 2
        self.low, self.high = middle - half, middle + half

    def _name(self, name: Mobject, axis: Line, sides: Sequence[np.ndarray], taken: np.ndarray) -> None:
        """The name of an axis at one of its ends, on one of its sides: where the fewest of the `taken` points are."""
        ends, best = (axis.get_end(), axis.get_start()), (len(taken) + 1, axis.get_end())
        for end, side in product(ends, sides):
            inwards = axis.get_center() - end
            name.next_to(end, side, buff=0.12)
            name.shift(inwards / np.linalg.norm(inwards) * abs(np.dot(inwards / np.linalg.norm(inwards), [name.width, name.height, 0])) / 2)
            self.room.keep(name)
            best = min(best, (on(name.get_center(), size_of(name), taken), name.get_center()), key=lambda found: found[0])
        name.move_to(best[1])

    def _marks(self, k: int) -> list[Mobject]:
        """Numbered strokes along the foot of the plane, or up its side, no two of which touch."""
        corner = self.region.center - np.array([self.region.width, self.region.height, 0]) / 2
        along, out = (RIGHT, DOWN) if k == 0 else (UP, LEFT)
        reach, marks = self._scale * (self.high[k] - self.low[k]), list[Mobject]()
        for v in rungs(self.low[k], self.high[k], 3):
            at = corner + self._scale * (v - self.low[k]) * along
            number = Formula("{s}", size=self.size, color=theme().soft, s=Scale.of(v)).next_to(at + 0.1 * out, out, buff=0.08)
            half, place = (number.width if k == 0 else number.height) / 2, self._scale * (v - self.low[k])
            if half < place < reach - half and not touched(number.get_center(), size_of(number), boxes(marks[1::2])):
                marks += [Line(at, at + 0.1 * out, color=theme().soft, stroke_width=2), number]
        return marks

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
        thin = THIN if self.crowded else 1.0
        arrow = Arrow(start, end, buff=0, color=hue, stroke_width=thin * width, tip_length=thin * 0.25, max_tip_length_to_length_ratio=0.4)
        if self.crowded:  # so that a short one is told from the longer ones that it lies on
            for part in arrow.get_family():
                part.set_stroke(theme().ground, width=part.get_stroke_width() + HALO / 2, background=True)
            arrow.set_z_index(2 - float(np.linalg.norm(end - start)) / (self.region.width + self.region.height))
        return arrow

    def beads(self, tips: Iterable[Iterable[float]]) -> Boxes:
        """Where steps pass, for names that keep off them."""
        start, parts = self.at((0, 0)), np.linspace(0.1, 1, 16)[:, None]
        middles = np.concatenate([np.zeros((0, 3)), *(start + parts * (self.at(tip) - start) for tip in tips)])[:, :2]
        return middles, np.full_like(middles, 2 * BEAD)

    def parts(self, tip: Iterable[float], hue: str) -> VGroup:
        """What a step is made of: its way across and its way up."""
        x, y = tip
        ways = ((x, 0.0), (0.0, y))
        return VGroup(*(Line(self.at((0, 0)), self.at(way), color=hue, stroke_width=8) for way in ways))

    def dot(self, tip: Iterable[float], hue: str) -> Dot:
        """Where a step ends."""
        return Dot(self.at(tip), radius=0.09, color=hue, stroke_color=theme().ground, stroke_width=4).set_z_index(4)

    def mean(self, tip: np.ndarray, others: Iterable[Mobject] = (), along: Boxes | None = None) -> VGroup:
        """The step that is the mean of the others, thick, its name on no other name, then on as little `along` as can be."""
        length = float(np.linalg.norm(tip))
        way = np.append(tip / length, 0.0) if self._scale * length > SHORT else UR
        taken, less = boxes([*self.names, *self.marks, *others]), along or boxes(())
        for part, gaps in ((1.0, GAPS[:2]), (SMALLER, GAPS[:3])):  # a smaller name rather than one that stands far off
            name = plate(Label("mean", size=part * self.size, color=theme().ink), on=self.under)
            size, sides = size_of(name), (way, DL, DR, UL, UR, LEFT, RIGHT, UP, DOWN)
            spots = [beside(self.at(tip), size, side, gap) for gap, side in product(gaps, sides)]
            name.move_to(min(spots, key=lambda spot: (touched(spot, size, taken), touched(spot, size, less))))
            if not touched(name.get_center(), size, taken) and not touched(name.get_center(), size, less):
                break
        arrow = self.arrow(tip, theme().ink, width=11)
        for part in arrow.get_family():  # it may lie along another
            part.set_stroke(theme().ground, width=part.get_stroke_width() + HALO, background=True)
        return VGroup(arrow.set_z_index(3), name.set_z_index(5))


def dimmed(arrows: VGroup) -> float:
    """The opacity of arrows that were told before."""
    return DIM if len(arrows) <= MANY else 0.0
