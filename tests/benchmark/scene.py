"""The scene that drawing is measured on: 50 s of a 4-4-4-3 network, every neuron and line numbered, half of it at rest.

It is written twice alike: with what manim has for numbers and formulas, and with what the kit has. At its end all numbers change.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from dataclasses import dataclass, field

from manim import (
    DOWN,
    UP,
    Create,
    DecimalNumber,
    Dot,
    FadeIn,
    FadeOut,
    Indicate,
    LaggedStart,
    Line,
    MathTypst,
    MoveAlongPath,
    ShowPassingFlash,
    Transform,
    UpdateFromAlphaFunc,
    ValueTracker,
    VGroup,
    VMobject,
    Write,
)  # fmt: skip

from engine import make_lesson, run
from engine.reading import Number, Reading
from scenes.beat import Beat, beat
from scenes.chapter import Chapter
from scenes.kit.network.diagram import NetworkDiagram
from scenes.kit.theme import theme
from scenes.kit.type.formula import Formula
from scenes.kit.type.number import REFERENCE, Num, _layout
from scenes.shown import Shown
from studio.tongues import EN

LESSON = """[network]
inputs = 4
loss = "squared_error"
init = { method = "normal", scale = 0.6, seed = 7 }
layers = [{ units = 4, activation = "tanh" }, { units = 4, activation = "tanh" }, { units = 3, activation = "sigmoid" }]
[data]
x = [[0.25, -0.5, 0.75, -1.0]]
y = [[1.0, 0.0, 1.0]]
[training]
learning_rate = 2.0
steps = 1
"""
FORWARD = "z_j^((l)) = sum_i w_(j i)^((l)) a_i^((l-1)) + b_j^((l))"
BACKWARD = "delta_j^((l)) = sigma'(z_j^((l))) sum_k w_(k j)^((l+1)) delta_k^((l+1))"


@dataclass
class Times:
    """A beat that lasts as long as its plays."""

    frames: int = 1
    marks: dict[str, int] = field(default_factory=dict)


class Reference(Chapter):
    """The scene; how a number, a formula and numbers that change are drawn is left open."""

    title, promise = "The scene that drawing is measured on", "None."
    digits: Callable[..., VMobject]
    line: Callable[..., VMobject]

    @beat("A network.")
    def built(self):
        net = self.net = NetworkDiagram(self.t.sizes, self.stage.graph, [layer.W for layer in self.t.trace.net.layers])
        self.values = {l: [self.inside(l, i) for i in net.neurons[l]] for l in net.neurons}
        self.weights = {l: [self.on(l, i, j) for i, j in net.edges[l]] for l in net.edges}
        neurons = [VGroup(*layer.values()) for layer in net.neurons.values()]
        self.play(LaggedStart(*map(FadeIn, neurons), lag_ratio=0.3), run_time=1.5)
        self.play(LaggedStart(*(Create(e) for layer in net.edges.values() for e in layer.values()), lag_ratio=0.02), run_time=2.0)
        self.play(*(FadeIn(w) for layer in self.weights.values() for w in layer), *map(FadeIn, self.values[0]), run_time=0.5)
        self.hold(4.0)

    def inside(self, l: int, i: int) -> VMobject:
        return self.digits(self.t.a[l][i], 22).move_to(self.net.neurons[l][i]).set_z_index(3)

    def on(self, l: int, i: int, j: int) -> VMobject:
        a, b = (self.net.edges[l][i, j].point_from_proportion(p) for p in (0.0, 1.0))
        return self.digits(self.t.W[l][i][j], 13, theme().soft).move_to(a + (b - a) * (0.28 + 0.12 * (i % 3)))

    @beat("Forward through layer {l}.", each=lambda t: range(1, t.D + 1))
    def forward(self, l):
        lines = self.net.edges[l].values()
        flashes = (ShowPassingFlash(e.copy().set_stroke(theme().light, 5), time_width=0.5) for e in lines)
        self.play(LaggedStart(*flashes, lag_ratio=0.05), run_time=2.0)
        lit = (Indicate(n, scale_factor=1.1) for n in self.net.neurons[l].values())
        self.play(*lit, *map(FadeIn, self.values[l]), run_time=0.5)
        self.hold(2.0)

    @beat("A formula, and another.")
    def formulas(self):
        self.law, other = (self.line(source).to_edge(DOWN, buff=0.5) for source in (FORWARD, BACKWARD))
        self.play(Write(self.law), run_time=1.5)
        self.hold(4.0)
        self.play(Transform(self.law, other), run_time=1.5)
        self.hold(2.0)

    @beat("A matrix.")
    def matrix(self):
        rows = ";".join(",".join(f"{w.value:.2f}" for w in row) for row in self.t.W[self.t.D])
        self.matrix_shown = self.line(f"W^((3)) = mat({rows})").to_edge(DOWN, buff=0.2)
        self.play(FadeOut(self.law), FadeIn(self.matrix_shown, shift=0.3 * UP), run_time=1.0)
        self.hold(3.0)

    @beat("Back through layer {l}.", each=lambda t: range(t.D, 0, -1))
    def backward(self, l):
        lines = list(self.net.edges[l].values())
        dots = VGroup(*(Dot(e.get_end(), radius=0.06, color=theme().backward) for e in lines))
        ways = (MoveAlongPath(dot, Line(e.get_end(), e.get_start())) for dot, e in zip(dots, lines, strict=True))
        self.play(LaggedStart(*ways, lag_ratio=0.03), run_time=1.5)
        self.remove(dots, *dots)
        self.play(*(e.animate.set_stroke(theme().backward, 4) for e in lines), run_time=0.5)

    @beat("All weights change.")
    def update(self):
        self.hold(3.0)
        back = [e.animate.set_stroke(theme().line, 2) for layer in self.net.edges.values() for e in layer.values()]
        changes = [
            (w, self.t.W[l][i][j].value, self.t.W_new[l][i][j].value)
            for l in self.net.edges
            for w, (i, j) in zip(self.weights[l], self.net.edges[l], strict=True)
        ]
        self.change(changes, back)
        self.hold(2.0)
        self.play(FadeOut(self.matrix_shown), run_time=0.5)
        self.hold(1.0)

    def change(self, changes: list[tuple[VMobject, float, float]], others: list) -> None:
        raise NotImplementedError


class AsManim(Reference):
    """As it is written with manim alone."""

    def digits(self, number: Number, size: float, color: str | None = None) -> VMobject:
        return DecimalNumber(number.value, num_decimal_places=2, mob_class=MathTypst, font_size=size).set_color(color or theme().ink)

    def line(self, source: str) -> VMobject:
        return MathTypst(source, font_size=30).set_color(theme().ink)

    def change(self, changes, others):
        s = ValueTracker(0)
        for number, old, new in changes:
            number.add_updater(lambda m, old=old, new=new: m.set_value(old + s.get_value() * (new - old)))
        self.play(s.animate.set_value(1), *others, run_time=2.0)
        for number, _, _ in changes:
            number.clear_updaters()


class AsKit(Reference):
    """As our chapters write it."""

    def digits(self, number: Number, size: float, color: str | None = None) -> VMobject:
        return Num(Shown(number, f"{number.value:.2f}".replace("-", "−")), size, color or theme().ink)

    def line(self, source: str) -> VMobject:
        return Formula(source, size=30)

    def change(self, changes, others):
        def write(number: Num, old: float, new: float):
            centre, size = number.get_center(), number.ink.line.size

            def at(m: Num, s: float) -> None:
                m.points = _layout(f"{old + s * (new - old):.2f}".replace("-", "−")) * (size / REFERENCE) + centre

            return UpdateFromAlphaFunc(number, at)

        self.play(*(write(*change) for change in changes), *others, run_time=2.0)


def told(scene: type[Reference]) -> tuple[type[Reference], Reading, list[Beat], list[Times]]:
    """What drawing is given of it."""
    t = Reading(run(make_lesson(tomllib.loads(LESSON))))
    script = scene.script(t, EN)
    return scene, t, script, [Times() for _ in script]
