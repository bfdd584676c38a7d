"""One step downhill: against the slope, as far as the learning rate says, and what the slope promised of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar, Literal

from manim import LEFT, Animation, Create, FadeIn, FadeOut, Mobject, VGroup

from engine.reading import Reading
from scenes.beat import beat, line
from scenes.carry import ARC
from scenes.chapter import Chapter
from scenes.facts import has_bias
from scenes.films.step import boards, facts, formulas, slices
from scenes.films.step.boards import Known, Rates
from scenes.films.step.bowls import Hops
from scenes.films.step.loss_slice import FOG, Foot, LossSlice
from scenes.kit.maths.single import single
from scenes.kit.place.light import lit
from scenes.kit.place.shots import RESTING, fit, room_of
from scenes.kit.place.stage import Region
from scenes.kit.place.title import Title
from scenes.kit.type.formula import Formula


class Step(Chapter):
    """plot   the loss over the weight, with all that stands on it      numbers   what is known of the neuron
    board  what the next thought clears away      rates, hops   that are tried, and where their steps lead
    """

    title = "One step downhill"
    promise = "Apply w minus eta times the slope, and predict what it wins."
    lesson: ClassVar[str] = "neuron"
    plot: LossSlice
    numbers: Known
    board: Mobject
    rates: Rates
    hops: list[Hops]

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

    # ---- in the fog

    @beat(
        "You stand on a hillside, <fog> in thick fog. You <feel> feel one thing: the slope under your feet.",
        "Which way is down? <trust> And how far can you trust it?",
        pause=3.0,
    )
    def fog(self):
        one = single(self.t)
        self.plot = LossSlice(room_of(self.stage, "SOLO"), slices.wide(self.t), self.n.w, self.n.L, RESTING[self.stage.shape])
        self.compose("SOLO", plot=self.plot)
        self.play(FadeIn(self.plot.scales), self.plot.sweep(run_time=1.0))
        self.play(FadeIn(self.plot.stand(one.w.value, one.L.value, one.dL_dw.value), scale=0.6), run_time=0.4)
        self.at("fog")
        self.play(self.plot.curve.animate.set_stroke(opacity=FOG), run_time=0.7)
        self.at("feel")
        self.play(Create(self.plot.touch(slices.wide_reach(self.t))), run_time=0.6)
        self.play(self.plot.slide(0.2, -0.2, 0.0, run_time=1.5))
        self.at("trust")
        self.play(self.plot.slide(*(0.9 * self.down, 0.0), run_time=2.6))

    @beat(
        "This is what training a network is like. <title> In this film you take one step downhill, "
        "and say in advance how much <win> lower you will be.",
    )
    def promised(self):
        self.board = self.compose("TITLED", plot=self.plot, title=lambda room: Title(self.title, room))["title"]
        self.at("title")
        self.play(self.board.comes(), self.plot.curve.animate.set_stroke(opacity=1), run_time=0.8)
        self.play(FadeOut(self.plot.untouch()), run_time=0.4)
        w = single(self.t).w.value
        self.play(self.plot.travel(slices.losses(self.t), w + 1.6 * self.down * self.unit, w, run_time=2.6))
        self.at("win")
        self.light(self.plot.curve, self.plot.dot)

    # ---- where we stand

    @beat(
        "Here is what we know of our neuron. <wb> Its weight and its bias, and <loss> its loss: that is how high we stand.",
        "And from the last film, <slopes> the slope of the loss for each of the two.",
    )
    def known(self):
        made = self.compose(self.beside, plot=self.plot, board=lambda room: Known(self.t, room), gone=[self.board])
        self.numbers, one = made["board"], single(self.t)
        rows = self.numbers.rows
        self.play(self.plot.curve.animate.set_stroke(opacity=FOG), FadeIn(self.plot.say(one.L)), run_time=0.5)
        self.at("wb")
        self.show(rows["w"], rows["b"], run_time=0.6)
        self.at("loss")
        self.show(*(m for m in (rows["L"]["s"], rows["L"]["eq"])), run_time=0.3)
        self.fly((self.plot.tag[1], rows["L"]["v"]), arc=ARC)
        self.at("slopes")
        self.play(Create(self.plot.touch(slices.wide_reach(self.t))), FadeIn(rows["dL_dw"], rows["dL_db"]), run_time=0.8)
        self.play(self.plot.slide(0.3, -0.3, 0.0, run_time=1.6))

    @beat(
        "Imagine that we could try every weight. <sweep> Each has its own loss, and together they make a curve.",
        "<here> We stand here, and we would like to be lower.",
        pause=1.0, title="The slope where we stand",
    )  # fmt: skip
    def curve(self):
        t, plot = self.t, self.plot
        self.play(FadeOut(plot.untouch(), plot.hush()), run_time=0.4)
        left, right, w = float(plot.window.ws[0]), float(plot.window.ws[-1]), single(t).w.value
        self.at("sweep")
        plot.curve.set_stroke(opacity=1)
        self.play(plot.travel(slices.losses(t), left, right, w, run_time=3.2))
        self.at("here")
        self.play(FadeIn(plot.say(single(t).L)), lit(self.numbers.rows["w"]), lit(self.numbers.rows["L"]), run_time=0.7)
        self.play(plot.travel(slices.losses(t), w + 0.5 * self.down * self.unit, w, run_time=1.6))

    @beat(
        "But in a real network, we never see this curve. <cost> Each point of it would cost a whole forward pass.",
        "What we have is <slope> the slope, at the one place where we stand.",
    )
    def tangent(self):
        self.play(self.plot.curve.animate.set_stroke(opacity=FOG), run_time=0.8)
        self.at("cost")
        self.light(self.plot.tag)
        self.at("slope")
        self.play(Create(self.plot.touch(slices.wide_reach(self.t))), lit(self.numbers.rows["dL_dw"]), run_time=0.9)
        self.play(self.plot.slide(0.25, -0.25, 0.0, run_time=2.0))

    # ---- the step

    @beat("Only from this: to make the loss smaller, <way> which way should the weight go?", pause=4.0, title="Which way, and how far")
    def which(self):
        self.at("way")
        self.play(self.plot.slide(0.4, -0.4, 0.0, run_time=2.4))

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
        made = self.compose(self.beside, plot=self.plot, board=self.rule("w"), gone=[self.numbers])
        letters, _ = self.board = made["board"]
        self.show(letters["new"], letters["eq"], letters["old"], run_time=0.4)
        self.at("up")
        self.play(self.plot.slide(-0.5 * self.down, 0.0, run_time=1.4))
        self.at("down")
        self.play(self.plot.slide(0.7 * self.down, 0.0, run_time=1.6), FadeIn(letters["slope"]))
        self.at("minus")
        self.show(letters.rest, scale=1.6)
        self.at("back")
        self.light(letters["old"], letters["new"], self.plot.drops[0])

    @beat(
        "And how far? As far as the slope is steep, <eta> times a number of our choice. It is called {n.eta}, the learning rate.",
        "<numbers> Here it is {t.eta}. So the weight becomes <new> {after.w:2}.",
        after=facts.after,
    )
    def sized(self):
        t, (letters, numbers) = self.t, self.board
        self.window(self.plot.zoom(slices.close(t), slices.losses(t), slices.close_reach(t), run_time=1.8))
        self.at("eta")
        self.show(letters["eta"], run_time=0.5)
        self.play(lit(letters["slope"]), lit(self.plot.tangent), run_time=0.8)
        self.at("numbers")
        self.show(*(part for name, part in numbers.parts.items() if name != "result"), numbers.rest, run_time=0.6)
        self.at("new")
        # the loss of the new weight alone is not computed: it is away until both knobs have moved
        away = FadeOut(self.plot.hush())
        self.play(self.plot.travel(slices.losses(t), facts.after(t).w.value), away, FadeIn(numbers["result"]), run_time=1.4)

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
        t, after, old = self.t, facts.after(self.t), self.board
        self.board = self.compose(self.beside, plot=self.plot, board=self.rule("b"))["board"]
        self.carry(old, self.board)
        self.at("rule")
        self.light(self.board[0]["slope"])
        self.at("sink")
        self.play(FadeOut(self.plot.untouch()), self.plot.sink(slices.sinking(t), after.w.value, run_time=1.8))
        self.at("rest")
        self.show(self.plot.say(after.L), run_time=0.5)

    # ---- what it wins

    @beat(
        "The slopes can even tell in advance how the loss will change: <promise> for every knob, slope times step.",
        "<sum> Together, that promises {predicted:3}. <real> And what really came is {actual:3}.",
        predicted=facts.predicted, actual=facts.actual, pause=1.0, title="Promised and real",
    )  # fmt: skip
    def foretold(self):
        made = self.compose("LEDGER", plot=self.plot, board=lambda room: boards.promise_board(self.t, room), gone=[self.board])
        letters, promised, real = self.board = made["board"]
        self.show(promised[0], real[0], run_time=0.5)
        self.at("promise")
        self.show(letters, run_time=0.5)
        self.play(lit(letters["w"]), lit(letters["b"]), run_time=0.8)
        self.at("sum")
        self.show(*(part for name, part in promised[1].parts.items() if name != "result"), promised[1].rest, run_time=0.8)
        self.show(promised[1]["result"], scale=0.7, run_time=0.7)
        self.at("real")
        self.fly((self.plot.tag[1], real[1]["new"]), arc=ARC)
        self.show(*(part for name, part in real[1].parts.items() if name != "new"), real[1].rest, run_time=0.5)
        self.play(lit(promised[1]["result"]), lit(real[1]["result"]), run_time=1.2)

    @beat(
        line(
            case=facts.kept,
            almost="<kept> Almost the same, since the step was small.",
            otherwise="<kept> Not the same: the loss fell, but the step was too long to be foretold by a straight line.",
            broken="<kept> The loss has not fallen at all: the step was far too long.",
            unseen="<kept> The loss has not moved: where the slope is next to nothing, so is the step.",
        ),
        "Close by, <near> the curve and its tangent are one. But <far> further out they part.",
        line(
            case=facts.kept,
            almost="Why not simply take a step ten times as long?",
            otherwise="What would a step ten times as long have done?",
            broken="How long may a step be?",
            unseen="Why not take a far longer step?",
        ),
        pause=4.0,
    )
    def almost(self):
        t, plot = self.t, self.plot
        self.at("kept")
        self.light(self.board[1][1]["result"], self.board[2][1]["result"])
        self.play(FadeOut(plot.hush()), plot.bend(slices.close(t), self.start, run_time=1.2))
        self.at("near")
        self.play(Create(plot.touch(slices.close_reach(t))), run_time=0.5)
        self.play(plot.slide(self.down, 0.0, run_time=1.6))
        self.at("far")
        self.compose("SOLO", plot=plot, gone=[self.board])
        self.window(plot.zoom(slices.wide(t), slices.losses(t), slices.wide_reach(t), run_time=1.4))

    # ---- three learning rates

    @beat(
        line(
            case=facts.has_squash,
            yes="On this curve, a long step can go well. It need not. Take away the activation function, <bowl> and the curve unbends "
            "into a simple bowl, with its bottom in the middle.",
            no="To see why, let only the weight move. <bowl> The loss is a simple bowl, with its bottom in the middle.",
        ),
        "The same <start> start, three learning rates.",
        title="Three learning rates",
    )
    def bowls(self):
        t, plot = self.t, self.plot
        self.play(FadeOut(plot.untouch()), run_time=0.3)
        w = self.start.w
        self.play(plot.travel(slices.losses(t), w + 1.5 * self.down * self.unit, w, run_time=2.0))
        self.at("bowl")
        self.window(plot.bend(slices.bowl(t), self.rim, run_time=2.4))
        self.at("start")
        self.rates = self.compose(self.beside, plot=plot, board=lambda room: Rates(t, room))["board"]
        self.play(*(FadeIn(rate, shift=0.3 * LEFT) for rate in self.rates.rates), lit(plot.dot), run_time=0.7)
        self.hops = [Hops(t, f"bowls[{k}]", plot) for k in range(3)]

    @beat("With a rate of {rates[0]}, <hop> the steps creep. Each goes the right way, but it takes many.", rates=facts.rates)
    def small(self):
        self.walk(0, run_time=3.2)

    @beat("With {rates[1]}, <hop> one step does nearly all, and the next ones only tidy up.", rates=facts.rates)
    def right(self):
        self.walk(1, run_time=2.6)

    @beat("What will happen with a rate of {rates[2]}?", rates=facts.rates, pause=4.0)
    def ask_large(self):
        self.clear_away(self.hops[1])
        self.play(lit(self.rates.rates[2]), lit(self.plot.dot), run_time=0.8)

    @beat(
        "Each step <hop> jumps over the bottom, and lands higher than it began.",
        "There the slope is steeper, so the next step is <longer> longer still. This does not learn. <never> It explodes.",
        pause=1.0,
    )
    def large(self):
        self.walk(2, run_time=3.0)
        self.at("longer")
        self.light(self.hops[2].path)
        self.at("never")
        self.light(*self.hops[2].dots)

    @beat(
        "For this bowl, where only the weight moves, <formula> a formula tells the right rate: one over the input squared. "
        "<limit> Twice as much is the limit: beyond it, every step lands higher.",
        "For a real network, no formula tells: one tries, <watch> and watches the loss.",
        "If the loss climbs, <lower> the rate was too large. Such a <descent> descent, step by step, is called gradient descent.",
    )
    def tried(self):
        t, plot = self.t, self.plot
        old = [self.rates, self.hops[2]]
        best, limit = self.board = self.compose(self.beside, plot=plot, board=lambda room: boards.edges_board(t, room), gone=old)["board"]
        for mark, told, name, seconds in (("formula", best, "best", 1.6), ("limit", limit, "limit", 4.2)):
            self.at(mark)
            self.play(FadeIn(told), lit(plot.dot), run_time=0.5)
            hops = Hops(t, name, plot)
            self.play(hops.walk(seconds))
            self.clear_away(hops, run_time=0.3)
        self.at("watch")
        self.play(self.hops[1].walk(2.0))
        self.at("lower")
        self.clear_away(self.hops[1], run_time=0.3)
        self.play(self.hops[2].walk(1.6))
        self.at("descent")
        self.clear_away(self.hops[2], run_time=0.3)
        self.play(self.hops[1].walk(2.0))

    @beat(
        "So even in fog, there is a way: against the slope, <rule> by the slope, times the learning rate.",
        "<left> Too small is slow, <right> too large explodes. Next: not one neuron, but a whole network of them.",
    )
    def harvest(self):
        t, plot, rule = self.t, self.plot, formulas.rule(self.t, "w")[0]
        gone = [self.board, self.hops[1]]
        self.board = self.compose("LEDGER", plot=plot, rule=lambda room: fit(Formula(rule), room), gone=gone)["rule"]
        self.show(self.board, run_time=0.4)
        self.window(plot.bend(slices.wide(t), self.start, run_time=1.6), plot.curve.animate.set_stroke(opacity=FOG))
        self.at("rule")
        self.play(Create(plot.touch(slices.wide_reach(t))), lit(self.board["slope"]), run_time=0.7)
        self.at("left")
        self.play(plot.slide(0.15 * self.down, run_time=0.8), lit(self.board["eta"]))
        self.at("right")
        self.play(FadeOut(plot.untouch()), plot.curve.animate.set_stroke(opacity=1), run_time=0.4)
        self.play(plot.travel(slices.losses(t), self.start.w + 1.8 * self.down * self.unit, run_time=2.4))

    # ---- gestures

    @property
    def beside(self) -> str:
        """The shot of a plot with a board."""
        return "LEDGER" if self.stage.is_narrow else "DUET"

    @property
    def down(self) -> float:
        """-1 where the loss falls to the left, 1 where it falls to the right."""
        return -1.0 if facts.way_downhill(self.t) == "left" else 1.0

    @property
    def unit(self) -> float:
        """By how much the weight has to change to change the sum by one."""
        return 1 / abs(single(self.t).x.value)

    @property
    def start(self) -> Foot:
        """Where the lesson's weight stands on the loss."""
        one = single(self.t)
        return Foot(one.w.value, one.L.value, one.dL_dw.value)

    @property
    def rim(self) -> Foot:
        """Where it stands in the bowl."""
        w, L = (self.t.numbers(f"studies.rates.best.{name}", "L")[0].value for name in ("w", "L"))
        return Foot(w, L)

    def rule(self, knob: Literal["w", "b"]) -> Callable[[Region], VGroup]:
        """The board of one knob's rule."""
        return lambda room: boards.rule_board(formulas.rule(self.t, knob), room)

    def window(self, move: Animation, *others: Animation) -> None:
        """The plot goes to another window, and its axes get new numbers."""
        old = self.plot.scales.uncount()
        self.play(move, FadeOut(old), *others)
        self.show(self.plot.recount(), run_time=0.4)

    def walk(self, k: int, run_time: float) -> None:
        """Mark hop: the steps of rate k, then what it is; those of another rate leave."""
        self.clear_away(*self.hops[:k], run_time=0.3)
        self.play(lit(self.rates.rates[k]), lit(self.plot.dot), run_time=0.5)
        self.at("hop")
        self.play(self.hops[k].walk(run_time))
        self.show(self.rates.verdicts[k], run_time=0.3)
