"""An activation by itself, for after a batch norm or a residual connection: a = act(a_in)."""

from dataclasses import dataclass
from math import prod
from typing import ClassVar, Literal

from engine.activations import ActivationName
from engine.arrays import Array, Record
from engine.layers.base import Flow, KindSpec, Piece, Shape, Values
from engine.layers.squash import Squashing, through
from engine.spec import Share


class ActivationSpec(KindSpec):
    """kind = "activation": activation. Any shape, number by number; softmax along the last axis, on the last layer."""

    kind: Literal["activation"]
    activation: ActivationName
    slope: Share | None = None

    def recorded(self, shape: Shape) -> int:
        return super().recorded(shape) + prod(shape) * shape[-1]

    def build(self, shape: Shape, values: Values) -> "ActivationOnly":
        return ActivationOnly(self.activation, self.slope)


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
class ActivationOnly(Squashing):
    """No parameters."""

    kind: ClassVar[str] = "activation"
    activation: str
    leak: float | None = None

    def forward(self, l: int, *a_in: Array) -> ActivationForward:
        return ActivationForward(self.kind, l, a_in[0], self.act(a_in[0]))

    def backward(self, fwd: ActivationForward, dL_da: Array, delta: Array | None = None) -> ActivationBackward:
        da_dz = self.slopes(fwd.z)
        delta = through(da_dz, dL_da) if delta is None else delta
        return ActivationBackward(self.kind, fwd.l, dL_da, da_dz, delta, delta)

    def run(self, p: Values, a_in: Array, a_skip: Array | None = None, piece: Piece = None) -> Flow:
        return Flow(self.squash(a_in, piece), a_in, a_in)

    def pull(self, p: Values, flow: Flow, delta: Array, g: Values, onward: bool = True) -> Array | None:
        return delta
