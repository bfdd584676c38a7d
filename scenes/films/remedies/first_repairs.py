"""The first half of the film on four repairs: a patient whose blame fades, a squash that mends the slope, weights that mend the gain."""

from __future__ import annotations

from manim import DOWN, FadeIn, LaggedStart, VGroup

from scenes.beat import beat
from scenes.films.remedies import remedy_lines as lines
from scenes.films.remedies import remedy_words as say
from scenes.films.remedies.bit_maps import OnMap
from scenes.films.remedies.on_remedies import OnRemedies
from scenes.films.remedies.squash_twins import SquashTwins
from scenes.films.remedies.twin_loss import TwinLoss
from scenes.kit.place.light import lit
from scenes.kit.place.twin_frame import TwinFrame
from scenes.kit.type.formula import align_equals

FIRST = 8  # steps that are told slowly where a run falls silent within a few


class FirstRepairs(OnRemedies):
    """The beats from the promise to weights that fit; told before those of the chapter."""

    # ---- the patient

    @beat(say.PROMISE)
    def promised(self):
        self.built()
        self.opened(run_time=1.6)
        self.at("four")
        self.names = self.place("board", VGroup(*self.repairs()))
        self.play(LaggedStart(*map(FadeIn, self.names), lag_ratio=0.4), run_time=2.0)

    @beat(say.PATIENT)
    def patient(self):
        self.clear()
        self.play(self.strip.animate.move_to(self.home), run_time=0.8)
        self.show(self.bars.frame, self.key, run_time=0.3)
        self.at("a")
        self.grow("a")
        self.at("delta")
        self.grow("delta", back=True, run_time=2.6)
        self.state = self.factor(say.SIGMOID)
        s = self.state
        for mark, parts in (("g", (s["g"], s["gv"])), ("s", (s["s"], s["sv"], s["eq"], *s.rest[:-1])), ("f", (s["f"], s.rest[-1]))):
            self.at(mark)
            self.show(*parts, run_time=0.4)

    @beat(say.stuck)
    def stuck(self):
        self.chart = c = TwinLoss(self.t, self.under, (say.SIGMOID, say.SIGMOID))
        self.bits = self.patterns()
        self.at("task")
        self.play(LaggedStart(FadeIn(self.bits[0].name), *map(FadeIn, self.bits[0].rows), lag_ratio=0.4), run_time=1.6)
        self.at("go")
        self.clear_away(self.bits[0], run_time=0.3)
        self.show(c.frame, c.dots[1], run_time=0.3)
        self.play(TwinFrame.clock([lambda s: c.at(c.steps * s)], [c.curves[1], c.dots[1]], run_time=3.2))
        self.at("flat")
        self.show(c.ends[1], run_time=0.4)
        self.at("same")
        self.clear_away(c, c.ends[1], run_time=0.3)
        self.show(*self.bits, run_time=0.6)
        self.at("front")
        self.light(*(self.strip.layers[l] for l in range(1, self.t.D // 2)))

    # ---- the slope

    @beat(say.ASKED_SLOPE, pause=3.0)
    def asked_slope(self):
        self.at("g")
        self.light(self.state["g"], self.state["gv"], run_time=0.6)
        self.at("s")
        self.light(self.state["s"], self.state["sv"], run_time=0.6)
        self.at("relu")
        self.clear_away(self.strip, self.bars.frame, *self.every_bar(), self.key, self.state, *self.bits)
        self.squash = q = SquashTwins(
            self.t, self.stage.wide, (self.t.trace, self.t.trace.twins[say.RELU - 1]), ("sigmoid", "rectifier (relu)")
        )
        self.show(q.frames, q.squashes[1], q.squashes[0], run_time=0.7)
        self.at("ask")
        self.show(*(d[0] for d in q.dots), *q.touches, run_time=0.4)

    @beat(say.steep)
    def steep(self):
        q = self.squash
        self.at("roll")
        self.add(*q.slopes, *(d[1] for d in q.dots))
        self.play(q.roll(0.0, 0.5, run_time=1.6))
        self.at("one")
        self.play(q.roll(0.5, 1.0, run_time=2.4))
        self.at("map")
        self.clear_away(q.frames, *q.squashes, *q.moving, run_time=0.3)
        lit_ones = self.t.numbers(f"studies.remedies.runs[{say.RELU}].lit", "count")
        self.map = OnMap(lit_ones, self.stage.arena)
        self.play(LaggedStart(*map(FadeIn, self.map.columns), lag_ratio=0.15), run_time=1.4)
        self.at("s")
        self.typical = self.place("board", lines.typical_slope(self.t))
        self.show(self.typical, run_time=0.5)

    @beat(say.RACE_SLOPE)
    def race_slope(self):
        self.clear("board", also=[self.map], run_time=0.3)
        self.meet((say.SIGMOID, say.RELU), ("sigmoid", "rectifier (relu)"))
        self.at("two")
        self.light(*self.race.frames.titles, run_time=0.6)
        self.at("go")
        self.started()
        self.run_clock(0, self.race.chart.steps, 6.6)
        self.at("falls")
        self.ended()

    # ---- the gain

    @beat(say.ASKED_GAIN, pause=3.0)
    def asked_gain(self):
        self.at("f")
        self.light(self.race.heads[1]["f"], run_time=0.6)
        self.parted()
        self.working = product, roots, answer = lines.wanted(self.t)
        self.place("graph", align_equals(*self.working, buff=0.45))
        self.show(product["g"], product["s"], *product.rest, run_time=0.3)
        self.at("root")
        self.play(FadeIn(roots["n"], roots["w"]), lit(product["g"]), run_time=0.6)
        self.at("half")
        self.play(FadeIn(roots["half"], *roots.rest), lit(product["s"]), run_time=0.6)
        self.at("one")
        self.show(*(line[part] for line in (product, roots) for part in ("eq", "one")), run_time=0.4)
        self.at("ask")
        self.show(answer["w"], answer["eq"], run_time=0.4)

    @beat(say.FITTING_RULE)
    def fitting_rule(self):
        answer = self.working[2]
        self.at("he")
        self.show(answer["he"], *answer.rest, run_time=0.5)
        self.at("half")
        self.light(answer["he"], self.working[1]["half"], run_time=0.7)
        self.at("rule")
        rules = lines.rules(self.t)
        self.place(self.below, VGroup(*rules).arrange(DOWN, buff=0.3))
        self.show(rules[0], run_time=0.5)
        self.at("xavier")
        self.show(rules[1], run_time=0.5)

    @beat(say.RACE_GAIN)
    def race_gain(self):
        self.clear(run_time=0.3)
        self.meet((say.LARGE, say.FITTING), ("weights of size one", "weights that fit"))
        self.at("two")
        self.light(*self.race.frames.titles, run_time=0.6)
        self.at("go")
        self.started()
        self.run_clock(0, 1, 1.2)
        self.at("burst")
        self.flown = self.race.chart.beyond(1)
        self.show(self.flown, run_time=0.3)
        self.at("gone")
        self.run_clock(1, FIRST, 2.4)
        self.at("on")
        self.run_clock(FIRST, self.race.chart.steps, 4.5)
        self.ended()
