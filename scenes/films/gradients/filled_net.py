"""The network, filled both ways: signals in its neurons, deltas outside of them, and room on its lines for their gradients."""

from __future__ import annotations

from manim import Animation, FadeIn, FadeOut, Mobject, ReplacementTransform, VGroup

from engine.reading import Reading
from scenes.kit.network.blame_net import BlameNet, Place
from scenes.kit.network.comets import landing
from scenes.kit.network.lamps import lamp
from scenes.kit.network.layout import Layout
from scenes.kit.network.lit_net import Edge
from scenes.kit.place.shots import room_of
from scenes.kit.place.stage import Stage

MOST_TAGS = 6  # edges between two layers that can carry their gradients


class FilledNet(BlameNet):
    """A network with its signals, deltas and gradients."""

    def __init__(self, t: Reading, stage: Stage, shot: str = "SOLO", with_loss: bool = False) -> None:
        """It stands in its room of a shot."""
        super().__init__(t, stage, room_of(stage, shot, int(shot == "WALL" and stage.is_narrow)), with_loss)
        self.t = t
        self._plans: dict[int, tuple[Layout, dict[Edge, tuple[VGroup, Place]]]] = {}
        self.hanging = 1.0 if stage.is_narrow else 1.2

    # ---- the two passes

    def forward(self, l: int) -> Animation:
        """Values arrive in layer l."""
        return self.arrive(l, self.t.a[l])

    def backward(self, l: int) -> Animation:
        """Deltas arrive at layer l, over the edges that leave it."""
        before = [] if l == self.layers[-1] else self.returning(self.layers[self.layers.index(l) + 1])
        nums = [self.delta(l, i, self.t.delta[l][i]) for i in self.drawn[l]]
        self.keep(l, *self.drawn[l])
        return landing(before, *(FadeIn(num) for num in nums), *(FadeIn(self.plates[l, i]) for i in self.drawn[l] if (l, i) in self.plates))

    def sweep(self, back: bool = False) -> list[list[Animation]]:
        """Comets on all edges, layer by layer."""
        layers = [l for l in self.layers[1:] if self.edges.get(l)]
        return [self.returning(l) for l in layers[::-1]] if back else [self.going(l) for l in layers]

    def lit_up(self) -> FilledNet:
        """Shine as its values say, without their numbers."""
        for l, layer in self.neurons.items():
            for i, neuron in layer.items():
                neuron.set_fill(lamp(self.t.a[l][i].value / self.most)).set_stroke(opacity=1)
                self.remove(self.unknown[l].pop(i))
        return self

    def becomes(self, other: FilledNet) -> list[Animation]:
        """Its neurons and edges turn into another's, all that it carries leaves, and all else of the other comes."""
        pairs = [(self.neurons[l][i], other.neurons[l][i]) for l in self.layers for i in self.drawn[l]]
        pairs += [(line, other.edges[l][e]) for l, edges in self.edges.items() for e, line in edges.items()]
        ours, theirs = ({id(part) for pair in pairs for part in pair[k : k + 1]} for k in (0, 1))
        leaving = [m for m in self.get_family() if id(m) not in ours and len(m.points)]
        coming = [m for m in other.get_family() if id(m) not in theirs and len(m.points)]
        turns: list[Animation] = [ReplacementTransform(old, new) for old, new in pairs]
        return [*turns, FadeOut(VGroup(*leaving)), FadeIn(VGroup(*coming))]

    # ---- gradients on its lines

    def has_tags(self, l: int) -> bool:
        """Whether the edges into layer l have room for their gradients."""
        if self.layout.upright or not 0 < len(self.edges.get(l, ())) <= MOST_TAGS:
            return False
        return self._gap() > 1.3 and self.pitch > 1.2 and bool(self._planned(l))

    def _gap(self) -> float:
        """What lies free between two layers."""
        return self.column_pitch - 2 * self.radius

    def _planned(self, l: int) -> dict[Edge, tuple[VGroup, Place]]:
        """The gradients of a layer, each clear of all else, with their places on its edges; none where one is not clear."""
        if l not in self._plans or self._plans[l][0] is not self.layout:
            ways, spots = dict(self.ways), dict(self.spots)
            made = {e: self.on_way(l, e, self.t.dL_dW[l][e[0]][e[1]]) for e in self.edges.get(l, ())}
            plan = {e: (way, self.spots[l, e]) for e, way in made.items()}
            if not all(self._is_clear(way, (l, e)) for e, way in made.items()):
                plan = {}
            self.ways, self.spots = ways, spots
            self._plans[l] = (self.layout, plan)
        return self._plans[l][1]

    def gradient(self, l: int, i: int, j: int) -> VGroup:
        """The slope of w_ij on its edge, not yet shown."""
        if (i, j) not in self._planned(l):
            return self.on_way(l, (i, j), self.t.dL_dW[l][i][j])
        self.ways[l, (i, j)], self.spots[l, (i, j)] = self._plans[l][1][i, j]
        return self.ways[l, (i, j)]

    def drop_gradients(self) -> list[VGroup]:
        """Take all gradients off the edges; they are to leave the screen."""
        tags = list(self.ways.values())
        self.drop(*tags)
        return tags

    # ---- a thought about any numbers

    def numbers(self) -> list[Mobject]:
        """All that is written in neurons, outside of them and on edges, with the plates."""
        tags = [part for tag in self.ways.values() for part in tag]
        return [*(num for layer in (*self.values.values(), *self.blames.values()) for num in layer.values()), *tags, *self.plates.values()]

    def darken(self, l: int, i: int) -> Animation:
        """The lamp of neuron i of layer l goes out."""
        return self.neurons[l][i].animate.set_fill(lamp(0.0))

    def relight(self, l: int, i: int) -> Animation:
        """It shines as its value says."""
        return self.neurons[l][i].animate.set_fill(lamp(self.t.a[l][i].value / self.most))
