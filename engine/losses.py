"""Losses of one example: their terms per output, dL/da, and delta = dL/dz where fusing keeps it exact.

A loss sees z and a of the last layer, so that logarithms are taken of z and never of a rounded a. Everything works
on the last axis: one example (n,) or a batch (B, n).
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal, get_args

import numpy as np

from engine.activations import sigmoid, softmax, softplus
from engine.arrays import Array
from engine.sums import mean, total

LossName = Literal[
    "squared_error", "mse", "binary_cross_entropy", "cross_entropy", "mae", "huber", "hinge", "perceptron", "output",
    "next_token", "policy_gradient", "ppo",
]  # fmt: skip
OfOutput = Callable[[Array, Array, Array], Array]  # (z, a, y) -> the shape of y
HUGE = np.finfo(np.float64).max


@dataclass(frozen=True)
class Loss:
    """L = sum of terms(z, a, y); `delta` is given where dL/da * da/dz would lose digits.

    Where y names what was wanted instead of being it (`engine.layers`): `labels(a, y)` is the one-hot, `record(z, a, y)`
    what the loss of one example is made of. Where the loss has kinks: `branches(z, a, y)` says which piece each example
    is on, `on(branches)` are the terms held to these pieces, `kinks(z, a, y)` says which stand exactly between two.
    A batch's L is the mean over its examples, or their sum where it is `summed`.
    """

    name: LossName
    formula: str
    terms: OfOutput
    dL_da: OfOutput
    delta: OfOutput | None = None
    labels: Callable[[Array, Array], Array] | None = None
    record: Callable[[Array, Array, Array], Any] | None = None
    branches: OfOutput | None = None
    on: Callable[[Array], OfOutput] | None = None
    kinks: OfOutput | None = None
    summed: bool = False

    def shared_by(self, B: int) -> int:
        """What the sum over a batch of B examples is divided by: their number, or 1 where the batch's L is the sum itself."""
        return 1 if self.summed else B

    def over(self, terms: Any) -> Any:
        """The mean (or sum) of a batch's values along the first axis, a sum in which zero is zero."""
        return total(terms) if self.summed else mean(terms)


def loss_for(name: str, activation: str) -> Loss:
    """The loss of this name on outputs with this activation."""
    if name == "binary_cross_entropy":
        return BINARY_ON_SOFTMAX if activation == "softmax" else BINARY_ON_SIGMOID
    return PLAIN[name]


def log_softmax(z: Array) -> Array:
    """log of softmax(z), from z."""
    shifted = z - np.maximum.reduce(z.real, axis=-1, keepdims=True)
    return shifted - np.log(np.add.reduce(np.exp(shifted), axis=-1, keepdims=True))


def others(z: Array) -> Array:
    """Row i holds every z but z_i (-inf in its place): shape (..., n, n)."""
    return np.where(np.eye(z.shape[-1], dtype=bool), -np.inf, z[..., None, :])


def log_not_softmax(z: Array) -> Array:
    """log(1 - softmax(z)), from z: the others' share of the sum."""
    rest = others(z)
    top = rest.real.max(axis=-1, keepdims=True)
    log_rest = np.log(np.exp(rest - top).sum(axis=-1)) + top[..., 0]
    whole = z.real.max(axis=-1, keepdims=True)
    return log_rest - whole - np.log(np.exp(z - whole).sum(axis=-1, keepdims=True))


def _share(part: Array, whole: Array) -> Array:
    """part / whole, 0 where part is 0, and the largest float where it would overflow."""
    with np.errstate(divide="ignore", over="ignore", invalid="ignore"):
        return np.where(part == 0, 0.0, np.minimum(part / whole, HUGE))


def _binary_softmax_delta(z: Array, a: Array, y: Array) -> Array:
    """dL/dz_k = a_k - y_k + sum over j != k of y_j a_k - (1 - y_j) a_j a_k / (1 - a_j)."""
    rest = softmax(others(z))  # rest[j, k] = a_k / (1 - a_j), 0 on the diagonal
    y_others = y.sum(axis=-1, keepdims=True) - y
    return a - y + a * y_others - (((1.0 - y) * a)[..., None] * rest).sum(axis=-2)


PLAIN: dict[str, Loss] = {
    loss.name: loss
    for loss in (
        Loss("squared_error", "1/2 sum (a - y)^2", lambda z, a, y: 0.5 * (a - y) * (a - y), lambda z, a, y: a - y),
        Loss(
            "mse",
            "mean (a - y)^2",
            lambda z, a, y: (a - y) * (a - y) / y.shape[-1],
            lambda z, a, y: 2.0 * (a - y) / y.shape[-1],
        ),
        Loss(
            "cross_entropy",
            "-sum y log a",
            lambda z, a, y: np.where(y == 0, 0.0, -y * log_softmax(z)),
            lambda z, a, y: -_share(y, a),
            lambda z, a, y: a - y,
        ),
    )
}
BINARY_ON_SIGMOID = Loss(
    "binary_cross_entropy",
    "-sum y log a + (1 - y) log (1 - a)",
    lambda z, a, y: y * softplus(-z) + (1.0 - y) * softplus(z),
    lambda z, a, y: _share(1.0 - y, sigmoid(-z)) - _share(y, a),
    lambda z, a, y: a - y,
)
BINARY_ON_SOFTMAX = Loss(
    "binary_cross_entropy",
    BINARY_ON_SIGMOID.formula,
    lambda z, a, y: -y * log_softmax(z) - (1.0 - y) * log_not_softmax(z),
    lambda z, a, y: _share(1.0 - y, np.exp(log_not_softmax(z))) - _share(y, a),
    _binary_softmax_delta,
)
LOSSES: tuple[str, ...] = get_args(LossName)
