"""A gradient as a strip of bars, one for each weight and bias: up where more of it means more loss, down where less does."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import DOWN, LEFT, UL, UP, Animation, AnimationGroup, GrowFromEdge, LaggedStart, Line, Rectangle, VGroup

from engine.reading import Named, Number, Reading
from scenes.films.batches.facts import BARS
from scenes.kit.place.shots import smallest_type
from scenes.kit.place.stage import Region
from scenes.kit.theme import theme
from scenes.kit.type.formula import Label
from scenes.kit.type.number import Num
from scenes.shown import show

LEAST = 0.02  # so that a bar of next to nothing is seen
NUMBER = 0.034  # room of a number right of a strip, a point of its size
LINE = 0.012  # of a name over its strip, a point of its size


def parts(t: Reading, mean: bool = False) -> list[Number]:
    """The gradient of the told example, or the batch's mean, in layers 1..D, weights before biases; of many, evenly picked ones."""
    layers = range(1, t.D + 1)
    W, b = (t.mean_dL_dW, t.mean_dL_db) if mean else (t.dL_dW, t.dL_db)
    weights = [number for l in layers for row in W[l] for number in row]
    everything = weights + [number for l in layers for number in b[l]]
    stride = -(-len(everything) // BARS)
    return everything[::stride]


class GradientStrip(VGroup):
    """axis (its zero line), bars[k] for numbers[k], name left of it or over it; `grow()` lets the bars rise from zero."""

    def __init__(self, name: VGroup | Label, numbers: Sequence[Number], room: Region, bars: Region, scale: float) -> None:
        super().__init__()
        self.numbers, self.room = numbers, room
        left, pitch, half = bars.left[0], bars.width / len(numbers), 0.46 * bars.height
        tall = bars.height < 0.9 * room.height
        corner = room.center + np.array([-room.width, room.height if tall else 0, 0]) / 2
        self.name = name.move_to(corner, aligned_edge=UL if tall else LEFT)
        self.axis = Line([left, bars.y, 0], [left + bars.width, bars.y, 0], color=theme().line, stroke_width=2)
        self.bars = VGroup(*(_bar(left + (k + 0.5) * pitch, bars.y, 0.7 * pitch, half * n.value / scale) for k, n in enumerate(numbers)))
        self.add(self.name, self.axis, self.bars)

    def grow(self, lag_ratio: float = 0.05) -> Animation:
        rises = [GrowFromEdge(bar, DOWN if bar.get_y() >= self.axis.get_y() else UP) for bar in self.bars]
        return LaggedStart(*rises, lag_ratio=lag_ratio)

    def bar(self, slope: Named) -> VGroup | Rectangle:
        """The bar of one weight's slope; where that one was not picked, all bars."""
        return next((bar for bar, number in zip(self.bars, self.numbers, strict=True) if number.named == slope), self.bars)

    def beside(self, number: Number, size: float) -> Num:
        """A number at the right end of the strip's name; not yet shown."""
        num = Num(show(number, 2), size, theme().ink)
        return num.move_to([self.room.x + self.room.width / 2 - num.width / 2, self.name.get_y(), 0])


class Strips(VGroup):
    """rows[k], strips under each other on one scale, the last of them the mean; they keep the room in which they were made."""

    def __init__(self, names: Sequence[VGroup | Label], numbers: Sequence[Sequence[Number]], size: float, room: Region) -> None:
        super().__init__()
        self.region = room
        scale = max(abs(number.value) for row in numbers for number in row) or 1.0
        pitch, wide = room.height / len(numbers), max(name.width for name in names) + 0.3
        tall = room.width < room.height
        for k, (name, row) in enumerate(zip(names, numbers, strict=True)):
            y = room.y + room.height / 2 - (k + 0.5) * pitch
            line = LINE * size
            whole = Region(room.x, y, room.width, 0.94 * pitch)
            beside = Region(room.x + (wide - NUMBER * size) / 2, y, room.width - wide - NUMBER * size, whole.height)
            under = Region(room.x, y - line / 2, room.width, whole.height - line)
            self.add(GradientStrip(name, row, whole, under if tall else beside, scale))

    def digit_in(self, room: Region) -> float:
        """The font size of its smallest number in a room."""
        return smallest_type(self)

    def settle(self, room: Region) -> Animation:
        """Stay."""
        return AnimationGroup()


def _bar(x: float, zero: float, width: float, height: float) -> Rectangle:
    bar = Rectangle(width=width, height=max(LEAST, abs(height)), stroke_width=0, fill_color=theme().backward, fill_opacity=0.95)
    return bar.move_to([x, zero, 0], aligned_edge=DOWN if height >= 0 else UP)
