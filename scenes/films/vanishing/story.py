"""Vanishing and exploding: what a deep network does to its signals, layer by layer, and the two numbers that foretell it."""

from __future__ import annotations

from typing import ClassVar

from manim import DOWN, RIGHT, FadeIn, FadeOut, LaggedStart, VGroup

from scenes.beat import beat
from scenes.films.vanishing.slope_peak import FAR, SlopePeak
from scenes.kit.network import vanish_words as say
from scenes.kit.network.on_layers import OnLayers, opened
from scenes.kit.place.light import lit
from scenes.kit.theme import theme
from scenes.kit.type.formula import align_equals, small
from scenes.kit.type.number import Num
from scenes.shown import show


class Vanishing(OnLayers):
    title = "Vanishing and exploding"
    promise = "Tell from two numbers, the gain of the weights and the slope of the squash, whether a deep network will learn."
    lesson: ClassVar[str] = "vanishing"
    sources: ClassVar[tuple[str, ...]] = (
        "Glorot, Bengio: Understanding the difficulty of training deep feedforward neural networks (2010)",
        "He, Zhang, Ren, Sun: Delving deep into rectifiers (2015)",
    )

    @classmethod
    def unfit(cls, t):
        return say.unfit(t)

    # ---- what is seen

    @beat(say.promise)
    def promised(self):
        self.built()
        opened(self, run_time=2.0)
        self.at("two")
        self.show(self.place("board", say.two()), run_time=0.6)

    @beat(say.forward)
    def forward(self):
        self.clear()
        self.play(self.strip.animate.move_to(self.home), run_time=0.9)
        self.at("run")
        self.play(self.strip.run(*range(1, self.t.D + 2)), run_time=2.2)
        self.at("size")
        self.lay(say.typical(self.t))
        self.show(*self._standing["foot"], self.key[0], self.bars.frame, run_time=0.7)
        self.at("bars")
        self.grow("a", run_time=2.2)

    @beat(say.SCALE)
    def scale(self):
        self.clear("foot")
        self.at("scale")
        self.play(LaggedStart(*map(lit, self.bars.decades), lag_ratio=0.2), lit(self.bars.marks), run_time=2.4)

    @beat(say.asked_blame, pause=3.0)
    def asked_blame(self):
        last = self.t.D - 1
        self.ends = [self.bars.tag("delta", last)]
        self.at("loss")
        self.play(self.strip.run(last + 2, back=True), lit(self.strip.loss), FadeIn(self.key[1]), run_time=0.9)
        self.at("end")
        self.play(*self.bars.grow("delta", last), FadeIn(self.ends[0]), run_time=0.7)
        self.at("front")
        self.light(self.strip.layers[1])

    @beat(say.fading, pause=0.7)
    def fading(self):
        self.at("go")
        back = self.everyone[-2::-1]
        run = self.strip.run(*(k + 2 for k in back), back=True)
        self.play(run, LaggedStart(*self.bars.grow("delta", *back), lag_ratio=0.45), run_time=6.0)
        self.at("left")
        self.ends.append(self.bars.tag("delta", 0, way=DOWN))
        self.show(self.ends[1], run_time=0.4)
        self.at("none")
        self.light(self.ends[1], self.bars.bars["delta"][0])

    @beat(say.SLOPES)
    def slopes(self):
        bars, rule = self.bars, say.share(self.t)
        self.lay(rule)
        self.at("rule")
        self.show(rule, self.key[2], run_time=0.6)
        self.at("came")
        self.play(lit(rule["a"]), *map(lit, bars.bars["a"]), run_time=0.8)
        self.at("fall")
        self.grow("dL_dW", back=True, run_time=2.4)
        for mark, l in (("last", self.t.D), ("first", 1)):
            self.at(mark)
            self.light(self.strip.layers[l], bars.bars["dL_dW"][l - 1], run_time=0.9)

    # ---- why

    @beat(say.WHY)
    def why(self):
        self.clear("foot", run_time=0.3)
        self.clear_away(*self.bars.bars["a"], *self.bars.bars["dL_dW"], self.key[0], self.key[2])
        law, sizes = say.law(self.t), say.sizes(self.t)
        self.working = [law, sizes, say.sizes_numbers(self.t)]
        self.lay(align_equals(*self.working, buff=0.2))
        self.at("law")
        self.play(FadeIn(law), lit(self.strip.links[self.t.D]), run_time=0.7)
        for mark, part, place in (("w", "W", self.strip.links[self.t.D]), ("s", "s", self.strip.layers[self.t.D - 1])):
            self.at(mark)
            self.light(law[part], place)
        for mark, parts in (("g", (sizes["d"], sizes["eq"], sizes["g"])), ("slope", (sizes["s"], sizes["e"], sizes.rest))):
            self.at(mark)
            self.show(*parts, run_time=0.5)

    @beat(say.LINK)
    def link(self):
        numbers = self.working[2]
        self.at("nums")
        self.play(FadeIn(numbers["d"], numbers["eq"], numbers["g"], numbers["s"], numbers["e"], numbers.rest), run_time=0.6)
        self.at("result")
        self.play(FadeIn(numbers["result"]), lit(self.bars.bars["delta"][self.t.D - 2]), run_time=0.9)

    @beat(say.CHAIN, pause=0.7)
    def chain(self):
        carried = say.side(self.t, 0, "carried")
        self.factors = VGroup(*(Num(show(f, 2), small(), theme().ink) for f in say.side(self.t, 0, "factor")))
        self.chips(list(self.factors))
        self.at("one")
        self.play(FadeIn(self.factors[-1]), *(lit(self.working[2][part]) for part in "gs"), run_time=0.7)
        self.clear("foot", run_time=0.3)
        self.at("go")
        self.shrunk(carried)
        self.at("left")
        self.show(self.plain.says(carried[0], "of what began"), run_time=0.4)

    @beat(say.ASKED_SLOPE, pause=0.5)
    def asked_slope(self):
        gains = VGroup(*(Num(show(g, 2), small()) for g in say.side(self.t, 0, "gain")))
        self.clear_away(self.plain, self.factors, run_time=0.3)
        self.chips(list(gains))
        self.at("gains")
        self.play(LaggedStart(*map(FadeIn, gains), lag_ratio=0.1), run_time=0.9)
        self.at("curve")
        self.clear_away(gains, self.strip, self.bars.frame, *self.bars.bars["delta"], *self.ends, self.key[1])
        self.peak = p = SlopePeak(self.t, self.stage.arena)
        self.show(*p.first, run_time=0.7)
        self.at("steep")
        self.show(p.touch, p.dots[0], run_time=0.4)

    @beat(say.PEAK)
    def peaked(self):
        p = self.peak
        self.show(*p.second, run_time=0.6)
        self.at("roll")
        self.play(p.roll(-FAR, 0.0, run_time=3.3))
        self.at("top")
        self.light(p.dots)
        law = self.place("board", align_equals(say.slope_law(self.t), say.slope_top(self.t), buff=0.22))
        self.at("law")
        self.show(law[0], run_time=0.5)
        self.at("quarter")
        self.top = p.peak(say.whole(self.t, "steepest", "da_dz"))
        self.show(law[1], self.top, run_time=0.5)
        self.play(p.roll(0.0, FAR, run_time=2.4))

    @beat(say.QUARTERS, pause=0.7)
    def quarters(self):
        self.at("keep")
        self.light(self.top)
        self.clear("board", run_time=0.3)
        power = self.place("board", say.ceiling(self.t))
        self.at("ten")
        self.play(LaggedStart(FadeIn(power["s"], power["k"]), FadeIn(power["eq"], power["c"], power.rest), lag_ratio=0.8), run_time=1.0)

    @beat(say.gains)
    def gain(self):
        self.clear("board", run_time=0.3)
        stairs = (self.strip, self.bars.frame, *self.bars.bars["delta"], self.key[1], *self.ends)
        self.play(FadeOut(self.peak, self.top), *map(FadeIn, stairs), run_time=0.6)
        self.working = letters, numbers = say.gain_letters(), say.gain_numbers(self.t)
        self.at("meet")
        self.play(self.strip.run(self.t.D, back=True), lit(self.strip.layers[self.t.D - 1]), run_time=1.2)
        self.cancelled("plus", "minus", "cancel")
        self.at("root")
        self.clear("foot", run_time=0.3)
        self.lay(align_equals(*self.working, buff=0.25))
        self.show(letters["g"], letters["eq"], letters["n"], *letters.rest, run_time=0.5)
        self.at("w")
        self.show(letters["w"], run_time=0.4)
        self.at("g")
        self.show(numbers, run_time=0.5)

    @beat(say.FORETELL)
    def foretell(self):
        name, fate = self.state = self.stated(0)
        self.at("g")
        self.show(name, fate["g"], run_time=0.3)
        self.fly((self.working[1]["result"], fate["gv"]), run_time=0.4)
        self.at("s")
        self.show(fate["s"], fate["sv"], fate["eq"], *fate.rest[:-1], run_time=0.4)
        self.at("f")
        self.show(fate.rest[-1], fate["f"], run_time=0.4)
        self.at("line")
        self.clear("foot", run_time=0.3)
        self.draw_line(0)

    # ---- three other networks

    @beat(say.asked_large, pause=3.0)
    def asked_large(self):
        self.at("flat")
        self.light(self.state[1]["s"], self.state[1]["sv"])
        self.at("card")
        self.clear_away(*self.ends, run_time=0.2)
        self.rise()
        self.head(1, keep=0)
        for mark, part in (("size", "sv"), ("product", "f")):
            self.at(mark)
            self.light(self.state[1][part])
        self.at("ask")
        self.start()

    @beat(say.exploding)
    def exploding(self):
        self.at("line")
        self.draw_line(1)
        self.at("go")
        self.grow("delta", back=True, run_time=2.0)
        self.at("top")
        self.tags = self.bars.tag("delta", 0)
        self.show(self.tags, run_time=0.4)
        for mark, name, part in (("a", "a", 0), ("w", "dL_dW", 2)):
            self.at(mark)
            self.clear_away(self.line, run_time=0.2)  # it foretold the blame alone
            self.show(self.key[part], run_time=0.2)
            self.grow(name)

    @beat(say.ASKED_SMALL, pause=3.0)
    def asked_small(self):
        self.at("card")
        self.head(2, keep=2)
        self.at("a")
        self.grow("a")
        self.at("d")
        self.grow("delta", back=True, run_time=1.5)
        self.at("times")
        self.light(*self.bars.bars["delta"], *self.bars.bars["a"])
        self.at("ask")
        self.show(self.key[2], run_time=0.5)

    @beat(say.flat)
    def flat(self):
        bars, behind = self.bars.bars, -2  # the last hidden layer
        self.at("w")
        self.grow("dL_dW", run_time=1.4)
        for mark, name in (("strong", "delta"), ("weak", "a")):
            self.at(mark)
            self.light(bars[name][behind], run_time=0.6)
        self.at("low")
        self.tags = self.bars.tag("dL_dW", self.t.D - 1, 1, DOWN if self.stage.is_narrow else RIGHT)
        self.show(self.tags, run_time=0.4)
        self.at("same")
        self.play(LaggedStart(*map(lit, reversed(bars["dL_dW"])), lag_ratio=0.15), run_time=0.9)
        self.at("nothing")
        self.light(*self.strip.layers.values())
        self.at("three")
        self.light(*self.key)

    @beat(say.ASKED_FIT, pause=1.0)
    def asked_fit(self):
        self.at("card")
        self.head(3, keep=3, whole=False)
        self.at("ask")
        self.start()

    @beat(say.FIT)
    def fit(self):
        self.at("f")
        self.show(self.state[1].rest[-1], self.state[1]["f"], run_time=0.4)
        self.at("line")
        self.draw_line(3)
        self.at("bars")
        for name in ("a", "delta", "dL_dW"):
            self.grow(name, back=name == "delta", run_time=1.0)

    @beat(say.HARVEST)
    def harvest(self):
        self.away()
        f, small = self.ending = self.fates()
        self.show(f.axis, f.one, run_time=0.5)
        for mark, words, stops, bars in (("less", f.sides[0], (0, 2), small[0]), ("more", f.sides[1], (1,), small[1])):
            self.at(mark)
            self.show(words, bars, *(f.stops[k] for k in stops), run_time=0.5)
        self.at("one")
        self.play(FadeIn(f.stops[3], small[2]), lit(f.one), run_time=0.7)
        self.at("all")
        self.light(*f.stops)
