"""The plain recurrent layer: every state is made of what comes in and of the state before (Elman 1990).

z_t = W_x x_t + W_h h_{t-1} + b, h_t = act(z_t). Back through time (Werbos 1990): delta_t = dL/dh_t act'(z_t), where h_t reaches L
directly and by the next state, dL/dh_t = dL/da_t + W_h^T delta_{t+1}; a weight is used at every time, so that its gradient is the
sum of all times' shares: dL/dW_x = sum delta_t x_t^T, dL/dW_h = sum delta_t h_{t-1}^T, dL/db = sum delta_t.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar, Literal

import numpy as np

from engine.activations import Activation, ActivationName, activation_of
from engine.arrays import Array, Record, readonly
from engine.layers.base import Fault, Flow, Piece, Shape, Values
from engine.layers.recurrent import Recurrent, RecurrentSpec, Step, outers, rows_of
from engine.spec import Share
from engine.sums import plus, settled, times


class RnnSpec(RecurrentSpec):
    """kind = "rnn": units, activation, returns, truncate; W_x (units, d), W_h (units, units), b (units,), h0 (units,)."""

    kind: Literal["rnn"]
    activation: ActivationName = "tanh"
    slope: Share | None = None

    def fault(self, shape: Shape) -> Fault | None:
        if self.activation in ("softmax", "step"):
            mend = 'Write activation = "tanh", and softmax in a layer behind it.'
            return "activation", f"{self.activation} in an rnn", "an activation that bends each sum by itself", mend
        return super().fault(shape)

    def build(self, shape: Shape, values: Values) -> "Rnn":
        h0 = readonly(np.zeros(self.units) if self.h0 is None else self.h0)
        return Rnn(**values, h0=h0, returns=self.returns, truncate=self.truncate, activation=self.activation, leak=self.slope)


@dataclass(frozen=True, eq=False)
class RnnForward(Record):
    """Row t is time t: z_t = W_x x_t + W_h h_{t-1} + b, h_t = act(z_t)."""

    kind: str
    l: int
    a_in: Array  # (T, d), as what came in
    h_before: Array  # (T, n): h_{t-1}
    Wx: Array  # (T, n): W_x x_t
    Wh: Array  # (T, n): W_h h_{t-1}
    z: Array  # (T, n)
    h: Array  # (T, n)
    a: Array  # (T, n): h, or (n,): the last of them


@dataclass(frozen=True, eq=False)
class RnnBackward(Record):
    """dL_dh = what comes at once + `later`; `shares_x[t]` and `shares_h[t]` are time t's parts of the gradients, which sum to them."""

    kind: str
    l: int
    dL_da: Array  # as a
    later: Array  # (T, n): W_h^T delta_{t+1}, 0 at the last time and where truncation cuts
    dL_dh: Array  # (T, n)
    da_dz: Array  # (T, n)
    delta: Array  # (T, n)
    shares_x: Array  # (T, n, d): delta_t x_t^T
    shares_h: Array  # (T, n, n): delta_t h_{t-1}^T
    dL_dW_x: Array  # (n, d)
    dL_dW_h: Array  # (n, n)
    dL_db: Array  # (n,)
    dL_da_in: Array  # as what came in


@dataclass(frozen=True, eq=False)
class Rnn(Recurrent):
    """W_x (n, d), W_h (n, n), b (n,), h0 (n,)."""

    kind: ClassVar[str] = "rnn"
    W_x: Array
    W_h: Array
    b: Array
    h0: Array
    returns: str
    truncate: int | None
    activation: str
    leak: float | None = None

    @cached_property
    def act(self) -> Activation:
        """The activation function with its slope."""
        return activation_of(self.activation, self.leak)

    @property
    def analytic(self) -> bool:
        return self.act.analytic

    @property
    def kinked(self) -> bool:
        return self.act.kinked

    # ---- The lines of the book.

    def forward(self, l: int, *a_in: Array) -> RnnForward:
        h, found = self.h0, []
        for x in rows_of(a_in[0]):
            z = self.summed(x, h)
            found.append((h, times(self.W_x, x), times(self.W_h, h), z, self.act(z)))
            h = found[-1][-1]
        h_before, Wx, Wh, z, H = (np.array(rows) for rows in zip(*found, strict=True))
        return RnnForward(self.kind, l, a_in[0], h_before, Wx, Wh, z, H, readonly(self.given(H)))

    def backward(self, fwd: RnnForward, dL_da: Array, delta: Array | None = None) -> RnnBackward:
        X, T = rows_of(fwd.a_in), len(fwd.a_in)
        own, da_dz = self.own(dL_da, T), self.act.slope(fwd.z)
        later, dL_dh, deltas = np.zeros_like(fwd.h), np.zeros_like(fwd.h), np.zeros_like(fwd.h)
        for t in range(T - 1, -1, -1):
            dL_dh[t] = plus(own[t], later[t])
            deltas[t] = dL_dh[t] * da_dz[t]
            if t and not self.is_cut(t):
                later[t - 1] = times(self.W_h.T, deltas[t])
        shares_x, shares_h = outers(deltas, X), outers(deltas, fwd.h_before)
        sums = self.summed_back(fwd.a_in, deltas, shares_x, shares_h)
        return RnnBackward(self.kind, fwd.l, dL_da, later, dL_dh, da_dz, deltas, shares_x, shares_h, *sums)

    # ---- The vectorised way.

    def cell(self, p: Values, x: Array, states: tuple[Array, ...], piece: Piece) -> tuple[tuple[Array, ...], Step]:
        h = states[0]
        z = x @ p["W_x"].T + h @ p["W_h"].T + self.bias(p)
        size = np.abs(x) @ np.abs(p["W_x"]).T + np.abs(h) @ np.abs(p["W_h"]).T + np.abs(self.bias(p))
        z = settled(z, size, x.shape[1] + h.shape[1] + 1)
        held = piece is not None and self.act.pieces is not None
        return ((self.act.pieces.held(z, piece.astype(int)) if held else self.act.value(z)),), (h, z)  # type: ignore[union-attr]

    def uncell(self, p: Values, x: Array, kept: Step, dL: tuple[Array, ...], g: Values) -> tuple[tuple[Array, ...], Array]:
        h, z = kept
        delta = dL[0] * self.act.slope(z)
        g["W_h"][...] += delta.T @ h
        return (delta @ p["W_h"],), delta

    def pieces(self, flow: Flow) -> Piece:
        return None if self.act.pieces is None else self.act.pieces.side(sums(flow)).astype(float)

    def on_kinks(self, flow: Flow) -> Piece:
        return None if self.act.pieces is None else self.act.pieces.at(sums(flow))


def sums(flow: Flow) -> Any:
    """z of every time, (B, T, n)."""
    return np.stack([z for _, z in flow.kept[2]], axis=1)
