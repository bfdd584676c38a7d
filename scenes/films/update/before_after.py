"""What the outputs were before a step, what they are after it, and what is wanted of them: a row for each drawn output."""

from __future__ import annotations

import numpy as np
from manim import VGroup

from engine.reading import Numbers, Reading
from scenes.kit.place.shots import fit, resting, smallest_type
from scenes.kit.place.stage import Region
from scenes.kit.theme import theme
from scenes.kit.type.formula import SMALL, Formula, Label
from scenes.kit.type.number import Num

ACROSS, NARROW, DOWN, CLOSE = 1.9, 1.5, 0.52, 0.4  # of columns; of rows, and of both in a room in which they would be small else
TURNED = (1.35, 0.62)  # of columns and rows of a table whose rows are before, after and wanted


def before_after(region: Region, before: Reading, after: Reading, outputs: list[int]) -> BeforeAfter:
    """The table in a room, its rows close where its numbers would be small else, or its columns for rows."""
    ways = ((ACROSS, DOWN, False), (ACROSS, CLOSE, False), (NARROW, DOWN, False), (NARROW, CLOSE, False), (*TURNED, True))
    made = [BeforeAfter(region, before, after, outputs, *way) for way in ways]
    return next((one for one in made if smallest_type(one) >= resting()), max(made, key=smallest_type))


class BeforeAfter(VGroup):
    """names (a_1, a_2 ...), heads[0..2] (before, after, y), before[i], after[i], wanted[i]: Nums by output index.

    An output has a row; where the table is `turned`, a column.
    """

    def __init__(
        self, region: Region, before: Reading, after: Reading, outputs: list[int], across: float, down: float, turned: bool = False
    ) -> None:
        super().__init__()
        self._across, self._down, self._turned = across, down, turned
        size = SMALL + 4 if turned else (SMALL + 4) * down / DOWN
        self.heads = VGroup(Label("before"), Label("after"), Label("wanted"))
        self.names = VGroup(*(Formula("{s}", size=size, s=before.name.a[before.D][i]) for i in outputs))
        columns = []
        for k, (head, numbers) in enumerate(zip(self.heads, (before.a[before.D], after.a[before.D], before.y), strict=True)):
            head.move_to(self._spot(k + 1, 0))
            columns.append(self._column(numbers, outputs, k + 1))
        for row, name in enumerate(self.names):
            name.move_to(self._spot(0, row + 1))
        self.before, self.after, self.wanted = columns
        self.add(self.heads, self.names, *(num for column in columns for num in column.values()))
        fit(self, region)

    def _spot(self, k: int, row: int) -> np.ndarray:
        """Where head k (0: the names) meets an output (0: the heads)."""
        if self._turned:
            return np.array([self._across * row, -self._down * k, 0])
        return np.array([self._across * k if k else 0.3, -self._down * row, 0])

    def _column(self, numbers: Numbers, outputs: list[int], k: int) -> dict[int, Num]:
        hue = theme().ink if numbers.named.name == "y" else None
        return {i: Num(numbers[i], 30, hue).move_to(self._spot(k, row + 1)) for row, i in enumerate(outputs)}
