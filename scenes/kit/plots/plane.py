"""The part of the plane of inputs that is drawn. No manim."""

from __future__ import annotations

import numpy as np

FEW = 8  # examples that stand far apart
MARGINS = (0.35, 0.12)  # of the examples' reach, left free around few of them, and around many
ALIKE = 3.0  # times: axes whose reaches differ by more have a scale each


class Plane:
    """The square of inputs that is drawn: around the examples x (N, 2), on one scale where both axes reach about as far.

    low, span (2,)   its lower left corner, how far it goes      grid(n)   n x n places, (n n, 2)
    """

    def __init__(self, x: np.ndarray) -> None:
        low, high = x.min(axis=0), x.max(axis=0)
        reach = high - low
        reach = np.where(reach > 0, reach, reach.max() or 1.0)
        if reach.max() <= ALIKE * reach.min():
            reach = np.full(2, reach.max())
        self.span = reach * (1 + 2 * MARGINS[len(x) > FEW])
        self.low = (low + high) / 2 - self.span / 2

    def grid(self, n: int) -> np.ndarray:
        ticks = np.linspace(0.0, 1.0, n)
        across, up = np.meshgrid(ticks, ticks)  # row 0 at the bottom
        return self.low + self.span * np.column_stack([across.ravel(), up.ravel()])

    def share(self, x: np.ndarray) -> np.ndarray:
        """Inputs as parts of the square, 0 to 1."""
        return (x - self.low) / self.span
