"""Two squashes side by side, each with its slope on the same axes, and a point that rolls along both at once."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import Animation, Dot, Line, UpdateFromAlphaFunc, VGroup, VMobject

from engine.reading import Reading
from engine.trace import Trace
from scenes.kit.place.stage import Region
from scenes.kit.place.twin_frame import TwinFrame
from scenes.kit.plots.plot import CurvePlot
from scenes.kit.theme import theme

REACHES = (4.0, 2.0)  # of z, to both sides, for the lesson's own squash and for the other
ENDS = (-0.25, 1.1), (-0.25, 2.0)  # of the axes upward
HALF = 0.7  # length of the tangent to one side


class SquashTwins(VGroup):
    """frames (a TwinFrame), squashes[k] (CurvePlots), slopes[k] (their slopes as far as the point has rolled), dots, touches.

    A share of an axis is 0 at its left, 1 at its right.
    """

    def __init__(self, t: Reading, region: Region, runs: Sequence[Trace], titles: tuple[str, str]) -> None:
        super().__init__()
        self.acts = [run.net.layers[0].act for run in runs]
        self.frames = TwinFrame(region, titles)
        self.squashes, self.slopes, self.dots, self.touches = [], [], [], []
        for k, room in enumerate(self.frames.rooms):
            zs = np.linspace(-REACHES[k], REACHES[k], 201)
            plot = CurvePlot(room, zs, self.acts[k](zs), theme().forward, t.name.z.typst, '""', ENDS[k])
            plot.axes.add(plot.tick(1.0, "1"), *plot.marks(*((-3, 3), (-1, 1))[k]))
            self.squashes.append(plot)
            self.slopes.append(VMobject(stroke_color=theme().backward, stroke_width=6))
            self.dots.append(VGroup(*(Dot(radius=0.09, color=theme().light).set_z_index(5) for _ in range(2))))
            self.touches.append(Line(stroke_color=theme().backward, stroke_width=4))
            self.stand(k, 0.0)
        self.frames.pictures = [*self.squashes, *self.slopes]

    def _slope(self, k: int, z: float) -> float:
        return float(self.acts[k].slope(np.array([z]))[0])

    def stand(self, k: int, share: float) -> None:
        """Point, tangent and slope of side k at a share of its axis."""
        plot, reach = self.squashes[k], REACHES[k]
        z = (2 * share - 1) * reach * 0.96
        a, s = float(self.acts[k](np.array([z]))[0]), self._slope(k, z)
        self.dots[k][0].move_to(plot.point(z, a))
        self.dots[k][1].move_to(plot.point(z, s))
        seen = np.linspace(-0.96 * reach, z, 2 + int(200 * share))
        self.slopes[k].set_points_as_corners([plot.point(v, self._slope(k, v)) for v in seen])
        way = plot.point(z + 1, a + s) - plot.point(z, a)
        unit = HALF * way / np.linalg.norm(way)
        self.touches[k].put_start_and_end_on(plot.point(z, a) - unit, plot.point(z, a) + unit)

    def roll(self, u: float, v: float, run_time: float) -> Animation:
        """Both points, with their tangents, from share u to share v; their slopes are drawn behind them."""
        moving = VGroup(*self.slopes, *self.dots, *self.touches)

        def go(_: VGroup, alpha: float) -> None:
            for k in range(2):
                self.stand(k, u + alpha * (v - u))

        return UpdateFromAlphaFunc(moving, go, run_time=run_time)

    @property
    def moving(self) -> list[VMobject]:
        """What changes while the points roll."""
        return [*self.slopes, *self.dots, *self.touches]
