"""Sums in which zero is zero: what only rounding keeps away from it is written as an exact 0.

0.1 + 0.2 - 0.3 is 5.6e-17 in binary, since none of the three is quite what was written; a rectifier would count it as alive.
A sum of n terms is known no better than to n + 4 units in the last place of all their sizes together (Higham, Accuracy and
Stability of Numerical Algorithms, section 4.2, and the rounding of the terms themselves): what is not larger is an exact 0.
The recorded lines add with compensation (Knuth, TAOCP 2, section 4.2.2, theorem B); vectorised ones add as numpy does. The law is the same.
"""

from typing import Any

import numpy as np

from engine.arrays import Array

EPS = float(np.finfo(np.float64).eps)
LAW = "a sum of n terms that is at most (n + 4) 2^-52 of their sizes together is an exact 0"


def dust(n: int) -> float:
    """How much of the sizes of n terms their sum may be and still be nothing but rounding."""
    return (n + 4) * EPS


def settled(value: Any, size: Any, n: int) -> Any:
    """Sums of n terms whose sizes together are `size`, 0 where they are dust; of complex ones the real part."""
    value = np.asarray(value)
    small = np.abs(value.real) <= dust(n) * size
    return np.where(small, value - value.real, value) if small.any() else value


def total(terms: Any, axis: int | tuple[int, ...] = 0) -> Array:
    """The sum along one axis or several, compensated, and settled."""
    terms = np.asarray(terms, dtype=np.float64)
    axes = axis if isinstance(axis, tuple) else (axis,)
    rows = np.moveaxis(terms, axes, range(len(axes)))
    rows = rows.reshape(int(np.prod(rows.shape[: len(axes)])), *rows.shape[len(axes) :])
    high, low = np.zeros(rows.shape[1:]), np.zeros(rows.shape[1:])
    for row in rows:
        new = high + row
        back = new - high
        low = low + ((high - (new - back)) + (row - back))  # what the addition lost
        high = new
    return np.asarray(settled(high + low, np.abs(rows).sum(axis=0), len(rows)))


def mean(terms: Any, axis: int | tuple[int, ...] = 0) -> Array:
    """The mean along one axis or several, of the settled sum."""
    terms, axes = np.asarray(terms), axis if isinstance(axis, tuple) else (axis,)
    return total(terms, axes) / int(np.prod([terms.shape[k] for k in axes]))


def times(A: Array, B: Array) -> Array:
    """A B, (m, k) by (k, n) or (k,), every entry a sum in which zero is zero."""
    left = A.T if B.ndim == 1 else A.T[:, :, None]  # (k, m) or (k, m, 1)
    return total(left * (B[:, None] if B.ndim == 1 else B[:, None, :]))


def product(A: Any, B: Any) -> Any:
    """A @ B as numpy adds it, settled: (..., m, k) by (..., k, n), real or complex."""
    return settled(A @ B, np.abs(A) @ np.abs(B), A.shape[-1])


def plus(a: Any, b: Any) -> Any:
    """a + b as numpy adds it, settled."""
    return settled(a + b, np.abs(a) + np.abs(b), 2)


def less(a: Any, b: Any) -> Any:
    """a - b, where two numbers that differ by rounding alone are equal."""
    return plus(a, -b)


def together(*parts: Array) -> Array:
    """The sum of a few arrays of one shape."""
    return total(np.array(parts))


def met(a: Array, y: Array) -> Array:
    """a, and y itself where they differ by rounding alone."""
    return np.where(less(a, y) == 0.0, y, a)
