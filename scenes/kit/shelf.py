"""The cache shelf: what the forward pass keeps, layer by layer, for the backward pass to take from."""

from __future__ import annotations

from manim import DOWN, RIGHT, RoundedRectangle, VGroup

from engine.reading import Reading
from scenes.kit.number import Num, show
from scenes.kit.stage import Region
from scenes.kit.theme import theme
from scenes.kit.type import SMALL, Formula, Label

MOST = 3  # values written on a card
SHRUNK = 1.2  # how much too wide a shelf may be before its numbers are shortened


class Shelf(VGroup):
    """One card a layer: cards[l] for l = 0..D holds a^(l); with `title`, a heading above. cards[l].values are its Nums."""

    def __init__(self, t: Reading, region: Region, layers: range | None = None) -> None:
        super().__init__()
        self.title = Label("kept on the shelf", size=SMALL)
        for digits in (4, 3, 2):
            self.cards = {l: _card(t, l, digits) for l in (layers or range(t.D + 1))[-5:]}
            stack = VGroup(self.title, *self.cards.values()).arrange(DOWN, buff=0.18)
            if stack.width <= region.width * SHRUNK:
                break
        region.hold(stack)
        self.add(stack)


def _card(t: Reading, l: int, digits: int) -> VGroup:
    symbol = Formula("{s} =", size=SMALL, s=t.name.x if l == 0 else t.name.a[l])
    values = VGroup(*(Num(show(number, digits), SMALL) for number in list(t.a[l])[:MOST]))
    tail = [Label("$dots.c$")] if t.sizes[l] > MOST else []
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
