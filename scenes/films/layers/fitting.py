"""How numbers of any shape are written in a region: which are drawn, with how many digits, and how large. Nothing is drawn for it."""

from __future__ import annotations

from dataclasses import dataclass

from engine import notation
from engine.reading import Number, Numbers
from scenes.films.layers.facts import MOST_COLUMNS, MOST_ROWS, drawn_pages
from scenes.kit.place.shots import resting
from scenes.kit.place.stage import Region
from scenes.kit.type.number import width_of
from scenes.shown import Shown, show

LARGEST = 64.0  # size of the digits
LIMITS = ((MOST_ROWS, MOST_COLUMNS), (5, 4), (4, 4), (4, 3), (3, 3), (3, 2))  # of a table, drawn: the first large enough
SHORTER = ((3, 3), (2, 3), (1, 2))  # digits, and decimals where these are shorter
HEAD, GAP = 0.72, 0.25  # over a table for its name; between pages
PAD, HIGH = 0.005, 0.0142  # beside the digits of a cell, and its height, at size 1
WIDE = 1.35  # of its height, a region in which a vector lies
LOW = 2.2  # of its height, a region in which the name stands beside the table
Grid = list[list[Number | None]]


@dataclass(frozen=True)
class Fit:
    """What is drawn of pages, `grids`, how its numbers are written, `texts`, in digits of size `read` and cells `wide` and `high`."""

    grids: list[Grid]
    texts: list[Shown]
    read: float
    wide: float
    high: float


class Fitting:
    """Numbers in a region, beside or under a name so wide: `room` that is left, `all` their pages, and the `fit`."""

    def __init__(self, numbers: Numbers, region: Region, name: float, has_note: bool = False, pages: int = 2) -> None:
        """So many pages are drawn at most."""
        self.lies = numbers.array.ndim == 1 and region.width > WIDE * region.height
        self.is_low = not has_note and region.width > LOW * region.height
        self.room = _beside(region, name + 2 * GAP) if self.is_low else _under(region)
        self.are_beside = self.room.width > WIDE * self.room.height
        self.all = _pages(numbers)
        self.fit = self._fitted(self.all[: drawn_pages(numbers.array.shape, pages)])

    def _fitted(self, pages: list[Numbers]) -> Fit:
        """The first that is large enough, else the largest."""
        tries = []
        for most in LIMITS:
            grids = [_numbers(page, self.lies, *most) for page in pages]
            numbers = [number for grid in grids for row in grid for number in row if number is not None]
            for digits, places in SHORTER:
                tries.append(self._sized(grids, [_short(number, digits, places) for number in numbers]))
                if tries[-1].read >= resting():
                    return tries[-1]
        return max(tries, key=lambda each: each.read)

    def _sized(self, grids: list[Grid], texts: list[Shown]) -> Fit:
        """These as large as they fill the room."""
        room, (rows, columns, count) = self.room, (len(grids[0]), len(grids[0][0]), len(grids))
        across, down = (columns * count, rows) if self.are_beside else (columns, rows * count)
        gaps, wide = GAP * (count - 1), max(HIGH, PAD + max(width_of(text.text) for text in texts))
        width, height = (room.width - gaps, room.height) if self.are_beside else (room.width, room.height - gaps)
        size = min(LARGEST, width / (across * wide), height / (down * HIGH))
        return Fit(grids, texts, size, wide * size, HIGH * size)


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
