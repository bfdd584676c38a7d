"""A chain of single neurons with its loss, across the frame or down it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from manim import (
    DOWN,
    LEFT,
    PI,
    RIGHT,
    UP,
    Animation,
    AnimationGroup,
    Circle,
    FadeIn,
    FadeOut,
    LaggedStart,
    Line,
    RoundedRectangle,
    VGroup,
    VMobject,
)

from engine.reading import Number, Reading
from scenes.kit.network.comets import comet
from scenes.kit.network.diagram import SMALLEST, NetworkDiagram
from scenes.kit.network.lamps import lamp
from scenes.kit.network.lit_net import LitNet
from scenes.kit.place.plate import plate
from scenes.kit.place.stage import Region
from scenes.kit.theme import theme
from scenes.kit.type.formula import SMALL, Formula
from scenes.kit.type.number import Num
from scenes.shown import Shown, show

WIDE = 1.15  # between two links' places, for numbers of four digits


class NeuronChain(NetworkDiagram):
    """One neuron a layer, 0..D, then the loss.

    neuron(l), edge(l)   the circle of layer l; the line into layer l
    spot(kind, l, lane)  where a slope stands: "came" and "w" over edge l, "slope" over neuron l, "loss" over the last line
    tags[l]              the weight on edge l, once weighed      judged   the number in the loss circle, once judged
    """

    def __init__(self, t: Reading, region: Region) -> None:
        self.down = region.height > region.width
        across = replace(region, width=region.height, height=region.width) if self.down else region
        super().__init__(t.sizes, across, [layer.W for layer in t.net.layers], with_loss=True)
        if self.down:
            self.rotate(-PI / 2, about_point=region.center)
        self.t = t
        self.tags: dict[int, VGroup] = {}
        self.is_close = self.step < WIDE
        self.most = LitNet.brightest(t)
        self.digits, self.size = (3, SMALLEST) if self.is_close else (4, SMALL)

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
        part = self.neuron(l) if kind == "slope" else self.loss_edges[0] if kind == "loss" else self.edge(l)
        return np.array([lane, part.get_y(), 0.0] if self.down else [part.get_x(), lane, 0.0])

    def carrier(self, kind: str, l: int) -> VMobject:
        """What a slope belongs to, for lighting; a weight, once weighed, to its number."""
        return self.neuron(l) if kind == "slope" else self.loss_edges[0] if kind == "loss" else self.tags[l]

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

    def place(self, number: Number | Shown, l: int, i: int, size: float = 30, color: str | None = None) -> Num:
        """A number fitted into neuron l, in ink, which is read on every lamp; not yet shown."""
        return super().place(number, l, i, size, color or theme().ink)

    def fill_one(self, l: int, i: int, number: Number | Shown) -> Animation:
        """Write one number into neuron l, which lights up as far as its value says."""
        return AnimationGroup(super().fill_one(l, i, number), self.light_up(l, number.number if isinstance(number, Shown) else number))

    def light_up(self, l: int, number: Number) -> Animation:
        """The lamp of neuron l rises as far as its value says."""
        return self.neuron(l).animate.set_fill(lamp(number.value / self.most)).build()

    def run(self, *layers: int, back: bool = False) -> list[Animation]:
        """Comets along the lines into layers, the loss after the last, one after the other."""
        hue = theme().backward if back else theme().forward
        return [comet(self.loss_edges[0] if l > self.t.D else self.edge(l), hue, l, back=back) for l in layers]

    def capsule(self, felt: VGroup) -> RoundedRectangle:
        """What a delta and its name are held in; not yet shown."""
        box = RoundedRectangle(0.12, width=felt.width + 0.2, height=felt.height + 0.16, stroke_color=theme().backward, stroke_width=2.5)
        return box.move_to(felt)

    def felt(self, l: int, number: Number) -> VGroup:
        """delta under neuron l, name and number; not yet shown."""
        name = Formula("{s} =", size=self.size, s=self.t.name.delta[l])
        pair = VGroup(name, Num(show(number, self.digits), self.size))
        pair.arrange(DOWN if self.down or self.is_close else RIGHT, buff=0.1)
        return pair.next_to(self.neuron(l), RIGHT if self.down else DOWN, buff=0.12)
