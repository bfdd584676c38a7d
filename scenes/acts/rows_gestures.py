"""What the chapter of sparse rows does more than once: its two tables, and rows that get new digits."""

from __future__ import annotations

from manim import Animation, VGroup

from scenes.acts import rows_words as words
from scenes.chapter import Chapter
from scenes.kit.row_table import RowTable


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
        return [table.renew(i, row)[1] for table, rows in zip(self.tables, ends, strict=True) for i, row in enumerate(rows)]
