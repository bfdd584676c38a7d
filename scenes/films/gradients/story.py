"""Every weight gets its share: blame times signal, for one edge, for a layer, for every layer; the four equations."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from manim import DOWN, Create, FadeIn, FadeOut, LaggedStart, Mobject, ReplacementTransform, VGroup, there_and_back

from engine.reading import Reading
from scenes.beat import beat, line
from scenes.carry import ARC
from scenes.chapter import Chapter
from scenes.films.gradients import boards, facts
from scenes.films.gradients.filled_net import FilledNet
from scenes.films.gradients.oblong import Oblong
from scenes.films.gradients.outer_table import OuterTable
from scenes.kit.maths.laws import biases_law, weights_law
from scenes.kit.maths.wall import Wall
from scenes.kit.network.bias import clear_bias
from scenes.kit.network.lit_net import Edge
from scenes.kit.place.light import lit
from scenes.kit.place.shots import Thing, fit
from scenes.kit.place.stage import Region
from scenes.kit.place.title import Title
from scenes.kit.theme import theme
from scenes.kit.type.formula import Formula
from scenes.kit.type.number import Num

T = TypeVar("T", bound=VGroup)


class Gradients(Chapter):
    """D, ij   the last layer, and the weight of it that is told about      glow   light on its edge      bias   drawn as one more line
    old   the board that the next thought clears away      shelf   where there is room beside the network, the laws found so far
    hushed   numbers of the network that have left for a thought about any numbers; `recall` brings them back
    """

    knows = frozenset({"hinge", "mae", "huber"})
    title = "Every weight gets its share"
    promise = "Write down the slope of every weight and every bias."
    D: int
    ij: Edge
    net: FilledNet
    glow: VGroup
    bias: VGroup
    old: VGroup
    shelf: dict[str, Formula]
    hushed: list[Mobject]
    outer: OuterTable
    wall: Wall
    wanted: list[Formula]

    @classmethod
    def told_on(cls, t: Reading) -> Reading:
        return facts.telling(t)

    # ---- one weight

    @beat(
        "Which way should we turn a weight? You could <nudge> nudge it, and run the whole network again. "
        "Then <next> the next one, and the next. A large network has <many> billions. Must it run billions of times?",
        pause=3.0,
    )
    def wondered(self):
        self.D, self.ij, self.shelf, self.hushed, self.bias = self.t.D, facts.followed(self.t, self.t.D), {}, [], VGroup()
        self.net = FilledNet(self.t, self.stage)
        self.add(self.net)
        edges = [(l, e) for l, edges in self.net.edges.items() for e in edges]
        self.run_with(*edges[0])
        for mark, nudged in (("nudge", edges[:1]), ("next", edges[1:3] or edges)):
            self.at(mark)
            for one in nudged:
                self.run_with(*one)
        self.at("many")
        self.every_line(3.0)

    def run_with(self, l: int, edge: Edge) -> None:
        """One edge is nudged, and the network runs forward."""
        light = self.net.glow(l, [edge], theme().light)
        self.play(FadeIn(light), *self.net.sweep()[0], run_time=0.45)
        for comets in self.net.sweep()[1:]:
            self.play(*comets, run_time=min(0.45, 0.9 / self.D))
        self.play(FadeOut(light), run_time=0.15)

    @beat("No. One pass forward, <on> one pass back, and then <back> one multiplication for each weight.")
    def promised(self):
        self.old = VGroup(self.compose("TITLED", net=self.net, title=lambda room: Title(self.title, room))["title"])
        self.play(self.old[0].comes(0.4))
        for mark in ("on", "back"):
            self.at(mark)
            for comets in self.net.sweep(back=mark == "back"):
                self.play(*comets, run_time=min(0.6, 1.2 / self.D))

    @beat(
        line("We take an example on which every layer has some slope.", when=facts.takes_another),
        "The forward pass leaves <a> an activation in every neuron. The backward pass leaves <d> a delta beside it.",
        title="What both passes leave",
    )
    def given(self):
        self.compose("SOLO", net=self.net, gone=[self.old])
        self.at("a")
        for l in self.net.layers:
            self.play(self.net.forward(l), run_time=min(0.7, 2.0 / len(self.net.layers)))
        self.at("d")
        for l in self.net.layers[:0:-1]:
            self.play(self.net.backward(l), run_time=min(0.8, 1.8 / self.D))

    @beat(
        "Delta says how <name> strongly a neuron's sum, z, moves the loss. <value> Here it is {blame}. "
        "We call it <blame> the neuron's blame. In books it is <signal> the error signal.",
        blame=facts.blame,
    )  # fmt: skip
    def named(self):
        i = self.ij[0]
        (line,) = self.board(lambda room: boards.named(self.t, self.D, i, room))
        self.at("name")
        self.show(*(line[name] for name in ("delta", "eq", "dz")), run_time=0.5)
        self.play(lit(self.net.neurons[self.D][i]), *self.net.returning(self.D, *self.net.arriving(self.D, i)), run_time=0.8)
        self.at("value")
        self.fly((self.blamed, line["result"]), arc=ARC)
        self.show(line.rest, run_time=0.2)
        self.at("blame")
        self.light(line["delta"], self.blamed)
        self.at("signal")
        for comets in self.net.sweep(back=True):
            self.play(*comets, run_time=min(0.6, 1.2 / self.D))

    @beat(
        "But nobody turns a neuron. <turn> We turn weights. <edge> Take one line into layer {last:words}, "
        "and ask how <fast> fast the loss rises with <w> its weight.",
        last=facts.last_layer,
        title="One weight",
    )
    def one_line(self):
        self.board(lambda room: boards.asked(self.t, self.D, self.ij, room))
        self.at("turn")
        self.every_line(0.9)
        self.at("edge")
        self.glow = self.net.glow(self.D, [self.ij], theme().light)
        self.play(Create(self.glow), *self.net.going(self.D, self.ij), run_time=0.8)
        self.at("fast")
        self.play(FadeIn(self.old), *self.net.returning(self.D, self.ij), run_time=0.7)
        self.at("w")
        self.light(self.old["dw"], self.glow)

    @beat(
        "Nudge the weight, and <moves> z moves by that nudge, times what came in along the <a> line: {signal:4}.",
        "And how strongly <z> z moves the loss, <d> we know: that is delta, {blame:4}.",
        "<times> Multiply the two, <result> and there it is: {slope:4}.",
        signal=facts.signal, blame=facts.blame, slope=facts.slope,
    )  # fmt: skip
    def numbers(self):
        asked, (numbers, _) = self.old, self.board(lambda room: boards.share(self.t, self.D, self.ij, room), keep=True)
        self.carry(asked, VGroup(numbers["dw"], numbers["eq"]), run_time=0.6)
        self.at("moves")
        self.play(*self.net.going(self.D, self.ij), lit(self.net.neurons[self.D][self.ij[0]]), run_time=0.9)
        self.at("a")
        self.fly((self.came_in, numbers["a"]), arc=ARC)
        self.at("z")
        self.light(self.net.neurons[self.D][self.ij[0]])
        self.at("d")
        self.fly((self.blamed, numbers["delta"]), arc=-ARC)
        self.at("times")
        self.show(numbers.rest, run_time=0.4)
        self.at("result")
        self.show(numbers["result"], scale=0.7, run_time=0.4)
        self.land(self.ij, numbers["result"])

    @beat(
        "Such a <slope> slope is called a partial derivative. All of them together are <all> the gradient.",
        "<law> In letters, it is <i> the delta of the neuron where the line arrives, times <j> what came in along it.",
    )
    def letters(self):
        (i, j), (numbers, law) = self.ij, self.old
        self.at("slope")
        self.light(numbers["result"], numbers["dw"])
        self.at("all")
        self.every_line(1.1)
        self.at("law")
        self.show(law, run_time=0.25)
        self.at("i")
        self.light(numbers["delta"], law["delta"], self.blamed, self.net.neurons[self.D][i])
        self.at("j")
        self.light(numbers["a"], law["a"], self.came_in, self.net.neurons[self.D - 1][j])

    # ---- a line that is silent, and one that always says one

    @beat(
        "Now suppose <zero> that nothing came in: the input of a line is zero. What is the slope of <ask> its weight?",
        pause=4.0, title="When nothing comes in",
    )  # fmt: skip
    def silent(self):
        zero, asked, _ = self.board(boards.silence)
        self.hushed = self.net.numbers()
        self.at("zero")
        dark = self.net.darken(self.D - 1, self.ij[1])
        self.play(FadeIn(zero), dark, *(FadeOut(number) for number in self.hushed), run_time=0.6)
        self.light(zero["a"], self.net.neurons[self.D - 1][self.ij[1]])
        self.at("ask")
        self.show(asked, run_time=0.5)

    @beat(
        "Zero. <none> No signal, no slope: the weight made no difference, however <wrong> wrong the neuron was.",
        line("<here> This neuron here is such a case: every line that leaves it has the slope zero.", when=facts.has_quiet),
    )
    def answered(self):
        _, asked, answered = self.old
        self.clear_away(asked, run_time=0.2)
        self.show(answered, run_time=0.4)
        self.at("none")
        self.light(answered)
        self.at("wrong")
        self.light(self.net.neurons[self.D][self.ij[0]])
        if (quiet := facts.quiet(self.t)) is not None:
            l, j = quiet
            self.recall()
            self.at("here")
            self.light(self.net.neurons[l][j], self.net.values[l][j])

    @beat(
        "And the bias? It is a weight like any other, only <one> its input is always one. So its slope is <db> simply delta.",
        when=facts.last_has_bias,
    )
    def biases(self):
        numbers, law = self.of_bias(shared=False)
        self.at("one")
        self.show(self.bias, numbers["db"], numbers["eq"], run_time=0.5)
        self.fly((self.blamed, numbers["delta"]), (self.bias.one, numbers["one"]), arc=ARC)
        self.show(numbers.rest, numbers["result"], run_time=0.4)
        self.at("db")
        self.show(law, run_time=0.4)
        self.light(numbers["result"], law["delta"], self.blamed)

    @beat(
        "And the bias? This layer has <one> one for all its neurons, and its input is always one. "
        "So its slope is <db> all their deltas, added up.",
        when=facts.last_shares_bias,
    )
    def shared_bias(self):
        numbers, law = self.of_bias(shared=True)
        self.at("one")
        self.show(self.bias, run_time=0.4)
        self.light(*(self.net.neurons[self.D][i] for i in self.net.drawn[self.D]))
        self.at("db")
        self.show(numbers, law, run_time=0.5)

    # ---- a whole layer, and every layer before it

    @beat(
        "Now the whole layer at once. Put its deltas in <column> a column. Lay what came in <row> along the top.",
        title="A whole layer at once",
    )
    def table(self):
        self.recall()
        found = facts.last_has_bias(self.t) or facts.last_shares_bias(self.t)
        law = self.old[1] if found else VGroup()
        self.play(*(FadeOut(tag) for tag in self.net.drop_gradients()), FadeOut(self.glow), FadeOut(self.bias), run_time=0.3)
        self.outer = self.in_rows(lambda room: OuterTable(self, self.D, room), keep=law).release()
        self.shelve("biases", law)
        self.show(self.outer.product.brackets, run_time=0.4)
        self.at("column")
        self.outer.take_blames()
        self.at("row")
        self.outer.take_signals()

    @beat(
        "<cells> Each delta slides along its row, each signal comes down its column, and where they meet, they multiply. "
        "And <land> each product belongs to its line.",
    )
    def cells(self):
        self.at("cells")
        self.outer.fuse(one_by_one=True)
        self.at("land")
        self.play(*self.outer.settled(), run_time=1.5)

    @beat(
        "Read <read> the signs.",
        line("<minus> Where there is a minus, raising the weight lowers the loss.", when=facts.has_minus),
        line(
            case=facts.has_minus,
            when=facts.has_plus,
            yes="Where there is <plus> none, raising the weight makes the loss worse.",
            no="Where there is <plus> no minus, raising the weight makes the loss worse.",
        ),
        line("<none> Here there is none to read: each of them is zero.", when=facts.has_no_sign),
    )
    def signs(self):
        self.at("read")
        self.light(*self.outer.product.cells.values())
        for mark, cells in self.outer.by_sign().items():
            self.at(mark)
            self.light(*cells, run_time=1.4)
        if facts.has_no_sign(self.t):
            self.at("none")
            self.light(*self.outer.product.cells.values())

    @beat(
        "All of that is one line of mathematics: <d> delta, times <a> what came in, laid on its side.",
        "It is called the <outer> outer product. And it is cheap.",
        "The signals <forward> were there since the forward pass, the deltas <back> since the backward pass.",
        "What is left is <left> one multiplication for each weight.",
        title="The outer product",
    )
    def matrix_law(self):
        law, product = self.outer.law, self.outer.product
        self.show(law, run_time=0.5)
        for mark, part, numbers in (("d", "delta", product.column), ("a", "a", product.row)):
            self.at(mark)
            self.light(law[part], *numbers.values())
        self.at("outer")
        self.light(law)
        self.shelve("weights", law.copy())
        for mark, back in (("forward", False), ("back", True)):
            self.at(mark)
            for comets in self.net.sweep(back):
                self.play(*comets, run_time=min(0.5, 1.0 / self.D))
        self.at("left")
        self.light(*product.cells.values())

    @beat(
        "Does the order matter? <turned> Write a first, then delta. In <square> a square layer, you get a table of the same size. "
        "How would you <find> find the mistake?",
        pause=4.0, title="The right order",
    )  # fmt: skip
    def turned(self):
        right, wrong = self.in_rows(lambda room: boards.both_orders(self.t, self.D, room), keep=self.outer.law)
        self.play(ReplacementTransform(self.outer.law, right), run_time=0.7)
        self.at("turned")
        self.fly((right["a"], wrong["a"]), (right["delta"], wrong["delta"]), arc=ARC)
        self.at("square")
        self.light(right, wrong["a"], wrong["delta"])
        self.at("find")
        self.show(wrong["ask"], scale=0.7)

    @beat(
        "Take a layer that is not square: three inputs, two neurons. <right> Delta first, and the table has the form of the weights. "
        "<wrong> The other order does not fit. In a square matrix this mistake hides.",
        title="A layer that is not square",
    )
    def oblong_told(self):
        shape = self.in_rows(Oblong)
        self.show(shape.right.factors, shape.weights, run_time=0.5)
        self.play(*shape.right.multiply(), run_time=1.0)
        self.at("right")
        laid = shape.right.made.copy()
        self.play(shape.lay(laid), run_time=0.8)
        self.play(lit(shape.form), run_time=0.6)
        self.at("wrong")
        self.play(FadeIn(shape.wrong.factors), FadeOut(laid), run_time=0.4)
        self.play(*shape.wrong.multiply(), run_time=1.1)
        laid = shape.wrong.made.copy()
        self.play(shape.lay(laid), run_time=1.2)
        self.play(shape.juts_out(laid), run_time=0.4)
        shape.add(laid)

    @beat(
        line(
            case=facts.place_of,
            next="One layer back, it is the same again: <d> the layer's own blames, times <in> what came in.",
            only="One layer back, it is the same again: <d> the layer's own blames, times <in> what came in, "
            "and here that is the input itself.",
            later="And one more layer back: <d> the layer's own blames, times <in> what came in.",
            last="And one more layer back: <d> the layer's own blames, times <in> what came in, and here that is the input itself.",
        ),
        "<fill> Row by row, every line gets its slope.",
        each=facts.layers_back,
    )
    def layer_back(self, l):
        self.outer = self.in_rows(lambda room: OuterTable(self, l, room)).release()
        self.show(self.outer.law, self.outer.product.brackets, run_time=0.4)
        self.at("d")
        self.outer.take_blames()
        self.at("in")
        self.outer.take_signals()
        self.at("fill")
        self.outer.fuse(one_by_one=False)

    @beat(
        "Compare one slope <last> of the last layer with one <first> of the first.",
        line(
            case=facts.slope_of_first,
            much_smaller="Why is the one in layer one <why> so much smaller?",
            smaller="Why is the one in layer one <why> smaller?",
            alike="Why is the one in layer one <why> about as large?",
            larger="Why is the one in layer one <why> larger?",
            much_larger="Why is the one in layer one <why> so much larger?",
            only_first="Why is it the first that is <why> not zero?",
            only_last="Why is the one in layer one <why> zero?",
            neither="Why <why> are both of them zero?",
        ),
        when=facts.has_hidden, pause=3.0, title="The last layer and the first",
    )  # fmt: skip
    def compared(self):
        pairs = [(l, facts.followed(self.t, l)) for l in (self.D, 1)]
        two = self.in_rows(lambda room: boards.two(self.t, pairs, room))
        self.glow = VGroup(*(self.net.glow(l, [ij], theme().light) for l, ij in pairs))
        for mark, (l, ij), row, glow in zip(("last", "first"), pairs, two, self.glow, strict=True):
            self.at(mark)
            comets = self.net.returning(l, ij) if self.net.edges.get(l) else []
            self.play(Create(glow), *comets, *(FadeIn(row[k]) for k in ("dw", "eq", "result")), run_time=0.7)
        self.at("why")
        self.light(*(row["result"] for row in two))

    @beat(
        line(
            case=facts.blame_of_first,
            smaller="It is a product. <blame> Its blame is smaller: on the way <back> back it was multiplied by weights and by slopes.",
            alike="It is a product. <blame> Its blame is much the same: on the way <back> back it was multiplied by weights and by slopes.",
            larger="It is a product. <blame> Its blame is larger: on the way <back> back it was multiplied by weights and by slopes.",
            zero="It is a product. <blame> Its blame is zero: on the way <back> back, it was multiplied by a zero.",
            both_zero="Each is a product. <blame> Nothing at the outputs is to blame, and so nothing <back> comes back.",
            last_zero="Each is a product. <blame> The last one <back> has no blame.",
        ),
        line(
            case=facts.signal_of_first,
            smaller_too="And <signal> its signal, the input, is smaller too. <so> A small blame, times a small signal.",
            alike_too="And <signal> its signal, the input, is much the same too.",
            larger_too="And <signal> its signal, the input, is larger too. <so> A large blame, times a large signal.",
            smaller="But <signal> its signal, the input, is smaller.",
            alike="But <signal> its signal, the input, is much the same.",
            larger="But <signal> its signal, the input, is larger.",
            zero="And <signal> its signal, the input, is zero.",
            last_zero="And the last one <signal> gets no signal: what came in there is zero.",
            there="There <signal> is a signal, the input, but it takes both.",
        ),
        line("The blame outweighs it.", when=facts.blame_outweighs),
        when=facts.has_hidden,
    )
    def because(self):
        net, ends = self.net, [(l, *facts.followed(self.t, l)) for l in (self.D, 1)]
        self.reason("blame", "delta", [net.blames[l][i] for l, i, _ in ends], "equals", "times")  # a number alone would equal another
        self.at("back")
        for comets in net.sweep(back=True):
            self.play(*comets, run_time=min(0.7, 1.6 / self.D))
        self.reason("signal", "a", [net.values[l - 1][j] for l, _, j in ends])
        if facts.is_signal_as_blame(self.t):
            self.at("so")
            self.light(*(row[name] for row in self.old for name in ("delta", "a")))

    def reason(self, mark: str, factor: str, sources: Sequence[Mobject], *signs: str) -> None:
        """A factor of both slopes comes from the network to its mark, after the signs around it."""
        self.at(mark)
        if signs:
            self.show(*(row[sign] for row in self.old for sign in signs), run_time=0.2)
        self.fly(*((source, row[factor]) for source, row in zip(sources, self.old, strict=True)), arc=ARC)

    @beat(
        line(
            case=facts.is_summed,
            yes="That was one example. With several, <mean> each one gives such a table, and the step takes their sum.",
            no="That was one example. With several, <mean> each one gives such a table, and the step takes their mean.",
        ),
        when=facts.is_batch,
    )
    def several(self):
        self.in_rows(lambda room: boards.mean(facts.is_summed(self.t), room))
        self.at("mean")
        self.show(self.old)

    # ---- the equations on one wall

    @beat(
        "Put it all on one wall.",
        line(
            case=facts.equations,
            four="Backpropagation is <wall> four equations.",
            three="Backpropagation is <wall> three equations.",
            two="Backpropagation is <wall> two equations.",
        ),
        title="All equations on one wall",
    )
    def on_one_wall(self):
        old, self.net = self.net, FilledNet(self.t, self.stage, "WALL", with_loss=True).lit_up()
        things: dict[str, Thing] = {"net": self.net, "laws": lambda room: Wall(self.t, self.stage, self.net, room)}
        order = reversed(things) if self.stage.is_narrow else things  # the larger room is the first in a narrow frame
        gone = [self.old, self.glow] if facts.has_hidden(self.t) else [self.old]
        self.wall = self.compose("WALL", gone=[*gone, *self.unwritten(old)], heirs=None, **{name: things[name] for name in order})["laws"]
        lifted = [ReplacementTransform(law, self.wall.equations[key], path_arc=-ARC) for key, law in self.shelf.items()]
        self.play(*old.becomes(self.net), *lifted, run_time=1.0)
        self.remove(*old.get_family())
        self.add(self.net)
        self.at("wall")
        fresh = {key: law for key, law in self.wall.equations.items() if key not in self.shelf}
        grown = [(law.copy().scale(0.2).move_to(self.source_of(key)), law) for key, law in fresh.items()]
        self.play(LaggedStart(*(ReplacementTransform(a, b, path_arc=ARC) for a, b in grown), lag_ratio=0.4), run_time=1.2)

    def unwritten(self, net: FilledNet) -> list[Mobject]:
        """All numbers that a network carries, taken off it: they leave before its neurons go."""
        numbers = net.numbers()
        net.drop_gradients()
        net.remove(*numbers)
        self.add(*numbers)
        return numbers

    def source_of(self, key: str) -> Mobject:
        """Where in the network a law happens."""
        net = self.net
        if key == "weights":
            return next(line for l in net.layers[:0:-1] for line in net.edges[l].values())
        return net.neurons[net.layers[-2] if key == "hidden" else net.layers[-1]][0]

    @beat(
        line(
            case=facts.law,
            straight="It starts <here> at the outputs, the last layer, D. "
            "Their <blame> blame is what they said, <slope> minus what we wanted.",
            slopes="It starts <here> at the outputs, the last layer, D. "
            "Their <blame> blame is how strongly each moves the loss, <slope> times its own slope.",
            hidden="Then the blame <here> travels back, from layer to layer, <along> along the same weights, "
            "and <through> through each neuron's slope.",
            weights="Every weight <here> gets the blame at its end, times the signal at its start.",
            biases="And every bias <here> gets the blame itself.",
            shared_biases="And a bias <here> that a layer shares gets the blames of its neurons, added up.",
            mixed_biases="And a neuron's own bias <here> gets the blame itself. "
            "One that a layer shares gets the blames of its neurons, added up.",
        ),
        each=facts.laws,
    )
    def on_the_wall(self, key):
        self.play(self.wall.point_at(key), run_time=0.5)
        self.at("here")
        for step in self.wall.happen(key):
            self.play(*step, run_time=0.6)
        law, net = self.wall.equations[key], self.net
        if key == "output":
            self.at("blame")
            self.light(law)
            self.at("slope")
            self.light(*net.neurons[self.D].values())
        elif key == "hidden":
            self.at("along")
            self.play(*(comet for l in net.layers[2:] for comet in net.returning(l)), lit(law["W"]), run_time=0.9)
            self.at("through")
            self.light(law["slope"], *(n for l in net.layers[1:-1] for n in net.neurons[l].values()))

    @beat(
        "One question. Which of these equations needs to know <what> what the network should have said?",
        pause=3.0, title="Where the target stands",
    )  # fmt: skip
    def which(self):
        self.net.remove(*self.wall.biases)
        self.play(self.wall.unpoint(), *map(FadeOut, self.wall.biases), run_time=0.4)
        self.at("what")
        self.light(*self.wall.equations.values())

    @beat(
        "Only <only> the first.",
        line(
            case=facts.where_y_stands,
            at_once="There it stands, <y> y: what we wanted.",
            in_slope="Write out its slope of the loss, and there is <y> y: what we wanted.",
            of_class="Write out its slope of the loss: a one for each output that comes too near to the class, and with <y> y, "
            "what we wanted, as many off the class.",
        ),
        "Every other one reads only what its neighbours <left> left behind.",
    )
    def the_first(self):
        self.at("only")
        self.play(self.wall.point_at("output"), *self.net.from_loss(), run_time=0.8)
        self.play(*self.wall.unfold(), run_time=0.6)
        self.at("y")
        self.wanted = self.wall.wanted()
        self.show(*self.wanted, run_time=0.4)
        self.light(self.wall.equations["output"]["y"], *self.wanted)
        self.at("left")
        self.light(*(law for key, law in self.wall.equations.items() if key != "output"))

    @beat(
        line(
            case=facts.has_biases,
            yes="One pass <on> forward, one pass <back> back, and <all> every weight and every bias has its slope.",
            no="One pass <on> forward, one pass <back> back, and <all> every weight has its slope.",
        )
    )
    def harvest(self):
        self.play(self.wall.unpoint(), run_time=0.3)
        for mark in ("on", "back"):
            self.at(mark)
            self.play(self.wall.whole_pass(back=mark == "back"), run_time=0.8)
        self.at("all")
        self.light(*self.wall.equations.values(), *self.wall.lines)

    @beat("Not billions of runs: <two> two passes, and one multiplication a weight. <steps> Now every weight knows which way to step.")
    def home(self):
        self.net.remove(*self.wanted)
        self.compose("SOLO", net=self.net, gone=[self.wall, *self.wanted])
        self.at("two")
        for comets in (*self.net.sweep(), self.net.into_loss(), self.net.from_loss(), *self.net.sweep(back=True)):
            self.play(*comets, run_time=min(0.4, 1.0 / self.D))
        self.at("steps")
        self.every_line(2.0)

    # ---- gestures

    @property
    def came_in(self) -> Num:
        """The number in the neuron where the weight that is told about starts."""
        return self.net.values[self.D - 1][self.ij[1]]

    @property
    def blamed(self) -> Num:
        """The delta outside of the neuron where it ends."""
        return self.net.blames[self.D][self.ij[0]]

    def board(self, make: Callable[[Region], VGroup], keep: bool = False) -> VGroup:
        """A board beside or under the network, not yet shown; what stood there leaves, unless it is kept to be carried on."""
        self.old = self.compose(net=self.net, board=make, gone=[] if keep else [self.old])["board"]
        return self.old

    def in_rows(self, make: Callable[[Region], T], keep: Mobject | None = None) -> T:
        """A wide row under the network and, where there is room beside that, the shelf; what stood there leaves, but for what is kept."""
        kept = {id(m) for m in keep.get_family()} if keep is not None else set()
        gone = [m for m in self.old.get_family() if len(m.points) and id(m) not in kept]
        if self.stage.is_narrow:
            made = self.compose("LEDGER", net=self.net, row=make, gone=gone)
        else:
            made = self.compose("TRIO", net=self.net, row=make, law=self.on_shelf, gone=gone)
        self.old = made["row"]
        return self.old

    def on_shelf(self, room: Region) -> VGroup:
        """The laws of the weights and the biases, as large as the shelf lets them be; none of them shown yet."""
        if not self.shelf:
            self.shelf = {"weights": weights_law(self.t)}
            if facts.has_biases(self.t):
                self.shelf["biases"] = biases_law(shared=facts.last_shares_bias(self.t))
            fit(VGroup(*self.shelf.values()).arrange(DOWN, buff=0.8), room)
        return VGroup(*self.shelf.values())

    def shelve(self, key: str, found: Mobject) -> None:
        """What was found is put on the shelf; where there is none, a law that stood on a board leaves."""
        if key in self.shelf:
            self.play(ReplacementTransform(found, self.shelf[key], path_arc=ARC), run_time=0.8)
        elif key == "biases":
            self.clear_away(found, run_time=0.3)

    def of_bias(self, shared: bool) -> VGroup:
        """The board of a bias's share, once the silent line is over; the bias itself, not yet shown, is one more line."""
        self.recall()
        made = self.board(lambda room: boards.of_bias(self.t, self.D, self.ij[0], shared, room))
        self.bias = clear_bias(self.net, self.stage, self.D, self.ij[0])
        return made

    def recall(self) -> None:
        """Bring back the numbers that have left, and the light of the lamp that went out."""
        if self.hushed:
            self.play(*map(FadeIn, self.hushed), self.net.relight(self.D - 1, self.ij[1]), run_time=0.5)
            self.hushed = []

    def land(self, edge: Edge, source: Mobject) -> None:
        """A gradient travels from where it was found onto its edge of the last layer, and stays there."""
        tag = self.net.gradient(self.D, *edge)
        self.fly((source, tag[1]), arc=ARC, run_time=1.2)
        self.remove(tag[1])
        self.net.add(tag)
        self.add(tag)

    def every_line(self, run_time: float) -> None:
        """Every line of the network lights up, one after another."""
        lights = [self.net.glow(l, [e], theme().light) for l, edges in self.net.edges.items() for e in edges]
        self.play(LaggedStart(*(FadeIn(light, rate_func=there_and_back) for light in lights), lag_ratio=0.2), run_time=run_time)
        self.remove(*lights)
