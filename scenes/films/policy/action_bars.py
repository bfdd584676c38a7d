"""Two actions as bars of probability, over the line where the old policy has them, and the pushes that a gradient gives them."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from manim import DOWN, RIGHT, UP, Animation, Arrow, DashedLine, Line, ReplacementTransform, UpdateFromAlphaFunc, VGroup, VMobject

from engine.reading import Number, Reading
from scenes.films.policy import facts
from scenes.kit.place.shots import resting
from scenes.kit.place.stage import Region
from scenes.kit.theme import theme
from scenes.kit.type.formula import Formula, Label, small
from scenes.kit.type.number import Num

NAMES = ("left $pi_1$", "right $pi_2$")  # of an action, and the letter of its probability
MOST = 0.78  # the probability that reaches the top of the region
PUSH = 1.7  # length of an arrow for each unit of -dL/dz, at most half of the room a unit


class ActionBars(VGroup):
    """bars[k], names[k], floor, then (the dashed line of the old policy, with its name, not yet shown), pushes (arrows).

    set(p) lays the bars; walk(start, end) moves them as the ratio goes; digits(p) the numbers under them; push(slopes) arrows
    """

    def __init__(self, t: Reading, region: Region) -> None:
        super().__init__()
        study = facts.study(t)
        self.ratio, self.pi = study.ratio, study.pi
        self.reach = min(PUSH, region.height / 2)
        pitch = min(2.4, region.width / 2)
        self.half, self.unit = 0.27 * pitch, (region.height - 1.35) / MOST
        foot = region.y - region.height / 2 + 1.05
        self.floor = Line([region.x - 0.95 * pitch, foot, 0], [region.x + 0.95 * pitch, foot, 0], color=theme().line, stroke_width=2)
        self.bars = VGroup(*(VMobject(stroke_width=0, fill_color=theme().forward, fill_opacity=0.75) for _ in NAMES))
        self.pitch = pitch
        self.set(study.old)
        self.names = VGroup(*(Label(name, size=small() + 9) for name in NAMES))
        for k, name in enumerate(self.names):
            name.move_to([self.x(k), foot - 0.82, 0])
        level = foot + self.unit * float(study.old[0])
        line = DashedLine([self.floor.get_left()[0], level, 0], [self.floor.get_right()[0], level, 0], color=theme().ink, stroke_width=3)
        self.then = VGroup(line, Formula('pi_"old"', size=0.85 * resting(), color=theme().ink).next_to(line, RIGHT, buff=0.25)).set_z_index(
            3
        )
        self.pushes = VGroup()
        self.add(self.floor, self.bars, self.names)

    def x(self, k: int) -> float:
        return float(self.floor.get_x() + (k - 0.5) * self.pitch)

    def top(self, k: int) -> np.ndarray:
        return np.array([self.x(k), self.bars[k].get_top()[1], 0])

    def set(self, p: np.ndarray) -> None:
        """Lay the bars for these probabilities, shape (2,)."""
        foot = self.floor.get_y()
        for k, bar in enumerate(self.bars):
            left, right, top = self.x(k) - self.half, self.x(k) + self.half, foot + self.unit * float(p[k])
            corners = [[left, foot, 0], [right, foot, 0], [right, top, 0], [left, top, 0]]
            bar.set_points_as_corners([*corners, corners[0]])

    def walk(self, start: float, end: float, run_time: float = 1.5) -> Animation:
        """The bars go from ratio to ratio, over the probabilities that the engine gave."""
        first, last = (int(np.abs(self.ratio - r).argmin()) for r in (start, end))
        return UpdateFromAlphaFunc(self.bars, lambda _, alpha: self.set(self.pi[round(first + alpha * (last - first))]), run_time=run_time)

    def instead_of(self, old: ActionBars, r: float) -> list[Animation]:
        """Other bars become these, at a ratio; the one that was taken keeps its outline."""
        self.set(self.pi[int(np.abs(self.ratio - r).argmin())])
        self.bars[1].set_stroke(theme().light, width=4)
        return [ReplacementTransform(old, self), ReplacementTransform(old.then, self.then)]

    def take(self) -> Animation:
        """The second action is the one that was taken: from now on its bar has an outline."""
        outlined: Animation = self.bars[1].animate.set_stroke(theme().light, width=4)
        return outlined

    def digits(self, p: Iterable[Number]) -> VGroup:
        """The probabilities under their bars."""
        return VGroup(*(Num(number, resting()).move_to([self.x(k), self.floor.get_y() - 0.34, 0]) for k, number in enumerate(p)))

    def push(self, slopes: Iterable[Number]) -> VGroup:
        """An arrow on each bar against its slope: as long as the step would be."""
        arrows = []
        for k, slope in enumerate(slopes):
            start = self.top(k) + (self.half + 0.2) * RIGHT
            way = self.reach * abs(slope.value) * (DOWN if slope.value > 0 else UP)
            tip = {"tip_length": 0.22, "max_tip_length_to_length_ratio": 0.5, "max_stroke_width_to_length_ratio": 30}
            arrows.append(Arrow(start, start + way, buff=0, color=theme().backward, stroke_width=7, **tip).set_z_index(4))
        self.pushes = VGroup(*arrows)
        return self.pushes
