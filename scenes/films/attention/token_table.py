"""Tokens of a text under each other, and beside each the rows of numbers that belong to it; it fills any room."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import RIGHT, Animation, FadeIn, LaggedStart, MoveToTarget, RoundedRectangle, VGroup, VMobject

from engine.called import Name
from engine.reading import Numbers
from scenes.films.attention.digits import largest, written
from scenes.films.attention.formulas import drawn
from scenes.kit.place.shots import NO_TYPE
from scenes.kit.place.stage import Region
from scenes.kit.theme import theme
from scenes.kit.type.formula import BODY, Formula, Label
from scenes.kit.type.ink import size_of
from scenes.kit.type.number import Num

CARD, CLOSE_CARD = (0.17, 2.0), 0.12  # of the width, but in manim units at most; beside many columns in a small room
SLIM = 8.0  # manim units: a small room
HEAD, DOTS = 0.16, 0.35  # of the height, for the names; manim units between numbers that are left out
LARGEST, NAME = 48, 40  # font sizes
FULL = 0.96  # of its place, what a row of numbers takes
APART = 0.86  # of the way to the next number, what one takes: a minus that stands close is read as a difference
CLOSE = 2  # columns beside which every column is to fit
HIGH, WORD = 0.62, 0.72  # of a row's height: a card, and of that a word


class TokenTable(VGroup):
    """Cards, and a column for each name in `columns`; a column is shown row by row, and then kept.

    cards[k]           the plate and the word of token k
    column(name, ...)  rows of numbers under their name, placed but not yet shown      keep(name)   they belong to the table
    plan(names)        leaves the columns of these names standing, as soon as the table is settled; returns those that go
    """

    def __init__(self, words: Sequence[str | Name], region: Region) -> None:
        super().__init__()
        self.region = region
        self.cards = VGroup(*(VGroup(_plate(), Label(word, size=BODY, color=theme().ink)) for word in words))
        self.columns: dict[str, TokenColumn] = {}
        self.names: list[str] = []
        self.add(self.cards)
        self.lay(region)

    # ---- where it stands

    def lay(self, region: Region) -> None:
        """Stand in a room, in as many columns as are planned."""
        self.region, n = region, len(self.cards)
        is_close = len(self.names) > CLOSE and region.width < SLIM
        self.wide = min((CLOSE_CARD if is_close else CARD[0]) * region.width, CARD[1])
        head = HEAD * region.height if self.names else 0.0
        self.high, self.top = (region.height - head) / n, region.y + region.height / 2 - head
        for k, (plate, word) in enumerate(self.cards):
            plate.stretch_to_fit_width(self.wide).stretch_to_fit_height(min(HIGH * self.high, 0.9))
            word.scale(min(0.84 * plate.width / word.width, WORD * plate.height / max(word.height, 1e-6), NAME / size_of(word[0])))
            plate.move_to([self.left + self.wide / 2, self.y(k), 0])
            word.move_to(plate)
        for name, column in self.columns.items():
            self._seat(name, column)

    @property
    def left(self) -> float:
        return self.region.x - self.region.width / 2

    def y(self, k: int) -> float:
        """The height at which token k stands."""
        return self.top - (k + 0.5) * self.high

    def digit_in(self, room: Region) -> float:
        """The font size of its smallest number in a room, near enough."""
        now = min((size_of(num) for column in self.columns.values() for num in column.nums), default=NO_TYPE)
        return now * min(room.width / self.region.width, room.height / self.region.height)

    def settle(self, room: Region) -> Animation:
        """Fill another room."""
        target = self.generate_target()
        target.lay(room)
        self.region, self.wide, self.high, self.top = room, target.wide, target.high, target.top
        return MoveToTarget(self)

    def plan(self, names: Sequence[str]) -> list[VMobject]:
        """Room for columns of these names, in this order; the others no longer belong to the table."""
        gone = [self.columns.pop(name) for name in list(self.columns) if name not in names]
        self.remove(*gone)
        if list(names) != self.names:
            self.names = list(names)
            self.region = Region(0, 0, 0.1, 0.1)  # wherever it is to stand, that is a move
        return gone

    # ---- columns

    def column(self, name: str, typst: str, numbers: Numbers) -> TokenColumn:
        """The T rows of `numbers` under their name, a line of Typst."""
        which = drawn(numbers.array.shape[1])
        pitch = self._pitch(which)
        close = min(1.0, len(self.names) / CLOSE)  # so that as many digits fit when another column comes
        nums = iter(written([row[j] for row in numbers for j in which], APART * close * pitch, largest(LARGEST)))
        rows = [[next(nums) for _ in which] for _ in numbers]
        column = TokenColumn(Formula("{s}", size=BODY, hues={"s": theme().hue(numbers.named.name)}, s=typst), rows, which)
        self.columns[name] = column
        self._seat(name, column)
        return column

    def keep(self, name: str) -> None:
        """A column that is shown moves with the table from now on."""
        self.add(self.columns[name])

    def _pitch(self, which: Sequence[int]) -> float:
        """From one number of a row to the next."""
        gaps = DOTS * (which[-1] + 1 > len(which))
        return (FULL * (self.region.width - self.wide) / len(self.names) - gaps) / len(which)

    def _seat(self, name: str, column: TokenColumn) -> None:
        place = (self.region.width - self.wide) / len(self.names)
        x = self.left + self.wide + (self.names.index(name) + 0.5) * place
        pitch, gap = self._pitch(column.which), column.which[-1] + 1 > len(column.which)
        widest = max(num.width / size_of(num) for num in column.nums)
        size = min(largest(LARGEST), APART * pitch / widest, 0.66 * self.high * 48 / 0.344)
        for k, row in enumerate(column.rows):
            slots = np.arange(len(row), dtype=float) * pitch + np.where(np.arange(len(row)) == len(row) - 1, DOTS * gap, 0.0)
            for num, at in zip(row, slots - (slots[0] + slots[-1]) / 2, strict=True):
                num.scale(size / size_of(num)).move_to([x + at, self.y(k), 0])
            if gap:
                column.dots[k].move_to([(row[-2].get_right()[0] + row[-1].get_left()[0]) / 2, self.y(k), 0])
        height = self.region.height * HEAD
        column.head.scale(min(0.9 * height / column.head.height, 0.9 * place / column.head.width, NAME / size_of(column.head["s"][0])))
        column.head.move_to([x, self.top + height / 2, 0])


class TokenColumn(VGroup):
    """head; rows[k]: the numbers of token k, those of `which`; dots[k] where some are left out."""

    def __init__(self, head: Formula, rows: list[list[Num]], which: list[int]) -> None:
        super().__init__()
        self.head, self.which, self.rows = head, which, VGroup(*(VGroup(*row) for row in rows))
        gap = which[-1] + 1 > len(which)
        self.dots = VGroup(*(Label("$dots.c$", size=BODY) for _ in rows if gap))
        self.add(self.head, self.rows, self.dots)

    @property
    def nums(self) -> list[Num]:
        """All numbers."""
        return [num for row in self.rows for num in row]

    def rest(self, *but: int) -> list[VMobject]:
        """All rows but these, and the dots."""
        return [*(row for k, row in enumerate(self.rows) if k not in but), *([self.dots] if len(self.dots) else [])]

    def come(self, shift: float = 0.6) -> Animation:
        """Its rows come in from the left, or from the right, one after the other."""
        return LaggedStart(FadeIn(self.head), *(FadeIn(row, shift=shift * RIGHT) for row in self.rest()), lag_ratio=0.2)


def _plate() -> RoundedRectangle:
    style = {"stroke_color": theme().line, "stroke_width": 2, "fill_color": theme().panel, "fill_opacity": 1}
    return RoundedRectangle(corner_radius=0.12, width=1.6, height=0.8, **style)


def entries(row: VGroup, which: Sequence[int], working: Formula, letter: str) -> list[tuple[VMobject, VMobject]]:
    """Moves for `fly`: each number of a row goes to where the working has it: q0, q1 ..."""
    return [(num, working[f"{letter}{j}"]) for num, j in zip(row, which, strict=True) if f"{letter}{j}" in working.parts]
