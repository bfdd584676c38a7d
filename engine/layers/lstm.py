"""Long short-term memory: a cell that is kept, three gates that say how much (Hochreiter & Schmidhuber 1997; Gers et al. 2000).

i, f, o = sigmoid(W_x x_t + W_h h_{t-1} + b) and g = tanh of the same, each with rows of its own, in the order i, f, g, o;
c_t = f c_{t-1} + i g, h_t = o tanh(c_t). Back through time: dL/dc_t = dL/dh_t o (1 - tanh(c_t)^2) + dL/dc_{t+1} f_{t+1}, and from it
dL/di = dL/dc g, dL/df = dL/dc c_{t-1}, dL/dg = dL/dc i, and dL/do = dL/dh tanh(c); times the slopes of the gates they are delta.
"""

from dataclasses import dataclass
from typing import ClassVar, Literal

import numpy as np

from engine.activations import sigmoid, sigmoid_slope, tanh_slope
from engine.arrays import Array, Record, readonly
from engine.layers.base import Piece, Shape, Values
from engine.layers.recurrent import Recurrent, RecurrentSpec, Step, outers, rows_of
from engine.spec import Vector
from engine.sums import plus, times, together


class LstmSpec(RecurrentSpec):
    """kind = "lstm": units, returns, truncate; W_x (4 units, d), W_h (4 units, units), b (4 units,), rows i, f, g, o; h0, c0 (units,)."""

    gates: ClassVar[int] = 4
    kind: Literal["lstm"]
    c0: Vector | None = None

    def build(self, shape: Shape, values: Values) -> "Lstm":
        h0, c0 = (readonly(np.zeros(self.units) if start is None else start) for start in (self.h0, self.c0))
        return Lstm(**values, h0=h0, c0=c0, returns=self.returns, truncate=self.truncate)


@dataclass(frozen=True, eq=False)
class LstmForward(Record):
    """Row t is time t; z holds the sums of i, f, g, o side by side."""

    kind: str
    l: int
    a_in: Array  # (T, d), as what came in
    h_before: Array  # (T, n): h_{t-1}
    c_before: Array  # (T, n): c_{t-1}
    z: Array  # (T, 4 n)
    i: Array  # (T, n): how much of g is let in
    f: Array  # (T, n): how much of the cell is kept
    g: Array  # (T, n): what is offered
    o: Array  # (T, n): how much of the cell is shown
    c: Array  # (T, n): f c_{t-1} + i g
    h: Array  # (T, n): o tanh(c)
    a: Array  # (T, n): h, or (n,): the last of them


@dataclass(frozen=True, eq=False)
class LstmBackward(Record):
    """`later` and `later_c` come from the next time; `shares_x[t]` and `shares_h[t]` are time t's parts of the gradients."""

    kind: str
    l: int
    dL_da: Array  # as a
    later: Array  # (T, n): W_h^T delta_{t+1}
    later_c: Array  # (T, n): dL/dc_{t+1} f_{t+1}
    dL_dh: Array  # (T, n)
    dL_dc: Array  # (T, n)
    delta: Array  # (T, 4 n): of i, f, g, o
    shares_x: Array  # (T, 4 n, d)
    shares_h: Array  # (T, 4 n, n)
    dL_dW_x: Array  # (4 n, d)
    dL_dW_h: Array  # (4 n, n)
    dL_db: Array  # (4 n,)
    dL_da_in: Array  # as what came in


@dataclass(frozen=True, eq=False)
class Lstm(Recurrent):
    """W_x (4 n, d), W_h (4 n, n), b (4 n,), h0, c0 (n,)."""

    kind: ClassVar[str] = "lstm"
    W_x: Array
    W_h: Array
    b: Array
    h0: Array
    c0: Array
    returns: str
    truncate: int | None

    @property
    def starts(self) -> tuple[Array, ...]:
        return self.h0, self.c0

    # ---- The lines of the book.

    def forward(self, l: int, *a_in: Array) -> LstmForward:
        h, c, found = self.h0, self.c0, []
        for x in rows_of(a_in[0]):
            z = self.summed(x, h)
            z_i, z_f, z_g, z_o = np.split(z, 4)
            i, f, g, o = sigmoid(z_i), sigmoid(z_f), np.tanh(z_g), sigmoid(z_o)
            before, c = c, together(f * c, i * g)
            found.append((h, before, z, i, f, g, o, c, o * np.tanh(c)))
            h = found[-1][-1]
        rows = [np.array(each) for each in zip(*found, strict=True)]
        return LstmForward(self.kind, l, a_in[0], *[*rows, readonly(self.given(rows[-1]))])

    def backward(self, fwd: LstmForward, dL_da: Array, delta: Array | None = None) -> LstmBackward:
        X = rows_of(fwd.a_in)
        own, slopes = self.own(dL_da, len(X)), _slopes(fwd.z)
        later, later_c, dL_dh, dL_dc = (np.zeros_like(fwd.h) for _ in range(4))
        deltas = np.zeros_like(fwd.z)
        for t in range(len(X) - 1, -1, -1):
            dL_dh[t] = plus(own[t], later[t])
            dL_dc[t] = plus(dL_dh[t] * fwd.o[t] * tanh_slope(fwd.c[t]), later_c[t])
            by = (dL_dc[t] * fwd.g[t], dL_dc[t] * fwd.c_before[t], dL_dc[t] * fwd.i[t], dL_dh[t] * np.tanh(fwd.c[t]))
            deltas[t] = np.concatenate(by) * slopes[t]
            if t and not self.is_cut(t):
                later[t - 1], later_c[t - 1] = times(self.W_h.T, deltas[t]), dL_dc[t] * fwd.f[t]
        shares_x, shares_h = outers(deltas, X), outers(deltas, fwd.h_before)
        sums = self.summed_back(fwd.a_in, deltas, shares_x, shares_h)
        return LstmBackward(self.kind, fwd.l, dL_da, later, later_c, dL_dh, dL_dc, deltas, shares_x, shares_h, *sums)

    # ---- The vectorised way.

    def cell(self, p: Values, x: Array, states: tuple[Array, ...], piece: Piece) -> tuple[tuple[Array, ...], Step]:
        h, c = states
        z = x @ p["W_x"].T + h @ p["W_h"].T + self.bias(p)
        z_i, z_f, z_g, z_o = np.split(z, 4, axis=1)
        i, f, g, o = sigmoid(z_i), sigmoid(z_f), np.tanh(z_g), sigmoid(z_o)
        new = f * c + i * g
        return (o * np.tanh(new), new), (h, c, z, i, f, g, o, new)

    def uncell(self, p: Values, x: Array, kept: Step, dL: tuple[Array, ...], g: Values) -> tuple[tuple[Array, ...], Array]:
        h, before, z, i, f, offered, o, c = kept
        dL_dc = dL[0] * o * tanh_slope(c) + dL[1]
        delta = np.concatenate([dL_dc * offered, dL_dc * before, dL_dc * i, dL[0] * np.tanh(c)], axis=1) * _slopes(z)
        g["W_h"][...] += delta.T @ h
        return (delta @ p["W_h"], dL_dc * f), delta


def _slopes(z: Array) -> Array:
    """da/dz of i, f, g, o side by side, (..., 4 n)."""
    n = z.shape[-1] // 4
    gate = np.arange(z.shape[-1]) // n == 2
    return np.where(gate, tanh_slope(z), sigmoid_slope(z))
