"""Many examples, one step: gradients are averaged, and small batches wobble around the whole one."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from typing import ClassVar

from manim import (
    DOWN,
    Animation,
    Arrow,
    Create,
    Dot,
    FadeIn,
    FadeOut,
    FadeTransform,
    GrowArrow,
    LaggedStart,
    Line,
    Mobject,
    MoveAlongPath,
    ReplacementTransform,
    TransformFromCopy,
    VGroup,
)

from engine.reading import Number, Numbers, Reading
from scenes.beat import beat, line
from scenes.carry import ARC
from scenes.chapter import Chapter
from scenes.equation import Equation
from scenes.films.batches import facts, formulas
from scenes.films.batches.arrow_plane import dimmed
from scenes.films.batches.cosine_key import CosineKey
from scenes.films.batches.example_names import strip_name
from scenes.films.batches.gradient_strip import GradientStrip, Strips, parts
from scenes.films.batches.pulls import Pulls
from scenes.films.batches.size_bars import SizeBars
from scenes.kit.network.comets import landing
from scenes.kit.network.lamps import shortened, within
from scenes.kit.network.layout import SNUG
from scenes.kit.network.lit_net import LARGER, LitNet
from scenes.kit.place.light import lit
from scenes.kit.place.shots import RESTING, fit, inside, least, room_of
from scenes.kit.place.stage import Region
from scenes.kit.place.title import Title
from scenes.kit.place.ways import comes, goes, runs
from scenes.kit.plots.bars import LossBars
from scenes.kit.theme import theme
from scenes.kit.type.formula import Formula, Label, align_equals
from scenes.kit.type.ink import size_of
from scenes.kit.type.number import Num

RUN = 1.3  # seconds that values take through the network, either way


def in_two(letters: Equation, numbers: Equation, room: Region) -> VGroup:
    """A line of letters over one of numbers, each as large as the room lets it be."""
    lines = VGroup(*(fit(Formula(line), Region(room.x, room.y, room.width, 0.4 * room.height)) for line in (letters, numbers)))
    return lines.arrange(DOWN, buff=0.1 * room.height).move_to(room.center)


class ExampleNet(LitNet):
    """No number stands on its edges."""

    apart = SNUG

    def is_read(self, l: int, numbers: Numbers) -> bool:
        """Whether the numbers of layer l are large enough in its neurons; else their fill speaks."""
        return all(size_of(self.place(numbers[i], l, i)) >= 0.98 * least() for i in self.drawn[l])

    def loses(self, number: Number) -> list[Animation]:
        """The loss of an example comes into its circle, that of the one before leaves."""
        old, num = self.L or VGroup(), shortened(number, self.least, self._fits)
        self.L = num.scale(within(num, self.radius, LARGER * self.least)).move_to(self.loss).set_z_index(3)
        self.remove(old)
        self.add(self.L)
        return [*([FadeOut(old)] if len(old.points) else []), FadeIn(self.L)]


class Batches(Chapter):
    """read     layers of the network whose numbers are large enough
    board, strips, mean_strip   the gradients of the examples that are shown, by example; and of all, the mean
    pulls     what each of all examples would do with two of the weights, and what the mean does: `fresh` in its next room
    misses    how far mini-batches of every size miss the mean      old   what the next thought clears away
    """

    title = "Many examples, one step"
    promise = "Average gradients, and say why small batches wobble."
    lesson: ClassVar[str] = "xor"
    net: ExampleNet
    read: set[int]
    board: Strips
    strips: dict[int, GradientStrip]
    mean_strip: GradientStrip
    cosines: list[Num]
    pulls: Pulls
    fresh: Pulls
    misses: SizeBars
    losses: LossBars
    old: Mobject

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

    @beat(
        "Each arrow is one example, and pulls two of the weights <own> where it wants them. But all examples share <one> one step.",
        "Which way should <way> it go?",
        pause=4.0,
    )
    def pulled(self):
        self.pulls = Pulls(self.t, self.stage, room_of(self.stage, "SOLO"), "arrows")
        arrows = [GrowArrow(arrow) if isinstance(arrow, Arrow) else FadeIn(arrow) for arrow in self.pulls.arrows]
        self.play(FadeIn(self.pulls.plane), LaggedStart(*arrows, lag_ratio=0.35), run_time=2.4)
        self.at("own")
        self.play(
            *(runs(Line(self.pulls.plane.at((0, 0)), arrow.get_end())) for arrow in self.pulls.arrows if isinstance(arrow, Arrow)),
            run_time=1.4,
        )
        self.at("one")
        self.light(*self.pulls.plane.axes)
        self.at("way")
        self.light(*self.pulls.arrows)

    @beat("In this film, you learn to turn many examples into <one> one step, and why small batches wobble.")
    def promised(self):
        heirs = {"plane": VGroup(self.pulls)}
        made = self.compose("TITLED", plane=self.drawn("arrows"), title=lambda room: Title(self.title, room), heirs=heirs)
        self.pulls, self.old = self.fresh, made["title"]
        self.play(self.old.comes(0.5))
        self.at("one")
        self.play(FadeIn(self.pulls.mean), *(goes(arrow, self.pulls.mean[0]) for arrow in self.pulls.arrows), run_time=1.2)

    def drawn(self, *shown: str) -> Callable[[Region], VGroup]:
        """The plane with these of its parts, made for a room."""

        def make(room: Region) -> VGroup:
            self.fresh = Pulls(self.t, self.stage, room, *shown, on=theme().panel)
            return VGroup(self.fresh)

        return make

    @beat(
        line(
            case=facts.is_mini_batch,
            yes="So far, one example made the step. But here are {in_all:words}, and the network is to get all <right> of them right. "
            "One step looks at {count:words} of them.",
            no="So far, one example made the step. But here are {count:words}, and the network is to get all <right> of them right.",
        ),
        "<net> The same weights have to serve every one.",
        line(
            "Its <hidden> hidden neurons use the hyperbolic tangent, and its loss <loss> is cross-entropy.",
            when=facts.is_tanh_with_cross_entropy,
        ),
        count=facts.count,
        in_all=facts.in_all,
    )
    def many(self):
        told, size = facts.told(self.t), RESTING[self.stage.shape]
        weights, brightest = [layer.W for layer in self.t.net.layers], self.brightest(told)
        self.net = ExampleNet(self.t.sizes, self.stage, self.room(0), weights, True, most=brightest)
        self.net.add(self.net.name_of_loss(self.n.L))
        self.read = {l for l in self.net.layers if all(self.net.is_read(l, self.t.of(example=k).a[l]) for k in told)}
        rows = [parts(self.t.of(example=k)) for k in told] + [parts(self.t, mean=True)]
        most = 0.36 * self.room(1).width if self.stage.is_narrow else self.room(1).width - 0.05 * size
        names = [*(strip_name(self.t, k, size, most) for k in told), Label("mean", size=size, color=theme().ink)]
        self.board = Strips(names, rows, size, inside(self.room(1)))
        *own, self.mean_strip = self.board
        self.strips = dict(zip(told, own, strict=True))
        self.compose(self.beside, net=self.net, board=self.board, gone=[self.pulls, self.pulls.mean, self.old])
        self.play(FadeIn(self.net), LaggedStart(*(FadeIn(strip.name) for strip in own), lag_ratio=0.3), run_time=1.8)
        self.at("right")
        self.light(*(strip.name for strip in own))
        self.at("net")
        self.light(*(edge for edges in self.net.edges.values() for edge in edges.values()))
        if facts.is_tanh_with_cross_entropy(self.t):
            self.names_kinds()

    def names_kinds(self) -> None:
        """Hidden neurons and the loss are lit as their kinds are named."""
        self.at("hidden")
        self.light(*(neuron for l in range(1, self.t.D) for neuron in self.net.neurons[l].values()))
        self.at("loss")
        self.light(self.net.loss)

    @property
    def beside(self) -> str:
        """The shot in which strips stand beside what is told, in a narrow frame under it."""
        return "LEDGER" if self.stage.is_narrow else "DUET"

    def room(self, k: int) -> Region:
        """The k-th room of that shot."""
        return room_of(self.stage, self.beside, k)

    def brightest(self, told: list[int]) -> float:
        """The largest value that a neuron holds, of all examples that are told."""
        return max(LitNet.brightest(self.t.of(example=k)) for k in told)

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
        self.play(self.springs(strip), run_time=1.5)
        self.add(strip)
        if k == 0:
            self.at("up")
            self.light(strip.bars)

    def springs(self, strip: GradientStrip) -> Animation:
        """The bars of a strip come from the lines of their weights, and from the neurons of their biases."""
        lines = {self.n.dL_dW[l][i][j]: line for l, layer in self.net.edges.items() for (i, j), line in layer.items()}
        neurons = {self.n.dL_db[l][i]: neuron for l, layer in self.net.neurons.items() if l for i, neuron in layer.items()}
        places = [(bar, (lines | neurons).get(number.named, self.net)) for bar, number in zip(strip.bars, strip.numbers, strict=True)]
        return LaggedStart(*(comes(bar, place) for bar, place in places), lag_ratio=0.05)

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
        "So <do> what we have will do."
    )
    def why(self):
        make = lambda room: fit(align_equals(formulas.mean_loss(self.t), formulas.mean_letters(self.t), buff=0.8), room)  # noqa: E731
        loss, slope = self.old = self.compose(self.beside, maths=make, board=self.board, gone=[self.net])["maths"]
        self.at("loss")
        self.show(loss, run_time=0.6)
        self.at("slope")
        self.play(goes(loss, slope), FadeIn(slope), run_time=0.9)
        self.at("do")
        self.light(*(strip.bars for strip in self.strips.values()))

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
        make = lambda room: in_two(formulas.mean_letters(self.t), formulas.mean_numbers(self.t), room)  # noqa: E731
        old, made = self.old, self.compose(self.beside, maths=make, board=self.board)
        letters, numbers = self.old = made["maths"]
        self.carry(old, letters)
        self.at("weight")
        l, i, j = facts.worked(self.t)
        slope = self.n.dL_dW[l][i][j]
        self.light(*(strip.bar(slope) for strip in self.strips.values()))
        self.at("sum")
        told = {f"g{k}": strip.bar(slope) for k, strip in self.strips.items()}
        self.show(
            numbers["eq"], numbers.rest, *(p for name, p in numbers.parts.items() if name not in ("eq", "result", *told)), run_time=0.4
        )
        come = (FadeIn(numbers[k], target_position=bar.get_center(), scale=0.5) for k, bar in told.items() if k in numbers.parts)
        self.play(*come, run_time=1.0)
        self.at("result")
        self.show(numbers["result"], self.mean_strip.name, self.mean_strip.axis, run_time=0.4)
        self.light(numbers["result"], run_time=0.5)

    @beat(
        "And the same <all> for every single weight. <bar> Where the examples pull in opposite ways, their bars cancel. "
        "What they share is <left> left."
    )
    def cancelled(self):
        self.at("all")
        mean = self.mean_strip.bars
        poured = [(strip.bars.copy(), mean.copy()) for strip in self.strips.values()]
        self.play(*(ReplacementTransform(one, into) for one, into in poured), run_time=1.2)
        self.remove(*(into for _, into in poured))
        self.add(mean)
        self.at("bar")
        self.light(*(strip.bars for strip in self.strips.values()))
        self.at("left")
        self.light(self.mean_strip.bars)

    # ---- how far they agree

    @beat(
        "How far does each agree with the mean? <cos> The cosine says it: one means the same direction, <none> zero no opinion, "
        "<minus> minus one the opposite.",
        line(
            case=facts.agreement,
            some="Here <pull> {opposed:words} of the {count:words} pull against it. The mean is what is left when they have argued.",
            one="Here <pull> one of the {count:words} pulls against it. The mean is what is left when they have argued.",
            none="Here <pull> none of the {count:words} pulls against it, but not all pull its way.",
            neither="Here <pull> neither of the two pulls against it, but not both pull its way.",
            aligned="Here <pull> every one of the {count:words} pulls its way.",
            both="Here <pull> both pull its way.",
        ),
        count=facts.count,
        opposed=facts.opposed,
        title="Who agrees with the mean",
    )
    def agree(self):
        key = self.compose(self.beside, key=lambda room: CosineKey(self.stage, room), board=self.board, gone=[self.old])["key"]
        self.old = key
        self.at("cos")
        self.show(key[0], run_time=0.5)
        for mark, (before, row) in zip(("none", "minus"), pairwise(key), strict=True):
            self.at(mark)
            turned = TransformFromCopy(before[0][1], row[0][1], path_arc=ARC)
            self.play(turned, FadeIn(row[0][0], row[1]), run_time=0.8)
        self.add(key)
        cosines = zip(self.strips.values(), facts.cosines(self.t), strict=True)
        self.cosines = [strip.beside(cosine, RESTING[self.stage.shape]) for strip, cosine in cosines]
        come = (comes(cosine, strip.bars) for cosine, strip in zip(self.cosines, self.strips.values(), strict=True))
        self.play(LaggedStart(*come, lag_ratio=0.4), run_time=1.2)
        self.at("pull")
        self.light(*self.cosines)

    @beat(
        "Look at two of the weights only, <axes> one across, one up. Each example <arrows> pulls them against its own slopes: "
        "its two bars become the two parts of an arrow.",
        line("Where both bars are zero, it is <dot> a dot.", when=facts.some_pull_at_neither),
        line("So many arrows are too many to see: here are {arrows:words}, the mean is of all.", when=facts.not_all_are_drawn),
        "And <mean> the mean of the arrows <go> leads downhill for the whole batch.",
        arrows=facts.arrows,
    )
    def arrows(self):
        tips = facts.tips(self.t, 0)
        self.compose(self.beside, plane=self.drawn("arrows", "names", "mean"), board=self.board, gone=[self.old, *self.cosines])
        self.pulls = self.fresh
        plane = self.pulls.plane
        self.at("axes")
        self.play(Create(plane.axes), FadeIn(plane.names), FadeIn(plane.marks), run_time=0.8)
        self.at("arrows")
        for (k, strip), name in zip(self.strips.items(), self.pulls.names, strict=True):
            self.stretched(strip, plane.parts(tips[k], theme().backward), self.pulls.which[k], name)
        self.play(*(FadeIn(pull) for k, pull in self.pulls.which.items() if k not in self.strips), run_time=0.4)
        if facts.some_pull_at_neither(self.t):
            self.at("dot")
            self.light(*(arrow for arrow in self.pulls.arrows if not isinstance(arrow, Arrow)))
        self.at("mean")
        self.play(FadeIn(self.pulls.mean), *(goes(arrow, self.pulls.mean[0]) for arrow in self.pulls.arrows), run_time=1.0)
        self.at("go")
        self.light(self.pulls.mean)

    def stretched(self, strip: GradientStrip, parts: VGroup, arrow: Mobject, name: Mobject) -> None:
        """Two bars of a strip travel to the axes, stretch into the ways across and up, and the arrow grows between these."""
        bars = [strip.bar(self.n.dL_dW[l][i][j]) for l, i, j in facts.axes(self.t)]
        self.play(*(FadeTransform(bar.copy(), part) for bar, part in zip(bars, parts, strict=True)), run_time=0.6)
        grows = GrowArrow(arrow) if isinstance(arrow, Arrow) else FadeIn(arrow)
        self.play(FadeOut(parts), grows, FadeIn(name), run_time=0.5)

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
        self.light(self.pulls.mean[0])

    @beat(
        line(
            case=facts.is_of_singles,
            yes="See what becomes of it. <pairs> Each dot is what one example alone would do.",
            no="See what becomes of it. <pairs> Each dot is what a mini-batch of {size:words} would do.",
        ),
        line("There are too many of them to draw: <some> these are {dots:words}.", when=facts.is_sampled),
        line(
            case=facts.misses,
            far="Roughly: some miss by far. But they scatter <around> around the true one, "
            "and on <average> average they are exactly right.",
            near="Nearly: they miss by little. They scatter <around> around the true one, and on <average> average they are exactly right.",
            never="It does: here all <around> point the same way, for the examples are alike.",
        ),
        size=facts.small_size,
        dots=facts.dots,
    )
    def every(self):
        self.into("SOLO", "arrows", "mean", gone=[self.board])
        self.at("pairs")
        dots = self.pulls.dots
        self.play(
            self.pulls.arrows.animate.set_opacity(dimmed(self.pulls.arrows)),
            LaggedStart(*map(self.flown, dots), lag_ratio=0.25),
            run_time=2.4,
        )
        if facts.is_sampled(self.t):
            self.at("some")
            self.light(*dots)
        self.at("around")
        self.light(self.pulls.mean[0])
        if facts.misses(self.t) != "never":
            self.at("average")
            self.play(*(goes(dot, self.pulls.mean[0]) for dot in dots), run_time=1.4)

    def flown(self, dot: Mobject) -> Animation:
        """A dot leaves the middle for its place."""
        return ReplacementTransform(dot.copy().move_to(self.pulls.plane.at((0, 0))), dot)

    def into(self, shot: str, *shown: str, gone: Sequence[Mobject] = (), **others: Callable[[Region], Mobject]) -> Mapping[str, Mobject]:
        """The plane, with these of its parts, turns into itself in another shot, beside others; part into like part, all else leaves."""
        old, make = self.pulls, self.drawn(*shown)
        stays = VGroup(VGroup(old.plane.axes, old.plane.names), *(getattr(old, name) for name in shown))
        left = [old.plane.marks, *(getattr(old, name) for name in ("arrows", "names", "mean", "dots") if name not in shown)]

        def unmarked(room: Region) -> Mobject:
            pulls = make(room)[0]
            pulls.plane.remove(pulls.plane.marks)
            return pulls

        made = self.compose(shot, plane=unmarked, **others, heirs={"plane": stays}, gone=[*left, *gone])
        self.pulls = self.fresh
        self.show(self.pulls.plane.marks, run_time=0.15)
        self.pulls.plane.add(self.pulls.plane.marks)
        return made

    @beat(
        line(
            case=facts.noise,
            shrinks="Now count all the parameters, not only these two. Single examples <one> miss, on <average> average, "
            "by {strays[0]:2} times <true> the length of the true gradient. "
            "With batches of {sizes[1]}, <more> by {strays[1]:2}. The larger the batch, <all> the smaller the noise. "
            "All <none> together, there is none.",
            two="Now count all the parameters, not only these two. Single examples <one> miss, on <average> average, "
            "by {strays[0]:2} times <true> the length of the true gradient. "
            "With <more> both together, <all> there is no noise.",
            none="With single examples, <one> the arrow misses <average> nothing of <true> the true one, and with batches of {sizes[1]} "
            "<more> neither. Examples that are alike <all> make no noise.",
        ),
        sizes=facts.sizes,
        strays=facts.strays,
    )
    def sizes(self):
        sizes, strays = facts.sizes(self.t), facts.strays(self.t)
        bars = lambda room: SizeBars(self.stage, room, ("average miss,", "by batch size"), sizes, strays)  # noqa: E731
        made = self.into(self.beside, "arrows", "mean", "dots", misses=bars)
        self.misses = made["misses"]
        self.show(self.misses.head, run_time=0.3)
        self.at("one")
        self.play(comes(self.misses.rows[0], self.pulls.dots), run_time=0.7)
        self.at("average")
        self.light(self.misses.rows[0])
        self.at("true")
        self.light(self.pulls.mean[0])
        self.at("more")
        self.play(ReplacementTransform(self.misses.rows[0].copy(), self.misses.rows[1]), run_time=0.6)
        self.at("all")
        if len(sizes) == 2:
            self.light(self.misses.rows[-1])
        for before, row in pairwise(self.misses.rows[1:]):
            self.play(ReplacementTransform(before.copy(), row), run_time=1.2 / len(sizes))
        if facts.noise(self.t) == "shrinks":
            self.at("none")
            self.light(self.misses.rows[-1])

    @beat(
        "That is the trade. A small batch is <small> quick, and noisy. A large one is <large> truer, and slow. "
        "Most training lives <between> in between."
    )
    def trade(self):
        self.at("small")
        self.light(self.misses.rows[0], *self.pulls.dots)
        self.at("large")
        self.light(self.misses.rows[-1], self.pulls.mean[0])
        self.at("between")
        self.light(*self.misses.rows)

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
        make = lambda room: LossBars(room, self.n.L, self.t.batch_L, self.t.L_new, RESTING[self.stage.shape])  # noqa: E731
        bars = self.losses = self.compose(self.beside, plane=self.drawn("arrows", "mean"), losses=make, gone=[self.misses])["losses"]
        self.at("step")
        arrow = self.pulls.mean[0]
        walker = Dot(arrow.get_start(), radius=0.16, color=theme().light).set_z_index(6)
        self.play(MoveAlongPath(walker, Line(arrow.get_start(), arrow.get_end())), run_time=1.4)
        self.clear_away(walker, run_time=0.3)
        if facts.has_price(self.t):
            self.at("price")
            self.light(self.pulls.mean[0])
        self.at("before")
        self.show(bars.floor, bars.title, bars.bars[0], bars.names[0], bars.nums[0], run_time=0.5)
        self.at("after")
        moved = ReplacementTransform(bars.bars[0].copy(), bars.bars[1])
        self.play(moved, FadeIn(bars.level), FadeIn(bars.names[1]), FadeIn(bars.nums[1]), run_time=0.7)

    @beat(
        "Many wishes, <mean> one mean, one step. With few examples <few> it wobbles, with many it costs. On average, <right> it is right.",
        line(
            case=facts.goes_too_far,
            yes="Taken again and again, and short enough, such steps make a network learn. In the next film, <next> you watch one.",
            no="Taken again and again, such steps make a network learn. In the next film, <next> you watch one.",
        ),
    )
    def harvest(self):
        self.into("SOLO", "arrows", "mean", gone=[self.losses])
        self.at("mean")
        self.light(self.pulls.mean[0])
        self.at("few")
        self.light(*self.pulls.arrows)
        self.at("right")
        self.light(self.pulls.mean[0])
        self.at("next")
        self.play(LaggedStart(*(GrowArrow(arrow) for arrow in self.pulls.arrows if isinstance(arrow, Arrow)), lag_ratio=0.2), run_time=1.6)

    # ---- gestures

    def run_forward(self, e: Reading) -> None:
        """An example's values run through the network, layer by layer, as fast as they are known."""
        net, pace = self.net, RUN / (len(self.net.layers) + 1)
        for l in net.layers:
            self.play(*self.arriving(l, e), run_time=pace)
        self.play(landing(net.into_loss(), *net.loses(e.L)), run_time=pace)

    def arriving(self, l: int, e: Reading) -> list[Animation]:
        """Values of an example on their way into layer l."""
        net = self.net
        if net.shows_numbers() and l in self.read:
            return [net.arrive(l, e.a[l])]
        glow = [lamp for i in net.drawn[l] for lamp in net.lights_up(l, i, e.a[l][i])]
        return [landing(net.going(l) if l in net.edges else [], *glow)]

    def run_back(self) -> None:
        """Slopes run back through the network, layer by layer."""
        net, pace = self.net, RUN / len(self.net.layers)
        self.play(*net.from_loss(), run_time=pace)
        for l in reversed(net.layers[1:]):
            if net.edges.get(l):
                self.play(*net.returning(l), run_time=pace)

    def clear_values(self) -> None:
        """The numbers of the last example leave the network."""
        values = [num for layer in self.net.values.values() for num in layer.values()] + ([self.net.L] if self.net.L else [])
        self.net.remove(*values)
        self.net.values.clear()
        self.net.L = None
        self.clear_away(*values)
