"""The gestures around an outer product: it takes its place and the network's numbers, fills, and hands its cells to the edges."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from manim import DOWN, RIGHT, UP, VGroup

from scenes.films.gradients.sharing import Edge, SharingFilm
from scenes.kit.maths import shares
from scenes.kit.maths.outer import OuterProduct
from scenes.kit.place.light import lit
from scenes.kit.place.stage import Region
from scenes.kit.theme import theme
from scenes.kit.type.formula import Formula
from scenes.kit.type.number import Num


class TableFilm(SharingFilm):
    """A chapter with the table `outer` of a layer, and `law`, the same in letters."""

    outer: OuterProduct
    law: Formula

    def lay(self, l: int) -> None:
        """Give the outer product of layer l and its line of letters their places."""
        self.law = shares.outer_letters(self.t, l)
        if self.side_is_below():
            self.outer = self.maths.hold(OuterProduct.fitting(self.t, l, self.maths))
            self.stage.board.hold(self.law, UP)
        else:
            gap, board = 0.9, self.maths
            self.outer = OuterProduct.fitting(self.t, l, Region(board.x, board.y, board.width - self.law.width - gap, board.height))
            board.hold(VGroup(self.law, self.outer).arrange(RIGHT, buff=gap), DOWN)
        self.outer.released()
        self.stands("here", self.outer, self.law)

    def take(self, targets: dict[int, Any], sources: dict[int, Any], dots: VGroup) -> None:
        """Let copies of the network's numbers travel into the table."""
        if all(k in sources for k in targets):
            self.fly(*((sources[k], target) for k, target in targets.items()), run_time=0.7)
        else:
            self.show(*targets.values(), run_time=0.7)
        self.outer.add(*targets.values())
        if len(dots):
            self.play(*self.outer.show_dots(dots), run_time=0.2)

    def fill(self, l: int, one_by_one: bool) -> None:
        """Fill the grid, cell by cell or row by row; light runs along the edges of the cells."""
        for group in self.outer.order(one_by_one):
            i, j = group[0]
            ends = [self.outer.column[i], *([self.outer.row[j]] if len(group) == 1 else [])]
            glows = [lit(end) for end in ends]
            self.play(*(self.outer.fill(*ij) for ij in group), *glows, *self._given(l, group), run_time=0.6 if one_by_one else 0.5)
        rest = [e for e in self.net.edges.get(l, {}) if e not in self.outer.cells]
        if more := [*self.outer.show_dots(self.outer.dots.grid), *self._given(l, rest)]:
            self.play(*more, run_time=0.4)

    def by_sign(self) -> dict[str, list[Num]]:
        """The cells with a minus and those without, of either only if there are any; zeros are neither."""
        cells = list(self.outer.cells.values())
        minus = [cell for cell in cells if cell.shown.number.value < 0]
        plus = [cell for cell in cells if cell.shown.number.value > 0]
        return {sign: found for sign, found in (("minus", minus), ("plus", plus)) if found}

    def _given(self, l: int, edges: Sequence[Edge]) -> list[Any]:
        """Light along edges, which keep the colours of their weights; of a layer that is not drawn, none."""
        lines = self.net.edges.get(l, {})
        known = [e for e in edges if e in lines]
        return [self.net.pulse(l, *known, color=theme().light)] if known else []

    def settle(self, l: int) -> None:
        """The results travel onto their lines, where lines have room for numbers; else light runs along the lines."""
        if self.has_tags(l):
            self.land(l, {e: cell for e, cell in self.outer.cells.items() if e not in self.net.weights.get(l, {})})
        elif self.net.edges.get(l):
            self.play(self.net.pulse(l, back=True), run_time=0.8)
