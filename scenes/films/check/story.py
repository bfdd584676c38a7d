"""Trust, but verify: one weight wiggled both ways measures its slope, every weight checks the gradient, three bugs are caught."""

from __future__ import annotations

from manim import DOWN, RIGHT, UP, Animation, Create, FadeIn, FadeOut, LaggedStart, Rectangle, VGroup, VMobject, linear

from engine.reading import Reading
from scenes.beat import beat, line
from scenes.chapter import Chapter
from scenes.films.check import boards, facts, formulas
from scenes.films.check.checked_net import CheckedNet
from scenes.films.check.error_curve import ErrorCurve
from scenes.films.check.probe_curve import ProbeCurve
from scenes.films.check.table import CheckTable
from scenes.kit.maths.matrix import frame
from scenes.kit.place.light import lit
from scenes.kit.theme import theme
from scenes.kit.type.formula import LARGE, Formula, Label, small
from scenes.shown import show


class GradientCheck(Chapter):
    """net, table        the network, in the end beside the table      tag, claim   the weight that is wiggled, what backprop claims of it
    curve, heights    the loss over it, and what it is at both ends of the wiggle      errors   how far off the wiggle is
    planted, box      the lines of a bug, the frame around what it spoils
    """

    title = "Trust, but verify"
    promise = "Check a gradient from outside, and find the bug in it."
    net: CheckedNet
    tag: VGroup
    claim: Formula
    curve: ProbeCurve
    heights: dict[str, VGroup]
    errors: ErrorCurve
    table: CheckTable
    planted: VGroup
    box: Rectangle | None = None

    @classmethod
    def told_on(cls, t: Reading) -> Reading:
        return facts.told(t)

    @classmethod
    def unfit(cls, t: Reading) -> str | None:
        if "check" in t.run.studies:
            return None
        why = {
            "flat": "no weight that it draws of the last layer moves the loss by more than rounding",
            "kink": "the loss has a kink at this very point",
        }
        return f"it checks a gradient, and here {why.get(facts.reason(t), 'no step is kept')}"

    # ---- one weight, wiggled

    @beat("By the end of this film, you can check <net> any gradient, in any program, and find the bug that hides in it.")
    def promised(self):
        self.show(self.place("title", Label(self.title, size=LARGE, color=theme().ink)))
        self.at("net")
        self.net = CheckedNet(self.t, self.stage.graph)
        self.show(self.net, run_time=1.2)

    @beat(
        "A wrong gradient does not crash. <silent> It gives no warning. The network may even train, and the loss cannot tell.",
        "So how can you know that <right> yours is right?",
        pause=3.0,
    )
    def silent(self):
        self.clear("title")
        self.at("silent")
        self.play(*(self.net.pulse(l, back=True) for l in reversed(self.net.edges)), run_time=1.2)
        self.at("right")
        self.show(self.place("board", Formula(formulas.asked(self.t), LARGE)))

    @beat(
        "Ask the network itself. Take <weight> one weight. Backprop makes a claim about it: its slope is <claim> {claim:2}.",
        "<move> Move the weight a little, and the loss must move by that much, times the move.",
        claim=facts.claim,
        title="Wiggle one weight",
    )
    def asked(self):
        self.clear("board")
        row = facts.followed(self.t)
        self.at("weight")
        self.tag = self.net.on_edge(row.l, row.i, row.j, facts.weight(self.t), size=small(), at=0.5)
        self.play(*self.net.quiet(self.net.edges[row.l][row.i, row.j]), FadeIn(self.tag), run_time=0.7)
        self.net.add(self.tag)
        self.at("claim")
        self.claim = self.place("board", Formula(formulas.claim(self.t)), UP)
        self.show(self.claim)
        self.at("move")
        self.make_room(self.net)
        reach = facts.wiggle(self.t, 0, "h").value
        self.curve = curve = ProbeCurve(self.t, self.stage.side, (row.l, row.i, row.j), reach)
        self.stands("side", curve.axes, curve.names, curve.curve, curve.dot)
        self.play(FadeIn(curve.axes), FadeIn(curve.names), Create(curve.curve), FadeIn(curve.dot), run_time=1.0)

    @beat(
        "So move it. <up> Up by h, and run the network forward. <down> Down by h, and run it again.",
        "Only forward: <only> none of this knows anything of the chain rule.",
        "And <both> both ways: most of the bend of the curve then cancels.",
    )
    def wiggled(self):
        curve, self.heights = self.curve, {}
        for way, name in (("up", "w + h"), ("down", "w - h")):
            w, loss = (facts.wiggle(self.t, 0, f"{of}_{way}") for of in "wL")
            self.at(way)
            self.play(curve.glide(w.value), *(self.net.pulse(l) for l in self.net.edges), run_time=1.4)
            self.heights[way] = curve.height(w.value, show(loss, digits=formulas.SIX), self.heights.get("up"))
            marks = VGroup(curve.ghost(w.value), curve.foot(w.value, name), self.heights[way])
            self.show(marks, run_time=0.4)
            self.stands("side", marks)
        self.at("only")
        self.play(curve.glide(curve.home), *(lit(height[1]) for height in self.heights.values()), run_time=1.0)
        self.at("both")
        self.light(curve.curve)

    @beat(
        "Take the change <rise> of the loss, and divide it <over> by the change of the weight, two h.",
        line(
            case=facts.agreement,
            same="<result> {measured:2}. <agree> Backprop has kept its promise.",
            near="<result> {measured:2}. <agree> That is near to what backprop says, for a wiggle as coarse as this.",
            apart="<result> {measured:2}. <agree> That is not yet what backprop says. But this wiggle was coarse.",
        ),
        measured=facts.measured,
    )
    def ratio(self):
        letters, sign, numbers = lines = boards.ratio(self.t, wide=self.stage.board.width >= 9)
        claim = self.stage.board.hold(VGroup(lines, self.claim.copy()).arrange(DOWN, buff=0.3))[1]
        along, rise = self.curve.secant(*(facts.wiggle(self.t, 0, f"w_{way}").value for way in ("down", "up")))
        self.stands("side", along, rise)
        self.play(self.claim.animate.scale_to_fit_height(claim.height).move_to(claim), run_time=0.4)
        self.at("rise")
        self.play(Create(rise), *(FadeIn(letters[part]) for part in ("s", "about", "up", "down")), FadeIn(letters.rest), run_time=0.6)
        self.fly(*((self.heights[way][1], numbers[way]) for way in ("up", "down")), run_time=0.7)
        self.at("over")
        self.play(Create(along), FadeIn(letters["dw"]), FadeIn(numbers["dw"]), FadeIn(sign), FadeIn(numbers.rest), run_time=0.6)
        self.light(letters["dw"], numbers["dw"], run_time=0.5)
        self.at("result")
        self.show(numbers["eq"], numbers["result"], scale=0.8, run_time=0.5)
        self.at("agree")
        self.light(numbers["result"], self.claim["v"])
        self.stands("board", letters, sign, numbers)

    @beat(
        "How <close> close are they? Take the gap, <relative> relative to the larger of the two.",
        "Then <rule> one rule fits small slopes and large ones: below about one in a million, trust it.",
    )
    def relative(self):
        self.at("close")
        self.light(self.claim["v"])
        self.at("relative")
        self.clear("board")
        line = self.place("board", Formula(formulas.relative(self.t)))
        self.show(line)
        self.at("rule")
        self.light(line["error"])

    # ---- how small a wiggle

    @beat(
        "That wiggle was a coarse one. Make h <ten> ten times smaller, again and again, down to {smallest:1}.",
        "Will the error just keep falling?",
        smallest=facts.smallest,
        pause=3.0, title="How small a wiggle?",
    )  # fmt: skip
    def finer(self):
        self.net.remove(self.tag)
        self.clear("side", "board", run_time=0.4)
        self.clear_away(self.net, self.tag)
        self.errors = ErrorCurve(self.t, self.stage.graph)
        self.show(self.errors.axes, self.errors.notes, self.errors.grown.dot)
        self.at("ten")
        self.play(LaggedStart(*map(lit, self.errors.axes.upright), lag_ratio=0.3), run_time=2.4)

    @beat(
        line(
            case=facts.fall,
            fast="<fall> At first it falls, and fast. Ten times smaller h, a hundred times smaller error: "
            "a short piece of any curve is nearly straight. <turn> But then it turns, and climbs.",
            slow="<fall> At first it falls: a short piece of any curve is nearly straight. <turn> But then it turns, and climbs.",
            exact="<fall> Here it has nothing to lose. Over this weight the loss is a line or a parabola, or very nearly, "
            "and on those a wiggle both ways is exact. <turn> A smaller h only makes it climb.",
        )
    )
    def falls(self):
        errors, finest = self.errors, facts.finest(self.t)
        self.at("fall")
        self.play(errors.fall(), run_time=3.5, rate_func=linear)
        self.at("turn")
        self.play(errors.climb(), run_time=2.2, rate_func=linear)
        tip = errors.tag(finest, UP).align_to(errors.axes.axes[0], RIGHT)
        more = VGroup(errors.tick(finest), tip)
        self.show(more, run_time=0.4)
        errors.notes.add(*more)

    @beat(
        line(
            case=facts.digits_that_agree,
            all="Why? Look at <digits> the two losses, when h is that small. "
            "A computer keeps some sixteen digits, and <same> all of them agree.",
            nearly="Why? Look at <digits> the two losses, when h is that small. "
            "A computer keeps some sixteen digits, and <same> nearly all of them agree.",
            some="Why? Look at <digits> the two losses, when h is that small. "
            "A computer keeps some sixteen digits, and <same> the first of them agree.",
        ),
        "Subtract: <left> what was rounded stays, and little beside it. Divide by a tiny h, and <blown> the rounding is blown up.",
    )
    def rounding(self):
        lines = self.place("board", boards.Sixteen(self.t))
        self.at("digits")
        self.show(lines.plus, lines.minus)
        self.at("same")
        self.play(*(glyph.animate.set_fill(theme().soft) for glyph in lines.shared), run_time=0.6)
        self.light(*lines.own)
        self.at("left")
        self.show(lines.gap)
        self.at("blown")
        self.light(lines.gap["v"], self.errors.notes[-1][1])

    @beat(
        line(
            case=facts.bends,
            yes="So there are two walls. On one side <bend> the bend of the curve, on the other <round> the rounding. "
            "The best h <best> stands in the valley between.",
            no="So there is one wall here. On the side of large h, <bend> other losses have theirs: the bend of the curve. "
            "On this side, <round> the rounding. The best h <best> stands where the error is lowest.",
        ),
    )
    def valley(self):
        errors, best = self.errors, facts.best(self.t)
        self.at("bend")
        bend = errors.word(max(2, best // 2), "bend", RIGHT + UP) if facts.bends(self.t) else VGroup()
        self.play(FadeIn(bend) if len(bend) else lit(errors.axes.axes[1]), run_time=0.5)
        self.at("round")
        rounding = errors.word(facts.half_way_up(self.t), "rounding", RIGHT + DOWN)
        self.show(rounding, run_time=0.5)
        self.at("best")
        stem, more = errors.stem(best), errors.marked(best)
        to_best = errors.grown.dot.animate.move_to(errors.point(best))
        self.play(to_best, Create(stem), FadeIn(more), run_time=0.8)
        errors.notes.add(more, stem, bend, rounding)

    # ---- every weight

    @beat(
        line(
            case=facts.checks_all,
            yes="So take such an h, and do it for <names> every weight.",
            no="So take such an h, and do it for <names> weights of every layer.",
        ),
        "What backprop says. <wiggled> What the wiggle says. <apart> And how far they are apart.",
        "Nothing but rounding. This backprop <right> is right.",
        title="Check every weight",
    )
    def table_fills(self):
        self.clear("board", run_time=0.3)
        self.clear_away(self.errors.axes, self.errors.grown, self.errors.notes)
        self.net, self.table = CheckedNet(self.t, self.stage.side), CheckTable(self.t, self.stage.aside)
        table, rows = self.table, range(self.table.count)
        self.show(self.net, run_time=0.5)
        self.at("names")
        claims = LaggedStart(*(self.claimed(k) for k in rows), lag_ratio=0.25)
        self.play(claims, FadeIn(table.heads[0]), FadeIn(table.rule), FadeIn(table.layers), run_time=1.6)
        self.at("wiggled")
        self.play(FadeIn(table.heads[1]), LaggedStart(*(FadeIn(m) for m in table.measured), lag_ratio=0.2), run_time=1.0)
        self.at("apart")
        self.play(FadeIn(table.heads[2]), LaggedStart(*(table.judge(k) for k in rows), lag_ratio=0.2), run_time=1.2)
        self.at("right")
        self.light(*table.verdicts)

    @beat(
        "Why not learn <this> this way, and forget about backprop? Because each weight costs <cost> two more runs of the whole network.",
        "That is fine for one check, and <hopeless> hopeless for a million weights.",
    )
    def cost(self):
        self.at("this")
        self.light(*self.table.measured, self.table.heads[1])
        self.at("cost")
        for k, measured in enumerate(self.table.measured):
            edge = map(lit, self.net.edges_of(k))
            runs = (self.net.pulse(l) for l in self.net.edges)
            self.play(*edge, lit(measured), *runs, run_time=2.2 / self.table.count)
        self.at("hopeless")
        self.light(*self.table.measured)

    # ---- three bugs

    @beat(
        line(
            case=facts.swaps,
            yes="Now plant a bug. At the very end, {n.y} and {n.a} <bug> have changed places: a wrong sign. Which rows will turn red?",
            no="Now plant a bug. At the very end, the slope of the loss <bug> has lost its sign. Which rows will turn red?",
        ),
        pause=3.0, title="A bug: a wrong sign",
    )  # fmt: skip
    def sign(self):
        self.plant(facts.SIGN)

    @beat(
        line(
            case=facts.turned_by_sign,
            all="<red> All of them.",
            living="<red> All that are not zero.",
            large="<red> All that are more than rounding.",
        ),
        "Each slope is as large as it should be, but points <turned> the wrong way.",
        "Blame <starts> starts at the loss and flows back, so a mistake there <spoils> spoils everything.",
    )
    def spoiled(self):
        self.at("red")
        self.caught(facts.SIGN)
        self.at("turned")
        self.light(*self.table.claims)
        self.at("starts")
        self.light(self.planted[1])
        for l in reversed(self.net.edges):
            self.play(self.net.pulse(l, back=True, color=theme().light), run_time=2.2 / self.t.D)
        self.at("spoils")
        self.light(*self.table.verdicts)

    @beat(
        line(
            case=facts.mistake_on_the_way,
            unturned="Next bug. On the way back through W, <bug> someone forgot to turn it round.",
            reshaped="Next bug. On the way back through W, <bug> someone poured its numbers into the other shape, and did not turn it.",
            unweighted="Next bug. On the way back through W, <bug> someone left the weights out, and hands every neuron the whole blame.",
        ),
        line("Its matrix is square, so the shapes still fit: there this bug hides.", when=facts.hides),
        "Watch <red> which rows are spared. The <last> last layer is right: its slopes were ready before that line was reached.",
        line(
            case=facts.spoiled_layers,
            one="The layer behind is <behind> wrong.",
            all="The layers behind are <behind> wrong.",
            some="Of the layers behind, <behind> some are wrong.",
            first="Only layer one is <behind> wrong.",
            front="Only from layer {front:words} back, <behind> they are wrong.",
        ),
        front=facts.spoiled_front, when=facts.has_way_back, title="A bug on the way back",
    )
    def carried(self):
        self.plant(facts.WAY_BACK)
        self.at("red")
        self.caught(facts.WAY_BACK)
        self.at("last")
        last = frame(self.table.layer(self.t.D))
        self.play(Create(last), run_time=0.7)
        self.at("behind")
        self.box = frame(VGroup(*(self.table.layer(l) for l in range(1, facts.spoiled_front(self.t) + 1))), color=theme().wrong)
        self.play(FadeOut(last), Create(self.box), run_time=0.6)

    @beat(
        "And look how little. <little> This one has an error of {error:1}.",
        "A network would <learn> still learn with that, and its loss would tell nobody. The check tells.",
        error=facts.slightest_error, when=facts.is_slight,
    )  # fmt: skip
    def hardly(self):
        self.at("little")
        k, around_layer = facts.slightest(self.t), self.box
        self.box = frame(self.table.apart[k])
        self.play(FadeOut(around_layer), Create(self.box), lit(self.table.apart[k]), run_time=0.8)
        self.at("learn")
        self.light(self.table.claims[k], self.table.measured[k])

    @beat(
        line(
            case=facts.slope_left_out,
            switch="One more bug. In layer {layer:words}, <bug> the slope of the switch is left out.",
            squash="One more bug. In layer {layer:words}, <bug> the slope of the squash is left out.",
            bend="One more bug. In layer {layer:words}, <bug> the slope of the activation function is left out.",
        ),
        line(
            case=facts.spoils,
            same="<red> The very same rows.",
            fewer="<red> Fewer rows this time.",
            others="<red> Other rows this time.",
        ),
        "So how can you tell what is missing?",
        layer=facts.forgetful, when=facts.has_slope, pause=3.0, title="A bug: a slope left out",
    )  # fmt: skip
    def slope(self):
        self.clear_away(self.box, run_time=0.3)
        self.box = None
        self.plant(facts.SLOPE)
        self.at("red")
        self.caught(facts.SLOPE)

    @beat(
        "Divide what is right by what was claimed. <ratio> {ratio:3}. That is the slope of <slope> {squash} in this very neuron.",
        "The missing factor <name> gives its own name.",
        ratio=facts.missing_factor,
        squash=facts.squash,
        when=facts.has_slope,
    )
    def missing(self):
        self.clear("board", run_time=0.3)
        k, (found, sign, name) = facts.telling_row(self.t), self.place("board", boards.missing(self.t))
        self.fly((self.table.measured[k], found["q"]), (self.table.claims[k], found["p"]), run_time=0.8)
        self.show(found.rest, run_time=0.3)
        self.at("ratio")
        self.show(found["eq"], found["ratio"], scale=0.8, run_time=0.5)
        self.at("slope")
        self.show(sign, name, run_time=0.4)
        self.light(found["ratio"], name["f"], *self.net.edges_of(k))
        self.at("name")
        self.light(name["f"], name["z"], found["ratio"])

    @beat(
        "Wiggle, <compare> compare, and read the pattern. At a kink, as a rectifier has at zero, <elsewhere> wiggle elsewhere.",
        "Right near the loss, wrong from some layer on: <between> the bug sits in between.",
        "You <check> never have to trust a gradient again. You can check it.",
    )
    def harvest(self):
        self.clear_away(self.box, run_time=0.3)
        self.at("compare")
        self.light(*self.table.claims, *self.table.measured)
        self.at("elsewhere")
        self.light(*self.table.measured)
        self.at("between")
        self.light(*self.net.neurons[facts.forgetful(self.t)].values(), run_time=1.2)
        self.clear("board", run_time=0.3)
        self.at("check")
        self.play(self.table.replace(None), run_time=0.5)
        self.play(self.table.judge(), *self.net.recover(), run_time=0.7)

    # ---- gestures

    def claimed(self, k: int) -> Animation:
        """A row's name and what backprop claims of it, with its edge."""
        beginning: tuple[VMobject, ...] = (self.table.names[k], self.table.claims[k])
        return LaggedStart(*map(lit, self.net.edges_of(k)), *map(FadeIn, beginning), lag_ratio=0.05)

    def plant(self, bug: int) -> None:
        """Show what should be written, and what is (mark bug)."""
        self.at("bug")
        self.clear("board", run_time=0.3)
        right, wrong = self.planted = self.place("board", boards.planted(self.t, bug))
        self.show(right, run_time=0.4)
        self.show(wrong, shift=0.1 * DOWN, run_time=0.4)

    def caught(self, bug: int) -> None:
        """The wrong pass fills the table; what it spoils turns red, on the edges too."""
        self.play(self.table.replace(bug), run_time=0.6)
        self.play(self.table.judge(), *self.net.redden(facts.wrong_rows(self.t, bug)), run_time=0.6)
