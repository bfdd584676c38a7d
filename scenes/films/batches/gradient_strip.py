"""A gradient as a strip of bars, one for each weight and bias: up where more of it means more loss, down where less does."""

from __future__ import annotations

from collections.abc import Sequence

from manim import DOWN, LEFT, UP, Animation, GrowFromEdge, LaggedStart, Line, Rectangle, VGroup

from engine.reading import Named, Number, Reading
from scenes.films.batches.facts import BARS
from scenes.kit.maths.chain import chain_room
from scenes.kit.place.stage import Region, Stage
from scenes.kit.theme import theme
from scenes.kit.type.formula import SMALL, Label
from scenes.kit.type.number import Num
from scenes.shown import show

LEAST = 0.02  # so that a bar of next to nothing is seen
MARGIN = 1.1  # left of the strips, for a number beside each


def strips_room(stage: Stage) -> Region:
    """The room of the strips; where they stand under the network, free on their left."""
    room = chain_room(stage)
    return Region(room.x + MARGIN / 2, room.y, room.width - MARGIN, room.height) if stage.is_narrow else room


def parts(t: Reading, mean: bool = False) -> list[Number]:
    """The gradient of the told example, or the batch's mean, in layers 1..D, weights before biases; of many, evenly picked ones."""
    layers = range(1, t.D + 1)
    W, b = (t.mean_dL_dW, t.mean_dL_db) if mean else (t.dL_dW, t.dL_db)
    weights = [number for l in layers for row in W[l] for number in row]
    everything = weights + [number for l in layers for number in b[l]]
    stride = -(-len(everything) // BARS)
    return everything[::stride]


class GradientStrip(VGroup):
    """axis (its zero line), bars[k] for numbers[k], name left of it; `grow()` lets the bars rise from zero."""

    def __init__(self, name: VGroup | Label, numbers: Sequence[Number], region: Region, scale: float, name_room: float) -> None:
        super().__init__()
        self.numbers = numbers
        left, width = region.left[0] + name_room, region.width - name_room
        pitch, half = width / len(numbers), 0.45 * region.height
        self.name = name.move_to([region.left[0], region.y, 0], aligned_edge=LEFT)
        self.axis = Line([left, region.y, 0], [left + width, region.y, 0], color=theme().line, stroke_width=2)
        self.bars = VGroup(*(_bar(left + (k + 0.5) * pitch, region.y, 0.7 * pitch, half * n.value / scale) for k, n in enumerate(numbers)))
        self.add(self.name, self.axis, self.bars)

    def grow(self, lag_ratio: float = 0.05) -> Animation:
        rises = [GrowFromEdge(bar, DOWN if bar.get_y() >= self.axis.get_y() else UP) for bar in self.bars]
        return LaggedStart(*rises, lag_ratio=lag_ratio)

    def bar(self, slope: Named) -> VGroup | Rectangle:
        """The bar of one weight's slope; where that one was not picked, all bars."""
        return next((bar for bar, number in zip(self.bars, self.numbers, strict=True) if number.named == slope), self.bars)

    def beside(self, number: Number) -> Num:
        """A number left of the strip; not yet shown."""
        return Num(show(number, 2), SMALL, theme().ink).next_to(self.name, LEFT, buff=0.3)


def strips(names: Sequence[VGroup | Label], rows: Sequence[Sequence[Number]], region: Region) -> list[GradientStrip]:
    """Strips under each other on one scale."""
    scale = max(abs(number.value) for row in rows for number in row) or 1.0
    pitch, room = region.height / len(rows), max(name.width for name in names) + 0.25
    tops = [region.y + region.height / 2 - (k + 0.5) * pitch for k in range(len(rows))]
    return [
        GradientStrip(name, row, Region(region.x, y, region.width, pitch), scale, room)
        for name, row, y in zip(names, rows, tops, strict=True)
    ]


def _bar(x: float, zero: float, width: float, height: float) -> Rectangle:
    bar = Rectangle(width=width, height=max(LEAST, abs(height)), stroke_width=0, fill_color=theme().backward, fill_opacity=0.95)
    return bar.move_to([x, zero, 0], aligned_edge=DOWN if height >= 0 else UP)
