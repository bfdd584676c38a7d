"""Matrices and vectors of trace numbers, each cell addressable, that can flip to their transpose."""

from __future__ import annotations

from typing import Any

import numpy as np
from manim import Animation, AnimationGroup, FadeIn, Rectangle, VGroup, VMobject

from engine.reading import Number, Numbers
from scenes.kit.theme import theme
from scenes.kit.type.formula import Label
from scenes.kit.type.number import Num
from scenes.shown import Shown, show

PITCH = 0.56  # of rows, at size 26
MOST = 4  # rows or columns drawn; beyond, the first two, an ellipsis, the last


class MatrixView(VGroup):
    """A matrix (n, m), or a vector (n,) as a column, between brackets.

    cells[i, j]   the number (j = 0 for a vector); `drawn_rows`, `drawn_columns` list the drawn indices
    brackets      left and right
    box(i, j), row(i), column(j)   mobjects of the cells, for lighting
    `empty=True` draws the brackets alone; `fill(i, j)` then lets the cells appear one by one.
    """

    pitch, gap = 0.56, 0.45  # from row to row, and between columns, at font size 26

    def __init__(
        self,
        numbers: Numbers,
        size: float = 30,
        row: bool = False,
        digits: int | None = None,
        decimals: int | None = None,
        empty: bool = False,
        pitch: float = PITCH,
    ):
        super().__init__()
        self.numbers, self.size, self.pitch = numbers, size, pitch
        rows, columns = (len(numbers), 1) if numbers.array.ndim == 1 else numbers.array.shape
        if row:
            rows, columns = columns, rows
        self.drawn_rows, self.drawn_columns = _drawn(rows), _drawn(columns)
        self.cells: dict[tuple[int, int], Num] = {}
        for i in self.drawn_rows:
            for j in self.drawn_columns:
                number = numbers[j if row else i] if numbers.array.ndim == 1 else numbers[i][j]
                self.cells[i, j] = Num(_short(number, digits, decimals), size)
        self.dots = VGroup()
        self._arrange(rows, columns)
        self.body = VGroup(*self.cells.values(), self.dots)
        self.brackets = _brackets(self.body)
        self.add(self.brackets) if empty else self.add(self.brackets, self.body)

    def _arrange(self, rows: int, columns: int) -> None:
        width = max(cell.width for cell in self.cells.values()) + self.gap * self.size / 26
        height = self.pitch * self.size / 26
        for (i, j), cell in self.cells.items():
            cell.move_to([_slot(self.drawn_columns, j) * width, -_slot(self.drawn_rows, i) * height, 0])
        if rows > len(self.drawn_rows):
            k = len(self.drawn_rows) - 1
            self.dots.add(*(Label("$dots.v$").move_to([_slot(self.drawn_columns, j) * width, -k * height, 0]) for j in self.drawn_columns))
        if columns > len(self.drawn_columns):
            k = len(self.drawn_columns) - 1
            self.dots.add(*(Label("$dots.c$").move_to([k * width, -_slot(self.drawn_rows, i) * height, 0]) for i in self.drawn_rows))

    def row(self, i: int) -> VGroup:
        return VGroup(*(cell for (r, _), cell in self.cells.items() if r == i))

    def column(self, j: int) -> VGroup:
        return VGroup(*(cell for (_, c), cell in self.cells.items() if c == j))

    def fill(self, i: int, j: int = 0) -> Animation:
        """Let one cell of an empty matrix appear, with the last one the ellipses too; it then belongs to the matrix."""
        cell = self.cells[i, j]
        dots = [self.dots] if len(self.dots) and (i, j) == (self.drawn_rows[-1], self.drawn_columns[-1]) else []
        self.add(cell, *dots)
        return AnimationGroup(FadeIn(cell, scale=0.7), *(FadeIn(d) for d in dots))

    def fill_all(self) -> list[Animation]:
        """Let all cells of an empty matrix appear."""
        return [self.fill(*cell) for cell in self.cells]

    def transposed(self, **kwargs: Any) -> MatrixView:
        """The transpose, in the same place: cells[j, i] is the number of cells[i, j]."""
        flipped = MatrixView.__new__(MatrixView)
        VGroup.__init__(flipped)
        flipped.numbers, flipped.size, flipped.pitch = self.numbers, self.size, self.pitch
        flipped.drawn_rows, flipped.drawn_columns = self.drawn_columns, self.drawn_rows
        flipped.cells = {(j, i): cell.copy() for (i, j), cell in self.cells.items()}
        flipped.dots = VGroup()
        n, m = self.numbers.array.shape
        flipped._arrange(m, n)
        flipped.body = VGroup(*flipped.cells.values(), flipped.dots)
        flipped.brackets = _brackets(flipped.body)
        flipped.add(flipped.brackets, flipped.body)
        return flipped.move_to(self)


def frame(*mobjects: VMobject, color: str | None = None, buff: float = 0.1) -> Rectangle:
    """A thin frame around cells or parts that are being talked about."""
    group = VGroup(*mobjects)
    box = Rectangle(width=group.width + 2 * buff, height=group.height + 2 * buff, color=color or theme().light, stroke_width=2.5)
    return box.move_to(group).set_z_index(5)


def _short(number: Number, digits: int | None, decimals: int | None) -> Shown:
    """With so many decimals, or fewer where the number needs none."""
    full = show(number, digits)
    return full if decimals is None else min(full, show(number, decimals=decimals), key=lambda s: len(s.text))


def _slot(drawn: list[int], k: int) -> int:
    """The grid position of index k, leaving one free for the ellipsis."""
    at = drawn.index(k)
    return at + (k != at)


def _drawn(n: int) -> list[int]:
    return list(range(n)) if n <= MOST else [0, 1, n - 1]


def _brackets(body: VGroup) -> VGroup:
    h, w = body.height / 2 + 0.16, body.width / 2 + 0.2
    left = VMobject(stroke_color=theme().soft, stroke_width=2.5)
    left.set_points_as_corners([[-w + 0.12, h, 0], [-w, h, 0], [-w, -h, 0], [-w + 0.12, -h, 0]])
    right = left.copy().rotate(np.pi, about_point=[0, 0, 0])
    return VGroup(left, right).move_to(body)
