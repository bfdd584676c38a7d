"""Numbers walk through the network: weigh, add, squash, neuron by neuron, then the layer as W a + b."""

from __future__ import annotations

from functools import partial

from manim import LEFT, Animation, Circle, Create, FadeIn, FadeOut, LaggedStart, Mobject, VGroup

from engine.reading import Number
from scenes.beat import beat, line
from scenes.carry import ARC
from scenes.chapter import Chapter
from scenes.films.forward import boards, facts
from scenes.films.forward.layer_at_work import LayerAtWork, small_rooms
from scenes.films.forward.named_net import NamedNet
from scenes.films.forward.shelf import Shelf
from scenes.films.forward.two_layers import TwoLayers
from scenes.kit.maths import equations as eq
from scenes.kit.network.comets import landing
from scenes.kit.network.diagram import smallest
from scenes.kit.network.lit_net import Edge, LitNet
from scenes.kit.network.named import names_of
from scenes.kit.place.light import lit
from scenes.kit.place.shots import room_of
from scenes.kit.place.title import Title
from scenes.kit.theme import theme
from scenes.kit.type.formula import Formula


class ForwardPass(Chapter):
    """sum, factors, products   the lines of one neuron: letters, numbers, weighted inputs      layer   the same for a whole layer
    two   what two layers make of one input      ring   around the neuron that is talked about      old   what the next thought clears away
    """

    knows = frozenset({"hinge", "mae", "huber", "perceptron"})
    title = "Numbers walk through the network"
    promise = "Compute by hand what a network predicts."
    net: LitNet
    sum: Formula
    factors: Formula
    products: Formula
    two: TwoLayers
    layer: LayerAtWork
    ring: Circle
    old: Mobject

    # ---- the network and its example

    @beat(
        "A network can tell a cat from a dog. <walk> Yet inside, numbers walk from neuron to neuron, "
        "and are multiplied, added, and bent. <how> How can that be enough?",
        pause=3.0,
    )
    def wondered(self):
        weights, most = [layer.W for layer in self.t.net.layers], LitNet.brightest(self.t)
        room = room_of(self.stage, "SOLO")
        self.net = NamedNet(self.t.sizes, self.stage, room, weights, names=names_of(self.t), most=most, rooms=small_rooms(self.stage))
        lines = [line for edges in self.net.edges.values() for line in edges.values()]
        self.show(*(m for m in self.net.get_family() if len(m.points) and m not in lines), run_time=0.3)
        self.play(LaggedStart(*map(Create, lines), lag_ratio=0.1), run_time=1.4)
        self.add(self.net)
        self.at("walk")
        for _ in range(2):
            self.walk(2.4)
        self.at("how")
        self.walk(1.6)

    @beat("In this film, you compute by hand what a network predicts. This walk is called the <pass> forward pass.")
    def promised(self):
        self.old = self.compose("TITLED", net=self.net, title=lambda room: Title(self.title, room))["title"]
        self.play(self.old.comes())
        self.walk(1.6)
        self.at("pass")
        self.walk(1.0)

    @beat(
        "Nothing in what follows depends on the network's size. <inputs> Numbers enter here. "
        "The prediction <outputs> comes out at the other end."
    )
    def ends(self):
        self.compose("SOLO", net=self.net, gone=[self.old])
        self.at("inputs")
        self.light(*self.net.unknown[0].values())
        self.at("outputs")
        self.light(*self.net.unknown[self.t.D].values())

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
            tells="<thick> The thicker a line in its layer, the <far> further its weight lies from zero.",
            even="<thick> And in each layer, they are <far> all of one size.",
            even_here="<thick> And they are <far> all of one size.",
            single="<thick> With more of them in a layer, a thick line would mean: this weight lies <far> far from zero.",
            none="<thick> Later, the thicker a line in its layer, the <far> further its weight will lie from zero.",
            alone="<thick> With more of them, a thick line would mean: this weight lies <far> far from zero.",
        ),
        line("These are the weights after one step of training.", when=facts.taught_once),
        line("These are the weights after {steps:words} steps of training.", when=facts.taught_longer),
        steps=facts.steps_taken,
    )
    def weights(self):
        self.at("green")
        self.play(*(comet for l in self.net.edges for comet in self.net.going(l, hue=theme().light)), run_time=1.2)
        self.at("thick")
        room = room_of(self.stage, "LEDGER" if self.stage.is_narrow else "TRIO")
        labels = [self.net.label_edges(l, self.t.W[l], room) for l in self.net.edges]
        self.play(*(labels if any(self.net.weights.values()) else self.net.going(1)), run_time=min(2.0, self.until("far")))
        self.at("far")
        heavy = [(l, self.net.thickest(l)) for l, edges in self.net.edges.items() if edges]
        self.play(*(comet for l, edge in heavy for comet in self.net.going(l, edge, hue=theme().light)), run_time=1.8)

    @beat(
        line(case=facts.has_named_example, yes="Now give it an example: {example}.", no="Now give it an example."),
        line(
            case=facts.inputs_said,
            one="<n0> {t.x[0]:eq}.",
            two="<n0> {t.x[0]:eq} and <n1> {t.x[1]:eq}.",
            three="<n0> {t.x[0]:eq}, <n1> {t.x[1]:eq} and <n2> {t.x[2]:eq}.",
            more="<n0> {t.x[0]:eq}, <n1> {t.x[1]:eq}, and so on, <n2> to {t.x[last]:eq}.",
            one_named="For {name[0]}, <n0> {t.x[0]:eq}.",
            two_named="For {name[0]}, <n0> {t.x[0]:eq}. For {name[1]}, <n1> {t.x[1]:eq}.",
            three_named="For {name[0]}, <n0> {t.x[0]:eq}. For {name[1]}, <n1> {t.x[1]:eq}. For {name[2]}, <n2> {t.x[2]:eq}.",
            more_named="For {name[0]}, <n0> {t.x[0]:eq}. For {name[1]}, <n1> {t.x[1]:eq}. And so on, <n2> to {name[last]}: {t.x[last]:eq}.",
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
        "A negative weight <against> counts it against.",
        title="One neuron",
    )
    def vote(self):
        self.ring = self.net.ring(1, 0)
        self.play(Create(self.ring), run_time=0.6)
        self.at("say")
        for j in self.net.drawn[0][:2]:
            self.play(*self.net.going(1, (0, j)), run_time=0.8)
        self.at("weight")
        numbers = [label[-1] for (i, _), label in self.net.weights[1].items() if i == 0]
        self.light(*(numbers or (line for (i, _), line in self.net.edges[1].items() if i == 0)))
        self.at("against")
        self.play(*self.net.going(1, *self.net.arriving(1, 0)), run_time=1.0)

    @beat(
        line(
            case=facts.units,
            several="Look at one neuron, the first of layer one.",
            one="Look at one neuron, the only one of layer one.",
        ),
        line(
            case=facts.listens,
            many_biased="It <weigh> multiplies each input by its weight, <add> adds them up, and adds <bias> a bias of its own.",
            many_shared="It <weigh> multiplies each input by its weight, <add> adds them up, "
            "and adds <bias> the bias that its layer shares.",
            many="It <weigh> multiplies each input by its weight, <add> and adds them up.",
            one_biased="It <weigh> multiplies its input by a weight, <add> and then adds <bias> a bias of its own.",
            one_shared="It <weigh> multiplies its input by a weight, <add> and then adds <bias> the bias that its layer shares.",
            one="It <weigh> multiplies its input by a weight, <add> and that is its sum.",
        ),
    )
    def letters(self):
        made = self.compose(net=self.net, board=lambda room: boards.first_sum(self.t, room), gone=[self.ring])
        self.old = made["board"]
        self.sum, self.factors, self.products = self.old
        self.play(self.net.label(1, self.n.z[1], 0), FadeIn(self.sum["z"]), FadeIn(self.sum["eq"]), run_time=0.7)
        self.at("weigh")
        pairs = [self.sum[k] for k in self.sum.parts if k[0] in "wa"]
        self.play(landing(self.net.going(1, *self.net.arriving(1, 0)), *(FadeIn(p) for p in pairs)), run_time=1.0)
        self.at("add")
        self.show(self.sum.rest, run_time=0.5)
        if facts.has_bias(self.t):
            self.at("bias")
            self.show(self.sum["b"])
            self.light(self.sum["b"])

    @beat(
        line(
            case=facts.has_second_input,
            yes="Put in the numbers. <weights> The weights come from the lines, <inputs> the inputs from the left.",
            no="Put in the numbers. <weights> The weight comes from the line, <inputs> the input from the left.",
        ),
    )
    def factors_come(self):
        js = eq.summands(self.t, 1, 0)
        self.carry(self.sum, VGroup(self.factors["z"], self.factors["eq"], self.factors.rest))
        self.at("weights")
        labels = self.net.weights[1]
        self.fly(*((labels[0, j][-1] if (0, j) in labels else self.sum[f"w{j}"], self.factors[f"w{j}"]) for j in js), arc=ARC)
        self.at("inputs")
        values = self.net.values[0]
        self.fly(*((values[j] if j in values else self.sum[f"a{j}"], self.factors[f"a{j}"]) for j in js), arc=ARC)
        self.play(*(FadeIn(self.factors[part]) for part in self.factors.parts if part == "b"), run_time=0.4)

    @beat(
        line(
            case=facts.has_second_input,
            yes="<p0> The first input, times its weight, <g0> gives {t.products[1][0][0]}.",
            no="<p0> The input, times its weight, <g0> gives {t.products[1][0][0]}.",
        ),
        line(
            case=facts.second_product,
            when=facts.has_second_input,
            second="<p1> The second <g1> gives {t.products[1][0][1]}.",
            third_too="<p1> The second <g1> gives {t.products[1][0][1]}, <p2> the <g2> third {t.products[1][0][2]}.",
            cut="<p1> The second <g1> gives {t.products[1][0][1]}. <p2> And so on, <g2> down the layer.",
            cut_later="And so on, down the layer. <p1> Input {number} <g1> gives {t.products[1][0][telling]}, "
            "<p2> and <g2> so on, to the last.",
        ),
        line("<bias> The bias adds {t.b[1][0]}.", when=facts.has_bias),
        line(case=facts.is_lone_product, yes="<sum> So {t.z[1][0]:eq}.", no="<sum> Together, {t.z[1][0]:eq}."),
        number=facts.telling_number, telling=facts.telling_input,
    )  # fmt: skip
    def products_add(self):
        for k, j in enumerate(eq.summands(self.t, 1, 0)):
            self.at(f"p{k}")
            new = [self.products[name] for name in (f"p{j}", *(("z", "eq") if k == 0 else ())) if name in self.products.parts]
            pair = (self.factors[f"w{j}"], self.factors[f"a{j}"])
            if k < 2:
                self.light(*pair, run_time=0.5)
            else:  # said in few words
                self.play(*map(lit, pair), run_time=0.2)
            self.at(f"g{k}")
            self.play(landing(self.net.going(1, *self.drawn_edge(0, j)), *map(FadeIn, new)), run_time=0.5)
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
            bounds="So the neuron <squash> squashes it, by its activation function. This is <curve> the curve of {curve}.",
            bends="So the neuron <squash> sends it through its activation function. This is <curve> the curve of {curve}.",
            passes="This neuron <squash> passes it on as it is. Its activation function is <curve> {curve}, a straight line.",
        ),
        "<in> We go in at {t.z[1][0]:name}, <up> up or down to the curve, <out> and read off {t.a[1][0]:name}: <read> {t.a[1][0]}.",
        "<output> That is the output of the neuron.",
        curve=facts.squash, when=facts.has_curve,
    )  # fmt: skip
    def squashed(self):
        z, a, before = self.t.z[1][0], self.t.a[1][0], self.old
        self.old = self.compose(self.broad, net=self.net, board=lambda room: boards.curve(self.t, room))["board"]
        plot, definition, computed = self.old
        self.carry(before, VGroup(computed["a"], computed["eq"], computed["z"], computed["f"], computed.rest))
        self.at("squash")
        self.show(plot.axes, plot.names)
        self.at("curve")
        self.play(Create(plot.curve), FadeIn(definition), run_time=1.2)
        self.at("in")
        foot, live = plot.dot(z.value, plot.low), plot.dot(z.value, a.value)
        rise, across = plot.rise(z.value, a.value), plot.across(z.value, a.value)
        self.fly((computed["z"], foot), arc=ARC)
        self.at("up")
        self.play(Create(rise), foot.animate.move_to(live), run_time=0.8)
        self.at("out")
        value = plot.told(a, foot, self.net.least)
        self.play(Create(across), FadeIn(value), run_time=0.7)
        self.at("read")
        self.fly((value if len(value) else foot, computed["result"]), arc=ARC, run_time=min(1.6, self.until("output")))
        plot.add(foot, rise, across, value)
        self.at("output")
        self.deliver(1, {0: computed["result"]}, self.net.label(1, self.n.a[1], 0))

    # ---- why a neuron squashes

    @beat(
        line(
            case=facts.squashing,
            bounds="<why> Why squash at all? Why not pass the <sum> sum along, just as it is?",
            bends="<why> Why bend it at all? Why not pass the <sum> sum along, just as it is?",
            passes="<why> To pass the <sum> sum along, just as it is: is that enough?",
        ),
        when=facts.has_curve, pause=3.0, title="Why a curve at all?",
    )  # fmt: skip
    def why(self):
        self.at("why")
        self.light(self.old[0].curve)
        self.at("sum")
        if out := self.net.leaving(2, 0):
            for _ in range(2):
                self.play(*self.net.going(2, *out), run_time=1.4)
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
            case=facts.units,
            when=facts.has_hidden,
            several="The next layer <sum> adds them up: a straight line again. "
            "Two such layers, or a hundred, <one> can do no more than one.",
            one="The next layer <sum> multiplies and adds once more: a straight line again. "
            "Two such layers, or a hundred, <one> can do no more than one.",
        ),
        when=facts.has_curve,
    )
    def straight(self):
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
            still="Here that changes nothing: with weights of zero, no sum moves, and there is nothing to bend.",
            none="This far to either side, nothing bends yet: what is met of the curve is straight.",
        ),
        line(
            case=facts.bent_sum,
            when=facts.has_hidden,
            yes="And so does <made> what the next layer makes of them.",
            no="What the next layer <made> makes of them is still a straight line here.",
            yes_of_one="And so does <made> what the next layer makes of it.",
            no_of_one="What the next layer <made> makes of it is still a straight line here.",
        ),
        bending=facts.bending_curve, when=facts.has_curve,
    )  # fmt: skip
    def bends(self):
        self.lay(facts.bending(self.t))
        self.at("bend")
        self.draw_first()
        if facts.bent_neurons(self.t) in ("none", "still"):  # it is said at length, over a line
            self.hold(1.0)
            passing = self.net.going(1, *self.net.leaving(1, self.two.j), hue=theme().light)
            self.play(*self.two.sweep(*self.two.hidden), *passing, run_time=2.4)
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
        self.old = self.compose(net=self.net, board=lambda room: boards.second_sum(self.t, room), gone=[self.old])["board"]
        first, self.factors, self.products = self.old
        self.play(*self.net.going(1, *self.net.arriving(1, 1)), self.net.label(1, self.n.z[1], 1), FadeIn(first), run_time=1.0)
        self.at("own")
        js, labels = eq.summands(self.t, 1, 1), self.net.weights[1]
        weights = [(labels[1, j][-1], self.factors[f"w{j}"]) for j in js if (1, j) in labels]
        self.show(*(part for part in self.factors.parts.values() if part not in [b for _, b in weights]), self.factors.rest, run_time=0.5)
        self.fly(*weights, arc=ARC)
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
        self.play(landing(self.net.going(1, *self.net.arriving(1, 1)), FadeIn(self.products)), run_time=0.8)
        self.land(self.products["result"], self.t.z[1][1], 1)
        self.at("squash")
        if facts.has_curve(self.t):
            self.play(self.net.fill_one(1, 1, self.t.a[1][1]), self.net.label(1, self.n.a[1], 1), run_time=0.8)
            self.play(*self.net.going(2, *self.net.leaving(2, 1)), run_time=1.2)
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
        self.play(*self.net.going(1), run_time=1.2)
        self.at("matrix")
        self.layer = LayerAtWork(self, 1, [self.old])
        self.layer.open()
        self.at("row")
        self.layer.lift(1.8)

    @beat(
        line(
            case=facts.has_bias,
            yes="Times <input> the vector of inputs, plus <bias> the vector of biases.",
            no="Times <input> the vector of inputs.",
        ),
        line(case=facts.units, several="<z> Row by row, we get the vector {n.z}.", one="<z> And we get {n.z}, here of one entry."),
    )
    def rows(self):
        self.at("input")
        self.layer.pour()
        if facts.has_bias(self.t):
            self.at("bias")
            self.show(self.layer.row.biased)
        self.at("z")
        self.layer.say(eq.layer_letters(self.t, 1))
        self.layer.sums(1.8)

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
        self.layer.squash()
        self.at("one")
        self.layer.say_law()

    @beat(
        line(
            case=facts.place_of,
            next="The next layer knows no new trick. What came out of layer {before} <in> goes into layer {l}.",
            later="And again. What came out of layer {before} <in> goes into layer {l}.",
            far="And so on, layer after layer. At the end, what came out of layer {before} <in> goes into layer {l}.",
        ),
        "<z> Multiply and add.",
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
        passed = [k for k in self.net.layers if k < l and k not in self.net.values]
        self.layer = LayerAtWork(self, l, [*self.layer.whole, self.layer.law])
        self.play(*(self.net.fill(k, self.t.a[k]) for k in passed), run_time=0.5)
        self.layer.open(0.2)
        self.layer.lift(0.9)
        self.at("in")
        self.layer.pour()
        self.at("z")
        self.layer.sums(0.8, self.layer.row.biased)
        self.at("a")
        self.layer.squash()

    @beat(
        "There it is, the prediction.",
        line(
            case=facts.outputs_said,
            one="<n0> {t.a[D][0]:eq}.",
            two="<n0> {t.a[D][0]:eq} and <n1> {t.a[D][1]:eq}.",
            three="<n0> {t.a[D][0]:eq}, <n1> {t.a[D][1]:eq} and <n2> {t.a[D][2]:eq}.",
            more="<n0> {t.a[D][0]:eq}, <n1> {t.a[D][1]:eq}, and so on, <n2> to {t.a[D][last]:eq}.",
            one_named="For {name[0]}, <n0> {t.a[D][0]:eq}.",
            two_named="For {name[0]}, <n0> {t.a[D][0]:eq}. For {name[1]}, <n1> {t.a[D][1]:eq}.",
            three_named="For {name[0]}, <n0> {t.a[D][0]:eq}. For {name[1]}, <n1> {t.a[D][1]:eq}. For {name[2]}, <n2> {t.a[D][2]:eq}.",
            more_named="For {name[0]}, <n0> {t.a[D][0]:eq}. For {name[1]}, <n1> {t.a[D][1]:eq}. "
            "And so on, to {name[last]}: <n2> {t.a[D][last]:eq}.",
        ),
        name=facts.output_names, last=facts.last_output,
    )  # fmt: skip
    def prediction(self):
        D, last = self.t.D, self.net.drawn[self.t.D]
        self.old = self.compose(net=self.net, board=lambda room: boards.said(self.t, room), gone=[*self.layer.whole, self.layer.law])[
            "board"
        ]
        for k, some in enumerate(filter(None, (last[:1], last[1:2], last[2:]))):
            self.at(f"n{k}")
            pairs = [(self.net.values[D][i], self.old[last.index(i)][0]) for i in some if last.index(i) < len(self.old)]
            self.show(*(line[part] for _, (line) in pairs for part in ("a", "eq")), run_time=0.3)
            self.fly(*((value, line["v"]) for value, line in pairs), arc=ARC)
        self.walk(1.2)

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
        self.at("seen")
        seen = [(l, i) for l, i in facts.seen(self.t) if i in self.net.drawn.get(l, ())]
        self.light(*(self.net.neurons[l][i] for l, i in seen) if seen else self.net.dots, run_time=1.2)
        self.at("then")
        self.light(*(self.net.values[l][i] for l, i in seen) if seen else self.net.dots, run_time=1.2)

    # ---- how wrong it is, and what stays

    @beat(
        line(
            case=facts.wanted,
            value="How good is that? <target> This is what we wanted to hear. Is the network <close> close, or far off?",
            side="How good is that? <target> This names the side that we wanted, by its sign. "
            "Is the network <close> on it, and far enough?",
            ahead="How good is that? <target> The one marks the class that we wanted. Is the network's output for it <close> ahead, "
            "and far enough?",
        ),
        pause=3.0, title="How wrong is it?",
    )  # fmt: skip
    def targets(self):
        self.at("target")
        self.show(*(wanted for _, wanted in self.old), shift=0.2 * LEFT)
        self.at("close")
        self.light(*(part for said in self.old for part in said))

    @beat(
        "One number says how wrong we are: <loss> the loss, {n.L}. Here it is {judge}.",
        line(
            case=facts.judged,
            nothing="<parts> Each output adds its part, <most> and here all of these parts are zero.",
            nothing_of_one="<parts> There is a single output, <most> and its part is zero.",
            only="<parts> There is a single output, <most> and its part is all of it.",
            one_part="<parts> Of all the outputs, <most> only one adds a part.",
            one_most="<parts> Each output adds its part, <most> and one of them adds most of it.",
            parts="<parts> Each output <most> adds its part.",
        ),
        "<sum> {t.L:eq}.",
        line(
            case=facts.margin,
            when=facts.is_hinge,
            short="It asks for more than the right side: output times target should reach one. <margin> What is missing is the loss.",
            kept="It asks for more than the right side: output times target should reach one. <margin> Here it is above.",
            kink="It asks for more than the right side: output times target should reach one. <margin> Here it just does.",
            short_of_classes="It asks each other output to stay one below that of the class. "
            "<margin> What is missing, added up, is the loss.",
            kept_of_classes="It asks each other output to stay one below that of the class. <margin> Here each of them does.",
            kink_of_classes="It asks each other output to stay one below that of the class. <margin> Here each of them does, one just so.",
        ),
        judge=facts.judge,
    )
    def loss(self):
        made = self.compose(net=self.net, board=lambda room: boards.loss(self.t, room), gone=[self.old])
        self.old = letters, factors, numbers = made["board"]
        self.at("loss")
        self.show(letters)
        self.at("parts")
        if len(factors):
            shown, D = [i for i in self.net.drawn[self.t.D] if f"a{i}" in factors.parts], self.t.D
            flying = [factors[f"a{i}"] for i in shown]
            self.carry(letters, VGroup(factors.rest, *(part for part in factors.parts.values() if part not in flying)), run_time=0.4)
            self.fly(*((self.net.values[D][i], factors[f"a{i}"]) for i in shown), arc=ARC, run_time=0.6)
        self.show(*(part for name, part in numbers.parts.items() if name != "result"), numbers.rest, run_time=0.35)
        self.at("most")
        most = facts.largest_part(self.t)
        lamps = [self.net.neurons[self.t.D][most]] if most in self.net.drawn[self.t.D] else []
        self.light(numbers.parts.get(f"p{most}", factors if len(factors) else letters), *lamps)
        self.at("sum")
        self.show(numbers["result"], scale=0.7)
        self.light(numbers["result"])
        if facts.is_hinge(self.t):
            self.at("margin")
            self.light(letters if not len(factors) else factors, numbers["result"])

    @beat(
        "Before we go, see what is <left> left behind. Every layer's output is kept, <shelf> as on a reel of film: "
        "one frame for each layer.",
        line("Here are the last ones.", when=facts.leaves_out_cards),
        "On the way back, <back> we will need them all.",
        title="What is left behind",
    )
    def shelf(self):
        flat = "LEDGER" if self.net.digit_in(room_of(self.stage, "LEDGER")) >= smallest() else None
        made = self.compose(flat, net=self.net, strip=lambda room: Shelf(self.t, room), gone=[self.old])
        self.old = strip = made["strip"]
        self.at("left")
        self.light(*(num for values in self.net.values.values() for num in values.values()))
        self.at("shelf")
        haste = min(1.0, 3 / len(strip.cards))
        for l, card in strip.cards.items():
            self.show(card.film, card[0], *card[1][len(card.values) :], run_time=0.3 * haste)
            sources = list(self.net.values.get(l, {}).values()) or [card[0]] * len(card.values)
            self.fly(*zip(sources, card.values, strict=False), arc=ARC, run_time=0.7 * haste)
        self.at("back")
        self.play(*(lit(card.values) for card in reversed(strip.cards.values())), run_time=1.2, lit=True)

    @beat(
        "Multiply, add, activate, <again> layer after layer: that is all, and it is enough.",
        "<why> In the next film, we follow what a single weight does, all the way to the loss, in the plainest network there is: a chain.",
    )
    def harvest(self):
        self.compose("SOLO", net=self.net, gone=[self.old])
        self.at("again")
        self.walk(2.4)
        self.at("why")
        edge = self.net.glow(1, [self.net.thickest(1)], theme().light)
        self.play(FadeIn(edge), *self.net.going(1, self.net.thickest(1)), run_time=1.0)
        for _ in range(3):
            self.walk(2.0)

    # ---- gestures

    @property
    def broad(self) -> str | None:
        """The shot for a plot: beside the network, where that can be."""
        return None if self.stage.is_narrow else "DUET"

    def walk(self, seconds: float) -> None:
        """Numbers walk through the network, layer by layer."""
        ways = [self.net.going(l) for l, edges in self.net.edges.items() if edges]
        for comets in ways:
            self.play(*comets, run_time=min(1.2, seconds / len(ways)))

    def drawn_edge(self, i: int, j: int) -> list[Edge]:
        """The edge from input j to neuron i of layer 1; all into it, where that one is not drawn."""
        return [(i, j)] if (i, j) in self.net.edges[1] else self.net.arriving(1, i)

    def land(self, source: VGroup, number: Number, i: int) -> None:
        """A sum flies into neuron i of layer 1, and stays there."""
        target = self.net.place(number, 1, i)
        self.fly((source, target), arc=ARC)
        self.net.own(1, i, target)
        self.play(*self.net.lights_up(1, i, number), run_time=0.25)

    def deliver(self, l: int, sources: dict[int, VGroup], names: Animation) -> None:
        """Outputs fly from where they were worked out into their neurons of layer l, whose lamps rise."""
        old = [self.net.values[l][i] for i in sources if i in self.net.values.get(l, {})]
        nums = {i: self.net.place(self.t.a[l][i], l, i) for i in sources}
        lamps = [rise for i in nums for rise in self.net.lights_up(l, i, self.t.a[l][i])]
        self.fly(*((source, nums[i]) for i, source in sources.items()), arc=ARC, run_time=0.7)
        for i, num in nums.items():
            self.net.own(l, i, num)
        self.play(*lamps, names, *(FadeOut(num) for num in old), run_time=0.4)

    def lay(self, squash: str) -> None:
        """Give the picture of two layers with this activation its place, not yet shown."""
        make = partial(TwoLayers, self.t, activation=squash, drawn=self.net.drawn[1], inputs=self.net.drawn[0])
        self.old = self.two = self.compose(self.broad, net=self.net, board=make, gone=[self.old])["board"]

    def draw_first(self) -> None:
        """The input goes from low to high; every neuron of layer 1 draws what it says."""
        self.show(self.two.axes, self.two.x_name, self.two.a_name, run_time=0.3)
        self.play(*self.two.sweep(*self.two.hidden), *self.net.going(1, *self.net.leaving(1, self.two.j), hue=theme().light), run_time=1.4)

    def draw_second(self) -> None:
        """What layer 2 adds up is drawn over the same inputs."""
        self.show(self.two.z_name, run_time=0.3)
        self.play(*self.two.sweep(self.two.total), *self.net.going(2, hue=theme().light), run_time=1.8)
