"""How far the wiggle is off, over ever smaller h: the error falls with the bend of the curve, and climbs with the rounding."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise, product

import numpy as np
from manim import DOWN, LEFT, RIGHT, UP, Animation, Line, VGroup, VMobject

from engine.reading import Number, Reading
from scenes.films.check import facts
from scenes.kit.place.plate import plate
from scenes.kit.place.stage import Region
from scenes.kit.plots.log_axes import GrowingCurve, LogAxes
from scenes.kit.theme import theme
from scenes.kit.type.formula import Formula, Label
from scenes.kit.type.number import Num
from scenes.shown import Shown, show

EPS = 2.0**-53  # where errors stand that are all zero
MOST_POWERS, NAME = 6, 0.014  # named on the upright axis; of a name's height, with air, for each point of the type's size
AIR = 0.15  # between two values of h under the axis
POWER = 1.5  # of the type's size, in hundredths of a unit: room for 10^(-12) left of the axis


KEY = 0.85  # of the type's size, the names of both curves
SHARES = (0.5, 0.55, 0.6, 0.45, 0.65, 0.7, 0.4, 0.75, 0.8, 0.35)  # of the axis: where their middle may stand


class ErrorCurve(VGroup):
    """The relative error on logarithmic axes, filling a room; wiggles are named by their place, from the coarsest.

    axes, powers      grown, alone (the curves of both ways and of up alone, drawn by their dots)      labels   their names, once shown
    point(k), tick(k), tag(k, way), word(k, ...)   where wiggle k is; h under the axis; its error, or a word, beside its point
    """

    def __init__(self, t: Reading, room: Region, size: float) -> None:
        super().__init__()
        self.t, self.size, self._top = t, size, room.y + room.height / 2
        study = facts.check(t)
        left = 0.01 * POWER * size
        foot, top = 0.0225 * size - 0.65, 0.0125 * size
        inner = Region(room.x + left / 2, room.y + (foot - top) / 2, room.width - left, room.height - foot - top)
        seen = np.concatenate([study.error, study.one_way])
        self.axes = LogAxes(inner, study.h, seen[seen > 0] if seen.any() else np.array([EPS]), '"smaller" h arrow.r', '"rel. error"', size)
        self.axes.names[0].next_to(self.axes.axes[0], DOWN, buff=0.27 + 0.0125 * size).align_to(self.axes.axes[0], RIGHT)
        rungs = len(self.axes.flat)
        apart = (self.axes.flat[-1].get_y() - self.axes.flat[0].get_y()) / max(1, rungs - 1)
        self.powers = self.axes.powers(max(1 + rungs // MOST_POWERS, int(np.ceil(NAME * size / apart)) if rungs > 1 else 1))
        self.grown = GrowingCurve(self.axes, study.h, _shown(study.error), theme().light)
        self.alone = GrowingCurve(self.axes, study.h, _shown(study.one_way), theme().backward)
        self.labels = VGroup()
        self.add(self.axes, self.powers)

    @property
    def stops(self) -> list[VMobject]:
        """The lines of powers of ten, from the largest h on."""
        return sorted(self.axes.upright, key=lambda line: float(line.get_x()))

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

    def stands_apart(self, k: int, *others: int) -> bool:
        """Whether h of wiggle k has room beside those of others under the axis."""
        width = max(self.tick(j).width for j in (k, *others))
        return all(abs(self.point(k)[0] - self.point(j)[0]) > AIR + width for j in others)

    def tag(self, k: int, taken: Sequence[VMobject]) -> VGroup:
        """The error of wiggle k beside its point, where it stands clear of the curves and of what is taken."""
        return self._beside(self.point(k), Num(show(self.error(k), digits=2), self.size), (LEFT, DOWN, RIGHT, DOWN + LEFT, UP), taken)

    def word(self, k: int, word: str, taken: Sequence[VMobject]) -> VGroup:
        """A word beside wiggle k, where it stands clear of the curves and of what is taken."""
        return self._beside(
            self.point(k), Label(word, size=self.size, color=theme().ink), (UP + RIGHT, DOWN + RIGHT, UP, DOWN + LEFT, DOWN), taken
        )

    def _beside(self, at: np.ndarray, thing: VMobject, ways: Sequence[np.ndarray], taken: Sequence[VMobject]) -> VGroup:
        label = plate(thing).set_z_index(4)
        for far, way in product((0.16, 0.4, 0.8, 1.2), ways):
            if self._is_clear(self._inside(label.next_to(at, way, buff=far)), taken):
                return label
        return VGroup()

    def _is_clear(self, label: VMobject, taken: Sequence[VMobject]) -> bool:
        """Whether a label stands in the room, clear of both curves and of what is taken."""
        low, high = _box(label)
        points = np.array([*self.grown.points_on, *self.alone.points_on])[:, :2]
        boxes = [_box(other) for other in (*taken, self.axes.names[1]) if len(other.get_family()) > 1]
        on_curve = np.all((points > low - 0.05) & (points < high + 0.05), axis=1).any()
        return bool(high[1] <= self._top and not on_curve and not any(np.all((low < b) & (a < high)) for a, b in boxes))

    def _inside(self, label: VGroup) -> VGroup:
        across, up = self.axes.axes
        label.shift(max(0.0, label.get_right()[0] - across.get_right()[0]) * LEFT)
        label.shift(max(0.0, up.get_left()[0] + 0.1 - label.get_left()[0]) * RIGHT)
        return label.shift(max(0.0, across.get_y() + 0.1 - label.get_bottom()[1]) * UP)

    def names(self) -> VGroup:
        """What the two curves are, in their hues, one over the other where the top of the plot is clear of both."""
        hues = {"up alone": theme().backward, "both ways": theme().light}
        key = VGroup(*(plate(Label(word, size=KEY * self.size, color=hue)).set_z_index(4) for word, hue in hues.items()))
        key.arrange(DOWN, buff=0, aligned_edge=LEFT)
        across, up = self.axes.axes
        for down, share in product((0.05, 0.5, 1.0), SHARES):
            x = across.get_left()[0] + share * across.width
            self._inside(key.move_to([x, up.get_top()[1] - down - key.height / 2, 0]))
            if self._is_clear(key, []):
                return key
        return VGroup()

    def stem(self, k: int) -> Line:
        """A line from the axis up to wiggle k."""
        foot = self.point(k)
        return Line([foot[0], self.axes.axes[0].get_y(), 0], foot, color=theme().soft, stroke_width=3)


def _box(thing: VMobject) -> tuple[np.ndarray, np.ndarray]:
    """Low and high corner, (2,) each."""
    return thing.get_corner(DOWN + LEFT)[:2], thing.get_corner(UP + RIGHT)[:2]


def _shown(errors: np.ndarray) -> np.ndarray:
    """These errors; where all are zero, that of the finest float."""
    return errors if errors.any() else np.full(len(errors), EPS)


COLUMNS = ("h", "one_way_error", "error")
SMALL = 1e-4  # a number of which one digit is read
DOTS = 0.7  # of its numbers' size, the dots that stand for rows
NARROW_HEAD, HEAD = 0.72, 0.9  # of its numbers' size, in the heads of the table, which are wider
LINE = 0.024  # of a line of the table, for each point of its type's size
HIGH = 1.6  # times as wide as high: a room from which on the wiggles stand side by side


class Decades(VGroup):
    """rows[k] = h, the error of up alone and of both ways, for wiggles from the coarsest on; heads before them.

    In a wide room wiggles stand side by side, else under each other.
    """

    def __init__(self, t: Reading, room: Region, size: float) -> None:
        super().__init__()
        self.beside = room.width > HIGH * room.height
        most = int(room.width / (0.052 * size)) if self.beside else int(room.height / (LINE * size))
        self.places = _told(facts.finest(t), max(4, most - 1))
        rows = [[Num(_short(facts.wiggle(t, k, name)), size) for name in COLUMNS] for k in self.places]
        hues, head = {"up alone": theme().backward, "both ways": theme().light}, NARROW_HEAD if self.beside else HEAD
        heads = [Formula("h", size=size, color=theme().soft), *(Label(word, size=head * size, color=hue) for word, hue in hues.items())]
        self._lay([heads, *rows], room, size)
        self.heads, self.rows = VGroup(*heads), {k: VGroup(*row) for k, row in zip(self.places, rows, strict=True)}
        if not self.beside:
            self._dots(size)
        self.add(self.heads, *self.rows.values())
        self.scale(min(1.0, room.width / self.width, room.height / self.height)).move_to(room.center)

    def _dots(self, size: float) -> None:
        """Where wiggles are left out, dots between the rows; they come with the lower one."""
        for above, below in pairwise(self.places):
            if below > above + 1:
                one, other = self.rows[above][: len(COLUMNS)], self.rows[below]
                middles = [(a.get_center() + b.get_center()) / 2 for a, b in zip(one, other, strict=True)]
                other.add(*(Formula("dots.v", size=DOTS * size, color=theme().soft).move_to(middle) for middle in middles))

    def _lay(self, lines: list[list[VMobject]], room: Region, size: float) -> None:
        """Each wiggle a line or, in a wide room, a column; all that stands under each other ends at the same place."""
        table = lines if not self.beside else [list(column) for column in zip(*lines, strict=True)]
        widths = [max(cell.width for cell in column) for column in zip(*table, strict=True)]
        gap = max(0.18, min(1.0, (room.width - sum(widths)) / max(1, len(widths) - 1)))
        edges = np.cumsum([w + gap for w in widths])
        pitch = min((room.height - 0.012 * size) / (len(table) - 1), 1.6 * LINE * size)
        for k, line in enumerate(table):
            for cell, edge in zip(line, edges, strict=True):
                cell.move_to([edge - cell.width / 2, -k * pitch, 0])


def _short(number: Number) -> Shown:
    """A number in two digits, a small one in one."""
    return show(number, digits=2 if number.value >= SMALL else 1)


def _told(finest: int, most: int) -> list[int]:
    """Which wiggles have a row: all, or the first and the last."""
    return list(range(finest + 1)) if finest < most else [*range(most - 2), (most + finest) // 2, finest]
