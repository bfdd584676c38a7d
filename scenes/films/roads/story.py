"""Two repairs: batch norm measures at every step, residual connections lead past the layers; each on the same seed and one clock."""

from __future__ import annotations

from typing import ClassVar

from manim import DOWN, RIGHT, Create, FadeIn, FadeOut, GrowArrow, LaggedStart, ReplacementTransform, VGroup

from engine.reading import Reading
from scenes import repairs
from scenes.beat import beat
from scenes.chapter import Chapter
from scenes.equation import Equation
from scenes.films.roads import formulas
from scenes.films.roads.norm_panels import NormPanels
from scenes.films.roads.roads import Gates, Roads, low_strip, tall_strip
from scenes.kit.maths import link
from scenes.kit.network.layer_strip import LayerStrip
from scenes.kit.place.light import lit
from scenes.kit.place.shots import fit, region, room_of, smallest_type
from scenes.kit.place.title import Title
from scenes.kit.plots.repair_lines import first_repairs
from scenes.kit.plots.twin_runs import TwinRuns
from scenes.kit.type.formula import LARGE, Formula

FAINT = 0.5  # light of the blame that goes through a layer, beside that on the road past it
FIRST = 8  # steps that are told slowly where a run falls silent within a few
LINES, PICTURE = (0.05, 0.065, 0.95, 0.21), (0.05, 0.235, 0.95, 0.87)  # what is written over a picture, and that


class NormAndRoads(Chapter):
    """strip    a network for what is built into it: `measures` of batch norm, `roads`, with the `fate` of a link over it
    panels   batch norm on one neuron      race   two runs on one clock      working   the repairs, all four
    """

    title = "Two repairs: norm and roads"
    promise = "Say what batch norm and residual connections repair, and carry blame back through both."
    lesson: ClassVar[str] = "remedies"
    knows = frozenset({"batch_norm", "residual", "activation"})
    sources: ClassVar[tuple[str, ...]] = (
        "Ioffe, Szegedy: Batch normalization (2015)",
        "He, Zhang, Ren, Sun: Deep residual learning for image recognition (2015)",
    )
    strip: LayerStrip
    measures: Gates
    panels: NormPanels
    race: TwinRuns
    roads: Roads
    fate: Formula
    working: VGroup

    @classmethod
    def unfit(cls, t: Reading) -> str | None:
        return repairs.refusal(t)

    # ---- the gain, at every step

    @beat(
        "Choose the first weights well, and the blame <comes> comes through. But then every weight <move> moves.",
        "What <keeps> keeps the gain where it was?",
        pause=3.0,
    )
    def promised(self):
        self.strip = tall_strip(self.t.D, self.stage)
        back = range(self.t.D + 1, 0, -1)
        self.play(LaggedStart(*(FadeIn(part, shift=0.3 * DOWN) for part in self.strip.columns()), lag_ratio=0.12), run_time=1.6)
        self.at("comes")
        self.play(self.strip.run(*back, back=True), run_time=1.6)
        self.at("move")
        self.light(*self.strip.links.values(), run_time=1.0)
        self.at("keeps")
        self.play(self.strip.run(*back, back=True, keeps=0.6), run_time=1.6)

    @beat("In this film, two more repairs: one <norm> measures at every step, and one leads <past> past the layers.")
    def titled(self):
        title = Title(self.title, room_of(self.stage, "TITLED", 1))
        self.play(title.comes())
        self.measures, self.roads = Gates(self.strip), Roads(self.strip)
        self.at("norm")
        self.play(LaggedStart(*map(FadeIn, self.measures), lag_ratio=0.15), run_time=1.2)
        self.at("past")
        self.play(FadeOut(title), LaggedStart(*map(Create, self.roads.arcs.values()), lag_ratio=0.15), run_time=1.2)

    @beat(
        "First, <gates> batch norm. It stands in every layer, <sums> where the sums come in, and measures them at every step.",
        title="Batch norm",
    )
    def gates(self):
        self.clear_away(*self.roads.arcs.values())
        self.at("gates")
        self.light(*self.measures, run_time=1.0)
        self.at("sums")
        self.play(self.strip.run(*range(1, self.t.D + 2)), run_time=2.0)

    @beat(
        "Take <neuron> one neuron, and its sum <z> for each of four patterns.",
        "Subtract <mean> their mean. Divide by <spread> their spread.",
        "Now the mean is zero, and the size <size> is one, whatever the <weights> weights.",
        "Two trained numbers, gamma and beta, <learn> may scale and shift it again.",
    )
    def norm(self):
        self.at("neuron")
        self.clear_away(self.strip, self.measures, run_time=0.3)
        self.panels = p = NormPanels(self.t, region(self.stage, PICTURE), ("sums $z$", "normalised $hat(x)$"))
        self.show(p.frames, p.z.floor, p.x_hat.floor, run_time=0.4)
        self.at("z")
        p.z.number(p.numbers["z"])
        self.play(p.z.appear(), run_time=1.4)
        measured, rule = self.beside(formulas.measured(self.t), formulas.normalise(self.t))
        self.at("mean")
        self.play(Create(p.mean), FadeIn(measured, p.names[0]), run_time=0.5)
        self.add(moved := p.copied())
        self.play(moved.go(moved.values - p.mu), run_time=0.9)
        self.at("spread")
        self.play(Create(p.band), FadeIn(rule, p.names[1]), run_time=0.5)
        self.play(ReplacementTransform(moved, p.x_hat), run_time=1.0)
        self.at("size")
        self.show(p.x_hat.number(p.numbers["x_hat"]), run_time=0.4)
        self.at("weights")
        self.light(*p.x_hat.bars, run_time=0.6)
        self.at("learn")
        self.clear_away(measured, p.band, p.mean, p.names, run_time=0.2)
        self.stands("board", scaled := Formula(formulas.rescale(self.t), LARGE).move_to(measured))
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
        "And if the sums <apart> spread apart? The division takes that <takes> back.",
        "So what goes along with the normalised values <along> cannot pass either.",
        "Divide what is left <left> by the spread.",
    )
    def back(self):
        p = self.panels
        self.at("still")
        self.clear_away(p.arrows, run_time=0.2)
        self.play(p.shaken(p.together, run_time=1.45))
        self.show(p.g.bars, p.g_name, run_time=0.2)
        self.at("common")
        common = self.over(Formula(formulas.without_common()))
        self.play(Create(p.common), FadeIn(common), FadeOut(p.g_name), run_time=0.5)
        self.take_from_blame(p.common, "rest")
        self.at("apart")
        self.play(p.shaken(p.apart, run_time=1.9))
        self.at("takes")
        self.light(*p.x_hat.bars, run_time=0.5)
        self.at("along")
        self.clear("board", also=[p.g.nums], run_time=0.15)
        self.show(p.aligned, self.over(Formula(formulas.without_along(self.t))), run_time=0.5)
        self.take_from_blame(p.aligned, "left")
        self.at("left")
        self.clear("board", also=[p.z.bars, p.g.nums], run_time=0.2)
        self.show(self.over(Formula(formulas.through_norm(self.t))), run_time=0.3)
        self.play(ReplacementTransform(p.g.set_z_index(2), p.d), FadeOut(p.frames.titles[0]), FadeIn(p.returned), run_time=0.9)
        self.show(p.d.number(p.numbers["dL_dz"]), run_time=0.3)

    def take_from_blame(self, part, left):
        """A part that cannot pass leaves the blame of the normalised values; `left` is the field of what stays."""
        values = repairs.normed(self.t, left, "dL_dz")
        self.play(self.panels.g.go(values.array), FadeOut(part), run_time=0.75)
        self.show(self.panels.g.number(values), run_time=0.3)

    @beat(
        "And in use, on a single example? There <no> is no batch to measure.",
        "So while it trains, the layer <kept> keeps running averages of mean and spread, and in use <stand> these stand in.",
        pause=1.2,
    )
    def in_use(self):
        p = self.panels
        self.clear("board", also=[p.d, p.d.nums, p.returned, *p.x_hat.bars[1:]], run_time=0.3)
        rule, kept = self.beside(formulas.in_training(self.t), formulas.in_use(self.t))
        self.show(rule, p.z.bars[0], p.frames.titles[0], run_time=0.6)
        self.at("no")
        self.light(rule["mu"], rule["sigma"], p.z.bars[0])
        self.at("kept")
        self.show(*p.z.bars[1:], run_time=0.4)
        self.play(Create(p.mean), Create(p.band), FadeIn(p.names, kept["when"], kept["mu"], kept["sigma"]), run_time=0.8)
        self.at("stand")
        self.clear_away(*p.z.bars[1:], run_time=0.3)  # one example again: what was measured stays
        self.fly(*((rule[part], kept[part]) for part in ("x", "z", "eq")), run_time=0.9)
        self.show(kept.rest, run_time=0.3)

    @beat(
        "Large weights, but now <two> with batch norm in every layer: for each link <third> a third factor.",
        "<go> With batch norm, the signal now <level> keeps its size in every layer, and the network learns.",
        "Third repair, by Ioffe and Szegedy, {year:2015}: its division takes back what large weights add, again <again> and again.",
    )
    def race_norm(self):
        p = self.panels
        gone = (p.frames, p.mean, p.band, p.names, p.d, p.z.floor, p.z.bars, p.x_hat, p.x_hat.floor)
        self.clear("board", also=gone, run_time=0.3)
        self.race = TwinRuns(self.t, self.stage, (repairs.LARGE, repairs.NORMED), ("without batch norm", "with batch norm"))
        self.race.meet(self)
        race = self.race
        self.at("two")
        self.light(*race.frames.titles, run_time=0.6)
        self.at("third")
        norm = [part for name, part in race.heads[1].parts.items() if name in ("n", "nv")]
        self.light(*(norm or race.heads[1:]), run_time=0.7)
        self.at("go")
        self.race.start(self)
        self.play(race.run(0, FIRST, 1.1))
        self.at("level")
        self.play(race.run(FIRST, race.last, 7.0))
        self.at("again")
        self.race.end(self)

    # ---- past both

    @beat(
        "Tiny weights: a link leaves <small> a quarter. So build <road> a road past each layer.",
        "What came in <sum> is added to what the layer says. Going back, a sum <hands> hands its blame to both.",
        "<past> Along the road comes all of it. So the factor is <one> one, plus what the layer adds.",
        title="Residual connections",
    )
    def road(self):
        self.clear_away(*self.race.everything)
        self.strip = low_strip(self.t.D, self.stage)
        self.fate = fit(Formula(link.fate(self.t, repairs.SMALL)), region(self.stage, LINES))
        self.show(self.strip, run_time=0.4)
        self.at("small")
        self.show(self.fate, run_time=0.4)
        self.roads = roads = Roads(self.strip)
        self.at("road")
        self.play(LaggedStart(*map(Create, roads.arcs.values()), lag_ratio=0.2), run_time=1.4)
        there, again = self.beside(formulas.road_there(), formulas.road_back())
        ls = list(roads.arcs)
        self.at("sum")
        self.play(FadeOut(self.fate), FadeIn(there), roads.run(*ls), self.strip.run(*ls), FadeIn(*roads.joints.values()), run_time=2.0)
        back = ls[::-1]
        self.at("hands")
        self.play(roads.run(*back, back=True), self.strip.run(*back, back=True, light=FAINT), run_time=1.8)
        self.at("past")
        self.play(roads.run(*back, back=True), run_time=1.5)
        self.at("one")
        self.show(again, run_time=0.4)
        self.light(again["one"], *roads.arcs.values(), run_time=0.8)

    @beat(
        "The same tiny weights, <two> without and with roads.",
        "<go> Without them, the blame fades, and little is learned. With them, it reaches the front, and the loss <falls> comes down.",
        "<repair> Fourth repair, by He and others, {year:2015} too: <past> residual connections go past gain and slope.",
    )
    def race_road(self):
        self.clear("board", also=[self.strip, self.roads], run_time=0.3)
        self.race = TwinRuns(self.t, self.stage, (repairs.SMALL, repairs.ROADS), ("without roads", "with roads"))
        self.race.meet(self)
        self.at("two")
        self.light(*self.race.frames.titles, run_time=0.6)
        self.at("go")
        self.race.start(self)
        self.play(self.race.run(0, self.race.last, 4.9))
        self.at("falls")
        self.race.end(self)
        self.at("repair")
        self.play(lit(self.race.frames.titles[1]), run_time=0.6)
        self.at("past")
        self.light(self.race.frames.titles[1], self.race.heads[1]["f"], run_time=0.6)

    @beat(
        "So pick. For the slope, <relu> a rectifier. For the gain at the start, <he> weights that fit.",
        "For the gain at every step, <bn> batch norm. And to lead past both, <res> residual connections.",
        "Each of them <all> brings the factor of a link closer to one. That made deep learning <deep> deep.",
        title="Which repair for what",
    )
    def harvest(self):
        self.clear_away(*self.race.everything)
        lines = first_repairs(self.t, self.stage, 4)
        self.working = VGroup(lines)
        self.show(lines.one, *(part for row in lines.rows for part in row[:2]), run_time=0.5)
        for mark, (words, _, (arrow, dot, number)) in zip(("relu", "he", "bn", "res"), lines.rows, strict=True):
            self.at(mark)
            name = words[0][-1] if self.stage.is_narrow else words[0]
            self.play(lit(name), Create(arrow), FadeIn(dot, number), run_time=0.7)
        self.at("all")
        self.light(lines.one[1], *(row[2][1] for row in lines.rows))
        self.at("deep")
        self.light(*(row[2][0] for row in lines.rows))

    @beat(
        "So the blame <comes> comes through, at the start and while the weights move.",
        "The <next> next film changes the layer itself: one small set of weights, used <all> all over a picture.",
    )
    def leads_on(self):
        strip = tall_strip(self.t.D, self.stage)
        roads, back = Roads(strip), range(self.t.D + 1, 0, -1)
        self.play(FadeOut(self.working), *map(FadeIn, (*strip.columns(), Gates(strip), *roads.arcs.values())), run_time=0.7)
        self.at("comes")
        self.play(strip.run(*back, back=True, light=FAINT), roads.run(*list(roads.arcs)[::-1], back=True), run_time=2.2)
        self.at("next")
        self.play(strip.run(*range(1, self.t.D + 2)), roads.run(*roads.arcs), run_time=2.0)
        self.at("all")
        self.play(strip.run(*back, back=True, light=FAINT), roads.run(*list(roads.arcs)[::-1], back=True), run_time=1.6)

    # ---- gestures

    def over(self, lines: VGroup) -> VGroup:
        """Lines of maths over a picture, to leave with `clear("board")`; not yet shown."""
        self.stands("board", fit(lines, region(self.stage, LINES)))
        return lines

    def beside(self, *lines: Equation) -> VGroup:
        """The same for lines beside each other, or under each other where they are larger so."""
        room, ways = region(self.stage, LINES), ((RIGHT, 0.9), (DOWN, 0.25))
        made = [fit(VGroup(*map(Formula, lines)).arrange(way, buff=buff), room) for way, buff in ways]
        return self.over(max(made, key=smallest_type))
