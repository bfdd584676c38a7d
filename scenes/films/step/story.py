"""One step downhill: against the slope, as far as the learning rate says, and what the slope promised of it."""

from __future__ import annotations

from typing import ClassVar

from manim import DOWN, RIGHT, UP, Animation, Create, FadeIn, FadeOut, VGroup

from engine.reading import Number, Reading
from scenes.beat import beat
from scenes.chapter import Chapter
from scenes.films.step import rates_words as words
from scenes.films.step import step_downhill as act
from scenes.films.step.loss_slice import walk
from scenes.kit.maths.single import single
from scenes.kit.place.light import lit
from scenes.kit.theme import theme
from scenes.kit.type.formula import LARGE, SMALL, Label, align_equals

LABELS = ("too small", "about right", "too large")


class Step(Chapter):
    title = "One step downhill"
    promise = "Apply w minus eta times the slope, and predict what it wins."
    lesson: ClassVar[str] = "neuron"

    @classmethod
    def unfit(cls, t: Reading) -> str | None:
        if "rates" not in t.trace.studies:
            return "it is told on one neuron with one input and one example, squared error and plain gradient descent"
        return None

    @beat("By the end of this film, you can take <step> a step downhill, and say in advance how much it will win.")
    def promised(self):
        self.heading = self.stage.title.hold(Label(self.title, size=LARGE, color=theme().ink))
        self.show(self.heading)
        self.plot, one = act.wide_slice(self.t, self.stage.graph), single(self.t)
        self.dot = self.plot.dot(one.w.value, one.L.value)
        self.show(self.plot, self.dot, run_time=0.6)
        self.at("step")
        end = float(self.plot.ws[0] if one.dL_dw.value > 0 else self.plot.ws[-1])
        self.play(self.plot.travel(act.losses(self.t), self.dot, one.w.value, (one.w.value + end) / 2, run_time=1.6))

    @beat(
        "This is what we know of our neuron. <wb> Its weight and its bias, and <loss> its loss. "
        "And from the last film, <slopes> the slope of the loss for each of the two."
    )
    def known(self):
        self.clear_away(self.heading, self.plot, self.dot, run_time=0.3)
        self.facts = act.facts(self.t, self.stage)
        self.at("wb")
        self.show(*self.facts[:2], run_time=0.6)
        self.at("loss")
        self.show(self.facts[2], run_time=0.5)
        self.at("slopes")
        self.show(*self.facts[3:], run_time=0.7)

    @beat(
        "Imagine that we could try every weight. <sweep> Each has its own loss, and together they make a curve. "
        "<here> We stand here, and we would like to be lower.",
        pause=1.0,
    )
    def curve(self):
        self.plot, one = act.wide_slice(self.t, self.stage.aside), single(self.t)
        self.dot = self.plot.dot(float(self.plot.ws[0]), 0.0)
        self.show(self.plot.axes, self.plot.names, run_time=0.6)
        self.at("sweep")
        self.play(self.plot.sweep(self.dot, run_time=3.2))
        self.at("here")
        self.add(self.plot.curve)
        self.play(FadeOut(self.dot), run_time=0.2)
        self.dot = self.plot.dot(one.w.value, one.L.value)
        self.play(FadeIn(self.dot, scale=0.4), lit(self.facts[0]), lit(self.facts[2]), run_time=0.7)

    @beat(
        "But a real network has no such curve. Every point of it would cost a whole forward pass. "
        "What we have is <slope> the slope, at the one place where we stand."
    )
    def tangent(self):
        one = single(self.t)
        self.play(self.plot.curve.animate.set_stroke(opacity=0.35), run_time=0.6)
        self.line = self.plot.tangent(one.w.value, one.L.value, one.dL_dw.value, 0.5 / abs(one.x.value))
        self.at("slope")
        self.play(Create(self.line), lit(self.facts[3]), run_time=0.8)

    @beat("Only from this: to make the loss smaller, <way> which way should the weight go?", pause=3.0)
    def which(self):
        self.at("way")
        self.light(self.dot, self.line)

    @beat(words.turn)
    def turn(self):
        self.at("up")
        self.light(self.line, run_time=0.6)
        self.at("down")
        self.rule = act.rule(self.t, "w")
        self.place("board", align_equals(*self.rule))
        self.show(self.rule[0]["new"], self.rule[0]["eq"], self.rule[0]["old"], self.rule[0].rest, self.rule[0]["slope"], run_time=0.7)
        self.at("minus")
        self.light(self.rule[0].rest)
        self.at("back")
        self.light(self.dot, self.facts[0])

    @beat(words.sized)
    def sized(self):
        t, (letters, numbers) = self.t, self.rule
        close = act.close_slice(t, self.stage.aside)
        self.play(self.plot.zoom(close, act.losses(t), self.dot, self.line, act.short(t), run_time=2.0))
        self.at("eta")
        self.show(letters["eta"], run_time=0.5)
        self.at("numbers")
        self.show(numbers["eq"], numbers.rest, numbers["old"], numbers["eta"], numbers["slope"], run_time=0.6)
        self.at("new")
        self.show(numbers["result"], run_time=0.4)
        loss, w, new = act.losses(t), single(t).w.value, t.W_new[1][0][0].value
        moved = self.renew(0, t.at(t.W_new[1][0][0].path, "w"))
        # the loss of the new weight alone is not computed: it is away until both knobs have moved
        self.play(self.plot.travel(loss, self.dot, w, new, run_time=1.4), *moved, FadeOut(self.facts[2]))

    @beat(words.biased)
    def biased(self):
        t = self.t
        self.clear("board")
        self.at("rule")
        lines = act.rule(t, "b")
        self.place("board", align_equals(*lines))
        self.show(*lines, run_time=0.6)
        self.at("sink")
        b, new = single(t).b.value, t.b_new[1][0].value
        self.play(
            self.plot.sink(lambda alpha: act.losses(t, b + alpha * (new - b)), self.dot, t.W_new[1][0][0].value, run_time=1.8),
            FadeOut(self.line),
        )
        self.at("rest")
        self.clear_away(*self.facts[3:], run_time=0.2)
        _, loss = self.renew(2, t.at(t.L_new.path, "L"))
        self.play(*self.renew(1, t.at(t.b_new[1][0].path, "b")), loss, run_time=0.6)

    @beat(words.promised, pause=1.0)
    def foretold(self):
        self.clear("board")
        letters, numbers = act.promise_line(self.t)
        real = act.change_line(self.t)
        worked = [
            VGroup(Label(word, size=SMALL + 4), line).arrange(RIGHT, buff=0.4) for word, line in (("promised", numbers), ("real", real))
        ]
        self.place("board", VGroup(letters, *worked).arrange(DOWN, buff=0.25))
        self.at("promise")
        self.show(letters, run_time=0.5)
        self.at("sum")
        self.show(worked[0], run_time=0.5)
        self.at("real")
        self.show(worked[1], run_time=0.5)

    @beat(
        "Almost the same, since the step was small. Close by, <near> the curve and its tangent are one. "
        "But <far> further out they part. Why not simply take a step ten times as long?",
        pause=3.0,
    )
    def almost(self):
        t = self.t
        self.clear("board")
        self.at("near")
        self.clear_away(self.plot, self.dot, *self.facts, run_time=0.3)
        self.plot, wide = act.close_slice(t, self.stage.aside), act.wide_slice(t, self.stage.aside)
        self.dot, self.line = act.touching(t, self.plot)
        self.show(self.plot, self.line, self.dot, run_time=0.5)
        self.at("far")
        self.play(self.plot.zoom(wide, act.losses(t), self.dot, self.line, act.longest(t), run_time=2.4))

    @beat(
        "To see why, take away the squash. Then the loss is <bowl> a simple bowl, with its bottom in the middle. "
        "The same <start> start, three learning rates."
    )
    def bowls(self):
        self.clear_away(self.plot, self.dot, self.line)
        self.bowl = [act.bowl(self.t, k, room) for k, room in enumerate(act.thirds(self.stage))]
        self.at("bowl")
        self.show(*(plot for plot, _, _ in self.bowl), run_time=0.8)
        self.at("start")
        self.play(*(FadeIn(dots[0], scale=0.4) for _, (dots, _), _ in self.bowl), run_time=0.6)

    @beat(words.small)
    def small(self):
        self.try_rate(0, 2.6)

    @beat(words.right)
    def right(self):
        self.try_rate(1, 2.2)

    @beat(words.ask_large, pause=3.0)
    def ask_large(self):
        self.show(self.bowl[2][2], run_time=0.5)

    @beat(
        "Each step <hop> jumps over the bottom, and lands higher than it began. There the slope is steeper, "
        "so the next step is <longer> longer still. This does not learn. <never> It explodes.",
        pause=1.0,
    )
    def large(self):
        self.try_rate(2, 2.8)
        self.at("longer")
        self.light(*self.bowl[2][1][1])
        self.at("never")
        self.light(*self.bowl[2][1][0])

    @beat("No formula tells the right rate. One tries, <watch> and watches the loss. If it climbs, <lower> the rate was too large.")
    def tried(self):
        self.at("watch")
        self.light(*(dot for _, (dots, _), _ in self.bowl for dot in dots))
        self.at("lower")
        self.light(self.bowl[2][0].curve, self.bowl[2][2])

    @beat(
        "Against the slope, <rule> by the slope, times a small number. <left> Too small is slow, <right> too large explodes. "
        "Next: not one neuron, but a whole chain of them."
    )
    def harvest(self):
        letters, _ = act.rule(self.t, "w")
        letters.move_to(self.stage.title.center + 0.2 * DOWN)
        self.at("rule")
        self.show(letters, run_time=0.5)
        self.light(letters["eta"], *(name for _, _, name in self.bowl))
        self.at("left")
        self.light(self.bowl[0][0].curve, self.bowl[0][2])
        self.at("right")
        self.light(self.bowl[2][0].curve, self.bowl[2][2])

    # ---- gestures

    def renew(self, k: int, number: Number) -> list[Animation]:
        """Row k of the facts gets its number after the step."""
        old, new = self.facts[k], act.fact(self.t, self.facts[k], number)
        self.facts.submobjects[k] = new
        return [FadeOut(old), FadeIn(new)]

    def try_rate(self, k: int, run_time: float) -> None:
        """At <hop>, the steps of one learning rate, and what it is."""
        _, (dots, lines), name = self.bowl[k]
        self.play(lit(dots[0]), *([] if k == 2 else [FadeIn(name)]), run_time=0.4)
        self.at("hop")
        self.play(walk(dots, lines), run_time=run_time)
        said = act.verdict(LABELS[k], name)
        self.show(said, shift=0.1 * UP, run_time=0.3)
