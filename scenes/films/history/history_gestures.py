"""What the story of blame does more than once: a year comes, the perceptron is corrected, a pattern is answered."""

from __future__ import annotations

from manim import FadeIn, FadeOut, Line, VGroup

from scenes.chapter import Chapter
from scenes.films.history import history_words as words
from scenes.films.history.history_pictures import GatePlane, WeightBars, Years
from scenes.kit.network.diagram import NetworkDiagram
from scenes.kit.theme import theme
from scenes.kit.type.formula import Label, small

MOVE = 0.42  # seconds of a correction


class HistoryFilm(Chapter):
    """Has `years`, a network `net`, then the `plane` of the perceptron, then the `bars` of 1986."""

    years: Years
    net: NetworkDiagram
    plane: GatePlane
    bars: WeightBars
    who: Label
    said: VGroup

    def _answer(self, m: int, word: str) -> None:
        """A pattern is switched on; at the words that follow, what the hidden neurons say to it, and the answer."""
        self.said = self.bars.says(words.says(self.t, m))
        self.play(*self.bars.switch(self.t.trace.lesson.data.x[m]), run_time=0.7)
        if word == "no":
            self.at("fires")
        self.show(self.said, run_time=0.4)
        self.at(word)
        self.show(self.place("board", words.answers(self.t, m)), run_time=0.4)

    def knobs(self) -> list[Line]:
        """The lines of the network, each a weight."""
        return [e for l in self.net.edges for e in self.net.edges[l].values()]

    def era(self, k: int, name: str) -> None:
        """The story comes to a year, and to who stands for it."""
        old = [FadeOut(self.who)] if k else []
        self.who = words.name_place(self.stage).hold(Label(name, size=small() + 2, color=theme().ink))
        self.play(*old, *self.years.tell(k), FadeIn(self.who), run_time=0.5)

    def correct(self, first: int, last: int) -> None:
        """Corrections of the perceptron: a ring around the wrong answer, then the line moves."""
        for k in range(first, last + 1):
            ring = self.plane.ring(k)
            self.play(FadeIn(ring), run_time=0.14)
            self.play(self.plane.correct(k), FadeOut(ring), run_time=MOVE)
