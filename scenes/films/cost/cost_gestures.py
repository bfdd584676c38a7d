"""The gestures of the film of costs: runs of the whole network, paths from a weight to the loss, notes beside the network."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import Any

from manim import DOWN, LEFT, Animation, AnimationGroup, Create, FadeIn, FadeOut, LaggedStart, Line, Succession, VGroup, VMobject

from engine.reading import Number
from scenes.chapter import Chapter
from scenes.films.cost import cost_words as words
from scenes.films.cost.race import Race
from scenes.kit.network.diagram import NetworkDiagram
from scenes.kit.place.plate import plate
from scenes.kit.theme import theme
from scenes.kit.type.formula import BODY, Formula, Label, small
from scenes.shown import show

Place = tuple[int, int]  # i, j of w_ij
Trail = list[tuple[int, int, Line]]  # layer, neuron arrived at, line


class CostFilm(Chapter):
    """A chapter with a network `net` and a race `race`; `strands` and `places` (l, (i, j)) of every drawn weight."""

    net: NetworkDiagram
    race: Race
    picked: Line | None = None
    road: VGroup

    def cost(self, field: str) -> Number:
        """A count of the told network."""
        return words.cost(self.t, f"here.{field}")

    @property
    def strands(self) -> list[Line]:
        return [line for edges in self.net.edges.values() for line in edges.values()]

    @property
    def places(self) -> list[tuple[int, Place]]:
        return [(l, place) for l, edges in self.net.edges.items() for place in edges]

    @property
    def pair(self) -> list[Place]:
        """Two weights of the first layer into the same neuron."""
        (i, _), *_ = self.net.edges[1]
        return [place for place in self.net.edges[1] if place[0] == i][:2]

    def pick(self, line: Line | None) -> None:
        """A copy in the light lies on the line that is nudged now; the one before leaves."""
        new = None if line is None else self.lighted(line)
        moves: list[Animation] = [FadeOut(self.picked)] if self.picked is not None else []
        self.play(*moves, *([FadeIn(new)] if new is not None else []), run_time=0.4)
        self.picked = new

    def lighted(self, line: Line) -> Line:
        """A copy of a line, broad and in the light, under the neurons."""
        return line.copy().set_stroke(theme().light, width=8).set_z_index(1)

    def whole_run(self, back: bool = False) -> Animation:
        """Light through all layers and the loss, forwards or back."""
        runs = [self.net.pulse(l, back=back) for l, edges in self.net.edges.items() if edges]
        runs.append(self.net.pulse_loss(back=back))
        return LaggedStart(*(reversed(runs) if back else runs), lag_ratio=0.6)

    def ways(self, first: Place | None = None) -> Iterator[list[int]]:
        """Paths of a first layer's weight to the loss, as the input and then one drawn neuron of each layer."""
        i, j = first or self.places[0][1]
        layers = [l for l in self.net.layers if l > 1]
        for rest in product(*(self.net.drawn[l] for l in layers)):
            yield [j, i, *rest]

    def trail(self, way: list[int]) -> Trail:
        """The lines of a path; where layers are left out of the drawing, there is none between."""
        steps = zip(self.net.layers[1:], way, way[1:], strict=False)
        found = [(l, i, self.net.edges[l][i, j]) for l, j, i in steps if (i, j) in self.net.edges[l]]
        return [*found, (len(self.net.sizes), way[-1], self.net.loss_edges[way[-1]])]

    def along(self, way: list[int]) -> Animation:
        """Light along a path, line by line."""
        flashes = []
        for l, i, line in self.trail(way):
            place = next((e for e, drawn in self.net.edges.get(l, {}).items() if drawn is line), None)
            flashes.append(self.net.pulse_loss(i) if place is None else self.net.pulse(l, place, color=theme().light))
        return Succession(*flashes)

    def remembered(self, l: int) -> Animation:
        """What layer l keeps appears in its neurons, with its name."""
        n = self.n
        return AnimationGroup(self.net.fill(l, self.t.a[l]), self.net.label(l, n.x if l == 0 else n.a[l]))

    def biases(self) -> list[Formula]:
        """A bias in each neuron that has one; to leave with `clear("biases")`."""
        neurons = [neuron for l in self.net.layers[1:] for neuron in self.net.neurons[l].values()]
        signs = [Formula("+ {s}", size=small(), s=self.t.name.b).move_to(neuron).set_z_index(3) for neuron in neurons]
        self.stands("biases", *signs)
        return signs

    def factors(self, way: list[int]) -> list[VGroup]:
        """What is multiplied along a path, each where it lives: what came in, then slopes of neurons and weights in turn, dL/da."""
        net, n = self.net, self.t.name
        chips = [Formula("{s}", size=small(), s=n.x[way[0]]).move_to(net.neurons[0][way[0]])]
        for l, i, line in self.trail(way):
            if l > 1:
                name = n.dL_da if l == len(net.sizes) else "w"
                chips.append(plate(Formula("{s}", size=small(), s=name)).move_to(line))
            if l < len(net.sizes):
                chips.append(Formula("{s}", size=small() - 4, s=n.da_dz).move_to(net.neurons[l][i]))
        if max(chip.height for chip in chips) > 1.7 * net.radius:
            return [VGroup() for _ in chips]  # neurons too small to hold them: the lines alone tell of the path
        return [chip.set_z_index(5) for chip in chips]

    def lighting(self, way: list[int], k: int) -> list[Animation]:
        """The line of a path that leads to its factor k, if it is new: lines stay in the light."""
        steps = self.trail(way)
        if k % 2 or k // 2 >= len(steps):
            return []
        line = self.lighted(steps[k // 2][2])
        self.road = VGroup(*self.road, line) if k else VGroup(line)
        return [Create(line)]

    def unnamed(self) -> None:
        """The names over the neurons are gone, when the network comes back."""
        for labels in self.net.labels.values():
            self.net.remove(*labels.values())
            labels.clear()

    def passes(self) -> VGroup:
        """The title's two numbers: a run for every weight of the largest network, or one forward and one back."""
        many = Formula('"nudging:" {n} "passes"', color=theme().soft, n=show(words.sized(self.t, 2, "runs"), digits=1))
        two = Label("backprop: two passes, forward and back", size=BODY, color=theme().backward)
        return VGroup(many, two).arrange(DOWN, buff=0.3, aligned_edge=LEFT)

    def said(self, words: str, below: VMobject, hue: str | None = None) -> VGroup:
        """A line of maths under the words that say what it is."""
        return VGroup(Label(words, size=1.1 * small(), color=hue), below).arrange(DOWN, buff=0.18, aligned_edge=LEFT)

    def note(self, *lines: Any) -> None:
        """Lines beside the network; what stood there leaves."""
        self.clear("side", run_time=0.3)
        self.show(self.place("side", VGroup(*lines).arrange(DOWN, buff=0.5, aligned_edge=LEFT)), run_time=0.4)
