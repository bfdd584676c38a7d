"""Trust, but verify: one weight wiggled both ways measures its slope, every weight checks the gradient, three bugs are caught."""

from __future__ import annotations

from typing import Any

from manim import DOWN, RIGHT, UP, Create, FadeIn, FadeOut, LaggedStart, Line, VGroup, VMobject, linear

from engine.reading import Reading
from scenes.beat import beat
from scenes.films.check import check_formulas as formulas
from scenes.films.check import check_words as words
from scenes.films.check.check_gestures import QUIET, CheckChapter
from scenes.films.check.check_table import CheckTable
from scenes.films.check.probe_curve import ProbeCurve
from scenes.kit.maths.matrix import frame
from scenes.kit.place.light import lit
from scenes.kit.plots.log_axes import GrowingCurve, LogAxes
from scenes.kit.theme import theme
from scenes.kit.type.formula import LARGE, Formula, Label, small
from scenes.shown import show


class GradientCheck(CheckChapter):
    title = "Trust, but verify"
    promise = "Check a gradient from outside, and find the bug in it."

    @classmethod
    def told_on(cls, t: Reading) -> Reading:
        return words.told(t)

    @classmethod
    def unfit(cls, t: Reading) -> str | None:
        if "check" in t.trace.studies:
            return None
        return "its three bugs need a hidden layer, and a first step at which every layer's gradient shows"

    @beat("By the end of this film, you can check <net> any gradient, in any program, and find the bug that hides in it.")
    def promised(self):
        self.show(self.place("title", Label(self.title, size=LARGE, color=theme().ink)))
        self.at("net")
        self.net = self.network(self.stage.graph)
        self.show(self.net, run_time=1.2)

    @beat(
        "A wrong gradient does not crash. <silent> It gives no warning. The network still trains, only worse. "
        "So how can you know that <right> yours is right?",
        pause=3.0,
    )
    def silent(self):
        self.clear("title")
        self.at("silent")
        self.play(*(self.net.pulse(l, back=True) for l in reversed(self.net.edges)), run_time=1.2)
        self.at("right")
        asked = self.place("board", Formula("{s} = {q}", size=LARGE, s=self.n.dL_dW, q='"?"'))
        self.show(asked)

    @beat(words.asked)
    def asked(self):
        self.clear("board")
        l, edge = self.row.l, self.net.edges[self.row.l][self.spot]
        self.at("weight")
        others = [e for edges in self.net.edges.values() for e in edges.values() if e is not edge]
        self.tag = self.net.on_edge(l, *self.spot, words.weight(self.t), size=small(), at=0.5)
        self.play(*(e.animate.set_stroke(opacity=QUIET) for e in others), FadeIn(self.tag), run_time=0.7)
        self.net.add(self.tag)
        self.at("claim")
        self.claim = Formula('"backprop:" quad {s} = {v}', s=words.claim(self.t).named, v=words.claim(self.t))
        self.show(self.place("board", self.claim, UP))
        self.at("move")
        self.make_room(self.net)
        self.curve = curve = ProbeCurve(self.t, self.stage.side, (self.row.l, *self.spot), self.check.wiggles[0].h)
        self._standing["side"] = [curve.axes, curve.names, curve.curve, curve.dot]
        self.play(FadeIn(curve.axes), FadeIn(curve.names), Create(curve.curve), FadeIn(curve.dot), run_time=1.0)

    @beat(
        "So move it. <up> Up by h, and run the network forward. <down> Down by h, and run it again. "
        "Only forward: <only> none of this knows anything of the chain rule."
    )
    def wiggled(self):
        curve = self.curve
        self.ends = up, down = [words.wiggle(self.t, 0, f"w_{way}", "w").value for way in ("up", "down")]
        self.heights = {}
        for way, w, name in (("up", up, "w + h"), ("down", down, "w - h")):
            self.at(way)
            self.play(curve.glide(w), *(self.net.pulse(l) for l in self.net.edges), run_time=1.4)
            self.heights[way] = curve.height(w, show(words.wiggle(self.t, 0, f"L_{way}", "L"), digits=formulas.SIX))
            marks = VGroup(curve.ghost(w), curve.foot(w, name), self.heights[way])
            self.show(marks, run_time=0.4)
            self._standing["side"].append(marks)
        self.at("only")
        self.play(curve.glide(curve.home), *(lit(m[1]) for m in self.heights.values()), run_time=1.0)

    @beat(words.ratio)
    def ratio(self):
        letters, sign, numbers = lines = formulas.ratio(self.t, wide=self.stage.board.width >= 9)
        self.stack = VGroup(lines, self.claim.copy()).arrange(DOWN, buff=0.3)
        self.stage.board.hold(self.stack)
        along, rise = self.curve.secant(self.ends[1], self.ends[0])
        self._standing["side"] += [along, rise]
        self.play(self.claim.animate.scale_to_fit_height(self.stack[1].height).move_to(self.stack[1]), run_time=0.4)
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
        self._standing["board"] += [letters, sign, numbers]

    @beat(words.RELATIVE)
    def relative(self):
        self.at("relative")
        self.clear("board")
        line = self.place("board", formulas.relative(self.t))
        self.show(line)
        self.at("rule")
        self.light(line["error"])

    @beat(
        "That wiggle was a coarse one. Make h <ten> ten times smaller, again and again, a million million times in all. "
        "Will the error just keep falling?",
        pause=3.0,
    )
    def finer(self):
        self.net.remove(self.tag)
        self.clear("side", "board", run_time=0.4)
        self.clear_away(self.net, self.tag)
        h, error = (self.t.numbers(f"studies.check.{name}", "error").array for name in ("h", "error"))
        seen = error[error > 0]
        self.axes = LogAxes(self.stage.graph, h, seen, '"smaller" h arrow.r', '"relative error"')
        self.grown = GrowingCurve(self.axes, h, error, theme().light)
        first = words.wiggle(self.t, 0, "error", "error")
        self.tags = VGroup(self.axes.tag(self.check.wiggles[0].h, show(first, digits=2), RIGHT), self.axes.tick(self.h(0)))
        self.place("graph", VGroup())
        self.show(self.axes, self.tags, self.grown.dot)
        self.at("ten")
        self.play(LaggedStart(*map(lit, self.axes.upright), lag_ratio=0.3), run_time=2.4)

    def h(self, k: int) -> Any:
        return words.wiggle(self.t, k, "h", "h")

    @beat(words.falls)
    def falls(self):
        lowest, last = self.grown.nearest(self.axes.point(self.check.wiggles[self.check.best].h, 1)[0]), len(self.grown.points_on) - 1
        self.at("fall")
        self.play(self.grown.grow(0, lowest), run_time=3.5, rate_func=linear)
        self.at("turn")
        self.play(self.grown.grow(lowest, last), run_time=2.2, rate_func=linear)
        end = len(self.check.wiggles) - 1
        tip = self.axes.tag(self.check.wiggles[end].h, show(words.wiggle(self.t, end, "error", "error"), digits=2), UP)
        more = VGroup(self.axes.tick(self.h(end)), tip.align_to(self.axes.axes[0], RIGHT))
        self.show(more, run_time=0.4)
        self.tags.add(*more)

    @beat(
        "Why? Look at <digits> the two losses, when h is that small. A computer keeps some sixteen digits, "
        "and <same> nearly all of them agree. "
        "Subtract, <left> and what is left is mostly rounding. Divide by a tiny h, and <blown> the rounding is blown up."
    )
    def rounding(self):
        lines = self.place("board", formulas.Sixteen(self.t))
        self.at("digits")
        self.show(lines.plus, lines.minus)
        self.at("same")
        self.play(*(glyph.animate.set_fill(theme().soft) for glyph in lines.shared()), run_time=0.6)
        self.light(*lines.plus["v"][lines.same :], *lines.minus["v"][lines.same :])
        self.at("left")
        self.show(lines.gap)
        self.at("blown")
        self.light(lines.gap["v"], self.tags[-1][1])

    @beat(
        "So there are two walls. On one side <bend> the bend of the curve, on the other <round> the rounding. "
        "The best h <best> stands in the valley between."
    )
    def valley(self):
        self.at("bend")
        best, count = self.check.best, len(self.check.wiggles)
        spots = (max(2, best // 2), (best + count) // 2)
        names = [self.wall(k, word, way) for k, word, way in zip(spots, ("bend", "rounding"), (RIGHT + UP, RIGHT + DOWN), strict=True)]
        self.show(names[0], run_time=0.5)
        self.at("round")
        self.show(names[1], run_time=0.5)
        self.at("best")
        tick = self.axes.tick(self.h(best))
        low = self.axes.tag(self.h(best).value, show(words.wiggle(self.t, best, "error", "error"), digits=2), RIGHT + DOWN)
        foot = self.axes.point(self.h(best).value, self.check.wiggles[best].error)
        rise = Line([foot[0], self.axes.axes[0].get_y(), 0], foot, color=theme().soft, stroke_width=2)
        self.play(self.grown.dot.animate.move_to(foot), Create(rise), FadeIn(tick), FadeIn(low), run_time=0.8)
        self.tags.add(tick, low, rise, *names)

    def wall(self, k: int, word: str, way: Any) -> VMobject:
        wiggle = self.check.wiggles[k]
        return Label(word, size=small(), color=theme().ink).next_to(self.axes.point(wiggle.h, wiggle.error), way, buff=0.25)

    @beat(words.table)
    def table_fills(self):
        self.clear("board", run_time=0.3)
        self.clear_away(self.axes, self.grown, self.tags)
        self.small, self.table = self.network(self.stage.side), CheckTable(self.t, self.stage.aside)
        table = self.table
        self.show(self.small, run_time=0.5)
        self.at("names")
        self.play(LaggedStart(*(self.together(k, table.names[k], table.claims[k]) for k in range(table.count)), lag_ratio=0.25),
                  FadeIn(table.heads[0]), FadeIn(table.rule), FadeIn(table.layers), run_time=1.6)  # fmt: skip
        self.at("wiggled")
        self.play(FadeIn(table.heads[1]), LaggedStart(*(FadeIn(m) for m in table.measured), lag_ratio=0.2), run_time=1.0)
        self.at("apart")
        self.play(FadeIn(table.heads[2]), LaggedStart(*(table.judge(k) for k in range(table.count)), lag_ratio=0.2), run_time=1.2)
        self.at("right")
        self.light(*table.verdicts)

    @beat(
        "Why not learn <this> this way, and forget about backprop? Because each weight costs <cost> two more runs of the whole network. "
        "That is fine for one check, and hopeless for a million weights."
    )
    def cost(self):
        self.at("this")
        self.light(*self.table.measured, self.table.heads[1])
        self.at("cost")
        for k in range(self.table.count):
            edge = [lit(e)] if (e := self.edge_of(k)) is not None else []
            self.play(*edge, lit(self.table.measured[k]), *(self.small.pulse(l) for l in self.small.edges), run_time=0.55)

    @beat("Now plant a bug. At the very end, {n.y} and {n.a} <bug> have changed places: a wrong sign. Which rows will turn red?", pause=3.0)
    def sign(self):
        self.plant(0)

    @beat(words.spoiled)
    def spoiled(self):
        self.at("red")
        self.caught(0)
        self.at("turned")
        self.light(*self.table.claims)
        self.at("starts")
        self.light(self.planted[1])
        for l in reversed(self.small.edges):
            self.play(self.small.pulse(l, back=True, color=theme().light), run_time=2.2 / self.t.D)
        self.at("spoils")
        self.light(*self.table.verdicts)

    @beat(words.carried)
    def carried(self):
        self.plant(1)
        self.at("red")
        self.caught(1)
        self.at("last")
        box = frame(self.table.layer(self.t.D))
        self.play(Create(box), run_time=0.7)
        self.at("behind")
        behind = frame(VGroup(*(self.table.layer(l) for l in range(1, self.t.D))), color=theme().wrong)
        self.play(FadeOut(box), Create(behind), run_time=0.6)
        self.box = behind

    @beat(words.hardly, when=words.small)
    def hardly(self):
        self.at("little")
        k = words.slightest(self.t)
        box = frame(self.table.apart[k])
        self.play(FadeOut(self.box), Create(box), lit(self.table.apart[k]), run_time=0.8)
        self.box = box
        self.at("learn")
        self.light(self.table.claims[k], self.table.measured[k])

    @beat(words.slope, pause=3.0)
    def slope(self):
        self.clear_away(self.box, run_time=0.3)
        self.plant(2)
        self.at("red")
        self.caught(2)

    @beat(words.missing)
    def missing(self):
        self.clear("board", run_time=0.3)
        k, (found, sign, name) = words.telling_row(self.t), self.place("board", formulas.missing(self.t))
        self.fly((self.table.measured[k], found["q"]), (self.table.claims[k], found["p"]), run_time=0.8)
        self.show(found.rest, run_time=0.3)
        self.at("ratio")
        self.show(found["eq"], found["ratio"], scale=0.8, run_time=0.5)
        self.at("slope")
        self.show(sign, name, run_time=0.4)
        self.light(found["ratio"], name["f"], *([e] if (e := self.edge_of(k)) is not None else []))
        self.at("name")
        self.light(name["f"], name["z"], found["ratio"])

    @beat(words.HARVEST)
    def harvest(self):
        self.at("compare")
        self.light(*self.table.claims, *self.table.measured)
        self.at("between")
        self.light(*self.small.neurons[words.forgetful(self.t)].values(), run_time=1.2)
        self.clear("board", run_time=0.3)
        self.at("check")
        self.play(self.table.replace(None), run_time=0.5)
        edges = [e for mine in self.small.edges.values() for e in mine.values()]
        self.play(self.table.judge(), *(a.set_stroke(opacity=1) for a in self.quiet(edges)), run_time=0.7)
