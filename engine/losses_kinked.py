"""Losses made of pieces, and two that are lines: absolute error, Huber's, hinge, the perceptron's criterion, the output itself.

Where a loss has kinks, exactly on one its slope is 0 for that part, as libraries do; a number that only rounding keeps off it is on it.

    mae          1/n sum |a - y|
    huber        1/n sum of (a - y)^2 / 2 up to |a - y| = delta, beyond delta (|a - y| - delta / 2)        Huber 1964
    hinge        one output, y -1 or 1: max(0, 1 - y a)                                                    Cortes & Vapnik 1995
                 several, y one-hot with its 1 at c: sum over i != c of max(0, a_i - a_c + 1)              Weston & Watkins 1999
    perceptron   a = step(z), y 0 or 1: sum (a - y) z, whose slope by z is a - y: the perceptron's rule
                 (Rosenblatt 1958; as a loss Bishop 2006, equation 4.54)
    output       a, of one output: there is no target
"""

from typing import Any

import numpy as np

from engine.arrays import Array
from engine.losses import Loss, OfOutput
from engine.sums import less, settled


def _sign(z: Array, a: Array, y: Array) -> Array:
    """-1, 0 or 1 by the side of y that a is on."""
    return np.sign(less(a, y).real)


def _side_of_target(sign: Array) -> OfOutput:
    return lambda z, a, y: sign * (a - y) / y.shape[-1]


MAE = Loss(
    "mae",
    "mean |a - y|",
    terms=lambda z, a, y: _sign(z, a, y) * (a - y) / y.shape[-1],
    dL_da=lambda z, a, y: _sign(z, a, y) / y.shape[-1],
    branches=_sign,
    on=_side_of_target,
    kinks=lambda z, a, y: _sign(z, a, y) == 0.0,
)


def huber(delta: float) -> Loss:
    """Half the square of an error up to delta, a line beyond; smooth where the two meet."""

    def terms(z: Array, a: Array, y: Array) -> Array:
        e = a - y
        size = np.where(e.real < 0, -e, e)
        return np.where(size.real <= delta, 0.5 * e * e, delta * (size - 0.5 * delta)) / y.shape[-1]

    formula = f"mean of (a - y)^2 / 2, or {delta:g} (|a - y| - {0.5 * delta:g}) where |a - y| > {delta:g}"
    return Loss("huber", formula, terms, lambda z, a, y: np.clip(a - y, -delta, delta) / y.shape[-1])


def _miss(z: Array, a: Array, y: Array) -> Array:
    """How far one output is from the margin, 1 - y a."""
    return np.asarray(less(1.0, y * a))


HINGE = Loss(
    "hinge",
    "max(0, 1 - y a)",
    terms=lambda z, a, y: np.where(_miss(z, a, y).real > 0, 1.0 - y * a, 0.0),
    dL_da=lambda z, a, y: np.where(_miss(z, a, y) > 0, -y, 0.0),
    branches=lambda z, a, y: np.asarray(_miss(z, a, y).real > 0, dtype=np.float64),
    on=lambda wrong: lambda z, a, y: wrong * (1.0 - y * a),
    kinks=lambda z, a, y: _miss(z, a, y).real == 0.0,
)


def _excess(z: Array, a: Array, y: Array) -> Array:
    """How far every other output comes up to that of the class, a_i - a_c + 1; -1 in the place of the class itself."""
    of_class = (y * a).sum(axis=-1, keepdims=True)
    excess = settled(a - of_class + 1.0, np.abs(a) + np.abs(of_class) + 1.0, 3)
    return np.where(y == 1.0, -1.0, excess)


def _hinge_slopes(z: Array, a: Array, y: Array) -> Array:
    """1 for every other output that comes too near; minus as many for that of the class."""
    near = np.where(_excess(z, a, y) > 0, 1.0, 0.0)
    return near - y * near.sum(axis=-1, keepdims=True)


HINGE_OF_CLASSES = Loss(
    "hinge",
    "sum over i != c of max(0, a_i - a_c + 1), c being the class",
    terms=lambda z, a, y: np.where(_excess(z, a, y).real > 0, _excess(z, a, y), 0.0),
    dL_da=_hinge_slopes,
    branches=lambda z, a, y: np.asarray(_excess(z, a, y).real > 0, dtype=np.float64),
    on=lambda near: lambda z, a, y: near * _excess(z, a, y),
    kinks=lambda z, a, y: _excess(z, a, y).real == 0.0,
)
PERCEPTRON = Loss(
    "perceptron",
    "sum (a - y) z",
    terms=lambda z, a, y: (a - y) * z,
    dL_da=lambda z, a, y: z.copy(),
    delta=lambda z, a, y: a - y,
)
OUTPUT = Loss("output", "a", terms=lambda z, a, y: a.copy(), dL_da=lambda z, a, y: np.ones_like(a))


def kinked_loss(name: str, outputs: int, delta: float) -> Any:
    """The loss of this name on so many outputs, or None where it is not one of these."""
    if name == "hinge":
        return HINGE if outputs == 1 else HINGE_OF_CLASSES
    return {"mae": MAE, "huber": huber(delta), "perceptron": PERCEPTRON, "output": OUTPUT}.get(name)
