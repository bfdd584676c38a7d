"""Paths that fork at a hidden neuron, one through each neuron of the next layer, and whose effects on the loss add."""

from __future__ import annotations

from manim import VGroup, VMobject

from engine.reading import Reading
from scenes.equation import Equation, broken
from scenes.films.chain_rule.formulas import fork_factors, fork_letters, fork_shares
from scenes.kit.maths import equations as eq
from scenes.kit.maths.stack import is_high, stacked, under
from scenes.kit.place.stage import Region

SPOKEN = 3  # paths that are all spoken of; of more, the first two


class ForkSum:
    """dL/da_j of the layer before l, as the sum over the neurons i of layer l of w_ij dL/dz_i.

    letters   parts s, w0, d0, w1, d1 ...      factors   the same parts with numbers (no s)
    shares    parts p0, p1, ..., result; with a single path only the result, behind its factors
    lines     the three under each other       steps     the paths that are spoken of one by one
    """

    def __init__(self, t: Reading, l: int, j: int, room: Region) -> None:
        self.written = eq.terms(t.sizes[l])
        self.steps = [] if t.sizes[l] == 1 else self.written if t.sizes[l] == SPOKEN else self.written[:2]
        lines: tuple[Equation, ...] = (fork_letters(t, l, j), fork_factors(t, l, j), fork_shares(t, l, j))
        if is_high(room):
            lines = (broken(lines[0], alone=True), *(broken(line, sums=True) for line in lines[1:]))
            self.lines = under(room, lines, 0.4)
        else:
            self.lines = stacked(room, *lines, buff=0.2)
        self.letters, self.factors, self.shares = self.lines

    def fill(self, i: int, weight: VMobject, slope: VMobject) -> list[tuple[VMobject, VMobject]]:
        """The flights by which path i gets its numbers, if it is written out."""
        return [(weight, self.factors[f"w{i}"]), (slope, self.factors[f"d{i}"])] if i in self.written else []

    def share(self, i: int) -> VGroup:
        """The share of path i, with the sign before it: of two numbers side by side nobody knows that they are added."""
        sign = self.shares["eq"] if i == 0 else self._signs[self.steps.index(i) - 1]
        return VGroup(sign, self.shares[f"p{i}"])

    @property
    def _signs(self) -> VGroup:
        """The plus signs in order, with what else has no name behind them."""
        return VGroup(*sorted(self.shares.rest, key=lambda sign: (-round(sign.get_y(), 1), sign.get_x())))

    def total(self) -> VGroup:
        """The other shares, the signs between them, and what they all come to."""
        others = [self.shares[f"p{i}"] for i in self.written if i not in self.steps and f"p{i}" in self.shares.parts]
        return VGroup(
            *others, *self._signs[max(0, len(self.steps) - 1) :], self.shares["result"], *([] if self.steps else [self.shares["eq"]])
        )
