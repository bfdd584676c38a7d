"""Every weight gets its share: blame times signal, for one edge, for a layer, for every layer; the four equations."""

from __future__ import annotations

from manim import FadeIn, LaggedStart

from scenes.beat import beat
from scenes.films.gradients import shares_words as words
from scenes.films.gradients.tabling import TableFilm
from scenes.kit.maths import shares
from scenes.kit.maths.wall import Wall


class Gradients(TableFilm):
    title = "Every weight gets its share"
    promise = "Write down the slope of every weight and every bias."

    @beat("By the end of this film, you can <net> write down the slope of every weight in a network, <all> all of them at once.")
    def promised(self):
        self.entitle()
        self.at("net")
        self.draw_network()
        self.at("all")
        self.play(*(self.net.pulse(l, back=True) for l, edges in self.net.edges.items() if edges), run_time=1.0)

    @beat(words.given)
    def given(self):
        self.clear()
        for mark, written in (("a", self.signals), ("d", self.blames)):
            self.at(mark)
            self.play(*written(), run_time=1.0)
        self.at("name")
        (named,) = self.on_board(shares.blame_named(self.t, self.D, self.ij[0]))
        self.show(named, self.name_blame(), run_time=0.5)
        self.light(named["delta"], *self.net.blames[self.D].values())

    @beat("But nobody turns a neuron. We turn weights. <edge> Take one line, and ask how fast the loss rises with <w> its weight.")
    def one_line(self):
        self.clear()
        self.at("edge")
        self.play(self.trace_edge(self.D, self.ij, keep=True), run_time=0.8)
        self.at("w")
        self.weight = self.name_edge(self.D, *self.ij)

    @beat(words.NUDGE)
    def numbers(self):
        numbers, _ = self.rows = self.on_board(shares.share_numbers(self.t, self.D, *self.ij), shares.share_law())
        self.show(numbers["dw"], numbers["eq"], run_time=0.4)
        self.play(self.net.pulse(self.D, self.ij), run_time=0.7)
        self.at("a")
        self.fly((self.came_in, numbers["a"]))
        self.at("z")
        self.light(self.net.neurons[self.D][self.ij[0]])
        self.at("d")
        self.fly((self.blamed, numbers["delta"]))
        self.at("times")
        self.show(numbers.rest, run_time=0.4)
        self.at("result")
        self.show(numbers["result"], scale=0.7, run_time=0.5)
        self.clear_away(self.weight, run_time=0.3)
        self.land(self.D, {self.ij: numbers["result"]})

    @beat(words.LETTERS)
    def letters(self):
        (i, j), (numbers, law) = self.ij, self.rows
        self.at("law")
        self.show(law, run_time=0.25)
        self.at("i")
        self.light(numbers["delta"], law["delta"], self.blamed, self.net.neurons[self.D][i])
        self.at("j")
        self.light(numbers["a"], law["a"], self.came_in, self.net.neurons[self.D - 1][j])

    @beat("Now suppose <zero> that nothing came in: the input of a line is zero. What is the gradient of <ask> its weight?", pause=3.0)
    def silent(self):
        self.clear(also=[] if self.has_tags(self.D) else [*self.net.weights.pop(self.D).values()])
        zero, self.asked = self.on_board(shares.silence(), shares.silence_asked())
        self.at("zero")
        self.play(FadeIn(zero), *self.hush(), run_time=0.5)
        self.light(zero["a"], self.net.neurons[self.D - 1][self.ij[1]])
        self.at("ask")
        self.show(self.asked, run_time=0.5)

    @beat(words.silence)
    def answered(self):
        answer = self.completed(self.asked, "ask", shares.silence_answered())
        self.at("none")
        self.light(*answer)
        self.point_at_quiet("here")

    @beat("And the bias? It is a weight like any other, only <one> its input is always one. So its gradient is <db> simply the blame.")
    def biases(self):
        self.clear(also=[self.glow])
        self.recall()
        numbers, law = self.on_board(shares.bias_numbers(self.t, self.D, self.ij[0]), shares.bias_law())
        bias = self.bias_of(self.D, self.ij[0])
        self.at("one")
        self.show(bias, numbers["db"], numbers["eq"], run_time=0.5)
        self.fly((self.blamed, numbers["delta"]), (bias.one, numbers["one"]))
        self.show(numbers.rest, numbers["result"], run_time=0.4)
        self.at("db")
        self.show(law, run_time=0.4)
        self.light(numbers["result"], law["delta"], self.blamed)

    @beat("Now the whole layer at once. Put its blames in <column> a column. Lay what came in <row> along the top.")
    def table(self):
        self.clear()
        self.lay(self.D)
        self.show(self.outer.brackets, run_time=0.5)
        self.at("column")
        self.take(self.outer.column, self.net.blames[self.D], self.outer.dots.left)
        self.at("row")
        self.take(self.outer.row, self.net.values[self.D - 1], self.outer.dots.top)

    @beat(
        "Each cell is <cells> one line: the blame at its row, times the signal at its column. And each result <land> belongs to its line."
    )
    def cells(self):
        self.at("cells")
        self.fill(self.D, one_by_one=True)
        self.at("land")
        self.settle(self.D)

    @beat(words.signs)
    def signs(self):
        for mark, cells in self.by_sign().items():
            self.at(mark)
            self.light(*cells)

    @beat(words.OUTER)
    def matrix_law(self):
        self.show(self.law, run_time=0.5)
        for mark, part, numbers in (("d", "delta", self.outer.column), ("a", "a", self.outer.row)):
            self.at(mark)
            self.light(self.law[part], *numbers.values())
        self.at("outer")
        self.light(self.law)
        for mark, numbers in (("forward", self.net.values[self.D - 1]), ("back", self.net.blames[self.D])):
            self.at(mark)
            self.light(*numbers.values())

    @beat(words.layer_back, each=lambda t: range(t.D - 1, 0, -1))
    def layer_back(self, l):
        self.clear()
        self.lay(l)
        self.show(self.law, self.outer.brackets, run_time=0.4)
        self.at("d")
        self.take(self.outer.column, self.net.blames.get(l, {}), self.outer.dots.left)
        self.at("in")
        self.take(self.outer.row, self.net.values.get(l - 1, {}), self.outer.dots.top)
        self.at("fill")
        self.fill(l, one_by_one=False)
        self.settle(l)

    @beat(words.compare, when=lambda t: t.D > 1, pause=3.0)
    def compared(self):
        self.clear()
        pairs = [(l, words.share(self.t, l)) for l in (self.D, 1)]
        self.two = self.on_board(*(shares.share_split(self.t, l, *ij) for l, ij in pairs))
        for mark, (l, ij), line in zip(("last", "first"), pairs, self.two, strict=True):
            self.at(mark)
            self.play(self.trace_edge(l, ij), *(FadeIn(line[k]) for k in ("dw", "eq", "result")), run_time=0.7)
        self.at("why")
        self.light(*(line["result"] for line in self.two))

    @beat(words.compared, when=lambda t: t.D > 1)
    def because(self):
        for mark, sign, factor in (("blame", "equals", "delta"), ("signal", "times", "a")):
            self.at(mark)
            self.show(*(line[name] for line in self.two for name in (sign, factor)), run_time=0.4)
            self.light(*(line[factor] for line in self.two))

    @beat("That was one example. With several, <mean> each one gives such a table, and the step takes their mean.", when=words.has_many)
    def several(self):
        self.clear()
        self.at("mean")
        self.show(*self.on_board(shares.mean_letters()))

    @beat(lambda t: f"Put it all on one wall. Backpropagation is <wall> {'four' if t.D > 1 else 'three'} equations.")
    def on_one_wall(self):
        self.clear(also=[self.net])
        self.wall = Wall(self.t, self.stage)
        self.show(self.wall.net, run_time=0.6)
        self.at("wall")
        self.play(LaggedStart(*(FadeIn(e) for e in self.wall.equations.values()), lag_ratio=0.3), run_time=1.2)

    @beat(lambda t, key, said: said, each=words.wall)
    def on_the_wall(self, key, said):
        self.play(self.wall.point_at(key), run_time=0.5)
        self.at("here")
        for step in self.wall.happen(key):
            self.play(*step, run_time=0.6)
        if key == "output":
            self.at("blame")
            self.light(self.wall.equations[key])

    @beat("One question. Which of these equations needs to know <what> what the network should have said?", pause=3.0)
    def which(self):
        self.play(self.wall.unpoint(), run_time=0.4)
        self.at("what")
        self.light(*self.wall.equations.values())

    @beat(words.only_first)
    def the_first(self):
        self.at("only")
        self.play(self.wall.point_at("output"), self.wall.net.pulse_loss(back=True), run_time=0.8)
        self.play(*self.wall.unfold(), run_time=0.6)
        self.at("y")
        wanted = self.wall.wanted()
        self.show(*wanted, run_time=0.4)
        self.light(self.wall.equations["output"]["y"], *wanted)

    @beat("One pass <on> forward, one pass <back> back, and <all> every weight and every bias has its slope.")
    def harvest(self):
        self.play(self.wall.unpoint(), run_time=0.3)
        for mark in ("on", "back"):
            self.at(mark)
            self.play(self.wall.whole_pass(back=mark == "back"), run_time=0.8)
        self.at("all")
        self.light(*self.wall.equations.values(), *self.wall.lines)
