"""Badly wrong, slow to learn: one mistake under two losses on one clock, and why cross-entropy meets sigmoid and softmax."""

from __future__ import annotations

from typing import ClassVar

from manim import DL, LEFT, UP, UR, Create, FadeIn, FadeOut, GrowFromEdge, Line, VGroup, smooth, squish_rate_func

from scenes.beat import beat
from scenes.films.cross_entropy import mistake_words as say
from scenes.films.cross_entropy.mistake_bars import PushBars, ShareColumns
from scenes.films.cross_entropy.mistake_hill import READ, Hill, LossHill, Racer, between, span, tangent
from scenes.films.cross_entropy.on_twins import OnTwins
from scenes.kit.maths.single import single
from scenes.kit.place.light import lit
from scenes.kit.place.twin_frame import TwinFrame
from scenes.kit.theme import theme
from scenes.kit.type.formula import LARGE, Formula, Label, align_equals
from scenes.kit.type.number import Num

LOSSES = ("squared error", "cross-entropy")
FAR = 0.95  # of the line of z, how far the point is carried
FACTORS = ("slope of the loss", "slope of the sigmoid")


class CrossEntropy(OnTwins):
    title = "Badly wrong, slow to learn"
    promise = "Say why a sigmoid that is badly wrong learns slowly, and which loss mends it."
    lesson: ClassVar[str] = "saturated"

    @classmethod
    def unfit(cls, t):
        return say.unfit(t)

    @beat(say.PROMISE)
    def promised(self):
        self.heading = self.stage.title.hold(Label(self.title, size=LARGE, color=theme().ink))
        self.show(self.heading)
        self.at("hill")
        self.hill = Hill(self.t, self.stage.graph)
        self.show(self.hill, run_time=1.0)
        self.at("why")
        self.light(self.hill.live)

    @beat(say.start)
    def start(self):
        o, h = single(self.t), self.hill
        self.digits = VGroup(h.reads(o.z), h.reads(a=o.a), h.reads(y=o.y))
        self.at("z")
        self.show(self.digits[0], run_time=0.4)
        self.at("up")
        self.play(Create(h.rise), run_time=0.6)
        self.play(Create(h.across), run_time=0.6)
        self.show(self.digits[1], run_time=0.4)
        self.at("want")
        self.play(Create(h.gap), FadeIn(self.digits[2]), run_time=0.7)

    @beat(say.TWICE)
    def twice(self):
        self.clear_away(self.heading, self.hill, self.hill.rise, self.hill.across, self.hill.gap, self.digits)
        self.twins(LOSSES)
        self.racers = [Racer(self.t, k, *self.frames.parts(k, 0.54)) for k in range(2)]
        self.frames.pictures = [VGroup(r.frame, r.answers.curve) for r in self.racers]
        self.at("two")
        self.play(*(FadeIn(r.hill, shift=0.4 * (2 * k - 1) * -LEFT) for k, r in enumerate(self.racers)), run_time=0.8)
        self.show(self.frames.divider, run_time=0.3)
        for title, mark in zip(self.frames.titles, ("sq", "ce"), strict=True):
            self.at(mark)
            self.show(title, run_time=0.4)

    @beat(say.FASTER, pause=3.0)
    def asked_faster(self):
        self.at("clock")
        axes = [FadeIn(part) for r in self.racers for part in (r.answers.axes, r.answers.names, r.tip)]
        self.play(*axes, run_time=0.6)
        self.at("which")
        self.light(*(r.tip for r in self.racers))
        for racer, title, mark in zip(self.racers, self.frames.titles, ("first", "second"), strict=True):
            self.at(mark)
            self.light(title, racer.hill.live)

    @beat(say.race)
    def race(self):
        early = say.studied(self.t, "early")
        k = int(early.value)
        self.at("go")
        self.run_clock(0, k, run_time=3.6)
        says = [say.studied(self.t, f"sides[{side}].a[{k}]", "a") for side in range(2)]
        self.said = [r.says(a) for r, a in zip(self.racers, says, strict=True)]
        self.clocks = [r.mark(early) for r in self.racers]
        self.show(*self.clocks, run_time=0.3)
        self.at("second")
        self.show(self.said[1], run_time=0.3)
        self.at("first")
        self.show(self.said[0], run_time=0.3)

    @beat(say.run_on)
    def run_on(self):
        first, last = (int(say.studied(self.t, name).value) for name in ("early", "last"))
        self.clear_away(*self.said, *self.clocks, run_time=0.2)
        self.at("go")
        self.run_clock(first, last, run_time=5.0)
        self.crossings = [r.mark(say.studied(self.t, f"sides[{k}].crossed")) for k, r in enumerate(self.racers)]
        for crossing, mark in zip(self.crossings, ("first", "second"), strict=True):
            self.at(mark)
            self.show(crossing, run_time=0.4)

    @beat(say.WHY)
    def why(self):
        self.clear_away(self.frames, *self.crossings, *(m for r in self.racers for m in (r.frame, *r.moving)))
        h, o = self.hill, single(self.t)
        self.digits = VGroup(h.reads(o.z), h.reads(a=o.a), h.reads(y=o.y))
        self.show(h.set(o.z.value), h.rise, h.across, h.gap, self.digits, run_time=0.6)
        self.working = [say.chain(self.t), say.squared_chain(self.t), say.chain_numbers(self.t)]
        self.place(self.below, align_equals(*self.working, buff=0.2))
        letters = self.working[0]
        self.at("d")
        self.show(letters["d"], letters["eq"], run_time=0.4)
        self.at("one")
        self.play(FadeIn(letters["one"]), lit(h.gap), run_time=0.7)
        self.at("two")
        self.play(FadeIn(letters["two"], letters.rest), lit(h.plot.curve), run_time=0.8)

    @beat(say.first_factor)
    def first_factor(self):
        letters, numbers = self.working[1:]
        self.at("miss")
        self.play(FadeIn(letters["d"], letters["eq"], letters["one"]), lit(self.hill.gap), run_time=0.7)
        self.at("one")
        self.show(numbers["d"], numbers["eq"], run_time=0.2)
        self.fly((self.digits[1], numbers["one"]), run_time=0.6)

    @beat("And the second factor? Look at <look> where the point stands. Is the slope there large, or small?", pause=3.0)
    def asked_slope(self):
        self.at("look")
        self.light(self.hill.live)

    @beat(say.flat)
    def flat(self):
        h, (letters, numbers) = self.hill, self.working[1:]
        self.at("shake")
        self.clear_away(self.digits[0], self.digits[1], run_time=0.2)
        self.play(h.shake(*h.moving, run_time=2.6))
        self.show(letters["two"], letters.rest, self.digits[0], self.digits[1], run_time=0.4)
        self.at("two")
        self.touch = tangent(h.plot, h.live.get_center(), single(self.t).da_dz.value)
        self.play(Create(self.touch), FadeIn(numbers["two"], numbers.rest), run_time=0.6)
        self.at("result")
        self.show(numbers["result"], run_time=0.4)
        self.light(numbers["result"], run_time=0.7)

    @beat(say.WRONG_WAY)
    def wrong_way(self):
        h, zs = self.hill, span(self.t)
        self.clear_away(self.touch, h.rise, h.across, h.gap, self.digits, run_time=0.2)
        self.play(h.go(h.z, zs[0], h.live, run_time=0.7))
        name = Formula("{s}", s=self.t.name.delta)
        name.next_to(h.crest, UP, buff=0.15)
        self.at("grow")
        self.add(h.push, h.tip)
        self.play(
            h.go(zs[0], FAR * zs[-1], h.live, h.push, h.tip, run_time=5.5), FadeIn(name, rate_func=squish_rate_func(smooth, 0.55, 0.7))
        )
        self.at("less")
        self.light(h.tip)
        self.name = name

    @beat(say.STEEPER)
    def steeper(self):
        h, zs = self.hill, span(self.t)
        self.clear(self.below, run_time=0.3)
        self.at("want")
        self.clear_away(h, h.push, h.tip, self.name)
        self.twins(LOSSES)
        self.hills = self.pair("a")
        for hill in self.hills:
            hill.set(zs[0])
        self.show(self.frames, *self.hills, run_time=0.8)
        self.at("walk")
        self.roll(zs[0], zs[-1], run_time=5.0)

    @beat(say.charged)
    def charged(self):
        zs, o, other = span(self.t), single(self.t), single(self.t.of(twin=0))
        laws = [say.squared_loss(self.t), say.entropy_loss(self.t)]
        for hill, law in zip(self.hills, laws, strict=True):
            law.move_to(hill.free)
        self.roll(zs[-1], o.z.value, run_time=1.0)
        self.at("ln")
        self.show(*laws, run_time=0.5)
        nums = [self.hills[0].height(o.L), self.hills[1].height(other.L)]
        self.at("ce")
        self.show(nums[1], run_time=0.3)
        self.at("sq")
        self.show(nums[0], run_time=0.3)
        self.charges = VGroup(*laws, *nums)

    @beat(say.LEFT_WHAT, pause=3.0)
    def asked_left(self):
        self.clear_away(self.frames, *self.hills, self.charges)
        t, other = self.t, self.t.of(twin=0)
        self.frames = TwinFrame(self.upper(), FACTORS)
        steep, flat = LossHill(other, 1, "a", self.frames.rooms[0], (t,)), Hill(t, self.frames.rooms[1])
        slopes = single(other).dL_da, single(t).da_dz
        touch = [tangent(h.plot, h.live.get_center(), s.value, 0.7) for h, s in zip((steep, flat), slopes, strict=True)]
        self.slopes = VGroup(Num(slopes[0], READ).move_to(steep.free), Num(slopes[1], READ).move_to(flat.free))
        slope, product = self.working = [say.entropy_slope(t), say.entropy_chain(t)]
        self.place(self.below, align_equals(*self.working, buff=0.2))
        self.show(steep, self.frames.titles[0], run_time=0.6)
        self.at("one")
        self.play(Create(touch[0]), FadeIn(slope["g"], slope["eq"], slope["one"]), run_time=0.6)
        self.at("miss")
        self.show(slope["full"], slope.rest, run_time=0.5)
        self.at("slope")
        self.play(FadeIn(flat, self.frames.titles[1], self.frames.divider), FadeIn(product), Create(touch[1]), run_time=0.7)
        self.at("times")
        self.light(product["under"], product["slope"])
        self.factors = VGroup(steep, flat, *touch, self.frames)

    @beat(say.CANCELLED)
    def cancelled(self):
        slope, f = self.working
        cut = [f["under"], f["slope"]]
        strikes = [Line(p.get_corner(DL), p.get_corner(UR), stroke_width=4, color=theme().light) for p in cut]
        for mark, part, number in zip(("small", "large"), cut[::-1], self.slopes[::-1], strict=True):
            self.at(mark)
            self.play(lit(part), FadeIn(number), run_time=0.6)
        self.at("strike")
        self.play(*map(Create, strikes), run_time=0.6)
        self.play(*map(FadeOut, (*strikes, *cut, f.rest, slope)), run_time=0.6)
        self.at("left")
        rule, numbers = say.left_over(self.t), say.left_over_numbers(self.t.of(twin=0))
        self.rule = getattr(self.stage, self.below).hold(align_equals(rule, numbers))
        home = zip((f["miss"], f["d"], f["eq"]), (VGroup(rule["a"], rule["y"]), rule["d"], rule["eq"]), strict=True)
        self.play(*(part.animate.move_to(place) for part, place in home), run_time=0.7)
        self.remove(f["miss"], f["d"], f["eq"])
        self.add(rule)
        self.show(numbers, run_time=0.4)

    @beat(say.stronger)
    def stronger(self):
        self.clear_away(self.factors, self.slopes)
        deltas = single(self.t).delta, single(self.t.of(twin=0)).delta
        self.bars = PushBars(self.upper(), LOSSES, deltas)
        self.show(*(row[0] for row in self.bars.rows), run_time=0.5)
        for row, mark in zip(self.bars.rows, ("sq", "ce"), strict=True):
            self.at(mark)
            self.play(GrowFromEdge(row[1], LEFT), FadeIn(row[2]), run_time=0.6)
        self.at("ratio")
        self.clear_away(self.rule, run_time=0.2)
        times = Formula('{r} "times"', size=LARGE, hues={"r": theme().backward}, r=say.shown_ratio(self.t))
        self.place(self.below, times)
        self.show(times, run_time=0.5)

    @beat(say.RAMP)
    def ramp(self):
        self.at("both")
        self.clear(self.below, run_time=0.1)
        self.clear_away(self.bars, run_time=0.3)
        self.twins(LOSSES)
        self.hills = self.pair("z")
        self.show(self.frames, *self.hills, run_time=0.7)
        self.at("flat")
        deltas = single(self.t).delta, single(self.t.of(twin=0)).delta
        self.touch = VGroup(*(tangent(h.plot, h.live.get_center(), d.value) for h, d in zip(self.hills, deltas, strict=True)))
        self.play(*map(Create, self.touch), run_time=0.6)
        self.at("go")
        self.clear_away(self.touch, run_time=0.2)
        parts = [m for h in self.hills for m in (h.live, h.prints)]
        self.play(self.frames.clock([between(0, 40, h.at) for h in self.hills], parts, run_time=6.0))

    @beat(say.softmax)
    def softmax(self):
        e = say.shares(self.t)
        self.at("again" if e is None else "whole")
        self.clear_away(self.frames, *self.hills, *(h.prints for h in self.hills), run_time=0.3)
        self.rule = say.left_over(self.t)
        self.place(self.below, self.rule)
        self.columns = c = None if e is None else ShareColumns(e, self.stage.graph)
        if c is not None:
            self.show(c.floor, c.bars, c.says, c.heads[0], run_time=0.7)
            self.at("sure")
            self.light(c.bars[0])
            self.at("wanted")
            self.show(c.marks, c.wants, c.heads[1], run_time=0.6)
            self.at("again")
        self.show(self.rule, run_time=0.5)
        self.at("delta")
        self.light(self.rule, run_time=0.6) if c is None else self.show(c.gaps, c.deltas, c.heads[2], run_time=0.7)

    @beat(say.HARVEST)
    def harvest(self):
        self.at("fit")
        self.light(self.rule["d"], run_time=0.6)
        self.at("a")
        self.light(self.rule["a"], run_time=0.6)
        self.at("y")
        self.light(self.rule["y"], run_time=0.6)
        self.at("learn")
        self.light(self.rule, *([self.columns.gaps] if self.columns else []))
