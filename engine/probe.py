"""A probe: an example run again with some parameters changed, for pictures that move. Its values are drawn, never shown as digits."""

from __future__ import annotations

from collections.abc import Mapping
from copy import copy
from dataclasses import replace

import numpy as np

from engine import batched, passes
from engine.arrays import Array
from engine.building import loss_of
from engine.network import Network
from engine.trace import Example, Trace

Place = tuple[str, int, *tuple[int, ...]]  # ("W", l, i, j), ("b", l, i), any parameter of layer l by name; ("x", j), ("y", i)


class Probe:
    """The network as it stands before a recorded step, with one of the step's examples."""

    def __init__(self, trace: Trace, step: int = 0, example: int | None = None) -> None:
        """`step` counts the recorded steps; without `example`, the first whose inputs are not all zero."""
        kept = trace.steps[step]
        if example is None:
            example = next((k for k, e in enumerate(kept.examples) if np.any(e.x)), 0)
        self.loss, self.example = loss_of(trace.lesson), kept.examples[example]
        self.net = before(trace, step)
        together = any(layer.together for layer in self.net.layers)
        self.batch, self.place = (kept.examples, example) if together else ((self.example,), 0)

    def run(self, changes: Mapping[Place, float]) -> Example:
        """Both passes with these numbers in the place of the trace's: {("W", l, i, j): value, ("b", l, i): value, ("x", j): value}."""
        x, y = (np.array([getattr(example, name) for example in self.batch]) for name in "xy")
        values = [{name: value.copy() for name, value in p.items()} for p in self.net.values]
        for (name, *at), value in changes.items():
            array = {"x": x[self.place], "y": y[self.place]}[name] if name in "xy" else values[at.pop(0) - 1][name]
            array[tuple(at)] = value
        return passes.examples(self.net.holding(values), self.loss, x, y)[self.place]

    def outputs(self, x: Array) -> Array:
        """What the network says to many inputs: x (N, n_0), result (N, n_D)."""
        return self.heard(x)[-1][1]

    def heard(self, x: Array) -> tuple[tuple[Array, Array], ...]:
        """z and a of every layer, each (N, n_l), for many inputs: x (N, n_0)."""
        return batched.heard(self.net, x)

    def squashed_by(self, activation: str) -> Probe:
        """The same network with another squash in every layer; "identity" is none."""
        other = copy(self)
        layers = (replace(layer, activation=activation) if layer.squashes else layer for layer in self.net.layers)  # type: ignore[type-var]
        other.net = replace(self.net, layers=tuple(layers))
        return other


def before(trace: Trace, step: int) -> Network:
    """The network before a recorded step, as the step's update has it."""
    layers = zip(trace.net.layers, trace.steps[step].update, strict=True)
    return trace.net.holding([{name: getattr(update, name) for name in layer.values} for layer, update in layers])
