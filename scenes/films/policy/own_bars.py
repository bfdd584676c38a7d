"""A policy of any few actions: a bar for each, its numbers in rows under it, and the pushes that a gradient gives."""

from __future__ import annotations

import numpy as np
from manim import DOWN, LEFT, RIGHT, UP, Arrow, Dot, Line, Rectangle, VGroup, VMobject

from engine.reading import Numbers, Reading
from scenes.films.policy import facts
from scenes.kit.place.stage import Region
from scenes.kit.theme import theme
from scenes.kit.type.fitted import style_of
from scenes.kit.type.formula import Formula, Label, small
from scenes.kit.type.number import Num

NAMES, ROW, HIGH = 2.3, 0.54, 3.0  # width of the names of rows, height of a row, most of a bar
SIZE, HEAD = 30, 28  # of digits, at most; of the names of rows
PUSH = 0.8  # length of the longest arrow


class OwnBars(VGroup):
    """bars[k] of action k, names[k] under them, floor; `around()` marks the action that was taken.

    row(r, name, numbers)   numbers in the r-th row below, under their bars, with their name; not yet shown
    push(slopes)   an arrow on each bar against its slope, a dot where that is zero; not yet shown
    """

    def __init__(self, t: Reading, region: Region, rows: int = 3, beside: float = NAMES, most: float = HIGH) -> None:
        """Room for so many rows below, and for their names `beside`; no bar is higher than `most`."""
        super().__init__()
        pi = t.a[t.D]
        self.left, self.pitch = region.x - region.width / 2 + beside, (region.width - beside) / len(pi)
        foot = region.y - region.height / 2 + (rows + 1) * ROW
        top = region.y + region.height / 2 - PUSH - 0.15
        unit = min(most, top - foot) / float(pi.array.max())
        self.floor = Line([self.left, foot, 0], [self.left + self.pitch * len(pi), foot, 0], color=theme().line, stroke_width=2)
        self.bars = VGroup(*(self._bar(k, foot, unit * p.value) for k, p in enumerate(pi)))
        self.names = VGroup(*(self._name(t, k).move_to([self.x(k), foot - 0.5 * ROW, 0]) for k in range(len(pi))))
        self.taken = facts.action(t)
        self.add(self.floor, self.bars, self.names)

    def x(self, k: int) -> float:
        """The middle of action k's column."""
        return self.left + (k + 0.5) * self.pitch

    def row(self, r: int, name: str, numbers: Numbers) -> VGroup:
        """[name, digits of every action]."""
        y, style = self.floor.get_y() - (r + 1.5) * ROW, style_of(numbers, self.pitch, SIZE)
        digits = VGroup(*(Num(style.of(number), style.size).move_to([self.x(k), y, 0]) for k, number in enumerate(numbers)))
        hue = theme().hue(numbers.named.name)
        head = Formula("{s}", size=HEAD, hues={"s": hue}, s=name)
        return VGroup(head.move_to([self.left - NAMES + head.width / 2, y, 0]), digits)

    def push(self, slopes: Numbers) -> VGroup:
        """As long as the slopes are large."""
        largest = float(np.abs(slopes.array).max()) or 1.0
        return VGroup(*(self._push(k, slope.value / largest) for k, slope in enumerate(slopes)))

    def _push(self, k: int, part: float) -> VMobject:
        start = self.bars[k].get_top() + (0.5 * self.bars[k].width + 0.18) * RIGHT
        if not part:
            return Dot(start, radius=0.08, color=theme().soft)
        way = max(0.3, PUSH * abs(part)) * (DOWN if part > 0 else UP)
        tip = {"tip_length": 0.18, "max_tip_length_to_length_ratio": 0.6, "max_stroke_width_to_length_ratio": 30}
        return Arrow(start, start + way, buff=0, color=theme().backward, stroke_width=6, **tip).set_z_index(4)

    def _bar(self, k: int, foot: float, high: float) -> Rectangle:
        bar = Rectangle(width=0.5 * self.pitch, height=max(0.02, high), stroke_width=0, fill_color=theme().forward, fill_opacity=0.75)
        return bar.move_to([self.x(k), foot, 0], aligned_edge=DOWN)

    def _name(self, t: Reading, k: int) -> Label:
        """What the lesson calls the action, where that fits; else its number."""
        name = t.called.output(k)
        label = Label(name, size=small()) if name is not None else None
        return label if label is not None and 0 < label.width < 0.95 * self.pitch else Label(f"{k + 1}", size=small())

    def around(self) -> Line:
        """What shows which action was taken: a line under its name."""
        name = self.names[self.taken]
        return Line(name.get_corner(DOWN + LEFT), name.get_corner(DOWN + RIGHT), color=theme().light, stroke_width=4).shift(0.08 * DOWN)
