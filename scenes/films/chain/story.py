"""A chain of neurons: why the slopes are multiplied from the end."""

from __future__ import annotations

from typing import ClassVar

from manim import DOWN, LEFT, RIGHT, Create, FadeIn, FadeOut, LaggedStart, Succession, VGroup, VMobject

from engine.reading import Reading
from scenes.beat import beat, line
from scenes.carry import ARC
from scenes.chapter import Chapter
from scenes.facts import activation, output_leak
from scenes.films.chain import facts, formulas
from scenes.films.chain.bands import band, halves
from scenes.films.chain.longer_chains import LongerChains
from scenes.films.chain.neuron_chain import NeuronChain
from scenes.films.chain.plank import Plank
from scenes.films.chain.slope_rows import SlopeRow, shared_frame
from scenes.films.chain.tally import Tally
from scenes.kit.place.light import lit
from scenes.kit.place.stage import Region
from scenes.kit.theme import theme
from scenes.kit.type.formula import LARGE, Formula, Label, align_equals
from scenes.shared_lines import SLOPE_OF_SQUASH

MOST = 4  # neurons in a row whose products have room above them


class ChainOfNeurons(Chapter):
    """net     the chain      plank    its shelf      felt[l]   delta under neuron l
    rows[l]  the slopes from weight l to the loss      shared   frames around what they have in common
    tally, table   multiplications of this chain, of longer ones
    """

    title = "A chain of neurons"
    promise = "Say why the backward order is the cheap order."
    lesson: ClassVar[str] = "chain"
    heading: Label
    net: NeuronChain
    plank: Plank
    rows: dict[int, SlopeRow]
    tally: Tally
    shared: VGroup
    felt: dict[int, VGroup]
    table: LongerChains

    @classmethod
    def unfit(cls, t: Reading) -> str | None:
        if set(t.sizes) != {1} or not 2 <= t.D <= MOST:
            return f"it is told on a chain: one input, then two to {MOST} layers of one neuron each"
        if len({(activation(t, l), getattr(spec, "slope", None)) for l, spec in enumerate(t.lesson.network.layers, start=1)}) > 1:
            return "it tells one slope for all neurons, and here their activation functions differ"
        return None

    # ---- the chain runs forward

    @beat(
        "Here is a riddle. <one> The slopes of one chain take {old} multiplications, <other> or {new}.",
        "The numbers that come out are the same. What makes <what> the difference?",
        old=facts.alone_total, new=facts.carried_total, pause=3.0,
    )  # fmt: skip
    def wondered(self):
        self.net = NeuronChain(self.t, self.room("chain"))
        self.show(self.net, run_time=0.5)
        layers = range(1, self.t.D + 2)
        self.at("one")
        for _ in range(2):
            self.play(Succession(*self.net.run(*layers)), run_time=1.6)
        self.at("other")
        self.play(Succession(*self.net.run(*reversed(layers), back=True)), run_time=1.6)
        self.at("what")
        self.light(self.net.loss)

    @beat("It is where you begin. In this film you see why a network finds its slopes <end> from the end.")
    def promised(self):
        self.heading = self.stage.title.hold(Label(self.title, size=LARGE, color=theme().ink))
        self.show(self.heading)
        self.play(Succession(*self.net.run(*range(1, self.t.D + 2))), run_time=1.8)
        self.at("end")
        self.play(Succession(*self.net.run(*reversed(range(1, self.t.D + 2)), back=True)), run_time=1.4)

    @beat(
        "Here are {D:words} neurons in a row.",
        line(
            case=facts.has_biases,
            yes="Each one takes <before> what it is told, times <weights> a weight, plus a bias, "
            "and sends that through its activation function.",
            no="Each one takes <before> what it is told, times <weights> a weight, and sends that through its activation function.",
        ),
        "The last one is judged <loss> by the loss.",
    )
    def met(self):
        net, layers = self.net, range(1, self.t.D + 1)
        self.clear_away(self.heading)
        self.play(net.name_all(), run_time=1.2)
        self.at("before")
        self.play(Succession(*net.run(*layers)), run_time=1.4)
        self.at("weights")
        self.play(net.weigh(*layers), run_time=1.6)
        self.at("loss")
        self.play(*net.run(self.t.D + 1), lit(net.loss), run_time=0.8)

    @beat(
        line(
            case=facts.has_bias,
            yes="First, forward. The weight {t.W[1][0][0]}, <sum> times what comes in, plus the bias.",
            no="First, forward. The weight {t.W[1][0][0]}, <sum> times what comes in.",
        ),
        "<out> Through the activation function, that is {t.a[1][0]:2}.",
        "<rest> It is the next neuron's input, and so on. <loss> At the end stands the loss, {t.L:2}.",
        title="Forward, and onto the shelf",
    )
    def forward(self):
        t, net = self.t, self.net
        self.play(net.fill(0, t.a[0]), run_time=0.5)
        sums, squash = align_equals(*formulas.first_sum(t), buff=0.2), Formula(formulas.first_squash(t))
        letters, numbers = sums
        self.lay(VGroup(sums, squash).arrange(buff=0.9), self.room("board"))
        self.show(letters, run_time=0.5)
        self.at("sum")
        self.play(FadeIn(numbers), lit(net.tags[1]), run_time=0.7)
        self.at("out")
        self.show(squash, run_time=0.5)
        num = net.place(t.a[1][0], 1, 0)
        self.fly((squash["result"], num), arc=ARC)
        net.own(1, 0, num)
        self.play(net.light_up(1, t.a[1][0]), run_time=0.25)
        self.at("rest")
        self.clear("board")
        rest, judged = self.lay_later()
        for l, worked in zip(facts.later_weights(t), rest, strict=True):
            self.play(*net.run(l), FadeIn(worked), run_time=0.5)
            self.play(net.fill(l, t.a[l]), run_time=0.4)
        self.at("loss")
        self.play(*net.run(t.D + 1), net.judge(t.L), FadeIn(judged), run_time=0.8)

    @beat("Nothing of this is thrown away. <keep> What each neuron said is kept, on a shelf. <again> We will take it down again.")
    def kept(self):
        self.clear("board")
        self.at("keep")
        self.plank = Plank(self.net, self.room("shelf"))
        self.show(self.plank.board, run_time=0.4)
        self.fly(*self.plank.moves(), run_time=1.0)
        self.at("again")
        self.light(*self.plank.nums.values())

    # ---- row by row

    @beat(
        "Now the question that training asks. If we nudge <weight> the first weight, how much does <loss> the loss move?",
        "The nudge runs <run> through every link, and each link scales it by a slope of its own.",
        title="A product for every weight",
    )
    def asked(self):
        net = self.net
        self.at("weight")
        self.light(net.tags[1])
        self.at("loss")
        question = Formula("{s} = {q}", s=self.n.dL_dw[1], q='"?"')
        self.lay(question, self.room("board"))
        self.play(FadeIn(question), lit(net.loss), lit(net.judged), run_time=0.8)
        self.at("run")
        self.play(Succession(*net.run(*range(1, self.t.D + 2))), run_time=2.0)

    @beat(
        "Write each slope right above its link. For the weight itself, <came> what came in.",
        "For a neuron, <slope> the slope of its activation function. For the line to the next, <w> its weight.",
        "And at the end, <loss> the slope of the loss.",
    )
    def written(self):
        self.clear("board")
        lanes = self.net.lanes(self.room("rows"))
        self.rows = {l: SlopeRow(self.net, l, lane) for l, lane in enumerate(lanes, start=1)}
        row = self.rows[1]
        self.show(row.label, run_time=0.4)
        for kind in ("came", "slope", "w", "loss"):
            self.at(kind)
            keys = row.keys(kind)
            self.play(*(FadeIn(row.letters[key], shift=0.15 * DOWN) for key in keys), *map(lit, self.carriers(keys)), run_time=0.7)
        self.show(row.dots, run_time=0.3)

    @beat(
        "Now the numbers. First the slopes of the activation function.",
        SLOPE_OF_SQUASH,
        "<squash> So work them out from what was kept, one for every neuron. <rest> The weights we know, and <end> the slope of the loss.",
        leak=output_leak,
    )
    def slopes(self):
        t, row, layers = self.t, self.rows[1], range(1, self.t.D + 1)
        self.at("slope")
        letters, numbers = rule = VGroup(*map(Formula, formulas.squash_slope(t)))
        self.lay(rule.arrange(buff=0.3), self.room("board"))
        self.show(letters, run_time=0.5)
        self.at("squash")
        self.play(FadeIn(numbers), lit(self.plank.nums[1]), run_time=0.6)
        self.play(*(FadeOut(row.letters["slope", l]) for l in layers), run_time=0.3)
        taken = {l: self.plank.nums[l] for l in layers} | {1: numbers["result"]}
        self.fly(*((taken[l], row.numbers["slope", l]) for l in layers), run_time=0.9)
        self.at("rest")
        rest = row.keys("came", "w")
        self.play(*map(row.swap, rest), *map(lit, self.carriers(rest)), run_time=0.8)
        self.at("end")
        self.play(row.swap(("loss", t.D)), lit(self.net.loss_edges[0]), run_time=0.7)

    @beat(
        "Multiply, link by link, <times> all along the row.",
        "That takes <count> {cost} multiplications, and gives <result> {t.dL_dW[1][0][0]:2}.",
        line(
            case=facts.is_stopped,
            yes="A slope on the way is zero, and nothing gets past it. And that was <one> only one weight.",
            no="So far, so good. But that was <one> only one weight.",
        ),
        cost=facts.cost,
    )
    def multiplied(self):
        row = self.rows[1]
        self.clear("board")
        self.tally = Tally(self.t, halves(self.room("board"))[0])
        self.show(self.tally.names[0], run_time=0.3)
        self.at("times")
        self.play(LaggedStart(*map(lit, row.dots), lag_ratio=0.6), self.tally.mark(0, len(row.dots)), run_time=1.3)
        self.at("count")
        self.light(*self.tally.cells[0][: len(row.dots)], run_time=0.6)
        self.at("result")
        self.show(row.result, run_time=0.5)
        self.at("one")
        self.light(self.net.tags[1], row.result)

    @beat(
        line(
            case=facts.row_of,
            second="The second weight has <row> a row of its own, from its own link to the end. <count> {cost} multiplications.",
            third="The third weight <row> has one. <count> {cost} more.",
            third_and_last="The third weight <row> has one to itself, and it is short. <count> {cost} more.",
            fourth_and_last="The fourth weight <row> has one to itself, and it is short. <count> {cost} more.",
        ),
        each=facts.later_weights, cost=facts.cost,
    )  # fmt: skip
    def others(self, l):
        row = self.rows[l]
        self.at("row")
        self.play(FadeIn(row.label), lit(self.net.tags[l]), run_time=0.5)
        self.play(LaggedStart(*map(FadeIn, row.numbers.values()), lag_ratio=0.2), FadeIn(row.dots), run_time=0.8)
        self.at("count")
        self.play(self.tally.mark(0, len(row.dots)), FadeIn(row.result), run_time=0.9)
        if l == self.t.D:
            self.show(self.tally.totals[0], run_time=0.4)

    @beat("Look at the rows, one above the other. <look> What did we multiply more than once?", pause=3.0, title="The tails are all alike")
    def puzzle(self):
        self.at("look")
        self.light(*(number for row in self.rows.values() for number in row.numbers.values()), run_time=1.0)

    @beat(
        "The ends. <ends> Every row starts at a different weight, but all of them finish at the same loss.",
        "<fronts> The fronts are all different. <tails> The tails are all alike.",
    )
    def tails(self):
        self.at("ends")
        self.shared = VGroup(*(shared_frame(self.rows, l) for l in facts.later_weights(self.t)))
        self.play(LaggedStart(*map(Create, self.shared), lag_ratio=0.5), run_time=1.4)
        self.at("fronts")
        self.light(*(row.numbers["came", l] for l, row in self.rows.items()))
        self.at("tails")
        self.light(*self.shared)

    @beat("So where should we begin, if no product is to be made twice: <front> at the front, or <end> at the end?", pause=3.0)
    def where(self):
        self.at("front")
        self.light(*(row.label for row in self.rows.values()))
        self.at("end")
        self.light(self.net.loss, self.net.judged, *self.shared)

    # ---- from the end

    @beat(
        line(
            case=facts.step_back,
            from_the_loss="Begin at the loss. <error> Its slope, times <slope> the slope of the last activation function. "
            "This running product has a name, <delta> {n.delta[l]}. It is kept, under its neuron.",
            first="Now take one step back. <w> Times the weight, <slope> times the slope of the activation function.",
            further="Again. <w> Times the weight, <slope> times the slope of the activation function.",
        ),
        line(
            case=facts.hidden_neuron,
            first="<delta> That is the first neuron's {n.delta[l]}.",
            second="<delta> That is the second neuron's {n.delta[l]}.",
            third="<delta> That is the third neuron's {n.delta[l]}.",
            when=facts.is_hidden,
        ),
        each=facts.backwards, title="From the end",
    )  # fmt: skip
    def carried(self, l):
        t, net, row, tally = self.t, self.net, self.rows[l], self.tally
        if l == t.D:
            self.felt = {}
            self.clear_away(self.shared, run_time=0.3)
            self.at("error")
            self.play(*net.run(t.D + 1, back=True), FadeIn(tally.names[1]), lit(row.numbers["loss", t.D]), run_time=0.6)
        else:
            self.at("w")
            self.play(*net.run(l + 1, back=True), lit(self.felt[l + 1]), lit(net.tags[l + 1]), tally.mark(1, 1), run_time=0.7)
        self.at("slope")
        self.play(lit(row.numbers["slope", l]), lit(net.neuron(l)), tally.mark(1, 1), run_time=0.6)
        self.at("delta")
        self.felt[l] = net.felt(l, t.delta[l][0])
        worked = VGroup(*map(Formula, formulas.running_product(t, l))).arrange(DOWN, buff=0.2, aligned_edge=LEFT)
        self.clear("board", run_time=0.2)
        self.lay(worked, halves(self.room("board"))[1])
        self.show(worked, run_time=0.4)
        if l == t.D:
            self.fall(l)
        self.show(self.felt[l][0], run_time=0.2)
        self.fly((worked[1]["result"], self.felt[l][1]), run_time=0.6)

    @beat(
        "And each weight's slope? <grad> Its neuron's delta, times what came in, from the shelf. One multiplication each.",
        "<same> The same numbers as in the rows.",
    )
    def shares(self):
        t, net = self.t, self.net
        self.clear("board", run_time=0.3)
        self.at("grad")
        for l in facts.backwards(t):
            self.play(lit(self.felt[l]), lit(self.plank.nums[l - 1]), self.tally.mark(1, 1), run_time=0.5)
            self.play(*net.reweigh(l, t.dL_dW[l][0][0]), run_time=0.4)
        self.at("same")
        self.light(*(row.result for row in self.rows.values()), *(net.tags[l][1] for l in range(1, t.D + 1)))

    @beat(
        "Count again. From the end, all of it took <new> {new} multiplications. Row by row, it was <old> {old}.",
        new=facts.carried_total, old=facts.alone_total, title="What it costs",
    )  # fmt: skip
    def counted(self):
        self.at("new")
        self.show(self.tally.totals[1], run_time=0.4)
        self.light(self.tally.totals[1], run_time=0.6)
        self.at("old")
        self.light(self.tally.totals[0], run_time=0.6)

    @beat(
        "Does that matter? In a chain of <ten> {lengths[0]} neurons, it is {carried[0]} against {alone[0]}.",
        "And with <hundred> {lengths[1]}, {carried[1]} against {alone[1]}.",
        lengths=facts.lengths, carried=facts.carried_of, alone=facts.alone_of,
    )  # fmt: skip
    def longer(self):
        self.clear_away(*(part for row in self.rows.values() for part in row.everything()), self.tally)
        self.table = LongerChains(self.t, self.room("table"))
        self.show(self.table.heads, run_time=0.4)
        for mark, row in zip(("ten", "hundred"), self.table.rows, strict=False):
            self.at(mark)
            self.show(row, run_time=0.6)

    @beat(
        "Every chain ends at the same loss. <back> So start there, keep the product, and walk back once.",
        "<name> That is back-propagation: the backward order is the cheap one.",
        "<next> In the next film, such a chain leads from a single weight through a whole network.",
    )
    def harvest(self):
        net = self.net
        self.clear_away(self.table)
        self.at("back")
        self.play(Succession(*net.run(*reversed(range(1, self.t.D + 2)), back=True)), run_time=2.4)
        self.at("name")
        self.light(*self.felt.values())
        self.at("next")
        self.play(Succession(*net.run(*range(1, self.t.D + 2))), run_time=2.4)

    # ---- gestures

    def fall(self, l: int) -> None:
        """The tails of all rows from neuron l on fall onto each other, and become one capsule, delta."""
        keys, rows = (("slope", l), ("loss", self.t.D)), [row for k, row in self.rows.items() if k <= l]
        tails = [VGroup(*(row.numbers[key].copy() for key in keys)) for row in rows]
        capsule = self.net.capsule(self.felt[l])
        self.play(*(tail.animate.move_to(tails[0]) for tail in tails), run_time=0.5)
        self.play(*(tail.animate.scale(0.6).move_to(capsule).set_opacity(0) for tail in tails), FadeIn(capsule), run_time=0.5)
        self.remove(*tails)

    def room(self, name: str) -> Region:
        """One of the bands of this film's stage."""
        return band(self.stage, name)

    def lay(self, mobject: VGroup, room: Region) -> None:
        """Put something into a room, to leave with `clear("board")`; not yet shown."""
        self.stands("board", room.hold(mobject))

    def lay_later(self) -> VGroup:
        """On the board, not yet shown: a line for every later neuron, and one for the loss."""
        rest = align_equals(*(formulas.neuron_line(self.t, l) for l in facts.later_weights(self.t)), buff=0.2)
        way, buff = (DOWN, 0.3) if self.stage.is_narrow else (RIGHT, 0.9)
        lines = VGroup(rest, Formula(formulas.loss_line(self.t))).arrange(way, buff=buff)
        self.lay(lines, self.room("board"))
        return lines

    def carriers(self, keys: list[tuple[str, int]]) -> list[VMobject]:
        """Where in the chain these slopes live."""
        return [self.net.carrier(*key) for key in keys]
