"""A chain of neurons: why the slopes are multiplied from the end."""

from __future__ import annotations

from typing import ClassVar

from manim import DOWN, LEFT, Create, FadeIn, FadeOut, LaggedStart, RoundedRectangle, Succession, VGroup

from engine.reading import Reading
from scenes.beat import beat
from scenes.chapter import Chapter
from scenes.films.chain import cheap_words as words
from scenes.films.chain.bands import band, halves
from scenes.films.chain.first_neuron import first_sum, running_product, squash_rule
from scenes.films.chain.longer_chains import LongerChains
from scenes.films.chain.neuron_chain import NeuronChain, SlopeRow
from scenes.films.chain.plank import Plank
from scenes.films.chain.tally import Tally
from scenes.kit.place.light import lit
from scenes.kit.place.stage import Region
from scenes.kit.theme import theme
from scenes.kit.type.formula import LARGE, Formula, Label, align_equals

MOST = 4  # neurons in a row whose products have room above them


class ChainOfNeurons(Chapter):
    title = "A chain of neurons"
    promise = "Say why the backward order is the cheap order."
    lesson: ClassVar[str] = "chain"

    @classmethod
    def unfit(cls, t: Reading) -> str | None:
        if set(t.sizes) != {1} or not 2 <= t.D <= MOST:
            return f"it is told on a chain: one input, then two to {MOST} layers of one neuron each"
        return None

    def room(self, name: str) -> Region:
        return band(self.stage, name)

    # ---- the chain runs forward

    @beat("By the end of this film, you can say why <chain> a network finds its slopes from the end.")
    def promised(self):
        self.heading = self.stage.title.hold(Label(self.title, size=LARGE, color=theme().ink))
        self.show(self.heading)
        self.at("chain")
        self.net = NeuronChain(self.t, self.room("chain"))
        self.show(self.net, run_time=1.0)

    @beat(words.met)
    def met(self):
        net, layers = self.net, range(1, self.t.D + 1)
        self.clear_away(self.heading)
        self.play(net.name_all(), run_time=1.2)
        self.at("before")
        self.play(Succession(*net.run(*(net.edge(l) for l in layers))), run_time=1.4)
        self.at("weights")
        self.play(net.weigh(*layers), run_time=1.0)
        self.at("loss")
        self.play(*net.run(net.loss_edges[0]), lit(net.loss), run_time=0.8)

    @beat(words.forward)
    def forward(self):
        t, net, room = self.t, self.net, self.room("board")
        self.play(net.fill(0, t.a[0]), run_time=0.5)
        letters, numbers = first_sum(t)
        sums = align_equals(letters, numbers[0], buff=0.2)
        self.lay(VGroup(sums, numbers[1]).arrange(buff=0.9), room)
        self.show(letters, run_time=0.5)
        self.at("sum")
        self.play(FadeIn(numbers[0]), lit(net.tags[1]), run_time=0.7)
        self.at("out")
        self.show(numbers[1], run_time=0.5)
        num = net.place(t.a[1][0], 1, 0)
        self.fly((numbers[1]["result"], num))
        net.own(1, 0, num)
        self.at("rest")
        self.clear("board")
        for l in range(2, t.D + 1):
            self.play(*net.run(net.edge(l)), run_time=0.5)
            self.play(net.fill(l, t.a[l]), run_time=0.4)
        self.at("loss")
        self.play(*net.run(net.loss_edges[0]), net.judge(t.L), run_time=0.8)

    @beat("Nothing of this is thrown away. <keep> What each neuron said is kept, on a shelf. <again> We will take it down again.")
    def kept(self):
        self.at("keep")
        self.plank = Plank(self.net, self.room("shelf"))
        self.show(self.plank.board, run_time=0.4)
        self.fly(*self.plank.moves(), run_time=1.0)
        self.at("again")
        self.light(*self.plank.nums.values())

    # ---- path by path

    @beat(
        "Now the question that training asks. If we nudge <weight> the first weight, how much does <loss> the loss move? "
        "The nudge runs <run> through every link, and each link scales it by a slope of its own."
    )
    def asked(self):
        net = self.net
        self.at("weight")
        self.light(net.tags[1])
        self.at("loss")
        question = Formula("{s} = {q}", s=self.t.name.dL_dw[1], q='"?"')
        self.lay(question, self.room("board"))
        self.play(FadeIn(question), lit(net.loss), lit(net.judged), run_time=0.8)
        self.at("run")
        self.play(Succession(*net.run(*(net.edge(l) for l in range(1, self.t.D + 1)), net.loss_edges[0])), run_time=2.0)

    @beat(
        "Write each slope right above its link. For the weight itself, <came> what came in. For a neuron, <slope> the slope of its squash. "
        "For the line to the next, <w> its weight. And at the end, <loss> the slope of the loss."
    )
    def written(self):
        self.clear("board")
        self.rows = self._rows()
        row = self.rows[1]
        self.show(row.label, run_time=0.4)
        for kind in ("came", "slope", "w", "loss"):
            self.at(kind)
            keys = [f.key for f in row.factors if f.kind == kind]
            self.play(*(FadeIn(row.letters[key], shift=0.15 * DOWN) for key in keys), *map(lit, self.spots(keys)), run_time=0.7)
        self.show(row.dots, run_time=0.3)

    @beat(words.slopes)
    def slopes(self):
        t, net, row = self.t, self.net, self.rows[1]
        self.at("rule")
        letters, numbers = rule = squash_rule(t)
        self.lay(VGroup(*rule).arrange(buff=0.3), self.room("board"))
        self.show(letters, run_time=0.5)
        self.at("squash")
        self.play(FadeIn(numbers), lit(self.plank.nums[1]), run_time=0.6)
        layers = range(1, t.D + 1)
        self.play(*(FadeOut(row.letters["slope", l]) for l in layers), run_time=0.3)
        taken = {l: self.plank.nums[l] for l in layers} | {1: numbers["result"]}
        self.fly(*((taken[l], row.numbers["slope", l]) for l in layers), run_time=0.9)
        self.at("rest")
        rest = [f.key for f in row.factors if f.kind in ("came", "w")]
        self.play(*(row.swap(key) for key in rest), *map(lit, self.spots(rest)), run_time=0.8)
        self.at("end")
        self.play(row.swap(("loss", t.D)), lit(net.loss_edges[0]), run_time=0.7)

    @beat(words.multiplied)
    def multiplied(self):
        row = self.rows[1]
        self.clear("board")
        self.tally = Tally(halves(self.room("board"))[0], ["row by row", "from the end"], *self._counts())
        self.show(self.tally.names[0], run_time=0.3)
        self.at("times")
        self.play(LaggedStart(*map(lit, row.dots), lag_ratio=0.6), self.tally.mark(0, len(row.dots)), run_time=1.3)
        self.at("count")
        self.light(*self.tally.cells[0][: len(row.dots)], run_time=0.6)
        self.at("result")
        self.show(row.result, run_time=0.5)
        self.at("one")
        self.light(self.net.tags[1], row.result)

    @beat(words.others, each=lambda t: range(2, t.D + 1))
    def others(self, l):
        row = self.rows[l]
        self.at("row")
        self.play(FadeIn(row.label), lit(self.net.tags[l]), run_time=0.5)
        self.play(LaggedStart(*(FadeIn(row.numbers[f.key]) for f in row.factors), lag_ratio=0.2), FadeIn(row.dots), run_time=0.8)
        self.at("count")
        self.play(self.tally.mark(0, len(row.dots)), FadeIn(row.result), run_time=0.9)
        if l == self.t.D:
            self.show(self.tally.totals[0], run_time=0.4)

    @beat("Look at the rows, one above the other. <look> What did we multiply more than once?", pause=3.0)
    def puzzle(self):
        self.at("look")
        self.light(*(row.numbers[f.key] for row in self.rows.values() for f in row.factors), run_time=1.0)

    @beat(
        "The ends. <ends> Every row starts at a different weight, but all of them finish at the same loss. "
        "<fronts> The fronts are all different. <tails> The tails are all alike."
    )
    def tails(self):
        self.at("ends")
        self.shared = VGroup(*(self._shared(k) for k in range(2, self.t.D + 1)))
        self.play(LaggedStart(*map(Create, self.shared), lag_ratio=0.5), run_time=1.4)
        self.at("fronts")
        self.light(*(row.numbers[row.factors[0].key] for row in self.rows.values()))
        self.at("tails")
        self.light(*self.shared)

    @beat("So where should we begin, if no product is to be made twice: <front> at the front, or <end> at the end?", pause=3.0)
    def where(self):
        self.at("front")
        self.light(*(row.label for row in self.rows.values()))
        self.at("end")
        self.light(self.net.loss, self.net.judged, *self.shared)

    # ---- from the end

    @beat(words.carried, each=lambda t: range(t.D, 0, -1))
    def carried(self, l):
        t, net, row = self.t, self.net, self.rows[l]
        if l == t.D:
            self.felt = {}
            self.clear_away(self.shared, run_time=0.3)
            self.at("error")
            self.play(*net.run(net.loss_edges[0], back=True), FadeIn(self.tally.names[1]), lit(row.numbers["loss", t.D]), run_time=0.6)
        else:
            self.at("w")
            self.play(
                *net.run(net.edge(l + 1), back=True), lit(self.felt[l + 1]), lit(net.tags[l + 1]), self.tally.mark(1, 1), run_time=0.7
            )
        self.at("slope")
        self.play(lit(row.numbers["slope", l]), lit(net.neuron(l)), self.tally.mark(1, 1), run_time=0.6)
        self.at("delta")
        self.felt[l] = net.felt(l, t.delta[l][0])
        worked = VGroup(*running_product(t, l)).arrange(DOWN, buff=0.2, aligned_edge=LEFT)
        self.clear("board", run_time=0.2)
        self.lay(worked, halves(self.room("board"))[1])
        self.show(worked, run_time=0.4)
        self.show(self.felt[l][0], run_time=0.2)
        self.fly((worked[1]["result"], self.felt[l][1]), run_time=0.6)

    @beat(
        "And each weight's slope? <grad> Its neuron's delta, times what came in, from the shelf. One multiplication each. "
        "<same> The same numbers as in the rows."
    )
    def shares(self):
        t, net = self.t, self.net
        self.clear("board", run_time=0.3)
        self.at("grad")
        for l in range(t.D, 0, -1):
            self.play(lit(self.felt[l]), lit(self.plank.nums[l - 1]), self.tally.mark(1, 1), run_time=0.5)
            self.play(*self.net.reweigh(l, t.dL_dW[l][0][0]), run_time=0.4)
        self.at("same")
        self.light(*(row.result for row in self.rows.values()), *(net.tags[l][1] for l in range(1, t.D + 1)))

    @beat(words.counted)
    def counted(self):
        self.at("new")
        self.show(self.tally.totals[1], run_time=0.4)
        self.light(self.tally.totals[1], run_time=0.6)
        self.at("old")
        self.light(self.tally.totals[0], run_time=0.6)

    @beat(words.longer)
    def longer(self):
        self.clear_away(*(part for row in self.rows.values() for part in row.everything()), self.tally)
        self.table = LongerChains(self.t, self.room("table"))
        self.show(self.table.heads, run_time=0.4)
        for k, mark in enumerate(("ten", "hundred")):
            self.at(mark)
            self.show(self.table.rows[k], run_time=0.6)

    @beat(
        "Every chain ends at the same loss. <back> So start there, keep the product, and walk back once. "
        "<name> That is back-propagation: the backward order is the cheap one."
    )
    def harvest(self):
        net, t = self.net, self.t
        self.clear_away(self.table)
        self.at("back")
        lines = [net.loss_edges[0], *(net.edge(l) for l in range(t.D, 0, -1))]
        self.play(Succession(*net.run(*lines, back=True)), run_time=2.4)
        self.at("name")
        self.light(*self.felt.values())

    # ---- gestures

    def lay(self, mobject: VGroup, room: Region) -> None:
        """Put something into a band, to leave with `clear("board")`; not yet shown."""
        room.hold(self.place("board", mobject))

    def spots(self, keys: list[tuple[str, int]]) -> list[VGroup]:
        """Where in the chain the slopes of these places live."""
        net = self.net
        return [net.neuron(l) if kind == "slope" else net.loss_edges[0] if kind == "loss" else net.tags[l] for kind, l in keys]

    def _shared(self, k: int) -> RoundedRectangle:
        """A frame around what rows 1 to k have in common: all from neuron k's slope to the end."""
        parts = VGroup(*(row.numbers[key] for l, row in self.rows.items() if l <= k for key in (("slope", k), ("loss", self.t.D))))
        box = RoundedRectangle(width=parts.width + 0.24, height=parts.height + 0.14, corner_radius=0.1)
        return box.set_stroke(theme().light, width=2).move_to(parts)

    def _rows(self) -> dict[int, SlopeRow]:
        lanes = self.net.lanes(self.room("rows"))
        return {l: SlopeRow(self.net, l, lane) for l, lane in enumerate(lanes, start=1)}

    def _counts(self) -> tuple[list[object], list[str]]:
        totals = [words.studied(self.t, name) for name in ("alone_total", "carried_total")]
        return totals, [theme().soft, theme().backward]
