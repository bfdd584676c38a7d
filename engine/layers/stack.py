"""A network of layers of any kind, and its parameters in one flat vector."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from math import prod
from typing import Any

import numpy as np

from engine.arrays import Array, readonly
from engine.inits import draw
from engine.layers.base import KindSpec, LayerKind, Shape, Wanted
from engine.layers.dense import Dense
from engine.lesson import LayerSpec, Lesson
from engine.network import Network


@dataclass(frozen=True, eq=False)
class Stack(Network):
    """Layers 1..D of any kind; `shapes` are those of the input and of what each layer puts out."""

    layers: tuple[LayerKind, ...]  # type: ignore[assignment]
    shapes: tuple[Shape, ...]

    @property
    def sizes(self) -> tuple[int, ...]:
        """(n_0, n_1, ..., n_D): how many numbers each shape holds."""
        return tuple(prod(shape) for shape in self.shapes)


def stacked(lesson: Lesson) -> Stack:
    """The network before step 0: given parameters, else drawn, ones or zeros, layer by layer."""
    spec = lesson.network
    rng = np.random.default_rng(spec.init.seed)

    def start(layer: Any, wanted: Wanted) -> Array:
        if (given := getattr(layer, wanted.key)) is not None:
            return readonly(given)
        if wanted.start != "draw":
            return readonly(np.full(wanted.shape, float(wanted.start == "ones")))
        n_in = wanted.n_in or wanted.shape[-1]
        return readonly(draw(spec.init.method, rng, prod(wanted.shape) // n_in, n_in, spec.init.scale).reshape(wanted.shape))

    layers = []
    for layer, shape in zip(spec.layers, lesson.shapes, strict=False):
        values = {wanted.name: start(layer, wanted) for wanted in wanted_by(layer, shape)}
        layers.append(layer.build(shape, values) if isinstance(layer, KindSpec) else Dense(**values, activation=layer.activation))
    return Stack(tuple(layers), lesson.shapes)


def wanted_by(layer: LayerSpec | KindSpec, shape: Shape) -> tuple[Wanted, ...]:
    """The parameters of any layer, dense ones too."""
    if isinstance(layer, KindSpec):
        return layer.wanted(shape)
    return Wanted("W", "weights", (layer.units, shape[0])), Wanted("b", "biases", (layer.units,), "zeros")


def explicit_layers(lesson: Lesson, net: Stack) -> tuple[Any, ...]:
    """The tables of the layers with every parameter written out."""
    return tuple(
        spec.model_copy(update={w.key: _tuples(getattr(layer, w.name).tolist()) for w in wanted_by(spec, shape)})
        for spec, layer, shape in zip(lesson.network.layers, net.layers, net.shapes, strict=False)
    )


def _tuples(values: Any) -> Any:
    """Nested lists as nested tuples."""
    return tuple(map(_tuples, values)) if isinstance(values, list) else values


class Windows:
    """Every parameter of a stack in `flat` (P,): weights of layers 1..D, then biases, then statistics.

    `values[l - 1][name]` is a window on it; `weights` and `moved` count the numbers that are weights, and weights or biases.
    """

    def __init__(self, net: Stack, flat: np.ndarray) -> None:
        self.net, self.flat = net, flat
        self.values: list[dict[str, Any]] = [{} for _ in net.layers]
        self.weights = self._open("weights", 0)
        self.moved = self._open("biases", self.weights)
        self._open("statistics", self.moved)

    def _open(self, group: str, start: int) -> int:
        """Windows on the parameters of one group, from `start`; where the next group begins."""
        for layer, values in zip(self.net.layers, self.values, strict=True):
            for name in getattr(layer, group):
                array = getattr(layer, name)
                values[name] = self.flat[start : start + array.size].reshape(array.shape)
                start += array.size
        return start

    @classmethod
    def of(cls, net: Stack) -> "Windows":
        """A writable copy of the network's parameters."""
        groups = ("weights", "biases", "statistics")
        parts = [getattr(layer, name).ravel() for group in groups for layer in net.layers for name in getattr(layer, group)]
        return cls(net, np.concatenate([np.zeros(0), *parts]))

    def like(self, flat: np.ndarray) -> "Windows":
        """The same windows on another vector (P,)."""
        return Windows(self.net, flat)

    def network(self) -> Stack:
        """An immutable network with these values now."""
        layers = zip(self.net.layers, self.values, strict=True)
        return replace(self.net, layers=tuple(_with(layer, values) for layer, values in layers))

    def places(self) -> list[tuple[int, str, tuple[int, ...], int]]:
        """Every number that a gradient moves, layer by layer: (l, parameter, its indices, its place in flat)."""
        numbers = self.like(np.arange(len(self.flat)))
        return [
            (l, name, at, int(number))
            for l, (layer, values) in enumerate(zip(self.net.layers, numbers.values, strict=True), start=1)
            for name in (*layer.weights, *layer.biases)
            for at, number in np.ndenumerate(values[name])
        ]


def _with(layer: Any, values: Mapping[str, Array]) -> Any:
    """The layer with these parameters."""
    return replace(layer, **{name: readonly(value) for name, value in values.items()}) if values else layer
