"""Watch it learn: boundary, hidden pictures and weights move with the loss on one clock; then starts that get stuck, or seem to."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

import numpy as np
from manim import PI, Circle, Create, FadeIn, FadeOut, LaggedStart, Line, Mobject, Rotate, VGroup, VMobject

from engine.reading import Reading
from scenes.beat import beat, line
from scenes.carry import shapes_of
from scenes.chapter import Chapter
from scenes.films.training import counting, facts, telling
from scenes.films.training.chance import Chance
from scenes.films.training.kept_run import KeptRun, clock
from scenes.films.training.key import FitKey, ShadeKey
from scenes.films.training.loss_track import LossTrack
from scenes.films.training.pair_table import PairTable
from scenes.films.training.trained_net import TrainedNet
from scenes.films.training.twin_nets import TwinNets
from scenes.kit.place.light import lit
from scenes.kit.place.shots import room_of
from scenes.kit.place.title import Title
from scenes.kit.plots.confusion import Confusion
from scenes.kit.theme import theme

STARTS = ("the start you saw", "another start")
THIRD = ("the second start", "a third start")
NEAR = 8  # kept steps before and after the steepest that are watched again


class Training(Chapter):
    """kept, last     the run at its kept steps, and the last of them      net, track   its pictures and its loss
    rival           the answer of a start that gets stuck, beside it      key, table   what dots and shades mean; right and wrong, counted
    others, twins   further starts, and two runs as one picture      both   the loss of two
    pairs, rings    the two points that a start takes for one: their numbers, and where they are
    """

    title = "Watch it learn"
    promise = "Read a loss curve and a decision boundary, and see why a run gets stuck."
    lesson: ClassVar[str] = "xor_training"
    kept: KeptRun
    last: int
    net: TrainedNet
    track: LossTrack
    rival: TrainedNet
    key: ShadeKey | FitKey
    table: Mobject
    others: list[TrainedNet]
    twins: TwinNets
    both: LossTrack
    pairs: PairTable
    rings: list[Circle]
    chance: Chance
    names: list[VMobject]

    @classmethod
    def unfit(cls, t: Reading) -> str | None:
        if not facts.is_fit(t) and not facts.has_plane(t):
            return "it draws what a net with a hidden layer says of two inputs, or of one where there is one output and three examples"
        if not facts.is_fit(t) and not facts.says_yes_or_no(t):
            return "it needs one sigmoid output or two classes, and two examples or more with targets of zero and one"
        if not facts.is_long(t):
            return "it watches a run, and needs 20 steps or more"
        return None

    # ---- what there is to see

    @beat(
        "Two networks learn the same points, by the same rule. Only the weights that they began with differ.",
        "One of them gets every point <one> right. The other one <other> gets stuck. Why?",
        when=facts.opens_on_two, pause=4.0,
    )  # fmt: skip
    def raced(self):
        self.begin("TWINS")
        self.rival = TrainedNet(self.t.of(twin=0), KeptRun(self.t.of(twin=0), self.kept.steps), self.stage, room_of(self.stage, "TWINS", 1))
        nets = [self.net, self.rival]
        self.play(clock([net.drawn for net in nets], 0, self.last, [net.at for net in nets]), run_time=6.8)
        self.at("one")
        self.light(self.net.answer.edge, *self.net.answer.dots)
        self.at("other")
        wrong = facts.worst(self.t)
        self.light(self.rival.answer.edge, *(self.rival.answer.dots[m] for m in wrong))

    @beat(
        "Here is a network in training: what it says to each input, while {steps} steps go by in a few seconds.",
        "When it is over, <over> has it learned? And how could <tell> you tell?",
        steps=facts.steps, when=facts.opens_on_one, pause=4.0,
    )  # fmt: skip
    def opened(self):
        self.begin("SOLO")
        self.play(clock([self.net.drawn], 0, self.last, [self.net.at]), run_time=5.5)
        self.at("over")
        self.light(self.net.answer.edge, self.net.answer.frame)
        self.at("tell")
        self.light(*self.net.answer.dots)

    def begin(self, shot: str) -> None:
        """The answer of the first network stands alone in a shot."""
        self.kept = KeptRun(self.t)
        self.last = len(self.kept.steps) - 1
        self.net = TrainedNet(self.t, self.kept, self.stage, room_of(self.stage, shot))
        self.add(self.net.answer)

    @beat(
        line(case=facts.shown, plane="In this film, you learn to read a loss curve and <read> a decision boundary, "
             "and to see why a run gets stuck.",
             curve="In this film, you learn to read a loss curve and <read> a fitted curve, and to see why a run gets stuck."),
    )  # fmt: skip
    def promised(self):
        gone = [self.rival.answer] if facts.opens_on_two(self.t) else []
        self.table = self.compose("TITLED", net=self.net, title=lambda room: Title(self.title, room), gone=gone)["title"]
        self.play(self.table.comes(0.5))
        self.at("read")
        self.play(clock([self.net.drawn], self.last, 0, [self.net.at]), run_time=3.0)

    @beat(
        "And this is the task of the network. <ones> These points should give one, the full ones. "
        "And these, <zeros> the rings, should give zero.",
        line("No <line> single line can separate them.", when=facts.is_xor),
        when=facts.is_plane, pause=0.8,
    )  # fmt: skip
    def task(self):
        answer = self.net.answer
        self.bare(self.table)
        self.key = self.compose(self.beside, net=self.net, board=lambda room: ShadeKey(self.stage, room))["board"]
        dots = list(zip(answer.dots, self.kept.y, strict=True))
        for mark, row, is_one in (("ones", self.key.ones, True), ("zeros", self.key.zeros, False)):
            self.at(mark)
            told = [dot for dot, y in dots if (y > facts.HALF) == is_one]
            self.light(*told)
            self.fly((told[0], row[0]), run_time=0.7)
            self.show(row[1], run_time=0.4)
        if facts.is_xor(self.t):
            self.at("line")
            self.try_lines()

    @property
    def beside(self) -> str:
        """The shot in which a key stands beside the answer, in a narrow frame under it."""
        return "LEDGER" if self.stage.is_narrow else "DUET"

    def bare(self, *gone: Mobject) -> None:
        """What the network says leaves, and these things; its points stay."""
        self.net.bare = True
        self.clear_away(self.net.answer.bands, self.net.answer.edge, *gone, run_time=0.5)

    @beat(
        "And this is the task of the network. <ones> These points say which output belongs to which input.",
        line(case=facts.tested_too, yes="The rings are <kept> points that it is not shown: they are kept for a test.",
            no="From input <kept> to output, point by point."),
        when=facts.is_fit, pause=0.8,
    )  # fmt: skip
    def targets(self):
        answer = self.net.answer
        self.bare(self.table)
        self.key = self.compose(self.beside, net=self.net, board=lambda room: FitKey(self.t, self.stage, room))["board"]
        self.at("ones")
        self.light(*answer.dots)
        self.fly((answer.dots[0], self.key.dots[0]), run_time=0.7)
        self.show(self.key.dots[1], run_time=0.4)
        self.at("kept")
        self.light(*answer.dots[len(self.kept.x) :] or answer.marks)

    @beat(
        "The network has an answer for every place, <shade> not only for these points. "
        "The stronger the blue, <deep> the closer it is to one.",
        line(
            case=facts.begins_with_a_boundary,
            yes="And along <edge> this line it says exactly a half: <bound> the decision boundary.",
            no="Where it says exactly a half, <edge> a line would stand, <bound> the decision boundary. There is none here yet.",
        ),
        when=facts.is_plane, title="An answer for every place",
    )  # fmt: skip
    def shaded(self):
        answer = self.net.answer
        self.at("shade")
        self.play(LaggedStart(*(FadeIn(band) for band in answer.bands), lag_ratio=0.3), run_time=1.4)
        self.at("deep")
        self.play(LaggedStart(*(FadeIn(shade) for shade in self.key.strip), lag_ratio=0.3), run_time=1.4)
        self.at("edge")
        self.play(FadeIn(answer.edge), FadeIn(self.key.half), run_time=0.8)
        self.net.bare = False
        self.at("bound")
        self.light(answer.edge if facts.begins_with_a_boundary(self.t) else answer.frame, *self.key.half)

    @beat(
        "The network has an answer for every input, <shade> not only for these. Side by side, its answers are <edge> a curve.",
        "Where the curve meets a point, it says what it should. What lies <miss> between them, up or down, is its error.",
        when=facts.is_fit, title="An answer for every input",
    )  # fmt: skip
    def curved(self):
        answer = self.net.answer
        self.at("shade")
        self.play(Create(answer.edge), run_time=1.6)
        self.at("edge")
        self.play(FadeIn(self.key.curve), lit(answer.edge), run_time=0.8)
        self.net.bare = False
        self.at("miss")
        self.light(*answer.dots, *self.key.dots)

    @beat(
        "Behind that stand <hidden> the hidden neurons, and each of them has a picture of its own.",
        line(
            case=facts.hidden_draw,
            lines="One straight line <line> and an opinion on each <side> side, no more.",
            some="What it can draw <line> is one straight line, with an opinion on each <side> side, no more. "
            "Where the weights are zero, not even that.",
            bends="Each says one bend, <line> at a place and of a width that its <side> weight and bias decide.",
        ),
        line("The layers behind it <behind> draw curves out of those lines.", when=facts.is_deep_plane),
        line(
            case=telling.left_out,
            nothing="",
            of_one="Of them, <seen> we see the {most:words} that will count most in the end.",
            of_many="Of each layer, <seen> we see the {most:words} that will count most in the end.",
        ),
        most=telling.most,
        pause=0.8,
    )  # fmt: skip
    def hidden(self):
        self.net.open()
        self.compose("SOLO", net=self.net, gone=[self.key])
        views = self.net.views
        self.at("hidden")
        self.fly(*((self.net.answer.frame, view.frame) for view in views), run_time=1.0)
        self.play(LaggedStart(*(FadeIn(VGroup(v.outer, v.ground, v.bands, v.dots)) for v in views), lag_ratio=0.3), run_time=1.0)
        self.at("line")
        self.play(*(Create(v.edge) for v in views), run_time=1.0)
        self.at("side")
        self.light(*(v.edge for v in views))
        if facts.is_deep_plane(self.t):
            self.at("behind")
            self.light(self.net.answer.edge)
        if telling.left_out(self.t) != "nothing":
            self.at("seen")
            self.light(*(v.frame for v in views))

    @beat(
        "The lines between are the weights: <green> green counts for, <purple> purple counts against, and <thick> thick counts much.",
        line(
            case=facts.output_bends,
            yes="The answer is <answer> the hidden pictures, <added> each times its weight, added up, "
            "and <squashed> sent through the output's own curve.",
            no="The answer is <answer> the hidden pictures, <added> each times its weight, and <squashed> added up.",
        ),
    )
    def weights(self):
        net, lines = self.net, self.net.lines
        self.at("green")
        self.play(*(Create(weight) for weight in lines), *(FadeIn(circle) for circle in net.inputs), run_time=0.8)
        net.whole = True
        self.add(net)
        self.at("purple")
        self.light(*([weight for weight in lines if weight.get_stroke_color() == theme().sign(-1)] or net.views))
        self.at("thick")
        self.light(*lines)
        for mark, l in (("answer", 1), ("added", self.t.D)):
            self.at(mark)
            self.play(*net.going(l), run_time=1.0)
        self.at("squashed")
        self.light(net.answer.frame)

    # ---- the run

    @beat(
        line(
            case=facts.begins,
            apart="Nothing is learned yet. The weights stand <dice> where they began, and the loss is <loss> {t.losses[0]:2}.",
            alike="Nothing is learned yet. The hidden neurons <dice> begin as copies of one, and the loss is <loss> {t.losses[0]:2}.",
            zero="Nothing is learned yet. The weights <dice> are all zero, and the loss is <loss> {t.losses[0]:2}.",
        ),
        line("Two lines, four points.", when=facts.makes_a_band),
        line(case=facts.shown, plane="Where will <where> the hidden lines have to go?",
             curve="Where will <where> the hidden bends have to go?"),
        pause=4.0, title="The network learns",
    )  # fmt: skip
    def question(self):
        self.at("dice")
        self.light(*self.net.lines)
        self.track = self.over_track()
        self.at("loss")
        self.show(self.track)
        self.light(self.track.value[1], self.track.dots[0])
        self.at("where")
        self.light(*(view.edge for view in self.net.views))

    def over_track(self, *gone: Mobject) -> LossTrack:
        """The network over its loss, which is not shown yet."""
        make = lambda room: LossTrack([self.t], self.kept.steps, self.stage, room)  # noqa: E731
        return self.compose("LEDGER", net=self.net, track=make, gone=gone)["track"]

    @beat(
        "Watch. <run> These are {steps} steps of training, and every picture is the network as it stood at one of them.",
        line(
            case=facts.outcome,
            learned="The lines turn and slide. The shade follows the lines, and the weights change with them. "
            "And down here, the loss is pulled down with them, step by step, until most of it <gone> is gone.",
            falling="The lines turn and slide. The shade follows the lines, and the weights change with them. "
            "And down here, the loss is pulled down with them, step by step, and at the end it is still on <gone> its way.",
            stuck="The lines turn and slide. The shade follows the lines, and the weights change with them. "
            "And down here, the loss is pulled down with them for a while, and then it hardly moves <gone> any more.",
            restless="The lines turn and slide, and then they are thrown to and fro, and the shade with them. "
            "And down here, the loss comes down, but not for good: up to the end, <gone> it jumps.",
            diverged="The lines are thrown about, and the shade with them. Do they ever find their places? "
            "And down here, the loss moves too. But all in all, it does not come down: it ends no lower than <gone> it began.",
            unmoved="Do the lines turn? Does the shade follow? Look closely, and look again at the end. "
            "And down here, the loss runs on from step to step, and stays where it began, as if nothing had been shown <gone> to it.",
        ),
        line("The scale of the loss is logarithmic here: every line up is ten times more.", when=facts.peaks),
        line("It trembles, for every step sees other examples.", when=facts.is_mini_batch),
        steps=facts.steps, when=facts.is_plane,
        pause=1.0,
    )  # fmt: skip
    def run(self):
        self.run_through()

    @beat(
        "Watch. <run> These are {steps} steps of training, and every picture is the network as it stood at one of them.",
        line(
            case=facts.outcome,
            learned="The hidden bends slide and grow, and the curve follows them. It is drawn towards the points, "
            "and the loss is pulled down with it, until most of it <gone> is gone.",
            falling="The hidden bends slide and grow, and the curve follows them. It is drawn towards the points, "
            "and the loss is pulled down with it, and at the end it is still on <gone> its way.",
            stuck="The hidden bends slide and grow, and the curve follows them. The loss is pulled down for a while, "
            "and then it hardly moves <gone> any more.",
            restless="The hidden bends slide, and then they are thrown to and fro, and the curve with them. "
            "The loss comes down, but not for good: up to the end, <gone> it jumps.",
            diverged="The hidden bends are thrown about, and the curve with them. The loss moves too. "
            "But all in all, it does not come down: it ends no lower than <gone> it began.",
            unmoved="Do the bends move? Does the curve follow? Look closely, and look again at the end. "
            "The loss runs on from step to step, and stays where it began, as if nothing had been shown <gone> to it.",
        ),
        line("The scale of the loss is logarithmic here: every line up is ten times more.", when=facts.peaks),
        line("It trembles, for every step sees other examples.", when=facts.is_mini_batch),
        steps=facts.steps, when=facts.is_fit,
        pause=1.0,
    )  # fmt: skip
    def fitted(self):
        self.run_through()

    @beat(
        line(
            case=facts.outcome,
            learned="From <first> {loss[0]}, the loss has come down to <loss> {loss[1]}.",
            falling="From <first> {loss[0]}, the loss has come down to <loss> {loss[1]}, and more steps would take it further.",
            stuck="From <first> {loss[0]}, the loss has come down to <loss> {loss[1]}, and there it rests.",
            restless="From <first> {loss[0]}, the loss has come to <loss> {loss[1]}, but one step more, and it may be higher again: "
            "these steps are too long.",
            diverged="The loss began at <first> {loss[0]}, and is now <loss> {loss[1]}. The steps were too long for this valley: "
            "every one of them may jump over it. That is called divergence.",
            unmoved="The loss began at <first> {loss[0]}, and is still <loss> {loss[1]}. Nothing was learned.",
        ),
        line("The hidden neurons began alike, and <alike> alike they stay: they get the same blame, at every step.", when=facts.stay_alike),
        line(
            when=facts.is_plane,
            case=facts.boundary,
            band="And there <edge> is the boundary: a band, made of nothing but <lines> the lines of the hidden neurons, "
            "weighed and added.",
            one="And there <edge> is the boundary: made of nothing but <lines> the lines of the hidden neurons, weighed and added.",
            none="There is <edge> no boundary in the picture: whatever <lines> the hidden neurons say, the verdict is the same everywhere.",
        ),
        line(
            "And there <edge> is the curve: made of nothing but <lines> the bends of the hidden neurons, weighed and added.",
            when=facts.is_fit,
        ),
        line(
            when=facts.is_plane,
            case=facts.sides,
            all="And every point is on <side> its own side.",
            one="And all points but one are on <side> their own sides.",
            some="But not all points are on <side> their own sides.",
            unparted="So not all points are on <side> their own sides.",
        ),
        loss=facts.change,
        pause=1.0,
    )
    def solved(self):
        self.at("first")
        self.light(self.track.curves[0])
        self.at("loss")
        self.light(self.track.value[1], self.track.dots[0])
        bound = facts.is_fit(self.t) or facts.boundary(self.t) != "none"
        parts = [self.net.answer.edge if bound else self.net.answer.frame]
        if facts.stay_alike(self.t):
            self.at("alike")
            self.light(*self.net.views)
        self.at("edge")
        self.play(*self.net.going(self.t.D), *map(lit, parts), run_time=0.9)
        self.at("lines")
        self.light(*(view.edge for view in self.net.views))
        if facts.is_plane(self.t):
            self.at("side")
            self.light(*self.net.answer.dots)

    @beat(
        line(
            case=facts.read_together,
            falls="Read the loss together with the pictures. Where it falls steeply, <steep> the lines are finding their places. "
            "Where it is flat, <flat> little changes.",
            bends="Read the loss together with the pictures. Where it falls steeply, <steep> the bends are finding their places. "
            "Where it is flat, <flat> little changes.",
            restless="Read the loss together with the pictures. Where it moves most, <steep> the network is thrown furthest. "
            "And then, <flat> it finds no rest.",
            diverged="Read the loss together with the pictures. Where it moves most, <steep> the network is thrown furthest. "
            "And at the end, <flat> the network has not learned.",
            unmoved="Read the loss together with the pictures. Where it stays, <steep> the pictures stay, "
            "or what moves <flat> does not help.",
        ),
        "A flat loss may mean that all <well> is well, or that the network is stuck, or that it crosses <plateau> a plateau: "
        "the curve <alone> alone does not tell you.",
        title="Reading the loss",
    )
    def reading(self):
        parts, draw = [self.net, self.track], [self.net.at, self.track.reach]
        before, after = max(0, self.kept.steepest - NEAR), min(self.last, self.kept.steepest + NEAR)
        self.play(clock(parts, self.last, before, draw), run_time=1.6)
        self.at("steep")
        self.play(clock(parts, before, after, draw), run_time=min(2.2, self.until("flat")))
        self.at("flat")
        self.play(clock(parts, after, self.last, draw), run_time=1.8)
        for mark in ("well", "plateau", "alone"):
            self.at(mark)
            self.light(self.track.curves[0])

    # ---- counted, and on points that it has not seen

    @beat(
        line(
            case=counting.named,
            every="Right and wrong can also be counted. Of {count} points, the network names <right> every one right.",
            some="Right and wrong can also be counted. Of {count} points, the network names <right> {right} right.",
            none="Right and wrong can also be counted. Of {count} points, the network names <right> not one right.",
        ),
        "A row <row> says what points are, a column what they are called. What stands <diagonal> on the diagonal is right.",
        count=counting.count, right=counting.right, when=counting.is_counted, pause=1.0, title="Right or wrong, counted",
    )  # fmt: skip
    def counted(self):
        self.clear_away(self.net.fold(), run_time=0.3)
        make = lambda room: Confusion(self.t, counting.confusion(self.t), room)  # noqa: E731
        self.table = self.compose("TWINS", net=self.net, table=make, gone=[self.track])["table"]
        self.show(self.table, run_time=0.5)
        self.at("right")
        self.light(*self.table.nums)
        self.at("row")
        self.light(*self.table.names)
        self.at("diagonal")
        self.light(*self.table.diagonal)

    @beat(
        "{kept} points were kept from training. Their loss is <curve> the other curve.",
        line(
            case=counting.tested,
            memorised="It is <low> lowest at {lowest:2}. After that it rises <end> to {last:2}, while the loss of training <on> goes on "
            "falling: the network learns its own points <points> by heart. That is called overfitting.",
            falls="From {first:2}, it has <low> come down <end> to {last:2}: what was learned <on> helps with points "
            "that were <points> never shown.",
            rises="It began <low> at {first:2}, and ends <end> at {last:2}: what was learned <on> does not help with points "
            "that were <points> never shown.",
        ),
        line("The network names <named> {right} of them right.", when=counting.has_test_counted),
        kept=counting.test_count, right=counting.test_right, lowest=counting.lowest, last=counting.last, first=counting.first,
        when=counting.has_test, pause=1.0, title="Points it has not seen",
    )  # fmt: skip
    def tested(self):
        if self.net.alone:
            self.open_again(self.table)
        self.at("curve")
        self.play(Create(self.track.kept), run_time=1.2)
        for mark, part in (
            ("low", self.track.kept),
            ("end", self.track.kept),
            ("on", self.track.curves[0]),
            ("points", self.net.answer.frame),
        ):
            self.at(mark)
            self.light(part, run_time=0.6)
        if counting.has_test_counted(self.t):
            self.at("named")
            self.light(self.net.answer.frame)

    # ---- a start that gets stuck

    @beat(
        "Now the same network, the same points, the same rule. Only <dice> the first weights are different: they are drawn once more.",
        "Will <learn> it learn, too?",
        when=facts.is_stuck, pause=4.0, title="Another start",
    )  # fmt: skip
    def dice(self):
        runs = self.t, self.t.of(twin=0)
        if shapes_of([self.track], self.get_mobject_family_members()):
            self.play(clock([self.net, self.track], self.last, 0, [self.net.at, self.track.reach]), run_time=0.9)
        self.net.at(0)
        self.others = [self.begun(runs[1])]
        self.twins = TwinNets([self.net, self.others[0]], STARTS, self.others)
        make = lambda room: LossTrack(runs, self.kept.steps, self.stage, room)  # noqa: E731
        self.both = self.compose("LEDGER", nets=self.twins, track=make, gone=[self.track])["track"]
        self.show(self.twins.frame.titles[0], run_time=0.4)
        self.at("dice")
        self.show(self.twins.frame.titles[1], self.twins.frame.divider, self.others[0], self.both, run_time=0.8)
        self.at("learn")
        self.light(*self.others[0].lines)

    def begun(self, t: Reading) -> TrainedNet:
        """Another start, all of it, not yet shown."""
        net = TrainedNet(t, KeptRun(t, self.kept.steps), self.stage, self.net.region)
        net.open()
        net.whole = True
        return net

    @beat(
        "Run both, <run> on one clock. The left one we know. On the right, the lines turn too, and the loss falls.",
        "But half way down it slows, and there it stays. Two points are <right> right. Two are <wrong> not.",
        when=facts.is_stuck,
        pause=1.0,
    )
    def paired(self):
        nets = self.twins.nets
        self.at("run")
        self.play(clock([*nets, self.both], 0, self.last, [*(net.at for net in nets), self.both.reach]), run_time=8.4)
        self.names = self.both.named(self.twins.frame.titles)
        self.show(*self.names, run_time=0.4)
        wrong, dots = facts.worst(self.t), nets[1].answer.dots
        self.at("right")
        self.light(*(dot for m, dot in enumerate(dots) if m not in wrong), run_time=0.7)
        self.at("wrong")
        self.light(*(dots[m] for m in wrong))

    @beat(
        "Why? Look at <two> the two points that it gets wrong. To each hidden neuron, <h> they look almost the same.",
        "What looks <same> the same must get the same <answer> answer. "
        "And the best that one answer can do for a one and a zero <half> is a half.",
        when=facts.is_stuck, pause=1.0, title="Why it is stuck",
    )  # fmt: skip
    def alike(self):
        net, pair = self.others[0], facts.pair(self.t)
        frame = self.twins.frame
        gone = [self.net, *frame.titles, frame.divider, self.both, *self.names]
        make = lambda room: PairTable(*pair, self.stage, room)  # noqa: E731
        shot = "LEDGER" if self.stage.height > self.stage.width else "TWINS"  # a network that lies fills the lower part of a tall frame
        self.pairs = self.compose(shot, table=make, net=net, gone=gone)["table"]
        views = [net.answer, *net.hidden[1].values()]
        self.rings = [self.kept.ring(view, t.x.array) for view in views for t in pair]
        self.at("two")
        self.play(*map(Create, self.rings[:2]), FadeIn(self.pairs.heads), run_time=0.7)
        self.at("h")
        self.fly(*((a, b) for k in (2, 4) for a, b in zip(self.rings[:2], self.rings[k : k + 2], strict=True)))
        self.show(*self.pairs.hidden)
        self.at("same")
        self.light(*self.pairs.hidden)
        self.at("answer")
        self.play(*net.going(2), run_time=0.9)
        self.at("half")
        self.show(self.pairs.answers)
        self.light(*self.rings[:2])

    @beat(
        "Then why does no line turn, to part them? Because both points lie <far> far out, where the activation <level> function is flat.",
        "Its slope there is <slope> almost nothing, and blame goes through that slope. No <none> blame, no step.",
        when=facts.is_stuck,
        pause=1.0,
    )
    def flat(self):
        net = self.others[0]
        self.play(*net.returning(2), run_time=1.2)
        self.at("far")
        self.light(*(view.edge for view in net.hidden[1].values()), *self.rings[2:])
        self.at("level")
        self.play(*net.returning(2), run_time=0.9)
        self.at("slope")
        self.show(*self.pairs.slopes)
        self.at("none")
        self.light(*self.pairs.slopes)

    @beat(
        "So is a flat loss the end? Here is <third> a third start, with the second beside it. Both <run> have been flat for a long time.",
        "One of them is stuck. The other only crosses a plateau. <which> Which one is it?",
        when=facts.has_plateau, pause=5.0, title="Stuck, or on a plateau",
    )  # fmt: skip
    def flats(self):
        runs = self.t.of(twin=0), self.t.of(twin=1)
        self.clear_away(*self.rings, run_time=0.3)
        self.others.append(self.begun(runs[1]))
        self.twins = TwinNets(self.others, THIRD, self.others[1:])
        make = lambda room: LossTrack(runs, self.kept.steps, self.stage, room)  # noqa: E731
        self.both = self.compose("LEDGER", nets=self.twins, track=make, gone=[self.pairs])["track"]
        self.at("third")
        self.show(self.twins.frame, self.others[1], self.both, run_time=0.6)
        self.at("run")
        self.play(clock([*self.others, self.both], 0, self.flat_at, self.drawn_both()), run_time=4.5)
        self.at("which")
        self.light(*self.both.curves)

    @property
    def flat_at(self) -> int:
        """The last kept step at which both are flat."""
        return int(np.searchsorted(self.kept.steps, facts.plateau_end(self.t), side="right")) - 1

    def drawn_both(self) -> list[Callable[[int], None]]:
        return [*(net.at for net in self.others), self.both.reach]

    @beat(
        "The third. <on> One of its lines was creeping all the time: there, the activation function <slope> had some slope left, "
        "and blame came through.",
        "The loss curves looked <alike> alike. The difference was <where> in the hidden pictures.",
        when=facts.has_plateau, pause=1.0,
    )  # fmt: skip
    def crossed(self):
        self.at("on")
        self.play(clock([*self.others, self.both], self.flat_at, self.last, self.drawn_both()), run_time=3.0)
        self.names = self.both.named(self.twins.frame.titles)
        self.show(*self.names, run_time=0.4)
        self.at("slope")
        self.play(*self.others[1].returning(2), run_time=0.9)
        self.at("alike")
        self.light(*self.both.curves)
        self.at("where")
        self.light(*(view.edge for view in self.others[1].views))

    @beat(
        "How often does a start get stuck? Draw the first weights <tried> {seeds.tried} times, and train them all.",
        "<learned> After {steps} steps, {seeds.learned} have every point right. <stuck> {seeds.stuck} do not: they are stuck, or late.",
        "So do not blame the method <method> for one bad run. <again> Draw again, or add neurons.",
        seeds=facts.seeds, steps=facts.steps, when=facts.is_stuck, pause=1.0, title="A matter of luck",
    )  # fmt: skip
    def luck(self):
        gone = [*self.others, self.pairs, *self.rings, *self.twins.frame, self.both, *self.names]
        make = lambda room: Chance(self.t, self.stage, room)  # noqa: E731
        chance = self.chance = self.compose("SOLO", chance=make, gone=gone)["chance"]
        self.at("tried")
        self.play(LaggedStart(*(FadeIn(dot) for dot in chance.dots), lag_ratio=0.02), run_time=1.8)
        self.at("learned")
        self.play(*(dot.animate.set_fill(theme().positive, 1).set_stroke(theme().positive) for dot in chance.learned), run_time=0.6)
        self.show(chance.counts[0], run_time=0.4)
        self.at("stuck")
        self.play(*(dot.animate.set_stroke(theme().ink) for dot in chance.stuck), FadeIn(chance.counts[1]), run_time=0.6)
        self.play(LaggedStart(*map(lit, chance.stuck), lag_ratio=0.03), run_time=1.4)
        self.at("method")
        self.light(*chance.counts)
        self.at("again")
        self.play(*(lit(dot) for dot in chance.learned), run_time=0.8)

    @beat(
        line(case=facts.shown,
             plane="So, when you watch a network learn: the loss says <how> how well, the boundary <what> says what, "
             "the hidden pictures <hidden> say how.",
             curve="So, when you watch a network learn: the loss says <how> how well, the curve <what> says what, "
             "the hidden pictures <hidden> say how."),
        line(
            case=facts.advice,
            sticks="And when it sticks, <look> look for points that no neuron can tell apart.",
            unmoved="And when nothing moves, <look> look at the weights that it began with.",
            shorter="And when it is thrown about like this one, <look> take shorter steps.",
        ),
        "In the next film, <next> the layers become many, and blame has a long way to go.",
    )  # fmt: skip
    def harvest(self):
        net = self.net
        if facts.is_stuck(self.t):
            net.lay(room_of(self.stage, "LEDGER"))
            net.region = room_of(self.stage, "LEDGER")
            net.fold()
            self.open_again(self.chance, *self.chance.counts)
        elif net.alone:
            self.open_again(self.table)
        lines = [view.edge for view in net.views]
        for mark, parts in (("how", [self.track.curves[0]]), ("what", [net.answer.edge]), ("hidden", lines), ("look", lines)):
            self.at(mark)
            self.light(*parts)
        self.at("next")
        self.opening_again()

    # ---- gestures

    def run_through(self) -> None:
        """All steps pass by until the word about the end of the loss, which is lit then."""
        self.at("run")
        self.play(clock([self.net, self.track], 0, self.last, [self.net.at, self.track.reach]), run_time=self.until("gone"))
        self.at("gone")
        self.light(self.track.value[1], self.track.dots[0])

    def open_again(self, *gone: Mobject) -> None:
        """The whole network at its last step over its loss."""
        self.net.open()
        self.net.at(self.last)
        self.track = self.over_track(*gone)
        self.track.reach(self.last)
        self.show(self.net, self.track, run_time=0.6)
        self.net.whole = True

    def opening_again(self) -> None:
        """The picture of the beginning, once more in motion."""
        net, two = self.net, facts.opens_on_two(self.t)
        self.clear_away(net.fold(), self.track, run_time=0.4)
        if two:
            self.compose("TWINS", net=net, rival=self.rival)
            self.show(self.rival.answer, run_time=0.4)
        else:
            self.compose("SOLO", net=net)
        nets = [net, self.rival] if two else [net]
        for first, last, seconds in ((self.last, 0, 0.8), (0, self.last, 2.0)):
            self.play(clock([each.drawn for each in nets], first, last, [each.at for each in nets]), run_time=seconds)

    def try_lines(self) -> None:
        """A line turns through the plane, and parts nothing."""
        frame = self.net.answer.frame
        tried = Line(frame.get_left(), frame.get_right(), color=theme().soft, stroke_width=4)
        self.play(Create(tried), run_time=0.3)
        self.play(Rotate(tried, PI), run_time=1.8)
        self.play(FadeOut(tried), run_time=0.2)
