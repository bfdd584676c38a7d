"""Which knob is to blame: the perceptron and its limit, the way back of 1974, and what the networks of 1986 found by it."""

from __future__ import annotations

from typing import ClassVar

from manim import DOWN, LEFT, UP, Create, FadeIn, FadeOut, LaggedStart, VGroup, linear

from engine.reading import Reading
from scenes.beat import beat
from scenes.films.history import history_words as words
from scenes.films.history.history_gestures import HistoryFilm
from scenes.films.history.history_pictures import GatePlane, Halves, Starts, WeightBars, Years, asked, doubt
from scenes.kit.network.diagram import NetworkDiagram
from scenes.kit.place.light import lit
from scenes.kit.place.stage import Region
from scenes.kit.theme import theme
from scenes.kit.type.formula import LARGE, Formula, Label, small

CROWD = (3, 4, 4, 2)  # a network of many knobs, for the first picture: a shape, without numbers
ASKED = (45, 41)  # a pattern that is its own mirror image, and one that is not


class History(HistoryFilm):
    title = "Which knob is to blame? 1958 – 1986"
    promise = "Tell how the question of blame was asked, and how backpropagation answered it."
    lesson: ClassVar[str] = "history"
    sources: ClassVar[tuple[str, ...]] = words.SOURCES

    @classmethod
    def unfit(cls, t: Reading) -> str | None:
        return None if "history" in t.trace.studies else "it repeats the experiment of 1986: six inputs, two hidden sigmoids, one output"

    @beat(words.PROMISED)
    def promised(self):
        self.heading = self.stage.title.hold(Label(self.title, size=LARGE, color=theme().ink))
        self.net = NetworkDiagram(CROWD, self.stage.arena)
        self.show(self.heading, self.net, run_time=1.0)
        self.at("which")
        self.play(LaggedStart(*map(lit, self.knobs()), lag_ratio=0.05), run_time=2.4)
        self.at("found")
        for l in reversed(self.net.edges):
            self.play(self.net.pulse(l, back=True), run_time=0.5)

    @beat(words.rosenblatt)
    def rosenblatt(self):
        self.clear_away(self.net, self.heading, run_time=0.3)
        self.years, n = Years(self.stage.title), self.t.name
        self.show(self.years, run_time=0.4)
        self.era(0, "Rosenblatt: The perceptron")
        self.at("neuron")
        picture, beside = words.rooms(self.stage)
        self.net = NetworkDiagram((2, 1), picture)
        self.show(self.net, run_time=0.6)
        self.play(self.net.label(0, n.x), run_time=0.4)
        self.rule = Formula("{v} {x} + {w} {u} + {b} > 0", v=words.weight(0), x=n.x[0], w=words.weight(1), u=n.x[1], b=n.b)
        self.fires = Label("then it fires", color=theme().ink, size=small() + 4)
        beside.hold(VGroup(self.rule, self.fires).arrange(DOWN, buff=0.35))
        self.show(self.rule, run_time=0.5)
        self.at("above")
        self.play(self.net.pulse(1), FadeIn(self.fires), run_time=0.7)

    @beat(words.GATE)
    def gate(self):
        self.at("four")
        self.clear_away(self.net, self.fires, run_time=0.3)
        self.plane = GatePlane(self.t, words.rooms(self.stage)[0], words.ran(self.t).conjunction)
        self.show(self.plane.axes, self.plane.dots, run_time=0.6)
        self.at("both")
        self.light(self.plane.dots[-1])
        self.at("line")
        self.show(self.plane.half, self.plane.edge, run_time=0.5)
        self.light(self.plane.edge, self.rule)

    @beat(
        "His rule to learn, in its later form, is short. If the answer is right, <leave> leave the weights alone. "
        "If it is wrong, <turn> add the inputs to them, or take them away."
    )
    def short_rule(self):
        self.rules = weights, bias = words.rules(self.t)
        stack = words.rooms(self.stage)[1].hold(VGroup(self.rule.copy(), weights, bias).arrange(DOWN, buff=0.4))
        self.play(self.rule.animate.move_to(stack[0]), run_time=0.5)
        self.at("leave")
        self.show(weights, bias, run_time=0.5)
        self.light(weights["y"], weights["a"], bias["y"], bias["a"])
        self.at("turn")
        self.light(weights["x"])

    @beat(words.learns)
    def learns(self):
        self.at("go")
        self.correct(1, int(self.plane.p.corrections))
        self.at("all")
        self.light(*self.plane.dots)
        self.at("finds")
        self.light(self.plane.edge)

    @beat(
        "Now change the question. It should fire when <one> exactly one switch is on: two full dots, two rings. "
        "The same neuron, the same rule. <will> Will it learn?",
        pause=3.0,
    )
    def changed(self):
        old, self.plane = self.plane, GatePlane(self.t, words.rooms(self.stage)[0], words.ran(self.t).xor)
        self.clear_away(old.half, old.edge, run_time=0.4)
        self.at("one")
        self.play(FadeOut(old.dots), FadeIn(self.plane.dots), run_time=0.6)
        self.remove(old.axes)
        self.add(self.plane.axes)
        self.at("will")
        self.show(self.plane.half, self.plane.edge, run_time=0.5)

    @beat(words.circles)
    def circles(self):
        self.at("go")
        self.correct(1, int(self.plane.p.corrections))
        self.at("same")
        self.clear_away(self.rule, *self.rules, run_time=0.3)
        lines = self.place("board", VGroup(words.state(self.t, "before"), words.state(self.t, "corrections")))
        words.rooms(self.stage)[1].hold(lines.arrange(DOWN, buff=0.4))
        self.show(*lines, run_time=0.6)

    @beat(
        "Perhaps a better rule would do it? Try it yourself. Can <lay> you lay a line, with both full dots on one side, "
        "and both rings on the other?",
        pause=3.0,
    )
    def lay(self):
        self.clear("board")
        first, last = int(self.plane.p.before), int(self.plane.p.corrections)
        self.at("lay")
        for k in range(first + 1, last + 1):
            self.play(self.plane.correct(k), run_time=0.8)
        self.play(FadeOut(self.plane.half), FadeOut(self.plane.edge), run_time=0.4)

    @beat(words.CROSSED)
    def crossed(self):
        self.joins = VGroup(self.plane.join(1.0), self.plane.join(0.0), self.plane.crossing())
        self.at("full")
        self.play(Create(self.joins[0]), run_time=0.7)
        self.at("rings")
        self.play(FadeIn(self.joins[1]), run_time=0.6)
        self.at("cross")
        self.play(FadeIn(self.joins[2], scale=0.3), run_time=0.5)
        self.at("none")
        self.none = words.rooms(self.stage)[1].hold(Label("no line can do it", size=small() + 10, color=theme().ink))
        self.show(self.none, run_time=0.5)
        self.light(self.joins[2], self.none)

    @beat(words.limits)
    def limits(self):
        self.era(1, "Minsky, Papert: Perceptrons")
        self.at("prove")
        self.light(self.joins, self.none)
        self.at("between")
        self.clear_away(self.plane.axes, self.plane.dots, self.joins, self.none, run_time=0.3)
        self.net = NetworkDiagram((2, 2, 1), words.net_place(self.stage))
        self.show(self.net, run_time=0.6)
        self.at("help")
        self.light(*self.net.neurons[1].values())
        self.at("told")
        wanted = Formula("{y}", size=LARGE, y=self.t.name.y).move_to(self.net.neurons[2][0]).set_z_index(4)
        self.show(wanted, run_time=0.4)
        self.at("inside")
        doubts = [doubt(neuron) for neuron in self.net.neurons[1].values()]
        self.show(*doubts, run_time=0.5)
        self.signs = VGroup(wanted, *doubts)

    @beat(
        "So the answer is <wrong> wrong. Each line here is a weight, a knob to turn. <knob> Which knob is to blame, and how much?",
        pause=3.0,
    )
    def blame(self):
        self.at("wrong")
        self.light(self.net.neurons[2][0])
        self.at("knob")
        self.share = self.place("board", words.shares(self.t)[0], UP)
        self.play(FadeIn(self.share), LaggedStart(*map(lit, self.knobs()), lag_ratio=0.4), run_time=2.4)

    @beat(words.linnainmaa)
    def linnainmaa(self):
        self.era(2, "Linnainmaa: Rounding errors")
        self.at("order")
        self.play(FadeOut(self.signs), run_time=0.3)
        for l in self.net.edges:
            self.play(self.net.pulse(l), run_time=0.7)
        self.at("back")
        for l in reversed(self.net.edges):
            self.play(self.net.pulse(l, back=True), run_time=0.8)
        self.clear("board", run_time=0.2)
        self.share = self.place("board", words.shares(self.t)[1], UP)
        self.show(self.share["p"], self.share["q"], self.share["r"], self.share.rest, run_time=0.5)
        self.at("error")
        self.light(self.net.neurons[2][0], *self.net.neurons[1].values())

    @beat(words.werbos)
    def werbos(self):
        self.era(3, "Werbos: Beyond Regression")
        self.at("who")
        for l in reversed(self.net.edges):
            self.play(self.net.pulse(l, back=True), run_time=0.8)
        self.show(self.share["s"], self.share["eq"], run_time=0.4)
        self.at("share")
        told = [e.animate.set_stroke(theme().backward, width=5) for e in reversed(self.knobs())]
        self.play(LaggedStart(*told, lag_ratio=0.2), run_time=1.4)
        self.at("same")
        self.play(lit(self.share), lit(self.years.years[2]), lit(self.years.years[3]), run_time=0.8, lit=True)

    @beat(words.mirrored)
    def mirrored(self):
        self.era(4, "Rumelhart, Hinton, Williams: Nature")
        self.at("name")
        self.light(self.share, *self.knobs())
        self.at("finds")
        self.clear("board", run_time=0.2)
        self.clear_away(self.net, run_time=0.2)
        picture, beside = words.rooms(self.stage)
        self.net = NetworkDiagram(self.t.sizes, picture)
        self.show(self.net, run_time=0.6)
        self.at("mirror")
        rows = VGroup(*(asked(self.t, m) for m in ASKED)).arrange(DOWN, buff=0.9, aligned_edge=LEFT)
        self.patterns = beside.hold(rows)
        self.show(*rows, run_time=0.6)

    @beat(
        "No single <single> switch can tell: on or off, the answer may be yes or no. "
        "With only two neurons inside, <look> what would you let them add up?",
        pause=3.0,
    )
    def add_up(self):
        self.at("single")
        self.light(*(row[0][0][0] for row in self.patterns))
        self.at("look")
        self.light(*self.net.neurons[1].values())

    @beat(words.trained)
    def trained(self):
        self.clear_away(self.net, self.patterns, run_time=0.3)
        mirror = words.ran(self.t).mirror
        self.at("set")
        self.settings = self.place("board", words.settings(self.t), UP)
        self.show(self.settings, run_time=0.5)
        self.bars = WeightBars(words.bars_place(self.stage), mirror.W)
        self.bars.set(mirror.kept[0])
        self.show(self.bars, run_time=0.6)
        self.at("go")
        self.play(self.bars.train(mirror.kept), run_time=6.0, rate_func=linear)

    @beat(words.opposite)
    def opposite(self):
        self.at("right")
        score = words.score(self.t).next_to(self.settings, DOWN, buff=0.3)
        self._standing["board"].append(score)
        self.show(score, run_time=0.5)
        for mark, j in (("pair", 2), ("next", 1), ("last", 0)):
            self.at(mark)
            self.play(*self.bars.pair(j), run_time=0.5, lit=True)
        self.at("opp")
        self.light(*self.bars.mirrors)
        self.at("image")
        self.play(*self.bars.switch(self.t.trace.lesson.data.x[ASKED[0]]), run_time=0.8)

    @beat(
        "And their sizes, <ratio> each over the smallest: one, two, four. With these, every half has <own> a sum of its own. "
        "Only <only> its own mirror image can cancel it."
    )
    def ratio(self):
        self.clear("board", run_time=0.3)
        self.play(*self.bars.switch(None), run_time=0.4)
        self.at("ratio")
        self.sizes = self.bars.sizes(self.t.numbers(f"{words.ROOT}.mirror.size", "ratio"))
        self.show(self.sizes, run_time=0.5)
        self.at("own")
        self.halves = self.place("board", Halves(self.stage.board, words.ran(self.t).mirror))
        self.show(self.halves, run_time=0.3)
        self.play(self.halves.shown(), run_time=1.2, lit=True)
        self.at("only")
        self.light(*self.bars.mirrors)

    @beat(words.ANSWERS)
    def answers(self):
        self.clear("board", also=[self.sizes], run_time=0.3)
        self.at("both")
        self._answer(ASKED[0], "yes")
        self.at("other")
        self.clear("board", also=[self.said], run_time=0.2)
        self._answer(ASKED[1], "no")

    @beat(words.harvest)
    def harvest(self):
        self.clear("board", also=[self.said], run_time=0.3)
        self.play(*self.bars.switch(None), run_time=0.3)
        room = self.stage.board
        marks = Starts(Region(room.x, room.y + 0.3, 0.9 * room.width, 0.5), words.ran(self.t).mirror)
        line = words.starts(self.t).next_to(marks, DOWN, buff=0.35)
        self.show(marks, run_time=0.3)
        self.at("few")
        self.play(marks.fill(), FadeIn(line), run_time=0.9)
        self.at("blame")
        self.play(*(lit(bar) for row in self.bars.bars for bar in row), *self.years.tell(4), run_time=1.2, lit=True)
