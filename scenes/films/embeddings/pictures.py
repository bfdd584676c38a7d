"""The pictures of sparse rows: tables side by side, boards of maths, every pair in a grid, tables of a real size."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import numpy as np
from manim import DOWN, LEFT, RIGHT, UP, Animation, Line, MoveToTarget, Rectangle, VGroup

from engine.reading import Numbers, Reading
from scenes.equation import Equation, broken
from scenes.films.embeddings import facts, formulas
from scenes.films.embeddings.row_bars import RowBars
from scenes.films.embeddings.row_picture import RowPicture
from scenes.films.embeddings.row_plane import RowPlane
from scenes.films.embeddings.row_table import AIR, DENSE, SNUG, RowTable
from scenes.kit.place.shots import fit, smallest_type
from scenes.kit.place.stage import Region
from scenes.kit.theme import theme
from scenes.kit.type.baseline import on_one_line
from scenes.kit.type.fitted import style_of
from scenes.kit.type.formula import BODY, LARGE, Formula, Label, align_equals
from scenes.kit.type.ink import size_of
from scenes.kit.type.number import Num

LINES = 24  # thin rows drawn of a tall table
HIGH = 0.8  # times as high as wide: a room in which tables stand over each other
LOW = 2.4  # times as wide as high: a room in which rows of tables stand closer
Make = Callable[[Region], VGroup]


# ---- tables and arrows


class Tables(VGroup):
    """Two tables side by side in a room, and in any other."""

    def __init__(self, left: RowTable, right: RowTable, region: Region) -> None:
        super().__init__(left, right)
        self.region = region
        self.fill(region)

    def fill(self, region: Region) -> None:
        """As large as the room lets both be: side by side, or over each other where it is high."""
        left, right = self
        if region.height > HIGH * region.width:
            gap = 0.35 if len(right.title) else SNUG - AIR  # under one title: as between two rows, and a little
            right.next_to(left, DOWN, buff=gap * left.panels[0].width / left.wide).align_to(left, RIGHT)
        else:
            scale = right.panels[0].width / left.panels[0].width
            right.next_to(left, RIGHT, buff=0.35 * scale)
            right.shift((left.panels[0].get_top() - right.panels[0].get_top())[1] * UP)
        fit(self, region)
        for table in self:
            for i in range(len(table.cells)):
                table.seat(i)

    def digit_in(self, room: Region) -> float:
        """The font size of the smallest number in a room."""
        now = min(size_of(cell) for table in self for row in table.cells for cell in row)
        return now * min(room.width / self.region.width, room.height / self.region.height)

    def settle(self, room: Region) -> Animation:
        """Fill another room."""
        target = self.generate_target()
        target.fill(room)
        self.region = room
        return MoveToTarget(self)


def tables(t: Reading, region: Region, low: bool = False) -> Tables:
    """U and V side by side, still empty; `low`: they are to stand in a low room."""
    U, V = facts.tables(t)
    return Tables(_empty(t, "users", "u", U, region, low), _empty(t, "items", "v", V, region, low), region)


def slope_tables(t: Reading, region: Region, beside: Tables) -> Tables:
    """dL/dU and dL/dV, still empty: under each other with one title where they are short, else on a level with tables beside them."""
    (U, V), stacked = facts.slopes(t), facts.is_short(t) and region.height > HIGH * region.width
    left, right = _empty(t, "slopes", "u", U, region, snug=stacked), _empty(t, "slopes" * (not stacked), "v", V, region, snug=stacked)
    pair = Tables(left, right, region)
    way = 0.0 if stacked else beside[0].panels[0].get_y() - pair[0].panels[0].get_y()
    pair.shift(way * UP if abs(way) < 0.5 else 0 * UP)
    for table, k in zip(pair, facts.pair(t), strict=True):
        if facts.is_crowded(t):
            table.shorten(k)
        for i in range(len(table.cells)):
            table.seat(i)
    return pair


def _empty(t: Reading, title: str, letter: str, numbers: Numbers, region: Region, low: bool = False, snug: bool = False) -> RowTable:
    down = SNUG if snug else DENSE if low or region.width > LOW * region.height else 0.0
    return RowTable(title, letter, numbers, facts.digits(t), empty=True, down=down)


def plane(t: Reading, region: Region) -> RowPicture:
    """The rows of both tables as arrows or as bars, with room for all that they become."""
    study, d = facts.study(t), facts.study(t).U.shape[2]
    reach = np.concatenate([study.U.reshape(-1, d), study.V.reshape(-1, d)])
    return (RowPlane if facts.is_of_arrows(t) else RowBars)(region, study.U[0], study.V[0], reach)


# ---- boards


def board(*lines: Equation, aligned: bool = False) -> Make:
    """Lines of maths under each other, broken where that lets them be larger."""

    def make(room: Region) -> VGroup:
        ways = ([way(line) for line in lines] for way in (lambda line: line, halved, broken, lambda line: broken(line, sums=True)))
        made = [align_equals(*way) if aligned else VGroup(*map(Formula, way)).arrange(DOWN, buff=0.3) for way in ways]
        return _largest(made, room)

    return make


def halved(line: Equation) -> Equation:
    """The line on two, broken at its second sign of equality."""
    head, *sides = f" {line.template}".split(" = ")
    return Equation(f"{head} &= {sides[0]} \\ &= {' = '.join(sides[1:])}", line.parts, line.roles) if len(sides) > 1 else line


def _largest(ways: Iterable[VGroup], room: Region) -> VGroup:
    """Of several ways to set the same, each fitted, the first whose smallest type is the largest."""
    return max((fit(way, room) for way in ways), key=lambda way: round(smallest_type(way), 1))


def step_board(t: Reading, k: int = 0) -> Make:
    """[letters, numbers] of step k: its two rows in letters, and with numbers under each other."""

    def make(room: Region) -> VGroup:
        ways = []
        for way in (lambda line: line, broken):
            lettered = VGroup(*map(Formula, formulas.step_letters(t, k))).arrange(RIGHT, buff=1.2)
            numbers = align_equals(*map(way, formulas.step_numbers(t, k)), buff=0.2)
            ways.append(VGroup(lettered, numbers).arrange(DOWN, buff=0.25))
        return _largest(ways, room)

    return make


def laws(room: Region) -> VGroup:
    """What is taken home: the guess, and under it the slope of each of the two rows."""
    slopes = VGroup(*map(Formula, formulas.slope_laws())).arrange(RIGHT, buff=1.2)
    return fit(VGroup(Formula(formulas.guess_law()), slopes).arrange(DOWN, buff=0.3), room)


def large_count(t: Reading, room: Region) -> VGroup:
    """All numbers of the tall tables, and those that one rating moves."""
    large = facts.large(t)
    counted = (("all numbers", large.numbers), ("moved by one rating", large.moved))
    heads = VGroup(*(VGroup(Label(words, size=BODY), Num(number, LARGE, theme().ink)).arrange(DOWN, buff=0.2) for words, number in counted))
    heads.arrange(RIGHT, buff=1.2)
    for row in zip(*heads, strict=True):
        on_one_line(row)
    return fit(heads, room)


# ---- every pair, and tables of a real size


class PairGrid(VGroup):
    """Every user with every item: told[i, j] what was rated, guesses[i, j] the dot product at the end; cards[i, j] under them.

    weak   likes that are told as less than a whole one      `worded`: its names say what they name
    """

    def __init__(self, t: Reading, region: Region, worded: bool = False) -> None:
        super().__init__()
        words = ('"user" ', '"item" ') if worded else ("", "")
        study = facts.study(t)
        after, rating = t.numbers(f"{facts.ROOT}.after", "a"), t.numbers(f"{facts.ROOT}.rating", "y")
        self.cards, self.told, self.guesses, self.names = {}, {}, {}, VGroup()
        n, m = study.told.shape
        wide, high = (region.width - (1.9 if worded else 0.7)) / m, (region.height - 0.7) / n
        most = min(48.0, 0.6 * high * 48 / 0.344)
        style = style_of([number for row in after for number in row], wide - 0.05, most)
        for i in range(n):
            for j in range(m):
                card = Rectangle(width=wide - 0.05, height=high - 0.06, stroke_width=1.5, stroke_color=theme().line)
                self.cards[i, j] = card.set_fill(theme().panel, 1).move_to([wide * j, -high * i, 0])
                self.guesses[i, j] = Num(style.of(after[i][j]), style.size).move_to(card)
        for k, (user, item) in enumerate(zip(study.user, study.item, strict=True)):
            self.told[int(user), int(item)] = Num(rating[k], style.size, theme().ink).move_to(self.cards[int(user), int(item)])
        self.weak = [self.told[int(i), int(j)] for i, j, y in zip(study.user, study.item, study.rating, strict=True) if 0 < y < 1]
        for i in range(n):
            self.names.add(Formula("{s}", s=f"{words[0]}u_{i + 1}").next_to(self.cards[i, 0], LEFT, buff=0.25))
        for j in range(m):
            self.names.add(Formula("{s}", s=f"{words[1]}v_{j + 1}").next_to(self.cards[0, j], UP, buff=0.2))
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
        high = region.height - 1.3
        for k, (name, number, part) in enumerate((("users", facts.large(t).users, 1.0), ("items", facts.large(t).items, 0.55))):
            x, top = (k - 0.5) * 0.48 * region.width, region.y + region.height / 2 - 1.25
            count, half = round(LINES * part), 0.19 * region.width
            ys = [top - high * i / (LINES - 1) for i in range(count)]
            rows = VGroup(*(Line([x - half, y, 0], [x + half, y, 0], stroke_width=3, color=theme().line) for y in ys))
            self.lines.append(rows.shift([region.x, 0, 0]))
            self.counts.append(Num(number, 40, theme().ink).next_to(rows, UP, buff=0.12))
            self.heads.add(Label(name, size=BODY).next_to(self.counts[k], UP, buff=0.1))
        self.moved = [self.lines[0][14], self.lines[1][5]]
        self.still = [line for rows in self.lines for line in rows if all(line is not two for two in self.moved)]
        self.add(*self.lines, self.heads, *self.counts)
