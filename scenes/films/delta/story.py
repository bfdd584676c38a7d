"""The blame flows back: from the outputs to a hidden neuron over its edges, then to every layer through the flipped W."""

from __future__ import annotations

from manim import Create, FadeIn, FadeOut, VGroup

from engine.reading import Reading
from scenes.beat import beat
from scenes.films.delta import blame_words as words
from scenes.films.delta import carry
from scenes.films.delta import hidden_blame as hidden
from scenes.films.delta.output_blame import OutputBlame
from scenes.kit.maths import equations as eq
from scenes.kit.maths.flip import diagonal, flip
from scenes.kit.maths.matrix import frame
from scenes.kit.place.light import lit
from scenes.kit.theme import theme


class Delta(OutputBlame):
    title = "The blame flows back"
    promise = "State and use the two equations of delta."

    @classmethod
    def unfit(cls, t: Reading) -> str | None:
        return "The network has a single layer, so there is none to carry blame back to." if t.D < 2 else None

    @beat(words.HIDDEN, pause=3.0)
    def hidden(self):
        self.clear_away(self.old)
        self.at("hidden")
        self.ring = self.net.ring(self.H, 0)
        self.play(Create(self.ring), *([] if self.net.tight else [self.net.label(self.H, self.n.a[self.H], 0)]), run_time=0.8)
        self.at("target")
        self.light(self.ring)
        self.at("blame")
        self.light(*self.net.blames[self.D].values())

    @beat(words.HEARD)
    def heard(self):
        edges = self.net.leaving(self.D, 0)
        self.lit = self.net.glow(self.D, edges)
        self.onway = {e[0]: self.net.on_way(self.D, e, self.t.W[self.D][e[0]][0]) for e in edges}
        self.at("out")
        self.play(FadeIn(self.lit), self.net.pulse(self.D, *edges), run_time=1.0)
        self.at("weights")
        self.show(*self.onway.values())
        self.at("back")
        self.play(self.net.pulse(self.D, *edges, back=True), run_time=1.2)

    @beat(words.returned)
    def returned(self):
        self.old = self.work.hold(hidden.carried_stack(self.t, self.H, 0))
        letters, factors, terms = self.old
        which = eq.terms(self.t.sizes[self.D])
        self.show(letters, factors["eq"], factors.rest, run_time=0.5)
        weights = [(self.onway[i][1], factors[f"w{i}"]) for i in which]
        self.fly(*weights, *((self.net.blames[self.D][i], factors[f"d{i}"]) for i in which))
        for k, i in enumerate(which):
            if k < 2:
                self.at(f"t{k}")
            parts = [terms["eq"]] * (k == 0) + ([terms[f"p{i}"]] if len(which) > 1 else [])
            self.term_returns(i, *parts)
        self.at("sum")
        self.show(terms["result"], terms.rest, scale=0.9)

    def term_returns(self, i, *parts):
        """The weight on the edge to output i gives way to what returns on it: weight times delta."""
        term, gone = self.t.terms[self.D][i][0], self.onway[i]
        self.onway[i] = self.net.on_way(self.D, (i, 0), term, theme().backward)
        self.play(
            FadeOut(gone), FadeIn(self.onway[i]), *(FadeIn(p) for p in parts), self.net.pulse(self.D, (i, 0), back=True), run_time=0.6
        )

    @beat(words.slope)
    def slope(self):
        result = self.old[2]["result"]
        gone = [self.old[0], self.old[1], *(p for name, p in self.old[2].parts.items() if name != "result"), self.old[2].rest]
        self.old = self.work.hold(hidden.hidden_stack(self.t, self.H, 0))
        letters, slope, numbers = self.old
        self.clear_away(*gone, *self.onway.values())
        self.remove(result)
        self.fly((result, numbers["sum"]))
        self.show(letters["delta"], letters["eq"], letters["sum"], run_time=0.4)
        self.at("slope")
        self.show(letters["slope"], letters["z"], letters.rest, run_time=0.6)
        self.at("kept")
        self.show(slope)
        self.at("delta")
        self.show(*(p for name, p in numbers.parts.items() if name != "sum"), numbers.rest, run_time=0.5)
        self.land(self.H, {0: numbers["result"]})

    @beat(words.ASKED, pause=3.0)
    def asked(self):
        self.clear_away(self.old, self.lit, self.ring)
        self.line = carry.sum_line(self.t, self.H, self.work)
        self.up = carry.Upright(self.t, self.D, self.line, self.work)
        self.at("matrix")
        self.show(self.up.view, self.up.name)
        for mark, cells in (("row", self.up.view.row(0)), ("column", self.up.view.column(0))):
            self.at(mark)
            self.play(FadeIn(box := frame(cells)), run_time=0.3)
            self.clear_away(box, run_time=0.3)

    def told_of(self, cells, edges, run_time=0.7):
        """Frame some cells and light the edges whose weights they are; returns both, to be cleared away."""
        marks = [frame(cells), self.net.glow(self.D, edges, theme().light)]
        self.play(*(FadeIn(m) for m in marks), run_time=run_time)
        return marks

    @beat(words.FLIPPED)
    def flipped(self):
        up = self.up
        self.at("column")
        marks = self.told_of(up.view.column(0), self.net.leaving(self.D, 0))
        self.at("row")
        self.clear_away(*marks, run_time=0.3)
        marks = self.told_of(up.view.row(0), self.net.arriving(self.D, 0))
        self.at("flip")
        line = diagonal(up.view)
        self.clear_away(*marks, up.name, run_time=0.3)
        self.play(Create(line), run_time=0.4)
        self.play(flip(up.view, up.flipped), run_time=1.5)
        self.remove(*up.view.get_family(), up.flipped.dots)
        self.add(up.flipped)
        self.play(FadeOut(line), FadeIn(up.flipped_name), run_time=0.5)

    @beat(words.ROWS)
    def rows(self):
        self.at("rows")
        for j in self.up.flipped.drawn_rows[:2]:
            self.clear_away(*self.told_of(self.up.flipped.row(j), self.net.leaving(self.D, j), run_time=0.9), run_time=0.3)

    @beat("Times the deltas of the outputs, <delta> and out come <sum> all the sums at once, one for every neuron.")
    def product(self):
        line, up = self.line, self.up
        self.play(up.flipped.animate.move_to(line.views[0]), FadeOut(up.flipped_name), FadeIn(line.names[0]), run_time=0.7)
        self.remove(*up.flipped.get_family())
        self.add(line.part(0))
        self.at("delta")
        self.show(line.part(1))
        self.at("sum")
        self.show(line.part(2), run_time=0.3)
        for j in line.views[0].drawn_rows:
            marks = [frame(line.views[0].row(j)), self.net.glow(self.D, self.net.leaving(self.D, j))]
            self.play(*(FadeIn(m) for m in marks), *line.results(j), run_time=0.45)
            self.clear_away(*marks, run_time=0.15)

    @beat(words.SCALED)
    def scaled(self):
        new, line = carry.slope_line(self.t, self.H, self.work), self.line
        self.clear_away(line.part(0), line.part(1), line.signs[1])
        self.remove(line.views[2], line.names[2])
        self.fly((VGroup(line.views[2], line.names[2]), new.part(0)))
        self.at("slope")
        self.show(new.part(1))
        self.at("out")
        self.show(new.part(2), run_time=0.3)
        self.play(*new.results(), run_time=0.6)
        self.land(self.H, {i: new.views[2].cells[i, 0] for i in self.net.drawn[self.H] if i})
        self.old = new

    @beat(words.LAW)
    def law(self):
        law = self.laws.second
        self.show(self.laws.heads[1], law)
        self.at("next")
        self.light(law["next"], *self.net.blames[self.D].values())
        self.at("weights")
        self.play(self.net.pulse(self.D, back=True), lit(law["W"]), run_time=0.9)
        self.at("slope")
        self.light(law["slope"], *self.net.neurons[self.H].values())

    @beat(words.deeper, each=words.further)
    def deeper(self, l):
        self.clear_away(self.old)
        self.old = carry.slope_line(self.t, l, self.work)
        self.at("carry")
        pulse = [self.net.pulse(l + 1, back=True)] if self.net.edges.get(l + 1) else []
        self.play(FadeIn(self.old.part(0)), FadeIn(self.old.part(1)), FadeIn(self.old.part(2)), *pulse, run_time=0.9)
        self.play(*self.old.results(), run_time=0.5)
        self.land(l, {i: self.old.views[2].cells[i, 0] for i in self.net.drawn[l]})

    @beat(words.HARVEST)
    def harvest(self):
        self.clear_away(self.old)
        self.at("one")
        self.play(self.net.pulse_loss(back=True), lit(self.laws.first), run_time=0.9)
        self.at("two")
        told = [lit(self.laws.second)]
        for l in sorted((l for l in self.net.edges if l > 1 and self.net.edges[l]), reverse=True):
            self.play(self.net.pulse(l, back=True), *told, run_time=0.6)
            told = []
        self.at("price")
        self.light(*self.laws)
