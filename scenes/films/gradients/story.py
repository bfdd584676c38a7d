"""Every weight gets its share: blame times signal, for one edge, for a layer, for every layer; the four equations."""

from __future__ import annotations

from collections.abc import Mapping

from manim import LEFT, UP, Create, FadeIn, FadeOut, LaggedStart, Line, Mobject, VGroup

from engine.reading import Reading
from scenes.beat import beat, line
from scenes.chapter import Chapter
from scenes.films.gradients import facts
from scenes.films.gradients.filled_net import Edge, FilledNet
from scenes.films.gradients.outer_table import OuterTable
from scenes.kit.maths import shares
from scenes.kit.maths.wall import Wall
from scenes.kit.network.bias import BiasInput
from scenes.kit.network.diagram import smallest
from scenes.kit.place.plate import plate
from scenes.kit.place.stage import Region
from scenes.kit.theme import theme
from scenes.kit.type.formula import LARGE, SMALL, Formula, Label, align_equals
from scenes.kit.type.number import Num

AIR = 0.2  # between the blames of the lowest neurons and what stands under them
TIGHT = 2  # from neuron to neuron: from there on there is air anyway


class Gradients(Chapter):
    """D, ij   the last layer, and the weight of it that is told about      weight, glow   its name and light on its edge
    maths   where maths stands, close under the network; what is placed stands "here" until `clear`
    rows, asked, two   the lines of one weight; a question; the lines of two weights
    hushed   numbers of the network that have left for a thought about any numbers; `recall` brings them back
    """

    title = "Every weight gets its share"
    promise = "Write down the slope of every weight and every bias."
    D: int
    ij: Edge
    net: FilledNet
    maths: Region
    weight: VGroup
    glow: Line
    rows: VGroup
    asked: Formula
    hushed: list[Mobject]
    outer: OuterTable
    two: VGroup
    wall: Wall

    @classmethod
    def told_on(cls, t: Reading) -> Reading:
        return facts.telling(t)

    # ---- one weight

    @beat("By the end of this film, you can <net> write down the slope of every weight in a network, <all> all of them at once.")
    def promised(self):
        self.D, self.ij = self.t.D, facts.followed(self.t, self.t.D)
        self.show(self.place("title", Label(self.title, size=LARGE, color=theme().ink)))
        self.at("net")
        self.net = FilledNet(self.t, self.stage)
        self.show(self.net, run_time=1.0)
        self.at("all")
        self.play(*(self.net.pulse(l, back=True) for l, edges in self.net.edges.items() if edges), run_time=1.0)

    @beat(
        line("We take an example on which every layer has some slope.", when=facts.takes_another),
        "The forward pass left <a> an activation in every neuron.",
        "The backward pass left <d> a blame under it, {n.delta}: <name> how strongly that neuron's z moves the loss.",
    )
    def given(self):
        self.clear()
        board, air = self.stage.side if self.stage.is_narrow else self.stage.board, AIR if self.net.pitch < TIGHT else 0.0
        self.maths = Region(board.x, board.y - air / 2, board.width, board.height - air)
        for mark, written in (("a", self.net.write_signals), ("d", self.net.write_blames)):
            self.at(mark)
            self.play(*written(), run_time=1.0)
        self.at("name")
        (named,) = self.on_board(shares.blame_named(self.t, self.D, self.ij[0]))
        name = Formula("{delta} =", size=smallest(), delta=self.n.delta[self.D][self.ij[0]])
        self.stands("here", tag := plate(name, 0.03).next_to(self.blamed, LEFT, buff=0.08).set_z_index(4))
        self.show(named, tag, run_time=0.5)
        self.light(named["delta"], *self.net.blames[self.D].values())

    @beat(
        "But nobody turns a neuron. We turn weights. <edge> Take one line, and ask how fast the loss rises with <w> its weight.",
        title="One weight",
    )
    def one_line(self):
        self.clear()
        self.at("edge")
        self.glow = self.net.glow(self.D, self.ij)
        self.play(Create(self.glow), run_time=0.8)
        self.at("w")
        i, j = self.ij
        name = Formula("{w}", size=SMALL, w=self.n.W[self.D][i][j])
        self.weight = plate(name).move_to(self.net.edges[self.D][self.ij]).set_z_index(4)
        self.show(self.weight, run_time=0.4)

    @beat(
        "Nudge it, and z moves <a> by the nudge, times what came in along the line.",
        "And how strongly <z> z moves the loss, <d> we know: that is {n.delta}.",
        "<times> Multiply the two, <result> and there it is.",
    )
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

    @beat(
        "Such a slope is called a partial derivative. All of them together are the gradient.",
        "<law> In letters, it is <i> the blame of the neuron the line arrives at, times <j> what came in along it.",
    )
    def letters(self):
        (i, j), (numbers, law) = self.ij, self.rows
        self.at("law")
        self.show(law, run_time=0.25)
        self.at("i")
        self.light(numbers["delta"], law["delta"], self.blamed, self.net.neurons[self.D][i])
        self.at("j")
        self.light(numbers["a"], law["a"], self.came_in, self.net.neurons[self.D - 1][j])

    # ---- a line that is silent, and one that always says one

    @beat(
        "Now suppose <zero> that nothing came in: the input of a line is zero. What is the slope of <ask> its weight?",
        pause=3.0, title="When nothing comes in",
    )  # fmt: skip
    def silent(self):
        self.clear(also=[] if self.net.has_tags(self.D) else [*self.net.weights.pop(self.D).values()])
        self.hushed = self.net.numbers()
        zero, self.asked = self.on_board(shares.silence(), shares.silence_asked())
        self.at("zero")
        self.play(FadeIn(zero), *(FadeOut(number) for number in self.hushed), run_time=0.5)
        self.light(zero["a"], self.net.neurons[self.D - 1][self.ij[1]])
        self.at("ask")
        self.show(self.asked, run_time=0.5)

    @beat(
        "Zero. <none> No signal, no slope: the weight made no difference, however wrong the neuron was.",
        line("<here> This neuron here is such a case: every line that leaves it has the slope zero.", when=facts.has_quiet),
    )
    def answered(self):
        answer = self.answer(shares.silence_answered())
        self.at("none")
        self.light(*answer)
        if (quiet := facts.quiet(self.t)) is not None:
            l, j = quiet
            self.recall()
            self.at("here")
            self.light(self.net.neurons[l][j], self.net.values[l][j])

    @beat(
        "And the bias? It is a weight like any other, only <one> its input is always one. So its slope is <db> simply the blame.",
        when=facts.last_has_bias,
    )
    def biases(self):
        self.end_of_silence()
        numbers, law = self.on_board(shares.bias_numbers(self.t, self.D, self.ij[0]), shares.bias_law())
        self.stands("here", bias := BiasInput(self.net, self.D, self.ij[0]))
        self.at("one")
        self.show(bias, numbers["db"], numbers["eq"], run_time=0.5)
        self.fly((self.blamed, numbers["delta"]), (bias.one, numbers["one"]))
        self.show(numbers.rest, numbers["result"], run_time=0.4)
        self.at("db")
        self.show(law, run_time=0.4)
        self.light(numbers["result"], law["delta"], self.blamed)

    @beat(
        "And the bias? This layer has <one> one for all its neurons, and its input is always one. "
        "So its slope is <db> all their blames, added up.",
        when=facts.last_shares_bias,
    )
    def shared_bias(self):
        self.end_of_silence()
        numbers, law = self.on_board(shares.bias_numbers(self.t, self.D, self.ij[0]), shares.bias_law(shared=True))
        self.stands("here", bias := BiasInput(self.net, self.D, self.ij[0]))
        self.at("one")
        self.show(bias, run_time=0.4)
        self.light(*(self.net.neurons[self.D][i] for i in self.net.drawn[self.D]))
        self.at("db")
        self.show(numbers, law, run_time=0.5)

    # ---- a whole layer, and every layer before it

    @beat(
        "Now the whole layer at once. Put its blames in <column> a column. Lay what came in <row> along the top.",
        title="A whole layer at once",
    )
    def table(self):
        self.end_of_silence()
        self.outer = OuterTable(self, self.D)
        self.show(self.outer.product.brackets, run_time=0.5)
        self.at("column")
        self.outer.take_blames()
        self.at("row")
        self.outer.take_signals()

    @beat(
        "Each cell is <cells> one line: the blame at its row, times the signal at its column. And each result <land> belongs to its line."
    )
    def cells(self):
        self.at("cells")
        self.outer.fill(one_by_one=True)
        self.at("land")
        self.outer.settle()

    @beat(
        "Read the signs.",
        line("<minus> Where there is a minus, raising the weight lowers the loss.", when=facts.has_minus),
        line(
            case=facts.has_minus,
            when=facts.has_plus,
            yes="<plus> Where there is none, raising the weight makes the loss worse.",
            no="<plus> Where there is no minus, raising the weight makes the loss worse.",
        ),
        line("<none> Here there is none to read: each of them is zero.", when=facts.has_no_sign),
    )
    def signs(self):
        for mark, cells in self.outer.by_sign().items():
            self.at(mark)
            self.light(*cells)
        if facts.has_no_sign(self.t):
            self.at("none")
            self.light(*self.outer.product.cells.values())

    @beat(
        "All of that is one line of mathematics: <d> delta, times <a> what came in, laid on its side.",
        "It is called the <outer> outer product. And it is cheap.",
        "The signals <forward> were there since the forward pass, the blames <back> since the backward pass.",
        "What is left is one multiplication for each weight.",
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
        for mark, numbers in (("forward", self.net.values[self.D - 1]), ("back", self.net.blames[self.D])):
            self.at(mark)
            self.light(*numbers.values())

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
        self.clear()
        self.outer = OuterTable(self, l)
        self.show(self.outer.law, self.outer.product.brackets, run_time=0.4)
        self.at("d")
        self.outer.take_blames()
        self.at("in")
        self.outer.take_signals()
        self.at("fill")
        self.outer.fill(one_by_one=False)
        self.outer.settle()

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
        self.clear()
        pairs = [(l, facts.followed(self.t, l)) for l in (self.D, 1)]
        self.two = self.on_board(*(shares.share_split(self.t, l, *ij) for l, ij in pairs))
        for mark, (l, ij), row in zip(("last", "first"), pairs, self.two, strict=True):
            self.at(mark)
            self.stands("here", glow := self.net.glow(l, ij))
            self.play(Create(glow), *(FadeIn(row[k]) for k in ("dw", "eq", "result")), run_time=0.7)
        self.at("why")
        self.light(*(row["result"] for row in self.two))

    @beat(
        line(
            case=facts.blame_of_first,
            smaller="It is a product. <blame> Its blame is smaller: on the way back it was multiplied by weights and by slopes.",
            alike="It is a product. <blame> Its blame is much the same: on the way back it was multiplied by weights and by slopes.",
            larger="It is a product. <blame> Its blame is larger: on the way back it was multiplied by weights and by slopes.",
            zero="It is a product. <blame> Its blame is zero: on the way back, it was multiplied by a zero.",
            both_zero="Each is a product. <blame> Nothing at the outputs is to blame, and so nothing comes back.",
            last_zero="Each is a product. <blame> The last one has no blame.",
        ),
        line(
            case=facts.signal_of_first,
            smaller_too="And <signal> its signal, the input, is smaller too. A small blame, times a small signal.",
            alike_too="And <signal> its signal, the input, is much the same too.",
            larger_too="And <signal> its signal, the input, is larger too. A large blame, times a large signal.",
            smaller="But <signal> its signal, the input, is smaller.",
            alike="But <signal> its signal, the input, is much the same.",
            larger="But <signal> its signal, the input, is larger.",
            zero="And <signal> its signal, the input, is zero.",
            last_zero="And the last one <signal> gets no signal: what came in there is zero.",
            there="There <signal> is a signal, the input, but it takes both.",
        ),
        when=facts.has_hidden,
    )
    def because(self):
        for mark, sign, factor in (("blame", "equals", "delta"), ("signal", "times", "a")):
            self.at(mark)
            self.show(*(row[name] for row in self.two for name in (sign, factor)), run_time=0.4)
            self.light(*(row[factor] for row in self.two))

    @beat(
        line(
            case=facts.is_summed,
            yes="That was one example. With several, <mean> each one gives such a table, and the step takes their sum.",
            no="That was one example. With several, <mean> each one gives such a table, and the step takes their mean.",
        ),
        when=facts.is_batch,
    )
    def several(self):
        self.clear()
        self.at("mean")
        self.show(*self.on_board(shares.mean_letters(facts.is_summed(self.t))))

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
        self.clear(also=[self.net])
        self.wall = Wall(self.t, self.stage)
        self.show(self.wall.net, run_time=0.6)
        self.at("wall")
        self.play(LaggedStart(*(FadeIn(e) for e in self.wall.equations.values()), lag_ratio=0.3), run_time=1.2)

    @beat(
        line(
            case=facts.law,
            straight="It starts <here> at the outputs, the last layer, D. Their <blame> blame is what they said, minus what we wanted.",
            slopes="It starts <here> at the outputs, the last layer, D. "
            "Their <blame> blame is how strongly each moves the loss, times its own slope.",
            hidden="Then the blame <here> travels back, from layer to layer, along the same weights, and through each neuron's slope.",
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
        if key == "output":
            self.at("blame")
            self.light(self.wall.equations[key])

    @beat(
        "One question. Which of these equations needs to know <what> what the network should have said?",
        pause=3.0, title="Where the target stands",
    )  # fmt: skip
    def which(self):
        self.play(self.wall.unpoint(), run_time=0.4)
        self.at("what")
        self.light(*self.wall.equations.values())

    @beat(
        "Only <only> the first.",
        line(
            case=facts.starts_straight,
            yes="There it stands, <y> y: what we wanted.",
            no="Write out its slope of the loss, and there is <y> y: what we wanted.",
        ),
        "Every other one reads only what its neighbours left behind.",
    )
    def the_first(self):
        self.at("only")
        self.play(self.wall.point_at("output"), self.wall.net.pulse_loss(back=True), run_time=0.8)
        self.play(*self.wall.unfold(), run_time=0.6)
        self.at("y")
        wanted = self.wall.wanted()
        self.show(*wanted, run_time=0.4)
        self.light(self.wall.equations["output"]["y"], *wanted)

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

    # ---- gestures

    @property
    def came_in(self) -> Num:
        """The number in the neuron where the weight that is told about starts."""
        return self.net.values[self.D - 1][self.ij[1]]

    @property
    def blamed(self) -> Num:
        """The delta under the neuron where it ends."""
        return self.net.blames[self.D][self.ij[0]]

    def on_board(self, *formulas: Formula) -> VGroup:
        """Give lines of maths their place; the next `clear` takes them away."""
        rows = self.maths.hold(align_equals(*formulas, buff=0.14), UP)
        self.stands("here", rows)
        return rows

    def answer(self, answer: Formula) -> VGroup:
        """Put the right side of a line in the place of what is asked."""
        answer.shift(self.asked["eq"].get_center() - answer["eq"].get_center())
        found = VGroup(*(part for name, part in answer.parts.items() if name not in (*self.asked.parts, "eq")), answer.rest)
        self.stands("here", found)
        self.play(FadeOut(self.asked["ask"]), FadeIn(found), run_time=0.5)
        self.asked.remove(self.asked["ask"])
        return found

    def end_of_silence(self) -> None:
        """The board and the light on the one line leave, the numbers that have left come back."""
        self.clear(also=[self.glow])
        self.recall()

    def recall(self) -> None:
        """Bring back the numbers that have left."""
        self.show(*self.hushed, run_time=0.5)
        self.hushed = []

    def land(self, l: int, sources: Mapping[Edge, Mobject]) -> None:
        """Let gradients travel from where they were found onto their edges, and stay there."""
        tags = {edge: self.net.gradient(l, *edge) for edge in sources}
        self.fly(*((source, tags[edge][1]) for edge, source in sources.items()))
        self.remove(*(tag[1] for tag in tags.values()))
        self.net.weights.setdefault(l, {}).update(tags)
        self.net.add(*tags.values())
        self.add(*tags.values())
