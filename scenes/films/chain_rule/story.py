"""One weight, one chain: slopes multiply along a path from a weight to the loss, and add over the paths."""

from __future__ import annotations

from manim import LEFT, RIGHT, Create, FadeIn, FadeOut

from scenes.beat import beat
from scenes.films.chain_rule import chain_words as words
from scenes.films.chain_rule import fork_words
from scenes.films.chain_rule.ending import NetworkEnd
from scenes.films.chain_rule.fork import ForkSum
from scenes.films.chain_rule.nudge import NudgeBars, Thought, beside_bars, shaken
from scenes.films.chain_rule.pathway import PathChapter
from scenes.films.chain_rule.product import along, inner_product, rule_of_paths, to_sum, verdict
from scenes.kit.maths import slopes
from scenes.kit.maths.chain import ChainView, chain_room
from scenes.kit.maths.matrix import frame
from scenes.kit.place.light import lit
from scenes.kit.theme import theme
from scenes.kit.type.formula import LARGE, Formula, Label


class ChainRule(PathChapter):
    title = "One weight, one chain"
    promise = "Derive how strongly any weight moves the loss."

    @beat("By the end of this film, you can take <net> any weight in a network, and work out how strongly it <moves> moves the loss.")
    def promised(self):
        self.heading = self.stage.title.hold(Label(self.title, size=LARGE, color=theme().ink))
        self.show(self.heading)
        self.at("net")
        self.net = NetworkEnd(self.t, self.stage.graph)
        self.show(self.net, run_time=1.2)
        self.edge, self.out = self.net.edge(self.t.D, self.route.i, self.route.j), self.net.loss_edges[self.route.i]
        self.at("moves")
        self.run_to_loss()

    @beat(words.ready)
    def ready(self):
        self.clear_away(self.heading)
        self.at("values")
        self.play(self.net.fill_all(self.t), run_time=1.6)
        self.at("loss")
        self.play(self.net.judge(self.t.L), run_time=0.7)

    @beat(words.asked)
    def asked(self):
        t, r = self.t, self.route
        self.at("knob")
        self.play(self.net.flow(*(line for lines in self.net.edges.values() for line in lines.values())), run_time=1.0)
        self.pick(self.edge, self.net.tag(t.D, r.i, r.j, r.weight))
        self.at("little")
        width = self.edge.get_stroke_width()
        self.play(self.edge.animate(rate_func=shaken).set_stroke(width=width + 6), run_time=1.2)
        self.at("loss")
        self.light(self.net.loss, self.net.value)
        self.put(Formula("{s} = {q}", s=r.outer.named, q='"?"'))
        self.at("slope")
        self.show(self.board)

    @beat(words.path)
    def path(self):
        t, r = self.t, self.route
        self.links = slopes.links_of(t, r.i, r.j)
        steps = {"w": r.weight, "z": t.z[t.D][r.i], "a": t.a[t.D][r.i], "end": t.L}
        self.marks = [mark for mark in steps if mark != "a" or not words.one_jump(t)]
        named = [(link.name, link.number) for link in self.links]
        room = chain_room(self.stage, self.stage.beside)
        self.chain = ChainView([steps[mark] for mark in self.marks], named, beside_bars(room))
        self.nudge = NudgeBars(self.chain, room, [link.number.value for link in self.links])
        self.thought = Thought(self.chain, room, (2, 3))
        self.chain.add(self.nudge)  # leaves with it
        self.make_room(self.net)
        self.ripple(self.chain.grow, self.marks)
        self.play(self.net.focus(self.edge, self.out), run_time=0.3)

    @beat(words.nudged)
    def nudged(self):
        self.ripple(self.nudge.grow, self.marks)
        self.at("stretch")
        self.play(self.nudge.shake(), run_time=1.6)
        self.at("slopes")
        for name in self.chain.names:
            self.show(name, shift=0.1 * RIGHT, run_time=0.4)

    @beat(words.PUZZLE, pause=3.0)
    def puzzle(self):
        chain, thought = self.chain, self.thought
        self.play(FadeOut(chain.names), FadeOut(self.nudge), chain.values.animate.set_opacity(0), thought.grow(0), run_time=0.4)
        self.at("first")
        self.play(FadeIn(thought.words[0]), lit(chain.arrows[0]), thought.grow(1), run_time=1.0)
        self.at("second")
        self.play(FadeIn(thought.words[1]), lit(chain.arrows[1]), run_time=0.8)
        self.at("both")
        self.show(thought.asked, run_time=0.4)

    @beat(words.PRODUCT)
    def product(self):
        self.earned = self.net.tag(self.t.D, self.route.i, self.route.j, self.route.outer)
        self.whole = self.put(along(self.links, self.earned[1].shown))
        letters, chain = self.whole.letters, self.chain
        self.play(FadeOut(self.thought.asked), self.thought.grow(2), run_time=0.9)
        self.at("real")
        self.clear_away(self.thought, run_time=0.3)
        self.play(FadeIn(chain.names), FadeIn(self.nudge), chain.values.animate.set_opacity(1), run_time=0.5)
        self.at("product")
        self.show(letters["s"], letters["eq"], run_time=0.4)
        for name, arrow, factor in zip(reversed(chain.names), reversed(chain.arrows), self.whole.factors(), strict=True):
            self.play(lit(name), lit(arrow), FadeIn(factor), run_time=0.5)
        self.show(letters.rest, run_time=0.3)
        self.board = letters

    @beat(words.factor, each=lambda t: reversed(range(2 if words.one_jump(t) else 3)))
    def factor(self, k):
        link = self.links[k]
        self.put(link.board(self.stage.board.width > 4 * self.stage.board.height))
        self.at("source")
        self.show(link.source, run_time=0.5)
        self.light(self.chain.arrows[k], run_time=0.5)
        self.at("slope")
        self.show(link.letters)
        self.at("number")
        self.show(link.numbers, run_time=0.4)
        self.fly((link.numbers["result"], self.chain.numbers[k]))

    @beat(words.multiplied)
    def multiplied(self):
        sources = zip(reversed(self.chain.numbers), reversed(self.chain.arrows), strict=True)
        self.multiply(self.whole, dict(enumerate(sources)), self.earned)

    @beat(words.question, when=words.sloped, pause=3.0)
    def question(self):
        self.at("sign")
        self.light(self.tag[1], self.whole.numbers["result"])
        self.at("move")
        self.play(self.nudge.shake(), run_time=1.6)

    @beat(words.turned, when=words.sloped)
    def turned(self):
        self.put(verdict(self.route))
        self.at("way")
        self.show(self.board)
        self.at("more")
        self.play(self.nudge.shake(), lit(self.board["w"]), lit(self.board["L"]), lit(self.edge), run_time=1.2, lit=True)
        self.at("turn")
        self.play(self.nudge.take_back() if self.route.outer.value > 0 else self.nudge.shake(), run_time=1.0)
        if len(self.t.trace.steps[0].examples) > 1:
            self.at("many")
            self.light(self.board["s"])

    @beat(fork_words.DEEPER, when=words.hidden, pause=3.0)
    def deeper(self):
        t, r = self.t, self.route
        self.unpin(self.tag)
        self.wipe(self.chain)
        self.room = self.stage.board if self.chain.down else self.stage.side
        self.recentre(self.net)
        self.inlet = self.net.edge(t.D - 1, r.j, r.k)
        self.pick(self.inlet, self.net.tag(t.D - 1, r.j, r.k, t.W[t.D - 1][r.j][r.k]))
        self.at("follow")
        self.light(self.inlet, self.net.loss)

    @beat(fork_words.forked, when=words.hidden)
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
        self.light(self.net.loss, self.net.value)

    @beat(fork_words.outputs, when=words.hidden)
    def outputs(self):
        t, i = self.t, self.route.i
        self.blames = {k: self.net.felt(t.D, k, t.delta[t.D][k]) for k in self.net.loss_edges}
        letters, numbers = self.put(to_sum(self.route))
        self.at("links")
        self.play(self.net.flow(*self.outs, back=True), FadeIn(letters), run_time=0.8)
        self.show(numbers, run_time=0.5)
        self.at("slopes")
        self.fly((numbers["result"], self.blames[i]))
        self.show(*(blame for k, blame in self.blames.items() if k != i), shift=0.2 * LEFT)
        self.net.add(*self.blames.values())

    @beat(fork_words.shares, when=words.hidden)
    def shares(self):
        D, j = self.t.D, self.route.j
        self.fork = fork = ForkSum(self.t, D, j)
        self.put(fork.lines)
        self.show(fork.letters, run_time=0.5)
        self.at("w")
        self.tags = {i: self.net.tag(D, i, j, self.t.W[D][i][j], at=0.62) for i in self.blames}
        self.show(*self.tags.values(), fork.factors["eq"], fork.factors.rest, run_time=0.5)
        self.net.add(*self.tags.values())
        self.fly(*(move for i, tag in self.tags.items() for move in fork.fill(i, tag[1], self.blames[i])))
        for i, mark in zip(fork.steps, ("p0", "p1"), strict=False):
            self.at(mark)
            self.show(fork.share(i), run_time=0.4)
        self.at("sum")
        self.show(fork.total(), run_time=0.4)
        self.light(fork.shares["result"], self.net.neuron(D - 1, j))

    @beat(fork_words.inner, when=words.hidden)
    def inner(self):
        r, l, kept = self.route, self.t.D - 1, self.fork.shares["result"]
        tag = self.net.tag(l, r.j, r.k, r.inner)
        product = self.room.hold(inner_product(r, tag[1].shown))
        self.unpin(*self.tags.values(), *(part for part in self.board.get_family() if part not in kept.get_family()))
        self.board = None
        self.remove(kept)
        self.fly((kept, product.numbers["f0"]), run_time=0.6)
        came = self.net.neuron(l - 1, r.k), self.net.values[l - 1 - self.net.before][r.k]
        self.multiply(product, {1: [self.net.neuron(l, r.j)], 2: came}, tag)

    @beat(fork_words.SHARED, when=words.hidden)
    def shared(self):
        outer = self.net.tag(self.t.D, self.route.i, self.route.j, self.route.outer)
        self.wipe()
        self.at("first")
        self.play(*(Create(frame(blame, buff=0.05)) for blame in self.blames.values()), *map(lit, self.blames.values()), run_time=0.8)
        self.play(self.net.flow(self.out, self.edge, back=True), FadeIn(outer), run_time=0.8)
        self.net.add(outer)
        self.at("again")
        for lines in (self.outs, self.fan):
            self.play(self.net.flow(*lines, back=True), run_time=0.5)
        self.play(self.net.flow(self.inlet, back=True), lit(self.tag[1]), run_time=0.5)
        self.at("once")
        self.light(*self.blames.values())

    @beat(words.HARVEST)
    def harvest(self):
        if not words.hidden(self.t):
            self.wipe(self.chain)
        rule = self.put(rule_of_paths(self.t))
        self.at("along")
        self.show(rule["s"], rule["eq"], rule["mul"], rule.rest, run_time=0.5)
        self.at("over")
        self.show(rule["add"], run_time=0.5)
        self.at("name")
        self.light(*(self.blames.values() if words.hidden(self.t) else [self.tag[1]]))
