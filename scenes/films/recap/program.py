"""What the film brings back: the wall's equations, six lines of numpy, and the film in which each was told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Key = Literal["output", "hidden", "weights", "biases"]  # of the wall's equations, in order


@dataclass(frozen=True)
class CodeLine:
    """A line that gives layer l its values, its blame or its new weights; `film` is the one in which it was told."""

    source: str
    gives: Literal["values", "blame", "weights"]
    l: int
    film: str


PROGRAM = (
    CodeLine("a1 = sigmoid(W1 @ x + b1)", "values", 1, "forward"),
    CodeLine("a2 = sigmoid(W2 @ a1 + b2)", "values", 2, "forward"),
    CodeLine("d2 = (a2 - y) * a2 * (1 - a2)", "blame", 2, "delta"),
    CodeLine("d1 = (W2.T @ d2) * a1 * (1 - a1)", "blame", 1, "delta"),
    CodeLine("W2 -= eta * np.outer(d2, a1)", "weights", 2, "gradients"),
    CodeLine("W1 -= eta * np.outer(d1, x)", "weights", 1, "update"),
)
EQUATION_FILMS: dict[Key, str] = {"output": "delta", "hidden": "delta", "weights": "gradients", "biases": "gradients"}
