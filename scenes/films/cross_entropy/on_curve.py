"""A curve on numbered axes, and what is drawn onto it: where its point has been, and the straight line that touches it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import Dot, Line, VGroup, VMobject

from engine.reading import Named
from scenes.kit.place.stage import Region
from scenes.kit.plots.scales import FOOT, Scales
from scenes.kit.theme import theme

APART = 0.14  # footprints nearer than this to the last one are not drawn


class Graph(VGroup):
    """A curve through (xs, ys) that fills a region: scales, curve; `point(x, y)` is where that stands, `size` the font size of numbers.

    The axis goes on to `reach` times what the curve takes of it, so that its end stays clear of the axis' name.
    """

    def __init__(
        self,
        region: Region,
        xs: np.ndarray,
        ys: np.ndarray,
        hue: str,
        names: tuple[Named | str, Named | str],
        top: float,
        size: float,
        reach: float = 1.0,
    ) -> None:
        super().__init__()
        self.region, self.size = region, size
        self.low, self.high = np.array([xs[0], 0.0]), np.array([xs[0] + reach * (xs[-1] - xs[0]), 1.06 * top])
        self.scales = Scales(*names, size)
        self.scales.count(self.low, self.high, region.width, region.height - FOOT * size)
        self.xs, self.ys = xs, ys
        self.curve = VMobject(stroke_color=hue, stroke_width=6)
        self.add(self.scales, self.curve)
        self.lay(region)

    def lay(self, region: Region) -> None:
        """Fill a region."""
        self.region = region
        self.scales.lay(region, self.point)
        self.curve.set_points_as_corners([self.point(x, y) for x, y in zip(self.xs, self.ys, strict=True)])

    def point(self, x: float, y: float) -> np.ndarray:
        box = self.scales.box(self.region)
        u, v = (np.array([x, y]) - self.low) / (self.high - self.low)
        return np.array([box.x + (u - 0.5) * box.width, box.y + (v - 0.5) * box.height, 0.0])

    @property
    def axis(self) -> float:
        """Where the upright axis stands."""
        return float(self.scales.axes[1].get_x())


class Footprints(VGroup):
    """Where a point has been, step by step, none seen yet; the m-th is of steps[m]."""

    def __init__(self, points: Sequence[np.ndarray]) -> None:
        super().__init__()
        self.steps: list[int] = []
        last = None
        for k, point in enumerate(points):
            if last is None or np.linalg.norm(point - last) > APART:
                self.add(Dot(point, radius=0.055, color=theme().light, fill_opacity=0).set_z_index(5))
                self.steps.append(k)
                last = point

    def until(self, k: int, live: Dot) -> None:
        """Those of the steps before step k are seen, but for what lies under the live point."""
        for step, dot in zip(self.steps, self, strict=True):
            apart = np.linalg.norm(dot.get_center() - live.get_center()) > live.width / 2
            dot.set_fill(opacity=0.75 if step < k and apart else 0.0)


def tangent(plot: Graph, at: np.ndarray, slope: float, reach: float = 0.9) -> Line:
    """The straight line that touches a curve at a point of the frame, `reach` to either side."""
    origin, one = plot.point(0.0, 0.0), plot.point(1.0, 1.0)
    way = np.array([one[0] - origin[0], slope * (one[1] - origin[1]), 0.0])
    way *= reach / np.linalg.norm(way)
    return Line(at - way, at + way, color=theme().backward, stroke_width=6).set_z_index(4)
