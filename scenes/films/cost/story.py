"""Two passes instead of a million: what all slopes of a network cost, three ways, and what backpropagation pays with."""

from __future__ import annotations

from itertools import islice

from manim import DOWN, LEFT, RIGHT, UP, Create, FadeIn, FadeOut, GrowFromEdge, LaggedStart, VGroup, linear

from engine.reading import Reading
from scenes.beat import beat
from scenes.films.cost import cost_words as words
from scenes.films.cost.cost_gestures import CostFilm
from scenes.films.cost.growth import FIELDS, Growing, Memory, hues
from scenes.films.cost.kept_rows import KeptRows
from scenes.films.cost.race import Race
from scenes.films.cost.size_table import SizeTable
from scenes.kit.network.diagram import NetworkDiagram
from scenes.kit.place.light import lit
from scenes.kit.theme import theme
from scenes.kit.type.formula import LARGE, Formula, Label, small
from scenes.shown import show

WAYS = ("nudge each weight", "path by path", "backprop")


class Cost(CostFilm):
    title = "Two passes instead of a million"
    promise = "Say what backpropagation saves, and what it costs."

    @classmethod
    def unfit(cls, t: Reading) -> str | None:
        if "cost" not in t.trace.studies or t.sizes[0] < 2:
            return "its paths need two inputs and a hidden layer"
        here = t.trace.studies["cost"].here
        return None if here.backprop < min(here.nudged, here.walked) else "its network is too small to save anything"

    @beat("By the end of this film, you can say what backpropagation <net> saves, and what it costs.")
    def promised(self):
        self.heading = self.stage.title.hold(Label(self.title, size=LARGE, color=theme().ink))
        self.show(self.heading)
        self.at("net")
        self.net = NetworkDiagram(self.t.sizes, self.stage.graph, [layer.W for layer in self.t.trace.net.layers], with_loss=True)
        self.net.add(Formula("{L}", L=self.t.name.L).move_to(self.net.loss).set_z_index(3))
        self.show(self.net, run_time=1.0)

    @beat(words.asked)
    def asked(self):
        self.clear_away(self.heading)
        self.make_room(self.net)
        self.at("each")
        self.light(*self.strands, run_time=1.2)
        self.at("pay")
        self.race = Race(self.stage.board, WAYS, [self.cost(field) for field in FIELDS], hues())
        self.head = Label("multiplications", size=small(), color=theme().ink)
        self.head.next_to(self.race.names[0], UP, buff=0.3).align_to(self.race.totals[0], RIGHT)  # clear of the lowest neurons
        self.show(self.head, run_time=0.5)
        self.at("ways")
        self.play(LaggedStart(*map(FadeIn, self.race.names), lag_ratio=0.5), run_time=1.0)

    @beat(words.forward)
    def forward(self):
        self.at("run")
        self.play(self.whole_run(), run_time=1.8)
        self.at("cost")
        lines = (("weights", "weights"), ("one run forward", "forward"))
        self.note(*(self.said(words, Formula("{v}", size=LARGE, v=self.cost(field))) for words, field in lines))
        self.show(self.race.bars[0], run_time=0.2)
        self.play(self.race.advance(0, self.cost("forward").value), run_time=0.5)
        self.at("add")
        self.play(LaggedStart(*map(FadeIn, self.biases()), lag_ratio=0.2), run_time=1.0)

    @beat(
        "The blunt way to find the slopes: <nudge> make one weight larger, <again> run everything again, <see> and watch the loss. "
        "Then <next> put it back, and take the next weight."
    )
    def nudged(self):
        forward = self.cost("forward").value
        self.clear("biases", run_time=0.3)
        self.at("nudge")
        self.pick(self.strands[0])
        self.at("again")
        self.play(self.whole_run(), self.race.advance(0, 2 * forward), run_time=1.2)
        self.at("see")
        self.play(self.net.pulse_loss(), run_time=0.7)
        self.at("next")
        self.pick(self.strands[1])
        self.play(self.whole_run(), self.race.advance(0, 3 * forward), run_time=1.2)

    @beat(words.runs, pause=3.0)
    def runs(self):
        self.pick(None)
        self.at("all")
        self.play(LaggedStart(*(self.net.pulse(l, e, color=theme().light) for l, e in self.places), lag_ratio=0.15), run_time=2.0)

    @beat(words.counted)
    def counted(self):
        self.at("one")
        N, forward, nudged = (self.cost(name) for name in ("weights", "forward", "nudged"))
        line = Formula("({N} + 1) dot {F} = {total}", size=LARGE, N=N, F=forward, total=nudged)
        self.note(self.said("runs, times one run", line))
        self.at("times")
        self.light(line["F"])
        self.at("total")
        self.play(self.race.advance(0, nudged.value), run_time=1.2)
        self.fly((line["total"], self.race.totals[0]), run_time=0.6)

    @beat(
        "The chain rule is smarter. Do it path by path: <take> take a weight, <road> follow one path from it to the loss, "
        "and multiply the slopes along it. <other> Then follow every other path, and add them up."
    )
    def roads(self):
        self.clear("side")
        self.at("take")
        self.play(lit(self.race.names[1]), FadeIn(self.race.bars[1]), run_time=0.3)
        ways = list(islice(self.ways(), 3))
        chips = self.factors(ways[0])
        self.play(self.race.advance(1, self.cost("forward").value), FadeIn(chips[0]), *self.lighting(ways[0], 0), run_time=0.7)
        self.at("road")
        for k, chip in enumerate(chips[1:], start=1):
            self.play(FadeIn(chip), *self.lighting(ways[0], k), run_time=2.0 / len(chips))
        self.at("other")
        self.clear_away(*chips, self.road, run_time=0.3)
        for way in ways[1:]:
            self.play(self.along(way), run_time=1.2)
        if len(ways) == 1:  # the weight has no second path: the others' follow
            self.play(LaggedStart(*(self.net.pulse(l) for l in self.net.edges if self.net.edges[l]), lag_ratio=0.5), run_time=1.8)

    @beat(words.summed)
    def summed(self):
        self.at("count")
        self.note(self.said("paths", Formula("{v}", size=LARGE, v=self.cost("paths"))))
        self.at("total")
        self.play(self.race.advance(1, self.cost("walked").value), run_time=0.9)
        self.show(self.race.totals[1], run_time=0.3)
        self.at("fork")
        self.play(LaggedStart(*(self.net.pulse(l) for l in self.net.edges if self.net.edges[l]), lag_ratio=0.5), run_time=1.8)

    @beat("Look at <two> two of these paths, of two weights into the same neuron. What do we multiply <again> twice?", pause=3.0)
    def twice(self):
        self.clear("side")
        self.bright = [VGroup(*(self.lighted(line) for _, _, line in self.trail(next(self.ways(place))))) for place in self.pair]
        self.at("two")
        for way in self.bright:
            self.play(LaggedStart(*map(Create, way), lag_ratio=1.0), run_time=1.4)
        self.at("again")
        self.light(*(line for way in self.bright for line in way))

    @beat(
        "All that lies <tail> behind the neuron. From here on, the two paths are one. So work it out <once> once for each neuron, "
        "from the end, and keep it there. That is what {n.delta} is for."
    )
    def shared(self):
        self.at("tail")
        self.play(*(FadeOut(way[0]) for way in self.bright), run_time=0.5)
        self.light(self.net.neurons[1][self.pair[0][0]], *self.bright[0][1:], run_time=1.0)
        self.at("once")
        self.clear_away(*self.bright, run_time=0.3)
        self.play(*(self.net.pulse(l, back=True) for l in reversed(self.net.edges) if l > 1), self.net.pulse_loss(back=True), run_time=0.9)
        self.play(*(self.net.label(l, self.n.delta[l]) for l in self.net.layers[1:]), run_time=0.6)

    @beat(words.back)
    def back(self):
        forward, total = self.cost("forward").value, self.cost("backprop").value
        self.play(lit(self.race.names[2]), FadeIn(self.race.bars[2]), run_time=0.3)
        self.at("forward")
        self.play(self.whole_run(), self.race.advance(2, forward), run_time=1.2)
        self.at("back")
        self.play(self.whole_run(back=True), self.race.advance(2, (forward + total) / 2), run_time=2.4)
        self.at("own")
        self.play(*map(lit, self.strands), self.race.advance(2, total), run_time=1.2, lit=True)
        self.at("total")
        self.show(self.race.totals[2], run_time=0.3)
        line = Formula("{F} + {B} = {total}", size=LARGE, F=self.cost("forward"), B=self.cost("back"), total=self.cost("backprop"))
        self.note(self.said("forward, and back", line))

    @beat(words.raced)
    def raced(self):
        self.play(*self.race.start(), run_time=0.5)
        self.at("race")
        self.play(*self.race.run(), run_time=3.5, rate_func=linear)
        self.at("two")
        self.play(self.whole_run(back=True), run_time=1.5)

    @beat(words.HARMLESS)
    def harmless(self):
        self.growth = SizeTable(self.t, self.stage)
        for mark, ks in (("wins", (2,)), ("others", (0, 1))):
            self.at(mark)
            self.light(*(part for k in ks for part in (self.race.bars[k], self.race.totals[k])))
        self.at("ask")
        self.clear("side", also=(self.net, self.head, *self.race.parts))
        self.play(LaggedStart(*map(FadeIn, self.growth.pictures), lag_ratio=0.5), run_time=1.2)

    @beat(words.grown)
    def grown(self):
        g = self.growth
        self.at("layers")
        self.play(LaggedStart(*map(lit, g.pictures), lag_ratio=0.3), FadeIn(g.heads[0]), run_time=1.2, lit=True)
        for k in range(3):
            self.at(f"w{k}")
            self.show(g.cells[k]["width"], run_time=0.3)
        self.at("weights")
        new = (FadeIn(column["weights"]) for column in g.cells)
        self.play(FadeIn(g.heads[1], g.rule), LaggedStart(*new, lag_ratio=0.4), run_time=0.9)

    @beat(words.guess, pause=3.0)
    def guess(self):
        self.at("more")
        self.light(*(row["weights"] for row in self.growth.cells))
        for mark, k in (("back", 2), ("nudge", 0)):
            self.at(mark)
            self.show(self.growth.heads[2 + k], self.growth.cells[0][FIELDS[k]], run_time=0.5)

    @beat(words.guessed)
    def guessed(self):
        for mark, k in (("back", 2), ("nudge", 0), ("walk", 1)):
            if k == 1:
                self.at("longer")
                self.light(*(row["nudged"] for row in self.growth.cells))
            self.at(mark)
            new = [row[FIELDS[k]] for row in self.growth.cells[0 if k == 1 else 1 :]]
            first = [FadeIn(self.growth.heads[3])] if k == 1 else []
            self.play(*first, LaggedStart(*map(FadeIn, new), lag_ratio=0.4), run_time=0.8)

    @beat(words.drawn)
    def drawn(self):
        self.clear_away(self.growth)
        self.plot = Growing(self.t, self.stage)
        self.at("right")
        self.show(self.plot.axes, self.plot.ticks, self.plot.powers, run_time=0.7)
        self.at("ten")
        self.play(LaggedStart(*map(lit, self.plot.axes.flat), lag_ratio=0.15), run_time=1.6)
        self.at("grow")
        self.show(*(curve.dot for curve in self.plot.curves), run_time=0.2)
        self.play(*(curve.grow(0, len(curve.points_on) - 1) for curve in self.plot.curves), run_time=3.2, rate_func=linear)
        for mark, k in (("steep", 1), ("follow", 0), ("near", 2)):
            self.at(mark)
            self.show(self.plot.names[k], run_time=0.4)

    @beat(words.timed)
    def timed(self):
        fields = {"walk": ("walked_days", "days", 1), "nudge": ("nudged_minutes", "minutes", 0), "back": ("backprop_ms", "milliseconds", 2)}
        lines = [
            self.said(WAYS[k], Formula(f'{{v}} "{unit}"', size=LARGE, v=show(words.sized(self.t, 2, field), digits=2)), hues()[k])
            for field, unit, k in fields.values()
        ]
        self.place("side", VGroup(*lines).arrange(DOWN, buff=0.45, aligned_edge=LEFT))
        self.at("speed")
        self.light(self.plot.axes.names[1])
        self.at("largest")
        self.light(*(curve.dot for curve in self.plot.curves))
        for mark, line, (_, _, k) in zip(fields, lines, fields.values(), strict=True):
            self.at(mark)
            self.show(line, run_time=0.4)
            self.light(self.plot.names[k], line, run_time=0.6)

    @beat(words.kept)
    def kept(self):
        self.clear("side")
        self.clear_away(self.plot.axes, self.plot.ticks, self.plot.powers, *self.plot.curves, *self.plot.names)
        self.unnamed()
        kept_rows = self.place("side", KeptRows(self.t, self.stage.side))
        self.show(self.net, kept_rows.board, run_time=0.5)
        self.at("keep")
        for l in self.net.layers:
            rows = [FadeIn(row, shift=0.3 * RIGHT) for row in kept_rows.rows.get(l, ())]
            self.play(self.remembered(l), *rows, run_time=2.7 / len(self.net.layers))
        self.at("here")
        line = Formula('{k} dot 8 = {b} "bytes"', k=self.cost("kept"), b=self.cost("kept_bytes"))
        self.show(self.place("board", VGroup(Label("numbers kept, eight bytes each", size=small()), line).arrange(DOWN, buff=0.2)))

    @beat(words.batch)
    def batch(self):
        self.clear("board", "side", also=(self.net,))
        bars = self.place("arena", Memory(self.t, self.stage.arena))
        self.at("wide")
        self.show(bars.one, run_time=0.5)
        self.at("many")
        self.light(bars.one)
        self.show(bars.weights, run_time=0.5)
        self.at("batch")
        self.play(FadeIn(bars.many[0], bars.many[2]), GrowFromEdge(bars.many[1], LEFT), run_time=1.6)
        self.at("fill")
        self.light(bars.many)

    @beat(
        "So backpropagation pays with memory, and saves time. <two> Two passes, one forward, and one back, <all> instead of a million. "
        "And <slope> every weight knows its slope."
    )
    def harvest(self):
        self.clear("arena")
        self.net.shift(self.stage.graph.center - self.stage.aside.center)
        self.show(self.net, run_time=0.4)
        self.at("two")
        self.play(self.whole_run(), run_time=1.2)
        self.play(self.whole_run(back=True), run_time=1.2)
        self.at("all")
        self.show(self.place("board", self.passes()), run_time=0.6)
        self.at("slope")
        self.light(*self.strands)
