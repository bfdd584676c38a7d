"""The way back on the network: deltas outside of its lamps, numbers and light on the edges that lead back."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain, pairwise, product

import numpy as np
from manim import DL, UR, Circle, VGroup, VMobject

from engine.reading import Number, Reading
from scenes.kit.network.diagram import LABEL_ROOM, smallest
from scenes.kit.network.edge_spots import Box, crosses, is_clear
from scenes.kit.network.lamps import sizes_from
from scenes.kit.network.layout import FEW, Layout
from scenes.kit.network.lit_net import LARGER, Edge, LitNet
from scenes.kit.network.named import Names
from scenes.kit.place.plate import plate
from scenes.kit.place.shots import SHOTS
from scenes.kit.place.stage import Region, Stage
from scenes.kit.theme import theme
from scenes.kit.type.number import Num, visible
from scenes.shown import show

LEAST_AIR = 0.045  # over and under a delta between two neurons
OVER, HIGHEST = 54.0, 0.513  # font size of a delta that has room over the outer neurons; what it takes up with its distance
BETWEEN = 0.1  # between the deltas of two layers
COLUMN_ROOM = 1.5  # between two layers, for the deltas under their neurons
AIR = 0.07  # around a number on an edge, where there is room for it
SLIM = 0.02  # from a number on an edge to the rim of its plate
Place = tuple[float, float]
ALONG: list[Place] = [(float(at), 0.0) for at in sorted(np.arange(0.18, 0.8, 0.02), key=lambda at: abs(at - 0.45))]  # best first
BESIDE: list[Place] = [(0.5, side * radii) for radii in np.arange(0.2, 1.6, 0.1) for side in (1, -1)]  # of an edge that is too short


class BlameNet(LitNet):
    """A network, `with_loss` or without, deltas outside of its neurons.

    speaks    whether its numbers on edges are what the film is about, and as large as those in its neurons
    tight     whether neurons stand so close in the smallest of its rooms that deltas have to be short and small
    hanging   times the smallest size of a number, the size of deltas that have room      longest   digits of one, at most
    """

    side, hanging = 1.86, LARGER  # beside an upright network stand its deltas
    speaks = False
    longest = 4

    def __init__(
        self,
        t: Reading,
        stage: Stage,
        region: Region,
        with_loss: bool = True,
        before: int = 0,
        shots: Sequence[str] = ("LEDGER", "TRIO"),
        names: Names | None = None,
    ) -> None:
        """Of a network that is cut, so many layers `before` are left out; its first drawn one then has the index 0."""
        weights, known = [layer.W for layer in t.net.layers][before:], {shot.name for shot in SHOTS[stage.shape]}
        shots = [shot for shot in shots if shot in known]
        super().__init__(t.sizes[before:], stage, region, weights, with_loss=with_loss, names=names, most=self.brightest(t), shots=shots)
        least = self.smallest_layout
        close = min(least.pitch - 2 * least.radius - 1.5 * LABEL_ROOM, least.region.width / self.columns - COLUMN_ROOM)
        self.tight = self.rows > FEW and close < 0
        self.ways: dict[tuple[int, Edge], VGroup] = {}  # numbers on edges, by layer and edge
        self.spots: dict[tuple[int, Edge], Place] = {}  # where on their edges they stand, or beside them
        self.plates: dict[tuple[int, int], VMobject] = {}  # under deltas, by layer and neuron
        if with_loss:
            self.L_name = self.name_of_loss(t.name.L)

    def hung(self, l: int, i: int) -> list[VMobject]:
        """What hangs outside of neuron i of layer l."""
        return [*super().hung(l, i), *(self.plates[key] for key in [(l, i)] if key in self.plates)]

    def delta(self, l: int, i: int, number: Number) -> Num:
        """A delta outside of neuron i of layer l, shorter where there is little room; it is the neuron's blame, not yet shown."""
        most = min(self.longest, 3 if self.tight or self.layout.upright else 4)
        sizes = [smallest()] if self.tight else sorted({min(self.hanging * self.least, OVER), self.least}, reverse=True)
        for digits, size in product(range(most, 0, -1), sizes):  # a shorter one rather than one that is pushed back onto its neuron
            num = Num(show(number, digits=digits), size)
            num.next_to(self.neurons[l][i], self.out(l, i), buff=0.08 if self.tight else min(0.16, HIGHEST - num.height))
            spot = num.get_center()
            self.region.keep(num)
            if np.allclose(spot, num.get_center()) and (self.layout.upright or num.width < self.column_pitch - BETWEEN):
                break
        if not self._hangs_free(l, num):
            num.set_opacity(0.0)  # rather than run over the next neuron; boards show it
        self.blames.setdefault(l, {})[i] = num.set_z_index(3)
        return num

    def _hangs_free(self, l: int, num: Num) -> bool:
        """Whether a delta of layer l has room under its neuron."""
        return self._between_neurons(l) >= num.height + 2 * LEAST_AIR

    def _between_neurons(self, l: int) -> float:
        """The room under a neuron of layer l, as far as the next one, where deltas hang between them."""
        if self.rows <= FEW:
            return self.region.height
        ys = sorted(neuron.get_y() for neuron in self.neurons[l].values())
        return min((b - a - 2 * self.radius for a, b in pairwise(ys)), default=self.region.height)

    @property
    def column_pitch(self) -> float:
        """From one layer to the next."""
        return (self.layout.high - self.layout.low) / max(1, self.columns - 1)

    def keep(self, l: int, *which: int) -> None:
        """Deltas that have come to rest at neurons of layer l stay with the net, on plates, since edges run close."""
        nums = {i: self.blames[l][i] for i in which}
        self.plates |= {(l, i): plate(num)[0].set_z_index(1.5) for i, num in nums.items() if visible(num)}
        self.add(*(self.plates[l, i] for i in which if (l, i) in self.plates), *nums.values())

    def ring(self, l: int, i: int) -> Circle:
        """A ring around the neuron that is being talked about; not yet shown."""
        wide, far = (4, 0.035) if self.tight else (6, 0.07)
        return Circle(self.radius + far, stroke_width=wide, color=theme().light).move_to(self.neurons[l][i]).set_z_index(3)

    @staticmethod
    def share(parts: Sequence[Number], i: int) -> float:
        """How much of the largest of some numbers one of them is: the width of its comet."""
        return abs(parts[i].value) / (max(abs(part.value) for part in parts) or 1.0)

    def on_way(self, l: int, edge: Edge, number: Number, color: str | None = None) -> VGroup:
        """A number on its plate on an edge that leads back, with as many digits as fit between neurons, where no other edge
        crosses it, if there is such a place, or beside the edge; not yet shown."""
        sizes = sizes_from(self.least)
        large, small = ([(size, digits) for size in each for digits in (4, 3, 2, 1)] for each in (sizes[:-1], sizes[-1:]))
        if self.speaks:
            large.insert(0, (LARGER * self.least, 4))
        alone = product([(size, digits) for size, digits in large if digits > 2], ALONG)
        anywhere = chain.from_iterable(product(sizes, where) for sizes in (large, small) for where in (ALONG, BESIDE))
        tries = [*((True, *tried) for tried in alone), *((False, *tried) for tried in anywhere)]
        for is_alone, (size, digits), place in tries:
            way = plate(Num(show(number, digits=digits), size, color), SLIM).move_to(self._at(l, edge, place))
            if self._is_clear(way, (l, edge)) and (self._is_alone(way, (l, edge)) or not is_alone):
                break
        self.ways[l, edge], self.spots[l, edge] = way, place
        return way.set_z_index(4)

    def _at(self, l: int, edge: Edge, place: Place) -> np.ndarray:
        """A place of an edge: how far along, and how many radii beside it."""
        line, (along, aside) = self.edges[l][edge], place
        ahead = line.get_unit_vector()
        return line.point_from_proportion(along) + aside * self.radius * np.array([-ahead[1], ahead[0], 0])

    def resettle(self, old: Layout) -> None:
        """Stand as its layout says, with the numbers on its edges where they stood on these, or else where they now stand clear."""
        super().resettle(old)
        for l, num in ((l, num) for l, nums in self.blames.items() for num in nums.values() if self.rows > FEW):
            num.set_opacity(float(self._hangs_free(l, num)))
        for (l, edge), way in self.ways.items():
            way.move_to(self._at(l, edge, self.spots[l, edge]))
        for key, way in self.ways.items():
            alone = [(True, place) for place in (self.spots[key], *ALONG)]
            for is_alone, place in [*alone, *((False, place) for place in (self.spots[key], *ALONG, *BESIDE, self.spots[key]))]:
                if self._is_clear(way.move_to(self._at(*key, place)), key) and (self._is_alone(way, key) or not is_alone):
                    break

    def drop(self, *ways: VGroup) -> None:
        """Numbers on edges no longer belong to the net; they are to leave the screen."""
        gone = {id(way) for way in ways}
        self.remove(*ways)
        self.ways = {key: way for key, way in self.ways.items() if id(way) not in gone}

    def _is_alone(self, thing: VMobject, way: tuple[int, Edge]) -> bool:
        """Whether no other edge, and no number of one, comes near a thing that goes this way: else nobody could say whose it is."""
        low, high = (corner[:2] + side * AIR for corner, side in zip(_box(thing), (-1, 1), strict=True))
        lines = (line.get_start_and_end() for l, edges in self.edges.items() for e, line in edges.items() if (l, e) != way)
        others = (_box(other) for key, other in self.ways.items() if key != way)
        return is_clear((low, high), (), 0, others) and not any(crosses(ends, (low, high)) for ends in lines)

    def _is_clear(self, thing: VMobject, way: tuple[int, Edge]) -> bool:
        """Whether a thing that goes this way lies on no neuron, delta or name that people gave, and on nothing that goes another way."""
        neurons = [n.get_center() for layer in self.neurons.values() for n in layer.values()]
        deltas = (num for layer in self.blames.values() for num in layer.values())
        called = (tag for layer in self.called.tags.values() for tag in layer.values())
        others = [*deltas, *called, *(other for key, other in self.ways.items() if key != way)]
        return is_clear(_box(thing), neurons, self.radius, map(_box, others))


def _box(thing: VMobject) -> Box:
    return thing.get_corner(DL)[:2], thing.get_corner(UR)[:2]
