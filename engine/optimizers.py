"""Optimisers: from the slope g of every trained parameter w, shape (P,), to the step that is subtracted.

Each follows the formula of its torch namesake; lion that of Chen et al. 2023, algorithm 2. An optimiser remembers between steps and
belongs to one run: `memory()` is what it remembers, `made_of()` what else its last step was made of, arrays (P,) and numbers by name.

    sgd       v = momentum v + g, step = eta v; nesterov: step = eta (g + momentum v) (Sutskever et al. 2013)
    rmsprop   v = alpha v + (1 - alpha) g^2, step = eta g / (sqrt(v) + eps) (Hinton 2012)
    adagrad   s = s + g^2, step = eta g / (sqrt(s) + eps) (Duchi et al. 2011)
    adam      m and v are running means of g and g^2, m_hat and v_hat are freed of their start at 0 (Kingma & Ba 2015):
              m = beta1 m + (1 - beta1) g, m_hat = m / (1 - beta1^t), v and v_hat alike; step = eta m_hat / (sqrt(v_hat) + eps)
    adamw     adam's step, and eta weight_decay w: a decay that is not divided (Loshchilov & Hutter 2019)
    lion      c = beta1 m + (1 - beta1) g, step = eta (sign(c) + weight_decay w), m = beta2 m + (1 - beta2) g
"""

from typing import Literal, Protocol

import numpy as np

from engine.arrays import Array

OptimizerName = Literal["sgd", "rmsprop", "adagrad", "adam", "adamw", "lion"]
OPTIONS: dict[str, dict[str, object]] = {  # the keys each one takes, with their defaults
    "sgd": {"momentum": 0.0, "nesterov": False},
    "rmsprop": {"alpha": 0.99, "eps": 1e-8},
    "adagrad": {"eps": 1e-10},
    "adam": {"betas": (0.9, 0.999), "eps": 1e-8},
    "adamw": {"betas": (0.9, 0.999), "eps": 1e-8, "weight_decay": 0.01},
    "lion": {"betas": (0.9, 0.99), "weight_decay": 0.0},
}
Values = dict[str, Array | float]  # (P,) each, or a number for all


class Optimizer(Protocol):
    """step(g, w) -> what to subtract from the parameters w, shape (P,); `eta` may be set before every step."""

    eta: float

    def step(self, g: Array, w: Array) -> Array: ...
    def memory(self) -> Values: ...
    def made_of(self) -> Values: ...


class Sgd:
    """The velocity v remembers steps; without momentum there is none. `v` may be given."""

    def __init__(self, eta: float, momentum: float = 0.0, nesterov: bool = False, v: Array | None = None) -> None:
        self.eta, self.momentum, self.nesterov, self.v = eta, momentum, nesterov, v

    def step(self, g: Array, w: Array) -> Array:
        """(P,) -> (P,)."""
        if not self.momentum:
            return self.eta * g
        self.v = g.copy() if self.v is None else self.momentum * self.v + g
        return self.eta * (g + self.momentum * self.v if self.nesterov else self.v)

    def memory(self) -> Values:
        return {"velocity": 0.0 if self.v is None else self.v} if self.momentum else {}

    def made_of(self) -> Values:
        return {}


class RmsProp:
    """v is a running mean of g^2."""

    def __init__(self, eta: float, alpha: float = 0.99, eps: float = 1e-8) -> None:
        self.eta, self.alpha, self.eps = eta, alpha, eps
        self.v: Array | float = 0.0

    def step(self, g: Array, w: Array) -> Array:
        """(P,) -> (P,)."""
        self.v = self.alpha * self.v + (1.0 - self.alpha) * g * g
        return self.eta * g / (np.sqrt(self.v) + self.eps)

    def memory(self) -> Values:
        return {"v": self.v}

    def made_of(self) -> Values:
        return {}


class AdaGrad:
    """The accumulator is the sum of all g^2."""

    def __init__(self, eta: float, eps: float = 1e-10) -> None:
        self.eta, self.eps = eta, eps
        self.accumulator: Array | float = 0.0

    def step(self, g: Array, w: Array) -> Array:
        """(P,) -> (P,)."""
        self.accumulator = self.accumulator + g * g
        return self.eta * g / (np.sqrt(self.accumulator) + self.eps)

    def memory(self) -> Values:
        return {"accumulator": self.accumulator}

    def made_of(self) -> Values:
        return {}


class Adam:
    """m, v: running means of g, g^2; t counts the steps. A decay that is given is adamw's."""

    def __init__(self, eta: float, betas: tuple[float, float] = (0.9, 0.999), eps: float = 1e-8, weight_decay: float = 0.0) -> None:
        self.eta, self.betas, self.eps, self.weight_decay = eta, betas, eps, weight_decay
        self.m: Array | float = 0.0
        self.v: Array | float = 0.0
        self.t, self.fair = 0, {}  # type: ignore[var-annotated]

    def step(self, g: Array, w: Array) -> Array:
        """(P,) -> (P,)."""
        beta_m, beta_v = self.betas
        self.t += 1
        self.m = beta_m * self.m + (1.0 - beta_m) * g
        self.v = beta_v * self.v + (1.0 - beta_v) * g * g
        share_m, share_v = 1.0 - beta_m**self.t, 1.0 - beta_v**self.t
        m_hat, v_hat = self.m / share_m, self.v / share_v
        self.fair = {"t": float(self.t), "share_m": share_m, "share_v": share_v, "m_hat": m_hat, "v_hat": v_hat}
        step = self.eta * m_hat / (np.sqrt(v_hat) + self.eps)
        return step + self.eta * self.weight_decay * w if self.weight_decay else step

    def memory(self) -> Values:
        return {"m": self.m, "v": self.v}

    def made_of(self) -> Values:
        return dict(self.fair)


class Lion:
    """The step knows only the sign of c, a mean of g and of what is remembered."""

    def __init__(self, eta: float, betas: tuple[float, float] = (0.9, 0.99), weight_decay: float = 0.0) -> None:
        self.eta, self.betas, self.weight_decay = eta, betas, weight_decay
        self.m: Array | float = 0.0
        self.c: Array | float = 0.0

    def step(self, g: Array, w: Array) -> Array:
        """(P,) -> (P,)."""
        beta_step, beta_kept = self.betas
        self.c = beta_step * self.m + (1.0 - beta_step) * g
        self.m = beta_kept * self.m + (1.0 - beta_kept) * g
        way = np.sign(self.c)
        return self.eta * (way + self.weight_decay * w if self.weight_decay else way)

    def memory(self) -> Values:
        return {"m": self.m}

    def made_of(self) -> Values:
        return {"c": self.c}


MADE: dict[str, type] = {"sgd": Sgd, "rmsprop": RmsProp, "adagrad": AdaGrad, "adam": Adam, "adamw": Adam, "lion": Lion}
