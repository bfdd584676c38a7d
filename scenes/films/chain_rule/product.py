"""A slope as the product of the slopes along its path: in letters, and under them with numbers."""

from __future__ import annotations

from collections.abc import Sequence

from manim import VGroup

from engine.reading import Named, Number, Reading
from scenes.films.chain_rule.route import Route
from scenes.kit.maths.slopes import Link, links_of, slope_of
from scenes.kit.theme import theme
from scenes.kit.type.formula import Formula, align_equals
from scenes.shown import Shown, show


class Product(VGroup):
    """From the loss back to the weight, `slopes` being (name in Typst, number) of each link.

    letters   parts s, eq, f0, f1, ...      numbers   parts eq, f0, f1, ..., result
    """

    def __init__(self, name: Named, slopes: Sequence[tuple[str, Number]], result: Number | Shown) -> None:
        super().__init__()
        names = {f"f{k}": name for k, (name, _) in enumerate(slopes)}
        numbers = {f"f{k}": number for k, (_, number) in enumerate(slopes)}
        hues = dict.fromkeys(names, theme().backward)
        self.letters = Formula("{s} = " + " dot ".join(f"{{{k}}}" for k in names), hues=hues, s=name, **names)
        self.numbers = Formula("= " + " dot ".join(f"{{{k}:p}}" for k in names) + " = {result}", result=result, **numbers)
        self.add(*align_equals(self.letters, self.numbers, buff=0.25))

    def factors(self) -> list[VGroup]:
        """The letters of each link's slope."""
        return [part for name, part in self.letters.parts.items() if name.startswith("f")]


def along(links: Sequence[Link], result: Shown, name: Named | None = None) -> Product:
    """The product of the links' slopes, which come in the order a nudge runs."""
    return Product(name or result.number.named, [(link.name, link.number) for link in reversed(links)], result)


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


def verdict(route: Route) -> Formula:
    """Which way the output weight should go, by the sign of its slope."""
    rises, arrow = (">", "arrow.b") if route.outer.value > 0 else ("<", "arrow.t")
    told = f'{{s}} {rises} 0 quad "so" quad {{w}} {arrow} quad "makes" quad {{L}} arrow.b'
    return Formula(told, s=route.outer.named, w=route.weight.named, L=route.t.name.L)


def rule_of_paths(t: Reading) -> Formula:
    """The chain rule: a sum over paths (part add) of products along their links (part mul)."""
    return Formula('{s} = {add} space {mul} space "slopes"', s=t.name.dL_dw, add='sum_"paths"', mul='product_"links"')
