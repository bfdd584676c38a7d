"""The program as it runs: under network and program the film in which a line was told, then what it does; in the network what it gives."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from manim import DOWN, FadeIn, FadeOut, LaggedStart, VGroup

from scenes.films.recap import pictures
from scenes.films.recap.program import PROGRAM
from scenes.films.recap.series_map import told_in
from scenes.kit.maths.flip import flip
from scenes.kit.network.comets import landing
from scenes.kit.place.light import lit
from scenes.kit.place.shots import RESTING
from scenes.kit.place.stage import Region

if TYPE_CHECKING:
    from scenes.films.recap.story import Recap

LONG = 1.2  # seconds that are worth a move


class Running:
    """title   of the film in which a line was told, which makes room for      picture   what the line does, as it was drawn there"""

    def __init__(self, film: Recap) -> None:
        self.film = film
        self.title, self.picture = VGroup(), VGroup()

    def write(self, k: int) -> None:
        """Line k appears in the program, and under it its film's title and picture, not all of it shown yet."""
        film = self.film
        film.in_row(lambda room: self._laid(k, room))
        film.play(FadeIn(film.code.lines[k]), FadeIn(self.title), FadeOut(film.rules[k]), run_time=0.4)

    def _laid(self, k: int, room: Region) -> VGroup:
        """The film's title, and what the line does, in a room."""
        line = PROGRAM[k]
        title = told_in(line.film, RESTING[self.film.stage.shape]).move_to(room.center)
        self.title = title.scale(min(1.0, room.width / title.width))
        self.picture = self._made(line.gives, line.l)(room)
        return VGroup(self.title, self.picture)

    def _made(self, gives: str, l: int) -> Callable[[Region], VGroup]:
        t = self.film.t
        if gives == "values":
            return lambda room: pictures.layer(t, l, room)
        if gives == "weights":
            return lambda room: pictures.outer(t, l, room)
        return (lambda room: pictures.output_blames(t, room)) if l == 2 else (lambda room: pictures.turned(t, room))

    def draw(self, k: int) -> None:
        """What line k does, as it was drawn in its film."""
        film = self.film
        film.play(FadeOut(self.title), FadeIn(self.picture), lit(film.code.lines[k]), run_time=0.8)
        if isinstance(self.picture, pictures.Turned):
            self._turn(self.picture)
        elif film.until("run") > LONG:
            told = LaggedStart(*map(lit, self.picture.submobjects), lag_ratio=0.4)
            film.play(told, run_time=min(2.4, 0.6 * film.until("run")))

    def _turn(self, shown: pictures.Turned) -> None:
        """W turns over its diagonal, and carries the deltas."""
        film = self.film
        film.play(FadeOut(shown.name), flip(shown.view, shown.flipped), run_time=1.2)
        film.remove(*shown.view.get_family(), *shown.flipped.dots)
        shown.remove(shown.view, shown.name)
        shown.add(shown.flipped, shown.turned, shown.rest)
        film.add(shown.flipped)
        film.play(FadeIn(shown.turned), FadeIn(shown.rest), run_time=0.5)

    def run(self, k: int) -> None:
        """What line k gives appears: values in neurons, deltas outside of them, new weights under both."""
        film, line = self.film, PROGRAM[k]
        net, t, l = film.net, film.t, line.l
        if line.gives == "values":
            film.play(net.arrive(l, t.a[l]), run_time=1.1)
            if l == 1:  # the second comes to its loss at once
                film.play(*map(lit, net.values[l].values()), run_time=1.2)
        elif line.gives == "blame":
            film.play(*net.blamed(l), run_time=1.2)
            net.keep(l, *net.drawn[l])
            film.add(net)
            film.play(*map(lit, net.blames[l].values()), run_time=1.2)
        else:
            film.in_row(lambda room: self._new(l, room))
            film.play(landing(net.returning(l), FadeIn(self.picture, shift=0.2 * DOWN)), run_time=1.1)
            film.play(LaggedStart(*map(lit, self.picture[1].cells.values()), lag_ratio=0.3), run_time=0.9)

    def _new(self, l: int, room: Region) -> VGroup:
        self.title, self.picture = VGroup(), pictures.new_weights(self.film.t, l, room)
        return self.picture
