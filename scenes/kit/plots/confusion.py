"""Which class is taken for which: a table of counts, what is right on its diagonal."""

from __future__ import annotations

from manim import LEFT, UP, Rectangle, VGroup

from engine.reading import Numbers, Reading
from scenes.kit.place.shots import fit
from scenes.kit.place.stage import Region
from scenes.kit.theme import theme
from scenes.kit.type.formula import BODY, Label, small
from scenes.kit.type.number import Num

CELL = (2.1, 1.05)
TINT = 0.3  # of the hue of a cell that holds something


class Confusion(VGroup):
    """cells[i][k], nums[i][k]: of class i, so many are called k; heads over the columns, names beside the rows."""

    def __init__(self, t: Reading, counts: Numbers, region: Region) -> None:
        super().__init__()
        self.cells, self.nums = VGroup(), VGroup()
        for i, row in enumerate(counts):
            cells, nums = VGroup(), VGroup()
            for k, number in enumerate(row):
                cell = Rectangle(width=CELL[0], height=CELL[1], stroke_color=theme().line, stroke_width=2)
                hue = theme().positive if i == k else theme().loss
                cell.set_fill(hue, opacity=TINT if number.value else 0).move_to([k * CELL[0], -i * CELL[1], 0])
                cells.add(cell)
                nums.add(Num(number, BODY + 6, theme().ink).move_to(cell).set_z_index(3))
            self.cells.add(cells)
            self.nums.add(nums)
        self.heads = VGroup(*(_called(t, "called", k).next_to(self.cells[0][k], UP, buff=0.2) for k in range(len(counts))))
        self.names = VGroup(*(_called(t, "is", i).next_to(self.cells[i][0], LEFT, buff=0.25) for i in range(len(counts))))
        self.add(self.cells, self.nums, self.heads, self.names)
        fit(self, region)

    @property
    def diagonal(self) -> list[Num]:
        """What is right."""
        return [self.nums[k][k] for k in range(len(self.nums))]

    @property
    def others(self) -> list[Num]:
        """What is taken for another class."""
        return [num for i, row in enumerate(self.nums) for k, num in enumerate(row) if i != k]


def _called(t: Reading, what: str, k: int) -> Label:
    """A class by its name, else by its number."""
    name = t.called.label(k)
    return Label(name if name is not None else f"{what} {k}", size=small() + 4, color=theme().ink)
