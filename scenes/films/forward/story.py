"""Numbers walk through the network: weigh, add, squash, neuron by neuron, then the layer as W a + b."""

from __future__ import annotations

from manim import LEFT, UP, Create, FadeIn, VGroup

from engine.activations import ACTIVATIONS
from scenes.beat import beat
from scenes.films.forward import forward_words as say
from scenes.films.forward.bending import BendingFilm
from scenes.films.forward.shelf import Shelf
from scenes.kit.maths import equations as eq
from scenes.kit.maths.layer import LayerEquation
from scenes.kit.maths.matrix import frame
from scenes.kit.network.diagram import NetworkDiagram
from scenes.kit.plots.plot import activation_plot
from scenes.kit.theme import theme
from scenes.kit.type.formula import LARGE, SMALL, Formula, Label, align_equals


class ForwardPass(BendingFilm):
    title = "Numbers walk through the network"
    promise = "Compute by hand what a network predicts."

    @beat("By the end of this film, you can take <net> any network of neurons, and <walk> compute by hand what it will predict.")
    def promised(self):
        self.show(self.place("title", Label(self.title, size=LARGE, color=theme().ink)))
        self.at("net")
        self.net = NetworkDiagram(self.t.sizes, self.stage.graph, [layer.W for layer in self.t.trace.net.layers])
        self.show(self.net, run_time=1.2)
        self.at("walk")
        self.walk()

    @beat(
        "Nothing in what follows depends on its size. <inputs> Numbers enter on the left. The prediction comes out <outputs> on the right."
    )
    def parts(self):
        self.clear("title")
        self.at("inputs")
        self.light(*self.net.neurons[0].values())
        self.at("outputs")
        self.light(*self.net.neurons[self.t.D].values())

    @beat(lambda t: f"Every line carries a weight. <green> {say.signs(t)} <thick> The thicker the line, the larger the weight.")
    def weights(self):
        self.at("green")
        self.play(*(self.net.pulse(l, color=theme().light) for l in self.net.edges), run_time=1.2)
        self.at("thick")
        labels = [self.net.label_edges(l, self.t.W[l]) for l in self.net.edges if self.net.shows_weights(l)]
        self.play(*(labels or (self.net.pulse(l, self.net.thickest(l), color=theme().light) for l in self.net.edges)), run_time=1.5)

    @beat(lambda t: f"Now give it an example. {say.first_two(t.x)}.")
    def inputs(self):
        for k, which in enumerate(filter(None, (self.net.drawn[0][:1], self.net.drawn[0][1:]))):
            self.at(f"n{k}")
            fills = (self.net.fill_one(0, j, self.t.x[j]) for j in which)
            self.play(self.net.label(0, self.n.x, *which), *fills, run_time=1.0)

    @beat(say.VOTE)
    def vote(self):
        self.at("say")
        for j in self.net.drawn[0][:2]:
            self.play(self.net.pulse(1, (0, j)), run_time=0.8)
        self.at("weight")
        self.light_weights(1, 0)

    @beat(say.LETTERS)
    def letters(self):
        lines = tuple(map(Formula, (eq.sum_letters(self.t, 1, 0), eq.sum_factors(self.t, 1, 0), eq.sum_products(self.t, 1, 0))))
        self.place("board", align_equals(*lines), UP)
        self.sum, self.factors, self.products = lines
        self.play(self.net.label(1, self.n.z[1], 0), FadeIn(self.sum["z"]), FadeIn(self.sum["eq"]), run_time=0.7)
        self.at("weigh")
        pairs = [self.sum[k] for k in self.sum.parts if k[0] in "wa"]
        self.play(self.net.pulse_into(1, 0), *(FadeIn(p) for p in pairs), run_time=1.0)
        self.at("add")
        self.show(self.sum.rest, run_time=0.5)
        self.at("bias")
        self.show(self.sum["b"])
        self.light(self.sum["b"])

    @beat("Put in the numbers. <weights> The weights come from the lines, <inputs> the inputs from the left.")
    def factors_come(self):
        js = eq.terms(self.t.sizes[0])
        self.show(self.factors["z"], self.factors["eq"], self.factors.rest, run_time=0.5)
        self.at("weights")
        labels = self.net.weights.get(1, {})
        self.fly(*((labels[0, j][-1] if (0, j) in labels else self.sum[f"w{j}"], self.factors[f"w{j}"]) for j in js))
        self.at("inputs")
        values = self.net.values[0]
        self.fly(*((values[j] if j in values else self.sum[f"a{j}"], self.factors[f"a{j}"]) for j in js))
        self.show(self.factors["b"], run_time=0.4)

    @beat(say.products)
    def products_add(self):
        js = eq.terms(self.t.sizes[0])
        for j in js[:2]:
            self.at(f"p{j}")
            new = [self.products[f"p{j}"]] + ([self.products["z"], self.products["eq"]] if j == js[0] else [])
            self.light(self.factors[f"w{j}"], self.factors[f"a{j}"], run_time=0.5)
            self.show(*new, run_time=0.5)
        self.at("bias")
        self.show(*(self.products[f"p{j}"] for j in js[2:]), self.products["b"], self.products.rest)
        self.at("sum")
        self.show(self.products["result"], scale=0.7)
        self.land(self.products["result"], self.t.z[1][0], 0)

    def land(self, source, number, i):
        """A result flies into neuron i of layer 1 and stays there."""
        target = self.net.place(number, 1, i)
        self.fly((source, target))
        self.net.own(1, i, target)

    @beat(say.squashed, when=lambda t: eq.activation(t, 1) != "softmax")
    def squashed(self):
        z, a = self.t.z[1][0], self.t.a[1][0]
        plot = self.place("beside", activation_plot(self.stage.beside, ACTIVATIONS[eq.activation(self.t, 1)], z.value, z.typst, a.typst))
        self.clear("board")
        self.make_room(self.net)
        definition, computed = Formula(eq.squash_definition(self.t, 1)), Formula(eq.squash_computed(self.t, 1, 0))
        self.place("board", align_equals(definition, computed), UP)
        self.at("squash")
        self.show(plot.axes, plot.names)
        self.play(Create(plot.curve), FadeIn(definition), run_time=1.0)
        self.at("in")
        foot, live = plot.dot(z.value, 0), plot.dot(z.value, a.value)
        rise, across = plot.rise(z.value, a.value), plot.across(z.value, a.value)
        self.stands("beside", foot, rise, across)
        self.show(foot, *(part for name, part in computed.parts.items() if name != "result"), computed.rest)
        self.at("up")
        self.play(Create(rise), foot.animate.move_to(live), run_time=0.8)
        self.at("out")
        self.play(Create(across), FadeIn(computed["result"]), run_time=0.6)
        self.play(self.net.fill_one(1, 0, a), self.net.label(1, self.n.a[1], 0), run_time=0.8)

    @beat("Why squash at all? Why not pass the <sum> sum along, just as it is?", pause=3.0)
    def why(self):
        self.clear("board")
        self.at("sum")
        if out := [e for e in self.net.edges.get(2, {}) if e[1] == 0]:
            self.play(self.net.pulse(2, *out), run_time=1.2)

    @beat(say.straight)
    def straight(self):
        self.make_room(self.net) if "beside" not in self._standing else self.clear("beside")
        slid = self.lay("identity").j
        self.at("slide")
        self.light(self.net.neurons[0][slid])
        self.at("line")
        self.draw_first()
        if self.t.D > 1:
            self.at("sum")
            self.draw_second()
            self.at("one")
            self.keep_sum()

    @beat(say.bends)
    def bends(self):
        self.clear("beside")
        self.at("bend")
        self.lay(self.curve)
        self.draw_first()
        if self.t.D > 1:
            self.at("made")
            self.draw_second()

    @beat(say.SECOND_ASKED, when=lambda t: t.sizes[1] > 1, pause=3.0)
    def question(self):
        self.clear("beside")
        self.recentre(self.net)
        first = Formula(eq.sum_products(self.t, 1, 0))
        self.factors, self.products = Formula(eq.sum_factors(self.t, 1, 1)), Formula(eq.sum_products(self.t, 1, 1))
        self.place("board", align_equals(first, self.factors, self.products), UP)
        self.play(self.net.pulse_into(1, 1), self.net.label(1, self.n.z[1], 1), FadeIn(first), run_time=1.0)
        self.at("own")
        self.show(self.factors)
        self.at("first")
        self.light(first["result"])

    @beat(say.second, when=lambda t: t.sizes[1] > 1)
    def answered(self):
        self.at("sum")
        self.show(self.products)
        self.land(self.products["result"], self.t.z[1][1], 1)
        self.at("squash")
        self.play(self.net.fill_one(1, 1, self.t.a[1][1]), self.net.label(1, self.n.a[1], 1), run_time=0.8)

    @beat(say.MATRIX)
    def matrix(self):
        self.clear("board")
        self.layer = self.place("below", LayerEquation(self.t, 1, two_rows=self.stage.is_narrow)).released()
        self.at("matrix")
        self.show(self.layer.W, self.layer.names[0])
        self.at("row")
        for i in self.layer.W.drawn_rows[:2]:
            box = frame(self.layer.W.row(i))
            self.play(FadeIn(box), self.net.pulse_into(1, i), run_time=1.0)
            self.clear_away(box, run_time=0.3)

    @beat(
        lambda t: f"Times <input> the vector of inputs, plus <bias> the vector of biases. <z> Row by row, out comes the vector {t.name.z}."
    )
    def rows(self):
        e = self.layer
        self.at("input")
        self.show(e.a_in, e.names[1])
        self.at("bias")
        self.show(e.b, e.names[2], e.signs[0])
        self.at("z")
        self.show(e.right, run_time=0.4)
        for i in e.z.drawn_rows:
            box = frame(e.W.row(i))
            self.play(FadeIn(box), self.net.pulse_into(1, i), e.z.fill(i), run_time=0.7)
            self.clear_away(box, run_time=0.2)

    @beat(lambda t: f"Then {say.squash(t, 1)}, <a> applied to each entry. That is a whole layer: <one> one line of mathematics.")
    def layer_one(self):
        self.at("a")
        rest = [i for i in self.net.drawn[1] if i not in self.net.values[1]]
        self.show(self.layer.out, run_time=0.4)
        self.play(*self.layer.a.fill_all(), *(self.net.fill_one(1, i, self.t.a[1][i]) for i in rest), run_time=0.9)
        self.at("one")
        self.show(self.place("title", Formula(eq.layer_line(self.t, 1), SMALL), UP))

    @beat(
        lambda t, l: (
            f"{'And again' if l > 2 else 'The next layer knows no new trick'}. What came out of layer {l - 1} <in> goes into layer {l}. "
            "<z> Weigh and add. <a> Then squash."
        ),
        each=lambda t: range(2, t.D + 1),
    )
    def next_layer(self, l):
        self.clear("below", "title")
        self.layer = self.place("below", LayerEquation(self.t, l, two_rows=self.stage.is_narrow)).released()
        self.show(self.place("title", Formula(eq.layer_line(self.t, l), SMALL), UP), self.layer.left)
        self.at("in")
        if l in self.net.edges:
            self.play(self.net.pulse(l), run_time=1.0)
        self.at("z")
        self.show(self.layer.right, run_time=0.4)
        self.play(*self.layer.z.fill_all(), run_time=0.6)
        self.at("a")
        self.show(self.layer.out, run_time=0.4)
        drawn = [self.net.fill(l, self.t.a[l]), self.net.label(l, self.n.a[l])] if l in self.net.neurons else []
        self.play(*self.layer.a.fill_all(), *drawn, run_time=1.0)

    @beat(lambda t: f"There it is, the prediction. {say.first_two(t.a[t.D])}.")
    def prediction(self):
        for i in self.net.drawn[self.t.D][:2]:
            self.at(f"n{i}")
            self.light(self.net.neurons[self.t.D][i], self.layer.a.cells[i, 0])

    @beat("How good is that? <target> This is what we wanted to hear. Is the network <close> close, or far off?", pause=3.0)
    def targets(self):
        self.clear("below", "title")
        self.at("target")
        wanted = self.net.beside_outputs(self.t.y, self.n.y)
        self.show(wanted, shift=0.2 * LEFT)
        self.net.add(wanted)
        self.at("close")
        self.light(*self.net.values[self.t.D].values(), wanted)

    @beat(say.loss)
    def loss(self):
        worked = eq.loss_factors(self.t)
        letters, numbers, factors = Formula(eq.loss_letters(self.t)), Formula(eq.loss_numbers(self.t)), Formula(worked) if worked else None
        self.place("board", align_equals(*(line for line in (letters, factors, numbers) if line is not None)), UP)
        self.at("loss")
        self.show(letters)
        self.at("parts")
        if factors is not None:
            self.show(factors)
        self.show(terms := VGroup(*(part for name, part in numbers.parts.items() if name != "result")), numbers.rest)
        self.at("most")
        self.light(*terms)
        self.at("sum")
        self.show(numbers["result"], scale=0.7)
        self.light(numbers["result"], letters["L"])

    @beat(say.SHELF)
    def shelf(self):
        shelf = self.place("side", Shelf(self.t, self.stage.side))
        self.make_room(self.net)
        self.at("left")
        self.light(*(num for values in self.net.values.values() for num in values.values()))
        self.at("shelf")
        self.show(shelf.title, run_time=0.4)
        haste = min(1.0, 3 / len(shelf.cards))
        for l, card in shelf.cards.items():
            self.show(card[0], card[1][0], *card[1][1 + len(card.values) :], run_time=0.3 * haste)
            sources = list(self.net.values.get(l, {}).values()) or [card[1][0]] * len(card.values)
            self.fly(*zip(sources, card.values, strict=False), run_time=0.7 * haste)

    @beat("Weigh, add, squash, <again> layer after layer. Now you can compute what any network says. Next, we ask <why> who is to blame.")
    def harvest(self):
        self.at("again")
        for l in self.net.edges:
            self.play(self.net.pulse(l), run_time=0.7)
        self.at("why")
        self.light(*(edge for edges in self.net.edges.values() for edge in edges.values()))
