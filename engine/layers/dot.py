"""The dot product of two rows: z = u . v, a = act(z). Back: dL/du = delta v and dL/dv = delta u. No parameters."""

from dataclasses import dataclass
from typing import ClassVar, Literal

import numpy as np

from engine.activations import ActivationName
from engine.arrays import Array, Record
from engine.layers.base import Fault, Flow, KindSpec, Piece, Shape, Values, shown_shape
from engine.layers.squash import Squashing, through
from engine.spec import Share
from engine.sums import total


class DotSpec(KindSpec):
    """kind = "dot": activation. From (2, d) to (1,)."""

    kind: Literal["dot"]
    activation: ActivationName = "identity"
    slope: Share | None = None

    def out(self, shape: Shape) -> Shape:
        return (1,)

    def fault(self, shape: Shape) -> Fault | None:
        if len(shape) == 2 and shape[0] == 2:
            return None
        return "kind", f"dot after {shown_shape(shape)}", "dot after 2 rows of numbers", "Use an embedding_pair before it."

    def build(self, shape: Shape, values: Values) -> "Dot":
        return Dot(shape[1], self.activation, self.slope)


@dataclass(frozen=True, eq=False)
class DotForward(Record):
    """z = the sum of products."""

    kind: str
    l: int
    a_in: Array  # (2, d): u and v
    products: Array  # (d,): u_k v_k
    z: Array  # (1,)
    a: Array  # (1,)


@dataclass(frozen=True, eq=False)
class DotBackward(Record):
    """Each row gets delta times the other."""

    kind: str
    l: int
    dL_da: Array  # (1,)
    da_dz: Array  # (1,)
    delta: Array  # (1,)
    dL_da_in: Array  # (2, d): dL/du and dL/dv


@dataclass(frozen=True, eq=False)
class Dot(Squashing):
    """No parameters."""

    kind: ClassVar[str] = "dot"
    adds: ClassVar[bool] = True
    length: int  # d
    activation: str
    leak: float | None = None

    @property
    def terms(self) -> int:
        return self.length

    def forward(self, l: int, *a_in: Array) -> DotForward:
        u, v = a_in[0]
        products = u * v
        z = total(products)[None]
        return DotForward(self.kind, l, a_in[0], products, z, self.act(z))

    def backward(self, fwd: DotForward, dL_da: Array, delta: Array | None = None) -> DotBackward:
        da_dz = self.slopes(fwd.z)
        delta = through(da_dz, dL_da) if delta is None else delta
        u, v = fwd.a_in
        return DotBackward(self.kind, fwd.l, dL_da, da_dz, delta, np.array([delta * v, delta * u]))

    def run(self, p: Values, a_in: Array, a_skip: Array | None = None, piece: Piece = None) -> Flow:
        z = np.einsum("bk,bk->b", a_in[:, 0], a_in[:, 1])[:, None]
        return Flow(self.squash(z, piece), a_in, z)

    def pull(self, p: Values, flow: Flow, delta: Array, g: Values, onward: bool = True) -> Array | None:
        return np.asarray(delta[:, :, None] * flow.a_in[:, ::-1])
