"""The pictures of sparse rows: tables side by side, boards of maths, every pair in a grid, tables of a real size."""

from __future__ import annotations

import numpy as np
from manim import DOWN, LEFT, RIGHT, UP, Line, Rectangle, VGroup

from engine.reading import Numbers, Reading
from scenes.equation import Equation
from scenes.films.embeddings import facts, formulas
from scenes.films.embeddings.row_bars import RowBars
from scenes.films.embeddings.row_picture import RowPicture
from scenes.films.embeddings.row_plane import RowPlane
from scenes.films.embeddings.row_table import RowTable
from scenes.kit.place.stage import Region, Stage
from scenes.kit.theme import theme
from scenes.kit.type.fitted import style_of
from scenes.kit.type.formula import BODY, Formula, Label, align_equals, small
from scenes.kit.type.number import Num

LINES = 34  # thin rows drawn of a tall table


def rooms(stage: Stage) -> tuple[Region, Region]:
    """For the tables and for what is beside them, the title's room with them; in a narrow frame the second is under the first."""
    top, foot = stage.title.y + stage.title.height / 2, stage.arena.y - stage.arena.height / 2
    a = Region(0, (top + foot) / 2, stage.arena.width, top - foot)
    if stage.is_narrow:
        return Region(a.x, a.y + 0.27 * a.height, a.width, 0.44 * a.height), Region(a.x, a.y - 0.25 * a.height, a.width, 0.48 * a.height)
    return Region(-a.width / 4 - 0.1, a.y, a.width / 2 - 0.5, a.height), Region(a.width / 4 + 0.1, a.y, a.width / 2 - 0.5, a.height)


# ---- tables and arrows


def tables(t: Reading, region: Region) -> VGroup:
    """U and V side by side, still empty."""
    U, V = facts.tables(t)
    return _beside(_empty(t, "users", "u", U), _empty(t, "items", "v", V), region)


def slope_tables(t: Reading, region: Region, beside: VGroup) -> VGroup:
    """dL/dU and dL/dV side by side, still empty, on a level with the tables where they stand beside them."""
    U, V = facts.slopes(t)
    pair = _beside(_empty(t, "slopes", "u", U), _empty(t, "slopes", "v", V), region)
    way = beside[0].panels[0].get_y() - pair[0].panels[0].get_y()
    pair.shift(way * UP if abs(way) < 0.5 else 0 * UP)
    for table, k in zip(pair, facts.pair(t), strict=True):
        if facts.is_crowded(t):
            table.shorten(k)
        for i in range(len(table.cells)):
            table.seat(i)
    return pair


def _empty(t: Reading, title: str, letter: str, numbers: Numbers) -> RowTable:
    return RowTable(title, letter, numbers, facts.digits(t), empty=True)


def _beside(left: RowTable, right: RowTable, region: Region) -> VGroup:
    pair = VGroup(left, right).arrange(RIGHT, buff=0.35)
    right.shift((left.panels[0].get_top() - right.panels[0].get_top())[1] * UP)
    region.hold(pair)
    for table in pair:
        for i in range(len(table.cells)):
            table.seat(i)
    return pair


def plane(t: Reading, region: Region) -> RowPicture:
    """The rows of both tables as arrows or as bars, with room for all that they become."""
    study, d = facts.study(t), facts.study(t).U.shape[2]
    reach = np.concatenate([study.U.reshape(-1, d), study.V.reshape(-1, d)])
    return (RowPlane if facts.is_of_arrows(t) else RowBars)(region, study.U[0], study.V[0], reach)


# ---- boards


def column(*lines: Equation) -> VGroup:
    """Lines of maths under each other."""
    return VGroup(*map(Formula, lines)).arrange(DOWN, buff=0.3)


def step_board(t: Reading, k: int = 0, tall: bool = False) -> VGroup:
    """[letters, numbers] of step k: its two rows side by side in letters, and with numbers under each other."""
    lettered = VGroup(*map(Formula, formulas.step_letters(t, k))).arrange(RIGHT, buff=1.2)
    return VGroup(lettered, align_equals(*formulas.step_numbers(t, k, tall), buff=0.2)).arrange(DOWN, buff=0.25)


def laws() -> VGroup:
    """What is taken home: the guess, and under it the slope of each of the two rows."""
    slopes = VGroup(*map(Formula, formulas.slope_laws())).arrange(RIGHT, buff=1.2)
    return VGroup(Formula(formulas.guess_law()), slopes).arrange(DOWN, buff=0.3)


def large_count(t: Reading) -> VGroup:
    """All numbers of the tall tables, and those that one rating moves."""
    large = facts.large(t)
    counted = (("all numbers", large.numbers), ("moved by one rating", large.moved))
    heads = (VGroup(Label(words, size=small()), Num(number, BODY, theme().ink)).arrange(DOWN, buff=0.2) for words, number in counted)
    return VGroup(*heads).arrange(RIGHT, buff=1.2)


# ---- every pair, and tables of a real size


class PairGrid(VGroup):
    """Every user with every item: told[i, j] what was rated, guesses[i, j] the dot product at the end; cards[i, j] under them."""

    def __init__(self, t: Reading, region: Region) -> None:
        super().__init__()
        study = facts.study(t)
        after, rating = t.numbers(f"{facts.ROOT}.after", "a"), t.numbers(f"{facts.ROOT}.rating", "y")
        self.cards, self.told, self.guesses, self.names = {}, {}, {}, VGroup()
        n, m = study.told.shape
        wide, high = min(1.3, (region.width - 0.7) / m), min(0.8, (region.height - 0.6) / n)
        style = style_of([number for row in after for number in row], wide - 0.05, 30)
        for i in range(n):
            for j in range(m):
                card = Rectangle(width=wide - 0.05, height=high - 0.06, stroke_width=1.5, stroke_color=theme().line)
                self.cards[i, j] = card.set_fill(theme().panel, 1).move_to([wide * j, -high * i, 0])
                self.guesses[i, j] = Num(style.of(after[i][j]), style.size).move_to(card)
        for k, (user, item) in enumerate(zip(study.user, study.item, strict=True)):
            self.told[int(user), int(item)] = Num(rating[k], min(30, style.size + 4), theme().ink).move_to(self.cards[int(user), int(item)])
        for i in range(n):
            self.names.add(Formula("{s}", s=f"u_{i + 1}").next_to(self.cards[i, 0], LEFT, buff=0.25))
        for j in range(m):
            self.names.add(Formula("{s}", s=f"v_{j + 1}").next_to(self.cards[0, j], UP, buff=0.2))
        whole = VGroup(*self.cards.values(), *self.told.values(), *self.guesses.values(), self.names)
        region.hold(whole)
        self.add(*self.cards.values(), self.names)


class TallTables(VGroup):
    """Two tables of thin rows, as tall as the region.

    lines[k]   the rows of one      heads[k]   says of what      counts[k]   how many
    moved   the two rows that one rating moves      still   all others
    """

    def __init__(self, t: Reading, region: Region) -> None:
        super().__init__()
        self.lines, self.heads, self.counts = [], VGroup(), []
        high = region.height - 1.0
        for k, (name, number, part) in enumerate((("users", facts.large(t).users, 1.0), ("items", facts.large(t).items, 0.55))):
            x, top = (k - 0.5) * 3.4, region.y + region.height / 2 - 1.0
            count = round(LINES * part)
            ys = [top - high * i / (LINES - 1) for i in range(count)]
            rows = VGroup(*(Line([x - 1.1, y, 0], [x + 1.1, y, 0], stroke_width=2, color=theme().line) for y in ys))
            self.lines.append(rows.shift([region.x, 0, 0]))
            self.counts.append(Num(number, 30, theme().ink).next_to(rows, UP, buff=0.2))
            self.heads.add(Label(name, size=small()).next_to(self.counts[k], UP, buff=0.12))
        self.moved = [self.lines[0][20], self.lines[1][7]]
        self.still = [line for rows in self.lines for line in rows if all(line is not two for two in self.moved)]
        self.add(*self.lines, self.heads)
