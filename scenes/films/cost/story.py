"""Two passes instead of a million: what all slopes of a network cost, three ways, and what backpropagation pays with."""

from __future__ import annotations

from itertools import islice

from manim import LEFT, RIGHT, Animation, Create, FadeIn, FadeOut, GrowFromEdge, LaggedStart, Line, VGroup, linear

from engine.reading import Reading
from scenes.beat import beat, line
from scenes.chapter import Chapter
from scenes.films.cost import boards, facts, formulas
from scenes.films.cost.curves import CostCurves
from scenes.films.cost.facts import WAYS
from scenes.films.cost.kept_rows import KeptRows
from scenes.films.cost.memory import Memory
from scenes.films.cost.path_net import PathNet
from scenes.films.cost.race import Race
from scenes.films.cost.size_table import SizeTable, size_table
from scenes.films.cost.ways import BACKPROP, NAMES, NUDGING, PATHS, hues
from scenes.kit.place.light import lit
from scenes.kit.place.shots import RESTING, inside, room_of
from scenes.kit.place.stage import Region
from scenes.kit.place.title import Title


class Cost(Chapter):
    """here   what the told network costs      picked   the light on the line that is nudged      pair   two paths that meet
    race   the bars of the three ways      noted, noting   what is noted of a way, and where      table, curves, times   of larger networks
    """

    title = "Two passes instead of a million"
    promise = "Say what backpropagation saves, and what it costs."
    here: facts.Counts
    heading: Title
    net: PathNet
    race: Race
    noted: VGroup
    noting: Region
    biases: VGroup
    picked: Line | None = None
    pair: list[VGroup]
    table: SizeTable
    curves: CostCurves
    times: VGroup
    rows: KeptRows
    bars: Memory

    @classmethod
    def unfit(cls, t: Reading) -> str | None:
        if not facts.has_paths(t):
            return "its paths need two inputs and a hidden layer"
        if not facts.saves(t):
            return "its network is too small to save anything"
        return None if facts.grows(t) else "it tells of three larger networks that grow, and are deep enough for paths to cost most"

    @beat(
        line(
            case=facts.has_a_million_weights,
            yes="A <net> million weights. How far does each of them move the loss?",
            no="A network of <net> {largest.weights} weights. How far does each of them move the loss?",
        ),
        "One way takes <slow> {largest.nudged_minutes:2} minutes. "
        "Another takes <ms> {largest.backprop_ms:2} thousandths of a second. <why> What does the slow one do again and again?",
        largest=facts.largest, pause=3.0,
    )  # fmt: skip
    def riddle(self):
        self.here = facts.here(self.t)
        self.net = PathNet(self.t, self.stage)
        self.net.stand(room_of(self.stage, "LEDGER"))
        self.noted = self.compose("LEDGER", net=self.net, row=lambda room: boards.riddle(self.t, room))["row"]
        weights, one, other = self.noted
        self.play(FadeIn(self.net), run_time=0.3)
        self.at("net")
        self.play(self.net.every_line(), FadeIn(weights), run_time=3.4)
        self.at("slow")
        self.play(self.net.run(), FadeIn(one), run_time=1.0)
        self.play(self.net.run(), run_time=1.0)
        self.at("ms")
        self.play(self.net.run(back=True), FadeIn(other), run_time=1.6)
        self.at("why")
        self.play(self.net.run(), run_time=1.6)

    @beat("By the end of this film, <title> you can say what backpropagation saves, and what it <pays> pays for it.")
    def promised(self):
        self.heading = self.compose("TITLED", net=self.net, title=lambda room: Title(self.title, room), gone=[self.noted])["title"]
        self.at("title")
        self.play(self.heading.comes(), self.net.every_path(), run_time=1.4)
        self.at("pays")
        self.play(self.net.run(back=True), run_time=1.4)

    @beat(
        "This network has {here.weights} weights. Training asks every one of them: <each> how much do you move the loss?",
        "This time we count <pay> what the answer costs, in multiplications, <ways> three ways.",
        here=facts.here,
    )
    def asked(self):
        if self.stage.is_narrow:
            made = self.compose("LEDGER", net=self.net, race=self.racing, gone=[self.heading])
        else:
            made = self.compose("TRIO", net=self.net, race=self.racing, note=self.weights_noted, gone=[self.heading])
            self.noting = inside(room_of(self.stage, "TRIO", 2))
        self.race, self.noted = made["race"], self.weights_noted(self.noting)
        self.show(self.noted, self.race.head, run_time=0.4)
        self.at("each")
        self.play(self.net.every_line(), run_time=2.0)
        self.at("pay")
        self.play(lit(self.race.head), run_time=1.0)
        self.at("ways")
        self.play(LaggedStart(*map(FadeIn, self.race.names), lag_ratio=0.5), run_time=1.0)

    # ---- nudging

    @beat(
        "Run it forward, once. <run> Every line multiplies what comes in by its weight.",
        "<cost> That makes {here.forward} multiplications.",
        line(
            case=facts.has_biases,
            yes="<add> Biases only add, so we leave them out.",
            no="<add> There are no biases, and sums alone cost little.",
        ),
        here=facts.here,
    )
    def forward(self):
        self.at("run")
        self.play(self.net.run(), run_time=1.8)
        self.at("cost")
        counts = {"weights": self.here.weights, "one run forward": self.here.forward}
        self.note(*(boards.said(words, formulas.alone(count)) for words, count in counts.items()))
        self.show(self.race.bars[NUDGING], run_time=0.2)
        self.play(self.race.advance(NUDGING, self.here.forward.value), run_time=0.5)
        self.at("add")
        self.biases = self.net.biases()
        self.play(LaggedStart(*map(FadeIn, self.biases), lag_ratio=0.2), run_time=1.0)
        if not facts.has_biases(self.t):
            self.light(*(neuron for l in self.net.layers[1:] for neuron in self.net.neurons[l].values()))

    @beat(
        "The blunt way to find the slopes: <nudge> make one weight larger, <again> run everything again, <see> and watch the loss.",
        "Then <next> put it back, and take the next weight.",
        title="Nudge every weight",
    )
    def nudged(self):
        forward = self.here.forward.value
        self.clear_away(self.biases, run_time=0.3)
        self.at("nudge")
        self.pick(self.net.strands[0])
        self.at("again")
        self.play(self.net.run(), self.race.advance(NUDGING, 2 * forward), run_time=1.2)
        self.at("see")
        self.light(self.net.loss)
        self.at("next")
        self.pick(self.net.strands[1])
        self.play(self.net.run(), self.race.advance(NUDGING, 3 * forward), run_time=1.2)

    @beat(
        "So how many runs does it take, <all> until all {here.weights} weights have had their turn?",
        here=facts.here, pause=3.0,
    )  # fmt: skip
    def runs(self):
        self.pick(None)
        self.at("all")
        self.play(self.net.every_line(), run_time=2.0)

    @beat(
        "<one> One plain run, and one for each weight: {here.runs}. <times> Times {here.forward} multiplications.",
        "<total> That makes {here.nudged}.",
        here=facts.here,
    )
    def counted(self):
        self.at("one")
        note = boards.said("runs, times one run", formulas.nudged(self.t))
        self.note(note)
        self.at("times")
        self.light(note[1]["F"])
        self.at("total")
        self.play(self.race.advance(NUDGING, self.here.nudged.value), run_time=1.2)
        self.fly((note[1]["total"], self.race.totals[NUDGING]), run_time=0.6)

    # ---- path by path

    @beat(
        "The chain rule looks smarter. Do it path by path: <take> take a weight, <road> follow one path from it to the loss, "
        "and multiply the slopes along it.",
        "<other> Then follow every other path, and add them up.",
        title="Path by path",
    )
    def roads(self):
        self.play(self.net.every_path(), run_time=1.6)
        self.at("take")
        self.play(lit(self.race.names[PATHS]), FadeIn(self.race.bars[PATHS]), run_time=0.3)
        first, *others = islice(self.net.paths(), 3)
        chips, road = self.net.factors(first), self.net.road(first)
        self.play(self.race.advance(PATHS, self.here.forward.value), FadeIn(chips[0]), Create(road[0]), run_time=0.7)
        self.at("road")
        for k, chip in enumerate(chips[1:], start=1):
            self.play(FadeIn(chip), *([] if k % 2 else [Create(road[k // 2])]), run_time=2.0 / len(chips))
        self.at("other")
        self.clear_away(*chips, road, run_time=0.3)
        for path in others:
            self.play(self.net.along(path), run_time=1.2)
        if not others:  # the weight has no second path: the others' follow
            self.play(self.net.every_path(), run_time=1.8)

    @beat(
        "For all the weights of this network, <count> that is {here.paths} paths, and <total> {here.walked} multiplications, "
        "with the run forward.",
        "But paths fork <fork> wherever a neuron feeds several others. In a large network, they are countless.",
        here=facts.here,
    )
    def summed(self):
        self.play(self.net.every_path(), run_time=1.4)
        self.at("count")
        self.note(boards.said("paths", formulas.alone(self.here.paths)))
        self.at("total")
        self.play(self.race.advance(PATHS, self.here.walked.value), run_time=0.9)
        self.show(self.race.totals[PATHS], run_time=0.3)
        self.at("fork")
        self.play(self.net.every_path(), run_time=2.2)
        self.play(self.net.every_path(), run_time=2.2)

    # ---- backpropagation

    @beat(
        "Look at <two> two of these paths, of two weights into the same neuron. What do we multiply <again> twice?",
        pause=3.0, title="What two paths share",
    )  # fmt: skip
    def twice(self):
        self.pair = [self.net.road(next(self.net.paths(place))) for place in self.net.pair]
        self.at("two")
        for road in self.pair:
            self.play(LaggedStart(*map(Create, road), lag_ratio=1.0), run_time=1.4)
        self.at("again")
        self.light(*(step for road in self.pair for step in road))

    @beat(
        "All that lies <tail> behind the neuron. From here on, the two paths are one.",
        "So work it out <once> once for each neuron, from the end, and keep it there. That is what {n.delta} is for.",
    )
    def shared(self):
        (i, _), _ = self.net.pair
        self.at("tail")
        self.play(*(FadeOut(road[0]) for road in self.pair), run_time=0.5)
        self.light(self.net.neurons[1][i], *self.pair[0][1:], run_time=1.0)
        self.at("once")
        self.clear_away(*self.pair, run_time=0.3)
        self.play(self.net.run(back=True), run_time=1.4)
        self.play(*(self.net.label(l, self.n.delta[l]) for l in self.net.layers[1:]), run_time=0.6)
        self.play(self.net.run(back=True), run_time=1.6)

    @beat(
        "Backpropagation does just that, everywhere. <forward> One run forward. <back> One run back.",
        "To carry the blame takes about one multiplication for each line. The weight's own slope <own> takes one more.",
        "<total> {here.backprop} in all.",
        here=facts.here, title="One run back",
    )  # fmt: skip
    def one_run_back(self):
        forward, total = self.here.forward.value, self.here.backprop.value
        self.play(lit(self.race.names[BACKPROP]), FadeIn(self.race.bars[BACKPROP]), run_time=0.3)
        self.at("forward")
        self.play(self.net.run(), self.race.advance(BACKPROP, forward), run_time=1.2)
        self.at("back")
        self.play(self.net.run(back=True), self.race.advance(BACKPROP, (forward + total) / 2), run_time=4.0)
        self.at("own")
        self.play(*map(lit, self.net.strands), self.race.advance(BACKPROP, total), run_time=1.2, lit=True)
        self.at("total")
        self.show(self.race.totals[BACKPROP], run_time=0.3)
        self.note(boards.said("forward, and back", formulas.both_runs(self.t)))

    @beat(
        "The same slopes, three ways. Let them race, <race> every bar at the same pace.",
        line(
            case=facts.price_of_the_way_back,
            one="One run back costs about as much as <two> one run forward, and it serves every weight at once.",
            half_more="One run back costs about half as much again <two> as one run forward, and it serves every weight at once.",
            more="One run back costs about as much as <two> {runs:words} runs forward, and it serves every weight at once.",
        ),
        runs=facts.runs_back,
    )
    def raced(self):
        self.play(*self.race.start(), run_time=0.5)
        self.at("race")
        self.play(*self.race.run(), run_time=3.5, rate_func=linear)
        self.at("two")
        self.play(self.net.run(back=True), run_time=1.5)

    # ---- larger networks

    @beat(
        line(
            case=facts.looks_harmless,
            yes="So <wins> sharing wins. But here, the <others> other two still look harmless. <ask> That changes, as a network grows.",
            no="So <wins> sharing wins. Here already, <others> one of the others takes more than a hundred times as much. "
            "<ask> And that gets worse, as a network grows.",
        )
    )
    def harmless(self):
        for mark, ways in (("wins", (BACKPROP,)), ("others", (NUDGING, PATHS))):
            self.at(mark)
            self.light(*(part for k in ways for part in (self.race.bars[k], self.race.totals[k])))
        self.at("ask")
        gone = [self.net, self.noted, *self.race.parts]
        self.table = self.compose("SOLO", table=lambda room: size_table(self.t, room), gone=gone)["table"]
        self.play(LaggedStart(*map(FadeIn, self.table.pictures), lag_ratio=0.5), run_time=1.2)

    @beat(
        "Take <layers> {layers:words} layers of weights, all equally wide.",
        "First <w0> {widths[0]} neurons, then <w1> {widths[1]}, then <w2> {widths[2]}.",
        line(
            case=facts.has_a_million_weights,
            yes="The largest has <weights> a million weights.",
            no="The largest has <weights> {largest.weights} weights.",
        ),
        layers=facts.layers, widths=facts.widths, largest=facts.largest, title="As a network grows",
    )  # fmt: skip
    def grown(self):
        table = self.table
        self.at("layers")
        self.play(LaggedStart(*map(lit, table.pictures), lag_ratio=0.3), FadeIn(table.heads[0]), run_time=1.2, lit=True)
        for k in range(3):
            self.at(f"w{k}")
            self.show(table.cells[k]["width"], run_time=0.3)
        self.at("weights")
        new = (FadeIn(column["weights"]) for column in table.cells)
        self.play(FadeIn(table.heads[1], table.rule), LaggedStart(*new, lag_ratio=0.4), run_time=0.9)

    @beat(
        "From one size to the next, there are <more> {study.more} times more weights.",
        "How much more work is that <back> for backprop, and how much <nudge> for nudging?",
        study=facts.study, pause=3.0,
    )  # fmt: skip
    def guess(self):
        self.at("more")
        self.light(*(column["weights"] for column in self.table.cells))
        for mark, k in (("back", BACKPROP), ("nudge", NUDGING)):
            self.at(mark)
            self.show(self.table.heads[2 + k], self.table.cells[0][WAYS[k]], run_time=0.5)

    @beat(
        line(
            case=facts.backprop_grows,
            hundred="For backprop, <back> about a hundred times: it grows as the network grows.",
            other="For backprop, <back> about {study.more_backprop:2} times: it grows as the network grows.",
        ),
        line(
            case=facts.nudging_grows,
            ten_thousand="For nudging, <nudge> about ten thousand times: more runs, and each run is <longer> longer.",
            other="For nudging, <nudge> about {study.more_nudged:2} times: more runs, and each run is <longer> longer.",
        ),
        "And path by path <walk> is worse still.",
        study=facts.study,
    )
    def guessed(self):
        for mark, k in (("back", BACKPROP), ("nudge", NUDGING), ("walk", PATHS)):
            if k == PATHS:
                self.at("longer")
                self.light(*(column["nudged"] for column in self.table.cells))
            self.at(mark)
            new = [column[WAYS[k]] for column in self.table.cells[0 if k == PATHS else 1 :]]
            first = [FadeIn(self.table.heads[2 + PATHS])] if k == PATHS else []
            self.play(*first, LaggedStart(*map(FadeIn, new), lag_ratio=0.4), run_time=1.2)
            self.play(*(map(lit, new) if k != PATHS else ()), run_time=0.8)

    @beat(
        "Draw it, for all sizes. <right> To the right, more weights. <up> Upwards, more multiplications: "
        "<ten> each line is ten times more.",
        line(
            case=facts.has_a_million_weights,
            yes="<grow> Now watch the three ways part, as the network grows to a million weights.",
            no="<grow> Now watch the three ways part, as the network grows to {largest.weights} weights.",
        ),
        "<steep> The paths climb steepest. <follow> Nudging comes next. <near> Backprop keeps pace with the weights.",
        largest=facts.largest,
    )
    def drawn(self):
        size, t = RESTING[self.stage.shape], self.t
        made = self.compose(
            self.beside,
            curves=lambda room: CostCurves(t, room, size),
            times=lambda room: boards.durations(t, room),
            gone=[self.table],
        )
        self.curves, self.times = made["curves"], made["times"]
        self.at("right")
        self.show(self.curves.axes, self.curves.ticks, self.curves.powers, *(row[0] for row in self.times), run_time=0.7)
        self.at("up")
        self.light(self.curves.axes.names[1])
        self.at("ten")
        self.play(LaggedStart(*map(lit, self.curves.axes.flat), lag_ratio=0.15), run_time=1.6)
        self.at("grow")
        curves = self.curves.curves
        self.show(*(curve.dot for curve in curves), run_time=0.2)
        self.play(*(curve.grow(0, len(curve.points_on) - 1) for curve in curves), run_time=3.2, rate_func=linear)
        for mark, k in (("steep", PATHS), ("follow", NUDGING), ("near", BACKPROP)):
            self.at(mark)
            self.play(FadeIn(self.curves.names[k]), lit(self.times[k][0]), run_time=0.6)
            self.play(lit(self.curves.curves[k].dot), run_time=0.8)

    @beat(
        line(
            case=facts.makes_a_billion,
            yes="Say a machine makes <speed> a billion multiplications a second.",
            no="Say a machine makes <speed> {study.rate} multiplications a second.",
        ),
        "Then, for the largest network, <largest> one gradient takes <walk> {largest.walked_days:2} days, path by path.",
        "By nudging, <nudge> {largest.nudged_minutes:2} minutes.",
        "By backprop, <back> {largest.backprop_ms:2} thousandths of a second.",
        study=facts.study, largest=facts.largest,
    )  # fmt: skip
    def timed(self):
        self.at("speed")
        self.light(self.curves.axes.names[1])
        self.play(lit(self.times), run_time=1.2)
        self.at("largest")
        self.light(*(curve.dot for curve in self.curves.curves))
        for mark, k in (("walk", PATHS), ("nudge", NUDGING), ("back", BACKPROP)):
            self.at(mark)
            self.show(self.times[k][1], scale=0.7, run_time=0.5)
            self.play(lit(self.curves.names[k]), lit(self.times[k]), run_time=0.8)

    # ---- the price

    @beat(
        line(
            case=facts.keeps,
            a="What is the price? Memory. On the way forward, <keep> every {n.a} is kept, until the way back asks for it: "
            "the slope of the activation is read off it, too.",
            z_and_a="What is the price? Memory. On the way forward, <keep> every {n.a} is kept, until the way back asks for it, "
            "and {n.z}, where the slope of the activation needs it.",
        ),
        "With the input, that is <here> {here.kept} numbers here. At eight bytes each, {here.kept_bytes} bytes.",
        here=facts.here, title="The price is memory",
    )  # fmt: skip
    def kept(self):
        self.net.unname()
        self.net.stand(room_of(self.stage, self.beside))
        made = self.compose(self.beside, net=self.net, rows=lambda room: KeptRows(self.t, room), gone=[self.curves, self.times])
        self.rows = made["rows"]
        self.show(self.net, run_time=0.5)
        self.at("keep")
        for l in self.net.layers:
            rows = [FadeIn(row, shift=0.3 * RIGHT) for row in self.rows.rows.get(l, ())]
            self.play(*self.net.remember(l), *rows, run_time=2.7 / len(self.net.layers))
        self.play(self.net.run(back=True), run_time=2.0)
        self.at("here")
        self.show(self.rows.bytes)
        self.play(lit(self.rows.bytes[1]), run_time=1.2)

    @beat(
        "In the largest network, it is <wide> {largest.kept} numbers, for one example. But <many> a step takes many examples.",
        line(
            case=facts.room_of_batch,
            thousand_more="With a thousand at once, <batch> the kept numbers take more than all its weights.",
            thousand_less="With a thousand at once, <batch> the kept numbers take beside the room of its weights.",
            more="With {study.batch} at once, <batch> the kept numbers take more than all its weights.",
            less="With {study.batch} at once, <batch> the kept numbers take beside the room of its weights.",
        ),
        "That is what fills <fill> the memory of a machine that trains.",
        study=facts.study, largest=facts.largest,
    )  # fmt: skip
    def batch(self):
        size, gone = 1.15 * RESTING[self.stage.shape], [self.net, self.rows]
        self.bars = bars = self.compose("SOLO", bars=lambda room: Memory(self.t, room, size), gone=gone)["bars"]
        self.at("wide")
        self.show(bars.one, run_time=0.5)
        self.at("many")
        self.light(bars.one)
        self.show(bars.weights, run_time=0.5)
        self.at("batch")
        self.play(FadeIn(bars.many[0], bars.many[2]), GrowFromEdge(bars.many[1], LEFT), run_time=1.6)
        self.at("fill")
        self.light(bars.many)

    @beat(
        "So backpropagation pays with memory, and saves time.",
        line(
            case=facts.has_a_million_weights,
            yes="<two> Two passes, one forward, and one back, <all> instead of a million. And <slope> every weight knows its slope.",
            no="<two> Two passes, one forward, and one back, <all> not one for each weight. And <slope> every weight knows its slope.",
        ),
    )
    def harvest(self):
        self.net.stand(room_of(self.stage, "LEDGER"))
        made = self.compose("LEDGER", net=self.net, passes=lambda room: boards.passes(self.t, room), gone=[self.bars])
        self.show(self.net, run_time=0.4)
        many, two = made["passes"]
        self.at("two")
        self.play(self.net.run(), FadeIn(two), run_time=1.2)
        self.play(self.net.run(back=True), run_time=1.2)
        self.at("all")
        self.show(many, run_time=0.6)
        self.at("slope")
        self.light(*self.net.strands)

    # ---- gestures

    def pick(self, line: Line | None) -> None:
        """A copy in the light lies on the line that is nudged now; the one before leaves."""
        new = None if line is None else self.net.lighted(line)
        moves: list[Animation] = [FadeOut(self.picked)] if self.picked is not None else []
        self.play(*moves, *([FadeIn(new)] if new is not None else []), run_time=0.4)
        self.picked = new

    def note(self, *said: VGroup) -> None:
        """What is said of a way; what was said before leaves, but for the numbers that live on."""
        old, self.noted = self.noted, boards.notes(self.noting, *said)
        self.carry(old, self.noted, run_time=0.7)

    def weights_noted(self, room: Region) -> VGroup:
        """How many weights there are."""
        return boards.notes(room, boards.said("weights", formulas.alone(self.here.weights)))

    def racing(self, room: Region) -> Race:
        """The race; in a narrow frame under what is noted."""
        if self.stage.is_narrow:
            low = 0.64 * room.height
            self.noting = Region(room.x, room.y + low / 2, room.width, room.height - low - 0.2)
            room = Region(room.x, room.y - (room.height - low) / 2, room.width, low)
        return Race(room, NAMES, self.here.ways, hues(), RESTING[self.stage.shape])

    @property
    def beside(self) -> str:
        """The shot of a picture with a board."""
        return "LEDGER" if self.stage.is_narrow else "DUET"
