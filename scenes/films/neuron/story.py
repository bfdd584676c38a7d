"""One neuron: weigh, add, squash, and outside a judge, on one linked picture that the engine moves."""

from __future__ import annotations

from typing import ClassVar

from manim import Circle, Create, FadeIn, FadeOut, GrowArrow, Mobject, ReplacementTransform, RoundedRectangle, Transform, VGroup, linear

from engine.reading import Number, Reading
from engine.studies.neuron import BOUNDS
from scenes.beat import beat, line
from scenes.chapter import Chapter
from scenes.equation import Equation
from scenes.facts import activation, has_bias, loss
from scenes.films.neuron import facts, formulas, runs
from scenes.films.neuron.bench import NeuronBench
from scenes.films.neuron.rooms import Rooms, named_on, rooms_on
from scenes.films.neuron.sketch import NeuronSketch
from scenes.kit.maths.single import alone, single
from scenes.kit.maths.worked import worked
from scenes.kit.network.lit_net import LitNet
from scenes.kit.place.light import lit
from scenes.kit.place.shots import inside, resting, room_of, sheet
from scenes.kit.place.title import Title
from scenes.kit.plots.number_line import NumberLine
from scenes.kit.theme import theme
from scenes.kit.type.number import Num

CROWD, PAIRS = (3, 4, 3, 1), (2, 2, 2, 1)  # a network of many neurons, for the last picture: a shape, without numbers; upright


class OneNeuron(Chapter):
    """rooms, sketch, bench   where all stands: the neuron drawn small, `stations` under it, and the large picture, `digits` read off it
    worked   what the formulas on it say in numbers, which a turned knob makes untrue
    home, zero   the bench's own line of z, while a close-up stands in for it, and the mark of zero on that
    heading, paper   the title; the sheet for formulas      product, rings, quarters   what a later beat clears away
    """

    title = "One neuron"
    promise = "Read a neuron: weigh, add, squash; and measure how far its answer is off."
    lesson: ClassVar[str] = "neuron"
    rooms: Rooms
    heading: Title
    paper: RoundedRectangle
    worked: VGroup
    sketch: NeuronSketch
    stations: VGroup
    bench: NeuronBench
    digits: VGroup
    home: NumberLine
    zero: VGroup
    product: Num
    rings: list[Circle]
    quarters: VGroup

    @classmethod
    def unfit(cls, t: Reading) -> str | None:
        if not alone(t):
            return "it tells of one neuron with one input"
        if loss(t) != "squared_error":
            return "it draws half the squared error, as an area"
        if activation(t, 1) not in BOUNDS:
            return f"it shows a squash that stays between two bounds: {' or '.join(BOUNDS)}"
        if not single(t).wx.value:
            return "it shows what a weight does to an input, and here one of them is zero"
        if not single(t).miss.value:
            return "it halves a miss, and here the neuron misses nothing"
        if not has_bias(t):
            return "it turns a bias, and here the neuron has none"
        return None

    # ---- a part that does a few things

    @beat(
        "Networks read our handwriting, and translate our letters. And every one is built from one small part, <neuron> a neuron.",
        "It multiplies, adds, and bends. How can a part so <small> simple be enough?",
        pause=3.0,
    )  # fmt: skip
    def wondered(self):
        self.sketch = NeuronSketch(self.t, room_of(self.stage, "TITLED"))
        self.add(self.sketch)
        self.play(self.sketch.pulse("w", "b"), run_time=1.0)
        for edge in ("a", "w", "a", "w", "a"):
            self.play(self.sketch.pulse(edge), run_time=0.8)
        self.at("neuron")
        self.light(self.sketch.body)
        for parts in (self.sketch.weigh, self.sketch.plus, self.sketch.squash):
            self.play(*map(lit, parts), run_time=0.5)
        self.at("small")
        for edge in ("w", "a"):
            self.play(self.sketch.pulse(edge), run_time=0.7)

    @beat("In this film, you follow <follow> a number all the way through one neuron, and see how far its answer is off.")
    def promised(self):
        self.heading = Title(self.title, room_of(self.stage, "TITLED", 1))
        self.play(self.heading.comes())
        self.play(self.sketch.pulse("w", "b"), run_time=0.9)
        self.at("follow")
        for edge in ("w", "a", "y"):
            self.play(self.sketch.pulse(edge), run_time=0.9)

    @beat(
        "One number goes in. <out> One number comes out. And in between, only a few things happen.",
        "The neuron <weigh> weighs. It <add> adds. It <squash> squashes. And outside, at the end, stands <judge> a judge.",
    )
    def inside(self):
        s = self.sketch
        self.play(s.into(named_on(self.stage)), FadeOut(self.heading), run_time=0.7)
        self.play(lit(s.x), s.pulse("w"), run_time=0.7)
        self.at("out")
        self.play(s.pulse("a"), lit(s.letters["a"]), run_time=0.8)
        self.play(s.pulse("w", "b"), lit(s.body[0]), run_time=0.9)
        self.play(s.pulse("a"), run_time=0.8)
        self.stations = s.names()
        for mark, parts, word in zip(("weigh", "add", "squash", "judge"), s.stations, self.stations, strict=True):
            self.at(mark)
            self.play(*map(lit, parts), FadeIn(word), run_time=0.7)

    @beat("Two of the numbers are its own: <w> a weight, and <b> a bias. They are its knobs. To learn is to turn them.")
    def knobs(self):
        self.at("w")
        self.light(*self.sketch.weigh)
        self.at("b")
        self.light(self.sketch.b, self.sketch.edges["b"])

    # ---- weigh and add

    @beat(
        "First, the neuron weighs. In comes {n.x}: <x> {one.x}.",
        line(
            case=facts.work_of_the_weight,
            turns="<w> The weight turns it round, here by the factor {one.w}.",
            stretches="<w> The weight stretches it, here by the factor {one.w}.",
            shrinks="<w> The weight shrinks it, here by the factor {one.w}.",
            keeps="<w> The weight, here {one.w}, leaves it as it is.",
        ),
        "<wx> That leaves {one.wx}.",
        one=single, title="Weigh and add",
    )  # fmt: skip
    def weigh(self):
        one, unweighed = single(self.t), runs.moved(self.t, w=1.0)
        self.rooms = rooms_on(self.stage, close=True)
        b = self.bench = NeuronBench(self.t, rooms_on(self.stage).bench, judged=False)
        self.home, b.z = b.z, b.close_up(self.rooms.bench)
        self.zero, self.paper = b.marked_zero(), sheet(self.rooms.board)
        self.clear_away(self.stations, run_time=0.2)
        new = (b.z.axis, b.z.ticks, b.z.name, self.zero, self.paper)
        self.play(self.sketch.into(self.rooms.sketch), *map(FadeIn, new), run_time=0.8)
        self.at("x")
        b.set(unweighed(1.0))
        b.weighed.set_color(theme().forward)
        num, x = b.z.beside(one.x, one.x.value, resting()), b.laid[0]["x"]
        self.play(GrowArrow(b.weighed), FadeIn(num), FadeIn(x), lit(self.sketch.x), run_time=0.6)
        self.at("w")
        self.clear_away(num, run_time=0.2)
        (told,) = self.board(formulas.product(self.t))
        self.show(b.laid[0]["w"], told["w"], told["x"], run_time=0.2)
        self.play(b.follow(runs.back(unweighed), b.weighed, b.laid[0], run_time=1.2), *map(lit, self.sketch.weigh))
        self.at("wx")
        self.product = b.z.beside(one.wx, one.wx.value, resting())
        rest = [part for name, part in told.parts.items() if name not in ("w", "x")]
        self.show(*rest, told.rest, self.product, run_time=0.5)

    @beat(
        line(
            case=facts.way_of_the_bias,
            back="Then it adds. <b> The bias pushes back, whatever came in.",
            on="Then it adds. <b> The bias pushes further on, whatever came in.",
            rests="Then it adds. <b> The bias is zero here, and so it pushes nowhere.",
        ),
        "<z> Where this ends is called {n.z}. <sum> Here, {one.z:eq}.",
        one=single,
    )
    def add_bias(self):
        b = self.bench
        self.at("b")
        self.clear_away(self.product, run_time=0.2)
        pushes = [GrowArrow(b.added)] if single(self.t).b.value else []
        self.play(*pushes, FadeIn(b.laid[1]), *map(lit, self.sketch.plus), run_time=0.8)
        self.at("z")
        self.play(FadeIn(b.z.dot, scale=0.3), lit(b.z.name), run_time=0.5)
        letters, numbers = self.board(*formulas.weighted_sum(self.t))
        self.show(letters, run_time=0.4)
        self.at("sum")
        self.show(numbers, self.reads(single(self.t).z), run_time=0.5)

    @beat("What would happen if <w> the weight were just as large, but of the other sign?", pause=3.0, title="Turn the knobs")
    def asked_turn(self):
        self.at("w")
        self.light(*self.sketch.weigh)

    @beat(
        line(
            case=facts.turn_of_the_sum,
            crosses="The arrow turns round, and takes the sum along, to the other side of zero. "
            "So a weight has a strength, and a direction.",
            stays="The arrow turns round, and takes the sum along, though the bias keeps it on its side. "
            "So a weight has a strength, and a direction.",
        ),
        "<for> It lets the input speak for the neuron, <against> or against it.",
    )
    def turned(self):
        there, here = facts.opposed(self.t), single(self.t)
        w, turn = there.w.value, runs.moved(self.t, w=there.w.value)
        self.clear_away(*self.worked)
        self.slide(turn, *self.bench.summed, run_time=1.8, w=w)
        self.show(self.reads(there.z), run_time=0.4)
        self.play(self.sketch.pulse("w"), *map(lit, self.sketch.weigh), run_time=0.9)
        self.play(self.sketch.pulse("w"), lit(self.bench.weighed), run_time=1.1)
        self.at("for")
        self.slide(runs.back(turn), *self.bench.summed, run_time=1.0, w=-w)
        self.show(self.reads(here.z), run_time=0.3)
        self.at("against")
        self.slide(turn, *self.bench.summed, run_time=1.0, w=w)
        self.show(self.reads(there.z), run_time=0.3)

    @beat(
        "The bias knows nothing of the input. <lean> Turn it up, and the sum moves over, as far as the bias was turned.",
        "<home> It is how the neuron leans before anything comes in.",
    )
    def leaning(self):
        one, pushed = single(self.t), facts.pushed(self.t)
        turn, push = runs.moved(self.t, w=facts.opposed(self.t).w.value), runs.moved(self.t, b=pushed.b.value)
        self.slide(runs.back(turn), *self.bench.summed, run_time=0.8, w=one.w.value)
        self.at("lean")
        moved = self.bench.follow(push, *self.bench.summed, run_time=1.6)
        self.play(moved, *self.sketch.leaning(pushed.b.value))
        self.show(self.reads(pushed.z), run_time=0.3)
        self.at("home")
        self.clear_away(self.digits, run_time=0.2)
        self.play(self.bench.follow(runs.back(push), *self.bench.summed, run_time=1.2), *self.sketch.leaning(one.b.value))
        self.show(self.reads(one.z), run_time=0.3)

    # ---- squash

    @beat(
        "Third, it squashes: that is its activation function. The sum <any> could be any number, far left or far right.",
        "<curve> So carry it up to this curve, and across to a second line. Where it arrives is called {n.a}. It is what the neuron says.",
        title="The squash",
    )
    def squash(self):
        b, close, z, far = self.bench, self.bench.z, single(self.t).z.value, self.bench.far
        self.clear_away(b.weighed, b.added, b.laid, self.digits, self.zero, close.ticks, run_time=0.3)
        b.z = self.home
        b.set(self.t.probe.run({}))
        self.rooms = rooms_on(self.stage)
        self.clear("formulas")
        moves = [self.sketch.into(self.rooms.sketch), Transform(self.paper, sheet(self.rooms.board))]
        swaps = [ReplacementTransform(*pair) for pair in ((close.axis, b.z.axis), (close.dot, b.z.dot), (close.name, b.z.name))]
        self.play(*moves, *swaps, FadeIn(b.z.ticks), FadeIn(b.zero), run_time=0.9)
        (law,) = self.board(formulas.squash(self.t)[0])
        self.play(*self.sketch.signed(single(self.t).w.value), FadeIn(law), *map(lit, self.sketch.squash), run_time=0.9)
        self.at("any")
        self.play(b.follow(runs.carried(self.t, z, -far), b.z.dot, run_time=0.9))
        self.play(b.follow(runs.carried(self.t, -far, far), b.z.dot, run_time=1.05))
        self.play(b.follow(runs.carried(self.t, far, -far), b.z.dot, run_time=0.7))
        self.at("curve")
        self.show(b.a.axis, b.a.name, b.a.dot, b.live, b.rise, b.across, b.trail, run_time=0.5)
        sweep = b.follow(runs.carried(self.t, -far, far), *b.squashed, b.trail, run_time=4.0)
        self.play(sweep, *map(lit, self.sketch.squash))
        self.add(b.curve)
        self.remove(b.trail)
        for way in ((far, 0.0), (0.0, far)):
            self.play(b.follow(runs.carried(self.t, *way), *b.squashed, run_time=1.1))

    @beat(
        "However far z goes, <low> {n.a} stays between {bounds[0]} and {bounds[1]}.",
        "So <no> {bounds[0]} means a clear no, <yes> {bounds[1]} a clear yes, and between them lies every shade of maybe.",
        bounds=facts.bounds,
    )
    def bounds(self):
        b = self.bench
        self.at("low")
        self.show(b.bounds)
        for mark, bound in zip(("no", "yes"), b.bounds, strict=True):
            self.at(mark)
            self.light(bound)

    @beat(
        "Now <move> move {n.z} a little, to and fro. Where will the answer move most: <middle> in the middle, or <out> far out?",
        pause=4.0,
    )
    def asked_steep(self):
        b = self.bench
        self.rings = [Circle(0.3, color=theme().light, stroke_width=3).move_to(m) for m in (b.curve.point_from_proportion(0.5), b.live)]
        self.at("move")
        self.light(b.z.dot, run_time=0.5)
        for mark, ring in zip(("middle", "out"), self.rings, strict=True):
            self.at(mark)
            self.play(Create(ring), run_time=0.5)

    @beat(
        "In the middle. <middle> There the curve is steep, and {n.a} answers at once.",
        "<out> Out here it is flat. {n.z} moves just as far, and {n.a} hardly moves at all.",
    )
    def steep(self):
        self.clear_away(*self.rings, run_time=0.3)
        self.at("middle")
        self.shake(0.0)
        self.at("out")
        self.shake(self.bench.reach - runs.SWING)

    @beat("Now back to ours. From z, go <up> up to the curve, then <over> across. The neuron says {one.a:2}.", one=single)
    def ours(self):
        b, one = self.bench, single(self.t)
        self.clear_away(b.rise, b.across, b.live, b.a.dot, run_time=0.2)
        self.play(b.follow(runs.carried(self.t, b.z.value, one.z.value), b.z.dot, run_time=0.9))
        z, a = self.reads(one.z, one.a)
        letters, numbers = self.board(*formulas.squash(self.t))
        self.show(z, letters, run_time=0.4)
        self.at("up")
        self.play(Create(b.rise), FadeIn(b.live), run_time=0.7)
        self.at("over")
        self.play(Create(b.across), FadeIn(b.a.dot), run_time=0.7)
        self.show(a, numbers, run_time=0.5)

    # ---- the judge outside

    @beat(
        "Is that good? The neuron cannot know. A judge outside can: it knows what we wanted to hear. "
        "<y> Say we wanted {one.y}. <miss> What lies between the two is the miss.",
        one=single, title="The miss and the loss",
    )  # fmt: skip
    def judge(self):
        b = self.bench
        self.play(self.sketch.pulse("a"), run_time=1.0)
        self.play(self.sketch.pulse("y"), *map(lit, self.sketch.judge), run_time=1.0)
        self.play(self.sketch.pulse("a", "y"), run_time=1.0)
        self.at("y")
        self.play(FadeIn(b.wanted), *map(lit, self.sketch.judge), run_time=0.7)
        (told,) = self.board(formulas.miss(self.t))
        self.at("miss")
        self.play(Create(b.miss.gap), FadeIn(told), run_time=0.8)

    @beat(
        "Now square it. <square> As a picture, that is a square, as wide as the miss. <half> Half of its area is called the loss.",
        "<named> It is what we want to make small. The <same> half changes nothing that matters: it will keep the slope simple.",
    )
    def loss(self):
        one = single(self.t)
        letters, numbers = self.board(*formulas.loss(self.t))
        b = self.make_room()
        self.at("square")
        self.play(Create(b.miss.square), FadeIn(letters), run_time=0.9)
        self.at("half")
        self.play(FadeIn(b.miss.half), FadeIn(numbers), run_time=0.6)
        self.at("named")
        self.clear_away(self.digits, run_time=0.1)
        self.show(self.reads(one.z, one.a, one.L), run_time=0.3)
        self.light(self.sketch.L, numbers["result"], run_time=0.6)
        self.at("same")
        self.light(b.miss.half)

    @beat("Suppose <miss> the miss were only half as long. How much smaller would the loss be?", pause=4.0)
    def asked_half(self):
        self.at("miss")
        self.light(self.bench.miss.gap)

    @beat(
        "Let the target <nearer> come half way. Half as wide, and half as high: <quarter> the loss is only a quarter of what it was.",
        "So one large miss costs far more than a small one.",
    )
    def quarter(self):
        b, one, nearer = self.bench, single(self.t), facts.nearer(self.t)
        self.quarters = b.miss.quarters()
        self.clear_away(*self.worked)
        self.at("nearer")
        self.add(self.quarters[0])
        self.slide(runs.moved(self.t, y=nearer.y.value), b.miss, b.wanted, run_time=1.5)
        self.at("quarter")
        self.play(Create(self.quarters[1]), FadeIn(self.reads(one.z, one.a, nearer.L)), run_time=0.9)
        self.play(self.sketch.pulse("a", "y"), lit(b.miss.gap), run_time=1.0)
        self.play(self.sketch.pulse("a", "y"), lit(b.miss.square), run_time=1.5)

    # ---- all of it

    @beat(
        "Now see the whole neuron at work. <slide> Move the input, and everything follows: the sum, the squash, the miss, the loss.",
        "<again> At every moment, the same steps.",
        title="The whole neuron at work",
    )
    def at_work(self):
        b, one, approach = self.bench, single(self.t), runs.moved(self.t, y=facts.nearer(self.t).y.value)
        self.clear_away(self.quarters, self.digits, run_time=0.2)
        self.play(b.follow(runs.back(approach), b.miss, b.wanted, run_time=0.8))
        self.show(*self.board(*formulas.whole(self.t)), run_time=0.4)
        self.at("slide")
        across = runs.moved(self.t, x=-one.x.value)
        self.play(b.follow(across, *b.moving, run_time=3.2), self.sketch.pulse("w", "a"))
        self.at("again")
        self.play(b.follow(runs.back(across), *b.moving, run_time=2.4), self.sketch.pulse("w", "a"))
        self.show(self.reads(one.z, one.a, one.L), run_time=0.4)

    @beat(
        "But the input comes from outside, and so does the target. Only <knobs> the knobs are ours.",
        line(
            case=facts.way_of_the_loss,
            falls="<turn> Turn the weight, and watch the yellow. The loss shrinks. <rest> Here it is {opposed.L:2}. "
            "<knob> A turned knob, and nothing else, made this answer better.",
            rises="<turn> Turn the weight, and watch the yellow. The loss grows. <rest> Here it is {opposed.L:2}. "
            "<knob> A turned knob, and nothing else, made this answer worse.",
            stays="<turn> Turn the weight, and watch the yellow. The loss ends where it was. <rest> Here it is {opposed.L:2}. "
            "<knob> This far, the knob made this answer neither better nor worse.",
        ),
        opposed=facts.opposed, pause=0.8,
    )  # fmt: skip
    def knob_turned(self):
        b, there = self.bench, facts.opposed(self.t)
        self.play(self.sketch.pulse("w"), lit(self.sketch.x), run_time=1.0)
        self.play(self.sketch.pulse("y"), lit(self.sketch.y), run_time=1.0)
        self.at("knobs")
        self.light(*self.sketch.weigh, self.sketch.b, run_time=0.6)
        self.at("turn")
        self.slide(runs.moved(self.t, w=there.w.value), *b.moving, run_time=3.0, w=there.w.value)
        self.at("rest")
        self.show(self.reads(there.z, there.a, there.L), run_time=0.4)
        self.at("knob")
        self.light(*self.sketch.weigh, b.miss.square)

    @beat(
        "So that is a neuron. Weigh, <add> add, <squash> squash. And outside <judge> stands its judge, the loss.",
        "<net> Join many, so that one's answer is another's input, and you have a network.",
        "<next> Next, we find out which way to turn each knob.",
        pause=4.0,
    )
    def harvest(self):
        s, home = self.sketch, named_on(self.stage)
        self.clear("formulas", also=[self.digits, self.paper, *self.bench.moving, *self.bench.still], run_time=0.3)
        self.play(s.into(home), run_time=0.6)
        self.stations = s.names()
        for mark, parts, word in zip((None, "add", "squash", "judge"), s.stations, self.stations, strict=True):
            if mark:
                self.at(mark)
            self.play(*map(lit, parts), FadeIn(word), run_time=0.45)
        self.at("net")
        net = LitNet(CROWD if self.stage.shape != "9:16" else PAIRS, self.stage, room_of(self.stage, "SOLO"), with_loss=True)
        self.pull_back(net)
        for l in net.edges:
            self.play(*net.going(l), run_time=0.6)
        self.play(*net.into_loss(), run_time=0.6)
        self.at("next")
        self.play(*(lit(edge) for edges in net.edges.values() for edge in edges.values()), run_time=0.8)
        for l in reversed(net.edges):
            self.play(*net.returning(l), run_time=0.6)

    # ---- gestures

    def make_room(self) -> NeuronBench:
        """The bench moves aside, so that a square stands at its left."""
        old, one = self.bench, single(self.t)
        new = self.bench = NeuronBench(self.t, self.rooms.bench)
        digits = self.digits
        self.play(*old.gives_way(new), FadeOut(digits), FadeIn(self.reads(one.z, one.a)), run_time=0.65)
        return new

    def pull_back(self, net: LitNet) -> None:
        """The neuron shrinks to be one of many: from it the network around comes into sight."""
        one, body = net.neurons[1][0], self.sketch.body[0]
        near = net.copy().scale(body.width / one.width)
        near.shift(body.get_center() - near.neurons[1][0].get_center()).set_opacity(0)
        self.clear_away(self.stations, run_time=0.2)
        shrunk = FadeOut(self.sketch, target_position=one, scale=one.width / body.width)
        self.play(ReplacementTransform(near, net), shrunk, run_time=1.4)

    def board(self, *lines: Equation) -> VGroup:
        """Lines of working in the room for them, as Formulas not yet shown, in place of what stood there."""
        self.clear("formulas")
        told = worked(inside(self.rooms.board), *lines)
        self.stands("formulas", *told)
        self.worked = VGroup(*told[1:])
        return told

    def reads(self, *numbers: Number) -> VGroup:
        """The digits of z, a and L where they have come to rest; those that stood before are forgotten."""
        self.digits = self.bench.read(*numbers)
        return self.digits

    def slide(self, run: runs.Run, *parts: Mobject, run_time: float, w: float | None = None) -> None:
        """The bench follows the engine's runs, without digits while it moves; the sketch shows a new sign of w."""
        self.clear_away(self.digits, run_time=0.2)
        self.play(self.bench.follow(run, *parts, run_time=run_time), *([] if w is None else self.sketch.signed(w)))

    def shake(self, centre: float) -> None:
        """z goes to a place and is shaken there, and a follows."""
        b = self.bench
        self.play(b.follow(runs.carried(self.t, b.z.value, centre), *b.squashed, run_time=0.7))
        self.play(b.follow(runs.shaken(self.t, centre), *b.squashed, run_time=2.0, rate=linear))
