"""What recurrent layers share: a sequence in, one state after every time out; the same weights at every time.

Given T rows of d numbers (or one row of T: then d = 1) they give every state, (T, n), or with `returns = "last"` the last, (n,).
The state before the first time is `h0`, else zeros; it is no parameter. With `truncate = k` slopes do not go back past
every k-th time: the state that comes in there is taken as a given number (truncated backpropagation through time, Williams &
Peng 1990). What is left out so is left out on purpose: the numeric roads hold these states too, as they hold the pieces of kinks.
"""

from math import prod
from typing import Any, ClassVar, Literal

import numpy as np

from engine.arrays import Array
from engine.layers.base import Fault, Flow, KindSpec, LayerKind, Piece, Shape, Values, Wanted, Words, shown_shape
from engine.layers.dense import slope_of_bias
from engine.spec import Matrix, Size, Vector, Yes
from engine.sums import times, total

Step = tuple[Any, ...]  # what one time left, all (B, n)


class RecurrentSpec(KindSpec):
    """units, returns, truncate, h0, bias; W_x (rows, d), W_h (rows, units), b (rows,), of gates x units rows. From (T, d) to (T, units)."""

    gates: ClassVar[int] = 1
    words: ClassVar[Words] = {
        "returns": ('"all" states, one after every time, or the "last"', 'returns = "last"'),
        "truncate": ("a whole number from 1: how many times slopes go back at most", "truncate = 2"),
        "h0": ("a list of finite numbers, one for each unit: the state before the first time", "h0 = [0.0, 0.0]"),
        "c0": ("a list of finite numbers, one for each unit: the cell before the first time", "c0 = [0.0, 0.0]"),
        "W_x": ("rows of finite numbers, a column for each number that comes in at one time", "W_x = [[0.1, 0.2], [0.3, 0.4]]"),
        "W_h": ("rows of finite numbers, a column for each unit", "W_h = [[0.1, 0.2], [0.3, 0.4]]"),
        "b": ("a list of finite numbers, one for each row of W_x", "b = [0.1, 0.2]"),
    }
    units: Size
    returns: Literal["all", "last"] = "all"
    truncate: Size | None = None
    W_x: Matrix | None = None
    W_h: Matrix | None = None
    bias: Yes | None = None
    b: Vector | None = None
    h0: Vector | None = None

    def out(self, shape: Shape) -> Shape:
        return (self.units,) if self.returns == "last" else (shape[0], self.units)

    def fault(self, shape: Shape) -> Fault | None:
        if len(shape) > 2:
            return "kind", f"{self.kind} after {shown_shape(shape)}", f"{self.kind} after a sequence, T x d", "Flatten the image first."
        if self.bias is False and self.b:
            return "b", "b with bias = false", "one of the two", "Remove b or bias."
        for key in ("h0", "c0"):
            if (given := getattr(self, key, None)) is not None and len(given) != self.units:
                return key, f"{len(given)} numbers", f"{self.units}, one for each unit", f"Mend {key} or units."
        return None

    def wanted(self, shape: Shape) -> tuple[Wanted, ...]:
        rows = self.gates * self.units
        d = shape[1] if len(shape) == 2 else 1
        b = Wanted("b", "b", (0 if self.bias is False else rows,), "zeros")
        return Wanted("W_x", "W_x", (rows, d)), Wanted("W_h", "W_h", (rows, self.units)), b

    def recorded(self, shape: Shape) -> int:
        d = shape[1] if len(shape) == 2 else 1
        rows = self.gates * self.units
        return 6 * prod(shape) + shape[0] * rows * (d + self.units + 12)


class Recurrent(LayerKind):
    """Base of the layers: W_x, W_h, b (empty where there is none), `returns`, `truncate`, and the states before the first time, (n,) each.

    A kind brings `cell`, one time of a batch forward, and `uncell`, the same time back.
    """

    weights: ClassVar[tuple[str, ...]] = ("W_x", "W_h")
    biases: ClassVar[tuple[str, ...]] = ("b",)

    # ---- What is common to both ways.

    @property
    def starts(self) -> tuple[Array, ...]:
        """The states before the first time: h0, and for lstm c0."""
        return (self.h0,)

    def bias(self, p: Values) -> Array:
        """b, zeros where there is none."""
        return p["b"] if p["b"].size else np.zeros(len(self.W_x))

    def summed(self, x: Array, h: Array, rows: slice = slice(None)) -> Array:
        """W_x x + W_h h + b of one time, x (d,), h (n,), or of some rows of it."""
        return total(np.concatenate([self.W_x[rows] * x, self.W_h[rows] * h, self.bias(self.values)[rows, None]], axis=1), axis=1)

    def summed_back(self, a_in: Array, deltas: Array, shares_x: Array, shares_h: Array) -> tuple[Array, Array, Array, Array]:
        """dL/dW_x, dL/dW_h and dL/db, summed over the times, and dL/da_in, from the deltas of all times, (T, rows)."""
        back = np.array([times(self.W_x.T, each) for each in deltas]).reshape(a_in.shape)
        return total(shares_x), total(shares_h), slope_of_bias(self.b, total(deltas)), back

    def is_cut(self, t: int) -> bool:
        """Whether slopes stop before time t, counted from 0."""
        return self.truncate is not None and t > 0 and t % self.truncate == 0

    def own(self, dL_da: Array, T: int) -> Array:
        """dL/da of every time, (..., T, n), before what comes from later times."""
        if self.returns == "all":
            return dL_da
        last = np.zeros((*dL_da.shape[:-1], T, dL_da.shape[-1]))
        last[..., -1, :] = dL_da
        return last

    def given(self, H: Array) -> Array:
        """What the layer gives of its states (..., T, n)."""
        return H if self.returns == "all" else H[..., -1, :]

    # ---- The vectorised way.

    def cell(self, p: Values, x: Array, states: tuple[Array, ...], piece: Piece) -> tuple[tuple[Array, ...], Step]:
        """One time of a batch: x (B, d) and the states before, (B, n) each, to those after, and what the way back needs."""
        raise NotImplementedError

    def uncell(self, p: Values, x: Array, kept: Step, dL: tuple[Array, ...], g: Values) -> tuple[tuple[Array, ...], Array]:
        """The same time back: dL by the states after, to dL by those before and the delta (B, rows); adds to dL/dW_h."""
        raise NotImplementedError

    def run(self, p: Values, a_in: Array, a_skip: Array | None = None, piece: Piece = None) -> Flow:
        X = a_in.reshape(*a_in.shape[:2], -1)  # (B, T, d)
        states = tuple(np.broadcast_to(start, (len(X), len(start))) for start in self.starts)
        steps: list[Step] = []
        hs: list[Array] = []
        borders: list[tuple[Array, ...]] = []
        for t in range(X.shape[1]):
            if self.is_cut(t):
                states = self.held(states, piece, X.shape[1], len(borders))
                borders.append(states)
            states, kept = self.cell(p, X[:, t], states, None if piece is None else piece[:, t])
            steps.append(kept)
            hs.append(states[0])
        H = np.stack(hs, axis=1)
        return Flow(self.given(H), a_in, kept=(X, H, tuple(steps), tuple(borders)))

    def held(self, states: tuple[Array, ...], piece: Piece, T: int, k: int) -> tuple[Array, ...]:
        """The states at border k, as they were held."""
        many = len(states)
        return states if piece is None else tuple(piece[:, T + many * k + m] for m in range(many))

    def side(self, flow: Flow) -> Piece:
        _, H, _, borders = flow.kept
        pieces = self.pieces(flow)
        if pieces is None and not borders:
            return None
        rows = [np.zeros(H.shape) if pieces is None else pieces]
        return np.concatenate([*rows, *(state.real[:, None] for states in borders for state in states)], axis=1)

    def kinks(self, flow: Flow) -> Piece:
        on = self.on_kinks(flow)
        if on is None:
            return None
        _, H, _, borders = flow.kept
        return np.concatenate([on, *(np.zeros((len(H), 1, H.shape[2]), dtype=bool) for states in borders for _ in states)], axis=1)

    def pieces(self, flow: Flow) -> Piece:
        """Which piece of the activation every sum was on, (B, T, n), where that has kinks."""
        return None

    def on_kinks(self, flow: Flow) -> Piece:
        """Which sums stand exactly on one."""
        return None

    def pull(self, p: Values, flow: Flow, dL_da: Array, g: Values, onward: bool = True) -> Array | None:
        X, _, steps, _ = flow.kept
        T = X.shape[1]
        for name in g:
            g[name][...] = 0.0
        own, later = self.own(dL_da, T), tuple(np.zeros((len(X), len(start))) for start in self.starts)
        back = np.zeros(X.shape)
        for t in range(T - 1, -1, -1):
            later, delta = self.uncell(p, X[:, t], steps[t], (own[:, t] + later[0], *later[1:]), g)
            g["W_x"][...] += delta.T @ X[:, t]
            g["b"][...] += slope_of_bias(p["b"], delta.sum(axis=0))
            back[:, t] = delta @ p["W_x"]
            if self.is_cut(t):
                later = tuple(np.zeros_like(each) for each in later)
        return back.reshape(flow.a_in.shape)


def rows_of(a_in: Array) -> Array:
    """A sequence as rows, (T, d)."""
    return a_in.reshape(len(a_in), -1)


def outers(deltas: Array, rows: Array) -> Array:
    """Each time's share of a gradient: delta_t row_t^T, (T, n, d)."""
    return np.array([np.outer(delta, row) for delta, row in zip(deltas, rows, strict=True)])
