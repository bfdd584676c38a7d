"""A nudge and a slope: a derivative is a ratio of nudges, and along a chain the ratios multiply."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from manim import RIGHT, UP, FadeIn, GrowArrow, LaggedStart, Mobject, TransformFromCopy, VGroup, linear

from engine.reading import Reading
from scenes.beat import beat, line
from scenes.carry import ARC
from scenes.chapter import Chapter
from scenes.equation import Equation
from scenes.facts import has_bias, loss
from scenes.films.nudge import facts, formulas, runs, windows
from scenes.films.nudge.boards import Working
from scenes.films.nudge.computation_tree import ComputationTree
from scenes.films.nudge.ratio_table import RatioTable, ratio_table
from scenes.films.nudge.slope_pictures import LossArea, ProductArea, Secant
from scenes.kit.maths.single import alone, single
from scenes.kit.place.light import lit
from scenes.kit.place.shots import room_of
from scenes.kit.place.stage import Region
from scenes.kit.place.title import Title
from scenes.kit.type.formula import Formula
from scenes.kit.type.number import Num

SMALLER = 0.8  # of its size, there, the name of a slope at its link
SHORT = 3  # digits that numbers have in a square frame
SIZES = {"16:9": 41.0, "9:16": 41.0, "1:1": 51.0}  # font size of the numbers at the tree: as large as its links let them be


class NudgeAndSlope(Chapter):
    """tree, size    the chain from the weight to the loss, a live line beside each variable; the font size of its numbers
    h             the nudges of the study
    links         what is written at the tree's arrows: ratios, then slopes      homes, notes, pushes   what stands at its lines
    table         of ratios, a row a nudge      board, secant   of where a slope comes from      letters   the chain rule
    """

    title = "A nudge and a slope"
    promise = "Say what a derivative is, and why slopes multiply."
    lesson: ClassVar[str] = "neuron"
    tree: ComputationTree
    size: float
    h: list[float]
    homes: VGroup
    notes: VGroup
    pushes: VGroup
    links: VGroup
    table: RatioTable
    board: Mobject
    secant: Secant
    letters: Formula

    @classmethod
    def unfit(cls, t: Reading) -> str | None:
        if not alone(t):
            return "it tells of one neuron with one input"
        if "nudge" not in t.trace.studies:
            return "it shakes the weight, and here next to nothing follows: the input or a slope is zero, or as good as zero"
        if loss(t) != "squared_error":
            return "it draws half the squared error, as an area"
        if len(t.trace.studies["nudge"].rows) < facts.ROWS:
            return f"it needs {facts.ROWS} nudges of its study: [studies.nudge] h = [0.1, 0.01, 0.001]"
        if facts.squash(t) not in ("sigmoid", "tanh"):
            return "it reads the slope of a squash off its output: sigmoid or tanh"
        if not has_bias(t):
            return "it nudges weight and bias, and here the neuron has no bias"
        if not facts.has_tenths(t):
            return "it zooms in ten times and ten times again: each nudge of its study has to be a tenth of the one before"
        if not facts.has_settled(t):
            return (
                "its ratios do not settle on the slopes with these nudges: the curve bends too much, or is too flat, for [studies.nudge] h"
            )
        return None

    # ---- a chain of causes

    @beat(
        "Turn this knob <turn> a little, and far below, <end> the error moves. How far? And what on the way <between> decides it?",
        pause=3.0,
    )
    def knob(self):
        self.plant()
        far = runs.SWING * self.h[0]
        self.play(FadeIn(self.tree), run_time=0.3)
        self.at("turn")
        self.play(self.tree.follow(runs.shaken(self.t, far, 1), run_time=1.6, rate=linear), lit(self.tree.nodes[0]))
        self.at("end")
        self.play(self.tree.follow(runs.shaken(self.t, far, 1), run_time=1.6, rate=linear), lit(self.tree.nodes[3]))
        self.at("between")
        self.play(self.run_down(), run_time=1.8)

    @beat("Learning is made of <title> this question. After this film, you can answer it, and say why <multiply> slopes multiply.")
    def promised(self):
        self.board = self.compose("TITLED", tree=self.tree, title=lambda room: Title(self.title, room))["title"]
        self.at("title")
        self.play(self.board.comes())
        self.play(self.tree.follow(runs.shaken(self.t, runs.SWING * self.h[0], 1), run_time=2.4, rate=linear))
        self.at("multiply")
        self.play(self.run_down(), run_time=1.4)

    @beat(
        "The way from knob to error is short.",
        "<w> The weight moves <z> the sum, the sum moves <a> the answer, and the answer moves <loss> the loss.",
        "All else <rest> stands still.",
    )
    def causes(self):
        tree = self.tree
        self.compose("SOLO", tree=tree, gone=[self.board])
        self.at("w")
        self.play(lit(tree.nodes[0]), run_time=0.5)
        for k, mark in enumerate(("z", "a", "loss")):
            self.at(mark)
            self.play(tree.send(k), lit(tree.nodes[k + 1]), run_time=0.9)
        self.at("rest")
        self.light(*tree.others.values())

    @beat("Each has <lines> a line of its own. <dots> The dots stand where the four are now.", pause=0.8)
    def lines(self):
        tree = self.tree
        self.at("lines")
        self.light(*(line.axis for line in tree.lines))
        self.at("dots")
        self.homes = VGroup(*(tree.read(k, Num(v, self.size)) for k, v in enumerate(facts.chain(self.t))))
        self.play(*(lit(line.dot) for line in tree.lines), FadeIn(self.homes), run_time=1.4)

    # ---- a nudge

    @beat(
        "Take hold of the weight, <shake> and shake it. Nobody touches the others, and yet they all follow.",
        line(
            case=facts.swing_of_the_sum,
            further="<z> The sum swings further than the weight.",
            as_far="<z> The sum swings as far as the weight.",
            less="<z> The sum swings less than the weight.",
        ),
        line(
            case=facts.swings_of_answer_and_loss,
            hardly_less="<a> Yet the answer hardly stirs, <loss> and the loss stirs less again.",
            hardly_further="<a> Yet the answer hardly stirs, <loss> and the loss swings further again.",
            less_less="<a> The answer swings less than that, <loss> and the loss stirs less again.",
            less_further="<a> The answer swings less than that, <loss> and the loss swings further again.",
            further_less="<a> The answer swings even further, <loss> and the loss stirs less than that.",
            further_further="<a> The answer swings even further, <loss> and the loss swings further again.",
        ),
        title="Shake the weight",
    )
    def shake(self):
        tree, far = self.tree, runs.SWING * self.h[0]
        self.add(tree.rings)
        self.at("shake")
        self.play(tree.follow(runs.shaken(self.t, far, 2), run_time=4.0, rate=linear), lit(tree.nodes[0]))
        for k, mark in enumerate(("z", "a", "loss")):
            self.at(mark)
            self.play(tree.follow(runs.shaken(self.t, far, 1), run_time=1.4, rate=linear), lit(tree.nodes[k + 1]))

    @beat(
        "Now slowly, and only once. Raise the weight by <push> {pushes[0]}, one tick of its line.",
        "That is <moved> a nudge. And each of the others has moved too.",
        pushes=facts.pushes,
    )
    def nudged(self):
        tree, h = self.tree, self.h[0]
        self.clear_away(self.homes, run_time=0.2)
        self.play(tree.zoom(windows.one_way(self.t, h), h, run_time=1.2))
        self.at("push")
        self.play(tree.follow(runs.nudged(self.t, 0.0, h), run_time=1.2))
        self.at("moved")
        self.notes = VGroup(*(tree.note(k, Formula(formulas.move(by), self.size)) for k, by in enumerate(facts.moves(self.t, 0))))
        self.pushes = tree.pushes()
        self.play(*(GrowArrow(a) for a in self.pushes), FadeIn(self.notes), run_time=0.9)
        self.play(self.run_down(), run_time=1.6)

    @beat(
        "Now compare neighbours.",
        line(
            case=facts.sum_moves_as_far,
            yes="<r0> The sum moved just as far as the weight: the ratio is {ratios[0]:2}.",
            no="<r0> The sum moved {ratios[0]:2} times as far as the weight.",
        ),
        "<r1> The answer moved {ratios[1]:2} times as far as the sum.",
        "<r2> And the loss, {ratios[2]:2} times as far as the answer.",
        ratios=facts.first_ratios, pause=1.0,
    )  # fmt: skip
    def compared(self):
        self.at_links(*map(formulas.ratio, formulas.RATIOS, facts.first_ratios(self.t)))
        for k in range(3):
            self.at(f"r{k}")
            self.play(self.tree.send(k), *map(lit, (*self.notes[k : k + 2], *self.pushes[k : k + 2])), run_time=0.8)
            self.show(self.links[k], run_time=0.5)
        self.play(self.run_down(), run_time=1.6)

    # ---- a slope

    @beat(
        "That was one push. Now push only a tenth as far. Will <ratios> the three ratios shrink to a tenth as well?",
        pause=3.0, title="From a ratio to a slope",
    )  # fmt: skip
    def asked(self):
        gone = [self.notes, self.pushes]
        self.table = self.compose(self.beside, tree=self.tree, board=lambda room: ratio_table(self.t, room), gone=gone)["board"]
        self.show(self.table.heads, self.table.rows[0][0], run_time=0.4)
        self.fly(*((self.links[k]["v"], self.table.rows[0][k + 1]) for k in range(3)), arc=ARC)
        self.at("ratios")
        self.light(*self.table.rows[0][1:])
        self.board = self.table

    @beat(
        line(
            case=facts.second_row,
            same="Every move <small> shrinks to about a tenth. But go closer, <zoom> ten times closer, and it is almost the same picture. "
            "<row> The ratios have hardly changed.",
            other="Every move <small> shrinks. Go closer, <zoom> ten times closer, for another look. "
            "<row> The ratios have changed: the first push was long, and the curve bends.",
        ),
    )
    def tenth(self):
        self.clear_away(self.links, run_time=0.3)
        self.closer(1)
        self.play(*(lit(ratio) for ratio in self.table.rows[1][1:]), run_time=0.8)

    @beat(
        "Once more: <small> a tenth of that, <zoom> from ten times closer.",
        "<row> The first ratio <never> never moves: its link is a straight line. <rest> The other two settle.",
    )
    def settled(self):
        self.closer(2)
        self.at("never")
        self.light(*(row[1] for row in self.table.rows))
        self.play(self.tree.follow(runs.released(self.t, self.h[2]), run_time=1.6, rate=linear))
        self.at("rest")
        self.light(*(number for row in self.table.rows for number in row[2:]))

    @beat(
        "The number <number> on which a ratio of nudges settles is called a slope, or a derivative.",
        "<s0> {n.dz_dw}. <s1> {n.da_dz}. <s2> {n.dL_da}. The round d: <others> all else stands still.",
        pause=0.8,
    )
    def named(self):
        self.at_links(*map(formulas.slope, facts.slopes(self.t)))
        self.at("number")
        self.light(*self.table.rows[-1][1:])
        self.play(self.tree.follow(runs.released(self.t, self.h[2]), run_time=1.8, rate=linear))
        for k, slope in enumerate(self.table.slopes):
            self.at(f"s{k}")
            self.show(slope, run_time=0.3)
            self.fly((slope["s"], self.links[k]["s"]), run_time=0.7, arc=ARC)
        self.at("others")
        self.light(*self.tree.others.values())

    # ---- where each slope comes from

    @beat(
        "Must we push, to find a slope? No. <area> Weight times input is an area.",
        "Make the weight longer, <strip> and the area gains a strip, as tall as {n.x}. <slope> So the first slope is simply {n.x}.",
        title="Slopes without a push",
    )
    def first_slope(self):
        self.play(self.tree.follow(runs.released(self.t, self.h[2]), run_time=1.6, rate=linear))
        self.at("area")
        picture, (source, slope) = self.working(*formulas.sum_slope(self.t), draw=self.drawn(ProductArea))
        self.play(FadeIn(picture.area), FadeIn(picture.names), FadeIn(source), lit(self.tree.arrows[0]), run_time=0.7)
        self.at("strip")
        self.play(FadeIn(picture.strip, shift=0.2 * RIGHT), FadeIn(picture.more), run_time=0.7)
        self.at("slope")
        self.show(slope, run_time=0.4)
        self.land(slope["result"], 0)
        self.play(self.tree.send(0), run_time=0.8)

    @beat(
        "The second link is a curve. Let two points on it come together, <secant> and the line through them becomes the tangent.",
        line(
            case=facts.squash,
            sigmoid="<slope> Its slope can be written with its own output: {n.a} times one minus {n.a}.",
            tanh="<slope> Its slope can be written with its own output: one minus {n.a} squared.",
        ),
    )
    def second_slope(self):
        self.secant, (told, numbers) = self.working(*self.followed(formulas.squash_slope(self.t)), draw=self.drawn(Secant))
        self.play(FadeIn(self.secant), lit(self.tree.arrows[1]), run_time=0.7)
        self.at("secant")
        self.play(self.secant.close(run_time=2.6))
        self.at("slope")
        self.show(told, run_time=0.5)
        self.show(numbers, run_time=0.5)
        self.land(numbers["result"], 1)

    @beat(
        "Let the point travel. <middle> In the middle of the curve the slope is largest.",
        "<ends> Towards its ends the slope fades, and there a nudge dies out.",
        pause=1.2,
    )
    def travelling(self):
        secant = self.secant
        self.clear_away(self.board.lines[1])
        self.at("middle")
        self.play(secant.travel(0.0, run_time=1.6))
        self.at("ends")
        self.play(secant.travel(0.6 * secant.reach, run_time=1.6))
        self.play(secant.travel(-0.6 * secant.reach, run_time=2.2))

    @beat(
        "Why {n.a} times one minus {n.a}? For the sigmoid, <one> one over {n.a} is one plus e to the minus {n.z}.",
        "Raise {n.z}. <left> The left side falls by the slope, over {n.a} squared. "
        "The right side falls <right> by e to the minus {n.z}, which is one over {n.a}, minus one.",
        "<slope> Multiply by {n.a} squared, and there it is.",
        when=facts.is_sigmoid, pause=1.8,
    )  # fmt: skip
    def derived(self):
        self.play(self.tree.send(1), run_time=0.9)
        self.at("one")
        _, (first, second, last) = self.working(*formulas.sigmoid_derived(self.t))
        self.show(first, run_time=0.5)
        self.play(lit(self.tree.nodes[2]), lit(self.tree.nodes[1]), run_time=0.8)
        self.at("left")
        self.play(self.tree.follow(runs.released(self.t, self.h[2]), run_time=1.8, rate=linear))
        self.show(second, run_time=0.6)
        self.at("right")
        self.play(lit(second["z"]), lit(second["b"]), run_time=1.2)
        self.at("slope")
        self.show(last, run_time=0.5)

    @beat(
        "The third is the loss, <half> half a square.",
        line(
            case=facts.says_too_much,
            yes="Let {n.a} grow a little, <strip> and the half gains a strip, as long as the miss.",
            no="Let {n.a} grow a little, <strip> and the half loses a strip, as long as the miss.",
        ),
        "<slope> So the slope is the miss itself.",
        pause=1.0,
    )
    def third_slope(self):
        picture, (told, numbers) = self.working(*self.followed(formulas.loss_slope(self.t)), draw=self.drawn(LossArea))
        self.at("half")
        self.play(FadeIn(picture.line), FadeIn(picture.wanted), FadeIn(picture.square), lit(self.tree.arrows[2]), run_time=0.7)
        self.at("strip")
        self.play(FadeIn(picture.strip, shift=0.2 * UP), FadeIn(picture.long), run_time=0.7)
        self.at("slope")
        self.show(told, run_time=0.3)
        self.show(numbers, run_time=0.4)
        self.land(numbers["result"], 2)

    # ---- slopes multiply

    @beat(
        "So every link is a gear. A nudge comes in.",
        line(
            case=facts.first_gear,
            stretches="<g0> The first stretches it, by the factor {one.dz_dw:2}.",
            shrinks="<g0> The first shrinks it, by the factor {one.dz_dw:2}.",
            turns_and_stretches="<g0> The first turns it round, and stretches it, by the factor {one.dz_dw:2}.",
            turns_and_shrinks="<g0> The first turns it round, and shrinks it, by the factor {one.dz_dw:2}.",
            keeps="<g0> The first link, with the factor {one.dz_dw:2}, passes it on as it is.",
            turns="<g0> The first link, with the factor {one.dz_dw:2}, turns it round.",
        ),
        line(
            case=facts.middle_gear,
            shrinks="<g1> The second shrinks that, by the factor {one.da_dz:2}.",
            keeps="<g1> The second, with {one.da_dz:2}, passes on what it gets.",
        ),
        line(
            case=facts.last_gear,
            stretches="<g2> The third stretches that, by the factor {one.dL_da:2}.",
            shrinks="<g2> The third shrinks that, by the factor {one.dL_da:2}.",
            turns_and_stretches="<g2> The third turns it round, and stretches that, by the factor {one.dL_da:2}.",
            turns_and_shrinks="<g2> The third turns it round, and shrinks that, by the factor {one.dL_da:2}.",
            keeps="<g2> The third, with {one.dL_da:2}, passes that on.",
            turns="<g2> The third, with {one.dL_da:2}, turns it round.",
        ),
        one=single, pause=0.5, title="Slopes multiply",
    )  # fmt: skip
    def gears(self):
        tree = self.tree
        self.compose("SOLO", tree=tree, gone=[self.board])
        self.pushes = tree.pushes()
        self.play(GrowArrow(self.pushes[0]), lit(tree.nodes[0]), run_time=0.7)
        for k in range(3):
            self.at(f"g{k}")
            self.play(TransformFromCopy(self.pushes[k], self.pushes[k + 1]), lit(tree.arrows[k]), lit(self.links[k]), run_time=1.0)
            self.play(tree.send(k), run_time=0.8)

    @beat("One ratio is still missing: from the weight <whole> all the way to the loss. How do you get it from these three?", pause=3.0)
    def asked_whole(self):
        self.clear_away(self.pushes, run_time=0.2)
        _, (missing,) = self.working(formulas.asked(self.n.dL_dw))
        self.at("whole")
        self.play(FadeIn(missing), lit(self.tree.nodes[0]), lit(self.tree.nodes[3]), run_time=0.8)
        self.play(self.run_down(), run_time=1.8)

    @beat(
        "A stretch of a stretch of a stretch: <multiply> you multiply. <result> {one.dL_dw:2}.",
        line(
            case=facts.is_as_measured,
            yes="And what had the smallest push <measured> measured? The very same.",
            no="And what had the smallest push <measured> measured? Almost the same.",
        ),
        one=single, pause=1.0,
    )  # fmt: skip
    def product(self):
        lines = (*formulas.rule(self.t), formulas.measured(self.t))
        _, (self.letters, numbers, check) = self.working(*lines, keep=True)
        self.at("multiply")
        self.show(numbers["s"], numbers["eq"], numbers.rest, run_time=0.3)
        self.fly(*((self.links[k]["v"], numbers[f"f{k}"]) for k in range(3)), run_time=0.7, arc=ARC)
        self.at("result")
        self.show(numbers["result"], scale=0.7, run_time=0.5)
        self.play(self.tree.follow(runs.released(self.t, self.h[2]), run_time=1.8, rate=linear))
        self.at("measured")
        self.show(check, run_time=0.4)
        self.light(check["v"], numbers["result"])

    @beat("In letters, that is the chain rule. <whole> {n.dL_dw} is <f2> {n.dL_da}, <f1> times {n.da_dz}, <f0> times {n.dz_dw}.", pause=1.0)
    def chain_rule(self):
        letters = self.letters
        self.at("whole")
        self.show(letters["s"], letters["eq"], run_time=0.4)
        for k in (2, 1, 0):
            self.at(f"f{k}")
            self.fly((self.links[k]["s"], letters[f"f{k}"]), run_time=0.8, arc=ARC)
        self.show(letters.rest, run_time=0.3)

    # ---- delta

    @beat(
        "The two links nearest the loss belong together. <both> They say how the loss feels the sum, whatever moved it.",
        "<delta> This product gets a name of its own: delta.",
        pause=1.0, title="Delta, and the bias",
    )  # fmt: skip
    def delta(self):
        self.play(self.tree.send(2, back=True), run_time=0.8)
        self.play(self.tree.send(1, back=True), run_time=0.8)
        self.at("both")
        self.play(lit(self.links[2]), lit(self.links[1]), lit(self.tree.nodes[1]), lit(self.tree.nodes[3]), run_time=0.8)
        self.at("delta")
        _, (letters, numbers) = self.working(*formulas.delta(self.t))
        self.show(letters, run_time=0.5)
        self.show(numbers, run_time=0.5)

    @beat(
        "And the bias? <shake> Raise it, and the sum moves exactly as far. Its link is a gear that changes nothing.",
        "<bias> So for the bias, the slope is delta itself. <weight> For the weight, it is delta times {n.x}.",
    )
    def bias(self):
        tree, h = self.tree, self.h[-1]
        self.play(tree.follow(runs.nudged(self.t, h, 0.0), run_time=0.5))
        self.at("shake")
        self.play(tree.follow(runs.lifted(self.t, h, 3, "b"), run_time=3.6, rate=linear), lit(tree.other("b")))
        self.at("bias")
        _, (bias, weight) = self.working(*formulas.knob_slopes(self.t))
        self.show(bias, run_time=0.5)
        self.at("weight")
        self.show(weight, run_time=0.5)

    @beat(
        "So a derivative is <ratio> a ratio of nudges, as small as you like. And along a chain, <multiply> slopes multiply.",
        "Next, we use this slope, <step> to step downhill.",
    )
    def harvest(self):
        tree = self.tree
        self.compose("SOLO", tree=tree, gone=[self.board])
        self.at("ratio")
        self.play(tree.follow(runs.lifted(self.t, self.h[-1], 2), run_time=2.4, rate=linear), lit(tree.nodes[0]))
        self.at("multiply")
        self.play(self.run_down(), *map(lit, self.links), run_time=1.6)
        self.at("step")
        self.play(*(tree.send(k, back=True) for k in range(3)), lit(tree.nodes[0]), run_time=0.9)

    # ---- gestures

    @property
    def beside(self) -> str:
        """The shot of the tree with a board."""
        return "DUET" if self.stage.shape == "1:1" else "TWINS"

    def plant(self) -> None:
        """The tree of one neuron, its lines as long as the frame allows; not yet shown."""
        t, n = self.t, self.n
        self.h = [push.value for push in facts.pushes(t)]
        self.size = SIZES[self.stage.shape]
        window, room = windows.both_ways(t, runs.SWING * self.h[0]), room_of(self.stage, "SOLO")
        self.tree = ComputationTree(room, facts.chain(t), {1: [n.x, n.b], 3: [n.y]}, window, self.h[0], self.size)

    def run_down(self) -> LaggedStart:
        """Comets from the knob to the error."""
        return LaggedStart(*(self.tree.send(k) for k in range(3)), lag_ratio=0.8)

    def drawn(self, picture: Callable[[Reading, Region, float], VGroup]) -> Callable[[Region], VGroup]:
        """A picture for the room that it gets."""
        return lambda room: picture(self.t, room, self.size)

    def working(self, *lines: Equation, draw: Callable[[Region], VGroup] | None = None, keep: bool = False) -> Working:
        """Lines of working on the board, not yet shown, in place of what stood there; with `keep`, what lives on moves."""
        gone, short = [] if keep else [self.board], [self.short(line) for line in lines]
        made = self.compose(self.beside, tree=self.tree, board=lambda room: Working(room, *short, draw=draw), gone=gone)["board"]
        if keep:
            self.carry(self.board, made.lines[1]["s"])
        self.board = made
        return made

    def at_links(self, *lines: Equation) -> None:
        """What is written at the links; not yet shown."""
        made = [Formula(self.short(line), self.size) for line in lines]
        if self.stage.shape == "1:1":
            for line in made:
                line["s"].scale(SMALLER, about_edge=RIGHT)
        self.links = VGroup(*(self.tree.beside(k, line) for k, line in enumerate(made)))

    def short(self, line: Equation) -> Equation:
        """A line as it is or, in a square frame, with fewer digits."""
        return formulas.in_digits(line, SHORT) if self.stage.shape == "1:1" else line

    def followed(self, lines: tuple[Equation, Equation]) -> tuple[Equation, Equation]:
        """Letters and numbers of a slope, which in a square frame is not named again."""
        letters, numbers = lines
        return letters, formulas.continued(numbers) if self.stage.shape == "1:1" else numbers

    def land(self, result: Mobject, k: int) -> None:
        """A slope that has been worked out flies to its link."""
        self.fly((result, self.links[k]["v"]), arc=ARC)
        self.add(self.links[k]["eq"])

    def closer(self, k: int) -> None:
        """Marks small, zoom, row: the next smaller nudge, seen from ten times closer, and its row in the table."""
        self.at("small")
        self.play(self.tree.follow(runs.nudged(self.t, self.h[k - 1], self.h[k]), run_time=0.8))
        self.at("zoom")
        self.play(self.tree.zoom(windows.one_way(self.t, self.h[k]), self.h[k]))
        self.at("row")
        self.show(*self.table.rows[k], run_time=0.5)
