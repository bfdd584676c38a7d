"""How far one side has got: what it says over the steps, on a clock of whole steps."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from manim import LEFT, RIGHT, UP, DashedLine, Dot, VGroup

from engine.reading import Number, Reading
from scenes.films.cross_entropy.facts import course, sides
from scenes.films.cross_entropy.hill import Hill
from scenes.films.cross_entropy.on_curve import Graph
from scenes.kit.place.stage import Region
from scenes.kit.theme import theme
from scenes.kit.type.formula import Formula
from scenes.kit.type.number import Num
from scenes.shown import show

WORD = 0.7  # of the size of a symbol, the name of the axis of steps
LOW = 2.0  # manim units: an axis of a that has no room for a number over another
NAMED = 0.6  # of the height of the axis of a: where a step is named
REACH = 1.08  # of the axis of steps, past the last of them: the point rests clear of its name


class Racer(VGroup):
    """One side of the race: hill, before it starts, and in its place `answers`, a over the steps, whose curve is as long as the clock says.

    frame      what stands before the start: the axes of the answers and the point
    at(k)      all of it after k steps         moving   what that changes
    mark(k), says(a)   a step named on the axis; the digits of a, at the tip
    """

    def __init__(self, t: Reading, side: int, region: Region, size: float = 34) -> None:
        super().__init__()
        self.a = course(t, side, "a").array
        self.hill = Hill(sides(t)[side], region, size)
        names = ('"steps"', t.name.a)
        self.answers = Graph(region, np.arange(len(self.a)), self.a, theme().forward, names, 1.0, size, REACH)
        self.answers.scales.names[0].scale(WORD)
        self.answers.lay(region)
        self.whole = self.answers.curve.copy()
        self.tip = Dot(radius=0.12, color=theme().light).set_z_index(6)
        self.frame = VGroup(self.answers.scales, self.tip)
        self.moving = [self.answers.curve, self.tip]
        self.at(0)

    def at(self, k: int) -> None:
        p = self.answers
        self.tip.move_to(p.point(k, self.a[k]))
        p.curve.pointwise_become_partial(self.whole, 0, max(k / (len(self.a) - 1), 1e-4))

    def mark(self, k: Number) -> VGroup:
        p, here = self.answers, float(self.a[int(k.value)])
        dash = DashedLine(p.point(k.value, 0), p.point(k.value, max(here, NAMED + 0.08)), stroke_width=2, color=theme().soft)
        name = Formula('{k} "steps"', size=p.size, color=theme().ink, k=k)
        if 2 * k.value > len(self.a):  # under the curve, which comes down from the left
            return VGroup(dash, name.next_to(p.point(k.value, 0.5 * here), LEFT, buff=0.14))
        aside = 2.6 * name.height if p.scales.axes[1].height < LOW else 0.0  # of the digits at the tip
        return VGroup(dash, name.next_to(p.point(k.value, NAMED), RIGHT, buff=0.14 + aside))

    def says(self, a: Number) -> Num:
        num = Num(show(a, 2), self.answers.size).next_to(self.tip, RIGHT, buff=0.14)
        foot = self.answers.scales.axes[0].get_y() + 0.16  # clear of the axis and its strokes
        return num.shift(max(0.0, foot - num.get_bottom()[1]) * UP)


def between(first: int, last: int, show: Callable[[int], object]) -> Callable[[float], object]:
    """The whole steps of a clock that goes from one to another: nothing stands between two steps."""
    return lambda alpha: show(first + int(alpha * (last - first) + 1e-9))
