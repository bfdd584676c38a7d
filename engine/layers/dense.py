"""The dense layer among layers of other kinds: the equations and the records that it has everywhere.

z = W a_in + b, a = act(z); delta = dL/da da/dz, dL/dW = delta a_in^T, dL/db = delta, dL/da_in = W^T delta.
"""

from dataclasses import dataclass
from typing import ClassVar

from engine import passes
from engine.arrays import Array
from engine.layers.base import Flow, LayerKind, Piece, Values
from engine.layers.squash import delta_of, squash
from engine.network import Layer
from engine.trace import Backward, Forward


@dataclass(frozen=True, eq=False)
class Dense(LayerKind, Layer):
    """W (n, n_in), b (n,), from (n_in,) to (n,)."""

    kind: ClassVar[str] = "dense"
    weights: ClassVar[tuple[str, ...]] = ("W",)
    biases: ClassVar[tuple[str, ...]] = ("b",)
    squashes: ClassVar[bool] = True

    def forward(self, l: int, *a_in: Array) -> Forward:
        """The line of the book, as for every dense layer."""
        return passes.layer_forward(l, self, a_in[0])

    def backward(self, fwd: Forward, dL_da: Array, delta: Array | None = None) -> Backward:
        """The line of the book, as for every dense layer."""
        return passes.layer_backward(self, fwd, dL_da, delta)

    def run(self, p: Values, *a_in: Array, piece: Piece = None) -> Flow:
        """(B, n_in) to (B, n)."""
        z = a_in[0] @ p["W"].T + p["b"]
        a, piece = squash(self.activation, z, piece)
        return Flow(a, z, piece, (a_in[0],))

    def pull(self, p: Values, flow: Flow, dL_da: Array, delta: Array | None = None) -> tuple[Array, Values]:
        """(B, n) to (B, n_in)."""
        assert flow.z is not None
        delta = delta_of(self.activation, flow.z, flow.a, dL_da, delta)
        return delta @ p["W"], {"W": delta.T @ flow.kept[0], "b": delta.sum(axis=0)}
