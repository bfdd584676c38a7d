"""Every weight takes its step: old, minus eta times slope, new; then the loss again, and the same ten thousand times."""

from __future__ import annotations

from manim import DOWN, LEFT, Create, FadeIn, GrowFromEdge

from scenes.beat import beat
from scenes.films.update import step_rule as rule
from scenes.films.update import step_words as words
from scenes.films.update.before_after import BeforeAfter
from scenes.films.update.edge_steps import EdgeSteps
from scenes.films.update.loss_curve import LossCurve
from scenes.films.update.step_gestures import WeightSteps
from scenes.films.update.step_matrices import StepMatrices
from scenes.films.update.valleys import Valleys
from scenes.kit.network.diagram import NetworkDiagram
from scenes.kit.place.stage import Region
from scenes.kit.plots.bars import LossBars
from scenes.kit.theme import theme
from scenes.kit.type.formula import LARGE, Label


class UpdateStep(WeightSteps):
    title = "Every weight takes its step"
    promise = "Carry out a step of gradient descent, and check that it helped."

    @classmethod
    def unfit(cls, t):
        return None if words.moving(t) else "No weight of the last layer that could be followed moves in this step."

    @beat("By the end of this film, you can take <net> any network one step <down> downhill by hand, and check that it helped.")
    def promised(self):
        self.heading = self.stage.title.hold(Label(self.title, size=LARGE, color=theme().ink))
        self.show(self.heading)
        self.at("net")
        self.net = NetworkDiagram(self.t.sizes, self.stage.graph, [layer.W for layer in self.t.trace.net.layers])
        self.edges = EdgeSteps(self.net, self.t)
        self.labelled = self.net.shows_weights(self.t.D)
        self.show(self.net, run_time=1.2)
        self.at("down")
        for l in reversed(self.edges.layers):
            self.play(self.net.pulse(l, back=True), run_time=min(0.7, 1.4 / len(self.edges.layers)))

    @beat(words.slopes)
    def slopes(self):
        self.clear_away(self.heading)
        l = self.t.D
        which = () if self.labelled else (0,)
        self.play(*(self.net.label(k, self.n.a[k] if k else self.n.x, *which) for k in self.net.layers), run_time=0.6)
        self.at("weight")
        self.play(self.net.label_edges(l, self.t.W[l]) if self.labelled else self.net.pulse(l, color=theme().light), run_time=0.9)
        self.at("back")
        self.play(self.net.pulse(l, back=True), run_time=0.7)
        self.at("slope")
        self.play(*(self.edges.clear(l) if self.labelled else ()), run_time=0.3)
        self.play(self.edges.write_slopes(l) if self.labelled else self.net.pulse(l, back=True), run_time=0.9)
        if words.batch(self.t):
            self.at("mean")
            self.play(self.net.pulse(l, back=True), run_time=0.8)

    @beat(words.close_up)
    def downhill(self):
        self.at("one")
        self.make_room(self.net)
        self.look(*words.chosen(self.t)[0])
        self.at("up")
        self.play(self.sketch.dot.animate.move_to(self.sketch.larger), run_time=0.7)
        self.at("against")
        self.play(self.sketch.dot.animate.move_to(self.sketch.home), run_time=0.4)
        self.at("down")
        self.roll()

    @beat(words.letters)
    def letters(self):
        rows = [rule.letters, *([rule.factors] if rule.plain(self.t) else []), rule.values]
        self.write_board(*rows)
        formula = self.board[0]
        self.at("w")
        self.write(formula, "w")
        self.at("g")
        self.write(formula, "g", rest=True)
        self.at("eta")
        self.write(formula, "eta")
        self.light(formula["eta" if "eta" in formula.parts else "g"], run_time=0.6)
        if rule.plain(self.t):
            self.at("choose")
            self.light(formula["eta"])
        self.at("new")
        self.write(formula, "eq", "new")
        self.at("value")
        self.eta = self.stage.title.hold(rule.eta(self.t), LEFT)
        self.show(self.eta)

    @beat(words.numbers)
    def numbers(self):
        self.plug_in(self.board[0]["g"], self.board[1], self.board[-1])
        self.at("new")
        self.write(self.board[-1], "new", scale=0.7)
        self.take(self.board[-1]["new"])

    @beat(words.asked, when=lambda t: len(words.chosen(t)) > 1, pause=3.0)
    def question(self):
        self.clear_away(self.board, self.sketch, self.sketch.new, self.arrow)
        self.at("look")
        self.look(*words.chosen(self.t)[1])
        self.at("sign")
        self.light(self.sketch.line, *self.slope_on_edge())

    @beat(words.answered, when=lambda t: len(words.chosen(t)) > 1)
    def answered(self):
        self.write_board(rule.factors if rule.plain(self.t) else rule.letters, rule.values)
        self.at("way")
        self.roll()
        self.at("minus")
        self.show(self.board[0])
        self.at("sum")
        self.write(self.board[1], "w", "step", "eq", rest=True)
        self.at("new")
        self.write(self.board[1], "new", scale=0.7)
        self.take(self.board[1]["new"])

    @beat(words.RATE)
    def rate(self):
        self.clear_away(self.board, self.sketch, self.sketch.new, self.arrow)
        self.at("nearby")
        self.play(self.net.pulse(self.t.D, self.spot, color=theme().light), run_time=0.8)
        self.at("valley")
        self.valleys = self.stage.board.hold(Valleys(self.stage.board))
        self.play(self.valleys.appear(), run_time=0.8)
        for k, mark in enumerate(("small", "large")):
            self.at(mark)
            self.show(self.valleys.names[k], run_time=0.4)
            self.play(self.valleys.walk(k), run_time=2.4)
        self.at("between")
        self.light(*self.valleys.names, self.eta)

    @beat(words.matrices)
    def matrices(self):
        self.clear_away(self.valleys)
        self.recentre(self.net)
        self.line = StepMatrices.weights(self.t, self.t.D, self.stage)
        self.at("old")
        self.show(self.line.left)
        self.at("step")
        self.show(self.line.middle)

    @beat("Entry by entry, <subtract> subtract, and out come the new weights. On its edge, each takes <edge> the place of the old.")
    def entries(self):
        new = self.line.new
        self.show(self.line.right, run_time=0.4)
        self.at("subtract")
        for cells in self.line.pace():
            self.step(cells, *(new.fill(*cell) for cell in cells))
        self.at("edge")
        rest = [e for e in self.net.edges[self.t.D] if e not in new.cells]
        if rest:
            self.step(rest)
        else:
            self.play(self.net.pulse(self.t.D, color=theme().light), run_time=0.8)

    @beat(words.biases)
    def biases(self):
        self.at("bias")
        self.light(*self.net.neurons[self.t.D].values())
        if self.t.trace.lesson.training.train_biases:
            self.clear_away(self.line)
            self.line = StepMatrices.biases(self.t, self.t.D, self.stage)
            self.at("b")
            self.show(self.line.left, self.line.middle, self.line.right, run_time=0.5)
            self.play(*self.line.fill(), run_time=0.6)

    @beat(words.layers, when=lambda t: t.D > 1)
    def layers(self):
        self.clear_away(self.line)
        others = self.edges.layers[:-1]
        self.line = StepMatrices.weights(self.t, self.t.D - 1, self.stage)
        self.at("others")
        self.show(self.line.left, self.line.middle, self.line.right, run_time=0.6)
        self.play(*self.edges.label_others(), *(self.net.pulse(l, back=True) for l in others), run_time=0.8)
        self.at("all")
        pulses = [self.net.pulse(l, color=theme().light) for l in others]
        self.play(*self.line.fill(), *(move for l in others for move in self.edges.step(l)), *pulses, run_time=0.9)

    @beat(words.check, when=words.after)
    def check(self):
        self.clear_away(self.line, self.eta)
        self.table = BeforeAfter(self.stage.board, self.t, words.after(self.t), self.net.drawn[self.t.D])
        self.make_room(self.net)
        self.at("x")
        self.play(self.net.fill(0, self.t.x), run_time=0.8)
        self.at("a")
        self.show(self.table.heads[0], self.table.names, *self.table.before.values())
        self.at("y")
        self.show(self.table.heads[2], *self.table.wanted.values())

    @beat(words.one_round, pause=3.0)
    def did_it_help(self):
        if not hasattr(self, "table"):
            self.clear_away(self.line, self.eta)
            self.make_room(self.net)
        self.bars = bars = LossBars(self.stage.side, self.n.L, self.t.batch_L, self.t.L_new)
        self.at("bar")
        self.show(bars.floor, bars.title, bars.names[0], bars.nums[0], run_time=0.4)
        self.play(GrowFromEdge(bars.bars[0], DOWN), run_time=0.6)
        self.at("guess")
        self.show(bars.names[1], run_time=0.4)
        self.play(Create(bars.level), run_time=0.6)
        self.at("much")
        self.light(bars.level, bars.names[1])

    @beat(words.rerun)
    def rerun(self):
        self.at("run")
        if not hasattr(self, "table"):
            for l in self.edges.layers:
                self.play(self.net.pulse(l), run_time=0.6)
            return
        for l in self.edges.layers:
            self.play(self.net.pulse(l), self.net.fill(l, words.after(self.t).a[l]), run_time=min(0.8, 1.8 / self.t.D))
        for i, two in enumerate(("", "-two")[: self.t.sizes[-1]]):
            self.at(f"was{two}")
            self.light(self.table.before[i], run_time=0.6)
            self.at(f"now{two}")
            self.arrive(i)

    @beat(words.helped)
    def helped(self):
        self.at("loss")
        self.light(self.bars.bars[0])
        self.at("after")
        self.play(GrowFromEdge(self.bars.bars[1], DOWN), FadeIn(self.bars.nums[1]), run_time=0.9)
        self.at("why")
        self.play(*(self.net.pulse(l, color=theme().light) for l in self.edges.layers), run_time=0.9)

    @beat(words.again, when=words.long, pause=3.0)
    def again(self):
        self.check_over()
        self.go_round()
        self.at("times")
        self.whirl()

    @beat(words.ended, when=words.long)
    def many(self):
        self.clear_away(self.net)
        graph = self.stage.graph
        self.curve = LossCurve(self.t, Region(0, graph.y, self.stage.board.width, graph.height))
        self.show(self.curve.frame, self.curve.first, self.curve.dot, run_time=0.5)
        if self.curve.log:
            self.at("rung")
            self.light(*self.curve.decades)
        self.at("grow")
        self.play(self.curve.grow(), run_time=3.0)
        self.at("last")
        self.show(self.curve.last, scale=0.7)

    @beat("And that is the whole of it: <f> forward, <b> backward, <s> step, <round> and again. That is how a network learns.")
    def harvest(self):
        if hasattr(self, "curve"):
            self.clear_away(self.curve, self.cycle.back)
            self.show(self.net, run_time=0.6)
        else:
            self.check_over()
        self.go_round()
