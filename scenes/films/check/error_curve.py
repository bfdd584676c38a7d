"""How far the wiggle is off, over ever smaller h: the error falls with the bend of the curve, and climbs with the rounding."""

from __future__ import annotations

import numpy as np
from manim import DOWN, LEFT, RIGHT, UP, Animation, Line, VGroup

from engine.reading import Number, Reading
from scenes.films.check import facts
from scenes.kit.place.plate import plate
from scenes.kit.place.stage import Region
from scenes.kit.plots.log_axes import GrowingCurve, LogAxes
from scenes.kit.theme import theme
from scenes.kit.type.formula import Label, small
from scenes.shown import show

EPS = 2.0**-53  # where errors stand that are all zero


class ErrorCurve:
    """The relative error on logarithmic axes; wiggles are named by their place, from the coarsest.

    axes, grown (the curve, drawn by its dot)      notes   what stands beside it: first h and error of the coarsest wiggle
    point(k), tick(k), tag(k, way), word(k, ...)   where wiggle k is; h under the axis; its error, or a word, beside its point
    """

    def __init__(self, t: Reading, region: Region) -> None:
        self.t = t
        h, error = facts.check(t).h, facts.check(t).error
        self.axes = LogAxes(region, h, error[error > 0] if error.any() else np.array([EPS]), '"smaller" h arrow.r', '"relative error"')
        self.grown = GrowingCurve(self.axes, h, error, theme().light)
        self.notes = VGroup(self.tag(0, RIGHT), self.tick(0))
        self._lowest = self.grown.nearest(self.axes.point(self.h(facts.best(t)).value, 1)[0])

    def fall(self) -> Animation:
        """The curve is drawn down to the best h."""
        return self.grown.grow(0, self._lowest)

    def climb(self) -> Animation:
        """The curve is drawn on, to the finest h."""
        return self.grown.grow(self._lowest, len(self.grown.points_on) - 1)

    def h(self, k: int) -> Number:
        return facts.wiggle(self.t, k, "h")

    def error(self, k: int) -> Number:
        return facts.wiggle(self.t, k, "error")

    def point(self, k: int) -> np.ndarray:
        return self.axes.point(self.h(k).value, self.error(k).value)

    def tick(self, k: int) -> VGroup:
        return self.axes.tick(self.h(k))

    def tag(self, k: int, way: np.ndarray) -> VGroup:
        return self.axes.tag(self.h(k).value, show(self.error(k), digits=2), way)

    def marked(self, k: int) -> VGroup:
        """h and the error of wiggle k, where it is not the coarsest, which has both already."""
        way = UP if self.error(k).value == 0 else RIGHT + DOWN
        return VGroup(self.tick(k), self.tag(k, way)) if k else VGroup()

    def word(self, k: int, word: str, way: np.ndarray) -> VGroup:
        label = plate(Label(word, size=small(), color=theme().ink)).next_to(self.point(k), way, buff=0.25).set_z_index(4)
        return label.shift(max(0.0, label.get_right()[0] - self.axes.axes[0].get_right()[0]) * LEFT)

    def stem(self, k: int) -> Line:
        """A line from the axis up to wiggle k."""
        foot = self.point(k)
        return Line([foot[0], self.axes.axes[0].get_y(), 0], foot, color=theme().soft, stroke_width=2)
