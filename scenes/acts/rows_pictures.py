"""What the chapter of sparse rows writes, and the pictures only it needs: panels, all pairs, tall tables."""

from __future__ import annotations

import numpy as np
from manim import DOWN, LEFT, RIGHT, UP, Line, Rectangle, VGroup

from engine.reading import Number, Reading
from scenes.acts import rows_words as words
from scenes.kit.number import Num, show
from scenes.kit.row_plane import RowPlane
from scenes.kit.row_table import RowTable
from scenes.kit.stage import Region, Stage
from scenes.kit.theme import theme
from scenes.kit.type import BODY, Formula, Label, align_equals, small

LINES = 34  # thin rows drawn of a tall table


def panels(stage: Stage) -> tuple[Region, Region]:
    """For the tables and for what is beside them, the title's room with them; in a narrow frame the second is under the first."""
    top, foot = stage.title.y + stage.title.height / 2, stage.arena.y - stage.arena.height / 2
    a = Region(0, (top + foot) / 2, stage.arena.width, top - foot)
    if stage.is_narrow:
        return Region(a.x, a.y + 0.27 * a.height, a.width, 0.44 * a.height), Region(a.x, a.y - 0.25 * a.height, a.width, 0.48 * a.height)
    return Region(-a.width / 4 - 0.1, a.y, a.width / 2 - 0.5, a.height), Region(a.width / 4 + 0.1, a.y, a.width / 2 - 0.5, a.height)


def tables(t: Reading, region: Region, empty: bool = False) -> VGroup:
    """U and V side by side."""
    U, V = words.tables(t)
    return _beside(RowTable("users", "u", U, empty), RowTable("items", "v", V, empty), region)


def slope_tables(t: Reading, region: Region, beside: VGroup) -> VGroup:
    """dL/dU and dL/dV side by side, still empty, on a level with the tables where they stand beside them."""
    U, V = words.slopes(t)
    pair = _beside(RowTable("slopes", "u", U, True), RowTable("slopes", "v", V, True), region)
    way = beside[0].panels[0].get_y() - pair[0].panels[0].get_y()
    return pair.shift(way * UP) if abs(way) < 0.5 else pair


def _beside(left: RowTable, right: RowTable, region: Region) -> VGroup:
    pair = VGroup(left, right).arrange(RIGHT, buff=0.35)
    right.shift((left.panels[0].get_y() - right.panels[0].get_y()) * UP)
    region.hold(pair)
    for table in pair:
        for i in range(len(table.cells)):
            table.seat(i)
    return pair


def plane(t: Reading, region: Region) -> RowPlane:
    study = t.trace.studies["rows"]
    reach = np.concatenate([study.U.reshape(-1, 2), study.V.reshape(-1, 2)])
    return RowPlane(region, study.U[0], study.V[0], reach)


def names(t: Reading, k: int = 0) -> tuple[str, str]:
    """The letters of the rows of step k, in Typst."""
    user, item = words.pair(t, k)
    return f"u_{user + 1}", f"v_{item + 1}"


def dot_lines(t: Reading) -> tuple[Formula, Formula]:
    """a = u . v, and u . v with numbers, equals signs under each other. Parts: a, u, v; s, u0, v0, u1, v1, result."""
    (u, v), (i, j) = names(t), words.pair(t)
    U, V = words.tables(t)
    letters = Formula("{a} = {u} dot {v}", a="a", u=u, v=v, hues={"a": theme().forward})
    fields = {f"u{k}": U[i][k] for k in range(2)} | {f"v{k}": V[j][k] for k in range(2)}
    worked = Formula("{s} = {u0:p} dot {v0:p} + {u1:p} dot {v1:p} = {result}", s=f"{u} dot {v}", result=t.a[2][0], **fields)
    return letters, worked


def miss_lines(t: Reading) -> tuple[Formula, Formula]:
    """delta = a - y and L = 1/2 delta^2, with numbers. Parts: delta, a, y, result; L, d, result."""
    miss = Formula(
        "{delta} = a - y = {a:p} - {y:p} = {result}",
        delta="delta", hues={"delta": theme().backward}, a=t.a[2][0], y=t.y[0], result=t.delta[2][0],
    )  # fmt: skip
    return miss, Formula("{L} = 1/2 delta^2 = {result}", L=t.name.L, result=t.L)


def slope_lines(t: Reading) -> tuple[Formula, Formula]:
    """dL/du = delta v and dL/dv = delta u, with numbers. Parts: s, d, row, number, q0, q1, r0, r1."""
    (u, v), (i, j) = names(t), words.pair(t)
    (U, V), (dU, dV) = words.tables(t), words.slopes(t)
    return _slope_line(t, u, v, V[j], dU[i]), _slope_line(t, v, u, U[i], dV[j])


def _slope_line(t: Reading, own: str, other: str, row: list[Number], result: list[Number]) -> Formula:
    fields = {f"q{k}": row[k] for k in range(2)} | {f"r{k}": result[k] for k in range(2)}
    return Formula(
        "{s} = {d} thin {row} = {number:p} ({q0}, {q1}) = ({r0}, {r1})",
        s=f"(partial L) / (partial {own})", d="delta", row=other, number=t.delta[2][0],
        hues={"s": theme().backward, "d": theme().backward}, **fields,
    )  # fmt: skip


def outer_line(t: Reading) -> Formula:
    """dL/dU as an outer product, the one-hot of the user times delta v. Parts: s, one, d, row, hot, r0, r1."""
    (_, v), (i, _), (dU, _) = names(t), words.pair(t), words.slopes(t)
    hot = f'vec({", ".join("1" if k == i else "0" for k in range(len(dU)))}, delim: "[")'
    return Formula(
        "{s} = {one} thin {d} thin {row} = {hot} thin ({r0}, {r1})",
        s="(partial L) / (partial U)", one=hot, hot=hot, d="delta", row=f"{v}^T", r0=dU[i][0], r1=dU[i][1],
        hues={"s": theme().backward, "d": theme().backward},
    )  # fmt: skip


def guess_line(t: Reading) -> Formula:
    """u . v of the pair that is guessed, at the end of the training. Parts: s, u0, v0, u1, v1, result."""
    user, item = words.guessed(t)
    last = len(t.trace.studies["rows"].U) - 1
    u, v = t.numbers(f"{words.ROOT}.U[{last}][{user}]", "w"), t.numbers(f"{words.ROOT}.V[{last}][{item}]", "w")
    fields = {f"u{k}": u[k] for k in range(2)} | {f"v{k}": v[k] for k in range(2)}
    guess = show(words.at(t, "guess", "a"), digits=2)
    template = "{s} = {u0:p} dot {v0:p} + {u1:p} dot {v1:p} = {result}"
    return Formula(template, s=f"u_{user + 1} dot v_{item + 1}", result=guess, **fields)


def rule(t: Reading, k: int = 0) -> tuple[VGroup, VGroup]:
    """Step k of the two rows, in letters side by side, and with numbers under each other; parts r0, r1: the new row."""
    t = t.of(step=k, example=0)
    hues = {"s": theme().backward}
    letters = [Formula("{row} arrow.l {row} - eta thin {s}", row=row, s=f"(partial L) / (partial {row})", hues=hues) for row in names(t, k)]
    old, slopes = words.tables(t, k), words.slopes(t)
    new = t.numbers(t.U_new[1].path, "w"), t.numbers(t.V_new[1].path, "w")
    worked = []
    for row, i, table, slope, result in zip(names(t, k), words.pair(t, k), old, slopes, new, strict=True):
        fields = {f"{letter}{m}": numbers[i][m] for letter, numbers in (("p", table), ("q", slope), ("r", result)) for m in range(2)}
        line = Formula("{row} = ({p0}, {p1}) - {eta} thin ({q0}, {q1}) = ({r0}, {r1})", row=row, eta=t.eta, **fields)
        worked.append(line)
    return VGroup(*letters).arrange(RIGHT, buff=1.2), align_equals(*worked, buff=0.2)


def fall(t: Reading) -> Formula:
    """The loss before the step and after it."""
    return Formula("{L} quad {before} arrow.r {after}", L=t.name.L, before=t.batch_L, after=t.L_new)


class PairGrid(VGroup):
    """Every user with every item: told[i, j] what was rated, guesses[i, j] the dot product at the end; cards[i, j] under them."""

    def __init__(self, t: Reading, region: Region) -> None:
        super().__init__()
        study = t.trace.studies["rows"]
        after, rating = t.numbers(f"{words.ROOT}.after", "a"), t.numbers(f"{words.ROOT}.rating", "y")
        self.cards, self.told, self.guesses, self.names = {}, {}, {}, VGroup()
        n, m = study.told.shape
        for i in range(n):
            for j in range(m):
                card = Rectangle(width=1.25, height=0.74, stroke_width=1.5, stroke_color=theme().line)
                self.cards[i, j] = card.set_fill(theme().panel, 1).move_to([1.3 * j, -0.8 * i, 0])
                self.guesses[i, j] = Num(show(after[i][j], digits=2), 30).move_to(card)
        for k, (user, item) in enumerate(zip(study.user, study.item, strict=True)):
            self.told[int(user), int(item)] = Num(rating[k], 30, theme().ink).move_to(self.cards[int(user), int(item)])
        for i in range(n):
            self.names.add(Formula("{s}", s=f"u_{i + 1}").next_to(self.cards[i, 0], LEFT, buff=0.25))
        for j in range(m):
            self.names.add(Formula("{s}", s=f"v_{j + 1}").next_to(self.cards[0, j], UP, buff=0.2))
        whole = VGroup(*self.cards.values(), *self.told.values(), *self.guesses.values(), self.names)
        region.hold(whole)
        self.add(*self.cards.values(), self.names)


class TallTables(VGroup):
    """Two tables of thin rows, as tall as the region; lines[k] are the rows of one, heads[k] says of what, counts[k] how many."""

    def __init__(self, t: Reading, region: Region) -> None:
        super().__init__()
        self.lines, self.heads, self.counts = [], VGroup(), []
        high = region.height - 1.0
        for k, (name, part) in enumerate((("users", 1.0), ("items", 0.55))):
            x, top = (k - 0.5) * 3.4, region.y + region.height / 2 - 1.0
            count = round(LINES * part)
            ys = [top - high * i / (LINES - 1) for i in range(count)]
            rows = VGroup(*(Line([x - 1.1, y, 0], [x + 1.1, y, 0], stroke_width=2, color=theme().line) for y in ys))
            self.lines.append(rows.shift([region.x, 0, 0]))
            self.counts.append(Num(words.at(t, f"large.{name}"), 30, theme().ink).next_to(rows, UP, buff=0.2))
            self.heads.add(Label(name, size=small()).next_to(self.counts[k], UP, buff=0.12))
        self.add(*self.lines, self.heads)


def large_count(t: Reading) -> VGroup:
    """All numbers of the tall tables, and those that one rating moves."""
    return VGroup(
        VGroup(Label("all numbers", size=small()), Num(words.at(t, "large.numbers"), BODY, theme().ink)).arrange(DOWN, buff=0.2),
        VGroup(Label("moved by one rating", size=small()), Num(words.at(t, "large.moved"), BODY, theme().ink)).arrange(DOWN, buff=0.2),
    ).arrange(RIGHT, buff=1.2)


def laws() -> VGroup:
    """What is taken home: the guess, and under it the slope of each of the two rows."""
    hues = {"s": theme().backward, "d": theme().backward, "a": theme().forward}
    ways = ((f"(partial L) / (partial {own})", other) for own, other in ("uv", "vu"))
    slopes = (Formula(f"{{s}} = {{d}} thin {other}", s=s, d="delta", hues=hues) for s, other in ways)
    return VGroup(Formula("{a} = u dot v", a="a", hues=hues), VGroup(*slopes).arrange(RIGHT, buff=1.2)).arrange(DOWN, buff=0.3)
