"""A chain of neurons: why the slopes are multiplied from the end."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from manim import LEFT, Animation, Create, FadeIn, FadeOut, GrowFromEdge, LaggedStart, Mobject, VGroup, VMobject

from engine.reading import Reading
from scenes.beat import beat, line
from scenes.carry import ARC
from scenes.chapter import Chapter
from scenes.facts import activation, output_leak
from scenes.films.chain import boards, facts, formulas
from scenes.films.chain.longer_chains import LongerChains
from scenes.films.chain.neuron_chain import NeuronChain
from scenes.films.chain.slope_rows import SlopeRow, shared_frame, style_of
from scenes.films.chain.tally import Tally
from scenes.kit.maths.worked import worked
from scenes.kit.network.comets import comet, landing
from scenes.kit.place.light import lit
from scenes.kit.place.shots import fit
from scenes.kit.place.stage import Region
from scenes.kit.place.title import Title
from scenes.kit.theme import theme
from scenes.kit.type.formula import Formula
from scenes.shared_lines import SLOPE_OF_SQUASH

MOST = 4  # neurons in a row whose products have room above them


class ChainOfNeurons(Chapter):
    """net     the chain, its shelf and its deltas      board   what the next thought clears away
    rows[l]  the slopes from weight l to the loss      shared   frames around what they have in common
    tally, table   multiplications of this chain, of longer ones      foot   the room under the rows
    """

    title = "A chain of neurons"
    promise = "Say why the backward order is the cheap order."
    lesson: ClassVar[str] = "chain"
    net: NeuronChain
    board: Mobject
    foot: Region
    rows: dict[int, SlopeRow]
    tally: Tally
    shared: VGroup
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
        "Here is a riddle. <one> One way to the slopes of this chain takes {old} multiplications. <other> Another way takes {new}.",
        "The numbers that come out are the same. What makes <what> the difference?",
        old=facts.alone_total, new=facts.carried_total, pause=4.0,
    )  # fmt: skip
    def wondered(self):
        self.net = NeuronChain(self.t, self.stage)
        self.tally = self.compose(self.beside, net=self.net, board=lambda room: Tally(self.t, room))["board"]
        self.add(self.net)
        for k, (mark, way) in enumerate((("one", self.there), ("other", self.home))):
            self.at(mark)
            self.play(way(), FadeIn(self.tally.names[k]), self.tally.mark(k, len(self.tally.cells[k])), run_time=2.0)
            self.show(self.tally.totals[k], run_time=0.4)
        self.at("what")
        self.light(*self.tally.totals)

    @beat("It is where you begin. In this film you see why a network finds its slopes <end> from the end.")
    def promised(self):
        gone = [self.tally]
        self.board = self.compose("TITLED", net=self.net, title=lambda room: Title(self.title, room), gone=gone)["title"]
        self.play(self.board.comes())
        self.play(self.there(), run_time=1.6)
        self.at("end")
        self.play(self.home(), run_time=1.6)

    @beat(
        "Here are {D:words} neurons in a row.",
        line(
            case=facts.has_biases,
            yes="Each one takes <before> what it is told, times <weights> a weight, plus a bias, "
            "and sends that <squash> through its activation function.",
            no="Each one takes <before> what it is told, times <weights> a weight, "
            "and sends that <squash> through its activation function.",
        ),
        "The last one is judged <loss> by the loss.",
    )
    def met(self):
        net, layers, last = self.net, range(1, self.t.D + 1), formulas.neuron_letters(self.t, self.t.D)
        self.lay(lambda room: worked(room, last))
        (told,) = self.board
        self.play(net.name_all(), run_time=1.4)
        self.at("before")
        self.play(self.there(*layers), FadeIn(told["x"]), FadeIn(told["a"]), run_time=1.4)
        self.at("weights")
        self.play(net.weigh(*layers), FadeIn(told["w"]), *([FadeIn(told["b"])] if "b" in told.parts else []), run_time=1.6)
        self.at("squash")
        self.play(self.there(*layers), FadeIn(told["f"]), FadeIn(told["eq"]), FadeIn(told.rest), run_time=1.4)
        self.at("loss")
        self.play(self.there(self.t.D + 1), lit(net.loss), run_time=0.8)

    @beat(
        line(
            case=facts.has_bias,
            yes="First, forward. The weight {t.W[1][0][0]}, <sum> times what comes in, plus the bias.",
            no="First, forward. The weight {t.W[1][0][0]}, <sum> times what comes in.",
        ),
        "<out> Through the activation function, that is {t.a[1][0]:2}.",
        title="Forward, and onto the reel",
    )
    def first(self):
        t, net = self.t, self.net
        self.lay(lambda room: boards.first_board(t, room))
        letters, numbers, squash = self.board
        self.play(net.fill(0, t.a[0]), FadeIn(letters), run_time=0.6)
        self.at("sum")
        self.play(self.there(1), lit(net.weights[1][0, 0]), FadeIn(numbers), run_time=0.9)
        self.at("out")
        self.show(squash, run_time=0.5)
        num = net.place(t.a[1][0], 1, 0)
        self.fly((squash["result"], num), arc=ARC)
        net.own(1, 0, num)
        self.play(*net.lights_up(1, 0, t.a[1][0]), run_time=0.5)

    @beat("It is the next <rest> neuron's input, and so on, to the end of the chain. <loss> And there stands the loss, {t.L:2}.")
    def forward(self):
        t, net = self.t, self.net
        self.lay(lambda room: boards.rest_board(t, room))
        self.at("rest")
        for l, told in zip(facts.later_weights(t), self.board, strict=False):
            self.play(landing(net.going(l), net.fill_one(l, 0, t.a[l][0]), FadeIn(told)), run_time=0.9)
        self.at("loss")
        self.play(landing(net.into_loss(), *net.write_loss(t.L), FadeIn(self.board[-1])), run_time=1.0)

    @beat("Nothing of this is thrown away. <keep> What each neuron said is kept, as on a reel of film. <again> We will wind it back again.")
    def kept(self):
        net = self.net
        net.has_shelf = True
        self.play(net.settle(net.region), run_time=0.9)
        self.at("keep")
        moves = net.shelve()
        ledges = [kept[1] for kept in net.kept.values()]
        self.show(*ledges, *([] if net.down else [net.shelf_name()]), run_time=0.4)
        self.fly(*moves, run_time=1.0, arc=ARC)
        net.add(*net.kept.values())
        self.play(*net.symbols(), run_time=0.7)
        self.at("again")
        self.light(*(kept[0] for kept in net.kept.values()))

    # ---- row by row

    @beat(
        "Now the question that training asks. If we nudge <weight> the first weight, how much does <loss> the loss move?",
        "The nudge runs <run> through every link, and each link scales it by a slope of its own.",
        title="A product for every weight",
    )
    def asked(self):
        net = self.net
        self.lay(lambda room: fit(Formula(formulas.asked(self.t)), room))
        self.at("weight")
        self.light(net.weights[1][0, 0])
        self.at("loss")
        self.play(FadeIn(self.board), lit(net.loss), run_time=0.8)
        self.at("run")
        for l in range(1, self.t.D + 2):
            self.play(self.there(l), lit(net.carrier("loss" if l > self.t.D else "w", min(l, self.t.D))), run_time=0.8)

    @beat(
        "Write each slope right beside its link. For the weight itself, <came> what came in.",
        "For a neuron, <slope> the slope of its activation function. For the line to the next, <w> its weight.",
        "And at the end, <loss> the slope of the loss.",
    )
    def written(self):
        net = self.net
        net.has_rows = True
        self.board = self.compose("FOOT", net=net, board=self.grounded, heirs={"board": self.board})["board"]
        style = style_of(net)
        self.rows = {l: SlopeRow(net, l, lane, style) for l, lane in enumerate(net.lanes, start=1)}
        row = self.rows[1]
        row.part(row.letters)
        self.show(row.label, run_time=0.4)
        for kind in ("came", "slope", "w", "loss"):
            self.at(kind)
            keys = row.keys(kind)
            out = [FadeIn(row.letters[key], target_position=net.carrier(*key)) for key in keys]
            self.play(*out, *map(lit, self.carriers(keys)), run_time=0.9)
        self.show(row.dots, run_time=0.3)

    @beat(
        "Now the numbers. First the slopes of the activation function.",
        SLOPE_OF_SQUASH,
        "<squash> So work them out from what was kept, one for every neuron. <rest> The weights we know, and <end> the slope of the loss.",
        leak=output_leak,
    )
    def slopes(self):
        t, net, row, layers = self.t, self.net, self.rows[1], range(1, self.t.D + 1)
        self.play(self.there(), run_time=1.4)
        self.at("slope")
        self.clear_away(self.board)
        letters, numbers = self.board = boards.slope_board(t, self.foot)
        self.show(letters, run_time=0.5)
        self.play(*(lit(row.letters["slope", l]) for l in layers), run_time=0.8)
        self.at("squash")
        self.play(FadeIn(numbers), lit(net.kept[1][0]), run_time=0.6)
        self.play(*(FadeOut(row.letters["slope", l]) for l in layers), *row.parting(), run_time=0.3)
        taken = {l: net.kept[l][0] for l in layers} | {1: numbers["result"]}
        self.fly(*((taken[l], row.numbers["slope", l]) for l in layers), run_time=0.9, arc=ARC)
        self.at("rest")
        self.clear_away(*(row.letters[key] for key in row.keys("came", "w")), run_time=0.3)
        sources = {("w", l): net.weights[l][0, 0][1] for l in facts.later_weights(t)} | {("came", 1): net.kept[0][0]}
        self.fly(*((source, row.numbers[key]) for key, source in sources.items()), arc=ARC)
        self.at("end")
        self.play(self.home(t.D + 1), row.swap(("loss", t.D)), run_time=0.8)

    @beat(
        "Multiply, link by link, <times> all along the row.",
        "That takes <count> {cost} multiplications, and gives <result> {t.dL_dW[1][0][0]:2}.",
        line(
            case=facts.is_stopped,
            yes="A slope on the way is zero, and nothing gets past it. And that was <one> only one weight.",
            no="So far, so good. But that was <one> only one weight.",
        ),
        cost=facts.cost, pause=1.0,
    )  # fmt: skip
    def multiplied(self):
        row = self.rows[1]
        self.clear_away(self.board, run_time=0.3)
        self.tally = Tally(self.t, self.foot)
        self.board = VGroup()
        self.show(self.tally.names[0], run_time=0.3)
        self.at("times")
        self.play(LaggedStart(*map(lit, row.dots), lag_ratio=0.6), self.tally.mark(0, len(row.dots)), self.there(), run_time=1.8)
        self.at("count")
        self.light(*self.tally.cells[0][: len(row.dots)], run_time=0.6)
        self.at("result")
        self.show(row.result, target_position=row.numbers["loss", self.t.D], run_time=0.5)
        self.play(self.there(), lit(row.result), run_time=1.4)
        self.at("one")
        self.light(self.net.weights[1][0, 0], row.result)

    @beat(
        line(
            case=facts.row_of,
            second="The second weight has <row> a row of its own, from its own link to the end. <count> {cost} multiplications.",
            third="The third weight <row> has a row of its own, too. <count> {cost} more.",
            third_and_last="The third weight's row <row> begins near the end, so it is short. <count> {cost} more.",
            fourth_and_last="The fourth weight's row <row> begins near the end, so it is short. <count> {cost} more.",
        ),
        each=facts.later_weights, cost=facts.cost,
    )  # fmt: skip
    def others(self, l):
        row = self.rows[l]
        self.at("row")
        self.play(FadeIn(row.label), lit(self.net.weights[l][0, 0]), run_time=0.4)
        homes = [FadeIn(number, target_position=self.net.carrier(*key)) for key, number in row.numbers.items()]
        self.play(self.there(*range(l, self.t.D + 2)), LaggedStart(*homes, lag_ratio=0.2), FadeIn(row.dots), run_time=1.3)
        self.at("count")
        self.play(self.tally.mark(0, len(row.dots)), FadeIn(row.result), run_time=0.9)
        if l == self.t.D:
            self.show(self.tally.totals[0], run_time=0.4)

    @beat("Look at the rows side by side. <look> What did we multiply more than once?", pause=5.0, title="The tails are all alike")
    def puzzle(self):
        self.play(self.there(), run_time=2.0)
        self.at("look")
        self.light(*(number for row in self.rows.values() for number in row.numbers.values()), run_time=1.0)

    @beat(
        "The ends. <ends> Every row starts at a different weight, but all of them finish at the same loss.",
        "<fronts> The fronts are all different. <tails> The tails are all alike.",
    )
    def tails(self):
        self.at("ends")
        self.shared = VGroup(*(shared_frame(self.rows, l) for l in facts.later_weights(self.t)))
        self.play(self.there(), LaggedStart(*map(Create, self.shared), lag_ratio=0.5), run_time=2.0)
        self.at("fronts")
        self.light(*(row.numbers["came", l] for l, row in self.rows.items()))
        self.at("tails")
        self.light(*self.shared)

    @beat("No product is to be made twice. Begin <front> at the front, or <end> at the end?", pause=4.0)
    def where(self):
        self.play(self.there(), run_time=1.4)
        self.at("front")
        self.light(*(row.label for row in self.rows.values()))
        self.at("end")
        self.light(self.net.loss, *self.shared)

    # ---- from the end

    @beat(
        line(
            case=facts.step_back,
            from_the_loss="Begin at the loss. <error> Its slope, times <slope> the slope of the last activation function. "
            "This running product is <delta> {n.delta[l]}. It is kept, at its neuron.",
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
        each=facts.backwards, title="From the end", pause=0.8,
    )  # fmt: skip
    def carried(self, l):
        t, net, row, tally = self.t, self.net, self.rows[l], self.tally
        self.clear_away(self.board, *([self.shared] if l == t.D else []), run_time=0.3)
        letters, numbers = self.board = boards.product_board(t, l, self.foot)
        if l == t.D:
            self.play(self.home(t.D + 1), *tally.settle(boards.halves(self.foot)[0], self.get_mobject_family_members()), run_time=0.9)
            self.at("error")
            self.play(self.home(t.D + 1), FadeIn(tally.names[1]), lit(row.numbers["loss", t.D]), run_time=0.8)
        else:
            self.at("w")
            self.play(self.home(l + 1), lit(net.weights[l + 1][0, 0]), tally.mark(1, 1), run_time=0.8)
        self.at("slope")
        self.play(lit(row.numbers["slope", l]), lit(net.neuron(l)), tally.mark(1, 1), FadeIn(letters), run_time=0.6)
        if l == t.D:
            self.play(self.home(t.D + 1), run_time=1.4)
        self.at("delta")
        self.show(numbers, run_time=0.4)
        felt = net.felt(l, t.delta[l][0])
        self.fall(l, felt)
        if len(felt[0]):
            self.show(felt[0], run_time=0.2)
        self.fly((numbers["result"], felt[1]), run_time=0.7, arc=ARC)
        net.add(felt)

    @beat(
        "And each weight's slope? <grad> Its neuron's delta, times what came in, from the reel. One multiplication each.",
        "<same> The same numbers as in the rows.",
    )
    def shares(self):
        t, net = self.t, self.net
        self.clear_away(self.board, run_time=0.3)
        self.board = boards.law_of_a_weight(t, self.foot)
        self.play(self.home(), run_time=1.4)
        self.at("grad")
        self.show(self.board, run_time=0.3)
        for l in facts.backwards(t):
            self.play(self.home(l), lit(net.blames[l][0]), lit(net.kept[l - 1][0]), self.tally.mark(1, 1), run_time=0.7)
            old, new = net.reweigh(l, t.dL_dW[l][0][0])
            self.play(FadeOut(old), FadeIn(new), run_time=0.4)
            net.add(new)
        self.at("same")
        self.light(*(row.result for row in self.rows.values()), *(net.weights[l][0, 0][1] for l in range(1, t.D + 1)))

    @beat(
        "Count again. From the end, all of it took <new> {new} multiplications. Row by row, it was <old> {old}.",
        new=facts.carried_total, old=facts.alone_total, pause=1.2, title="What it costs",
    )  # fmt: skip
    def counted(self):
        self.play(self.home(), run_time=1.4)
        self.at("new")
        self.show(self.tally.totals[1], run_time=0.4)
        self.light(self.tally.totals[1], self.tally.cells[1], run_time=0.6)
        self.at("old")
        self.light(self.tally.totals[0], self.tally.cells[0], run_time=0.6)

    @beat(
        "Does that matter? In a chain of <ten> {lengths[0]} neurons, it is {carried[0]} against {alone[0]}.",
        "And with <hundred> {lengths[1]}, {carried[1]} against {alone[1]}.",
        lengths=facts.lengths, carried=facts.carried_of, alone=facts.alone_of, pause=1.2,
    )  # fmt: skip
    def longer(self):
        net = self.net
        net.has_rows = False
        gone = [*(part for row in self.rows.values() for part in row.everything()), self.tally, self.board]
        made = self.compose(self.beside, net=net, board=lambda room: LongerChains(self.t, room), gone=gone)
        self.table = made["board"]
        self.show(self.table.heads, run_time=0.4)
        for mark, row in zip(("ten", "hundred"), self.table.rows, strict=False):
            self.at(mark)
            self.play(FadeIn(row[0]), self.home(), *(GrowFromEdge(bar[0], LEFT) for bar in row[1]), run_time=1.6)
            self.show(*(bar[1] for bar in row[1]), run_time=0.4)
            self.play(self.home(), run_time=1.2)

    @beat(
        "Every chain ends at the same loss. <back> So start there, keep the product, and walk back once.",
        "<name> That is backpropagation: the backward order is the cheap one.",
        "<next> In the next film, such a chain leads from a single weight through a whole network.",
        pause=5.0,
    )
    def harvest(self):
        net = self.net
        self.board = self.table
        self.lay(lambda room: boards.law_board(self.t, room))
        end, step, share = self.board
        self.at("back")
        self.play(self.home(self.t.D + 1), FadeIn(end), run_time=1.0)
        self.play(self.home(*range(1, self.t.D + 1)), FadeIn(step), run_time=1.8)
        self.at("name")
        self.light(*(net.blames[l][0] for l in facts.backwards(self.t)))
        self.play(FadeIn(share), self.home(), run_time=1.8)
        self.at("next")
        self.play(self.there(), run_time=2.0)
        self.play(self.there(), run_time=1.6)

    # ---- gestures

    @property
    def beside(self) -> str:
        """The shot of the chain with a board: under one that runs across, beside one that runs down."""
        return "LEDGER" if not self.stage.is_narrow else "RAIL" if self.stage.shape == "1:1" else "DUET"

    def lay(self, make: Callable[[Region], VGroup]) -> None:
        """Another board with the chain, not yet shown, in place of the one that stands."""
        self.board = self.compose(self.beside, net=self.net, board=make, gone=[self.board])["board"]

    def grounded(self, room: Region) -> VGroup:
        """The sheet under the rows, on which each beat writes what it needs; first the question that the rows answer."""
        self.foot = room
        return fit(Formula(formulas.asked(self.t)), room)

    def there(self, *layers: int) -> Animation:
        """Comets forward along the lines into these layers, one after the other; by default all, and into the loss."""
        net, hue = self.net, theme().forward
        return LaggedStart(*(comet(net.edge(l), hue, l) for l in layers or range(1, self.t.D + 2)), lag_ratio=0.7)

    def home(self, *layers: int) -> Animation:
        """Comets back along the lines into these layers, the last one first; by default from the loss to the first."""
        net, hue = self.net, theme().backward
        return LaggedStart(*(comet(net.edge(l), hue, l, back=True) for l in sorted(layers or range(1, self.t.D + 2))[::-1]), lag_ratio=0.7)

    def fall(self, l: int, felt: VGroup) -> None:
        """The tails of all rows from neuron l on fall onto each other, and become one capsule, delta."""
        rows = [row for k, row in self.rows.items() if k <= l]
        keys = [f.key for f in self.rows[l].factors if f.key != ("came", l)]
        tails = [VGroup(*(row.numbers[key].copy() for key in keys)) for row in rows]
        self.play(*(tail.animate.move_to(tails[0]) for tail in tails), run_time=0.5)
        self.play(*(tail.animate.scale(0.6).move_to(felt).set_opacity(0) for tail in tails), FadeIn(felt[2]), run_time=0.6)
        self.remove(*tails)

    def carriers(self, keys: list[tuple[str, int]]) -> list[VMobject]:
        """Where in the chain these slopes live."""
        return [self.net.carrier(*key) for key in keys]
