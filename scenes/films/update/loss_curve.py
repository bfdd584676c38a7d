"""The loss after every step as a growing curve, on a logarithmic scale where it spans much."""

from __future__ import annotations

import numpy as np
from manim import DOWN, DR, LEFT, RIGHT, UP, UR, Animation, AnimationGroup, Create, Line, UpdateFromFunc, VGroup, linear

from engine.reading import Reading
from scenes.films.update.facts import is_logarithmic
from scenes.kit.network.diagram import smallest
from scenes.kit.place.plate import plate
from scenes.kit.place.shots import least
from scenes.kit.place.stage import Region
from scenes.kit.plots.plot import CurvePlot
from scenes.kit.theme import theme
from scenes.kit.type.formula import Formula
from scenes.kit.type.ink import Scale
from scenes.kit.type.number import Num
from scenes.shown import show

MOST_NAMES = 9  # of decades
MOST_POINTS = 300  # drawn of a long run, closer at its beginning


class LossCurve(VGroup):
    """plot (a CurvePlot), decades (thin lines, each ten times less; none on a plain scale), dot, first, last (Nums on plates), count.

    `frame` is all but the curve, the dot and the two values; `grow()` draws the curve, the dot at its tip.
    """

    def __init__(self, t: Reading, region: Region) -> None:
        super().__init__()
        losses = t.losses.array
        n = len(losses) - 1
        self.log = is_logarithmic(t)
        xs = _thinned(n)
        y_range = (float(np.floor(np.log10(losses.min()))), float(np.ceil(np.log10(losses.max())))) if self.log else None
        if self.log:  # room for the names of the decades
            region = Region(region.x + 0.45, region.y, region.width - 0.9, region.height)
        self.plot = CurvePlot(region, xs, losses[xs], theme().loss, '""', t.name.L.typst, y_range, self.log)
        self.plot.names[1].set_color(theme().loss)
        start, end = self.plot.axes[0].get_start(), self.plot.axes[0].get_end()
        self.decades = VGroup(*(Line([start[0], y, 0], [end[0], y, 0], color=theme().line, stroke_width=1) for y in self._rungs(y_range)))
        powers = self._powers(y_range)
        named = powers[:: max(1, -(-len(powers) // MOST_NAMES))]
        marks = [Formula("{s}", size=max(41, smallest()), color=theme().soft, s=_decade(k)) for k in named]
        for name, k in zip(marks, named, strict=True):
            name.next_to([start[0], self.plot.point(0, 10.0**k)[1], 0], LEFT, buff=0.14)
        self.marks = VGroup(*marks)
        count = Formula('{n} thick "steps"', size=max(41, least()), color=theme().soft, n=t.at(f"{t.root}lesson.training.steps", "x"))
        self.count = count.next_to(end, DOWN, buff=0.16).align_to(end, RIGHT)
        beside = (UR if losses[1] <= losses[0] else DR) if self.log else UP
        first, last = (plate(Num(shown, max(40, least()))) for shown in (show(t.losses[0]), show(t.losses[n], digits=3)))
        first.next_to(self.plot.point(0, losses[0]), beside, buff=0.1 if self.log else 0.16)
        self.first = first.align_to(start + 0.2 * RIGHT, LEFT).set_z_index(4)
        self.last = last.next_to(self.plot.point(n, losses[n]), UP, buff=0.15).align_to(end, RIGHT).set_z_index(4)
        self.dot = self.plot.dot(0, losses[0])
        self.frame = VGroup(self.plot.axes, self.plot.names[1], self.decades, self.marks, self.count)
        self.add(self.frame, self.plot.curve, self.dot, self.first, self.last)

    def _rungs(self, y_range: tuple[float, float] | None) -> list[float]:
        """The heights of the powers of ten."""
        if y_range is None:
            return []
        return [float(self.plot.point(0, 10.0**k)[1]) for k in self._powers(y_range)[1:]]

    def _powers(self, y_range: tuple[float, float] | None) -> range:
        return range(int(y_range[0]), int(y_range[1]) + 1) if y_range else range(0)

    def grow(self) -> Animation:
        curve = self.plot.curve
        follow = UpdateFromFunc(self.dot, lambda dot: dot.move_to(curve.get_end()))
        return AnimationGroup(Create(curve, rate_func=linear), follow)


def _decade(k: int) -> Scale:
    """A power of ten on the axis: 0.01, or 10^(-5) where that is shorter."""
    return Scale(f"{10.0**k:.{max(0, -k)}f}" if -3 <= k <= 3 else f"10^({k})")


def _thinned(n: int) -> np.ndarray:
    """Which of the losses 0..n are drawn: all, or a selection that is closer where the curve bends."""
    if n <= MOST_POINTS:
        return np.arange(n + 1)
    half = MOST_POINTS // 2
    return np.unique(np.concatenate([[0], np.geomspace(1, n, half).astype(int), np.linspace(0, n, half).astype(int)]))
