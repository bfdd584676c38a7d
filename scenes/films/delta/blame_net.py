"""The way back on the network: lamps that hold values, deltas outside of them, numbers and light on the edges that lead back."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

import numpy as np
from manim import DL, DOWN, LEFT, RIGHT, UP, UR, Animation, AnimationGroup, Circle, FadeIn, FadeOut, MoveToTarget, VGroup, VMobject

from engine.reading import Named, Number, Numbers, Reading
from scenes.films.delta.comets import comet, landing
from scenes.films.delta.lamps import lamp, unknown
from scenes.films.delta.moving import LARGER, resettle, within
from scenes.kit.network.diagram import LABEL_ROOM, STYLES, NetworkDiagram, smallest, vanishes
from scenes.kit.network.layout import FEW, Layout, roomy
from scenes.kit.place.plate import plate
from scenes.kit.place.shots import NO_TYPE, SMALLEST, room_of
from scenes.kit.place.stage import Region, Stage
from scenes.kit.theme import theme
from scenes.kit.type.formula import Formula
from scenes.kit.type.ink import size_of
from scenes.kit.type.number import Num
from scenes.shown import Shown, show

COLUMN_ROOM = 1.5  # between two layers, for the deltas under their neurons
ALONG = sorted(np.arange(0.18, 0.8, 0.02), key=lambda at: abs(at - 0.45))  # where on its edge a number on its way may stand, best first
Edge = tuple[int, int]


class BlameNet(NetworkDiagram):
    """A network with its loss that fills its room: lamps for neurons, deltas outside of them; `L` is the number in the loss.

    unknown[l][i]   the dashed ring of a neuron that has no value yet      least   font size of its smallest numbers, if they fit
    tightest        its radius in the smallest of its rooms: so many digits stand in a neuron as can be read there
    tight           whether neurons stand so close there that deltas have to be short and small
    """

    def __init__(self, t: Reading, stage: Stage, region: Region) -> None:
        self.may_stand = stage.height > stage.width
        super().__init__(t.sizes, region, [layer.W for layer in t.net.layers], with_loss=True)
        self.least = SMALLEST[stage.shape]
        shots = ("LEDGER",) if stage.is_narrow else ("LEDGER", "TRIO")
        least = min((self.laid_in(room_of(stage, shot)) for shot in shots), key=lambda layout: layout.radius)
        self.tightest = least.radius
        close = min(least.pitch - 2 * least.radius - 1.5 * LABEL_ROOM, least.region.width / self.columns - COLUMN_ROOM)
        self.tight = self.rows > FEW and close < 0
        self.most = max(float(np.abs(t.a[l].array).max()) for l in self.layers) or 1.0
        self.L: Num | None = None
        self.ways: dict[tuple[int, Edge], VGroup] = {}  # numbers on their way back, by layer and edge
        self.plates: dict[tuple[int, int], VMobject] = {}  # under deltas, by layer and neuron
        self.unknown = {l: {i: unknown(neuron) for i, neuron in layer.items()} for l, layer in self.neurons.items()}
        for line in (line for layer in self.edges.values() for line in layer.values()):
            line.set_stroke(width=2.2 + 1.8 * (line.stroke_width - 1.5))
        for neuron in (neuron for layer in self.neurons.values() for neuron in layer.values()):
            neuron.set_stroke(opacity=0)
        self.add(*(ring for layer in self.unknown.values() for ring in layer.values()))
        self.L_name = self._name_of_loss(t.name.L)

    # ---- where it stands

    def laid_in(self, region: Region) -> Layout:
        """As large as the region lets it be."""
        return roomy(region, self.columns, self.rows, self.may_stand)

    def digit_in(self, room: Region) -> float:
        """The font size of its smallest number in a room."""
        radius = self.laid_in(room).radius
        inner = (num for layer in self.values.values() for num in layer.values())
        return min((size_of(num) * within(num, radius, LARGER * self.least) for num in inner), default=NO_TYPE)

    def settle(self, room: Region) -> Animation:
        """Fill another room, with all that it carries."""
        target = self.generate_target()
        target.layout = self.laid_in(room)
        resettle(target, self.layout)
        self.layout, self.region = target.layout, room
        return MoveToTarget(self)

    def out(self, l: int, i: int) -> np.ndarray:
        """The way from neuron i of layer l to what it carries: outwards; where neurons have others on both sides, down."""
        if self.rows > FEW:
            return DOWN
        first = len(self.drawn[l]) > 1 and i == self.drawn[l][0]
        if self.layout.upright:
            return LEFT if first else RIGHT
        return UP if first else DOWN

    # ---- values

    def place(self, number: Number | Shown, l: int, i: int, size: float = 0, color: str | None = None) -> Num:
        """A number fitted into neuron i of layer l, not yet shown: as many digits as stand there in the smallest size."""
        shown = [number] if isinstance(number, Shown) else [s for style in STYLES if not vanishes(s := show(number, **style))]
        nums = [Num(s, self.least, color or theme().ink) for s in shown]
        num = next((num for size in (self.least, smallest()) for num in nums if self._fits(num, size)), min(nums, key=lambda n: n.width))
        return num.scale(within(num, self.radius, LARGER * self.least)).move_to(self.neurons[l][i]).set_z_index(3)

    def _fits(self, num: Num, size: float) -> bool:
        """Whether a number can be read in its neuron, in this size, in the smallest room that the network gets."""
        return within(num, self.tightest, size) >= 0.97 * size / size_of(num)

    def fill_one(self, l: int, i: int, number: Number | Shown) -> Animation:
        """Write one number into neuron i of layer l, which lights up as far as its activation says."""
        value = number.number.value if isinstance(number, Shown) else number.value
        glow = self.neurons[l][i].animate.set_fill(lamp(value / self.most)).set_stroke(opacity=1)
        ring = self.unknown[l].pop(i, None)
        if ring is None:
            return AnimationGroup(super().fill_one(l, i, number), glow)
        self.remove(ring)
        return AnimationGroup(super().fill_one(l, i, number), glow, FadeOut(ring))

    def arrive(self, l: int, numbers: Numbers) -> Animation:
        """Comets run into layer l and write its values, (n_l,); the inputs light up by themselves."""
        comets = [comet(line, theme().forward) for line in self.edges.get(l, {}).values()]
        return landing(comets, *(self.fill_one(l, i, numbers[i]) for i in self.drawn[l]))

    def write_loss(self, number: Number, name: str = "L") -> list[Animation]:
        """Write a number into the loss, and its name beside it; what stood there leaves."""
        old, old_name = self.L or VGroup(), self.L_name
        self.L_name = self._name_of_loss(name)
        self.remove(old, old_name)
        nums = [Num(show(number, digits=digits), self.least) for digits in (4, 3, 2, 1)]
        num = next((num for size in (self.least, smallest()) for num in nums if self._fits(num, size)), nums[-1])
        self.L = num.scale(within(num, self.radius, LARGER * self.least)).move_to(self.loss).set_z_index(3)
        self.add(num, self.L_name)
        return [*([FadeOut(old), FadeOut(old_name)] if len(old.points) else []), FadeIn(num, self.L_name)]

    def _name_of_loss(self, name: str | Named) -> Formula:
        formula = Formula("{L}", size=1.1 * self.least, hues={"L": theme().loss}, L=name)
        return formula.next_to(self.loss, RIGHT if self.layout.upright else UP, buff=0.12)

    # ---- names and deltas

    def label(self, l: int, named: Named, *which: int, size: float = 0) -> Animation:
        """Write the symbols of some neurons outside of them."""
        shown = super().label(l, named, *which, size=size or 0.85 * self.least)
        for i, label in self.labels[l].items():
            label.next_to(self.neurons[l][i], UP if self.rows > FEW else self.out(l, i), buff=0.17)
        return shown

    def unlabel(self, l: int, i: int) -> Animation:
        """The symbol of neuron i of layer l leaves, if it has one."""
        label = self.labels.get(l, {}).pop(i, VGroup())
        self.remove(label)
        return FadeOut(label)

    def delta(self, l: int, i: int, number: Number) -> Num:
        """A delta outside of neuron i of layer l, shorter where there is little room; it is the neuron's blame, not yet shown."""
        digits = 3 if self.tight or self.layout.upright else 4
        num = Num(show(number, digits=digits), smallest() if self.tight else self.least)
        num.next_to(self.neurons[l][i], self.out(l, i), buff=0.08 if self.tight else 0.19)
        self.blames.setdefault(l, {})[i] = num.set_z_index(3)
        return num

    def keep(self, l: int, *which: int) -> None:
        """Deltas that have come to rest at neurons of layer l stay with the net, on plates, since edges run close."""
        nums = {i: self.blames[l][i] for i in which}
        self.plates |= {(l, i): plate(num)[0].set_z_index(1.5) for i, num in nums.items()}
        self.add(*(self.plates[l, i] for i in which), *nums.values())

    def ring(self, l: int, i: int) -> Circle:
        """A ring around the neuron that is being talked about; not yet shown."""
        wide, far = (4, 0.035) if self.tight else (6, 0.07)
        return Circle(self.radius + far, stroke_width=wide, color=theme().light).move_to(self.neurons[l][i]).set_z_index(3)

    # ---- edges

    def leaving(self, l: int, j: int) -> list[Edge]:
        """The drawn edges (i, j) into layer l that leave neuron j of the layer before."""
        return [e for e in self.edges.get(l, {}) if e[1] == j]

    def arriving(self, l: int, i: int) -> list[Edge]:
        """The drawn edges (i, j) that arrive at neuron i of layer l."""
        return [e for e in self.edges.get(l, {}) if e[0] == i]

    def returning(self, l: int, *edges: Edge, share: float = 0.5) -> list[Animation]:
        """Blame on its way back over edges into layer l, all by default."""
        chosen = edges or tuple(self.edges.get(l, ()))
        return [comet(self.edges[l][e], theme().backward, back=True, share=share) for e in chosen]

    def going(self, l: int, *edges: Edge) -> list[Animation]:
        """Values on their way forward over edges into layer l, all by default."""
        return [comet(self.edges[l][e], theme().forward) for e in edges or self.edges.get(l, ())]

    def into_loss(self, *outputs: int) -> list[Animation]:
        """Values on their way from outputs, all by default, into the loss."""
        return [comet(self.loss_edges[i], theme().loss) for i in outputs or self.loss_edges]

    def from_loss(self, *outputs: int) -> list[Animation]:
        """Blame on its way from the loss to outputs, all by default."""
        return [comet(self.loss_edges[i], theme().backward, back=True) for i in outputs or self.loss_edges]

    @staticmethod
    def share(parts: Sequence[Number], i: int) -> float:
        """How much of the largest of some numbers one of them is: the width of its comet."""
        return abs(parts[i].value) / (max(abs(part.value) for part in parts) or 1.0)

    def glow(self, l: int, edges: list[Edge], color: str | None = None) -> VGroup:
        """Light that stays under some edges into layer l; not yet shown."""
        lines = (self.edges[l][e].copy().set_stroke(color or theme().backward, width=18, opacity=0.7) for e in edges)
        return VGroup(*(line.set_z_index(-1) for line in lines))

    def on_way(self, l: int, edge: Edge, number: Number, color: str | None = None) -> VGroup:
        """A number on its plate on an edge that leads back, with as many digits as fit between neurons; not yet shown."""
        line = self.edges[l][edge]
        sizes = [(size, digits) for size in (self.least, smallest()) for digits in (4, 3, 2, 1)]
        for (size, digits), along in product(sizes, ALONG):
            way = plate(Num(show(number, digits=digits), size, color)).move_to(line.point_from_proportion(along))
            if self._is_clear(way, (l, edge)):
                break
        self.ways[l, edge] = way
        return way.set_z_index(4)

    def _is_clear(self, thing: VMobject, way: tuple[int, Edge]) -> bool:
        """Whether a thing that goes this way lies on no neuron, on none of their deltas and on nothing that goes another way."""
        low, high = thing.get_corner(DL)[:2], thing.get_corner(UR)[:2]
        neurons = (n.get_center()[:2] for layer in self.neurons.values() for n in layer.values())
        deltas = (num for layer in self.blames.values() for num in layer.values())
        others = [*deltas, *(other for key, other in self.ways.items() if key != way)]
        apart = (np.any(other.get_corner(DL)[:2] > high) or np.any(other.get_corner(UR)[:2] < low) for other in others)
        return all(np.linalg.norm(np.clip(at, low, high) - at) > self.radius for at in neurons) and all(apart)
