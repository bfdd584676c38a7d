"""One hidden neuron, with relu and with leaky relu: its examples as dots on the squash, both losses under them, one clock."""

from __future__ import annotations

import numpy as np
from manim import Animation, Dot, Line, Mobject, VGroup

from engine.reading import Reading
from scenes.kit.place.stage import Region, Stage
from scenes.kit.place.twin_frame import TwinFrame
from scenes.kit.plots.plot import CurvePlot
from scenes.kit.plots.rulers import rungs
from scenes.kit.plots.twin_loss import TwinLoss
from scenes.kit.plots.twin_runs import run_rooms, swatches
from scenes.kit.theme import theme

AIR = 0.6  # of z beyond the outermost example
HALF = 0.4  # length of a dot's tangent to one side


class DeadDots(VGroup):
    """frames (a TwinFrame), plots[k], dots[k], touches[k] (a tangent at each dot), chart; `at(step)` moves dots, tangents and curves.

    last   the last step
    """

    def __init__(self, t: Reading, stage: Stage, titles: tuple[str, str]) -> None:
        super().__init__()
        rooms, twins = run_rooms(stage), t.trace.studies["dead"].twins
        self.runs = t.trace.studies["dead"].runs
        self.frames = TwinFrame(rooms.frames, titles)
        self.swatches = swatches(self.frames)
        z = np.concatenate([run.z.ravel() for run in self.runs])
        low, high = float(z.min()) - AIR, float(z.max()) + AIR
        zs = np.linspace(low, high, 241)
        self.plots, self.dots, self.touches = [], [], []
        self.acts = [t.trace.twins[twin].net.layers[0].act for twin in twins]
        for k, (room, act) in enumerate(zip(self.frames.rooms, self.acts, strict=True)):
            part = Region(room.x + 0.2, room.y, room.width - 0.2, room.height)
            plot = CurvePlot(part, zs, act(zs), theme().forward, t.name.z.typst, t.name.a.typst, (-0.35, high))
            plot.axes.add(*plot.rule(rungs(0.0, 0.9 * high, 3)[1:]), plot.marks(*(v for v in rungs(0.9 * low, 0.9 * high, 3) if v)))
            self.plots.append(plot)
            self.dots.append(VGroup(*(Dot(radius=0.1, color=theme().light).set_z_index(5) for _ in self.runs[k].z[0])))
            self.touches.append(VGroup(*(Line(stroke_color=theme().backward, stroke_width=6).set_z_index(4) for _ in self.runs[k].z[0])))
        self.chart = TwinLoss(t, rooms.loss, (twins[0] + 1, twins[1] + 1))
        self.last = self.chart.steps
        self.at(0, 0, 1)
        self.frames.pictures = [*self.plots, *self.dots]

    def at(self, step: float, *ks: int) -> None:
        """Runs k as they were before this step; between two steps the dots are on their way along the squash."""
        s, share = int(step), step % 1
        self.chart.at(round(step), *ks)
        for k in ks:
            run, plot = self.runs[k], self.plots[k]
            z_of, a_of, slope_of = run.z[s], run.a[s], run.slope[s]
            if share:
                z_of = z_of + share * (run.z[s + 1] - z_of)
                a_of, slope_of = self.acts[k](z_of), self.acts[k].slope(z_of)
            for m, (dot, touch) in enumerate(zip(self.dots[k], self.touches[k], strict=True)):
                z, a, slope = z_of[m], a_of[m], slope_of[m]
                at = plot.point(z, a)
                way = plot.point(z + 1, a + slope) - at
                unit = HALF * way / np.linalg.norm(way)
                dot.move_to(at)
                touch.put_start_and_end_on(at - unit, at + unit)

    def run(self, first: float, last: float, run_time: float, *ks: int) -> Animation:
        """Runs k, from one step to another."""
        return TwinFrame.clock([lambda share: self.at(first + share * (last - first), *ks)], self._moving(*ks), run_time)

    def _moving(self, *ks: int) -> list[Mobject]:
        chart = self.chart
        return [part for k in ks for part in (self.dots[k], self.touches[k], chart.curves[k], chart.dots[k])]

    @property
    def everything(self) -> list[Mobject]:
        """All there is, for letting it leave."""
        return [self.frames, self.swatches, *self.plots, *self.dots, *self.touches, self.chart, *self.chart.ends]
