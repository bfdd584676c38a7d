"""What each repair does to the factor of a link: a track for each on one logarithmic line, from where it was towards one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from manim import DOWN, LEFT, UP, Arrow, Circle, DashedLine, Dot, Line, VGroup

from engine.reading import Number
from scenes.kit.number import Num, show
from scenes.kit.plate import plate
from scenes.kit.stage import Region
from scenes.kit.theme import theme
from scenes.kit.type import BODY, Formula, Label, small

SPAN = 5.0  # the tracks reach from one over this to this


@dataclass(frozen=True)
class Repair:
    """A repair's name, what it mends, and a link's factor before and after it."""

    name: str
    mends: str
    before: Number
    after: Number


class RepairLines(VGroup):
    """one: a line at the factor one, and its name; rows[k]: words on plates, track with ring and number, arrow with dot and number."""

    def __init__(self, region: Region, repairs: Sequence[Repair], narrow: bool) -> None:
        super().__init__()
        self.region, self.narrow = region, narrow
        share = 1.0 if narrow else 0.62
        self.left, self.wide = region.left[0] + (1 - share) * region.width, share * region.width
        high = (region.height - 0.7) / len(repairs)
        ys = [region.top[1] - 0.7 - (k + 0.5) * high for k in range(len(repairs))]
        x, top, low = self._x(1.0), region.top[1] - 0.5, region.y - region.height / 2
        line = DashedLine([x, top, 0], [x, low, 0], color=theme().soft, stroke_width=2.5)
        self.one = VGroup(line, Formula("{f} = 1", size=small() + 4, f='"factor of a link"').next_to([x, top, 0], UP, buff=0.12))
        self.rows = [self._row(repair, y, high) for repair, y in zip(repairs, ys, strict=True)]
        self.add(self.one, *(part for row in self.rows for part in row))

    def _x(self, factor: float) -> float:
        return float(self.left + self.wide * (0.5 + 0.46 * np.log(factor) / np.log(SPAN)))

    def _row(self, repair: Repair, y: float, high: float) -> tuple[VGroup, VGroup, VGroup]:
        words = VGroup(plate(Label(repair.name, BODY, theme().ink)), plate(Label(repair.mends, small(), theme().soft))).set_z_index(3)
        if self.narrow:
            words.arrange(DOWN, buff=0.1).move_to([self.region.x, y + 0.3 * high, 0])
            y -= 0.16 * high
        else:
            words.arrange(DOWN, buff=0.12, aligned_edge=LEFT).move_to([self.region.left[0], y, 0], aligned_edge=LEFT)
        track = Line([self.left, y, 0], [self.left + self.wide, y, 0], color=theme().line, stroke_width=1.5)
        start, end = ([self._x(f.value), y, 0] for f in (repair.before, repair.after))
        ring = Circle(0.12, color=theme().backward, stroke_width=3, fill_color=theme().ground, fill_opacity=1).move_to(start)
        dot = Dot(end, radius=0.13, color=theme().backward)
        arrow = Arrow(start, end, buff=0.16, color=theme().backward, stroke_width=5, max_tip_length_to_length_ratio=0.12)
        nums = [
            plate(Num(show(f, 3), small(), hue)).next_to(at, DOWN, buff=0.15).set_z_index(3)
            for f, at, hue in ((repair.before, start, theme().soft), (repair.after, end, theme().ink))
        ]
        return words, VGroup(track, ring, nums[0]), VGroup(arrow, dot, nums[1])
