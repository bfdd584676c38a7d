"""Bars that lie under each other on one scale from zero, each with what it is of and its number."""

from __future__ import annotations

from collections.abc import Sequence

from manim import DOWN, LEFT, RIGHT, Rectangle, VGroup

from engine.reading import Number
from scenes.kit.place.stage import Region
from scenes.kit.theme import theme
from scenes.kit.type.formula import SMALL, Label
from scenes.kit.type.number import Num
from scenes.shown import show

LEAST = 0.03


class SizeBars(VGroup):
    """head (what the bars are of); rows[k] = name, bar, number of `values[k]`."""

    def __init__(self, region: Region, head: str, names: Sequence[Number], values: Sequence[Number], digits: int = 2) -> None:
        super().__init__()
        top = max(value.value for value in values) or 1.0
        labels = [Num(name, SMALL, theme().ink) for name in names]
        nums = [Num(show(value, digits), SMALL, theme().backward) for value in values]
        room = region.width - max(n.width for n in labels) - max(n.width for n in nums) - 0.4
        rows = [
            VGroup(label, _bar(room * value.value / top), num).arrange(RIGHT, buff=0.15)
            for label, value, num in zip(labels, values, nums, strict=True)
        ]
        self.rows = VGroup(*rows).arrange(DOWN, buff=0.3)
        for row in self.rows:
            row.shift(row[0].get_right()[0] * LEFT)  # the bars begin under each other
        self.head = Label(head).next_to(self.rows, [0, 1, 0], buff=0.35, aligned_edge=LEFT)
        self.add(self.head, self.rows)
        region.hold(self)


def _bar(width: float) -> Rectangle:
    return Rectangle(width=max(LEAST, width), height=0.26, stroke_width=0, fill_color=theme().backward, fill_opacity=0.9)
