"""Paths that fork at a hidden neuron, one through each neuron of the next layer, and whose effects on the loss add."""

from __future__ import annotations

from typing import Any

from manim import VGroup, VMobject

from engine.reading import Reading
from scenes.kit.maths import equations as eq
from scenes.kit.theme import theme
from scenes.kit.type.formula import Formula, align_equals
from scenes.shown import show, show_sum


class ForkSum:
    """dL/da_j of the layer before l, as the sum over the neurons i of layer l of w_ij dL/dz_i.

    letters   parts s, w0, d0, w1, d1 ...      factors   the same parts with numbers (no s)
    shares    parts p0, p1, ..., result; with a single path only the result, behind its factors
    """

    def __init__(self, t: Reading, l: int, j: int) -> None:
        self.t, self.l, self.j, self.n = t, l, j, t.sizes[l]
        self.written = eq.terms(self.n)
        self.steps = self.written[:2] if self.n > 1 else []  # the paths that are spoken of one by one
        self.letters = self._letters()
        self.factors, self.shares = self._factors(), self._shares()
        self.lines = align_equals(self.letters, self.factors, self.shares, buff=0.2)

    def _letters(self) -> Formula:
        weights, slopes = self.t.W[self.l], self.t.name.dL_dz[self.l]
        fields: dict[str, Any] = {"s": self.t.name.dL_da[self.l - 1][self.j]}
        for i in self.written:
            fields |= {f"w{i}": weights[i][self.j], f"d{i}": slopes[i]}
        return Formula("{s} = " + eq.summed(self.n, lambda i: f"{{w{i}:s}} {{d{i}}}"), **fields)

    def _factors(self) -> Formula:
        fields: dict[str, Any] = {}
        for i in self.written:
            fields |= {f"w{i}": self.t.W[self.l][i][self.j], f"d{i}": self.t.delta[self.l][i]}
        return Formula("= " + eq.summed(self.n, lambda i: f"{{w{i}:p}} dot {{d{i}:p}}"), **fields)

    def _shares(self) -> Formula:
        parts, total = self.t.terms[self.l].column(self.j), self.t.dL_da[self.l - 1][self.j]
        if self.n == 1:
            return Formula("= {result}", result=total)
        whole = len(self.written) == self.n
        shown, result = show_sum(parts, total) if whole else ([show(p) for p in parts], show(total))
        fields = {f"p{i}": shown[i] for i in self.written}
        template = "= " + eq.summed(self.n, lambda i: f"{{p{i}{':p' if i else ''}}}") + " = {result}"
        return Formula(template, hues=dict.fromkeys(fields, theme().backward), result=result, **fields)

    def fill(self, i: int, weight: VMobject, slope: VMobject) -> list[tuple[VMobject, VMobject]]:
        """The flights by which path i gets its numbers, if it is written out."""
        return [(weight, self.factors[f"w{i}"]), (slope, self.factors[f"d{i}"])] if i in self.written else []

    def share(self, i: int) -> VGroup:
        """The share of path i, with the equals sign before the first."""
        return VGroup(*([self.shares["eq"]] if i == 0 else []), self.shares[f"p{i}"])

    def total(self) -> VGroup:
        """The other shares, the signs between them, and what they all come to."""
        others = [self.shares[f"p{i}"] for i in self.written[2:]]
        return VGroup(*others, self.shares.rest, self.shares["result"], *([] if self.steps else [self.shares["eq"]]))
