"""Watch it learn: decision boundary, hidden pictures and weights move with the loss on one clock; then a start that gets stuck."""

from __future__ import annotations

from typing import ClassVar

from manim import DOWN, PI, RIGHT, UP, Circle, Create, FadeIn, FadeOut, LaggedStart, Line, Rotate, VGroup

from engine.reading import Reading
from scenes.beat import beat, line
from scenes.chapter import Chapter
from scenes.films.training import counting, facts
from scenes.films.training.chance import Chance
from scenes.films.training.confusion import Confusion
from scenes.films.training.kept_run import KeptRun, clock
from scenes.films.training.loss_track import LossTrack
from scenes.films.training.pair_table import PairTable
from scenes.films.training.trained_net import TrainedNet
from scenes.kit.place.light import lit
from scenes.kit.place.twin_frame import TwinFrame
from scenes.kit.theme import theme
from scenes.kit.type.formula import LARGE, Label
from scenes.shown import show

STARTS = ("the start you saw", "another start")
NEAR = 8  # kept steps before and after the steepest that are watched again


class Training(Chapter):
    """kept, last     the run at its kept steps, and the last of them      net, track   its pictures and its loss
    start           its first loss in digits
    frames          room for two runs: nets, and the loss of both
    pairs, rings    the two points that the twin takes for one: their numbers, and where they are
    """

    title = "Watch it learn"
    promise = "Read a loss curve and a decision boundary, and see why a run gets stuck."
    lesson: ClassVar[str] = "xor_training"
    kept: KeptRun
    last: int
    net: TrainedNet
    track: LossTrack
    start: VGroup
    frames: TwinFrame
    nets: list[TrainedNet]
    both: LossTrack
    pairs: PairTable
    rings: list[Circle]
    chance: Chance

    @classmethod
    def unfit(cls, t: Reading) -> str | None:
        if not facts.has_plane(t):
            return "it draws what a net with two inputs and a hidden layer says at every place"
        if not facts.says_yes_or_no(t):
            return "it needs one sigmoid output or two classes, and two examples or more with targets of zero and one"
        if not facts.is_long(t):
            return "it watches a run, and needs 20 steps or more"
        return None

    # ---- what there is to see

    @beat("By the end of this film, you can watch <net> a network learn, and read what you see.")
    def promised(self):
        self.kept = KeptRun(self.t)
        self.last = len(self.kept.steps) - 1
        self.show(self.place("title", Label(self.title, size=LARGE, color=theme().ink)))
        self.at("net")
        self.net = TrainedNet(self.t, self.kept, self.stage.arena)
        self.show(self.net, run_time=1.2)

    @beat(
        "Here is its task. <ones> These points should give one, the full ones. And these, <zeros> the rings, should give zero.",
        line("No <line> single line can part them.", when=facts.is_xor),
        pause=0.8,
    )
    def task(self):
        self.clear("title")
        answer = self.net.answer
        stay = {id(m) for part in (answer.ground, answer.frame, answer.dots) for m in part.get_family()}
        self.clear_away(*(m for m in self.net.family_members_with_points() if id(m) not in stay), run_time=0.6)
        dots = list(zip(answer.dots, self.kept.y, strict=True))
        self.at("ones")
        self.light(*(dot for dot, y in dots if y > facts.HALF))
        self.at("zeros")
        self.light(*(dot for dot, y in dots if y <= facts.HALF))
        if facts.is_xor(self.t):
            self.at("line")
            self.try_lines()

    @beat(
        "The network has an answer for every place, not only for these points. <shade> The deeper the shade, the closer it is to one.",
        line(
            case=facts.begins_with_a_boundary,
            yes="And along <edge> this line it says exactly a half: the decision boundary.",
            no="Where it says exactly a half, <edge> a line would stand, the decision boundary. There is none here yet.",
        ),
        title="An answer for every place",
    )
    def shaded(self):
        answer = self.net.answer
        self.at("shade")
        self.play(LaggedStart(*(FadeIn(band) for band in answer.bands), lag_ratio=0.3), run_time=1.4)
        self.at("edge")
        self.show(answer.edge)
        self.light(answer.edge if facts.begins_with_a_boundary(self.t) else answer.frame)

    @beat(
        "Behind that stand the hidden neurons, and <hidden> each of them has a picture of its own.",
        line(
            case=facts.draws_lines,
            yes="One straight line <line> and an opinion on each side, no more.",
            no="What it can draw <line> is one straight line, with an opinion on each side, no more. "
            "Where the weights are zero, not even that.",
        ),
        line("The layers behind it draw curves out of those lines.", when=facts.is_deep),
        pause=0.8,
    )
    def hidden(self):
        views = self.net.views
        self.at("hidden")
        self.play(LaggedStart(*(FadeIn(VGroup(v.ground, v.bands, v.frame, v.dots)) for v in views), lag_ratio=0.3), run_time=1.2)
        self.at("line")
        self.show(*(v.edge for v in views), run_time=0.5)
        self.light(*(v.edge for v in views))

    @beat(
        "The lines between are the weights: <green> green counts for, <purple> purple counts against, and <thick> thick counts much.",
        "<answer> The answer is the hidden pictures, weighed, added, and <squashed> squashed.",
    )
    def weights(self):
        lines = self.net.lines
        self.at("green")
        self.show(*self.net.inputs, *lines, run_time=0.8)
        self.at("purple")
        self.light(*(weight for weight in lines if weight.get_stroke_color() == theme().sign(-1)))
        self.at("thick")
        self.light(*lines)
        self.at("answer")
        self.light(*self.net.edges[self.t.D].values(), self.net.answer.frame)
        self.at("squashed")
        self.light(self.net.answer.frame)

    # ---- the run

    @beat(
        line(
            case=facts.begins,
            apart="Nothing is learned yet. The weights stand <dice> where they began, and the loss is <loss> {t.losses[0]:2}.",
            alike="Nothing is learned yet. The hidden neurons <dice> begin as copies of one, and the loss is <loss> {t.losses[0]:2}.",
            zero="Nothing is learned yet. The weights <dice> are all zero, and the loss is <loss> {t.losses[0]:2}.",
        ),
        line("Two lines, four points.", when=facts.makes_a_band),
        "Where will <where> the hidden lines have to go?",
        pause=3.0, title="The network learns",
    )  # fmt: skip
    def question(self):
        self.track = LossTrack([self.t], self.kept.steps, self.stage.board)
        self.at("dice")
        self.light(*self.net.lines)
        self.at("loss")
        way = RIGHT + 0.6 * (DOWN if self.track.rises_first else UP)
        self.start = self.track.digits(show(self.t.losses[0], digits=facts.SAID), way, buff=0.12)
        self.stands("board", self.track, self.start)
        self.show(self.track, self.start)
        self.at("where")
        self.light(*(view.edge for view in self.net.views))

    @beat(
        "Watch. <run> These are {steps} steps of training, and every picture is the network as it stood at one of them.",
        line(
            case=facts.outcome,
            learned="The lines turn and slide. The shade follows the lines, and the weights change with them. "
            "And down here, the loss is pulled down with them, step by step, until most of it is gone.",
            falling="The lines turn and slide. The shade follows the lines, and the weights change with them. "
            "And down here, the loss is pulled down with them, step by step, and at the end it is still on its way.",
            stuck="The lines turn and slide. The shade follows the lines, and the weights change with them. "
            "And down here, the loss is pulled down with them for a while, and then it hardly moves any more.",
            restless="The lines turn and slide, and then they are thrown to and fro, and the shade with them. "
            "And down here, the loss comes down, but not for good: up to the end, it jumps.",
            diverged="The lines are thrown about, and the shade with them. Do they ever find their places? "
            "And down here, the loss moves too. But all in all, it does not come down: it ends no lower than it began.",
            unmoved="Do the lines turn? Does the shade follow? Look closely, and look again at the end. "
            "And down here, the loss runs on from step to step, and stays where it began, as if nothing had been shown to it.",
        ),
        line("The scale of the loss is logarithmic here: every line up is ten times more.", when=facts.peaks),
        line("It trembles, for every step sees other examples.", when=facts.is_mini_batch),
        steps=facts.steps,
        pause=1.0,
    )
    def run(self):
        self.at("run")
        self.play(clock([self.net, self.track], 0, self.last, [self.net.at, self.track.reach]), run_time=16.5)

    @beat(
        line(
            case=facts.outcome,
            learned="From {loss[0]}, the loss has come down to <loss> {loss[1]}.",
            falling="From {loss[0]}, the loss has come down to <loss> {loss[1]}, and more steps would take it further.",
            stuck="From {loss[0]}, the loss has come down to <loss> {loss[1]}, and there it rests.",
            restless="From {loss[0]}, the loss has come to <loss> {loss[1]}, but one step more, and it may be higher again: "
            "these steps are too long.",
            diverged="The loss began at {loss[0]}, and is now <loss> {loss[1]}. The steps were too long for this valley: "
            "every one of them may jump over it. That is called divergence.",
            unmoved="The loss began at {loss[0]}, and is still <loss> {loss[1]}. Nothing was learned.",
        ),
        line("The hidden neurons began alike, and alike they stay: they get the same blame, at every step.", when=facts.stay_alike),
        line(
            case=facts.boundary,
            band="And there <edge> is the boundary: a band, made of nothing but <lines> the lines of the hidden neurons, "
            "weighed and added.",
            one="And there <edge> is the boundary: made of nothing but <lines> the lines of the hidden neurons, weighed and added.",
            none="There is <edge> no boundary in the picture: whatever <lines> the hidden neurons say, the verdict is the same everywhere.",
        ),
        line(
            case=facts.sides,
            all="And every point is on its own side.",
            one="And all points but one are on their own sides.",
            some="But not all points are on their own sides.",
        ),
        loss=facts.change,
        pause=1.0,
    )
    def solved(self):
        self.at("loss")
        end = self.track.digits(facts.change(self.t)[1], UP, buff=0.15)
        self.stands("board", end)
        self.show(end)
        self.at("edge")
        self.light(self.net.answer.frame if facts.boundary(self.t) == "none" else self.net.answer.edge)
        self.at("lines")
        self.light(*(view.edge for view in self.net.views))

    @beat(
        line(
            case=facts.outcome,
            learned="Read the loss together with the pictures. Where it falls steeply, <steep> the lines are finding their places. "
            "Where it is flat, <flat> little changes.",
            falling="Read the loss together with the pictures. Where it falls steeply, <steep> the lines are finding their places. "
            "Where it is flat, <flat> little changes.",
            stuck="Read the loss together with the pictures. Where it falls steeply, <steep> the lines are finding their places. "
            "Where it is flat, <flat> little changes.",
            restless="Read the loss together with the pictures. Where it moves most, <steep> the lines are thrown furthest. "
            "And then, <flat> they find no rest.",
            diverged="Read the loss together with the pictures. Where it moves most, <steep> the lines are thrown furthest. "
            "And then, <flat> what is left has not learned.",
            unmoved="Read the loss together with the pictures. Where it stays, <steep> the lines stay, or what moves <flat> does not help.",
        ),
        "A flat loss may mean that all <well> is well, or that the network is stuck, or that it crosses a plateau: "
        "the curve <alone> alone does not tell you.",
        title="Reading the loss",
    )
    def reading(self):
        parts, draw = [self.net, self.track], [self.net.at, self.track.reach]
        before, after = max(0, self.kept.steepest - NEAR), min(self.last, self.kept.steepest + NEAR)
        self.play(clock(parts, self.last, before, draw), run_time=1.6)
        self.at("steep")
        self.play(clock(parts, before, after, draw), run_time=2.2)
        self.at("flat")
        self.play(clock(parts, after, self.last, draw), run_time=1.8)
        self.at("well")
        self.light(self.track.curves[0])
        self.at("alone")
        self.light(self.track.curves[0])

    # ---- counted, and on points that it has not seen

    @beat(
        line(
            case=counting.named,
            every="Right and wrong can also be counted. Of {count} points, the network names <right> every one right.",
            some="Right and wrong can also be counted. Of {count} points, the network names <right> {right} right.",
            none="Right and wrong can also be counted. Of {count} points, the network names <right> not one right.",
        ),
        "A row says what points are, a column what they are called. What stands <diagonal> on the diagonal is right.",
        count=counting.count, right=counting.right, when=counting.is_counted, pause=1.0, title="Right or wrong, counted",
    )  # fmt: skip
    def counted(self):
        self.clear_away(self.net, run_time=0.3)
        table = Confusion(self.t, counting.confusion(self.t), self.stage.arena)
        self.show(table, run_time=0.5)
        self.at("right")
        self.light(*table.nums)
        self.at("diagonal")
        self.light(*table.diagonal)
        self.hold(0.8)
        self.clear_away(table, run_time=0.3)
        self.show(self.net, run_time=0.3)

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
        track = self.track
        self.at("curve")
        self.stands("board", track.kept)
        self.clear_away(self.start, run_time=0.2)
        self.play(Create(track.kept), run_time=1.2)
        for mark, part in (("low", track.kept), ("end", track.kept), ("on", track.curves[0]), ("points", self.net.answer.frame)):
            self.at(mark)
            self.light(part, run_time=0.6)
        if counting.has_test_counted(self.t):
            self.at("named")
            self.light(self.net.answer.frame)

    # ---- a start that gets stuck

    @beat(
        "Now the same network, the same points, the same rule. Only the first weights are others: <dice> another throw of the dice.",
        "Will it learn, too?",
        when=facts.is_stuck, pause=3.0, title="Another start",
    )  # fmt: skip
    def dice(self):
        self.clear("board")
        self.clear_away(self.net)
        self.frames = TwinFrame(self.stage.arena, STARTS)
        runs = self.t, self.t.of(twin=0)
        kept = self.kept, KeptRun(runs[1], self.kept.steps)
        self.nets = [TrainedNet(t, run, room) for t, run, room in zip(runs, kept, self.frames.rooms, strict=True)]
        self.both = LossTrack(runs, self.kept.steps, self.stage.board)
        self.stands("board", self.both)
        self.show(self.frames.titles[0], self.nets[0], run_time=0.6)
        self.at("dice")
        self.show(self.frames.titles[1], self.frames.divider, self.nets[1], self.both, run_time=0.8)

    @beat(
        "Run both, <run> on one clock. The left one we know. The right one does not sleep either: its lines turn, its loss falls.",
        "But half way down it slows, and there it stays. Two points are <right> right. Two are <wrong> not.",
        when=facts.is_stuck,
        pause=1.0,
    )
    def twins(self):
        self.at("run")
        draw = [*(net.at for net in self.nets), self.both.reach]
        self.play(clock([*self.nets, self.both], 0, self.last, draw), run_time=8.4)
        names = self.both.ends(self.frames.titles)
        self.stands("board", *names)
        self.show(*names, run_time=0.4)
        wrong, dots = facts.worst(self.t), self.nets[1].answer.dots
        self.at("right")
        self.light(*(dot for m, dot in enumerate(dots) if m not in wrong), run_time=0.7)
        self.at("wrong")
        self.light(*(dots[m] for m in wrong))

    @beat(
        "Why? Look at <two> the two points that it gets wrong. To each hidden neuron, <h> they look almost the same.",
        "What looks <same> the same must get the same answer. And the best that one answer can do for a one and a zero <half> is a half.",
        when=facts.is_stuck, pause=1.0, title="Why it is stuck",
    )  # fmt: skip
    def alike(self):
        self.clear("board", run_time=0.3)
        self.clear_away(self.nets[0], self.frames.titles[0], self.frames.divider)
        pair = facts.pair(self.t)
        self.pairs = self.frames.rooms[0].hold(PairTable(*pair))
        net = self.nets[1]
        views = [net.answer, *net.hidden[1].values()]
        self.rings = [view.ring(self.kept.plane, t.x.array) for view in views for t in pair]
        self.at("two")
        self.show(*self.rings[:2], self.pairs.heads)
        self.at("h")
        self.show(*self.rings[2:], *self.pairs.hidden)
        self.at("same")
        self.light(*self.pairs.hidden)
        self.at("half")
        self.show(self.pairs.answers)
        self.light(*self.rings[:2])

    @beat(
        "Then why does no line turn, to part them? Because both points lie <far> far out, where the squash is flat.",
        "Its slope there is <slope> almost nothing, and blame goes through that slope. No <none> blame, no step.",
        when=facts.is_stuck,
        pause=1.0,
    )
    def flat(self):
        self.at("far")
        self.light(*(view.edge for view in self.nets[1].hidden[1].values()), *self.rings[2:])
        self.at("slope")
        self.show(*self.pairs.slopes)
        self.at("none")
        self.light(*self.pairs.slopes)

    @beat(
        "Is that bad luck? Take <tried> {seeds.tried} throws of the dice, and train them all.",
        "<learned> {seeds.learned} learn. <stuck> {seeds.stuck} get stuck.",
        "So do not blame the method for one bad run. <again> Throw again, or add neurons.",
        seeds=facts.seeds, when=facts.is_stuck, pause=1.0, title="A matter of luck",
    )  # fmt: skip
    def luck(self):
        chance = self.chance = Chance(self.t, self.stage.arena)
        self.at("tried")
        self.clear_away(*self.nets, *self.rings, self.pairs, self.frames, run_time=0.3)
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
        "the hidden pictures <hidden> say how.",
        "And when it sticks, <look> look for points that no neuron can tell apart.",
    )
    def harvest(self):
        if facts.is_stuck(self.t):
            self.play(FadeOut(self.chance), FadeOut(self.chance.counts), run_time=0.4)
            self.net.at(self.last)
            self.show(self.net, self.track, run_time=0.6)
        self.at("how")
        self.light(self.track.curves[0])
        self.at("what")
        self.light(self.net.answer.edge)
        self.at("hidden")
        self.light(*(view.edge for view in self.net.views))
        self.at("look")
        self.light(*(view.frame for view in self.net.views))

    # ---- gestures

    def try_lines(self) -> None:
        """A line turns through the plane, and parts nothing."""
        frame = self.net.answer.frame
        tried = Line(frame.get_left(), frame.get_right(), color=theme().soft, stroke_width=3)
        self.play(Create(tried), run_time=0.3)
        self.play(Rotate(tried, PI), run_time=1.8)
        self.play(FadeOut(tried), run_time=0.2)
