"""Numbers walk through the network: weigh, add, squash, neuron by neuron, then the layer as W a + b."""

from __future__ import annotations

from dataclasses import replace

from manim import LEFT, UP, Create, FadeIn, FadeOut, VGroup

from engine.reading import Number
from scenes.beat import beat, line
from scenes.chapter import Chapter
from scenes.films.forward import facts
from scenes.films.forward.shelf import Shelf
from scenes.films.forward.two_layers import TwoLayers
from scenes.kit.maths import equations as eq
from scenes.kit.maths.layer import LayerEquation
from scenes.kit.maths.matrix import frame
from scenes.kit.network.lit_net import LitNet
from scenes.kit.network.named import names_of
from scenes.kit.plots.plot import activation_plot
from scenes.kit.theme import theme
from scenes.kit.type.formula import LARGE, SMALL, Formula, Label, align_equals


class ForwardPass(Chapter):
    """sum, factors, products   the lines of one neuron: letters, numbers, weighted inputs      layer   the same for a whole layer
    two   what two layers make of one input
    """

    knows = frozenset({"mae", "huber", "perceptron"})
    title = "Numbers walk through the network"
    promise = "Compute by hand what a network predicts."
    net: LitNet
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
        weights, most = [layer.W for layer in self.t.net.layers], LitNet.brightest(self.t)
        room = replace(self.stage.graph, height=self.stage.graph.height - 0.4)
        self.net = LitNet(self.t.sizes, replace(self.stage, width=self.stage.height), room, weights, names=names_of(self.t), most=most)
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
            case=facts.signs_of_weights,
            positive="<green> Here all of them are positive, and so all lines are green.",
            negative="<green> Here all of them are negative, and so all lines are purple.",
            none_negative="<green> Green lines are positive. Here no weight is negative.",
            zero="<green> Here all of them are zero, and no line has a colour yet.",
            mixed="<green> Green lines are positive, purple ones negative.",
            one_positive="<green> Here it is positive, and so the line is green.",
            one_negative="<green> Here it is negative, and so the line is purple.",
        ),
        line("Where the weight is zero, the line is grey.", when=facts.has_zero_lines),
        line(
            case=facts.thickness,
            tells="<thick> The thicker a line in its layer, the further its weight lies from zero.",
            even="<thick> And in each layer, they are all of one size.",
            alone="<thick> With more of them, a thick line would mean: this weight lies far from zero.",
        ),
        line("These are the weights after one step of training.", when=facts.taught_once),
        line("These are the weights after {steps:words} steps of training.", when=facts.taught_longer),
        steps=facts.steps_taken,
    )
    def weights(self):
        self.at("green")
        self.play(*(self.net.pulse(l, color=theme().light) for l in self.net.edges), run_time=1.2)
        self.at("thick")
        labels = [self.net.label_edges(l, self.t.W[l]) for l in self.net.edges if self.net.shows_weights(l)]
        heavy = (self.net.pulse(l, self.net.thickest(l), color=theme().light) for l, edges in self.net.edges.items() if edges)
        self.play(*(labels or heavy), run_time=1.5)

    @beat(
        line(case=facts.has_named_example, yes="Now give it an example: {example}.", no="Now give it an example."),
        line(
            case=facts.inputs_said,
            one="<n0> {t.x[0]:eq}.",
            two="<n0> {t.x[0]:eq} and <n1> {t.x[1]:eq}.",
            three="<n0> {t.x[0]:eq}, <n1> {t.x[1]:eq} and <n2> {t.x[2]:eq}.",
            more="<n0> {t.x[0]:eq}, <n1> {t.x[1]:eq}, and so on, <n2> to {t.x[last]:eq}.",
            one_named="<n0> {name[0]}: {t.x[0]:eq}.",
            two_named="<n0> {name[0]}: {t.x[0]:eq}. <n1> {name[1]}: {t.x[1]:eq}.",
            three_named="<n0> {name[0]}: {t.x[0]:eq}. <n1> {name[1]}: {t.x[1]:eq}. <n2> {name[2]}: {t.x[2]:eq}.",
            more_named="<n0> {name[0]}: {t.x[0]:eq}. <n1> {name[1]}: {t.x[1]:eq}. And so on, <n2> to {name[last]}: {t.x[last]:eq}.",
        ),
        example=facts.example_name, name=facts.input_names, last=facts.last_input,
    )  # fmt: skip
    def inputs(self):
        for k, which in enumerate(filter(None, (self.net.drawn[0][:1], self.net.drawn[0][1:2], self.net.drawn[0][2:]))):
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
        line(
            case=facts.listens,
            many_biased="It <weigh> weighs each input, <add> adds them up, and adds <bias> a bias of its own.",
            many_shared="It <weigh> weighs each input, <add> adds them up, and adds <bias> the bias that its layer shares.",
            many="It <weigh> weighs each input, <add> and adds them up.",
            one_biased="It <weigh> weighs its input, <add> and then adds <bias> a bias of its own.",
            one_shared="It <weigh> weighs its input, <add> and then adds <bias> the bias that its layer shares.",
            one="It <weigh> weighs its input, <add> and that is its sum.",
        ),
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
        if facts.has_bias(self.t):
            self.at("bias")
            self.show(self.sum["b"])
            self.light(self.sum["b"])

    @beat("Put in the numbers. <weights> The weights come from the lines, <inputs> the inputs from the left.")
    def factors_come(self):
        js = eq.summands(self.t, 1, 0)
        self.show(self.factors["z"], self.factors["eq"], self.factors.rest, run_time=0.5)
        self.at("weights")
        labels = self.net.weights.get(1, {})
        self.fly(*((labels[0, j][-1] if (0, j) in labels else self.sum[f"w{j}"], self.factors[f"w{j}"]) for j in js))
        self.at("inputs")
        values = self.net.values[0]
        self.fly(*((values[j] if j in values else self.sum[f"a{j}"], self.factors[f"a{j}"]) for j in js))
        self.play(*(FadeIn(self.factors[part]) for part in self.factors.parts if part == "b"), run_time=0.4)

    @beat(
        "<p0> The first input, times its weight, gives {t.products[1][0][0]}.",
        line(
            case=facts.second_product,
            when=facts.has_second_input,
            second="<p1> The second gives {t.products[1][0][1]}.",
            third_too="<p1> The second gives {t.products[1][0][1]}, <p2> the third {t.products[1][0][2]}.",
            cut="<p1> The second gives {t.products[1][0][1]}. <p2> And so on, down the layer.",
            cut_later="And so on, down the layer. <p1> Input {number} gives {t.products[1][0][telling]}, <p2> and so on, to the last.",
        ),
        line("<bias> The bias adds {t.b[1][0]}.", when=facts.has_bias),
        line(case=facts.is_lone_product, yes="<sum> So {t.z[1][0]:eq}.", no="<sum> Together, {t.z[1][0]:eq}."),
        number=facts.telling_number, telling=facts.telling_input,
    )  # fmt: skip
    def products_add(self):
        for k, j in enumerate(eq.summands(self.t, 1, 0)):
            self.at(f"p{k}")
            new = [self.products[name] for name in (f"p{j}", *(("z", "eq") if k == 0 else ())) if name in self.products.parts]
            self.light(self.factors[f"w{j}"], self.factors[f"a{j}"], run_time=0.5)
            self.show(*new, run_time=0.5)
        if facts.has_bias(self.t):
            self.at("bias")
            self.show(self.products["b"], self.products.rest)
        self.at("sum")
        self.show(self.products["result"], *([] if facts.has_bias(self.t) else [self.products.rest]), scale=0.7)
        self.land(self.products["result"], self.t.z[1][0], 0)

    @beat(
        "A weighted sum can be any number.",
        line(
            case=facts.squashing,
            bounds="So the neuron <squash> squashes it, by its activation function. This is the curve of {curve}.",
            bends="So the neuron <squash> sends it through its activation function. This is the curve of {curve}.",
            passes="This neuron <squash> passes it on as it is. Its activation function is {curve}, a straight line.",
        ),
        "<in> We go in at {t.z[1][0]:name}, <up> up or down to the curve, <out> and read off {t.a[1][0]:eq}.",
        curve=facts.squash, when=facts.has_curve,
    )  # fmt: skip
    def squashed(self):
        z, a = self.t.z[1][0], self.t.a[1][0]
        plot = self.place("beside", activation_plot(self.stage.beside, self.t.net.layers[0].act, z.value, z.typst, a.typst))
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

    @beat(
        line(
            case=facts.squashing,
            bounds="Why squash at all? Why not pass the <sum> sum along, just as it is?",
            bends="Why bend it at all? Why not pass the <sum> sum along, just as it is?",
            passes="To pass the <sum> sum along, just as it is: is that enough?",
        ),
        when=facts.has_curve, pause=3.0, title="Why a curve at all?",
    )  # fmt: skip
    def why(self):
        self.clear("board")
        self.at("sum")
        if out := [e for e in self.net.edges.get(2, {}) if e[1] == 0]:
            self.play(self.net.pulse(2, *out), run_time=1.2)
        else:
            self.light(self.net.neurons[1][0], self.net.values[1][0])

    @beat(
        line(
            case=facts.squashing,
            bounds="Because a sum of sums is only another sum.",
            bends="Because a sum of sums is only another sum.",
            passes="A sum of sums is only another sum.",
        ),
        "Slide <slide> one input from low to high.",
        line(
            case=facts.lines_drawn,
            bent="Without the curve, <line> every neuron draws a straight line.",
            bent_one="Without the curve, <line> the neuron draws a straight line.",
            straight="Every neuron <line> draws a straight line.",
            straight_one="The neuron <line> draws a straight line.",
        ),
        line(
            "The next layer <sum> adds them up: a straight line again. Two such layers, or a hundred, <one> can do no more than one.",
            when=facts.has_hidden,
        ),
        when=facts.has_curve,
    )
    def straight(self):
        self.clear("beside")
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
            case=facts.squashing,
            bounds="Now <bend> bring the curve back.",
            bends="Now <bend> bring the curve back.",
            passes="Now <bend> give it a curve instead, {bending}.",
        ),
        line(
            case=facts.bent_neurons,
            one="The neuron bends.",
            all="Each neuron bends.",
            some="Some of the neurons bend.",
            none="This far to either side, nothing bends yet: what is met of the curve is straight.",
        ),
        line(
            case=facts.bent_sum,
            when=facts.has_hidden,
            yes="And so does <made> what the next layer makes of them.",
            no="What the next layer <made> makes of them is still a straight line here.",
        ),
        bending=facts.bending_curve, when=facts.has_curve,
    )  # fmt: skip
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
        line(
            case=facts.bias,
            own="The second neuron follows the same recipe, with weights and a bias of <own> its own.",
            shared="The second neuron follows the same recipe, with weights of <own> its own, and the bias of its layer.",
            none="The second neuron follows the same recipe, with weights of <own> its own.",
        ),
        "Will its sum be larger than <first> the first, or smaller?",
        when=facts.has_second_neuron, pause=3.0, title="The second neuron",
    )  # fmt: skip
    def question(self):
        self.clear("board", "beside")
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
            larger="<sum> {t.z[1][1]:eq}. It is larger than the first.",
            smaller="<sum> {t.z[1][1]:eq}. It is smaller than the first.",
            same="<sum> {t.z[1][1]:eq}. It is just the same.",
        ),
        line(
            case=facts.squashing,
            bounds="<squash> Squashed, {t.a[1][1]:eq}.",
            bends="<squash> And out of the curve, {t.a[1][1]:eq}.",
            passes="<squash> Passed on, {t.a[1][1]:eq}.",
            shares="What <squash> it says will depend on all the sums together.",
        ),
        when=facts.has_second_neuron,
    )
    def answered(self):
        self.at("sum")
        self.show(self.products)
        self.land(self.products["result"], self.t.z[1][1], 1)
        self.at("squash")
        if facts.has_curve(self.t):
            self.play(self.net.fill_one(1, 1, self.t.a[1][1]), self.net.label(1, self.n.a[1], 1), run_time=0.8)
        else:
            self.light(*self.net.neurons[1].values())

    @beat(
        line(
            case=facts.units,
            several="Every neuron of the layer does the same thing. <matrix> So write it once. "
            "Put the weights in a matrix, <row> one row for each neuron, one column for each input.",
            one="A layer of many neurons would do this many times. <matrix> So write it once. "
            "Put the weights in a matrix, <row> one row for each neuron, here a single one, one column for each input.",
        ),
        title="A whole layer at once",
    )
    def matrix(self):
        self.clear("board", "beside")
        self.recentre(self.net)
        self.layer = self.place("below", LayerEquation(self.t, 1, two_rows=self.stage.is_narrow)).released()
        self.at("matrix")
        self.show(self.layer.W, self.layer.names[0])
        self.at("row")
        for i in self.layer.W.drawn_rows[:2]:
            box = frame(self.layer.W.row(i))
            self.play(FadeIn(box), self.net.pulse_into(1, i), run_time=1.0)
            self.clear_away(box, run_time=0.3)

    @beat(
        line(
            case=facts.has_bias,
            yes="Times <input> the vector of inputs, plus <bias> the vector of biases.",
            no="Times <input> the vector of inputs.",
        ),
        line(case=facts.units, several="<z> Row by row, we get the vector {n.z}.", one="<z> And we get {n.z}, here of one entry."),
    )
    def rows(self):
        e = self.layer
        self.at("input")
        self.show(e.a_in, e.names[1])
        if facts.has_bias(self.t):
            self.at("bias")
            self.show(e.biased)
        self.at("z")
        self.show(e.right, run_time=0.4)
        for i in e.z.drawn_rows:
            box = frame(e.W.row(i))
            self.play(FadeIn(box), self.net.pulse_into(1, i), e.z.fill(i), run_time=min(0.6, 1.4 / len(e.z.drawn_rows)))
            self.clear_away(box, run_time=0.15)

    @beat(
        line(
            case=facts.squashing,
            bounds="Then {squash}, <a> applied to each entry.",
            bends="Then {squash}, <a> applied to each entry.",
            passes="Then {squash}: <a> each entry is passed on as it is.",
            shares="Then softmax, <a> over all entries at once: it makes of them positive shares, that add up to one.",
        ),
        "That is a whole layer: <one> one line of mathematics.",
        squash=facts.squash,
    )
    def layer_one(self):
        self.at("a")
        rest = [i for i in self.net.drawn[1] if i not in self.net.values[1] or not facts.has_curve(self.t)]
        self.show(self.layer.out, run_time=0.4)
        self.play(*self.layer.a.fill_all(), *(self.net.fill_one(1, i, self.t.a[1][i]) for i in rest), run_time=0.9)
        self.at("one")
        self.show(self.place("title", Formula(eq.layer_line(self.t, 1), SMALL), UP))

    @beat(
        line(
            case=facts.place_of,
            next="The next layer knows no new trick. What came out of layer {before} <in> goes into layer {l}.",
            later="And again. What came out of layer {before} <in> goes into layer {l}.",
            far="And so on, layer after layer. At the end, what came out of layer {before} <in> goes into layer {l}.",
        ),
        "<z> Weigh and add.",
        line(
            case=facts.squashing_of,
            bounds="<a> Then squash, with {squash}.",
            bends="<a> Then bend, with {squash}.",
            passes="<a> Then pass it on, as it is.",
            shares="<a> Then softmax: positive shares, that add up to one.",
        ),
        each=facts.later_layers, before=facts.before, squash=facts.squash_of, title="Layer after layer",
    )  # fmt: skip
    def next_layer(self, l):
        self.clear("below", "title")
        self.layer = self.place("below", LayerEquation(self.t, l, two_rows=self.stage.is_narrow)).released()
        passed = [k for k in self.net.layers if k < l and k not in self.net.values]
        self.play(*(self.net.fill(k, self.t.a[k]) for k in passed), run_time=0.8)
        self.show(self.place("title", Formula(eq.layer_line(self.t, l), SMALL), UP), self.layer.left)
        self.at("in")
        self.play(self.net.pulse(l), run_time=1.0)
        self.at("z")
        self.show(self.layer.right, run_time=0.4)
        self.play(*self.layer.z.fill_all(), run_time=0.6)
        self.at("a")
        self.show(self.layer.out, run_time=0.4)
        self.play(*self.layer.a.fill_all(), self.net.fill(l, self.t.a[l]), self.net.label(l, self.n.a[l]), run_time=1.0)

    @beat(
        "There it is, the prediction.",
        line(
            case=facts.outputs_said,
            one="<n0> {t.a[D][0]:eq}.",
            two="<n0> {t.a[D][0]:eq} and <n1> {t.a[D][1]:eq}.",
            three="<n0> {t.a[D][0]:eq}, <n1> {t.a[D][1]:eq} and <n2> {t.a[D][2]:eq}.",
            more="<n0> {t.a[D][0]:eq}, <n1> {t.a[D][1]:eq}, and so on, <n2> to {t.a[D][last]:eq}.",
            one_named="<n0> {name[0]}: {t.a[D][0]:eq}.",
            two_named="<n0> {name[0]}: {t.a[D][0]:eq}. <n1> {name[1]}: {t.a[D][1]:eq}.",
            three_named="<n0> {name[0]}: {t.a[D][0]:eq}. <n1> {name[1]}: {t.a[D][1]:eq}. <n2> {name[2]}: {t.a[D][2]:eq}.",
            more_named="<n0> {name[0]}: {t.a[D][0]:eq}. <n1> {name[1]}: {t.a[D][1]:eq}. "
            "And so on, <n2> to {name[last]}: {t.a[D][last]:eq}.",
        ),
        name=facts.output_names, last=facts.last_output,
    )  # fmt: skip
    def prediction(self):
        drawn = self.net.drawn[self.t.D]
        for k, i in enumerate(drawn[:2] + drawn[2:][-1:]):
            self.at(f"n{k}")
            self.light(self.net.neurons[self.t.D][i], self.layer.a.cells[i, 0])

    @beat(
        "One thing stands out before we go on.",
        line(
            case=facts.state,
            zero_start="All weights are zero, <seen> so whatever comes in, <then> the same comes out.",
            symmetric="Neurons of one layer <seen> are all alike here: the same weights in, the same weights out. "
            "<then> So they say the same.",
            silent_layer="Here is a layer <seen> in which every neuron says zero: no sum is above zero, and the rectifiers are shut. "
            "<then> Nothing of the input gets past it.",
            silent="Where a sum is not above zero, <seen> the rectifier is shut, and the neuron says zero. "
            "<then> What comes after it hears nothing.",
            saturated="Here a sum lies so far out <seen> that the curve is flat there: the neuron is saturated. "
            "<then> A little more or less would change next to nothing.",
        ),
        when=facts.has_state,
    )
    def stands_out(self):
        self.clear("below", "title")
        self.at("seen")
        seen = [(l, i) for l, i in facts.seen(self.t) if i in self.net.drawn.get(l, ())]
        self.light(*(self.net.neurons[l][i] for l, i in seen), run_time=1.2)
        self.at("then")
        self.light(*(self.net.values[l][i] for l, i in seen), run_time=1.2)

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
        line(
            case=facts.judged,
            nothing="<parts> Each output adds its part, <most> and here all of these parts are zero.",
            only="<parts> There is a single output, <most> and its part is all of it.",
            one_part="<parts> Of all the outputs, <most> only one adds a part.",
            one_most="<parts> Each output adds its part, <most> and one of them adds most of it.",
            parts="<parts> Each output <most> adds its part.",
        ),
        "<sum> {t.L:eq}.",
        judge=facts.judge,
    )
    def loss(self):
        worked = eq.loss_factors(self.t)
        letters, numbers, factors = Formula(eq.loss_letters(self.t)), Formula(eq.loss_numbers(self.t)), Formula(worked) if worked else None
        self.place("board", align_equals(*(row for row in (letters, factors, numbers) if row is not None)), UP)
        self.at("loss")
        self.show(letters)
        self.at("parts")
        parts = VGroup(*(part for name, part in numbers.parts.items() if name != "result"))
        self.show(*([] if factors is None else [factors]), parts, numbers.rest)
        self.at("most")
        most = facts.largest_part(self.t)
        self.light(
            numbers.parts.get(f"p{most}", letters), *([self.net.neurons[self.t.D][most]] if most in self.net.drawn[self.t.D] else [])
        )
        self.at("sum")
        self.show(numbers["result"], scale=0.7)
        self.light(numbers["result"], letters["L"])

    @beat(
        "Before we go, see what is <left> left behind. Every layer's output is kept, <shelf> on a shelf.",
        line("Here are the last ones.", when=facts.leaves_out_cards),
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

    @beat(
        "Weigh, add, activate, <again> layer after layer. Now you can compute what such a network says. Next, we ask <why> who is to blame."
    )
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
