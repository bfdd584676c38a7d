"""Numbers of any shape as a table of lit cells: a row, a column, rows and columns, or several of these as pages."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from manim import DOWN, LEFT, RIGHT, UP, Animation, FadeIn, FadeOut, LaggedStart, ManimColor, Rectangle, VGroup

from engine import notation
from engine.reading import Numbers
from engine.symbols import SYMBOLS
from scenes.films.layers.fitting import GAP, Fitting, Grid
from scenes.kit.place.stage import Region
from scenes.kit.theme import theme
from scenes.kit.type.formula import Formula, Label
from scenes.kit.type.number import Num

NAME = 40  # size of the name
DEEPEST, BARE = 0.42, 0.95  # how much of the hue the largest takes: digits stand on it, or none do
SIDE, MOST_BARE = 0.8, 8  # manim units, of a cell without digits at most; rows and columns of these


class Table(VGroup):
    """cells[k] and nums[k] in the order in which they are read; `head` above, its name; `dots` for what is left out.

    Full cells are positive, ringed ones negative, as deep as they are large. It stands in its region, all of it drawn.
    A `bare` one has no digits, and so no dots.
    """

    def __init__(
        self, numbers: Numbers, region: Region, name: Formula, note: Formula | None = None,
        hue: str | ManimColor | None = None, pages: int = 2, bare: bool = False,
    ) -> None:  # fmt: skip
        """`note` stands beside the name; `hue` None: each by its sign, as weights are; so many pages are drawn at most."""
        super().__init__()
        self.numbers, self.hue, self.deepest = numbers, hue, BARE if bare else DEEPEST
        self.slots: VGroup | None = None
        self.largest = float(np.abs(numbers.array).max()) or 1.0
        self.head = VGroup(name, *([note] if note else [])).arrange(RIGHT, buff=0.4)
        self.fitting = Fitting(numbers, region, name.width, note is not None, pages)
        self.fit, self.read = self.fitting.fit, self.fitting.fit.read
        body = self.fitting.room.hold(self._bare() if bare else self._body())
        self.head.next_to(body, LEFT if self.fitting.is_low else UP, buff=0.2)
        self.add(self.head, body)

    @classmethod
    def of(cls, numbers: Numbers, region: Region, pages: int = 2) -> Table:
        """A quantity of a layer by its name; parameters by their signs, all else in its hue."""
        named = numbers.named
        fills = {"parameter": None, "plain": theme().soft}.get(SYMBOLS[named.name].role, theme().hue(named.name))  # ink on ink is not read
        return cls(numbers, region, _name_of(numbers), hue=fills, pages=pages)

    @staticmethod
    def size_in(region: Region, numbers: Numbers, pages: int = 2) -> float:
        """How large `of` writes numbers in a region, without drawing them."""
        return Fitting(numbers, region, _name_of(numbers).width, pages=pages).fit.read

    @staticmethod
    def can_be_bare(numbers: Numbers) -> bool:
        """Whether all of it can stand as cells without digits: a single page, and not too large a one."""
        rows, columns = numbers.array.shape[-2:] if numbers.array.ndim > 1 else (numbers.array.size, 1)
        return numbers.array.size == rows * columns and max(rows, columns) <= MOST_BARE

    def _bare(self) -> VGroup:
        """One page, whole, of cells alone."""
        (page,), room = self.fitting.all, self.fitting.room
        values = page.array.reshape(-1, 1) if page.array.ndim == 1 else page.array
        side = min(room.width / values.shape[1], room.height / len(values), SIDE)
        cells = [self._cell(v, side, side).move_to([c * side, -r * side, 0]) for r, row in enumerate(values) for c, v in enumerate(row)]
        self.cells, self.nums, self.dots = VGroup(*cells), VGroup(), VGroup()
        return VGroup(*cells)

    def _body(self) -> VGroup:
        """The pages, side by side or one under the other."""
        self.cells, self.nums, self.dots = VGroup(), VGroup(), VGroup()
        made = iter(Num(one, self.read, theme().ink) for one in self.fit.texts)
        beside = self.fitting.are_beside
        body = VGroup(*(self._page(grid, made) for grid in self.fit.grids)).arrange(RIGHT if beside else DOWN, buff=GAP)
        if len(self.fitting.all) > len(self.fit.grids):
            self.dots.add(dots := Label("$dots.c$" if beside else "$dots.v$").next_to(body, RIGHT if beside else DOWN, buff=0.12))
            body.add(dots)
        return body

    def _page(self, grid: Grid, made: Iterator[Num]) -> VGroup:
        page, wide, high = VGroup(), self.fit.wide, self.fit.high
        for r, row in enumerate(grid):
            for c, number in enumerate(row):
                spot = [c * wide, -r * high, 0]
                if number is None:
                    page.add(dots := Label("$dots.c$" if len(row) > 1 else "$dots.v$").move_to(spot))
                    self.dots.add(dots)
                    continue
                self.cells.add(cell := self._cell(number.value, wide, high).move_to(spot))
                self.nums.add(num := next(made).move_to(spot).set_z_index(3))
                page.add(cell, num)
        return page

    def _cell(self, value: float, wide: float, high: float) -> Rectangle:
        """As deep as the value is large; a ring where it is negative."""
        part = (abs(value) / self.largest) ** 0.8
        hue = ManimColor(self.hue) if self.hue else theme().sign(value)
        cell = Rectangle(width=0.94 * wide, height=0.9 * high, stroke_color=theme().line, stroke_width=1)
        if value < 0:
            return cell.set_fill(hue, opacity=0.1 * part).set_stroke(hue, width=1.5 + 2 * part)
        return cell.set_fill(hue, opacity=self.deepest * part)

    def ready(self) -> list[Animation]:
        """Its name comes, and empty places for what is not known yet."""
        self.slots = VGroup(*(cell.copy().set_fill(opacity=0).set_stroke(theme().line, 1.5) for cell in self.cells))
        return [FadeIn(self.head), FadeIn(self.slots)]

    def arrive(self) -> Animation:
        """Cell by cell, in the order in which it is read; into the empty places, where those stand."""
        columns = (self.cells, self.nums) if len(self.nums) else (self.cells,)
        each: list[Animation] = [FadeIn(VGroup(*parts), scale=0.8) for parts in zip(*columns, strict=True)]
        named = FadeIn(self.head) if self.slots is None else FadeOut(self.slots)
        return LaggedStart(named, *each, *(FadeIn(dots) for dots in self.dots), lag_ratio=min(0.2, 2 / (1 + len(each))))


def _name_of(numbers: Numbers) -> Formula:
    return called(notation.typst(numbers.named.name, numbers.named.l), theme().hue(numbers.named.name))


def called(name: str, hue: str | ManimColor) -> Formula:
    """A name in the hue of what it names; a slope on one line."""
    above, slash, rest = name.partition(")/(")
    below, _, way = rest.partition(")_")
    source = f"{above.removeprefix('lr(')[1:]} slash {below.removesuffix(')')} {way}" if slash else name
    return Formula("{s}", size=NAME, hues={"s": hue}, s=source)
