"""The weights, seen as lines of the diagram: facts of their signs and thickness."""

from __future__ import annotations

from typing import Literal

from engine.reading import Reading
from scenes.facts import is_zero_start

Signs = Literal["zero", "positive", "negative", "none_negative", "mixed", "one_positive", "one_negative"]


def signs_of_weights(t: Reading) -> Signs:
    """Which signs the weights have, all together, or the only one."""
    low = min(float(t.W[l].array.min()) for l in range(1, t.D + 1))
    high = max(float(t.W[l].array.max()) for l in range(1, t.D + 1))
    if low == high == 0:
        return "zero"
    if _is_lone_weight(t):
        return "one_positive" if low > 0 else "one_negative"
    if low >= 0:
        return "positive" if low > 0 else "none_negative"
    return "negative" if high < 0 else "mixed"


def _is_lone_weight(t: Reading) -> bool:
    return t.sizes == (1, 1)


def has_zero_lines(t: Reading) -> bool:
    """Whether some weight is zero, but not every one, so that a line has no colour."""
    return not is_zero_start(t) and any(bool((t.W[l].array == 0).any()) for l in range(1, t.D + 1))


def thickness(t: Reading) -> Literal["tells", "even", "even_here", "single", "alone", "none"]:
    """Whether lines differ in thickness: in a layer, weights are of several sizes, or of one, or there is one; none where all are zero."""
    if not any(t.W[l].array.any() for l in range(1, t.D + 1)):
        return "none"
    if any(abs(t.W[l].array).min() < abs(t.W[l].array).max() for l in range(1, t.D + 1)):
        return "tells"
    if all(t.W[l].array.size == 1 for l in range(1, t.D + 1)):
        return "alone" if _is_lone_weight(t) else "single"
    return "even_here" if t.D == 1 else "even"
