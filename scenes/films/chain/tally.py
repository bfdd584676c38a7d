"""A tally: one small square for each multiplication that was really made, row under row, so that two ways can be compared."""

from __future__ import annotations

from itertools import pairwise

from manim import DOWN, RIGHT, Animation, FadeIn, LaggedStart, Square, VGroup

from engine.reading import Reading
from scenes.films.chain import facts
from scenes.kit.place.stage import Region
from scenes.kit.theme import theme
from scenes.kit.type.formula import Label
from scenes.kit.type.number import Num

WAYS = ("row by row", "from the end")


def hues() -> tuple[str, str]:
    """The colours of the two ways."""
    return theme().soft, theme().backward


class Tally(VGroup):
    """Rows of squares in a region, one for each of the two ways, its name left of it and its count right of it.

    names[k], cells[k] (all squares of row k), totals[k] (the Num of its count); `mark(k, n)` lets its next n squares appear
    """

    def __init__(self, t: Reading, region: Region) -> None:
        super().__init__()
        totals = (facts.alone_total(t), facts.carried_total(t))
        most = max(int(total.value) for total in totals)
        self.names = [Label(way) for way in WAYS]
        left = max(name.width for name in self.names)
        pitch = min(0.42, (region.width - left - 1.5) / most)
        self.cells = [
            VGroup(*(_cell(pitch, hue) for _ in range(int(n.value)))).arrange(RIGHT, buff=0.2 * pitch)
            for n, hue in zip(totals, hues(), strict=True)
        ]
        self.totals = [Num(total, 30, theme().ink) for total in totals]
        self._marked = [0] * len(self.cells)
        rows = VGroup()
        for name, cells, total in zip(self.names, self.cells, self.totals, strict=True):
            name.move_to([0, 0, 0], aligned_edge=RIGHT)
            cells.next_to(name, RIGHT, buff=0.35)
            total.next_to(cells, RIGHT, buff=0.3)
            rows.add(VGroup(name, cells, total))
        for above, below in pairwise(rows):
            below.shift((above.get_y() - below.get_y() - 0.62) * (-DOWN))
        self.add(*rows)
        region.hold(self)

    def mark(self, k: int, n: int) -> Animation:
        """The next n squares of row k appear, one after the other."""
        start = self._marked[k]
        self._marked[k] = start + n
        return LaggedStart(*(FadeIn(cell, scale=0.5) for cell in self.cells[k][start : start + n]), lag_ratio=0.5)


def _cell(pitch: float, hue: str) -> Square:
    return Square(0.8 * pitch, stroke_width=0, fill_color=hue, fill_opacity=0.9)
