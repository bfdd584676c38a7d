"""The whole thing on one wall: four equations, six lines of numpy that run, five questions."""

from __future__ import annotations

from typing import ClassVar

from manim import RIGHT, UP, FadeIn, FadeOut, LaggedStart, VGroup

from engine.reading import Reading
from scenes.beat import beat, line
from scenes.chapter import Chapter
from scenes.films.recap import facts, formulas
from scenes.films.recap.listing import Listing
from scenes.films.recap.pictures import Plateau
from scenes.films.recap.program import EQUATION_FILMS, PROGRAM
from scenes.films.recap.rooms import halves, rooms
from scenes.films.recap.running import Running
from scenes.films.recap.series_map import SeriesMap, told_in
from scenes.films.recap.step_net import StepNet
from scenes.kit.maths import laws, shares
from scenes.kit.maths.wall import Wall
from scenes.kit.place.light import lit
from scenes.kit.place.stage import Region
from scenes.kit.theme import theme
from scenes.kit.type.formula import LARGE, Formula, Label


class Recap(Chapter):
    """wall   the equations and the network in which they happen      named   the film in which an equation was told
    code, net   the program and the network beside it      foot   the room under the network      running   takes the program line by line
    card   what a question asks, or its answer, under the network
    """

    title = "The whole thing on one wall"
    promise = "Rebuild backpropagation from memory: four equations, six lines."
    lesson: ClassVar[str] = "mazur"
    heading: Label
    wall: Wall
    way: SeriesMap
    named: VGroup
    code: Listing
    net: StepNet
    foot: Region
    running: Running
    card: VGroup

    @classmethod
    def unfit(cls, t: Reading) -> str | None:
        if facts.is_that_of_the_program(t):
            return None
        return "its six lines are those of a plain step, two layers of sigmoids, half the squared error, one example, and held biases"

    @beat("By the end of this film, you can write backpropagation <six> from memory, in six lines.")
    def promised(self):
        self.heading = self.stage.title.hold(Label(self.title, size=LARGE, color=theme().ink))
        self.show(self.heading)
        self.at("six")
        self.wall = Wall(self.t, self.stage)
        self.show(self.wall.net, run_time=0.8)

    @beat(
        "This is the way we came. <g0> One neuron: it is nudged, and it takes a step.",
        "<g1> Then a network. Numbers walk in, blame flows back, every weight takes its step.",
        "<g2> To make it learn: check it, judge it, feed it, watch it.",
        "<g3> To make it deep: what breaks, and what mends it.",
        "<g4> To put it to work: it sees, reads, recommends, and acts.",
        "<g5> And where it all came from.",
    )
    def series(self):
        self.clear_away(self.heading, self.wall.net, run_time=0.3)
        self.way = SeriesMap(self.stage)
        for k, group in enumerate(self.way.groups):
            self.at(f"g{k}")
            self.play(LaggedStart(*map(FadeIn, group), lag_ratio=0.3), run_time=0.7)

    # ---- the wall

    @beat(
        line(case=facts.has_biases, yes="All of it hangs on <wall> four equations.", no="All of it hangs on <wall> three equations."),
        title="The equations",
    )
    def hung(self):
        self.named = VGroup()
        self.clear_away(self.way, run_time=0.3)
        self.show(self.wall.net, run_time=0.4)
        self.at("wall")
        self.play(LaggedStart(*map(FadeIn, self.wall.equations.values()), lag_ratio=0.3), run_time=1.2)

    @beat(
        line(
            case=facts.which_equation,
            output="The blame starts <here> at the outputs: how strongly each one moves the loss, times the slope of its squash.",
            hidden="It travels back <here> along the same weights, adds up, and passes each neuron's slope.",
            weights="A weight's slope <here> is the blame at its end, times the signal at its start.",
            biases="And a bias <here> gets the blame itself. Its input is always one.",
        ),
        each=facts.equations,
    )
    def on_the_wall(self, key):
        old, self.named = self.named, self.stage.title.hold(told_in(EQUATION_FILMS[key]))
        self.play(self.wall.point_at(key), FadeIn(self.named), FadeOut(old), run_time=0.5)
        self.at("here")
        for step in self.wall.happen(key):
            self.play(*step, run_time=0.7)

    # ---- the program

    @beat(
        line(
            case=facts.inputs,
            one="Now the same <code> as a program. One input goes in, <x> {t.x[0]}, and six lines follow.",
            two="Now the same <code> as a program. Two inputs go in, <x> {t.x[0]} and {t.x[1]}, and six lines follow.",
            more="Now the same <code> as a program. {inputs:Words} inputs go in, <x> the first of them {t.x[0]}, and six lines follow.",
        ),
        inputs=facts.input_count,
        title="Six lines of code",
    )
    def program(self):
        self.clear_away(self.named, self.wall, self.wall.pointer, *self.wall.net.get_family())
        self.at("code")
        left, right, self.foot = rooms(self.stage)
        self.code, self.running = Listing(left, [one.source for one in PROGRAM]), Running(self)
        self.net = StepNet(self.t.sizes, right, [layer.W for layer in self.t.net.layers], with_loss=True)
        self.show(self.net, run_time=0.8)
        self.at("x")
        self.play(self.net.fill(0, self.t.x), run_time=0.6)

    @beat(
        line(
            case=facts.which_line,
            one_of_one="Line one. <line> The inputs, weighed, added, and squashed. <run> The hidden neuron says {t.a[1][0]:2}.",
            one_of_two="Line one. <line> The inputs, weighed, added, and squashed. "
            "<run> The hidden neurons say {t.a[1][0]:2} and {t.a[1][1]:2}.",
            one_of_more="Line one. <line> The inputs, weighed, added, and squashed. "
            "<run> The first two hidden neurons say {t.a[1][0]:2} and {t.a[1][1]:2}.",
            two="Line two: <line> once more, one layer on. <run> That is what comes out. <loss> And the loss is {t.L:2}.",
            three_of_one="Line three, the blame of the output. <line> What it said, minus what we wanted, times the slope of the squash. "
            "<run> {t.delta[2][0]:2}.",
            three_of_two="Line three, the blame of the outputs. <line> What they said, minus what we wanted, "
            "times the slope of the squash. <run> {t.delta[2][0]:2}, and {t.delta[2][1]:2}.",
            three_of_more="Line three, the blame of the outputs. <line> What they said, minus what we wanted, "
            "times the slope of the squash. <run> Of the first two, that is {t.delta[2][0]:2}, and {t.delta[2][1]:2}.",
            four="Line four <line> carries it back: the weights turned round, and again the slope. "
            "<run> Now the hidden neurons have their blame too.",
            five="Line five. <line> Each weight of the last layer steps downhill: eta, times its blame, times what came in. "
            "<run> These are its new weights.",
            six="And line six <line> does the same for the first layer. <run> Its weights move, too: these are the new ones.",
        ),
        each=facts.lines,
    )
    def lines_of(self, k):
        self.at("line")
        self.running.write(k)
        self.running.draw(k)
        self.at("run")
        self.running.run(k)
        if k == 1:
            self.at("loss")
            self.play(self.net.pulse_loss(), *self.net.judge(self.t.L), run_time=0.6)

    @beat(
        line(
            case=facts.way_of_the_loss,
            falls="That is a whole step. <again> Run the first two lines again, and <new> the loss has fallen, "
            "from {loss[0]} to {loss[1]}.",
            rises="That is a whole step. <again> Run the first two lines again, and <new> the loss has risen, from {loss[0]} to {loss[1]}: "
            "that step was too long.",
            stays="That is a whole step. <again> Run the first two lines again, and <new> the loss was {loss[0]}, and still is {loss[1]}: "
            "that step was too short to be seen.",
        ),
        line(
            case=facts.has_biases,
            yes="<bias> Biases would step by eta times {n.delta}. In this example, they are held still.",
            no="<bias> Biases would step by eta times {n.delta}. This network has none.",
        ),
        loss=facts.loss_after,
    )
    def stepped(self):
        self.at("again")
        self.light(*self.code.lines[:2])
        self.at("new")
        self.play(self.net.pulse(1), self.net.pulse(2), run_time=0.5)
        self.clear_away(self.running.picture, self.running.title, run_time=0.2)
        self.card = self.foot.hold(Formula(formulas.fall(self.t)))
        self.show(self.card, run_time=0.4)
        self.at("bias")
        self.light(self.code.part(0, "b1"), self.code.part(1, "b2"))

    # ---- five questions

    @beat(
        "Five questions. One: <ask> nothing comes in along a weight. What is its slope?",
        pause=3.0, title="Five questions",
    )  # fmt: skip
    def first(self):
        self.ask(self.foot.hold(VGroup(shares.silence(), shares.silence_asked()).arrange(RIGHT, buff=0.7)))
        self.light(self.net.edges[1][0, 0])

    @beat("Zero. <here> In the last two lines, the blame is multiplied <and> by what came in.")
    def first_answer(self):
        self.answer(self.foot.hold(VGroup(shares.silence(), shares.silence_answered()).arrange(RIGHT, buff=0.7)))
        self.light(self.code.part(4, "np.outer(d2, a1)"), self.code.part(5, "np.outer(d1, x)"))
        self.at("and")
        self.light(self.code.part(4, "a1"), self.code.part(5, "x"), *self.net.values[0].values(), *self.net.values[1].values())

    @beat("Two: <ask> a neuron says almost one. How much blame gets through it?", pause=3.0)
    def second(self):
        left, right = halves(self.foot)
        plateau = Plateau(self.t, left)
        self.ask(VGroup(plateau, right.hold(Formula(formulas.slope_asked(self.t)))))
        self.play(lit(self.net.neurons[1][0]), plateau.walk(3.6), run_time=2.0, lit=True)

    @beat("Hardly any. <here> The slope of its squash, a times one minus a, <and> is then almost zero.")
    def second_answer(self):
        self.at("here")
        self.add(*self.card)  # apart, for the line leaves without its curve
        plateau, asked = self.card
        answered = halves(self.foot)[1].hold(Formula(formulas.slope_answered(self.t)))
        self.card = VGroup(plateau, answered)
        self.play(FadeOut(asked), FadeIn(answered), run_time=0.3)
        self.light(self.code.part(2, "a2 * (1 - a2)"), self.code.part(3, "a1 * (1 - a1)"))
        self.at("and")
        self.light(self.net.neurons[1][0], self.net.blames[1][0])

    @beat(
        line(
            case=facts.has_two_outputs,
            yes="Three: <ask> a hidden neuron feeds two outputs. What becomes <two> of their two blames?",
            no="Three: <ask> suppose that a hidden neuron feeds two others. What becomes <two> of their two blames?",
        ),
        pause=3.0,
    )
    def third(self):
        self.ask(self.foot.hold(Formula(formulas.blame_asked(self.t))))
        self.light(*(self.net.edges[2][place] for place in self.first_two()))
        self.at("two")
        self.light(*self.net.blames[2].values())

    @beat(
        "They come back along the lines, each times its weight, <here> and are added.",
        "The turned matrix <and> does both at once.",
    )
    def third_answer(self):
        self.answer(self.foot.hold(laws.hidden_law(self.t)))
        self.play(self.net.pulse(2, *self.first_two(), back=True), run_time=0.9)
        self.at("and")
        self.light(self.code.part(3, "(W2.T @ d2)"), self.net.blames[1][0])

    @beat("Four: <ask> line four stands before line five. What if they changed places?", pause=3.0)
    def fourth(self):
        self.clear_away(self.card, run_time=0.3)
        self.card = VGroup()
        self.at("ask")
        self.swap()
        self.light(self.code.lines[3], self.code.lines[4])

    @beat(
        "The blame would go back <here> through new weights, already changed.",
        "<and> That is the slope of a network that never ran.",
    )
    def fourth_answer(self):
        self.at("here")
        self.light(self.code.part(3, "W2.T"), self.code.part(4, "W2 -="))
        self.at("and")
        self.light(*self.net.blames[1].values())
        self.swap()

    @beat("Five: <ask> a network has a million weights. How many passes does its gradient take?", pause=3.0)
    def fifth(self):
        self.ask(self.foot.hold(Formula(formulas.passes_asked())))
        self.light(*self.net.edges[1].values(), *self.net.edges[2].values())

    @beat("Two. <here> One forward, <and> and one back, for all the weights at once.")
    def fifth_answer(self):
        self.answer(self.foot.hold(Formula(formulas.passes_answered())))
        self.play(self.net.pulse(1), self.net.pulse(2), run_time=0.6)
        self.at("and")
        self.play(self.net.pulse(2, back=True), self.net.pulse(1, back=True), self.net.pulse_loss(back=True), run_time=0.9)

    @beat(
        line(
            case=facts.ending,
            once="Those are six lines, <steps> told once, and the loss is <last> {end:2}.",
            learned="Repeat the six lines <steps> {steps} times, and the loss is <last> {end:2}.",
            failed="Repeat the six lines <steps> {steps} times, and the loss is <last> {end:2}: here, that did not help much.",
        ),
        steps=facts.steps, end=facts.last_loss, title="From memory",
    )  # fmt: skip
    def harvest(self):
        self.at("steps")
        self.play(self.net.pulse(1), self.net.pulse(2), run_time=0.7)
        self.clear_away(self.card, run_time=0.2)
        self.at("last")
        self.card = self.foot.hold(Formula(formulas.fall_to_the_end(self.t)))
        self.show(self.card, run_time=0.4)

    @beat(
        "Of {count} examples, the network then names <right> {right} right.", count=facts.counted, right=facts.right, when=facts.is_counted
    )
    def counted(self):
        self.clear_away(self.card, run_time=0.3)
        self.at("right")
        self.card = self.foot.hold(Formula(formulas.named_right(self.t)))
        self.show(self.card, run_time=0.4)

    @beat(
        line(
            case=facts.has_biases,
            yes="Four equations, two passes, <six> six lines. Close your eyes, and write them down.",
            no="Three equations, two passes, <six> six lines. Close your eyes, and write them down.",
        ),
    )
    def closed(self):
        self.at("six")
        self.play(LaggedStart(*map(lit, self.code.lines), lag_ratio=0.25), run_time=2.0)

    # ---- gestures

    def first_two(self) -> list[tuple[int, int]]:
        """The edges from the first hidden neuron to the first two outputs, as far as there are two."""
        return [place for place in ((0, 0), (1, 0)) if place in self.net.edges[2]]

    def ask(self, card: VGroup) -> None:
        """What a question asks takes the place of what was under the network."""
        self.clear_away(self.card, run_time=0.3)
        self.at("ask")
        self.card = card
        self.show(card, run_time=0.4)

    def answer(self, card: VGroup) -> None:
        """The answer takes the place of the question."""
        self.at("here")
        old, self.card = self.card, card
        self.play(FadeOut(old), FadeIn(card), run_time=0.3)

    def swap(self) -> None:
        """Lines four and five change places."""
        four, five = self.code.lines[3:5]
        way = (five[0].get_y() - four[0].get_y()) * UP
        self.play(four.animate.shift(way), five.animate.shift(-way), run_time=0.7)
