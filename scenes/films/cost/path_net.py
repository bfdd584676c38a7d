"""The network whose slopes are counted: runs through all of it, paths from a weight to the loss, what is multiplied along them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from manim import Animation, AnimationGroup, LaggedStart, Line, Succession, VGroup

from engine.reading import Named, Reading
from scenes.facts import has_bias
from scenes.kit.network.comets import comet, landing
from scenes.kit.network.layout import FEW
from scenes.kit.network.lit_net import LitNet
from scenes.kit.place.plate import plate
from scenes.kit.place.shots import room_of
from scenes.kit.place.stage import Region, Stage
from scenes.kit.theme import theme
from scenes.kit.type.formula import Formula

INSIDE = 0.72  # of a neuron's width: what stands in it
Place = tuple[int, int]  # i, j of w_ij
Path = list[int]  # of a first layer's weight to the loss: the input, then one drawn neuron of each layer
Step = tuple[int, int, Line]  # layer, neuron arrived at, line


class PathNet(LitNet):
    """A network with its loss; `strands` and `places` (l, (i, j)) of every drawn weight."""

    def __init__(self, t: Reading, stage: Stage) -> None:
        weights, room = [layer.W for layer in t.net.layers], room_of(stage, "SOLO")
        shots = ("LEDGER",) if stage.is_narrow else ("DUET", "TRIO")
        super().__init__(t.sizes, stage, room, weights, with_loss=True, most=self.brightest(t), shots=shots)
        self.t = t
        self.L_name = self.name_of_loss(t.name.L)
        self.add(self.L_name)

    @property
    def strands(self) -> list[Line]:
        return [line for edges in self.edges.values() for line in edges.values()]

    @property
    def places(self) -> list[tuple[int, Place]]:
        return [(l, place) for l, edges in self.edges.items() for place in edges]

    @property
    def pair(self) -> list[Place]:
        """Two weights of the first layer into the same neuron."""
        (i, _), *_ = self.edges[1]
        return [place for place in self.edges[1] if place[0] == i][:2]

    def stand(self, room: Region) -> None:
        """Fill another room at once, while it is off the screen: it does not come in from where it was last seen."""
        old, self.layout, self.region = self.layout, self.laid_in(room), room
        self.resettle(old)

    # ---- runs

    def run(self, back: bool = False) -> Animation:
        """Comets through all layers and the loss: forwards, where lamps light up as they land, or back."""
        layers = [l for l, edges in self.edges.items() if edges]
        if back:
            ways = [self.from_loss(), *(self.returning(l) for l in reversed(layers))]
            return LaggedStart(*(AnimationGroup(*way) for way in ways), lag_ratio=0.6)
        runs = [landing(self.going(l), *self._glowing(l)) for l in layers]
        inputs = self._glowing(0)
        return LaggedStart(AnimationGroup(*inputs, runs[0]), *runs[1:], AnimationGroup(*self.into_loss()), lag_ratio=0.6)

    def _glowing(self, l: int) -> list[Animation]:
        """The lamps of layer l light up."""
        return [move for i in self.drawn[l] for move in self.lights_up(l, i, self.t.a[l][i])]

    def every_line(self) -> Animation:
        """A comet along each weight, one after the other."""
        return LaggedStart(*(comet(self.edges[l][place], theme().light, l) for l, place in self.places), lag_ratio=0.15)

    def every_path(self) -> Animation:
        """Comets through all layers up to the outputs."""
        return LaggedStart(*(AnimationGroup(*self.going(l)) for l, edges in self.edges.items() if edges), lag_ratio=0.5)

    def lighted(self, line: Line) -> Line:
        """A copy of a line, broad and in the light, under the neurons; not yet shown."""
        return line.copy().set_stroke(theme().light, width=8).set_z_index(1)

    # ---- paths

    def paths(self, first: Place | None = None) -> Iterator[Path]:
        """The paths of a first layer's weight, by default of the first one."""
        i, j = first or self.places[0][1]
        layers = [l for l in self.layers if l > 1]
        for rest in product(*(self.drawn[l] for l in layers)):
            yield [j, i, *rest]

    def steps(self, path: Path) -> list[Step]:
        """The lines of a path; where layers are left out of the drawing, there is none between."""
        ways = zip(self.layers[1:], path, path[1:], strict=False)
        found = [(l, i, self.edges[l][i, j]) for l, j, i in ways if (i, j) in self.edges[l]]
        return [*found, (len(self.sizes), path[-1], self.loss_edges[path[-1]])]

    def road(self, path: Path) -> VGroup:
        """The lines of a path in the light; not yet shown."""
        return VGroup(*(self.lighted(line) for _, _, line in self.steps(path)))

    def along(self, path: Path) -> Animation:
        """Light along a path, line by line."""
        return Succession(*(comet(line, theme().light, l) for l, _, line in self.steps(path)))

    def factors(self, path: Path) -> list[VGroup]:
        """What is multiplied along a path, each where it lives: what came in, then slopes of neurons and weights in turn, dL/da.

        Factor 2 k comes with the line of step k.
        """
        n, end = self.t.name, len(self.sizes)
        chips = [Formula("{s}", size=self.least, color=theme().ink, s=n.x[path[0]]).move_to(self.neurons[0][path[0]])]
        for l, i, line in self.steps(path):
            if l > 1:
                chips.append(plate(Formula("{s}", size=0.8 * self.least, s=n.dL_da if l == end else "w")).move_to(line))
            if l < end:
                chips.append(Formula("{s}", size=0.8 * self.least, color=theme().ink, s=n.da_dz).move_to(self.neurons[l][i]))
        if max(chip.height for chip in chips) > 1.7 * self.radius:
            return [VGroup() for _ in chips]  # neurons too small to hold them: the lines alone tell of the path
        return [chip.set_z_index(5) for chip in chips]

    # ---- what stands in and at the neurons

    def label(self, l: int, named: Named, *which: int, size: float = 0) -> Animation:
        """Names over the neurons, where they are so few that there is room."""
        return super().label(l, named, *which, size=size) if self.rows <= FEW else AnimationGroup()

    def biases(self) -> VGroup:
        """A bias in each neuron that has one; not yet shown."""
        neurons = [neuron for l in self.layers[1:] if has_bias(self.t, l) for neuron in self.neurons[l].values()]
        added = [Formula("+ {s}", size=self.least, color=theme().ink, s=self.t.name.b) for _ in neurons]
        for neuron, b in zip(neurons, added, strict=True):
            b.scale(min(1.0, INSIDE * 2 * self.radius / b.width)).move_to(neuron).set_z_index(3)
        return VGroup(*added)

    def remember(self, l: int) -> list[Animation]:
        """What layer l keeps appears in its neurons, with its name."""
        n = self.t.name
        return [self.fill(l, self.t.a[l]), self.label(l, n.x if l == 0 else n.a[l], size=0.7 * self.least)]

    def unname(self) -> None:
        """The names over the neurons are gone, when the network comes back."""
        for labels in self.labels.values():
            self.remove(*labels.values())
            labels.clear()
