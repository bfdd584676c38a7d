"""How far the wiggle is off, over ever smaller h: the error falls with the bend of the curve, and climbs with the rounding."""

from __future__ import annotations

import numpy as np
from manim import DOWN, LEFT, RIGHT, UP, Animation, Line, VGroup

from engine.reading import Number, Reading
from scenes.films.check import facts
from scenes.kit.place.plate import plate
from scenes.kit.place.stage import Region
from scenes.kit.plots.log_axes import GrowingCurve, LogAxes
from scenes.kit.theme import theme
from scenes.kit.type.formula import Formula, Label
from scenes.kit.type.number import Num
from scenes.shown import show

EPS = 2.0**-53  # where errors stand that are all zero
MOST_POWERS = 6  # named on the upright axis
POWER = 1.5  # of the type's size, in hundredths of a unit: room for 10^(-12) left of the axis


class ErrorCurve(VGroup):
    """The relative error on logarithmic axes, filling a room; wiggles are named by their place, from the coarsest.

    axes, powers      grown, alone (the curves of both ways and of up alone, drawn by their dots)
    point(k), tick(k), tag(k, way), word(k, ...)   where wiggle k is; h under the axis; its error, or a word, beside its point
    """

    def __init__(self, t: Reading, room: Region, size: float) -> None:
        super().__init__()
        self.t, self.size = t, size
        study = facts.check(t)
        left = 0.01 * POWER * size
        inner = Region(room.x + left / 2, room.y, room.width - left, room.height)
        seen = np.concatenate([study.error, study.one_way])
        self.axes = LogAxes(inner, study.h, seen[seen > 0] if seen.any() else np.array([EPS]), '"smaller" h arrow.r', '"rel. error"', size)
        self.powers = self.axes.powers(1 + len(self.axes.flat) // MOST_POWERS)
        self.grown = GrowingCurve(self.axes, study.h, _shown(study.error), theme().light)
        self.alone = GrowingCurve(self.axes, study.h, _shown(study.one_way), theme().backward)
        self.add(self.axes, self.powers)

    def onward(self, k: int, here: int) -> list[Animation]:
        """Both curves are drawn on to wiggle k, from `here`."""
        curves = (self.grown, self.alone)
        at = [[curve.nearest(self.axes.point(self.h(j).value, 1)[0]) for j in (here, k)] for curve in curves]
        return [curve.grow(*ends) for curve, ends in zip(curves, at, strict=True)]

    def h(self, k: int) -> Number:
        return facts.wiggle(self.t, k, "h")

    def error(self, k: int) -> Number:
        return facts.wiggle(self.t, k, "error")

    def point(self, k: int) -> np.ndarray:
        return self.axes.point(self.h(k).value, self.error(k).value)

    def tick(self, k: int) -> VGroup:
        return self.axes.tick(self.h(k))

    def tag(self, k: int, way: np.ndarray) -> VGroup:
        """The error of wiggle k beside its point, inside of the axes."""
        tag = plate(Num(show(self.error(k), digits=2), self.size)).next_to(self.point(k), way, buff=0.16).set_z_index(4)
        return self._inside(tag)

    def word(self, k: int, word: str, way: np.ndarray) -> VGroup:
        label = plate(Label(word, size=self.size, color=theme().ink)).next_to(self.point(k), way, buff=0.25).set_z_index(4)
        return self._inside(label)

    def _inside(self, label: VGroup) -> VGroup:
        across, up = self.axes.axes
        label.shift(max(0.0, label.get_right()[0] - across.get_right()[0]) * LEFT)
        label.shift(max(0.0, up.get_left()[0] + 0.1 - label.get_left()[0]) * RIGHT)
        return label.shift(max(0.0, across.get_y() + 0.1 - label.get_bottom()[1]) * UP)

    def names(self) -> VGroup:
        """What the two curves are, at their beginnings, where these stand apart; else both at one."""
        alone, both = (Label(word, size=self.size, color=theme().ink) for word in ("up alone", "both ways"))
        for label, curve, way in ((alone, self.alone, UP), (both, self.grown, DOWN)):
            label.next_to(curve.points_on[len(curve.points_on) // 8], way + RIGHT, buff=0.12)
        return VGroup(*(self._inside(plate(label).set_z_index(4)) for label in (alone, both)))

    def stem(self, k: int) -> Line:
        """A line from the axis up to wiggle k."""
        foot = self.point(k)
        return Line([foot[0], self.axes.axes[0].get_y(), 0], foot, color=theme().soft, stroke_width=3)


def _shown(errors: np.ndarray) -> np.ndarray:
    """These errors; where all are zero, that of the finest float."""
    return errors if errors.any() else np.full(len(errors), EPS)


class Decades(VGroup):
    """rows[k] = h, the error of up alone and of both ways, for wiggles from the coarsest on; heads over them."""

    def __init__(self, t: Reading, room: Region, size: float, most: int = 6) -> None:
        super().__init__()
        self.places = _told(facts.finest(t), most)
        rows = [[Num(show(facts.wiggle(t, k, name), digits=d), size) for name, d in COLUMNS] for k in self.places]
        heads = [Formula("h", size=size, color=theme().soft), *(Label(word, size=size) for word in ("up alone", "both ways"))]
        widths = [max(cell.width for cell in (head, *column)) for head, column in zip(heads, zip(*rows, strict=True), strict=True)]
        gap = max(0.25, min(0.6, (room.width - sum(widths)) / 2))
        edges = np.cumsum([w + gap for w in widths]) - gap
        pitch = min(0.024 * size, room.height / (len(rows) + 1))
        for k, line in enumerate((heads, *rows)):
            for cell, edge in zip(line, edges, strict=True):
                cell.move_to([edge - cell.width / 2, -k * pitch - (0 if k else -0.1), 0])
        self.heads, self.rows = VGroup(*heads), {k: VGroup(*row) for k, row in zip(self.places, rows, strict=True)}
        self.add(self.heads, *self.rows.values())
        self.scale(min(1.0, room.width / self.width, room.height / self.height)).move_to(room.center)


COLUMNS = (("h", 1), ("one_way_error", 2), ("error", 2))


def _told(finest: int, most: int) -> list[int]:
    """Which wiggles have a row: all, or the first and the last."""
    return list(range(finest + 1)) if finest < most else [*range(most - 2), (most + finest) // 2, finest]
