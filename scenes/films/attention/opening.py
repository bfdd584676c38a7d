"""What the film opens and ends with: two sentences that part after the same word, or the tokens of a text with their rows."""

from __future__ import annotations

from collections.abc import Sequence

from manim import DOWN, PI, RIGHT, UP, Animation, CurvedArrow, FadeIn, FadeOut, RoundedRectangle, VGroup

from engine.called import Name
from engine.reading import Reading
from scenes.films.attention import facts, read
from scenes.films.attention.formulas import DIGITS, drawn
from scenes.kit.place.light import lit
from scenes.kit.place.shots import fit
from scenes.kit.place.stage import Region
from scenes.kit.theme import theme
from scenes.kit.type.baseline import on_one_line
from scenes.kit.type.formula import LARGE, Label
from scenes.kit.type.number import Num
from scenes.shown import show

CARD, GAP, UNDER = 1.2, 0.25, 0.7  # manim units before it is fitted: how high a card is, between two, between two rows


class Opening(VGroup):
    """rows[k] of cards, a plate and a word each: two sentences, or one text over the rows of its numbers.

    cards     of the told text      ends      what comes last, to be asked for      numbers[k]      under card k
    looks     arrows from the last token that is read back to the others, not yet shown
    marks     a question mark for each of the ends      asked()   the ends turn into these
    """

    def __init__(self, t: Reading, room: Region) -> None:
        super().__init__()
        count, high = read.count(t), room.height > room.width
        if facts.is_ours(t):
            texts: list[list[str | Name]] = [
                [facts.OURS[k] for k in (*told, answers[-1])] for told, answers in zip(facts.READ, facts.GUESSED, strict=True)
            ]
        else:
            texts = [[read.label(t, k) for k in read.tokens(t)]]
        self.rows = VGroup(*(_cards(words) for words in texts))
        self.numbers = VGroup() if facts.is_ours(t) else VGroup(*(_column(t, k, card) for k, card in enumerate(self.rows[0])))
        self.rows.arrange(DOWN, buff=UNDER if not high else 2 * UNDER)
        self.ends = VGroup(*(row[count] for row in self.rows)) if facts.is_ours(t) else VGroup()
        self.cards = self.rows[0][:count]
        for column, card in zip(self.numbers, self.cards, strict=False):
            column.next_to(card, DOWN, buff=0.4)
        self.looks = VGroup(*(_look(self.cards[-1], card) for card in self.cards[:-1]))
        self.add(self.rows, self.numbers, self.looks)
        fit(self, room)
        self.remove(self.looks)
        self.marks = VGroup(*(Label("?", size=1.4 * LARGE, color=theme().light).move_to(card) for card in self.ends))

    def asked(self) -> list[Animation]:
        """What comes last turns into a question; where nothing does, the last token lights up."""
        gone = [FadeOut(card[1], shift=0.5 * DOWN) for card in self.ends]
        return [*gone, *(FadeIn(mark, shift=0.5 * DOWN) for mark in self.marks)] or [lit(self.cards[-1])]


def _cards(words: Sequence[str | Name]) -> VGroup:
    """A card a word, side by side, the words on one line."""
    cards = VGroup()
    for word in words:
        label = Label(word, size=1.3 * LARGE, color=theme().ink)
        style = {"stroke_color": theme().line, "stroke_width": 2.5, "fill_color": theme().ground, "fill_opacity": 1}
        plate = RoundedRectangle(corner_radius=0.15, width=max(2.2, label.width + 0.7), height=CARD, **style)
        cards.add(VGroup(plate, label.move_to(plate)))
    on_one_line(label for _, label in cards)
    return cards.arrange(RIGHT, buff=GAP)


def _column(t: Reading, k: int, card: VGroup) -> VGroup:
    """The numbers of a token under each other, as wide as its card."""
    row = read.head(t, "a_in")[k]
    which = drawn(len(row))
    nums = [Num(show(row[j], DIGITS), LARGE) for j in which]
    cells = [*nums[:-1], Label("$dots.v$", size=LARGE), nums[-1]] if which[-1] + 1 > len(which) else nums
    column = VGroup(*cells).arrange(DOWN, buff=0.3)
    return column.scale(min(1.0, 0.95 * card.width / column.width))


def _look(start: VGroup, end: VGroup) -> CurvedArrow:
    """From the top of a card an arrow back to another."""
    a, b = (card.get_top() + 0.08 * UP for card in (start, end))
    return CurvedArrow(a, b, angle=PI / 3, color=theme().forward, stroke_width=5, tip_length=0.22)
