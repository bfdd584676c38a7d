"""Vanishing and exploding: what a deep network does to its signals, layer by layer, and the two numbers that foretell it."""

from __future__ import annotations

from typing import Any, ClassVar

import numpy as np
from manim import DOWN, RIGHT, UP, Animation, FadeIn, FadeOut, LaggedStart, VGroup

from engine.reading import Reading
from scenes.beat import beat, line
from scenes.chapter import Chapter
from scenes.films.vanishing import facts, formulas
from scenes.films.vanishing.four_nets import FourNets
from scenes.films.vanishing.plain_bar import PlainBar
from scenes.films.vanishing.slope_peak import FAR, Bend, SlopePeak
from scenes.films.vanishing.two_piles import TwoPiles
from scenes.kit.network.deep_net import FULL
from scenes.kit.place.light import lit
from scenes.kit.place.shots import M, first_read, fit, region, room_of
from scenes.kit.place.title import Title
from scenes.kit.theme import theme
from scenes.kit.type.formula import BODY, LARGE, Formula, align_equals
from scenes.kit.type.ink import size_of

LINES, PLOTS = (0.05, 0.065, 0.95, 0.195), (0.05, 0.215, 0.95, 0.87)  # what is said of the squash, and where it stands
LOST = 5  # links on which a blame that fades at each is still seen


class Vanishing(Chapter):
    """working          lines of maths under the bars
    factors, plain   what each link leaves, and what is left after all of them    peak, top   the squash, and its largest slope
    """

    title = "Vanishing and exploding"
    promise = "Tell from two numbers, the gain of the weights and the slope of the squash, whether the blame gets through a deep network."
    lesson: ClassVar[str] = "vanishing"
    sources: ClassVar[tuple[str, ...]] = (
        "Glorot, Bengio: Understanding the difficulty of training deep feedforward neural networks (2010)",
        "He, Zhang, Ren, Sun: Delving deep into rectifiers (2015)",
    )
    net: FourNets
    working: Any
    factors: VGroup
    plain: PlainBar
    peak: SlopePeak
    top: VGroup

    @classmethod
    def unfit(cls, t: Reading) -> str | None:
        if not facts.is_deep(t):
            least, most = facts.LINKS
            return f"it tells of {least} to {most} hidden layers, all as wide as the last layer"
        if not facts.has_networks(t):
            return "its hidden layers have to be sigmoids, and it needs three twins: with large, with small and with fitting weights"
        if not facts.goes_as_told(t):
            return "its twins have to explode, fade and stay level, and its own blame has to fade to a millionth, at gains of about one"
        return None

    # ---- what is seen

    @beat(
        "Give a network more layers, and it should learn more. <deep> Yet for many years, deep ones hardly learned. <why> Why?", pause=3.0
    )
    def promised(self):
        self.net = net = FourNets(self)
        net.open(run_time=1.9)
        back = range(self.t.D + 1, 0, -1)
        self.play(net.large.run(*back[::-1]), run_time=1.0)
        self.at("deep")
        self.play(net.large.run(*back, back=True, keeps=0.6), run_time=2.0)
        self.at("why")
        self.light(*(net.large.layers[l] for l in range(1, self.t.D // 2)))

    @beat("Here are {links} hidden layers, and the output. <two> Two numbers tell whether the blame gets through.", links=facts.links)
    def titled(self):
        title = Title(self.title, room_of(self.stage, "TITLED", 1))
        self.play(title.comes(), LaggedStart(*map(lit, self.net.large.layers.values()), lag_ratio=0.1), run_time=1.4)
        self.at("two")
        self.working = fit(Formula(formulas.two_numbers(), LARGE), room_of(self.stage, "TITLED", 1))
        self.play(FadeOut(title), FadeIn(self.working, shift=0.3 * UP), run_time=0.6)
        self.play(self.net.large.run(*range(self.t.D + 1, 0, -1), back=True), run_time=1.8)

    @beat(
        "Every layer has {neurons} neurons, and all are sigmoids. <run> A signal runs through.",
        "Under each layer, a bar shows <size> the typical size of what its neurons say. <bars> They are level: no size is lost.",
        neurons=facts.neurons,
    )
    def forward(self):
        net = self.net
        net.state(facts.LESSON)
        self.play(FadeOut(self.working), FadeIn(net.name), run_time=0.4)
        self.at("run")
        self.play(net.large.run(*range(1, self.t.D + 2)), run_time=2.2)
        self.at("size")
        self.play(net.settle(), run_time=0.9)
        self.show(self.lay(Formula(formulas.typical_size(self.t))), net.key[0], net.bars.frame, run_time=0.7)
        self.at("bars")
        net.grow("a", run_time=2.2)

    @beat("Mind the scale. <scale> Every line is a tenth of the line above.")
    def scale(self):
        self.clear("foot", run_time=0.3)
        self.play(*self.net.stretched(FULL), run_time=0.9)
        self.at("scale")
        self.play(LaggedStart(*map(lit, self.net.bars.decades), lag_ratio=0.2), lit(self.net.bars.marks), run_time=2.4)

    @beat(
        "Now the loss speaks. <loss> Its blame, the error signal delta, starts <last> at the last layer, there it is <end> {blame[H]:2}.",
        "It has {links} links to go. <front> How much will reach the first layer?",
        blame=facts.blame, links=facts.links, pause=3.0, title="The blame on its way back",
    )  # fmt: skip
    def asked_blame(self):
        net, last = self.net, self.t.D - 1
        net.end(last)
        self.at("loss")
        self.play(net.strip.run(last + 2, back=True), lit(net.strip.loss), FadeIn(net.key[1]), run_time=0.9)
        self.at("last")
        self.light(net.strip.layers[last + 1])
        self.at("end")
        self.play(*net.bars.grow("delta", last), FadeIn(net.ends[last]), run_time=0.7)
        self.at("front")
        self.light(net.strip.layers[1])

    @beat(
        "<go> It goes back, layer by layer. At every layer, much the same step down.",
        "At the first layer, <left> {blame[0]:2} is left. Not even <none> a millionth.",
        blame=facts.blame, pause=0.7,
    )  # fmt: skip
    def fading(self):
        net = self.net
        self.at("go")
        back = range(self.t.D - 2, -1, -1)
        run = net.strip.run(*(k + 2 for k in back), back=True)
        self.play(run, LaggedStart(*net.bars.grow("delta", *back), lag_ratio=0.45), run_time=6.0)
        self.at("left")
        self.show(net.end(0), run_time=0.4)
        self.at("none")
        self.light(net.ends[0], net.bars.bars["delta"][0])

    @beat(
        "And the weights? <rule> Their gradient is delta times what came in. <came> What came in is level.",
        "So these gradients <fall> fall down the same stairs.",
        "The last layer <last> learns. The first layer <first> stands still.",
    )
    def slopes(self):
        net, rule = self.net, self.lay(Formula(formulas.weight_slopes(self.t)))
        self.play(*net.stretched(net.share), run_time=0.9)
        self.at("rule")
        self.show(rule, net.key[2], run_time=0.6)
        self.at("came")
        self.play(lit(rule["a"]), *map(lit, net.bars.bars["a"]), run_time=0.8)
        self.at("fall")
        net.grow("dL_dW", back=True, run_time=2.4)
        for mark, l in (("last", self.t.D), ("first", 1)):
            self.at(mark)
            self.light(net.strip.layers[l], net.bars.bars["dL_dW"][l - 1], run_time=0.9)

    # ---- why

    @beat(
        "Why these stairs? <law> This rule takes the blame one layer back. The weights <w> mix it.",
        "Then the slope of the <squash> squash, the activation function, <s> multiplies it. "
        "So each link scales the blame twice: by <g> a gain, from the weights, "
        "and <slope> a slope, from the squash.",
        title="Gain times slope",
    )
    def why(self):
        net = self.net
        self.clear("foot", run_time=0.3)
        self.clear_away(*net.bars.bars["a"], *net.bars.bars["dL_dW"], net.key[0], net.key[2], net.ends.pop(0))  # a line comes under it
        self.working = law, sizes = Formula(formulas.way_back(self.t)), Formula(formulas.way_back_in_sizes(self.t))
        self.stack(law)
        self.at("law")
        self.play(FadeIn(law), lit(net.strip.links[self.t.D]), run_time=0.7)
        spots = net.strip.links[self.t.D], net.strip.layers[self.t.D - 1]
        for mark, part, spot in (("w", "W", spots[0]), ("squash", "s", spots[1]), ("s", "s", spots[1])):
            self.at(mark)
            self.light(law[part], spot)
        self.at("g")
        self.play(*self.stack(law, sizes), FadeIn(sizes["d"], sizes["eq"], sizes["g"]), run_time=0.7)
        self.at("slope")
        self.show(sizes["s"], sizes["e"], sizes.rest, run_time=0.5)
        self.add(sizes)

    @beat(
        "Take the last link, <nums> with its numbers. <gain> Gain, times <slope> slope, times the <came> blame that came.",
        "<result> That is the bar we measured.",
    )
    def link(self):
        law, sizes = self.working
        self.working = sizes, numbers = sizes, Formula(formulas.last_link(self.t))
        self.at("nums")
        self.play(FadeOut(law), *self.stack(sizes, numbers), FadeIn(*(numbers[part] for part in ("d", "eq", "g", "s", "e")), numbers.rest))
        for mark, part in (("gain", "g"), ("slope", "s"), ("came", "e")):
            self.at(mark)
            self.light(numbers[part], sizes[part], run_time=0.6)
        self.at("result")
        self.play(FadeIn(numbers["result"]), lit(self.net.bars.bars["delta"][self.t.D - 2]), run_time=0.9)

    @beat(
        "Gain times slope: <one> one factor for this link. <go> On a plain scale, watch what they leave of the blame.",
        "After a few links, there is nothing left to see. <left> After all of them, this share.",
        pause=0.7,
    )
    def chain(self):
        last, carried = self.t.D - 2, facts.sizes(self.t, facts.LESSON, "carried")
        self.factors = self.net.chips(facts.sizes(self.t, facts.LESSON, "factor"), theme().ink)
        self.at("one")
        self.play(FadeIn(self.factors[last]), *(lit(self.working[1][part]) for part in "gs"), run_time=0.7)
        self.at("go")
        self.clear("foot", run_time=0.2)
        self.plain = PlainBar(self.net.foot)
        self.show(self.plain, run_time=0.4)
        for k in range(last, -1, -1):
            new = [FadeIn(self.factors[k])] if k < last else []
            self.play(self.plain.shrink(carried[k]), *new, lit(self.net.bars.bars["delta"][k]), run_time=0.56)
        self.at("left")
        self.show(self.plain.says(carried[0], "of what began"), run_time=0.4)

    @beat(
        "Which of the two does the harm? The gains <gains> are all close to one. It must be the slope.",
        "<curve> Here is the sigmoid. <steep> See how steep it ever gets.",
        pause=0.5, title="How steep a sigmoid gets",
    )  # fmt: skip
    def asked_slope(self):
        net = self.net
        self.clear_away(self.plain, self.factors, run_time=0.3)
        self.play(*net.stretched(FULL), run_time=0.9)
        gains = net.chips(facts.sizes(self.t, facts.LESSON, "gain"))
        self.at("gains")
        self.play(LaggedStart(*map(FadeIn, gains), lag_ratio=0.1), run_time=0.9)
        self.at("curve")
        self.clear_away(gains, net.name, net.strip, net.bars.frame, *net.bars.bars["delta"], *net.ends.values(), net.key[1])
        self.peak = p = SlopePeak(self.t, region(self.stage, PLOTS))
        self.show(*p.first, run_time=0.7)
        self.at("steep")
        self.show(p.touch, p.dots[0], run_time=0.4)

    @beat(
        "Roll along it, <roll> and draw its slope. Flat at first. Then steeper, and <top> steepest in the middle.",
        "<law> There a is one half, and so is one minus a. <quarter> A quarter, and no more than that.",
    )
    def peaked(self):
        p = self.peak
        self.show(*p.second, run_time=0.6)
        self.at("roll")
        self.play(p.roll(-FAR, 0.0, run_time=3.3))
        self.at("top")
        self.light(p.dots)
        letters, numbers = self.over(*(self.pair_of_lines(way, buff) for way, buff in ((RIGHT, 1.4), (RIGHT, 0.7), (DOWN, 0.3))))
        self.at("law")
        self.show(letters, run_time=0.5)
        self.at("quarter")
        self.top = p.peak(facts.whole(self.t, "steepest", "da_dz"))
        self.show(numbers, self.top, run_time=0.5)
        self.play(p.roll(0.0, FAR, run_time=2.4))

    @beat(
        "So a sigmoid keeps <keep> at most a quarter of the blame.",
        "<ten> A quarter at every link: less than a <tiny> millionth gets through, unless the weights make up for it.",
        pause=0.7,
    )
    def quarters(self):
        self.at("keep")
        self.light(self.top)
        self.clear("board", run_time=0.3)
        power = self.over(Formula(formulas.ceiling(self.t)))
        self.at("ten")
        self.play(LaggedStart(FadeIn(power["s"], power["k"]), FadeIn(power["eq"], power["c"], power.rest), lag_ratio=0.8), run_time=1.0)
        self.at("tiny")
        self.light(power["c"])

    @beat(
        "Do they? <meet> Into each neuron, {neurons} blames come back. <plus> Some are plus, <minus> some are minus.",
        "<cancel> Most of it cancels. <root> What stays is the root of their <n> number, times <w> the typical weight.",
        "<g> Here that is about one.",
        neurons=facts.neurons, title="What the weights do",
    )  # fmt: skip
    def gain(self):
        net, piles = self.net, TwoPiles(self.net.foot, facts.met(self.t))
        self.clear("board", run_time=0.3)
        stairs = (net.name, net.strip, net.bars.frame, *net.bars.bars["delta"], net.key[1], *net.ends.values())
        self.play(FadeOut(self.peak, self.top), *map(FadeIn, stairs), run_time=0.6)
        self.at("meet")
        self.play(net.strip.run(self.t.D, back=True), lit(net.strip.layers[self.t.D - 1]), run_time=1.2)
        self.play(*net.stretched(net.share), run_time=0.6)
        self.stands("foot", piles)
        for mark, move in (("plus", lambda: piles.pile(0)), ("minus", lambda: piles.pile(1)), ("cancel", piles.cancel)):
            self.at(mark)
            self.play(move(), run_time=0.7)
        self.at("root")
        self.clear("foot", run_time=0.3)
        self.working = letters, numbers = Formula(formulas.gain_letters()), Formula(formulas.gain_numbers(self.t))
        self.stack(letters)
        self.show(letters["g"], letters["eq"], letters["n"], *letters.rest, run_time=0.5)
        self.at("n")
        self.light(letters["n"], net.strip.layers[self.t.D], run_time=0.6)
        self.at("w")
        self.show(letters["w"], run_time=0.4)
        self.add(letters)
        self.at("g")
        self.play(*self.stack(letters, numbers), FadeIn(numbers), run_time=0.7)

    @beat(
        "So <these> these are the two numbers: <g> gain, and <s> slope. Their product is <f> the factor of a typical link.",
        "From this alone, <line> we can draw the stairs, nearly as we measured them.",
    )
    def foretell(self):
        fate = self.net.fate
        self.at("these")
        self.light(self.working[1]["result"], *self.net.strip.layers.values())
        self.at("g")
        self.show(fate["g"], run_time=0.3)
        self.fly((self.working[1]["result"], fate["gv"]), run_time=0.4)
        self.at("s")
        self.show(fate["s"], fate["sv"], fate["eq"], *fate.rest[:-1], run_time=0.4)
        self.at("f")
        self.show(fate.rest[-1], fate["f"], run_time=0.4)
        self.at("line")
        self.clear("foot", run_time=0.3)
        self.play(*self.net.stretched(FULL), run_time=0.9)
        self.net.foretell(facts.LESSON, run_time=2.0)

    # ---- three other networks

    @beat(
        "Larger weights would <grows> help: the gain grows faster than the slope <fades> fades. "
        "But they drive the sigmoids <flat> to zero or one.",
        "Take <card> the rectifier: it says its sum, or zero. Its <bent> slope is one, or zero: in typical size, <size> {slope:2}.",
        "<product> Look at the product. <ask> What will the blame do on its way <back> back?",
        slope=facts.rectified_slope, pause=3.0, title="Large weights",
    )  # fmt: skip
    def asked_large(self):
        net = self.net
        for mark, part in (("grows", "g"), ("fades", "s")):
            self.at(mark)
            self.light(net.fate[part])
        self.at("flat")
        peak, chart = SlopePeak(self.t, net.rooms.bars), (net.line, *net.bars.bars["delta"], net.bars.frame, *net.ends.values())
        peak.stand(0.0)
        self.play(*map(FadeOut, chart), FadeIn(peak), run_time=0.5)
        self.play(peak.roll(0.0, FAR, run_time=0.85))
        self.at("card")
        bend = Bend(self.t, net.rooms.bars)
        self.play(FadeOut(peak), FadeIn(*bend.first), run_time=0.5)
        net.turn_to(facts.LARGE, keep=0)
        self.at("bent")
        self.show(*bend.second, run_time=0.5)
        self.at("size")
        self.light(net.fate["sv"])
        self.at("product")
        self.play(FadeOut(bend), FadeIn(net.bars.frame), run_time=0.5)
        self.light(net.fate["f"])
        self.at("ask")
        net.start()
        self.at("back")
        self.light(net.strip.layers[1])

    @beat(
        "The two numbers foretell <line> this: it climbs. <go> So does the blame.",
        line(
            case=facts.growth,
            thousands="At the first layer, <top> the blame has grown to many thousands.",
            times="At the first layer, <top> the blame has grown to many times its size.",
        ),
        "The signal <a> explodes too, on its way forward. And gradients <w> are huge in every layer.",
    )
    def exploding(self):
        net = self.net
        self.at("line")
        net.foretell(facts.LARGE)
        self.at("go")
        net.grow("delta", back=True, run_time=2.0)
        self.at("top")
        net.show_number("delta", 0)
        for mark, name, part in (("a", "a", 0), ("w", "dL_dW", 2)):
            self.at(mark)
            self.clear_away(net.line, run_time=0.2)  # it foretold the blame alone
            self.show(net.key[part], run_time=0.2)
            net.grow(name)

    @beat(
        "Then take <card> small weights. The signal <a> fades on its way forward. And the blame <d> on its way back.",
        "The gradient of a weight is <times> one times the other. <ask> So how will the gradients look, from <from> layer to layer?",
        pause=3.0, title="Small weights",
    )  # fmt: skip
    def asked_small(self):
        net = self.net
        self.at("card")
        net.turn_to(facts.SMALL, keep=2)
        self.at("a")
        net.grow("a")
        self.at("d")
        net.grow("delta", back=True, run_time=1.5)
        self.at("times")
        self.light(*net.bars.bars["delta"], *net.bars.bars["a"])
        self.at("ask")
        self.show(net.key[2], run_time=0.5)
        self.at("from")
        self.play(net.strip.run(*range(1, self.t.D + 1)), run_time=1.5)

    @beat(
        "<w> Level! Where the blame <strong> is strong, the signal <weak> is weak, and the other way round.",
        "But see <low> how low: {slopes[H]:1} <here> here, and much the same <same> elsewhere.",
        "<nothing> Nothing learns.",
        slopes=facts.flat_slopes,
    )
    def flat(self):
        net, bars = self.net, self.net.bars.bars
        last, last_hidden = self.t.D - 1, self.t.D - 2
        self.at("w")
        net.grow("dL_dW", run_time=1.4)
        for mark, name in (("strong", "delta"), ("weak", "a")):
            self.at(mark)
            self.light(bars[name][last_hidden], run_time=0.6)
        self.at("low")
        net.show_number("dL_dW", last, 1, DOWN)
        self.at("here")
        self.light(net.tag, run_time=0.5)
        self.at("same")
        self.play(LaggedStart(*map(lit, reversed(bars["dL_dW"])), lag_ratio=0.15), run_time=0.9)
        self.at("nothing")
        self.light(*net.strip.layers.values())

    @beat(
        "One network is left. <card> Its gain, its slope: <ask> you can tell what comes.",
        pause=1.0, title="Weights that fit",
    )  # fmt: skip
    def asked_fit(self):
        self.at("card")
        self.net.turn_to(facts.FITTING, keep=3, whole=False)
        self.at("ask")
        self.net.start()

    @beat(
        "The product is <f> about one. <line> So the stairs are level. <bars> So is everything else: signal, blame, gradients.",
        "This network <start> can start to learn.",
    )
    def fit(self):
        fate = self.net.fate
        self.at("f")
        self.show(fate.rest[-1], fate["f"], run_time=0.4)
        self.at("line")
        self.net.foretell(facts.FITTING)
        self.at("bars")
        for name in ("a", "delta", "dL_dW"):
            self.net.grow(name, back=name == "delta", run_time=1.0)
        self.at("start")
        self.play(self.net.strip.run(*range(self.t.D + 1, 0, -1), back=True), run_time=1.6)

    @beat(
        "Take the gain, times the slope. <less> Below one, the blame vanishes. <more> Above one, it explodes.",
        "<one> Near one, it <all> arrives.",
        title="Below one, above one",
    )
    def harvest(self):
        f, small = self.net.ending()
        self.play(*self.net.leaves(small[2]), FadeIn(f.axis, f.one), run_time=0.9)
        for mark, words, stops, bars in (("less", f.sides[0], (0, 2), small[0]), ("more", f.sides[1], (1,), small[1])):
            self.at(mark)
            self.show(words, bars, *(f.stops[k] for k in stops), run_time=0.5)
        self.at("one")
        self.play(FadeIn(f.stops[3]), lit(f.one), lit(small[2]), run_time=0.7)
        self.at("all")
        self.light(*f.stops)
        self.working = VGroup(f, *small)

    @beat(
        "So why did they learn so little? <died> At every link, most of the blame was lost.",
        "Next come two repairs: one mends <slope> the slope, one <gain> the gain.",
    )
    def leads_on(self):
        net = self.net
        self.play(FadeOut(self.working), *map(FadeIn, net.large.columns()), run_time=0.9)
        back = range(self.t.D + 1, 0, -1)
        numbers = fit(Formula(formulas.two_numbers(), LARGE), room_of(self.stage, "TITLED", 1))
        self.at("died")
        self.play(net.large.run(*back[:LOST], back=True, keeps=0.45), run_time=2.8)  # none of it comes further
        for mark, part, where in (("slope", "s", net.large.layers), ("gain", "g", net.large.links)):
            self.at(mark)
            self.play(FadeIn(numbers[part], shift=0.3 * UP), LaggedStart(*map(lit, where.values()), lag_ratio=0.08), run_time=0.9)

    # ---- gestures

    def lay(self, mobject: VGroup) -> VGroup:
        """Put something under the bars, to leave with `clear("foot")`; not yet shown."""
        self.stands("foot", fit(mobject, self.net.foot))
        return mobject

    def stack(self, *lines: Formula) -> list[Animation]:
        """Lines under each other fill the room under the bars, to leave with `clear("foot")`: how those go there that are on screen."""
        goals = fit(align_equals(*(one.copy().scale(BODY / largest_type(one)) for one in lines), buff=0.25), self.net.foot)
        here = set(map(id, self.get_mobject_family_members()))
        moves = []
        for one, goal in zip(lines, goals, strict=True):
            if any(id(part) in here for part in one.get_family()):
                moves.append(one.animate.scale(goal.height / one.height).move_to(goal))
            else:
                one.scale(goal.height / one.height).move_to(goal)
        self.stands("foot", *lines)
        return moves

    def pair_of_lines(self, way: np.ndarray, buff: float) -> VGroup:
        """The slope in letters, and at its steepest."""
        return VGroup(Formula(formulas.slope_letters()), Formula(formulas.steepest(self.t))).arrange(way, buff=buff)

    def over(self, *ways: M) -> M:
        """Put something over the plots, in the first way that can be read there, to leave with `clear("board")`; not yet shown."""
        made = first_read([fit(way, region(self.stage, LINES)) for way in ways])
        self.stands("board", made)
        return made


def largest_type(line: Formula) -> float:
    """The font size of a line's type that is no index."""
    return max(size_of(m) for m in line.get_family() if vars(m).get("ink") is not None and len(m.points))
