"""Numbers walk through the network: weigh, add, squash, neuron by neuron, then the layer as W a + b."""

from __future__ import annotations

from manim import DOWN, LEFT, UP, Create, FadeIn, VGroup

from engine.notation import ACTIVATIONS, LOSSES
from engine.reading import Reading
from scenes.beat import beat
from scenes.chapter import Chapter
from scenes.kit import equations as eq
from scenes.kit.layer import LayerEquation
from scenes.kit.matrix import frame
from scenes.kit.network import NetworkDiagram
from scenes.kit.plot import activation_plot
from scenes.kit.shelf import Shelf
from scenes.kit.theme import theme
from scenes.kit.type import LARGE, Label, align_equals


def squash(t: Reading, l: int) -> str:
    return ACTIVATIONS[eq.activation(t, l)].spoken


def signs(t: Reading) -> str:
    if all((layer.W >= 0).all() for layer in t.trace.net.layers):
        return "Here they are all positive, and drawn in green."
    return "Green lines are positive, purple ones negative."


def weighs(t: Reading) -> str:
    said = ["<p0> The first input, times its weight, gives {t.products[1][0][0]}."]
    if t.sizes[0] > 1:
        said.append("<p1> The second gives {t.products[1][0][1]}.")
    if t.sizes[0] > 2:
        said.append("And so on, down the layer.")
    return " ".join([*said, "<bias> The bias adds {t.b[1][0]}. <sum> Together, {t.z[1][0]:eq}."]).format(t=t)


def second(t: Reading) -> str:
    larger = t.z[1][1].value > t.z[1][0].value
    return f"<sum> Here it is: {t.z[1][1]:eq}. It is {'larger' if larger else 'smaller'}. <squash> Squashed, {t.a[1][1]:eq}."


class ForwardPass(Chapter):
    title = "Numbers walk through the network"
    promise = "Compute what a network predicts, by hand."

    @beat("By the end of this film, you can take <net> any network of neurons, and compute by hand what it will predict.")
    def promised(self):
        self.heading = self.stage.title.hold(Label(self.title, size=LARGE, color=theme().ink))
        self.show(self.heading)
        self.at("net")
        W = [layer.W for layer in self.t.trace.net.layers]
        self.net = NetworkDiagram(self.t.sizes, self.stage.graph, W)
        self.show(self.net, run_time=1.2)

    @beat("The inputs enter <inputs> on the left. What it predicts comes out <outputs> on the right.")
    def parts(self):
        self.clear_away(self.heading)
        self.at("inputs")
        self.light(*self.net.neurons[0].values())
        self.at("outputs")
        self.light(*self.net.neurons[self.t.D].values())

    @beat(lambda t: f"Every line carries a weight. <green> {signs(t)} <thick> The thicker the line, the larger the weight.")
    def weights(self):
        self.at("green")
        self.play(*(self.net.pulse(l, color=theme().light) for l in self.net.edges), run_time=1.2)
        self.at("thick")
        labelled = [l for l in self.net.edges if self.net.shows_weights(l)]
        if labelled:
            self.play(*(self.net.label_edges(l, self.t.W[l]) for l in labelled), run_time=1.5)

    @beat(lambda t: f"Now we give it an example. <x> {t.x[0]:eq}" + (f", <x1> and {t.x[1]:eq}." if len(t.x) > 1 else "."))
    def inputs(self):
        self.at("x")
        self.play(self.net.label(0, self.n.x), self.net.fill(0, self.t.x), run_time=1.4)

    @beat(
        "Look at one neuron, the first of layer one. It <weigh> weighs each input, <add> adds them up, and then adds <bias> its own bias."
    )
    def letters(self):
        self.letters = eq.sum_letters(self.t, 1, 0)
        self.board = self.stage.board.hold(align_equals(self.letters, eq.sum_factors(self.t, 1, 0), eq.sum_products(self.t, 1, 0)), UP)
        self.play(self.net.label(1, self.n.z[1], 0), FadeIn(self.letters["z"]), FadeIn(self.letters["eq"]), run_time=0.7)
        self.at("weigh")
        row = [(i, j) for i, j in self.net.edges[1] if i == 0]
        pairs = [self.letters[k] for k in self.letters.parts if k[0] in "wa"]
        self.play(self.net.pulse(1, *row), *(FadeIn(p) for p in pairs), run_time=1.0)
        self.at("add")
        self.show(self.letters.rest, run_time=0.5)
        self.at("bias")
        self.show(self.letters["b"])
        self.light(self.letters["b"])

    @beat(weighs)
    def numbers(self):
        letters, self.factors, self.products = self.board
        js = eq.terms(self.t.sizes[0])
        self.show(*(self.factors[k] for k in self.factors.parts if k[0] != "w" and k[0] != "b"), self.factors.rest)
        sources = {j: self.net.weights.get(1, {}).get((0, j)) for j in js}
        moves = [((sources[j] or VGroup(letters[f"w{j}"]))[-1], self.factors[f"w{j}"]) for j in js]
        self.fly(*moves)
        for j in js[:2]:
            self.at(f"p{j}")
            self.light(self.factors[f"w{j}"], self.factors[f"a{j}"], run_time=0.5)
            new = [self.products[f"p{j}"]] + ([self.products["z"], self.products["eq"]] if j == js[0] else [])
            self.show(*new, run_time=0.5)
        self.at("bias")
        self.show(self.factors["b"], *(self.products[f"p{j}"] for j in js[2:]), self.products["b"], self.products.rest)
        self.at("sum")
        self.show(self.products["result"], scale=0.7)
        self.fly((self.products["result"], self.net.place(self.t.z[1][0], 1, 0)))
        self.net.own(1, 0, self.mobjects[-1])

    @beat(
        lambda t: (
            "A weighted sum can be any number. So the neuron <squash> squashes it. "
            f"This is the curve of {squash(t, 1)}. <in> We go in at {t.z[1][0]:name}, <up> up to the curve, <out> and out comes {t.a[1][0]:eq}."
        ),
        when=lambda t: eq.activation(t, 1) != "softmax",
    )
    def squashed(self):
        z, a = self.t.z[1][0], self.t.a[1][0]
        self.plot = activation_plot(self.stage.side, self.t.trace.net.layers[0].act, z.value, z.typst, a.typst)
        self.make_room(self.net)
        self.at("squash")
        self.show(self.plot.axes, self.plot.names)
        self.play(Create(self.plot.curve), run_time=1.0)
        self.at("in")
        foot = self.plot.dot(z.value, 0)
        self.show(foot, scale=2)
        self.at("up")
        live, rise, across = self.plot.dot(z.value, a.value), self.plot.rise(z.value, a.value), self.plot.across(z.value, a.value)
        self.play(Create(rise), foot.animate.move_to(live), run_time=0.8)
        self.at("out")
        self.play(Create(across), run_time=0.5)
        self.clear_away(self.factors, self.products)
        self.squashing = eq.squash_numbers(self.t, 1, 0).next_to(self.letters, DOWN, buff=0.35).align_to(self.letters, LEFT)
        self.show(self.squashing)
        self.play(self.net.fill_one(1, 0, a), self.net.label(1, self.n.a[1], 0), run_time=0.8)
        self.live = VGroup(foot, rise, across)

    @beat(
        "The second neuron follows the same recipe, with weights and a bias of its own. What do you expect: more than the first, or less?",
        when=lambda t: t.sizes[1] > 1,
        pause=3.0,
    )
    def question(self):
        self.clear_away(self.board, self.squashing, getattr(self, "plot", None), getattr(self, "live", None))
        self.recentre(self.net)
        self.second = self.stage.board.hold(align_equals(eq.sum_factors(self.t, 1, 1), eq.sum_products(self.t, 1, 1)), UP)
        row = [(i, j) for i, j in self.net.edges[1] if i == 1]
        self.play(self.net.pulse(1, *row), self.net.label(1, self.n.z[1], 1), run_time=1.0)

    @beat(second, when=lambda t: t.sizes[1] > 1)
    def answered(self):
        factors, products = self.second
        self.show(factors)
        self.at("sum")
        self.show(products)
        self.fly((products["result"], self.net.place(self.t.z[1][1], 1, 1)))
        self.net.own(1, 1, self.mobjects[-1])
        self.at("squash")
        self.play(self.net.fill_one(1, 1, self.t.a[1][1]), self.net.label(1, self.n.a[1], 1), run_time=0.8)

    @beat(
        "Every neuron of the layer does the same thing. <matrix> So write it once. Put the weights in a matrix, <row> one row for each neuron."
    )
    def matrix(self):
        self.clear_away(getattr(self, "second", None), *([] if hasattr(self, "second") else [self.board, self.squashing]))
        self.equation = self.stage.board.hold(LayerEquation(self.t, 1)).released()
        self.at("matrix")
        self.show(self.equation.W, self.equation.names[0])
        self.at("row")
        for i in self.equation.W.drawn_rows[:2]:
            box = frame(self.equation.W.row(i))
            edges = [e for e in self.net.edges[1] if e[0] == i]
            self.play(FadeIn(box), self.net.pulse(1, *edges), run_time=1.0)
            self.clear_away(box, run_time=0.3)

    @beat(
        lambda t: (
            "Times <input> the vector of inputs, plus <bias> the vector of biases. <z> Row by row, out comes the whole vector {n.z}.".format(
                n=t.name
            )
        )
    )
    def rows(self):
        e = self.equation
        self.at("input")
        self.show(e.a_in, e.names[1])
        self.at("bias")
        self.show(e.b, e.names[2], e.signs[0])
        self.at("z")
        self.show(e.right)
        for i in e.z.drawn_rows:
            box = frame(e.W.row(i))
            edges = [edge for edge in self.net.edges[1] if edge[0] == i]
            self.play(FadeIn(box), self.net.pulse(1, *edges), e.z.fill(i), run_time=0.7)
            self.clear_away(box, run_time=0.2)

    @beat(lambda t: f"Then {squash(t, 1)}, <a> applied to each entry. That is one layer of a network: <one> one line of mathematics.")
    def layer_one(self):
        e = self.equation
        self.at("a")
        self.show(e.out)
        rest = [i for i in self.net.drawn[1] if i not in self.net.values[1]]
        self.play(*(e.a.fill(i) for i in e.a.drawn_rows), *(self.net.fill_one(1, i, self.t.a[1][i]) for i in rest), run_time=0.9)
        self.at("one")
        self.light(e.names)

    @beat(
        lambda t, l: (
            f"{'And again' if l > 2 else 'The next layer knows no new trick'}. What came out of layer {l - 1} <in> goes into layer {l}. "
            "<z> Weigh and add. <a> Then squash."
        ),
        each=lambda t: range(2, t.D + 1),
    )
    def next_layer(self, l):
        self.clear_away(self.equation)
        self.equation = self.stage.board.hold(LayerEquation(self.t, l)).released()
        self.show(self.equation.left)
        self.at("in")
        if l in self.net.edges:
            self.play(self.net.pulse(l), run_time=1.0)
        self.at("z")
        z, a = self.equation.z, self.equation.a
        self.show(self.equation.right, run_time=0.4)
        self.play(*(z.fill(i) for i in z.drawn_rows), run_time=0.8)
        self.at("a")
        self.show(self.equation.out, run_time=0.4)
        drawn = l in self.net.neurons
        self.play(*(a.fill(i) for i in a.drawn_rows), *([self.net.fill(l, self.t.a[l])] if drawn else []), run_time=1.0)

    @beat(
        lambda t: (
            f"And there it is: the prediction. <first> {t.a[t.D][0]:eq}" + (f", and <second> {t.a[t.D][1]:eq}." if t.sizes[-1] > 1 else ".")
        )
    )
    def prediction(self):
        self.play(self.net.label(self.t.D, self.n.a[self.t.D]), run_time=0.6)
        for mark, i in zip(("first", "second"), self.net.drawn[self.t.D], strict=False):
            self.at(mark)
            self.light(self.net.neurons[self.t.D][i], self.equation.a.cells[i, 0])

    @beat("How good is that? <target> These are the answers that we wanted. What would you call <far> far off?", pause=2.0)
    def targets(self):
        self.clear_away(self.equation, run_time=0.4)
        self.at("target")
        self.wanted = self.net.beside_outputs(self.t.y, self.n.y)
        self.show(self.wanted, shift=0.2 * LEFT)
        self.at("far")
        self.light(self.wanted)

    @beat(
        lambda t: (
            f"One number says how wrong we are: <loss> the loss, {t.name.L}. Here it is {LOSSES[eq.loss(t)].spoken}. "
            f"<parts> Each output adds its part. <sum> {t.L:eq}."
        )
    )
    def loss(self):
        self.losses = self.stage.board.hold(align_equals(eq.loss_letters(self.t), eq.loss_numbers(self.t)), UP)
        letters, numbers = self.losses
        self.at("loss")
        self.show(letters)
        self.at("parts")
        self.show(*(part for name, part in numbers.parts.items() if name != "result"), numbers.rest)
        self.at("sum")
        self.show(numbers["result"], scale=0.7)
        self.light(numbers["result"], letters["L"])

    @beat("Before we go, note what is left behind. Every layer's output stays <shelf> on a shelf. On the way back, we will need them all.")
    def shelf(self):
        shelf = Shelf(self.t, self.stage.side)
        self.net.add(self.wanted)
        self.make_room(self.net)
        self.at("shelf")
        self.show(shelf.title)
        for l, card in shelf.cards.items():
            sources = list(self.net.values.get(l, {}).values())
            moves = [(source, value) for source, value in zip(sources, card.values, strict=False)]
            self.show(card[0], card[1][0], *card[1][1 + len(card.values) :], run_time=0.3)
            self.fly(*moves, run_time=0.8) if moves else self.show(card.values, run_time=0.5)

    @beat("Weigh, add, squash, <again> layer after layer. You can now compute what any network says. Next: <why> which weight is to blame.")
    def harvest(self):
        self.at("again")
        for l in self.net.edges:
            self.play(self.net.pulse(l), run_time=0.8)
