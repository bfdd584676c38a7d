"""What the outputs were before a step, what they are after it, and what is wanted of them: a row for each drawn output."""

from __future__ import annotations

from manim import VGroup

from engine.reading import Numbers, Reading
from scenes.kit.place.shots import fit
from scenes.kit.place.stage import Region
from scenes.kit.theme import theme
from scenes.kit.type.formula import SMALL, Formula, Label
from scenes.kit.type.number import Num

PITCH = (1.9, 0.52)  # of columns and rows


class BeforeAfter(VGroup):
    """names (a_1, a_2 ...), heads[0..2] (before, after, y), before[i], after[i], wanted[i]: Nums by output index."""

    def __init__(self, region: Region, before: Reading, after: Reading, outputs: list[int]) -> None:
        super().__init__()
        D, (across, down) = before.D, PITCH
        self.heads = VGroup(Label("before"), Label("after"), Label("wanted"))
        self.names = VGroup(*(Formula("{s}", size=SMALL + 4, s=before.name.a[D][i]) for i in outputs))
        columns: list[dict[int, Num]] = []
        for k, numbers in enumerate((before.a[D], after.a[D], before.y)):
            self.heads[k].move_to([across * (k + 1), 0, 0])
            columns.append(_column(numbers, outputs, across * (k + 1)))
        for row, name in enumerate(self.names):
            name.move_to([0.3, -down * (row + 1), 0])
        self.before, self.after, self.wanted = columns
        self.add(self.heads, self.names, *(num for column in columns for num in column.values()))
        fit(self, region)


def _column(numbers: Numbers, outputs: list[int], x: float) -> dict[int, Num]:
    hue = theme().ink if numbers.named.name == "y" else None
    return {i: Num(numbers[i], 30, hue).move_to([x, -PITCH[1] * (row + 1), 0]) for row, i in enumerate(outputs)}
