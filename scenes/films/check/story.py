"""Trust, but verify: one weight wiggled both ways measures its slope, every weight checks the gradient, three bugs are caught."""

from __future__ import annotations

from collections.abc import Callable

from manim import DOWN, Animation, Create, FadeIn, FadeOut, LaggedStart, Mobject, Rectangle, VGroup, VMobject, linear

from engine.reading import Reading
from engine.studies.check import LOSSES
from scenes.beat import beat, line
from scenes.carry import ARC
from scenes.chapter import Chapter
from scenes.films.check import boards, bugs, facts, formulas
from scenes.films.check.checked_net import CheckedNet
from scenes.films.check.error_curve import Decades, ErrorCurve
from scenes.films.check.probe_curve import ProbeCurve
from scenes.films.check.table import CheckTable
from scenes.kit.maths.cells import ROWS, OblongBack
from scenes.kit.maths.matrix import frame
from scenes.kit.network.comets import landing
from scenes.kit.place.light import lit
from scenes.kit.place.shots import RESTING, fit
from scenes.kit.place.stage import Region
from scenes.kit.place.title import Title
from scenes.kit.theme import theme
from scenes.kit.type.formula import Formula
from scenes.shown import show

SOON = 0.9  # seconds in which a light would come late


class GradientCheck(Chapter):
    """net, table        the network, in the end beside the table      tag   the weight that is wiggled, on its edge
    curve, heights    the loss over it, and what it is at both ends of the wiggle      errors   how far off the wiggle is
    note              what stands under the network or beside the errors, to be cleared      box   the frame around what a bug spoils
    """

    knows = frozenset(LOSSES)
    title = "Trust, but verify"
    promise = "Check a gradient from outside, and find the bug in it."
    net: CheckedNet
    tag: VGroup
    curve: ProbeCurve
    heights: dict[str, VGroup]
    errors: ErrorCurve
    decades: Decades
    table: CheckTable
    note: Mobject
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
            "kink": "the loss has a kink at each weight of the last layer that moves it",
            "steep": "the loss is too steep for so small a wiggle to measure its slope",
            "vast": "a weight of the last layer is so large that no wiggle moves it",
        }
        return f"it checks a gradient, and here {why.get(facts.reason(t), 'no step is kept')}"

    # ---- the question

    @beat(
        "A program hands you <slopes> the slopes of a network. It did not crash, and it gave no warning.",
        "The network may even <learn> learn with them. And still there may be a bug in it. How would you <find> find out?",
        pause=4.0,
    )
    def opened(self):
        self.net = CheckedNet(self.t, self.stage, "SOLO")
        self.compose("SOLO", net=self.net)
        self.play(FadeIn(self.net), run_time=0.3)
        self.runs(self.net.passes(), 0.6)
        self.at("slopes")
        self.play(*self.net.from_loss(), run_time=0.6)
        for l in sorted((l for l in self.net.edges if self.net.edges[l]), reverse=True):
            self.play(landing(self.net.returning(l), self.net.label_edges(l, self.t.dL_dW[l])), run_time=1.4)
        self.at("learn")
        self.runs([*self.net.passes(), *self.net.returns()], 3.0)
        self.at("find")
        self.light(*(line for l in self.net.edges for line in self.net.edges[l].values()))

    @beat("In this film you learn to check <any> any gradient, in any program, and to find <bug> the bug that hides in it.")
    def promised(self):
        gone = [self.net.untag()]
        self.note = self.compose("TITLED", net=self.net, title=lambda room: Title(self.title, room), gone=gone)["title"]
        self.play(self.note.comes())
        self.at("any")
        self.fill_in()
        self.at("bug")
        self.runs(self.net.returns(), 1.6)

    # ---- one weight, wiggled

    @beat(
        "Ask the network itself. Take <weight> one weight. Backprop makes a claim about it: its slope is <claim> {claim:2}.",
        "<move> Move the weight a little, and the loss must move by that much, times the move.",
        claim=facts.claim,
        title="Wiggle one weight",
    )
    def asked(self):
        row, old = facts.followed(self.t), self.note
        edge = self.net.edges[row.l][row.i, row.j]
        made = self.compose("PAIR", net=self.net, curve=self.probed, row=self.fitted(formulas.claim(self.t)), gone=[old])
        curve, claim = made["curve"], made["row"]
        self.curve, self.note = curve, claim
        self.play(FadeIn(curve.scales), *(FadeIn(claim[name]) for name in ("s", "eq")), FadeIn(claim.rest), run_time=0.6)
        self.at("weight")
        self.tag = self.net.tag(row.l, (row.i, row.j), facts.weight(self.t))
        self.play(*self.net.quiet(edge), FadeIn(self.tag), run_time=0.7)
        self.net.add(self.tag)
        self.at("claim")
        self.play(landing(self.net.returning(row.l, (row.i, row.j)), FadeIn(claim["v"])), run_time=min(0.9, self.until("move")))
        self.at("move")
        self.play(Create(curve.curve), FadeIn(curve.dot), run_time=1.0)
        home, reach = curve.home, 0.6 * facts.wiggle(self.t, 0, "h").value
        for w in (home + reach, home - reach, home):
            self.play(curve.glide(w), run_time=1.2)

    @beat(
        "So move it. <up> Up by h, and run the network forward. <down> Down by h, and run it again.",
        "Only forward: <only> it knows nothing of the chain rule.",
    )
    def wiggled(self):
        curve, self.heights = self.curve, {}
        for way, name in (("up", "w + h"), ("down", "w - h")):
            w, loss = (facts.wiggle(self.t, 0, f"{of}_{way}") for of in "wL")
            self.at(way)
            self.play(curve.glide(w.value), run_time=0.7)
            self.runs(self.net.passes(), 1.4)
            self.heights[way] = curve.height(w.value, show(loss, digits=formulas.SIX), self.heights.get("up"))
            marks = (curve.ghost(w.value), curve.foot(w.value, name, self.heights[way]), self.heights[way])
            self.show(*marks, run_time=0.4)
            curve.add(*marks)
        self.at("only")
        self.play(curve.glide(curve.home), *(lit(height[1]) for height in self.heights.values()), run_time=1.0)
        self.runs(self.net.passes(), 1.6)

    @beat(
        "Take the change <rise> of the loss, and divide it <over> by the change of the weight, two h.",
        line(
            case=facts.agreement,
            same="<result> {measured:2}. <agree> Backprop kept its promise, it seems.",
            near="<result> {measured:2}. <agree> That is near to what backprop says, for a wiggle as coarse as this.",
            apart="<result> {measured:2}. <agree> That is not yet what backprop says. But this wiggle was coarse.",
        ),
        measured=facts.measured,
    )
    def ratio(self):
        claim, made = self.note, self.in_row(lambda room: boards.ratio(self.t, room), gone=False)
        letters, sign, numbers = made
        along, rise = self.curve.secant(*(facts.wiggle(self.t, 0, f"w_{way}").value for way in ("down", "up")))
        self.at("rise")
        parts = [*(letters[part] for part in ("s", "about", "up", "down")), letters.rest]
        self.play(Create(rise), FadeOut(claim), *map(FadeIn, parts), run_time=0.6)
        self.fly(*((self.heights[way][1], numbers[way]) for way in ("up", "down")), run_time=0.7, arc=ARC)
        self.at("over")
        self.play(Create(along), *map(FadeIn, (letters["dw"], numbers["dw"], sign, numbers.rest)), run_time=0.6)
        self.light(letters["dw"], numbers["dw"], along, run_time=0.5)
        self.at("result")
        self.show(numbers["eq"], numbers["result"], scale=0.8, run_time=0.5)
        self.at("agree")
        self.light(numbers["result"])
        self.note = VGroup(made, along, rise)

    @beat(
        "How <close> close are they? Take the gap, <relative> relative to the larger of the two.",
        line(
            case=facts.first_gap,
            above="Up to <rule> {tolerance}, we say that they agree. "
            "Here they are further apart: a bug, <coarse> or a wiggle that is too coarse.",
            within="Up to <rule> {tolerance}, we say that they agree. "
            "What is further apart is a bug, <coarse> or a wiggle that is too coarse.",
        ),
        tolerance=facts.tolerance, title="What counts as agreement",
    )  # fmt: skip
    def relative(self):
        line, rule = self.in_row(lambda room: boards.relative(self.t, room))
        self.at("close")
        self.play(self.curve.glide(facts.wiggle(self.t, 0, "w_up").value), run_time=0.7)
        self.at("relative")
        self.show(line)
        self.light(line["error"])
        self.at("rule")
        self.show(rule)
        self.light(rule["tolerance"])
        self.play(lit(line["error"]), lit(rule["tolerance"]), run_time=1.0)
        self.at("coarse")
        self.play(self.curve.glide(self.curve.home), run_time=0.9)

    @beat(
        line(
            case=facts.one_way,
            worse="Why both ways? <one> Up alone, {alone:1} would be the error. <both> Both ways, it is {error:1}. "
            "The curve bends: <bend> up alone, the bend goes into the slope. Both ways, most of it cancels.",
            straight="Why both ways? <one> Up alone, the error is {alone:1}. <both> Both ways, it is {error:1}. That is rounding, no more: "
            "this curve does not bend. <bend> Where one bends, going both ways lets most of the bend cancel.",
            as_good="Why both ways? <one> Up alone, {alone:1} would be the error. <both> Both ways, it is {error:1}. "
            "<bend> Here, one way does as well. On most curves, going both ways lets most of the bend cancel.",
        ),
        alone=facts.one_way_error, error=facts.measured_error,
    )  # fmt: skip
    def sided(self):
        curve, up, down = self.curve, *(facts.wiggle(self.t, 0, f"w_{way}").value for way in ("up", "down"))
        alone, both = made = self.in_row(lambda room: boards.one_way(self.t, room))
        self.at("one")
        lines = [curve.chord(curve.home, up, theme().backward), curve.chord(down, up, theme().light)]
        self.play(Create(lines[0]), FadeIn(alone), run_time=0.7)
        self.play(curve.glide(up), run_time=min(2.0, self.until("both")))
        self.at("both")
        self.play(Create(lines[1]), curve.glide(down), FadeIn(both), run_time=0.9)
        self.at("bend")
        self.play(curve.glide(curve.home), lit(lines[0]), lit(alone["error"]), run_time=1.6)
        self.play(curve.glide(up), lit(lines[1]), lit(both["error"]), run_time=1.6)
        self.note = VGroup(made, *lines)

    # ---- how small a wiggle

    @beat(
        "That wiggle was a coarse one. Make h <ten> ten times smaller, again and again, <low> down to {smallest:1}.",
        "Will the error just keep falling?",
        smallest=facts.smallest,
        pause=4.0, title="How small a wiggle?",
    )  # fmt: skip
    def finer(self):
        made = self.compose(self.beside, plot=self.in_errors, board=self.in_decades, gone=[self.net, self.curve, self.curve.dot, self.note])
        self.errors, self.decades = made["plot"], made["board"]
        errors, first, last = self.errors, self.errors.tick(0), self.errors.tick(facts.finest(self.t))
        self.play(FadeIn(errors), FadeIn(first), FadeIn(self.decades.heads), run_time=0.6)
        errors.labels = errors.names()
        self.show(errors.alone.dot, errors.grown.dot, self.decades.rows[0], run_time=0.5)
        self.at("ten")
        self.play(LaggedStart(*map(lit, errors.stops), lag_ratio=0.3), run_time=2.4)
        self.at("low")
        self.show(last, run_time=0.5)
        self.play(LaggedStart(*map(lit, errors.stops), lag_ratio=0.3), run_time=2.4)
        errors.add(first, last, errors.alone, errors.grown)

    @beat(
        line(
            case=facts.fall,
            fast="At first it falls. <fall> With h ten times smaller, up alone has a tenth of the error, and both ways a hundredth: "
            "a short piece of any curve is nearly straight. <turn> But then it turns, and climbs.",
            slow="<fall> At first it falls: a short piece of any curve is nearly straight. <turn> But then it turns, and climbs.",
            exact="<fall> Here it has nothing to lose. Over this weight the loss is a line or a parabola, or very nearly, "
            "and on those a wiggle both ways is exact. <turn> A smaller h only makes it climb.",
        )
    )
    def falls(self):
        rows, best, finest = self.decades.rows, facts.best(self.t), facts.finest(self.t)
        if self.until("fall") > SOON:
            self.play(lit(self.errors.alone.dot), lit(self.errors.grown.dot), run_time=0.8)
        here, named = 0, [FadeIn(self.errors.labels)]  # with the first piece of the curves that they name
        for mark, stops, then in (("fall", range(1, best + 1), "turn"), ("turn", range(best + 1, finest + 1), "")):
            self.at(mark)
            seconds = max(1.2, 0.85 * self.until(then)) if then else 2.2
            if not stops:
                self.play(LaggedStart(*map(lit, self.errors.stops), lag_ratio=0.3), lit(rows[0]), *named, run_time=seconds)
                named = []
            for k in stops:
                shown = [FadeIn(rows[k])] if k in rows else []
                self.play(*self.errors.onward(k, here), *shown, *named, run_time=seconds / len(stops), rate_func=linear)
                here, named = k, []
        self.errors.add(self.errors.labels)

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
        made = self.compose(self.beside, plot=self.same_errors, board=lambda room: boards.Sixteen(self.t, room), gone=[self.decades])
        self.note = lines = made["board"]
        self.at("digits")
        self.show(lines.plus, lines.minus)
        for loss in (lines.plus, lines.minus):
            self.play(LaggedStart(*map(lit, loss["v"]), lag_ratio=0.1), run_time=1.6)
        self.at("same")
        self.play(*(glyph.animate.set_fill(theme().soft) for glyph in lines.shared), run_time=0.6)
        self.add(lines)  # whole again: its digits had moves of their own
        self.light(*lines.own)
        self.at("left")
        self.show(lines.gap)
        self.play(LaggedStart(*map(lit, lines.gap["v"]), lag_ratio=0.1), run_time=1.6)
        self.add(lines)
        self.at("blown")
        best, finest = facts.best(self.t), facts.finest(self.t)
        self.play(*self.errors.onward(best, best), lit(lines.gap["v"]), run_time=0.5)
        self.play(*self.errors.onward(finest, best), run_time=1.8, rate_func=linear)

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
        bend = errors.word(max(1, best // 2), "bend", [*errors.labels]) if facts.bends(self.t) else VGroup()
        self.play(FadeIn(bend) if len(bend) else lit(errors.axes.axes[1]), run_time=0.5)
        self.at("round")
        rounding = errors.word(facts.half_way_up(self.t), "rounding", [*errors.labels, bend])
        self.show(rounding, run_time=0.5)
        self.at("best")
        to_best = errors.grown.dot.animate.move_to(errors.point(best))
        marks = [
            errors.stem(best),
            errors.tag(best, [*errors.labels, bend, rounding]),
            *([errors.tick(best)] if errors.stands_apart(best, 0, facts.finest(self.t)) else []),
        ]
        self.play(to_best, run_time=0.9)
        self.show(*marks, run_time=0.5)
        errors.add(bend, rounding, *marks)

    # ---- every weight

    @beat(
        line(
            case=facts.checks_all,
            yes="Take such an h, for <names> every weight.",
            no="Take such an h, for <names> weights of every layer.",
        ),
        "What backprop says. <wiggled> What the wiggle says. <apart> How far they are apart.",
        line(
            case=facts.verdict,
            right="All of them stay below our line. This backprop <right> is right.",
            right_alone="There is just one, and it stays below our line. This backprop <right> is right.",
            forgiven="All of them agree: of slopes that are next to nothing, rounding is forgiven. This backprop <right> is right.",
            kinked="They agree <right> wherever the loss has a slope. But look: not everywhere has it one.",
        ),
        title="Check every weight",
    )
    def table_fills(self):
        self.net = CheckedNet(self.t, self.stage, "PAGE")
        gone = [self.note, self.errors]
        made = self.compose("PAGE", net=self.net, page=self.tabled, note=self.agreed, gone=gone)
        self.table, self.note = made["page"], made["note"]
        table, rows = self.table, range(self.table.count)
        self.play(FadeIn(self.net), run_time=0.4)
        self.at("names")
        claims = LaggedStart(*(self.claimed(k) for k in rows), lag_ratio=0.25)
        self.play(claims, FadeIn(table.heads[0]), FadeIn(table.rule), *self.net.from_loss(), run_time=1.6)
        self.at("wiggled")
        measures = LaggedStart(*(FadeIn(m) for m in table.measured), lag_ratio=0.2)
        self.play(FadeIn(table.heads[1]), measures, *self.net.into_loss(), run_time=1.0)
        self.at("apart")
        judged = LaggedStart(*(table.judge(k) for k in rows), lag_ratio=0.2)
        self.play(FadeIn(table.heads[2]), judged, FadeIn(self.note), run_time=max(1.2, 0.7 * self.until("right")))
        self.at("right")
        self.light(*(mark for k, mark in enumerate(table.verdicts) if k not in facts.kinked(self.t)), self.note["tolerance"])

    @beat(
        "At this weight <kink> the loss has a kink. A hair to the left, <left> its slope is {sides[0]:2}. "
        "A hair to the right, <right> it is {sides[1]:2}.",
        "There is no one slope to agree on. So <object> the check objects: wiggle elsewhere, where there is no kink.",
        sides=facts.side, when=facts.has_kinks, title="A kink",
    )  # fmt: skip
    def kinked(self):
        k, (left, right) = facts.kinked(self.t)[0], self.noted(lambda room: boards.sides(self.t, room))
        self.at("kink")
        self.light(self.table.names[k], self.table.verdicts[k], *self.net.edges_of(k))
        for mark, side in (("left", left), ("right", right)):
            self.at(mark)
            self.play(FadeIn(side), *self.net.into_loss(), run_time=0.7)
        self.at("object")
        self.light(self.table.claims[k], self.table.measured[k], self.table.verdicts[k])

    @beat(
        "Why not learn <this> this way, and forget about backprop? Each weight costs <cost> two more runs of the whole network.",
        "That is fine for one check, and <hopeless> hopeless for a million weights.",
    )
    def cost(self):
        self.at("this")
        self.play(*self.net.into_loss(), *map(lit, self.table.measured), run_time=1.0)
        self.at("cost")
        left = self.until("hopeless")
        every = [comet for group in self.net.passes() for comet in group]
        for k, measured in enumerate(self.table.measured):
            self.play(*map(lit, self.net.edges_of(k)), lit(measured), *every, run_time=0.8 * left / self.table.count)
        self.at("hopeless")
        self.light(*self.table.measured)

    # ---- three bugs

    @beat(
        line(
            case=bugs.swaps,
            yes="Now plant a bug. At the very end, {n.y} and {n.a} <bug> have changed places: a wrong sign. Which rows will turn red?",
            no="Now plant a bug. At the very end, the slope of the loss <bug> has lost its sign. Which rows will turn red?",
        ),
        pause=4.0, title="A bug: a wrong sign",
    )  # fmt: skip
    def sign(self):
        self.plant(bugs.SIGN)

    @beat(
        line(
            case=bugs.turned_by_sign,
            all="<red> All of them.",
            only="<red> The only one.",
            living="<red> All that are not zero.",
            large="<red> All that are more than rounding.",
        ),
        "Each slope is as large as it should be, but points <turned> the wrong way.",
        "Blame <starts> starts at the loss and flows back, so a mistake there <spoils> spoils everything.",
    )
    def spoiled(self):
        self.at("red")
        self.caught(bugs.SIGN)
        self.at("turned")
        self.light(*self.table.claims)
        self.at("starts")
        self.runs(self.net.returns(), 2.2)
        self.at("spoils")
        self.light(*self.table.verdicts)

    @beat(
        line(
            case=bugs.mistake_on_the_way,
            unturned="Next bug. On the way back through W, <bug> someone forgot to transpose it.",
            reshaped="Next bug. On the way back through W, <bug> someone poured its numbers into the other shape, and did not turn it.",
            unweighted="Next bug. On the way back through W, <bug> someone left the weights out, and hands every neuron the whole blame.",
        ),
        "Watch <red> which rows are spared. The <last> last layer is right: its slopes were ready before that line was reached.",
        line(
            case=bugs.spoiled_layers,
            one="The layer behind is <behind> wrong.",
            all="The layers behind are <behind> wrong.",
            some="Of the layers behind, <behind> some are wrong.",
            first="Only layer one is <behind> wrong.",
            front="Only from layer {front:words} back, <behind> they are wrong.",
        ),
        front=bugs.spoiled_front,
        when=bugs.has_way_back,
        title="A bug on the way back",
    )
    def carried(self):
        self.restore()
        self.plant(bugs.WAY_BACK)
        self.at("red")
        self.caught(bugs.WAY_BACK)
        self.at("last")
        last = frame(self.table.layer(self.t.D))
        self.play(Create(last), run_time=0.6)
        self.runs(self.net.returns(), 0.8 * self.until("behind"))
        self.at("behind")
        self.box = frame(VGroup(*(self.table.layer(l) for l in range(1, bugs.spoiled_front(self.t) + 1))), color=theme().wrong)
        self.play(FadeOut(last), Create(self.box), *self.net.returning(self.t.D), run_time=1.0)

    @beat(
        "This matrix is square, so unturned it fits: <hides> there the bug hides. Take a layer of <oblong> three into two.",
        "As it is, W <unturned> finds no place for its third column. Only <turned> transposed it fits, and makes three sums.",
        when=bugs.hides,
    )
    def square(self):
        self.at("hides")
        self.light(self.note[1])
        self.at("oblong")
        shape = self.noted(OblongBack)
        self.show(shape.factors, run_time=0.5)
        self.at("unturned")
        self.play(shape.juts_out(), run_time=0.6)
        self.at("turned")
        self.play(shape.turns(), run_time=1.2)
        shape.add(shape.turned_name)
        self.show(shape.made[0], run_time=0.3)
        for i in range(ROWS + 1):
            self.play(shape.lays(i), run_time=0.5)

    @beat(
        "Look how little it was. <little> This row has an error of {error:1}.",
        "A network would <learn> still learn with that, and its loss would tell nobody. The check tells.",
        error=bugs.slightest_error, when=bugs.is_slight,
    )  # fmt: skip
    def hardly(self):
        self.at("little")
        k, around_layer = bugs.slightest(self.t), self.box
        self.box = frame(self.table.apart[k])
        self.play(FadeOut(around_layer), Create(self.box), lit(self.table.apart[k]), run_time=0.8)
        self.at("learn")
        self.runs([*self.net.passes(), *self.net.returns()], 2.4)

    @beat(
        line(
            case=bugs.slope_left_out,
            switch="One more bug. In layer {layer:words}, <bug> the slope of the switch is left out.",
            squash="One more bug. In layer {layer:words}, <bug> the slope of the squash is left out.",
            bend="One more bug. In layer {layer:words}, <bug> the slope of the activation function is left out.",
        ),
        line(
            case=bugs.spoils,
            same="<red> The very same rows.",
            fewer="<red> Fewer rows this time.",
            others="<red> Other rows this time.",
        ),
        "So how can you tell what is missing?",
        layer=bugs.forgetful, when=bugs.has_slope, pause=4.0, title="A bug: a slope left out",
    )  # fmt: skip
    def slope(self):
        self.restore(self.box)
        self.box = None
        self.plant(bugs.SLOPE)
        self.at("red")
        self.caught(bugs.SLOPE)
        self.runs(self.net.returns(), 1.6)

    @beat(
        "Divide what is right by what was claimed. <ratio> {ratio:3}. That is the slope of <slope> {squash} in this very neuron.",
        "The missing factor <name> gives its own name.",
        ratio=bugs.missing_factor,
        squash=bugs.squash,
        when=bugs.has_slope,
    )
    def missing(self):
        k, (found, sign, name) = bugs.telling_row(self.t), self.noted(lambda room: boards.missing(self.t, room))
        self.fly((self.table.measured[k], found["q"]), (self.table.claims[k], found["p"]), run_time=0.8, arc=ARC)
        self.show(found.rest, run_time=0.3)
        self.at("ratio")
        self.show(found["eq"], found["ratio"], scale=0.8, run_time=0.5)
        self.at("slope")
        self.show(sign, name, run_time=0.4)
        self.light(found["ratio"], name["f"], *self.net.edges_of(k))
        self.at("name")
        self.light(name["f"], name["z"], found["ratio"])

    @beat(
        "Wiggle, <compare> compare, and read the pattern.",
        "Right near the loss, wrong from some layer on: <between> the bug sits in between.",
        "You <check> never have to trust a gradient again: you can check it. Next, <next> a mistake so large that it is slow to learn.",
        pause=4.0,
    )
    def harvest(self):
        gone = [self.box] if self.box is not None else []
        note = self.noted(self.agreed, *gone)
        self.at("compare")
        self.show(note, run_time=0.4)
        self.light(*self.table.claims, *self.table.measured)
        self.at("between")
        self.runs(self.net.returns(), 1.6)
        self.at("check")
        self.restore(run_time=1.4)
        self.at("next")
        self.runs([*self.net.passes(), *self.net.returns()], 2.4)

    # ---- gestures

    @property
    def beside(self) -> str:
        """The shot of a plot with numbers beside it, or under it where the frame is narrow."""
        return "LEDGER" if self.stage.is_narrow else "TWINS"

    def runs(self, groups, seconds):
        """Comets, layer by layer."""
        for group in groups:
            self.play(*group, run_time=min(1.4, seconds / len(groups)))

    def fill_in(self):
        """Every neuron gets its value, and the loss its own, before the next word."""
        each = min(0.7, 0.9 * self.until("bug") / (len(self.net.layers) + 1))
        for l in self.net.layers:
            self.play(self.net.arrive(l, self.t.a[l]), run_time=each)
        self.play(*self.net.into_loss(), *self.net.write_loss(self.t.L), run_time=each)

    def fitted(self, line) -> Callable[[Region], Formula]:
        """One line of maths, as large as its room lets it be."""
        return lambda room: fit(Formula(line), room)

    def probed(self, room: Region) -> ProbeCurve:
        """The loss over the weight that is wiggled."""
        row = facts.followed(self.t)
        return ProbeCurve(self.t, room, (row.l, row.i, row.j), facts.wiggle(self.t, 0, "h").value, RESTING[self.stage.shape])

    def in_errors(self, room: Region) -> ErrorCurve:
        return ErrorCurve(self.t, room, RESTING[self.stage.shape])

    def in_decades(self, room: Region) -> Decades:
        return Decades(self.t, room, RESTING[self.stage.shape])

    def same_errors(self, room: Region) -> ErrorCurve:
        """What stands already, in the same shot."""
        return self.errors

    def agreed(self, room: Region) -> Formula:
        """What counts as agreement."""
        return boards.agreed(self.t, room)

    def tabled(self, room: Region) -> CheckTable:
        return CheckTable(self.t, room, RESTING[self.stage.shape])

    def in_row(self, make: Callable[[Region], VGroup], gone: bool = True) -> VGroup:
        """What stands under network and curve gives its room to something else, not yet shown."""
        made = self.compose("PAIR", net=self.net, curve=lambda room: self.curve, row=make, gone=[self.note] if gone else [])["row"]
        self.note = made
        return made

    def noted(self, make: Callable[[Region], VGroup], *gone: Mobject) -> VGroup:
        """What stands under the network beside the table gives its room to something else, not yet shown."""
        self.note = self.compose("PAGE", net=self.net, page=lambda room: self.table, note=make, gone=[self.note, *gone])["note"]
        return self.note

    def claimed(self, k: int) -> Animation:
        """A row's name and what backprop claims of it, with its edge."""
        beginning: tuple[VMobject, ...] = (self.table.names[k], self.table.claims[k])
        return LaggedStart(*map(lit, self.net.edges_of(k)), *map(FadeIn, beginning), lag_ratio=0.05)

    def plant(self, bug: int) -> None:
        """Show what should be written, and what is (mark bug)."""
        right, wrong = self.noted(lambda room: boards.planted(self.t, bug, room))
        self.show(right, run_time=0.4)
        self.at("bug")
        self.show(wrong, shift=0.1 * DOWN, run_time=0.4)
        self.light(wrong[1])

    def restore(self, *gone: Mobject, run_time: float = 0.6) -> None:
        """The right pass fills the table again, and nothing is red; what is `gone` leaves."""
        self.play(self.table.replace(None), self.table.judge(), *self.net.recover(), *map(FadeOut, gone), run_time=run_time)

    def caught(self, bug: int) -> None:
        """The wrong pass fills the table; what it spoils turns red, on the edges too."""
        self.play(self.table.replace(bug), *self.net.from_loss(), run_time=0.6)
        self.play(self.table.judge(), *self.net.redden(bugs.wrong_rows(self.t, bug)), run_time=0.6)
