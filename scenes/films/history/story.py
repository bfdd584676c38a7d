"""Which knob is to blame: the perceptron and its limit, the way back of 1974, and what the networks of 1986 found by it."""

from __future__ import annotations

from typing import ClassVar

from manim import (
    DOWN,
    LEFT,
    UP,
    Animation,
    Create,
    FadeIn,
    FadeOut,
    LaggedStart,
    Line,
    ReplacementTransform,
    Transform,
    TransformFromCopy,
    VGroup,
    VMobject,
    linear,
)

from engine.reading import Reading
from scenes.beat import beat
from scenes.carry import ARC
from scenes.chapter import Chapter
from scenes.films.history import facts, formulas, pictures, rooms
from scenes.films.history.gate_plane import GatePlane
from scenes.films.history.pictures import Halves, Rules, Sides, Starts, Years
from scenes.films.history.story_net import StoryNet
from scenes.films.history.weight_bars import Sweeps, WeightBars
from scenes.kit.place.light import lit
from scenes.kit.place.shots import M, fit, region, resting, room_of
from scenes.kit.place.stage import Region
from scenes.kit.place.title import Title
from scenes.kit.place.ways import comes, goes, runs
from scenes.kit.theme import theme
from scenes.kit.type.formula import BODY, LARGE, Formula, Label, small

CROWD = (3, 4, 4, 2)  # a network of many knobs, for the first picture: a shape, without numbers
MOVE = 0.42  # seconds of a correction


class History(Chapter):
    """years, who   the row of years, and who stands for the one that is told
    rule, rules   when the perceptron fires, and how it learns      plane   its line among the answers of a gate
    sides   what such a line has to do      joins, verdict   why no line can do it
    signs   what is wanted of the output, and doubts inside; the steps of a calculation
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
    net: StoryNet
    years: Years
    who: Label
    rule: Formula
    fires: Label
    rules: tuple[Formula, Formula]
    plane: GatePlane
    sides: Sides
    joins: VGroup
    verdict: Label
    signs: VGroup
    share: Formula
    patterns: VGroup
    settings: VGroup
    bars: WeightBars
    sizes: VGroup
    said: VGroup

    @classmethod
    def unfit(cls, t: Reading) -> str | None:
        if not facts.has_experiments(t):
            return "it repeats the experiment of 1986: six inputs, two hidden sigmoids, one output"
        return None if facts.goes_as_told(t) else "it tells how the run of 1986 found the answer, and this one does not find it so"

    @beat("A network has many knobs, a real one thousands. When its answer is wrong, <which> which knob is to blame?", pause=3.0)
    def promised(self):
        self.net = StoryNet(CROWD, rooms.whole_place(self.stage))
        self.play(LaggedStart(*(FadeIn(part, shift=0.3 * UP) for part in self.net.submobjects), lag_ratio=0.05), run_time=1.2)
        for l in self.net.edges:
            self.play(self.net.pulse(l), run_time=0.5)
        self.at("which")
        self.play(LaggedStart(*map(lit, self.knobs()), lag_ratio=0.05), run_time=2.4)

    @beat("In {year:1961}, Marvin Minsky named this question: <name> credit assignment. The <found> answer came in small steps.")
    def named(self):
        self.heading = Title(self.title, room_of(self.stage, "TITLED", 1))
        self.play(self.heading.comes())
        self.at("name")
        question = fit(Label("the credit assignment problem", size=LARGE, color=theme().light), room_of(self.stage, "TITLED", 1))
        self.play(FadeOut(self.heading, shift=0.3 * UP), FadeIn(question, shift=0.3 * UP), run_time=0.6)
        self.heading = question
        self.at("found")
        for l in reversed(self.net.edges):
            self.play(self.net.pulse(l, back=True), run_time=0.8)

    @beat(
        "Three years before that, {year:1958}. <who> Frank Rosenblatt describes the perceptron: <neuron> a neuron that learns by itself.",
        "It <times> multiplies, <sum> and adds. If the sum is <above> above zero, it fires.",
    )
    def rosenblatt(self):
        one, rest = self.one_of_many()
        self.years = Years(rooms.years_place(self.stage))
        self.play(FadeOut(self.heading), run_time=0.3)
        self.play(FadeIn(self.years), run_time=0.3)
        self.at("who")
        self.era(0, "Rosenblatt: The perceptron")
        self.at("neuron")
        picture, beside = rooms.picture_and_lines(self.stage)
        self.net = StoryNet((2, 1), picture)
        mine = [*self.net.edges[1].values(), *self.net.neurons[0].values(), self.net.neurons[1][0]]
        self.play(FadeOut(*rest), *map(ReplacementTransform, one, mine), run_time=1.2)
        self.add(self.net)
        self.play(pictures.label_inside(self.net, self.n.x), run_time=0.4)
        self.rule = Formula(formulas.firing(self.t))
        self.fires = Label("then it fires", color=theme().ink, size=small() + 4)
        fit(VGroup(self.rule, self.fires).arrange(DOWN, buff=0.35), beside)
        self.at("times")
        first, second = self.net.labels[0].values()
        self.fly((first, self.rule["x"]), (second, self.rule["u"]), run_time=0.6, arc=ARC)
        self.show(self.rule["v"], self.rule["w"], run_time=0.2)
        self.at("sum")
        self.play(self.net.pulse(1), FadeIn(self.rule.rest, self.rule["b"]), run_time=0.9)
        self.at("above")
        self.play(comes(self.fires, self.net.neurons[1][0]), run_time=0.9)

    @beat(
        "Show it <four> two switches, on or off: <cases> four cases. It should fire <both> when both are on: the full dot.",
        "Where its sum is zero, there is <line> a line. On the <shaded> shaded side, it fires.",
    )
    def gate(self):
        self.at("four")
        self.plane = GatePlane(self.t, rooms.picture_and_lines(self.stage)[0], facts.experiments(self.t).conjunction)
        names = list(map(ReplacementTransform, self.net.labels[0].values(), self.plane.names))
        self.net.remove(*self.net.labels[0].values())
        self.play(FadeOut(self.net), *names, FadeIn(self.plane.view.ground, self.plane.view.frame, self.plane.off), run_time=0.8)
        self.add(self.plane.axes, self.plane.off)
        self.play(*self.plane.switched(0), run_time=0.9)
        self.at("cases")
        self.play(*self.plane.switched(1), run_time=0.9)
        self.add(self.plane.dots)
        self.at("both")
        self.light(self.plane.dots[-1])
        self.at("line")
        self.play(Create(self.plane.edge), runs(self.plane.edge), run_time=1.2, rate_func=linear)
        self.at("shaded")
        self.play(self.plane.shades(), run_time=0.9)
        self.add(self.plane.edge)

    @beat(
        "His learning rule, in its later form, <short> is short. If the answer is right, <leave> leave the weights alone.",
        "If it is wrong, <turn> add the inputs to them, or take them away.",
        title="The perceptron's rule",
    )
    def short_rule(self):
        stack = Rules(self.t, rooms.picture_and_lines(self.stage)[1])
        self.rules = weights, bias = stack.weights, stack.bias
        self.play(FadeOut(self.fires), self.rule.animate.match_height(stack.firing).move_to(stack.firing), run_time=0.9)
        self.at("short")
        self.fly((self.rule["v"], weights["w"]), (self.rule["b"], bias["b"]), run_time=0.9, arc=ARC)
        self.show(weights, bias, run_time=0.4)
        self.at("leave")
        self.light(weights["y"], weights["a"], bias["y"], bias["a"])
        self.at("turn")
        self.play(goes(weights["x"], weights["w"]), run_time=1.3)

    @beat(
        "Watch. <go> Each wrong answer lights its dot, and turns the line.",
        "After {corrections} corrections, <all> all four answers are right.",
        "And it was soon proved: if some line does it, the rule <finds> finds one.",
        corrections=facts.gate_corrections,
    )
    def learns(self):
        self.at("go")
        self.correct_all(self.until("all") / self.plane.p.corrections - 0.25)
        self.at("all")
        self.light(*self.plane.dots)
        self.at("finds")
        self.play(runs(self.plane.edge), run_time=1.2)

    @beat(
        "Change the question. It should fire when <one> exactly one switch is on.",
        "The same neuron, <rule> the same rule. <will> Will it learn?",
        pause=3.0, title="Exactly one switch",
    )  # fmt: skip
    def changed(self):
        old, self.plane = self.plane, GatePlane(self.t, rooms.picture_and_lines(self.stage)[0], facts.experiments(self.t).xor)
        self.at("one")
        self.play(*self.plane.asked_after(old), run_time=1.0)
        self.remove(old.dots)
        self.add(self.plane.dots)
        self.at("rule")
        self.light(self.rule, *self.rules)
        self.at("will")
        self.play(old.rewinds(), run_time=1.5)
        self.remove(old.axes, old.half, old.edge)
        self.add(self.plane.axes, self.plane.half, self.plane.edge, self.plane.dots)

    @beat(
        "<go> It turns to one dot, and loses another.",
        "After {corrections} corrections, <same> its weights are exactly what they were {lap} corrections <before> before.",
        corrections=facts.xor_corrections, lap=facts.xor_lap,
    )  # fmt: skip
    def circles(self):
        self.at("go")
        self.correct_all(0.26)
        self.at("same")
        low, counts = self.stage.is_narrow, (facts.xor_before(self.t), facts.xor_corrections(self.t))
        earlier, now = (Formula(formulas.state(self.t, after, low), BODY) for after in counts)
        states = VGroup(earlier, now).arrange(DOWN, buff=0.3 if low else 0.6)
        self.stands("board", fit(states, rooms.picture_and_lines(self.stage)[1]))
        self.carry(VGroup(self.rule, *self.rules), now, run_time=0.7)
        self.at("before")
        same = [TransformFromCopy(now[part], earlier[part], path_arc=ARC) for part in ("v", "r", "q")]
        self.play(FadeIn(earlier.rest, *(earlier[part] for part in ("k", "s", "u", "c", "eq"))), *same, run_time=0.8)
        self.add(earlier)

    @beat(
        "Would a better rule do it? Can <lay> you lay a line, with both <full> full dots on one side, "
        "and both <rings> rings on the other?",
        pause=3.0, title="Is there such a line?",
    )  # fmt: skip
    def lay(self):
        first, last = int(self.plane.p.before), int(self.plane.p.corrections)
        for k in range(first + 1, last + 1):
            self.play(self.plane.correct(k), run_time=0.4)
        self.clear("board", run_time=0.2)
        self.at("lay")
        self.play(FadeOut(self.plane.half), FadeOut(self.plane.edge), run_time=0.4)
        self.sides = Sides(self.t, rooms.picture_and_lines(self.stage)[1])
        for mark, row, dots in zip(("full", "rings"), self.sides.rows, self.plane.by_answer(), strict=True):
            self.at(mark)
            self.play(*(TransformFromCopy(dot, one) for dot, one in zip(dots, row[0], strict=True)), FadeIn(row[1]), run_time=0.9)
        self.add(self.sides)

    @beat(
        "Join <full> the full dots. If both are on one <side> side of a line, then so is all <way> between them. "
        "Join <rings> the rings: the same.",
        "But the two <cross> cross. That point would have to lie on <both> both sides at once. <none> There is no such line.",
    )
    def crossed(self):
        self.joins = VGroup(self.plane.join(1.0), self.plane.join(0.0), self.plane.crossing())
        self.at("full")
        self.play(Create(self.joins[0]), runs(self.joins[0]), run_time=1.2, rate_func=linear)
        self.at("side")
        self.light(self.joins[0])
        self.at("way")
        self.play(runs(self.joins[0]), run_time=1.2)
        self.at("rings")
        self.play(FadeIn(self.joins[1]), runs(self.joins[1]), run_time=1.2)
        self.at("cross")
        self.play(*self.plane.meet(self.joins), run_time=1.2)
        self.show(self.joins[2], run_time=0.3)
        self.at("both")
        self.play(*(goes(self.joins[2], row[0]) for row in self.sides.rows), run_time=0.9)
        self.at("none")
        self.verdict = fit(Label("no line can do it", size=small() + 10, color=theme().ink), rooms.picture_and_lines(self.stage)[1])
        self.clear_away(self.sides, run_time=0.2)
        self.show(self.verdict, run_time=0.5)
        self.light(self.joins[2], self.verdict)

    @beat(
        "{year:1969}. In their book, Marvin Minsky and Seymour Papert <prove> prove such limits for one layer that learns.",
        "<between> A layer in between would <help> help, and that was known.",
        "But the <must> rule must be told what each neuron should have said. At the output, <told> we are told.",
        "For the neurons <inside> inside, nobody knows.",
        title="The neurons inside",
    )
    def limits(self):
        self.era(1, "Minsky, Papert: Perceptrons")
        self.at("prove")
        self.light(self.joins)
        self.at("between")
        self.clear_away(self.plane.axes, self.plane.dots, self.joins, self.verdict, run_time=0.3)
        self.net = StoryNet((2, 2, 1), rooms.whole_place(self.stage))
        inside, ends = self.net.neurons[1].values(), VGroup(*self.net.neurons[0].values(), self.net.neurons[2][0])
        self.show(ends, run_time=0.3)
        self.play(*(comes(neuron, self.years) for neuron in inside), FadeIn(*self.knobs()), run_time=0.8)
        self.add(self.net)
        self.at("help")
        self.light(*inside)
        self.at("must")
        for l in self.net.edges:
            self.play(self.net.pulse(l), run_time=0.9)
        self.at("told")
        wanted = Formula("{y}", size=LARGE, y=self.n.y).move_to(self.net.neurons[2][0]).set_z_index(4)
        self.play(comes(wanted, self.who), run_time=0.9)
        self.at("inside")
        doubts = [pictures.sign(neuron, "?") for neuron in inside]
        self.fly(*((wanted, doubt) for doubt in doubts), run_time=1.0)
        self.signs = VGroup(wanted, *doubts)

    @beat(
        "So the answer is <wrong> wrong. Each <line> line is a weight, a knob. <knob> Which knob is to blame, and how much?",
        pause=3.0,
    )
    def blame(self):
        self.at("wrong")
        self.light(self.net.neurons[2][0])
        self.at("line")
        for l in self.net.edges:
            self.play(self.net.pulse(l), run_time=0.6)
        self.at("knob")
        self.share = self.under(Formula(formulas.share_asked(self.t), LARGE))
        self.moves_to(rooms.picture_place(self.stage), self.signs)
        self.play(
            FadeIn(self.share),
            *(goes(doubt, self.share["q"]) for doubt in self.signs[1:]),
            LaggedStart(*map(lit, self.knobs()), lag_ratio=0.4),
            run_time=2.4,
        )

    @beat(
        "{year:1970}. Seppo Linnainmaa, a student in Helsinki, puts the <steps> steps of a calculation <order> in order, "
        "walks <back> back through them, and <times> multiplies the slopes.",
        "He wants to know what each <error> rounding error does.",
        title="The walk back",
    )
    def linnainmaa(self):
        self.era(2, "Linnainmaa: Rounding errors")
        old, inner, out = self.signs, self.net.neurons[1], self.net.neurons[2][0]
        steps = zip((inner[0], inner[1], out), ("$times$", "$+$", "$times$"), formulas.STEPS, strict=True)
        first, second, last = (pictures.step(*one) for one in steps)
        self.signs = VGroup(last, first, second)
        self.at("steps")
        self.play(FadeOut(old), FadeIn(first), self.net.pulse_into(1, 0), run_time=0.7)
        self.play(FadeIn(second), self.net.pulse_into(1, 1), run_time=0.7)
        self.at("order")
        self.play(FadeIn(last), self.net.pulse(2), run_time=0.8)
        self.at("back")
        for l in reversed(self.net.edges):
            self.play(self.net.pulse(l, back=True), run_time=0.65)
        self.clear("board", run_time=0.2)
        slopes = self.under(Formula(formulas.walked_back(), LARGE))
        self.at("times")
        lines = self.net.edges
        roads = {"p": lines[2][0, 0], "q": lines[1][0, 0], "u": lines[2][0, 1], "v": lines[1][1, 0]}
        self.play(FadeIn(slopes["s"], slopes["eq"], slopes.rest), *(comes(slopes[k], road) for k, road in roads.items()), run_time=1.2)
        self.at("error")
        self.light(self.net.neurons[2][0], *self.net.neurons[1].values())

    @beat(
        "{year:1974}. <who> Paul Werbos, in his thesis, walks <back> back through models that are to fit data.",
        "So every knob gets <share> its share of the blame. <same> It was found more than once.",
    )
    def werbos(self):
        self.era(3, "Werbos: Beyond Regression", seconds=0.6)
        self.at("who")
        self.play(FadeOut(self.signs), self.net.pulse(1), run_time=0.6)
        self.play(self.net.pulse(2), run_time=0.6)
        self.at("back")
        self.clear("board", run_time=0.2)
        self.share = self.under(Formula(formulas.share(self.t), LARGE))
        out, inner, knob = self.net.neurons[2][0], self.net.neurons[1][0], self.net.edges[1][0, 0]
        slopes = comes(self.share["p"], out), comes(self.share["q"], inner), FadeIn(self.share.rest)
        self.play(self.net.pulse(2, back=True), *slopes, run_time=1.0)
        self.play(self.net.pulse(1, back=True), comes(self.share["r"], knob), run_time=1.0)
        self.at("share")
        told = [e.animate.set_stroke(theme().backward, width=5) for e in reversed(self.knobs())]
        s = comes(self.share["s"], self.net.edges[1][1, 1])
        self.play(LaggedStart(*told, lag_ratio=0.2), s, FadeIn(self.share["eq"]), run_time=1.4)
        self.at("same")
        self.walk_back(0.8, lit(self.years.years[2]), lit(self.years.years[3]))

    @beat(
        "Few took notice. Money had been <cut> cut, and most people <worked> worked on something else.",
        "Those years are called the first A I <winter> winter.",
    )
    def winter(self):
        self.at("cut")
        cold = [e.animate.set_stroke(theme().line, width=1.5, opacity=0.5) for e in self.knobs()]
        self.play(LaggedStart(*cold, lag_ratio=0.2), self.share.animate.set_color(theme().soft), run_time=1.2)
        self.at("worked")
        self.play(self.years.drifts(3), run_time=self.until("winter"))
        self.at("winter")
        self.clear("board", run_time=0.2)
        name = self.under(Label("the first AI winter", size=LARGE, color=theme().soft))
        self.play(FadeIn(name, shift=0.3 * DOWN), lit(self.years.line[3]), run_time=0.8)

    @beat(
        "{year:1986}. David Rumelhart, Geoffrey Hinton and Ronald Williams call it <name> back-propagating errors, "
        "and show what a network <finds> finds by it.",
        "Six switches, <two> two neurons inside, <one> one answer: whether the pattern is <mirror> its own mirror image.",
        title="Mirror images",
    )
    def mirrored(self):
        self.era(4, "Rumelhart, Hinton, Williams: Nature", 2.2)
        self.at("name")
        self.clear("board", run_time=0.2)
        self.show(self.under(Label("back-propagating errors", size=LARGE, color=theme().backward)), run_time=0.4)
        self.walk_back(0.9)
        self.at("finds")
        self.clear("board", run_time=0.2)
        picture, beside = rooms.picture_and_lines(self.stage)
        self.regrow(StoryNet(self.t.sizes, picture))
        rows = VGroup(*(pictures.asked(self.t, m) for m in (facts.MIRRORED, facts.LOPSIDED)))
        self.patterns = fit(rows.arrange(DOWN, buff=0.4 if self.stage.is_narrow else 0.9, aligned_edge=LEFT), beside)
        self.at("two")
        self.play(self.net.pulse(1), FadeIn(*(row[0][0] for row in rows)), run_time=0.9)
        self.at("one")
        self.play(self.net.pulse(2), FadeIn(*(row[1] for row in rows)), run_time=0.7)
        self.at("mirror")
        self.play(*(pictures.folds(row[0][0]) for row in rows), FadeIn(*(row[0][1] for row in rows)), run_time=2.0)

    @beat(
        "No single <single> switch can tell: on or off, the answer may be yes or no.",
        "With only two neurons inside, <look> what would you let them add up?",
        pause=3.0,
    )
    def add_up(self):
        self.at("single")
        self.light(*(row[0][0][0] for row in self.patterns))
        self.at("look")
        self.play(self.net.pulse(1), run_time=1.2)
        self.play(self.net.pulse(1), run_time=1.2)

    @beat(
        "We ran their experiment again, with <set> their settings. <many> {patterns} patterns, {sweeps} sweeps.",
        "The weights start <small> small, and random. Then each is <go> moved by its share of the blame, sweep after sweep.",
        patterns=facts.patterns, sweeps=facts.sweeps, title="The experiment, run again",
    )  # fmt: skip
    def trained(self):
        mirror = facts.experiments(self.t).mirror
        self.bars = WeightBars(rooms.bars_place(self.stage), mirror.W)
        self.bars.set(mirror.kept[0])
        pairs = [zip(row[0][0], cells, strict=True) for row, cells in zip(self.patterns, self.bars.cells, strict=True)]
        self.clear_away(self.net, *(part for row in self.patterns for part in (row[0][1], row[1])), run_time=0.3)
        self.play(*(ReplacementTransform(cell, under) for pair in pairs for cell, under in pair), run_time=1.2)
        self.at("set")
        line, said = Formula(formulas.settings(self.t), BODY), Formula(formulas.sweeps(self.t), BODY)
        self.settings = self.under(VGroup(line, Sweeps(said, line.width)).arrange(DOWN, buff=0.35))
        self.show(*self.settings, self.bars.heads, self.bars.mirrors, self.bars.floors, run_time=0.6)
        self.at("many")
        for m in (facts.MIRRORED, facts.LOPSIDED, None):
            self.play(*self.bars.cells_on(facts.pattern(self.t, m) if m else None), run_time=0.6)
        self.at("small")
        self.show(self.bars.bars, run_time=0.5)
        self.add(self.bars)
        self.at("go")
        self.play(self.bars.train(mirror.kept, self.settings[1]), run_time=3.9, rate_func=linear)

    @beat(
        "Now <right> all {right} answers are right. Look at the bars in <pair> pairs, <next> from the middle <last> out.",
        "Each pair has the same size, and <opp> opposite signs.",
        "Switch on <image> a mirror image, and what one <half> half adds, the other takes away.",
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
        self.play(*self.bars.turns(), run_time=1.2)
        self.at("image")
        image = facts.pattern(self.t, facts.MIRRORED)
        self.play(*self.bars.switch(image), run_time=0.8)
        self.at("half")
        self.play(*self.bars.turns(image), run_time=1.8)

    @beat(
        "And their sizes, <ratio> each over the smallest: <one> one, <two> two, <four> four. "
        "With these, every half has <own> a sum of its own.",
        "Only <only> its own mirror image can cancel it.",
    )
    def ratio(self):
        self.play(*self.bars.switch(None), run_time=0.4)
        self.at("ratio")
        self.light(*map(self.bars.bar, facts.by_size(self.t)[0]))
        self.sizes = self.bars.sizes(facts.sizes(self.t))
        for mark, places in zip(("one", "two", "four"), facts.by_size(self.t), strict=True):
            self.at(mark)
            self.play(*(comes(self.sizes[k], self.bars.bar(k)) for k in places), run_time=0.4)
        self.add(self.sizes)
        self.at("own")
        self.clear("board", run_time=0.2)
        halves = self.under(Halves(rooms.under_place(self.stage), facts.experiments(self.t).mirror))
        self.play(FadeIn(halves.title, halves.line), halves.roll(), run_time=1.5)
        self.add(halves)
        self.at("only")
        self.light(*self.bars.mirrors)

    @beat(
        "For a mirror image, <both> both sums cancel. Only the biases are left, both neurons <low> stay low, and the answer: <yes> yes.",
        "For every other pattern, <other> something is left over: one neuron <fires> fires, and the answer: <no> no.",
    )
    def answers(self):
        self.clear_away(self.sizes, run_time=0.3)
        self.at("both")
        self.switch_on(facts.MIRRORED)
        self.play(*self.bars.turns(facts.pattern(self.t, facts.MIRRORED)), run_time=1.0)
        self.at("low")
        self.show(self.said, run_time=0.4)
        self.at("yes")
        self.clear("board", run_time=0.2)
        self.answer(facts.MIRRORED)
        self.at("other")
        self.clear("board", also=[self.said], run_time=0.2)
        self.switch_on(facts.LOPSIDED)
        self.at("fires")
        self.show(self.said, run_time=0.4)
        self.at("no")
        self.answer(facts.LOPSIDED)

    @beat(
        "Not every start gets there in as many sweeps. Of {others} others, <few> only {found} did.",
        "But <nobody> nobody gave the network this plan. It <came> came from asking every knob <blame> how much of the error was its own.",
        others=facts.others, found=facts.found,
    )  # fmt: skip
    def harvest(self):
        self.clear("board", also=[self.said], run_time=0.3)
        self.play(*self.bars.switch(None), run_time=0.3)
        mirror = facts.experiments(self.t).mirror
        marks = Starts(rooms.starts_place(self.stage), mirror)
        line = fit(Formula(formulas.starts(self.t)), region(self.stage, (0.05, 0.8, 0.95, 0.875)))
        self.play(marks.roll(), run_time=1.6)
        self.at("few")
        self.play(marks.fill(), FadeIn(line), run_time=0.9)
        self.at("nobody")
        self.play(self.bars.train(mirror.kept[::-1]), run_time=1.4)
        self.at("came")
        self.play(self.bars.train(mirror.kept), run_time=self.until("blame"), rate_func=linear)
        self.at("blame")
        self.play(*(lit(bar) for row in self.bars.bars for bar in row), *self.years.tell(4), run_time=1.2, lit=True)
        self.said = VGroup(marks, line)

    @beat(
        "So, which knob is to blame? <all> Each one, by its own slope. <next> Next, the whole of it, on one wall.",
    )
    def leads_on(self):
        self.net = StoryNet(CROWD, rooms.whole_place(self.stage))
        old = [self.bars, self.said, self.years, self.who]
        self.clear_away(*old[:2], run_time=0.4)  # first this: the network stands where it stood
        self.play(FadeOut(*(m for m in old[2:] if m in self.mobjects)), FadeIn(self.net), run_time=0.6)
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

    def moves_to(self, region: Region, signs: VGroup) -> None:
        """The network fills another room, with the signs in its last neuron and in those inside."""
        new = self.net.in_room(region)
        places = [new.neurons[2][0], *new.neurons[1].values()]
        carried = [sign.animate.move_to(place) for sign, place in zip(signs, places, strict=True)]
        self.play(Transform(self.net, new), *carried, run_time=0.9)

    def knobs(self) -> list[Line]:
        """The lines of the network, each a weight."""
        return [e for l in self.net.edges for e in self.net.edges[l].values()]

    def one_of_many(self) -> tuple[list[VMobject], list[VMobject]]:
        """Of the network that stands, a neuron with two of its inputs, lines first; and all the rest."""
        lines, (first, second, *_) = self.net.edges[1], self.net.neurons[0].values()
        one: list[VMobject] = [lines[1, 0], lines[1, 1], first, second, self.net.neurons[1][1]]
        mine = set(map(id, one))
        return one, [m for m in self.net.get_family() if isinstance(m, VMobject) and len(m.points) and id(m) not in mine]

    def regrow(self, net: StoryNet) -> None:
        """The neurons inside and the answer go to their places in a network of more inputs, which come of the old ones."""
        old, self.net = self.net, net
        moves = [ReplacementTransform(old.neurons[l][i], net.neurons[l][i]) for l in (1, 2) for i in net.neurons[l]]
        springs = [comes(neuron, old.neurons[0][min(i, 1)]) for i, neuron in net.neurons[0].items()]
        left = [*old.neurons[0].values(), *(e for layer in old.edges.values() for e in layer.values())]
        self.play(FadeOut(*left), *moves, *springs, run_time=0.9)
        self.show(net, run_time=0.4)

    def walk_back(self, seconds: float, *beside: Animation) -> None:
        """Light runs from the answer back to the inputs, so many seconds a layer."""
        for l in reversed(self.net.edges):
            self.play(self.net.pulse(l, back=True), *beside, run_time=seconds)

    def answer(self, m: int) -> None:
        """What the hidden neurons say goes into what the output says to pattern m."""
        answer = self.under(Formula(formulas.output_says(self.t, m)))
        self.play(*(goes(line, answer["v"]) for line in self.said), FadeIn(answer), run_time=0.9)

    def era(self, k: int, name: str, seconds: float = 1.1) -> None:
        """The story comes to a year, and to who stands for it."""
        if k:
            self.clear_away(self.who, run_time=0.25)
        self.who = fit(Label(name, size=small(), color=theme().ink), rooms.name_place(self.stage))
        self.play(*self.years.tell(k), FadeIn(self.who), run_time=seconds)

    def correct_all(self, move: float = MOVE) -> None:
        """Every correction of the perceptron: a ring around the wrong answer, then the line moves, in so many seconds."""
        for k in range(1, int(self.plane.p.corrections) + 1):
            ring = self.plane.ring(k)
            self.play(FadeIn(ring), run_time=0.14)
            self.play(self.plane.correct(k), FadeOut(ring), run_time=move)

    def switch_on(self, m: int) -> None:
        """Pattern m is switched on; `said` is what the hidden neurons say to it, not yet shown."""
        self.said = self.bars.says([Formula(line, resting()) for line in formulas.hidden_says(self.t, m)])
        self.play(*self.bars.switch(facts.pattern(self.t, m)), run_time=0.7)
