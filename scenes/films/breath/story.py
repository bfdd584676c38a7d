"""Backpropagation in one breath: a wrong answer, blame that runs back to every weight, a step, a right answer; four equations."""

from __future__ import annotations

from typing import ClassVar

from manim import RIGHT, Circle, Create, FadeIn, Mobject

from engine.reading import Reading
from scenes.beat import beat, line
from scenes.chapter import Chapter
from scenes.films.breath import facts
from scenes.films.breath.pair import Pair
from scenes.kit.maths.wall import Wall
from scenes.kit.network.comets import landing
from scenes.kit.place.light import lit
from scenes.kit.place.shots import Thing
from scenes.kit.place.title import Title
from scenes.kit.theme import theme


class Breath(Chapter):
    """pair    the network, and what it says of every place      board   what the next thought clears away
    ring    around the point that is told      wall    the equations
    """

    title = "Backpropagation in one breath"
    promise = "Say in one breath how a network learns from a wrong answer."
    lesson: ClassVar[str] = "xor_training"
    pair: Pair
    board: Mobject
    ring: Circle
    wall: Wall

    @classmethod
    def told_on(cls, t: Reading) -> Reading:
        """The example that is answered worst when the run begins."""
        return t.of(step=0, example=facts.worst(t)) if facts.is_drawn(t) and t.run.steps else t

    @classmethod
    def unfit(cls, t: Reading) -> str | None:
        if not facts.is_drawn(t):
            return f"it draws two inputs, one hidden layer of two to {facts.MOST} neurons, and one output"
        if not facts.of_yes_and_no(t):
            return "it needs one sigmoid output, and targets of zero and one, both of them"
        if not facts.is_long(t):
            return f"it watches a run of {facts.LEAST} steps or more"
        if not t.lesson.plain:
            return "it tells of plain gradient descent that moves each weight"
        if not facts.begins_wrong(t) or not facts.ends_right(t):
            return "it goes from a wrong answer in the first recorded step to right ones in the last, and this run does not"
        return None

    @beat(
        "A network learns to tell the full points from the rings. Nobody writes down a rule for it.",
        "So how does it find out <what> what to change?",
        pause=3.0,
    )
    def opened(self):
        self.pair = Pair(self.t, self.stage)
        self.compose("SOLO", pair=self.pair)
        self.add(self.pair)
        self.play(self.pair.run_to(self.pair.last), run_time=6.0)
        self.at("what")
        self.light(*(line for layer in self.pair.net.edges.values() for line in layer.values()))

    @beat("Here is the answer, <title> in one breath. Go back <start> to where it began.")
    def promised(self):
        self.board = self.compose("TITLED", pair=self.pair, title=lambda room: Title(self.title, room))["title"]
        self.at("title")
        self.play(self.board.comes(0.5))
        self.at("start")
        self.play(self.pair.run_to(0), run_time=2.0)

    @beat(
        "Take the point with the worst answer. <in> Its numbers walk through the network, <out> and out comes {t.a[D][0]:2}.",
        "It should be <should> {t.y[0]}. That is wrong.",
        title="A wrong answer",
    )
    def frozen(self):
        t, pair = self.t, self.pair
        self.compose("SOLO", pair=pair, gone=[self.board])
        self.ring = pair.view.ring(pair.run.plane, t.x.array)
        self.play(Create(self.ring), run_time=0.5)
        self.at("in")
        point = pair.point(t.x.array)
        self.fly(*((point, pair.net.neurons[0][j]) for j in range(2)), run_time=0.7)
        self.add(pair)
        self.play(pair.net.arrive(0, t.x), run_time=0.5)
        self.play(pair.net.arrive(1, t.a[1]), run_time=0.9)
        self.at("out")
        self.play(pair.net.arrive(2, t.a[2]), run_time=0.9)
        self.at("should")
        self.board = pair.should(t.y[0])
        self.show(self.board, run_time=0.4)
        self.play(landing(pair.net.into_loss(), *pair.net.write_loss(t.L)), run_time=0.8)

    @beat(
        line(case=facts.has_biases, yes="{knobs} weights and biases had a say in this. Which of them <which> are to blame, "
             "and by how much?",
             no="{knobs} weights had a say in this. Which of them <which> are to blame, and by how much?"),
        knobs=facts.knobs, pause=4.0,
    )  # fmt: skip
    def asked(self):
        net = self.pair.net
        for l in net.edges:
            self.play(*net.going(l), *(lit(line) for line in net.edges[l].values()), run_time=0.8)
        self.at("which")
        self.light(*(line for layer in net.edges.values() for line in layer.values()))

    @beat(
        "Ask from the end. <loss> The loss says how wrong the answer is.",
        "<back> Its slope runs back over the same lines, and leaves each neuron <share> its share of the blame.",
        title="The blame runs back",
    )
    def back(self):
        t, net = self.t, self.pair.net
        self.play(*net.from_loss(), run_time=0.8)
        self.at("loss")
        nums = [net.delta(2, 0, t.delta[2][0])]
        self.play(landing(net.from_loss(), *map(FadeIn, nums)), run_time=0.9)
        net.keep(2, 0)
        self.at("back")
        nums = [net.delta(1, i, t.delta[1][i]) for i in net.drawn[1]]
        self.play(landing(net.returning(2), *map(FadeIn, nums)), run_time=1.0)
        net.keep(1, *net.drawn[1])
        self.play(*net.returning(1), run_time=0.8)
        self.at("share")
        self.light(*(num for layer in net.blames.values() for num in layer.values()))

    @beat(
        "All the points together have their say, and then every weight <step> takes one small step against its slope.",
        "<again> And again, and again, {done} times, and a picture takes shape.",
        done=facts.done, title="Every weight moves",
    )  # fmt: skip
    def moved(self):
        net = self.pair.net
        dark = [neuron.animate.set_fill(theme().panel) for layer in net.neurons.values() for neuron in layer.values()]
        self.clear_away(*self.pair.forget(), self.ring, self.board, run_time=0.4)
        self.play(*dark, *net.returning(1), *net.returning(2), run_time=0.8)
        self.at("step")
        self.play(self.pair.run_to(1), *(lit(line) for layer in net.edges.values() for line in layer.values()), run_time=0.9)
        self.at("again")
        self.play(self.pair.run_to(self.pair.last), run_time=3.6)

    @beat("Now ask about that point again. <out> Out comes {again.a[D][0]:2}. <right> That is right.", again=facts.again, pause=1.2)
    def right(self):
        t, net = facts.again(self.t), self.pair.net
        self.play(Create(self.ring), net.arrive(0, t.x), run_time=0.5)
        self.play(net.arrive(1, t.a[1]), run_time=0.8)
        self.at("out")
        self.play(net.arrive(2, t.a[2]), run_time=0.8)
        self.play(landing(net.into_loss(), *net.write_loss(t.L)), run_time=0.8)
        self.at("right")
        self.board = self.pair.should(t.y[0])
        self.show(self.board, run_time=0.4)
        self.light(net.neurons[2][0], self.board)

    @beat(
        line(case=facts.has_biases, yes="And all of it is four equations.", no="And all of it is three equations."),
        "<output> Blame at the output. <hidden> Blame one layer back. <weights> Every weight's slope.",
        line("<biases> Every bias's slope.", when=facts.has_biases),
        "Now <slow> slowly. We begin with a single neuron.",
        pause=5.0, title="Four equations",
    )  # fmt: skip
    def closed(self):
        pair = self.pair
        things: dict[str, Thing] = {"pair": pair, "laws": lambda room: Wall(self.t, self.stage, pair.net, room)}
        order = reversed(things) if self.stage.is_narrow else things  # the larger room is the first in a narrow frame
        self.clear_away(self.ring, self.board)
        self.at("output")
        self.wall = self.compose("WALL", gone=(), heirs=None, **{name: things[name] for name in order})["laws"]
        for key in [key for key in ("output", "hidden", "weights", "biases") if key in self.wall.equations]:
            if key != "output":
                self.at(key)
            lights = pair.net.from_loss() if key == "output" else pair.net.returning(2 if key == "hidden" else 1)
            self.play(*lights, FadeIn(self.wall.equations[key], shift=0.4 * RIGHT), run_time=0.5 if key == "output" else 0.8)
        self.at("slow")
        for l in pair.net.edges:
            self.play(*pair.net.going(l), run_time=0.8)
