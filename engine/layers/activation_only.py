"""An activation by itself, for after a batch norm or a residual connection: a = act(a_in)."""

from dataclasses import dataclass
from math import prod
from typing import ClassVar, Literal

from engine.activations import ActivationName
from engine.arrays import Array, Record
from engine.layers.base import Flow, KindSpec, LayerKind, Piece, Shape, Values
from engine.layers.squash import delta_of, slope, squash, through


class ActivationSpec(KindSpec):
    """kind = "activation": activation. Any shape, number by number; softmax along the last axis, on the last layer."""

    kind: Literal["activation"]
    activation: ActivationName

    def recorded(self, shape: Shape) -> int:
        return super().recorded(shape) + prod(shape) * shape[-1]

    def build(self, shape: Shape, values: Values) -> "ActivationOnly":
        return ActivationOnly(self.activation)


@dataclass(frozen=True, eq=False)
class ActivationForward(Record):
    """a = act(z), z being what came in."""

    kind: str
    l: int
    z: Array
    a: Array


@dataclass(frozen=True, eq=False)
class ActivationBackward(Record):
    """delta = dL/da da/dz = dL/da_in."""

    kind: str
    l: int
    dL_da: Array
    da_dz: Array  # the shape of z, or softmax's Jacobians
    delta: Array
    dL_da_in: Array


@dataclass(frozen=True, eq=False)
class ActivationOnly(LayerKind):
    """No parameters."""

    kind: ClassVar[str] = "activation"
    squashes: ClassVar[bool] = True
    activation: str

    def forward(self, l: int, *a_in: Array) -> ActivationForward:
        return ActivationForward(self.kind, l, a_in[0], squash(self.activation, a_in[0])[0])

    def backward(self, fwd: ActivationForward, dL_da: Array, delta: Array | None = None) -> ActivationBackward:
        da_dz = slope(self.activation, fwd.z)
        delta = through(da_dz, dL_da) if delta is None else delta
        return ActivationBackward(self.kind, fwd.l, dL_da, da_dz, delta, delta)

    def run(self, p: Values, *a_in: Array, piece: Piece = None) -> Flow:
        a, piece = squash(self.activation, a_in[0], piece)
        return Flow(a, a_in[0], piece)

    def pull(self, p: Values, flow: Flow, dL_da: Array, delta: Array | None = None) -> tuple[Array, Values]:
        assert flow.z is not None
        return delta_of(self.activation, flow.z, flow.a, dL_da, delta), {}
