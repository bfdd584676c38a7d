"""The way back on the network: numbers under neurons in nets of any width, numbers and light on the edges that lead back."""

from __future__ import annotations

from itertools import product

import numpy as np
from manim import DL, DOWN, UP, UR, Animation, Circle, FadeIn, FadeOut, VGroup, VMobject

from engine.reading import Number, Reading
from scenes.kit.network.diagram import LABEL_ROOM, NetworkDiagram, smallest
from scenes.kit.place.plate import plate
from scenes.kit.place.stage import Region
from scenes.kit.theme import theme
from scenes.kit.type.formula import SMALL, Formula
from scenes.kit.type.number import Num
from scenes.shown import show

COLUMN_ROOM = 1.5  # between two layers, for the deltas under their neurons
ALONG = sorted(np.arange(0.18, 0.8, 0.02), key=lambda at: abs(at - 0.45))  # where on its edge a number on its way may stand, best first


class BlameNet(NetworkDiagram):
    """A network with its loss, whose deltas stand under their neurons; `L` is the number in the loss."""

    def __init__(self, t: Reading, region: Region) -> None:
        super().__init__(t.sizes, region, [layer.W for layer in t.net.layers], with_loss=True)
        self.L: Num | None = None
        self.ways: dict[tuple[int, tuple[int, int]], VGroup] = {}  # numbers on their way back, by layer and edge
        self.tight = self.pitch - 2 * self.radius < LABEL_ROOM or region.width / self._columns < COLUMN_ROOM
        self.L_name = Formula("{L}", size=SMALL, L=t.name.L).next_to(self.loss, UP, buff=0.1)

    def write_loss(self, number: Number, name: str = "L") -> list[Animation]:
        """Write a number into the loss, and its name over it; what stood there leaves."""
        old, old_name = self.L or VGroup(), self.L_name
        self.L_name = Formula("{L}", size=SMALL, hues={"L": theme().loss}, L=name).next_to(self.loss, UP, buff=0.1)
        self.remove(old, old_name)
        for digits in (4, 3, 2):
            num = Num(show(number, digits=digits), 30)
            if num.width * smallest() / 30 <= 1.75 * self.radius:
                break
        self.L = num.scale(min(1.0, 1.75 * self.radius / num.width)).move_to(self.loss).set_z_index(3)
        self.add(num, self.L_name)
        return [*([FadeOut(old), FadeOut(old_name)] if len(old.points) else []), FadeIn(num, self.L_name)]

    def delta(self, l: int, i: int, number: Number) -> Num:
        """A delta under neuron i of layer l, smaller and shorter where neurons stand close; it is the neuron's blame, not yet shown."""
        shown = show(number, digits=3 if self.tight else 4)
        num = Num(shown, smallest() if self.tight else 26).next_to(self.neurons[l][i], DOWN, buff=0.1)
        self.blames.setdefault(l, {})[i] = num.set_z_index(3)
        return num

    def keep(self, l: int, *which: int) -> None:
        """Deltas that have come to rest under neurons of layer l stay with the net, on plates, since edges run close."""
        nums = [self.blames[l][i] for i in which]
        self.add(*(plate(num)[0].set_z_index(1.5) for num in nums), *nums)

    def unlabel(self, l: int, i: int) -> Animation:
        """The symbol over neuron i of layer l leaves."""
        label = self.labels[l].pop(i)
        self.remove(label)
        return FadeOut(label)

    def ring(self, l: int, i: int) -> Circle:
        """A ring around the neuron that is being talked about; not yet shown."""
        return Circle(self.radius + 0.06, stroke_width=4, color=theme().light).move_to(self.neurons[l][i]).set_z_index(3)

    def leaving(self, l: int, j: int) -> list[tuple[int, int]]:
        """The drawn edges (i, j) into layer l that leave neuron j of the layer before."""
        return [e for e in self.edges.get(l, {}) if e[1] == j]

    def arriving(self, l: int, i: int) -> list[tuple[int, int]]:
        """The drawn edges (i, j) that arrive at neuron i of layer l."""
        return [e for e in self.edges.get(l, {}) if e[0] == i]

    def glow(self, l: int, edges: list[tuple[int, int]], color: str | None = None) -> VGroup:
        """Light that stays under some edges into layer l; not yet shown."""
        lines = (self.edges[l][e].copy().set_stroke(color or theme().backward, width=14, opacity=0.8) for e in edges)
        return VGroup(*(line.set_z_index(-1) for line in lines))

    def on_way(self, l: int, edge: tuple[int, int], number: Number, color: str | None = None) -> VGroup:
        """A number on its plate on an edge that leads back, with as many digits as fit between neurons; not yet shown."""
        line = self.edges[l][edge]
        ways = {digits: plate(Num(show(number, digits=digits), smallest(), color)) for digits in (4, 3, 2, 1)}
        for digits, along in product(ways, ALONG):
            way = ways[digits].move_to(line.point_from_proportion(along))
            if self._is_clear(way, (l, edge)):
                break
        self.ways[l, edge] = way
        return way.set_z_index(4)

    def _is_clear(self, thing: VMobject, way: tuple[int, tuple[int, int]]) -> bool:
        """Whether a thing that goes this way lies on no neuron, on none of their deltas and on nothing that goes another way."""
        low, high = thing.get_corner(DL)[:2], thing.get_corner(UR)[:2]
        neurons = (n.get_center()[:2] for layer in self.neurons.values() for n in layer.values())
        deltas = (num for layer in self.blames.values() for num in layer.values())
        others = [*deltas, *(other for key, other in self.ways.items() if key != way)]
        apart = (np.any(other.get_corner(DL)[:2] > high) or np.any(other.get_corner(UR)[:2] < low) for other in others)
        return all(np.linalg.norm(np.clip(at, low, high) - at) > self.radius for at in neurons) and all(apart)
