"""A slope as the product of the slopes along its path: in letters, and under them with numbers."""

from __future__ import annotations

from collections.abc import Sequence

from manim import VGroup

from engine.reading import Named, Number
from scenes.films.chain_rule.formulas import product_letters, product_numbers
from scenes.films.chain_rule.route import Route
from scenes.kit.maths.slopes import SHRUNK, Link, links_of, slope_of
from scenes.kit.place.shots import first_read, fit
from scenes.kit.place.stage import Region
from scenes.kit.type.formula import Formula, align_equals
from scenes.shown import Shown, show


class Product(VGroup):
    """From the loss back to the weight, `slopes` being (name in Typst, number) of each link.

    letters   parts s, eq, f0, f1, ...      numbers   parts eq, f0, f1, ..., result
    """

    def __init__(
        self, name: Named, slopes: Sequence[tuple[str, Number]], result: Number | Shown, slim: bool = False, share: float = 1.0
    ) -> None:
        """Its letters have this share of their size."""
        super().__init__()
        self.letters = Formula(product_letters(name, [letters for letters, _ in slopes])).scale(share)
        self.numbers = Formula(product_numbers([number for _, number in slopes], result, slim))
        self.add(*align_equals(self.letters, self.numbers, buff=0.25))

    def factors(self) -> list[VGroup]:
        """The letters of each link's slope."""
        return [part for name, part in self.letters.parts.items() if name.startswith("f")]


def along(links: Sequence[Link], result: Shown, name: Named | None = None, slim: bool = False, share: float = 1.0) -> Product:
    """The product of the links' slopes, which come in the order a nudge runs."""
    return Product(name or result.number.named, [(link.name, link.number) for link in reversed(links)], result, slim, share)


def largest_along(links: Sequence[Link], result: Shown, room: Region) -> Product:
    """The same in a room, on one line or on more, and with smaller letters, so that its numbers can be read."""
    ways = ((False, 1.0), (True, 1.0), (True, SHRUNK))
    return first_read([fit(along(links, result, slim=slim, share=share), room) for slim, share in ways])


def inner_product(route: Route, result: Shown) -> Product:
    """dL/dw_jk of a hidden weight, from dL/da_j of its neuron on."""
    t, l, j, k = route.t, route.t.D - 1, route.j, route.k
    squash, summed = t.name.da_dz[l][j].typst, slope_of(t.name.z[l][j].typst, t.name.W[l][j][k].typst)
    slopes = [(t.name.dL_da[l][j].typst, t.dL_da[l][j]), (squash, t.da_dz[l][j]), (summed, t.a[l - 1][k])]
    return Product(t.name.dL_dW[l][j][k], slopes, result)


def to_sum(route: Route) -> VGroup:
    """dL/dz_i of the route's output, letters and numbers: the links that follow the sum, multiplied where they are two."""
    t, i = route.t, route.i
    links = links_of(t, i, route.j)[1:]
    if len(links) == 1:
        return VGroup(*align_equals(links[0].letters, links[0].numbers, buff=0.2))
    return along(links, show(t.delta[t.D][i]), t.name.dL_dz[t.D][i])
