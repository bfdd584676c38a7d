"""A chain of influence: quantities as cards, an arrow from each to what it moves, and on each arrow its slope."""

from __future__ import annotations

from collections.abc import Sequence

from manim import DOWN, LEFT, RIGHT, UP, Animation, AnimationGroup, Arrow, FadeIn, RoundedRectangle, VGroup, config

from engine.reading import Number
from scenes.kit.place.stage import Region
from scenes.kit.theme import theme
from scenes.kit.type.formula import SMALL, Formula
from scenes.kit.type.number import Num
from scenes.shown import Shown, show

CHAINED = {"16:9": "COLUMN", "9:16": "COLUMN", "1:1": "STRAND"}  # the shot in which a chain stands
LONGEST = 1.3  # of an arrow
NAME, LARGE_NAME = 0.8 * SMALL, 1.05 * SMALL  # font size of a slope's symbol, a fraction, between cards over each other; in a wide frame
SLIM = 0.72  # times that, where cards are stacked
AIR_OF_NUMBERS = 0.1  # between a slope's number and the cards
AIR = 0.3  # beside the digits of a card, both sides together


class ChainView(VGroup):
    """Quantities 0..m, from the knob to the loss; down the region, or across it where it is wider than high.

    cards[k]    the quantity's symbol and number      arrows[k]    from card k to card k + 1
    values      what stands on all cards besides the symbols
    names[k]    the symbol of the slope at arrow k    numbers[k]   its number, on the arrow's other side
    """

    def __init__(
        self, quantities: Sequence[Number], slopes: Sequence[tuple[str, Number]], region: Region,
        digits: int | None = None, air: float = AIR, stacked: bool = False,
    ) -> None:  # fmt: skip
        """So many digits stand on the cards and arrows, or as many as the lesson wants, with so much air beside those of cards.

        Where it runs across, and where cards are `stacked`, a symbol stands over its number.
        """
        super().__init__()
        self.down = region.height > region.width
        self.stacked = stacked or not self.down
        self.values = VGroup()
        self.cards = VGroup(*(self._card(show(q, digits), air) for q in quantities))
        for box, _ in self.cards:
            box.stretch_to_fit_height(max(card.height for card in self.cards))
        size = SMALL if not self.down else LARGE_NAME if config.frame_width > config.frame_height else NAME
        size *= SLIM if self.down and self.stacked else 1.0
        self.names = VGroup(*(Formula("{s}", size=size, color=theme().backward, s=name) for name, _ in slopes))
        self.numbers = VGroup(*(self._number(number, digits) for _, number in slopes))
        self._spread(region)
        self.arrows = VGroup(*(self._arrow(a, b) for a, b in zip(self.cards, self.cards[1:], strict=False)))
        for arrow, name, number in zip(self.arrows, self.names, self.numbers, strict=True):
            name.next_to(arrow, LEFT if self.down else UP, buff=0.14)
            number.next_to(arrow, RIGHT if self.down else DOWN, buff=0.14)
        self.add(self.cards, self.arrows, self.names, self.numbers)
        region.hold(self)

    def _number(self, number: Number, most: int | None) -> Num:
        """A slope with as many digits as stand at the longest arrow beside each other, no more than cards have that run across."""
        free = most is None or (self.down and not self.stacked)
        ways = [Num(show(number, digits), SMALL) for digits in (None, 3, 2, 1) if free or (digits or 4) <= (most or 4)]
        return ways[0] if self.down else next((num for num in ways if num.width < LONGEST - AIR_OF_NUMBERS), ways[-1])

    def _card(self, shown: Shown, air: float) -> VGroup:
        quantity = shown.number
        hue = theme().sign(quantity.value) if quantity.named.name == "W" else theme().hue(quantity.named.name)
        text = Formula("{s} = {v}", size=SMALL, hues={"s": hue}, s=quantity.named, v=shown)
        self.values.add(*([] if self.stacked else [text["eq"]]), text["v"])
        if self.stacked:
            text = VGroup(text["s"], text["v"]).arrange(DOWN, buff=0.05 if self.down else 0.12)
        box = RoundedRectangle(
            width=text.width + air, height=text.height + (0.07 if self.down and self.stacked else 0.1), corner_radius=0.1
        )
        return VGroup(box.set_stroke(hue, width=2).set_fill(theme().panel, opacity=1).move_to(text), text)

    def _spread(self, region: Region) -> None:
        """As far apart as the region allows, and no closer than the slopes need."""
        side = "height" if self.down else "width"
        room = (getattr(region, side) - sum(getattr(card, side) for card in self.cards)) / len(self.names)
        least = max(getattr(m, side) for m in (*self.names, *self.numbers)) + AIR_OF_NUMBERS
        self.cards.arrange(DOWN if self.down else RIGHT, buff=min(LONGEST, max(least, room)))

    def _arrow(self, a: VGroup, b: VGroup) -> Arrow:
        ends = (a.get_bottom(), b.get_top()) if self.down else (a.get_right(), b.get_left())
        return Arrow(*ends, buff=0.06, stroke_width=3, tip_length=0.18, max_tip_length_to_length_ratio=0.5, color=theme().soft)

    def grow(self, k: int) -> Animation:
        """Let card k appear, and the arrow that leads to it."""
        return AnimationGroup(FadeIn(self.cards[k]), *([FadeIn(self.arrows[k - 1])] if k else []))
