"""A nudge and a slope: a derivative is a ratio of nudges, and along a chain the ratios multiply."""

from __future__ import annotations

from typing import ClassVar

from manim import RIGHT, UP, Create, FadeIn, GrowArrow, TransformFromCopy, VGroup

from scenes.beat import beat
from scenes.films.nudge import nudge_words as say
from scenes.films.nudge.on_tree import OnTree
from scenes.films.nudge.ratio_table import RatioTable
from scenes.films.nudge.slope_pictures import LossArea, ProductArea, Secant
from scenes.kit.place.light import lit
from scenes.kit.plots.number_line import READ
from scenes.kit.theme import theme
from scenes.kit.type.formula import LARGE, SMALL, Formula, Label
from scenes.kit.type.number import Num


class NudgeAndSlope(OnTree):
    title = "A nudge and a slope"
    promise = "Say what a derivative is, and why slopes multiply."
    lesson: ClassVar[str] = "neuron"

    @classmethod
    def unfit(cls, t):
        return say.unfit(t)

    @beat(say.PROMISE)
    def promised(self):
        self.plant()
        self.heading = self.stage.title.hold(Label(self.title, size=LARGE, color=theme().ink))
        self.show(self.heading)
        self.at("turn")
        knob, end = self.tree.nodes[0], self.tree.nodes[3]
        asked = self.asked_of = say.question(self.t)
        for node, formula in zip((knob, end), asked, strict=True):
            formula.next_to(node, RIGHT, buff=0.4)
        self.show(knob, run_time=0.4)
        self.play(lit(knob), FadeIn(asked[0], shift=0.3 * RIGHT), run_time=0.7)
        self.at("end")
        self.show(end, run_time=0.4)
        self.play(lit(end), FadeIn(asked[1], shift=0.3 * RIGHT), run_time=0.7)
        self.at("answer")
        self.light(asked[1])
        self.at("multiply")
        self.light(*asked)

    @beat(
        "In one neuron, the way from knob to error is short. <w> The weight moves <z> the sum, the sum moves <a> the answer, "
        "and the answer moves <loss> the loss. All else <rest> stands still."
    )
    def causes(self):
        tree = self.tree
        self.clear_away(*self.asked_of, run_time=0.3)
        self.at("w")
        self.light(tree.nodes[0], run_time=0.5)
        for k, mark in enumerate(("z", "a", "loss")):
            self.at(mark)
            here = lit(tree.nodes[3]) if k == 2 else FadeIn(tree.nodes[k + 1])
            self.play(GrowArrow(tree.arrows[k]), here, run_time=0.6)
        self.at("rest")
        self.show(*tree.others.values())

    @beat("Give each of them <lines> a line of its own. <dots> The dots stand where the four are now.", pause=0.8)
    def lines(self):
        tree = self.tree
        self.clear_away(self.heading, run_time=0.2)
        self.at("lines")
        self.play(*(Create(line.axis) for line in tree.lines), *(FadeIn(line.ticks) for line in tree.lines), run_time=0.8)
        self.at("dots")
        self.homes = VGroup(*(tree.read(k, Num(v, READ)) for k, v in enumerate(say.chain(self.t))))
        self.play(*(FadeIn(line.dot, scale=0.4) for line in tree.lines), FadeIn(self.homes), run_time=0.7)

    @beat(
        lambda t: f"Take hold of the weight, <shake> and shake it. Nobody touches the others, and yet they all follow. {say.swings(t)}",
    )
    def shake(self):
        tree, far = self.tree, say.SWING * self.h[0]
        self.add(tree.rings)
        self.at("shake")
        self.play(self.swing(far, 2, 4.0), lit(tree.nodes[0]))
        for k, mark in enumerate(("z", "a", "loss")):
            self.at(mark)
            self.play(self.swing(far, 1, 1.4), lit(tree.nodes[k + 1]))

    @beat(
        lambda t: (
            f"Now slowly, and only once. Raise the weight by <push> {say.row(t, 0, 'h')}, one tick of its line. "
            "That is <moved> a nudge. And each of the others has moved too."
        )
    )
    def nudged(self):
        tree = self.tree
        self.clear_away(self.homes, run_time=0.2)
        self.play(tree.zoom(say.one_way(self.t, self.h[0]), self.h[0], run_time=1.2))
        self.at("push")
        self.nudge(self.h[0], run_time=1.2)
        self.at("moved")
        moves = zip(say.CHAIN, say.moves(self.t, 0), strict=True)
        self.notes = VGroup(*(tree.note(k, say.note(name, v)) for k, (name, v) in enumerate(moves)))
        self.pushes = self.pushed()
        self.play(*(GrowArrow(a) for a in self.pushes), FadeIn(self.notes), run_time=0.9)

    @beat(say.ratio, pause=1.0)
    def compared(self):
        ratios = zip(say.ratio_names(), say.ratios(self.t, 0), strict=True)
        self.at_links([Formula("{s} = {v}", size=SMALL + 4, hues={"s": theme().soft}, s=name, v=v) for name, v in ratios])
        for k in range(3):
            self.at(f"r{k}")
            self.play(FadeIn(self.links[k]), *map(lit, (*self.notes[k : k + 2], *self.pushes[k : k + 2])), run_time=0.8)

    @beat("That was one push. Now push only a tenth as far. Will <ratios> the three ratios shrink to a tenth as well?", pause=3.0)
    def asked(self):
        self.clear_away(self.notes, self.pushes, run_time=0.3)
        self.play(self.tree.stretch(self.rooms.tree.x + self.rooms.tree.width / 2))
        self.table = RatioTable(self.t, self.rooms.beside)
        self.show(self.table.heads, self.table.rows[0][0], run_time=0.4)
        self.fly(*((self.links[k]["v"], self.table.rows[0][k + 1]) for k in range(3)))
        self.at("ratios")
        self.light(*self.table.rows[0][1:])

    @beat(
        "Every move <small> shrinks to about a tenth. But go closer, <zoom> ten times closer, and it is almost the same picture. "
        "<row> The ratios have hardly changed."
    )
    def tenth(self):
        self.clear_away(self.links, run_time=0.3)
        self.closer(1)

    @beat(
        "Once more: <small> a tenth of that, <zoom> from ten times closer. <row> The first ratio "
        "<never> never moves: its link is a straight line. <rest> The other two settle."
    )
    def settled(self):
        self.closer(2)
        self.at("never")
        self.light(*(row[1] for row in self.table.rows))
        self.at("rest")
        self.light(*(number for row in self.table.rows for number in row[2:]))

    @beat(
        "The number <number> on which a ratio of nudges settles is called a slope, or a derivative. "
        "<s0> {n.dz_dw}. <s1> {n.da_dz}. <s2> {n.dL_da}. The round d: <others> all else stands still.",
        pause=0.8,
    )
    def named(self):
        self.at_links([Formula("{s} = {v}", size=SMALL + 4, s=v.named, v=v) for v in say.slopes_of(self.t)])
        self.at("number")
        self.light(*self.table.rows[-1][1:])
        for k, slope in enumerate(self.table.slopes):
            self.at(f"s{k}")
            self.show(slope, run_time=0.3)
            self.fly((slope["s"], self.links[k]["s"]), run_time=0.5)
        self.at("others")
        self.light(*self.tree.others.values())

    @beat(
        "Must we push, to find a slope? No. <area> Weight times input is an area. Make the weight longer, <strip> and the area gains "
        "a strip, as tall as {n.x}. <slope> So the first slope is simply {n.x}."
    )
    def first_slope(self):
        self.clear_away(self.table)
        picture = self.picture = ProductArea(self.t, self.rooms.picture)
        source, slope = say.sum_slope(self.t)
        self.working(source, slope)
        self.at("area")
        self.play(FadeIn(picture.area), FadeIn(picture.names), FadeIn(source), lit(self.tree.arrows[0]), run_time=0.7)
        self.at("strip")
        self.play(FadeIn(picture.strip, shift=0.2 * RIGHT), FadeIn(picture.more), run_time=0.7)
        self.at("slope")
        self.show(slope, run_time=0.4)
        self.land(slope["result"], 0)

    @beat(
        lambda t: (
            "The second link is a curve. Let two points on it come together, <secant> and the line through them becomes the tangent. "
            f"{say.squash_said(t)}"
        )
    )
    def second_slope(self):
        self.clear_away(self.picture, run_time=0.3)
        told, numbers = say.squash_slope(self.t)
        self.working(told, numbers)
        self.home_only = numbers
        self.picture = Secant(self.t, self.rooms.picture)
        self.play(FadeIn(self.picture), lit(self.tree.arrows[1]), run_time=0.7)
        self.at("secant")
        self.play(self.picture.close(run_time=2.2))
        self.at("slope")
        self.show(told, run_time=0.5)
        self.show(numbers, run_time=0.5)
        self.land(numbers["result"], 1)

    @beat(say.TRAVEL)
    def travelling(self):
        picture = self.picture
        self.clear_away(self.home_only)
        self.at("middle")
        self.play(picture.travel(0.0, run_time=1.2))
        self.at("ends")
        self.play(picture.travel(0.7 * picture.reach, run_time=1.4))
        self.play(picture.travel(-0.7 * picture.reach, run_time=1.8))

    @beat(say.loss_said, pause=1.0)
    def third_slope(self):
        self.clear_away(self.picture, run_time=0.3)
        told, numbers = say.loss_slope(self.t)
        self.working(told, numbers)
        self.picture = picture = LossArea(self.t, self.rooms.picture)
        self.at("half")
        self.play(FadeIn(picture.line), FadeIn(picture.wanted), FadeIn(picture.square), lit(self.tree.arrows[2]), run_time=0.7)
        self.at("strip")
        self.play(FadeIn(picture.strip, shift=0.2 * UP), FadeIn(picture.long), run_time=0.7)
        self.at("slope")
        self.show(told, run_time=0.3)
        self.show(numbers, run_time=0.4)
        self.land(numbers["result"], 2)

    @beat(say.geared, pause=0.5)
    def gears(self):
        tree = self.tree
        self.clear_away(self.picture, run_time=0.3)
        self.clear("formulas")
        self.pushes = self.pushed()
        self.play(GrowArrow(self.pushes[0]), lit(tree.nodes[0]), run_time=0.7)
        for k in range(3):
            self.at(f"g{k}")
            self.play(TransformFromCopy(self.pushes[k], self.pushes[k + 1]), lit(tree.arrows[k]), lit(self.links[k]), run_time=1.0)

    @beat("One ratio is still missing: from the weight <whole> all the way to the loss. How do you get it from these three?", pause=3.0)
    def asked_whole(self):
        self.at("whole")
        missing = Formula("{s} = {q}", s=self.n.dL_dw, q='"?"')
        self.working(missing, room=self.rooms.beside)
        self.play(FadeIn(missing), lit(self.tree.nodes[0]), lit(self.tree.nodes[3]), run_time=0.8)

    @beat(say.multiplied, pause=1.0)
    def product(self):
        self.letters, numbers, check = *say.rule(self.t), say.measured(self.t)
        self.working(self.letters, numbers, check, room=self.rooms.beside)
        self.at("multiply")
        self.show(numbers["s"], numbers["eq"], numbers.rest, run_time=0.3)
        self.fly(*((self.links[k]["v"], numbers[f"f{k}"]) for k in range(3)), run_time=0.7)
        self.at("result")
        self.show(numbers["result"], scale=0.7, run_time=0.5)
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
            self.fly((self.links[k]["s"], letters[f"f{k}"]), run_time=0.6)
        self.show(letters.rest, run_time=0.3)

    @beat(say.DELTA, pause=1.0)
    def delta(self):
        letters, numbers = say.delta_lines(self.t)
        self.working(letters, numbers, room=self.rooms.beside)
        self.at("both")
        self.play(lit(self.links[2]), lit(self.links[1]), lit(self.tree.nodes[1]), lit(self.tree.nodes[3]), run_time=0.8)
        self.at("delta")
        self.show(letters, run_time=0.5)
        self.show(numbers, run_time=0.5)

    @beat(say.BIAS)
    def bias(self):
        bias, weight = say.bias_lines(self.t)
        self.working(bias, weight, room=self.rooms.beside)
        self.clear_away(self.pushes, run_time=0.2)
        self.nudge(0.0, start=self.h[-1], run_time=0.5)
        self.at("shake")
        self.play(self.swing(self.h[-1], 3, 3.6, knob="b", both=False), lit(self.tree.other("b")))
        self.at("bias")
        self.show(bias, run_time=0.5)
        self.at("weight")
        self.show(weight, run_time=0.5)

    @beat(say.HARVEST)
    def harvest(self):
        letters, numbers = say.rule(self.t)
        self.working(letters, numbers, room=self.rooms.beside)
        self.at("ratio")
        self.play(self.swing(self.h[-1], 2, 2.4, both=False), lit(self.tree.nodes[0]))
        self.at("multiply")
        self.play(FadeIn(letters), FadeIn(numbers), *map(lit, self.links), run_time=0.8)
        self.at("step")
        self.light(self.tree.nodes[0], numbers["result"])
