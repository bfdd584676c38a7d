"""The table of a gradient check: what backprop claims of each weight, what the wiggle measured, how far apart, and a verdict."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import RIGHT, UR, Animation, AnimationGroup, FadeIn, FadeOut, Line, VGroup, VMobject

from engine.reading import Number, Reading
from engine.studies.check import Row
from scenes.films.check import facts
from scenes.kit.network.diagram import smallest
from scenes.kit.place.stage import Region
from scenes.kit.theme import theme
from scenes.kit.type.formula import Formula, Label
from scenes.kit.type.number import Num
from scenes.shown import Shown, show

HEADS = ("backprop", "wiggle", "rel. error")
SMALL = 1e-3  # a relative error of which the size alone is read
LINE, TALL, NAMED = 0.0122, 0.034, 0.0155  # of a line for each point of the type's size: at least, at most, and for a name
GAP = 0.2  # between columns, at least
PARTS = (1.0, 0.95, 0.9, 0.85, 0.8)
TRIES = (  # of the largest size, and digits
    *((part, digits) for digits in (4, 3) for part in PARTS),
    *((part, 2) for part in (*PARTS, 0.72, 0.64, 0.56)),
)
LARGEST, RESTS = 1.25, 0.98  # times the size of a number that rests: where there is room, and where it has to be
MARK = 0.0075  # of a verdict for each point of the size


class CheckTable(VGroup):
    """heads[0..2], rule, and a row for each row of the study.

    names[k], claims[k], measured[k], apart[k], verdicts[k]     claim(bug) fills claims, apart and verdicts (None: the right ones)
    """

    def __init__(self, t: Reading, region: Region, least: float) -> None:
        super().__init__()
        self.t, self.count = t, len(facts.rows(t))
        self.pitch = min(region.height / (self.count + 1.1), TALL * least)
        self.top = region.y + self.pitch * (self.count + 1) / 2 - self.pitch / 2
        most = min(LARGEST * least, self.pitch / LINE)
        rests = min(most, RESTS * least)
        for size, digits in sorted(((max(part * most, smallest()), digits) for part, digits in TRIES), key=lambda way: way[0] < rests):
            widths = self._set(size, digits)  # fewer digits come before a size that is not read at rest
            if sum(widths) + GAP * (len(widths) - 1) <= region.width:
                break
        gap = (region.width - sum(widths)) / (len(widths) - 1)
        self.xs = list(region.x - region.width / 2 + np.cumsum([w + gap for w in widths]) - gap)
        self.heads = VGroup(*(self._head(words, x) for words, x in zip(HEADS, self.xs[1:4], strict=True)))
        y = self.top - self.pitch * 0.5
        self.rule = Line([region.x - region.width / 2, y, 0], [region.x + region.width / 2, y, 0], color=theme().line, stroke_width=1.5)
        self.names = [self._name(k) for k in range(self.count)]
        self.measured = [self._num(k, 2, self._slope(k, "numeric"), theme().ink) for k in range(self.count)]
        self.claim(None)
        self.add(self.heads, self.rule, *self.names, *self.measured, *self.claims, *self.apart, *self.verdicts)

    def _set(self, size: float, digits: int) -> list[float]:
        """Take a size and so many digits; how wide the columns then are."""
        self.size, self.digits = size, digits
        passes, rows = (None, *range(len(facts.check(self.t).bugs))), range(self.count)
        slopes = [[self._slope(k, "analytic", bug) for bug in passes for k in rows], [self._slope(k, "numeric") for k in rows]]
        errors = [_coarse(facts.entry(self.t, k, "error", bug)) for bug in passes for k in rows]
        told = zip(HEADS, [*slopes, errors], strict=True)
        columns = [max(self._label(head).width, *(Num(s, size).width for s in column)) for head, column in told]
        return [max(self._name_of(k).width for k in rows), *columns, MARK * size]

    def _label(self, head: str) -> Label:
        """The head of a column: a little smaller than its numbers, but not too small to be read in this frame."""
        return Label(head, size=max(0.85 * self.size, smallest()))

    def _head(self, words: str, x: float) -> Label:
        return self._label(words).move_to([0, self.top, 0]).align_to([x, self.top + 0.14, 0], UR)

    def _slope(self, k: int, field: str, bug: int | None = None) -> Shown:
        return show(facts.entry(self.t, k, field, bug), digits=self.digits)

    def claim(self, bug: int | None) -> None:
        """What a backward pass says: new numbers, not yet shown."""
        rows = list(enumerate(facts.rows(self.t, bug)))
        hues = [
            theme().wrong if row.wrong else theme().ink for _, row in rows
        ]  # in some theme a slope's own hue is next to that of what is wrong
        self.claims = [self._num(k, 1, self._slope(k, "analytic", bug), hues[k]) for k, _ in rows]
        self.apart = [self._num(k, 3, _coarse(facts.entry(self.t, k, "error", bug)), hues[k]) for k, _ in rows]
        self.verdicts = [self._verdict(k, row) for k, row in rows]

    def _verdict(self, k: int, row: Row) -> VMobject:
        """Right, wrong, or on a kink, where there is no slope to be right about."""
        unit = MARK / 2 * self.size
        at = self._spot(k, 4) - [unit, 0, 0]
        if row.kink:
            return _stroke(at, unit, KINK, theme().light)
        if not row.wrong:
            return _stroke(at, unit, TICK, theme().positive)
        return VGroup(*(_stroke(at, unit, arm, theme().wrong, 5) for arm in CROSS))

    def _spot(self, k: int, column: int) -> np.ndarray:
        return np.array([self.xs[column], self.top - (k + 1) * self.pitch, 0.0])

    def _name_of(self, k: int) -> Formula:
        row = facts.rows(self.t)[k]
        weight = self.t.W[row.l][row.i][row.j]
        size = min(self.size, self.pitch / NAMED)  # scripts reach above and below the line
        return Formula("{s}", size=size, color=str(theme().sign(weight.value)), s=weight.named)

    def _name(self, k: int) -> Formula:
        return self._name_of(k).move_to(self._spot(k, 0)).align_to(self._spot(k, 0), RIGHT)

    def layer(self, l: int) -> VGroup:
        """The rows of a layer, or what of them is written."""
        return self.told([k for k, row in enumerate(facts.rows(self.t)) if row.l == l])

    def told(self, rows: Sequence[int]) -> VGroup:
        """What some rows say, but for their names."""
        return VGroup(*(part for k in rows for part in (self.claims[k], self.measured[k], self.apart[k], self.verdicts[k])))

    def _num(self, k: int, column: int, shown: Shown, hue: str | None = None) -> Num:
        num = Num(shown, self.size, hue)
        return num.move_to(self._spot(k, column)).align_to(self._spot(k, column), RIGHT)

    def replace(self, bug: int | None) -> Animation:
        """What was claimed leaves, and another backward pass says its numbers; then `judge` says how far apart they are."""
        old = [*self.claims, *self.apart, *self.verdicts]
        self.remove(*old)
        self.claim(bug)
        self.add(*self.claims, *self.apart, *self.verdicts)
        return AnimationGroup(FadeOut(VGroup(*old)), FadeIn(VGroup(*self.claims)))

    def judge(self, *rows: int) -> Animation:
        """How far apart, and the verdict."""
        return AnimationGroup(*(FadeIn(part) for k in rows or range(self.count) for part in (self.apart[k], self.verdicts[k])))


TICK, KINK = ((-1, 0), (-0.3, -0.8), (1, 0.9)), ((-1, -0.7), (0, 0.8), (1, -0.7))
CROSS = (((-0.9, -0.9), (0.9, 0.9)), ((-0.9, 0.9), (0.9, -0.9)))


def _stroke(at: np.ndarray, unit: float, corners: Sequence[tuple[float, float]], hue: str, width: float = 4) -> VMobject:
    return VMobject(stroke_color=hue, stroke_width=width).set_points_as_corners([at + unit * np.array([*p, 0]) for p in corners])


def _coarse(error: Number) -> Shown:
    """A relative error in two digits; one that is small, in one."""
    return show(error, decimals=1) if error.value >= 1 else show(error, digits=2 if error.value >= SMALL else 1)
