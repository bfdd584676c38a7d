"""The program as it runs: over it the film in which a line was told, under the network what the line does, in it what that gives."""

from __future__ import annotations

from typing import TYPE_CHECKING

from manim import RIGHT, FadeIn, FadeOut, VGroup

from scenes.films.recap import formulas, pictures
from scenes.films.recap.program import PROGRAM
from scenes.films.recap.series_map import told_in
from scenes.kit.maths.flip import flip
from scenes.kit.maths.matrix import MatrixView
from scenes.kit.place.light import lit
from scenes.kit.type.formula import Formula

if TYPE_CHECKING:
    from scenes.films.recap.story import Recap


class Running:
    """title   of the film in which the line was told      picture   what the line does, as it was drawn there"""

    def __init__(self, film: Recap) -> None:
        self.film = film
        self.title, self.picture = VGroup(), VGroup()

    def write(self, k: int) -> None:
        """Line k appears, and over the program the title of its film, where that is another than before."""
        film, coming = self.film, []
        if not k or PROGRAM[k].film != PROGRAM[k - 1].film:
            old, self.title = self.title, film.stage.title.hold(told_in(PROGRAM[k].film))
            film.remove(*old.get_family())
            coming = [self.title]
        film.show(film.code.lines[k], *coming, run_time=0.4)

    def draw(self, k: int) -> None:
        """What line k does, as it was drawn in its film, under the network."""
        film, line, old = self.film, PROGRAM[k], self.picture
        if line.gives == "values":
            self.picture = pictures.layer(film.t, line.l, film.foot, film.stage.is_narrow)
        elif line.gives == "weights":
            self.picture = pictures.outer(film.t, line.l, film.foot)
        elif line.l == 2:
            self.picture = pictures.output_blames(film.t, film.foot)
        else:
            self.picture = pictures.Turned(film.t, film.foot)
        film.play(FadeOut(old), FadeIn(self.picture), lit(film.code.lines[k]), run_time=0.8, lit=True)
        if isinstance(self.picture, pictures.Turned):
            self._turn(self.picture)

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
        """What line k gives appears: values in neurons, blame under them, new weights under the network."""
        film, line = self.film, PROGRAM[k]
        net, t, l = film.net, film.t, line.l
        if line.gives == "values":
            film.play(net.pulse(l), run_time=0.6)
            film.play(net.fill(l, t.a[l]), run_time=0.5)
        elif line.gives == "blame":
            film.play(net.pulse_loss(back=True) if l == 2 else net.pulse(2, back=True), run_time=0.6)
            film.play(net.blame_on_plates(l, t.delta[l]), run_time=0.5)
        else:
            film.play(net.pulse(l, back=True), run_time=0.6)
            old, W = self.picture, VGroup(Formula(formulas.new_weights(t, l)), MatrixView(t.W_new[l])).arrange(RIGHT, buff=0.2)
            self.picture = film.foot.hold(W)
            film.play(FadeIn(self.picture), FadeOut(old), run_time=0.5)
