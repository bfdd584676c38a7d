"""Values as squares: the larger the value the larger the square, full above zero and hollow below (Hinton 1986)."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from manim import Square, VGroup

from engine.arrays import Array
from scenes.kit.theme import theme

FULL = 0.82  # of its place, the side of the largest


class ValueSquares(VGroup):
    """squares[r, c] for every value that is not zero, at `spot(r, c)`; hue None: weights, by sign."""

    def __init__(self, values: Array, spot: Callable[[int, int], np.ndarray], side: float, hue: str | None = None) -> None:
        super().__init__()
        largest = float(np.abs(values).max()) or 1.0
        self.squares: dict[tuple[int, int], Square] = {}
        self.given: set[tuple[int, int]] = set()
        for r, c in zip(*np.nonzero(values), strict=True):
            at = (int(r), int(c))
            self.squares[at] = _square(float(values[at]) / largest, side, hue).move_to(spot(*at))
        self.add(*self.squares.values())

    def upto(self, r: int, c: int) -> list[Square]:
        """Those of row r up to column c that were not given before."""
        new = [at for at in self.squares if at[0] == r and at[1] <= c and at not in self.given]
        self.given |= set(new)
        return [self.squares[at] for at in new]

    def row(self, r: int) -> VGroup:
        return VGroup(*(square for (i, _), square in self.squares.items() if i == r))

    def column(self, c: int) -> VGroup:
        return VGroup(*(square for (_, j), square in self.squares.items() if j == c))


def _square(part: float, side: float, hue: str | None) -> Square:
    """A square for a value that is `part` of the largest."""
    color = hue or theme().sign(part)
    square = Square(max(0.12, FULL * abs(part) ** 0.5) * side, stroke_color=color, stroke_width=2)
    return square.set_fill(color, opacity=0.9 if part > 0 else 0.0)
