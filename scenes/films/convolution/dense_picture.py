"""A filter written as a dense layer: a row for every output, a column for every pixel, its weights as squares."""

from __future__ import annotations

import numpy as np
from manim import DOWN, LEFT, UP, Animation, AnimationGroup, Create, FadeOut, LaggedStart, Rectangle, Square, VGroup, VMobject

from engine.reading import Reading
from scenes.films.convolution import facts, followed, formulas
from scenes.films.convolution.value_squares import ValueSquares
from scenes.kit.place import shots
from scenes.kit.place.stage import Region
from scenes.kit.theme import theme
from scenes.kit.type.formula import Formula

BROAD, TALL = 1.4, 2.0  # times, at most, that a place is broader than high, higher than broad
EACH = 0.5  # of its place, the side of an edge whose weight is not known


class DensePicture(VGroup):
    """ground, squares (by output and pixel), each (by output: an edge to every pixel), top and left (what columns and rows are)."""

    def __init__(self, t: Reading, region: Region) -> None:
        super().__init__()
        dense = followed.study(t).dense
        rows, columns = dense.shape
        wide, high, size = region.width / columns, (region.height - 1.3) / rows, 1.04 * shots.least()
        self.cell, self.shape = (min(wide, BROAD * high), min(high, TALL * wide)), (rows, columns)
        self.ground = Rectangle(width=columns * self.cell[0], height=rows * self.cell[1], stroke_color=theme().line, stroke_width=2)
        self.ground.set_fill(theme().panel, opacity=1)
        side = min(self.cell)
        self.squares = ValueSquares(dense, self.spot, side)
        self.each = [VMobject(stroke_color=theme().soft, stroke_width=1.5) for _ in range(rows)]
        for r, c in np.ndindex(rows, columns):
            self.each[r].append_vectorized_mobject(Square(EACH * side).move_to(self.spot(r, c)))
        self.top = Formula(formulas.counted("pixels", facts.pixels(t)), size).next_to(self.ground, UP, buff=0.12)
        self.left = Formula(formulas.counted("outputs, a row each", facts.positions(t)), size).next_to(self.ground, DOWN, buff=0.12)
        self.left.align_to(self.ground, LEFT)
        self.add(self.ground, *self.each, self.squares, self.top, self.left)
        region.hold(self)

    def spot(self, r: int, c: int) -> np.ndarray:
        rows, columns = self.shape
        wide, high = self.cell
        return self.ground.get_center() + np.array([(c - (columns - 1) / 2) * wide, ((rows - 1) / 2 - r) * high, 0.0])

    def rows(self) -> Animation:
        """Row by row, the filter steps along, and takes the place of what each edge could have had."""
        rows = enumerate(self.each)
        return LaggedStart(*(AnimationGroup(FadeOut(each), Create(self.squares.row(r))) for r, each in rows), lag_ratio=0.6)
