"""Every weight and bias of a network in one flat vector, with each W and b a window on it."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from engine.arrays import readonly
from engine.network import Layer, Network


class Parameters:
    """`flat` is (P,): W of layers 1..D, then b of layers 1..D; `W[l - 1]` and `b[l - 1]` are windows on it."""

    def __init__(self, sizes: Sequence[int], flat: np.ndarray) -> None:
        self.sizes, self.flat = tuple(sizes), flat
        self.W: list[Any] = []
        self.b: list[Any] = []
        start = 0
        for n_in, n in zip(self.sizes, self.sizes[1:], strict=False):
            self.W.append(flat[start : start + n * n_in].reshape(n, n_in))
            start += n * n_in
        self.weights = start  # how many of the numbers are weights
        for n in self.sizes[1:]:
            self.b.append(flat[start : start + n])
            start += n

    @classmethod
    def of(cls, net: Network) -> "Parameters":
        """A writable copy of the network's parameters."""
        parts = [layer.W.ravel() for layer in net.layers] + [layer.b for layer in net.layers]
        return cls(net.sizes, np.concatenate(parts))

    def like(self, flat: np.ndarray) -> "Parameters":
        """The same windows on another vector (P,)."""
        return Parameters(self.sizes, flat)

    def network(self, activations: Sequence[str]) -> Network:
        """An immutable network with these values now."""
        parts = zip(self.W, self.b, activations, strict=True)
        return Network(tuple(Layer(readonly(W), readonly(b), name) for W, b, name in parts))
