"""Badly wrong, slow to learn: one mistake under two losses on one clock, and why cross-entropy meets sigmoid and softmax."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from manim import DL, LEFT, UP, UR, Create, FadeIn, FadeOut, GrowFromEdge, Line, Mobject, VGroup, VMobject, smooth, squish_rate_func

from engine.reading import Reading
from scenes.beat import beat, line
from scenes.carry import ARC
from scenes.chapter import Chapter
from scenes.equation import Equation
from scenes.films.cross_entropy import facts, formulas
from scenes.films.cross_entropy.delta_bars import PushBars, ShareColumns
from scenes.films.cross_entropy.hill import Hill, span
from scenes.films.cross_entropy.loss_hill import LossHill
from scenes.films.cross_entropy.on_curve import tangent
from scenes.films.cross_entropy.racer import Racer, between
from scenes.kit.maths.worked import worked
from scenes.kit.place.light import lit
from scenes.kit.place.plate import plate
from scenes.kit.place.shots import fit, inside, room_of
from scenes.kit.place.stage import Region
from scenes.kit.place.title import Title
from scenes.kit.place.twin_frame import TwinFrame
from scenes.kit.theme import theme
from scenes.kit.type.formula import LARGE, Formula
from scenes.kit.type.number import Num

LOSSES = ("squared error", "cross-entropy")
FACTORS = ("slope of the loss", "slope of the sigmoid")
FAR = 0.95  # of the line of z, how far the point is carried
SIZES = {"16:9": 41.0, "9:16": 41.5, "1:1": 51.0}  # font size of the numbers at curves: as large as twins let them be
ROLLED = 40  # steps of training that are seen on the plateau and on the ramp


class CrossEntropy(Chapter):
    """hill, digits              the squash with the point that is badly wrong, and its digits
    frames                    room for two pictures on one clock: two `racers`, or two `hills`, the lesson's and its twin's
    said, clocks, crossings   what stands beside the racers when the clock stops
    working, factors, slopes  the formulas of one thought, the pictures of what is multiplied, and their digits
    rule, board               what is left of the chain: a - y; what the next thought clears away
    size                      font size of the numbers in pictures
    """

    title = "Badly wrong, slow to learn"
    promise = "Say why a sigmoid that is badly wrong learns slowly, and which loss mends it."
    lesson: ClassVar[str] = "saturated"
    size: float
    board: Mobject
    hill: Hill
    digits: VGroup
    frames: TwinFrame
    racers: list[Racer]
    said: list[Num]
    clocks: list[VGroup]
    crossings: list[VGroup]
    hills: list[LossHill]
    working: VGroup
    touch: VMobject
    push_name: Formula
    charges: VGroup
    factors: VGroup
    slopes: VGroup
    bars: PushBars
    columns: ShareColumns | None
    rule: Formula

    @classmethod
    def unfit(cls, t: Reading) -> str | None:
        if "mistake" not in t.trace.studies:
            return "it tells of one sigmoid neuron on one example, judged by the squared error, and of a twin judged by cross-entropy"
        if not facts.is_surely_wrong(t):
            return "its neuron has to say nearly one where zero is wanted"
        if not facts.twin_is_first(t):
            return "its two runs have to be long enough for both to learn, the twin first"
        return None

    # ---- one mistake, two losses

    @beat(
        "The worse a <worse> mistake, the more there is to learn from it. This neuron is badly <wrong> wrong. Yet it will hardly learn. "
        "<why> Why?",
        pause=3.0,
    )
    def riddle(self):
        self.size = SIZES[self.stage.shape]
        h = self.hill = Hill(self.t, room_of(self.stage, "SOLO"), self.size)
        self.compose("SOLO", hill=h)
        end = facts.own(self.t).z.value
        self.play(FadeIn(h), run_time=0.3)
        self.at("worse")
        self.play(h.go(-end, end, h.live, run_time=2.4))
        self.at("wrong")
        self.play(Create(h.gap), run_time=0.8)
        self.at("why")
        self.play(h.shake(*h.moving, run_time=0.8))

    @beat("By the end of this film, you can <title> say what holds it back, and <mends> what mends it.")
    def promised(self):
        h = self.hill
        self.clear_away(h.gap, h.rise, h.across, run_time=0.2)
        self.board = self.compose("TITLED", hill=h, title=lambda room: Title(self.title, room))["title"]
        self.at("title")
        self.play(self.board.comes())
        self.at("mends")
        self.play(h.go(h.z, -h.z, h.live, run_time=1.2))

    @beat(
        "Its sum is {own.z:eq}, <z> far out on the right. Up to the curve, <up> and over: it says {own.a:2}, almost a certain yes.",
        "But what we wanted is <want> {own.y}. A clear no.",
        own=facts.own,
    )
    def start(self):
        h, end = self.hill, facts.own(self.t).z.value
        self.compose("SOLO", hill=h, gone=[self.board])
        self.play(h.go(h.z, end, h.live, run_time=0.8))
        self.digits = h.digits()
        self.at("z")
        self.show(self.digits[0], run_time=0.4)
        self.at("up")
        self.play(Create(h.rise), run_time=0.6)
        self.play(Create(h.across), run_time=0.6)
        self.show(self.digits[1], run_time=0.4)
        self.play(lit(self.digits[0]), lit(self.digits[1]), run_time=1.0)
        self.at("want")
        self.play(Create(h.gap), FadeIn(self.digits[2]), run_time=0.7)

    @beat(
        "Take this neuron <two> twice. The same weight, the same bias, the same mistake. Only one thing differs.",
        "The first is judged by <sq> the squared error. The second, by another loss, called <ce> cross-entropy.",
        title="One mistake, two losses",
    )
    def twice(self):
        h = self.hill
        self.frames = TwinFrame(inside(room_of(self.stage, "SOLO")), LOSSES)
        self.racers = [Racer(self.t, k, self.frames.rooms[k], self.size) for k in range(2)]
        self.frames.pictures = [VGroup(r.hill, r.frame, r.answers.curve) for r in self.racers]
        self.compose("SOLO", twins=lambda _: self.frames, gone=[h, h.rise, h.across, h.gap, self.digits])
        self.at("two")
        self.play(*(FadeIn(r.hill, shift=0.4 * (2 * k - 1) * -LEFT) for k, r in enumerate(self.racers)), run_time=0.8)
        self.show(self.frames.divider, run_time=0.3)
        self.shaken(3.0)
        for title, mark in zip(self.frames.titles, ("sq", "ce"), strict=True):
            self.at(mark)
            self.show(title, run_time=0.4)

    @beat(
        "Now both learn, step by step, <clock> on one clock, with the same learning rate.",
        "<which> Which one learns faster from its mistake: <first> the first, or <second> the second?",
        pause=3.0,
    )
    def asked_faster(self):
        self.shaken(1.2)
        self.at("clock")
        self.play(*(FadeOut(r.hill) for r in self.racers), run_time=0.4)
        self.play(*(FadeIn(r.frame) for r in self.racers), run_time=0.6)
        self.at("which")
        self.light(*(r.tip for r in self.racers))
        for racer, title, mark in zip(self.racers, self.frames.titles, ("first", "second"), strict=True):
            self.at(mark)
            self.light(title, racer.tip)

    @beat(
        "<go> The second. It dives, step after step. After {early} steps, it says <second> {says[1]:2}.",
        line(
            case=facts.has_noticed,
            yes="The first is at <first> {says[0]:2}. It is slower.",
            no="The first still says <first> {says[0]:2}. It has hardly noticed.",
        ),
        early=facts.early,
        says=facts.early_answers,
    )
    def race(self):
        early = facts.early(self.t)
        self.at("go")
        self.run_clock(0, int(early.value), run_time=3.6)
        self.said = [r.says(a) for r, a in zip(self.racers, facts.early_answers(self.t), strict=True)]
        self.clocks = [r.mark(early) for r in self.racers]
        self.show(*self.clocks, run_time=0.3)
        self.at("second")
        self.show(self.said[1], run_time=0.3)
        self.at("first")
        self.show(self.said[0], run_time=0.3)
        self.play(lit(self.said[0]), run_time=1.2)

    @beat(
        "Let the clock <go> run on. The first creeps, and creeps, and then at last it falls.",
        "To cross the middle, it took <first> {crossed[0]} steps. The second, <second> {crossed[1]}.",
        crossed=facts.crossings,
    )
    def run_on(self):
        self.clear_away(*self.said, *self.clocks, run_time=0.2)
        self.at("go")
        self.run_clock(int(facts.early(self.t).value), int(facts.last(self.t).value), run_time=5.0)
        self.crossings = [r.mark(k) for r, k in zip(self.racers, facts.crossings(self.t), strict=True)]
        for crossing, mark in zip(self.crossings, ("first", "second"), strict=True):
            self.at(mark)
            self.show(crossing, run_time=0.4)

    # ---- why the first is slow

    @beat(
        "Why? Go back to the start. What drives every step is {n.delta}: how the loss <d> answers when {n.z} moves.",
        "And that is a product. How the loss <one> answers {n.a}, times how {n.a} answers {n.z}: <two> the slope of the sigmoid.",
        title="Why it learns slowly",
    )
    def why(self):
        self.hill = h = Hill(self.t, room_of(self.stage, "LEDGER" if self.stage.is_narrow else "DUET"), self.size)
        lines = formulas.chain(self.t), formulas.squared_chain(self.t), formulas.chain_numbers(self.t)
        gone = [self.frames, *self.crossings, *(m for r in self.racers for m in (r.frame, *r.moving))]
        self.clear_away(*gone)
        self.digits = h.digits()
        self.working = self.compose(self.beside, hill=h, board=lambda room: worked(room, *lines))["board"]
        self.show(h.set(facts.own(self.t).z.value), h.rise, h.across, h.gap, self.digits, run_time=0.6)
        self.play(lit(h.gap), lit(h.live), run_time=1.2)
        letters = self.working[0]
        self.at("d")
        self.show(letters["d"], letters["eq"], run_time=0.4)
        self.play(lit(letters["d"]), run_time=1.0)
        self.at("one")
        self.play(FadeIn(letters["one"]), lit(h.gap), run_time=0.7)
        self.at("two")
        self.play(FadeIn(letters["two"], letters.rest), lit(h.plot.curve), run_time=1.4)

    @beat(
        "For the squared error, the first factor is <miss> the miss, {n.a} minus {n.y}. Here, <one> {own.dL_da:2}. So far, so good.",
        own=facts.own,
    )
    def first_factor(self):
        _, letters, numbers = self.working
        self.at("miss")
        first = (letters["d"], letters["eq"], letters["one"], letters.rest)  # a sign of multiplication: this is not all of it
        self.play(FadeIn(*first), lit(self.hill.gap), run_time=0.7)
        self.at("one")
        self.fly((self.digits[1][1], numbers["one"]), run_time=0.8, arc=ARC)
        self.play(lit(self.hill.gap), lit(numbers["one"]), run_time=1.2)

    @beat("And the second factor? Look at <look> where the point stands. Is the slope there large, or small?", pause=3.0)
    def asked_slope(self):
        self.play(lit(self.hill.live), run_time=1.0)
        self.at("look")
        self.light(self.hill.live)

    @beat(
        "It is small. <shake> Move {n.z} to and fro, and {n.a} hardly answers. The slope is <two> {own.da_dz:2}.",
        "And it multiplies. So of that whole miss, <result> only {own.delta:2} comes through.",
        own=facts.own,
    )
    def flat(self):
        h, (_, letters, numbers) = self.hill, self.working
        self.at("shake")
        self.clear_away(self.digits[0], self.digits[1], run_time=0.2)
        self.play(h.shake(*h.moving, run_time=2.6))
        self.show(letters["two"], self.digits[0], self.digits[1], run_time=0.4)
        self.at("two")
        self.touch = tangent(h.plot, h.live.get_center(), facts.own(self.t).da_dz.value)
        self.play(Create(self.touch), FadeIn(numbers["d"], numbers["eq"], numbers["two"], numbers.rest), run_time=0.6)
        self.play(lit(self.touch), lit(letters["two"]), run_time=1.4)
        self.at("result")
        self.show(numbers["result"], run_time=0.4)
        self.light(numbers["result"], run_time=0.7)

    @beat(
        "Watch {n.delta} while {n.z} grows. <grow> First, it grows with the mistake. Then the curve flattens, and it fades.",
        "The more wrong the neuron is, <less> the less it is pushed. That is the wrong way round.",
    )
    def wrong_way(self):
        h, (start, *_, end) = self.hill, span(self.t)
        self.clear_away(self.touch, h.rise, h.across, h.gap, self.digits, run_time=0.2)
        self.play(h.go(h.z, start, h.live, run_time=0.7))
        self.push_name = Formula("{s}", s=self.n.delta).next_to(h.crest, UP, buff=0.15)
        self.at("grow")
        self.add(h.push, h.tip)
        named = FadeIn(self.push_name, rate_func=squish_rate_func(smooth, 0.55, 0.7))
        self.play(h.go(start, FAR * end, h.live, h.push, h.tip, run_time=5.5), named)
        self.at("less")
        self.light(h.tip)

    # ---- another loss

    @beat(
        "So we want another loss: <want> one that grows steep just where the sigmoid grows flat.",
        "Here are our two, over what the neuron says. Walk them <walk> both from right to wrong.",
        "The squared error hardly rises. But the other one climbs, and climbs, without end.",
        title="A loss that grows steep",
    )
    def steeper(self):
        h, (start, *_, end) = self.hill, span(self.t)
        self.two_hills("a", "SOLO", gone=[h, h.push, h.tip, self.push_name, self.working])
        self.at("want")
        for hill in self.hills:
            hill.set(start)
        self.show(self.frames, *self.hills, run_time=0.8)
        for parts in ([hill.plot.curve for hill in self.hills], [hill.live for hill in self.hills]):
            self.play(*map(lit, parts), run_time=1.5)
        self.at("walk")
        self.walk(start, end, run_time=5.0)

    @beat(
        "Where zero is wanted, cross-entropy is <ln> minus the logarithm of one minus {n.a}. Where one is, minus the logarithm of {n.a}: "
        "<whole> one formula holds both.",
        "For our mistake it charges <ce> {twin.L:2}. The squared error, <sq> {own.L:2}.",
        own=facts.own,
        twin=facts.twin,
    )
    def charged(self):
        narrow, t = self.stage.is_narrow, self.t
        each = (formulas.squared_loss(t), formulas.entropy_loss(t))
        self.two_hills("a", self.under, [self.frames, *self.hills], *(each if narrow else ()), formulas.entropy_whole(t))
        (one, two), own, twin = self.hills, facts.own(self.t), facts.twin(self.t)
        for hill in self.hills:
            hill.set(span(self.t)[-1])
        self.show(self.frames, *self.hills, run_time=0.4)
        *laws, whole = self.board
        if not narrow:
            laws = [Formula(law).move_to(hill.free) for law, hill in zip(each, self.hills, strict=True)]
        self.walk(span(self.t)[-1], own.z.value, run_time=1.0)
        self.at("ln")
        self.show(*laws, run_time=0.5)
        self.play(lit(laws[1]), lit(two.live), run_time=2.0)
        self.at("whole")
        self.show(whole, run_time=0.5)
        nums = [one.height(own.L), two.height(twin.L)]
        self.at("ce")
        self.show(nums[1], run_time=0.3)
        self.at("sq")
        self.show(nums[0], run_time=0.3)
        self.charges = VGroup(*laws, *nums)

    @beat(
        "Take its slope, for a target of zero. It is <one> one over one minus {n.a}. Put {n.a} above and below, <miss> and on top "
        "stands the miss, {n.a} minus {n.y}.",
        "And the slope of the sigmoid is <slope> {n.a} times one minus {n.a}. <times> Multiply the two. What is left?",
        pause=3.0, title="What cancels",
    )  # fmt: skip
    def asked_left(self):
        lines, gone = (formulas.entropy_slope(self.t), formulas.entropy_chain(self.t)), [self.frames, *self.hills, self.charges, self.board]
        self.frames = TwinFrame(inside(room_of(self.stage, self.under)), FACTORS)
        made = self.compose(self.under, twins=lambda _: self.frames, board=lambda room: worked(room, *lines), gone=gone)
        slope, product = self.working = made["board"]
        steep, flat = LossHill(self.t, 1, "a", self.frames.rooms[0], self.size), Hill(self.t, self.frames.rooms[1], self.size)
        dL_da, da_dz = facts.twin(self.t).dL_da, facts.own(self.t).da_dz
        steep_touch = tangent(steep.plot, steep.live.get_center(), dL_da.value, 0.7)
        flat_touch = tangent(flat.plot, flat.live.get_center(), da_dz.value, 0.7)
        nums = (plate(Num(n, self.size)).set_z_index(4) for n in (dL_da, da_dz))
        self.slopes = VGroup(*(num.move_to(spot) for num, spot in zip(nums, (steep.free, flat.free), strict=True)))
        self.show(steep, self.frames.titles[0], run_time=0.6)
        self.at("one")
        self.play(Create(steep_touch), FadeIn(slope["g"], slope["eq"], slope["one"]), run_time=0.6)
        self.at("miss")
        self.show(slope["full"], slope.rest, run_time=0.5)
        self.play(lit(slope["full"]), run_time=1.2)
        self.at("slope")
        self.play(FadeIn(flat, self.frames.titles[1], self.frames.divider), FadeIn(product), Create(flat_touch), run_time=0.7)
        self.at("times")
        self.light(product["under"], product["slope"])
        self.factors = VGroup(steep, flat, steep_touch, flat_touch, self.frames)

    @beat(
        "What the sigmoid makes <small> small, the loss makes <large> large: but for the miss, by just as much. <strike> They cancel.",
        "And what is left <left> is the miss itself: {n.delta} is {n.a} minus {n.y}. For a target of <other> one, the same comes out.",
    )
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
        rule, numbers = self.working = worked(inside(room_of(self.stage, self.under, 1)), *formulas.left(self.t))
        home = zip((f["miss"], f["d"], f["eq"]), (VGroup(rule["a"], rule["y"]), rule["d"], rule["eq"]), strict=True)
        self.play(*(part.animate.move_to(place) for part, place in home), run_time=0.7)
        self.remove(f["miss"], f["d"], f["eq"])
        self.add(rule)
        self.show(numbers, run_time=0.4)
        self.at("other")
        self.play(lit(rule), run_time=1.6)

    @beat(
        "The same neuron, the same mistake. With the squared error, delta is <sq> {own.delta:2}. With cross-entropy, <ce> {twin.delta:2}.",
        "That is <ratio> {ratio:3} times the push.",
        own=facts.own,
        twin=facts.twin,
        ratio=facts.ratio,
    )
    def stronger(self):
        made = self.compose(
            "LEDGER",
            bars=lambda room: PushBars(room, LOSSES, facts.deltas(self.t)),
            board=lambda room: fit(Formula(formulas.times(self.t), size=LARGE), room),
            gone=[self.factors, self.slopes],
        )
        self.bars, self.board = made["bars"], made["board"]
        self.show(*(row[0] for row in self.bars.rows), run_time=0.5)
        self.play(*(lit(row[0]) for row in self.bars.rows), run_time=1.0)
        for row, mark in zip(self.bars.rows, ("sq", "ce"), strict=True):
            self.at(mark)
            self.play(GrowFromEdge(row[1], LEFT), FadeIn(row[2]), run_time=0.6)
        self.at("ratio")
        self.clear_away(self.working, run_time=0.2)
        self.show(self.board, run_time=0.5)

    @beat(
        "Here are both <both> over {n.z}. The squared error is a plateau: out there, it is <flat> flat. The other is a ramp.",
        "<go> Let them learn again. On a plateau, nothing rolls. On a ramp, it goes down at once.",
    )
    def ramp(self):
        self.at("both")
        self.two_hills("z", "SOLO", gone=[self.bars, self.board])
        self.show(self.frames, *self.hills, run_time=0.7)
        self.at("flat")
        deltas = facts.deltas(self.t)
        self.touch = VGroup(*(tangent(h.plot, h.live.get_center(), d.value) for h, d in zip(self.hills, deltas, strict=True)))
        self.play(*map(Create, self.touch), run_time=0.6)
        self.at("go")
        self.clear_away(self.touch, run_time=0.2)
        parts = [m for h in self.hills for m in (h.live, h.prints)]
        last = min(ROLLED, int(facts.last(self.t).value))
        self.play(self.frames.clock([between(0, last, h.at) for h in self.hills], parts, run_time=6.0))

    # ---- many outputs

    @beat(
        line(
            case=facts.has_shares,
            yes="And with many outputs? Softmax <whole> shares one whole among them: e to each sum, divided by all of them together. "
            "This one is sure of the <sure> first, but <wanted> another one was right. "
            "Judge it by <again> cross-entropy, and again everything cancels.",
            no="And with many outputs? Softmax <whole> shares one whole among them: e to each sum, divided by all of them together. "
            "<again> Judge it by cross-entropy, "
            "and again the slopes cancel.",
        ),
        "For every output, <delta> delta is what it said, minus what was wanted. "
        "Learning <push> pushes against it: from what was said, to what was <aim> wanted.",
        title="The same with softmax",
    )
    def softmax(self):
        shares = facts.shares(self.t)
        self.at("whole")
        share, self.rule = self.board = self.many_outputs(shares)
        c = self.columns
        self.show(*([] if c is None else [c.floor, c.bars, c.says, c.heads[0]]), share, run_time=0.7)
        self.play(lit(share), run_time=2.4)
        if c is not None:
            self.at("sure")
            self.light(c.bars[0])
            self.at("wanted")
            self.show(c.marks, c.wants, c.heads[1], run_time=0.6)
        self.at("again")
        self.show(self.rule, run_time=0.5)
        self.play(lit(self.rule), run_time=1.2)
        self.at("delta")
        if c is not None:
            self.show(c.deltas, c.heads[2], run_time=0.7)
            self.at("push")
            self.show(c.gaps, run_time=0.7)
            self.at("aim")
            self.light(c.gaps, c.marks)
        else:
            self.light(self.rule, run_time=0.6)

    @beat(
        "So let the loss fit the squash. <fit> A sigmoid, or a softmax, with cross-entropy: {n.delta} is what was <a> said, "
        "minus what was <y> wanted.",
        "And whoever is badly wrong, <learn> learns fastest.",
    )
    def harvest(self):
        twin, gone = facts.sides(self.t)[1], [self.board, *([self.columns] if self.columns is not None else [])]
        self.hill = h = Hill(twin, room_of(self.stage, "LEDGER"), self.size)
        made = self.compose("LEDGER", hill=h, rule=lambda room: worked(room, formulas.left_over(self.t)), gone=gone)
        (self.rule,) = made["rule"]
        self.show(h, self.rule, run_time=0.5)
        self.at("fit")
        self.light(self.rule["d"])
        self.at("a")
        self.light(self.rule["a"])
        self.at("y")
        self.light(self.rule["y"])
        self.at("learn")
        self.play(h.go(h.z, -h.z, h.live, run_time=1.1))

    # ---- gestures

    @property
    def beside(self) -> str:
        """The shot of a picture with a board."""
        return "LEDGER" if self.stage.is_narrow else "DUET"

    @property
    def under(self) -> str:
        """The shot of two charts over lines of maths: the charts keep the height that they are read by."""
        return "LEDGER" if self.stage.is_narrow else "FOOT"

    def many_outputs(self, shares: Reading | None) -> VGroup:
        """Softmax and what is left over, not yet shown, beside the columns of what shares one whole, if there is any."""
        gone = [self.frames, *self.hills, *(h.prints for h in self.hills)]

        def lines(room: Region) -> VGroup:
            return worked(room, formulas.softmax(), formulas.left_over(self.t))

        if shares is None:
            self.columns = None
            return self.compose("SOLO", board=lines, gone=gone)["board"]
        made = self.compose(self.beside, columns=lambda room: ShareColumns(shares, room, self.size), board=lines, gone=gone)
        self.columns = made["columns"]
        return made["board"]

    def shaken(self, run_time: float) -> None:
        """Both points move to and fro on their hills."""
        self.play(*(r.hill.shake(r.hill.live, run_time=run_time) for r in self.racers))

    def run_clock(self, first: int, last: int, run_time: float) -> None:
        """Both racers, from one step to another."""
        parts = [m for r in self.racers for m in r.moving]
        self.play(TwinFrame.clock([between(first, last, r.at) for r in self.racers], parts, run_time))

    def two_hills(self, over: str, shot: str, gone: Sequence[Mobject], *lines: Equation) -> None:
        """The two losses in two rooms, on one scale, over lines of maths if there are any; not yet shown."""
        self.frames = TwinFrame(inside(room_of(self.stage, shot)), LOSSES)
        self.hills = [LossHill(self.t, k, over, self.frames.rooms[k], self.size) for k in range(2)]
        if lines:
            self.board = self.compose(shot, twins=lambda _: self.frames, board=lambda room: worked(room, *lines), gone=gone)["board"]
        else:
            self.compose(shot, twins=lambda _: self.frames, gone=gone)

    def walk(self, u: float, v: float, run_time: float) -> None:
        """The points on both losses go where z goes, from u to v."""
        self.play(TwinFrame.clock([hill.way(u, v) for hill in self.hills], [hill.live for hill in self.hills], run_time))
