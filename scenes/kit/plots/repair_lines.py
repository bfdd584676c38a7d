"""What each repair does to the factor of a link: a track for each on one logarithmic line, from where it was towards one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from manim import DOWN, UP, Arrow, Circle, DashedLine, Dot, Line, VGroup

from engine.reading import Number, Reading
from scenes import repairs
from scenes.kit.place.plate import plate
from scenes.kit.place.shots import resting, room_of
from scenes.kit.place.stage import Region, Stage
from scenes.kit.theme import theme
from scenes.kit.type.formula import Formula, Label, small
from scenes.kit.type.number import Num
from scenes.shown import show

NAMES = ("rectifier (relu)", "weights that fit", "batch norm", "residual connections")
MENDS = ("mends the slope", "mends the gain, at the start", "mends the gain, at every step", "go past gain and slope")
SPAN = 5.0  # the tracks reach from one over this to this
NOTE = 0.85  # of the type of numbers: what a repair does, under its name
LEADING = 0.5  # from a name's line to the next
HIGH = 2.2  # of a row in a narrow frame, whose type is smaller in less


def first_repairs(t: Reading, stage: Stage, count: int) -> RepairLines:
    """The first repairs of the lesson on all of a stage, what each does to the factor of a link; not yet shown."""
    factors = [[repairs.at_start(t, run, "factor") for run in pair] for pair in repairs.PAIRS[:count]]
    told = [Repair(name, mends, *pair) for name, mends, pair in zip(NAMES, MENDS, factors, strict=False)]
    return RepairLines(room_of(stage, "SOLO"), told, stage.is_narrow)


@dataclass(frozen=True)
class Repair:
    """A repair's name, what it mends, and a link's factor before and after it."""

    name: str
    mends: str
    before: Number
    after: Number


class RepairLines(VGroup):
    """one: a line at the factor one, and its name; rows[k]: words, track with ring and number, arrow with dot and number."""

    def __init__(self, region: Region, repairs: Sequence[Repair], narrow: bool) -> None:
        super().__init__()
        self.region, self.narrow = region, narrow
        share = 1.0 if narrow else 0.62
        self.left, self.wide = region.left[0] + (1 - share) * region.width, share * region.width
        high = (region.height - 0.7) / len(repairs)
        ys = [region.top[1] - 0.7 - (k + 0.5) * high for k in range(len(repairs))]
        x, top, low = self._x(1.0), region.top[1] - 0.5, region.y - region.height / 2
        line = DashedLine([x, top, 0], [x, low, 0], color=theme().soft, stroke_width=2.5)
        self.one = VGroup(line, Formula("{f} = 1", size=resting(), f='"factor of a link"').next_to([x, top, 0], UP, buff=0.12))
        self.rows = [self._row(repair, y, high) for repair, y in zip(repairs, ys, strict=True)]
        self.add(self.one, *(part for row in self.rows for part in row))

    def _x(self, factor: float) -> float:
        return float(self.left + self.wide * (0.5 + 0.46 * np.log(factor) / np.log(SPAN)))

    def _row(self, repair: Repair, y: float, high: float) -> tuple[VGroup, VGroup, VGroup]:
        size = resting() * (min(1.0, high / HIGH) if self.narrow else 1.0)
        note = small() / resting() if self.narrow else NOTE
        name, mends = Label(repair.name, 1.15 * size, theme().ink), Label(repair.mends, note * size, theme().soft)
        base = y + (0.34 * high if self.narrow else 0.1)
        for line, low in ((name, base), (mends, base - LEADING)):
            x = self.region.x - line.width / 2 if self.narrow else self.region.left[0]
            line.shift([x - line.get_left()[0], low - line[1].get_bottom()[1], 0])  # the second letter hangs nowhere below the line
        words = VGroup(plate(name), plate(mends)).set_z_index(3) if self.narrow else VGroup(name, mends)
        y -= 0.16 * high if self.narrow else 0.0
        track = Line([self.left, y, 0], [self.left + self.wide, y, 0], color=theme().line, stroke_width=1.5)
        start, end = ([self._x(f.value), y, 0] for f in (repair.before, repair.after))
        ring = Circle(0.12, color=theme().backward, stroke_width=3, fill_color=theme().ground, fill_opacity=1).move_to(start)
        dot = Dot(end, radius=0.13, color=theme().backward)
        arrow = Arrow(start, end, buff=0.16, color=theme().backward, stroke_width=5, tip_length=0.22)
        nums = [
            plate(Num(show(f, 3), size, hue)).next_to(at, DOWN, buff=0.15).set_z_index(3)
            for f, at, hue in ((repair.before, start, theme().soft), (repair.after, end, theme().ink))
        ]
        return words, VGroup(track, ring, nums[0]), VGroup(arrow, dot, nums[1])
