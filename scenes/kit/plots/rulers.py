"""Round values along an axis. No manim."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from engine.notation import SIGNIFICANT

STEPS = (1.0, 2.0, 2.5, 5.0)  # times a power of ten: how far apart marks may stand
PLAIN = (1.0, 2.0, 5.0)  # where a number may have no digit more
FINE = 3  # powers of ten under the reach of an axis, of the finest step
APART = 1e-9  # of the larger end: values that are closer are one


def ladders(low: float, high: float, steps: Sequence[float] = STEPS) -> Iterator[list[float]]:
    """Round values from low to high, ever more of them; the one value there is where these are the same for all that can be told."""
    reach = high - low
    if not reach > APART * max(abs(low), abs(high)):
        yield [float(low)]
        return
    power = int(np.floor(np.log10(reach)))
    for ten in range(power + 1, power - FINE, -1):
        yield from (_between(low, high, step, ten) for step in sorted(steps, reverse=True))


def rungs(low: float, high: float, least: int, steps: Sequence[float] = STEPS) -> list[float]:
    """Round values from low to high, as few as may be but so many at least."""
    found: list[float] = []
    for found in ladders(low, high, steps):
        if len(found) >= least:
            break
    return found


def marked(low: float, high: float, most: int = 5) -> list[float]:
    """Round values from low to high, as many as may be but so many at most; two at least, where there are two that can be told apart."""
    best: list[float] = []
    for found in ladders(low, high, PLAIN):
        if len(found) > most:
            best = best if len(best) > 1 else found[:: -(-(len(found) - 1) // (most - 1))]
            break
        best = found
    return best


def _between(low: float, high: float, step: float, ten: int) -> list[float]:
    """Multiples of a step times a power of ten; each is the number that is written, not a product that is off in its last digit."""
    size = step * 10.0**ten
    first, last = int(np.ceil(low / size - 1e-9)), int(np.floor(high / size + 1e-9))
    return [float(f"{k * step * 10:.0f}e{ten - 1}") for k in range(first, last + 1)]


def digits(values: Sequence[float], least: int = SIGNIFICANT) -> int:
    """How many significant digits tell values on an axis apart."""
    gaps = np.diff(values)
    if not len(gaps) or not gaps.min() > 0:
        return least
    return max(least, int(np.ceil(np.log10(max(map(abs, values)) / gaps.min()) - 1e-9)) + 1)
