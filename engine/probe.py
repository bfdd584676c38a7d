"""A probe: an example run again with some parameters changed, for pictures that move. Its values are drawn, never shown as digits."""

from __future__ import annotations

from collections.abc import Mapping
from copy import copy

import numpy as np

from engine import passes
from engine.arrays import Array
from engine.building import loss_of
from engine.network import Layer, Network
from engine.trace import Example, Trace

Place = tuple[str, int, *tuple[int, ...]]  # ("W", l, i, j), ("b", l, i), ("x", j), ("y", i)


class Probe:
    """The network as it stands before a recorded step, with one of the step's examples."""

    def __init__(self, trace: Trace, step: int = 0, example: int | None = None) -> None:
        """`step` counts the recorded steps; without `example`, the first whose inputs are not all zero."""
        kept = trace.steps[step]
        if example is None:
            example = next((k for k, e in enumerate(kept.examples) if np.any(e.x)), 0)
        self.loss, self.example = loss_of(trace.lesson), kept.examples[example]
        layers = zip(kept.update, trace.net.layers, strict=True)
        self.net = Network(tuple(Layer(update.W, update.b, layer.activation) for update, layer in layers))

    def run(self, changes: Mapping[Place, float]) -> Example:
        """Both passes with these numbers in the place of the trace's: {("W", l, i, j): value, ("b", l, i): value, ("x", j): value}."""
        x, y = self.example.x.copy(), self.example.y.copy()
        W, b = [layer.W.copy() for layer in self.net.layers], [layer.b.copy() for layer in self.net.layers]
        for (name, *at), value in changes.items():
            array = {"x": x, "y": y}.get(name) if name in "xy" else {"W": W, "b": b}[name][at.pop(0) - 1]
            assert array is not None
            array[tuple(at)] = value
        layers = zip(W, b, self.net.layers, strict=True)
        return passes.example(Network(tuple(Layer(W, b, layer.activation) for W, b, layer in layers)), self.loss, x, y)

    def outputs(self, x: Array) -> Array:
        """What the network says to many inputs: x (N, n_0), result (N, n_D)."""
        return self.heard(x)[-1][1]

    def heard(self, x: Array) -> tuple[tuple[Array, Array], ...]:
        """z and a of every layer, each (N, n_l), for many inputs: x (N, n_0)."""
        out: list[tuple[Array, Array]] = []
        for layer in self.net.layers:
            z = x @ layer.W.T + layer.b
            x = layer.act(z)
            out.append((z, x))
        return tuple(out)

    def squashed_by(self, activation: str) -> Probe:
        """The same network with another squash in every layer; "identity" is none."""
        other = copy(self)
        other.net = Network(tuple(Layer(layer.W, layer.b, activation) for layer in self.net.layers))
        return other
