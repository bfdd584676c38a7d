"""Flatten: an image or tokens as one row of numbers; on the way back the row is folded again."""

from dataclasses import dataclass
from math import prod
from typing import ClassVar, Literal

from engine.arrays import Array, Record
from engine.layers.base import Flow, KindSpec, LayerKind, Piece, Shape, Values


class FlattenSpec(KindSpec):
    """kind = "flatten": (C, H, W) or (T, d) to (n,), row by row."""

    kind: Literal["flatten"]

    def out(self, shape: Shape) -> Shape:
        return (prod(shape),)

    def build(self, shape: Shape, values: Values) -> "Flatten":
        return Flatten()


@dataclass(frozen=True, eq=False)
class FlattenForward(Record):
    """The same numbers in one row."""

    kind: str
    l: int
    a_in: Array
    a: Array  # (n,)


@dataclass(frozen=True, eq=False)
class FlattenBackward(Record):
    """The same numbers folded back."""

    kind: str
    l: int
    dL_da: Array  # (n,)
    dL_da_in: Array  # the shape of a_in


@dataclass(frozen=True, eq=False)
class Flatten(LayerKind):
    """No parameters."""

    kind: ClassVar[str] = "flatten"

    def forward(self, l: int, *a_in: Array) -> FlattenForward:
        return FlattenForward(self.kind, l, a_in[0], a_in[0].ravel())

    def backward(self, fwd: FlattenForward, dL_da: Array, delta: Array | None = None) -> FlattenBackward:
        return FlattenBackward(self.kind, fwd.l, dL_da, dL_da.reshape(fwd.a_in.shape))

    def run(self, p: Values, a_in: Array, a_skip: Array | None = None, piece: Piece = None) -> Flow:
        return Flow(a_in.reshape(len(a_in), -1), a_in)

    def pull(self, p: Values, flow: Flow, dL_da: Array, g: Values, onward: bool = True) -> Array | None:
        return dL_da.reshape(flow.a_in.shape)
