"""The whole thing on one wall: four equations, six lines of numpy that run, five questions."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from manim import LEFT, RIGHT, UP, Create, FadeIn, FadeOut, LaggedStart, Mobject, VGroup, smooth, squish_rate_func

from engine.reading import Reading
from scenes.beat import beat, line
from scenes.carry import ARC
from scenes.chapter import Chapter
from scenes.films.recap import facts, formulas
from scenes.films.recap.listing import Listing
from scenes.films.recap.pictures import Plateau
from scenes.films.recap.program import EQUATION_FILMS, PROGRAM
from scenes.films.recap.running import Running
from scenes.films.recap.series_map import SeriesMap, told_in
from scenes.films.recap.step_net import StepNet
from scenes.kit.maths import laws, shares
from scenes.kit.maths.wall import Wall
from scenes.kit.network.comets import landing
from scenes.kit.place.light import lit
from scenes.kit.place.shots import RESTING, Thing, fit
from scenes.kit.place.stage import Region
from scenes.kit.place.title import Title
from scenes.kit.place.ways import comes
from scenes.kit.plots.confusion import Confusion
from scenes.kit.type.formula import Formula

TITLE = 0.016  # of a title under the equations, for each point of its size

LOW = 2.0  # units: a room in which a plot has no place for numbers under it


class Recap(Chapter):
    """wall   the equations and the network in which they happen      named   the film in which an equation was told
    code, net   the program and the network beside it      running   takes the program line by line      rules   for lines to remember
    card   what stands under both: what a line does, what a question asks, its answer      foot   the room under the equations
    plateau   the curve of a squash, for one of the questions
    """

    title = "The whole thing on one wall"
    promise = "Rebuild backpropagation from memory: four equations, six lines."
    lesson: ClassVar[str] = "mazur"
    heading: Title
    wall: Wall
    way: SeriesMap
    named: VGroup
    code: Listing
    rules: VGroup
    net: StepNet
    running: Running
    card: Mobject
    foot: Region
    plateau: Plateau

    @classmethod
    def unfit(cls, t: Reading) -> str | None:
        if facts.is_that_of_the_program(t):
            return None
        return "its six lines are those of a plain step, two layers of sigmoids, half the squared error, one example, and held biases"

    @beat(
        "Numbers walk in. <blame> Blame flows back. Every weight takes its step.",
        "You have seen all of it. <write> But could you write it down, with nothing to look at?",
        pause=4.0,
    )
    def opened(self):
        self.net = StepNet(self.t, self.stage, "SOLO")
        self.compose("SOLO", net=self.net)
        self.play(FadeIn(self.net), run_time=0.3)
        self.runs(self.net.passes(), 1.0)
        self.at("blame")
        self.runs(self.net.returns(), 1.6)
        self.play(*(comet for l in self.net.edges for comet in self.net.returning(l)), run_time=1.0)
        self.at("write")
        rings = [ring for layer in self.net.unknown.values() for ring in layer.values()]
        self.play(LaggedStart(*map(lit, rings), lag_ratio=0.2), run_time=2.0)

    @beat(
        line(
            case=facts.has_biases,
            yes="In this film you write backpropagation <six> from memory: four equations, and a program of six lines.",
            no="In this film you write backpropagation <six> from memory: three equations, and a program of six lines.",
        )
    )
    def promised(self):
        self.heading = self.compose("TITLED", net=self.net, title=lambda room: Title(self.title, room))["title"]
        self.play(self.heading.comes())
        self.at("six")
        self.runs([*self.net.passes(), *self.net.returns()], 2.6)

    @beat(
        "This is the way we came. <g0> One neuron: it is nudged, and it takes a step.",
        "<g1> Then a network. Numbers walk in, blame flows back, every weight takes its step.",
        "<g2> To make it learn: check it, judge it, feed it, watch it.",
        "<g3> To make it deep: what breaks, and what mends it.",
        "<g4> To put it to work: it sees, reads, recommends, and acts.",
        "<g5> And where it all came from.",
    )
    def series(self):
        self.way = self.compose("SOLO", way=SeriesMap, gone=[self.net, self.heading])["way"]
        for k, group in enumerate(self.way.groups):
            self.at(f"g{k}")
            if k:
                leaves = FadeOut(self.way.groups[k - 1], shift=0.8 * LEFT, rate_func=squish_rate_func(smooth, 0, 0.5))
                self.play(leaves, FadeIn(group[0], shift=0.8 * LEFT, rate_func=squish_rate_func(smooth, 0.5, 1)), run_time=0.9)
            else:
                self.play(FadeIn(group[0], shift=0.5 * RIGHT), run_time=0.4)
            self.play(LaggedStart(*(comes(title, group[0]) for title in group[1:]), lag_ratio=0.3), run_time=1.4)

    # ---- the wall

    @beat(
        line(case=facts.has_biases, yes="All of it hangs on <wall> four equations.", no="All of it hangs on <wall> three equations."),
        title="The equations",
    )
    def hung(self):
        self.named = VGroup()
        self.net = StepNet(self.t, self.stage, "WALL")
        things: dict[str, Thing] = {"net": self.net, "laws": self.in_wall}
        order = reversed(things) if self.stage.is_narrow else things  # the larger room is the first in a narrow frame
        self.wall = self.compose("WALL", gone=[self.way], heirs=None, **{name: things[name] for name in order})["laws"]
        self.at("wall")
        laws = (FadeIn(law, shift=0.6 * RIGHT) for law in self.wall.equations.values())
        self.play(FadeIn(self.net), LaggedStart(*laws, lag_ratio=0.3), run_time=1.3)

    @beat(
        line(
            case=facts.which_equation,
            output="The blame starts <here> at the outputs, layer D: how <moves> strongly each moves the loss, "
            "times <slope> the slope of its squash.",
            hidden="It travels back <here> along the same weights, adds up, and passes each neuron's slope.",
            weights="A weight's slope <here> is the blame at its end, times the signal at its start.",
            biases="And a bias <here> gets the blame itself. Its input is always one.",
        ),
        each=facts.equations,
    )
    def on_the_wall(self, key):
        old, self.named = self.named, told_in(EQUATION_FILMS[key], 0.85 * RESTING[self.stage.shape])
        self.named.move_to(self.foot.center).align_to(self.foot.left, LEFT)
        self.play(self.wall.point_at(key), FadeIn(self.named), FadeOut(old), run_time=0.5)
        self.at("here")
        for step in self.wall.happen(key):
            self.play(*step, run_time=1.2)
        law = self.wall.equations[key]
        self.play(lit(law), run_time=0.8 if key == "output" else 1.4)
        if key == "output":
            self.at("moves")
            self.play(*self.net.from_loss(), *(lit(law[name]) for name in ("dL_da",) if name in law.parts), run_time=1.2)
            self.at("slope")
            slope = (lit(law[name]) for name in ("slope", "z") if name in law.parts)
            self.play(*map(lit, self.net.neurons[self.t.D].values()), *slope, run_time=1.0)

    # ---- the program

    @beat(
        line(
            case=facts.inputs,
            one="Now the same as a <code> program. One input goes in, <x> {t.x[0]}, and six lines <follow> follow.",
            two="Now the same as a <code> program. Two inputs go in, <x> {t.x[0]} and {t.x[1]}, and six lines <follow> follow.",
            more="Now the same as a <code> program. {inputs:Words} inputs go in, <x> the first of them {t.x[0]}, "
            "and six lines <follow> follow.",
        ),
        inputs=facts.input_count,
        title="Six lines of code",
    )
    def program(self):
        gone = [self.named, self.wall, *([self.wall.pointer] if self.wall.pointer else []), self.net]
        self.net, self.running = StepNet(self.t, self.stage, "PAIR"), Running(self)
        self.card = VGroup()
        made = self.compose("PAIR", net=self.net, code=self.listed, row=self.announced, gone=gone)
        self.code, self.card = made["code"], made["row"]
        self.at("code")
        self.play(FadeIn(self.net), run_time=0.5)
        self.play(FadeIn(self.card), run_time=0.5)
        self.at("x")
        self.play(self.net.arrive(0, self.t.x), run_time=0.9)
        self.rules = self.code.ruled()
        self.at("follow")
        self.play(LaggedStart(*map(Create, self.rules), lag_ratio=0.25), run_time=0.9)

    @beat(
        line(
            case=facts.which_line,
            one_of_one="Line one. <line> The inputs, weighed, added, and squashed. <run> The hidden neuron says {t.a[1][0]:2}.",
            one_of_two="Line one. <line> The inputs, weighed, added, and squashed. "
            "<run> The hidden neurons say {t.a[1][0]:2} and {t.a[1][1]:2}.",
            one_of_more="Line one. <line> The inputs, weighed, added, and squashed. "
            "<run> The first two hidden neurons say {t.a[1][0]:2} and {t.a[1][1]:2}.",
            two="Line two: <line> once more, one layer on. <run> That is what comes out. And <loss> the loss is {t.L:2}.",
            three_of_one="Line three, the blame of the output. <line> What it said, minus what we wanted, times the slope of the squash. "
            "<run> {t.delta[2][0]:2}.",
            three_of_two="Line three, the blame of the outputs. <line> What they said, minus what we wanted, "
            "times the slope of the squash. <run> {t.delta[2][0]:2}, and {t.delta[2][1]:2}.",
            three_of_more="Line three, the blame of the outputs. <line> What they said, minus what we wanted, "
            "times the slope of the squash. <run> Of the first two, that is {t.delta[2][0]:2}, and {t.delta[2][1]:2}.",
            four="Line four <line> carries it back: the weights, transposed, and again the slope. "
            "<run> Now the hidden neurons have their blame too.",
            five="Line five. <line> Each weight of the last layer steps downhill: eta, here {t.eta}, times its blame, times what came in. "
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
            self.play(landing(self.net.into_loss(), *self.net.write_loss(self.t.L)), run_time=1.1)
            self.play(lit(self.net.loss), lit(self.net.L), run_time=1.2)

    @beat(
        line(
            case=facts.way_of_the_loss,
            falls="That is a whole step. <again> Run the first two lines again, and <new> the loss has fallen, "
            "from {loss[0]} <to> to {loss[1]}.",
            rises="That is a whole step. <again> Run the first two lines again, and <new> the loss has risen, "
            "from {loss[0]} <to> to {loss[1]}: that step was too long.",
            stays="That is a whole step. <again> Run the first two lines again, and <new> the loss was {loss[0]}, "
            "<to> and still is {loss[1]}: that step was too short to be seen.",
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
        new = facts.run_again(self.t)
        self.play(*map(lit, self.code.lines[:2]), *self.net.says(1, new), FadeOut(self.net.forgiven()), run_time=0.9, lit=True)
        self.play(*self.net.says(2, new), run_time=0.9)
        self.at("new")
        self.play(landing(self.net.into_loss(), *self.net.write_loss(self.t.L_new)), run_time=0.8)
        self.in_row(self.fitted(formulas.fall(self.t)))
        self.show(self.card, run_time=0.4)
        self.at("to")
        self.light(self.card["new"], self.net.L)
        self.at("bias")
        self.light(self.code.part(0, "b1"), self.code.part(1, "b2"))

    # ---- five questions

    @beat(
        "Five questions. One: <ask> nothing comes in along a weight. What is its slope?",
        pause=4.0, title="Five questions",
    )  # fmt: skip
    def first(self):
        self.ask(lambda room: fit(VGroup(shares.silence(), shares.silence_asked()).arrange(RIGHT, buff=0.7), room))
        self.play(*self.net.going(1, (0, 0)), lit(self.net.edges[1][0, 0]), run_time=1.4)

    @beat("Zero. <here> In the last two lines, the blame is multiplied <and> by what came in.")
    def first_answer(self):
        self.answer(lambda room: fit(VGroup(shares.silence(), shares.silence_answered()).arrange(RIGHT, buff=0.7), room))
        self.light(self.code.part(4, "np.outer(d2, a1)"), self.code.part(5, "np.outer(d1, x)"))
        self.at("and")
        self.light(self.code.part(4, "a1"), self.code.part(5, "x"), *self.net.values[0].values(), *self.net.values[1].values())

    @beat("Two: a neuron says <ask> almost one. How much blame gets through it?", pause=5.0)
    def second(self):
        row, gone = self.fitted(formulas.slope_asked(self.t)), [self.card, self.net]
        made = self.compose("PAIR", plot=self.on_plateau, code=lambda room: self.code, row=row, gone=gone)
        self.plateau, self.card = made["plot"], made["row"]
        self.at("ask")
        self.play(FadeIn(self.plateau), FadeIn(self.card), run_time=0.6)
        self.play(self.plateau.walk(3.6), lit(self.card), run_time=2.6)

    @beat("Hardly any. <here> The slope of its squash, a times one minus a, <and> is then almost zero.")
    def second_answer(self):
        self.at("here")
        old = self.card
        self.card = Formula(formulas.slope_answered(self.t)).scale_to_fit_height(old.height).move_to(old)
        self.carry(old, self.card, run_time=0.7)
        self.play(self.plateau.walk(4.6), run_time=1.0)
        self.play(lit(self.code.part(2, "a2 * (1 - a2)")), lit(self.code.part(3, "a1 * (1 - a1)")), run_time=1.2)
        self.at("and")
        self.play(lit(self.plateau.tangent), lit(self.card), run_time=1.2)

    @beat(
        line(
            case=facts.has_two_outputs,
            yes="Three: a hidden neuron <ask> feeds two outputs. What becomes <two> of their two blames?",
            no="Three: suppose that a hidden neuron <ask> feeds two others. What becomes <two> of their two blames?",
        ),
        pause=5.0,
    )
    def third(self):
        self.card = VGroup(self.card, self.plateau)
        self.ask(self.fitted(formulas.blame_asked(self.t)))
        self.show(self.net, run_time=0.5)
        self.play(*(lit(self.net.edges[2][place]) for place in self.first_two()), run_time=1.0)
        self.at("two")
        self.play(*map(lit, self.net.neurons[2].values()), *self.net.from_loss(), run_time=1.2)
        self.play(*self.net.returning(2, *self.first_two()), run_time=1.2)

    @beat(
        "They come back along the lines, each times its weight, <here> and are added.",
        "The transposed matrix <and> does both at once.",
    )
    def third_answer(self):
        self.answer(lambda room: fit(laws.hidden_law(self.t), room))
        self.play(*self.net.returning(2, *self.first_two()), run_time=1.1)
        self.at("and")
        self.light(self.code.part(3, "(W2.T @ d2)"), self.net.neurons[1][0])

    @beat("Four: <ask> line four stands before line five. What if they changed places?", pause=5.0)
    def fourth(self):
        self.ask(self.fitted(formulas.order_asked(self.t)))
        self.swap()
        self.play(LaggedStart(*map(lit, self.code.lines[3:5]), lag_ratio=0.5), run_time=1.6)

    @beat(
        "The blame would go back <here> through new weights, already changed.",
        "<and> That is the slope of a network that never ran.",
    )
    def fourth_answer(self):
        self.at("here")
        self.answer(self.fitted(formulas.order_answered(self.t)))
        self.light(self.code.part(3, "W2.T"), self.code.part(4, "W2 -="))
        self.at("and")
        self.play(*self.net.returning(2), run_time=1.0)
        self.swap()

    @beat("Five: <ask> a network has a million weights. How many passes does its gradient take?", pause=5.0)
    def fifth(self):
        self.ask(self.fitted(formulas.passes_asked()))
        self.light(*self.net.edges[1].values(), *self.net.edges[2].values())

    @beat("Two. <here> One forward, <and> and one back, for all the weights at once.")
    def fifth_answer(self):
        self.at("here")
        self.play(*(comet for group in self.net.passes() for comet in group), run_time=0.5)
        self.at("and")
        self.runs(self.net.returns(), 1.6)
        self.turns_into(self.fitted(formulas.passes_answered()))

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
        self.runs([*self.net.passes(), *self.net.returns()], 0.8 * self.until("last"))
        self.at("last")
        self.in_row(self.fitted(formulas.fall_to_the_end(self.t)))
        self.show(self.card, run_time=0.4)

    @beat(
        "Of {count} examples, the network then names <right> {right} right.",
        line(
            case=facts.confused,
            none="<wrong> None is taken for another.",
            some="<wrong> The others are not on the diagonal: each is taken for another class.",
        ),
        count=facts.counted, right=facts.right, when=facts.is_counted, title="Right and wrong",
    )  # fmt: skip
    def counted(self):
        self.in_row(lambda room: Confusion(self.t, facts.confusion(self.t), room))
        table = self.card
        self.show(table.heads, table.names, table.cells, run_time=0.6)
        self.at("right")
        self.play(LaggedStart(*(FadeIn(num, scale=0.6) for num in table.diagonal), lag_ratio=0.4), run_time=1.0)
        self.at("wrong")
        self.play(*(FadeIn(num, scale=0.6) for num in table.others), *self.net.into_loss(), run_time=0.8)
        self.light(*(table.others if facts.confused(self.t) == "some" else table.diagonal))

    @beat(
        line(
            case=facts.has_biases,
            yes="Four equations, two passes, <six> six lines. Look away: <eyes> can you write the six lines down?",
            no="Three equations, two passes, <six> six lines. Look away: <eyes> can you write the six lines down?",
        ),
        pause=6.0,
    )
    def closed(self):
        code = self.code
        self.code = self.compose("SOLO", code=self.listed, heirs={"code": code}, gone=[self.net, self.card])["code"]
        self.at("six")
        self.play(LaggedStart(*map(lit, self.code.lines), lag_ratio=0.25), run_time=1.6)
        self.at("eyes")
        self.rules = self.code.ruled()
        gone = (FadeOut(line, shift=0.5 * LEFT) for line in self.code.lines)
        self.play(LaggedStart(*gone, lag_ratio=0.25), LaggedStart(*map(Create, self.rules), lag_ratio=0.25), run_time=1.4)

    @beat("Then compare what you have written <back> with these, line by line.", pause=1.8)
    def compared(self):
        self.at("back")
        lines = (FadeIn(line, shift=0.5 * RIGHT) for line in self.code.lines)
        self.play(LaggedStart(*lines, lag_ratio=0.4), LaggedStart(*map(FadeOut, self.rules), lag_ratio=0.4), run_time=1.6)

    @beat(
        "That is all there is to it. <walk> Once more, numbers walk in. <blame> Blame flows back. Every weight takes its step. "
        "Now <build> build something with it.",
        pause=3.0,
    )  # fmt: skip
    def ended(self):
        self.net = StepNet(self.t, self.stage, "SOLO")
        self.compose("SOLO", net=self.net, gone=[self.code])
        self.play(FadeIn(self.net), run_time=0.8)
        self.at("walk")
        self.play(self.net.arrive(0, self.t.x), run_time=0.4)
        for l in self.net.layers[1:]:
            judged = self.net.write_loss(self.t.L) if l == self.t.D else []
            self.play(self.net.arrive(l, self.t.a[l]), *judged, run_time=0.45)
        self.at("blame")
        self.runs(self.net.returns(), 1.6)
        self.play(*(comet for l in self.net.edges for comet in self.net.returning(l)), run_time=1.0)
        self.at("build")
        self.runs(self.net.passes(), 1.8)

    # ---- gestures

    def runs(self, groups, seconds):
        """Comets, layer by layer."""
        for group in groups:
            self.play(*group, run_time=min(1.4, seconds / len(groups)))

    def listed(self, room: Region) -> Listing:
        """The program, as large as its room lets it be; its lines appear one by one."""
        return Listing(room, [one.source for one in PROGRAM])

    def announced(self, room: Region) -> VGroup:
        """The inputs with which the program begins."""
        return fit(Formula(formulas.inputs(self.t)), room)

    def fitted(self, line) -> Callable[[Region], Formula]:
        """One line of maths, as large as its room lets it be."""
        return lambda room: fit(Formula(line), room)

    def in_wall(self, room: Region) -> Wall:
        """The equations, with room under them for the title of a film."""
        high = TITLE * RESTING[self.stage.shape]
        self.foot = Region(room.x, room.y - (room.height - high) / 2, room.width, high)
        return Wall(self.t, self.stage, self.net, Region(room.x, room.y + high / 2, room.width, room.height - high))

    def on_plateau(self, room: Region) -> Plateau:
        """A curve to walk along, in the place of the network."""
        if room.height > LOW:
            return Plateau(self.t, room, 0.8 * RESTING[self.stage.shape])
        return Plateau(self.t, Region(room.x, room.y - 0.2, room.width, room.height - 0.4), 0.0)

    def first_two(self) -> list[tuple[int, int]]:
        """The edges from the first hidden neuron to the first two outputs, as far as there are two."""
        return [place for place in ((0, 0), (1, 0)) if place in self.net.edges[2]]

    def in_row(self, make: Callable[[Region], VGroup], stays: bool = False) -> None:
        """What stands under network and program gives its room to something else, not yet shown, or `stays` to be carried."""
        gone = [] if stays else [self.card]
        self.card = self.compose("PAIR", net=self.net, code=lambda room: self.code, row=make, gone=gone)["row"]

    def ask(self, make: Callable[[Region], VGroup]) -> None:
        """What a question asks takes the place of what was there."""
        self.in_row(make)
        self.at("ask")
        self.show(self.card, run_time=0.4)

    def answer(self, make: Callable[[Region], VGroup]) -> None:
        """The answer takes the place of the question."""
        self.at("here")
        self.turns_into(make)

    def turns_into(self, make: Callable[[Region], VGroup]) -> None:
        """What stands under network and program turns into something else; what stands in both moves."""
        old = self.card
        self.in_row(make, stays=True)
        self.carry(old, self.card, run_time=0.7)

    def swap(self) -> None:
        """Lines four and five change places."""
        four, five = self.code.lines[3:5]
        way = (five[0].get_y() - four[0].get_y()) * UP
        self.play(four.animate(path_arc=ARC).shift(way), five.animate(path_arc=ARC).shift(-way), run_time=1.0)
