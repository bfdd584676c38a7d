"""An outer product in the film: it takes the network's numbers, its cells arise where they meet, and fly to their edges."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from manim import DOWN, RIGHT, Animation, FadeOut, VGroup

from scenes.carry import ARC
from scenes.kit.maths import shares
from scenes.kit.maths.outer import OuterProduct
from scenes.kit.network.diagram import smallest
from scenes.kit.network.lit_net import Edge
from scenes.kit.place.light import lit
from scenes.kit.place.shots import first_read, fit, growth, smallest_type
from scenes.kit.place.stage import Region
from scenes.kit.theme import theme
from scenes.kit.type.formula import Formula
from scenes.kit.type.number import Num

if TYPE_CHECKING:
    from scenes.films.gradients.story import Gradients

GAP, CLOSE = 0.9, 0.3  # between the letters and the product, side by side and over each other
SIZE = 30
TIGHT = (0.9, 0.2)  # rows and columns of a product whose numbers would be too small to be read else
SHARES = (1.0, 0.8, 0.65, 0.5)  # of the size of the letters: smaller where numbers could not be read else
DIGITS = (4, 3, 2)  # of the numbers: fewer where the room is narrow


class OuterTable(VGroup):
    """The `product` of layer l, delta a^T, and `law`, the same in letters, made for a room; `release` it to show it piece by piece."""

    def __init__(self, film: Gradients, l: int, room: Region) -> None:
        super().__init__()
        self.film, self.l = film, l
        self.law: Formula
        self.product: OuterProduct
        for digits, is_close in (*((digits, False) for digits in DIGITS), (DIGITS[-1], True)):
            self.law, self.product = self._in(room, digits, is_close)
            if smallest_type(self.product) >= film.net.least:
                break
        self.add(self.law, self.product)

    def _in(self, room: Region, digits: int, is_close: bool) -> tuple[Formula, OuterProduct]:
        """Law and product, side by side or over each other, as is larger."""
        made = [fit(max(self._pairs(digits, share, is_close), key=lambda pair: growth(pair, room)), room) for share in SHARES]
        law, product = first_read([pair for pair in made if smallest_type(pair[0]) >= smallest()] or made[:1])
        return law, product

    def _pairs(self, digits: int, share: float, is_close: bool) -> Iterator[VGroup]:
        """The product with its law, in a share of its size, before it or over it."""
        for way, buff in ((RIGHT, GAP), (DOWN, CLOSE)):
            law = shares.outer_letters(self.film.t, self.l).scale(share)
            yield VGroup(law, OuterProduct(self.film.t, self.l, SIZE, digits, *(TIGHT if is_close else ()))).arrange(
                way, buff=(0.6 if is_close else 1.0) * share * buff
            )

    def release(self) -> OuterTable:
        """Take the product's numbers out of it, so that they can come one by one."""
        self.product.released()
        return self

    def take_blames(self) -> None:
        """The column is filled with the layer's deltas."""
        self._take(self.product.column, self.film.net.blames.get(self.l, {}), self.product.dots.left)

    def take_signals(self) -> None:
        """The row is filled with what came in."""
        self._take(self.product.row, self.film.net.values.get(self.l - 1, {}), self.product.dots.top)

    def _take(self, targets: Mapping[int, Num], sources: Mapping[int, Num], dots: VGroup) -> None:
        """Copies of the network's numbers travel into the table; of a layer that is not drawn, they appear."""
        if all(k in sources for k in targets):
            self.film.fly(*((sources[k], target) for k, target in targets.items()), run_time=0.7, arc=ARC)
        else:
            self.film.show(*targets.values(), run_time=0.7)
        self.product.add(*targets.values())
        if len(dots):
            self.film.play(*self.product.show_dots(dots), run_time=0.2)

    def fuse(self, one_by_one: bool) -> None:
        """Deltas slide along their rows, signals down their columns; where they meet their product arises, and flies to its edge."""
        landing: list[Edge] = []
        for group in self.product.order(one_by_one):
            pairs = [(end, self.product.cells[i, j]) for i, j in group for end in (self.product.column[i], self.product.row[j])]
            movers = [(end.copy().set_z_index(5), cell) for end, cell in pairs]
            self._with_flights(landing, *(mover.animate.move_to(cell).set_opacity(0.35) for mover, cell in movers), run_time=0.6)
            self.film.play(*(FadeOut(mover) for mover, _ in movers), *(self.product.fill(*ij) for ij in group), run_time=0.25)
            landing = group
        rest = [e for e in self.film.net.edges.get(self.l, {}) if e not in self.product.cells]
        self._with_flights(landing, *self.product.show_dots(self.product.dots.grid), *self._light_along(rest), run_time=0.6)

    def _with_flights(self, cells: Sequence[Edge], *others: Animation, run_time: float) -> None:
        """Play other things while the products in some cells fly to their edges, or light runs along these where there is no room."""
        net, known = self.film.net, [e for e in cells if e in self.film.net.edges.get(self.l, {})]
        if not known or not net.has_tags(self.l):
            self.film.play(*others, *self._light_along(known), run_time=run_time)
            return
        tags = {e: net.gradient(self.l, *e) for e in known}
        flying = {e: self.product.cells[e].copy().set_z_index(5) for e in known}
        ways = [num.animate(path_arc=ARC).scale(tags[e][1].height / num.height).move_to(tags[e][1]) for e, num in flying.items()]
        self.film.play(*others, *ways, run_time=run_time)
        self.film.remove(*flying.values())
        net.add(*tags.values())
        self.film.add(*tags.values())

    def _light_along(self, edges: Sequence[Edge]) -> list[Animation]:
        """Light along edges; of a layer that is not drawn, none."""
        known = [e for e in edges if e in self.film.net.edges.get(self.l, {})]
        return self.film.net.returning(self.l, *known) if known else []

    def settled(self) -> list[Animation]:
        """The gradients on their edges light up, or light runs along all edges."""
        net = self.film.net
        return [lit(tag[1]) for (l, _), tag in net.ways.items() if l == self.l] or net.going(self.l, hue=theme().light)

    def by_sign(self) -> dict[str, list[Num]]:
        """The cells with a minus and those without, of either only if there are any; zeros are neither."""
        cells = list(self.product.cells.values())
        minus = [cell for cell in cells if cell.shown.number.value < 0]
        plus = [cell for cell in cells if cell.shown.number.value > 0]
        return {sign: found for sign, found in (("minus", minus), ("plus", plus)) if found}
