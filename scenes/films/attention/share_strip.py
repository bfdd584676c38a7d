"""A row of attention as one strip of length one, pushed by its scores; and what each share is blamed for beside the average."""

from __future__ import annotations

from collections.abc import Sequence
from math import pi, sin

import numpy as np
from manim import DOWN, LEFT, UP, Arrow, DashedLine, Dot, Line, Mobject, Rectangle, UpdateFromAlphaFunc, VGroup

from engine.activations import softmax
from engine.reading import Number, Numbers
from scenes.kit.place.stage import Region
from scenes.kit.theme import theme
from scenes.kit.type.formula import SMALL, Formula, Label, small
from scenes.kit.type.number import Num

PUSH = 1.6  # how far a score is pushed up and down
RAIL = 2.2  # half the length of a score's rail, in scores


class ShareStrip(VGroup):
    """scores[s], a dot on rails[s]; under them the strip: parts[s], as long as the share; words[s] under the parts.

    push(s)  the score of s goes up and down, and the strip follows as the engine's softmax says.
    """

    def __init__(self, words: Sequence[str], scores: Numbers, region: Region) -> None:
        super().__init__()
        self.at = scores.array[: len(words)].copy()
        n, width = len(words), min(region.width, 10.0)
        self.left, self.width_of_one = region.x - width / 2, width
        self.floor, self.unit = region.y - region.height / 2 + 1.0, (region.height - 2.7) / (2 * RAIL)
        xs = [self.left + (s + 0.5) * width / n for s in range(n)]
        self.middle = self.floor + 1.05 + RAIL * self.unit
        self.rails = VGroup(*(self._rail(x) for x in xs))
        self.scores = VGroup(*(Dot([x, 0, 0], radius=0.13, color=theme().forward) for x in xs))
        self.names = VGroup(*(self._name(f's_"{word}"', rail) for word, rail in zip(words, self.rails, strict=True)))
        self.parts = VGroup(*(Rectangle(width=1, height=0.6, stroke_width=2, stroke_color=theme().ground) for _ in words))
        self.parts.set_fill(theme().forward, opacity=0.85)
        self.words = VGroup(*(Label(word, size=small() + 2, color=theme().ink) for word in words))
        self.add(self.rails, self.names, self.scores, self.parts, self.words)
        self.set_to(self.at)

    def set_to(self, scores: np.ndarray) -> None:
        """Stand as these scores say: the dots at them, the strip cut by their softmax."""
        x = self.left
        for s, share in enumerate(softmax(scores)):
            width = float(share) * self.width_of_one
            self.scores[s].set_y(self.middle + self.unit * float(scores[s]))
            self.parts[s].stretch_to_fit_width(max(width, 0.01)).move_to([x + width / 2, self.floor, 0])
            self.words[s].move_to([x + width / 2, self.floor - 0.6, 0])
            x += width

    def push(self, s: int, run_time: float) -> UpdateFromAlphaFunc:
        """Up, down and back."""

        def stand(_: Mobject, alpha: float) -> None:
            pushed = self.at.copy()
            pushed[s] += PUSH * sin(2 * pi * alpha)
            self.set_to(pushed)

        return UpdateFromAlphaFunc(VGroup(self.scores, self.parts, self.words), stand, run_time=run_time, rate_func=lambda a: a)

    def _rail(self, x: float) -> Line:
        return Line([x, self.middle - RAIL * self.unit, 0], [x, self.middle + RAIL * self.unit, 0], stroke_width=3, color=theme().line)

    def _name(self, typst: str, rail: Line) -> Formula:
        return Formula("{s}", size=SMALL + 6, hues={"s": theme().forward}, s=typst).next_to(rail, UP, buff=0.12)


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
        self.level = VGroup(self.line, Num(mean, small() + 2).next_to(self.line, np.array([1.0, 0, 0]), buff=0.2))
        ways = (DOWN if number.value > mean.value else UP for number in blame)
        spots = (max(bar.get_top()[1], y) + 0.95 for bar in self.bars)
        self.arrows = VGroup(*(_arrow(bar.get_x(), spot, way) for bar, spot, way in zip(self.bars, spots, ways, strict=True)))
        self.add(self.floor, self.bars, self.words, self.nums)


def _arrow(x: float, y: float, way: np.ndarray) -> VGroup:
    """Where a score should go."""
    middle = np.array([x, y, 0.0])
    arrow = Arrow(middle - 0.3 * way, middle + 0.3 * way, buff=0, stroke_width=6, color=theme().forward)
    return VGroup(Label("score", size=small(), color=theme().soft).next_to(arrow, LEFT, buff=0.1), arrow)
