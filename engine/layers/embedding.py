"""Embeddings: a name becomes the row of a table that belongs to it. First layer only: a name has no derivative.

Forward: a_t = E[x_t]. Backward: dL/dE is zero but in the rows that were looked up, each the sum of dL/da_t over the places
where its name stood. `embedding` has one table for every place (Bengio et al. 2003); `embedding_pair` takes two names
and has a table for each, U for the first and V for the second, as in matrix factorisation (Koren et al. 2009).
"""

from dataclasses import dataclass
from typing import Any, ClassVar, Literal

import numpy as np

from engine.arrays import Array, Record
from engine.layers.base import Fault, Flow, KindSpec, LayerKind, Piece, Shape, Values, Wanted, Words, shown_shape
from engine.spec import Matrix, Size
from engine.sums import total

WORDS = {
    "rows": ("how many names the table has, a whole number; for embedding_pair two of them", "rows = 5"),
    "E": ("rows of finite numbers, one row for each name", "E = [[0.1, 0.2], [0.3, 0.4]]"),
    "U": ("rows of finite numbers, one row for each first name", "U = [[0.1, 0.2], [0.3, 0.4]]"),
    "V": ("rows of finite numbers, one row for each second name", "V = [[0.1, 0.2], [0.3, 0.4]]"),
}


class NamesSpec(KindSpec):
    """What both tables of embeddings say: `heights` are the numbers of names of each place."""

    words: ClassVar[Words] = WORDS
    units: Size

    def heights(self, places: int) -> tuple[int, ...]:
        raise NotImplementedError

    def out(self, shape: Shape) -> Shape:
        return (shape[0], self.units)


class EmbeddingSpec(NamesSpec):
    """kind = "embedding": rows, units; E (rows, units). From T names, whole numbers from 0, to (T, units)."""

    kind: Literal["embedding"]
    rows: Size
    E: Matrix | None = None

    def heights(self, places: int) -> tuple[int, ...]:
        return (self.rows,) * places

    def fault(self, shape: Shape) -> Fault | None:
        if len(shape) == 1:
            return None
        return "kind", f"embedding of {shown_shape(shape)}", "embedding of a row of names", "Leave network.shape out."

    def wanted(self, shape: Shape) -> tuple[Wanted, ...]:
        return (Wanted("E", "E", (self.rows, self.units)),)

    def build(self, shape: Shape, values: Values) -> "Embedding":
        return Embedding(**values)


class EmbeddingPairSpec(NamesSpec):
    """kind = "embedding_pair": rows = [first, second], units; U (first, units), V (second, units). From 2 names to (2, units)."""

    kind: Literal["embedding_pair"]
    rows: tuple[Size, Size]
    U: Matrix | None = None
    V: Matrix | None = None

    def heights(self, places: int) -> tuple[int, ...]:
        return self.rows

    def fault(self, shape: Shape) -> Fault | None:
        if shape == (2,):
            return None
        return "kind", f"embedding_pair of {shown_shape(shape)}", "embedding_pair of 2 names", "Write inputs = 2 in [network]."

    def wanted(self, shape: Shape) -> tuple[Wanted, ...]:
        return Wanted("U", "U", (self.rows[0], self.units)), Wanted("V", "V", (self.rows[1], self.units))

    def build(self, shape: Shape, values: Values) -> "EmbeddingPair":
        return EmbeddingPair(**values)


@dataclass(frozen=True, eq=False)
class EmbeddingForward(Record):
    """`names[t]` is the row looked up at place t, counted from 0; a_t is that row."""

    kind: str
    l: int
    names: Array  # (T,)
    a: Array  # (T, d)


@dataclass(frozen=True, eq=False)
class EmbeddingBackward(Record):
    """`looked_up` counts how often each row was; where it is 0, dL_dE is 0."""

    kind: str
    l: int
    dL_da: Array  # (T, d)
    looked_up: Array  # (rows,)
    dL_dE: Array  # (rows, d)


@dataclass(frozen=True, eq=False)
class EmbeddingPairBackward(Record):
    """As for one table, twice."""

    kind: str
    l: int
    dL_da: Array  # (2, d)
    looked_up_U: Array  # (rows of U,)
    looked_up_V: Array  # (rows of V,)
    dL_dU: Array  # (rows of U, d)
    dL_dV: Array  # (rows of V, d)


@dataclass(frozen=True, eq=False)
class Embedding(LayerKind):
    """E (rows, d)."""

    kind: ClassVar[str] = "embedding"
    weights: ClassVar[tuple[str, ...]] = ("E",)
    E: Array

    def forward(self, l: int, *a_in: Array) -> EmbeddingForward:
        return EmbeddingForward(self.kind, l, a_in[0], np.array([self.E[int(name)] for name in a_in[0]]))

    def backward(self, fwd: EmbeddingForward, dL_da: Array, delta: Array | None = None) -> EmbeddingBackward:
        looked_up, dL_dE = sent_back(self.E, fwd.names, dL_da)
        return EmbeddingBackward(self.kind, fwd.l, dL_da, looked_up, dL_dE)

    def run(self, p: Values, a_in: Array, a_skip: Array | None = None, piece: Piece = None) -> Flow:
        names = a_in.real.astype(int)
        return Flow(p["E"][names], names)

    def pull(self, p: Values, flow: Flow, dL_da: Array, g: Values, onward: bool = True) -> None:
        g["E"][...] = 0.0
        np.add.at(g["E"], flow.a_in, dL_da)

    def reach(self, name: str, a_in: Array) -> Any:
        return 1.0


@dataclass(frozen=True, eq=False)
class EmbeddingPair(LayerKind):
    """U (users, d), V (items, d), or whatever the two names name."""

    kind: ClassVar[str] = "embedding_pair"
    weights: ClassVar[tuple[str, ...]] = ("U", "V")
    U: Array
    V: Array

    def forward(self, l: int, *a_in: Array) -> EmbeddingForward:
        first, second = a_in[0]
        return EmbeddingForward(self.kind, l, a_in[0], np.array([self.U[int(first)], self.V[int(second)]]))

    def backward(self, fwd: EmbeddingForward, dL_da: Array, delta: Array | None = None) -> EmbeddingPairBackward:
        (seen_U, dL_dU), (seen_V, dL_dV) = (
            sent_back(table, fwd.names[k : k + 1], dL_da[k : k + 1]) for k, table in enumerate((self.U, self.V))
        )
        return EmbeddingPairBackward(self.kind, fwd.l, dL_da, seen_U, seen_V, dL_dU, dL_dV)

    def run(self, p: Values, a_in: Array, a_skip: Array | None = None, piece: Piece = None) -> Flow:
        names = a_in.real.astype(int)
        return Flow(np.stack([p["U"][names[:, 0]], p["V"][names[:, 1]]], axis=1), names)

    def pull(self, p: Values, flow: Flow, dL_da: Array, g: Values, onward: bool = True) -> None:
        for k, table in enumerate((g["U"], g["V"])):
            table[...] = 0.0
            np.add.at(table, flow.a_in[:, k], dL_da[:, k])

    def reach(self, name: str, a_in: Array) -> Any:
        return 1.0


def sent_back(table: Array, names: Array, dL_da: Array) -> tuple[Array, Array]:
    """How often each row was looked up, and each row's gradient: zero, and for every place one dL/da_t added to its row."""
    looked_up, gradient = np.zeros(len(table)), np.zeros_like(table)
    for name in names:
        looked_up[int(name)] += 1
    for name in set(names.astype(int).tolist()):
        gradient[name] = total(dL_da[names == name])
    return looked_up, gradient
