"""What made deep learning deep: four repairs of a network whose blame does not arrive, each shown on the same seed and one clock."""

from __future__ import annotations

from typing import ClassVar

from manim import DOWN, Create, FadeIn, FadeOut, GrowArrow, LaggedStart, Mobject, ReplacementTransform, VGroup

from engine.reading import Reading
from scenes.beat import beat
from scenes.chapter import Chapter
from scenes.films.remedies import facts, formulas
from scenes.films.remedies.bit_maps import OnMap
from scenes.films.remedies.dead_dots import DeadDots
from scenes.films.remedies.norm_panels import NormPanels, tall_room
from scenes.films.remedies.patient import Patient
from scenes.films.remedies.race import Race
from scenes.films.remedies.repair_lines import all_repairs, repair_names
from scenes.films.remedies.roads import Gates, Roads, low_strip
from scenes.films.remedies.squash_twins import SquashTwins
from scenes.kit.network.layer_strip import LayerStrip
from scenes.kit.place.light import lit
from scenes.kit.type.formula import BODY, LARGE, Formula, align_equals

FIRST = 8  # steps that are told slowly where a run falls silent within a few


class Remedies(Chapter):
    """net      the patient                       squash   two squashes and their slopes      on_map   which rectifiers are on
    race     two runs on one clock             flown    a loss that left their picture     working  lines of maths, from beat to beat
    panels   batch norm on one neuron          dead     a rectifier that dies              nothing  its gradient
    strip    a network for what is built into it: `measures` of batch norm, `roads`, with the `fate` of a link over it
    """

    title = "What made deep learning deep"
    promise = "Pick an activation, an initialisation and a normalisation for a deep network, and say what each repairs."
    lesson: ClassVar[str] = "remedies"
    knows = frozenset({"batch_norm", "residual", "activation"})
    sources: ClassVar[tuple[str, ...]] = (
        "Nair, Hinton: Rectified linear units improve restricted Boltzmann machines (2010)",
        "Glorot, Bengio: Understanding the difficulty of training deep feedforward neural networks (2010)",
        "He, Zhang, Ren, Sun: Delving deep into rectifiers (2015)",
        "Ioffe, Szegedy: Batch normalization (2015)",
        "He, Zhang, Ren, Sun: Deep residual learning for image recognition (2015)",
    )
    net: Patient
    squash: SquashTwins
    on_map: OnMap
    race: Race
    flown: VGroup
    working: VGroup
    strip: LayerStrip
    measures: Gates
    panels: NormPanels
    roads: Roads
    fate: Formula
    dead: DeadDots
    nothing: Formula

    @classmethod
    def unfit(cls, t: Reading) -> str | None:
        if not facts.has_studies(t):
            return "it tells of a deep network, of what mends it (batch norm is among that), and of a rectifier that dies, each a twin"
        if not facts.has_runs(t):
            return (
                "it is told on sigmoids and, as the first twins, rectifiers, large and fitting weights, "
                "large weights with batch norm, small weights without and with residual connections"
            )
        if not facts.has_room(t):
            least, most = facts.LINKS
            return f"it has room for {least} to {most} hidden layers, and tells of four examples"
        if not facts.is_mended(t):
            return "its remedies have to mend: each must end with less than half of the loss of the run it is held against"
        if not facts.goes_as_told(t):
            return "it says how the runs go (how much a link leaves, what dies, and when), and these go otherwise"
        return None

    # ---- the patient

    @beat(
        "For many years, networks as deep as <net> this hardly learned. Then came four repairs. <four> Each mends something else.",
        "After this film, you can pick.",
    )
    def promised(self):
        self.net = Patient(self)
        self.net.open(run_time=1.6)
        self.at("four")
        names = self.place("board", repair_names(self.stage.is_narrow))
        self.play(LaggedStart(*map(FadeIn, names), lag_ratio=0.4), run_time=2.0)

    @beat(
        "Here is the patient, all sigmoids. Forward, <a> the signal is fine. Going back, <delta> the blame shrinks.",
        "Each link multiplies it by a gain, <g> from the weights, and a slope, <s> from the squash.",
        "Their product <f> is less than a quarter.",
    )
    def patient(self):
        net, fate = self.net, self.net.fate
        self.clear()
        self.play(net.strip.animate.move_to(net.home), run_time=0.8)
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
        steps=facts.steps,
    )
    def stuck(self):
        net, chart = self.net, self.net.chart
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
        runs = facts.runs(self.t)
        pair = runs[facts.SIGMOID], runs[facts.RELU]
        self.squash = q = SquashTwins(self.t, self.stage.wide, pair, ("sigmoid", "rectifier (relu)"))
        self.show(q.frames, q.squashes[1], q.squashes[0], run_time=0.7)
        self.at("ask")
        self.show(*(d[0] for d in q.dots), *q.touches, run_time=0.4)

    @beat(
        "<roll> Off, its slope is zero. On, <one> it is exactly one, however far.",
        "Here, <map> about half are on.",
        "So the typical slope is the root of one half: <s> {slope:1}.",
        slope=facts.rectified_slope,
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
        self.on_map = OnMap(facts.rectifiers_on(self.t), self.stage.arena)
        self.play(LaggedStart(*map(FadeIn, self.on_map.columns), lag_ratio=0.15), run_time=1.4)
        self.at("s")
        self.show(self.place("board", Formula(formulas.typical_slope(self.t))), run_time=0.5)

    @beat(
        "Now both on one clock, <two> with the same weights.",
        "<go> With sigmoids, the blame never leaves the back. With rectifiers, it gets to the front, and the loss <falls> comes down.",
        "First repair, <repair> by Nair and Hinton, {year:2010}: the rectifier <mends> mends the slope.",
    )
    def race_slope(self):
        self.clear("board", also=[self.on_map], run_time=0.1)
        self.meet((facts.SIGMOID, facts.RELU), ("sigmoid", "rectifier (relu)"))
        self.at("two")
        self.light(*self.race.frames.titles, run_time=0.6)
        self.at("go")
        self.start_race()
        self.play(self.race.run(0, self.race.last, 5.9))
        self.at("falls")
        self.end_race()
        for mark in ("repair", "mends"):
            self.at(mark)
            self.light(self.race.frames.titles[1], run_time=0.6)

    # ---- the gain

    @beat(
        "Its factor is still <f> below one. So mend the gain: <root> the root of n, times the typical weight.",
        "The slope is the root of <half> one half. For a product <one> of one, how large must <ask> the weights be?",
        pause=3.0, title="Weights that fit",
    )  # fmt: skip
    def asked_gain(self):
        self.at("f")
        self.light(self.race.heads[1]["f"], run_time=0.6)
        self.clear_race()
        lines = formulas.wanted_product(), formulas.wanted_roots(), formulas.fitting_weight()
        self.working = self.place("graph", align_equals(*lines, buff=0.45))
        product, roots, weight = self.working
        self.show(product["g"], product["s"], *product.rest, run_time=0.3)
        self.at("root")
        self.play(FadeIn(roots["n"], roots["w"]), lit(product["g"]), run_time=0.6)
        self.at("half")
        self.play(FadeIn(roots["half"], *roots.rest), lit(product["s"]), run_time=0.6)
        self.at("one")
        self.show(*(line[part] for line in (product, roots) for part in ("eq", "one")), run_time=0.4)
        self.at("ask")
        self.show(weight["w"], weight["eq"], run_time=0.4)

    @beat(
        "The root <he> of two over n. The two <half> makes up for the half that is off. This is the rule <rule> of He, {year:2015}.",
        "Where none is off, as with the hyperbolic tangent, it is <xavier> one over n: Glorot's rule, for layers of equal width.",
    )
    def fitting_rule(self):
        _, roots, weight = self.working
        self.at("he")
        self.show(weight["he"], *weight.rest, run_time=0.5)
        self.at("half")
        self.light(weight["he"], roots["half"], run_time=0.7)
        self.at("rule")
        rules = VGroup(Formula(formulas.he_rule(self.t)), Formula(formulas.xavier_rule(self.t))).arrange(DOWN, buff=0.3)
        he, xavier = self.place(self.under_picture, rules)
        self.show(he, run_time=0.5)
        self.at("xavier")
        self.show(xavier, run_time=0.5)

    @beat(
        "Weights of size one, and <two> the same draws, scaled by He's rule.",
        "<go> One step: with size one, the loss <burst> leaves the picture. Two more, <gone> and layers are off: no blame comes back.",
        "<on> The scaled ones learn. Second repair: weights that fit mend the gain.",
    )
    def race_gain(self):
        self.clear(run_time=0.3)
        self.meet((facts.LARGE, facts.FITTING), ("weights of size one", "weights that fit"))
        race = self.race
        self.at("two")
        self.light(*race.frames.titles, run_time=0.6)
        self.at("go")
        self.start_race()
        self.play(race.run(0, 1, 1.2))
        self.at("burst")
        self.flown = race.chart.beyond(1)
        self.show(self.flown, run_time=0.3)
        self.at("gone")
        self.play(race.run(1, FIRST, 2.4))
        self.at("on")
        self.play(race.run(FIRST, race.last, 4.5))
        self.end_race()

    # ---- the gain, at every step

    @beat(
        "But weights <move> move.",
        "So batch norm stands <gates> in every layer, and measures at every step.",
        title="Batch norm",
    )
    def gates(self):
        self.clear_race(self.flown)
        self.strip = low_strip(self.t.D, self.stage)
        self.measures = Gates(self.strip)
        self.show(self.strip, run_time=0.4)
        self.at("move")
        self.light(*self.strip.links.values(), run_time=1.0)
        self.at("gates")
        self.play(LaggedStart(*map(FadeIn, self.measures), lag_ratio=0.2), run_time=1.6)

    @beat(
        "Take <neuron> one neuron, and its sum <z> for each of four patterns.",
        "Subtract <mean> their mean. Divide by <spread> their spread.",
        "Now the mean is zero, and the size <size> is one, whatever the weights.",
        "Two trained numbers, gamma and beta, <learn> may scale and shift it again. In use, averages from training stand in.",
    )
    def norm(self):
        self.at("neuron")
        self.clear_away(self.strip, self.measures, run_time=0.3)
        self.panels = p = NormPanels(self.t, tall_room(self.stage), ("sums $z$", "normalised $hat(x)$"))
        self.show(p.frames, p.z.floor, p.x_hat.floor, run_time=0.4)
        self.at("z")
        p.z.number(p.numbers["z"])
        self.play(p.z.appear(), run_time=1.4)
        lines = VGroup(Formula(formulas.measured(self.t)), Formula(formulas.normalise(self.t))).arrange(DOWN, buff=0.25)
        measured, rule = self.place("board", lines)
        self.at("mean")
        self.play(Create(p.mean), FadeIn(measured), run_time=0.5)
        self.add(moved := p.copied())
        self.play(moved.go(moved.values - p.mu), run_time=0.9)
        self.at("spread")
        self.play(Create(p.band), FadeIn(rule), run_time=0.5)
        self.play(ReplacementTransform(moved, p.x_hat), run_time=1.0)
        self.at("size")
        self.show(p.x_hat.number(p.numbers["x_hat"]), run_time=0.4)
        self.at("learn")
        self.clear_away(measured, p.band, p.mean, run_time=0.2)
        self.stands("board", scaled := Formula(formulas.rescale(self.t)).move_to(measured))
        self.show(scaled, run_time=0.4)

    @beat(
        "Backward. Each normalised value <g> gets its blame; but two <none> get none: their rectifiers are off.",
        "<up> Suppose all four sums rise together.",
        "What will <ask> the normalised values do?",
        pause=3.0, title="Blame through batch norm",
    )  # fmt: skip
    def asked_common(self):
        p = self.panels
        self.clear("board", run_time=0.3)
        p.g.number(p.numbers["g"])
        self.at("g")
        self.clear_away(p.x_hat.nums, run_time=0.2)
        self.play(p.g.appear(), FadeIn(p.g_name), run_time=1.2)
        self.at("none")
        self.light(*(num for num, g in zip(p.g.nums, p.numbers["g"], strict=True) if not g.value), run_time=0.7)
        self.at("up")
        self.clear_away(p.z.nums, p.g.bars, p.g.nums, p.g_name, run_time=0.3)
        self.play(LaggedStart(*map(GrowArrow, p.arrows), lag_ratio=0.15), run_time=0.7)
        self.at("ask")
        self.light(*p.x_hat.bars, run_time=0.6)

    @beat(
        "Nothing! The mean <still> rises along, and is subtracted. So what the blames have in common cannot pass: <common> subtract it.",
        "And if the sums <apart> spread apart? The division takes that back.",
        "So what goes along with the normalised values <along> cannot pass either.",
        "Divide what is left <left> by the spread.",
    )
    def back(self):
        p = self.panels
        self.at("still")
        self.clear_away(p.arrows, run_time=0.2)
        self.play(p.shaken(p.together, run_time=1.9))
        self.show(p.g.bars, p.g_name, run_time=0.2)
        self.at("common")
        common = self.place("board", Formula(formulas.without_common()))
        self.play(Create(p.common), FadeIn(common), FadeOut(p.g_name), run_time=0.5)
        self.take_from_blame(p.common, "rest")
        self.at("apart")
        self.play(p.shaken(p.apart, run_time=2.0))
        self.at("along")
        self.clear("board", also=[p.g.nums], run_time=0.15)
        self.show(p.aligned, self.place("board", Formula(formulas.without_along(self.t))), run_time=0.5)
        self.take_from_blame(p.aligned, "left")
        self.at("left")
        self.clear("board", also=[p.z.bars, p.g.nums], run_time=0.2)
        self.show(self.place("board", Formula(formulas.through_norm(self.t))), run_time=0.3)
        self.play(ReplacementTransform(p.g.set_z_index(2), p.d), run_time=0.9)
        self.show(p.d.number(p.numbers["dL_dz"]), run_time=0.3)

    def take_from_blame(self, part, left):
        """A part that cannot pass leaves the blame of the normalised values; `left` is the field of what stays."""
        values = facts.normed(self.t, left, "dL_dz")
        self.play(self.panels.g.go(values.array), FadeOut(part), run_time=1.0)
        self.show(self.panels.g.number(values), run_time=0.3)

    @beat(
        "Large weights, but now <two> with batch norm in every layer: for each link <third> a third factor.",
        "<go> With batch norm, the signal now <level> keeps its size in every layer, and the network learns.",
        "Third repair, by Ioffe and Szegedy, {year:2015}: batch norm mends the gain, again <again> and again.",
    )
    def race_norm(self):
        p = self.panels
        self.clear("board", also=[p.frames, p.d, p.z.floor, p.x_hat, p.x_hat.floor, p.d.nums], run_time=0.3)
        self.meet((facts.LARGE, facts.NORMED), ("without batch norm", "with batch norm"))
        race = self.race
        self.at("two")
        self.light(*race.frames.titles, run_time=0.6)
        self.at("third")
        self.light(*(race.heads[1][part] for part in ("n", "nv")), run_time=0.7)
        self.at("go")
        self.start_race()
        self.play(race.run(0, FIRST, 1.6))
        self.at("level")
        self.play(race.run(FIRST, race.last, 5.5))
        self.at("again")
        self.end_race()

    # ---- past both

    @beat(
        "Tiny weights: a link leaves <small> a quarter. So build <road> a road past each layer.",
        "What came in <sum> is added to what the layer says. Going back, a sum hands its blame to both.",
        "<past> Along the road comes all of it. So the factor is <one> one, plus what the layer adds.",
        title="Residual connections",
    )
    def road(self):
        self.clear_race()
        self.strip = low_strip(self.t.D, self.stage)
        self.fate = self.stage.title.hold(Formula(formulas.fate(self.t, facts.SMALL), BODY))
        self.show(self.strip, run_time=0.4)
        self.at("small")
        self.show(self.fate, run_time=0.4)
        self.roads = roads = Roads(self.strip)
        self.at("road")
        self.play(LaggedStart(*map(Create, roads.arcs.values()), lag_ratio=0.2), run_time=1.4)
        there, again = self.place(self.under_picture, align_equals(formulas.road_there(), formulas.road_back(), buff=0.3))
        ls = list(roads.arcs)
        self.at("sum")
        self.play(FadeIn(there), roads.run(*ls), self.strip.run(*ls), FadeIn(*roads.joints.values()), run_time=2.0)
        self.at("past")
        self.play(roads.run(*ls[::-1], back=True), run_time=2.0)
        self.at("one")
        self.show(again, run_time=0.4)
        self.light(again["one"], *roads.arcs.values(), run_time=0.8)

    @beat(
        "The same tiny weights, <two> without and with roads.",
        "<go> Without them, the blame fades, and little is learned. With them, it reaches the front, and the loss <falls> comes down.",
        "Fourth repair, by He again: residual connections go past gain and slope.",
    )
    def race_road(self):
        self.clear(self.under_picture, also=[self.strip, self.roads, self.fate], run_time=0.3)
        self.meet((facts.SMALL, facts.ROADS), ("without roads", "with roads"))
        self.at("two")
        self.light(*self.race.frames.titles, run_time=0.6)
        self.at("go")
        self.start_race()
        self.play(self.race.run(0, self.race.last, 5.2))
        self.at("falls")
        self.end_race()

    # ---- a warning

    @beat(
        "One warning: a rectifier can die. Here is one <four> with four examples, all on.",
        "One step <step> too large, and it is off for all of them: its slope is zero, so its gradient <zero> is zero.",
        "<go> Hundreds of steps, and it does not move.",
        title="A rectifier that dies",
    )
    def dies(self):
        self.clear_race()
        self.dead = d = DeadDots(self.t, self.stage, ("rectifier", "leaky rectifier"))
        self.show(d.frames.titles[0], d.swatches[0], d.plots[0], run_time=0.4)
        self.at("four")
        self.show(*d.dots[0], *d.touches[0], d.chart.frame, d.chart.dots[0], run_time=0.5)
        self.at("step")
        self.play(d.run(0, 1, 1.0, 0))
        self.at("zero")
        self.nothing = d.frames.rooms[1].hold(Formula(formulas.no_gradient(self.t), LARGE))
        self.show(self.nothing, run_time=0.4)
        self.light(*d.touches[0], run_time=0.4)
        self.at("go")
        self.play(d.run(1, d.last, 3.2, 0))

    @beat(
        "So give the off side <leak> a slope of one hundredth. <go> This one creeps.",
        "After {revived} steps, <back> it is on again, and learns. That is the leaky rectifier.",
        revived=facts.revived,
    )
    def leaks(self):
        d, back = self.dead, facts.revived(self.t).value
        self.at("leak")
        self.clear_away(self.nothing, run_time=0.1)
        self.show(d.frames.titles[1], d.frames.divider, d.swatches[1], d.plots[1], *d.dots[1], *d.touches[1], d.chart.dots[1], run_time=0.5)
        self.play(d.run(0, 1, 1.0, 1))
        self.at("go")
        self.play(d.run(1, back, 3.4, 1))
        self.at("back")
        self.play(d.run(back, d.last, 2.4, 1))

    @beat(
        "So pick. For the slope, <relu> a rectifier. For the gain at the start, <he> weights that fit.",
        "For the gain at every step, <bn> batch norm. And to lead past both, <res> residual connections.",
        "Each of them <all> brings the factor of a link closer to one. That made deep learning deep.",
        title="Which repair for what",
    )
    def harvest(self):
        self.clear_away(*self.dead.everything)
        repairs = all_repairs(self.t, self.stage)
        self.show(repairs.one, *(part for row in repairs.rows for part in row[:2]), run_time=0.5)
        for mark, (words, _, (arrow, dot, number)) in zip(("relu", "he", "bn", "res"), repairs.rows, strict=True):
            self.at(mark)
            name = words[0][-1] if self.stage.is_narrow else words[0]
            self.play(lit(name), Create(arrow), FadeIn(dot, number), run_time=0.7)
        self.at("all")
        self.light(repairs.one, *(row[2][1] for row in repairs.rows))

    # ---- gestures

    @property
    def under_picture(self) -> str:
        """Where formulas stand that belong to a picture in the middle."""
        return "side" if self.stage.is_narrow else "board"

    def meet(self, runs: tuple[int, int], titles: tuple[str, str]) -> None:
        """Both networks before training."""
        self.race = r = Race(self.t, self.stage, runs, titles)
        self.show(*r.first, *r.heads, run_time=0.5)
        self.play(*(LaggedStart(*map(FadeIn, bars.all_bars), lag_ratio=0.05) for bars in r.bars), run_time=0.8)

    def start_race(self) -> None:
        """The axes of the losses, and both first losses on them."""
        self.show(self.race.chart.frame, *self.race.chart.moving, run_time=0.4)

    def end_race(self) -> None:
        """The last losses."""
        self.show(*self.race.chart.ends, run_time=0.5)

    def clear_race(self, *also: Mobject) -> None:
        """All of the two runs leaves."""
        self.clear_away(*self.race.everything, *also)
