"""What the forward pass keeps, layer by layer, for the way back: a strip of film, a frame for each layer."""

from __future__ import annotations

from itertools import product

from manim import DOWN, RIGHT, UP, Rectangle, VGroup

from engine.reading import Number, Reading
from scenes.films.forward.facts import CARDS
from scenes.kit.network.digits import misleads
from scenes.kit.network.film_edge import HOLE, LIT, holes
from scenes.kit.network.lamps import lamp
from scenes.kit.place.shots import MOST, fit
from scenes.kit.place.stage import Region
from scenes.kit.theme import theme
from scenes.kit.type.formula import BODY, Formula, Label
from scenes.kit.type.number import Num
from scenes.shown import Shown, show

MOST_VALUES = 3  # in a frame
WORTH = {4: 1.0, 3: 0.8, 2: 0.65}  # of larger type with fewer digits


class Shelf(VGroup):
    """One frame a layer, of a deep net only the last: cards[l] is [name, values] of a^(l), on `film`; `values` are its Nums."""

    def __init__(self, t: Reading, region: Region) -> None:
        """As many frames in a row, values beside or under each other, and digits as let these be largest."""
        super().__init__()
        most, best = -1.0, (1, 0.0, 0.0)
        for (digits, worth), upright in product(WORTH.items(), (False, True)):
            cards = {l: _card(t, l, digits, upright) for l in range(t.D + 1)[-CARDS:]}
            width, height = (max(getattr(card, side) for card in cards.values()) for side in ("width", "height"))
            wide, high = _frame(width, height)
            for columns in (1, 2, 3, CARDS):
                across, down = min(columns, len(cards)), -(-len(cards) // columns)
                if (size := worth * min(MOST, region.width / (across * wide), region.height / (down * high))) > most:
                    most, self.cards, best = size, cards, (columns, width, height)
        columns, width, height = best
        framed = VGroup(*(_framed(card, width, height) for card in self.cards.values()))
        self.add(fit(framed.arrange_in_grid(cols=columns, buff=0.0), region))


def _card(t: Reading, l: int, digits: int, upright: bool) -> VGroup:
    """[name, values, what stands for the others] of a layer."""
    card = VGroup(Formula("{s}", s=t.name.a[l] if l else t.name.x))
    card.values = VGroup(*(Num(_short(number, digits), BODY) for number in list(t.a[l])[:MOST_VALUES]))
    tail = VGroup(*([Label("$dots.v$" if upright else "$dots.c$")] if t.sizes[l] > MOST_VALUES else []))
    body = VGroup(*card.values, *tail).arrange(DOWN if upright else RIGHT, buff=0.2)
    card.add(body)
    card.arrange(DOWN, buff=0.2)
    return card


def _short(number: Number, digits: int) -> Shown:
    """So many digits, or fewer where the number is small and only its decimals would be many."""
    full, rounded = show(number, digits), show(number, decimals=digits)
    return full if misleads(rounded) else min(full, rounded, key=lambda shown: len(shown.text))


def _frame(width: float, height: float) -> tuple[float, float]:
    """The width and height of the frame of the film around a card of these."""
    return width + 0.36, height + 0.26 + 4 * HOLE


def _framed(card: VGroup, width: float, height: float) -> VGroup:
    """A card in its frame of the film, with holes over and under it; [0] is the frame."""
    wide, high = _frame(width, height)
    ground = Rectangle(width=wide, height=high, stroke_color=theme().soft, stroke_width=1.5, fill_color=lamp(LIT), fill_opacity=1)
    card.film = VGroup(ground, VGroup(*(holes(wide).shift(side * (high / 2 - HOLE) * UP) for side in (1, -1))))
    return VGroup(card.film, card.move_to(ground))
