"""Every parameter of a network in one flat vector, with each array of each layer a window on it."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from engine.arrays import Array
from engine.network import Network


class Parameters:
    """`flat` is (P,): weights of layers 1..D, then biases, then the averages that training keeps.

    `values[l - 1][name]` is a window on it; `weights` and `moved` count the numbers that are weights, and weights or biases.
    """

    def __init__(self, net: Network, flat: np.ndarray) -> None:
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
    def of(cls, net: Network) -> "Parameters":
        """A writable copy of the network's parameters."""
        groups = ("weights", "biases", "statistics")
        parts = [getattr(layer, name).ravel() for group in groups for layer in net.layers for name in getattr(layer, group)]
        return cls(net, np.concatenate([np.zeros(0), *parts]))

    def like(self, flat: np.ndarray) -> "Parameters":
        """The same windows on another vector (P,)."""
        return Parameters(self.net, flat)

    def zeros(self) -> "Parameters":
        """The same windows on zeros."""
        return self.like(np.zeros_like(self.flat))

    def fill(self, parts: Sequence[Mapping[str, Array]]) -> None:
        """Write these arrays, by layer and name, into their windows."""
        for values, part in zip(self.values, parts, strict=True):
            for name, value in part.items():
                values[name][...] = value

    def network(self) -> Network:
        """An immutable network with these values now."""
        return self.net.holding(self.values)

    def places(self, some: Array | None = None) -> list[tuple[int, str, tuple[int, ...], int]]:
        """Every number that a gradient moves, layer by layer: (l, parameter, its indices, its place in flat); `some` (P,) says which."""
        numbers = self.like(np.arange(len(self.flat)))
        chosen = self.like(np.ones(len(self.flat), dtype=bool) if some is None else some)
        return [
            (l, name, tuple(at), int(values[name][tuple(at)]))
            for l, (layer, values, kept) in enumerate(zip(self.net.layers, numbers.values, chosen.values, strict=True), start=1)
            for name in (*layer.weights, *layer.biases)
            for at in np.argwhere(kept[name]).tolist()
        ]
