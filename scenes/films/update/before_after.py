"""What the outputs were before a step, what they are after it, and what is wanted of them: a row for each drawn output."""

from __future__ import annotations

from manim import VGroup

from engine.reading import Numbers, Reading
from scenes.kit.place.shots import first_read, fit
from scenes.kit.place.stage import Region
from scenes.kit.theme import theme
from scenes.kit.type.formula import SMALL, Formula, Label
from scenes.kit.type.number import Num

ACROSS, DOWN, CLOSE = 1.9, 0.52, 0.4  # of columns; of rows, and of those in a room in which they would be small else


def before_after(region: Region, before: Reading, after: Reading, outputs: list[int]) -> BeforeAfter:
    """The table in a room, its rows close where its numbers would be small else."""
    return first_read([BeforeAfter(region, before, after, outputs, down) for down in (DOWN, CLOSE)])


class BeforeAfter(VGroup):
    """names (a_1, a_2 ...), heads[0..2] (before, after, y), before[i], after[i], wanted[i]: Nums by output index."""

    def __init__(self, region: Region, before: Reading, after: Reading, outputs: list[int], down: float = DOWN) -> None:
        super().__init__()
        D, across = before.D, ACROSS
        self.heads = VGroup(Label("before"), Label("after"), Label("wanted"))
        self.names = VGroup(*(Formula("{s}", size=(SMALL + 4) * down / DOWN, s=before.name.a[D][i]) for i in outputs))
        columns: list[dict[int, Num]] = []
        for k, numbers in enumerate((before.a[D], after.a[D], before.y)):
            self.heads[k].move_to([across * (k + 1), 0, 0])
            columns.append(_column(numbers, outputs, across * (k + 1), down))
        for row, name in enumerate(self.names):
            name.move_to([0.3, -down * (row + 1), 0])
        self.before, self.after, self.wanted = columns
        self.add(self.heads, self.names, *(num for column in columns for num in column.values()))
        fit(self, region)


def _column(numbers: Numbers, outputs: list[int], x: float, down: float) -> dict[int, Num]:
    hue = theme().ink if numbers.named.name == "y" else None
    return {i: Num(numbers[i], 30, hue).move_to([x, -down * (row + 1), 0]) for row, i in enumerate(outputs)}
