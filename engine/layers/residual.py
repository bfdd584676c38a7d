"""A residual connection: what an earlier layer put out is added again, a = a_in + a_skip (He et al. 2015, equation 1).

Back, the sum hands its dL/da on to both: the earlier layer gets it whole, past all that lies between. No parameters.
"""

from dataclasses import dataclass
from typing import ClassVar, Literal

from engine.arrays import Array, Record
from engine.layers.base import Flow, KindSpec, LayerKind, Piece, Shape, Values, Words
from engine.spec import Whole
from engine.sums import together


class ResidualSpec(KindSpec):
    """kind = "residual": from_layer, an earlier layer with outputs of the same shape; 0 is the network's input."""

    words: ClassVar[Words] = {"from_layer": ("the number of an earlier layer, the network's input being 0", "from_layer = 1")}
    kind: Literal["residual"]
    from_layer: Whole

    def build(self, shape: Shape, values: Values) -> "Residual":
        return Residual(self.from_layer)


@dataclass(frozen=True, eq=False)
class ResidualForward(Record):
    """a = a_in + a_skip."""

    kind: str
    l: int
    from_layer: int
    a_in: Array
    a_skip: Array
    a: Array


@dataclass(frozen=True, eq=False)
class ResidualBackward(Record):
    """The dL_da of layer `from_layer` is the sum of dL_da_skip and of what comes back the long way."""

    kind: str
    l: int
    from_layer: int
    dL_da: Array
    dL_da_in: Array
    dL_da_skip: Array


@dataclass(frozen=True, eq=False)
class Residual(LayerKind):
    """No parameters; `skip` is the earlier layer."""

    kind: ClassVar[str] = "residual"
    adds: ClassVar[bool] = True
    skip: int

    def forward(self, l: int, *a_in: Array) -> ResidualForward:
        return ResidualForward(self.kind, l, self.skip, a_in[0], a_in[1], together(*a_in))

    def backward(self, fwd: ResidualForward, dL_da: Array, delta: Array | None = None) -> ResidualBackward:
        return ResidualBackward(self.kind, fwd.l, self.skip, dL_da, dL_da, dL_da)

    def run(self, p: Values, a_in: Array, a_skip: Array | None = None, piece: Piece = None) -> Flow:
        assert a_skip is not None
        return Flow(a_in + a_skip, a_in)

    def pull(self, p: Values, flow: Flow, dL_da: Array, g: Values, onward: bool = True) -> Array | None:
        return dL_da
