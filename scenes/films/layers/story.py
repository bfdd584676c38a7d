"""Any stack: every layer forward, every layer back, whatever its kind; and the two questions that each has to answer."""

from __future__ import annotations

from typing import ClassVar

from manim import FadeIn, FadeOut, LaggedStart, Transform

from engine.layers.tables import HEADS, KINDS
from scenes.beat import beat, line
from scenes.chapter import Chapter
from scenes.films.layers import facts, formulas
from scenes.films.layers.desk import Desk
from scenes.films.layers.strip import Strip
from scenes.films.layers.wall import Wall
from scenes.kit.place.light import lit
from scenes.kit.place.shots import room_of
from scenes.kit.place.title import Title

LONG = 3.0  # seconds in which a rule that stands is looked at once more


class Layers(Chapter):
    """wall   the whole stack, as large as the frame      strip   the same in one line
    desk   where one layer is told: what it takes, its rule, what it gives
    """

    title = "Any stack, layer by layer"
    promise = "Follow a network of any layers forward and back, and say what a new kind of layer has to bring along."
    lesson: ClassVar[str] = "layers"
    knows = frozenset({*KINDS, *HEADS, "mae", "huber", "hinge", "output", "shape"})
    sources = ("Griewank and Walther, Evaluating Derivatives (2008), chapter 3.",)
    wall: Wall
    strip: Strip
    desk: Desk
    heading: Title

    # ---- the stack

    @beat(
        "Convolution, attention, norms, shortcuts: <many> there are many kinds of layers, and new ones come every year.",
        "Does each of them need a backpropagation <own> of its own?",
        pause=4.0,
    )
    def opened(self):
        self.desk = Desk(self)
        self.strip = Strip(self.t, self.desk.rooms.strip)
        self.wall = Wall(self.t, self.strip, room_of(self.stage, "SOLO"))
        self.play(self.wall.arrive(), run_time=1.2)
        self.at("many")
        self.play(self.wall.lights(), run_time=self.until("own"))
        self.at("own")
        self.play(self.wall.sweep(back=True), run_time=1.4)

    @beat(
        "No. By the end of this film, you can take <stack> a stack of any layers, and follow it forward and back.",
        "There are only <two> two questions that a layer ever has to answer.",
    )
    def promised(self):
        self.heading = Title(self.title, room_of(self.stage, "TITLED", 1))
        small = Wall(self.t, self.strip, room_of(self.stage, "TITLED"))
        self.play(Transform(self.wall, small), self.heading.comes(), run_time=0.9)
        self.at("stack")
        self.play(self.wall.sweep(), run_time=self.until("two"))
        self.at("two")
        self.play(self.wall.sweep(back=True), run_time=1.2)

    @beat(
        line(case=facts.amount_in, one="Into this stack <x> goes one number.", more="Into this stack <x> go {inputs} numbers."),
        line(case=facts.depth, one="Then comes <layers> a single layer.", more="Then come <layers> {layers} layers, one after the other."),
        line("In all, there are <total> {total} parameters.", when=facts.learns),
        "At the end, <loss> a loss says how bad the answer is.",
        line("Where a table is too large, <dots> dots stand for the rest.", when=facts.is_cut),
        inputs=facts.inputs, layers=facts.layers, total=facts.total, title="The stack",
    )  # fmt: skip
    def met(self):
        self.desk.extra = self.desk.counts()
        inputs, layers, total = self.desk.extra
        self.play(FadeOut(self.heading), *self.wall.becomes_strip(), *self.desk.meet(), run_time=0.9)
        self.at("x")
        self.play(FadeIn(inputs), run_time=0.3)
        self.desk.stand("left", self.desk.given(0, "left"), run_time=0.7)
        self.at("layers")
        self.play(FadeIn(layers), self.strip.sweep(), *self.strip.visit(*facts.told(self.t)), run_time=0.9)
        if facts.learns(self.t):
            self.at("total")
            self.show(total, run_time=0.5)
        self.at("loss")
        self.play(self.strip.sweep(), *self.strip.visit(self.t.D + 1), *self.strip.rest(*facts.told(self.t)), run_time=1.4)
        if facts.is_cut(self.t):
            self.at("dots")
            self.light(*self.desk.left_out())

    # ---- forward

    @beat(
        line("The layers between <gap> do their part in the same manner.", when=facts.after_gap),
        line(
            case=facts.rule,
            dense="Layer {l:words} is <kind> dense: every output is <law> a weighted sum of all that comes in.",
            conv2d_one="Layer {l:words} is <kind> a convolution: <law> a small filter slides over what comes in, and adds up what it sees.",
            conv2d_many="Layer {l:words} is <kind> a convolution: <law> small filters slide over what comes in, and add up what they see.",
            max_pool="Layer {l:words} is <kind> max pooling: <law> of every window, only the largest number goes on.",
            mean_pool="Layer {l:words} is <kind> mean pooling: <law> every window becomes the mean of its numbers.",
            flatten="Layer {l:words} only <kind> flattens: <law> the same numbers, in one list.",
            activation="Layer {l:words} is <kind> {act}, by itself: <law> it has no weights.",
            batch_norm="Layer {l:words} is <kind> batch norm: <law> minus the mean of the batch, over its spread, then scaled and shifted.",
            batch_norm_fixed="Layer {l:words} is <kind> batch norm as it is used after training: <law> the mean and the spread are given.",
            layer_norm="Layer {l:words} is <kind> layer norm: <law> its input, less its mean, over its spread, then scaled and shifted.",
            residual="Layer {l:words} is <kind> a shortcut: <law> what an earlier layer gave is added again.",
            residual_input="Layer {l:words} is <kind> a shortcut: <law> what came in at the start is added again.",
            embedding="Layer {l:words} is <kind> a table: <law> every name becomes its row.",
            embedding_pair="Layer {l:words} is <kind> two tables: <law> each name becomes a row of its own table.",
            dot="Layer {l:words} <kind> compares two rows: <law> multiply number by number, and add.",
            token_dense="Layer {l:words} is <kind> dense, token by token: <law> the same weights at every one.",
            attention="Layer {l:words} is <kind> an attention head: <law> every token takes in a mixture, by shares that add up to one.",
            multi_head_attention="Layer {l:words} is <kind> multi-head attention: <law> each head mixes the tokens by shares of its own.",
            dropout_larger="Layer {l:words} is <kind> dropout: <law> a number is left out, or it stays and is made larger.",
            dropout_plain="Layer {l:words} is <kind> dropout: <law> a number is left out, or it stays as it is.",
            rnn="Layer {l:words} is <kind> recurrent: <law> at each time, the same weights take what comes in, and the state before.",
            lstm="Layer {l:words} is <kind> recurrent, with a cell: <law> at each time, gates say how much of it stays, and what comes in.",
            gru="Layer {l:words} is <kind> recurrent, with gates: <law> at each time, they say how much of the state stays.",
            again="Layer {l:words} is <kind> of a kind that you know by now: <law> the same rule, on other numbers.",
            other="Layer {l:words} <kind> has a rule of its own: <law> numbers go in, and numbers come out.",
        ),
        line(case=facts.bend, softmax="<act> Softmax makes shares of one.", each="<act> Then comes {act}.", when=facts.is_bent),
        line("Of its states, the last one goes on.", when=facts.gives_last),
        line(case=facts.amount, one="It gives <out> one number.", more="It gives <out> {numbers} numbers."),
        each=facts.told, act=facts.act, numbers=facts.numbers, title="Forward, layer by layer",
    )  # fmt: skip
    def forward(self, l):
        if facts.after_gap(self.t, l):
            self.at("gap")
            gone = self.desk.leaving()
            self.desk.stand("left", self.desk.given(l - 1, "left"), *gone)
        else:
            self.desk.carry()
        self.at("kind")
        machine = self.desk.work(formulas.forward(self.t, l), facts.inner(self.t, l))
        self.play(*self.strip.visit(l), *self.strip.leave(l - 1, self.t.D + 1), run_time=0.5)
        self.at("law")
        self.play(*machine.open(), *self.strip.shortcut(l), *self.desk.expect("right", self.desk.given(l, "right")), run_time=0.9)
        self.play(*self.desk.into(), run_time=0.9)
        if facts.is_bent(self.t, l):
            self.at("act")
            self.light(machine.rule[-1]["f"])
        elif self.until("out") > LONG:
            self.play(LaggedStart(*map(lit, machine.rule), lag_ratio=0.5), run_time=1.6)
        self.at("out")
        self.desk.send("right")

    # ---- the loss

    @beat(
        line(
            case=facts.has_target,
            yes="The loss is <loss> {loss}. With what y says, this output <value> costs {t.L:3}.",
            no="The loss is <loss> {loss}. There is no target, <value> and L is {t.L:3}.",
        ),
        loss=facts.loss, title="The loss",
    )  # fmt: skip
    def judged(self):
        self.desk.carry()
        self.at("loss")
        letters, value = formulas.loss(self.t)
        machine = self.desk.work((letters, value))
        self.play(*self.strip.visit(self.t.D + 1), *self.strip.leave(self.t.D), FadeIn(machine.rule[0]), *self.desk.into(), run_time=0.8)
        if facts.has_target(self.t):
            self.desk.stand("right", self.desk.wanted("right"), run_time=0.6)
        self.at("value")
        self.show(machine.rule[1], run_time=0.5)

    # ---- backward

    @beat(
        "Now the <way> way back. Think of <one> any layer: it sees neither the loss nor the other layers.",
        "What does it have to be <told> told, so that it can do its part?",
        pause=5.0, title="Backward, layer by layer",
    )  # fmt: skip
    def asked(self):
        self.at("way")
        self.grow()
        self.at("one")
        l = facts.told(self.t)[-1]
        self.light(self.wall.boxes[l])
        self.at("told")
        self.play(self.wall.marked(l, back=True), self.wall.last_link(), run_time=0.8)

    @beat(
        "One thing is enough: <one> how the loss changes with what it gave.",
        "For the last layer, the loss itself <first> says so: the slope of L by every output.",
    )
    def born(self):
        D = self.t.D
        moves = [*self.wall.becomes_strip(), *self.desk.lay(), *self.desk.relaw(formulas.loss(self.t))]
        self.desk.stand("left", self.desk.given(D, "left"), *moves)
        self.at("one")
        self.light(self.desk.left)
        self.play(*self.strip.visit(D + 1, back=True), self.strip.flash(self.strip.links[D + 1], back=True), run_time=0.7)
        self.at("first")
        self.play(*self.desk.relaw(formulas.first_slope(self.t)), run_time=0.5)
        self.desk.send("right", self.desk.slopes(self.t.dL_da[D], formulas.given(D), "right"), back=True)

    @beat(
        line("Through the layers between, it <gap> goes on in the same manner.", when=facts.before_gap),
        line("This output was used more than once. So <meet> ways meet here, and their slopes add up.", when=facts.meets),
        line(
            case=facts.origin,
            slopes="Layer {l:words}: times the slopes of {act}, this <delta> is delta.",
            softmax="Layer {l:words}: through all the slopes of softmax, this <delta> becomes delta.",
            plain="Layer {l:words}: nothing was bent here, so this <delta> is delta already.",
            melts="Layer {l:words}: the slope of the loss and that of {act} <delta> melt into one, which is delta.",
            when=facts.has_delta,
        ),
        line(
            case=facts.way_back,
            dense="The weights, transposed, <law> carry it back <back> to what came in.",
            single="Times the weight, <law> it goes back <back> to what came in.",
            conv2d="The filter, rotated, <law> slides over delta, and carries it back <back> to what came in.",
            token_dense="At every token, the weights, transposed, <law> carry it back <back> to what came in.",
            dot="Each row <law> gets delta, times the other row, <back> and hands that back.",
            activation="There are no weights, so <law> that is also what <back> goes back to what came in.",
            max_pool="Layer {l:words}: every window <law> gives its slope to its largest number, <back> and nothing to the others.",
            mean_pool="Layer {l:words}: every window <law> shares out its slope, <back> in equal parts.",
            flatten="Layer {l:words}: <law> the same slopes, <back> folded back to where the numbers came from.",
            norm="Layer {l:words}: <law> a number also moved the mean and the spread. So its slope comes back three ways, <back> added up.",
            fixed="Layer {l:words}: the spread is given, so <law> every slope is only scaled <back> on its way.",
            residual="Layer {l:words}: a sum <law> hands its slope on whole: <back> back to the layer before, and back along the shortcut.",
            names="Layer {l:words}: <law> the rows that were looked up keep these slopes. A name <back> has none: here the way back ends.",
            attention="Layer {l:words}: by its values, its queries and its keys, <law> three ways lead back. <back> They add up.",
            multi_head_attention="Layer {l:words}: in every head, three ways <law> lead back, by values, queries, keys. <back> All add up.",
            dropout="Layer {l:words}: what was left out <law> is not to blame. The slopes come back <back> times the same numbers.",
            time="Layer {l:words}: a state is felt at once, <law> and by the next time. So begin at the end, and go <back> back in time.",
            one_time="Layer {l:words}: there is a single time, <law> so the slopes go through it once, <back> to what came in.",
            other="Layer {l:words}: by its own rule, <law> the slope of what it gave becomes the slope <back> of what it took.",
        ),
        line(
            case=facts.cuts,
            each="They are cut at each time: no slope goes back to the state before.",
            stretches="They are cut into stretches of {cut:words} times: no slope goes back from one to the one before.",
            when=facts.is_truncated,
        ),
        line("Here the way back is over: <over> what came in has its slopes.", when=facts.ends_here),
        each=facts.told_back, act=facts.act, cut=facts.cut_after,
    )  # fmt: skip
    def back(self, l):
        self.arrive(l)
        sum_, handed = self.desk.cleared(), facts.handed(self.t, l)
        machine = self.desk.work(formulas.back(self.t, l), facts.inner_back(self.t, l))
        here = [*sum_, *self.strip.visit(l, back=True), *self.strip.leave(l + 1, back=True), *self.desk.into(back=True)]
        if handed is not None:
            here += self.desk.expect("left", self.desk.slopes(handed, formulas.handed(self.t, l), "left", facts.ends_here(self.t, l)))
        if facts.has_delta(self.t, l):
            self.play(*here, run_time=0.8)
            self.at("delta")
            self.play(*machine.open(1), run_time=0.7)
            self.at("law")
            self.play(*machine.open_rest(), run_time=0.7)
        else:
            self.at("law")
            self.play(*here, *machine.open(), *self.strip.shortcut(l, back=True), run_time=0.8)
            if self.until("back") > LONG:
                self.play(LaggedStart(*map(lit, machine.rule), lag_ratio=0.5), run_time=1.6)
        self.at("back")
        if handed is not None:
            self.desk.send("left", back=True)
        else:
            self.light(self.strip.chips[l])
        self.end(l)

    # ---- parameters

    @beat(
        line(
            case=facts.share,
            dense="Layer {l:words}: every weight gets <grad> the delta at its end, times what it was given.",
            conv2d="Layer {l:words}: at every position, a weight gets <grad> delta times what it saw there. All these shares add up.",
            token_dense="Layer {l:words}: at every token, a weight gets <grad> delta times what it was given. All these shares add up.",
            norm="Layer {l:words}: the scale gets <grad> the slope, times the normalised number, added up over its uses.",
            norm_once="Layer {l:words}: the scale gets <grad> the slope, times the normalised number.",
            names="Layer {l:words}: a row gets <grad> the slopes of every place that looked it up. A row that nobody looked up gets zero.",
            attention="Layer {l:words}: the matrix of the queries gets <grad> a share from every token, and they add up.",
            multi_head_attention="Layer {l:words}: in every head, the matrix of the queries gets <grad> a share from every token.",
            time="Layer {l:words}: at each time, a weight gets <grad> delta times what it was given. The times add up.",
            other="Layer {l:words}: a parameter gets <grad> a share from every use, and they add up.",
        ),
        line(
            case=facts.second,
            bias="<also> A bias gets delta alone, for what it is given is always one.",
            again="<also> A bias gets delta alone, as before.",
            shared="<also> The one bias of the layer gets all deltas, added up, <one> for what it is given is always one.",
            sum="<also> A bias gets the deltas alone, added up, <one> for what it is given is always one.",
            norm="<also> The shift gets the slope alone, added up in the same manner.",
            norm_once="<also> The shift gets the slope alone.",
            state="<also> The weights of the state get delta, times the state before. These times add up, too.",
            heads="<also> The matrices of the keys and of the values get theirs in the same manner.",
            other="<also> Its other parameters get their slopes in the same manner.",
            when=facts.has_second,
        ),
        each=facts.graded, title="Every parameter's slope",
    )  # fmt: skip
    def grade(self, l):
        moves = self.strip.only(l)
        for name, mark in zip(facts.parameters(self.t, l), ("grad", "also"), strict=False):
            if mark == "also":
                self.at(mark)
                moves = self.desk.leaving()
            else:
                moves += self.desk.leaving()
            machine = self.desk.work(formulas.grades(self.t, l, name))
            self.desk.stand("left", self.desk.values(facts.parameter(self.t, l, name), "left"), *moves, run_time=0.7)
            if mark == "grad":
                self.at(mark)
            self.show(machine.rule, run_time=0.4)
            slopes = self.desk.slopes(facts.gradient(self.t, l, name), formulas.slope(formulas.of(l, name)), "right")
            self.desk.send("right", slopes, back=True)
            if mark == "also" and facts.second(self.t, l) in ("shared", "sum"):
                self.at("one")
                self.light(*machine.rule, slopes)

    # ---- two questions

    @beat(
        "So every layer is told <told> the slope of what it gave, and answers two questions: "
        "what is the slope of <took> what it took in, and what are the slopes of <par> its own parameters.",
        title="Two questions", pause=1.2,
    )  # fmt: skip
    def questions(self):
        answers = self.desk.answers()
        self.at("told")
        self.play(*self.strip.only(), self.strip.sweep(back=True), run_time=min(3.0, self.until("took")))
        self.at("took")
        self.play(*self.desk.join(), FadeIn(answers[0]), run_time=0.9)
        self.desk.extra = answers
        self.at("par")
        self.show(answers[1], run_time=0.7)

    @beat(
        line("Here, that made {total} slopes, <all> one for every parameter: the gradient.", when=facts.learns),
        "A new kind of layer <new> needs nothing more. If it can answer both, <any> it fits into any stack, forward and back.",
        "Next: <next> who found this way back, and when.",
        total=facts.total, pause=4.0,
    )  # fmt: skip
    def harvest(self):
        self.grow()
        if facts.learns(self.t):
            self.at("all")
            self.play(self.wall.lights(back=True), run_time=1.8)
        self.at("new")
        self.play(self.wall.sweep(), run_time=self.until("any"))
        self.at("any")
        self.play(self.wall.sweep(back=True), run_time=self.until("next"))
        self.at("next")
        self.light(*self.wall.boxes.values())

    # ---- gestures

    def grow(self):
        """The strip becomes as large as the frame, and all else leaves."""
        old, self.strip = self.strip, Strip(self.t, self.desk.rooms.strip)
        self.wall = Wall(self.t, self.strip, room_of(self.stage, "SOLO"))
        self.play(*self.wall.grows(old), *self.desk.put_away(), run_time=0.9)

    def end(self, l):
        """Where the way back is over with layer l, what it came to is looked at once more."""
        if facts.ends_here(self.t, l):
            self.at("over")
            self.light(self.desk.left)

    def arrive(self, l):
        """The slopes of what layer l gave stand on the right: carried there, or, where ways meet, added up."""
        desk = self.desk
        if facts.before_gap(self.t, l):
            self.at("gap")
            gone = desk.leaving()
            desk.stand("right", desk.slopes(self.t.dL_da[l], formulas.given(l), "right"), *gone)
        elif l == self.t.D:
            desk.keep_right()
        else:
            desk.carry(back=True)
        if facts.meets(self.t, l):
            k = facts.shortcuts(self.t, l)[0]
            if (along := facts.handed(self.t, k)) is not None and l != self.t.D:
                desk.stand("left", desk.slopes(along, formulas.along(l), "left"), *self.strip.shortcut(k, back=True), run_time=0.8)
            self.at("meet")
            self.play(*desk.work(formulas.met(l)).open(), run_time=0.6)
            desk.add(both := desk.slopes(self.t.dL_da[l], formulas.given(l), "right"))
            self.play(*map(lit, both.nums), run_time=1.0)
