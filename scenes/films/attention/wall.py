"""The whole head in matrices: forward on one sheet, backward on the other."""

from __future__ import annotations

from collections.abc import Mapping

from manim import DOWN, LEFT, VGroup

from scenes.equation import Equation
from scenes.kit.place.shots import fit
from scenes.kit.place.stage import Region
from scenes.kit.type.formula import BODY, Formula, Label


class Half(VGroup):
    """name over lines[mark], by the mark at which each is said. Parts are shown one by one."""

    def __init__(self, name: str, laws: Mapping[str, Equation], room: Region) -> None:
        super().__init__()
        self.lines, self.name = {mark: Formula(law) for mark, law in laws.items()}, Label(name, size=BODY)
        self.add(self.name, *self.lines.values()).arrange(DOWN, buff=0.35, aligned_edge=LEFT)
        fit(self, room)
