"""The gestures of the recap: the rooms of code and network, what a step leaves, what each question lights."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from manim import RIGHT, UP, Animation, AnimationGroup, FadeIn, FadeOut, Mobject, VGroup

from engine.reading import Number
from scenes.chapter import Chapter
from scenes.films.delta.story import Delta
from scenes.films.forward.story import ForwardPass as Forward
from scenes.films.gradients.story import Gradients
from scenes.films.recap import recap_pictures as pictures
from scenes.films.recap.listing import Listing
from scenes.films.recap.recap_series import film
from scenes.films.update.story import UpdateStep as Update
from scenes.kit.maths import laws, shares
from scenes.kit.maths.flip import flip
from scenes.kit.maths.matrix import MatrixView
from scenes.kit.network.diagram import NetworkDiagram
from scenes.kit.place.light import lit
from scenes.kit.place.plate import plate
from scenes.kit.place.stage import Region
from scenes.kit.theme import theme
from scenes.kit.type.formula import Formula, small
from scenes.kit.type.number import Num
from scenes.shown import show

FILMS = {"output": Delta, "hidden": Delta, "weights": Gradients, "biases": Gradients}
LINES = (Forward, Forward, Delta, Delta, Gradients, Update)  # the film of each line of the program


class RecapFilm(Chapter):
    """A chapter with a program `code`, a network `net` beside it, and `foot`, the room under the network."""

    net: NetworkDiagram
    code: Listing
    foot: Region
    named: VGroup | None = None
    matrix: VGroup | None = None
    card: VGroup | None = None
    fall: Formula | None = None
    plateau: pictures.Plateau

    def film_of(self, key: str) -> VGroup:
        """The title of the film in which an equation was found."""
        return film(FILMS[key].title, 1.15 * small(), theme().soft)

    def told_in(self, k: int) -> list[Mobject]:
        """The title of the film in which line k was told, where it is not yet over the program; the one before leaves."""
        if k and LINES[k] is LINES[k - 1]:
            return []
        old, self.named = self.named, self.stage.title.hold(film(LINES[k].title, 1.15 * small(), theme().soft))
        self.remove(*([] if old is None else old.get_family()))
        return [self.named]

    def picture_of(self, k: int) -> None:
        """What line k does, as it was drawn in its film, under the network."""
        old, t = self.matrix, self.t
        if k < 2:
            self.matrix = pictures.layer(t, k + 1, self.foot, self.stage.is_narrow)
        elif k == 2:
            self.matrix = pictures.blames(t, self.foot)
        elif k == 3:
            self.matrix = pictures.Turned(t, self.foot)
        else:
            self.matrix = pictures.outer(t, 6 - k, self.foot)
        self.play(*([FadeOut(old)] if old is not None else []), FadeIn(self.matrix), lit(self.code.lines[k]), run_time=0.8, lit=True)
        if isinstance(self.matrix, pictures.Turned):
            self._turn(self.matrix)

    def _turn(self, shown: pictures.Turned) -> None:
        """W turns over its diagonal, and carries the deltas."""
        self.play(FadeOut(shown.name), flip(shown.view, shown.flipped), run_time=1.2)
        self.remove(*shown.view.get_family(), *shown.flipped.dots)
        shown.remove(shown.view, shown.name)
        shown.add(shown.flipped, shown.turned, shown.rest)
        self.add(shown.flipped)
        self.play(FadeIn(shown.turned), FadeIn(shown.rest), run_time=0.5)

    def rooms(self) -> tuple[Region, Region, Region]:
        """Where the program, the network, and what is under it stand."""
        stage = self.stage
        if stage.is_narrow:
            return stage.side, stage.graph, stage.board
        wide = stage.wide
        return (
            Region(wide.x - 0.265 * wide.width, wide.y, 0.47 * wide.width, wide.height),
            Region(wide.x + 0.26 * wide.width, 1.55, 0.48 * wide.width, 3.2),
            Region(wide.x + 0.26 * wide.width, -2.05, 0.46 * wide.width, 2.5),
        )

    def judged(self, L: Number) -> list[Animation]:
        """The loss appears in its circle, its name over it."""
        num = Num(show(L, digits=3), 26)
        num.scale(min(1.0, 1.75 * self.net.radius / num.width)).move_to(self.net.loss).set_z_index(3)
        name = Formula("{L}", size=small(), L=L.named).next_to(self.net.loss, UP, buff=0.1)
        self.net.add(num, name)
        return [FadeIn(num, scale=0.7), FadeIn(name)]

    def blamed(self, l: int) -> Animation:
        """The deltas of layer l appear under its neurons, on plates: edges run close."""
        short: Any = [show(delta, digits=3) for delta in self.t.delta[l]]
        written = self.net.blame(l, short)
        plates = [plate(num, 0.03)[0].set_z_index(1.5) for num in self.net.blames[l].values()]
        self.net.add(*plates)
        return AnimationGroup(*map(FadeIn, plates), written)

    def stepped_weights(self, l: int) -> None:
        """The new weights of layer l appear under the network; those of the layer before leave."""
        old = self.matrix
        self.matrix = VGroup(Formula("{W} =", W=self.n.W[l]), MatrixView(self.t.W_new[l])).arrange(RIGHT, buff=0.2)
        self.foot.hold(self.matrix)
        self.play(FadeIn(self.matrix), *([FadeOut(old)] if old is not None else []), run_time=0.5)

    def ask(self, k: int) -> None:
        """What a question is about lights up, and stands under the network with a question mark; lines change places."""
        self.clear_away(self.card, self.fall, run_time=0.3)
        self.at("ask")
        self.card = self._card(k, answered=False)
        if k == 3:
            self._swap()
        elif self.card is not None:
            self.show(self.card, run_time=0.4)
        if k == 1:
            self.play(*map(lit, self._asked(k)), self.plateau.walk(3.6), run_time=2.0, lit=True)
        else:
            self.light(*self._asked(k), run_time=0.8)
        if k == 2:
            self.at("two")
            self.light(*self.net.blames[2].values())

    def _swap(self) -> None:
        """Lines four and five change places."""
        four, five = self.code.lines[3:5]
        way = (five[0].get_y() - four[0].get_y()) * UP
        self.play(four.animate.shift(way), five.animate.shift(-way), run_time=0.7)

    def _card(self, k: int, answered: bool) -> VGroup | None:
        """A question as a line of maths, or its answer."""
        blamed = self.n.delta[1][0]
        if k == 0:
            lines = shares.silence(), shares.silence_answered() if answered else shares.silence_asked()
            return self.foot.hold(VGroup(*lines).arrange(RIGHT, buff=0.7))
        if k == 1:
            return self._flat(Formula(f"{{a}} (1 - {{a}}) arrow.r {'0' if answered else 'thick quest'}", a=self.n.a[1][0]), answered)
        cards: dict[tuple[int, bool], Formula] = {
            (2, False): Formula("{d} = quest", d=blamed),
            (2, True): laws.hidden_law(self.t),
            (4, False): Formula('"passes" = quest'),
            (4, True): Formula('"passes" = 2'),
        }
        card = cards.get((k, answered))
        return None if card is None else self.foot.hold(card)

    def _flat(self, line: Formula, answered: bool) -> VGroup:
        """The squash with its live point, and beside it the slope in letters."""
        foot = self.foot
        if not answered:
            self.plateau = pictures.Plateau(self.t, Region(foot.x - 0.25 * foot.width, foot.y, 0.5 * foot.width, foot.height))
        Region(foot.x + 0.25 * foot.width, foot.y, 0.48 * foot.width, foot.height).hold(line)
        return VGroup(self.plateau, line)

    def _asked(self, k: int) -> list[Mobject]:
        net, code = self.net, self.code
        return [
            [net.edges[1][0, 0]], [net.neurons[1][0]], [net.edges[2][0, 0], net.edges[2][1, 0]],
            [code.lines[3], code.lines[4]], [*net.edges[1].values(), *net.edges[2].values()],
        ][k]  # fmt: skip

    def answer(self, k: int) -> None:
        """The lines of the program that answer, and the place in the network."""
        net, code = self.net, self.code
        here: list[Callable[[], None]] = [
            lambda: self.light(code.part(4, "np.outer(d2, a1)"), code.part(5, "np.outer(d1, x)")),
            lambda: self.light(code.part(2, "a2 * (1 - a2)"), code.part(3, "a1 * (1 - a1)")),
            lambda: self.play(net.pulse(2, (0, 0), (1, 0), back=True), run_time=0.9),
            lambda: self.light(code.part(3, "W2.T"), code.part(4, "W2 -=")),
            lambda: self.play(net.pulse(1), net.pulse(2), run_time=0.6),
        ]
        rest: list[Callable[[], None]] = [
            lambda: self.light(code.part(4, "a1"), code.part(5, "x"), *net.values[0].values(), *net.values[1].values()),
            lambda: self.light(net.neurons[1][0], net.blames[1][0]),
            lambda: self.light(code.part(3, "(W2.T @ d2)"), net.blames[1][0]),
            lambda: self.light(*net.blames[1].values()),
            lambda: self.play(net.pulse(2, back=True), net.pulse(1, back=True), net.pulse_loss(back=True), run_time=0.9),
        ]
        self.at("here")
        old, self.card = self.card, self._card(k, answered=True)
        if old is not None and self.card is not None:
            kept = [self.plateau] if k == 1 else []
            self.remove(*kept)
            self.add(*kept)
            leaving, coming = (VGroup(*(part for part in card if part not in kept)) for card in (old, self.card))
            self.play(FadeOut(leaving), FadeIn(coming), run_time=0.3)
        here[k]()
        self.at("and")
        rest[k]()
        if k == 3:
            self._swap()
