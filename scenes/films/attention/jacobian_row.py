"""How the scores of one row move its shares, and collect what comes back to them: a | J g = dL/ds."""

from __future__ import annotations

from manim import DOWN, LEFT, RIGHT, UP, VGroup

from engine.reading import Reading
from scenes.films.attention.facts import ALL, ME, SAID, L
from scenes.films.attention.formulas import by, jacobian_of
from scenes.kit.maths.matrix import MatrixView
from scenes.kit.place.stage import Region
from scenes.kit.theme import theme
from scenes.kit.type.formula import BODY, Formula, Label, small


class JacobianRow(VGroup):
    """a (column of shares), J, g (blame of the shares), ds (blame of the scores), all placed, none shown; heads by name, words, equals.

    J and ds draw their brackets alone and are filled cell by cell.
    """

    def __init__(self, t: Reading, region: Region, narrow: bool) -> None:
        super().__init__()
        self.a = MatrixView(t.A[L][ME], size=28)
        self.J = MatrixView(jacobian_of(t, ME), size=28)
        self.g = MatrixView(t.dL_dA[L][ME], size=28)
        self.ds = MatrixView(t.dL_dscores[L][ME], size=28)
        self.equals = Label("$=$", size=BODY, color=theme().ink)
        self.words = VGroup(*(Label(word, size=small(), color=theme().ink) for word in SAID))
        first = VGroup(self.a, self.J).arrange(RIGHT, buff=0.45 if narrow else 0.7)
        second = VGroup(self.g, self.equals, self.ds).arrange(RIGHT, buff=0.35)
        both = VGroup(first, second).arrange(DOWN if narrow else RIGHT, buff=1.2 if narrow else 0.35)
        both.move_to(region.center)
        self._name()
        for word, k in zip(self.words, ALL, strict=True):
            word.next_to(self.a.brackets, LEFT, buff=0.25).set_y(self.a.cells[k, 0].get_y())
        self.add(*both, self.heads["a"], self.heads["J"], self.heads["g"], self.heads["ds"], self.words)
        region.hold(self)
        self._emptied()

    def _name(self) -> None:
        """A name over each."""
        views = {"a": self.a, "J": self.J, "g": self.g, "ds": self.ds}
        texts = {"a": "a", "J": "J = (partial a)/(partial s)", "g": by("a"), "ds": by("s")}
        hues = {"a": theme().forward}
        self.heads = {name: Formula("{s}", BODY - 4, hues={"s": hues.get(name, theme().backward)}, s=text) for name, text in texts.items()}
        for name, head in self.heads.items():
            head.next_to(views[name].brackets, UP, buff=0.2)

    def _emptied(self) -> None:
        for view in (self.J, self.ds):
            view.remove(view.body)
