"""The whole head in matrices: forward on one sheet, backward on the other."""

from __future__ import annotations

from collections.abc import Mapping

from manim import DOWN, LEFT, VGroup

from scenes.equation import Equation
from scenes.kit.place.shots import fit
from scenes.kit.place.stage import Region
from scenes.kit.type.formula import BODY, Formula, Label

GAPS = (0.6, 0.2)  # manim units, between columns and rows of laws


class Half(VGroup):
    """name over lines[mark], by the mark at which each is said. Parts are shown one by one."""

    def __init__(self, name: str, laws: Mapping[str, Equation], room: Region) -> None:
        super().__init__()
        self.lines, self.name = {mark: Formula(law) for mark, law in laws.items()}, Label(name, size=BODY)
        laws_ = VGroup(*self.lines.values())
        self.add(self.name, laws_)
        self._laid(max((1, 2), key=lambda columns: self._laid(columns)._fits(room)))
        fit(self, room)

    def _laid(self, columns: int) -> Half:
        self[1].arrange_in_grid(cols=columns, buff=GAPS, cell_alignment=LEFT)
        self.arrange(DOWN, buff=0.3, aligned_edge=LEFT)
        return self

    def _fits(self, room: Region) -> float:
        """How far it can be scaled in a room."""
        return float(min(room.width / self.width, room.height / self.height))
