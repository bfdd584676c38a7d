"""What each share is blamed for, beside the average: which scores should fall and which should rise."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import DOWN, LEFT, RIGHT, UP, Arrow, DashedLine, Line, Rectangle, VGroup

from engine.reading import Number, Numbers
from scenes.kit.place.stage import Region
from scenes.kit.theme import theme
from scenes.kit.type.formula import Label, small
from scenes.kit.type.number import Num


class BlameBars(VGroup):
    """bars[s]: what comes back to the share of s, over one floor; level: the row's average, with its number; words[s] below."""

    def __init__(self, words: Sequence[str], blame: Numbers, mean: Number, region: Region) -> None:
        super().__init__()
        n, floor = len(words), region.y - region.height / 2 + 0.6
        pitch, high = min(2.4, (region.width - 2.4) / n), (region.height - 2.2) / max(number.value for number in blame)
        left = region.x - (n * pitch + 1.6) / 2
        self.bars, self.words, self.nums = VGroup(), VGroup(), VGroup()
        for s, (word, number) in enumerate(zip(words, blame, strict=True)):
            bar = Rectangle(width=0.5 * pitch, height=max(0.03, high * number.value), stroke_width=0)
            bar.set_fill(theme().backward, opacity=0.85).move_to([left + (s + 0.5) * pitch, floor, 0], aligned_edge=DOWN)
            self.bars.add(bar)
            self.nums.add(Num(number, small() + 2).next_to(bar, UP, buff=0.12))
            self.words.add(Label(word, size=small(), color=theme().ink).next_to(bar, DOWN, buff=0.15))
        y, right = floor + high * mean.value, left + n * pitch
        self.floor = Line([left, floor, 0], [right, floor, 0], stroke_width=2, color=theme().line)
        self.line = DashedLine([left, y, 0], [right, y, 0], stroke_width=3, color=theme().light)
        self.line.set_stroke(theme().ground, width=9, background=True)  # set off from the bars it crosses
        self.level = VGroup(self.line, Num(mean, small() + 2).next_to(self.line, RIGHT, buff=0.2))
        ways = (DOWN if number.value > mean.value else UP for number in blame)
        spots = (max(bar.get_top()[1], y) + 0.95 for bar in self.bars)
        self.arrows = VGroup(*(_arrow(bar.get_x(), spot, way) for bar, spot, way in zip(self.bars, spots, ways, strict=True)))
        self.add(self.floor, self.bars, self.words, self.nums)


def _arrow(x: float, y: float, way: np.ndarray) -> VGroup:
    """Where a score should go."""
    middle = np.array([x, y, 0.0])
    arrow = Arrow(middle - 0.3 * way, middle + 0.3 * way, buff=0, stroke_width=6, color=theme().forward)
    return VGroup(Label("score", size=small(), color=theme().soft).next_to(arrow, LEFT, buff=0.1), arrow)
