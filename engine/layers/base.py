"""What a layer other than dense is: its table in the lesson file, its parameters, its two ways through the equations.

The lines of the book (`forward`, `backward`) take one example and keep every value in records; the vectorised way
(`run`, `pull`) takes a batch, real or complex, and keeps only what it needs to come back.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import prod
from typing import Any, ClassVar

import numpy as np

from engine.arrays import Array, Record
from engine.spec import Spec

Shape = tuple[int, ...]
Fault = tuple[str, str, str, str]  # the key in the layer's table, what was found, what is allowed, how to mend it
Piece = np.ndarray | None  # which piece of a kinked function each number is on
Words = Mapping[str, tuple[str, str]]
Values = Mapping[str, Array]  # a layer's parameters by name, or their gradients
Draw = Callable[[int, int], Array]  # (n, n_in) -> first weights by the lesson's rule


@dataclass(frozen=True)
class Wanted:
    """One array of parameters: its name in records, its key in the lesson file, its shape, how it starts when not given."""

    name: str
    key: str
    shape: Shape
    start: str = "draw"  # or "zeros", "ones"
    n_in: int = 0  # how many inputs a unit has, where that is not the last axis


def shown_shape(shape: Shape) -> str:
    """A shape in a message: 3 x 4 numbers."""
    return f"{' x '.join(map(str, shape))} numbers"


class KindSpec(Spec):
    """Base of the tables of layers other than dense. `shape` is what the layer is given: (n,), (T, d) or (C, H, W)."""

    words: ClassVar[Words] = {}  # key -> what is allowed, an example
    kind: Any

    def out(self, shape: Shape) -> Shape:
        """The shape of what it puts out."""
        return shape

    def fault(self, shape: Shape) -> Fault | None:
        """Why it cannot be given this, or None."""
        return None

    def wanted(self, shape: Shape) -> tuple[Wanted, ...]:
        """Its parameters, in the order of the trace."""
        return ()

    def recorded(self, shape: Shape) -> int:
        """How many numbers its two records of one example hold, near enough."""
        return 4 * (prod(shape) + prod(self.out(shape)))

    def build(self, shape: Shape, values: Values) -> "LayerKind":
        """The layer with these parameters."""
        raise NotImplementedError


@dataclass(eq=False)
class Flow:
    """What a batch left on its way through a layer: a (B, ...), and what the way back needs.

    `piece` says which piece of a function with kinks each number was on (relu, max, clip); handed back to `run`, it
    holds every number to that piece, so that what is left is analytic.
    """

    a: Array
    z: Array | None = None  # where a = act(z)
    piece: Piece = None
    kept: tuple[Any, ...] = ()

    @property
    def ends(self) -> tuple[Array, Array]:
        """z and a, as a loss takes them."""
        return (self.a if self.z is None else self.z), self.a


class LayerKind(Record):
    """Base of the layers other than dense: immutable, its parameters among its fields."""

    kind: ClassVar[str]
    weights: ClassVar[tuple[str, ...]] = ()
    biases: ClassVar[tuple[str, ...]] = ()  # left alone by train_biases = false
    statistics: ClassVar[tuple[str, ...]] = ()  # averages that training keeps and no gradient moves
    squashes: ClassVar[bool] = False  # a = act(z), so that a loss may hand back dL/dz itself
    activation: Any = "identity"
    skip: int | None = None  # another layer whose output comes in too

    @property
    def analytic(self) -> bool:
        """True when it takes complex numbers, its pieces being held."""
        return self.activation != "gelu"

    def forward(self, l: int, *a_in: Array) -> Any:
        """The record of one example."""
        raise NotImplementedError

    def backward(self, fwd: Any, dL_da: Array, delta: Array | None = None) -> Any:
        """The record of one example's way back; `delta` is given by a loss that is one with the activation."""
        raise NotImplementedError

    def forward_all(self, l: int, *batch: Sequence[Array]) -> list[Any]:
        """The records of a batch: one by one, since examples do not see one another."""
        return [self.forward(l, *a_in) for a_in in zip(*batch, strict=True)]

    def backward_all(self, fwds: Sequence[Any], dL_das: Sequence[Array], deltas: Sequence[Array | None]) -> list[Any]:
        """The records of a batch's way back."""
        return [self.backward(*each) for each in zip(fwds, dL_das, deltas, strict=True)]

    def run(self, p: Values, *a_in: Array, piece: Piece = None) -> Flow:
        """A batch, (B, ...): parameters are taken from p, which may be complex."""
        raise NotImplementedError

    def pull(self, p: Values, flow: Flow, dL_da: Array, delta: Array | None = None) -> tuple[Array | None, Values]:
        """dL/da_in, or None where what came in was no number but a name, and the gradient of every weight and bias."""
        raise NotImplementedError

    def remember(self, p: Mapping[str, Array], flow: Flow) -> None:
        """Let the statistics in p follow a batch that was trained on."""
