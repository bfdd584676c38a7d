"""Acting: the policy gradient, the ratio to the old policy, and where PPO's clip makes the gradient exactly zero."""

from __future__ import annotations

from typing import ClassVar

from manim import Create, FadeIn, LaggedStart

from engine.reading import Reading, mark
from scenes.acts import policy_pictures as act
from scenes.beat import beat
from scenes.chapter import Chapter
from scenes.kit.theme import theme
from scenes.kit.type import LARGE, Label


class PolicyGradient(Chapter):
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

    @beat(
        "By the end of this film, you can read <clip> the formula that trained many a game player and many a chat model "
        "as a gradient, and say where it is exactly zero."
    )
    def promised(self):
        self.heading = self.stage.title.hold(Label(self.title, size=LARGE, color=theme().ink))
        self.picture = act.ClipPlot(self.t, "good", self.stage.graph)
        self.show(self.heading, self.picture, run_time=0.7)
        self.at("clip")
        self.play(Create(self.picture.bent), run_time=2.0)

    @beat(
        "A policy is a network that acts. <acts> It gives every action a probability. One action is drawn, and taken: "
        "<taken> here, the second. Then the world answers: it went better than expected, or worse. "
        "How much better <adv> is called the advantage."
    )
    def policy(self):
        self.clear_away(self.heading, self.picture, self.picture.bent, run_time=0.3)
        self.case = self.t.of(example=1)
        self.actions = act.Actions(self.case, self.stage.graph)
        self.at("acts")
        self.show(self.actions, run_time=0.7)
        self.at("taken")
        self.light(self.actions.bars[1], self.actions.names[1])
        self.at("adv")
        self.show(self.place("board", act.advantage(self.case)), run_time=0.5)

    @beat(
        "How do we make an action more likely? Take the <slope> logarithm of its probability. Its slope is short: "
        "one for what was <one> taken, zero for the rest, minus the probabilities. <plug> With numbers: "
        "<up> push the second one up, <down> and the first one down."
    )
    def log_probability(self):
        self.clear("board", run_time=0.3)
        letters, worked = act.log_slope(self.case)
        self.place("board", act.stacked(letters, worked))
        self.at("slope")
        self.show(letters, run_time=0.6)
        self.at("one")
        self.light(letters["taken"], self.actions.names[1])
        self.at("plug")
        self.show(worked, run_time=0.6)
        self.at("up")
        self.light(worked["q1"], self.actions.bars[1], run_time=0.6)
        self.at("down")
        self.light(worked["q0"], self.actions.bars[0], run_time=0.6)

    @beat(
        "Multiply that by the advantage. <good> If it went well, do it more. <bad> If it went badly, the sign turns: do it less. "
        "This is the policy gradient."
    )
    def weighed(self):
        self.at("good")
        self.light(self.actions.bars[1], self.actions.nums[1])
        self.at("bad")
        self.light(self.actions.bars[0], self.actions.nums[0])

    @beat(
        "But playing is slow, so each game is used <many> for many steps. By then, the policy is no longer the one that played. "
        "<old> So compare: the probability now, <over> over the probability then. <ratio> This ratio is called r."
    )
    def ratio(self):
        self.clear("board", run_time=0.3)
        line = self.place("board", act.ratio_line(self.case))
        self.at("many")
        self.light(*self.actions.bars)
        self.at("old")
        self.show(line["r"], line["eq"], line.rest, line["new"], run_time=0.6)
        self.light(self.actions.nums[1], run_time=0.5)
        self.at("over")
        self.show(line["old"], run_time=0.4)
        self.at("ratio")
        self.show(line["result"], scale=0.8, run_time=0.5)

    @beat(
        "Now the objective: <line> r times the advantage. For a good action, that is a rising line. "
        "<walk> More likely is better, it says, without end. <trust> But the advantage was measured with the old policy. "
        "Far from it, nobody knows."
    )
    def unclipped(self):
        self.clear("board", run_time=0.2)
        self.clear_away(self.actions, run_time=0.3)
        self.picture = act.ClipPlot(self.t, "good", self.stage.graph)
        self.show(self.picture, run_time=0.4)
        self.at("line")
        self.play(Create(self.picture.line), FadeIn(self.picture.dot), run_time=0.9)
        self.at("walk")
        self.play(self.picture.walk(1.0, 1.4, free=True, run_time=2.2))
        self.at("trust")
        self.play(self.picture.walk(1.4, 1.0, free=True, run_time=1.6))

    @beat(
        lambda t: (
            f"So {mark('PPO', 'P P O')} puts up <edges> two fences, and holds r between them. Beyond a fence, the clipped product is "
            "<flat> flat. And of the two products, <min> the smaller one counts. That is the yellow line. <loss> The loss is its negative."
        )
    )
    def clipped(self):
        self.at("edges")
        self.show(self.picture.edges, run_time=0.6)
        self.at("flat")
        self.play(Create(self.picture.held), run_time=1.0)
        self.at("min")
        self.play(Create(self.picture.bent), run_time=1.8)
        self.at("loss")
        self.show(self.place("board", act.loss_line()), run_time=0.6)

    @beat("The action was good, and <walk> it has already become much more likely. What is the gradient here?", pause=3.0)
    def asked_good(self):
        self.clear("board", run_time=0.2)
        self.at("walk")
        self.play(self.picture.walk(1.0, 1.3, run_time=1.4))

    @beat(
        "The clipped product is smaller, <flat> and flat. Its slope is zero, and so the whole gradient <zero> is zero. Exactly. "
        "This example says: <enough> enough."
    )
    def zero(self):
        case = self.t.of(example=2)
        lines = act.products(case), act.gradient(case)
        self.place("board", act.stacked(*lines))
        self.at("flat")
        self.show(lines[0], run_time=0.5)
        self.light(lines[0]["two"], run_time=0.5)
        self.at("zero")
        self.show(lines[1], run_time=0.5)
        self.at("enough")
        self.light(self.picture.dot, lines[1]["q0"], lines[1]["q1"])

    @beat("Step back <back> between the fences. There both products are the same, and the gradient is alive: <alive> it pushes on.")
    def alive(self):
        self.clear("board", run_time=0.2)
        self.at("back")
        self.play(self.picture.walk(1.3, 1.1, run_time=1.2))
        self.at("alive")
        self.show(self.place("board", act.gradient(self.case)), run_time=0.5)

    @beat(
        "Now a bad action. <turn> The line falls. Suppose this action, too, has <far> become much more likely. "
        "It is beyond the fence. Is its gradient zero?",
        pause=3.0,
    )
    def asked_bad(self):
        self.clear("board", run_time=0.2)
        self.clear_away(
            self.picture, self.picture.line, self.picture.edges, self.picture.held, self.picture.bent, self.picture.dot, run_time=0.3
        )
        self.picture = act.ClipPlot(self.t, "bad", self.stage.graph)
        self.at("turn")
        self.play(FadeIn(self.picture), Create(self.picture.line), FadeIn(self.picture.edges), FadeIn(self.picture.dot), run_time=0.9)
        self.at("far")
        self.play(self.picture.walk(1.0, 1.3, free=True, run_time=1.4))

    @beat(
        "No. <two> The smaller product is the unclipped one. So it counts, <bent> and on this side the line goes on falling. "
        "<push> The gradient is alive, and pushes the mistake back. The clip <never> never hides a mistake: it is a pessimist."
    )
    def pushed_back(self):
        case = self.t.of(example=5)
        lines = act.products(case), act.gradient(case)
        self.place("board", act.stacked(*lines))
        self.at("two")
        self.show(lines[0], run_time=0.5)
        self.light(lines[0]["one"], run_time=0.5)
        self.at("bent")
        self.play(FadeIn(self.picture.held), Create(self.picture.bent), run_time=1.4)
        self.at("push")
        self.show(lines[1], run_time=0.5)
        self.at("never")
        self.light(self.picture.dot)

    @beat(
        "Here is <all> the slope of the loss in r, for all six cases. A step goes against it: "
        "good ones <good> push r up, bad ones <bad> push it down. "
        "And only one of the six <one> is zero: a good action that has gone far enough."
    )
    def cases(self):
        self.clear("board", run_time=0.2)
        self.clear_away(
            self.picture, self.picture.line, self.picture.edges, self.picture.held, self.picture.bent, self.picture.dot, run_time=0.3
        )
        self.table = act.Cases(self.t, self.stage.graph)
        self.at("all")
        self.show(self.table, run_time=0.5)
        for column, word in enumerate(("good", "bad")):
            self.at(word)
            self.play(LaggedStart(*(FadeIn(self.table.cells[row, column]) for row in range(3)), lag_ratio=0.3), run_time=0.9)
        self.at("one")
        self.light(self.table.cells[2, 0])

    @beat(
        "So: <log> push up the logarithm of what went well, and down what did not. Stop <stop> where that has gone far enough. "
        "But <never> never stop correcting a mistake."
    )
    def harvest(self):
        self.at("log")
        self.light(*self.table.cells.values())
        self.at("stop")
        self.light(self.table.cells[2, 0])
        self.at("never")
        self.light(self.table.cells[2, 1], self.table.rows[2])
