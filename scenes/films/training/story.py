"""Watch it learn: decision boundary, hidden pictures and weights move with the loss on one clock; then a start that gets stuck."""

from __future__ import annotations

from typing import ClassVar

from manim import PI, Create, FadeIn, FadeOut, LaggedStart, Line, Rotate, VGroup

from engine.reading import Reading
from scenes.beat import beat
from scenes.chapter import Chapter
from scenes.films.training import trained_words as words
from scenes.films.training.chance import Chance, PairTable
from scenes.films.training.trained import LossTrack, Pictures, TrainedNet, clock
from scenes.kit.place.light import lit
from scenes.kit.place.plate import plate
from scenes.kit.place.twin_frame import TwinFrame
from scenes.kit.theme import theme
from scenes.kit.type.formula import LARGE, Label, small
from scenes.kit.type.number import Num
from scenes.shown import show


class Training(Chapter):
    title = "Watch it learn"
    promise = "Read a loss curve and a decision boundary, and see why a run gets stuck."
    lesson: ClassVar[str] = "xor_training"

    @classmethod
    def unfit(cls, t: Reading) -> str | None:
        return words.fits(t)

    @beat("By the end of this film, you can watch <net> a network learn, and read what you see.")
    def promised(self):
        self.seen = Pictures(self.t)
        self.last = len(self.seen.steps) - 1
        self.show(self.place("title", Label(self.title, size=LARGE, color=theme().ink)))
        self.at("net")
        self.net = TrainedNet(self.t, self.seen, self.stage.arena)
        self.show(self.net, run_time=1.2)

    @beat(words.task, pause=0.8)
    def task(self):
        self.clear("title")
        answer = self.net.answer
        kept = {id(m) for part in (answer.ground, answer.frame, answer.dots) for m in part.get_family()}
        self.clear_away(*(m for m in self.net.family_members_with_points() if id(m) not in kept), run_time=0.6)
        dots = list(zip(answer.dots, self.seen.y, strict=True))
        self.at("ones")
        self.light(*(dot for dot, y in dots if y > words.HALF))
        self.at("zeros")
        self.light(*(dot for dot, y in dots if y <= words.HALF))
        if words.is_xor(self.t):
            self.at("line")
            self.try_lines()

    def try_lines(self):
        """A line turns through the plane, and parts nothing."""
        answer = self.net.answer
        line = Line(answer.frame.get_left(), answer.frame.get_right(), color=theme().soft, stroke_width=3)
        self.play(Create(line), run_time=0.3)
        self.play(Rotate(line, PI), run_time=1.8)
        self.play(FadeOut(line), run_time=0.2)

    @beat(
        "The network has an answer for every place, not only for these points. <shade> The deeper the shade, the closer it is to one. "
        "And along <edge> this line it says exactly a half: the decision boundary."
    )
    def shaded(self):
        answer = self.net.answer
        self.at("shade")
        self.play(LaggedStart(*(FadeIn(band) for band in answer.bands), lag_ratio=0.3), run_time=1.4)
        self.at("edge")
        self.show(answer.edge)
        self.light(answer.edge)

    @beat(words.hidden, pause=0.8)
    def hidden(self):
        views = [view for layer in self.net.hidden.values() for view in layer.values()]
        self.at("hidden")
        self.play(LaggedStart(*(FadeIn(VGroup(v.ground, v.bands, v.frame, v.dots)) for v in views), lag_ratio=0.3), run_time=1.2)
        self.at("line")
        self.show(*(v.edge for v in views), run_time=0.5)
        self.light(*(v.edge for v in views))

    @beat(
        "The lines between are the weights: <green> green counts for, <purple> purple counts against, and <thick> thick counts much. "
        "<answer> The answer is the hidden pictures, weighed, added, and <squashed> squashed."
    )
    def weights(self):
        lines = [line for layer in self.net.edges.values() for line in layer.values()]
        self.at("green")
        self.show(*self.net.inputs, *lines, run_time=0.8)
        self.at("purple")
        self.light(*(line for line in lines if line.get_stroke_color() == theme().sign(-1)))
        self.at("thick")
        self.light(*lines)
        self.at("answer")
        self.light(*lines[-len(self.net.edges[self.t.D]) :], self.net.answer.frame)
        self.at("squashed")
        self.light(self.net.answer.frame)

    @beat(words.question, pause=3.0)
    def question(self):
        self.track = LossTrack([self.t], self.seen.steps, self.stage.board)
        self._standing["board"] = [self.track]
        self.at("dice")
        self.light(*(line for layer in self.net.edges.values() for line in layer.values()))
        self.at("loss")
        first = plate(Num(show(self.t.losses[0], digits=2), small() + 4)).next_to(self.track.dots[0], [1, 0.6, 0], buff=0.12)
        self._standing["board"].append(first)
        self.show(self.track, first)
        self.at("where")
        self.light(*(view.edge for layer in self.net.hidden.values() for view in layer.values()))

    @beat(words.run, pause=1.0)
    def run(self):
        self.at("run")
        self.play(clock([self.net, self.track], 0, self.last, [self.net.at, self.track.reach]), run_time=16.5)

    @beat(words.solved, pause=1.0)
    def solved(self):
        self.at("loss")
        number = self.t.losses[len(self.t.losses) - 1]
        end = plate(Num(show(number, digits=2), small() + 4)).next_to(self.track.dots[0], [0, 1, 0], buff=0.15)
        self._standing["board"].append(end)
        self.show(end)
        self.at("edge")
        self.light(self.net.answer.edge)
        self.at("lines")
        self.light(*(view.edge for layer in self.net.hidden.values() for view in layer.values()))

    @beat(
        "Read the loss together with the pictures. Where it falls steeply, <steep> the lines are finding their places. "
        "Where it is flat, <flat> hardly anything moves. "
        "Either all <well> is well, or the network is stuck: the curve alone does not tell you."
    )
    def reading(self):
        k, parts, draw = self.seen.steepest, [self.net, self.track], [self.net.at, self.track.reach]
        self.play(clock(parts, self.last, max(0, k - 8), draw), run_time=1.6)
        self.at("steep")
        self.play(clock(parts, max(0, k - 8), min(self.last, k + 8), draw), run_time=2.2)
        self.at("flat")
        self.play(clock(parts, min(self.last, k + 8), self.last, draw), run_time=1.8)
        self.at("well")
        self.light(self.track.curves[0])

    @beat(
        "Now the same network, the same points, the same rule. Only the first weights are others: <dice> another throw of the dice. "
        "Will it learn, too?",
        when=words.stuck,
        pause=3.0,
    )
    def dice(self):
        self.clear("board")
        self.clear_away(self.net)
        other = self.t.of(twin=0)
        self.frame_of = TwinFrame(self.stage.arena, ("the start you saw", "another start"))
        runs = (self.seen, Pictures(other, self.seen.steps))
        self.nets = [TrainedNet(t, p, room) for t, p, room in zip((self.t, other), runs, self.frame_of.rooms, strict=True)]
        self.both = LossTrack([self.t, other], self.seen.steps, self.stage.board)
        self._standing["board"] = [self.both]
        self.show(self.frame_of.titles[0], self.nets[0], run_time=0.6)
        self.at("dice")
        self.show(self.frame_of.titles[1], self.frame_of.divider, self.nets[1], self.both, run_time=0.8)

    @beat(
        "Run both, <run> on one clock. The left one we know. The right one does not sleep either: its lines turn, its loss falls. "
        "But half way down it slows, and there it stays. Two points are <right> right. Two are <wrong> not.",
        when=words.stuck,
        pause=1.0,
    )
    def twins(self):
        self.at("run")
        draw = [*(net.at for net in self.nets), self.both.reach]
        self.play(clock([*self.nets, self.both], 0, self.last, draw), run_time=8.4)
        names = self.both.ends(self.frame_of.titles)
        self._standing["board"] += names
        self.show(*names, run_time=0.4)
        wrong, dots = words.worst(self.t), self.nets[1].answer.dots
        self.at("right")
        self.light(*(dot for m, dot in enumerate(dots) if m not in wrong), run_time=0.7)
        self.at("wrong")
        self.light(*(dots[m] for m in wrong))

    @beat(words.alike, when=words.stuck, pause=1.0)
    def alike(self):
        self.clear("board", run_time=0.3)
        self.clear_away(self.nets[0], self.frame_of.titles[0], self.frame_of.divider)
        one, two = pair = words.pair(self.t)
        self.pairs = self.frame_of.rooms[0].hold(PairTable(one, two))
        net, plane = self.nets[1], self.seen.plane
        views = [net.answer, *net.hidden[1].values()]
        self.rings = [view.ring(plane, t.x.array) for view in views for t in pair]
        self.at("two")
        self.show(*self.rings[:2], self.pairs.heads)
        self.at("h")
        self.show(*self.rings[2:], *self.pairs.hidden)
        self.at("same")
        self.light(*self.pairs.hidden)
        self.at("half")
        self.show(self.pairs.answers)
        self.light(*self.rings[:2])

    @beat(words.flat, when=words.stuck, pause=1.0)
    def flat(self):
        self.at("far")
        self.light(*(view.edge for view in self.nets[1].hidden[1].values()), *self.rings[2:])
        self.at("slope")
        self.show(*self.pairs.slopes)
        self.at("none")
        self.light(*self.pairs.slopes)

    @beat(words.luck, when=words.stuck, pause=1.0)
    def luck(self):
        chance = self.chance = Chance(self.t, self.stage.arena)
        self.at("tried")
        self.clear_away(*self.nets, *self.rings, self.pairs, self.frame_of, run_time=0.3)
        self.play(LaggedStart(*(FadeIn(dot) for dot in chance.dots), lag_ratio=0.02), run_time=1.2)
        self.at("learned")
        self.play(*(dot.animate.set_fill(theme().positive, 1).set_stroke(theme().positive) for dot in chance.learned), run_time=0.6)
        self.show(chance.counts[0], run_time=0.4)
        self.at("stuck")
        self.play(*(dot.animate.set_stroke(theme().loss) for dot in chance.stuck), FadeIn(chance.counts[1]), run_time=0.6)
        self.at("again")
        self.play(*(lit(dot) for dot in chance.learned), run_time=0.8)

    @beat(
        "So, when you watch a network learn: the loss says <how> how well, the boundary <what> says what, "
        "the hidden pictures <hidden> say how. "
        "And when it sticks, <look> look for points that no neuron can tell apart.",
    )
    def harvest(self):
        if words.stuck(self.t):
            self.play(FadeOut(self.chance), FadeOut(self.chance.counts), run_time=0.4)
            self.net.at(self.last)
            self.show(self.net, self.track, run_time=0.6)
        self.at("how")
        self.light(self.track.curves[0])
        self.at("what")
        self.light(self.net.answer.edge)
        self.at("hidden")
        self.light(*(view.edge for layer in self.net.hidden.values() for view in layer.values()))
        self.at("look")
        self.light(*(view.frame for layer in self.net.hidden.values() for view in layer.values()))
