"""Acting: the policy gradient, the ratio to the old policy, and where PPO's clip makes the gradient exactly zero."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar, TypeVar

from manim import (
    DOWN,
    Animation,
    AnimationGroup,
    Create,
    FadeIn,
    FadeOut,
    LaggedStart,
    Mobject,
    ReplacementTransform,
    VGroup,
    linear,
)

from engine.reading import Number, Reading
from scenes.beat import beat, line
from scenes.chapter import Chapter
from scenes.equation import Equation, broken
from scenes.films.policy import facts, formulas, rooms
from scenes.films.policy.action_bars import ActionBars
from scenes.films.policy.clip_plot import CasePlot, ClipPlot
from scenes.films.policy.own_bars import OwnBars
from scenes.films.policy.ratio_walk import RatioWalk
from scenes.films.policy.tiny_world import TinyWorld
from scenes.kit.network.diagram import NetworkDiagram
from scenes.kit.place.light import lit
from scenes.kit.place.shots import first_read, fit, resting, room_of
from scenes.kit.place.title import Title
from scenes.kit.place.ways import comes, goes, runs
from scenes.kit.theme import theme
from scenes.kit.type.formula import Formula, align_equals

M = TypeVar("M", bound=Mobject)
IN_NEURON = 0.55  # of a neuron's width that a letter in it takes, at most


class PolicyGradient(Chapter):
    """actions   the probabilities as bars      plot   the objective over the ratio      walk   takes both from ratio to ratio
    product   r A, before it is clipped      law   what the loss is      worked   the slope when it went badly, asked for before it is shown
    plots     the objective for a good and for a bad action
    own, rows, pushes   of a lesson with cases of its own: the bars, the rows of numbers under them, the arrows on them
    large               the same bars, alone, at the beginning
    """

    title = "Acting: a policy gradient"
    promise = "Read PPO's clipped objective as a gradient, and say where it is exactly zero."
    lesson: ClassVar[str] = "policy"
    knows: ClassVar[frozenset[str]] = frozenset({"ppo", "policy_gradient"})
    sources: ClassVar[tuple[str, ...]] = (
        "Schulman, Wolski, Dhariwal, Radford, Klimov, Proximal Policy Optimization Algorithms (2017)",
        "Williams, Simple Statistical Gradient-Following Algorithms for Connectionist Reinforcement Learning (1992)",
    )
    shot: str = rooms.LINES  # of what stands over the board
    world: TinyWorld
    product: Formula
    heading: Title
    net: NetworkDiagram
    actions: ActionBars
    plot: ClipPlot
    walk: RatioWalk
    law: Formula
    worked: Formula
    plots: list[CasePlot]
    own: OwnBars
    large: OwnBars
    rows: list[VGroup]
    pushes: VGroup

    @classmethod
    def unfit(cls, t: Reading) -> str | None:
        return {
            "fits": None,
            "loss": "it is told on a policy, under the policy gradient or PPO",
            "large": "it has room for a policy of two to six actions",
        }[facts.misfit(t)]

    @beat(
        "Nobody tells this one <where> where to go. It tries <left> left: nothing. It tries <right> right: a reward.",
        "How can a network learn from <how> that alone?",
        when=facts.is_of_six_cases, pause=3.0,
    )  # fmt: skip
    def opened(self):
        made = self.compose("TITLED", world=TinyWorld, title=lambda room: Title(self.title, room))
        self.world, self.heading = made["world"], made["title"]
        self.show(self.world.ways, self.world.walker, run_time=0.3)
        self.at("where")
        self.show(self.world.signs, run_time=0.4)
        self.at("left")
        self.play(self.world.go(0), run_time=1.2)
        self.world.back()
        self.at("right")
        self.play(self.world.go(1), FadeIn(self.world.reward), run_time=1.2)
        self.at("how")
        self.light(self.world.walker, self.world.reward, run_time=1.2)

    @beat(
        "One formula trained <clip> many a game player and many a chat model.",
        "Here you read it as a gradient, and see where it is <zero> exactly zero.",
        when=facts.is_of_six_cases,
    )
    def promised(self):
        self.plot = ClipPlot(self.t, "good", rooms.alone(self.stage), slopes=False)
        self.plot.stand(self.plot.index(0.7), False)
        self.clear_away(self.world, run_time=0.3)
        self.play(self.heading.comes(), FadeIn(self.plot), run_time=0.7)
        self.at("clip")
        self.play(Create(self.plot.bent), run_time=1.0)
        self.show(self.plot.live, run_time=0.3)
        self.play(self.plot.walk(0.7, 1.19), run_time=1.8)
        self.at("zero")
        self.play(self.plot.walk(1.19, 1.35), run_time=1.2)

    @beat(
        "A policy is a network that acts. What it sees <sees> goes in. Its sums, <sums> z, go through softmax, "
        "and out comes <acts> a probability for every action, written pi.",
        "It has two: <left> left, then <right> right.",
        "One is drawn, <taken> and taken: here, the second. Then the <world> world answers, better than expected, or worse.",
        "How much better <adv> is called the advantage.",
        when=facts.is_of_six_cases,
    )
    def policy(self):
        self.sheets(self.heading, *self.plot.everything)
        self.net = NetworkDiagram((3, 2), rooms.net_place(self.stage))
        self.actions, self.walk = ActionBars(self.t, rooms.bars_place(self.stage)), RatioWalk(self)
        self.show(self.net, run_time=0.6)
        self.at("sees")
        self.light(*self.net.neurons[0].values(), run_time=0.6)
        self.at("sums")
        self.play(self.net.pulse(1), *self.write_sums(), run_time=0.9)
        self.at("acts")
        self.play(*self.walk.figures(facts.old(self.t)), comes(self.actions, self.net.neurons[1][0]), run_time=0.9)
        for k, mark in enumerate(("left", "right")):
            self.at(mark)
            self.light(self.actions.names[k], run_time=0.5)
        self.at("taken")
        for k in (1, 0, 1, 0):
            self.play(lit(self.actions.names[k]), run_time=0.2)
        self.play(lit(self.actions.names[1]), lit(self.net.neurons[1][1]), self.actions.take(), run_time=0.7)
        self.at("world")
        out, back = rooms.to_the_world(self.stage, self.actions.bars[1])
        self.play(runs(out, theme().forward), run_time=1.0)
        self.play(runs(back, theme().loss), run_time=1.0)
        self.at("adv")
        line = self.on_board(Formula(formulas.advantage(facts.case(self.t, "good", 1))))
        self.play(comes(line["A"], self.actions.bars[1]), *appear(line, "A"), run_time=0.9)

    @beat(
        "How do we make an action more likely? Climb <climb> the slope of its probability.",
        "But divide <over> by how likely it was: what is often drawn would be pushed too <often> often.",
        "That is the slope <log> of the logarithm. And it is short: <one> one for what was taken, minus <minus> the probabilities.",
        "<plug> Here are the numbers.",
        title="Making an action more likely",
        when=facts.is_of_six_cases,
    )
    def log_probability(self):
        self.clear("board", run_time=0.3)
        letters, worked = self.on_board(align_equals(*formulas.log_slope(self.t), buff=0.2))
        self.at("climb")
        self.play(comes(letters["climb"], self.actions.bars[1]), run_time=0.8)
        self.at("over")
        self.play(comes(letters["over"], self.walk.digits[0][1]), run_time=0.8)
        self.at("often")
        self.light(letters["over"], self.actions.bars[1], run_time=0.6)
        self.at("log")
        self.show(letters["s"], letters["eq"], run_time=0.5)
        self.at("one")
        self.play(comes(letters["taken"], self.actions.names[1]), run_time=0.8)
        self.at("minus")
        self.play(FadeIn(letters.rest), comes(letters["p"], self.walk.digits), run_time=0.8)
        self.at("plug")
        figures = [comes(worked[f"p{k}"], digit) for k, digit in enumerate(self.walk.digits[0])]
        self.play(*figures, *appear(worked, "p0", "p1"), run_time=0.9)

    @beat(
        "This is softmax with cross-entropy again, <label> the action in the place of the right answer.",
        "Only one thing is new. <times> It is multiplied by the advantage.",
        "<plug> So a step pushes <push> the second action up, and the first one down.",
        when=facts.is_of_six_cases,
    )
    def weighed(self):
        self.clear("board", run_time=0.3)
        letters, worked = self.on_board(align_equals(*formulas.policy_gradient(self.t, "good"), buff=0.25))
        self.at("label")
        self.show(letters, run_time=0.4)
        self.play(goes(self.actions.names[1], letters.rest[-1]), run_time=1.2)
        self.at("times")
        self.light(letters["A"], run_time=0.7)
        self.at("plug")
        self.play(goes(letters["A"], worked["A"]), FadeIn(worked), run_time=0.7)
        self.at("push")
        self.pushes_of(facts.start_slopes(self.t, "good"), worked)
        self.hold(0.3)
        self.walk.bars_to(1.3, facts.case(self.t, "good", 2), run_time=1.4)

    @beat(
        "And when it went badly? <minus> The advantage is minus one. <which> Which way do the bars go now?",
        pause=3.0, when=facts.is_of_six_cases,
    )  # fmt: skip
    def asked_sign(self):
        self.clear("board", run_time=0.3)
        self.walk.bars_to(1.0, run_time=0.5)
        self.law, self.worked = self.on_board(align_equals(*formulas.policy_gradient(self.t, "bad"), buff=0.25))
        self.at("minus")
        self.play(FadeIn(self.law), *self.walk.figures(facts.old(self.t)), run_time=0.5)
        self.at("which")
        self.light(*self.actions.bars)

    @beat("The other way: <down> less of what was taken, more of the rest. <name> That is the policy gradient.", when=facts.is_of_six_cases)
    def answered_sign(self):
        self.show(self.worked, run_time=0.4)
        self.at("down")
        self.pushes_of(facts.start_slopes(self.t, "bad"), self.worked)
        self.walk.bars_to(0.7, facts.case(self.t, "bad", 0), run_time=1.2)
        self.at("name")
        self.light(self.worked["d"], run_time=0.8)

    @beat(
        "But playing is slow. So each game is used for many steps, <old> and it was played by the old policy: here.",
        "<moved> Meanwhile the new one has moved on. Compare: <now> the probability now, <over> over the probability then.",
        "<ratio> This ratio is called r.",
        title="Compared with the old policy",
        when=facts.is_of_six_cases,
    )
    def ratio(self):
        self.clear_away(self.worked, run_time=0.2)  # it pushes down what now becomes more likely
        self.play(self.law.animate.move_to(rooms.board(self.stage, self.shot).center), run_time=0.5)
        self.walk.bars_to(1.0, run_time=0.6)
        case = facts.case(self.t, "good", 2)
        self.at("old")
        self.play(comes(self.actions.then, self.actions.floor), run_time=0.9)
        self.at("moved")
        self.walk.bars_to(1.3, case, run_time=1.2)
        self.at("now")
        self.clear("board", run_time=0.2)
        line = self.on_board(Formula(formulas.ratio(case)))
        self.play(*appear(line, "new", "old", "result"), comes(line["new"], self.walk.digits[0][1]), run_time=0.4)
        self.light(self.walk.digits[0][1], run_time=0.5)
        self.at("over")
        self.play(comes(line["old"], self.actions.then), run_time=0.4)
        self.light(self.actions.then, run_time=0.5)
        self.at("ratio")
        self.show(line["result"], scale=0.8, run_time=0.5)

    @beat(
        "The objective, J, is r times <line> the advantage. For a good action, that is a <rising> rising line.",
        "Its slope <slope> is one, everywhere. <walk> More likely is better, it says, without end.",
        "<trust> But the advantage was measured with the old policy. <far> Far from it, nobody knows.",
        when=facts.is_of_six_cases,
    )
    def unclipped(self):
        left, right = rooms.bars_and_plot(self.stage)
        self.clear("board", also=[self.net], run_time=0.2)
        self.shot = rooms.plots(self.stage)
        self.sheets()
        gone, old, self.actions = self.walk.without(), self.actions, ActionBars(self.t, left)
        self.play(*gone, *self.actions.instead_of(old, self.walk.r), run_time=0.5)
        self.plot = ClipPlot(self.t, "good", right)
        self.at("line")
        self.product = self.on_board(Formula(formulas.objective()))
        self.show(self.plot, self.product, run_time=0.6)
        self.at("rising")
        self.play(Create(self.plot.line), runs(self.plot.line), run_time=1.4, rate_func=linear)
        self.at("slope")
        self.plot.stand(self.plot.index(self.walk.r), True)
        self.show(self.plot.live, run_time=0.4)
        self.at("walk")
        self.walk.to(1.4, run_time=2.2, free=True, drawing=True)
        self.at("trust")
        self.walk.to(1.0, run_time=1.6, free=True, drawing=True)
        self.at("far")
        self.walk.to(1.4, run_time=1.2, free=True, drawing=True)

    @beat(
        "So proximal policy optimization, {letters:PPO} in short, puts up <fences> two fences, "
        "at {t.objective.low} and {t.objective.high}, and <holds> holds r between them. "
        "Beyond a fence, the clipped product is <flat> flat.",
        "And of the two products, <min> the smaller one counts. That is the thick line. <loss> The loss is its negative.",
        title="Two fences",
        when=facts.is_of_six_cases,
    )
    def clipped(self):
        self.clear_away(*self.plot.veil(), run_time=0.2)
        self.at("fences")
        self.show(self.plot.fences, self.plot.ratios, run_time=0.6)
        self.at("holds")
        self.walk.to(1.0, run_time=1.2, free=True)
        self.at("flat")
        self.play(Create(self.plot.held), runs(self.plot.held), run_time=1.4, rate_func=linear)
        self.at("min")
        line = self.on_board(Formula(formulas.clipped_objective()))
        kept = ("J", "eq", "r")
        self.play(*(ReplacementTransform(self.product[part], line[part]) for part in kept), *appear(line, "L", *kept), run_time=0.8)
        self.play(Create(self.plot.bent), runs(self.plot.bent), run_time=1.6, rate_func=linear)
        self.at("loss")
        self.play(comes(line["L"], line["J"]), run_time=0.8)

    @beat(
        "The action was good, and <walk> it has already become much more likely. What is the gradient here?",
        pause=3.0, when=facts.is_of_six_cases,
    )  # fmt: skip
    def asked_good(self):
        self.at("walk")
        self.walk.to(1.3, facts.case(self.t, "good", 2), run_time=1.6)

    @beat(
        "The smaller product <two> is the clipped one. Watch the slope on the way there. <walk> Between the fences, it is one.",
        "<corner> At the corner, it falls. And beyond, <zero> it is zero. Not small: exactly zero.",
        title="Where the slope is zero",
        when=facts.is_of_six_cases,
    )
    def zero(self):
        self.clear("board", run_time=0.2)
        self.show(self.on_board(Formula(formulas.smaller_product(facts.case(self.t, "good", 2)))), run_time=0.3)
        self.at("two")
        self.light(self.plot.held, run_time=0.7)
        self.walk.to(0.85, run_time=0.7)
        self.at("walk")
        self.plot.sloped = True
        self.walk.to(1.2, run_time=1.6, drawing=True)
        self.at("corner")
        self.walk.to(1.25, run_time=0.8, drawing=True)
        self.at("zero")
        self.walk.to(1.3, facts.case(self.t, "good", 2), run_time=0.8, drawing=True)

    @beat(
        "And this slope stands in front of all the others: <chain> the loss, the ratio, the logarithm.",
        "<worked> Zero times anything is zero. So this example <enough> moves no weight.",
        "That is no wall: other examples, with the same weights, can still <push> push r on.",
        "It has only <still> stopped pushing.",
        when=facts.is_of_six_cases,
    )
    def chained(self):
        self.clear("board", run_time=0.2)
        letters, worked = self.two(*formulas.chain(self.t, "good", 2))
        self.show(letters["d"], letters["eq"], run_time=0.3)
        self.at("chain")
        k, r, s = comes(letters["k"], self.plot.slid), comes(letters["r"], self.walk.digits[1]), comes(letters["s"], self.actions.bars)
        self.play(LaggedStart(AnimationGroup(k, FadeIn(letters.rest)), r, s, lag_ratio=0.6), run_time=2.0)
        self.at("worked")
        filled = {"k": "k", "r": "r", "q0": "s", "q1": "s"}
        moves = [comes(worked[part], letters[symbol]) for part, symbol in filled.items()]
        self.play(*moves, *appear(worked, *filled), *([FadeOut(letters)] if self.is_low else []), run_time=0.5)
        self.light(worked["k"], worked["g0"], worked["g1"], run_time=0.7)
        self.at("enough")
        self.light(self.plot.dot, self.plot.slid)
        self.at("push")
        self.play(runs(self.plot.way(1.3, 1.4)), run_time=1.3)
        self.at("still")
        self.light(*self.actions.bars)

    @beat(
        "Step back <back> between the fences. The slope is one again, and the gradient is alive: <alive> it pushes on.",
        when=facts.is_of_six_cases,
    )  # fmt: skip
    def alive(self):
        self.clear("board", run_time=0.2)
        case = facts.case(self.t, "good", 1)
        worked = self.on_board(Formula(formulas.chain(self.t, "good", 1)[1]))
        self.at("back")
        self.walk.to(1.0, case, run_time=1.2)
        self.at("alive")
        self.show(worked, run_time=0.4)
        self.pushes_of(case.objective.dL_dz, worked)

    @beat(
        "Now a bad action: <turn> the advantage is minus one, and the line falls.",
        "Suppose this action, too, has <far> become much more likely. It is <beyond> beyond the fence. Is its gradient zero?",
        pause=3.0, title="A bad action",
        when=facts.is_of_six_cases,
    )  # fmt: skip
    def asked_bad(self):
        self.clear("board", run_time=0.2)
        self.play(*self.walk.home(), run_time=0.4)
        self.at("turn")
        self.walk.turn("bad")
        self.show(self.on_board(Formula(formulas.clipped_objective())), run_time=0.4)
        self.at("far")
        self.walk.to(1.3, facts.case(self.t, "bad", 2), run_time=1.4, free=True)
        self.at("beyond")
        self.light(self.plot.fences[1], self.plot.dot)

    @beat(
        "No. <two> Now the smaller product is the one that is not clipped. <bent> On this side, the line goes on falling.",
        "Its slope <slope> is minus one, <push> and the gradient pushes the mistake back.",
        when=facts.is_of_six_cases,
    )
    def pushed_back(self):
        self.clear("board", run_time=0.2)
        case = facts.case(self.t, "bad", 2)
        product, worked = self.under_each_other(formulas.smaller_product(case), formulas.chain(self.t, "bad", 2)[1])
        self.at("two")
        self.play(comes(product["one"], self.plot.dot), *appear(product, "one"), run_time=0.7)
        self.light(product["one"], run_time=0.5)
        self.at("bent")
        self.play(FadeIn(self.plot.held), Create(self.plot.bent), runs(self.plot.bent), run_time=1.6, rate_func=linear)
        self.at("slope")
        self.plot.sloped = True
        self.clear_away(*([product] if self.is_low else []), run_time=0.2)
        self.show(self.plot.tangent, self.plot.slid, worked, run_time=0.4)
        self.at("push")
        self.pushes_of(case.objective.dL_dz, worked)

    @beat(
        "Walk <walk> all the way back.",
        "Only past the other fence, where the bad action has become <rare> rare enough, is the slope zero.",
        "The clip <never> never hides a mistake that has grown: it is a pessimist.",
        when=facts.is_of_six_cases,
    )
    def pessimist(self):
        self.clear("board", run_time=0.15)
        line = self.on_board(Formula(formulas.clipped_objective()))
        self.show(line, run_time=0.2)
        self.at("walk")
        self.walk.to(0.8, run_time=2.4, drawing=True)
        self.at("rare")
        self.walk.to(0.7, run_time=0.8, drawing=True)
        self.at("never")
        self.light(self.plot.bent, line["J"])

    @beat(
        "And here they are, side by side, <all> all six cases: three ratios, for a good action and for a bad one. "
        "The numbers <slopes> are the slopes.",
        "A step climbs: the good action is pushed <good> up, the bad one <bad> down.",
        "Two of the six are left alone: a good action that is <one> likely enough, and a bad one that is <two> rare enough.",
        title="All six cases",
        when=facts.is_of_six_cases,
    )
    def cases(self):
        self.clear("board", run_time=0.1)
        gone = [*self.plot.everything, self.actions, self.actions.then]
        self.compose("TWINS", good=lambda room: VGroup(), bad=lambda room: VGroup(), gone=gone)
        self.plots = [CasePlot(self.t, kind, region) for kind, region in zip(facts.ADVANTAGES, rooms.pair(self.stage), strict=True)]
        heads = [plot.headed(f"{plot.kind} action") for plot in self.plots]
        self.at("all")
        self.show(VGroup(*heads), *self.plots, *(part for plot in self.plots for part in (plot.bent, plot.fences, plot.feet)), run_time=0.6)
        self.play(LaggedStart(*(move for plot in self.plots for move in plot.roll()), lag_ratio=0.2), run_time=2.0)
        self.at("slopes")
        spring = [comes(num, dot) for plot in self.plots for num, dot in zip(plot.slopes, plot.dots, strict=True)]
        self.play(LaggedStart(*spring, lag_ratio=0.2), run_time=1.4)
        for plot in self.plots:
            self.at(plot.kind)
            self.play(LaggedStart(*map(comes, plot.pushes, plot.slopes), lag_ratio=0.3), run_time=0.9)
        self.at("one")
        self.light(self.plots[0].dots[2], self.plots[0].slopes[2])
        self.at("two")
        self.light(self.plots[1].dots[0], self.plots[1].slopes[0])

    @beat(
        "So: push <push> up what went well, and down what did not. Stop <stop> where that has gone far enough.",
        "But a mistake that has become likelier <never> is always pushed back.",
        "Next: <next> any layer at all, forward and back.",
        when=facts.is_of_six_cases,
    )
    def harvest(self):
        good, bad = self.plots
        self.at("push")
        self.play(*(goes(push, dot) for plot in self.plots for push, dot in zip(plot.pushes, plot.dots, strict=True)), run_time=1.2)
        self.at("stop")
        self.play(*map(lit, (good.dots[2], good.slopes[2], good.pushes[2], bad.dots[0], bad.slopes[0], bad.pushes[0])), run_time=1.2)
        self.at("never")
        self.play(*map(lit, (bad.dots[2], bad.slopes[2], bad.pushes[2])), runs(bad.way(1.0, 1.3)), run_time=1.4)
        self.at("next")
        self.play(*map(lit, (*good.dots, *bad.dots)), run_time=1.2)

    # ---- anybody's own policy

    @beat(
        "This network acts, and hears how well it went. Which way should that <push> push each of its probabilities, and how <far> far?",
        when=facts.is_own, pause=3.0, title="A policy",
    )  # fmt: skip
    def own_promised(self):
        self.heading = Title(self.title, room_of(self.stage, "TITLED", 1))
        self.large, self.own = OwnBars(self.t, rooms.alone(self.stage), 0, 0.0, self.stage.height), OwnBars(self.t, rooms.own(self.stage))
        self.play(self.heading.comes(), FadeIn(self.large), run_time=0.7)
        self.at("push")
        self.light(*self.large.bars)
        self.at("far")
        self.light(*self.large.bars)

    @beat(
        "A policy is a network that acts. What it sees goes in, and out come <acts> {actions:words} probabilities, one for every action.",
        "One of these is drawn, and taken: <taken> here, number {k:words}. Then the world answers.",
        "How much better than expected that was is called <adv> the advantage.",
        line(
            case=facts.verdict,
            better="It is {advantage}: this went better.",
            worse="It is {advantage}: this went worse.",
            neither="It is zero: this went just as expected.",
        ),
        actions=facts.actions, k=facts.ordinal, advantage=facts.advantage, when=facts.is_own,
    )  # fmt: skip
    def own_policy(self):
        self.play(ReplacementTransform(self.large, self.own), run_time=0.9)
        self.sheets(self.heading)
        self.rows = [self.own.row(0, formulas.own_rows(self.t)[0], self.t.a[self.t.D])]
        self.at("acts")
        self.show(self.rows[0], run_time=0.6)
        self.light(*self.own.bars, run_time=0.6)
        self.at("taken")
        self.rows.append(VGroup(self.own.around()))
        self.play(Create(self.rows[1]), lit(self.own.bars[self.own.taken]), run_time=0.7)
        self.at("adv")
        self.show(self.on_board(Formula(formulas.advantage(self.t))), run_time=0.5)

    @beat(
        "How do we make an action more likely? Climb the slope of <log> the logarithm of its probability.",
        "By the sums that go into softmax, that is <one> one for what was taken, <minus> minus all the probabilities.",
        when=facts.is_own, title="Making an action more likely",
    )  # fmt: skip
    def own_log(self):
        self.clear("board", run_time=0.3)
        line = self.on_board(Formula(formulas.own_log(self.t)))
        self.at("log")
        self.show(line["s"], line["eq"], run_time=0.4)
        self.at("one")
        self.play(FadeIn(line["one"]), lit(self.own.names[self.own.taken]), run_time=0.6)
        self.at("minus")
        self.show(line.rest, line["p"], run_time=0.4)
        self.rows.append(self.own.row(1, formulas.own_rows(self.t)[1], self.t.objective.dlog_prob_dz))
        self.show(self.rows[-1], run_time=0.6)

    @beat(
        "The loss is minus the advantage, <times> times this logarithm. So its slope is minus the advantage, times the slope that we have.",
        "Which way will <way> each of the sums be pushed now?",
        when=facts.is_own_plain, pause=3.0,
    )  # fmt: skip
    def own_weighed(self):
        self.clear("board", run_time=0.3)
        loss, slope = self.on_board(align_equals(*formulas.own_loss(self.t), buff=0.25))
        self.at("times")
        self.show(loss, run_time=0.5)
        self.show(slope, run_time=0.5)
        self.at("way")
        self.light(*self.own.bars)

    @beat(
        "PPO compares this with the policy that played. The ratio <ratio> of the two probabilities is called r.",
        "Held between two fences, it gives <clip> a second product, and the <counts> smaller one counts: J.",
        line(
            case=facts.branch,
            clipped="Here that is the clipped one, which does not move with r. So the slope by r is <slope> zero. What follows from that?",
            ratio="Here that is r times the advantage. So the slope by r is <slope> the advantage. Which way will each sum be pushed?",
        ),
        when=facts.is_own_ppo, pause=3.0, title="Compared with the old policy",
    )  # fmt: skip
    def own_compared(self):
        self.clear("board", run_time=0.3)
        lines = VGroup(Formula(formulas.own_ratio(self.t)), Formula(formulas.smaller_product(self.t)))
        ratio, smaller = self.on_board(lines.arrange(DOWN, buff=0.25))
        self.at("ratio")
        self.show(ratio, run_time=0.5)
        self.at("clip")
        self.show(smaller, run_time=0.5)
        self.at("counts")
        self.light(smaller["result"])
        self.at("slope")
        self.light(smaller["result"])

    @beat(
        line(
            case=facts.push,
            up="A step goes against the slope of the loss: <push> what was taken goes up, and all the rest down.",
            down="A step goes against the slope of the loss: <push> what was taken goes down, and all the rest up.",
            none="Every slope of the loss is exactly zero, so <push> nothing is pushed: this case has no more to say.",
        ),
        "<row> These are the slopes that go back into the network, and from there on it is <ever> backpropagation as ever.",
        when=facts.is_own, title="Which way it pushes",
    )  # fmt: skip
    def own_pushed(self):
        if facts.is_own_ppo(self.t):
            self.clear("board", run_time=0.2)
            self.show(self.on_board(Formula(formulas.own_chain(self.t))), run_time=0.3)
        self.at("push")
        self.pushes = self.own.push(self.t.objective.dL_dz)
        self.show(self.pushes, run_time=0.5)
        self.at("row")
        self.rows.append(self.own.row(2, formulas.own_rows(self.t)[2], self.t.objective.dL_dz))
        self.show(self.rows[-1], run_time=0.6)
        self.at("ever")
        self.light(*self.rows[-1][1])

    @beat(
        line(
            case=facts.verdict,
            better="Another case: <taken> number {k:words} was taken, and it went better than expected, by <adv> {advantage}.",
            worse="Another case: <taken> number {k:words} was taken, and it went worse than expected: <adv> {advantage}.",
            neither="Another case: <taken> number {k:words} was taken, and it went <adv> just as expected.",
        ),
        line(
            case=facts.push,
            up="So <push> it goes up, and the others down.",
            down="So <push> it goes down, and the others up.",
            none="Here <push> nothing is pushed.",
        ),
        each=facts.others, k=facts.ordinal, advantage=facts.advantage, title="Other cases",
    )  # fmt: skip
    def own_other(self, m):
        case = facts.at(self.t, m)
        self.clear("board", also=[self.own, *self.rows, self.pushes], run_time=0.3)
        self.own = OwnBars(case, rooms.own(self.stage))
        numbers = (case.a[case.D], case.objective.dlog_prob_dz, case.objective.dL_dz)
        self.rows = [self.own.row(r, name, row) for r, (name, row) in enumerate(zip(formulas.own_rows(case), numbers, strict=True))]
        self.show(self.own, self.rows[0], run_time=0.5)
        self.at("taken")
        self.rows.append(VGroup(self.own.around()))
        self.play(Create(self.rows[-1]), lit(self.own.bars[self.own.taken]), run_time=0.5)
        self.at("adv")
        self.show(self.on_board(Formula(formulas.advantage(case))), self.rows[1], run_time=0.4)
        self.at("push")
        self.pushes = self.own.push(case.objective.dL_dz)
        self.show(self.pushes, self.rows[2], run_time=0.5)

    @beat(
        "So: a policy learns by <push> pushing up the logarithm of what went well, and down that of what did not.",
        line("A step listens to <mean> all its cases at once.", when=facts.has_batch),
        when=facts.is_own, title="Taken together",
    )  # fmt: skip
    def own_harvest(self):
        self.at("push")
        self.light(*self.own.bars, *self.pushes)
        if facts.has_batch(self.t):
            self.at("mean")
            self.light(*self.own.names)

    # ---- gestures

    def sheets(self, *gone: Mobject) -> None:
        """A sheet for what stands above, and one for the board."""
        self.compose(self.shot, above=lambda room: VGroup(), board=lambda room: VGroup(), gone=gone)

    def two(self, *lines: Equation) -> VGroup:
        """Two lines of maths: each alone on a low board, else under each other."""
        return self.alone(*lines) if self.is_low else self.on_board(align_equals(*lines, buff=0.2))

    @property
    def is_low(self) -> bool:
        """Whether the board has room for one line only."""
        return self.shot != rooms.LINES

    def write_sums(self) -> list[Animation]:
        """The letters of the outputs before softmax come into their neurons, and stay with the network."""
        letters = [Formula("{s}", size=0.8 * resting(), s=z) for z in formulas.sums()]
        for neuron, letter in zip(self.net.neurons[1].values(), letters, strict=True):
            letter.scale(min(1.0, IN_NEURON * neuron.width / letter.width)).move_to(neuron).set_z_index(4)
        self.net.add(*letters)
        return list(map(FadeIn, letters))

    def pushes_of(self, slopes: Iterable[Number], worked: Formula) -> None:
        """Each slope leaves the line that works it out, and is the arrow on its bar."""
        arrows = self.actions.push(slopes)
        self.play(*(comes(arrow, worked[f"g{k}"]) for k, arrow in enumerate(arrows)), run_time=0.7)

    def under_each_other(self, *lines: Equation) -> VGroup:
        """Lines on the board, the last one broken at its signs where all would be too small to be read; a low one each fills alone."""
        room = rooms.board(self.stage, self.shot)
        if self.is_low:
            return self.alone(*lines)
        ways = (lines, (*lines[:-1], broken(lines[-1])))
        made = first_read([fit(VGroup(*map(Formula, way)).arrange(DOWN, buff=0.3), room) for way in ways])
        return self.on_board(made)

    def alone(self, *lines: Equation) -> VGroup:
        """Lines that fill the board one after the other, broken at their signs where they would be too small."""
        room = rooms.board(self.stage, self.shot)
        alone = VGroup(*(first_read([fit(Formula(way), room) for way in (line, broken(line))]) for line in lines))
        self.stands("board", alone)
        return alone

    def on_board(self, thing: M) -> M:
        """Lines on the board, as large as it lets them be, not yet shown; `clear("board")` lets them leave."""
        self.stands("board", fit(thing, rooms.board(self.stage, self.shot)))
        return thing


def appear(line: Formula, *but: str) -> list[Animation]:
    """All of a line but these parts comes in."""
    return [FadeIn(line.rest, *(part for name, part in line.parts.items() if name not in but))]
