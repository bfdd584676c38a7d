"""Round values along an axis. No manim."""

from __future__ import annotations

import numpy as np

STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)  # times a power of ten: how far apart marks may stand


def rungs(low: float, high: float, least: int) -> list[float]:
    """Round values from low to high, as few as may be but so many at least."""
    reach = high - low
    ten = 10.0 ** np.floor(np.log10(reach / least))
    tries = [step * ten * scale for scale in (1.0, 0.1) for step in STEPS[::-1]]
    return next(found for step in tries if len(found := _between(low, high, step)) >= least)


def _between(low: float, high: float, step: float) -> list[float]:
    first, last = int(np.ceil(low / step - 1e-9)), int(np.floor(high / step + 1e-9))
    return [float(round(k * step, 12)) for k in range(first, last + 1)]
