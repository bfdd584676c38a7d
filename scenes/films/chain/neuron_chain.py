"""A chain of single neurons with its loss, and over it one row a weight: every slope right above the link it belongs to."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
from manim import DOWN, LEFT, PI, RIGHT, UP, Animation, AnimationGroup, Circle, FadeIn, FadeOut, LaggedStart, Line, ManimColor, VGroup

from engine.reading import Named, Number, Reading
from scenes.kit.maths import equations as eq
from scenes.kit.network.diagram import NetworkDiagram
from scenes.kit.place.plate import plate
from scenes.kit.place.stage import Region
from scenes.kit.theme import theme
from scenes.kit.type.formula import SMALL, Formula, Label
from scenes.kit.type.number import Num, hue_of
from scenes.shown import Shown, show

WIDE = 1.15  # between two links' places, for numbers of four digits
SMALLEST = 22


class NeuronChain(NetworkDiagram):
    """One neuron a layer, 0..D, then the loss.

    neuron(l), edge(l)   the circle of layer l; the line into layer l
    place(kind, l)       where a slope stands across: "came" and "w" over edge l, "slope" over neuron l, "loss" over the last line
    tags[l]              the weight on edge l, once weighed      judged   the number in the loss circle, once judged
    """

    def __init__(self, t: Reading, region: Region) -> None:
        self.down = region.height > region.width
        across = replace(region, width=region.height, height=region.width) if self.down else region
        super().__init__(t.sizes, across, [layer.W for layer in t.run.net.layers], with_loss=True)
        if self.down:
            self.rotate(-PI / 2, about_point=region.center)
        self.t, self.tags = t, {}
        self.digits = 4 if self.step >= WIDE else 3
        self.size = SMALL if self.step >= WIDE else SMALLEST

    @property
    def step(self) -> float:
        """Between a neuron's centre and the middle of its line."""
        return float(np.linalg.norm(self.neuron(1).get_center() - self.neuron(0).get_center())) / 2

    def neuron(self, l: int) -> Circle:
        return self.neurons[l][0]

    def edge(self, l: int) -> Line:
        return self.edges[l][0, 0]

    def spot(self, kind: str, l: int, lane: float) -> np.ndarray:
        """Where a slope stands: level with its link, on a lane (a y beside a chain that runs across, an x beside one that runs down)."""
        part = {"slope": self.neuron, "came": self.edge, "w": self.edge, "loss": lambda _: self.loss_edges[0]}[kind](l)
        return np.array([lane, part.get_y(), 0.0] if self.down else [part.get_x(), lane, 0.0])

    def lanes(self, region: Region) -> list[float]:
        """A lane for each weight's slopes in a region, the first weight's nearest to the chain."""
        n, low = self.t.D, region.y - region.height / 2
        if self.down:
            pitch = region.width / n
            return [region.left[0] + (k + 0.5) * pitch for k in range(n)]
        pitch = min(0.75, region.height / n)
        return [low + (k + 0.5) * pitch for k in range(n)]

    def name_all(self) -> Animation:
        """x and a^(l) over the neurons, L over the loss."""
        names = [Formula("{s}", size=SMALL, s=self.t.name.a[l] if l else self.t.name.x) for l in range(self.t.D + 1)]
        spots = [self.neuron(l) for l in range(self.t.D + 1)]
        names.append(Formula("{s}", size=SMALL, s=self.t.name.L))
        self.names = VGroup(
            *(name.next_to(spot, LEFT if self.down else UP, buff=0.1) for name, spot in zip(names, [*spots, self.loss], strict=True))
        )
        self.add(self.names)
        return LaggedStart(*map(FadeIn, self.names), lag_ratio=0.15)

    def weigh(self, *layers: int) -> Animation:
        """The weights appear on their lines."""
        for l in layers:
            num = Num(show(self.t.W[l][0][0], self.digits), self.size)
            self.tags[l] = plate(num).move_to(self.edge(l)).set_z_index(4)
        self.add(*(self.tags[l] for l in layers))
        return LaggedStart(*(FadeIn(self.tags[l]) for l in layers), lag_ratio=0.3)

    def reweigh(self, l: int, number: Number) -> tuple[Animation, Animation]:
        """What stands on line l makes way for another number."""
        old, new = self.tags[l], plate(Num(show(number, self.digits), self.size)).move_to(self.edge(l)).set_z_index(4)
        self.remove(old)
        self.tags[l] = new
        self.add(new)
        return FadeOut(old), FadeIn(new)

    def judge(self, L: Number) -> Animation:
        """The loss appears in its circle."""
        self.judged = Num(show(L, 3), 28)
        self.judged.scale(min(1.0, 1.55 * self.radius / self.judged.width)).move_to(self.loss).set_z_index(3)
        self.add(self.judged)
        return FadeIn(self.judged, scale=0.7)

    def run(self, *lines: Line, back: bool = False) -> list[Animation]:
        """Light along lines, one after the other."""
        return [self._flash(line, back, theme().backward if back else theme().light) for line in lines]

    def symbol(self, factor: Factor) -> Formula:
        """A factor's symbol; where links stand close, its place says which layer it is of."""
        source = factor.long if self.digits == 4 else factor.short
        return Formula("{s}", size=self.size, hues={"s": factor.hue}, s=source)

    def felt(self, l: int, number: Number) -> VGroup:
        """delta under neuron l, name and number; not yet shown."""
        name = Formula("{s} =", size=self.size, s=self.t.name.delta[l])
        pair = VGroup(name, Num(show(number, self.digits), self.size))
        pair.arrange(DOWN if self.down or self.digits < 4 else RIGHT, buff=0.1)
        return pair.next_to(self.neuron(l), RIGHT if self.down else DOWN, buff=0.12)


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
        t, self.l = chain.t, l
        self.factors = factors(t, l)
        self.letters = {f.key: chain.symbol(f) for f in self.factors}
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

    def everything(self) -> list[VGroup]:
        """All that is or will be seen of the row."""
        return [self.label, *self.letters.values(), *self.numbers.values(), self.dots, self.result]

    def swap(self, key: tuple[str, int]) -> Animation:
        """A letter makes way for its number."""
        return AnimationGroup(FadeOut(self.letters[key]), FadeIn(self.numbers[key]))


def _signed(number: Number, chain: NeuronChain) -> Formula:
    """A factor's number, in parentheses when negative."""
    return Formula("{v:p}", size=chain.size, v=show(number, chain.digits))
