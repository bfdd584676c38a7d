"""How the scores of one row move its shares, and collect what comes back to them: J g = dL/ds, the shares beside it."""

from __future__ import annotations

from manim import DOWN, LEFT, RIGHT, UP, VGroup, config

from engine.reading import Reading
from scenes.films.attention import read
from scenes.films.attention.formulas import DIGITS, by
from scenes.films.attention.read import head, me
from scenes.kit.maths.matrix import MatrixView
from scenes.kit.place.shots import fit
from scenes.kit.place.stage import Region
from scenes.kit.theme import theme
from scenes.kit.type.formula import BODY, Formula, Label

SIZE = 34
SLIM = 0.95  # of the frame: where it is no broader than high, and a room no wider, numbers are short


class JacobianRow(VGroup):
    """a (column of shares), J, g (blame of the shares), ds (blame of the scores), all placed, none shown; heads by name, words, equals.

    J and ds draw their brackets alone and are filled cell by cell.
    """

    def __init__(self, t: Reading, room: Region, high: bool) -> None:
        super().__init__()
        is_slim = config.frame_width <= config.frame_height and room.width <= SLIM * config.frame_width
        k, decimals = me(t), DIGITS - is_slim
        views = (("a", "A"), ("J", "jacobian"), ("g", "dL_dA"), ("ds", "dL_dscores"))
        self.views = {name: MatrixView(head(t, field)[k], size=SIZE, digits=decimals, decimals=decimals) for name, field in views}
        self.a, self.J, self.g, self.ds = self.views.values()
        self.equals = Label("$=$", size=BODY, color=theme().ink)
        self.words = VGroup(*(Label(read.label(t, s), size=SIZE - 4, color=theme().ink) for s in self.a.drawn_rows))
        near = 0.5 if is_slim else 1.0  # of the room between them
        first = VGroup(self.a, self.J).arrange(RIGHT, buff=0.5 * near)
        second = VGroup(self.g, self.equals, self.ds).arrange(RIGHT, buff=0.35 * near)
        self.whole = VGroup(first, second).arrange(DOWN if high else RIGHT, buff=1.1 if high else 0.35 * near)
        self._name()
        for word, s in zip(self.words, self.a.drawn_rows, strict=True):
            word.next_to(self.a.brackets, LEFT, buff=0.25).set_y(self.a.cells[s, 0].get_y())
        self.add(*self.whole, *self.heads.values(), self.words)
        fit(self, room)
        for view in (self.J, self.ds):
            view.remove(view.body)

    def _name(self) -> None:
        """A name over each."""
        texts = {"a": "a", "J": "J = (partial a)/(partial s)", "g": by("a"), "ds": by("s")}
        hues = {"a": theme().forward}
        self.heads = {name: Formula("{s}", BODY, hues={"s": hues.get(name, theme().backward)}, s=text) for name, text in texts.items()}
        for name, head_ in self.heads.items():
            head_.next_to(self.views[name].brackets, UP, buff=0.2)


def jacobian_row(t: Reading, room: Region) -> JacobianRow:
    """All side by side, or two matrices under the other two, whichever is larger."""
    return max((JacobianRow(t, room, high) for high in (False, True)), key=lambda row: row.a.brackets.height)
