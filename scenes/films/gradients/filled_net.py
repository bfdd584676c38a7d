"""The network, filled both ways: signals in its neurons, blames under them, and room on its lines for their gradients."""

from __future__ import annotations

from manim import Animation, FadeIn, Line, Mobject, VGroup

from engine.reading import Reading
from scenes.kit.maths import equations as eq
from scenes.kit.network.diagram import SPOT, NetworkDiagram, smallest
from scenes.kit.network.named import names_of
from scenes.kit.place.plate import plate
from scenes.kit.place.stage import Region, Stage
from scenes.kit.theme import theme
from scenes.shown import show

Edge = tuple[int, int]
BROAD = 1.4  # times the usual width, where the frame has it: room on the lines for their gradients
PAST = 0.7  # where on its line a gradient stands once the lines have crossed, far from the blames at their sources
EARLY = 0.33  # where it stands on lines that meet in a single neuron
TWO_LINES = 0.75  # between two neurons: a blame and a name
ROOMY = 1.3  # from neuron to neuron: a blame of full size, clear of the edges
MOST_TAGS = 4  # edges between two layers that can carry their gradients


class FilledNet(NetworkDiagram):
    """A network with its signals, blames and gradients; `plates` are under its blames where neurons stand close."""

    def __init__(self, t: Reading, stage: Stage) -> None:
        graph = stage.graph
        width = max(graph.width, min(BROAD * graph.width, stage.wide.width - 0.5))
        W = [layer.W for layer in t.net.layers]
        super().__init__(t.sizes, Region(graph.x, graph.y, width, graph.height), W, names=names_of(t, outputs=False))
        self.t = t
        self.plates: list[VGroup] = []

    def write_signals(self) -> list[Animation]:
        """Write what every neuron said, and the names."""
        first = slice(None) if self.pitch - 2 * self.radius >= TWO_LINES else slice(1)
        names = [self.label(l, eq.inputs_of(self.t, l + 1), *self.drawn[l][first], size=smallest()) for l in self.layers]
        return [*names, *(self.fill(l, self.t.a[l], lag_ratio=0) for l in self.layers)]

    def write_blames(self) -> list[Animation]:
        """Write the deltas under their neurons; where neurons stand close, on plates, so that no edge runs through them."""
        roomy, digits = self.pitch > ROOMY, 3 if len(self.layers) > 4 else 4
        written = [self.blame(l, [show(d, digits) for d in self.t.delta[l]], 26 if roomy else smallest()) for l in self.layers[1:]]
        if not roomy:
            self.plates = [plate(num, 0.02)[0].set_z_index(1) for nums in self.blames.values() for num in nums.values()]
        self.add(*self.plates)
        return [*written, *(FadeIn(p) for p in self.plates)]

    def numbers(self) -> list[Mobject]:
        """All that is written in neurons, under them and on edges."""
        tags = [part for layer in self.weights.values() for tag in layer.values() for part in tag]
        return [*(num for layer in (*self.values.values(), *self.blames.values()) for num in layer.values()), *tags, *self.plates]

    def glow(self, l: int, edge: Edge) -> Line:
        """Light along one edge, not yet shown."""
        return self.edges[l][edge].copy().set_stroke(theme().light, width=7).set_z_index(1)

    def has_tags(self, l: int) -> bool:
        """Whether the edges into layer l have room for their gradients."""
        return self.shows_weights(l) and len(self.edges[l]) <= MOST_TAGS

    def gradient(self, l: int, i: int, j: int) -> VGroup:
        """The slope of w_ij on its edge, not yet shown."""
        return self.on_edge(l, i, j, show(self.t.dL_dW[l][i][j], 4 if self.has_tags(l) else 2), at=self._spot(l, i, j))

    def _spot(self, l: int, i: int, j: int) -> float:
        """Where an edge has room for a number: level and lonely ones in the middle, others clear of blames and crossings."""
        line = self.edges[l][i, j]
        if abs(line.get_start()[1] - line.get_end()[1]) < 0.1 or not self.has_tags(l):
            return 0.5
        if l > 1:
            return PAST if len(self.drawn[l]) > 1 else EARLY
        return SPOT
