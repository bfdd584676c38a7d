"""What a chapter does with one weight's step: look at it close up, roll downhill, let the result fly to its edge."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from manim import UP, Animation, Create, FadeIn, FadeOut, GrowArrow, Mobject, VMobject

from scenes.chapter import Chapter
from scenes.films.update import step_words as words
from scenes.films.update.before_after import BeforeAfter
from scenes.films.update.cycle import Cycle
from scenes.films.update.edge_steps import EdgeSteps
from scenes.films.update.slope import SlopeSketch
from scenes.kit.network.diagram import NetworkDiagram
from scenes.kit.place.light import lit
from scenes.kit.plots.bars import LossBars
from scenes.kit.theme import theme
from scenes.kit.type.formula import Formula, align_equals


class WeightSteps(Chapter):
    """A chapter that has `net`, `edges` (its EdgeSteps) and `labelled`: whether layer D's edges carry numbers.

    spot       the weight (i, j) of layer D that is looked at
    sketch     its close-up, `arrow` the way it goes
    """

    net: NetworkDiagram
    edges: EdgeSteps
    labelled: bool
    spot: tuple[int, int]
    cycle: Cycle
    bars: LossBars
    table: BeforeAfter

    def look(self, i: int, j: int) -> None:
        """Light one weight's edge, and show the line that the loss is over it."""
        l, self.spot = self.t.D, (i, j)
        rising = words.slope(self.t, i, j) >= 0
        self.sketch = SlopeSketch(self.stage.beside, self.n.W[l][i][j], self.n.L, rising, *words.shape(self.t, i, j))
        self.sketch.write(self.t.W[l][i][j], self.t.W_new[l][i][j])
        first = self.edges.chip(l, i, j) if self.labelled else [self.edges.write_weight(l, i, j)]
        self.play(self.net.pulse(l, (i, j), color=theme().light), *first, FadeIn(self.sketch), run_time=0.8)

    def roll(self) -> None:
        """Let the dot of the close-up go downhill, and draw which way the weight goes."""
        self.arrow = self.sketch.step()
        self.play(self.sketch.dot.animate.move_to(self.sketch.downhill), GrowArrow(self.arrow), run_time=0.8)

    def slope_on_edge(self) -> list[Mobject]:
        """The slope's number on the edge that is looked at, where edges carry numbers."""
        return [self.edges.slopes[self.t.D][self.spot][1]] if self.labelled else []

    def write_board(self, *rows: Callable[..., Formula]) -> None:
        """Lay out formulas of the weight that is looked at, under each other on the board; not yet shown."""
        formulas = (row(self.t, self.t.D, *self.spot) for row in rows)
        self.board = self.stage.board.hold(align_equals(*formulas, buff=0.22), UP)

    def write(self, formula: Formula, *names: str, rest: bool = False, **kwargs: Any) -> None:
        """Let parts of a formula appear, those of the names it has."""
        parts = [formula[name] for name in names if name in formula.parts] + ([formula.rest] if rest else [])
        if parts:
            self.show(*parts, run_time=0.4, **kwargs)

    def plug_in(self, gradient: VMobject, row: Formula, values: Formula) -> None:
        """Numbers come from the edge into the row (marks w, eta, g), and the sum is written (mark sum) up to its result."""
        self.at("w")
        self.fly((self.net.weights[self.t.D][self.spot][1], row["w"]), run_time=0.6)
        if row is values:
            self.at("g")
            self.write(row, "step", rest=True)
            self.at("sum")
            self.write(row, "eq")
            return
        self.at("eta")
        self.write(row, "eta", rest=True)
        self.at("g")
        self.fly((*(self.slope_on_edge() or [gradient]), row["g"]), run_time=0.6)
        self.write(row, "eq", "new")
        self.at("sum")
        self.write(values, "w", "step", "eq", rest=True)

    def step(self, cells: list[tuple[int, int]], *beside: Animation) -> None:
        """Let weights of layer D take their step on their edges."""
        l, drawn = self.t.D, [e for e in cells if e in self.net.edges[self.t.D]]
        if drawn:
            beside = (*beside, *self.edges.step(l, *drawn), self.net.pulse(l, *drawn, color=theme().light))
        if beside:
            self.play(*beside, run_time=0.6)

    def go_round(self) -> None:
        """Forward, backward, step, again (marks f, b, s, round): the word and the network together."""
        if not hasattr(self, "cycle"):
            self.cycle = self.stage.board.hold(Cycle())
            self.show(self.cycle.line, run_time=0.2)
        for k, hue in {"f": theme().forward, "b": theme().backward, "s": theme().positive}.items():
            self.at(k)
            glow = lit(self.cycle.line[k])
            self.play(glow, *(self.net.pulse(l, back=k == "b", color=hue) for l in self.edges.layers), run_time=0.45)
        self.at("round")
        self.play(Create(self.cycle.back), run_time=0.6)

    def whirl(self) -> None:
        """The network goes round once more, quickly."""
        for hue in (theme().forward, theme().backward, theme().positive):
            back = hue == theme().backward
            self.play(*(self.net.pulse(l, back=back, color=hue) for l in self.edges.layers), run_time=0.4)

    def arrive(self, i: int) -> None:
        """Output i with the new weights goes to the table; with it the drawn ones that no word is said of."""
        after, drawn = self.table.after, self.net.drawn[self.t.D]
        flying = [k for k in drawn if k == i or (i > 0 and k > i)]
        head = [FadeIn(self.table.heads[1])] if i == 0 else []
        self.play(*head, *(lit(self.net.values[self.t.D][k]) for k in flying), run_time=0.4)
        self.fly(*((self.net.values[self.t.D][k], after[k]) for k in flying), run_time=0.6)

    def check_over(self) -> None:
        """Let the check's numbers leave, and stand the network in the middle again."""
        neurons = (num for layer in self.net.values.values() for num in layer.values())
        on_edges = (gone for l in self.edges.layers for gone in self.edges.clear(l))
        self.play(*(FadeOut(m) for m in [self.bars, *([self.table] if hasattr(self, "table") else []), *neurons]), *on_edges, run_time=0.4)
        self.net.remove(*(num for layer in self.net.values.values() for num in layer.values()))
        self.net.values.clear()
        self.recentre(self.net)

    def take(self, result: Formula) -> None:
        """The new weight flies to its edge, where the old one has made room."""
        l, (i, j) = self.t.D, self.spot
        label = self.edges.label(l, i, j, new=True)
        self.play(*self.edges.clear(l, self.spot), run_time=0.25)
        self.fly((result, label[1]), (result, self.sketch.new), run_time=0.7)
        self.remove(label[1])
        self.edges.own(l, i, j, label)
        self.play(*self.edges.reweigh(l, self.spot), run_time=0.3)
