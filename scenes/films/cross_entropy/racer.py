"""How far one side has got: its point on the hill and what it says over the steps, on a clock of whole steps."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from manim import DOWN, RIGHT, DashedLine, Dot, VGroup

from engine.reading import Number, Reading
from scenes.films.cross_entropy.facts import course, sides
from scenes.films.cross_entropy.hill import Hill
from scenes.films.cross_entropy.on_curve import READ, Footprints
from scenes.kit.place.stage import Region
from scenes.kit.plots.plot import CurvePlot
from scenes.kit.theme import theme
from scenes.kit.type.number import Num
from scenes.shown import show

UNDER = 0.5  # under the axis of the steps, past the digits of a step: its name


class Racer(VGroup):
    """One side of the race: hill (with its footprints), and `answers`, a over the steps, whose curve is as long as the clock says.

    frame      what stands before the start: the hill and the axes of the answers
    at(k)      all of it after k steps         moving   what that changes
    mark(k), says(a)   a step named on the axis; the digits of a, at the tip
    """

    def __init__(self, t: Reading, side: int, above: Region, below: Region) -> None:
        super().__init__()
        self.z, self.a = course(t, side, "z").array, course(t, side, "a").array
        self.hill = Hill(sides(t)[side], above)
        below = Region(below.x, below.y + 0.2, below.width, below.height - 0.4)
        self.answers = CurvePlot(below, np.arange(len(self.a)), self.a, theme().forward, '"steps"', "a", (0.0, 1.0))
        self.answers.names[1].set_color(theme().forward)
        self.answers.names[0].next_to(self.answers.axes[0].get_end(), DOWN, buff=UNDER).align_to(self.answers.axes[0], RIGHT)
        self.whole = self.answers.curve.copy()
        self.tip = Dot(radius=0.09, color=theme().light).set_z_index(6)
        self.prints = Footprints([self.hill.plot.point(z, a) for z, a in zip(self.z, self.a, strict=True)])
        self.frame = VGroup(self.hill, self.answers.axes, self.answers.names, self.tip)
        self.moving = [self.hill.live, self.prints, self.answers.curve, self.tip]
        self.at(0)

    def at(self, k: int) -> None:
        p = self.answers
        self.hill.live.move_to(self.hill.plot.point(self.z[k], self.a[k]))
        self.tip.move_to(p.point(k, self.a[k]))
        p.curve.pointwise_become_partial(self.whole, 0, max(k / (len(self.a) - 1), 1e-4))
        self.prints.until(k)

    def mark(self, k: Number) -> VGroup:
        p, here = self.answers, float(self.a[int(k.value)])
        dash = DashedLine(p.point(k.value, 0), p.point(k.value, here), stroke_width=2, color=theme().soft)
        return VGroup(dash, Num(k, READ, theme().ink).next_to(p.point(k.value, 0), DOWN, buff=0.14))

    def says(self, a: Number) -> Num:
        return Num(show(a, 2), READ).next_to(self.tip, RIGHT, buff=0.14)


def between(first: int, last: int, show: Callable[[int], object]) -> Callable[[float], object]:
    """The whole steps of a clock that goes from one to another: nothing stands between two steps."""
    return lambda alpha: show(first + int(alpha * (last - first) + 1e-9))
