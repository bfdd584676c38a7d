"""The loss over the steps of a run or two, as far as the clock has got."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import DOWN, LEFT, RIGHT, UP, Dot, Line, VGroup, VMobject

from engine.reading import Reading
from scenes.films.training.facts import peaks
from scenes.films.training.facts import steps as steps_of
from scenes.kit.place.plate import plate
from scenes.kit.place.stage import Region
from scenes.kit.theme import theme
from scenes.kit.type.formula import Formula, small
from scenes.kit.type.number import Num
from scenes.shown import Shown


class LossTrack(VGroup):
    """axes, names of both; curves[m] of run m up to the step that is drawn, dots[m] at its tip.

    paths[m][k]   where run m stands at kept step k      reach(k)   draws all to kept step k
    decades       where a loss peaks, lines of ten times more each      kept   the loss on points kept from training, not yet shown
    """

    def __init__(self, runs: Sequence[Reading], steps: Sequence[int], region: Region) -> None:
        super().__init__()
        losses = [np.array(t.run.losses) for t in runs]
        losses += [np.array(t.run.test_losses) for t in runs[:1] if t.run.test_losses is not None and len(runs) == 1]
        log = any(map(peaks, runs)) and min(L.min() for L in losses) > 0
        if log:
            losses = [np.log10(L) for L in losses]
        low, top = (np.floor(min(L.min() for L in losses)), np.ceil(max(L.max() for L in losses))) if log else (0.0, _top(losses))
        box = Region(region.x, region.y + 0.08, region.width - 1.6, region.height - 0.75)
        corner = box.center - np.array([box.width / 2, box.height / 2, 0])
        xs = corner[0] + np.array(steps) / steps[-1] * box.width
        heights = [corner[1] + (L[steps] - low) / (top - low) * box.height for L in losses]
        self.paths = [np.stack([xs, ys, np.zeros_like(xs)], axis=1) for ys in heights]
        self.kept = VMobject(stroke_color=theme().forward, stroke_width=4)
        if len(self.paths) > len(runs):
            self.kept.set_points_as_corners(self.paths.pop())
        rungs = np.arange(low + 1, top + 1) if log else np.zeros(0)
        rung = Line(corner, corner + box.width * RIGHT, color=theme().line, stroke_width=1)
        self.decades = VGroup(*(rung.copy().shift((k - low) / (top - low) * box.height * UP) for k in rungs))
        self.axes = VGroup(
            Line(corner, corner + box.width * RIGHT, color=theme().line, stroke_width=2),
            Line(corner, corner + box.height * UP, color=theme().line, stroke_width=2),
        )
        count = Formula('{n} "steps"', size=small(), n=steps_of(runs[0])).next_to(self.axes[0].get_end(), DOWN, buff=0.12)
        name = Formula("{s}", size=small() + 4, s=runs[0].name.L).next_to(self.axes[1].get_end(), LEFT, buff=0.15)
        self.names = VGroup(count.align_to(self.axes[0], RIGHT), name)
        self.curves = VGroup(*(VMobject(stroke_color=theme().loss, stroke_width=4 if m == 0 else 2.5) for m in range(len(runs))))
        self.dots = VGroup(*(Dot(path[0], radius=0.09, color=theme().light).set_z_index(5) for path in self.paths))
        self.add(self.decades, self.axes, self.names, self.curves, self.dots)
        self.reach(0)

    @property
    def rises_first(self) -> bool:
        """Whether the first run's curve leaves its beginning upwards."""
        return bool(self.paths[0][1, 1] > self.paths[0][0, 1])

    def reach(self, k: int) -> None:
        for m, path in enumerate(self.paths):
            self.curves[m].set_points_as_corners(path[: max(2, k + 1)] if k else path[[0, 0]])
            self.dots[m].move_to(path[k])

    def digits(self, loss: Shown, way: np.ndarray, buff: float) -> VGroup:
        """A loss on a plate, this way from the tip of the first run; not yet shown."""
        return plate(Num(loss, small() + 4)).next_to(self.dots[0], way, buff=buff)

    def ends(self, titles: VGroup) -> list[VMobject]:
        """The name of each run, over the end of its curve; not yet shown."""
        names = [title.copy() for title in titles]
        return [n.next_to(path[-1], UP, buff=0.1).align_to(self.axes[0], RIGHT) for n, path in zip(names, self.paths, strict=True)]


def _top(losses: Sequence[np.ndarray]) -> float:
    """The largest loss of all; of losses that are all zero, one."""
    return max(float(L.max()) for L in losses) or 1.0
