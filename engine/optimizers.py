"""Optimisers: from the gradient g of every trained parameter, shape (P,), to the step that is subtracted.

Each follows the formula of its torch namesake. An optimiser remembers (v, m, s) between steps and belongs to one run.
"""

from typing import Literal, Protocol

import numpy as np

from engine.arrays import Array

OptimizerName = Literal["sgd", "rmsprop", "adam"]
OPTIONS: dict[str, dict[str, object]] = {  # the keys each one takes, with their defaults
    "sgd": {"momentum": 0.0, "nesterov": False},
    "rmsprop": {"alpha": 0.99, "eps": 1e-8},
    "adam": {"betas": (0.9, 0.999), "eps": 1e-8},
}


class Optimizer(Protocol):
    """step(g) -> what to subtract from the parameters, shape (P,)."""

    def step(self, g: Array) -> Array: ...


class Sgd:
    """step = eta v with v = momentum v + g; nesterov looks ahead: eta (g + momentum v)."""

    def __init__(self, eta: float, momentum: float = 0.0, nesterov: bool = False) -> None:
        self.eta, self.momentum, self.nesterov = eta, momentum, nesterov
        self.v: Array | None = None

    def step(self, g: Array) -> Array:
        """(P,) -> (P,)."""
        if not self.momentum:
            return self.eta * g
        self.v = g.copy() if self.v is None else self.momentum * self.v + g
        return self.eta * (g + self.momentum * self.v if self.nesterov else self.v)


class RmsProp:
    """step = eta g / (sqrt(s) + eps) with s = alpha s + (1 - alpha) g^2."""

    def __init__(self, eta: float, alpha: float = 0.99, eps: float = 1e-8) -> None:
        self.eta, self.alpha, self.eps = eta, alpha, eps
        self.s: Array | float = 0.0

    def step(self, g: Array) -> Array:
        """(P,) -> (P,)."""
        self.s = self.alpha * self.s + (1.0 - self.alpha) * g * g
        return self.eta * g / (np.sqrt(self.s) + self.eps)


class Adam:
    """step = eta m' / (sqrt(s') + eps) with m, s running means of g, g^2, and m', s' freed of their start at 0."""

    def __init__(self, eta: float, betas: tuple[float, float] = (0.9, 0.999), eps: float = 1e-8) -> None:
        self.eta, self.betas, self.eps = eta, betas, eps
        self.m: Array | float = 0.0
        self.s: Array | float = 0.0
        self.t = 0

    def step(self, g: Array) -> Array:
        """(P,) -> (P,)."""
        beta_m, beta_s = self.betas
        self.t += 1
        self.m = beta_m * self.m + (1.0 - beta_m) * g
        self.s = beta_s * self.s + (1.0 - beta_s) * g * g
        m_fair = self.m / (1.0 - beta_m**self.t)
        s_fair = self.s / (1.0 - beta_s**self.t)
        return self.eta * m_fair / (np.sqrt(s_fair) + self.eps)
