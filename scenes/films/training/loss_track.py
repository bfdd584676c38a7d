"""The loss over the steps of a run or two, as far as the clock has got, with its value where it stands."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import DOWN, LEFT, RIGHT, UP, Dot, Line, VGroup, VMobject

from engine.reading import Number, Reading
from scenes.films.training.facts import SAID, peaks
from scenes.films.training.facts import steps as steps_of
from scenes.kit.place.plate import plate
from scenes.kit.place.shots import RESTING
from scenes.kit.place.stage import Region, Stage
from scenes.kit.plots.axis import axis_line
from scenes.kit.plots.rulers import rungs
from scenes.kit.theme import theme
from scenes.kit.type.formula import Formula
from scenes.kit.type.ink import Scale
from scenes.kit.type.number import Num
from scenes.shown import show

MARKS, LOW = 3, 5.0  # on each axis; heights of a digit in which so many stand on top of each other
NAMED = 0.28  # of the axis, right of its middle, where names of curves end
DIGIT = 0.0072  # height of a digit, in manim units a point of its size
APART = 0.2  # between numbers at the axis
LEFT_ROOM = 1.75  # for the marks of the loss and its name


class LossTrack(VGroup):
    """axes, names of both, marks; curves[m] of run m up to the step that is drawn, dots[m] at its tip.

    paths[m][k]   where run m stands at kept step k      reach(k)   draws all to kept step k
    value         the loss of a run that is alone, at its dot      log   whether marks are powers of ten: where a loss peaks
    kept          the loss on points kept from training, not yet shown
    """

    def __init__(self, runs: Sequence[Reading], steps: Sequence[int], stage: Stage, room: Region) -> None:
        super().__init__()
        self.size, self.runs, self.steps = RESTING[stage.shape], runs, steps
        losses = [np.array(t.run.losses) for t in runs]
        losses += [np.array(t.run.test_losses) for t in runs[:1] if t.run.test_losses is not None and len(runs) == 1]
        self.log = any(map(peaks, runs)) and min(L.min() for L in losses) > 0
        heights = [np.log10(L) if self.log else L for L in losses]
        deep, high = 2.0 * DIGIT * self.size, 0.6 * DIGIT * self.size
        self.box = Region(
            room.x + LEFT_ROOM / 2 - 0.15, room.y + (deep - high) / 2, room.width - LEFT_ROOM - 0.3, room.height - deep - high
        )
        self.marked = _marked(heights, self.log, MARKS if self.box.height > LOW * DIGIT * self.size else 2)
        low, top = (self.marked[0], max(self.marked[-1], *(float(h.max()) for h in heights)))
        corner = self.box.center - np.array([self.box.width / 2, self.box.height / 2, 0])
        xs = corner[0] + np.array(steps) / steps[-1] * self.box.width
        ys = [corner[1] + (h[steps] - low) / (top - low) * self.box.height for h in heights]
        self.paths = [np.stack([xs, y, np.zeros_like(xs)], axis=1) for y in ys]
        self.kept = VMobject(stroke_color=theme().forward, stroke_width=5)
        if len(self.paths) > len(runs):
            self.kept.set_points_as_corners(self.paths.pop())
        self.axes = VGroup(*(axis_line(corner, corner + way, color=theme().line, stroke_width=2) for way in self._ways()))
        self.marks = self._marks(corner, low, top)
        self.curves = VGroup(*(VMobject(stroke_color=theme().loss, stroke_width=6 if m == 0 else 4) for m in range(len(runs))))
        self.dots = VGroup(*(Dot(path[0], radius=0.12, color=theme().light).set_z_index(5) for path in self.paths))
        self.value = self._value(runs[0].losses[0])
        self.add(self.axes, self.marks, self.curves, self.dots, *([self.value] if len(runs) == 1 else []))
        self.reach(0)

    def _ways(self) -> tuple[np.ndarray, np.ndarray]:
        return self.box.width * RIGHT, self.box.height * UP

    def _marks(self, corner: np.ndarray, low: float, top: float) -> VGroup:
        """Strokes and numbers on both axes, the name of the loss, and how many steps there are."""
        marks, last = VGroup(), steps_of(self.runs[0])
        for v in self.marked:
            at = corner + (v - low) / (top - low) * self.box.height * UP
            stroke = Line(at, at + 0.1 * LEFT, color=theme().soft, stroke_width=2)
            marks.add(stroke, self._mark(Scale(f"10^({v:.0f})") if self.log else Scale.of(v)).next_to(at, LEFT, buff=0.15))
        count = Formula('{n} "steps"', size=self.size, color=theme().soft, n=last)
        count.next_to(corner, DOWN, buff=0.2).align_to(self.axes[0], RIGHT)
        for v in rungs(0.0, last.value, MARKS):
            at = corner + v / last.value * self.box.width * RIGHT
            number = self._mark(Scale.of(v)).next_to(at, DOWN, buff=0.2)
            if number.get_right()[0] < count.get_left()[0] - APART:
                marks.add(Line(at, at + 0.1 * DOWN, color=theme().soft, stroke_width=2), number)
        name = Formula("{s}", size=1.2 * self.size, s=self.runs[0].name.L)
        marks.add(count, name.move_to([corner[0] - LEFT_ROOM + 0.2, self.box.y, 0]))
        return marks

    def _mark(self, scale: Scale) -> Formula:
        return Formula("{s}", size=self.size, color=theme().soft, s=scale)

    def reach(self, k: int) -> None:
        for m, path in enumerate(self.paths):
            self.curves[m].set_points_as_corners(path[: max(2, k + 1)] if k else path[[0, 0]])
            self.dots[m].move_to(path[k])
        if len(self.runs) == 1:
            self._say(self._value(self.runs[0].losses[self.steps[k]]))

    def _value(self, loss: Number) -> VGroup:
        """A loss on its plate: ahead of the dot or, where the axis ends, over it or under it."""
        tag = plate(Num(show(loss, digits=SAID), self.size)).next_to(self.dots[0], RIGHT, buff=0.12).set_z_index(6)
        over = tag.get_right()[0] - self.box.x - self.box.width / 2
        if over > 0:
            low = self.dots[0].get_y() < self.box.y
            tag.next_to(self.dots[0], UP if low else DOWN, buff=0.1).shift((self.box.x + self.box.width / 2 - tag.get_right()[0]) * RIGHT)
        return tag

    def _say(self, tag: VGroup) -> None:
        """Show another number in the place of the one that stands: the plate's path and the number's, with what it says."""
        for own, new in zip(self.value, tag, strict=True):
            own.points = new.points
        self.value[1].shown, self.value[1].ink = tag[1].shown, tag[1].ink

    def named(self, titles: VGroup) -> list[VMobject]:
        """The name of each run at its curve, over the upper one, and under the lower one where that has left room; not yet shown."""
        k = int(np.searchsorted(self.paths[0][:, 0], self.box.x + NAMED * self.box.width))
        upper = int(np.argmax([path[k, 1] for path in self.paths]))
        names = [title.copy().scale(0.85) for title in titles]
        floor = self.box.y - self.box.height / 2
        for m, (name, path) in enumerate(zip(names, self.paths, strict=True)):
            name.align_to(path[k], RIGHT)
            over = path[(path[:, 0] > name.get_left()[0] - 0.1) & (path[:, 0] < path[k, 0] + 0.1), 1]
            under = m != upper and path[k, 1] - floor > name.height + 0.2
            name.set_y(over.min() - 0.1 - name.height / 2 if under else over.max() + 0.1 + name.height / 2)
        return names


def _marked(heights: Sequence[np.ndarray], log: bool, marks: int) -> list[float]:
    """Where numbered lines run, so many at most: round losses from zero, or powers of ten from below the smallest."""
    low, top = min(float(h.min()) for h in heights), max(float(h.max()) for h in heights)
    if not log:
        return rungs(0.0, top or 1.0, marks)
    first, last = int(np.floor(low)), int(np.floor(top))
    return [float(k) for k in range(first, last + 1, max(1, (last - first) // (marks - 1)))]
