"""The chain rule in lines of maths: a slope as the product along its path, a sum over paths that fork, and what a slope's sign says."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from engine.reading import Named, Number, Reading
from scenes.equation import Equation, broken, equation
from scenes.films.chain_rule.route import Route
from scenes.kit.maths import equations as eq
from scenes.shown import Shown, show, show_sum


def product_letters(name: Named, factors: Sequence[str]) -> Equation:
    """s = f_0 dot f_1 ..., the factors in Typst. Parts: s, f0, f1, ..."""
    fields = {f"f{k}": factor for k, factor in enumerate(factors)}
    return equation("{s} = " + " dot ".join(f"{{{k}}}" for k in fields), roles=dict.fromkeys(fields, "backward"), s=name, **fields)


def product_numbers(factors: Sequence[Number], result: Number | Shown, slim: bool = False) -> Equation:
    """... = 0.7414 dot 0.1868 dot 0.5933 = 0.08217, in a `slim` room two factors a line. Parts: f0, f1, ..., result."""
    fields: dict[str, Any] = {f"f{k}": factor for k, factor in enumerate(factors)}
    each = [f"{{{k}:p}}" for k in fields]
    lines = [" dot ".join(each[k : k + 2]) for k in range(0, len(each), 2)] if slim else [" dot ".join(each)]
    line = equation("= " + " \\ &quad dot thin ".join(lines) + " = {result}", result=result, **fields)
    return broken(line) if slim else line


def fork_letters(t: Reading, l: int, j: int) -> Equation:
    """dL/da_j of the layer before l = w_1j dL/dz_1 + w_2j dL/dz_2 of layer l. Parts: s, w0, d0, w1, d1 ..."""
    fields: dict[str, Any] = {"s": t.name.dL_da[l - 1][j]}
    for i in eq.terms(t.sizes[l]):
        fields |= {f"w{i}": t.W[l][i][j], f"d{i}": t.name.dL_dz[l][i]}
    return equation("{s} = " + eq.summed(t.sizes[l], lambda i: f"{{w{i}:s}} {{d{i}}}"), **fields)


def fork_factors(t: Reading, l: int, j: int) -> Equation:
    """... = 0.4 dot 0.1385 + 0.5 dot (-0.0381). Parts as in `fork_letters`, without s."""
    fields: dict[str, Any] = {}
    for i in eq.terms(t.sizes[l]):
        fields |= {f"w{i}": t.W[l][i][j], f"d{i}": t.delta[l][i]}
    return equation("= " + eq.summed(t.sizes[l], lambda i: f"{{w{i}:p}} dot {{d{i}:p}}"), **fields)


def fork_shares(t: Reading, l: int, j: int) -> Equation:
    """... = 0.0554 + (-0.0190) = 0.0364, with digits that add up. Parts: p0, p1, ..., result; of a single path only the result."""
    n, parts, total = t.sizes[l], t.terms[l].column(j), t.dL_da[l - 1][j]
    if n == 1:
        return equation("= {result}", result=total)
    shown, result = show_sum(parts, total) if n <= eq.MOST_TERMS else ([show(p) for p in parts], show(total))
    fields = {f"p{i}": shown[i] for i in eq.terms(n)}
    template = "= " + eq.summed(n, lambda i: f"{{p{i}{':p' if i else ''}}}") + " = {result}"
    return equation(template, roles=dict.fromkeys(fields, "backward"), result=result, **fields)


def verdict(route: Route) -> Equation:
    """Which way the output weight should go, by the sign of its slope. Parts: s, w, L."""
    rises, arrow = (">", "arrow.b") if route.outer.value > 0 else ("<", "arrow.t")
    told = f'{{s}} {rises} 0 quad "so" quad {{w}} {arrow} quad "makes" quad {{L}} arrow.b'
    return equation(told, s=route.outer.named, w=route.weight.named, L=route.t.name.L)


def rule_of_paths(t: Reading) -> Equation:
    """The chain rule: a sum over paths (part add) of products along their links (part mul). Part: s."""
    return equation('{s} = {add} space {mul} space "slopes"', s=t.name.dL_dw, add='sum_"paths"', mul='product_"links"')
