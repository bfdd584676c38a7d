"""What the chapter of sparse rows does more than once: its two tables, and rows that get new digits."""

from __future__ import annotations

from manim import Animation, Create, FadeIn, VGroup

from scenes.chapter import Chapter
from scenes.films.embeddings import rows_pictures as act
from scenes.films.embeddings import rows_words as words
from scenes.films.embeddings.row_table import RowTable
from scenes.kit.theme import theme
from scenes.shown import show


class RowsChapter(Chapter):
    """Has `tables`, the users' and the items'."""

    tables: VGroup

    @property
    def users(self) -> RowTable:
        table: RowTable = self.tables[0]
        return table

    @property
    def items(self) -> RowTable:
        table: RowTable = self.tables[1]
        return table

    def renew(self, k: int) -> None:
        """The two rows of step k have their new digits."""
        here, (user, item) = self.t.of(step=k, example=0), words.pair(self.t, k)
        U, V = self.t.numbers(here.U_new[1].path, "w"), self.t.numbers(here.V_new[1].path, "w")
        self.play(*self.users.renew(user, U[user]), *self.items.renew(item, V[item]), run_time=0.6)

    def learned(self) -> list[Animation]:
        """All rows have the digits of the end of the training."""
        last = len(self.t.trace.studies["rows"].U) - 1
        ends = [self.t.numbers(f"{words.ROOT}.{name}[{last}]", "w") for name in "UV"]
        short = [[[show(number, decimals=2) for number in row] for row in rows] for rows in ends]
        return [table.renew(i, row)[1] for table, rows in zip(self.tables, short, strict=True) for i, row in enumerate(rows)]

    def grow_tall(self) -> None:
        """At <users>, <items>, <all>, <moved>: two tall tables, how many numbers they hold, and the two rows that move."""
        self.tall = act.TallTables(self.t, self.stage.arena)
        self.counts = self.place("board", act.large_count(self.t))
        for mark, k in (("users", 0), ("items", 1)):
            self.at(mark)
            self.play(FadeIn(self.tall.heads[k]), FadeIn(self.tall.counts[k]), Create(self.tall.lines[k]), run_time=0.9)
        self.at("all")
        self.show(self.counts[0], run_time=0.5)
        self.at("moved")
        self.two = [self.tall.lines[k][row] for k, row in ((0, 20), (1, 7))]
        self.play(*(line.animate.set_stroke(theme().light, width=7) for line in self.two), FadeIn(self.counts[1]), run_time=0.7)
