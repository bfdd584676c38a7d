"""Bars that lie under each other on one scale from zero, each with what it is of and its number."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import DOWN, LEFT, RIGHT, UP, Rectangle, VGroup

from engine.reading import Number
from scenes.kit.place.shots import RESTING
from scenes.kit.place.stage import Region, Stage
from scenes.kit.theme import theme
from scenes.kit.type.formula import Label
from scenes.kit.type.number import Num
from scenes.shown import show

LEAST = 0.03  # of a bar
CLOSEST = 1.35  # from row to row, in heights of a digit


class SizeBars(VGroup):
    """head (what the bars are of, a line each); rows[k] = name, bar, number of `values[k]`, or of those that there is room for."""

    def __init__(self, stage: Stage, room: Region, head: Sequence[str], names: Sequence[Number], values: Sequence[Number]) -> None:
        super().__init__()
        size, top = RESTING[stage.shape], max(value.value for value in values) or 1.0
        self.head = VGroup(*(Label(words, size=size) for words in head)).arrange(DOWN, buff=0.15, aligned_edge=LEFT)
        free = room.height - self.head.height
        kept = _kept(len(values), int(free / (CLOSEST * Num(names[0], size).height) - 0.5))
        names, values = [names[k] for k in kept], [values[k] for k in kept]
        labels = [Num(name, size, theme().ink) for name in names]
        nums = [Num(show(value, 2), size, theme().backward) for value in values]
        first, last = max(n.width for n in labels), max(n.width for n in nums)
        long = room.width - first - last - 0.4
        pitch = min(1.4, free / (len(values) + 0.5))
        self.rows = VGroup(
            *(
                VGroup(a, _bar(long * v.value / top, 0.5 * pitch), b).arrange(RIGHT, buff=0.2)
                for a, v, b in zip(labels, values, nums, strict=True)
            )
        )
        for k, row in enumerate(self.rows):
            row.shift((first - row[0].get_right()[0]) * RIGHT + (-(k + 1) * pitch - row.get_y()) * UP)  # the bars begin under each other
        self.head.next_to(self.rows, UP, buff=0.5 * pitch).align_to(self.rows, LEFT)
        self.add(self.head, self.rows)
        self.shift(room.center - self.get_center())


def _kept(count: int, room: int) -> list[int]:
    """Which of so many rows stand where there is room for some: the first two, the last, and as many as can between them."""
    if room >= count:
        return list(range(count))
    between = np.linspace(1, count - 1, max(2, room - 1)).round().astype(int)
    return sorted({0, *map(int, between)})


def _bar(width: float, height: float) -> Rectangle:
    return Rectangle(width=max(LEAST, width), height=height, stroke_width=0, fill_color=theme().backward, fill_opacity=0.9)
