"""The gestures of why a neuron squashes: lines that add up to a line, then curves that add up to a curve."""

from __future__ import annotations

from manim import FadeOut

from scenes.chapter import Chapter
from scenes.films.forward.two_layers import TwoLayers
from scenes.kit.maths import equations as eq
from scenes.kit.network.diagram import NetworkDiagram
from scenes.kit.theme import theme


class BendingFilm(Chapter):
    """A chapter with the network `net`, and beside it what two layers make of one input."""

    net: NetworkDiagram
    two: TwoLayers

    def walk(self) -> None:
        """Light walks through the whole network, layer by layer, in under two seconds."""
        for l in self.net.edges:
            self.play(self.net.pulse(l), run_time=min(0.9, 1.8 / len(self.net.edges)))

    def light_weights(self, l: int, i: int) -> None:
        """Light the weights of neuron i of layer l: their numbers, or where lines carry none, the lines."""
        numbers = [label[-1] for (to, _), label in self.net.weights.get(l, {}).items() if to == i]
        if numbers:
            self.light(*numbers)
        else:
            self.light(*(line for (to, _), line in self.net.edges.get(l, {}).items() if to == i))

    def lay(self, activation: str) -> TwoLayers:
        """Give the picture its place, not yet shown."""
        two = TwoLayers(self.t, self.stage.beside, activation, self.net.drawn[1], self.net.drawn[0])
        self.two = self.place("beside", two)
        return two

    def draw_first(self) -> None:
        """The input goes from low to high; every neuron of layer 1 draws what it says."""
        self.show(self.two.axes, self.two.x_name, self.two.a_name, run_time=0.3)
        self.play(*self.two.sweep(*self.two.hidden), self.net.pulse(1, *self._slid, color=theme().light), run_time=1.4)

    def draw_second(self) -> None:
        """What layer 2 adds up is drawn over the same inputs."""
        self.show(self.two.z_name, run_time=0.3)
        pulse = [self.net.pulse(2, color=theme().light)] if self.net.edges.get(2) else []
        self.play(*self.two.sweep(self.two.total), *pulse, run_time=1.8)

    def keep_sum(self) -> None:
        """Only the sum stays."""
        self.play(FadeOut(self.two.hidden), FadeOut(self.two.a_name), run_time=0.6)

    @property
    def _slid(self) -> list[tuple[int, int]]:
        """The edges that leave the input that is turned."""
        return [e for e in self.net.edges[1] if e[1] == self.two.j]

    @property
    def curve(self) -> str:
        """The squash of layer 1; tanh where that has no curve of its own for each neuron."""
        name = eq.activation(self.t, 1)
        return "tanh" if name in ("softmax", "identity") else name
