"""Curves with a live point: an activation with z going in and a coming out, a loss falling over the steps."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from manim import DashedLine, Dot, Line, VGroup, VMobject

from scenes.kit.place.stage import Region
from scenes.kit.theme import theme
from scenes.kit.type.formula import SMALL, Formula

TICK = 0.3  # how far over zero a mark must stand to be told from it


class CurvePlot(VGroup):
    """A function on axes inside a region.

    axes    the two axis lines
    curve   the function's path
    names   the axes' labels
    point(x, y) -> plotted point (3,);  dot(x, y), drop(x, y) -> mobjects at it
    """

    def __init__(
        self,
        region: Region,
        xs: np.ndarray,
        ys: np.ndarray,
        hue: str,
        x_name: str,
        y_name: str,
        y_range: tuple[float, float] | None = None,
        log: bool = False,
    ) -> None:
        super().__init__()
        self.region, self.log = region, log
        ys = np.log10(np.maximum(ys, 1e-300)) if log else np.asarray(ys, dtype=float)
        lo, hi = y_range or (float(min(ys.min(), ys.min() if log else 0)), float(ys.max()))
        self._x0, self._x1 = float(xs[0]), float(xs[-1])
        self._y0, self._y1 = lo, hi if hi > lo else lo + 1
        self._box = Region(region.x + 0.15, region.y + 0.1, region.width - 0.9, region.height - 0.9)
        origin_x = 0.0 if self._x0 < 0 < self._x1 else self._x0
        origin_y = 0.0 if not log and self._y0 < 0 < self._y1 else self._y0
        self.axes = VGroup(
            Line(self._at(self._x0, origin_y), self._at(self._x1, origin_y), color=theme().line, stroke_width=2),
            Line(self._at(origin_x, self._y0), self._at(origin_x, self._y1), color=theme().line, stroke_width=2),
        )
        self.curve = VMobject(stroke_color=hue, stroke_width=4).set_points_as_corners([self._at(x, y) for x, y in zip(xs, ys, strict=True)])
        self.names = VGroup(
            Formula(x_name, color=theme().soft).scale(0.9).next_to(self.axes[0].get_end(), [0, -1, 0], buff=0.14),
            Formula(y_name, color=theme().soft).scale(0.9).next_to(self.axes[1].get_end(), [0, 1, 0], buff=0.2),
        )
        self.add(self.axes, self.curve, self.names)

    def _at(self, x: float, y: float) -> np.ndarray:
        """A plotted point from plot coordinates (y already a logarithm on a log axis)."""
        b = self._box
        u = (x - self._x0) / (self._x1 - self._x0) - 0.5
        v = (y - self._y0) / (self._y1 - self._y0) - 0.5
        return np.array([b.x + u * b.width, b.y + v * b.height, 0.0])

    def point(self, x: float, y: float) -> np.ndarray:
        """Where (x, y) stands on the frame, also after the plot has been moved or scaled."""
        across, up = self.axes[0], self.axes[1]
        u = (x - self._x0) / (self._x1 - self._x0)
        v = ((float(np.log10(y)) if self.log else y) - self._y0) / (self._y1 - self._y0)
        left, right = across.get_start()[0], across.get_end()[0]
        bottom, top = up.get_start()[1], up.get_end()[1]
        return np.array([left + u * (right - left), bottom + v * (top - bottom), 0.0])

    def tick(self, y: float, words: str) -> VGroup:
        """A short stroke on the y axis and what it stands for, to be added to the plot before it is placed."""
        at = self.point(self._x0, y) * [0, 1, 0] + [self.axes[1].get_x(), 0, 0]
        stroke = Line(at + [-0.08, 0, 0], at + [0.08, 0, 0], color=theme().line, stroke_width=2)
        return VGroup(stroke, Formula(words, size=SMALL + 4, color=theme().soft).next_to(stroke, [-1, 0, 0], buff=0.1))

    def marks(self, *xs: int) -> VGroup:
        """Short strokes on the x axis with what they stand for, to be added to the plot before it is placed."""
        marks = VGroup()
        for x in xs:
            at = [self.point(x, self._y0)[0], self.axes[0].get_y(), 0.0]
            stroke = Line([at[0], at[1] - 0.08, 0], [at[0], at[1] + 0.08, 0], color=theme().line, stroke_width=2)
            marks.add(VGroup(stroke, Formula(f"{x}", size=SMALL + 4, color=theme().soft).next_to(stroke, [0, -1, 0], buff=0.1)))
        return marks

    def dot(self, x: float, y: float, hue: str | None = None) -> Dot:
        """A dot on the curve."""
        return Dot(self.point(x, y), radius=0.09, color=hue or theme().light).set_z_index(5)

    def rise(self, x: float, y: float) -> DashedLine:
        """A dashed line from the x axis up to the point."""
        return DashedLine([self.point(x, y)[0], self.axes[0].get_y(), 0], self.point(x, y), color=theme().soft, stroke_width=2)

    def across(self, x: float, y: float) -> DashedLine:
        """A dashed line from the point to the y axis."""
        return DashedLine(self.point(x, y), [self.axes[1].get_x(), self.point(x, y)[1], 0], color=theme().soft, stroke_width=2)


def activation_plot(region: Region, act: Callable[[np.ndarray], np.ndarray], z: float, x_name: str, y_name: str) -> CurvePlot:
    """The curve of an activation, wide enough to hold z."""
    reach = max(4.0, 1.4 * abs(z))
    xs = np.linspace(-reach, reach, 161)
    plot = CurvePlot(region, xs, np.asarray(act(xs), dtype=float), theme().forward, x_name, y_name)
    if plot.point(0.0, 1.0)[1] - plot.point(0.0, 0.0)[1] > TICK:
        plot.axes.add(*plot.tick(1.0, "1"))
    return plot
