"""A network that fills its room: neurons are lamps that light up with their values, passes are comets on its edges."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import product

import numpy as np
from manim import (
    DOWN,
    LEFT,
    RIGHT,
    UP,
    Animation,
    AnimationGroup,
    Circle,
    FadeIn,
    FadeOut,
    LaggedStart,
    Line,
    MoveToTarget,
    VGroup,
    VMobject,
)

from engine.reading import Named, Number, Numbers, Reading
from scenes.kit.network.comets import comet, landing
from scenes.kit.network.diagram import MOST_LABELS, NetworkDiagram, Weights, smallest
from scenes.kit.network.digits import ways_to_write
from scenes.kit.network.edge_spots import between, mainly, spots
from scenes.kit.network.lamps import best_of, lamp, name_loss, shortened, sizes_from, unknown, within
from scenes.kit.network.layout import APART, FEW, SIDE, Layout, roomy
from scenes.kit.network.named import Names, has_symbol_room
from scenes.kit.place.plate import plate
from scenes.kit.place.shots import NAMES, NO_TYPE, SMALLEST, room_of
from scenes.kit.place.stage import Region, Stage
from scenes.kit.theme import theme
from scenes.kit.type.formula import Formula
from scenes.kit.type.ink import size_of
from scenes.kit.type.number import Num
from scenes.shown import Shown, show

SHRINK, SHRINKS = 0.85, 6  # of numbers on edges, in a room that is too small for them, and how often
TAG_ROOM = 0.34  # for the names under a layer
LARGER, HALO = 1.2, 8.0  # times the smallest size: numbers that have room; around a name
Edge = tuple[int, int]


class LitNet(NetworkDiagram):
    """A network that fills its room, and moves to others with all that it carries (`Chapter.compose`); `with_loss` adds the circle of L.

    unknown[l][i]   the dashed ring of a neuron that has no value yet      least   font size of its numbers, if they fit
    tightest        its radius in the smallest of the rooms that it gets: so many digits stand in a neuron as can be read there
    most            the value at which a lamp shines brightest             L, L_name   the number in the loss, and the name beside it
    """

    def __init__(
        self,
        sizes: Sequence[int],
        stage: Stage,
        region: Region,
        W: Weights = None,
        with_loss: bool = False,
        names: Names | None = None,
        most: float = 1.0,
        shots: Sequence[str] = ("LEDGER",),
        rooms: Sequence[Region] = (),
    ) -> None:
        """`shots` names those in which it gets a smaller room than this one, `rooms` are others."""
        self.may_stand, self.foot = stage.height > stage.width, TAG_ROOM if names else 0.0
        super().__init__(sizes, region, W, with_loss, names)
        self.least, self.named, self.most = SMALLEST[stage.shape], NAMES[stage.shape], most
        rooms = [region, *(room_of(stage, shot) for shot in shots), *rooms]
        self.smallest_layout = min(map(self.laid_in, rooms), key=lambda layout: layout.radius)
        self.tightest = self.smallest_layout.radius
        self.L: Num | None = None
        self.L_name: VMobject = VGroup()
        self.unknown = {l: {i: unknown(neuron) for i, neuron in layer.items()} for l, layer in self.neurons.items()}
        for line in (line for layer in self.edges.values() for line in layer.values()):
            line.set_stroke(width=2.2 + 1.8 * (line.stroke_width - 1.5))
        for neuron in (neuron for layer in self.neurons.values() for neuron in layer.values()):
            neuron.set_stroke(opacity=0)
        self.add(*(ring for layer in self.unknown.values() for ring in layer.values()))

    @staticmethod
    def brightest(t: Reading) -> float:
        """The largest value in a neuron, an input or an activation."""
        return max(float(np.abs(t.a[l].array).max()) for l in range(t.D + 1)) or 1.0

    # ---- where it stands

    side = SIDE  # room beside an upright network
    apart = APART  # from neuron to neuron of few, in radii
    best = 0.3  # of an edge: where its number stands, if that is clear

    def laid_in(self, region: Region) -> Layout:
        """As large as the region lets it be, with names under few neurons."""
        foot = self.foot if self.rows <= FEW else 0.0
        free = replace(region, y=region.y + foot / 2, height=region.height - foot)
        return roomy(free, self.columns, self.rows, self.may_stand, self.side, self.apart)

    def digit_in(self, room: Region) -> float:
        """The font size of its smallest number in a room."""
        radius = self.laid_in(room).radius
        sizes = (size_of(num) * within(num, radius, LARGER * self.least) for layer in self.values.values() for num in layer.values())
        return min(sizes, default=NO_TYPE)

    def settle(self, room: Region) -> Animation:
        """Fill another room, with all that it carries."""
        target = self.generate_target()
        target.layout, target.region = self.laid_in(room), room
        target.resettle(self.layout)
        self.layout, self.region = target.layout, room
        return MoveToTarget(self)

    def resettle(self, old: Layout) -> None:
        """Stand as its layout says; `old` is the one that it stood in."""
        for l, layer in self.neurons.items():
            for i, neuron in layer.items():
                inner = [neuron, *(d[l][i] for d in (self.unknown, self.values) if i in d.get(l, {}))]
                self._carry(neuron.get_center(), self.home(l, i), inner, self.hung(l, i), old)
        if self.loss is not None:
            inner, home = [self.loss, *([self.L] if self.L else [])], self.centre(self.columns - 1)
            self._carry(self.loss.get_center(), home, inner, [self.L_name], old)
            if old.upright != self.layout.upright:
                name_loss(self.L_name, self.loss, self.layout.upright)
        for dots, spot in zip(self.dots, self.ellipses(), strict=True):
            dots.move_to(spot)
        for line, a, b in self._lines():
            line.put_start_and_end_on(*between(a.get_center(), b.get_center(), self.radius))
        for l, numbers in self.weights.items():
            for _ in range(SHRINKS):
                if places := self._clear(l, self.layout, {edge: np.array([num.width, num.height]) for edge, num in numbers.items()}):
                    break
                for num in numbers.values():
                    num.scale(SHRINK)
            for edge, num in numbers.items():
                num.move_to(self.edges[l][edge].point_from_proportion((places or {}).get(edge, self.best)))

        for l, labels in self.labels.items() if self.rows > FEW else ():
            for i, label in labels.items():
                label.set_opacity(float(i == self.drawn[l][0] or has_symbol_room(self.layout)))

    def hung(self, l: int, i: int) -> list[VMobject]:
        """What hangs outside of neuron i of layer l."""
        return [d[l][i] for d in (self.labels, self.blames, self.called.tags) if i in d.get(l, {})]

    def _carry(self, before: np.ndarray, after: np.ndarray, inner: list[VMobject], outer: list[VMobject], old: Layout) -> None:
        """Take what is in a neuron and what hangs outside of it along; type outside keeps its size, type inside what fits."""
        for thing in outer:
            way = thing.get_center() - before
            thing.move_to(after + way + mainly(way) * (self.radius - old.radius))
            self.region.keep(thing)
        for thing in inner:
            is_type = vars(thing).get("ink") is not None
            thing.scale(within(thing, self.radius, LARGER * self.least) if is_type else self.radius / old.radius)
            thing.move_to(after)

    def _lines(self) -> Iterator[tuple[Line, Circle, Circle]]:
        """Every edge with the neurons that it leads from and to."""
        for before, l in zip(self.layers, self.layers[1:], strict=False):
            yield from ((line, self.neurons[before][j], self.neurons[l][i]) for (i, j), line in self.edges[l].items())
        yield from ((line, self.neurons[self.layers[-1]][i], self.loss) for i, line in self.loss_edges.items())

    def out(self, l: int, i: int) -> np.ndarray:
        """The way from neuron i of layer l to what it carries: outwards; where neurons have others on both sides, down."""
        if self.rows > FEW:
            return DOWN
        first = len(self.drawn[l]) > 1 and i == self.drawn[l][0]
        ways = (LEFT, RIGHT) if self.layout.upright else (UP, DOWN)
        return ways[0] if first else ways[1]

    # ---- values
    def place(self, number: Number | Shown, l: int, i: int, size: float = 0, color: str | None = None) -> Num:
        """A number fitted into neuron i of layer l, not yet shown: as many digits as have room there; unseen if none have."""
        nums = [Num(shown, self.least, color or theme().ink) for shown in ways_to_write(number)]
        num = best_of(nums, self.least, self._fits) or min(nums, key=lambda n: n.width)
        num.set_opacity(1.0 if self._fits(num, smallest()) else 0.0)  # else its fill speaks
        return num.scale(within(num, self.radius, LARGER * self.least)).move_to(self.neurons[l][i]).set_z_index(3)

    def _fits(self, num: Num, size: float) -> bool:
        """Whether a number can be read in its neuron, in this size, in the smallest room that the network gets."""
        return within(num, self.tightest, size) >= 0.97 * size / size_of(num)

    def fill_one(self, l: int, i: int, number: Number | Shown) -> Animation:
        """Write one number into neuron i of layer l, which lights up as far as its value says."""
        return AnimationGroup(super().fill_one(l, i, number), *self.lights_up(l, i, number))

    def lights_up(self, l: int, i: int, number: Number | Shown) -> list[Animation]:
        """The lamp of a neuron whose number is on its way: it shines as far as that says, and is known from then on."""
        value = number.number.value if isinstance(number, Shown) else number.value
        rim = theme().ink if value >= 0 else theme().forward  # below zero, a ring of light around a dark core
        neuron = self.neurons[l][i]
        glow = neuron.animate.set_fill(lamp(value / self.most)).set_stroke(rim, opacity=1)
        self.remove(*(rings := [self.unknown[l].pop(i)] if i in self.unknown[l] else []))
        return [glow, *map(FadeOut, rings)]

    def arrive(self, l: int, numbers: Numbers) -> Animation:
        """Comets run into layer l and write its values, (n_l,); the inputs light up by themselves."""
        return landing(self.going(l) if l in self.edges else [], *(self.fill_one(l, i, numbers[i]) for i in self.drawn[l]))

    def write_loss(self, number: Number, name: str = "L") -> list[Animation]:
        """Write a number into the loss, and its name beside it; what stood there leaves."""
        old, old_name, self.L_name = self.L or VGroup(), self.L_name, self.name_of_loss(name)
        self.remove(old, old_name)
        num = shortened(number, self.least, self._fits)
        self.L = num.scale(within(num, self.radius, LARGER * self.least)).move_to(self.loss).set_z_index(3)
        self.add(num, self.L_name)
        return [*([FadeOut(old), FadeOut(old_name)] if len(old.points) else []), FadeIn(num, self.L_name)]

    def name_of_loss(self, name: str | Named) -> Formula:
        """The name of the loss beside its circle; not yet shown."""
        return name_loss(Formula("{L}", size=1.1 * self.least, hues={"L": theme().loss}, L=name), self.loss, self.layout.upright)

    # ---- numbers on edges

    def _clear(self, l: int, layout: Layout, sizes: Mapping[Edge, np.ndarray]) -> dict[Edge, float] | None:
        """Where numbers of these sizes stand on the edges into layer l in a layout, clear of all else; None where they do not."""
        before = self.layers[self.layers.index(l) - 1]
        homes = {k: {i: self.home(k, i, layout) for i in self.drawn[k]} for k in (before, l)}
        ends = {(i, j): between(homes[before][j], homes[l][i], layout.radius) for i, j in sizes}
        centres = [c for layer in homes.values() for c in layer.values()]
        return spots(ends, sizes, centres, layout.radius, self.best, layout.lane(centres))

    def written(self, l: int, numbers: Numbers, layouts: Sequence[Layout]) -> dict[Edge, VGroup] | None:
        """The numbers (n, n_in) on plates, as large and with as many digits as stand clear in these layouts; None if none do."""
        for size, digits in product((LARGER * self.least, *sizes_from(self.least)), (4, 3, 2)):
            plates = {(i, j): plate(Num(show(numbers[i][j], digits), size)) for i, j in self.edges[l]}
            sizes = {edge: np.array([p.width, p.height]) for edge, p in plates.items()}
            if all(self._clear(l, layout, sizes) for layout in layouts):
                for edge, at in (self._clear(l, self.layout, sizes) or {}).items():
                    plates[edge].move_to(self.edges[l][edge].point_from_proportion(at)).set_z_index(4)
                return plates
        return None

    def label_edges(self, l: int, numbers: Numbers, *rooms: Region) -> Animation:
        """Write the numbers (n, n_in) on the edges into layer l, where they stand clear here and in these rooms (else nothing happens)."""
        layouts = [self.layout, *map(self.laid_in, rooms)]
        self.weights[l] = (self.written(l, numbers, layouts) if 0 < len(self.edges.get(l, ())) <= MOST_LABELS else None) or {}
        self.add(*self.weights[l].values())
        return LaggedStart(*(FadeIn(label) for label in self.weights[l].values()), lag_ratio=0.08)

    def unlabel_edges(self, l: int, *edges: Edge) -> VGroup:
        """Numbers on edges into layer l, all by default, no longer belong to the network: they are returned, to leave."""
        gone = [self.weights[l].pop(edge) for edge in edges or tuple(self.weights.get(l, ())) if edge in self.weights.get(l, {})]
        self.remove(*gone)
        return VGroup(*gone)

    # ---- names

    def label(self, l: int, named: Named, *which: int, size: float = 0) -> Animation:
        """Write the symbols of some neurons outside of them, over plates and edges; where neurons stand too close, only the first one's."""
        free = self.rows <= FEW or all(map(has_symbol_room, (self.smallest_layout, self.layout)))
        chosen = [i for i in which or self.drawn[l] if free or i == self.drawn[l][0]]
        shown = super().label(l, named, *chosen, size=size or self.named) if chosen else AnimationGroup()
        for i, label in self.labels.get(l, {}).items():
            way = UP if self.rows > FEW else self.out(l, i)
            foot = self.called.foot(l, i, self.neurons[l][i]) if way is DOWN else self.neurons[l][i]
            label.next_to(foot, way, buff=0.1).set_z_index(5).set_stroke(theme().ground, HALO if self.rows > FEW else 0, background=True)
        return shown

    def unlabel(self, l: int, i: int) -> Animation:
        """The symbol of neuron i of layer l leaves, if it has one."""
        self.remove(label := self.labels.get(l, {}).pop(i, VGroup()))
        return FadeOut(label)

    # ---- edges

    def leaving(self, l: int, j: int) -> list[Edge]:
        """The drawn edges (i, j) into layer l that leave neuron j of the layer before."""
        return [e for e in self.edges.get(l, {}) if e[1] == j]

    def arriving(self, l: int, i: int) -> list[Edge]:
        """The drawn edges (i, j) that arrive at neuron i of layer l."""
        return [e for e in self.edges.get(l, {}) if e[0] == i]

    def going(self, l: int, *edges: Edge, hue: str | None = None) -> list[Animation]:
        """Values on their way forward over edges into layer l, all by default."""
        return [comet(self.edges[l][e], hue or theme().forward, l) for e in edges or self.edges.get(l, ())]

    def returning(self, l: int, *edges: Edge, share: float = 0.5) -> list[Animation]:
        """Blame on its way back over edges into layer l, all by default."""
        return [comet(self.edges[l][e], theme().backward, l, back=True, share=share) for e in edges or self.edges.get(l, ())]

    def into_loss(self, *outputs: int) -> list[Animation]:
        """Values on their way from outputs, all by default, into the loss."""
        return [comet(self.loss_edges[i], theme().loss, self.layers[-1] + 1) for i in outputs or self.loss_edges]

    def from_loss(self, *outputs: int) -> list[Animation]:
        """Blame on its way from the loss to outputs, all by default."""
        return [comet(self.loss_edges[i], theme().backward, self.layers[-1] + 1, back=True) for i in outputs or self.loss_edges]

    def glow(self, l: int, edges: Sequence[Edge], color: str | None = None) -> VGroup:
        """Light that stays under some edges into layer l; not yet shown."""
        return VGroup(*(self.edges[l][e].copy().set_stroke(color or theme().backward, 18, 0.7).set_z_index(-1) for e in edges))

    def ring(self, l: int, i: int) -> Circle:
        """A ring around the neuron that is talked about; not yet shown."""
        return Circle(self.radius + 0.07, stroke_width=6, color=theme().light).move_to(self.neurons[l][i]).set_z_index(3)
