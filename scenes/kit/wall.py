"""The wall: the equations of backpropagation, and the small network in which each of them happens."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from manim import DOWN, LEFT, Animation, Create, FadeIn, FadeOut, LaggedStart, Line, Rectangle, ReplacementTransform, VGroup

from engine.reading import Reading
from scenes.kit import shares
from scenes.kit.bias import BiasInput
from scenes.kit.matrix import frame
from scenes.kit.network import NetworkDiagram
from scenes.kit.stage import Region, Stage
from scenes.kit.theme import theme
from scenes.kit.type import Formula

SIZE = 38


class Wall(VGroup):
    """equations[key], key in output, hidden (where there is a hidden layer), weights, biases; `net`, with its loss."""

    def __init__(self, t: Reading, stage: Stage) -> None:
        super().__init__()
        left, right = _halves(stage.wide)
        self.equations: dict[str, Formula] = {"output": shares.output_law(t, SIZE)}
        if t.D > 1:
            self.equations["hidden"] = shares.hidden_law(t, SIZE)
        self.equations |= {"weights": shares.weights_law(SIZE), "biases": shares.biases_law(SIZE)}
        self.pointer: Rectangle | None = None
        self.column = left.hold(VGroup(*self.equations.values()).arrange(DOWN, buff=0.42, aligned_edge=LEFT))
        self.net = NetworkDiagram(t.sizes, right, [layer.W for layer in t.trace.net.layers], with_loss=True)
        self.net.add(Formula("{L}", L=t.name.L).move_to(self.net.loss).set_z_index(3))
        self.add(self.column, self.net)

    def point_at(self, key: str) -> Animation:
        """A frame appears around an equation, or moves there from the one before."""
        box = frame(self.equations[key], buff=0.16)
        old, self.pointer = self.pointer, box
        return Create(box) if old is None else ReplacementTransform(old, box)

    def unpoint(self) -> Animation:
        """The frame leaves."""
        old, self.pointer = self.pointer, None
        return FadeOut(old)

    def whole_pass(self, back: bool) -> Animation:
        """Light running through all layers, forwards or back."""
        layers = [l for l in self.net.edges if self.net.edges[l]]
        return LaggedStart(*(self.net.pulse(l, back=back) for l in (layers[::-1] if back else layers)), lag_ratio=0.5)

    @property
    def lines(self) -> list[Line]:
        """Every edge of the network."""
        return [line for edges in self.net.edges.values() for line in edges.values()]

    def happen(self, key: str, name: Any) -> Iterator[list[Animation]]:
        """What an equation does in the network, step by step."""
        net, back = self.net, theme().backward
        layers = [l for l in net.edges if net.edges[l]]
        if key == "output":
            yield [net.pulse_loss(back=True), self._name(net.layers[-1], name)]
        elif key == "hidden":
            for l in layers[:0:-1]:
                names = [self._name(k, name) for k in (l, l - 1) if k not in net.labels]
                yield [net.pulse(l, back=True), *names]
        elif key == "weights":
            yield [net.pulse(l) for l in layers]
            yield [line.animate.set_color(back) for line in self.lines]
        else:
            biases = [BiasInput(net, l, net.drawn[l][0]) for l in net.layers[1:]]
            net.add(*biases)
            yield [FadeIn(b) for b in biases]
            yield [b.line.animate.set_color(back) for b in biases]

    def _name(self, l: int, name: Any) -> Animation:
        """delta over the neurons of layer l, or, in a crowded network, over the first alone."""
        crowded = max(map(len, self.net.drawn.values())) > 2
        return self.net.label(l, name.delta[l], *self.net.drawn[l][: 1 if crowded else None], size=22)


def _halves(wide: Region) -> tuple[Region, Region]:
    """Room for the equations and for the network: left and right, or, in a high frame, below and above."""
    x, y, w, h = wide.x, wide.y, wide.width, wide.height
    if w > 1.3 * h:
        return Region(x - 0.275 * w, y, 0.42 * w, h - 0.5), Region(x + 0.25 * w, y, 0.5 * w, 0.7 * h)
    return Region(x, y - 0.25 * h, 0.92 * w, 0.46 * h), Region(x, y + 0.26 * h, 0.96 * w, 0.4 * h)
