"""How far one side has got: its point on the hill and what it says over the steps, on a clock of whole steps."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from manim import RIGHT, UP, DashedLine, Dot, VGroup

from engine.reading import Number, Reading
from scenes.films.cross_entropy.facts import course, sides
from scenes.films.cross_entropy.hill import Hill
from scenes.films.cross_entropy.on_curve import Footprints, Graph
from scenes.kit.place.stage import Region
from scenes.kit.theme import theme
from scenes.kit.type.number import Num
from scenes.shown import show


class Racer(VGroup):
    """One side of the race: hill (with its footprints), and `answers`, a over the steps, whose curve is as long as the clock says.

    frame      what stands before the start: the hill and the axes of the answers
    at(k)      all of it after k steps         moving   what that changes
    mark(k), says(a)   a step named on the axis; the digits of a, at the tip
    """

    def __init__(self, t: Reading, side: int, above: Region, below: Region, size: float = 34) -> None:
        super().__init__()
        self.z, self.a = course(t, side, "z").array, course(t, side, "a").array
        self.hill = Hill(sides(t)[side], above, size)
        self.hill.plot.curve.set_stroke(opacity=0.45)  # footprints are seen on it
        names = ('"steps"', t.name.a)
        self.answers = Graph(below, np.arange(len(self.a)), self.a, theme().forward, names, 1.0, size)
        self.whole = self.answers.curve.copy()
        self.tip = Dot(radius=0.12, color=theme().light).set_z_index(6)
        self.prints = Footprints([self.hill.plot.point(z, a) for z, a in zip(self.z, self.a, strict=True)])
        self.frame = VGroup(self.hill, self.answers.scales, self.tip)
        self.moving = [self.hill.live, self.prints, self.answers.curve, self.tip]
        self.at(0)

    def at(self, k: int) -> None:
        p = self.answers
        self.hill.live.move_to(self.hill.plot.point(self.z[k], self.a[k]))
        self.tip.move_to(p.point(k, self.a[k]))
        p.curve.pointwise_become_partial(self.whole, 0, max(k / (len(self.a) - 1), 1e-4))
        self.prints.until(k, self.hill.live)

    def mark(self, k: Number) -> VGroup:
        p, here = self.answers, float(self.a[int(k.value)])
        dash = DashedLine(p.point(k.value, 0), p.point(k.value, here), stroke_width=2, color=theme().soft)
        return VGroup(dash, Num(k, p.size, theme().ink).next_to(p.point(k.value, 0.45 if here > 0.6 else 0.8), RIGHT, buff=0.14))

    def says(self, a: Number) -> Num:
        num = Num(show(a, 2), self.answers.size).next_to(self.tip, RIGHT, buff=0.14)
        foot = self.answers.scales.axes[0].get_y() + 0.16  # clear of the axis and its strokes
        return num.shift(max(0.0, foot - num.get_bottom()[1]) * UP)


def between(first: int, last: int, show: Callable[[int], object]) -> Callable[[float], object]:
    """The whole steps of a clock that goes from one to another: nothing stands between two steps."""
    return lambda alpha: show(first + int(alpha * (last - first) + 1e-9))
