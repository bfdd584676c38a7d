"""A row of attention as one strip of length one, cut into shares and pushed by its scores."""

from __future__ import annotations

from collections.abc import Sequence
from math import pi, sin

import numpy as np
from manim import UP, Dot, Line, Mobject, Rectangle, UpdateFromAlphaFunc, VGroup

from engine.activations import softmax
from engine.reading import Numbers
from scenes.kit.place.stage import Region
from scenes.kit.theme import theme
from scenes.kit.type.formula import SMALL, Formula, Label, small

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
