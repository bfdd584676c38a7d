"""One row a weight: its slope as the product of the slopes from it to the loss, each right above the link it belongs to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from manim import DOWN, LEFT, RIGHT, UP, Animation, AnimationGroup, FadeIn, FadeOut, ManimColor, RoundedRectangle, VGroup

from engine.reading import Named, Number, Reading
from scenes.films.chain.neuron_chain import NeuronChain
from scenes.kit.maths import equations as eq
from scenes.kit.theme import theme
from scenes.kit.type.formula import Formula, Label
from scenes.kit.type.number import Num, hue_of
from scenes.shown import Shown, show


@dataclass(frozen=True)
class Factor:
    """One slope of a row: its kind and layer (where it stands), its symbol with and without its layer, its number."""

    kind: str
    l: int
    long: str
    short: str
    number: Number

    @property
    def key(self) -> tuple[str, int]:
        return self.kind, self.l

    @property
    def hue(self) -> ManimColor:
        return hue_of(Shown(self.number, ""))


def factors(t: Reading, l: int) -> list[Factor]:
    """The slopes from weight l to the loss, in the order of the links."""
    came = t.name.a[l - 1] if l > 1 else t.name.x
    row = [Factor("came", l, came.typst, "a" if l > 1 else "x", t.a[l - 1][0])]
    for k in range(l, t.D + 1):
        row += [Factor("w", k, t.name.w[k].typst, "w", t.W[k][0][0])] if k > l else []
        slope = eq.prime(t, k)
        row.append(Factor("slope", k, f"{slope}({t.name.z[k].typst})", slope, t.da_dz[k][0]))
    return [*row, Factor("loss", t.D, inline(t.name.dL_da[t.D]), "L'", t.dL_da[t.D][0])]


def inline(symbol: Named) -> str:
    """The Typst of a symbol on one line: a slope with a slash."""
    above, slash, below = symbol.typst.partition(")/(")
    return f"{above[1:]} slash {below[:-1]}" if slash else symbol.typst


class SlopeRow(VGroup):
    """dL/dw^(l) = the product of its links' slopes, each above its link.

    label    dL/dw^(l) =            letters[kind, l], numbers[kind, l]   each factor, at the same place
    dots     between the factors    result   the product, over the loss
    """

    def __init__(self, chain: NeuronChain, l: int, lane: float) -> None:
        super().__init__()
        t = chain.t
        self.factors = factors(t, l)
        self.letters = {f.key: _symbol(f, chain) for f in self.factors}
        self.numbers = {f.key: _signed(f.number, chain) for f in self.factors}
        for f in self.factors:
            for part in (self.letters[f.key], self.numbers[f.key]):
                part.move_to(chain.spot(f.kind, f.l, lane))
        wide = [VGroup(self.letters[f.key], self.numbers[f.key]) for f in self.factors]
        self.label = Formula("{s} =", size=chain.size, hues={"s": theme().backward}, s=inline(t.name.dL_dw[l]))
        equals, number = Label("$=$", size=chain.size, color=theme().ink), Num(show(t.dL_dW[l][0][0], chain.digits), chain.size)
        self.result = VGroup(equals, number).arrange(buff=0.12)
        ends, way = (wide[0], wide[-1]), DOWN if chain.down else RIGHT
        if chain.down:
            self.label.next_to(ends[0], UP, buff=0.25)
            self.result.next_to(ends[1], DOWN, buff=0.25)
        else:
            self.label.move_to(ends[0].get_center() + 0.62 * chain.step * LEFT, aligned_edge=RIGHT)
            self.result.move_to(ends[1].get_center() + 0.62 * chain.step * RIGHT, aligned_edge=LEFT)
        gaps = [(a.get_edge_center(way) + b.get_edge_center(-way)) / 2 for a, b in pairwise(wide)]
        self.dots = VGroup(*(Label("$dot$", size=34).move_to(gap) for gap in gaps))

    def keys(self, *kinds: str) -> list[tuple[str, int]]:
        """Of the factors of these kinds, in the order of the links."""
        return [f.key for f in self.factors if f.kind in kinds]

    def everything(self) -> list[VGroup]:
        """All that is or will be seen of the row."""
        return [self.label, *self.letters.values(), *self.numbers.values(), self.dots, self.result]

    def swap(self, key: tuple[str, int]) -> Animation:
        """A letter makes way for its number."""
        return AnimationGroup(FadeOut(self.letters[key]), FadeIn(self.numbers[key]))


def _symbol(factor: Factor, chain: NeuronChain) -> Formula:
    """A factor's symbol; where links stand close, its place says which layer it is of."""
    return Formula("{s}", size=chain.size, hues={"s": factor.hue}, s=factor.short if chain.is_close else factor.long)


def _signed(number: Number, chain: NeuronChain) -> Formula:
    """A factor's number, in parentheses when negative."""
    return Formula("{v:p}", size=chain.size, v=show(number, chain.digits))


def shared_frame(rows: Mapping[int, SlopeRow], k: int) -> RoundedRectangle:
    """A frame around what rows 1 to k have in common: all from neuron k's slope to the end."""
    keys = (("slope", k), ("loss", max(rows)))
    parts = VGroup(*(row.numbers[key] for l, row in rows.items() if l <= k for key in keys))
    box = RoundedRectangle(width=parts.width + 0.24, height=parts.height + 0.14, corner_radius=0.1)
    return box.set_stroke(theme().light, width=2).move_to(parts)
