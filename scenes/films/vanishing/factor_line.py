"""A logarithmic line of factors around one: below it things fade, above it they burst."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from manim import DOWN, RIGHT, UP, Dot, Line, Rectangle, VGroup

from engine.reading import Number, Numbers
from scenes.films.vanishing.facts import LEVEL
from scenes.kit.place.shots import resting
from scenes.kit.place.stage import Region
from scenes.kit.theme import theme
from scenes.kit.type.formula import LARGE, Formula, Label
from scenes.kit.type.number import Num
from scenes.shown import show

SPAN = 8.0  # the line reaches from one over this to this; further in a tall room, where names stand closer
NAME = 44.0  # font size of a name, at most
AIR = 0.15  # between a name and a neighbour's stem
USUAL = 6.4  # height of a region in which stems are as long as is said
LIFT = 1.15  # of names, alternately higher, so that neighbours have room


class FactorLine(VGroup):
    """axis, one (its middle, with words, in Typst, for what is one there), sides[0..1] (what happens below and above one);
    stops[k]: stem, dot, number and name of factors[k].

    under(k, sizes, low, high)   what factors[k] does: sizes as small bars, from ten to the low to ten to the high
    """

    def __init__(self, region: Region, factors: Sequence[Number], names: Sequence[str], sides: tuple[str, str], words: str) -> None:
        super().__init__()
        self.region, self.factors = region, list(factors)
        self.span = SPAN if region.width > region.height else SPAN**1.4
        left, right = self._at(1 / self.span), self._at(self.span)
        self.axis = Line(left, right, color=theme().line, stroke_width=4)
        middle = self._at(1.0)
        self.one = VGroup(
            Line(middle + 0.22 * UP, middle + 0.22 * DOWN, color=theme().ink, stroke_width=4),
            Formula(words, size=0.85 * resting(), color=theme().ink).move_to(middle + 0.62 * DOWN),
        )
        self.sides = VGroup(*(Label(words, LARGE, theme().ink) for words in sides))
        self.homes = [self._at(1 / self.span**0.67), self._at(self.span**0.67), middle]
        for side, home in zip(self.sides, self.homes, strict=False):
            side.move_to(home + 0.62 * DOWN)
        order = sorted(range(len(factors)), key=lambda k: factors[k].value)
        stops = {k: self._stop(factors[k], names[k], nth % (2 if region.width > region.height else 3)) for nth, k in enumerate(order)}
        for k, after in pairwise(order):
            room = stops[after][0].get_x() - AIR - stops[k][2].get_right()[0]
            stops[k][2].shift(min(0.0, room) * RIGHT)  # the next one's stem runs past
        self.stops = VGroup(*(stops[k] for k in range(len(factors))))
        self.add(self.axis, self.one, self.sides, self.stops)

    def _at(self, factor: float) -> np.ndarray:
        share = np.log(factor) / (2 * np.log(self.span))
        return self.region.center + np.array([share * self.region.width, 0.04 * self.region.height, 0.0])

    def _stop(self, factor: Number, name: str, lifted: int) -> VGroup:
        at = self._at(factor.value)
        foot = at + (0.7 + lifted * LIFT) * min(1.2, self.region.height / USUAL) * UP
        dot, stem = Dot(at, radius=0.12, color=theme().light), Line(at, foot, color=theme().soft, stroke_width=2)
        words = VGroup(Label(name, min(resting(), NAME), theme().ink), Num(show(factor, 3), LARGE)).arrange(DOWN, buff=0.12)
        words.next_to(foot, UP, buff=0.08)
        over = self.region.left[0] - words.get_left()[0]
        return VGroup(stem, dot, words.shift(max(0.0, over) * RIGHT))

    def under(self, k: int, sizes: Numbers, low: int, high: int) -> VGroup:
        """Small bars under the word for what the factor does."""
        home = self.homes[0 if self.factors[k].value < LEVEL[0] else 1 if self.factors[k].value > LEVEL[1] else 2]
        shares = (np.log10(sizes.array) - low) / (high - low)
        wide, tall = 0.22 * self.region.width, (0.3 if self.region.width > self.region.height else 0.4) * self.region.height
        bars = [
            Rectangle(width=0.6 * wide / len(shares), height=max(0.04, tall * share), stroke_width=0)
            .set_fill(theme().backward, opacity=0.9)
            .move_to([j * wide / len(shares), 0, 0], aligned_edge=DOWN)
            for j, share in enumerate(shares)
        ]
        group = VGroup(*bars)
        return group.move_to([home[0], home[1] - 1.1 - tall, 0], aligned_edge=DOWN)
