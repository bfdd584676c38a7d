"""One step downhill: against the slope, as far as the learning rate says, and what the slope promised of it."""

from __future__ import annotations

from typing import ClassVar

from manim import DOWN, UP, Animation, Create, Dot, FadeIn, FadeOut, Line, VGroup

from engine.reading import Reading
from scenes.beat import beat, line
from scenes.chapter import Chapter
from scenes.facts import has_bias
from scenes.films.step import boards, facts, formulas, slices
from scenes.films.step.boards import Known
from scenes.films.step.bowls import Bowl, thirds
from scenes.films.step.loss_slice import LossSlice
from scenes.kit.maths.single import single
from scenes.kit.place.light import lit
from scenes.kit.theme import theme
from scenes.kit.type.formula import LARGE, Formula, Label, align_equals


class Step(Chapter):
    """plot, dot, touching   the loss over the weight, where we stand on it, and the straight line that touches it there
    numbers   what is known of the neuron      rule    for the weight: letters, numbers      rates   that are tried, on bowls
    """

    title = "One step downhill"
    promise = "Apply w minus eta times the slope, and predict what it wins."
    lesson: ClassVar[str] = "neuron"
    heading: Label
    plot: LossSlice
    dot: Dot
    touching: Line
    numbers: Known
    rule: VGroup
    rates: list[Bowl]

    @classmethod
    def unfit(cls, t: Reading) -> str | None:
        if facts.stands_flat(t):
            return "it steps against a slope, and here the slope of the weight is zero"
        if "rates" not in t.trace.studies:
            return "it is told on one neuron with one input and one example, squared error and plain gradient descent"
        if not has_bias(t) or not t.lesson.training.train_biases:
            return "it lets weight and bias take a step, and here no bias is trained"
        if not facts.has_three_rates(t):
            return "it shows rates that are too small, about right and too large: [studies.rates] parts has others"
        return None

    # ---- where we stand

    @beat("By the end of this film, you can take <step> a step downhill, and say in advance how much it will win.")
    def promised(self):
        self.heading = self.stage.title.hold(Label(self.title, size=LARGE, color=theme().ink))
        self.show(self.heading)
        self.plot, one = slices.wide_slice(self.t, self.stage.graph), single(self.t)
        self.dot = self.plot.dot(one.w.value, one.L.value)
        self.show(self.plot, self.dot, run_time=0.6)
        self.at("step")
        end = float(self.plot.ws[0 if facts.way_downhill(self.t) == "left" else -1])
        self.play(self.plot.travel(slices.losses(self.t), self.dot, one.w.value, (one.w.value + end) / 2, run_time=1.6))

    @beat(
        "This is what we know of our neuron. <wb> Its weight and its bias, and <loss> its loss.",
        "And from the last film, <slopes> the slope of the loss for each of the two.",
    )
    def known(self):
        self.clear_away(self.heading, self.plot, self.dot, run_time=0.3)
        self.numbers = Known(self.t, self.stage.side)
        rows = self.numbers.rows
        self.at("wb")
        self.show(rows["w"], rows["b"], run_time=0.6)
        self.at("loss")
        self.show(rows["L"], run_time=0.5)
        self.at("slopes")
        self.show(rows["dL_dw"], rows["dL_db"], run_time=0.7)

    @beat(
        "Imagine that we could try every weight. <sweep> Each has its own loss, and together they make a curve.",
        "<here> We stand here, and we would like to be lower.",
        pause=1.0, title="The slope where we stand",
    )  # fmt: skip
    def curve(self):
        self.plot, one = slices.wide_slice(self.t, self.stage.aside), single(self.t)
        self.dot = self.plot.dot(float(self.plot.ws[0]), 0.0)
        self.show(self.plot.axes, self.plot.names, run_time=0.6)
        self.at("sweep")
        self.play(self.plot.sweep(self.dot, run_time=3.2))
        self.at("here")
        self.add(self.plot.curve)
        self.play(FadeOut(self.dot), run_time=0.2)
        self.dot = self.plot.dot(one.w.value, one.L.value)
        self.play(FadeIn(self.dot, scale=0.4), lit(self.numbers.rows["w"]), lit(self.numbers.rows["L"]), run_time=0.7)

    @beat(
        "But a real network has no such curve. Every point of it would cost a whole forward pass.",
        "What we have is <slope> the slope, at the one place where we stand.",
    )
    def tangent(self):
        one = single(self.t)
        self.play(self.plot.curve.animate.set_stroke(opacity=0.35), run_time=0.6)
        self.touching = self.plot.tangent(one.w.value, one.L.value, one.dL_dw.value, 0.5 / abs(one.x.value))
        self.at("slope")
        self.play(Create(self.touching), lit(self.numbers.rows["dL_dw"]), run_time=0.8)

    # ---- the step

    @beat("Only from this: to make the loss smaller, <way> which way should the weight go?", pause=3.0, title="Which way, and how far")
    def which(self):
        self.at("way")
        self.light(self.dot, self.touching)

    @beat(
        line(
            case=facts.way_downhill,
            left="To the left. The slope climbs <up> to the right, so we go <down> the other way.",
            right="To the right. The slope climbs <up> to the left, so we go <down> the other way.",
        ),
        "That is all that <minus> the minus sign means: against the slope.",
        line(case=facts.way_downhill, left="<back> So the weight goes down.", right="<back> So the weight goes up."),
    )
    def turn(self):
        self.at("up")
        self.light(self.touching, run_time=0.6)
        self.at("down")
        self.rule = self.place("board", align_equals(*formulas.rule(self.t, "w")))
        letters, _ = self.rule
        self.show(letters["new"], letters["eq"], letters["old"], letters.rest, letters["slope"], run_time=0.7)
        self.at("minus")
        self.light(letters.rest)
        self.at("back")
        self.light(self.dot, self.numbers.rows["w"])

    @beat(
        "And how far? As far as the slope is steep, <eta> times a number of our choice. It is called {n.eta}, the learning rate.",
        "<numbers> Here it is {t.eta}. So the weight becomes <new> {after.w:2}.",
        after=facts.after,
    )
    def sized(self):
        t, (letters, numbers) = self.t, self.rule
        close = slices.close_slice(t, self.stage.aside)
        self.play(self.plot.zoom(close, slices.losses(t), self.dot, self.touching, slices.close_reach(t), run_time=2.0))
        self.at("eta")
        self.show(letters["eta"], run_time=0.5)
        self.at("numbers")
        self.show(numbers["eq"], numbers.rest, numbers["old"], numbers["eta"], numbers["slope"], run_time=0.6)
        self.at("new")
        self.show(numbers["result"], run_time=0.4)
        w, new = single(t).w, facts.after(t).w
        there = self.plot.travel(slices.losses(t), self.dot, w.value, new.value, run_time=1.2)
        # the loss of the new weight alone is not computed: it is away until both knobs have moved
        self.play(there, *self.numbers.renew(new), FadeOut(self.numbers.rows["L"]))

    @beat(
        "The bias takes its step in the same way, <rule> by its own slope.",
        line(
            case=facts.work_of_the_bias,
            sinks="And as it moves, <sink> the curve moves too, and we sink with it. <rest> The loss is now {after.L:3}.",
            rises="And as it moves, <sink> the curve moves too, and here that takes us up. <rest> The loss is now {after.L:3}.",
            stays="And as it moves, <sink> the curve moves too, and here we stay as high. <rest> The loss is now {after.L:3}.",
        ),
        after=facts.after,
    )
    def biased(self):
        t, after = self.t, facts.after(self.t)
        self.clear("board")
        self.at("rule")
        lines = self.place("board", align_equals(*formulas.rule(t, "b")))
        self.show(*lines, run_time=0.6)
        self.at("sink")
        self.play(self.plot.sink(slices.sinking(t), self.dot, after.w.value, run_time=1.8), FadeOut(self.touching))
        self.at("rest")
        self.clear_away(self.numbers.rows["dL_dw"], self.numbers.rows["dL_db"], run_time=0.2)
        _, loss = self.numbers.renew(after.L)
        self.play(*self.numbers.renew(after.b), loss, run_time=0.6)

    # ---- what it wins

    @beat(
        "The slopes can even tell in advance how the loss will change: <promise> for every knob, slope times step.",
        "<sum> Together, that promises {predicted:3}. <real> And what really came is {actual:3}.",
        predicted=facts.predicted, actual=facts.actual, pause=1.0, title="Promised and real",
    )  # fmt: skip
    def foretold(self):
        self.clear("board")
        letters, promised, real = self.place("board", boards.promise_board(self.t))
        self.at("promise")
        self.show(letters, run_time=0.5)
        self.at("sum")
        self.show(promised, run_time=0.5)
        self.at("real")
        self.show(real, run_time=0.5)

    @beat(
        line(
            case=facts.kept,
            almost="Almost the same, since the step was small.",
            otherwise="Not the same: the loss fell, but the step was too long to be foretold by a straight line.",
            broken="The loss has not fallen at all: the step was far too long.",
            unseen="The loss has not moved: where the slope is next to nothing, so is the step.",
        ),
        "Close by, <near> the curve and its tangent are one. But <far> further out they part.",
        line(
            case=facts.kept,
            almost="Why not simply take a step ten times as long?",
            otherwise="What would a step ten times as long have done?",
            broken="How long may a step be?",
            unseen="Why not take a far longer step?",
        ),
        pause=3.0,
    )
    def almost(self):
        t = self.t
        self.clear("board")
        self.at("near")
        self.clear_away(self.plot, self.dot, *self.numbers.rows.values(), run_time=0.3)
        self.plot, wide = slices.close_slice(t, self.stage.aside), slices.wide_slice(t, self.stage.aside)
        self.dot, self.touching = slices.touching(t, self.plot)
        self.show(self.plot, self.touching, self.dot, run_time=0.5)
        self.at("far")
        self.play(self.plot.zoom(wide, slices.losses(t), self.dot, self.touching, slices.wide_reach(t), run_time=2.4))

    # ---- three learning rates

    @beat(
        line(
            case=facts.has_squash,
            yes="To see why, take away the activation function. Then the loss is <bowl> a simple bowl, with its bottom in the middle.",
            no="To see why, let only the weight move. The loss is <bowl> a simple bowl, with its bottom in the middle.",
        ),
        "The same <start> start, three learning rates.",
        title="Three learning rates",
    )
    def bowls(self):
        self.clear_away(self.plot, self.dot, self.touching)
        self.rates = [Bowl(self.t, k, room) for k, room in enumerate(thirds(self.stage))]
        self.at("bowl")
        self.show(*(bowl.plot for bowl in self.rates), run_time=0.8)
        self.at("start")
        self.play(*(FadeIn(bowl.dots[0], scale=0.4) for bowl in self.rates), run_time=0.6)

    @beat("With a rate of {rates[0]}, <hop> the steps creep. Each goes the right way, but it takes many.", rates=facts.rates)
    def small(self):
        small = self.rates[0]
        self.walk(small, FadeIn(small.rate), run_time=2.6)

    @beat("With {rates[1]}, <hop> one step does nearly all, and the next ones only tidy up.", rates=facts.rates)
    def right(self):
        right = self.rates[1]
        self.walk(right, FadeIn(right.rate), run_time=2.2)

    @beat("What will happen with a rate of {rates[2]}?", rates=facts.rates, pause=3.0)
    def ask_large(self):
        self.show(self.rates[2].rate, run_time=0.5)

    @beat(
        "Each step <hop> jumps over the bottom, and lands higher than it began.",
        "There the slope is steeper, so the next step is <longer> longer still. This does not learn. <never> It explodes.",
        pause=1.0,
    )
    def large(self):
        large = self.rates[2]
        self.walk(large, run_time=2.8)
        self.at("longer")
        self.light(*large.lines)
        self.at("never")
        self.light(*large.dots)

    @beat(
        "For a bowl, <formula> a formula tells the right rate: one over the input squared. Twice as much is <limit> the limit.",
        "For a real network, none does: one tries, <watch> and watches the loss. This is gradient descent.",
        "If it climbs, <lower> the rate was too large.",
    )
    def tried(self):
        self.at("formula")
        self.light(self.rates[1].rate, *self.rates[1].lines)
        self.at("limit")
        self.light(self.rates[2].rate)
        self.at("watch")
        self.light(*(dot for bowl in self.rates for dot in bowl.dots))
        self.at("lower")
        self.light(self.rates[2].plot.curve, self.rates[2].rate)

    @beat(
        "Against the slope, <rule> by the slope, times the learning rate. <left> Too small is slow, <right> too large explodes.",
        "Next: not one neuron, but a whole chain of them.",
    )
    def harvest(self):
        letters = Formula(formulas.rule(self.t, "w")[0]).move_to(self.stage.title.center + 0.2 * DOWN)
        small, _, large = self.rates
        self.at("rule")
        self.show(letters, run_time=0.5)
        self.light(letters["eta"], *(bowl.rate for bowl in self.rates))
        self.at("left")
        self.light(small.plot.curve, small.rate)
        self.at("right")
        self.light(large.plot.curve, large.rate)

    # ---- gestures

    def walk(self, bowl: Bowl, *first: Animation, run_time: float) -> None:
        """Mark hop: the steps of one learning rate, then what it is; `first` plays before."""
        self.play(lit(bowl.dots[0]), *first, run_time=0.4)
        self.at("hop")
        self.play(bowl.walk(), run_time=run_time)
        self.show(bowl.verdict, shift=0.1 * UP, run_time=0.3)
