"""Activations: a = act(z), their slopes da/dz, and how dL/da is pulled back through them.

Everything works on the last axis, so z may be one example (n,) or a batch (B, n). The functions marked analytic
also take complex z (those with a kink on each of their pieces), which is what the complex-step gradient check needs.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, get_args

import numpy as np

from engine.arrays import Array
from engine.piecewise import HARD_SIGMOID, HARD_TANH, RELU, STEP, Pieces, hard_sigmoid, hard_tanh, leaky, relu, step

ActivationName = Literal[
    "identity", "sigmoid", "tanh", "relu", "leaky_relu", "softplus", "gelu", "elu", "silu", "softsign", "bipolar_sigmoid",
    "hard_sigmoid", "hard_tanh", "step", "softmax",
]  # fmt: skip
LEAK = 0.01
LARGEST_EXPONENT = 709.0

_erfc = np.frompyfunc(math.erfc, 1, 1)


@dataclass(frozen=True)
class Activation:
    """One activation: `act(z)` has the shape of z; `act.slope(z)` is da/dz, for softmax its Jacobian (n, n).

    One that has kinks tells its `pieces`.
    """

    name: ActivationName
    value: Callable[[Array], Array]
    slope: Callable[[Array], Array]
    analytic: bool = True
    pieces: Pieces | None = None

    @property
    def kinked(self) -> bool:
        """True when it has kinks."""
        return self.pieces is not None

    def __call__(self, z: Array) -> Array:
        return self.value(z)

    def pull(self, z: Array, a: Array, dL_da: Array) -> Array:
        """delta = dL/dz from dL/da, all (B, n) or (n,), without forming a Jacobian."""
        if self.name == "softmax":
            return a * (dL_da - (a * dL_da).sum(axis=-1, keepdims=True))
        return dL_da * self.slope(z)


def sigmoid(z: Array) -> Array:
    """1 / (1 + e^-z), right to the last digits in both tails; the bound only keeps e^-z from overflowing."""
    return 1.0 / (1.0 + np.exp(np.minimum(-z, LARGEST_EXPONENT)))


def sigmoid_slope(z: Array) -> Array:
    """a (1 - a) = e / (1 + e)^2 with e = e^-|z|: exact also where a rounds to 1."""
    e = np.exp(-np.abs(z))
    c = 1.0 + e
    return e / (c * c)


def tanh_slope(z: Array) -> Array:
    """1 - tanh(z)^2 = 4 e / (1 + e)^2 with e = e^-2|z|: exact also where tanh rounds to 1."""
    return 4.0 * sigmoid_slope(2.0 * z)


def softplus(z: Array) -> Array:
    """log(1 + e^z) = max(z, 0) + log(1 + e^-|z|), never overflowing."""
    return np.where(z.real >= 0, z, 0.0) + np.log1p(np.exp(-_size(z)))


def gelu(z: Array) -> Array:
    """z Phi(z), Phi the normal distribution function: the exact gelu, not its tanh imitation."""
    return z * _normal_cdf(z)


def gelu_slope(z: Array) -> Array:
    """Phi(z) + z phi(z)."""
    return _normal_cdf(z) + z * np.exp(-0.5 * z * z) / math.sqrt(2.0 * math.pi)


def elu(z: Array) -> Array:
    """z where z > 0, else e^z - 1 (Clevert et al. 2016, alpha = 1)."""
    return np.where(z.real > 0, z, np.expm1(np.where(z.real > 0, 0.0, z)))


def elu_slope(z: Array) -> Array:
    """1 where z > 0, else e^z."""
    return np.exp(np.minimum(z, 0.0))


def silu(z: Array) -> Array:
    """z sigmoid(z), also called swish (Ramachandran et al. 2017)."""
    return z * sigmoid(z)


def silu_slope(z: Array) -> Array:
    """sigmoid(z) + z sigmoid'(z)."""
    return sigmoid(z) + z * sigmoid_slope(z)


def softsign(z: Array) -> Array:
    """z / (1 + |z|)."""
    return z / (1.0 + _size(z))


def softsign_slope(z: Array) -> Array:
    """1 / (1 + |z|)^2, which is (1 - |a|)^2."""
    c = 1.0 + np.abs(z)
    return 1.0 / (c * c)


def bipolar_sigmoid(z: Array) -> Array:
    """2 / (1 + e^-z) - 1 = tanh(z / 2), which has more digits near 0."""
    return np.tanh(0.5 * z)


def bipolar_sigmoid_slope(z: Array) -> Array:
    """(1 - a^2) / 2 = 2 e / (1 + e)^2 with e = e^-|z|."""
    return 2.0 * sigmoid_slope(z)


def softmax(z: Array) -> Array:
    """e^z_i / sum_j e^z_j, shifted by the largest z."""
    e = np.exp(z - np.maximum.reduce(z.real, axis=-1, keepdims=True))
    return e / np.add.reduce(e, axis=-1, keepdims=True)


def softmax_jacobian(z: Array) -> Array:
    """da_i/dz_j = a_i ([i = j] - a_j), shape (n, n) for z of shape (n,)."""
    a = softmax(z)
    return np.diag(a) - np.outer(a, a)


def _size(z: Array) -> Array:
    """|z| continued to complex z by the sign of its real part, so that it stays analytic off the axis."""
    return np.where(z.real >= 0, z, -z) if np.iscomplexobj(z) else np.abs(z)


def _normal_cdf(z: Array) -> Array:
    """Phi(z) = erfc(-z / sqrt 2) / 2, exact in the far left tail too."""
    return 0.5 * np.asarray(_erfc(-z / math.sqrt(2.0)), dtype=np.float64)


@lru_cache(maxsize=64)
def _leaky(rise: float) -> Activation:
    """z where z > 0, else `rise` z, of 0 <= rise < 1."""
    return Activation("leaky_relu", lambda z: np.maximum(z, rise * z), leaky(rise).slope, pieces=leaky(rise))


ACTIVATIONS: dict[str, Activation] = {
    act.name: act
    for act in (
        Activation("identity", lambda z: z.copy(), np.ones_like),
        Activation("sigmoid", sigmoid, sigmoid_slope),
        Activation("tanh", np.tanh, tanh_slope),
        Activation("relu", relu, RELU.slope, pieces=RELU),
        _leaky(LEAK),
        Activation("softplus", softplus, sigmoid),
        Activation("gelu", gelu, gelu_slope, analytic=False),
        Activation("elu", elu, elu_slope),
        Activation("silu", silu, silu_slope),
        Activation("softsign", softsign, softsign_slope),
        Activation("bipolar_sigmoid", bipolar_sigmoid, bipolar_sigmoid_slope),
        Activation("hard_sigmoid", hard_sigmoid, HARD_SIGMOID.slope, pieces=HARD_SIGMOID),
        Activation("hard_tanh", hard_tanh, HARD_TANH.slope, pieces=HARD_TANH),
        Activation("step", step, STEP.slope, pieces=STEP),
        Activation("softmax", softmax, softmax_jacobian),
    )
}
assert set(ACTIVATIONS) == set(get_args(ActivationName))


def activation_of(name: str, slope: float | None = None) -> Activation:
    """The activation of this name; `slope` is leaky_relu's below 0, where a lesson gives it."""
    return ACTIVATIONS[name] if slope is None or name != "leaky_relu" else _leaky(slope)
