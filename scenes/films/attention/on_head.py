"""What a chapter on an attention head stands on: its rooms in every shape, the table of words, the grid of who looks at whom."""

from __future__ import annotations

import numpy as np
from manim import DOWN, LEFT, RIGHT, UP, FadeIn, FadeOut, GrowFromEdge, Mobject, Rectangle, VGroup

from engine.reading import Numbers, Reading
from scenes.chapter import Chapter
from scenes.films.attention.attention_grid import AttentionGrid
from scenes.films.attention.attention_lines import ME, WORDS, L
from scenes.films.attention.token_table import TokenColumn, TokenTable
from scenes.kit.place.light import lit
from scenes.kit.place.stage import Region, Stage
from scenes.kit.theme import theme
from scenes.kit.type.formula import BODY, Formula, Label, align_equals, small
from scenes.kit.type.number import Num
from scenes.shown import show

ROOMS = {  # the table of words, the grid, the line that works something out
    "16:9": (Region(-2.6, 0.95, 7.6, 4.0), Region(4.1, 0.95, 4.6, 4.0), Region(0, -2.35, 12.6, 2.3)),
    "9:16": (Region(0, 3.95, 7.1, 3.7), Region(0, -0.1, 6.6, 3.8), Region(0, -4.4, 7.2, 3.8)),
    "1:1": (Region(0, 2.9, 8.8, 2.9), Region(0, -0.2, 8.2, 2.8), Region(0, -3.15, 9.0, 2.6)),
}


class GuessBars(VGroup):
    """What one word guesses: rows[k] = name, bar and number of the k-th word there is; `most` is what fills the region."""

    def __init__(self, guess: Numbers, region: Region, most: float) -> None:
        super().__init__()
        pitch, left = min(0.8, region.height / len(guess)), region.x - region.width / 2
        top, size, longest = region.y + pitch * (len(guess) - 1) / 2, small() + 2, max(region.width - 2.5, 1.0)
        self.rows = VGroup()
        for k, number in enumerate(guess):
            y = top - k * pitch
            name = Label(WORDS[k], size=size, color=theme().ink)
            name.move_to([left + name.width / 2, y, 0])
            width = max(0.02, longest * number.value / most)
            bar = Rectangle(width=width, height=0.4 * pitch, stroke_width=0, fill_color=theme().forward, fill_opacity=0.85)
            bar.move_to([left + 1.1, y, 0], aligned_edge=LEFT)
            num = Num(number, size).next_to(bar, RIGHT, buff=0.15)
            self.rows.add(VGroup(name, bar, num))
        self.add(self.rows)

    def blamed(self, back: Numbers) -> list[VGroup]:
        """For each word what comes back to it: a bar, to the left where it is negative, and its number."""
        zero, unit = self.rows[0][1].get_left()[0], max(row[1].width for row in self.rows) / np.ptp(back.array)
        rows, size = [], small() + 2
        axis = zero - unit * min(0.0, back.array.min())
        for row, number in zip(self.rows, back, strict=True):
            ends = sorted((axis, axis + unit * number.value))
            bar = Rectangle(width=ends[1] - ends[0], height=row[1].height, stroke_width=0, fill_color=theme().backward, fill_opacity=0.85)
            bar.move_to([ends[0], row[1].get_y(), 0], aligned_edge=LEFT)
            rows.append(VGroup(bar, Num(show(number, 3), size).next_to([max(axis, ends[1]), bar.get_y(), 0], RIGHT, buff=0.15)))
        return rows


class OnHead(Chapter):
    """`table` and `grid` stand in `rooms`; `columns` are the table's columns by slot."""

    t: Reading

    def lay_out(self) -> None:
        self.rooms = ROOMS[self.stage.shape]
        self.table, self.grid = TokenTable(WORDS[: ME + 1], self.rooms[0]), AttentionGrid(WORDS[: ME + 1], self.rooms[1])
        self.columns: dict[int, TokenColumn] = {}
        self.working: list[Formula] = []

    def column(self, slot: int, name: str, numbers: Numbers) -> TokenColumn:
        """A column for this slot, to be shown; what stood there is to have left."""
        self.columns[slot] = self.table.column(slot, name, numbers)
        return self.columns[slot]

    def drop(self, *slots: int) -> None:
        """Columns leave."""
        self.clear_away(*(self.columns.pop(slot) for slot in slots if slot in self.columns), run_time=0.3)

    def work(self, *formulas: Formula, aligned: bool = True) -> None:
        """What the board held leaves; these stand there, not yet shown, as large as fits."""
        self.clear_away(*self.working, run_time=0.2)
        self.working = list(formulas)
        group = (
            align_equals(*formulas, buff=0.2)
            if aligned
            else VGroup(*formulas).arrange(DOWN if self.stage.is_narrow else RIGHT, buff=0.3 if self.stage.is_narrow else 1.0)
        )
        self.rooms[2].hold(group)

    def unname(self) -> None:
        """The grid's numbers leave, all but its frame."""
        self.clear_away(*self.grid.nums.values(), self.grid.corner, run_time=0.3)
        self.grid.nums.clear()

    def shares(self, t: Reading | None = None) -> list[Mobject]:
        """All shares of the open cells, in the grid."""
        grid, A = self.grid, (t or self.t).A[L]
        numbers = [grid.write(k, s, A[k][s]) for k in range(ME + 1) for s in range(k + 1)]
        return [*numbers, *(grid.bar(k, s, A[k][s]) for k in range(ME + 1) for s in range(k + 1))]

    def swap(self, leaving: list[Mobject], coming: list[Mobject], run_time: float = 0.6) -> None:
        self.play(*map(FadeOut, leaving), run_time=run_time / 2)
        self.play(*map(FadeIn, coming), run_time=run_time / 2)

    def grown(self, t: int, *columns: int) -> None:
        """The shares of a row, one cell after the other."""
        for s in columns:
            number, bar = self.grid.write(t, s, self.t.A[L][t][s]), self.grid.bar(t, s, self.t.A[L][t][s])
            self.play(FadeIn(number), GrowFromEdge(bar, LEFT), run_time=0.5)

    @property
    def whole(self) -> Region:
        """The rooms of table and grid together."""
        upper, lower = self.rooms[0], self.rooms[1]
        if not self.stage.is_narrow:
            return Region(0, upper.y, 12.6, upper.height)
        top, bottom = upper.y + upper.height / 2, lower.y - lower.height / 2
        return Region(0, (top + bottom) / 2, upper.width, top - bottom)

    def standing_grid(self) -> list[Mobject | None]:
        grid = self.grid
        return [*grid.cells.values(), grid.words, *grid.closed, *grid.nums.values(), *grid.bars.values(), grid.corner]

    def told_sum(self, f: Formula, said: tuple[str, TokenColumn], cells: list[tuple[int, int]]) -> None:
        """A sum of rows, each times its cell of the grid, term by term from a mark on."""
        mark, rows = said
        self.work(f)
        self.show(rows, f["s"], f["eq"], f.rest, f["d"], run_time=0.4)
        self.at(mark)
        for k, cell in enumerate(cells):
            self.play(lit(self.grid.cells[cell]), lit(rows.rows[k]), FadeIn(f[f"w{k}"], f[f"u{k}"], f[f"v{k}"]), run_time=0.7)

    def landed(self, slot: int, name: str, numbers: Numbers, word: int) -> None:
        """The result of the working flies to its word's row in a new column."""
        f, back = self.working[0], self.column(slot, name, numbers)
        self.show(f["r0"], f["r1"], back.head, run_time=0.3)
        self.fly(*zip((f["r0"], f["r1"]), back.rows[word], strict=True), run_time=0.7)

    def law(self, law: Formula, slot: int, word: int) -> None:
        """The same in matrices, and the rows of the other words."""
        self.work(law)
        rows = self.columns[slot].rows
        self.show(law, *(row for k, row in enumerate(rows) if k != word), run_time=0.5)


def wall_of(wall: dict[str, Formula], stage: Stage) -> VGroup:
    """Forward left, backward right; in a narrow frame one under the other."""
    forward, backward = ([line for mark, line in wall.items() if (len(mark) == 1) is one] for one in (True, False))
    halves = VGroup(*(VGroup(*half) for half in (forward, backward)))
    for half, name in zip(halves, ("forward", "backward"), strict=True):
        half.add_to_back(Label(name, size=BODY))
        half.arrange(DOWN, buff=0.45 if half is halves[0] else 0.28, aligned_edge=LEFT)
    way, edge, buff = (DOWN, LEFT, 0.7) if stage.is_narrow else (RIGHT, UP, 2.2)
    return stage.wide.hold(halves.arrange(way, buff=buff, aligned_edge=edge))
