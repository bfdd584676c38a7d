"""Every weight takes its step: old, minus eta times slope, new; then the loss again, and the same ten thousand times."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from manim import DOWN, Animation, Create, FadeIn, FadeOut, GrowFromEdge, GrowFromPoint, VGroup, VMobject, there_and_back

from engine.reading import Reading
from scenes.beat import beat, line
from scenes.chapter import Chapter
from scenes.films.update import facts, formulas, rules, stages
from scenes.films.update.before_after import BeforeAfter, before_after
from scenes.films.update.close_up import CloseUp
from scenes.films.update.cycle import Cycle
from scenes.films.update.edge_steps import EdgeSteps
from scenes.films.update.loss_curve import LossCurve
from scenes.films.update.matrices import StepMatrices
from scenes.films.update.step_net import StepNet
from scenes.films.update.valleys import Valleys
from scenes.kit.network.layout import FEW
from scenes.kit.place.light import lit
from scenes.kit.place.shots import Thing, fit, inside, least, room_of, smallest_type
from scenes.kit.place.stage import Region
from scenes.kit.place.title import Title
from scenes.kit.plots.bars import READ, LossBars
from scenes.kit.theme import theme
from scenes.kit.type.formula import Formula, align_equals

M = TypeVar("M", bound=VMobject)


class UpdateStep(Chapter):
    """edges, close_up   what stands on the edges of the net; the one weight that is looked at
    working, working_shot   a layer's step, and where it stands
    board, aside   what stands in the row under the net, and what stands beside both
    table, bars   outputs and loss, before and after      cycle   forward, backward, step      curve   the loss of all steps
    """

    knows = frozenset({"hinge", "mae", "huber"})
    title = "Every weight takes its step"
    promise = "Carry out a step of gradient descent, and check that it helped."
    net: StepNet
    board: VGroup
    aside: VGroup
    edges: EdgeSteps
    close_up: CloseUp
    valleys: Valleys
    working: StepMatrices
    working_shot: str
    table: BeforeAfter
    bars: LossBars
    cycle: Cycle
    curve: LossCurve

    @classmethod
    def unfit(cls, t: Reading) -> str | None:
        if facts.movable(t):
            return None
        why = "all that it draws have the slope zero: record another" if facts.is_flat(t) else "none that it draws goes there"
        return f"it follows a weight of the last layer downhill, and in the first recorded step {why}"

    # ---- one weight

    @beat(
        "Now every weight <knows> knows its slope, and so it knows which way to go. But a slope says nothing of <far> how far. "
        "Too short, <short> and it takes forever. Too long, <long> and it may end up worse. <step> How long is a good step?",
        pause=3.0,
    )
    def wondered(self):
        self.net, self.board, self.aside = StepNet(self.t, self.stage), VGroup(), VGroup()
        self.edges, self.close_up = EdgeSteps(self.net, self.t), CloseUp(self)
        self.add(self.net)
        for l in self.edges.layers:
            self.play(self.net.pulse(l), run_time=min(0.5, 1.0 / len(self.edges.layers)))
        self.at("knows")
        for l in reversed(self.edges.layers):
            self.play(self.net.pulse(l, back=True), run_time=min(1.0, 2.2 / len(self.edges.layers)))
        for mark, more in (("far", 4), ("short", 1), ("long", 14)):
            self.at(mark)
            self.swell(more)
        self.at("step")
        self.play(*self.edges.pulse(theme().positive), run_time=0.9)

    def swell(self, more):
        """Every edge swells by so much, and comes back."""
        lines = [line for l in self.edges.layers for line in self.net.edges[l].values()]
        widths = [line.animate(rate_func=there_and_back).set_stroke(width=line.get_stroke_width() + more) for line in lines]
        self.play(*widths, run_time=1.0)

    @beat("This is gradient descent: <down> one small step downhill, for every weight at once. And then <check> we check that it helped.")
    def promised(self):
        self.board = VGroup(self.compose("TITLED", net=self.net, title=lambda room: Title(self.title, room))["title"])
        self.play(self.board[0].comes(0.4))
        self.at("down")
        for l in reversed(self.edges.layers):
            self.play(self.net.pulse(l, back=True), run_time=min(1.0, 2.2 / len(self.edges.layers)))
        self.at("check")
        for l in self.edges.layers:
            self.play(self.net.pulse(l), run_time=min(0.6, 1.2 / len(self.edges.layers)))

    @beat(
        line("These are the weights after one step of training.", when=facts.taught_once),
        line("These are the weights after {steps:words} steps of training.", when=facts.taught_longer),
        "Every line has its <weight> weight. And the backward pass has left, <back> on each of them, "
        "a <slope> slope: how fast the loss rises <rises> when this weight rises.",
        line(
            case=facts.batch,
            both="It is the <mean> mean of the slopes of both examples.",
            all="It is the <mean> mean of the slopes of all {examples:words} examples.",
            some="It is the <mean> mean of the slopes of the {examples:words} examples of this step.",
            both_summed="It is the <mean> sum of the slopes of both examples.",
            all_summed="It is the <mean> sum of the slopes of all {examples:words} examples.",
            some_summed="It is the <mean> sum of the slopes of the {examples:words} examples of this step.",
            when=facts.is_batch,
        ),
        examples=facts.examples, steps=facts.steps_taken,
    )  # fmt: skip
    def slopes(self):
        self.compose("SOLO", net=self.net, gone=[self.board])
        self.board = VGroup()
        l, labelled = self.t.D, self.edges.labelled
        which = () if labelled else (0,)
        names = [] if self.net.rows > FEW else [self.net.label(k, self.n.a[k] if k else self.n.x, *which) for k in self.net.layers]
        self.at("weight")
        self.play(*names, self.net.label_edges(l, self.t.W[l]) if labelled else self.net.pulse(l, color=theme().light), run_time=0.9)
        self.at("back")
        self.play(self.net.pulse(l, back=True), run_time=0.7)
        self.at("slope")
        self.play(*(self.edges.clear(l) if labelled else ()), run_time=0.3)
        self.play(self.edges.write_slopes(l) if labelled else self.net.pulse(l, back=True), run_time=0.9)
        self.at("rises")
        self.play(self.net.pulse(l), run_time=1.2)
        if facts.is_batch(self.t):
            self.at("mean")
            self.play(self.net.pulse(l, back=True), run_time=0.8)

    @beat(
        line(
            case=facts.price,
            squares="This lesson has <omega> a penalty, omega: large weights cost a price. It grows <grows> with the sum of their squares.",
            sizes="This lesson has <omega> a penalty, omega: large weights cost a price. It grows <grows> with the sum of their sizes.",
            both="This lesson has <omega> a penalty, omega: large weights cost a price. "
            "It grows <grows> with the sums of their sizes and squares.",
        ),
        "A step is to lower the loss <sum> plus this price: J. So to each slope of the loss <slopes> comes that of the price.",
        when=facts.has_price, pause=1.0, title="A price for large weights",
    )  # fmt: skip
    def price(self):
        lines = VGroup(Formula(formulas.omega(self.t)), Formula(formulas.price(self.t))).arrange(DOWN, buff=0.3)
        omega, J = self.put(lambda room: fit(lines, room))
        self.at("omega")
        self.show(omega)
        self.at("grows")
        self.light(omega)
        self.at("sum")
        self.show(J)
        self.at("slopes")
        self.play(*self.edges.pulse(theme().backward, back=True), run_time=0.8)

    @beat(
        "Look at <one> one weight, close up.",
        line(
            case=facts.sign_of_first,
            positive="Its slope is <sign> positive. <up> Push the weight up, and the loss goes up with it. "
            "<want> We want the loss to go down.",
            negative="Its slope is <sign> negative. <up> Push the weight up, and the loss goes down. "
            "<want> And down is where we want the loss to go.",
            priced_positive="With the price, its slope is <sign> positive. <up> Push the weight up, and J goes up with it. "
            "<want> We want J to go down.",
            priced_negative="With the price, its slope is <sign> negative. <up> Push the weight up, and J goes down. "
            "<want> And down is where we want J.",
        ),
        "So we walk <against> against the slope: <down> downhill.",
        title="One weight, close up",
    )
    def downhill(self):
        self.at("one")
        self.close_up.look(facts.first(self.t))
        sketch = self.close_up.sketch
        self.at("sign")
        self.light(self.board["v"], sketch.line)
        self.at("up")
        self.play(sketch.dot.animate.move_to(sketch.larger), run_time=0.7)
        self.at("want")
        self.light(sketch.names[1])
        self.at("against")
        self.play(sketch.dot.animate.move_to(sketch.home), run_time=0.4)
        self.at("down")
        self.close_up.roll()

    @beat(
        "Its slope of the loss is <loss> {w.slope:2}, that of the price is <price> {omega:2}. <both> The step goes by the two together.",
        w=facts.first, omega=facts.slope_of_price, when=facts.has_price, pause=1.0,
    )  # fmt: skip
    def priced(self):
        lines = align_equals(*formulas.priced_slope(self.t, facts.first(self.t)), buff=0.22)
        letters, numbers = self.put(lambda room: fit(lines, room))
        self.at("loss")
        self.show(letters["s"], numbers["s"])
        self.at("price")
        self.show(letters["p"], numbers["p"], letters.rest, numbers.rest)
        self.at("both")
        self.show(*(row[part] for row in (letters, numbers) for part in ("eq", "J")))

    @beat(
        "How far? Take the <w> old weight.",
        line(
            case=facts.rule,
            plain="Subtract its <g> slope, <eta> times the learning rate, eta. "
            "Eta is ours to <choose> choose: small for careful steps, large for bold ones.",
            momentum="Subtract <g> its step. Here the step has been sized by a rule called <eta> momentum: "
            "eta times the slope, plus what is left of the steps before.",
            nesterov="Subtract <g> its step. Here the step has been sized by a rule called <eta> Nesterov's momentum: "
            "eta times the slope, plus what this step leaves of older ones.",
            rmsprop="Subtract <g> its step. Here the step has been sized by a rule called <eta> {letters:RMSprop}: "
            "eta times the slope, divided by the size that slopes usually have here.",
            adagrad="Subtract <g> its step. Here the step has been sized by a rule called <eta> AdaGrad: "
            "eta times the slope, divided by the size of its slopes so far, taken together.",
            adam="Subtract <g> its step. Here the step has been sized by a rule called <eta> Adam: "
            "eta times a mean of its slopes, over the size that they usually have.",
            adamw="Subtract <g> its step. Here the step has been sized by a rule called <eta> {letters:AdamW}: "
            "eta times a mean of its slopes, over their usual size, and a bit of the weight.",
            lion="Subtract <g> its step. Here the step has been sized by a rule called <eta> Lion: "
            "eta, with the sign of a mean of its slopes.",
        ),
        line(
            case=facts.schedule,
            none="What remains is <new> the new weight. In this lesson, <value> eta is {t.eta:3}.",
            step="What remains is <new> the new weight. In this step, <value> eta is {t.eta:3}: "
            "a schedule multiplies it by a factor every so many steps.",
            exponential="What remains is <new> the new weight. In this step, <value> eta is {t.eta:3}: "
            "a schedule multiplies it by a factor after each step.",
            cosine="What remains is <new> the new weight. In this step, <value> eta is {t.eta:3}: "
            "a schedule takes it along half a cosine wave.",
            list="What remains is <new> the new weight. In this step, <value> eta is {t.eta:3}: the lesson lists the rates of its steps.",
        ),
        title="The rule of a step",
    )
    def letters(self):
        w, plain = facts.first(self.t), facts.is_plain(self.t)
        self.close_up.lay_out(formulas.letters(self.t, w))
        rule = self.close_up.board[0]
        self.at("w")
        self.write(rule, "w")
        self.at("g")
        self.write(rule, "g", rest=True)
        self.at("eta")
        self.write(rule, "eta")
        self.light(rule["eta" if plain else "g"], run_time=0.6)
        if plain:
            self.at("choose")
            self.light(rule["eta"], run_time=0.6)
            self.close_up.try_steps(self.until("new") - 0.5)
        self.at("new")
        self.write(rule, "eq", "new")
        self.at("value")
        self.light(*([rule["eta"]] if plain else [rule["g"]]))

    @beat(
        line(
            case=facts.is_plain,
            yes="With numbers: <w> {w.old:3}, minus <eta> {t.eta:3} times <g> its slope, {w.given:3}.",
            no="With numbers: <w> {w.old:3}, minus <g> {w.step:3}.",
        ),
        "<sum> The new weight is <new> {w.new:3}.",
        line("A step as small as that is not seen in it.", when=facts.first_stands),
        w=facts.first,
    )
    def numbers(self):
        t, w = self.t, facts.first(self.t)
        self.close_up.unfold(formulas.letters(t, w), *([formulas.factors(t, w)] if facts.is_plain(t) else []), formulas.values(w))
        self.close_up.plug_in()
        self.at("new")
        self.close_up.take()

    # ---- where a step comes from that a rule has sized

    @beat(
        line("Where does this step come from? <g> Its slope, g, is {g}.", when=stages.begins_first),
        line("So far, <kept> nothing is remembered.", when=stages.is_fresh),
        line("The lesson gives the velocity <kept> that it begins with.", when=stages.was_given),
        line("One step later, <g> g is {g}.", when=stages.begins_next),
        line(
            case=stages.which,
            velocity="The velocity keeps <rule> a part of what it was, mu, and adds the slope: <numbers> {made:2}.",
            momentum_step="The step is <rule> eta times the velocity. <numbers> There it is.",
            nesterov_step="Nesterov looks ahead: <rule> eta times the slope plus mu times the new velocity. <numbers> There it is.",
            mean_square="{letters:RMSprop} keeps <rule> a running mean of the squared slope: <numbers> {made:2}.",
            root_step="The step is <rule> eta times the slope, divided by the root of this mean. <numbers> There it is.",
            all_squares="AdaGrad <rule> adds up the squares of the slope: <numbers> {made:2}.",
            total_step="The step is <rule> eta times the slope, divided by the root of this sum. <numbers> There it is.",
            means="Two running means are kept. <rule> The first, m, is of the slope: <numbers> {made:2}. "
            "<second> The other, v, is of its square.",
            fair="Both began at zero, and lean to it. <rule> So m is divided by the part that slopes have in it: <numbers> {made:2}. "
            "<second> And v, by its own.",
            means_again="The first mean <rule> now becomes, mixed with it, <numbers> {made:2}. <second> The other follows.",
            fair_again="Then, divided <rule> by its part as before, it is <numbers> {made:2}. <second> And v, by its own.",
            adam_step="The step is <rule> eta times the first, divided by the root of the other. <numbers> There it is.",
            adamw_step="The step is <rule> eta times the first, divided by the root of the other, "
            "<numbers> and a little of the weight itself.",
            mixed="Lion mixes <rule> what it remembers, m, with the new slope: <numbers> c is {made:2}.",
            lion_plain="Of c, it takes <rule> the sign alone, times eta. <numbers> There it is.",
            lion_decayed="Of c, it takes <rule> the sign alone, and a little of the weight, times eta. <numbers> There it is.",
            lion_still="Here c is <rule> zero, and has no sign: <numbers> {made:2}.",
            lion_kept="And it remembers <rule> m for the next step, in another mixture: <numbers> {made:2}.",
        ),
        each=stages.stages, g=stages.given, made=stages.made, title="Where the step comes from",
    )  # fmt: skip
    def by_hand(self, s, key):
        pairs, slope = rules.pairs(self.t, s, key), []
        if stages.begins(self.t, s, key):
            slope = [rules.slope(self.t, s)]
            self.at("g")
            self.light(self.close_up.sketch.line, run_time=0.6)
        lines = self.close_up.put(*slope, *pairs[0])
        self.show(*lines[: len(slope)], run_time=0.4)
        if stages.is_fresh(self.t, s, key) or stages.was_given(self.t, s, key):
            self.at("kept")
            self.play(self.net.pulse(self.t.D, self.close_up.spot, color=theme().light), run_time=0.8)
        for mark, row in zip(("rule", "numbers"), lines[len(slope) :], strict=True):
            self.at(mark)
            self.show(row, run_time=0.4)
        if len(pairs) > 1:
            self.at("second")
            self.show(*self.close_up.put(*pairs[1]), run_time=0.6)
        self.hold(0.7)

    # ---- another weight, and how large a step may be

    @beat(
        "Now <look> this weight.",
        line(
            case=facts.sign_of_second,
            negative="Its slope is <sign> negative.",
            positive="Its slope is <sign> positive.",
            priced_negative="With the price, its slope is <sign> negative.",
            priced_positive="With the price, its slope is <sign> positive.",
        ),
        "Will the weight grow, or shrink?",
        when=facts.has_second, pause=3.0, title="Grow or shrink?",
    )  # fmt: skip
    def question(self):
        self.close_up.leave()
        self.at("look")
        self.close_up.look(facts.second(self.t))
        self.at("sign")
        self.light(self.close_up.sketch.line, *self.close_up.slope_on_edge())

    @beat(
        line(
            case=facts.way_of_second,
            grows="It grows. <way> On a falling line, downhill is to the right: <minus> minus a negative step is a plus.",
            shrinks="It shrinks. <way> On a rising line, downhill is to the left: <minus> a positive step is taken away.",
        ),
        "<sum> From {w.old:3} <new> to {w.new:3}.",
        w=facts.second, when=facts.has_second,
    )  # fmt: skip
    def answered(self):
        w, rule = facts.second(self.t), formulas.factors if facts.is_plain(self.t) else formulas.letters
        self.close_up.lay_out(rule(self.t, w), formulas.values(w))
        row, values = self.close_up.board
        self.at("way")
        self.close_up.roll()
        self.at("minus")
        self.show(row)
        self.at("sum")
        self.write(values, "w", "step", "eq", rest=True)
        self.at("new")
        self.close_up.take()

    @beat(
        "How large should a step be? A slope <nearby> only speaks for the ground nearby. <valley> Think of the loss as a valley. "
        "With a <small> small eta, we creep: every step goes down, but it takes a great many. "
        "With a <large> large eta, we can jump right over the valley, and land higher than we began. "
        "So eta is chosen <between> in between, and mostly by trying.",
        title="How large a step?",
        pause=1.5,
    )
    def rate(self):
        self.close_up.leave()
        self.valleys = self.compose("SOLO", valleys=Valleys, gone=[self.net])["valleys"]
        self.board = VGroup()
        dot = self.valleys.hops[0][0][0]
        self.at("nearby")
        self.play(GrowFromPoint(self.valleys.slope, dot.get_center()), FadeIn(dot, scale=0.5), run_time=1.4)
        self.at("valley")
        self.play(self.valleys.appear(), run_time=0.8)
        for k, (mark, then) in enumerate((("small", "large"), ("large", "between"))):
            self.at(mark)
            self.show(self.valleys.names[k], run_time=0.4)
            self.play(self.valleys.walk(k), run_time=max(2.8, min(4.4, self.until(then) - 0.7)))
        self.at("between")
        self.light(*self.valleys.names)

    # ---- all weights

    @beat(
        line(
            case=facts.rule_of_all,
            plain="Every weight follows the same rule. So write it once, <layer> for the whole layer. "
            "<old> The matrix of old weights, <step> minus eta times the matrix of slopes.",
            ruled="Every weight follows the same rule. So write it once, <layer> for the whole layer. "
            "<old> The matrix of old weights, <step> minus the matrix of steps.",
            held_plain="Every weight that is trained follows the same rule. So write it once, <layer> for the whole layer. "
            "<old> The matrix of old weights, <step> minus eta times the matrix of slopes.",
            held_ruled="Every weight that is trained follows the same rule. So write it once, <layer> for the whole layer. "
            "<old> The matrix of old weights, <step> minus the matrix of steps.",
        ),
        title="A whole layer at once",
    )
    def matrices(self):
        row = inside(room_of(self.stage, "LEDGER", 1))
        last = (StepMatrices.weights(self.t, l, row) for l in (self.t.D, self.t.D - 1) if l)
        is_read = all(step.whole and smallest_type(step) >= least() for step in last)
        self.working_shot = "LEDGER" if is_read or not self.stage.is_narrow else "HEAD" if self.stage.shape == "1:1" else "TWINS"
        self.board = self.valleys
        self.net.stand(room_of(self.stage, self.working_shot))
        self.working = self.put(lambda room: StepMatrices.weights(self.t, self.t.D, room), self.working_shot)
        self.show(self.net, run_time=0.5)
        self.play(*self.edges.pulse(theme().positive), run_time=1.2)
        self.at("layer")
        self.play(self.net.pulse(self.t.D, color=theme().light), run_time=1.2)
        self.at("old")
        self.show(self.working.left)
        self.at("step")
        self.show(self.working.middle, run_time=1.2)

    @beat("Entry by entry, <subtract> subtract, and out come the new weights. On its edge, each takes <edge> the place of the old.")
    def entries(self):
        new = self.working.new
        self.show(self.working.right, run_time=0.4)
        self.at("subtract")
        for cells in self.working.pace():
            self.step(cells, *(new.fill(*cell) for cell in cells))
        self.at("edge")
        rest = [e for e in self.net.edges[self.t.D] if e not in new.cells]
        if rest:
            self.step(rest)
        else:
            self.play(self.net.pulse(self.t.D, color=theme().light), run_time=0.8)

    @beat(
        line(
            case=facts.biases_step,
            own="The biases take <bias> their steps by the same rule. <b> Old, minus step, is new.",
            unpriced="The biases take <bias> their steps by the same rule, without the price: that is for weights. "
            "<b> Old, minus step, is new.",
            shared="This layer has <bias> one bias for all its neurons. It takes its step by the same rule. <b> Old, minus step, is new.",
            stay="The <bias> biases could follow the same rule. "
            "<work> In this lesson they stay as they are, and leave the work to the weights.",
            none="Biases <bias> would follow the same rule. This layer has none.",
        ),
    )
    def biases(self):
        self.at("bias")
        self.light(*self.net.neurons[self.t.D].values())
        if facts.biases_step(self.t) not in ("stay", "none"):
            self.working = self.put(lambda room: StepMatrices.biases(self.t, self.t.D, room), self.working_shot)
            self.at("b")
            self.show(self.working.left, self.working.middle, self.working.right, run_time=0.5)
            self.play(*self.working.fill(), run_time=0.6)
        if facts.biases_step(self.t) == "stay":
            self.at("work")
            for _ in range(2):
                self.play(self.net.pulse(self.t.D, color=theme().light), run_time=1.5)

    @beat(
        line(
            case=facts.layers_before,
            all="The layer before <others> takes its step by the same rule, and so do all the others.",
            one="The layer before <others> takes its step by the same rule.",
            held="The layer before <others> has its slopes, too. But this lesson holds it: its step is zero.",
            some="The layer before <others> takes its step by the same rule. Of the others, this lesson holds some: their step is zero.",
        ),
        line("Here its slopes are zero, so it stays as it is.", when=facts.stays_before),
        "<all> And all at the same moment: every slope was <measured> measured before any weight moved.",
        when=facts.has_hidden_layer,
    )
    def layers(self):
        others = self.edges.layers[:-1]
        self.working = self.put(lambda room: StepMatrices.weights(self.t, self.t.D - 1, room), self.working_shot)
        self.at("others")
        self.show(self.working.left, self.working.middle, self.working.right, run_time=0.6)
        self.play(*self.edges.label_others(), *(self.net.pulse(l, back=True) for l in others), run_time=0.8)
        self.at("all")
        pulses = [self.net.pulse(l, color=theme().light) for l in others]
        self.play(*self.working.fill(), *(move for l in others for move in self.edges.step(l)), *pulses, run_time=0.9)
        self.at("measured")
        self.play(*self.edges.pulse(theme().backward, back=True), run_time=1.6)

    # ---- whether it helped

    @beat(
        "That was one round of learning. <did> Did it help? Here is the check I promised.",
        line(case=facts.is_batch, yes="Put the <x> inputs of the first example back in.", no="Put the <x> inputs back in."),
        "Before the step, the network <a> answered this. <y> And this is what we want.",
        when=facts.keeps_next_pass,
        title="Did it help?",
    )
    def check(self):
        self.play(*self.edges.pulse(theme().positive), run_time=0.9)
        self.at("did")
        for l in self.edges.layers:
            self.play(self.net.pulse(l), run_time=min(0.7, 1.4 / self.t.D))
        self.at("x")
        self.play(self.net.fill(0, self.t.x), run_time=0.8)
        self.table = self.put(lambda room: before_after(room, self.t, facts.after(self.t), self.net.drawn[self.t.D]))
        self.at("a")
        self.show(self.table.heads[0], self.table.names, *self.table.before.values())
        self.at("y")
        self.show(self.table.heads[2], *self.table.wanted.values())

    @beat(
        line("That was one round of learning. Did it help?", when=facts.keeps_loss_alone),
        line(
            case=facts.kind_of_loss,
            mean="Before the step, the mean loss of the examples was <bar> {loss.before}.",
            sum="Before the step, the losses of the examples came to <bar> {loss.before} together.",
            one="Before the step, the loss was <bar> {loss.before}.",
            priced="Before the step, J, the loss with its price, was <bar> {loss.before}.",
        ),
        "Now <run> run the network again, with the new weights. <guess> Will it be lower? And by how <much> much?",
        loss=facts.change_of_loss, pause=3.0, title="The loss, before and after",
    )  # fmt: skip
    def did_it_help(self):
        bars = self.bars = self.with_bars()
        self.at("bar")
        said = map(FadeIn, (bars.floor, bars.title, bars.names[0], bars.nums[0]))
        self.play(*said, GrowFromEdge(bars.bars[0], DOWN), run_time=min(0.8, self.until("run")))
        self.at("run")
        self.play(*self.edges.pulse(theme().forward), run_time=0.9)
        self.at("guess")
        self.show(bars.names[1], run_time=0.4)
        self.play(Create(bars.level), run_time=0.6)
        self.at("much")
        self.light(bars.level, bars.names[1])

    @beat(
        line(
            case=facts.keeps_next_pass,
            yes="The same inputs, the <run> new weights, layer by layer.",
            no="The <run> new weights carry the inputs forward, layer by layer. Of this pass, the lesson <alone> records only the loss.",
        ),
        line(
            case=facts.way_of_first_answer,
            closer="<was> The first output was {a[0].before}, and is <now> now {a[0].after}: <wish> closer to {t.y[0]:3}.",
            farther="<was> The first output was {a[0].before}, and is <now> now {a[0].after}: <wish> farther from {t.y[0]:3}.",
            same="<was> The first output was {a[0].before}, and is <now> now {a[0].after}: <wish> no closer to {t.y[0]:3}.",
            closer_alone="<was> The output was {a[0].before}, and is <now> now {a[0].after}: <wish> closer to {t.y[0]:3}.",
            farther_alone="<was> The output was {a[0].before}, and is <now> now {a[0].after}: <wish> farther from {t.y[0]:3}.",
            same_alone="<was> The output was {a[0].before}, and is <now> now {a[0].after}: <wish> no closer to {t.y[0]:3}.",
            when=facts.keeps_next_pass,
        ),
        line(
            case=facts.way_of_second_answer,
            closer="<was-two> The second was {a[1].before}, and is <now-two> now {a[1].after}: <wish-two> closer to {t.y[1]:3}.",
            farther="<was-two> The second was {a[1].before}, and is <now-two> now {a[1].after}: <wish-two> farther from {t.y[1]:3}.",
            same="<was-two> The second was {a[1].before}, and is <now-two> now {a[1].after}: <wish-two> no closer to {t.y[1]:3}.",
            when=facts.has_two_answers,
        ),
        a=facts.answers,
    )
    def rerun(self):
        self.at("run")
        if facts.keeps_loss_alone(self.t):
            for l in self.edges.layers:
                self.play(self.net.pulse(l), run_time=0.6)
            self.at("alone")
            self.light(self.bars.bars[0])
            return
        after = facts.after(self.t)
        for l in self.edges.layers:
            self.play(self.net.pulse(l), self.net.fill(l, after.a[l]), run_time=min(0.8, 1.8 / self.t.D))
        for i, two in enumerate(("", "-two")[: self.t.sizes[-1]]):
            self.at(f"was{two}")
            self.light(self.table.before[i], run_time=0.6)
            self.at(f"now{two}")
            self.arrive(i)
            self.at(f"wish{two}")
            self.light(self.table.wanted[i], run_time=0.6)

    @beat(
        line(
            case=facts.promise,
            kept="The <loss> loss falls, from {loss.before} <after> to {loss.after}. "
            "<why> That is about what the slopes had promised, times the steps.",
            less="The <loss> loss falls, from {loss.before} <after> to {loss.after}. "
            "<why> The slopes promised more: along a step as long as this, they change.",
            more="The <loss> loss falls, from {loss.before} <after> to {loss.after}. "
            "<why> That is more than the slopes promised: along the step, they grew steeper.",
            despite="The <loss> loss falls, from {loss.before} <after> to {loss.after}. "
            "<why> The slopes of this moment promised a rise: the step follows older ones, too.",
            overshot="The <loss> loss rises, from {loss.before} <after> to {loss.after}. "
            "<why> The step was too long: a slope only speaks for the ground nearby.",
            uphill="The <loss> loss rises, from {loss.before} <after> to {loss.after}. "
            "<why> The rule did not go by the slopes of this moment alone, and they pointed another way.",
            tiny="The <loss> loss was {loss.before}, and is <after> still {loss.after}. <why> The steps were too small to be seen in it.",
            priced_falls="J <loss> falls, from {loss.before} <after> to {loss.after}. "
            "<why> That is with the price. The loss alone <alone> went from {alone.before} to {alone.after}.",
            priced_overshot="J <loss> rises, from {loss.before} <after> to {loss.after}. "
            "<why> The step was too long: a slope only speaks for the ground nearby.",
            priced_uphill="J <loss> rises, from {loss.before} <after> to {loss.after}. "
            "<why> The rule did not go by the slopes of this moment alone, and they pointed another way.",
            priced_tiny="J <loss> was {loss.before}, and is <after> still {loss.after}. <why> The steps were too small to be seen in it.",
        ),
        loss=facts.change_of_loss,
        alone=facts.change_without_price,
        pause=1.5,
    )
    def helped(self):
        self.at("loss")
        self.light(self.bars.bars[0])
        self.at("after")
        self.play(GrowFromEdge(self.bars.bars[1], DOWN), FadeIn(self.bars.nums[1]), run_time=0.7)
        self.at("why")
        self.play(*self.edges.pulse(theme().backward, back=True), run_time=1.5)
        if facts.promise(self.t) != "priced_falls":
            self.play(*self.edges.pulse(theme().positive), run_time=1.5)
        if facts.promise(self.t) == "priced_falls":
            self.at("alone")
            self.light(*self.bars.bars)

    # ---- and again

    @beat(
        "One step is not much. So we go on: <f> forward, <b> backward, <s> step, <round> and round again, "
        "{steps:words} <times> times. Where do you think the loss will end?",
        steps=facts.steps, when=facts.is_long, pause=3.0, title="Again and again",
    )  # fmt: skip
    def again(self):
        self.check_over()
        self.go_round()
        self.at("times")
        for pulses in self.turns().values():
            self.play(*pulses, run_time=0.9)

    @beat(
        "The loss goes up the page, the steps to the right.",
        line("The scale is logarithmic: <rung> every line down is ten times less.", when=facts.is_logarithmic),
        line("Each step's loss is that of its own examples.", when=facts.is_mini_batch),
        line("It is the loss alone, without its price.", when=facts.has_price),
        "Now <grow> watch it, step after step.",
        line(
            case=facts.curve_of_losses,
            learned="After {steps:words} steps it is <last> down to {last}.",
            falling="After {steps:words} steps it is <last> down to {last}, and still on its way.",
            stuck="After {steps:words} steps it is <last> down to {last}, and hardly moves any more.",
            some_learned="After {steps:words} steps it is <last> at {last}. It goes up and down with the examples of each step, "
            "but all in all it has come far down.",
            some_falling="After {steps:words} steps it is <last> at {last}. It goes up and down with the examples of each step. "
            "All in all it falls, and is still on its way.",
            some_stuck="After {steps:words} steps it is <last> at {last}. It goes up and down with the examples of each step. "
            "All in all, it hardly falls any more.",
            restless="After {steps:words} steps it is <last> at {last}, and has not settled: it jumps about to the very end.",
            unmoved="After {steps:words} steps it is <last> at {last}, where it began. Learning can fail, and <shows> a curve shows it.",
            diverged="After {steps:words} steps it is <last> at {last}, no lower than it began. "
            "Learning can fail, and <shows> a curve shows it.",
        ),
        line("There <stop> this lesson stops: its loss is no more than {stop:2}.", when=facts.was_stopped),
        steps=facts.steps, last=facts.last_said, stop=facts.stop, when=facts.is_long,
    )  # fmt: skip
    def many(self):
        made = self.compose("SOLO", curve=lambda room: LossCurve(self.t, room), gone=[self.net, *self.board])
        self.curve = made["curve"]
        self.show(self.curve.frame, self.curve.first, self.curve.dot, run_time=1.0)
        if facts.is_logarithmic(self.t):
            self.at("rung")
            self.light(*self.curve.decades)
        self.at("grow")
        self.play(self.curve.grow(), run_time=max(3.0, min(4.4, self.until("last") - 0.3)))
        self.at("last")
        self.show(self.curve.last, scale=0.7)
        self.light(self.curve.last[1])
        if facts.outcome(self.t) in ("unmoved", "diverged"):
            self.at("shows")
            self.light(self.curve.plot.curve)
        if facts.was_stopped(self.t):
            self.at("stop")
            self.light(self.curve.last)

    @beat(
        "And that is the whole of it: <f> forward, <b> backward, <s> step, <round> and again.",
        line(
            case=facts.ending,
            failed="That is how a network learns, where it does: here, it has not.",
            stuck="That is how a network learns, where it does: here, it got stuck on the way.",
            learns="That is how a network learns.",
        ),
        line(
            "But to <fit> fit one example is to memorise it. Whether more was learned, <others> other examples will tell.",
            when=facts.has_one_example,
        ),
        "Next, we check whether the <slopes> slopes are right at all.",
    )
    def harvest(self):
        if facts.is_long(self.t):
            self.compose("LEDGER", net=self.net, row=lambda room: self.cycle, gone=[self.curve])
            self.show(self.net, self.cycle.line, run_time=0.6)
        else:
            self.check_over()
        self.go_round()
        if facts.has_one_example(self.t):
            self.at("fit")
            self.light(*self.net.neurons[self.t.D].values())
            self.at("others")
            self.light(*self.net.neurons[0].values())
        else:
            for pulses in self.turns().values():
                self.play(*pulses, run_time=1.0)
        self.at("slopes")
        self.play(*self.edges.pulse(theme().backward, back=True), run_time=1.4)

    # ---- gestures

    def put(self, make: Callable[[Region], M], shot: str = "LEDGER") -> M:
        """What is worked out in the row under the net, not yet shown, in the place of what stood there; what stands beside stays."""
        aside: dict[str, Thing] = {"aside": lambda room: self.aside} if len(self.aside) else {}
        made = self.compose("COLUMN" if aside else shot, net=self.net, row=make, gone=[self.board], heirs=None, **aside)["row"]
        self.board = made
        return made

    def beside(self, make: Callable[[Region], M], row: Callable[[Region], VGroup]) -> M:
        """A picture beside the net and its row, neither yet shown."""
        made = self.compose("COLUMN", net=self.net, row=row, aside=make, gone=[self.board])
        self.board, self.aside = made["row"], made["aside"]
        return made["aside"]

    def with_bars(self) -> LossBars:
        """The loss before the step beside the net and, where there is one, its table of outputs, whose numbers move on."""
        named = self.n.J if facts.has_price(self.t) else self.n.L

        def drawn(room: Region) -> LossBars:
            return LossBars(room, named, *facts.losses(self.t), size=max(READ, least()))

        if facts.keeps_loss_alone(self.t):
            shot = None if self.stage.is_narrow else "DUET"
            made = self.compose(shot, net=self.net, bars=drawn, gone=[self.board])
            self.board = VGroup()
            return made["bars"]
        old, drawn_of = self.table, self.net.drawn[self.t.D]
        made = self.compose("COLUMN", net=self.net, row=lambda room: before_after(room, self.t, facts.after(self.t), drawn_of), bars=drawn)
        self.table = self.board = made["row"]
        self.aside = made["bars"]
        shown = [self.table.heads[0], self.table.heads[2], self.table.names, *self.table.before.values(), *self.table.wanted.values()]
        self.carry(old, VGroup(*shown), run_time=0.6)
        return made["bars"]

    def write(self, formula: Formula, *names: str, rest: bool = False, **kwargs: Any) -> None:
        """Let parts of a formula appear, those of the names that it has."""
        parts = [formula[name] for name in names if name in formula.parts] + ([formula.rest] if rest else [])
        if parts:
            self.show(*parts, run_time=0.4, **kwargs)

    def step(self, cells: list[tuple[int, int]], *beside: Animation) -> None:
        """Let weights of the last layer take their step on their edges, those that are drawn, and other things beside."""
        l, drawn = self.t.D, [e for e in cells if e in self.net.edges[self.t.D]]
        steps = [*self.edges.step(l, *drawn), self.net.pulse(l, *drawn, color=theme().light)] if drawn else []
        self.play(*beside, *steps, run_time=0.6)

    def arrive(self, i: int) -> None:
        """Output i with the new weights goes to the table; with the second, the drawn ones that no word is said of."""
        after, drawn = self.table.after, self.net.drawn[self.t.D]
        flying = [k for k in drawn if k == i or (i > 0 and k > i)]
        head = [FadeIn(self.table.heads[1])] if i == 0 else []
        self.play(*head, *(lit(self.net.values[self.t.D][k]) for k in flying), run_time=0.4)
        self.fly(*((self.net.values[self.t.D][k], after[k]) for k in flying), run_time=0.6)

    def check_over(self) -> None:
        """The check's numbers leave, the network stands in the middle again, and the cycle comes in under it."""
        neurons = [num for layer in self.net.values.values() for num in layer.values()]
        on_edges = [gone for l in self.edges.layers for gone in self.edges.clear(l)]
        self.net.remove(*neurons)
        self.net.values.clear()
        self.play(*(FadeOut(m) for m in [self.bars, *neurons]), *on_edges, run_time=0.4)
        self.aside = VGroup()
        self.cycle = self.put(lambda room: fit(Cycle(), room))
        self.show(self.cycle.line, run_time=0.2)

    def go_round(self) -> None:
        """Forward, backward, step, again (marks f, b, s, round): the word and the network together."""
        for k, pulses in self.turns().items():
            self.at(k)
            self.play(lit(self.cycle.line[k]), *pulses, run_time=0.48)
        self.at("round")
        self.play(Create(self.cycle.back), run_time=0.6)

    def turns(self) -> dict[str, list[Animation]]:
        """Light on all edges for the way forward (f), the way back (b) and the step (s)."""
        edges, hue = self.edges, theme()
        return {"f": edges.pulse(hue.forward), "b": edges.pulse(hue.backward, back=True), "s": edges.pulse(hue.positive)}
