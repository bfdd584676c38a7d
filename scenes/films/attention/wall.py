"""The whole head in matrices: forward on one sheet, backward on the other."""

from __future__ import annotations

from collections.abc import Mapping

from manim import DOWN, LEFT, VGroup

from scenes.equation import Equation
from scenes.kit.place.shots import fit
from scenes.kit.place.stage import Region
from scenes.kit.type.formula import BODY, Formula, Label

BROAD = 1.6  # times as wide as high: laws stand in two columns


class Half(VGroup):
    """name over lines[mark], by the mark at which each is said. Parts are shown one by one."""

    def __init__(self, name: str, laws: Mapping[str, Equation], room: Region) -> None:
        super().__init__()
        self.lines, self.name = {mark: Formula(law) for mark, law in laws.items()}, Label(name, size=BODY)
        columns = 2 if room.width > BROAD * room.height else 1
        laws_ = VGroup(*self.lines.values()).arrange_in_grid(cols=columns, buff=(1.0, 0.35), cell_alignment=LEFT)
        self.add(VGroup(self.name, laws_).arrange(DOWN, buff=0.3, aligned_edge=LEFT))
        fit(self, room)
