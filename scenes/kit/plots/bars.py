"""Two losses side by side on one scale from zero: before a step and after it."""

from __future__ import annotations

from manim import DOWN, UP, DashedLine, Line, Rectangle, VGroup

from engine.reading import Named, Number
from scenes.kit.place.stage import Region
from scenes.kit.theme import theme
from scenes.kit.type.formula import SMALL, Formula, Label
from scenes.kit.type.number import Num
from scenes.shown import told_apart

READ = 34.0  # font size of the numbers
APART = 0.14  # between the two numbers under the bars
WIDE = 1.6  # width to height of a region in which the numbers stand beside the bars, not under them


class LossBars(VGroup):
    """bars[k], names[k], nums[k] for k = 0 (before), 1 (after); title (L), floor, and `level`: the height before, carried across."""

    def __init__(self, region: Region, L: Named, before: Number, after: Number, size: float = READ) -> None:
        super().__init__()
        wide = region.width > WIDE * region.height
        self.nums = VGroup(*(Num(shown, size) for shown in told_apart(before, after)))
        beside = max(num.width for num in self.nums) + 0.2
        width, height = min(region.width - (2 * beside if wide else 0), 4.2), region.height - (0.7 if wide else 1.7)
        floor = region.y - region.height / 2 + (0.1 if wide else 1.05)
        top = max(before.value, after.value) or 1.0
        xs = [region.x - 0.25 * width, region.x + 0.25 * width]
        heights = [max(0.02, height * v.value / top) for v in (before, after)]
        self.floor = Line([region.x - width / 2, floor, 0], [region.x + width / 2, floor, 0], color=theme().line, stroke_width=2)
        self.bars = VGroup(*(_bar(x, floor, 0.26 * width, h) for x, h in zip(xs, heights, strict=True)))
        self.names = VGroup(Label("before"), Label("after"))
        if not wide:
            self.nums.scale(min(1.0, (width / 2 - APART) / max(num.width for num in self.nums)))
        for k in range(2):
            at = [region.x + (2 * k - 1) * (width + beside) / 2, floor + 0.5, 0] if wide else [xs[k], floor - 0.75, 0]
            self.nums[k].move_to(at)
            self.names[k].move_to(at).shift(0.47 * UP)
        start, end = xs[0] + 0.13 * width, xs[1] + (0.13 if heights[1] < heights[0] else -0.13) * width  # not across a higher bar
        self.level = DashedLine([start, floor + heights[0], 0], [end, floor + heights[0], 0], color=theme().soft, stroke_width=2)
        self.title = Formula("{s}", size=SMALL + 8, s=L).next_to(self.bars[0], UP, buff=0.15)
        self.add(self.floor, self.bars, self.names, self.nums, self.level, self.title)


def _bar(x: float, floor: float, width: float, height: float) -> Rectangle:
    bar = Rectangle(width=width, height=height, stroke_width=0, fill_color=theme().loss, fill_opacity=0.85)
    return bar.move_to([x, floor, 0], aligned_edge=DOWN)
