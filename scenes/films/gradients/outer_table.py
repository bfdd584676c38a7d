"""An outer product in the film: it takes its place and the network's numbers, fills, and hands its cells to the edges."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from manim import DOWN, RIGHT, UP, Animation, VGroup

from scenes.films.gradients.filled_net import Edge
from scenes.kit.maths import shares
from scenes.kit.maths.outer import OuterProduct
from scenes.kit.place.light import lit
from scenes.kit.place.stage import Region
from scenes.kit.theme import theme
from scenes.kit.type.formula import Formula
from scenes.kit.type.number import Num

if TYPE_CHECKING:
    from scenes.films.gradients.story import Gradients

GAP = 0.9  # between the letters and the product, side by side


class OuterTable:
    """The `product` of layer l, delta a^T, and `law`, the same in letters, both placed but not yet shown."""

    def __init__(self, film: Gradients, l: int) -> None:
        self.film, self.l = film, l
        self.law: Formula = shares.outer_letters(film.t, l)
        room, stage = film.maths, film.stage
        if stage.is_narrow:
            self.product = room.hold(OuterProduct.fitting(film.t, l, room))
            stage.board.hold(self.law, UP)
        else:
            self.product = OuterProduct.fitting(film.t, l, Region(room.x, room.y, room.width - self.law.width - GAP, room.height))
            room.hold(VGroup(self.law, self.product).arrange(RIGHT, buff=GAP), DOWN)
        self.product.released()
        film.stands("here", self.product, self.law)

    def take_blames(self) -> None:
        """The column is filled with the layer's blames."""
        self._take(self.product.column, self.film.net.blames.get(self.l, {}), self.product.dots.left)

    def take_signals(self) -> None:
        """The row is filled with what came in."""
        self._take(self.product.row, self.film.net.values.get(self.l - 1, {}), self.product.dots.top)

    def _take(self, targets: Mapping[int, Num], sources: Mapping[int, Num], dots: VGroup) -> None:
        """Copies of the network's numbers travel into the table; of a layer that is not drawn, they appear."""
        if all(k in sources for k in targets):
            self.film.fly(*((sources[k], target) for k, target in targets.items()), run_time=0.7)
        else:
            self.film.show(*targets.values(), run_time=0.7)
        self.product.add(*targets.values())
        if len(dots):
            self.film.play(*self.product.show_dots(dots), run_time=0.2)

    def fill(self, one_by_one: bool) -> None:
        """Fill the grid, cell by cell or row by row; light runs along the edges of the cells."""
        for group in self.product.order(one_by_one):
            i, j = group[0]
            ends = [self.product.column[i], *([self.product.row[j]] if len(group) == 1 else [])]
            cells = (self.product.fill(*ij) for ij in group)
            self.film.play(*cells, *map(lit, ends), *self._light_along(group), run_time=0.6 if one_by_one else 0.5)
        rest = [e for e in self.film.net.edges.get(self.l, {}) if e not in self.product.cells]
        self.film.play(*self.product.show_dots(self.product.dots.grid), *self._light_along(rest), run_time=0.4)

    def _light_along(self, edges: Sequence[Edge]) -> list[Animation]:
        """Light along edges, which keep the colours of their weights; of a layer that is not drawn, none."""
        known = [e for e in edges if e in self.film.net.edges.get(self.l, {})]
        return [self.film.net.pulse(self.l, *known, color=theme().light)] if known else []

    def settle(self) -> None:
        """The results travel onto their lines, where lines have room for numbers; else light runs along the lines."""
        net, l = self.film.net, self.l
        untold = {e: cell for e, cell in self.product.cells.items() if e not in net.weights.get(l, {})}
        if net.has_tags(l) and untold:
            self.film.land(l, untold)
        elif net.edges.get(l):
            self.film.play(net.pulse(l, back=True), run_time=0.8)

    def by_sign(self) -> dict[str, list[Num]]:
        """The cells with a minus and those without, of either only if there are any; zeros are neither."""
        cells = list(self.product.cells.values())
        minus = [cell for cell in cells if cell.shown.number.value < 0]
        plus = [cell for cell in cells if cell.shown.number.value > 0]
        return {sign: found for sign, found in (("minus", minus), ("plus", plus)) if found}
