"""A row of attention as one strip of length one, cut into shares and pushed by its scores."""

from __future__ import annotations

from collections.abc import Sequence
from math import pi, sin

import numpy as np
from manim import UP, Dot, Line, Mobject, Rectangle, UpdateFromAlphaFunc, VGroup

from engine.activations import softmax
from engine.called import Name
from engine.reading import Number
from scenes.kit.place.stage import Region
from scenes.kit.theme import theme
from scenes.kit.type.formula import BODY, Formula, Label

PUSH = 1.6  # how far a score is pushed up and down
STRIP, LEAST, WORDS, NAMES = 0.16, 0.35, 0.6, 0.65  # of the height; manim units
DOT = 0.14


class ShareStrip(VGroup):
    """scores[s], a dot on rails[s]; under them the strip: parts[s], as long as the share; words[s] under the parts, where they fit.

    push(s)  the score of s goes up and down, and the strip follows as the engine's softmax says.
    """

    def __init__(self, words: Sequence[str | Name], names: Sequence[str], scores: Sequence[Number], region: Region) -> None:
        super().__init__()
        self.at = np.array([score.value for score in scores])
        n, self.whole, self.left = len(words), region.width, region.x - region.width / 2
        self.foot = region.y - region.height / 2
        self.strip = max(STRIP * region.height, LEAST)
        low = self.foot + WORDS + self.strip + 0.04 * region.height
        high = region.y + region.height / 2 - NAMES
        span = float(np.ptp(self.at)) + 2 * PUSH + 0.4
        self.unit, self.lowest = (high - low) / span, float(self.at.min()) - PUSH - 0.2
        self.low = low
        xs = [self.left + (s + 0.5) * self.whole / n for s in range(n)]
        self.rails = VGroup(*(Line([x, low, 0], [x, high, 0], stroke_width=4, color=theme().line) for x in xs))
        self.scores = VGroup(*(Dot([x, 0, 0], radius=DOT, color=theme().forward) for x in xs))
        self.names = VGroup(*(_name(f"s_{name}").next_to(rail, UP, buff=0.08) for name, rail in zip(names, self.rails, strict=True)))
        self.parts = VGroup(*(Rectangle(width=1, height=self.strip, stroke_width=3, stroke_color=theme().ground) for _ in words))
        self.parts.set_fill(theme().forward, opacity=0.85)
        self.words = VGroup(*(Label(word, size=BODY, color=theme().ink) for word in words))
        self.add(self.rails, self.names, self.scores, self.parts, self.words)
        self.set_to(self.at)

    def set_to(self, scores: np.ndarray) -> None:
        """Stand as these scores say: the dots at them, the strip cut by their softmax."""
        x, middle = self.left, self.foot + WORDS + self.strip / 2
        for s, share in enumerate(softmax(scores)):
            width = float(share) * self.whole
            self.scores[s].set_y(self.low + self.unit * (float(scores[s]) - self.lowest))
            self.parts[s].stretch_to_fit_width(max(width, 0.01)).move_to([x + width / 2, middle, 0])
            word = self.words[s].move_to([x + width / 2, middle - self.strip / 2 - WORDS / 2, 0])
            word.set_opacity(1.0 if word.width < width else 0.0)
            x += width

    def push(self, s: int, run_time: float) -> UpdateFromAlphaFunc:
        """Up, down and back."""

        def stand(_: Mobject, alpha: float) -> None:
            pushed = self.at.copy()
            pushed[s] += PUSH * sin(2 * pi * alpha)
            self.set_to(pushed)

        return UpdateFromAlphaFunc(VGroup(self.scores, self.parts, self.words), stand, run_time=run_time, rate_func=lambda a: a)


def _name(typst: str) -> Formula:
    return Formula("{s}", size=BODY, hues={"s": theme().forward}, s=typst)
