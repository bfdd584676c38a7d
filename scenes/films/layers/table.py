"""Numbers of any shape as a table of lit cells: a row, a column, rows and columns, or several of these as pages."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from manim import DOWN, LEFT, RIGHT, UP, Animation, FadeIn, LaggedStart, ManimColor, Rectangle, VGroup

from engine import notation
from engine.reading import Number, Numbers
from engine.symbols import SYMBOLS
from scenes.films.layers.facts import MOST_COLUMNS, MOST_ROWS, drawn_pages
from scenes.kit.place.shots import resting
from scenes.kit.place.stage import Region
from scenes.kit.theme import theme
from scenes.kit.type.formula import Formula, Label
from scenes.kit.type.number import Num
from scenes.shown import Shown, show

LARGEST = 64.0  # size of the digits
LIMITS = ((MOST_ROWS, MOST_COLUMNS), (5, 4), (4, 4), (4, 3), (3, 3), (3, 2))  # of a table, drawn: the first large enough
SHORTER = ((3, 3), (2, 3), (1, 2))  # digits, and decimals where these are shorter
HEAD, NAME, GAP = 0.72, 40, 0.25  # over a table for its name, the size of that; between pages
PAD, HIGH = 0.005, 0.015  # beside the digits of a cell, and its height, at size 1
DEEPEST = 0.42  # how much of the hue the largest takes: digits stand on it
WIDE = 1.35  # of its height, a region in which a vector lies
LOW = 2.2  # of its height, a region in which the name stands beside the table
Grid = list[list[Number | None]]


class Table(VGroup):
    """cells[k] and nums[k] in the order in which they are read; `head` above, its name; `dots` for what is left out.

    Full cells are positive, ringed ones negative, as deep as they are large. It stands in its region, all of it drawn.
    """

    def __init__(
        self, numbers: Numbers, region: Region, name: Formula, note: Formula | None = None,
        hue: str | ManimColor | None = None, pages: int = 2,
    ) -> None:  # fmt: skip
        """`note` stands beside the name; `hue` None: each by its sign, as weights are; so many pages are drawn at most."""
        super().__init__()
        self.numbers, self.hue = numbers, hue
        self.largest = float(np.abs(numbers.array).max()) or 1.0
        self.lies = numbers.array.ndim == 1 and region.width > WIDE * region.height
        self.head = VGroup(name, *([note] if note else [])).arrange(RIGHT, buff=0.4)
        is_low = note is None and region.width > LOW * region.height
        room = self.room = _beside(region, name.width + 2 * GAP) if is_low else _under(region)
        self.all = _pages(numbers)
        shown = self.all[: drawn_pages(numbers.array.shape, pages)]
        self.grids, self.texts, self.read = self._fitted(shown, room)
        self._size(self.grids, self.texts, room)
        body = room.hold(self._body())
        self.head.next_to(body, LEFT if is_low else UP, buff=0.2)
        self.add(self.head, body)

    @classmethod
    def of(cls, numbers: Numbers, region: Region, pages: int = 2) -> Table:
        """A quantity of a layer by its name; parameters by their signs, all else in its hue."""
        name, hue = numbers.named.name, theme().hue(numbers.named.name)
        fills = {"parameter": None, "plain": theme().soft}.get(SYMBOLS[name].role, hue)  # ink on ink is not read
        return cls(numbers, region, called(notation.typst(name, numbers.named.l), hue), hue=fills, pages=pages)

    def _fitted(self, pages: list[Numbers], room: Region) -> tuple[list[Grid], list[Shown], float]:
        """What is drawn of every page, how its numbers are written, and how large: the first that is large enough, else the largest."""
        tries = []
        for most in LIMITS:
            grids = [_numbers(page, self.lies, *most) for page in pages]
            numbers = [number for grid in grids for row in grid for number in row if number is not None]
            for digits, places in SHORTER:
                texts = [_short(number, digits, places) for number in numbers]
                tries.append((grids, texts, self._size(grids, texts, room)))
                if tries[-1][2] >= resting():
                    return tries[-1]
        return max(tries, key=lambda each: each[2])

    def _size(self, grids: list[Grid], texts: list[Shown], room: Region) -> float:
        """The font size in which these fill a room."""
        rows, columns, count = len(grids[0]), len(grids[0][0]), len(grids)
        across, down = (columns * count, rows) if self.beside(room) else (columns, rows * count)
        gaps, wide = GAP * (count - 1), max(HIGH, PAD + max(Num(text, 1).width for text in texts))
        width, height = (room.width - gaps, room.height) if self.beside(room) else (room.width, room.height - gaps)
        size = min(LARGEST, width / (across * wide), height / (down * HIGH))
        self.wide, self.high = wide * size, HIGH * size
        return size

    def beside(self, room: Region) -> bool:
        """Whether pages stand side by side."""
        return room.width > WIDE * room.height

    def _body(self) -> VGroup:
        """The pages, side by side or one under the other."""
        self.cells, self.nums, self.dots = VGroup(), VGroup(), VGroup()
        made = iter(Num(one, self.read, theme().ink) for one in self.texts)
        beside = self.beside(self.room)
        body = VGroup(*(self._page(grid, made) for grid in self.grids)).arrange(RIGHT if beside else DOWN, buff=GAP)
        if len(self.all) > len(self.grids):
            self.dots.add(dots := Label("$dots.c$" if beside else "$dots.v$").next_to(body, RIGHT if beside else DOWN, buff=0.12))
            body.add(dots)
        return body

    def _page(self, grid: Grid, made: Iterator[Num]) -> VGroup:
        page, wide, high = VGroup(), self.wide, self.high
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
        return cell.set_fill(hue, opacity=DEEPEST * part)

    def arrive(self) -> Animation:
        """Cell by cell, in the order in which it is read."""
        each = [FadeIn(VGroup(cell, num), scale=0.8) for cell, num in zip(self.cells, self.nums, strict=True)]
        return LaggedStart(FadeIn(self.head), *each, *(FadeIn(dots) for dots in self.dots), lag_ratio=min(0.2, 2 / (1 + len(each))))


def _under(region: Region) -> Region:
    """What is left of a region under a name."""
    return Region(region.x, region.y - HEAD / 2, region.width, region.height - HEAD)


def _beside(region: Region, name: float) -> Region:
    """What is left of a region beside a name as wide as this."""
    return Region(region.x + name / 2, region.y, region.width - name, region.height)


def _short(number: Number, digits: int, places: int) -> Shown:
    """With so many digits, or so many decimals where that is shorter and not nothing."""
    full, fewer = show(number, digits), show(number, decimals=places)
    return fewer if len(fewer.text) < len(full.text) and notation.parse(fewer.text)[0] else full


def drawn(n: int, most: int) -> list[int]:
    """Which of n are drawn where there is room for so many; dots take the place of one."""
    return list(range(n)) if n <= most else [0] if most < 3 else [*range(most - 2), n - 1]


def _pages(numbers: Numbers) -> list[Numbers]:
    """Tables of one or two axes."""
    return [numbers] if numbers.array.ndim < 3 else [page for part in numbers for page in _pages(part)]


def _numbers(page: Numbers, lies: bool, high: int, wide: int) -> Grid:
    """Rows of numbers as they are drawn, None for dots; a vector is a column, or a row where it lies."""
    if page.array.ndim == 1:
        line = _line(list(page), max(high, wide) if lies else high)
        return [line] if lies else [[one] for one in line]
    rows = _line(list(page), high)
    across = len(_line([None] * page.array.shape[1], wide))
    return [[None] * across if row is None else _line(list(row), wide) for row in rows]


def _line(items: list, most: int) -> list:
    """These as they are drawn, None for those left out."""
    chosen = [items[k] for k in drawn(len(items), most)]
    return chosen if len(chosen) == len(items) else [*chosen[:1], None] if most < 3 else [*chosen[:-1], None, chosen[-1]]


def called(name: str, hue: str | ManimColor) -> Formula:
    """A name in the hue of what it names; a slope on one line."""
    above, slash, rest = name.partition(")/(")
    below, _, way = rest.partition(")_")
    source = f"{above.removeprefix('lr(')[1:]} slash {below.removesuffix(')')} {way}" if slash else name
    return Formula("{s}", size=NAME, hues={"s": hue}, s=source)
