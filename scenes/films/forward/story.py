"""Numbers walk through the network: weigh, add, squash, neuron by neuron, then the layer as W a + b."""

from __future__ import annotations

from manim import LEFT, UP, Create, FadeIn, FadeOut, VGroup

from engine.activations import ACTIVATIONS
from engine.reading import Number
from scenes.beat import beat, line
from scenes.chapter import Chapter
from scenes.facts import activation
from scenes.films.forward import facts
from scenes.films.forward.shelf import Shelf
from scenes.films.forward.two_layers import TwoLayers
from scenes.kit.maths import equations as eq
from scenes.kit.maths.layer import LayerEquation
from scenes.kit.maths.matrix import frame
from scenes.kit.network.diagram import NetworkDiagram
from scenes.kit.plots.plot import activation_plot
from scenes.kit.theme import theme
from scenes.kit.type.formula import LARGE, SMALL, Formula, Label, align_equals


class ForwardPass(Chapter):
    """sum, factors, products   the lines of one neuron: letters, numbers, weighted inputs      layer   the same for a whole layer
    two   what two layers make of one input
    """

    title = "Numbers walk through the network"
    promise = "Compute by hand what a network predicts."
    net: NetworkDiagram
    sum: Formula
    factors: Formula
    products: Formula
    two: TwoLayers
    layer: LayerEquation

    # ---- the network and its example

    @beat("By the end of this film, you can take <net> any network of neurons, and <walk> compute by hand what it will predict.")
    def promised(self):
        self.show(self.place("title", Label(self.title, size=LARGE, color=theme().ink)))
        self.at("net")
        self.net = NetworkDiagram(self.t.sizes, self.stage.graph, [layer.W for layer in self.t.net.layers])
        self.show(self.net, run_time=1.2)
        self.at("walk")
        for l in self.net.edges:
            self.play(self.net.pulse(l), run_time=min(0.9, 1.8 / len(self.net.edges)))

    @beat(
        "Nothing in what follows depends on its size. <inputs> Numbers enter on the left. The prediction comes out <outputs> on the right."
    )
    def parts(self):
        self.clear("title")
        self.at("inputs")
        self.light(*self.net.neurons[0].values())
        self.at("outputs")
        self.light(*self.net.neurons[self.t.D].values())

    @beat(
        "Every line carries a weight.",
        line(
            case=facts.all_green,
            yes="<green> Here all of them are positive, and so all lines are green.",
            no="<green> Green lines are positive, purple ones negative.",
        ),
        "<thick> The thicker the line, the larger the weight.",
    )
    def weights(self):
        self.at("green")
        self.play(*(self.net.pulse(l, color=theme().light) for l in self.net.edges), run_time=1.2)
        self.at("thick")
        labels = [self.net.label_edges(l, self.t.W[l]) for l in self.net.edges if self.net.shows_weights(l)]
        self.play(*(labels or (self.net.pulse(l, self.net.thickest(l), color=theme().light) for l in self.net.edges)), run_time=1.5)

    @beat(
        "Now give it an example.",
        line(case=facts.has_second_input, yes="<n0> {t.x[0]:eq} and <n1> {t.x[1]:eq}.", no="<n0> {t.x[0]:eq}."),
    )
    def inputs(self):
        for k, which in enumerate(filter(None, (self.net.drawn[0][:1], self.net.drawn[0][1:]))):
            self.at(f"n{k}")
            fills = (self.net.fill_one(0, j, self.t.x[j]) for j in which)
            self.play(self.net.label(0, self.n.x, *which), *fills, run_time=1.0)

    # ---- one neuron

    @beat(
        "Think of a neuron as taking a vote. <say> Every input has its say, and the <weight> weight decides how much that counts.",
        "A negative weight counts it against.",
        title="One neuron",
    )
    def vote(self):
        self.at("say")
        for j in self.net.drawn[0][:2]:
            self.play(self.net.pulse(1, (0, j)), run_time=0.8)
        self.at("weight")
        numbers = [label[-1] for (i, _), label in self.net.weights.get(1, {}).items() if i == 0]
        self.light(*(numbers or (line for (i, _), line in self.net.edges[1].items() if i == 0)))

    @beat(
        "Look at one neuron, the first of layer one.",
        "It <weigh> weighs each input, <add> adds them up, and adds <bias> a bias of its own.",
    )
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

    @beat(
        "<p0> The first input, times its weight, gives {t.products[1][0][0]}.",
        line("<p1> The second gives {t.products[1][0][1]}.", when=facts.has_second_input),
        line("And so on, down the layer.", when=facts.has_more_inputs),
        "<bias> The bias adds {t.b[1][0]}. <sum> Together, {t.z[1][0]:eq}.",
    )
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

    @beat(
        "A weighted sum can be any number. So the neuron <squash> squashes it. This is the curve of {curve}.",
        "<in> We go in at {t.z[1][0]:name}, <up> up to the curve, <out> and out comes {t.a[1][0]:eq}.",
        curve=facts.squash, when=facts.has_curve,
    )  # fmt: skip
    def squashed(self):
        z, a = self.t.z[1][0], self.t.a[1][0]
        plot = self.place("beside", activation_plot(self.stage.beside, ACTIVATIONS[activation(self.t, 1)], z.value, z.typst, a.typst))
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

    # ---- why a neuron squashes

    @beat("Why squash at all? Why not pass the <sum> sum along, just as it is?", pause=3.0, title="Why squash at all?")
    def why(self):
        self.clear("board")
        self.at("sum")
        if out := [e for e in self.net.edges.get(2, {}) if e[1] == 0]:
            self.play(self.net.pulse(2, *out), run_time=1.2)

    @beat(
        "Because a sum of sums is only another sum. Slide <slide> one input from low to high.",
        "Without the curve, <line> every neuron draws a straight line.",
        line(
            "The next layer <sum> adds them up: a straight line again. Two layers, or a hundred, <one> can do no more than one.",
            when=facts.has_hidden,
        ),
    )
    def straight(self):
        if facts.has_curve(self.t):
            self.clear("beside")
        else:
            self.make_room(self.net)
        self.lay("identity")
        self.at("slide")
        self.light(self.net.neurons[0][self.two.j])
        self.at("line")
        self.draw_first()
        if facts.has_hidden(self.t):
            self.at("sum")
            self.draw_second()
            self.at("one")
            self.play(FadeOut(self.two.hidden), FadeOut(self.two.a_name), run_time=0.6)

    @beat(
        line(
            case=facts.has_hidden,
            yes="Now <bend> bring the curve back. Each neuron bends, and so does <made> what the next layer makes of them.",
            no="Now <bend> bring the curve back. Each neuron bends.",
        )
    )
    def bends(self):
        self.clear("beside")
        self.at("bend")
        self.lay(facts.bending(self.t))
        self.draw_first()
        if facts.has_hidden(self.t):
            self.at("made")
            self.draw_second()

    # ---- the second neuron, and the whole layer

    @beat(
        "The second neuron follows the same recipe, with weights and a bias of <own> its own.",
        "Will its sum be larger than <first> the first, or smaller?",
        when=facts.has_second_neuron, pause=3.0, title="The second neuron",
    )  # fmt: skip
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

    @beat(
        line(
            case=facts.second_sum,
            larger="<sum> {t.z[1][1]:eq}. It is larger than the first. <squash> Squashed, {t.a[1][1]:eq}.",
            smaller="<sum> {t.z[1][1]:eq}. It is smaller than the first. <squash> Squashed, {t.a[1][1]:eq}.",
            same="<sum> {t.z[1][1]:eq}. It is just the same. <squash> Squashed, {t.a[1][1]:eq}.",
        ),
        when=facts.has_second_neuron,
    )
    def answered(self):
        self.at("sum")
        self.show(self.products)
        self.land(self.products["result"], self.t.z[1][1], 1)
        self.at("squash")
        self.play(self.net.fill_one(1, 1, self.t.a[1][1]), self.net.label(1, self.n.a[1], 1), run_time=0.8)

    @beat(
        "Every neuron of the layer does the same thing. <matrix> So write it once.",
        "Put the weights in a matrix, <row> one row for each neuron, one column for each input.",
        title="A whole layer at once",
    )
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

    @beat("Times <input> the vector of inputs, plus <bias> the vector of biases. <z> Row by row, out comes the vector {n.z}.")
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

    @beat("Then {squash}, <a> applied to each entry. That is a whole layer: <one> one line of mathematics.", squash=facts.squash)
    def layer_one(self):
        self.at("a")
        rest = [i for i in self.net.drawn[1] if i not in self.net.values[1]]
        self.show(self.layer.out, run_time=0.4)
        self.play(*self.layer.a.fill_all(), *(self.net.fill_one(1, i, self.t.a[1][i]) for i in rest), run_time=0.9)
        self.at("one")
        self.show(self.place("title", Formula(eq.layer_line(self.t, 1), SMALL), UP))

    @beat(
        line(case=facts.place_of, next="The next layer knows no new trick.", later="And again."),
        "What came out of layer {before} <in> goes into layer {l}. <z> Weigh and add. <a> Then squash.",
        each=facts.later_layers, before=facts.before, title="Layer after layer",
    )  # fmt: skip
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

    @beat(
        "There it is, the prediction.",
        line(case=facts.has_several_outputs, yes="<n0> {t.a[D][0]:eq} and <n1> {t.a[D][1]:eq}.", no="<n0> {t.a[D][0]:eq}."),
    )
    def prediction(self):
        for i in self.net.drawn[self.t.D][:2]:
            self.at(f"n{i}")
            self.light(self.net.neurons[self.t.D][i], self.layer.a.cells[i, 0])

    # ---- how wrong it is, and what stays

    @beat(
        "How good is that? <target> This is what we wanted to hear. Is the network <close> close, or far off?",
        pause=3.0, title="How wrong is it?",
    )  # fmt: skip
    def targets(self):
        self.clear("below", "title")
        self.at("target")
        wanted = self.net.beside_outputs(self.t.y, self.n.y)
        self.show(wanted, shift=0.2 * LEFT)
        self.net.add(wanted)
        self.at("close")
        self.light(*self.net.values[self.t.D].values(), wanted)

    @beat(
        "One number says how wrong we are: <loss> the loss, {n.L}. Here it is {judge}.",
        "<parts> Each output adds its part, and <most> the far miss counts for most. <sum> {t.L:eq}.",
        judge=facts.judge,
    )
    def loss(self):
        worked = eq.loss_factors(self.t)
        letters, numbers, factors = Formula(eq.loss_letters(self.t)), Formula(eq.loss_numbers(self.t)), Formula(worked) if worked else None
        self.place("board", align_equals(*(row for row in (letters, factors, numbers) if row is not None)), UP)
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

    @beat(
        "Before we go, see what is <left> left behind. Every layer's output is kept, <shelf> on a shelf.",
        "On the way back, we will need them all.",
        title="What is left behind",
    )
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

    # ---- gestures

    def land(self, source: VGroup, number: Number, i: int) -> None:
        """A result flies into neuron i of layer 1 and stays there."""
        target = self.net.place(number, 1, i)
        self.fly((source, target))
        self.net.own(1, i, target)

    def lay(self, squash: str) -> None:
        """Give the picture of two layers with this activation its place, not yet shown."""
        self.two = self.place("beside", TwoLayers(self.t, self.stage.beside, squash, self.net.drawn[1], self.net.drawn[0]))

    def draw_first(self) -> None:
        """The input goes from low to high; every neuron of layer 1 draws what it says."""
        leaving = [e for e in self.net.edges[1] if e[1] == self.two.j]
        self.show(self.two.axes, self.two.x_name, self.two.a_name, run_time=0.3)
        self.play(*self.two.sweep(*self.two.hidden), self.net.pulse(1, *leaving, color=theme().light), run_time=1.4)

    def draw_second(self) -> None:
        """What layer 2 adds up is drawn over the same inputs."""
        self.show(self.two.z_name, run_time=0.3)
        pulse = [self.net.pulse(2, color=theme().light)] if self.net.edges.get(2) else []
        self.play(*self.two.sweep(self.two.total), *pulse, run_time=1.8)
