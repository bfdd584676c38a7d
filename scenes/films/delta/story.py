"""The blame flows back: from the outputs to a hidden neuron over its edges, then to every layer through the flipped W."""

from __future__ import annotations

from collections.abc import Callable

from manim import Circle, Create, FadeIn, FadeOut, Mobject, VGroup

from engine.reading import Reading
from scenes.beat import beat, line
from scenes.carry import ARC
from scenes.chapter import Chapter
from scenes.films.delta import boards, facts, formulas, matrices
from scenes.kit.maths import equations as eq
from scenes.kit.maths.cells import OblongBack
from scenes.kit.maths.flip import diagonal, flip
from scenes.kit.maths.laws import Laws
from scenes.kit.maths.matrix import frame
from scenes.kit.network.blame_net import BlameNet
from scenes.kit.network.comets import landing
from scenes.kit.network.edge_spots import mainly
from scenes.kit.place.light import lit
from scenes.kit.place.shots import fit, growth, room_of
from scenes.kit.place.stage import Region
from scenes.kit.place.title import Title
from scenes.kit.theme import theme
from scenes.kit.type.formula import Formula

LONG = 3.0  # seconds in which something should happen


class Delta(Chapter):
    """D, H   the output layer, the last hidden one      laws   the two equations      old   what the next thought clears away"""

    knows = frozenset({"hinge", "mae", "huber"})
    title = "The blame flows back"
    promise = "State and use the two equations of delta."
    D: int
    H: int
    net: BlameNet
    laws: Laws
    old: Mobject
    ring: Circle
    glowing: VGroup
    onway: dict[int, VGroup]
    working: matrices.Line
    up: matrices.Upright

    @classmethod
    def unfit(cls, t: Reading) -> str | None:
        return "it carries blame back to a hidden layer, and here there is a single layer" if t.D < 2 else None

    # ---- the outputs

    @beat(
        "The network has answered, and the loss has judged it. <back> Now every neuron gets its share of the blame.",
        "Even <one> this one, which nobody told what to say. How much of the blame is its own?",
        pause=3.0,
    )
    def opened(self):
        self.D, self.H = self.t.D, self.t.D - 1
        self.net = BlameNet(self.t, self.stage, room_of(self.stage, "SOLO"))
        self.compose("SOLO", net=self.net)
        self.add(self.net)
        for l in self.net.layers[1:]:
            self.play(*self.net.going(l), run_time=min(0.6, 1.6 / self.D))
        self.play(*self.net.into_loss(), run_time=0.6)
        self.at("back")
        self.blame_returns(0.6)
        self.close("one", self.net.neurons[self.H][0])
        self.light(self.net.neurons[self.H][0], self.net.unknown[self.H][0])

    @beat("In this film you learn to give every neuron of a network <net> its share. All it <takes> takes is two equations.")
    def promised(self):
        self.old = self.compose("TITLED", net=self.net, title=lambda room: Title(self.title, room))["title"]
        self.play(self.old.comes())
        self.at("net")
        self.light(*(ring for layer in self.net.unknown.values() for ring in layer.values()))
        self.at("takes")
        self.blame_returns(0.5)

    def blame_returns(self, run_time, *beside):
        """Comets from the loss to the first hidden layer, layer by layer."""
        self.play(*self.net.from_loss(), *beside, run_time=run_time)
        inner = sorted((l for l in self.net.edges if l > 1 and self.net.edges[l]), reverse=True)
        for l in inner:
            self.play(*self.net.returning(l), run_time=min(0.6, 1.0 / len(inner)))

    @beat(
        line("This is the network after one step of training.", when=facts.taught_once),
        line("This is the network after {steps:words} steps of training.", when=facts.taught_longer),
        "The forward pass is done. <values> Every neuron holds its value. <loss> And the loss says how wrong it all came out.",
        steps=facts.steps_taken,
    )
    def forward(self):
        self.compose("SOLO", net=self.net, gone=[self.old])
        self.at("values")
        for l in self.net.layers:
            self.play(self.net.arrive(l, self.t.a[l]), run_time=min(0.7, 1.8 / len(self.net.layers)))
        self.at("loss")
        self.play(landing(self.net.into_loss(), *self.net.write_loss(self.t.L)), run_time=1.4)

    @beat(
        line(
            case=facts.has_others,
            yes="Take the first output. <says> It says {t.a[D][0]:2}. <should> It should say {t.y[0]:2}.",
            no="Take the output. <says> It says {t.a[D][0]:2}. <should> It should say {t.y[0]:2}.",
        ),
        "<push> Now push its sum up <by> by {push}, and touch nothing else. Will <rise> the loss rise, or fall?",
        push=facts.push, when=facts.is_nudged, pause=3.0, title="Push one output",
    )  # fmt: skip
    def pushed(self):
        self.old = self.compose(net=self.net, board=lambda room: boards.push_letters(self.t, 0, room))["board"]
        says, moves = self.old
        self.at("says")
        left = self.until("should")
        self.fly((self.net.values[self.D][0], says[0]["va"]), arc=ARC, run_time=min(0.8, 0.6 * left))
        self.show(says[0]["a"], says[0]["eq"], says[0].rest, run_time=min(0.4, 0.4 * left))
        self.at("should")
        self.show(says[1])
        self.at("push")
        z, symbol = self.t.z[self.D][0], self.n.z[self.D]
        self.play(FadeIn(moves[0]), self.net.fill_one(self.D, 0, z), self.net.label(self.D, symbol, 0), run_time=0.8)
        self.at("by")
        self.show(moves[1])
        self.at("rise")
        self.light(self.net.loss)

    @beat(
        line(
            case=facts.way_of_the_loss,
            rises="<up> It rises. <ratio> Divide this rise by the push. You have <measured> measured a slope: <found> {t.ratio[D][0]:3}.",
            falls="<up> It falls. <ratio> Divide this fall by the push. You have <measured> measured a slope: <found> {t.ratio[D][0]:3}.",
            stays="<up> It stays as it is. <ratio> Divide no change by the push. "
            "You have <measured> measured a slope: <found> {t.ratio[D][0]:3}.",
        ),
        when=facts.is_nudged,
    )
    def moved(self):
        self.at("up")
        self.play(self.net.fill_one(self.D, 0, self.t.z_plus[self.D][0]), run_time=0.3)
        self.play(landing(self.net.into_loss(0), *self.net.write_loss(self.t.L_plus[self.D][0], "L_+")), run_time=0.6)
        self.at("ratio")
        self.old = self.compose(net=self.net, board=lambda room: boards.ratio_stack(self.t, 0, room), gone=[self.old])["board"]
        ratio = self.old[0]
        kept = [ratio["Lp"], ratio["result"]]
        self.show(*(part for part in ratio.parts.values() if part not in kept), ratio.rest, run_time=0.5)
        self.fly((self.net.L, ratio["Lp"]), arc=ARC, run_time=0.7)
        self.at("measured")
        self.light(*(part for part in ratio.parts.values() if part is not ratio["result"]))
        self.at("found")
        self.show(ratio["result"], scale=0.7)

    @beat(
        line(
            case=facts.is_nudged,
            yes="Measured with a push as small as you like, that slope is the <blame> neuron's blame.",
            no="Push the sum of one output up by a hair, and the loss moves too. How far it moves, per push, is the neuron's blame.",
        ),
        "<delta> We write it {n.delta[D][0]}, <slope> and it stands for {n.dL_dz[D][0]}.",
    )
    def named(self):
        nudged = facts.is_nudged(self.t)
        made = {} if nudged else self.compose(net=self.net, board=lambda room: fit(Formula(formulas.named_slope(self.t, 0)), room))
        line = self.old[1] if nudged else made["board"]
        self.play(*(self.net.from_loss(0) if nudged else self.net.into_loss(0)), run_time=0.9)
        if nudged:
            self.at("blame")
            self.light(self.old[0]["result"], self.net.neurons[self.D][0])
        self.at("delta")
        self.show(line["delta"], run_time=0.5)
        self.at("slope")
        self.show(*list(line.parts.values())[1:], line.rest, run_time=0.5)
        if nudged:
            back = [self.net.fill_one(self.D, 0, self.t.a[self.D][0]), self.net.unlabel(self.D, 0), *self.net.write_loss(self.t.L)]
            self.play(*back, run_time=0.7)
        self.old = self.old if nudged else line

    @beat(
        "But one more run for every neuron would be far too slow. So <compute> compute it.",
        line(
            case=facts.origin_of_delta,
            product="Two slopes in a row: <loss> how the loss feels the output, <slope> times how the output feels its sum.",
            shortcut="Softmax ties all the outputs together. Yet with this loss almost everything cancels. "
            "<loss> What is left is the output, <slope> minus the target.",
            sum="Softmax ties all the outputs together. So add up, over all of them, <loss> how the loss feels each one, "
            "<slope> times how that one feels the sum.",
        ),
        title="Blame, computed",
    )
    def chained(self):
        self.old = self.compose(net=self.net, board=lambda room: boards.output_stack(self.t, 0, room), gone=[self.old])["board"]
        letters, _, notes = self.old
        parts = list(letters.parts.values())
        for l in self.net.layers[1:]:
            self.play(*self.net.going(l), run_time=min(0.6, 1.4 / self.D))
        self.at("compute")
        self.play(*self.net.from_loss(0), run_time=0.7)
        self.at("loss")
        self.play(*(FadeIn(p) for p in parts[:3]), *self.net.from_loss(0), run_time=0.9)
        self.at("slope")
        self.show(*parts[3:], letters.rest, notes[0], run_time=0.6)
        self.light(self.net.neurons[self.D][0], *parts[3:])

    @beat(
        line(
            case=facts.origin_of_delta,
            product="In numbers: <first> {t.dL_da[D][0]:3}, <second> times {t.da_dz[D][0]:3}.",
            shortcut="In numbers: <first> {t.a[D][0]:3}, <second> minus {t.y[0]:3}.",
            sum="<first> Here that <second> adds up.",
        ),
        "<delta> Its blame is {t.delta[D][0]}.",
        line(
            case=facts.measured,
            when=facts.is_nudged,
            near="<near> The push had told us nearly the same.",
            kink="<near> The push has measured one side only: here is a kink, and to the other side the slope is another.",
            at_rest="<near> What the push had measured is its own doing: a smaller one would measure less.",
            far="<near> The push had told us something else: so far out, the curve has bent.",
        ),
        line(
            case=facts.margin,
            when=facts.is_hinge,
            short="<judge> The slope of the hinge loss is minus the target while the margin is missed, and zero where it is kept. "
            "<margin> Here it is missed.",
            kept="<judge> The slope of the hinge loss is minus the target while the margin is missed, and zero where it is kept. "
            "<margin> Here it is kept.",
            kink="<judge> The slope of the hinge loss is minus the target while the margin is missed, and zero where it is kept. "
            "<margin> Here it is just reached: that is a kink, and there we take the zero.",
            short_of_classes="<judge> For the hinge loss, each output that comes too near to that of the class has the slope one, "
            "and takes one off the slope of the class. <margin> Here some margin is missed.",
            kept_of_classes="<judge> For the hinge loss, each output that comes too near to that of the class has the slope one, "
            "and takes one off the slope of the class. <margin> Here the margins are kept, and the slopes are zero.",
            kink_of_classes="<judge> For the hinge loss, each output that comes too near to that of the class has the slope one, "
            "and takes one off the slope of the class. <margin> Here a margin is just reached: that is a kink, and there we take zero.",
        ),
    )
    def computed(self):
        _, numbers, notes = self.old
        parts = list(numbers.parts.values())
        self.at("first")
        self.show(*parts[:-1][:3], run_time=0.5)
        self.at("second")
        self.show(*parts[3:-1], numbers.rest, run_time=0.5)
        self.at("delta")
        self.show(parts[-1], scale=0.7, run_time=0.4)
        self.land(self.D, {0: parts[-1]})
        if facts.is_nudged(self.t):
            self.at("near")
            self.clear_away(notes[0], run_time=0.3)
            self.show(notes[1], run_time=0.4)
            self.light(parts[-1])
        if facts.is_hinge(self.t):
            self.at("judge")
            self.light(notes)
            self.hold(min(LONG, max(0.0, self.until("margin") - LONG)))
            self.play(*self.net.from_loss(0), run_time=0.9)
            self.at("margin")
            self.light(self.net.neurons[self.D][0], parts[-1])

    @beat(
        line(case=facts.has_others, yes="Every output gets <rest> its delta in the same way.", no="There is no other output."),
        line(
            case=facts.sign,
            negative="Look at <sign> this minus. What does a negative delta tell you?",
            positive="Its delta is <sign> positive. What would a negative one tell you?",
            zero="Its delta is <sign> zero: nothing here is to blame. What would a negative one tell you?",
        ),
        pause=3.0,
    )
    def signed(self):
        rest = [i for i in self.net.drawn[self.D] if i]
        if rest:
            self.at("rest")
            deltas = [self.net.delta(self.D, i, self.t.delta[self.D][i]) for i in rest]
            self.play(landing(self.net.from_loss(*rest), *map(FadeIn, deltas)), run_time=1.0)
        else:
            self.play(*self.net.from_loss(), run_time=0.8)
        self.net.keep(self.D, *rest)
        self.add(self.net)
        self.at("sign")
        self.light(self.net.blames[self.D][facts.spotted(self.t)], run_time=1.2)

    @beat(
        "Push that sum up a little, <down> and the loss goes down: the sum is too small. <up> A positive delta means: it is too large.",
        "<size> And its size tells how much that matters.",
    )
    def meaning(self):
        self.old = self.compose(net=self.net, board=boards.sign_rules, gone=[self.old])["board"]
        for rule, mark in zip(self.old, ("down", "up"), strict=True):
            self.at(mark)
            self.show(rule, run_time=0.5)
            self.play(*self.net.into_loss(), run_time=0.9)
        self.at("size")
        self.light(*self.net.blames[self.D].values())

    @beat(
        line(
            case=facts.first_law,
            product="For the whole layer at once, <columns> write the slopes in two columns. "
            "<dot> The circled dot multiplies them, entry by entry.",
            product_alone="A layer of several neurons would write <columns> its slopes in two columns, here of one entry each. "
            "<dot> The circled dot multiplies them, entry by entry.",
            shortcut="For the whole layer at once, <columns> write two columns. <dot> Outputs minus targets, entry by entry.",
            sum="For the whole layer at once, <columns> that sum is one product. "
            "<dot> The matrix of slopes, turned over, times the slopes of the loss.",
        ),
        "<law> This is the first equation.",
        title="The first equation",
    )
    def whole(self):
        columns = facts.origin_of_delta(self.t) != "sum"
        self.clear_away(self.old)
        self.old = self.in_rows(lambda room: matrices.output_line(self.t, room)) if columns else self.without_rows()
        self.at("columns")
        self.play(*(map(FadeIn, (self.old.part(0), self.old.part(1))) if columns else self.net.from_loss()), run_time=0.7)
        self.at("dot")
        self.play(*([FadeIn(self.old.part(2))] if columns else self.net.from_loss()), run_time=0.4)
        if columns:
            self.play(*self.old.results(), run_time=1.2)
        self.at("law")
        self.state(0)

    # ---- one hidden neuron

    @beat(
        "Now go one layer back. Nobody told <hidden> this neuron what to say. It has <target> no target.",
        "So how can it be to <blame> blame?",
        pause=3.0, title="A neuron without a target",
    )  # fmt: skip
    def hidden(self):
        self.compose("SOLO", net=self.net, gone=[self.laws, self.old])
        self.old = VGroup()
        if not self.close("hidden", self.net.neurons[self.H][0]):
            self.light(self.net.neurons[self.H][0])
        self.at("target")
        self.light(self.net.neurons[self.H][0])
        self.at("blame")
        self.light(self.net.neurons[self.H][0])

    @beat(
        line(
            case=facts.returns,
            one="It is heard. <out> Along this line its output reaches the next layer, <weights> through this weight. "
            "<back> So the blame comes back along the same line.",
            two="It is heard. <out> Along these lines its output reaches the next layer, <weights> through these weights. "
            "<back> So the blame comes back along the same lines.",
            three="It is heard. <out> Along these lines its output reaches the next layer, <weights> through these weights. "
            "<back> So the blame comes back along the same lines.",
            more="It is heard. <out> Along these lines its output reaches the next layer, <weights> through these weights. "
            "<back> So the blame comes back along the same lines.",
        ),
    )
    def heard(self):
        self.back()
        names = [] if self.net.tight else [self.net.label(self.H, self.n.a[self.H], 0)]
        for i, label in self.net.labels.get(self.H, {}).items():
            way = mainly(label.get_center() - self.net.neurons[self.H][i].get_center())
            air = self.net.region.height / 2 - abs(label.get_y() - self.net.region.y) - label.height / 2
            label.shift(min(0.1, max(0.0, air + 0.08)) * way)  # clear of the ring
        edges = self.single_out()
        self.at("out")
        self.play(Create(self.ring), *names, FadeIn(self.glowing), *self.net.going(self.D, *edges), run_time=1.0)
        self.at("weights")
        self.show(*self.onway.values())
        self.at("back")
        self.play(*self.net.returning(self.D, *edges), run_time=1.6)

    def single_out(self):
        """A ring around the hidden neuron, light on the lines that leave it, and their weights, none shown yet; the lines."""
        edges = self.net.leaving(self.D, 0)
        self.ring, self.glowing = self.net.ring(self.H, 0), self.net.glow(self.D, edges)
        self.onway = {e[0]: self.net.on_way(self.D, e, self.t.W[self.D][e[0]][0]) for e in edges}
        return edges

    @beat(
        line(
            case=facts.returns,
            one="The line brings back its weight, times the delta at its end. <t0> One line, <sum> so this is all: {t.dL_da_in[D][0]:3}.",
            two="Each line brings back its weight, times the delta at its end. <t0> {t.terms[D][0][0]:3}. <t1> {t.terms[D][1][0]:3}. "
            "<sum> They add up to {t.dL_da_in[D][0]:3}.",
            three="Each line brings back its weight, times the delta at its end. <t0> {t.terms[D][0][0]:3}. <t1> {t.terms[D][1][0]:3}. "
            "<t2> {t.terms[D][2][0]:3}. <sum> They add up to {t.dL_da_in[D][0]:3}.",
            more="Each line brings back its weight, times the delta at its end. <t0> {t.terms[D][0][0]:3}. <t1> {t.terms[D][1][0]:3}. "
            "And so on. <sum> They add up to {t.dL_da_in[D][0]:3}.",
        ),
        line("Its weights are zero, so nothing comes back.", when=facts.is_unheard),
    )
    def returned(self):
        gone = [self.old, self.ring, self.glowing, *self.onway.values()]
        self.net.drop(*self.onway.values())
        made = self.compose(net=self.net, board=lambda room: boards.carried_stack(self.t, self.H, 0, room), gone=gone)
        self.single_out()
        self.show(self.ring, self.glowing, *self.onway.values(), run_time=0.3)
        letters, factors, terms = self.old = made["board"]
        which = eq.terms(self.t.sizes[self.D])
        self.show(letters, factors["eq"], factors.rest, run_time=0.5)
        weights = [(self.onway[i][1], factors[f"w{i}"]) for i in which]
        self.fly(*weights, *((self.net.blames[self.D][i], factors[f"d{i}"]) for i in which), arc=ARC)
        signs = sorted(terms.rest, key=lambda sign: (-round(sign.get_y(), 1), sign.get_x()))  # of two numbers side by side
        for k, i in enumerate(which):  # nobody would know that they are added
            if k < 2 or facts.returns(self.t) == "three":
                self.at(f"t{k}")
            sign = terms["eq"] if k == 0 else signs[k - 1] if k <= len(signs) else VGroup()
            parts = [sign, *([terms[f"p{i}"]] if len(which) > 1 else [])]
            self.term_returns(i, *parts)
        self.at("sum")
        self.show(terms["result"], *signs[len(which) - 1 :], scale=0.9, run_time=1.1)
        self.play(*self.net.returning(self.D, *((i, 0) for i in which)), run_time=0.9)

    def term_returns(self, i, *parts):
        """Over the edge to output i comes what returns on it, weight times delta, and is written down as it arrives."""
        comets = self.net.returning(self.D, (i, 0), share=self.net.share(self.t.terms[self.D].column(0), i))
        self.play(landing(comets, *(FadeIn(part) for part in parts)), run_time=0.7)

    @beat(
        "So we know how the loss feels its output.",
        "<slope> Times its own slope, <kept> made from the value that the forward pass left behind.",
        "<delta> That is its blame: <found> {t.delta[H][0]:3}.",
        line(
            case=facts.stopped,
            when=facts.is_stopped,
            shut="Its rectifier is <stop> shut, and lets no blame through.",
            flat="It stands where its curve is <stop> flat, and so next to no blame gets through.",
        ),
    )
    def slope(self):
        before = self.old
        self.old = self.compose(net=self.net, board=lambda room: boards.hidden_stack(self.t, self.H, 0, room))["board"]
        letters, slope, numbers = self.old
        self.carry(VGroup(before, *self.onway.values()), VGroup(letters["delta"], letters["eq"], letters["sum"], numbers["sum"]))
        self.close("slope", self.net.neurons[self.H][0])
        self.show(letters["slope"], letters["z"], letters.rest, run_time=0.6)
        self.at("kept")
        self.show(slope)
        self.back("delta")
        self.at("delta")
        self.show(*(p for name, p in numbers.parts.items() if name not in ("sum", "result")), numbers.rest, run_time=0.5)
        self.at("found")
        self.show(numbers["result"], scale=0.7, run_time=0.4)
        self.land(self.H, {0: numbers["result"]})
        if facts.is_stopped(self.t):
            self.at("stop")
            self.light(self.net.neurons[self.H][0])

    @beat(
        line(
            case=facts.is_lone_weight,
            yes="Here, that was the whole layer. For several at once, one would take <matrix> the weights as a matrix.",
            no="That was one neuron. For all of them at once, take <matrix> the weights as a matrix.",
        ),
        "Did we just use a <row> row of it, or a <column> column?",
        pause=3.0, title="The flipped matrix",
    )  # fmt: skip
    def asked(self):
        self.working = self.in_rows(lambda room: matrices.sum_line(self.t, self.H, room), self.old, self.glowing, self.ring)
        self.up = matrices.Upright(self.t, self.D, self.working)
        if not self.stage.is_narrow:
            self.show(self.laws.heads[0], self.laws.first, run_time=0.4)
        self.at("matrix")
        self.show(self.up.view, self.up.name)
        for mark, cells in (("row", self.up.view.row(0)), ("column", self.up.view.column(0))):
            self.at(mark)
            self.play(FadeIn(box := frame(cells)), run_time=0.3)
            self.clear_away(box, run_time=0.3)

    def told_of(self, cells, edges, run_time=0.7):
        """Frame some cells and light the edges whose weights they are; returns both, to be cleared away."""
        marks = [frame(cells), self.net.glow(self.D, edges, theme().light)]
        self.play(*(FadeIn(m) for m in marks), run_time=run_time)
        return marks

    @beat(
        "<column> A column: the lines that leave one neuron. <row> A row holds the lines that arrive at one.",
        line(
            case=facts.is_lone_weight,
            yes="So turn the matrix <flip> over its diagonal. Here, its only number stays in its place.",
            no="So turn the matrix <flip> over its diagonal. Every number travels to its mirrored place.",
        ),
    )
    def flipped(self):
        up = self.up
        self.at("column")
        marks = self.told_of(up.view.column(0), self.net.leaving(self.D, 0))
        self.at("row")
        self.clear_away(*marks, run_time=0.3)
        marks = self.told_of(up.view.row(0), self.net.arriving(self.D, 0))
        self.at("flip")
        line = diagonal(up.view)
        self.clear_away(*marks, up.name, run_time=0.3)
        self.play(Create(line), run_time=0.4)
        self.play(flip(up.view, up.flipped), run_time=2.4)
        self.remove(*up.view.get_family(), up.flipped.dots)
        self.add(up.flipped)
        self.play(FadeOut(line), FadeIn(up.flipped_name), run_time=0.5)

    @beat("This is W transposed. Now every row <rows> holds the lines that leave one neuron. That is what we need.")
    def rows(self):
        self.play(*self.net.returning(self.D), run_time=1.1)
        self.at("rows")
        for j in self.up.flipped.drawn_rows[:2]:
            self.clear_away(*self.told_of(self.up.flipped.row(j), self.net.leaving(self.D, j), run_time=1.3), run_time=0.4)

    @beat(
        line(
            case=facts.sums_back,
            several="Times the deltas of the outputs, <delta> and out come <sum> all the sums at once, one for every neuron.",
            of_one="Times the delta of the output, <delta> and out come <sum> all the sums at once, one for every neuron.",
            single="Times the delta of the output, <delta> and there it is again, <sum> the sum of our neuron.",
        ),
    )
    def product(self):
        line, up = self.working, self.up
        self.play(up.flipped.animate.move_to(line.views[0]), FadeOut(up.flipped_name), FadeIn(line.names[0]), run_time=0.7)
        self.remove(*up.flipped.get_family())
        self.add(line.part(0))
        self.at("delta")
        self.show(line.part(1))
        self.at("sum")
        self.show(line.part(2), run_time=0.3)
        rows = line.views[0].drawn_rows
        for j in rows:
            marks = [frame(line.views[0].row(j)), self.net.glow(self.D, self.net.leaving(self.D, j))]
            self.play(*(FadeIn(m) for m in marks), *line.results(j), run_time=max(0.4, min(0.8, 1.6 / len(rows))))
            self.clear_away(*marks, run_time=0.2)

    @beat("Then, entry by entry, <slope> times the slopes. <out> That is the blame of the whole layer.")
    def scaled(self):
        new, line = matrices.slope_line(self.t, self.H, self.working.region), self.working
        self.clear_away(line.part(0), line.part(1), line.signs[1])
        self.remove(line.views[2], line.names[2])
        self.fly((VGroup(line.views[2], line.names[2]), new.part(0)))
        self.at("slope")
        self.show(new.part(1))
        self.at("out")
        self.show(new.part(2), run_time=0.3)
        self.play(*new.results(), run_time=0.6)
        self.land(self.H, {i: new.views[2].cells[i, 0] for i in self.net.drawn[self.H] if i})
        self.old = new

    @beat(
        "In letters: take the deltas <next> of the layer after, bring them back <weights> through the weights, "
        "and multiply <slope> by the slopes. That is the second equation.",
        title="The second equation",
    )
    def law(self):
        self.state(1)
        law = self.laws.second
        self.at("next")
        self.light(law["next"], *self.net.blames[self.D].values())
        self.at("weights")
        self.play(*self.net.returning(self.D), lit(law["W"]), run_time=0.9)
        self.at("slope")
        self.light(law["slope"], *self.net.neurons[self.H].values())

    @beat(
        line(
            case=facts.form_of_weights,
            square="Here the matrix is square, so it would fit unturned as well, and the mistake would not show. "
            "<oblong> Take a layer of three into two. As it is, W <unturned> finds no delta for its third column. "
            "Only <turned> turned over it fits, and makes three sums.",
            lone="A single weight fits either way. <oblong> Take a layer of three into two. "
            "As it is, W <unturned> finds no delta for its third column. Only <turned> turned over it fits, and makes three sums.",
            large="Does it have to be turned? <oblong> Take a small layer, of three into two. "
            "As it is, W <unturned> finds no delta for its third column. Only <turned> turned over it fits, and makes three sums.",
            row="Does it have to be turned? <oblong> Here W is a single row of {columns:words} weights. As it is, it meets one delta, "
            "<unturned> and the rest of it none. Only <turned> turned over it fits, and makes a sum for each weight.",
            column="Does it have to be turned? <oblong> Here W is a single column of {rows:words} weights. As it is, a row is one weight, "
            "<unturned> too short for the deltas. Only <turned> turned over it fits, and makes the one sum.",
            wide="Does it have to be turned? <oblong> Here W has {rows:words} rows of {columns:words}. "
            "As it is, a row finds {rows:words} deltas, <unturned> and the rest of it none. "
            "Only <turned> turned over it fits, and makes {columns:words} sums.",
            tall="Does it have to be turned? <oblong> Here W has {rows:words} rows of {columns:words}. As it is, a row ends "
            "<unturned> before the deltas do. Only <turned> turned over it fits, and makes {columns:words} sums.",
        ),
        rows=facts.rows, columns=facts.columns,
    )  # fmt: skip
    def oblong(self):
        self.play(*self.net.returning(self.D), run_time=0.9)
        if self.until("oblong") > LONG:
            self.hold(0.6 * LONG)
            self.play(*self.net.returning(self.D), run_time=0.9)
        self.at("oblong")
        self.clear_away(self.old, *([self.laws] if self.stage.is_narrow else []), run_time=0.3)
        self.old = shape = OblongBack(self.working.region, *facts.form(self.t))
        self.show(shape.factors, run_time=0.5)
        self.at("unturned")
        self.play(shape.juts_out(), run_time=0.6)
        self.at("turned")
        self.play(shape.turns(), run_time=1.2)
        shape.add(shape.turned_name)
        self.show(shape.made[0], run_time=0.3)
        for i in range(shape.m):
            self.play(shape.lays(i), run_time=min(0.5, 1.5 / shape.m))

    @beat(
        line(
            case=facts.place_of,
            next="From here on, nothing is new. Layer {l}: <carry> back through the weights, times the slopes.",
            later="And layer {l}: <carry> the same once more.",
            skipped="And so on, layer after layer. Layer {l}: <carry> back through the weights, times the slopes.",
        ),
        each=facts.further,
    )
    def deeper(self, l):
        self.clear_away(self.old)
        self.old = matrices.slope_line(self.t, l, self.working.region)
        self.at("carry")
        pulse = self.net.returning(l + 1)
        self.play(FadeIn(self.old.part(0)), FadeIn(self.old.part(1)), FadeIn(self.old.part(2)), *pulse, run_time=0.9)
        self.play(*self.old.results(), run_time=0.5)
        self.land(l, {i: self.old.views[2].cells[i, 0] for i in self.net.drawn[l]})

    @beat(
        "Two equations: <one> one starts at the loss, <two> the other carries blame back, layer by layer, to the very <first> first, "
        "all for about the <price> price of one more pass. Next, <next> what these deltas are for: the slope of each weight.",
        pause=4.0,
    )
    def harvest(self):
        narrow = self.stage.is_narrow
        heirs = {} if narrow else {"law": self.laws}
        self.laws = self.compose("LEDGER", net=self.net, law=self.in_laws, gone=[self.old], heirs=heirs)["law"]
        if narrow:
            self.show(self.laws)
        self.at("one")
        self.play(*self.net.from_loss(), lit(self.laws.first), run_time=0.9)
        self.at("two")
        told = [lit(self.laws.second)]
        for l in sorted((l for l in self.net.edges if l > 1 and self.net.edges[l]), reverse=True):
            self.play(*self.net.returning(l), *told, run_time=1.0)
            told = []
        self.at("first")
        self.light(*self.net.blames[min(self.net.blames)].values())
        self.at("price")
        self.light(*self.laws)
        self.at("next")
        self.play(*(comet for l in self.net.edges for comet in self.net.returning(l)), run_time=1.5)

    # ---- gestures

    def in_rows(self, make: Callable[[Region], matrices.Line], *gone: Mobject) -> matrices.Line:
        """A line of matrices under the network and, where there is room beside that, both laws; nothing of it is shown yet."""
        if self.stage.is_narrow:
            return self.compose("LEDGER", net=self.net, row=make, gone=gone)["row"]
        made = self.compose("TRIO", net=self.net, row=make, law=self.in_laws, gone=gone)
        self.laws = made["law"]
        return made["row"]

    def without_rows(self) -> VGroup:
        """Where there is room beside the network, both laws, not yet shown."""
        if not self.stage.is_narrow:
            self.laws = self.compose("DUET", net=self.net, law=self.in_laws)["law"]
        return VGroup()

    def state(self, k: int) -> None:
        """One of the laws appears in its place; in a narrow frame, where the matrices stood."""
        if self.stage.is_narrow:
            made = self.compose("LEDGER", net=self.net, row=lambda room: self.in_laws(room, k), gone=[self.old])
            self.laws = made["row"]
        self.show(self.laws.heads[k], (self.laws.first, self.laws.second)[k])

    def in_laws(self, room: Region, *alone: int) -> Laws:
        """Both equations, or one `alone` as large as the room lets it be."""
        laws = Laws(self.t, room)
        seen = VGroup(*(VGroup(laws.heads[k], (laws.first, laws.second)[k]) for k in alone or (0, 1)))
        laws.scale(growth(seen, room))
        return laws.shift(room.center - seen.get_center())

    def land(self, l: int, sources: dict[int, Mobject]) -> None:
        """Deltas fly from where they were worked out to their neurons of layer l, and stay there; symbols make room."""
        self.play(*(self.net.unlabel(l, i) for i in sources if i in self.net.labels.get(l, {})), run_time=0.2)
        nums = {i: self.net.delta(l, i, self.t.delta[l][i]) for i in sources}
        self.fly(*((source, nums[i]) for i, source in sources.items()), arc=ARC, run_time=0.9)
        self.net.keep(l, *nums)
        self.add(self.net)
