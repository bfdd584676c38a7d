"""One token's query: the matrix times the token's row, name over numbers."""

from __future__ import annotations

from manim import DOWN, RIGHT, VGroup

from engine.reading import Numbers, Reading
from scenes.films.attention import formulas, read
from scenes.films.attention.read import head, me
from scenes.kit.maths.matrix import MatrixView
from scenes.kit.place.shots import fit
from scenes.kit.place.stage import Region
from scenes.kit.theme import theme
from scenes.kit.type.formula import LARGE, Formula, Label

SLIM = 8.0  # manim units: in a room that is no wider, numbers are short


class Projection(VGroup):
    """names, and W x = q as matrices; x and q draw their brackets alone and are filled later. Parts are shown one by one."""

    def __init__(self, t: Reading, room: Region) -> None:
        super().__init__()
        k, narrow = me(t), room.width < 2 * room.height
        digits = formulas.DIGITS if room.width > SLIM else formulas.DIGITS - 1
        self.names = Formula(formulas.query(t))
        self.W = MatrixView(_matrix(t), digits=digits)
        self.x, self.q = (MatrixView(head(t, field)[k], digits=digits) for field in ("a_in", "Q"))
        self.equals = Label("$=$", size=LARGE, color=theme().ink)
        line = VGroup(self.W, self.x, self.equals, self.q).arrange(RIGHT, buff=0.3)
        self.add(self.names, line).arrange(DOWN if narrow else RIGHT, buff=0.6)
        fit(self, room)
        self.q.remove(self.q.body)


def _matrix(t: Reading) -> Numbers:
    """The head's W_Q, its entries weights."""
    whole = t.W_Q[read.layer(t)]
    return t.numbers(whole[0].path if read.has_several_heads(t) else whole.path, "w")
