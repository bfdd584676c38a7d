"""The whole thing on one wall: four equations, six lines of numpy that run, five questions."""

from __future__ import annotations

from typing import ClassVar

from manim import FadeIn, FadeOut, LaggedStart

from engine.reading import Reading
from scenes.beat import beat
from scenes.films.recap import recap_words as words
from scenes.films.recap.listing import Listing
from scenes.films.recap.recap_gestures import RecapFilm
from scenes.films.recap.recap_series import Series
from scenes.kit.maths.wall import Wall
from scenes.kit.network.diagram import NetworkDiagram
from scenes.kit.place.light import lit
from scenes.kit.theme import theme
from scenes.kit.type.formula import LARGE, Formula, Label


class Recap(RecapFilm):
    title = "The whole thing on one wall"
    promise = "Rebuild backpropagation from memory: four equations, six lines."
    lesson: ClassVar[str] = "mazur"

    @classmethod
    def unfit(cls, t: Reading) -> str | None:
        lesson, training = t.run.lesson, t.run.lesson.training
        plain = training.optimizer == "sgd" and not training.momentum and not training.train_biases
        acts = {str(layer.activation) for layer in lesson.network.layers}
        if plain and t.D == 2 and acts == {"sigmoid"} and lesson.network.loss == "squared_error" and len(t.run.steps[0].examples) == 1:
            return None
        return "its six lines are those of two layers of sigmoids, half the squared error, one example, and biases that are held still"

    @beat("By the end of this film, you can write backpropagation <six> from memory, in six lines.")
    def promised(self):
        self.heading = self.stage.title.hold(Label(self.title, size=LARGE, color=theme().ink))
        self.show(self.heading)
        self.at("six")
        self.wall = Wall(self.t, self.stage)
        self.show(self.wall.net, run_time=0.8)

    @beat(words.SERIES)
    def series(self):
        self.clear_away(self.heading, self.wall.net, run_time=0.3)
        self.way = Series(self.stage)
        for k, group in enumerate(self.way.groups):
            self.at(f"g{k}")
            self.play(LaggedStart(*map(FadeIn, group), lag_ratio=0.3), run_time=0.7)

    @beat("All of it hangs on <wall> four equations.")
    def hung(self):
        self.clear_away(self.way, run_time=0.3)
        self.show(self.wall.net, run_time=0.4)
        self.at("wall")
        self.play(LaggedStart(*map(FadeIn, self.wall.equations.values()), lag_ratio=0.3), run_time=1.2)

    @beat(lambda t, key, said: said, each=words.wall)
    def on_the_wall(self, key, said):
        old, self.named = self.named, self.stage.title.hold(self.film_of(key))
        self.play(self.wall.point_at(key), FadeIn(self.named), *([FadeOut(old)] if old is not None else []), run_time=0.5)
        self.at("here")
        for step in self.wall.happen(key):
            self.play(*step, run_time=0.7)

    @beat("Now the same <code> as a program. Two inputs go in, <x> {t.x[0]} and {t.x[1]}, and six lines follow.")
    def program(self):
        self.clear_away(self.named, self.wall, self.wall.pointer, *self.wall.net.get_family())
        self.named = None
        self.at("code")
        left, right, self.foot = self.rooms()
        self.code = Listing(left, words.SIX_LINES)
        self.net = NetworkDiagram(self.t.sizes, right, [layer.W for layer in self.t.of(step=0).trace.net.layers], with_loss=True)
        self.show(self.net, run_time=0.8)
        self.at("x")
        self.play(self.net.fill(0, self.t.x), run_time=0.6)

    @beat(words.line, each=words.six)
    def lines_of(self, k):
        self.at("line")
        self.show(self.code.lines[k], *self.told_in(k), run_time=0.4)
        self.picture_of(k)
        self.at("run")
        if k < 2:
            self.play(self.net.pulse(k + 1), run_time=0.6)
            self.play(self.net.fill(k + 1, self.t.a[k + 1]), run_time=0.5)
        elif k < 4:
            l = 4 - k
            self.play(self.net.pulse_loss(back=True) if l == 2 else self.net.pulse(2, back=True), run_time=0.6)
            self.play(self.blamed(l), run_time=0.5)
        else:
            l = 6 - k
            self.play(self.net.pulse(l, back=True), run_time=0.6)
            self.stepped_weights(l)
        if k == 1:
            self.at("loss")
            self.play(self.net.pulse_loss(), *self.judged(self.t.L), run_time=0.6)

    @beat(words.stepped)
    def stepped(self):
        self.at("again")
        self.light(*self.code.lines[:2])
        self.at("new")
        self.play(self.net.pulse(1), self.net.pulse(2), run_time=0.5)
        self.clear_away(self.matrix, self.named, run_time=0.2)
        line = Formula("{L:s} : quad {old} arrow.r {new}", L=self.t.L, old=self.t.L, new=self.t.L_new)
        self.foot.hold(line)
        self.fall = line
        self.show(line, run_time=0.4)
        self.at("bias")
        self.light(self.code.part(0, "b1"), self.code.part(1, "b2"))

    @beat(lambda t, k: words.QUESTIONS[k][0], each=lambda t: [(0,)], pause=3.0)
    def first(self, k):
        self.ask(k)

    @beat(lambda t, k: words.QUESTIONS[k][1], each=lambda t: [(0,)])
    def first_answer(self, k):
        self.answer(k)

    @beat(lambda t, k: words.QUESTIONS[k][0], each=lambda t: [(1,)], pause=3.0)
    def second(self, k):
        self.ask(k)

    @beat(lambda t, k: words.QUESTIONS[k][1], each=lambda t: [(1,)])
    def second_answer(self, k):
        self.answer(k)

    @beat(lambda t, k: words.QUESTIONS[k][0], each=lambda t: [(2,)], pause=3.0)
    def third(self, k):
        self.ask(k)

    @beat(lambda t, k: words.QUESTIONS[k][1], each=lambda t: [(2,)])
    def third_answer(self, k):
        self.answer(k)

    @beat(lambda t, k: words.QUESTIONS[k][0], each=lambda t: [(3,)], pause=3.0)
    def fourth(self, k):
        self.ask(k)

    @beat(lambda t, k: words.QUESTIONS[k][1], each=lambda t: [(3,)])
    def fourth_answer(self, k):
        self.answer(k)

    @beat(lambda t, k: words.QUESTIONS[k][0], each=lambda t: [(4,)], pause=3.0)
    def fifth(self, k):
        self.ask(k)

    @beat(lambda t, k: words.QUESTIONS[k][1], each=lambda t: [(4,)])
    def fifth_answer(self, k):
        self.answer(k)

    @beat(words.harvest)
    def harvest(self):
        self.at("steps")
        self.play(self.net.pulse(1), self.net.pulse(2), run_time=0.7)
        self.clear_away(self.card, run_time=0.2)
        self.at("last")
        end = Formula("{old} arrow.r {new} arrow.r dots.c arrow.r {end}", old=self.t.L, new=self.t.L_new, end=self.t.losses[-1])
        self.show(self.foot.hold(end), run_time=0.4)
        self.at("six")
        self.play(LaggedStart(*map(lit, self.code.lines), lag_ratio=0.25), run_time=2.0)
