"""The first act of the blame's way: delta named by a nudge to an output, computed there, and its equation for the layer."""

from __future__ import annotations

import numpy as np
from manim import FadeIn, Mobject

from scenes.beat import beat
from scenes.chapter import Chapter
from scenes.films.delta import blame_words as words
from scenes.films.delta import carry
from scenes.films.delta.wayback import BlameNet
from scenes.kit.maths import blame
from scenes.kit.maths.laws import Laws
from scenes.kit.theme import theme
from scenes.kit.type.formula import LARGE, Label


class OutputBlame(Chapter):
    """Up to the first equation. What it leaves: net with its outputs' deltas, laws with the first shown on the wall, `old` to clear away.

    work, wall   regions: where formulas are worked out, where the laws stay
    D, H         the output layer and the last hidden one
    """

    @beat("In this film you learn to give every neuron of a network <net> its share of the blame. All it <takes> takes is two equations.")
    def promised(self):
        self.old = self.stage.title.hold(Label(self.title, size=LARGE, color=theme().ink))
        self.D, self.H = self.t.D, self.t.D - 1
        broad = bool(np.any(self.stage.aside.center != self.stage.graph.center))
        self.work, self.wall = (self.stage.board, self.stage.beside) if broad else (self.stage.side, self.stage.board)
        self.laws, self.net = Laws(self.t, self.wall), BlameNet(self.t, self.stage.graph)
        self.show(self.old)
        self.at("net")
        self.show(self.net, run_time=1.2)
        self.at("takes")
        self.play(self.net.pulse_loss(back=True), run_time=0.5)
        inner = sorted((l for l in self.net.edges if l > 1 and self.net.edges[l]), reverse=True)
        for l in inner:
            self.play(self.net.pulse(l, back=True), run_time=min(0.6, 1.0 / len(inner)))

    @beat("The forward pass is done. <values> Every neuron holds its value. <loss> And the loss says how wrong it all came out.")
    def forward(self):
        self.clear_away(self.old)
        self.at("values")
        self.play(*(self.net.fill(l, self.t.a[l], lag_ratio=0.1) for l in self.net.layers), run_time=1.2)
        self.at("loss")
        self.play(self.net.pulse_loss(), *self.net.write_loss(self.t.L), run_time=0.9)

    @beat(words.pushed, when=blame.is_nudged, pause=3.0)
    def pushed(self):
        self.old = self.work.hold(blame.push_letters(self.t, 0))
        self.at("says")
        self.show(self.old[0])
        self.at("push")
        z, symbol = self.t.z[self.D][0], self.n.z[self.D]
        self.play(FadeIn(self.old[1]), self.net.fill_one(self.D, 0, z), self.net.label(self.D, symbol, 0), run_time=0.8)
        self.at("rise")
        self.light(self.net.loss)

    @beat(words.moved, when=blame.is_nudged)
    def moved(self):
        self.at("up")
        self.play(self.net.fill_one(self.D, 0, self.t.z_plus[self.D][0]), run_time=0.3)
        self.play(self.net.pulse_loss(0), *self.net.write_loss(self.t.L_plus[self.D][0], "L_+"), run_time=0.6)
        self.at("ratio")
        self.clear_away(self.old, run_time=0.3)
        self.old = self.work.hold(blame.stacked(blame.nudge_ratio(self.t, 0), blame.named_slope(self.t, 0)))
        self.show(self.old[0])
        self.at("measured")
        self.light(self.old[0]["result"])

    @beat(words.named)
    def named(self):
        nudged = blame.is_nudged(self.t)
        line = self.old[1] if nudged else self.work.hold(blame.named_slope(self.t, 0))
        if nudged:
            self.at("blame")
            self.light(self.old[0]["result"], self.net.neurons[self.D][0])
        self.at("delta")
        self.show(line["delta"], run_time=0.5)
        self.at("slope")
        self.show(*list(line.parts.values())[1:], line.rest, run_time=0.5)
        if nudged:
            name = self.net.unlabel(self.D, 0) if self.net.tight else self.net.label(self.D, self.n.a[self.D], 0)
            self.play(self.net.fill_one(self.D, 0, self.t.a[self.D][0]), name, *self.net.write_loss(self.t.L), run_time=0.7)
        self.old = self.old if nudged else line

    @beat(words.chained)
    def chained(self):
        self.clear_away(self.old)
        self.old = self.work.hold(blame.output_stack(self.t, 0))
        letters, _, notes = self.old
        parts = list(letters.parts.values())
        self.at("compute")
        self.play(self.net.pulse_loss(0, back=True), run_time=0.7)
        self.at("loss")
        self.play(*(FadeIn(p) for p in parts[:3]), self.net.pulse_loss(0, back=True), run_time=0.9)
        self.at("slope")
        self.show(*parts[3:], letters.rest, notes[0], run_time=0.6)
        self.light(self.net.neurons[self.D][0], *parts[3:])

    @beat(words.computed)
    def computed(self):
        _, numbers, notes = self.old
        parts = list(numbers.parts.values())
        self.at("first")
        self.show(*parts[:-1][:3], run_time=0.5)
        self.at("second")
        self.show(*parts[3:-1], numbers.rest, run_time=0.5)
        self.at("delta")
        self.show(parts[-1], scale=0.7, run_time=0.4)
        self.land(self.D, {0: parts[-1]})
        if blame.is_nudged(self.t):
            self.at("near")
            self.clear_away(notes[0], run_time=0.3)
            self.show(notes[1], run_time=0.5)

    @beat(words.signs, pause=3.0)
    def signed(self):
        self.clear_away(self.old[0], self.old[1], self.old[2][1 if blame.is_nudged(self.t) else 0], run_time=0.3)
        rest = [i for i in self.net.drawn[self.D] if i]
        if rest:
            self.at("rest")
            self.play(self.net.pulse_loss(*rest, back=True), run_time=0.6)
            self.show(*(self.net.delta(self.D, i, self.t.delta[self.D][i]) for i in rest), run_time=0.6)
        self.net.keep(self.D, *rest)
        self.add(self.net)
        self.at("sign")
        self.light(self.net.blames[self.D][words.marked(self.t)])

    @beat(words.MEANING)
    def meaning(self):
        self.old = self.work.hold(blame.sign_rules())
        self.at("down")
        self.show(self.old[0])
        self.at("up")
        self.show(self.old[1])
        self.at("size")
        self.light(*self.net.blames[self.D].values())

    @beat(words.whole)
    def whole(self):
        self.clear_away(self.old)
        self.make_room(self.net)
        self.old = carry.output_line(self.t, self.work) if blame.kind(self.t) != "sum" else None
        self.at("columns")
        if self.old:
            self.show(self.old.part(0), self.old.part(1))
        self.at("dot")
        if self.old:
            self.show(self.old.part(2), run_time=0.4)
            self.play(*self.old.results(), run_time=0.8)
        self.at("law")
        self.show(self.laws.heads[0], self.laws.first)

    def land(self, l: int, sources: dict[int, Mobject]) -> None:
        """Deltas fly from where they were worked out to under their neurons of layer l, and stay there."""
        nums = {i: self.net.delta(l, i, self.t.delta[l][i]) for i in sources}
        self.fly(*((source, nums[i]) for i, source in sources.items()))
        self.net.keep(l, *nums)
        self.add(self.net)
