"""One neuron and its judge, drawn with its four stations: weigh, add, squash, judge."""

from __future__ import annotations

import numpy as np
from manim import LEFT, RIGHT, UP, Animation, AnimationGroup, Circle, Line, ManimColor, Transform, VGroup, VMobject

from engine.activations import ACTIVATIONS
from engine.reading import Reading
from scenes.facts import activation
from scenes.kit.maths.single import single
from scenes.kit.network.comets import comet
from scenes.kit.place.shots import resting
from scenes.kit.place.stage import Region
from scenes.kit.theme import theme
from scenes.kit.type.formula import LARGE, Formula, Label

FORMS = {  # where its nodes stand in a room that is so many times as wide as high, at least
    1.6: {"x": (-2.8, 0.0), "b": (-1.1, 1.3), "body": (0.0, 0.0), "L": (2.8, 0.0), "y": (2.8, 1.3)},
    0.9: {"x": (-2.3, 0.0), "b": (-1.1, 2.0), "body": (0.0, 0.0), "L": (2.3, 0.0), "y": (2.3, 2.0)},
    0.0: {"x": (0.0, -2.8), "b": (-1.5, -1.3), "body": (0.0, 0.0), "L": (0.0, 2.8), "y": (1.5, 2.8)},
}


class NeuronSketch(VGroup):
    """x, b, body, L, y   the nodes: [0] the circle, [1] the letter (of the body: a plus and a curve, and the line between)
    edges["w"], ["b"], ["a"], ["y"]   the lines between them; letters["w"], ["a"]   the letters over two of them
    weigh, plus, squash, judge        the parts that do each of the four, for lighting: `stations`; names() their words
    """

    def __init__(self, t: Reading, region: Region) -> None:
        super().__init__()
        self.t, self.form = t, next(form for form in FORMS if region.width >= form * region.height)
        self.spots, self.stands = FORMS[self.form], not self.form
        one, n = single(t), t.name
        big, small = 0.75, 0.42
        self.x, self.b = self._node("x", small, n.x.typst, theme().forward), self._node("b", small, n.b.typst, theme().sign(one.b.value))
        self.L, self.y = self._node("L", 0.5, n.L.typst, theme().loss), self._node("y", small, n.y.typst, theme().ink)
        self.body = self._body(activation(t, 1), big)
        ends = {"w": ("x", small, "body", big), "b": ("b", small, "body", big), "a": ("body", big, "L", 0.5), "y": ("y", small, "L", 0.5)}
        hues = {"w": theme().sign(one.w.value), "b": theme().sign(one.b.value), "a": theme().forward, "y": theme().ink}
        self.edges = {name: self._edge(*way).set_color(hues[name]) for name, way in ends.items()}
        self.letters = {
            name: Formula("{s}", size=LARGE, s=getattr(n, name), hues={"s": hues[name]}).next_to(
                self.edges[name], LEFT if self.stands else UP, buff=0.14
            )
            for name in ("w", "a")
        }
        self.add(*self.edges.values(), self.x, self.b, self.body, self.L, self.y, *self.letters.values())
        self.scale(self._fitting(region)).move_to(region.center)

    def _fitting(self, region: Region) -> float:
        return float(min(region.width / self.width, region.height / self.height))

    def into(self, region: Region) -> Animation:
        """It goes into another region and fills that, in the form that this asks for."""
        there = NeuronSketch(self.t, region)
        if there.form != self.form:
            for old, new in zip(self.get_family(), there.get_family(), strict=True):  # a turned knob keeps its sign
                new.match_style(old) if len(old.points) else None
            self.form, self.spots, self.stands = there.form, there.spots, there.stands
            return Transform(self, there)
        return self.animate.scale(self._fitting(region)).move_to(region.center)

    def names(self) -> VGroup:
        """The four words, each under its station; not yet shown."""
        words = [Label(word, size=1.1 * resting(), color=theme().ink) for word in ("weigh", "add", "squash", "judge")]
        body, gap = self.body[0], 0.16
        if self.stands:
            for word, part, way in zip(words, (self.edges["w"], body, body, self.L), (RIGHT, LEFT, RIGHT, LEFT), strict=True):
                word.next_to(part, way, buff=gap)
            return VGroup(*words)
        words[0].next_to(self.edges["w"], [0, -1, 0], buff=gap)
        for word, side in zip(words[1:3], (-1, 1), strict=True):
            word.next_to(body, [0, -1, 0], buff=gap).shift(side * (word.width / 2 + 0.2) * RIGHT)
        words[3].next_to(self.L, [0, -1, 0], buff=gap)
        words[3].shift(min(0.0, self.get_right()[0] - words[3].get_right()[0]) * RIGHT)
        return VGroup(*words)

    @property
    def weigh(self) -> list[VMobject]:
        return [self.edges["w"], self.letters["w"]]

    @property
    def plus(self) -> list[VMobject]:
        return [self.body[1], self.b, self.edges["b"]]

    @property
    def squash(self) -> list[VMobject]:
        return [self.body[2]]

    @property
    def judge(self) -> list[VMobject]:
        return [self.L, self.edges["y"], self.y]

    @property
    def stations(self) -> list[list[VMobject]]:
        return [self.weigh, self.plus, self.squash, self.judge]

    def signed(self, w: float) -> list[Animation]:
        """The weight's line and letter take the colour of its sign."""
        return [part.animate.set_color(theme().sign(w)) for part in self.weigh]

    def leaning(self, b: float) -> list[Animation]:
        """The bias's node and line take the colour of its sign."""
        return [part.animate.set_color(theme().sign(b)) for part in (self.b[1], self.edges["b"])] + [
            self.b[0].animate.set_stroke(theme().sign(b))
        ]

    def pulse(self, *names: str) -> Animation:
        """Comets along edges, all at once."""
        return AnimationGroup(*(comet(self.edges[name], theme().forward, 1 if name in "wb" else 2) for name in names))

    def _node(self, spot: str, radius: float, letter: str, hue: str | ManimColor) -> VGroup:
        circle = Circle(radius, stroke_width=3, color=hue, fill_color=theme().panel, fill_opacity=1)
        text = Formula("{s}", size=LARGE, s=letter, hues={"s": hue})
        return VGroup(circle, text).move_to([*self.spots[spot], 0])

    def _body(self, act: str, radius: float) -> VGroup:
        """A circle with two halves: the sum, and a small picture of the squash."""
        circle = Circle(radius, stroke_width=3, color=theme().ink, fill_color=theme().panel, fill_opacity=1)
        plus = Label("$sum$", size=38, color=theme().ink).move_to([-0.36 * radius / 0.75, 0, 0])
        zs = np.linspace(-4, 4, 41)
        ys = np.asarray(ACTIVATIONS[act](zs), dtype=float)
        ys = (ys - ys.min()) / max(float(ys.max() - ys.min()), 1e-9) - 0.5
        curve = VMobject(stroke_color=theme().forward, stroke_width=4)
        curve.set_points_smoothly([np.array([0.34 + 0.06 * z, 0.6 * y, 0]) for z, y in zip(zs, ys, strict=True)])
        middle = Line([0, -radius, 0], [0, radius, 0], stroke_width=2, color=theme().line)
        return VGroup(circle, plus, curve, middle)

    def _edge(self, a: str, ra: float, b: str, rb: float) -> Line:
        p, q = np.array([*self.spots[a], 0.0]), np.array([*self.spots[b], 0.0])
        way = (q - p) / np.linalg.norm(q - p)
        return Line(p + ra * way, q - rb * way, stroke_width=5 if a == "x" else 3)
