"""A squash and its slope, over one z: a point rolls along both, and the tangent shows what the slope's height means."""

from __future__ import annotations

import numpy as np
from manim import UP, Animation, DashedLine, Line, UpdateFromAlphaFunc, VGroup

from engine.activations import ACTIVATIONS
from engine.reading import Number, Reading
from scenes.kit.place.shots import resting
from scenes.kit.place.stage import Region
from scenes.kit.place.twin_frame import TwinFrame
from scenes.kit.plots.plot import CurvePlot
from scenes.kit.theme import theme
from scenes.kit.type.ink import Scale
from scenes.kit.type.number import Num

REACH = 6.5  # of z, to both sides
FAR = 5.2  # how far the point rolls
BENT = 2.0  # of z and of a, for the rectifier
HALF = 1.2  # length of the tangent to one side, along z


class SlopePeak(VGroup):
    """frames (a TwinFrame), squash and slope (CurvePlots), dots[0..1] on them at z, touch the tangent; `roll(u, v)` moves z.

    first, second  what shows the squash, and what its slope, for letting them appear
    """

    def __init__(self, t: Reading, region: Region) -> None:
        super().__init__()
        self.act = t.net.layers[0].act
        self.frames = TwinFrame(region, ("the squash $sigma(z)$", "its slope $sigma'(z)$"))
        self.zs = zs = np.linspace(-REACH, REACH, 161)
        left, right = self.frames.rooms
        self.squash = CurvePlot(left, zs, self.act(zs), theme().forward, t.name.z.typst, '""', y_range=(0.0, 1.0))
        self.slope = CurvePlot(right, zs, self.act.slope(zs), theme().backward, t.name.z.typst, '""', y_range=(0.0, 1.0))
        self.slopes = [self.slope.point(z, s) for z, s in zip(zs, self.act.slope(zs), strict=True)]
        self.dots = VGroup(self.squash.dot(0, float(self.act(zs)[80])), self.slope.dot(0, float(self.act.slope(zs)[80])))
        self.touch = Line(stroke_color=theme().backward, stroke_width=5)
        for plot in (self.squash, self.slope):  # on one scale: a quarter is seen to be a quarter
            _ticked(plot, (1.0,), 4.0)
        self.first = [self.frames.titles[0], self.squash.axes, self.squash.names[0], self.squash.curve]
        self.second = [self.frames.titles[1], self.frames.divider, self.slope.axes, self.slope.names[0], self.slope.curve, self.dots[1]]
        self.stand(-FAR)
        self.add(self.frames, self.squash, self.slope, self.touch, self.dots)

    def stand(self, z: float) -> None:
        """Both points, and the tangent, at z."""
        at = np.array([z])
        a, s = float(self.act(at)[0]), float(self.act.slope(at)[0])
        self.dots[0].move_to(self.squash.point(z, a))
        self.dots[1].move_to(self.slope.point(z, s))
        past = [p for p, there in zip(self.slopes, self.zs, strict=True) if -FAR <= there < z]
        self.slope.curve.set_points_as_corners(
            [self.slope.point(-FAR, float(self.act.slope(np.array([-FAR]))[0])), *past, self.dots[1].get_center()]
        )
        way = self.squash.point(z + 1, a + s) - self.squash.point(z, a)
        unit = HALF * (self.squash.point(1, 0) - self.squash.point(0, 0))[0] * way / np.linalg.norm(way)
        self.touch.put_start_and_end_on(self.dots[0].get_center() - unit, self.dots[0].get_center() + unit)

    def roll(self, u: float, v: float, run_time: float) -> Animation:
        """Points, tangent and slope go from u to v."""
        moving = VGroup(self.slope.curve, self.touch, self.dots)
        return UpdateFromAlphaFunc(moving, lambda _, alpha: self.stand(u + alpha * (v - u)), run_time=run_time)

    def peak(self, steepest: Number) -> VGroup:
        """A dashed line at the largest slope, and what that is."""
        left, right = self.slope.axes[0].get_start()[0], self.slope.axes[0].get_end()[0]
        y = self.slope.point(0, steepest.value)[1]
        line = DashedLine([left, y, 0], [right, y, 0], color=theme().soft, stroke_width=2)
        return VGroup(line, Num(steepest, resting()).move_to([right - 0.35, y, 0]).shift(0.3 * UP))


class Bend(VGroup):
    """The rectifier and its slope, over one z. first, second: what shows the one, and what the other."""

    def __init__(self, t: Reading, region: Region) -> None:
        super().__init__()
        act, frames = ACTIVATIONS["relu"], TwinFrame(region, ("the rectifier $max(0, z)$", "its slope"))
        zs, z = np.array([-BENT, 0.0, np.nextafter(0.0, 1.0), BENT]), t.name.z.typst
        plots = []
        for room, ys, hue in zip(frames.rooms, (act(zs), act.slope(zs)), (theme().forward, theme().backward), strict=True):
            plots.append(CurvePlot(room, zs, ys, hue, z, '""', y_range=(0.0, BENT)))
            _ticked(plots[-1], (1.0,), 1.0)
        parts = [[title, plot.axes, plot.names[0], plot.curve] for title, plot in zip(frames.titles, plots, strict=True)]
        self.first, self.second = parts[0], [*parts[1], frames.divider]
        self.add(*self.first, *self.second)


def _ticked(plot: CurvePlot, heights: tuple[float, ...], side: float) -> None:
    """Numbers on both axes of a plot, on either side of z = 0."""
    plot.axes.add(*(plot.tick(height, Scale.of(height)) for height in heights), plot.marks(-side, side))
