"""Two repairs: a rectifier mends the slope of a link, weights that fit its gain; each is shown on the same seed and one clock."""

from __future__ import annotations

from typing import ClassVar

from manim import UP, Create, FadeIn, FadeOut, LaggedStart, ReplacementTransform, VGroup

from engine.reading import Reading
from scenes import repairs
from scenes.beat import beat
from scenes.chapter import Chapter
from scenes.films.remedies import formulas
from scenes.films.remedies.bit_maps import OnMap
from scenes.films.remedies.dead_dots import DeadDots
from scenes.films.remedies.patient import SHARE, Patient
from scenes.films.remedies.squash_twins import SquashTwins
from scenes.kit.network.deep_net import FULL
from scenes.kit.network.layer_strip import LayerStrip
from scenes.kit.place.light import lit
from scenes.kit.place.shots import fit, region, resting, room_of
from scenes.kit.place.stage import Region
from scenes.kit.place.title import Title
from scenes.kit.plots.repair_lines import first_repairs
from scenes.kit.plots.twin_runs import TwinRuns
from scenes.kit.theme import theme
from scenes.kit.type.formula import LARGE, Formula, Label, align_equals

FIRST = 8  # steps that are told slowly where a run falls silent within a few
UPPER, LOWER = (0.05, 0.07, 0.95, 0.66), (0.05, 0.69, 0.95, 0.87)  # a picture, and what is written under it
HIGH, LINES = (0.05, 0.07, 0.95, 0.34), (0.05, 0.385, 0.95, 0.875)  # a strip over lines of maths
TALL = (0.05, 0.07, 0.95, 0.5), (0.05, 0.535, 0.95, 0.875)  # the same in a tall frame
ABOVE, BELOW = (0.05, 0.2, 0.95, 0.5), (0.05, 0.56, 0.95, 0.86)  # the same network, twice
NAMED = (0.05, 0.16, 0.95, 0.45), (0.05, 0.55, 0.95, 0.84)  # the same, with room over each for a name


class Remedies(Chapter):
    """net      the patient                       squash   two squashes and their slopes      on_map   which rectifiers are on
    race     two runs on one clock             flown    a loss that left their picture     working  lines of maths, from beat to beat
    second, strip   the network once more      low      room for lines under it
    dead     a rectifier that dies              nothing  its gradient
    """

    title = "Two repairs: slope and gain"
    promise = "Pick an activation and an initialisation for a deep network, and say what each repairs."
    lesson: ClassVar[str] = "remedies"
    knows = frozenset({"batch_norm", "residual", "activation"})
    sources: ClassVar[tuple[str, ...]] = (
        "Nair, Hinton: Rectified linear units improve restricted Boltzmann machines (2010)",
        "Glorot, Bengio: Understanding the difficulty of training deep feedforward neural networks (2010)",
        "Maas, Hannun, Ng: Rectifier nonlinearities improve neural network acoustic models (2013)",
        "He, Zhang, Ren, Sun: Delving deep into rectifiers (2015)",
    )
    net: Patient
    second: LayerStrip
    strip: LayerStrip
    low: Region
    squash: SquashTwins
    on_map: OnMap
    race: TwinRuns
    flown: VGroup
    working: VGroup
    dead: DeadDots
    gradient: Formula

    @classmethod
    def unfit(cls, t: Reading) -> str | None:
        return repairs.refusal(t)

    # ---- the patient

    @beat(
        "The same layers, twice. <dies> Above, the blame dies on its way back. <arrives> Below, it arrives.",
        "<what> What was changed?",
        pause=3.0,
    )
    def promised(self):
        self.net = Patient(self)
        self.net.large = LayerStrip(self.t.D, region(self.stage, ABOVE))
        self.second = LayerStrip(self.t.D, region(self.stage, BELOW))
        back = range(self.t.D + 1, 0, -1)
        strips = [LaggedStart(*(FadeIn(p, shift=0.3 * UP) for p in s.columns()), lag_ratio=0.1) for s in (self.net.large, self.second)]
        self.play(*strips, run_time=1.2)
        self.at("dies")
        self.play(self.net.large.run(*back, back=True, keeps=0.6), run_time=1.6)
        self.at("arrives")
        self.play(self.second.run(*back, back=True), run_time=1.5)
        self.at("what")
        self.light(*self.net.large.layers.values(), *self.second.layers.values())

    @beat("In this film, two repairs: one mends the <slope> slope of a link, and one <gain> its gain.")
    def titled(self):
        head = room_of(self.stage, "TITLED", 1)
        title = Title(self.title, head)
        self.play(title.comes())
        self.working = fit(Formula(formulas.two_numbers()), head)
        self.at("slope")
        self.play(FadeOut(title, shift=0.3 * UP), FadeIn(self.working["s"]), lit(VGroup(*self.second.layers.values())), run_time=0.7)
        self.at("gain")
        self.play(FadeIn(self.working["g"]), lit(VGroup(*self.second.links.values())), run_time=0.7)

    @beat(
        "Here is the patient, all sigmoids. Forward, <a> the signal is fine. Going back, <delta> the blame shrinks.",
        "Each link multiplies it by a gain, <g> from the weights, and a slope, <s> from the squash.",
        "Their product <f> is less than a quarter.",
    )
    def patient(self):
        net, fate = self.net, self.net.fate
        net.stretched(FULL)
        self.play(net.settle(), FadeOut(self.second, self.working), run_time=0.9)
        self.show(net.bars.frame, net.key, run_time=0.3)
        self.at("a")
        net.grow("a", run_time=1.6)
        self.at("delta")
        net.grow("delta", back=True, run_time=2.6)
        slope = (fate["s"], fate["sv"], fate["eq"], *fate.rest[:-1])
        for mark, parts in (("g", (fate["g"], fate["gv"])), ("s", slope), ("f", (fate["f"], fate.rest[-1]))):
            self.at(mark)
            self.show(*parts, run_time=0.4)

    @beat(
        "Its task: to repeat <task> four patterns of sixteen bits.",
        "<go> After {steps} steps, the loss has fallen a little, and now <flat> it stands.",
        "To every pattern, it says <same> nearly the same. The layers in front <front> never got the blame to learn from.",
        steps=repairs.steps,
    )
    def stuck(self):
        net, chart = self.net, self.net.chart
        self.play(*net.stretched(SHARE), run_time=0.9)
        self.at("task")
        self.play(LaggedStart(FadeIn(net.wanted.name), *map(FadeIn, net.wanted.rows), lag_ratio=0.4), run_time=1.6)
        self.at("go")
        self.clear_away(net.wanted, run_time=0.3)
        self.show(chart.frame, chart.dots[1], run_time=0.3)
        self.play(chart.run(1, run_time=3.2))
        self.at("flat")
        self.show(chart.ends[1], run_time=0.4)
        self.at("same")
        self.clear_away(chart, chart.ends[1], run_time=0.3)
        self.show(net.wanted, net.said, run_time=0.6)
        self.at("front")
        self.light(*(net.strip.layers[l] for l in range(1, self.t.D // 2)))

    # ---- the slope

    @beat(
        "The gain <g> is almost one. The slope <s> is a quarter, at best. So change the squash.",
        "<relu> The rectifier says nothing below zero, and above it the sum itself. How <ask> steep is it?",
        pause=3.0, title="The rectifier",
    )  # fmt: skip
    def asked_slope(self):
        net = self.net
        self.at("g")
        self.light(net.fate["g"], net.fate["gv"], run_time=0.6)
        self.at("s")
        self.light(net.fate["s"], net.fate["sv"], run_time=0.6)
        self.at("relu")
        self.clear_away(net.strip, net.bars.frame, *net.bars.all_bars, net.key, net.fate, net.wanted, net.said)
        runs = repairs.runs(self.t)
        pair = runs[repairs.SIGMOID], runs[repairs.RELU]
        self.squash = q = SquashTwins(self.t, room_of(self.stage, "SOLO"), pair, ("sigmoid", "rectifier (relu)"))
        self.show(q.frames, q.squashes[1], q.squashes[0], run_time=0.7)
        self.at("ask")
        self.show(*(d[0] for d in q.dots), *q.touches, run_time=0.4)

    @beat(
        "<roll> Off, its slope is zero. On, <one> it is exactly one, however far.",
        "Here, <map> about half are on.",
        "So the typical slope is about the root of one half. <s> Here it is {slope:3}.",
        slope=repairs.rectified_slope,
    )
    def steep(self):
        q = self.squash
        self.at("roll")
        self.add(*q.slopes, *(d[1] for d in q.dots))
        self.play(q.roll(0.0, 0.5, run_time=1.6))
        self.at("one")
        self.play(q.roll(0.5, 1.0, run_time=2.4))
        self.at("map")
        self.clear_away(q.frames, *q.squashes, *q.moving, run_time=0.3)
        self.on_map = OnMap(repairs.rectifiers_on(self.t), region(self.stage, UPPER))
        self.play(LaggedStart(*map(FadeIn, self.on_map.columns), lag_ratio=0.15), FadeIn(self.on_map.names), run_time=1.4)
        self.at("s")
        self.working = VGroup(fit(Formula(formulas.typical_slope(self.t)), region(self.stage, LOWER)))
        self.show(self.working, run_time=0.5)

    @beat(
        "Now both on one clock, <two> with the same weights.",
        "<go> With sigmoids, the blame never leaves the back. With rectifiers, it gets to the front, and the loss <falls> comes down.",
        "First repair, <repair> made popular by Nair and Hinton, {year:2010}: the rectifier <mends> mends the slope.",
    )
    def race_slope(self):
        self.clear_away(self.on_map, self.working, run_time=0.1)
        self.race = TwinRuns(self.t, self.stage, (repairs.SIGMOID, repairs.RELU), ("sigmoid", "rectifier (relu)"))
        self.race.meet(self)
        self.at("two")
        self.light(*self.race.frames.titles, run_time=0.6)
        self.at("go")
        self.race.start(self)
        self.play(self.race.run(0, self.race.last, 5.4))
        self.at("falls")
        self.race.end(self)
        for mark in ("repair", "mends"):
            self.at(mark)
            self.play(lit(self.race.frames.titles[1]), run_time=0.6)

    # ---- a warning

    @beat(
        "One warning: a rectifier can die. Here is one <four> with four examples, all on.",
        "One step <step> too large, and it is <off> off for all of them: its slope is zero, so its gradient <zero> is zero.",
        "<go> Hundreds of steps, and it does not move.",
        title="A rectifier that dies",
    )
    def dies(self):
        self.clear_away(*self.race.everything)
        self.dead = d = DeadDots(self.t, self.stage, ("rectifier", "leaky rectifier"))
        self.show(d.frames.titles[0], d.swatches[0], d.plots[0], d.chart.frame, run_time=0.4)
        self.at("four")
        self.gradient = self.gradient_at(0)
        self.show(*d.dots[0], *d.touches[0], d.chart.dots[0], self.gradient, run_time=0.5)
        self.at("step")
        self.play(d.run(0, 1, 1.0, 0))
        self.at("off")
        self.light(*d.dots[0], run_time=0.5)
        self.at("zero")
        before, self.gradient = self.gradient, self.gradient_at(int(repairs.dead(self.t, "died").value))
        self.carry(before, self.gradient, run_time=0.4)
        self.light(*d.touches[0], run_time=0.4)
        self.at("go")
        self.play(d.run(1, d.last, 3.2, 0))

    def gradient_at(self, step):
        """The rectifier's gradient at a step, where the other one will be; not yet shown."""
        return fit(Formula(formulas.gradient(self.t, step), LARGE), self.dead.frames.rooms[1])

    @beat(
        "So give the off side <leak> a slope of one hundredth. <go> This one creeps.",
        "After {revived} steps, <back> it is on again, and learns. That is the leaky rectifier.",
        revived=repairs.revived,
    )
    def leaks(self):
        d, back = self.dead, repairs.revived(self.t).value
        self.at("leak")
        self.clear_away(self.gradient, run_time=0.1)
        self.show(d.frames.titles[1], d.frames.divider, d.swatches[1], d.plots[1], *d.dots[1], *d.touches[1], d.chart.dots[1], run_time=0.5)
        self.play(d.run(0, 1, 0.7, 1))
        self.at("go")
        self.play(d.run(1, back, 3.1, 1))
        self.at("back")
        self.play(d.run(back, d.last, 2.4, 1))

    # ---- the gain

    @beat(
        "With those weights, a live rectifier leaves a factor below one. So mend the gain: <root> the root of n, times the typical weight.",
        "The slope is the root of <half> one half. For a product <one> of one, how large must <ask> the weights be?",
        pause=3.0, title="Weights that fit",
    )  # fmt: skip
    def asked_gain(self):
        self.clear_away(*self.dead.everything)
        lines = formulas.wanted_product(), formulas.wanted_roots(), formulas.fitting_weight()
        high, low = TALL if self.stage.shape == "9:16" else (HIGH, LINES)
        self.working, self.low = fit(align_equals(*lines, buff=0.3), region(self.stage, low)), region(self.stage, low)
        self.strip = LayerStrip(self.t.D, region(self.stage, high))
        self.show(self.strip, run_time=0.4)
        self.play(self.strip.run(*range(self.t.D + 1, 0, -1), back=True, keeps=0.8), run_time=1.5)
        product, roots, weight = self.working
        goals = product.copy(), roots.copy()
        fit(align_equals(product, roots, buff=0.3), self.low)  # all the room is theirs until a third line comes
        self.show(product["g"], product["s"], *product.rest, run_time=0.3)
        self.at("root")
        self.play(FadeIn(roots["n"], roots["w"]), lit(product["g"]), lit(VGroup(*self.strip.links.values())), run_time=0.6)
        self.at("half")
        self.play(FadeIn(roots["half"], *roots.rest), lit(product["s"]), lit(VGroup(*self.strip.layers.values())), run_time=0.6)
        self.at("one")
        self.show(*(line[part] for line in (product, roots) for part in ("eq", "one")), run_time=0.4)
        self.at("ask")
        moves = [line.animate.scale(goal.height / line.height).move_to(goal) for line, goal in zip((product, roots), goals, strict=True)]
        self.play(*moves, FadeIn(weight["w"], weight["eq"]), run_time=0.7)

    @beat(
        "The root <he> of two over n. The two <half> makes up for the half that is <off> off. This is the rule <rule> of He, {year:2015}.",
        "Where <none> none is off, as with the hyperbolic tangent, <xavier> the rule is Glorot's and Bengio's, {year:2010}: "
        "the root of <two> two, over the numbers in and <out> out.",
    )
    def fitting_rule(self):
        product, roots, weight = self.working
        self.at("he")
        self.show(weight["he"], *weight.rest, run_time=0.5)
        self.at("half")
        self.light(weight["he"], roots["half"], run_time=0.7)
        self.at("off")
        self.light(roots["half"], *self.strip.layers.values(), run_time=0.7)
        self.at("rule")
        lines = formulas.fitting_weight(), formulas.he_rule(self.t), formulas.xavier_rule(self.t)
        self.working = first, he, xavier = fit(align_equals(*lines, buff=0.3), self.low)
        self.play(FadeOut(product, roots), ReplacementTransform(weight, first), FadeIn(he), run_time=0.9)
        self.at("none")
        self.play(self.strip.run(*range(self.t.D + 1, 0, -1), back=True), run_time=1.5)
        self.at("xavier")
        self.show(xavier, run_time=0.5)
        self.at("two")
        self.light(xavier["n"], xavier["m"], self.strip, run_time=0.5)
        self.at("out")
        self.light(xavier["n"], xavier["m"], run_time=0.5)

    @beat(
        "Weights of size one, and <two> the same draws, scaled by He's rule.",
        "<go> With size one, the loss starts far outside of the picture, and one step <burst> throws it further.",
        "Two more, <gone> and layers are off: no blame comes back, and every pattern <same> gets the same answer.",
        "<on> The scaled ones learn. Second repair: weights that fit mend the gain.",
    )
    def race_gain(self):
        self.clear_away(self.working, self.strip, run_time=0.3)
        self.race = TwinRuns(self.t, self.stage, (repairs.LARGE, repairs.FITTING), ("weights of size one", "weights that fit"))
        self.race.meet(self)
        race = self.race
        self.at("two")
        self.light(*race.frames.titles, run_time=0.6)
        self.at("go")
        self.race.start(self)
        self.flown, further = race.chart.beyond(0), race.chart.beyond(1)
        self.show(self.flown, run_time=0.4)
        self.at("burst")
        self.play(race.run(0, 1, 1.2), FadeOut(self.flown[1]), FadeIn(further[1]))
        self.flown = VGroup(self.flown[0], further[1])
        self.at("gone")
        self.play(race.run(1, FIRST, 2.4))
        self.at("same")
        self.light(race.bars[0].bars["a"][-1], run_time=0.8)
        self.at("on")
        self.play(race.run(FIRST, race.last, 4.5))
        self.race.end(self)

    @beat(
        "So pick. For the slope, <relu> a rectifier. For the gain, <he> weights that fit.",
        "Each of them <all> brings the factor of a link closer to one.",
        title="Which repair for what",
    )
    def harvest(self):
        self.clear_away(*self.race.everything, self.flown)
        lines = first_repairs(self.t, self.stage, 2)
        self.working = VGroup(lines)
        self.show(lines.one, *(part for row in lines.rows for part in row[:2]), run_time=0.5)
        for mark, (words, _, (arrow, dot, number)) in zip(("relu", "he"), lines.rows, strict=True):
            self.at(mark)
            self.play(lit(words[0]), Create(arrow), FadeIn(dot, number), run_time=0.7)
        self.at("all")
        self.light(lines.one[1], *(row[2][1] for row in lines.rows))

    @beat(
        "What was changed, then, is one function, and the size of the first weights.",
        "But weights <move> move. <next> The next film measures at every step, and builds a road past the layers.",
    )
    def leads_on(self):
        strips = [LayerStrip(self.t.D, region(self.stage, room)) for room in NAMED]
        words = zip(("sigmoid", "relu, weights that fit"), strips, strict=True)
        names = [Label(name, resting(), theme().ink).next_to(strip, UP, buff=0.1) for name, strip in words]
        self.play(FadeOut(self.working), *(FadeIn(part) for strip in strips for part in strip.columns()), *map(FadeIn, names), run_time=0.9)
        back = range(self.t.D + 1, 0, -1)
        self.play(strips[0].run(*back, back=True, keeps=0.6), strips[1].run(*back, back=True), run_time=1.6)
        self.at("move")
        self.light(*strips[1].links.values(), run_time=0.3)
        self.at("next")
        self.play(strips[1].run(*back, back=True), run_time=2.2)
