"""Penalties: what large weights cost besides the loss, and the slope that this adds to the gradient.

Omega = l1 sum |w| + l2 / 2 sum w^2, and dOmega/dw = l1 sign(w) + l2 w (Goodfellow, Bengio & Courville 2016, section 7.1; 0 at w = 0).
It is added once to the loss of a batch, mean or sum: J = L + Omega. Frozen weights count, biases only where that is said.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np

from engine.arrays import Array
from engine.parameters import Parameters
from engine.training_spec import TrainingSpec


@dataclass(frozen=True)
class Penalty:
    """l1, l2, and how many of the parameters, the first of the flat vector, it counts."""

    l1: float
    l2: float
    count: int

    def value(self, flat: Any, signs: Any = None) -> Any:
        """Omega of all parameters (P,), real or complex; with `signs` (count,) every |w| is held to its side."""
        w = flat[: self.count]
        return self.l1 * (w * (np.sign(w.real) if signs is None else signs)).sum() + 0.5 * self.l2 * (w * w).sum()

    def slope(self, flat: Array) -> Array:
        """dOmega by every parameter, (P,), 0 where it is not counted."""
        out, w = np.zeros_like(flat), flat[: self.count]
        out[: self.count] = self.l1 * np.sign(w) + self.l2 * w
        return out


def penalty_of(training: TrainingSpec, p: Parameters) -> Penalty | None:
    """The lesson's penalty on these parameters, or None."""
    asked = training.penalty
    return None if asked is None else Penalty(asked.l1 or 0.0, asked.l2 or 0.0, p.moved if asked.biases else p.weights)
