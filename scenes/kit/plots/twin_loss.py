"""The losses of two runs on one pair of axes and one clock; what is beyond the axis leaves the picture at its top."""

from __future__ import annotations

import numpy as np
from manim import DOWN, LEFT, RIGHT, UP, Animation, Arrow, Dot, Line, VGroup, VMobject

from engine.reading import Reading
from scenes import repairs
from scenes.kit.place.plate import plate
from scenes.kit.place.shots import SMALLEST, resting
from scenes.kit.place.stage import Region
from scenes.kit.place.twin_frame import TwinFrame
from scenes.kit.plots.axis import axis_line
from scenes.kit.theme import theme
from scenes.kit.type.formula import Formula, Label
from scenes.kit.type.ink import Scale
from scenes.kit.type.number import Num
from scenes.shown import show

BEYOND = 40.0  # a loss above this is not given room
LINE = 0.009  # of a mark's line, for each point of its size
RISES = 0.5  # of the arrow where a loss leaves the picture
SHARES = (3.5, 5.5)  # widths of the two curves


def hue(k: int) -> str:
    """The first run's loss in a soft hue, the second's in that of losses."""
    return (theme().soft, theme().loss)[k]


class TwinLoss(VGroup):
    """frame (axes, marks, names); curves[k] and dots[k] of the runs, `at(step)` draws both up to a step; no dot is seen beyond the axis.

    ends[k]     the last loss beside its curve's end, on a plate
    """

    def __init__(self, t: Reading, region: Region, runs: tuple[int, int]) -> None:
        super().__init__()
        self.losses = [repairs.losses(t, k) for k in runs]
        values = [np.minimum(each.array, 1e300) for each in self.losses]
        self.steps = len(values[0]) - 1
        self.top = 1.12 * max(float(v[v < BEYOND].max()) for v in values)
        k = resting() / SMALLEST["16:9"]
        self.box = Region(region.x - 0.25 * k, region.y + 0.1 * k, region.width - 2.3 * k, region.height - 0.9 * k)
        corner, across, up = self._at(0, 0), self._at(self.steps, 0), self._at(0, self.top)
        axes = VGroup(*(axis_line(corner, end, color=theme().line, stroke_width=2) for end in (across, up)))
        marks = VGroup(*(self._mark(L) for L in self._marked()))
        name = Formula("{s}", size=resting(), s=t.name.L).next_to(up, UP, buff=0.08)
        count = Formula("{n}", size=resting(), color=theme().soft, n=repairs.steps(t, runs[0]))
        words = Label("steps", size=resting(), color=theme().soft)
        count.next_to(across, DOWN, buff=0.12).align_to(across, RIGHT)
        words.next_to(count, LEFT, buff=0.35).shift((count.get_bottom()[1] - words[0].get_bottom()[1]) * UP)  # on one line
        self.frame = VGroup(axes, marks, name, words, count)
        self.points_of = [[self._at(k, L) for k, L in enumerate(v)] for v in values]
        self.curves = [VMobject(stroke_color=hue(k), stroke_width=SHARES[k]) for k in range(2)]
        self.dots = [
            Dot(points[0], radius=0.08, color=hue(k)).set_stroke(theme().ground, 2.5).set_z_index(5)
            for k, points in enumerate(self.points_of)
        ]
        self.ends = self._ends()
        self.at(0)
        self.add(self.frame, *self.curves, *self.dots)

    def _at(self, step: float, L: float) -> np.ndarray:
        b = self.box
        return np.array([b.x + (step / self.steps - 0.5) * b.width, b.y + (min(L, self.top) / self.top - 0.5) * b.height, 0.0])

    def _marked(self) -> list[float]:
        """The marks that stand over each other; where there is too little height, only the ends."""
        every = _marks(self.top)
        for shown in (every, every[:: len(every) - 1]):
            if self._at(0, shown[1])[1] - self._at(0, shown[0])[1] > LINE * resting():
                return shown
        return every[:1]

    def _mark(self, L: float) -> VGroup:
        at = self._at(0, L)
        stroke = Line(at + 0.07 * LEFT, at + 0.07 * RIGHT, color=theme().line, stroke_width=2)
        return VGroup(stroke, Formula("{s}", size=0.86 * resting(), color=theme().soft, s=Scale.of(L)).next_to(stroke, LEFT, buff=0.1))

    def _ends(self) -> list[VGroup]:
        """Both last losses, set apart where they would touch."""
        ends = [
            plate(Num(show(each[-1], 2), resting(), hue(k))).next_to(self.points_of[k][-1], RIGHT, buff=0.15)
            for k, each in enumerate(self.losses)
        ]
        low = min(ends, key=lambda end: float(end.get_y()))
        high = ends[1 - ends.index(low)]
        high.shift(max(0.0, low.height + 0.06 - (high.get_y() - low.get_y())) * UP)
        return ends

    def at(self, step: float, *runs: int) -> None:
        """Runs, or both, up to a step."""
        k = round(step)
        for run in runs or (0, 1):
            points, curve, dot = self.points_of[run], self.curves[run], self.dots[run]
            curve.set_points_as_corners(points[: max(2, k + 1)] if k else [points[0]] * 2)
            dot.move_to(points[k]).set_opacity(float(self.losses[run][k].value <= self.top))

    def run(self, k: int, run_time: float) -> Animation:
        """The curve of run k, all its steps."""
        return TwinFrame.clock([lambda share: self.at(share * self.steps, k)], [self.curves[k], self.dots[k]], run_time)

    def beyond(self, step: int) -> VGroup:
        """The first run's loss at the top edge, beyond which it is at this step, and an arrow there: arrow, number; not yet shown."""
        foot = self._at(step, self.top) + 0.35 * RIGHT + 0.12 * DOWN
        arrow = Arrow(foot, foot + RISES * UP, buff=0, color=hue(0), stroke_width=5, tip_length=0.18)
        number = plate(Num(show(self.losses[0][step], 2), resting(), hue(0))).next_to(arrow, RIGHT, buff=0.12)
        return VGroup(arrow, number).set_z_index(6)

    @property
    def moving(self) -> list[VMobject]:
        """What changes while the runs go on."""
        return [*self.curves, *self.dots]


def _marks(top: float) -> list[float]:
    """Zero, and two steps up that are easy to read."""
    step = next(s for s in (0.5, 1.0, 2.0, 5.0, 10.0, 20.0) if 3 * s > top)
    return [0.0, step] if 2 * step > 0.95 * top else [0.0, step, 2 * step]
