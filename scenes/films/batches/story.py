"""Many examples, one step: gradients are averaged, and small batches wobble around the whole one."""

from __future__ import annotations

from typing import ClassVar

from manim import LEFT, RIGHT, UP, Create, FadeIn, FadeOut, LaggedStart, VGroup

from engine.reading import Number, Reading
from scenes.beat import beat
from scenes.chapter import Chapter
from scenes.films.batches import batch_words as words
from scenes.films.batches.arrow_plane import ArrowPlane
from scenes.films.batches.gradient_strip import GradientStrip, parts, strips
from scenes.films.batches.mean_line import mean_loss, mean_slope
from scenes.films.batches.pulls import pull_name
from scenes.films.batches.size_bars import SizeBars
from scenes.kit.maths.chain import chain_room
from scenes.kit.network.diagram import NetworkDiagram
from scenes.kit.place.light import lit
from scenes.kit.place.plate import plate
from scenes.kit.place.stage import Region
from scenes.kit.plots.bars import LossBars
from scenes.kit.theme import theme
from scenes.kit.type.formula import LARGE, SMALL, Formula, Label, align_equals
from scenes.kit.type.number import Num
from scenes.shown import show

RUN = 1.3  # seconds that values take through the network, either way


class Batches(Chapter):
    title = "Many examples, one step"
    promise = "Average gradients, and say why small batches wobble."
    lesson: ClassVar[str] = "xor"

    @classmethod
    def unfit(cls, t: Reading) -> str | None:
        if "batches" not in t.trace.studies:
            return "it is told on two examples or more in one step, whose mean gradient is not zero"
        if t.trace.steps[0].L_new >= t.trace.steps[0].L:
            return "it is told on a first step that makes the loss smaller"
        return None

    @beat("By the end of this film, you can turn many examples into <net> one step, and say why small batches wobble.")
    def promised(self):
        self.heading = self.stage.title.hold(Label(self.title, size=LARGE, color=theme().ink))
        self.show(self.heading)
        self.at("net")
        self.net = NetworkDiagram(self.t.sizes, self.stage.graph, [layer.W for layer in self.t.trace.net.layers], with_loss=True)
        self.net.add(Formula("{L}", size=30, L=self.t.name.L).move_to(self.net.loss).set_z_index(3))
        self.show(self.net, run_time=1.0)

    @beat(words.many)
    def many(self):
        self.clear_away(self.heading)
        self.make_room(self.net)
        told = words.told(self.t)
        rows = [parts(self.t.of(example=k)) for k in told] + [parts(self.t, mean=True)]
        names = [*(words.name_of(self.t, k) for k in told), Label("mean", size=SMALL, color=theme().ink)]
        *self.strips, self.mean = strips(names, rows, self._beside_net())
        self.play(LaggedStart(*(FadeIn(strip.name) for strip in self.strips), lag_ratio=0.3), run_time=1.5)
        self.at("net")
        self.light(*(edge for edges in self.net.edges.values() for edge in edges.values()))

    @beat(words.one, each=words.told)
    def one(self, k):
        strip = self.strips[words.told(self.t).index(k)]
        self.at("which")
        self.light(strip.name, run_time=0.4)
        self.at("forward")
        self.run_forward(self.t.of(example=k))
        self.at("back")
        self.run_back()
        self.at("bars")
        self.show(strip.axis, run_time=0.2)
        self.play(strip.grow(), run_time=1.0)
        if strip is self.strips[0]:
            self.at("up")
            self.light(strip.bars)

    @beat("Every example has <wish> a wish of its own. But the weights can take only <one> one step. What would you do?", pause=3.0)
    def puzzle(self):
        self.clear_values()
        self.at("wish")
        self.light(*(strip.bars for strip in self.strips), run_time=1.2)
        self.at("one")
        self.light(*(strip.axis for strip in self.strips))

    @beat(
        "The loss over all examples is <loss> the mean of their losses. And the slope of a mean is <slope> the mean of the slopes. "
        "Nothing new has to be invented."
    )
    def why(self):
        lines = mean_loss(self.t), mean_slope(self.t, words.axes(self.t)[0])[0]
        self.place("board", align_equals(*lines))
        for line, mark in zip(lines, ("loss", "slope"), strict=True):
            self.at(mark)
            self.show(line, run_time=0.6)

    @beat(words.averaged)
    def averaged(self):
        self.clear("board", run_time=0.3)
        letters, numbers = mean_slope(self.t, words.axes(self.t)[0])
        self.place("board", align_equals(letters, numbers))
        self.show(letters, run_time=0.4)
        self.at("weight")
        l, i, j = words.axes(self.t)[0]
        edge = self.net.edges.get(l, {}).get((i, j))
        self.light(*self.column(self.strips), *([edge] if edge is not None else []))
        self.at("sum")
        self.show(numbers["eq"], numbers.rest, *(numbers[name] for name in numbers.parts if name not in ("eq", "result")), run_time=0.6)
        self.at("result")
        self.show(numbers["result"], self.mean.name, self.mean.axis, run_time=0.4)
        self.light(numbers["result"], run_time=0.5)

    @beat(
        "And the same <all> for every weight. <bar> Where the examples pull in opposite ways, their bars cancel. What they share is left."
    )
    def cancelled(self):
        self.at("all")
        self.play(self.mean.grow(0.12), run_time=1.2)
        self.at("bar")
        self.light(self.mean.bars)

    @beat(words.agree)
    def agree(self):
        self.clear("board")
        self.at("cos")
        cosines = self.t.numbers("studies.batches.cosines", "count")
        chosen = [cosines[k] for k in words.told(self.t)]
        self.cosines = [self._beside(strip, number) for strip, number in zip(self.strips, chosen, strict=True)]
        self.cosine = self._heading()
        self.show(self.cosine, run_time=0.4)
        self.play(LaggedStart(*map(FadeIn, self.cosines), lag_ratio=0.4), run_time=1.4)
        self.at("pull")
        self.light(*self.cosines)

    @beat(words.arrows)
    def arrows(self):
        t, (one, two) = self.t, words.axes(self.t)
        self.clear_away(*self.cosines, self.cosine, self.net, run_time=0.5)
        self.tips = t.numbers("studies.batches.clusters[0].tips", "count").array
        self.whole = t.numbers("studies.batches.whole", "count").array
        names = [t.name.W[l][i][j] for l, i, j in (one, two)]
        self.plane = ArrowPlane(self._open(), *names, self.tips)
        self.at("axes")
        self.play(Create(self.plane.axes), FadeIn(self.plane.names), run_time=0.8)
        self.at("arrows")
        self.pulls = VGroup(*(self.plane.arrow(tip, theme().backward) for tip in self.tips))
        drawn = words.told(t)
        self.whose = VGroup(*(pull_name(t, self.plane, k, self.tips[k]) for k in drawn))
        for k, strip, name in zip(drawn, self.strips, self.whose, strict=True):
            self.play(FadeIn(self.pulls[k]), FadeIn(name), lit(strip.name), run_time=0.5)
        self.play(*(FadeIn(pull) for k, pull in enumerate(self.pulls) if k not in drawn), run_time=0.4)
        self.at("mean")
        arrow = self.plane.arrow(self.whole, theme().ink, width=8)
        name = Label("mean", color=theme().ink).next_to(
            self.plane.at(1.0 * self.whole), self.whole[0] * RIGHT + self.whole[1] * UP, buff=0.15
        )
        self.true = VGroup(arrow, plate(name)).set_z_index(3)
        self.play(FadeIn(self.true), lit(self.mean.name), run_time=0.7)
        self.at("go")
        self.light(self.true)

    @beat(
        "With <many> very many examples, one mean takes very long. So training takes <few> a few at a time: a mini-batch. "
        "If we average only a few of them, <right> will the arrow still point the right way?",
        pause=3.0,
    )
    def mini(self):
        self.at("many")
        self.play(LaggedStart(*(lit(strip.bars) for strip in self.strips), lag_ratio=0.4), run_time=1.6)
        self.at("few")
        self.light(*self.strips[0].bars, *self.strips[-1].bars)
        self.at("right")
        self.light(self.true)

    @beat(words.every)
    def every(self):
        size = min(1, len(words.clusters(self.t)) - 2)
        tips = self.t.numbers(f"studies.batches.clusters[{max(0, size)}].tips", "count").array
        self.at("pairs")
        self.play(self.pulls.animate.set_opacity(0.35), FadeOut(self.whose), run_time=0.3)
        self.dots = VGroup(*(self.plane.dot(tip, theme().backward) for tip in tips))
        self.play(LaggedStart(*(FadeIn(dot, scale=0.3) for dot in self.dots), lag_ratio=0.25), run_time=2.0)
        self.at("around")
        self.light(self.true)

    @beat(words.sizes)
    def sizes(self):
        pairs = words.clusters(self.t)
        self.clear_away(*self.strips, self.mean)
        self.noise = SizeBars(
            chain_room(self.stage), "average miss, by batch size", [size for size, _ in pairs], [stray for _, stray in pairs]
        )
        self.show(self.noise.head, run_time=0.3)
        self.at("one")
        self.show(self.noise.rows[0], run_time=0.4)
        self.at("true")
        self.light(self.true)
        self.at("more")
        self.show(self.noise.rows[1], run_time=0.4)
        self.at("all")
        if len(pairs) == 2:
            self.light(self.noise.rows[-1])
        for row in self.noise.rows[2:]:
            self.show(row, run_time=0.4)

    @beat(
        "That is the trade. A small batch is <small> quick, and noisy. A large one is <large> exact, and slow. "
        "Most training lives in between."
    )
    def trade(self):
        self.at("small")
        self.light(self.noise.rows[0], self.dots)
        self.at("large")
        self.light(self.noise.rows[-1], self.true)

    @beat(words.stepped)
    def stepped(self):
        t = self.t
        self.clear_away(self.noise, self.dots, run_time=0.4)
        self.at("step")
        self.light(self.true, run_time=0.6)
        self.losses = LossBars(self.stage.side, t.name.L, t.batch_L, t.L_new)
        self.at("before")
        self.show(self.losses.floor, self.losses.title, self.losses.bars[0], self.losses.names[0], self.losses.nums[0], run_time=0.5)
        self.at("after")
        self.show(self.losses.level, self.losses.bars[1], self.losses.names[1], self.losses.nums[1], run_time=0.5)

    @beat("Many wishes, one mean, one step. <mean> With few examples it wobbles, with many it costs. On average, it is right.")
    def harvest(self):
        rule = Formula(
            "{s} = 1/N sum_k {one}",
            hues=dict.fromkeys(("s", "one"), theme().backward),
            s=self.t.name.dL_dw,
            one="(partial L_k)/(partial w)",
        )
        self.clear_away(self.losses)
        self.place("side", rule)
        self.show(rule, run_time=0.5)
        self.at("mean")
        self.light(self.true, rule["s"])

    # ---- gestures

    def _beside_net(self) -> Region:
        """The room of the strips, free on their left for what is said of each."""
        room = chain_room(self.stage)
        return room if self.stage.aside != self.stage.graph else Region(room.x + 0.55, room.y, room.width - 1.1, room.height)

    def _open(self) -> Region:
        """The room of the network and, where nothing stands under it, of the board."""
        stage = self.stage
        if stage.aside == stage.graph:
            return stage.graph
        top, bottom = stage.aside.top[1], stage.board.y - stage.board.height / 2
        return Region(stage.aside.x, (top + bottom) / 2, stage.aside.width, top - bottom)

    def run_forward(self, e: Reading) -> None:
        """An example's values run through the network, layer by layer, as fast as they are known."""
        net, pace = self.net, min(0.35, RUN / (len(self.net.layers) + 1))
        for l in net.layers:
            flash = [net.pulse(l)] if net.edges.get(l) else []
            if net.shows_numbers():
                self.play(*flash, net.fill(l, e.a[l], lag_ratio=0.0), run_time=pace)
            elif flash:
                self.play(*flash, run_time=pace)
        self.play(net.pulse_loss(), run_time=pace)

    def run_back(self) -> None:
        net, pace = self.net, min(0.35, RUN / len(self.net.layers))
        self.play(net.pulse_loss(back=True), run_time=pace)
        for l in reversed(net.layers[1:]):
            if net.edges.get(l):
                self.play(net.pulse(l, back=True), run_time=pace)

    def clear_values(self) -> None:
        """The numbers of the last example leave the network."""
        values = [num for layer in self.net.values.values() for num in layer.values()]
        self.net.remove(*values)
        self.net.values.clear()
        self.clear_away(*values)

    def column(self, some: list[GradientStrip]) -> list[VGroup]:
        """The bar of the first axis' weight in every strip."""
        l, i, j = words.axes(self.t)[0]
        path = self.t.dL_dW[l][i][j].path.partition(".backward")[2]
        for k, number in enumerate(parts(self.t)):
            if number.path.endswith(path):
                return [strip.bars[k] for strip in some]
        return [strip.bars for strip in some]

    def _beside(self, strip: GradientStrip, number: Number) -> Num:
        """A number left of a strip."""
        return Num(show(number, 2), SMALL, theme().ink).next_to(strip.name, LEFT, buff=0.3)

    def _heading(self) -> Label:
        return Label("cosine").next_to(self.cosines[0], UP, buff=0.2).align_to(self.cosines[0], RIGHT)
