"""What made deep learning deep: four repairs of a network whose blame does not arrive, each shown on the same seed and one clock."""

from __future__ import annotations

from typing import ClassVar

from manim import DOWN, Create, FadeIn, FadeOut, GrowArrow, LaggedStart, ReplacementTransform, VGroup

from scenes.beat import beat
from scenes.films.remedies import dead_dots
from scenes.films.remedies import remedy_lines as lines
from scenes.films.remedies import remedy_words as say
from scenes.films.remedies.dead_dots import DeadDots
from scenes.films.remedies.first_repairs import FIRST, FirstRepairs
from scenes.films.remedies.norm_panels import NormPanels
from scenes.films.remedies.roads import Gates, Roads
from scenes.kit.network.layer_strip import LayerStrip
from scenes.kit.place.light import lit
from scenes.kit.place.twin_frame import TwinFrame
from scenes.kit.theme import theme
from scenes.kit.type.formula import BODY, align_equals


class Remedies(FirstRepairs):
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

    @classmethod
    def unfit(cls, t):
        return say.unfit(t)

    # ---- the gain, at every step

    @beat(say.GATES)
    def gates(self):
        self.parted(self.flown)
        self.strip = LayerStrip(self.t.D, self.higher())
        self.measures = Gates(self.strip)
        self.show(self.strip, run_time=0.4)
        self.at("move")
        self.light(*self.strip.links.values(), run_time=1.0)
        self.at("gates")
        self.play(LaggedStart(*map(FadeIn, self.measures), lag_ratio=0.2), run_time=1.6)

    @beat(say.NORM)
    def norm(self):
        self.at("neuron")
        self.clear_away(self.strip, self.measures, run_time=0.3)
        self.panels = p = NormPanels(self.t, self.tall(), ("sums $z$", "normalised $hat(x)$"))
        self.show(p.frames, p.z.floor, p.x_hat.floor, run_time=0.4)
        self.at("z")
        self.znums = p.z.nums(p.numbers["z"])
        self.play(LaggedStart(*(FadeIn(b, n) for b, n in zip(p.z.bars, self.znums, strict=True)), lag_ratio=0.3), run_time=1.4)
        self.rule = self.place("board", VGroup(lines.measured(self.t), lines.normalise(self.t)).arrange(DOWN, buff=0.25))
        measured, rule = self.rule
        self.at("mean")
        self.play(Create(p.mean), FadeIn(measured), run_time=0.5)
        moved = p.copied()
        self.add(moved)
        self.play(moved.go(moved.values - p.mu), run_time=0.9)
        self.at("spread")
        self.play(Create(p.band), FadeIn(rule), run_time=0.5)
        self.play(ReplacementTransform(moved, p.x_hat), run_time=1.0)
        self.at("size")
        self.hats = p.x_hat.nums(p.numbers["x_hat"])
        self.show(self.hats, run_time=0.4)
        self.at("learn")
        self.clear_away(measured, p.band, p.mean, run_time=0.2)
        scaled = lines.rescale(self.t).move_to(measured)
        self.stands("board", scaled)
        self.show(scaled, run_time=0.4)

    @beat(say.ASKED_COMMON, pause=3.0)
    def asked_common(self):
        p = self.panels
        self.clear("board", run_time=0.3)
        self.gnums = p.g.nums(p.numbers["g"])
        self.gname = p.named(1, "g", theme().backward)
        self.at("g")
        self.clear_away(self.hats, run_time=0.2)
        bars = (FadeIn(b, n) for b, n in zip(p.g.bars, self.gnums, strict=True))
        self.play(LaggedStart(*bars, lag_ratio=0.3), FadeIn(self.gname), run_time=1.2)
        self.at("none")
        self.light(*(num for num, g in zip(self.gnums, p.numbers["g"], strict=True) if not g.value), run_time=0.7)
        self.at("up")
        self.clear_away(self.znums, p.g.bars, self.gnums, self.gname, run_time=0.3)
        self.arrows = p.rising()
        self.play(LaggedStart(*map(GrowArrow, self.arrows), lag_ratio=0.15), run_time=0.7)
        self.at("ask")
        self.light(*p.x_hat.bars, run_time=0.6)

    @beat(say.BACK)
    def back(self):
        p, t = self.panels, self.t
        common, along, whole = lines.back(t)
        self.at("still")
        self.clear_away(self.arrows, run_time=0.2)
        self.play(p.shaken([p.together], run_time=1.9))
        self.show(p.g.bars, self.gname, run_time=0.2)
        self.at("common")
        level = p.level_of(say.normed_one(t, "common").value)
        self.play(Create(level), FadeIn(self.place("board", common)), FadeOut(self.gname), run_time=0.5)
        self.play(p.g.go(say.normed(t, "rest").array), FadeOut(level), run_time=1.0)
        self.gnums = p.g.nums(say.normed(t, "rest", "dL_dz"))
        self.show(self.gnums, run_time=0.3)
        self.at("apart")
        self.play(p.shaken([p.apart], run_time=2.0))
        self.at("along")
        ghost = p.ghost(say.normed(t, "aligned", "dL_dz"))
        self.clear("board", also=[self.gnums], run_time=0.15)
        self.show(ghost, self.place("board", along), run_time=0.5)
        self.play(p.g.go(say.normed(t, "left").array), FadeOut(ghost), run_time=1.0)
        self.gnums = p.g.nums(say.normed(t, "left", "dL_dz"))
        self.show(self.gnums, run_time=0.3)
        self.at("left")
        self.clear("board", also=[p.z.bars, self.gnums], run_time=0.2)
        self.show(self.place("board", whole), run_time=0.3)
        self.dnums = p.d.nums(p.numbers["dL_dz"])
        self.play(ReplacementTransform(p.g.set_z_index(2), p.d), run_time=0.9)
        self.show(self.dnums, run_time=0.3)

    @beat(say.RACE_NORM)
    def race_norm(self):
        p = self.panels
        self.clear("board", also=[p.frames, p.d, p.z.floor, p.x_hat, p.x_hat.floor, self.dnums], run_time=0.3)
        self.meet((say.LARGE, say.NORMED), ("without batch norm", "with batch norm"))
        self.at("two")
        self.light(*self.race.frames.titles, run_time=0.6)
        self.at("third")
        self.light(*(self.race.heads[1][part] for part in ("n", "nv")), run_time=0.7)
        self.at("go")
        self.started()
        self.run_clock(0, FIRST, 1.6)
        self.at("level")
        self.run_clock(FIRST, self.race.chart.steps, 5.5)
        self.at("again")
        self.ended()

    # ---- past both

    @beat(say.ROAD)
    def road(self):
        self.parted()
        self.strip = LayerStrip(self.t.D, self.higher())
        self.state = self.stage.title.hold(lines.fate(self.t, say.SMALL, BODY))
        self.show(self.strip, run_time=0.4)
        self.at("small")
        self.show(self.state, run_time=0.4)
        self.roads = Roads(self.strip)
        self.at("road")
        self.play(LaggedStart(*map(Create, self.roads.arcs.values()), lag_ratio=0.2), run_time=1.4)
        there, again = lines.road()
        self.place(self.below, align_equals(there, again, buff=0.3))
        ls = list(self.roads.arcs)
        self.at("sum")
        self.play(FadeIn(there), self.roads.run(*ls), self.strip.run(*ls), FadeIn(*self.roads.joints.values()), run_time=2.0)
        self.at("past")
        self.play(self.roads.run(*ls[::-1], back=True), run_time=2.0)
        self.at("one")
        self.show(again, run_time=0.4)
        self.light(again["one"], *self.roads.arcs.values(), run_time=0.8)

    @beat(say.RACE_ROAD)
    def race_road(self):
        self.clear(self.below, also=[self.strip, self.roads, self.state], run_time=0.3)
        self.meet((say.SMALL, say.ROADS), ("without roads", "with roads"))
        self.at("two")
        self.light(*self.race.frames.titles, run_time=0.6)
        self.at("go")
        self.started()
        self.run_clock(0, self.race.chart.steps, 5.2)
        self.at("falls")
        self.ended()

    # ---- a warning

    @beat(say.DIES)
    def dies(self):
        self.parted()
        self.dead = d = DeadDots(self.t, self.stage, ("rectifier", "leaky rectifier"))
        self.show(d.frames.titles[0], d.swatches[0], d.plots[0], run_time=0.4)
        self.at("four")
        self.show(*d.dots[0], *d.touches[0], d.chart.frame, d.chart.dots[0], run_time=0.5)
        self.at("step")
        self.run_dead(0, 1, 1.0, 0)
        self.at("zero")
        self.nothing = d.frames.rooms[1].hold(lines.nothing(self.t))
        self.show(self.nothing, run_time=0.4)
        self.light(*d.touches[0], run_time=0.7)
        self.at("go")
        self.run_dead(1, dead_dots.steps(self.t), 3.2, 0)

    def run_dead(self, first: float, last: float, run_time: float, *sides: int) -> None:
        d = self.dead
        self.play(TwinFrame.clock([lambda s: d.at(first + s * (last - first), *sides)], d.moving(*sides), run_time))

    @beat(say.leaks)
    def leaks(self):
        d, back = self.dead, self.t.trace.studies["dead"].revived
        self.at("leak")
        self.clear_away(self.nothing, run_time=0.1)
        self.show(d.frames.titles[1], d.frames.divider, d.swatches[1], d.plots[1], *d.dots[1], *d.touches[1], d.chart.dots[1], run_time=0.5)
        self.run_dead(0, 1, 1.0, 1)
        self.at("go")
        self.run_dead(1, back, 3.4, 1)
        self.at("back")
        self.run_dead(back, dead_dots.steps(self.t), 2.4, 1)

    @beat(say.HARVEST)
    def harvest(self):
        self.clear_away(*self.dead.everything)
        self.wall = w = self.harvested()
        self.show(w.one, *(part for row in w.rows for part in row[:2]), run_time=0.5)
        for mark, row in zip(("relu", "he", "bn", "res"), w.rows, strict=True):
            self.at(mark)
            self.play(
                lit(row[0][0][-1] if self.stage.is_narrow else row[0][0]), Create(row[2][0]), FadeIn(row[2][1], row[2][2]), run_time=0.7
            )
        self.at("all")
        self.light(w.one, *(row[2][1] for row in w.rows))
