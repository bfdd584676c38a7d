"""Ratios of neighbouring moves, a row for each nudge, and under them what they settle on."""

from __future__ import annotations

from itertools import product

from manim import VGroup

from engine.reading import Reading
from scenes.films.nudge import facts, formulas
from scenes.kit.place.shots import first_read, fit
from scenes.kit.place.stage import Region
from scenes.kit.theme import theme
from scenes.kit.type.formula import Formula
from scenes.kit.type.number import Num
from scenes.shown import show

SIZE, SLIM = 34, 4.6  # font size; the width of a board on which numbers are cut to three digits, or to two
GAPS, ROW = (0.35, 0.22), 0.5  # between columns, at best and at least; between rows


def ratio_table(t: Reading, region: Region) -> RatioTable:
    """The table in a room, with as many digits as can be read there."""
    ways = product((3, 2) if region.width < SLIM else (4, 3, 2), GAPS)
    return first_read([RatioTable(t, region, *way) for way in ways])


class RatioTable(VGroup):
    """heads[c]   Delta w, then the ratios      rows[k][c]   nudge k, then its ratios      slopes[c]   the symbols under the ratios"""

    def __init__(self, t: Reading, region: Region, digits: int, gap: float) -> None:
        super().__init__()
        self.heads = VGroup(*(Formula("{s}", size=SIZE, color=theme().soft, s=name) for name in ("Delta w", *formulas.RATIOS)))
        rows = ([push, *facts.ratios(t, k)] for k, push in enumerate(facts.pushes(t)))
        self.rows = [VGroup(*(Num(show(number, digits=digits), SIZE) for number in row)) for row in rows]
        self.slopes = VGroup(*(Formula("{s}", size=SIZE, s=slope.named) for slope in facts.slopes(t)))
        columns = [[head, *(row[c] for row in self.rows), *([self.slopes[c - 1]] if c else [])] for c, head in enumerate(self.heads)]
        x = 0.0
        for column in columns:
            half = max(part.width for part in column) / 2
            for k, part in enumerate(column):
                part.move_to([x + half, -sum(self._drop(m) for m in range(k + 1)), 0])
            x += 2 * half + gap
        self.add(self.heads, *self.rows, self.slopes)
        fit(self, region)

    def _drop(self, m: int) -> float:
        """How far row m stands under the one before: heads and slopes are fractions."""
        return ROW + (0.45 if m in (1, len(self.rows) + 1) else 0.3)
