"""A nudge that runs along a chain, drawn as bars: how far each quantity is moved, one scale for all, and no digits."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from typing import Any

import numpy as np
from manim import DOWN, LEFT, RIGHT, UP, Animation, AnimationGroup, FadeIn, GrowFromEdge, Rectangle, TransformFromCopy, VGroup

from engine.reading import Number
from scenes.films.chain_rule.chain_view import AIR, ChainView
from scenes.kit.place.shots import fit, least, smallest_type
from scenes.kit.place.stage import Region
from scenes.kit.theme import theme
from scenes.kit.type.formula import Label

THICK = 0.2
LEAST = 0.02  # of a bar, so that the smallest nudge can still be seen
NAME_ROOM = 0.5
SIGN_ROOM = 0.4  # behind the longest bar
SHARE, WIDE_SHARE = 0.655, 0.68  # of the room that a chain keeps that runs across, or down it; bars have the rest
LEFT_OVER = 0.3  # of a bar whose nudge is taken back


class NudgeBars(VGroup):
    """Bars beside the cards of a chain, or over them where it runs across; each link makes the next bar longer or shorter.

    bars[k]    at card k      name    "nudge", at the first bar      signs[k]    where a link turns the nudge round: + or -
    """

    def __init__(self, chain: ChainView, room: Region, factors: Sequence[float], counted: bool = False) -> None:
        super().__init__()
        self.chain, self.counted = chain, counted
        lengths = np.cumprod([1.0, *factors])
        self.unit = self._longest(room) / np.abs(lengths).max()
        self.bars = VGroup(*(self._bar(k, length) for k, length in enumerate(lengths)))
        self.signs = VGroup(*(self._sign(bar, length) for bar, length in zip(self.bars, lengths, strict=True) if lengths.min() < 0))
        self.name = Label("nudge").next_to(self.bars[0], DOWN if chain.down else UP, buff=0.1)
        if chain.down:
            self.name.align_to(self.bars[0], LEFT)
        self.add(self.bars, self.signs, self.name)

    def _longest(self, room: Region) -> float:
        cards = self.chain.cards
        if self.chain.down:
            return room.x + room.width / 2 - cards.get_right()[0] - 0.15 - SIGN_ROOM
        return room.y + room.height / 2 - cards.get_top()[1] - 0.1 - NAME_ROOM

    def _bar(self, k: int, length: float) -> VGroup:
        """One bar or, where it is counted, one piece for each unit."""
        box, pieces = self.chain.cards[k][0], round(abs(length)) if self.counted else 1
        long = max(LEAST, abs(length) * self.unit) / pieces
        gap = 0.05 if self.counted else 0.0
        width, height = (long - gap, THICK) if self.chain.down else (THICK, long - gap)
        hue = theme().ink if self.counted else box.get_stroke_color()
        row = VGroup(*(Rectangle(width=width, height=height, stroke_width=0, fill_color=hue, fill_opacity=1) for _ in range(pieces)))
        row.arrange(RIGHT if self.chain.down else UP, buff=gap)
        if self.chain.down:
            return row.next_to([self.chain.cards.get_right()[0], box.get_y(), 0], RIGHT, buff=0.15)
        return row.next_to(box, UP, buff=0.1)

    def _sign(self, bar: VGroup, length: float) -> Label:
        return Label("$-$" if length < 0 else "$+$").next_to(bar, RIGHT, buff=0.08)

    def grow(self, k: int) -> Animation:
        """The nudge of the first card appears; each later one is the one before, moved along the arrow and stretched."""
        sign = [FadeIn(self.signs[k])] if len(self.signs) else []
        if k == 0:
            return AnimationGroup(GrowFromEdge(self.bars[0], LEFT if self.chain.down else DOWN), FadeIn(self.name), *sign)
        return AnimationGroup(TransformFromCopy(self.bars[k - 1], self.bars[k]), *sign)

    def shake(self) -> Animation:
        """The nudge goes back and forth, twice, and all that hangs on it follows at once."""
        return AnimationGroup(*(bar.animate(rate_func=shaken).stretch(LEFT_OVER, **self._way) for bar in self.bars))

    def take_back(self) -> Animation:
        """Most of the nudge is taken back, and of all that it moved as much."""
        return AnimationGroup(*(bar.animate.stretch(LEFT_OVER, **self._way) for bar in self.bars))

    @property
    def _way(self) -> dict[str, Any]:
        """Along which axis bars grow, and from which edge: what `stretch` asks after the factor."""
        return {"dim": 0, "about_edge": LEFT} if self.chain.down else {"dim": 1, "about_edge": DOWN}


class Thought(NudgeBars):
    """A thought experiment on the first links of a chain: whole factors, bars that can be counted.

    words[k]    "times 2" at arrow k      asked    the question mark where the last bar will be
    """

    def __init__(self, chain: ChainView, room: Region, factors: Sequence[int]) -> None:
        super().__init__(chain, room, factors, counted=True)
        self.words = VGroup(*(self._word(k, factor) for k, factor in enumerate(factors)))
        last = self.bars[-1]
        self.asked = Label("?", size=40, color=theme().light).move_to(last, aligned_edge=LEFT if chain.down else DOWN)
        self.add(self.words, self.asked)

    def _word(self, k: int, factor: int) -> Label:
        side: Any = RIGHT if self.chain.down else DOWN
        return Label(f"$times {factor}$", size=32, color=theme().ink).next_to(self.chain.arrows[k], side, buff=0.16)


def shaken(alpha: float) -> float:
    """There and back, twice."""
    return 0.5 - 0.5 * float(np.cos(4 * np.pi * alpha))


def beside_bars(room: Region) -> Region:
    """Where the chain stands, so that its bars have the rest of the room."""
    if 1.5 * room.height > room.width:
        return Region(room.x - room.width * (1 - WIDE_SHARE) / 2, room.y, room.width * WIDE_SHARE, room.height)
    return Region(room.x, room.y - room.height * (1 - SHARE) / 2, room.width, room.height * SHARE)


def large_chain(quantities: Sequence[Number], named: Sequence[tuple[str, Number]], room: Region) -> ChainView:
    """A chain whose type is as large as its room lets it be, with fewer digits on its cards where it would be too small to be read."""
    tries: list[ChainView] = []
    whole = product(((None, AIR), (3, AIR), (2, AIR), (2, AIR / 2)), (False,), (1.6, 1.45, 1.3, 1.15))
    stacked = product(((4, AIR), (3, AIR), (2, AIR), (2, AIR / 2)), (True,), (1.85, 1.6))
    for (digits, air), stack, growth in (*whole, *stacked):
        chain = ChainView(quantities, named, Region(room.x, room.y, room.width / growth, room.height / growth), digits, air, stack)
        tries.append(fit(chain, room))
        if smallest_type(chain) >= least():
            return chain
    return max(tries, key=smallest_type)
