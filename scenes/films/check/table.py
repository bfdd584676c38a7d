"""The table of a gradient check: what backprop claims of each weight, what the wiggle measured, how far apart, and a verdict."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from manim import LEFT, RIGHT, UR, Animation, AnimationGroup, FadeIn, FadeOut, Line, VGroup, VMobject

from engine.reading import Named, Number, Reading
from engine.studies.check import Row
from scenes.films.check import facts
from scenes.kit.place.stage import Region
from scenes.kit.theme import theme
from scenes.kit.type.formula import Formula, Label
from scenes.kit.type.number import Num
from scenes.shown import Shown, show

HEADS = ("backprop", "wiggle", "rel. error")
SHARES = (0.2, 0.455, 0.7, 0.925, 0.985)  # where columns end, or stand for the last, as parts of the width
WIDEST, LINE, GAP = 9.0, 0.0155, 0.1  # of the table; of a line for each point of the type's size; between columns
LARGEST = 1.25  # times the smallest size, where there is room


class CheckTable(VGroup):
    """heads[0..2], rule, layers (the names of their matrices), and a row for each row of the study.

    names[k], claims[k], measured[k], apart[k], verdicts[k]     claim(bug) fills claims, apart and verdicts (None: the right ones)
    """

    def __init__(self, t: Reading, region: Region, least: float) -> None:
        super().__init__()
        self.t, self.count = t, len(facts.rows(t))
        self.pitch = min(region.height / (self.count + 1.1), 2.2 * LINE * least)
        width = min(region.width, WIDEST)
        self.xs = [region.x - width / 2 + share * width for share in SHARES]
        self.size = min(LARGEST * least, self.pitch / LINE, least * width / 6.0)
        self.digits = next((d for d in (4, 3) if self._widest(d) <= self.xs[2] - self.xs[1] - GAP), 2)
        self.size *= min(1.0, (self.xs[2] - self.xs[1] - GAP) / self._widest(self.digits))
        self.top = region.y + self.pitch * (self.count + 1) / 2 - self.pitch / 2
        heads = [Label(words, size=self.size).move_to([0, self.top, 0]) for words in HEADS]
        shrink = min(1.0, *((self.xs[1] - self.xs[0] - GAP) / head.width for head in heads))
        self.heads = VGroup(*(h.scale(shrink).align_to([x, self.top + 0.14, 0], UR) for h, x in zip(heads, self.xs[1:4], strict=True)))
        y = self.top - self.pitch * 0.5
        self.rule = Line([region.x - width / 2, y, 0], [region.x + width / 2, y, 0], color=theme().line, stroke_width=1.5)
        self.names = [self._name(k) for k in range(self.count)]
        self.layers = VGroup(*self._layers(region.x - width / 2))
        self.measured = [self._num(k, 2, self._slope(k, "numeric")) for k in range(self.count)]
        self.claim(None)
        self.add(self.heads, self.rule, self.layers, *self.names, *self.measured, *self.claims, *self.apart, *self.verdicts)

    def _slope(self, k: int, field: str, bug: int | None = None) -> Shown:
        return show(facts.entry(self.t, k, field, bug), digits=self.digits)

    def _widest(self, digits: int) -> float:
        """How wide the slopes are in the table's size, with so many digits."""
        entries = [facts.entry(self.t, k, field) for k in range(self.count) for field in ("numeric", "analytic")]
        return max(Num(show(entry, digits=digits), self.size).width for entry in entries)

    def claim(self, bug: int | None) -> None:
        """What a backward pass says: new numbers, not yet shown."""
        rows = list(enumerate(facts.rows(self.t, bug)))
        hues = [theme().wrong if row.wrong else None for _, row in rows]
        self.claims = [self._num(k, 1, self._slope(k, "analytic", bug), hues[k]) for k, _ in rows]
        self.apart = [self._num(k, 3, _coarse(facts.entry(self.t, k, "error", bug)), hues[k] or theme().ink) for k, _ in rows]
        self.verdicts = [self._verdict(k, row) for k, row in rows]

    def _verdict(self, k: int, row: Row) -> VMobject:
        """Right, wrong, or on a kink, where there is no slope to be right about."""
        at, unit = self._spot(k, 4), 0.0034 * self.size
        if row.kink:
            return _stroke(at, unit, KINK, theme().light)
        if not row.wrong:
            return _stroke(at, unit, TICK, theme().positive)
        return VGroup(*(_stroke(at, unit, arm, theme().wrong, 5) for arm in CROSS))

    def _spot(self, k: int, column: int) -> np.ndarray:
        return np.array([self.xs[column], self.top - (k + 1) * self.pitch, 0.0])

    def _name(self, k: int) -> Formula:
        row = facts.rows(self.t)[k]
        weight = self.t.W[row.l][row.i][row.j]
        name = Formula("{s}", size=self.size, color=str(theme().sign(weight.value)), s=Named("w", None, (row.i, row.j)))
        return name.move_to(self._spot(k, 0)).align_to(self._spot(k, 0), RIGHT)

    def _layers(self, left: float) -> Iterator[Formula]:
        """The matrix of a layer, before its first row."""
        layers = [row.l for row in facts.rows(self.t)]
        for l in sorted(set(layers)):
            name = Formula("{s}", size=self.size, color=theme().soft, s=self.t.name.W[l])
            yield name.move_to(self._spot(layers.index(l), 0)).align_to([left, 0, 0], LEFT)

    def layer(self, l: int) -> VGroup:
        """The rows of a layer, or what of them is written."""
        return self.told([k for k, row in enumerate(facts.rows(self.t)) if row.l == l])

    def told(self, rows: Sequence[int]) -> VGroup:
        """What some rows say, but for their names."""
        return VGroup(*(part for k in rows for part in (self.claims[k], self.measured[k], self.apart[k], self.verdicts[k])))

    def _num(self, k: int, column: int, shown: Shown, hue: str | None = None) -> Num:
        num = Num(shown, self.size, hue)
        num.scale(min(1.0, (self.xs[column] - self.xs[column - 1] - GAP) / num.width))
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
    """A relative error in two digits."""
    return show(error, decimals=1) if error.value >= 1 else show(error, digits=2)
