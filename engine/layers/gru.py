"""The gated recurrent unit: one gate says how much of the state stays, another how much of it is looked at (Cho et al. 2014).

r, u = sigmoid(W_x x_t + W_h h_{t-1} + b), each with rows of its own; v = tanh(W_x x_t + W_h (r h_{t-1}) + b) with the last rows;
h_t = u h_{t-1} + (1 - u) v. (Libraries also have a form with r behind W_h; this is that of the paper.)
Back: dL/du = dL/dh (h_{t-1} - v), dL/dv = dL/dh (1 - u); what v's sum hands back goes to r, times h_{t-1}, and to h_{t-1}, times r.
"""

from dataclasses import dataclass
from typing import ClassVar, Literal

import numpy as np

from engine.activations import sigmoid, sigmoid_slope, tanh_slope
from engine.arrays import Array, Record, readonly
from engine.layers.base import Piece, Shape, Values
from engine.layers.recurrent import Recurrent, RecurrentSpec, Step, outers, rows_of
from engine.sums import less, plus, times, together


class GruSpec(RecurrentSpec):
    """kind = "gru": units, returns, truncate; W_x (3 units, d), W_h (3 units, units), b (3 units,), rows r, u, v; h0 (units,)."""

    gates: ClassVar[int] = 3
    kind: Literal["gru"]

    def build(self, shape: Shape, values: Values) -> "Gru":
        h0 = readonly(np.zeros(self.units) if self.h0 is None else self.h0)
        return Gru(**values, h0=h0, returns=self.returns, truncate=self.truncate)


@dataclass(frozen=True, eq=False)
class GruForward(Record):
    """Row t is time t; z holds the sums of r, u, v side by side."""

    kind: str
    l: int
    a_in: Array  # (T, d), as what came in
    h_before: Array  # (T, n): h_{t-1}
    z: Array  # (T, 3 n)
    r: Array  # (T, n): how much of the state is looked at
    u: Array  # (T, n): how much of the state stays
    rh: Array  # (T, n): r h_{t-1}
    v: Array  # (T, n): what is offered
    h: Array  # (T, n): u h_{t-1} + (1 - u) v
    a: Array  # (T, n): h, or (n,): the last of them


@dataclass(frozen=True, eq=False)
class GruBackward(Record):
    """`later` comes from the next time; `shares_x[t]` and `shares_h[t]` are time t's parts of the gradients."""

    kind: str
    l: int
    dL_da: Array  # as a
    later: Array  # (T, n): what the next time hands back to the state
    dL_dh: Array  # (T, n)
    dL_drh: Array  # (T, n): what v's sum hands back to r h_{t-1}
    delta: Array  # (T, 3 n): of r, u, v
    shares_x: Array  # (T, 3 n, d)
    shares_h: Array  # (T, 3 n, n)
    dL_dW_x: Array  # (3 n, d)
    dL_dW_h: Array  # (3 n, n)
    dL_db: Array  # (3 n,)
    dL_da_in: Array  # as what came in


@dataclass(frozen=True, eq=False)
class Gru(Recurrent):
    """W_x (3 n, d), W_h (3 n, n), b (3 n,), h0 (n,)."""

    kind: ClassVar[str] = "gru"
    W_x: Array
    W_h: Array
    b: Array
    h0: Array
    returns: str
    truncate: int | None

    # ---- The lines of the book.

    def forward(self, l: int, *a_in: Array) -> GruForward:
        n, h, found = len(self.h0), self.h0, []
        for x in rows_of(a_in[0]):
            gates = self.summed(x, h, slice(0, 2 * n))
            r, u = sigmoid(gates[:n]), sigmoid(gates[n:])
            offer = self.summed(x, r * h, slice(2 * n, 3 * n))
            v = np.tanh(offer)
            found.append((h, np.concatenate([gates, offer]), r, u, r * h, v, together(u * h, (1.0 - u) * v)))
            h = found[-1][-1]
        rows = [np.array(each) for each in zip(*found, strict=True)]
        return GruForward(self.kind, l, a_in[0], *[*rows, readonly(self.given(rows[-1]))])

    def backward(self, fwd: GruForward, dL_da: Array, delta: Array | None = None) -> GruBackward:
        X, n = rows_of(fwd.a_in), len(self.h0)
        own = self.own(dL_da, len(X))
        later, dL_dh, dL_drh, deltas = (np.zeros_like(each) for each in (fwd.h, fwd.h, fwd.h, fwd.z))
        for t in range(len(X) - 1, -1, -1):
            h, r, u, v, z = fwd.h_before[t], fwd.r[t], fwd.u[t], fwd.v[t], fwd.z[t]
            dL_dh[t] = plus(own[t], later[t])
            delta_v = dL_dh[t] * (1.0 - u) * tanh_slope(z[2 * n :])
            dL_drh[t] = times(self.W_h[2 * n :].T, delta_v)
            gates = np.concatenate([dL_drh[t] * h, dL_dh[t] * less(h, v)]) * sigmoid_slope(z[: 2 * n])
            deltas[t] = np.concatenate([gates, delta_v])
            if t and not self.is_cut(t):
                later[t - 1] = together(dL_dh[t] * u, dL_drh[t] * r, times(self.W_h[: 2 * n].T, gates))
        shares_x = outers(deltas, X)
        shares_h = np.concatenate([outers(deltas[:, : 2 * n], fwd.h_before), outers(deltas[:, 2 * n :], fwd.rh)], axis=1)
        sums = self.summed_back(fwd.a_in, deltas, shares_x, shares_h)
        return GruBackward(self.kind, fwd.l, dL_da, later, dL_dh, dL_drh, deltas, shares_x, shares_h, *sums)

    # ---- The vectorised way.

    def cell(self, p: Values, x: Array, states: tuple[Array, ...], piece: Piece) -> tuple[tuple[Array, ...], Step]:
        (h,), n = states, len(self.h0)
        came, W_h = x @ p["W_x"].T + self.bias(p), p["W_h"]
        z = came[:, : 2 * n] + h @ W_h[: 2 * n].T
        r, u = sigmoid(z[:, :n]), sigmoid(z[:, n:])
        offer = came[:, 2 * n :] + (r * h) @ W_h[2 * n :].T
        v = np.tanh(offer)
        return (u * h + (1.0 - u) * v,), (h, z, offer, r, u, v)

    def uncell(self, p: Values, x: Array, kept: Step, dL: tuple[Array, ...], g: Values) -> tuple[tuple[Array, ...], Array]:
        h, z, offer, r, u, v = kept
        n, W_h = len(self.h0), p["W_h"]
        delta_v = dL[0] * (1.0 - u) * tanh_slope(offer)
        drh = delta_v @ W_h[2 * n :]
        gates = np.concatenate([drh * h, dL[0] * (h - v)], axis=1) * sigmoid_slope(z)
        g["W_h"][: 2 * n] += gates.T @ h
        g["W_h"][2 * n :] += delta_v.T @ (r * h)
        return (dL[0] * u + drh * r + gates @ W_h[: 2 * n],), np.concatenate([gates, delta_v], axis=1)
