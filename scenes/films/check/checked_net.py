"""The network beside the table: each row has its edge, which is red and heavy where the row is wrong."""

from __future__ import annotations

from typing import Any

from manim import Line

from engine.reading import Reading
from scenes.films.check import facts
from scenes.kit.network.diagram import NetworkDiagram
from scenes.kit.place.stage import Region
from scenes.kit.theme import theme

QUIET, LOUD = 0.25, 6.0  # the opacity of an edge that is right, the width of one that is wrong


class CheckedNet(NetworkDiagram):
    """A network whose edges know how they were drawn."""

    def __init__(self, t: Reading, region: Region) -> None:
        super().__init__(t.sizes, region, [t.W[l].array for l in range(1, t.D + 1)])
        self.t = t
        self._drawn = {(l, *e): (line.get_stroke_color(), line.get_stroke_width()) for l in self.edges for e, line in self.edges[l].items()}

    def edges_of(self, *rows: int) -> list[Line]:
        """The edges of rows of the table, those that are drawn."""
        places = ((row.l, (row.i, row.j)) for row in (facts.rows(self.t)[k] for k in rows))
        return [self.edges[l][e] for l, e in places if e in self.edges.get(l, {})]

    def redden(self, rows: list[int]) -> list[Any]:
        """The edges of these rows turn red and heavy, all others dim."""
        wrong = self.edges_of(*rows)
        return [*(e.animate.set_stroke(theme().wrong, width=LOUD, opacity=1) for e in wrong), *self.quiet(*wrong)]

    def quiet(self, *but: Line) -> list[Any]:
        """All edges but these turn dim, else they stay as they were drawn."""
        return self._restroke(QUIET, *but)

    def recover(self) -> list[Any]:
        """All edges turn back to what was drawn."""
        return self._restroke(1)

    def _restroke(self, opacity: float, *but: Line) -> list[Any]:
        lines = [(line, *self._drawn[l, *e]) for l in self.edges for e, line in self.edges[l].items() if all(line is not b for b in but)]
        return [line.animate.set_stroke(color, width=width, opacity=opacity) for line, color, width in lines]
