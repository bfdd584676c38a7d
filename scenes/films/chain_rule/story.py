"""One weight, one chain: slopes multiply along a path from a weight to the loss, and add over the paths."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from manim import LEFT, RIGHT, Animation, FadeIn, FadeOut, LaggedStart, Line, VGroup, VMobject

from engine.reading import Number, Reading
from scenes import shared_lines
from scenes.beat import beat, line
from scenes.carry import ARC
from scenes.chapter import Chapter
from scenes.films.chain_rule import facts, formulas
from scenes.films.chain_rule.chain_view import CHAINED, ChainView
from scenes.films.chain_rule.fork import ForkSum
from scenes.films.chain_rule.network_end import NetworkEnd
from scenes.films.chain_rule.nudge_bars import NudgeBars, Thought, beside_bars, large_chain, shaken
from scenes.films.chain_rule.product import Product, inner_product, largest_along, to_sum
from scenes.films.chain_rule.route import Route, route_of
from scenes.kit.maths import slopes
from scenes.kit.network.comets import landing
from scenes.kit.place.light import lit
from scenes.kit.place.shots import Thing, fit, inside, room_of
from scenes.kit.place.stage import Region
from scenes.kit.place.title import Title
from scenes.kit.theme import theme
from scenes.kit.type.formula import Formula
from scenes.kit.type.number import Num

M = TypeVar("M", bound=VMobject)
SLOPE_OF_SQUASH = replace(shared_lines.SLOPE_OF_SQUASH, when=facts.is_squash)


class ChainRule(Chapter):
    """route   the weights that are followed, on the example that is told
    board, standing   the formulas that stand, and the chain while it does
    tag   the number on the followed weight's edge      edge, out   the output weight's edge, and the one from its neuron to the loss
    links, marks   its links, and the marks at which the voice gets to the chain's cards
    earned, whole   its slope on the edge, and as a product
    inlet, fan, outs   the hidden weight's edge, those that fork behind its neuron, those from the outputs to the loss
    felt, tags   the slopes under the outputs, the weights on the fan
    """

    title = "One weight, one chain"
    promise = "Derive how strongly any weight moves the loss."
    route: Route
    board: VMobject
    standing: VGroup
    net: NetworkEnd
    edge: Line
    out: Line
    tag: VGroup
    links: list[slopes.Link]
    marks: list[str]
    chain: ChainView
    nudge: NudgeBars
    thought: Thought
    earned: VGroup
    whole: Product
    inlet: Line
    fan: list[Line]
    outs: list[Line]
    felt: dict[int, Num]
    fork: ForkSum
    tags: dict[int, VGroup]

    @classmethod
    def told_on(cls, t: Reading) -> Reading:
        return route_of(t).t

    # ---- one weight, and the path from it to the loss

    @beat(
        "Here is one weight. <far> Far from it stands the loss: the two never touch. And yet, <turn> turn the weight, "
        "and the loss <moves> moves. How far, <how> if you must not turn it?",
        pause=3.0,
    )
    def wondered(self):
        self.route, self.board, self.standing = route_of(self.t), VGroup(), VGroup()
        self.net = NetworkEnd(self.t, self.stage)
        self.edge, self.out = self.net.edge(self.t.D, self.route.i, self.route.j), self.net.loss_edges[self.route.i]
        self.add(self.net)
        self.play(self.net.flow(self.edge), run_time=0.6)
        glow = self.net.glow(self.t.D - self.net.before, [(self.route.i, self.route.j)], theme().light)
        self.play(FadeIn(glow), self.net.focus(self.edge), run_time=0.5)
        self.at("far")
        self.light(self.net.loss)
        self.at("turn")
        self.turn()
        self.at("moves")
        for edge in (self.edge, self.out):
            self.play(self.net.flow(edge), run_time=0.5)
        self.at("how")
        self.turn()
        self.play(FadeOut(glow), self.net.focus(), run_time=0.4)

    def turn(self):
        """The weight's edge swells and comes back, twice."""
        self.play(self.edge.animate(rate_func=shaken).set_stroke(width=self.edge.get_stroke_width() + 6), run_time=1.2)

    @beat("There is a rule for that, <chain> the chain rule. Follow the influence, <link> link by link.")
    def promised(self):
        self.board = self.compose("TITLED", net=self.net, title=lambda room: Title(self.title, room))["title"]
        self.play(self.board.comes(0.4))
        self.at("chain")
        self.play(self.net.flow(self.edge), run_time=0.6)
        self.at("link")
        self.play(self.net.flow(self.out), run_time=0.6)
        self.play(lit(self.net.loss), run_time=0.6)

    @beat(
        "The forward pass is done.",
        line("Here are its last layers.", when=facts.is_cut),
        line(
            case=facts.ordinal,
            when=facts.follows_another,
            second="We follow the second of its examples.",
            third="We follow the third of its examples.",
            fourth="We follow the fourth of its examples.",
            fifth="We follow the fifth of its examples.",
            sixth="We follow the sixth of its examples.",
            seventh="We follow the seventh of its examples.",
            eighth="We follow the eighth of its examples.",
        ),
        "<values> Every neuron holds its number. And at the end stands <loss> the loss, {n.L}. We want it smaller.",
    )
    def ready(self):
        self.compose("SOLO", net=self.net, gone=[self.board])
        self.board = VGroup()
        self.at("values")
        for l in range(self.net.before, self.t.D + 1):
            self.play(self.net.arrive(l - self.net.before, self.t.a[l]), run_time=0.6)
        self.at("loss")
        self.play(landing(self.net.into_loss(), *self.net.write_loss(self.t.L)), run_time=0.9)

    @beat(
        "Which knob do we turn, <knob> and which way? Take <weight> one weight, {weight:name}. Nudge it <little> a little.",
        "How much does <loss> the loss change? That ratio is <slope> a slope: what we are after.",
        weight=facts.weight,
    )
    def asked(self):
        t, r = self.t, self.route
        knobs = [line for lines in self.net.edges.values() for line in lines.values()]
        self.play(LaggedStart(*map(lit, knobs), lag_ratio=0.15), run_time=1.2)
        self.at("knob")
        self.play(self.net.flow(*knobs), run_time=1.0)
        self.pick(self.edge, self.net.tag(t.D, r.i, r.j, r.weight))
        self.at("little")
        self.turn()
        self.at("loss")
        self.light(self.net.loss, self.net.L)
        self.put(lambda room: fit(Formula("{s} = {q}", s=r.outer.named, q='"?"', hues={"q": theme().light}), room))
        self.at("slope")
        self.show(self.board)

    @beat(
        "Follow its influence. Start with <w> the weight itself. It <z> feeds one sum, {t.z[D][i]:name}.",
        line(
            case=facts.is_one_jump,
            yes="The softmax and the loss <end> take it from there. One path, with two links.",
            no="The sum becomes <a> the output, {t.a[D][i]:name}. And that goes <end> into the loss. One path, with three links.",
        ),
        i=facts.output_neuron, title="The path to the loss",
    )  # fmt: skip
    def path(self):
        t, r = self.t, self.route
        self.links = slopes.links_of(t, r.i, r.j)
        steps = {"w": r.weight, "z": t.z[t.D][r.i], "a": t.a[t.D][r.i], "end": t.L}
        self.marks = [mark for mark in steps if mark != "a" or not facts.is_one_jump(t)]
        named = [(link.name, link.number) for link in self.links]
        quantities = [steps[mark] for mark in self.marks]
        made = self.compose(
            CHAINED[self.stage.shape],
            net=self.net,
            row=self.again(self.board),
            chain=lambda room: self.hang(quantities, named, room),
            heirs={"row": self.board},
        )
        self.board, self.standing = made["row"], made["chain"]
        self.ripple(self.chain.grow)
        self.play(self.net.focus(self.edge, self.out), run_time=0.3)

    @beat(
        "<w> Nudge the weight, and <z> the sum moves.",
        line(
            case=facts.is_one_jump,
            yes="The sum moves <end> the loss.",
            no="The sum moves <a> the output, and the output moves <end> the loss.",
        ),
        "Each link <stretch> passes the nudge on, scaled on its way by <slopes> a factor of its own: its slope.",
    )
    def nudged(self):
        self.ripple(self.nudge.grow)
        self.at("stretch")
        self.play(self.nudge.shake(), run_time=1.6)
        self.at("slopes")
        for name in self.chain.names:
            self.show(name, shift=0.1 * RIGHT, run_time=0.4)

    # ---- slopes multiply along the path

    @beat(
        "Suppose <first> the first link doubles a nudge, and <second> the next link triples what it gets.",
        "<both> What do the two do together?",
        pause=3.0, title="Slopes multiply",
    )  # fmt: skip
    def puzzle(self):
        chain, thought = self.chain, self.thought
        self.play(FadeOut(chain.names), FadeOut(self.nudge), chain.values.animate.set_opacity(0), thought.grow(0), run_time=0.4)
        self.at("first")
        self.play(FadeIn(thought.words[0]), lit(chain.arrows[0]), thought.grow(1), run_time=1.0)
        self.at("second")
        self.play(FadeIn(thought.words[1]), lit(chain.arrows[1]), run_time=0.8)
        self.at("both")
        self.show(thought.asked, run_time=0.4)

    @beat(
        "Six times. A stretch of a stretch multiplies.",
        "<real> So the slope of the whole path is <product> the product of the slopes of its links.",
    )
    def product(self):
        self.earned = self.net.tag(self.t.D, self.route.i, self.route.j, self.route.outer)
        shown, asked = self.earned[1].shown, self.board
        self.whole = self.put(lambda room: largest_along(self.links, shown, room), keep=True)
        letters, chain = self.whole.letters, self.chain
        self.carry(asked, VGroup(letters["s"], letters["eq"]), run_time=0.6)
        self.play(FadeOut(self.thought.asked), self.thought.grow(2), run_time=0.9)
        self.at("real")
        self.clear_away(self.thought, run_time=0.3)
        self.play(FadeIn(chain.names), FadeIn(self.nudge), chain.values.animate.set_opacity(1), run_time=0.5)
        self.at("product")
        for name, arrow, factor in zip(reversed(chain.names), reversed(chain.arrows), self.whole.factors(), strict=True):
            self.play(lit(name), lit(arrow), FadeIn(factor), run_time=0.5)
        self.show(letters.rest, run_time=0.3)
        self.board = letters

    @beat(
        line(
            case=facts.link,
            sum="The link that is left is <source> a plain sum. If only our weight moves, all the rest stands still. "
            "<slope> So its slope is the number that came in along the line.",
            squash="The link before <source> it is {squash}.",
            part="Start at the end, with <source> the loss. Only one part of it <part> holds {t.a[D][i]:name}.",
            loss="Start at the end, with <source> the loss. It judges {t.a[D][i]:name}.",
            shortcut="Start at the end. Softmax ties all outputs together, so take it <source> and the loss in one jump. "
            "<slope> Together their slope is very simple: the output, minus the target.",
            jump="Start at the end. Softmax ties all outputs together, so take it <source> and the loss in one jump. "
            "<slope> The outputs' slopes add up.",
        ),
        SLOPE_OF_SQUASH,
        line(
            case=facts.judged_by,
            when=facts.is_loss,
            squared_error="<slope> Its slope is simply the error: the output, minus the target.",
            mse="<slope> Its slope is twice the error, shared among the outputs.",
            mse_alone="<slope> Its slope is twice the error: the output, minus the target.",
            binary_cross_entropy="<slope> Its slope is the error, divided by {n.a} times one minus {n.a}.",
        ),
        "<number> Here, {slope:2}.",
        each=facts.links, squash=facts.squash, leak=facts.output_leak, slope=facts.slope, i=facts.output_neuron, title="Link by link",
    )  # fmt: skip
    def factor(self, k):
        link = self.put_link(k)
        self.at("source")
        self.show(link.source, run_time=0.5)
        self.light(self.chain.arrows[k], run_time=0.6)
        if facts.link(self.t, k) == "part":
            self.at("part")
            self.light(link.source["a"], run_time=1.0)
        self.at("slope")
        self.show(link.letters)
        self.light(link.letters["s"], run_time=1.6 if facts.is_slow(self.t, k) else 0.7)
        self.at("number")
        self.show(link.numbers, run_time=0.4)
        self.fly((link.numbers["result"], self.chain.numbers[k]), arc=ARC)

    @beat(
        "Now every link has its slope. <product> Put them in, and multiply.",
        "<result> {slope:2}. That is how strongly our weight <how> moves the loss.",
        slope=facts.outer,
    )
    def multiplied(self):
        sources = zip(reversed(self.chain.numbers), reversed(self.chain.arrows), strict=True)
        whole = self.put(lambda room: largest_along(self.links, self.earned[1].shown, room))
        self.multiply(whole, dict(enumerate(sources)), self.earned)
        self.whole = whole
        self.at("how")
        self.play(self.net.flow(self.edge), run_time=0.6)
        self.play(self.net.flow(self.out), lit(self.net.loss), run_time=0.7)

    @beat(
        line(case=facts.sign, positive="The slope is <sign> positive.", negative="The slope is <sign> negative."),
        "To make the loss smaller, which way should this weight <move> move: up, or down?",
        when=facts.is_sloped, pause=3.0,
    )  # fmt: skip
    def question(self):
        self.at("sign")
        self.light(self.tag[1], self.whole.numbers["result"])
        self.at("move")
        self.play(self.nudge.shake(), run_time=1.6)

    @beat(
        line(
            case=facts.sign,
            positive="It should go <way> down. <more> More of this weight means more loss. So <turn> we take some away.",
            negative="It should go <way> up. <more> More of this weight means less loss. So <turn> we add some.",
        ),
        line(
            case=facts.is_summed,
            yes="With <many> many examples, the sum of their slopes decides.",
            no="With <many> many examples, the mean of their slopes decides.",
            when=facts.is_batch,
        ),
        when=facts.is_sloped,
    )
    def turned(self):
        self.put(lambda room: fit(Formula(formulas.verdict(self.route)), room))
        self.at("way")
        self.show(self.board, run_time=0.5)
        self.at("more")
        self.play(self.nudge.shake(), lit(self.board["w"]), lit(self.board["L"]), lit(self.edge), run_time=1.2, lit=True)
        self.at("turn")
        self.play(self.nudge.take_back() if facts.sign(self.t) == "positive" else self.nudge.shake(), run_time=1.0)
        if facts.is_batch(self.t):
            self.at("many")
            self.light(self.board["s"])

    @beat(
        line(
            case=facts.stopped_at,
            input="Zero: <zero> nothing came in along its line. However this weight is turned, <same> the loss stays where it is.",
            squash="Zero: <zero> where this neuron stands, its activation is flat. A little turn of the weight <same> moves nothing.",
            loss="Zero: <zero> the loss is at rest in this output. A little turn of the weight <same> wins nothing.",
        ),
        when=facts.is_still,
    )
    def still(self):
        self.at("zero")
        self.light(self.tag[1], self.whole.numbers["result"])
        self.at("same")
        self.light(self.net.loss, self.net.L)

    # ---- a hidden weight, whose paths fork and add

    @beat(
        "Now go one layer deeper, to a weight that lies <weight> before a hidden neuron.",
        "<follow> Follow its influence to the loss. How <many> many paths can you find?",
        when=facts.has_hidden, pause=3.0, title="A hidden weight",
    )  # fmt: skip
    def deeper(self):
        t, r = self.t, self.route
        self.net.drop(self.tag)
        self.compose("SOLO", net=self.net, gone=[self.board, self.chain, self.tag])
        self.board, self.standing = VGroup(), VGroup()
        self.inlet = self.net.edge(t.D - 1, r.j, r.k)
        self.pick(self.inlet, self.net.tag(t.D - 1, r.j, r.k, t.W[t.D - 1][r.j][r.k]))
        self.at("follow")
        self.light(self.inlet, self.net.loss)
        self.at("many")
        self.play(self.net.flow(self.inlet), run_time=0.8)

    @beat(
        "It feeds <hidden> one hidden neuron.",
        line(
            case=facts.has_several_outputs,
            yes="And there the path splits. {outputs:Words} paths, <fork> one through each output.",
            no="And as there is a single output, there is <fork> a single path. With more outputs, there would be one through each.",
        ),
        "The loss <feels> feels every path, and small effects simply <add> add up.",
        outputs=facts.outputs, when=facts.has_hidden,
    )  # fmt: skip
    def forked(self):
        D, j = self.t.D, self.route.j
        self.fan, self.outs = [self.net.edge(D, i, j) for i in self.net.loss_edges], list(self.net.loss_edges.values())
        self.at("hidden")
        self.play(self.net.flow(self.inlet), run_time=0.6)
        self.light(self.net.neuron(D - 1, j), run_time=0.5)
        self.at("fork")
        self.play(self.net.focus(self.inlet, *self.fan, *self.outs), self.net.flow(*self.fan), run_time=0.7)
        self.play(self.net.flow(*self.outs), run_time=0.7)
        self.at("feels")
        self.light(self.net.loss)
        self.at("add")
        self.light(self.net.loss, self.net.L)

    @beat(
        line(
            case=facts.way_back,
            jump="The way from the loss back to the sum, at each output, <links> we have walked already, in one jump. "
            "<slopes> Here they are, at every output.",
            several="The way from the loss back to the sum, at each output, <links> we have walked already: multiply the last two links. "
            "<slopes> Here they are, at every output.",
            only="The way from the loss back to the sum, at the output, <links> we have walked already: multiply the last two links. "
            "<slopes> Here it is, at the output.",
        ),
        when=facts.has_hidden,
    )
    def outputs(self):
        t, i = self.t, self.route.i
        letters, numbers = self.put(lambda room: fit(to_sum(self.route), room))
        self.felt = {k: self.net.felt(t.D, k, t.delta[t.D][k]) for k in self.net.loss_edges}
        self.at("links")
        self.play(self.net.flow(*self.outs, back=True), FadeIn(letters), run_time=0.8)
        self.show(numbers, run_time=0.5)
        self.at("slopes")
        self.fly((numbers["result"], self.felt[i]), arc=ARC)
        self.show(*(slope for k, slope in self.felt.items() if k != i), shift=0.2 * LEFT)
        self.net.keep(t.D - self.net.before, *self.felt)

    @beat(
        line(
            case=facts.paths,
            one="The path crosses one more <w> weight. Slope times weight.",
            two="Each path crosses one more <w> weight. So its share is slope times weight. "
            "<p0> {t.terms[D][0][j]:2} through the first output, <p1> {t.terms[D][1][j]:2} through the second.",
            three="Each path crosses one more <w> weight. So its share is slope times weight. "
            "<p0> {t.terms[D][0][j]:2} through the first output, <p1> {t.terms[D][1][j]:2} through the second, "
            "<p2> {t.terms[D][2][j]:2} through the third.",
            more="Each path crosses one more <w> weight. So its share is slope times weight. "
            "<p0> {t.terms[D][0][j]:2} through the first output, <p1> {t.terms[D][1][j]:2} through the second. And so on.",
        ),
        line(
            case=facts.pull,
            when=facts.has_pull,
            together="They <pull> pull the same way.",
            against="They <pull> pull against each other.",
        ),
        line(
            case=facts.has_several_outputs,
            yes="<sum> Together, {t.dL_da[H][j]:2}.",
            no="<sum> So the loss feels our hidden neuron by {t.dL_da[H][j]:2}.",
        ),
        j=facts.hidden_neuron, when=facts.has_hidden,
    )  # fmt: skip
    def shares(self):
        D, j = self.t.D, self.route.j
        self.put(lambda room: self.forks(D, j, room), shot="LEDGER" if self.stage.is_narrow or self.t.sizes[D] > 2 else "DUET")
        fork = self.fork
        self.show(fork.letters, run_time=0.5)
        self.at("w")
        self.tags = {i: self.net.tag(D, i, j, self.t.W[D][i][j]) for i in self.felt}
        self.show(*self.tags.values(), fork.factors["eq"], fork.factors.rest, run_time=0.5)
        self.net.add(*self.tags.values())
        self.fly(*(move for i, tag in self.tags.items() for move in fork.fill(i, tag[1], self.felt[i])), arc=ARC, run_time=1.0)
        for k, i in enumerate(fork.steps):
            self.at(f"p{k}")
            self.show(fork.share(i), run_time=0.4)
        if facts.has_pull(self.t):
            self.at("pull")
            self.play(*(lit(self.felt[i]) for i in fork.steps), run_time=0.5)
        self.at("sum")
        self.play(FadeIn(fork.total()), lit(self.net.neuron(D - 1, j)), run_time=0.6)

    @beat(
        "From the hidden neuron <back> back to the weight, it is one path again.",
        "So <product> we multiply: times the slope of its activation, times the number that came in. <result> {slope:2}.",
        line(
            case=facts.inner_stopped_at,
            when=facts.is_inner_still,
            input="Nothing came in along its line, so this weight changes nothing.",
            squash="The hidden neuron stands where its activation is flat, so nothing gets through it.",
            loss="Nothing comes back to the hidden neuron, so there is nothing to win here.",
        ),
        slope=facts.inner, when=facts.has_hidden,
    )  # fmt: skip
    def inner(self):
        r, l, kept = self.route, self.t.D - 1, self.fork.shares["result"]
        self.net.drop(*self.tags.values(), self.tag)
        old = [m for m in self.board.get_family() if len(m.points) and m not in kept.get_family()]
        self.compose("LEDGER", net=self.net, row=lambda room: kept, gone=[*old, *self.tags.values()])
        tag = self.net.tag(l, r.j, r.k, r.inner)
        product = self.board = fit(inner_product(r, tag[1].shown), inside(room_of(self.stage, "LEDGER", 1)))
        self.at("back")
        self.play(self.net.flow(self.inlet, back=True), run_time=0.9)
        self.remove(kept)
        self.fly((kept, product.numbers["f0"]), run_time=0.6, arc=ARC)
        came = self.net.neuron(l - 1, r.k), self.net.values[l - 1 - self.net.before][r.k]
        self.multiply(product, {1: [self.net.neuron(l, r.j)], 2: came}, tag, pace=1.2)

    # ---- what all paths share

    @beat(
        line(
            case=facts.has_several_outputs,
            yes="Look at what was used twice. <first> The slope at one output gave us the slope of a weight in the last layer.",
            no="Look at what was used twice. <first> The slope at the output gave us the slope of a weight in the last layer.",
        ),
        line(
            case=facts.has_several_outputs,
            yes="<again> The hidden weight needed it again, and those at the other outputs. Every path <every> runs through one of them.",
            no="<again> The hidden weight needed it again. Every path <every> runs through it.",
        ),
        line(
            case=facts.has_several_outputs,
            yes="So work them out <once> once, and keep them.",
            no="So work it out <once> once, and keep it.",
        ),
        when=facts.has_hidden, title="What every path shares",
    )  # fmt: skip
    def shared(self):
        self.compose("SOLO", net=self.net, gone=[self.board])
        self.board = VGroup()
        outer = self.net.tag(self.t.D, self.route.i, self.route.j, self.route.outer)
        self.at("first")
        self.light(self.felt[self.route.i])
        self.play(self.net.flow(self.out, self.edge, back=True), FadeIn(outer), run_time=0.8)
        self.net.add(outer)
        self.at("again")
        self.light(*self.felt.values())
        for lines in (self.outs, self.fan):
            self.play(self.net.flow(*lines, back=True), run_time=0.7)
        self.play(self.net.flow(self.inlet, back=True), lit(self.tag[1]), run_time=0.7)
        self.at("every")
        self.play(self.net.flow(*self.outs, back=True), run_time=0.8)
        self.at("once")
        self.light(*self.felt.values())

    @beat(
        line(
            case=facts.has_hidden,
            yes="Multiply along <along> a path, and add <over> over the paths. That is <all> all of the chain rule.",
            no="Multiply along <along> a path. In deeper networks, paths may fork: add <over> over them. "
            "That is <all> all of the chain rule.",
        ),
        "Next, every neuron gets such a slope: <name> its {n.delta}.",
    )
    def harvest(self):
        chain = [] if facts.has_hidden(self.t) else [self.chain]
        law = Formula(formulas.rule_of_paths(self.t))
        rule = self.compose("LEDGER", net=self.net, row=lambda room: fit(law, room), gone=[self.board, *chain])["row"]
        self.at("along")
        self.show(rule["s"], rule["eq"], rule["mul"], rule.rest, run_time=0.5)
        self.at("over")
        self.show(rule["add"], run_time=0.5)
        self.at("all")
        self.light(rule, run_time=1.4)
        self.at("name")
        self.light(*(self.felt.values() if facts.has_hidden(self.t) else [self.tag[1]]), run_time=1.4)

    # ---- gestures

    def put(self, make: Callable[[Region], M], keep: bool = False, shot: str | None = None) -> M:
        """A board for the next formulas, which are not yet shown, with the network and, where it stands, the chain."""
        chain: dict[str, Thing] = {"chain": lambda room: self.standing} if len(self.standing) else {}
        gone = [] if keep else [self.board]
        shot = CHAINED[self.stage.shape] if chain else shot
        self.board = self.compose(shot, net=self.net, row=make, gone=gone, heirs=None, **chain)["row"]
        return self.board

    def put_link(self, k: int) -> slopes.Link:
        """The board of link k, as it stands there from now on."""
        found: list[slopes.Link] = []

        def make(room: Region) -> VGroup:
            link, made = self.links[k].in_room(room)
            found[:] = [link]
            return made

        self.put(make)
        (self.links[k],) = found
        return self.links[k]

    def again(self, formula: Formula) -> Callable[[Region], Formula]:
        """The same line, made for another room."""
        return lambda room: fit(formula.copy(), room)

    def hang(self, quantities: list[Number], named: list[tuple[str, Number]], room: Region) -> ChainView:
        """The chain with its bars and the thought about them, in a room; nothing of it is shown yet."""
        self.chain = large_chain(quantities, named, beside_bars(room))
        self.nudge = NudgeBars(self.chain, room, [link.number.value for link in self.links])
        self.thought = Thought(self.chain, room, (2, 3))
        self.chain.add(self.nudge)  # leaves with it
        return self.chain

    def forks(self, l: int, j: int, room: Region) -> VGroup:
        """The sum over the paths that fork, made for a room."""
        self.fork = ForkSum(self.t, l, j, room)
        return self.fork.lines

    def pick(self, edge: Line, tag: VGroup) -> None:
        """At <weight>, let one weight stand out, its number on its edge."""
        self.at("weight")
        self.play(self.net.focus(edge), FadeIn(tag), run_time=0.7)
        self.pin(tag)

    def pin(self, tag: VGroup) -> None:
        """Let a number that has appeared on an edge ride with the network."""
        self.net.add(tag)
        self.tag = tag

    def unpin(self, *tags: VMobject) -> None:
        """Let numbers that ride with the network leave."""
        self.net.drop(*tags)
        self.clear_away(*tags, run_time=0.3)

    def multiply(self, product: Product, sources: Mapping[int, Sequence[VMobject]], tag: VGroup, pace: float = 0.45) -> None:
        """Letters; at <product> each number under its own, while its sources light; at <result> what they make, which flies onto the edge.

        A number that has no sources stands there already.
        """
        letters, numbers = product.letters, product.numbers
        self.show(letters, run_time=0.5)
        self.at("product")
        self.show(numbers["eq"], numbers.rest, run_time=0.3)
        for k, parts in sources.items():
            self.play(FadeIn(numbers[f"f{k}"]), *map(lit, parts), run_time=pace)
        self.at("result")
        self.show(numbers["result"], scale=0.7, run_time=0.5)
        self.net.drop(self.tag)
        self.clear_away(self.tag, run_time=0.2)
        self.show(tag[0], run_time=0.1)
        self.fly((numbers["result"], tag[1]), arc=ARC)
        self.pin(tag)

    def ripple(self, gesture: Callable[[int], Animation]) -> None:
        """Along the chain, mark by mark, each card with its gesture, while the network shows the same."""
        neuron = self.net.neuron(self.t.D, self.route.i)
        for k, mark in enumerate(self.marks):
            spot = {"w": self.tag, "end": self.net.loss}.get(mark, neuron)
            edges = {"z": [self.edge], "end": [self.out]}.get(mark, [])
            self.at(mark)
            self.play(gesture(k), *(self.net.flow(edge) for edge in edges), lit(spot), run_time=0.7)
