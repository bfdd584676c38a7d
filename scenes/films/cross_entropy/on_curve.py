"""What is drawn onto a curve: where its point has been, and the straight line that touches it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import Dot, Line, VGroup

from scenes.kit.plots.plot import CurvePlot
from scenes.kit.theme import theme

READ = 30  # font size of digits in a picture
APART = 0.05  # footprints nearer than this to the last one are not drawn


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

    def until(self, k: int) -> None:
        """Those of the steps before step k are seen."""
        for step, dot in zip(self.steps, self, strict=True):
            dot.set_fill(opacity=0.55 if step < k else 0.0)


def tangent(plot: CurvePlot, at: np.ndarray, slope: float, reach: float = 0.9) -> Line:
    """The straight line that touches a curve at a point of the frame, `reach` to either side."""
    origin, one = plot.point(0.0, 0.0), plot.point(1.0, 1.0)
    way = np.array([one[0] - origin[0], slope * (one[1] - origin[1]), 0.0])
    way *= reach / np.linalg.norm(way)
    return Line(at - way, at + way, color=theme().backward, stroke_width=5).set_z_index(4)
