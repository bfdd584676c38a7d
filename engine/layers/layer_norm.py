"""Layer norm: every example, or every token, is centred and scaled by its own mean and variance (Ba et al. 2016).

For a row of d numbers: mu = mean a_in, var = mean (a_in - mu)^2, x_hat = (a_in - mu) / sqrt(var + eps),
a = gamma x_hat + beta. Back, a_in reaches L by three roads: directly, through var, and through mu; the formulas are
those of Ioffe & Szegedy 2015, section 3, with a row in the place of a batch.
"""

from dataclasses import dataclass
from math import prod
from typing import ClassVar, Literal

import numpy as np

from engine.arrays import Array, Record
from engine.layers.base import Fault, Flow, KindSpec, LayerKind, Piece, Shape, Values, Wanted, Words, shown_shape
from engine.spec import Positive, Vector
from engine.sums import less, mean, plus, together, total


class LayerNormSpec(KindSpec):
    """kind = "layer_norm": eps; gamma and beta (d,), default 1 and 0. From (n,) or (T, d) to the same."""

    words: ClassVar[Words] = {
        "gamma": ("a list of finite numbers, one for each number of a row", "gamma = [1.0, 1.0]"),
        "beta": ("a list of finite numbers, one for each number of a row", "beta = [0.0, 0.0]"),
    }
    kind: Literal["layer_norm"]
    eps: Positive = 1e-5
    gamma: Vector | None = None
    beta: Vector | None = None

    def fault(self, shape: Shape) -> Fault | None:
        if len(shape) > 2:
            return "kind", f"layer_norm after {shown_shape(shape)}", "layer_norm after a row or tokens", "Flatten the image first."
        if shape[-1] < 2:
            return "kind", "layer_norm of rows of 1 number", "rows of 2 numbers or more", "One number minus its mean is always 0."
        return None

    def wanted(self, shape: Shape) -> tuple[Wanted, ...]:
        return Wanted("gamma", "gamma", shape[-1:], "ones"), Wanted("beta", "beta", shape[-1:], "zeros")

    def recorded(self, shape: Shape) -> int:
        return 10 * prod(shape)

    def build(self, shape: Shape, values: Values) -> "LayerNorm":
        return LayerNorm(**values, eps=self.eps)


@dataclass(frozen=True, eq=False)
class LayerNormForward(Record):
    """One row, or T of them."""

    kind: str
    l: int
    a_in: Array  # (d,) or (T, d)
    mu: Array  # (1,) or (T,)
    var: Array  # (1,) or (T,)
    x_hat: Array  # as a_in: (a_in - mu) / sqrt(var + eps)
    a: Array  # as a_in


@dataclass(frozen=True, eq=False)
class LayerNormBackward(Record):
    """dL_da_in = direct + through_var + through_mu, number by number."""

    kind: str
    l: int
    dL_da: Array  # as a_in
    dL_dx_hat: Array  # as a_in: dL_da gamma
    dL_dvar: Array  # (1,) or (T,)
    dL_dmu: Array  # (1,) or (T,)
    direct: Array  # as a_in: dL_dx_hat / sqrt(var + eps)
    through_var: Array  # as a_in: dL_dvar 2 (a_in - mu) / d
    through_mu: Array  # as a_in: dL_dmu / d
    shares: Array  # as a_in: dL_da x_hat, whose sum over tokens is dL_dgamma
    dL_dgamma: Array  # (d,)
    dL_dbeta: Array  # (d,)
    dL_da_in: Array  # as a_in


@dataclass(frozen=True, eq=False)
class LayerNorm(LayerKind):
    """gamma (d,), beta (d,)."""

    kind: ClassVar[str] = "layer_norm"
    weights: ClassVar[tuple[str, ...]] = ("gamma",)
    biases: ClassVar[tuple[str, ...]] = ("beta",)
    gamma: Array
    beta: Array
    eps: float

    def forward(self, l: int, *a_in: Array) -> LayerNormForward:
        rows = np.atleast_2d(a_in[0])
        mu = mean(rows, axis=1)
        centred = less(rows, mu[:, None])
        var = mean(centred**2, axis=1)
        x_hat = (centred / np.sqrt(var + self.eps)[:, None]).reshape(a_in[0].shape)
        a = together(self.gamma * x_hat, np.broadcast_to(self.beta, x_hat.shape))
        return LayerNormForward(self.kind, l, a_in[0], mu, var, x_hat, a)

    def backward(self, fwd: LayerNormForward, dL_da: Array, delta: Array | None = None) -> LayerNormBackward:
        rows = np.atleast_2d(fwd.a_in)
        d, var, centred = rows.shape[1], fwd.var[:, None] + self.eps, less(rows, fwd.mu[:, None])
        dL_dx_hat = np.atleast_2d(dL_da) * self.gamma
        direct = dL_dx_hat / np.sqrt(var)
        dL_dvar = total(dL_dx_hat * centred * -0.5 * var**-1.5, axis=1)
        dL_dmu = -total(direct, axis=1) + dL_dvar * -2.0 * mean(centred, axis=1)
        through_var = dL_dvar[:, None] * 2.0 * centred / d
        through_mu = np.broadcast_to(dL_dmu[:, None] / d, rows.shape)
        shares = np.atleast_2d(dL_da * fwd.x_hat)
        roads = [each.reshape(fwd.a_in.shape) for each in (direct, through_var, through_mu)]
        found: list[Array] = [dL_dx_hat.reshape(fwd.a_in.shape), dL_dvar, dL_dmu, *roads, shares.reshape(fwd.a_in.shape)]
        found += [total(shares), total(np.atleast_2d(dL_da)), together(*roads)]
        return LayerNormBackward(self.kind, fwd.l, dL_da, *found)

    def run(self, p: Values, a_in: Array, a_skip: Array | None = None, piece: Piece = None) -> Flow:
        x_hat, scale = normalised(a_in, (-1,), self.eps)
        return Flow(plus(p["gamma"] * x_hat, p["beta"]), a_in, kept=(x_hat, scale))

    def pull(self, p: Values, flow: Flow, dL_da: Array, g: Values, onward: bool = True) -> Array | None:
        x_hat, scale = flow.kept
        every = tuple(range(dL_da.ndim - 1))
        g["gamma"][...] = (dL_da * x_hat).sum(axis=every)
        g["beta"][...] = dL_da.sum(axis=every)
        return unnormalised(dL_da * p["gamma"], x_hat, scale, (-1,))


def normalised(a_in: Array, axes: tuple[int, ...], eps: float) -> tuple[Array, Array]:
    """x_hat along these axes and 1 / sqrt(var + eps)."""
    centred = less(a_in, a_in.mean(axis=axes, keepdims=True))
    scale = 1.0 / np.sqrt((centred * centred).mean(axis=axes, keepdims=True) + eps)
    return centred * scale, scale


def unnormalised(dL_dx_hat: Array, x_hat: Array, scale: Array, axes: tuple[int, ...]) -> Array:
    """dL/da_in, the three roads in one line: scale (g - mean g - x_hat mean(g x_hat)) with g = dL/dx_hat."""
    mean, along = (each.mean(axis=axes, keepdims=True) for each in (dL_dx_hat, dL_dx_hat * x_hat))
    return scale * (dL_dx_hat - mean - x_hat * along)
