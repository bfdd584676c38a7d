"""Many examples, one step: gradients are averaged, and small batches wobble around the whole one."""

from __future__ import annotations

from typing import ClassVar

from manim import RIGHT, UP, Create, FadeIn, FadeOut, LaggedStart, VGroup

from engine.reading import Reading
from scenes.beat import beat, line
from scenes.chapter import Chapter
from scenes.films.batches import facts, formulas
from scenes.films.batches.arrow_plane import ArrowPlane, plane_room
from scenes.films.batches.example_names import pull_names, strip_name
from scenes.films.batches.gradient_strip import GradientStrip, parts, strips, strips_room
from scenes.films.batches.size_bars import SizeBars
from scenes.kit.maths.chain import chain_room
from scenes.kit.network.diagram import NetworkDiagram
from scenes.kit.place.light import lit
from scenes.kit.plots.bars import LossBars
from scenes.kit.theme import theme
from scenes.kit.type.formula import LARGE, SMALL, Formula, Label, align_equals
from scenes.kit.type.number import Num

RUN = 1.3  # seconds that values take through the network, either way


class Batches(Chapter):
    """strips, mean_strip   the gradients of the examples that are shown, by example; and of all, the mean
    pulls, mean_arrow    what each of all examples would do with two of the weights, and what the mean does
    dots, misses         mini-batches of one size on that plane, and how far those of every size miss the mean
    """

    title = "Many examples, one step"
    promise = "Average gradients, and say why small batches wobble."
    lesson: ClassVar[str] = "xor"
    heading: Label
    net: NetworkDiagram
    strips: dict[int, GradientStrip]
    mean_strip: GradientStrip
    cosines: list[Num]
    cosines_head: Label
    plane: ArrowPlane
    pulls: VGroup
    pull_names: VGroup
    mean_arrow: VGroup
    dots: VGroup
    misses: SizeBars
    losses: LossBars

    @classmethod
    def unfit(cls, t: Reading) -> str | None:
        if "batches" not in t.trace.studies:
            return "it is told on two examples or more in one step, whose mean gradient is not zero"
        if facts.is_summed(t):
            return "it takes the mean over the examples of a step, and this lesson adds their losses up"
        if len(facts.axes(t)) < 2:
            return "it draws arrows over two weights, and here there is one"
        return None

    # ---- a gradient for every example

    @beat("By the end of this film, you can turn many examples into <net> one step, and say why small batches wobble.")
    def promised(self):
        self.heading = self.stage.title.hold(Label(self.title, size=LARGE, color=theme().ink))
        self.show(self.heading)
        self.at("net")
        self.net = NetworkDiagram(self.t.sizes, self.stage.graph, [layer.W for layer in self.t.net.layers], with_loss=True)
        self.net.add(Formula("{L}", size=30, L=self.n.L).move_to(self.net.loss).set_z_index(3))
        self.show(self.net, run_time=1.0)

    @beat(
        line(
            case=facts.is_mini_batch,
            yes="So far, one example made the step. But here are {in_all:words}, and the network is to get all of them right. "
            "One step looks at {count:words} of them.",
            no="So far, one example made the step. But here are {count:words}, and the network is to get all of them right.",
        ),
        "<net> The same weights have to serve every one.",
        line("Its <hidden> hidden neurons are hyperbolic tangents, and its loss is cross-entropy.", when=facts.is_tanh_with_cross_entropy),
        count=facts.count,
        in_all=facts.in_all,
    )
    def many(self):
        self.clear_away(self.heading)
        self.make_room(self.net)
        told = facts.told(self.t)
        rows = [parts(self.t.of(example=k)) for k in told] + [parts(self.t, mean=True)]
        names = [*(strip_name(self.t, k) for k in told), Label("mean", size=SMALL, color=theme().ink)]
        *own, self.mean_strip = strips(names, rows, strips_room(self.stage))
        self.strips = dict(zip(told, own, strict=True))
        self.play(LaggedStart(*(FadeIn(strip.name) for strip in own), lag_ratio=0.3), run_time=1.5)
        self.at("net")
        self.light(*(edge for edges in self.net.edges.values() for edge in edges.values()))
        if facts.is_tanh_with_cross_entropy(self.t):
            self.at("hidden")
            self.light(*(neuron for l in range(1, self.t.D) for neuron in self.net.neurons[l].values()))

    @beat(
        line(
            case=facts.telling,
            first="Show it <which> the first example. <forward> Forward, to the loss. <back> And back. That leaves <bars> a slope "
            "on each of its parameters, and we draw it as a bar: <up> up, where more of it means more loss.",
            first_of_wide="Show it <which> the first example. <forward> Forward, to the loss. <back> And back. That leaves <bars> a slope "
            "on each of its parameters. We draw some of them as bars: <up> up, where more of it means more loss.",
            second="Then <which> the second example. <forward> Its values run forward to the loss, <back> the slopes run back. "
            "It has <bars> a gradient of its own.",
            third="Now <which> the third. <forward> Forward again, all the way to the loss. <back> And back, to every weight. "
            "<bars> And again bars of its own.",
            last="And <which> the last. <forward> Forward through all layers, <back> back through all of them. "
            "<bars> A gradient of its own again.",
            other="And <which> the second. <forward> Forward through all layers, <back> back through all of them. "
            "<bars> A gradient of its own again.",
        ),
        line("Here, it is zero: this example asks for nothing.", when=facts.asks_for_nothing),
        each=facts.told,
        title="A gradient for every example",
    )
    def one(self, k):
        strip = self.strips[k]
        self.at("which")
        self.light(strip.name, run_time=0.4)
        self.at("forward")
        self.run_forward(self.t.of(example=k))
        self.at("back")
        self.run_back()
        self.at("bars")
        self.show(strip.axis, run_time=0.2)
        self.play(strip.grow(), run_time=1.0)
        if k == 0:
            self.at("up")
            self.light(strip.bars)

    # ---- their mean

    @beat(
        "Each example has <wish> a wish of its own. But the weights take <one> one step. What would you do?",
        pause=3.0, title="Many wishes, one step",
    )  # fmt: skip
    def puzzle(self):
        self.clear_values()
        self.at("wish")
        self.light(*(strip.bars for strip in self.strips.values()), run_time=1.2)
        self.at("one")
        self.light(*(strip.axis for strip in self.strips.values()))

    @beat(
        "The loss over all examples is <loss> the mean of their losses. And the slope of a mean is <slope> the mean of the slopes. "
        "So what we have will do."
    )
    def why(self):
        loss, slope = self.place("board", align_equals(formulas.mean_loss(self.t), formulas.mean_letters(self.t)))
        self.at("loss")
        self.show(loss, run_time=0.6)
        self.at("slope")
        self.show(slope, run_time=0.6)

    @beat(
        line(
            case=facts.all_are_told,
            yes="Take the mean. For this one weight, <weight> add the {count:words} slopes, <sum> and divide by their number.",
            no="Take the mean. For this one weight, <weight> add all of them, <sum> and divide by their number.",
        ),
        "<result> {slope:2}.",
        count=facts.count,
        slope=facts.mean_slope,
    )
    def averaged(self):
        self.clear("board", run_time=0.3)
        letters, numbers = self.place("board", align_equals(formulas.mean_letters(self.t), formulas.mean_numbers(self.t)))
        self.show(letters, run_time=0.4)
        self.at("weight")
        l, i, j = facts.worked(self.t)
        edge = self.net.edges.get(l, {}).get((i, j))
        slope = self.n.dL_dW[l][i][j]
        self.light(*(strip.bar(slope) for strip in self.strips.values()), *([edge] if edge is not None else []))
        self.at("sum")
        self.show(numbers["eq"], numbers.rest, *(numbers[name] for name in numbers.parts if name not in ("eq", "result")), run_time=0.6)
        self.at("result")
        self.show(numbers["result"], self.mean_strip.name, self.mean_strip.axis, run_time=0.4)
        self.light(numbers["result"], run_time=0.5)

    @beat(
        "And the same <all> for every weight. <bar> Where the examples pull in opposite ways, their bars cancel. What they share is left."
    )
    def cancelled(self):
        self.at("all")
        self.play(self.mean_strip.grow(0.12), run_time=1.2)
        self.at("bar")
        self.light(self.mean_strip.bars)

    # ---- how far they agree

    @beat(
        "How far does each agree with the mean? <cos> The cosine says it: one means the same direction, zero no opinion, "
        "minus one the opposite.",
        line(
            case=facts.agreement,
            some="Here <pull> {opposed:words} of the {count:words} pull against it. The mean is what is left when they have argued.",
            one="Here <pull> one of the {count:words} pulls against it. The mean is what is left when they have argued.",
            none="Here <pull> none of the {count:words} pulls against it, but not all pull its way.",
            aligned="Here <pull> every one of the {count:words} pulls its way.",
            both="Here <pull> both pull its way.",
        ),
        count=facts.count,
        opposed=facts.opposed,
        title="Who agrees with the mean",
    )
    def agree(self):
        self.clear("board")
        self.at("cos")
        cosines = zip(self.strips.values(), facts.cosines(self.t), strict=True)
        self.cosines = [strip.beside(cosine) for strip, cosine in cosines]
        self.cosines_head = Label("cosine").next_to(self.cosines[0], UP, buff=0.2).align_to(self.cosines[0], RIGHT)
        self.show(self.cosines_head, run_time=0.4)
        self.play(LaggedStart(*map(FadeIn, self.cosines), lag_ratio=0.4), run_time=1.4)
        self.at("pull")
        self.light(*self.cosines)

    @beat(
        "Look at two of the weights only, <axes> one across, one up. Each example <arrows> pulls them against its own slopes.",
        line("So many arrows are too many to see: here are {arrows:words}, the mean is of all.", when=facts.not_all_are_drawn),
        "And <mean> the mean of the arrows <go> leads downhill for the whole batch.",
        arrows=facts.arrows,
    )
    def arrows(self):
        self.clear_away(*self.cosines, self.cosines_head, self.net, run_time=0.5)
        tips = facts.tips(self.t, 0)
        across, up = (self.n.W[l][i][j] for l, i, j in facts.axes(self.t))
        self.plane = ArrowPlane(plane_room(self.stage), across, up, tips)
        self.at("axes")
        self.play(Create(self.plane.axes), FadeIn(self.plane.names), run_time=0.8)
        self.at("arrows")
        pulls = {k: self.plane.arrow(tips[k], theme().backward) for k in facts.drawn(self.t)}
        self.pulls = VGroup(*pulls.values())
        self.pull_names = pull_names(self.t, self.plane, {k: tips[k] for k in self.strips}, [tips[k] for k in pulls])
        for (k, strip), name in zip(self.strips.items(), self.pull_names, strict=True):
            self.play(FadeIn(pulls[k]), FadeIn(name), lit(strip.name), run_time=0.5)
        self.play(*(FadeIn(pull) for k, pull in pulls.items() if k not in self.strips), run_time=0.4)
        self.at("mean")
        self.mean_arrow = self.plane.mean(facts.mean_tip(self.t), self.pull_names)
        self.play(FadeIn(self.mean_arrow), lit(self.mean_strip.name), run_time=0.7)
        self.at("go")
        self.light(self.mean_arrow)

    # ---- only a few at a time

    @beat(
        "With <many> very many examples, one mean takes very long. So training takes <few> a few at a time: a mini-batch.",
        "If we average only a few of them, <right> will the arrow still point the right way?",
        pause=3.0, title="Mini-batches",
    )  # fmt: skip
    def mini(self):
        first, *_, last = self.strips.values()
        self.at("many")
        self.play(LaggedStart(*(lit(strip.bars) for strip in self.strips.values()), lag_ratio=0.4), run_time=1.6)
        self.at("few")
        self.light(*first.bars, *last.bars)
        self.at("right")
        self.light(self.mean_arrow)

    @beat(
        line(
            case=facts.is_of_singles,
            yes="See. <pairs> Each dot is what one example alone would do.",
            no="See. <pairs> Each dot is what a mini-batch of {size:words} would do.",
        ),
        line("There are too many of them to draw: <some> these are {dots:words}.", when=facts.is_sampled),
        line(
            case=facts.misses,
            far="Roughly: some miss by far. But they scatter <around> around the true one, and on average they are exactly right.",
            near="Nearly: they miss by little. They scatter <around> around the true one, and on average they are exactly right.",
            never="It does: here all <around> point the same way, for the examples are alike.",
        ),
        size=facts.small_size,
        dots=facts.dots,
    )
    def every(self):
        self.at("pairs")
        self.play(self.pulls.animate.set_opacity(0.15), FadeOut(self.pull_names), run_time=0.3)
        self.dots = VGroup(*(self.plane.dot(tip, theme().backward) for tip in facts.tips(self.t, facts.small_batch(self.t))))
        self.play(LaggedStart(*(FadeIn(dot, scale=0.3) for dot in self.dots), lag_ratio=0.25), run_time=2.0)
        if facts.is_sampled(self.t):
            self.at("some")
            self.light(*self.dots)
        self.at("around")
        self.light(self.mean_arrow)

    @beat(
        line(
            case=facts.noise,
            shrinks="With single examples, <one> the arrow misses, on average, by {strays[0]:2} times <true> the length of the true one. "
            "With batches of {sizes[1]}, <more> by {strays[1]:2}. The larger the batch, <all> the smaller the noise. "
            "All together, there is none.",
            two="With single examples, <one> the arrow misses, on average, by {strays[0]:2} times <true> the length of the true one. "
            "With <more> both together, <all> there is no noise.",
            none="With single examples, <one> the arrow misses nothing of <true> the true one, and with batches of {sizes[1]} "
            "<more> neither. Examples that are alike <all> make no noise.",
        ),
        sizes=facts.sizes,
        strays=facts.strays,
    )
    def sizes(self):
        self.clear_away(*self.strips.values(), self.mean_strip)
        sizes, strays = facts.sizes(self.t), facts.strays(self.t)
        self.misses = SizeBars(chain_room(self.stage), "average miss, by batch size", sizes, strays)
        self.show(self.misses.head, run_time=0.3)
        self.at("one")
        self.show(self.misses.rows[0], run_time=0.4)
        self.at("true")
        self.light(self.mean_arrow)
        self.at("more")
        self.show(self.misses.rows[1], run_time=0.4)
        self.at("all")
        if len(sizes) == 2:
            self.light(self.misses.rows[-1])
        for row in self.misses.rows[2:]:
            self.show(row, run_time=0.4)

    @beat(
        "That is the trade. A small batch is <small> quick, and noisy. A large one is <large> exact, and slow. "
        "Most training lives in between."
    )
    def trade(self):
        self.at("small")
        self.light(self.misses.rows[0], self.dots)
        self.at("large")
        self.light(self.misses.rows[-1], self.mean_arrow)

    # ---- one step

    @beat(
        line(
            case=facts.goes_along_the_arrow,
            yes="So: the mean, and then one step <step> along its arrow, for every weight at once.",
            no="So: the mean, and out of it <step> one step, for every weight at once.",
        ),
        line("The slope of this lesson's penalty <price> goes into it, too.", when=facts.has_price),
        line("Only the layers that are held stay as they are.", when=facts.some_are_held),
        line(
            case=facts.turn_of_the_loss,
            falls="The loss over the batch falls from <before> {loss[0]} to <after> {loss[1]}.",
            rises="But the loss over the batch rises, from <before> {loss[0]} to <after> {loss[1]}: that step was too long.",
            rises_by_rule="But the loss over the batch rises, from <before> {loss[0]} to <after> {loss[1]}: "
            "the step does not follow this slope alone.",
            stays="The loss over the batch was <before> {loss[0]}, and still is <after> {loss[1]}: that step was too short to be seen.",
        ),
        loss=facts.change_of_loss,
        title="One step for all",
    )
    def stepped(self):
        self.clear_away(self.misses, self.dots, run_time=0.4)
        self.at("step")
        self.light(self.mean_arrow, run_time=0.6)
        if facts.has_price(self.t):
            self.at("price")
            self.light(self.mean_arrow)
        bars = self.losses = LossBars(self.stage.side, self.n.L, self.t.batch_L, self.t.L_new)
        self.at("before")
        self.show(bars.floor, bars.title, bars.bars[0], bars.names[0], bars.nums[0], run_time=0.5)
        self.at("after")
        self.show(bars.level, bars.bars[1], bars.names[1], bars.nums[1], run_time=0.5)

    @beat("Many wishes, one mean, one step. <mean> With few examples it wobbles, with many it costs. On average, it is right.")
    def harvest(self):
        rule = Formula(formulas.mean_rule(self.t))
        self.clear_away(self.losses)
        self.place("side", rule)
        self.show(rule, run_time=0.5)
        self.at("mean")
        self.light(self.mean_arrow, rule["s"])

    # ---- gestures

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
        """Slopes run back through the network, layer by layer."""
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
