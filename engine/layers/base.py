"""What a kind of layer is: its table in the lesson file, its parameters, its two ways through the equations.

The lines of the book (`forward`, `backward`) take one example and keep every value in records; the vectorised way
(`run`, `delta`, `pull`) takes a batch, real or complex, and keeps only what it needs to come back.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import prod
from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np

from engine.arrays import Array, Record
from engine.spec import Spec, Yes

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


def turned(key: str, given: Any, wanted: Shape) -> str:
    """What to do about a matrix that is given the wrong way round, or nothing."""
    if len(wanted) != 2 or wanted[0] == wanted[1] or {len(given), *map(len, given)} != set(wanted) or len(given) != wanted[1]:
        return ""
    over = [list(column) for column in zip(*given, strict=True)]
    numbers = f"{key} = [{', '.join(str([_short(w) for w in row]) for row in over)}]"
    return f"Turn it over: {numbers}." if len(numbers) <= 120 else "Turn it over: its columns are the rows that are wanted."


def _short(w: float) -> float:
    """A whole number without its point."""
    return int(w) if w == int(w) else w


class KindSpec(Spec):
    """Base of the tables of layers. `shape` is what the layer is given: (n,), (T, d) or (C, H, W)."""

    words: ClassVar[Words] = {}  # key -> what is allowed, an example
    per_parameter: ClassVar[int] = 4  # numbers of a recorded step for each parameter, near enough: it, dL by it, its step, the new one
    kind: Any
    train: Yes | None = None  # false: its slopes are computed, its step is 0

    def out(self, shape: Shape) -> Shape:
        """The shape of what it puts out."""
        return shape

    def fault(self, shape: Shape) -> Fault | None:
        """Why it cannot be given this, or None."""
        return None

    def wanted(self, shape: Shape) -> tuple[Wanted, ...]:
        """Its parameters, in the order of the trace."""
        return ()

    def misfit(self, shape: Shape) -> Fault | None:
        """Which of the parameters that the lesson gives has not the shape it is wanted in, or None."""
        for wanted in self.wanted(shape):
            given = getattr(self, wanted.key)
            try:
                found: Shape | None = None if given is None else np.shape(given)
                shown = shown_shape(found) if found is not None else ""
            except ValueError:
                found, shown = (), "rows that are not equally long"
            if found is not None and found != wanted.shape:
                mend = turned(wanted.key, given, wanted.shape) or f"Mend {wanted.key} or the sizes it follows from."
                return wanted.key, shown, shown_shape(wanted.shape), mend
        return None

    def parameters(self, shape: Shape) -> int:
        """How many parameters it has."""
        return sum(prod(wanted.shape) for wanted in self.wanted(shape))

    def recorded(self, shape: Shape) -> int:
        """How many numbers its two records of one example hold, near enough."""
        return 4 * (prod(shape) + prod(self.out(shape)))

    def working(self, shape: Shape) -> int:
        """How many numbers one example of a batch takes while the batch is on its way, near enough."""
        return self.recorded(shape)

    def build(self, shape: Shape, values: Values) -> "LayerKind":
        """The layer with these parameters."""
        raise NotImplementedError


@dataclass(eq=False, slots=True)
class Flow:
    """What a batch left on its way through a layer: a (B, ...), and what the way back needs.

    `piece` says which piece of a function with kinks each number was on, where the way back goes by it.
    """

    a: Array
    a_in: Any
    z: Any = None  # where a = act(z)
    piece: Piece = None
    kept: tuple[Any, ...] = ()

    @property
    def ends(self) -> tuple[Array, Array]:
        """z and a, as a loss takes them."""
        return (self.a if self.z is None else self.z), self.a


class LayerKind(Record):
    """Base of the layers: immutable, its parameters among its fields."""

    kind: ClassVar[str]
    weights: ClassVar[tuple[str, ...]] = ()
    biases: ClassVar[tuple[str, ...]] = ()  # left alone by train_biases = false
    statistics: ClassVar[tuple[str, ...]] = ()  # averages that training keeps and no gradient moves
    adds: ClassVar[bool] = False  # z, or a where it has none, is nothing but sums of products of its numbers (`engine.settling`)
    squashes: ClassVar[bool] = False  # a = act(z), so that a loss may hand back dL/dz itself
    together: ClassVar[bool] = False  # an example's records hold what only its whole batch can tell
    activation: Any = "identity"
    skip: int | None = None  # another layer whose output comes in too
    if TYPE_CHECKING:  # the parameters that a kind has besides

        def __getattr__(self, name: str) -> Any: ...

    @property
    def values(self) -> dict[str, Array]:
        """Its parameters by name, averages too."""
        return {name: getattr(self, name) for name in (*self.weights, *self.biases, *self.statistics)}

    @property
    def analytic(self) -> bool:
        """True when it takes complex numbers, its pieces being held."""
        return True

    @property
    def kinked(self) -> bool:
        """True when it has a function with kinks (relu, max)."""
        return False

    def inference(self) -> "LayerKind":
        """The layer as it takes examples that come by themselves, in no batch."""
        return self

    # ---- The lines of the book, one example at a time.

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

    # ---- The vectorised way, a whole batch at once.

    def run(self, p: Values, a_in: Array, a_skip: Array | None = None, piece: Piece = None) -> Flow:
        """A batch, (B, ...), with the parameters in p, which may be complex; a given piece is held to, and what is left is analytic."""
        raise NotImplementedError

    def side(self, flow: Flow) -> Piece:
        """Which piece of a function with kinks (relu, max) each number was on; None where there are no kinks."""
        return flow.piece

    def kinks(self, flow: Flow) -> Piece:
        """Which numbers stand exactly on a kink, (B, ...) of True and False; None where there are no kinks."""
        return None

    @property
    def terms(self) -> int:
        """How many terms one of its sums has."""
        return max((int(getattr(self, name)[0].size) for name in self.weights), default=1) + 1

    def delta(self, flow: Flow, dL_da: Array) -> Array:
        """dL/dz through the squash, or dL/da itself where there is none."""
        return dL_da

    def pull(self, p: Values, flow: Flow, delta: Array, g: Values, onward: bool = True) -> Array | None:
        """Fill g with the gradient of every weight and bias; dL/da_in, or None where nobody asks for it or names came in."""
        raise NotImplementedError

    def remember(self, p: Values, flow: Flow) -> None:
        """Let the statistics in p follow a batch that was trained on."""

    def reach(self, name: str, a_in: Array) -> Any:
        """How large the inputs are that a parameter is multiplied with, for the whole array of it or in its shape."""
        return np.abs(a_in).max(initial=1.0)
