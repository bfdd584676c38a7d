"""The cache shelf: what the forward pass keeps, layer by layer, for the backward pass to take from."""

from __future__ import annotations

from itertools import product

from manim import DOWN, RIGHT, RoundedRectangle, VGroup

from engine.reading import Reading
from scenes.films.forward.facts import CARDS
from scenes.kit.place.stage import Region
from scenes.kit.theme import theme
from scenes.kit.type.formula import SMALL, Formula, Label
from scenes.kit.type.number import Num
from scenes.shown import show

MOST_VALUES = 3  # written on a card
SHRUNK = 1.08  # how much too large a shelf may be before it takes a second column, or its numbers are shortened


class Shelf(VGroup):
    """One card a layer, of a deep net only the last: cards[l] holds a^(l), its Nums are cards[l].values; `title` is the heading above."""

    def __init__(self, t: Reading, region: Region) -> None:
        super().__init__()
        self.title = Label("kept on the shelf", size=SMALL)
        self.cards, stack = self._fitting(t, region, range(t.D + 1)[-CARDS:])
        region.hold(stack)
        self.add(stack)

    def _fitting(self, t: Reading, region: Region, layers: range) -> tuple[dict[int, VGroup], VGroup]:
        """Cards in one column or two, with as many digits as fit: the first that does, else the one that is least too large."""
        least = float("inf")
        for digits, columns in product((4, 3, 2), (1, 2)):
            cards = {l: _card(t, l, digits) for l in layers}
            stack = VGroup(self.title.copy(), VGroup(*cards.values()).arrange_in_grid(cols=columns, buff=0.18)).arrange(DOWN, buff=0.18)
            excess = max(stack.width / region.width, stack.height / region.height)
            if excess < least:
                least, best = excess, (cards, stack)
            if least <= SHRUNK:
                break
        self.title = best[1][0]
        return best


def _card(t: Reading, l: int, digits: int) -> VGroup:
    symbol = Formula("{s} =", size=SMALL, s=t.name.x if l == 0 else t.name.a[l])
    values = VGroup(*(Num(show(number, digits), SMALL) for number in list(t.a[l])[:MOST_VALUES]))
    tail = [Label("$dots.c$")] if t.sizes[l] > MOST_VALUES else []
    row = VGroup(symbol, *values, *tail).arrange(RIGHT, buff=0.2)
    board = RoundedRectangle(
        width=row.width + 0.4,
        height=0.62,
        corner_radius=0.1,
        stroke_color=theme().line,
        stroke_width=1.5,
        fill_color=theme().panel,
        fill_opacity=1,
    ).move_to(row)
    card = VGroup(board, row)
    card.values = values
    return card
