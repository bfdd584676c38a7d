"""The outer product: a column of deltas, a row of what came in, and the grid of their products."""

from __future__ import annotations

from manim import Animation, FadeIn, VGroup, VMobject

from engine.reading import Reading
from scenes.kit.network.limits import MOST_ROWS, drawn_rows
from scenes.kit.place.stage import Region
from scenes.kit.theme import theme
from scenes.kit.type.formula import Label
from scenes.kit.type.number import Num
from scenes.shown import show

ONE_BY_ONE = 6  # cells told one by one
SIZES = (32, 30, 28, 26, 25, 24, 23, 22)  # font sizes tried, to be read on a phone
GAP = 0.4  # between columns, at font size 26
DOTS = 0.6  # of a row's height that dots take


class OuterProduct(VGroup):
    """delta a^T of layer l: column[i] left, row[j] on top, cells[i, j] = dL/dw_ij between brackets.

    rows, columns    the drawn indices        dots   what stands for the others: dots.left, dots.top, dots.grid
    The whole has its place from the start, but draws only `brackets`; show column, row, dots and, by `fill`, the cells.
    """

    def __init__(self, t: Reading, l: int, size: float, digits: int | None = None, near: float = 1.0, gap: float = GAP) -> None:
        """Rows stand so many times as far apart as where there is room; `gap` is left between columns, at font size 26."""
        super().__init__()
        n, m = t.dL_dW[l].array.shape
        self.rows, self.columns = drawn_rows(n), drawn_rows(m)
        digits = digits or (None if m < MOST_ROWS else 3)
        self.column = {i: Num(show(t.delta[l][i], digits), size) for i in self.rows}
        self.row = {j: Num(show(t.a[l - 1][j], digits), size) for j in self.columns}
        self.cells = {(i, j): Num(show(t.dL_dW[l][i][j], digits), size) for i in self.rows for j in self.columns}
        self._place(n, m, size, near, gap)
        grid = VGroup(*self.cells.values(), self.dots.grid)
        self.brackets = _brackets(grid, 0.2 * size / 26)
        self._late = VGroup(*self.column.values(), *self.row.values(), *self.cells.values(), self.dots)
        self.add(self.brackets, self._late)

    @classmethod
    def fitting(cls, t: Reading, l: int, region: Region) -> OuterProduct:
        """The largest that fits a region, with readable numbers."""
        for size in SIZES:
            outer = cls(t, l, size)
            if outer.width <= region.width and outer.height <= region.height:
                break
        return outer

    def released(self) -> OuterProduct:
        """Take everything but the brackets out again, once placed, so that it can appear piece by piece."""
        self.remove(self._late)
        return self

    def fill(self, i: int, j: int) -> Animation:
        """Let one cell appear; it then belongs to the grid."""
        self.add(self.cells[i, j])
        return FadeIn(self.cells[i, j], scale=0.7)

    def order(self, one_by_one: bool) -> list[list[tuple[int, int]]]:
        """The cells in the order in which they are told: one by one (of a large grid, only the first row), or by rows."""
        rows = [[(i, j) for j in self.columns] for i in self.rows]
        single = rows if len(self.cells) <= ONE_BY_ONE else rows[:1]
        return [[cell] for row in single for cell in row] + rows[len(single) :] if one_by_one else rows

    def show_dots(self, which: VGroup) -> list[Animation]:
        """Let dots appear (none where nothing is left out); they then belong to the whole."""
        self.add(which)
        return [FadeIn(dot) for dot in which]

    def _place(self, n: int, m: int, size: float, near: float, gap: float) -> None:
        k = size / 26
        width = max(num.width for num in [*self.cells.values(), *self.row.values()]) + gap * k
        ys, xs = _slots(self.rows, n, 0.46 * near * k), _slots(self.columns, m, width)
        left, top = -width / 2 - 0.35 * k - max(num.width for num in self.column.values()), 0.55 * near * k
        for i, num in self.column.items():
            num.move_to([left + num.width / 2, -ys[i], 0]).shift([max(c.width for c in self.column.values()) - num.width, 0, 0])
        for j, num in self.row.items():
            num.move_to([xs[j], top, 0])
        for (i, j), num in self.cells.items():
            num.move_to([xs[j], -ys[i], 0])
        x = self.column[self.rows[0]].get_x()
        self.dots = VGroup()
        self.dots.left = VGroup(*([_dots("v", [x, -ys[-1], 0])] if -1 in ys else []))
        self.dots.top = VGroup(*([_dots("c", [xs[-1], top, 0])] if -1 in xs else []))
        across = [_dots("c", [xs[-1], -ys[i], 0]) for i in self.rows] if -1 in xs else []
        down = [_dots("v", [xs[j], -ys[-1], 0]) for j in self.columns] if -1 in ys else []
        self.dots.grid = VGroup(*across, *down)
        self.dots.add(self.dots.left, self.dots.top, self.dots.grid)


def _slots(indices: list[int], n: int, pitch: float) -> dict[int, float]:
    """How far along each index stands; the key -1 is the dots, where some are left out."""
    if len(indices) == n:
        return {k: at * pitch for at, k in enumerate(indices)}
    return {0: 0.0, 1: pitch, -1: (1.5 + DOTS / 2) * pitch, n - 1: (2 + DOTS) * pitch}


def _dots(way: str, at: list[float]) -> Label:
    return Label(f"$dots.{way}$", size=22).move_to(at)


def _brackets(grid: VGroup, buff: float) -> VGroup:
    h, w = grid.height / 2 + 0.6 * buff, grid.width / 2 + buff
    sides = []
    for s in (-1, 1):
        side = VMobject(stroke_color=theme().soft, stroke_width=2.5)
        side.set_points_as_corners([[s * (w - 0.12), h, 0], [s * w, h, 0], [s * w, -h, 0], [s * (w - 0.12), -h, 0]])
        sides.append(side)
    return VGroup(*sides).move_to(grid.get_center())
