"""One dense layer used at every token: the position-wise layer of Vaswani et al. 2017, section 3.3.

z_t = W a_in_t + b, a_t = act(z_t); dL/dW = sum over t of delta_t a_in_t^T: a weight used T times gets T shares.
"""

from dataclasses import dataclass
from math import prod
from typing import ClassVar, Literal

import numpy as np

from engine.activations import ActivationName
from engine.arrays import Array, Record
from engine.layers.base import Fault, Flow, KindSpec, Piece, Shape, Values, Wanted, shown_shape
from engine.layers.dense import biases_of, misfit_of_biases, weighed, weighed_all
from engine.layers.squash import Squashing, through
from engine.spec import Matrix, Share, Size, Vector, Yes
from engine.sums import times, total


class TokenDenseSpec(KindSpec):
    """kind = "token_dense": units, activation; weights (units, d), bias, biases (units,). From (T, d) to (T, units)."""

    kind: Literal["token_dense"]
    units: Size
    activation: ActivationName = "identity"
    slope: Share | None = None
    weights: Matrix | None = None
    bias: Yes | None = None
    biases: Vector | None = None

    def out(self, shape: Shape) -> Shape:
        return (shape[0], self.units)

    def fault(self, shape: Shape) -> Fault | None:
        if len(shape) == 2:
            return None
        return (
            "kind",
            f"token_dense after {shown_shape(shape)}",
            "token_dense after tokens, T x d",
            "Put an embedding before it.",
        )

    def wanted(self, shape: Shape) -> tuple[Wanted, ...]:
        return Wanted("W", "weights", (self.units, shape[1])), Wanted("b", "biases", (biases_of(self.bias, self.units),), "zeros")

    def misfit(self, shape: Shape) -> Fault | None:
        return misfit_of_biases(self.bias, self.biases, self.units) or super().misfit(shape)

    def recorded(self, shape: Shape) -> int:
        return super().recorded(shape) + prod(shape) * self.units + shape[0] * self.units**2

    def build(self, shape: Shape, values: Values) -> "TokenDense":
        return TokenDense(**values, activation=self.activation, leak=self.slope)


@dataclass(frozen=True, eq=False)
class TokenDenseForward(Record):
    """Token by token: z_t = W a_in_t + b."""

    kind: str
    l: int
    a_in: Array  # (T, d)
    Wa: Array  # (T, n)
    z: Array  # (T, n)
    a: Array  # (T, n)


@dataclass(frozen=True, eq=False)
class TokenDenseBackward(Record):
    """`shares[t]` is token t's delta_t a_in_t^T; they sum to dL_dW."""

    kind: str
    l: int
    dL_da: Array  # (T, n)
    da_dz: Array  # (T, n), or softmax's Jacobians (T, n, n)
    delta: Array  # (T, n)
    shares: Array  # (T, n, d)
    dL_dW: Array  # (n, d)
    dL_db: Array  # (n,)
    dL_da_in: Array  # (T, d)


@dataclass(frozen=True, eq=False)
class TokenDense(Squashing):
    """W (n, d), b (n,) or, where there are none, (0,)."""

    kind: ClassVar[str] = "token_dense"
    adds: ClassVar[bool] = True
    weights: ClassVar[tuple[str, ...]] = ("W",)
    biases: ClassVar[tuple[str, ...]] = ("b",)
    W: Array
    b: Array
    activation: str
    leak: float | None = None

    def forward(self, l: int, *a_in: Array) -> TokenDenseForward:
        X = a_in[0]
        Wa, z = (np.array(rows) for rows in zip(*(weighed(self.W, self.b, x) for x in X), strict=True))
        return TokenDenseForward(self.kind, l, X, Wa, z, self.act(z))

    def backward(self, fwd: TokenDenseForward, dL_da: Array, delta: Array | None = None) -> TokenDenseBackward:
        da_dz = self.slopes(fwd.z)
        delta = through(da_dz, dL_da) if delta is None else delta
        shares = np.array([np.outer(d, x) for d, x in zip(delta, fwd.a_in, strict=True)])
        dL_da_in = np.array([times(self.W.T, d) for d in delta])
        dL_db = total(delta)[: len(self.b)]
        return TokenDenseBackward(self.kind, fwd.l, dL_da, da_dz, delta, shares, total(shares), dL_db, dL_da_in)

    def run(self, p: Values, a_in: Array, a_skip: Array | None = None, piece: Piece = None) -> Flow:
        z = weighed_all(p["W"], p["b"], a_in)
        return Flow(self.squash(z, piece), a_in, z)

    def pull(self, p: Values, flow: Flow, delta: Array, g: Values, onward: bool = True) -> Array | None:
        g["W"][...] = np.tensordot(delta, flow.a_in, axes=((0, 1), (0, 1)))
        g["b"][...] = delta.sum(axis=(0, 1))[: len(g["b"])]
        return delta @ p["W"] if onward else None
