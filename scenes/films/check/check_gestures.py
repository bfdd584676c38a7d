"""What a gradient check does with its pictures: a row with its edge, a bug planted, what it spoils turned red."""

from __future__ import annotations

from typing import Any

from manim import DOWN, Animation, FadeIn, LaggedStart, Line, VGroup, VMobject

from engine.reading import Reading
from scenes.chapter import Chapter
from scenes.films.check import check_formulas as formulas
from scenes.films.check import check_words as words
from scenes.films.check.check_table import CheckTable
from scenes.kit.network.diagram import NetworkDiagram
from scenes.kit.place.light import lit
from scenes.kit.place.stage import Region
from scenes.kit.theme import theme

QUIET, LOUD = 0.25, 6.0  # the opacity of an edge that is right, the width of one that is wrong


class CheckChapter(Chapter):
    """A Chapter told on the example that the study checked.

    check, row, spot   the study, the row whose weight is followed, its (i, j)
    small, table       the network beside the table of rows
    planted            the lines of the bug that stands on the board: what is right, what is written
    """

    small: NetworkDiagram
    table: CheckTable
    planted: VGroup

    def __init__(self, t: Reading, *args: Any, **kwargs: Any) -> None:
        super().__init__(t, *args, **kwargs)
        self.check = t.trace.studies["check"]
        self.row = self.check.rows[self.check.place]
        self.spot = (self.row.i, self.row.j)

    def network(self, region: Region) -> NetworkDiagram:
        return NetworkDiagram(self.t.sizes, region, [self.t.W[l].array for l in range(1, self.t.D + 1)])

    def together(self, k: int, *parts: VMobject) -> Animation:
        """A row's beginning, and its edge."""
        edge = self.edge_of(k)
        return LaggedStart(*([lit(edge)] if edge is not None else []), *(FadeIn(part) for part in parts), lag_ratio=0.05)

    def edge_of(self, k: int) -> Line | None:
        row = self.check.rows[k]
        return self.small.edges.get(row.l, {}).get((row.i, row.j))

    def plant(self, k: int) -> None:
        """At <bug>, show what should be written and what is."""
        self.at("bug")
        self.clear("board", run_time=0.3)
        lines = self.planted = self.place("board", formulas.planted(self.t, k))
        self.show(lines[0], run_time=0.4)
        self.show(lines[1], shift=0.1 * DOWN, run_time=0.4)

    def caught(self, k: int) -> None:
        """The wrong pass fills the table; what it spoils turns red, on the edges too."""
        self.play(self.table.replace(k), run_time=0.6)
        self.play(self.table.judge(), *self.edges_show(k), run_time=0.6)

    def edges_show(self, k: int) -> list[Any]:
        bad = [edge for r in words.wrong_rows(self.t, k) if (edge := self.edge_of(r)) is not None]
        good = [edge for edges in self.small.edges.values() for edge in edges.values() if all(edge is not b for b in bad)]
        return [*(e.animate.set_stroke(theme().wrong, width=LOUD, opacity=1) for e in bad), *self.quiet(good)]

    def quiet(self, edges: list[Line]) -> list[Any]:
        """Edges as they were drawn, but dim."""
        fresh = self.network(self.stage.side)
        was = {id(e): fresh.edges[l][key] for l, mine in self.small.edges.items() for key, e in mine.items()}
        return [e.animate.set_stroke(was[id(e)].get_stroke_color(), width=was[id(e)].get_stroke_width(), opacity=QUIET) for e in edges]
