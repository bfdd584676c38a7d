"""Which knob is to blame: the perceptron and its limit, the way back of 1974, and what the networks of 1986 found by it."""

from __future__ import annotations

from typing import ClassVar

from manim import DOWN, LEFT, UP, Create, FadeIn, FadeOut, LaggedStart, Line, VGroup, linear

from engine.reading import Reading
from scenes.beat import beat
from scenes.chapter import Chapter
from scenes.films.history import facts, formulas, pictures, rooms
from scenes.films.history.gate_plane import GatePlane
from scenes.films.history.pictures import Halves, Starts, Years
from scenes.films.history.weight_bars import WeightBars
from scenes.kit.network.diagram import NetworkDiagram
from scenes.kit.place.light import lit
from scenes.kit.place.shots import M, fit, region, room_of
from scenes.kit.theme import theme
from scenes.kit.type.formula import BODY, LARGE, SMALL, Formula, Label, small

CROWD = (3, 4, 4, 2)  # a network of many knobs, for the first picture: a shape, without numbers
MOVE = 0.42  # seconds of a correction


class History(Chapter):
    """years, who   the row of years, and who stands for the one that is told
    rule, rules   when the perceptron fires, and how it learns      plane   its line among the answers of a gate
    joins, verdict   why no line can do it      signs   what is wanted of the output, and doubts inside
    share   a knob's share of the blame      bars, sizes   the weights of 1986, and their sizes      said   what neurons say to a pattern
    """

    title = "Which knob is to blame? 1958 – 1986"
    promise = "Tell how the question of blame was asked, and how backpropagation answered it."
    lesson: ClassVar[str] = "history"
    sources: ClassVar[tuple[str, ...]] = (
        "F. Rosenblatt: The perceptron. Psychological Review 65 (1958)",
        "M. Minsky: Steps toward artificial intelligence. Proceedings of the IRE 49 (1961)",
        "F. Rosenblatt: Principles of Neurodynamics. Spartan (1962)",
        "A. Novikoff: On convergence proofs for perceptrons. Symposium on the Mathematical Theory of Automata (1962)",
        "M. Minsky, S. Papert: Perceptrons. MIT Press (1969)",
        "S. Linnainmaa: The representation of the cumulative rounding error of an algorithm. Master's thesis, Helsinki (1970)",
        "P. Werbos: Beyond Regression. PhD thesis, Harvard (1974)",
        "D. Rumelhart, G. Hinton, R. Williams: Learning representations by back-propagating errors. Nature 323 (1986)",
    )
    heading: Label
    net: NetworkDiagram
    years: Years
    who: Label
    rule: Formula
    fires: Label
    rules: tuple[Formula, Formula]
    plane: GatePlane
    joins: VGroup
    verdict: Label
    signs: VGroup
    share: Formula
    patterns: VGroup
    settings: Formula
    bars: WeightBars
    sizes: VGroup
    said: VGroup

    @classmethod
    def unfit(cls, t: Reading) -> str | None:
        if not facts.has_experiments(t):
            return "it repeats the experiment of 1986: six inputs, two hidden sigmoids, one output"
        return None if facts.goes_as_told(t) else "it tells how the run of 1986 found the answer, and this one does not find it so"

    @beat("A network has thousands of knobs. When its answer is wrong, <which> which knob is to blame?", pause=3.0)
    def promised(self):
        self.net = NetworkDiagram(CROWD, room_of(self.stage, "TITLED"))
        self.play(LaggedStart(*(FadeIn(part, shift=0.3 * UP) for part in self.net.submobjects), lag_ratio=0.05), run_time=1.2)
        for l in self.net.edges:
            self.play(self.net.pulse(l), run_time=0.5)
        self.at("which")
        self.play(LaggedStart(*map(lit, self.knobs()), lag_ratio=0.05), run_time=2.4)

    @beat("In {year:1961}, Marvin Minsky named this question: <name> credit assignment. The <found> answer came in small steps.")
    def named(self):
        self.heading = fit(Label(self.title, size=LARGE, color=theme().ink), room_of(self.stage, "TITLED", 1))
        self.show(self.heading, shift=0.3 * DOWN)
        self.at("name")
        question = fit(Label("the credit assignment problem", size=LARGE, color=theme().light), room_of(self.stage, "TITLED", 1))
        self.play(FadeOut(self.heading, shift=0.3 * UP), FadeIn(question, shift=0.3 * UP), run_time=0.6)
        self.heading = question
        self.at("found")
        for l in reversed(self.net.edges):
            self.play(self.net.pulse(l, back=True), run_time=0.5)

    @beat(
        "{year:1958}. Frank Rosenblatt describes the perceptron: <neuron> a neuron that learns by itself.",
        "It multiplies, and adds. If the sum is <above> above zero, it fires.",
    )
    def rosenblatt(self):
        self.clear_away(self.net, self.heading, run_time=0.3)
        self.years = Years(rooms.years_place(self.stage))
        self.show(self.years, run_time=0.4)
        self.era(0, "Rosenblatt: The perceptron")
        self.at("neuron")
        picture, beside = rooms.picture_and_lines(self.stage)
        self.net = NetworkDiagram((2, 1), picture)
        self.show(self.net, run_time=0.6)
        self.play(self.net.label(0, self.n.x), run_time=0.4)
        self.rule = Formula(formulas.firing(self.t))
        self.fires = Label("then it fires", color=theme().ink, size=small() + 4)
        fit(VGroup(self.rule, self.fires).arrange(DOWN, buff=0.35), beside)
        self.show(self.rule, run_time=0.5)
        self.at("above")
        self.play(self.net.pulse(1), FadeIn(self.fires), run_time=0.7)

    @beat(
        "Show it <four> two switches, on or off: four cases. It should fire <both> when both are on: the full dot.",
        "Where its sum is zero, there is <line> a line. On the shaded side, it fires.",
    )
    def gate(self):
        self.at("four")
        self.clear_away(self.net, self.fires, run_time=0.3)
        self.plane = GatePlane(self.t, rooms.picture_and_lines(self.stage)[0], facts.experiments(self.t).conjunction)
        self.show(self.plane.axes, self.plane.dots, run_time=0.6)
        self.at("both")
        self.light(self.plane.dots[-1])
        self.at("line")
        self.show(self.plane.half, self.plane.edge, run_time=0.5)
        self.light(self.plane.edge, self.rule)

    @beat(
        "His rule to learn, in its later form, is short. If the answer is right, <leave> leave the weights alone.",
        "If it is wrong, <turn> add the inputs to them, or take them away.",
        title="The perceptron's rule",
    )
    def short_rule(self):
        self.rules = weights, bias = Formula(formulas.weights_rule(self.t)), Formula(formulas.bias_rule(self.t))
        stack = fit(VGroup(Formula(formulas.firing(self.t)), weights, bias).arrange(DOWN, buff=0.4), rooms.picture_and_lines(self.stage)[1])
        self.play(self.rule.animate.match_height(stack[0]).move_to(stack[0]), run_time=0.5)
        self.at("leave")
        self.show(weights, bias, run_time=0.5)
        self.light(weights["y"], weights["a"], bias["y"], bias["a"])
        self.at("turn")
        self.light(weights["x"])

    @beat(
        "Watch. <go> Each wrong answer lights its dot, and moves the line a little.",
        "After {corrections} corrections, <all> all four answers are right.",
        "And it was soon proved: if some line does it, the rule <finds> finds one.",
        corrections=facts.gate_corrections,
    )
    def learns(self):
        self.at("go")
        self.correct_all()
        self.at("all")
        self.light(*self.plane.dots)
        self.at("finds")
        self.light(self.plane.edge)

    @beat(
        "Change the question. It should fire when <one> exactly one switch is on.",
        "The same neuron, <rule> the same rule. <will> Will it learn?",
        pause=3.0, title="Exactly one switch",
    )  # fmt: skip
    def changed(self):
        old, self.plane = self.plane, GatePlane(self.t, rooms.picture_and_lines(self.stage)[0], facts.experiments(self.t).xor)
        self.clear_away(old.half, old.edge, run_time=0.4)
        self.at("one")
        self.play(FadeOut(old.dots), FadeIn(self.plane.dots), run_time=0.6)
        self.remove(old.axes)
        self.add(self.plane.axes)
        self.at("rule")
        self.light(self.rule, *self.rules)
        self.at("will")
        self.show(self.plane.half, self.plane.edge, run_time=0.5)

    @beat(
        "<go> It turns to one dot, and loses another.",
        "After {corrections} corrections, <same> its weights are exactly what they were {lap} corrections before.",
        corrections=facts.xor_corrections, lap=facts.xor_lap,
    )  # fmt: skip
    def circles(self):
        self.at("go")
        self.correct_all(0.26)
        self.at("same")
        self.clear_away(self.rule, *self.rules, run_time=0.3)
        states = [formulas.state(self.t, after) for after in (facts.xor_before(self.t), facts.xor_corrections(self.t))]
        lines = VGroup(*(Formula(state, BODY) for state in states)).arrange(DOWN, buff=0.4)
        self.stands("board", fit(lines, rooms.picture_and_lines(self.stage)[1]))
        self.show(*lines, run_time=0.6)

    @beat(
        "Would a better rule do it? Can <lay> you lay a line, with both full dots on one side, and both rings on the other?",
        pause=3.0, title="Is there such a line?",
    )  # fmt: skip
    def lay(self):
        self.clear("board")
        first, last = int(self.plane.p.before), int(self.plane.p.corrections)
        self.at("lay")
        for k in range(first + 1, last + 1):
            self.play(self.plane.correct(k), run_time=0.8)
        self.play(FadeOut(self.plane.half), FadeOut(self.plane.edge), run_time=0.4)

    @beat(
        "Join <full> the full dots. If both are on one <side> side of a line, then so is all between them. "
        "Join <rings> the rings: the same.",
        "But the two <cross> cross. That point would have to lie on both sides at once. <none> There is no such line.",
    )
    def crossed(self):
        self.joins = VGroup(self.plane.join(1.0), self.plane.join(0.0), self.plane.crossing())
        self.at("full")
        self.play(Create(self.joins[0]), run_time=0.7)
        self.at("side")
        self.light(self.joins[0])
        self.at("rings")
        self.play(FadeIn(self.joins[1]), run_time=0.6)
        self.at("cross")
        self.play(FadeIn(self.joins[2], scale=0.3), run_time=0.5)
        self.at("none")
        self.verdict = fit(Label("no line can do it", size=small() + 10, color=theme().ink), rooms.picture_and_lines(self.stage)[1])
        self.show(self.verdict, run_time=0.5)
        self.light(self.joins[2], self.verdict)

    @beat(
        "{year:1969}. Marvin Minsky and Seymour Papert <prove> prove a book of such limits, for one layer that learns.",
        "<between> A layer in between would <help> help, and that was known.",
        "But the rule must be told what each neuron should have said. At the output, <told> we are told.",
        "For the neurons <inside> inside, nobody knows.",
        title="The neurons inside",
    )
    def limits(self):
        self.era(1, "Minsky, Papert: Perceptrons")
        self.at("prove")
        self.light(self.joins, self.verdict)
        self.at("between")
        self.clear_away(self.plane.axes, self.plane.dots, self.joins, self.verdict, run_time=0.3)
        self.net = NetworkDiagram((2, 2, 1), rooms.bars_place(self.stage))
        self.show(self.net, run_time=0.6)
        self.at("help")
        self.light(*self.net.neurons[1].values())
        self.at("told")
        wanted = Formula("{y}", size=LARGE, y=self.n.y).move_to(self.net.neurons[2][0]).set_z_index(4)
        self.show(wanted, run_time=0.4)
        self.at("inside")
        doubts = [pictures.doubt(neuron) for neuron in self.net.neurons[1].values()]
        self.show(*doubts, run_time=0.5)
        self.signs = VGroup(wanted, *doubts)

    @beat(
        "So the answer is <wrong> wrong. Each line is a weight, a knob. <knob> Which knob is to blame, and how much?",
        pause=3.0,
    )
    def blame(self):
        self.at("wrong")
        self.light(self.net.neurons[2][0])
        self.at("knob")
        self.share = self.under(Formula(formulas.share_asked(self.t), LARGE))
        self.play(FadeIn(self.share), LaggedStart(*map(lit, self.knobs()), lag_ratio=0.4), run_time=2.4)

    @beat(
        "{year:1970}. Seppo Linnainmaa, a student in Helsinki, puts the steps of a calculation <order> in order, "
        "walks <back> back through them, and multiplies the slopes.",
        "He wants to know what each <error> rounding error does.",
        title="The walk back",
    )
    def linnainmaa(self):
        self.era(2, "Linnainmaa: Rounding errors")
        self.at("order")
        self.play(FadeOut(self.signs), run_time=0.3)
        for l in self.net.edges:
            self.play(self.net.pulse(l), run_time=0.45)
        self.at("back")
        for l in reversed(self.net.edges):
            self.play(self.net.pulse(l, back=True), run_time=0.8)
        self.clear("board", run_time=0.2)
        self.share = self.under(Formula(formulas.share(self.t), LARGE))
        self.show(self.share["p"], self.share["q"], self.share["r"], self.share.rest, run_time=0.5)
        self.at("error")
        self.light(self.net.neurons[2][0], *self.net.neurons[1].values())

    @beat(
        "{year:1974}. <who> Paul Werbos, in his thesis, walks back through models that are to fit data.",
        "So every knob gets <share> its share of the blame. It was found more than once, <same> each time the same walk.",
    )
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

    @beat(
        "Few took notice. Money had been <cut> cut, and most people worked on something else.",
        "Those years are called the first A I <winter> winter.",
    )
    def winter(self):
        self.clear("board", run_time=0.3)
        self.at("cut")
        cold = [e.animate.set_stroke(theme().line, width=1.5, opacity=0.5) for e in self.knobs()]
        self.play(LaggedStart(*cold, lag_ratio=0.2), run_time=1.2)
        self.at("winter")
        name = self.under(Label("the first AI winter", size=LARGE, color=theme().soft))
        self.play(FadeIn(name, shift=0.3 * DOWN), lit(self.years.line[3]), run_time=0.8)

    @beat(
        "{year:1986}. David Rumelhart, Geoffrey Hinton and Ronald Williams call it <name> back-propagating errors, "
        "and show what a network <finds> finds by it.",
        "Six switches, two neurons inside, one answer: whether the pattern is <mirror> its own mirror image.",
        title="Mirror images",
    )
    def mirrored(self):
        self.era(4, "Rumelhart, Hinton, Williams: Nature")
        self.at("name")
        self.light(self.share, *self.knobs())
        self.at("finds")
        self.clear("board", run_time=0.2)
        self.clear_away(self.net, run_time=0.2)
        picture, beside = rooms.picture_and_lines(self.stage)
        self.net = NetworkDiagram(self.t.sizes, picture)
        self.show(self.net, run_time=0.6)
        self.at("mirror")
        rows = VGroup(*(pictures.asked(self.t, m) for m in (facts.MIRRORED, facts.LOPSIDED))).arrange(DOWN, buff=0.9, aligned_edge=LEFT)
        self.patterns = fit(rows, beside)
        self.show(*rows, run_time=0.6)

    @beat(
        "No single <single> switch can tell: on or off, the answer may be yes or no.",
        "With only two neurons inside, <look> what would you let them add up?",
        pause=3.0,
    )
    def add_up(self):
        self.at("single")
        self.light(*(row[0][0][0] for row in self.patterns))
        self.at("look")
        self.light(*self.net.neurons[1].values())

    @beat(
        "We ran their experiment again, with <set> their settings. {patterns} patterns, {sweeps} sweeps.",
        "<go> The weights start small, and random. Then each is moved by its share of the blame, sweep after sweep.",
        patterns=facts.patterns, sweeps=facts.sweeps, title="The experiment, run again",
    )  # fmt: skip
    def trained(self):
        self.clear_away(self.net, self.patterns, run_time=0.3)
        mirror = facts.experiments(self.t).mirror
        self.at("set")
        self.settings = self.under(Formula(formulas.settings(self.t), SMALL + 4))
        self.show(self.settings, run_time=0.5)
        self.bars = WeightBars(rooms.bars_place(self.stage), mirror.W)
        self.bars.set(mirror.kept[0])
        self.show(self.bars, run_time=0.6)
        self.at("go")
        self.play(self.bars.train(mirror.kept), run_time=6.0, rate_func=linear)

    @beat(
        "Now <right> all {right} answers are right. Look at the bars in <pair> pairs, <next> from the middle <last> out.",
        "Each pair has the same size, and <opp> opposite signs.",
        "Switch on <image> a mirror image, and what one half adds, the other takes away.",
        right=facts.right,
    )
    def opposite(self):
        self.at("right")
        self.clear("board", run_time=0.2)
        self.show(self.under(Formula(formulas.score(self.t), LARGE)), run_time=0.5)
        for mark, j in (("pair", 2), ("next", 1), ("last", 0)):
            self.at(mark)
            self.play(*self.bars.pair(j), run_time=0.5, lit=True)
        self.at("opp")
        self.light(*self.bars.mirrors)
        self.at("image")
        self.play(*self.bars.switch(facts.pattern(self.t, facts.MIRRORED)), run_time=0.8)

    @beat(
        "And their sizes, <ratio> each over the smallest: one, two, four. With these, every half has <own> a sum of its own.",
        "Only <only> its own mirror image can cancel it.",
    )
    def ratio(self):
        self.clear("board", run_time=0.3)
        self.play(*self.bars.switch(None), run_time=0.4)
        self.at("ratio")
        self.sizes = self.bars.sizes(facts.sizes(self.t))
        self.show(self.sizes, run_time=0.5)
        self.at("own")
        halves = self.under(Halves(rooms.under_place(self.stage), facts.experiments(self.t).mirror))
        self.show(halves, run_time=0.3)
        self.play(halves.shown(), run_time=1.2, lit=True)
        self.at("only")
        self.light(*self.bars.mirrors)

    @beat(
        "For a mirror image, <both> both sums cancel. Both neurons stay low, and the answer is <yes> yes.",
        "For every other pattern, <other> something is left over: one neuron <fires> fires, and the answer is <no> no.",
    )
    def answers(self):
        self.clear("board", also=[self.sizes], run_time=0.3)
        self.at("both")
        self.switch_on(facts.MIRRORED)
        self.show(self.said, run_time=0.4)
        self.at("yes")
        self.show(self.under(pictures.answer(self.t, facts.MIRRORED)), run_time=0.4)
        self.at("other")
        self.clear("board", also=[self.said], run_time=0.2)
        self.switch_on(facts.LOPSIDED)
        self.at("fires")
        self.show(self.said, run_time=0.4)
        self.at("no")
        self.show(self.under(pictures.answer(self.t, facts.LOPSIDED)), run_time=0.4)

    @beat(
        "Not every start gets there in as many sweeps. Of {others} others, <few> only {found} did.",
        "But nobody gave the network this plan. It came from asking every knob <blame> how much of the error was its own.",
        others=facts.others, found=facts.found,
    )  # fmt: skip
    def harvest(self):
        self.clear("board", also=[self.said], run_time=0.3)
        self.play(*self.bars.switch(None), run_time=0.3)
        marks = Starts(rooms.starts_place(self.stage), facts.experiments(self.t).mirror)
        line = fit(Formula(formulas.starts(self.t)), region(self.stage, (0.05, 0.8, 0.95, 0.875)))
        self.show(marks, run_time=0.3)
        self.at("few")
        self.play(marks.fill(), FadeIn(line), run_time=0.9)
        self.at("blame")
        self.play(*(lit(bar) for row in self.bars.bars for bar in row), *self.years.tell(4), run_time=1.2, lit=True)
        self.said = VGroup(marks, line)

    @beat(
        "So, which knob is to blame? <all> Each one, by its own slope. <next> Next, the whole of it, on one wall.",
    )
    def leads_on(self):
        self.net = NetworkDiagram(CROWD, room_of(self.stage, "TITLED"))
        old = [self.bars, self.said, self.years, self.who]
        self.play(FadeOut(*(m for m in old if m in self.mobjects)), FadeIn(self.net), run_time=0.8)
        self.clear_away(*old, run_time=0.3)
        self.at("all")
        for l in reversed(self.net.edges):
            self.play(self.net.pulse(l, back=True), run_time=0.5)
        self.at("next")
        told = [e.animate.set_stroke(theme().backward, width=5) for e in reversed(self.knobs())]
        self.play(LaggedStart(*told, lag_ratio=0.1), run_time=1.8)

    # ---- gestures

    def under(self, thing: M) -> M:
        """Something under the picture, to leave with `clear("board")`; not yet shown."""
        self.stands("board", fit(thing, rooms.under_place(self.stage)))
        return thing

    def knobs(self) -> list[Line]:
        """The lines of the network, each a weight."""
        return [e for l in self.net.edges for e in self.net.edges[l].values()]

    def era(self, k: int, name: str) -> None:
        """The story comes to a year, and to who stands for it."""
        old = [FadeOut(self.who)] if k else []
        self.who = fit(Label(name, size=small(), color=theme().ink), rooms.name_place(self.stage))
        self.play(*old, *self.years.tell(k), FadeIn(self.who), run_time=0.5)

    def correct_all(self, move: float = MOVE) -> None:
        """Every correction of the perceptron: a ring around the wrong answer, then the line moves, in so many seconds."""
        for k in range(1, int(self.plane.p.corrections) + 1):
            ring = self.plane.ring(k)
            self.play(FadeIn(ring), run_time=0.14)
            self.play(self.plane.correct(k), FadeOut(ring), run_time=move)

    def switch_on(self, m: int) -> None:
        """Pattern m is switched on; `said` is what the hidden neurons say to it, not yet shown."""
        self.said = self.bars.says([Formula(line) for line in formulas.hidden_says(self.t, m)])
        self.play(*self.bars.switch(facts.pattern(self.t, m)), run_time=0.7)
