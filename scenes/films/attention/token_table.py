"""Words of a sentence under each other, and beside each the rows of numbers that belong to it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import DOWN, PI, RIGHT, UP, CurvedArrow, RoundedRectangle, VGroup, VMobject

from engine import notation
from engine.reading import Number, Numbers
from scenes.kit.place.stage import Region
from scenes.kit.theme import theme
from scenes.kit.type.formula import BODY, Formula, Label
from scenes.kit.type.number import Num
from scenes.shown import Shown, show

CARD = 1.25  # width of a word's card
HEAD = 0.6  # height of the line of names
GAP = 0.22  # between the numbers of one row


class TokenTable(VGroup):
    """A token row for each word, with `slots` places for its numbers; draws only the cards until `column` is shown.

    cards[t]           the word of token t        spot(t, slot)   the middle of a place
    looks(t, s)        an arrow from one card to another
    column(slot, ...)  rows of numbers with their name over them, placed but not yet shown
    """

    def __init__(self, words: Sequence[str], region: Region, slots: int = 3) -> None:
        super().__init__()
        self.region, self.slots = region, slots
        self.high = min(1.05, (region.height - HEAD) / len(words))
        self.top = region.y + (HEAD + self.high * len(words)) / 2 - HEAD
        self.cards = VGroup(*(self._card(word, t) for t, word in enumerate(words)))
        self.add(self.cards)

    def column(self, slot: int, name: str, numbers: Numbers, size: float = 27, decimals: int = 3) -> TokenColumn:
        """The T rows of `numbers` in a slot, under their name, a line of Typst."""
        color = theme().hue(numbers.named.name)
        rows = [[Num(_short(number, decimals), size) for number in row] for row in numbers]
        widest = max(num.width for row in rows for num in row)
        for t, row in enumerate(rows):
            for j, num in enumerate(row):
                num.move_to(self.spot(t, slot)).shift([(j - (len(row) - 1) / 2) * (widest + GAP), 0, 0])
        head = Formula("{s}", size=BODY - 4, hues={"s": color}, s=name)
        head.move_to([self.spot(0, slot)[0], self.top + HEAD / 2, 0])
        return TokenColumn(head, rows)

    def looks(self, t: int, s: int) -> CurvedArrow:
        """From the card of token t an arrow to that of token s, bent away from the cards; to itself, a small loop."""
        start, end = (self.cards[k].get_right() + 0.08 * RIGHT for k in (t, s))
        if t == s:
            start, end = start + 0.12 * DOWN, end + 0.12 * UP
        bend = -PI / 2 if s > t else PI / 2
        return CurvedArrow(start, end, angle=1.6 * PI if t == s else bend, color=theme().forward, stroke_width=3, tip_length=0.18)

    def spot(self, t: int, slot: int) -> np.ndarray:
        left = self.region.x - self.region.width / 2 + CARD
        pitch = (self.region.width - CARD) / self.slots
        return np.array([left + (slot + 0.5) * pitch, self.top - (t + 0.5) * self.high, 0.0])

    def _card(self, word: str, t: int) -> VGroup:
        plate = RoundedRectangle(
            corner_radius=0.12,
            width=CARD - 0.15,
            height=0.62,
            stroke_color=theme().line,
            stroke_width=2,
            fill_color=theme().panel,
            fill_opacity=1,
        )
        plate.move_to([self.region.x - self.region.width / 2 + (CARD - 0.15) / 2, self.spot(t, 0)[1], 0])
        return VGroup(plate, Label(word, size=BODY - 6, color=theme().ink).move_to(plate))


class TokenColumn(VGroup):
    """head, and rows[t]: the numbers of token t."""

    def __init__(self, head: Formula, rows: list[list[Num]]) -> None:
        super().__init__()
        self.head, self.rows = head, VGroup(*(VGroup(*row) for row in rows))
        self.add(self.head, self.rows)


def entries(row: VGroup, working: Formula, letter: str) -> list[tuple[VMobject, VMobject]]:
    """Moves for `fly`: each number of a row goes to where the working has it: q0, q1 ..."""
    return [(num, working[f"{letter}{j}"]) for j, num in enumerate(row)]


def _short(number: Number, decimals: int) -> Shown:
    """With so many decimals, or fewer where the number needs none."""
    return min(show(number, notation.SIGNIFICANT), show(number, decimals=decimals), key=lambda s: len(s.text))
