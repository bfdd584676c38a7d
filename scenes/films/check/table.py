"""The table of a gradient check: what backprop claims of each weight, what the wiggle measured, how far apart, and a verdict."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from manim import LEFT, RIGHT, UR, Animation, AnimationGroup, FadeIn, FadeOut, Line, VGroup, VMobject

from engine.reading import Named, Number, Reading
from scenes.films.check import facts
from scenes.kit.place.stage import Region
from scenes.kit.theme import theme
from scenes.kit.type.formula import Formula, Label, small
from scenes.kit.type.number import Num
from scenes.shown import show

HEADS = ("", "backprop", "wiggle", "rel. error", "")
SHARES = (0.22, 0.46, 0.69, 0.91, 0.98)  # where columns end, or stand for the last, as parts of the width
WIDEST, TALLEST, GAP = 7.2, 0.5, 0.1


class CheckTable(VGroup):
    """heads[0..2], rule, layers (the names of their matrices), and a row for each row of the study.

    names[k], claims[k], measured[k], apart[k], verdicts[k]     claim(bug) fills claims, apart and verdicts (None: the right ones)
    """

    def __init__(self, t: Reading, region: Region) -> None:
        super().__init__()
        self.t, self.count = t, len(facts.rows(t))
        self.pitch = min(TALLEST, region.height / (self.count + 1.1))
        self.size = small() if self.pitch >= 0.4 else 24
        self.digits = 4 if self.size <= 26 else 3
        width = min(region.width, WIDEST)
        self.xs = [region.x - width / 2 + share * width for share in SHARES]
        self.top = region.y + self.pitch * (self.count + 1) / 2 - self.pitch / 2
        heads = (Label(words, size=self.size).move_to([x, self.top, 0]) for words, x in zip(HEADS, self.xs, strict=True) if words)
        self.heads = VGroup(*(head.align_to([x, self.top + 0.14, 0], UR) for head, x in zip(heads, self.xs[1:4], strict=True)))
        y = self.top - self.pitch * 0.55
        self.rule = Line([region.x - width / 2, y, 0], [region.x + width / 2, y, 0], color=theme().line, stroke_width=1.5)
        self.names = [self._name(k) for k in range(self.count)]
        self.layers = VGroup(*self._layers(region.x - width / 2))
        self.measured = [self._num(k, 2, facts.entry(t, k, "numeric")) for k in range(self.count)]
        self.claim(None)

    def claim(self, bug: int | None) -> None:
        """What a backward pass says: new numbers, not yet shown."""
        rows = list(enumerate(facts.rows(self.t, bug)))
        hues = [theme().wrong if row.wrong else None for _, row in rows]
        self.claims = [self._num(k, 1, facts.entry(self.t, k, "analytic", bug), hues[k]) for k, _ in rows]
        self.apart = [self._num(k, 3, facts.entry(self.t, k, "error", bug), hues[k] or theme().ink) for k, _ in rows]
        self.verdicts = [_cross(self._spot(k, 4)) if row.wrong else _tick(self._spot(k, 4)) for k, row in rows]

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
        rows = [k for k, row in enumerate(facts.rows(self.t)) if row.l == l]
        return VGroup(*(part for k in rows for part in (self.claims[k], self.measured[k], self.apart[k], self.verdicts[k])))

    def _num(self, k: int, column: int, number: Number, hue: str | None = None) -> Num:
        coarse = {"decimals": 1} if number.value >= 1 else {"digits": 2}
        num = Num(show(number, **(coarse if column == 3 else {"digits": self.digits})), self.size, hue)
        num.scale(min(1.0, (self.xs[column] - self.xs[column - 1] - GAP) / num.width))
        return num.move_to(self._spot(k, column)).align_to(self._spot(k, column), RIGHT)

    def replace(self, bug: int | None) -> Animation:
        """What was claimed leaves, and another backward pass says its numbers; then `judge` says how far apart they are."""
        old = VGroup(*self.claims, *self.apart, *self.verdicts)
        self.claim(bug)
        return AnimationGroup(FadeOut(old), FadeIn(VGroup(*self.claims)))

    def judge(self, *rows: int) -> Animation:
        """How far apart, and the verdict."""
        return AnimationGroup(*(FadeIn(part) for k in rows or range(self.count) for part in (self.apart[k], self.verdicts[k])))


def _tick(at: np.ndarray) -> VMobject:
    """Right."""
    shape = VMobject(stroke_color=theme().positive, stroke_width=3)
    return shape.set_points_as_corners([at + 0.1 * np.array(p) for p in ([-1, 0, 0], [-0.3, -0.8, 0], [1, 0.9, 0])])


def _cross(at: np.ndarray) -> VGroup:
    """Wrong."""
    ends = ([-0.9, -0.9, 0], [0.9, 0.9, 0]), ([-0.9, 0.9, 0], [0.9, -0.9, 0])
    return VGroup(*(Line(at + 0.1 * np.array(a), at + 0.1 * np.array(b), color=theme().wrong, stroke_width=4) for a, b in ends))
