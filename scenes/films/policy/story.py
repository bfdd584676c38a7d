"""Acting: the policy gradient, the ratio to the old policy, and where PPO's clip makes the gradient exactly zero."""

from __future__ import annotations

from typing import ClassVar

from manim import Create, FadeIn, LaggedStart, VGroup

from engine.reading import Reading, mark
from scenes.beat import beat
from scenes.films.policy import policy_lines as lines
from scenes.films.policy import policy_words as words
from scenes.films.policy.policy_bars import PolicyBars
from scenes.films.policy.policy_gestures import PolicyFilm
from scenes.films.policy.policy_plots import CasePlot, ClipPlot
from scenes.kit.network.diagram import NetworkDiagram
from scenes.kit.place.light import lit
from scenes.kit.theme import theme
from scenes.kit.type.formula import LARGE, Label


class PolicyGradient(PolicyFilm):
    title = "Acting: a policy gradient"
    promise = "Read PPO's clipped objective as a gradient, and say where it is exactly zero."
    lesson: ClassVar[str] = "policy"
    knows: ClassVar[frozenset[str]] = frozenset({"ppo"})
    sources: ClassVar[tuple[str, ...]] = (
        "Schulman, Wolski, Dhariwal, Radford, Klimov, Proximal Policy Optimization Algorithms (2017)",
        "Williams, Simple Statistical Gradient-Following Algorithms for Connectionist Reinforcement Learning (1992)",
    )

    @classmethod
    def unfit(cls, t: Reading) -> str | None:
        seen = (
            [(round(e.objective.ratio, 9), e.objective.advantage) for e in t.trace.steps[0].examples] if "policy" in t.trace.studies else []
        )
        if seen == [(r, A) for A in (1.0, -1.0) for r in (0.9, 1.1, 1.3)]:
            return None
        return "it is told on six cases of two actions under PPO: the ratios 0.9, 1.1 and 1.3, with the advantages 1 and then -1"

    @beat(words.promised)
    def promised(self):
        self.heading = self.stage.title.hold(Label(self.title, size=LARGE, color=theme().ink))
        self.picture = ClipPlot(self.t, "good", lines.alone(self.stage), slopes=False)
        self.picture.stand(20, False)
        self.show(self.heading, self.picture, run_time=0.7)
        self.at("clip")
        self.play(Create(self.picture.bent), run_time=1.5)
        self.show(self.picture.live, run_time=0.3)
        self.play(self.picture.walk(0.7, 1.19), run_time=2.2)
        self.at("zero")
        self.play(self.picture.walk(1.19, 1.35), run_time=1.6)

    @beat(words.policy)
    def policy(self):
        self.clear_away(self.heading, *self.picture.everything, run_time=0.3)
        self.net = NetworkDiagram((3, 2), lines.net_place(self.stage))
        self.actions = PolicyBars(self.t, lines.bars_place(self.stage))
        self.show(self.net, run_time=0.6)
        self.at("sees")
        self.light(*self.net.neurons[0].values(), run_time=0.6)
        self.at("acts")
        self.play(self.net.pulse(1), FadeIn(self.actions), *self.figures(lines.old(self.t)), run_time=0.9)
        self.at("taken")
        for k in (1, 0, 1, 0):
            self.play(lit(self.actions.names[k]), run_time=0.2)
        self.play(lit(self.actions.names[1]), lit(self.net.neurons[1][1]), self.actions.take(), run_time=0.7)
        self.at("adv")
        self.case = self.t.of(example=1)
        self.show(self.place("board", lines.advantage(self.case)), run_time=0.5)

    @beat(words.log_probability)
    def log_probability(self):
        self.clear("board", run_time=0.3)
        letters, worked = self.place("board", lines.log_slope(self.t))
        self.at("climb")
        self.show(letters["climb"], run_time=0.5)
        self.at("over")
        self.show(letters["over"], run_time=0.5)
        self.light(letters["over"], self.actions.bars[1], run_time=0.6)
        self.at("log")
        self.show(letters["s"], letters["eq"], run_time=0.5)
        self.at("one")
        self.show(letters["taken"], run_time=0.4)
        self.light(self.actions.names[1], run_time=0.5)
        self.at("minus")
        self.show(letters.rest, letters["p"], run_time=0.4)
        self.at("plug")
        self.show(worked, run_time=0.6)

    @beat(words.weighed)
    def weighed(self):
        self.clear("board", run_time=0.3)
        letters, worked = self.place("board", lines.policy_gradient(self.t, "good"))
        self.at("label")
        self.show(letters, run_time=0.5)
        self.at("times")
        self.light(letters["A"], run_time=0.7)
        self.at("plug")
        self.show(worked, run_time=0.5)
        self.at("push")
        self.show(self.actions.push(lines.start(self.t, "good", "dL_dz")), run_time=0.4)
        self.hold(0.5)
        self.move(1.1, self.case, run_time=1.4)

    @beat("And when it went badly? <minus> The advantage is minus one. Which way do the bars go now?", pause=3.0)
    def asked_sign(self):
        self.clear("board", run_time=0.3)
        self.play(*self.without(), run_time=0.2)
        self.play(self.actions.walk(self.r, 1.0), run_time=0.5)
        self.r = 1.0
        letters, self.worked = self.place("board", lines.policy_gradient(self.t, "bad"))
        self.at("minus")
        self.play(FadeIn(letters), *self.figures(lines.old(self.t)), run_time=0.5)

    @beat("The other way: <down> less of what was taken, more of the rest. <name> That is the policy gradient.")
    def answered_sign(self):
        self.show(self.worked, run_time=0.4)
        self.at("down")
        self.show(self.actions.push(lines.start(self.t, "bad", "dL_dz")), run_time=0.4)
        self.move(0.9, self.t.of(example=3), run_time=1.2)
        self.at("name")
        self.light(self.worked["d"], run_time=0.8)

    @beat(words.ratio)
    def ratio(self):
        self.clear("board", run_time=0.2)
        self.play(*self.without(), run_time=0.2)
        self.play(self.actions.walk(self.r, 1.0), run_time=0.6)
        self.r, line = 1.0, self.place("board", lines.ratio_line(self.case))
        self.at("old")
        self.show(self.actions.then, run_time=0.6)
        self.at("moved")
        self.move(1.1, self.case, run_time=1.2)
        self.at("now")
        self.show(line["r"], line["eq"], line.rest, line["new"], run_time=0.5)
        self.light(self.digits[0][1], run_time=0.5)
        self.at("over")
        self.show(line["old"], run_time=0.4)
        self.light(self.actions.then, run_time=0.5)
        self.at("ratio")
        self.show(line["result"], scale=0.8, run_time=0.5)

    @beat(words.unclipped)
    def unclipped(self):
        left, right = lines.rooms(self.stage)
        self.clear("board", also=[self.net], run_time=0.2)
        moved = VGroup(self.actions, self.actions.then, self.digits)
        self.play(moved.animate.shift(left.center - lines.bars_place(self.stage).center), run_time=0.6)
        self.picture = ClipPlot(self.t, "good", right)
        self.at("line")
        self.show(self.picture, self.picture.line, self.place("board", lines.objective_line()), run_time=0.6)
        self.at("slope")
        self.picture.stand(self.picture.index(self.r), True)
        self.show(self.picture.live, run_time=0.4)
        self.at("walk")
        self.walk(1.4, run_time=2.2, free=True, drawing=True)
        self.at("trust")
        self.walk(1.0, run_time=1.6, free=True, drawing=True)

    @beat(
        lambda t: (
            f"So {mark('PPO', 'P P O')} puts up <fences> two fences, and holds r between them. Beyond a fence, the clipped product is "
            "<flat> flat. And of the two products, <min> the smaller one counts. That is the thick line. <loss> The loss is its negative."
        )
    )
    def clipped(self):
        self.clear("board", run_time=0.2)
        line = self.place("board", lines.clipped_line())
        self.clear_away(*self.picture.veil(), run_time=0.2)
        self.at("fences")
        self.show(self.picture.fences, self.picture.ratios, run_time=0.6)
        self.at("flat")
        self.play(Create(self.picture.held), run_time=1.0)
        self.at("min")
        self.play(Create(self.picture.bent), FadeIn(line["J"], line["eq"], line["r"], line["c"], line.rest), run_time=1.6)
        self.at("loss")
        self.show(line["L"], run_time=0.6)

    @beat("The action was good, and <walk> it has already become much more likely. What is the gradient here?", pause=3.0)
    def asked_good(self):
        self.at("walk")
        self.walk(1.3, self.t.of(example=2), run_time=1.6)

    @beat(words.zero)
    def zero(self):
        self.clear("board", run_time=0.2)
        self.show(self.place("board", lines.smaller(self.t.of(example=2))), run_time=0.3)
        self.at("two")
        self.light(self.picture.held, run_time=0.7)
        self.play(*self.without(), run_time=0.2)
        self.play(self.picture.walk(1.3, 0.85), self.actions.walk(1.3, 0.85), run_time=0.7)
        self.at("walk")
        self.r, self.picture.sloped = 0.85, True
        self.walk(1.2, run_time=1.6, drawing=True)
        self.at("corner")
        self.walk(1.25, run_time=0.8, drawing=True)
        self.at("zero")
        self.walk(1.3, self.t.of(example=2), run_time=0.8, drawing=True)

    @beat(words.chained)
    def chained(self):
        self.clear("board", run_time=0.2)
        letters, worked = self.place("board", lines.chain(self.t.of(example=2), "good", 2))
        self.show(letters["d"], letters["eq"], run_time=0.3)
        self.at("chain")
        self.play(LaggedStart(FadeIn(letters["k"], letters.rest), FadeIn(letters["r"]), FadeIn(letters["s"]), lag_ratio=0.6), run_time=1.6)
        self.at("worked")
        self.show(worked, run_time=0.5)
        self.light(worked["k"], worked["g0"], worked["g1"], run_time=0.7)
        self.at("enough")
        self.light(self.picture.dot, self.picture.slid)
        self.at("still")
        self.light(*self.actions.bars)

    @beat("Step back <back> between the fences. The slope is one again, and the gradient is alive: <alive> it pushes on.")
    def alive(self):
        self.clear("board", run_time=0.2)
        case = self.case
        worked = self.place("board", lines.chain(case, "good", 1)[1])
        self.at("back")
        self.walk(1.1, case, run_time=1.2)
        self.at("alive")
        self.show(worked, self.actions.push(lines.vector(case, "dL_dz")), run_time=0.5)

    @beat(words.asked_bad, pause=3.0)
    def asked_bad(self):
        self.clear("board", run_time=0.2)
        self.play(*self.without(), self.actions.walk(self.r, 1.0), run_time=0.4)
        self.r = 1.0
        self.at("turn")
        self.turn("bad")
        self.show(self.place("board", lines.clipped_line()), run_time=0.4)
        self.at("far")
        self.walk(1.3, self.t.of(example=5), run_time=1.4, free=True)

    @beat(words.pushed_back)
    def pushed_back(self):
        self.clear("board", run_time=0.2)
        case = self.t.of(example=5)
        product, (_, worked) = lines.smaller(case), lines.chain(case, "bad", 2)
        self.place("board", VGroup(product, worked).arrange([0, -1, 0], buff=0.3))
        self.at("two")
        self.show(product, run_time=0.4)
        self.light(product["one"], run_time=0.5)
        self.at("bent")
        self.play(FadeIn(self.picture.held), Create(self.picture.bent), run_time=1.4)
        self.at("slope")
        self.picture.sloped = True
        self.show(self.picture.tangent, self.picture.slid, worked, run_time=0.4)
        self.at("push")
        self.show(self.actions.push(lines.vector(case, "dL_dz")), run_time=0.4)

    @beat(words.pessimist)
    def pessimist(self):
        self.clear("board", run_time=0.15)
        line = self.place("board", lines.clipped_line())
        self.show(line, run_time=0.2)
        self.at("walk")
        self.walk(0.8, run_time=2.4, drawing=True)
        self.at("rare")
        self.walk(0.7, run_time=0.8, drawing=True)
        self.at("never")
        self.light(self.picture.bent, line["J"])

    @beat(words.cases)
    def cases(self):
        self.clear("board", also=[*self.picture.everything, self.actions, self.actions.then], run_time=0.3)
        self.plots = [CasePlot(self.t, kind, region) for kind, region in zip(("good", "bad"), lines.pair(self.stage), strict=True)]
        self.heads = VGroup(*(plot.headed(word) for plot, word in zip(self.plots, ("good action", "bad action"), strict=True)))
        self.at("all")
        self.show(self.heads, *self.plots, *(part for plot in self.plots for part in (plot.bent, plot.fences, plot.feet)), run_time=0.6)
        self.play(LaggedStart(*(FadeIn(dot, scale=0.4) for plot in self.plots for dot in plot.dots), lag_ratio=0.3), run_time=1.4)
        self.at("slopes")
        self.play(LaggedStart(*(FadeIn(num) for plot in self.plots for num in plot.slopes), lag_ratio=0.2), run_time=1.2)
        for plot, word in zip(self.plots, ("good", "bad"), strict=True):
            self.at(word)
            self.play(LaggedStart(*map(FadeIn, plot.pushes), lag_ratio=0.3), run_time=0.9)
        self.at("one")
        self.light(self.plots[0].dots[2], self.plots[0].slopes[2])

    @beat(words.harvest)
    def harvest(self):
        good, bad = self.plots
        self.at("push")
        self.light(*good.pushes[:2], *bad.pushes)
        self.at("stop")
        self.light(good.dots[2], good.slopes[2], good.pushes[2])
        self.at("never")
        self.light(bad.dots[2], bad.slopes[2], bad.pushes[2])
