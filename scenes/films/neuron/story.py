"""One neuron: weigh, add, squash, be judged, on one linked picture that the engine moves."""

from __future__ import annotations

from typing import ClassVar

from manim import Circle, Create, FadeIn, FadeOut, GrowArrow, ReplacementTransform

from scenes.beat import beat
from scenes.films.neuron import neuron_words as say
from scenes.films.neuron.bench import NeuronBench
from scenes.films.neuron.neuron_sketch import NeuronSketch
from scenes.films.neuron.on_bench import OnBench
from scenes.kit.maths.single import single
from scenes.kit.network.diagram import NetworkDiagram
from scenes.kit.place.light import lit
from scenes.kit.theme import theme
from scenes.kit.type.formula import LARGE, Label

FAR = 0.96  # of the line's reach, how far z is carried
CROWD = (3, 4, 3, 1)  # a network of many neurons, for the last picture: a shape, without numbers


class OneNeuron(OnBench):
    title = "One neuron"
    promise = "Read a neuron: weigh, add, squash, be judged."
    lesson: ClassVar[str] = "neuron"

    @classmethod
    def unfit(cls, t):
        return say.unfit(t)

    @beat(
        "Every network is built from one small part. <neuron> This is it: a neuron. By the end of this film, you can read it, "
        "and follow <follow> a number all the way through."
    )
    def promised(self):
        self.rooms = say.rooms(self.stage)
        self.show(self.place("title", Label(self.title, size=LARGE, color=theme().ink)))
        self.at("neuron")
        self.sketch = NeuronSketch(self.t, self.stage.graph)
        self.show(self.sketch, run_time=1.2)
        self.at("follow")
        for edge in ("w", "a"):
            self.play(self.sketch.pulse(edge), run_time=0.7)

    @beat(
        "One number goes in. <out> One number comes out. And in between, only a few things happen. "
        "The neuron <weigh> weighs. It <add> adds. It <squash> squashes. And at the end, <judge> it is judged."
    )
    def parts(self):
        s = self.sketch
        self.play(lit(s.x), s.pulse("w"), run_time=0.8)
        self.at("out")
        self.play(s.pulse("a"), lit(s.letters["a"]), run_time=0.8)
        self.words = s.names()
        for mark, parts, word in zip(("weigh", "add", "squash", "judge"), (s.weigh, s.plus, s.squash, s.judge), self.words, strict=True):
            self.at(mark)
            self.play(*map(lit, parts), FadeIn(word), run_time=0.7)

    @beat("Two of the numbers are its own: <w> a weight, and <b> a bias. They are its knobs. To learn is to turn them.")
    def knobs(self):
        self.at("w")
        self.light(*self.sketch.weigh)
        self.at("b")
        self.light(self.sketch.b, self.sketch.edges["b"])

    @beat(say.weighed)
    def weigh(self):
        one, room, knob = single(self.t), self.rooms.sketch, say.moved(self.t, w=1.0)
        b = self.bench = NeuronBench(self.t, self.rooms.bench)
        self.home, b.z = b.z, b.close_up()
        self.zero = b.marked_zero()
        self.clear("title")
        self.clear_away(self.words, run_time=0.2)
        scale = min(room.width / self.sketch.width, room.height / self.sketch.height)
        line = [b.z.axis, b.z.ticks, self.zero]
        self.play(self.sketch.animate.scale(scale).move_to(room.center), *map(FadeIn, line), run_time=0.8)
        self.at("x")
        b.set(knob(1.0))
        b.weighed.set_color(theme().forward)
        num, x = b.z.beside(one.x, one.x.value), b.laid[0]["x"]
        self.play(GrowArrow(b.weighed), FadeIn(num), FadeIn(x), lit(self.sketch.x), run_time=0.7)
        self.at("w")
        self.clear_away(num, run_time=0.2)
        self.show(b.laid[0]["w"], run_time=0.2)
        self.play(b.follow(lambda s: knob(1 - s), b.weighed, b.laid[0], run_time=1.2), *map(lit, self.sketch.weigh))
        self.at("wx")
        product = say.product_line(self.t)
        self.board(product)
        self.product = b.z.beside(one.wx, one.wx.value)
        self.show(product, self.product, run_time=0.5)

    @beat(say.added)
    def add_bias(self):
        one, b = single(self.t), self.bench
        self.at("b")
        self.clear_away(self.product, run_time=0.2)
        self.play(GrowArrow(b.added), FadeIn(b.laid[1]), *map(lit, self.sketch.plus), run_time=0.8)
        self.at("z")
        self.play(FadeIn(b.z.dot, scale=0.3), FadeIn(b.z.name), run_time=0.5)
        letters, numbers = say.sum_lines(self.t)
        self.board(letters, numbers)
        self.show(letters, run_time=0.4)
        self.at("sum")
        self.show(numbers, self.reads(one.z), run_time=0.5)

    @beat(say.TURN, pause=3.0)
    def asked_turn(self):
        self.at("w")
        self.light(*self.sketch.weigh)

    @beat(say.opposed)
    def turned(self):
        b, w = self.bench, self.t.at("studies.neuron.opposed.w", "w").value
        run = say.moved(self.t, w=w)
        parts = [b.weighed, b.added, b.laid, b.z.dot]
        there, here = self.t.at("studies.neuron.opposed.z", "z"), single(self.t).z
        self.clear("formulas")
        self.slide(run, *parts, run_time=1.8, w=w)
        self.show(self.reads(there), run_time=0.4)
        self.at("for")
        self.slide(lambda s: run(1 - s), *parts, run_time=1.0, w=-w)
        self.show(self.reads(here), run_time=0.3)
        self.at("against")
        self.slide(run, *parts, run_time=1.0, w=w)
        self.show(self.reads(there), run_time=0.3)

    @beat(say.LEANING)
    def leaning(self):
        b, one = self.bench, single(self.t)
        parts = [b.weighed, b.added, b.laid, b.z.dot]
        back = say.moved(self.t, w=self.t.at("studies.neuron.opposed.w", "w").value)
        push = say.moved(self.t, b=self.t.at("studies.neuron.pushed.b", "b").value)
        self.slide(lambda s: back(1 - s), *parts, run_time=0.8, w=one.w.value)
        self.at("lean")
        self.play(b.follow(push, *parts, run_time=1.6), lit(self.sketch.b))
        self.show(self.reads(self.t.at("studies.neuron.pushed.z", "z")), run_time=0.3)
        self.at("home")
        self.slide(lambda s: push(1 - s), *parts, run_time=1.2)
        self.show(self.reads(one.z), run_time=0.3)

    @beat(say.squashed)
    def squash(self):
        b, far, close = self.bench, FAR * self.bench.reach, self.bench.z
        self.clear_away(b.weighed, b.added, b.laid, self.digits, self.zero, close.ticks, run_time=0.3)
        b.z = self.home
        b.set(say.carried(self.t)(0.0))
        swaps = [ReplacementTransform(getattr(close, part), getattr(b.z, part)) for part in ("axis", "dot", "name")]
        self.play(*swaps, FadeIn(b.z.ticks), FadeIn(b.zero), *self.sketch.signed(single(self.t).w.value), run_time=0.9)
        self.at("any")
        self.play(b.follow(say.carried(self.t, to=-far), b.z.dot, run_time=0.9))
        self.at("curve")
        self.show(b.a.axis, b.a.name, b.a.dot, b.live, b.rise, b.across, b.trail, run_time=0.5)
        sweep = b.follow(say.carried(self.t, -far, far), b.z.dot, b.a.dot, b.live, b.rise, b.across, b.trail, run_time=4.0)
        self.play(sweep, *map(lit, self.sketch.squash))
        self.add(b.curve)
        self.remove(b.trail)

    @beat(say.bounded)
    def bounds(self):
        b = self.bench
        self.at("low")
        self.show(b.bounds)
        for mark, bound in zip(("no", "yes"), b.bounds, strict=True):
            self.at(mark)
            self.light(bound)

    @beat(
        "Now <move> move {n.z} a little, to and fro. Where will the answer move most: <middle> in the middle, or <out> far out?", pause=3.0
    )
    def asked_steep(self):
        b = self.bench
        self.rings = [Circle(0.3, color=theme().light, stroke_width=3).move_to(m) for m in (b.curve.point_from_proportion(0.5), b.live)]
        self.at("move")
        self.light(b.z.dot, run_time=0.5)
        for mark, ring in zip(("middle", "out"), self.rings, strict=True):
            self.at(mark)
            self.play(Create(ring), run_time=0.5)

    @beat(say.STEEP)
    def steep(self):
        b = self.bench
        parts = [b.z.dot, b.a.dot, b.live, b.rise, b.across]
        self.clear_away(*self.rings, run_time=0.3)
        self.at("middle")
        self.shake(0.0, *parts)
        self.at("out")
        self.shake(b.reach - say.SWING, *parts)

    @beat(say.ours)
    def ours(self):
        b, one = self.bench, single(self.t)
        self.clear_away(b.rise, b.across, b.live, b.a.dot, run_time=0.2)
        self.play(b.follow(say.carried(self.t, b.z.value, one.z.value), b.z.dot, run_time=0.9))
        z, a = self.reads(one.z, one.a)
        letters, numbers = say.squash_lines(self.t)
        self.board(letters, numbers)
        self.show(z, letters, run_time=0.4)
        self.at("up")
        self.play(Create(b.rise), FadeIn(b.live), run_time=0.7)
        self.at("over")
        self.play(Create(b.across), FadeIn(b.a.dot), run_time=0.7)
        self.show(a, numbers, run_time=0.5)

    @beat(say.judged)
    def judge(self):
        b = self.bench
        self.clear("formulas")
        line = say.miss_line(self.t)
        self.board(line)
        self.at("y")
        self.play(FadeIn(b.wanted), *map(lit, self.sketch.judge), run_time=0.7)
        self.at("miss")
        self.play(Create(b.miss.gap), FadeIn(line), run_time=0.8)

    @beat(
        "Now square it. <square> As a picture, that is a square, as wide as the miss. <half> Half of its area is called the loss. "
        "<named> It is what we want to make small. The <same> half changes nothing that matters: it will keep the slope simple."
    )
    def loss(self):
        b, one = self.bench, single(self.t)
        letters, numbers = say.loss_lines(self.t)
        self.board(letters, numbers)
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

    @beat("Suppose <miss> the miss were only half as long. How much smaller would the loss be?", pause=3.0)
    def asked_half(self):
        self.at("miss")
        self.light(self.bench.miss.gap)

    @beat(say.QUARTER)
    def quarter(self):
        b, run = self.bench, say.moved(self.t, y=self.t.at("studies.neuron.nearer.y", "y").value)
        self.whole = b.miss.quarters()
        self.clear("formulas")
        self.at("nearer")
        self.add(self.whole[0])
        self.slide(run, b.miss, b.wanted, run_time=1.5)
        self.at("quarter")
        self.play(
            Create(self.whole[1]), FadeIn(self.reads(*say.of(self.t, "z", "a"), self.t.at("studies.neuron.nearer.L", "L"))), run_time=0.9
        )

    @beat(
        "Now see the whole neuron at work. <slide> Move the input, and everything follows: the sum, the squash, the miss, the loss. "
        "<again> At every moment, the same steps."
    )
    def at_work(self):
        b, back = self.bench, say.moved(self.t, y=self.t.at("studies.neuron.nearer.y", "y").value)
        self.clear_away(self.whole, self.digits, run_time=0.2)
        self.play(b.follow(lambda s: back(1 - s), b.miss, b.wanted, run_time=0.8))
        self.at("slide")
        run = say.moved(self.t, x=-single(self.t).x.value)
        self.play(b.follow(run, *b.moving, run_time=3.2), self.sketch.pulse("w", "a"))
        self.at("again")
        self.play(b.follow(lambda s: run(1 - s), *b.moving, run_time=2.4), self.sketch.pulse("w", "a"))
        self.show(self.reads(*say.of(self.t, "z", "a", "L")), run_time=0.4)

    @beat(say.turned_down, pause=0.8)
    def knob_turned(self):
        b, w = self.bench, self.t.at("studies.neuron.opposed.w", "w").value
        self.at("knobs")
        self.light(*self.sketch.weigh, self.sketch.b, run_time=0.6)
        self.at("turn")
        self.slide(say.moved(self.t, w=w), *b.moving, run_time=3.0, w=w)
        self.at("rest")
        self.show(self.reads(*(self.t.at(f"studies.neuron.opposed.{k}", k) for k in "zaL")), run_time=0.4)
        self.at("knob")
        self.light(*self.sketch.weigh, b.miss.square)

    @beat(say.HARVEST)
    def harvest(self):
        s, home = self.sketch, self.stage.graph
        self.clear_away(self.digits, *self.bench.moving, *self.bench.still, run_time=0.3)
        self.play(*s.signed(single(self.t).w.value), run_time=0.1)
        self.play(s.animate.scale(home.width / s.width).move_to(home.center), run_time=0.6)
        self.words = s.names()
        stations = (s.weigh, s.plus, s.squash, s.judge)
        for mark, parts, word in zip((None, "add", "squash", "judge"), stations, self.words, strict=True):
            if mark:
                self.at(mark)
            self.play(*map(lit, parts), FadeIn(word), run_time=0.45)
        self.at("net")
        net = NetworkDiagram(CROWD, home, with_loss=True)
        self.play(FadeOut(s), FadeOut(self.words), FadeIn(net), run_time=0.8)
        for l in net.edges:
            self.play(net.pulse(l), run_time=0.6)
        self.at("next")
        self.play(*(lit(edge) for edges in net.edges.values() for edge in edges.values()), run_time=0.8)
