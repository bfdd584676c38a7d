"""One weight close up: the loss over it is a line there, and its slope says which way is downhill."""

from __future__ import annotations

import numpy as np
from manim import DOWN, LEFT, RIGHT, Arrow, DashedLine, Dot, Line, VGroup

from engine.reading import Named, Number
from scenes.kit.place.shots import least
from scenes.kit.place.stage import Region
from scenes.kit.theme import theme
from scenes.kit.type.formula import Formula
from scenes.kit.type.number import Num

TYPE = 41
ROWS = (0.38, 0.8)  # under the axis: where the old weight stands, and the new one
TILT = 0.32  # how much the line rises or falls, as a part of the picture's height


class SlopeSketch(VGroup):
    """axes, names (L and w), line (the slope), dot at `home`, foot (dashed, to the w axis).

    No scale: `steep` and `far` say how steep the line and how long the step are beside the largest that is drawn.
    write(old, new)   the weights under the w axis, `old` at home and `new` (not yet shown) where the step ends

    larger, smaller   where the dot goes when w grows or shrinks      downhill   the one of them with less loss
    step()            the arrow along the w axis towards downhill
    """

    def __init__(self, region: Region, w: Named, L: Named, rising: bool, steep: float = 1.0, far: float = 1.0) -> None:
        super().__init__()
        names = VGroup(*(Formula("{s}", size=TYPE, s=named) for named in (w, L)))
        is_high = region.height > region.width
        beside = 0.65 if is_high else max(0.65, names[0].width + 0.24)  # a name of two indices is as wide as an axis is far from the edge
        under = 0.7 if is_high else 0.3
        width, height = min(region.width - 2 * beside, 4.6), min(region.height - 2 * under - 0.6, 4.2)
        x0, y0 = region.x - width / 2, region.y - height / 2 + under
        mid = np.array([region.x, region.y + 0.06 * height + under, 0])
        reach = np.array([0.42 * width, TILT * height * steep * (1 if rising else -1), 0])
        self.home, self.larger, self.smaller = mid, mid + 0.7 * reach, mid - 0.7 * reach
        self.downhill = mid + (-0.95 if rising else 0.95) * far * reach
        ends = [x0 + width, y0, 0], [x0, y0 + height, 0]
        self.axes = VGroup(*(Line([x0, y0, 0], end, color=theme().line, stroke_width=2) for end in ends))
        if is_high:
            names[0].next_to(ends[0], DOWN, buff=ROWS[1] + 0.25).align_to(ends[0] + 0.5 * RIGHT, RIGHT)
        else:
            names[0].next_to(ends[0], RIGHT, buff=0.12)
        names[1].next_to(ends[1], LEFT, buff=0.14).shift(0.1 * DOWN)
        self.names = names
        self.line = Line(mid - reach, mid + reach, color=theme().backward, stroke_width=5)
        self.dot = Dot(mid, radius=0.11, color=theme().light).set_z_index(5)
        self.foot = self._foot(self.home)
        self.add(self.axes, self.names, self.foot, self.line, self.dot)

    def _foot(self, point: np.ndarray) -> DashedLine:
        return DashedLine(point, [point[0], self.axes[0].get_y(), 0], color=theme().soft, stroke_width=2)

    def write(self, old: Number, new: Number) -> None:
        """Both weights under the axis; the new one in a row of its own, shown when it is known."""
        y = self.axes[0].get_y()
        self.old = Num(old, max(TYPE, least())).move_to([self.home[0], y - ROWS[0], 0])
        self.new = Num(new, max(TYPE, least())).move_to([self.downhill[0], y - ROWS[1], 0])
        self.add(self.old)

    def step(self) -> Arrow:
        """From the weight that is to the weight that will be."""
        return self.arrow_to(self.downhill)

    def arrow_to(self, end: np.ndarray) -> Arrow:
        """From the weight that is to where the line is at this point."""
        y = self.axes[0].get_y()
        a, b = (np.array([p[0], y, 0]) for p in (self.home, end))
        return Arrow(a, b, buff=0, color=theme().backward, stroke_width=6, max_tip_length_to_length_ratio=0.5)
