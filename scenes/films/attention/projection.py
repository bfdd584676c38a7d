"""One word's query: the matrix times the word's row, name over numbers."""

from __future__ import annotations

from manim import DOWN, RIGHT, VGroup

from engine.reading import Reading
from scenes.films.attention import formulas
from scenes.films.attention.facts import ME, L
from scenes.kit.maths.matrix import MatrixView
from scenes.kit.place.stage import Region
from scenes.kit.theme import theme
from scenes.kit.type.formula import Formula, Label


class Projection(VGroup):
    """names, and W x = q as matrices; q draws its brackets alone and is filled row by row. Parts are shown one by one."""

    def __init__(self, t: Reading, region: Region, narrow: bool) -> None:
        super().__init__()
        self.names = Formula(formulas.query())
        self.W, self.x, self.q = MatrixView(t.W_Q[L]), MatrixView(t.a_in[L][ME]), MatrixView(t.Q[L][ME])
        self.equals = Label("$=$", color=theme().ink)
        line = VGroup(self.W, self.x, self.equals, self.q).arrange(RIGHT, buff=0.3)
        self.add(self.names, line).arrange(DOWN if narrow else RIGHT, buff=0.5)
        region.hold(self)
        self.q.remove(self.q.body)
