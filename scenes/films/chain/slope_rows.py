"""One row a weight: its slope as the product of the slopes from it to the loss, each right beside the link it belongs to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from manim import DOWN, LEFT, ORIGIN, RIGHT, UP, Animation, AnimationGroup, FadeIn, FadeOut, Line, ManimColor, RoundedRectangle, VGroup

from engine.reading import Number, Reading
from scenes.films.chain.formulas import inline
from scenes.films.chain.neuron_chain import RESULT, NeuronChain
from scenes.kit.maths import equations as eq
from scenes.kit.network.diagram import smallest
from scenes.kit.place.shots import least
from scenes.kit.theme import theme
from scenes.kit.type.formula import Formula, Label
from scenes.kit.type.ink import size_of
from scenes.kit.type.number import Num, hue_of
from scenes.shown import Shown, show

GAP = 0.16  # between two factors, for the dot
MOST = 1.2  # times the size of a number in a crowd
NARROW = 1.5  # of a column
AIR, APART = 0.16, 0.32  # between two rows; between two products, which are not to be read as one
DIGITS = (3, 2, 1)  # of factors, the first that can be read
FRACTION = 0.75  # between two links of a chain that runs down, from which on a row is named by a fraction


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


@dataclass(frozen=True)
class Style:
    """How all rows beside a chain are written: the font size of numbers and of symbols, digits, whether symbols are `long`."""

    size: float
    letters: float
    digits: int
    long: bool


def written(chain: NeuronChain) -> str:
    """How a factor is written: of two that stand under each other, a negative one needs no parentheses."""
    return "{v}" if chain.down else "{v:p}"


def style_of(chain: NeuronChain) -> Style:
    """The largest in which factors keep apart and rows do, with as many digits as can be read so."""
    row, lanes = factors(chain.t, 1), chain.lanes
    high = abs(lanes[1] - lanes[0]) - AIR
    apart = [float(np.linalg.norm(b - a)) for a, b in pairwise(chain.spot(f.kind, f.l, 0.0) for f in row)]

    def largest(parts: Sequence[Formula]) -> float:
        """The font size at which parts keep apart, if they are of size 1 now."""
        if chain.down:
            tall = max(a.height + b.height for a, b in pairwise(parts)) / 2
            return min([chain.crowded * MOST, high / max(p.width for p in parts), (chain.step - GAP) / tall])
        wide = [(a.width + b.width) / 2 for a, b in pairwise(parts)]
        return min([chain.crowded * MOST, *((d - GAP) / w for d, w in zip(apart, wide, strict=True)), high / max(p.height for p in parts)])

    def sized(digits: int) -> float:
        return largest([Formula(written(chain), size=1, v=show(f.number, digits)) for f in row])

    digits = next((k for k in DIGITS if sized(k) >= chain.crowded), max(DIGITS, key=lambda k: (min(sized(k), chain.crowded), k)))
    long = largest([Formula("{s}", size=1, s=f.long) for f in row])
    short = largest([Formula("{s}", size=1, s=f.short) for f in row])
    is_long = long >= 1.1 * smallest()
    return Style(sized(digits), long if is_long else short, digits, is_long)


class SlopeRow(VGroup):
    """dL/dw^(l) = the product of its links' slopes, each beside its link.

    label    dL/dw^(l) =            letters[kind, l], numbers[kind, l]   each factor, at the same place
    dots     half way between the factors that are seen    result   the product, beside the loss
    """

    def __init__(self, chain: NeuronChain, l: int, lane: float, style: Style) -> None:
        super().__init__()
        t = chain.t
        self.factors, self.lane = factors(t, l), lane
        self.letters = {
            f.key: Formula("{s}", size=style.letters, hues={"s": f.hue}, s=f.long if style.long else f.short) for f in self.factors
        }
        self.numbers = {f.key: Formula(written(chain), size=style.size, v=show(f.number, style.digits)) for f in self.factors}
        for f in self.factors:
            for part in (self.letters[f.key], self.numbers[f.key]):
                part.move_to(chain.spot(f.kind, f.l, lane))
        wide = [VGroup(self.letters[f.key], self.numbers[f.key]) for f in self.factors]
        named, fraction = t.name.dL_dw[l], chain.down and chain.step > FRACTION
        slope = named if fraction else inline(named)
        size = max(style.size, 1.1 * smallest())
        self.label = Formula("{s}" if chain.down else "{s} =", size=size, hues={"s": theme().backward}, s=slope)
        self.result = _product(products(chain, style)[l - 1], chain.down)
        self._put_ends(chain, wide[0], wide[-1])
        self.way = DOWN if chain.down else RIGHT
        self.dots = VGroup(*(Label("$dot$", size=max(1.2 * style.size, smallest() + 3), color=theme().ink) for _ in wide[1:]))
        self.part(self.numbers)

    def _put_ends(self, chain: NeuronChain, first: VGroup, last: VGroup) -> None:
        """Its name before its first factor, its product after the last, no wider than there is room."""
        if chain.down:
            for part, free in ((self.label, abs(chain.lanes[1] - chain.lanes[0]) - AIR / 2), (self.result, _free(chain))):
                part.scale(min(1.0, free / part.width))
            high = chain.region.y + chain.region.height / 2 - first.get_top()[1] - 0.2
            self.label.scale(min(1.0, high / self.label.height)).next_to(first, UP, buff=0.2)
            self.result.next_to(last, DOWN, buff=0.12)
            return
        left, right = first.get_left()[0], chain.region.x + chain.region.width / 2
        self.label.scale(min(1.0, (left - 0.15 - chain.region.left[0]) / self.label.width)).next_to(first, LEFT, buff=0.15)
        self.result.scale(min(1.0, (right - last.get_right()[0] - 0.15) / self.result.width)).next_to(last, RIGHT, buff=0.15)

    def part(self, factors: Mapping[tuple[str, int], Formula]) -> None:
        """The dots stand half way between factors, of which these are seen: letters or numbers."""
        for dot, (a, b) in zip(self.dots, pairwise(factors.values()), strict=True):
            dot.move_to((a.get_edge_center(self.way) + b.get_edge_center(-self.way)) / 2)

    def parting(self) -> list[Animation]:
        """The dots go half way between the numbers, which take the place of the letters."""
        standing = self.dots.copy()
        self.part(self.numbers)
        goals = [dot.get_center() for dot in self.dots]
        for dot, was in zip(self.dots, standing, strict=True):
            dot.move_to(was)
        return [dot.animate.move_to(goal) for dot, goal in zip(self.dots, goals, strict=True)]

    def keys(self, *kinds: str) -> list[tuple[str, int]]:
        """Of the factors of these kinds, in the order of the links."""
        return [f.key for f in self.factors if f.kind in kinds]

    def everything(self) -> list[VGroup]:
        """All that is or will be seen of the row."""
        return [self.label, *self.letters.values(), *self.numbers.values(), self.dots, self.result]

    def swap(self, key: tuple[str, int]) -> Animation:
        """A letter makes way for its number."""
        return AnimationGroup(FadeOut(self.letters[key]), FadeIn(self.numbers[key]))


def products(chain: NeuronChain, style: Style) -> list[Num]:
    """The slopes of all weights, each with as many digits as all of them have room for."""
    slopes = [chain.t.dL_dW[l][0][0] for l in range(1, chain.t.D + 1)]
    ways = [[Num(show(slope, digits), style.size) for slope in slopes] for digits in range(style.digits, 0, -1)]
    free = _free(chain) * style.size / least()
    return next((nums for nums in ways if max(num.width for num in nums) <= free), ways[-1])


def _free(chain: NeuronChain) -> float:
    """The room of a product: where there is little of it, the lines over them keep them apart."""
    lanes = abs(chain.lanes[1] - chain.lanes[0])
    return RESULT if not chain.down else lanes - (APART if lanes > NARROW else AIR)


def _product(number: Num, under: bool) -> VGroup:
    """A product after its sign of equality or, at the foot of a column, under a line."""
    if under:
        return VGroup(Line(ORIGIN, 0.9 * RIGHT, stroke_width=2.5, color=theme().soft), number).arrange(DOWN, buff=0.12)
    return VGroup(Label("$=$", size=size_of(number), color=theme().ink), number).arrange(buff=0.12)


def shared_frame(rows: Mapping[int, SlopeRow], k: int) -> RoundedRectangle:
    """A frame around what rows 1 to k have in common: all from neuron k's slope to the end."""
    keys = (("slope", k), ("loss", max(rows)))
    parts = VGroup(*(row.numbers[key] for l, row in rows.items() if l <= k for key in keys))
    box = RoundedRectangle(width=parts.width + 0.18, height=parts.height + 0.12, corner_radius=0.1)
    return box.set_stroke(theme().light, width=2).move_to(parts)
