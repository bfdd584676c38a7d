"""A filter written as a dense layer: a row for every output, a column for every pixel, its weights as squares."""

from __future__ import annotations

import numpy as np
from manim import DOWN, LEFT, UP, Animation, Create, LaggedStart, Rectangle, VGroup

from engine.reading import Reading
from scenes.films.convolution import facts, followed, formulas
from scenes.films.convolution.value_squares import ValueSquares
from scenes.kit.place.stage import Region
from scenes.kit.theme import theme
from scenes.kit.type.formula import Formula

NAMES = 36  # size of what stands above and below


class DensePicture(VGroup):
    """ground, squares (by output and pixel), top and left (what columns and rows are)."""

    def __init__(self, t: Reading, region: Region) -> None:
        super().__init__()
        dense = followed.study(t).dense
        rows, columns = dense.shape
        side = min((region.width - 0.2) / columns, (region.height - 1.1) / rows)
        self.side, self.shape = side, (rows, columns)
        self.ground = Rectangle(width=columns * side, height=rows * side, stroke_color=theme().line, stroke_width=2)
        self.ground.set_fill(theme().panel, opacity=1)
        self.squares = ValueSquares(dense, self.spot, side)
        self.top = Formula(formulas.counted("pixels", facts.pixels(t)), NAMES).next_to(self.ground, UP, buff=0.12)
        self.left = Formula(formulas.counted("outputs, a row each", facts.positions(t)), NAMES).next_to(self.ground, DOWN, buff=0.12)
        self.left.align_to(self.ground, LEFT)
        self.add(self.ground, self.squares, self.top, self.left)
        region.hold(self)

    def spot(self, r: int, c: int) -> np.ndarray:
        rows, columns = self.shape
        return self.ground.get_center() + np.array([(c - (columns - 1) / 2) * self.side, ((rows - 1) / 2 - r) * self.side, 0.0])

    def rows(self) -> Animation:
        """Row by row, the filter steps along."""
        return LaggedStart(*(Create(self.squares.row(r)) for r in range(self.shape[0])), lag_ratio=0.6)
