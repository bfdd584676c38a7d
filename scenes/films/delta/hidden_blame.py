"""Blame of a hidden neuron in formulas: what returns over its edges, added up, times its own slope."""

from __future__ import annotations

from typing import Any

from manim import VGroup

from engine.reading import Reading
from scenes.kit.maths import blame
from scenes.kit.maths import equations as eq
from scenes.kit.theme import theme
from scenes.kit.type.formula import BODY, Formula
from scenes.shown import show, show_sum


def carried_stack(t: Reading, l: int, j: int) -> VGroup:
    """[letters, factors, terms] of dL/da_j, their equals signs in line."""
    return blame.stacked(carried_letters(t, l, j), carried_factors(t, l, j), carried_terms(t, l, j))


def hidden_stack(t: Reading, l: int, j: int) -> VGroup:
    """[letters, slope, numbers] of a hidden neuron's delta."""
    return blame.stacked(hidden_letters(t, l, j), slope_numbers(t, l, j), hidden_numbers(t, l, j))


def carried_letters(t: Reading, l: int, j: int, size: float = BODY) -> Formula:
    """dL/da_j of layer l = w_1j delta_1 + w_2j delta_2 of layer l + 1. Parts: sum, w0, d0, w1, d1 ..."""
    fields: dict[str, Any] = {"sum": t.name.dL_da[l][j]}
    for i in eq.terms(t.sizes[l + 1]):
        fields |= {f"w{i}": t.W[l + 1][i][j], f"d{i}": t.name.delta[l + 1][i]}
    return Formula("{sum} = " + eq.summed(t.sizes[l + 1], lambda i: f"{{w{i}:s}} {{d{i}}}"), size=size, **fields)


def carried_factors(t: Reading, l: int, j: int, size: float = BODY) -> Formula:
    """... = 0.4 dot 0.1385 + 0.5 dot (-0.0381). Parts: eq, w0, d0, w1, d1 ..."""
    fields: dict[str, Any] = {}
    for i in eq.terms(t.sizes[l + 1]):
        fields |= {f"w{i}": show(t.W[l + 1][i][j], _digits(t, l)), f"d{i}": show(t.delta[l + 1][i], _digits(t, l))}
    return Formula("= " + eq.summed(t.sizes[l + 1], lambda i: f"{{w{i}:p}} dot {{d{i}:p}}"), size=size, **fields)


def carried_terms(t: Reading, l: int, j: int, size: float = BODY) -> Formula:
    """... = 0.0554 + (-0.0190) = 0.0364, with digits that add up. Parts: eq, p0, p1 ..., result."""
    n, parts, result = t.sizes[l + 1], t.terms[l + 1].column(j), t.dL_da_in[l + 1][j]
    shown, total = show_sum(parts, result) if n <= eq.MOST_TERMS else ([show(p, _digits(t, l)) for p in parts], show(result))
    if n == 1:
        return Formula("= {result}", size=size, result=total)
    fields = {f"p{i}": shown[i] for i in eq.terms(n)}
    hues = dict.fromkeys(fields, theme().backward)
    return Formula("= " + eq.summed(n, lambda i: f"{{p{i}:p}}") + " = {result}", size=size, hues=hues, result=total, **fields)


def _digits(t: Reading, l: int) -> int:
    """Fewer digits in a line that dots cut short, to keep it readable in a narrow frame."""
    return 4 if t.sizes[l + 1] <= eq.MOST_TERMS else 3


def slope_numbers(t: Reading, l: int, j: int, size: float = BODY) -> Formula:
    """sigma'(z_j) = 0.5933 (1 - 0.5933) = 0.2413, or without the middle. Parts: slope, z, a (and again), result."""
    made = {"sigmoid": "= {a} (1 - {again})", "tanh": "= 1 - {a:p}^2"}.get(eq.activation(t, l), "")
    kept = {name: t.a[l][j] for name in ("a", "again") if "{" + name in made}
    return blame.hued(
        "{slope} ({z}) " + made + " = {result}", size, slope=blame.prime(t, l), z=t.name.z[l][j], result=t.da_dz[l][j], **kept
    )


def hidden_letters(t: Reading, l: int, j: int, size: float = BODY) -> Formula:
    """delta_j = dL/da_j dot sigma'(z_j). Parts: delta, sum, slope, z."""
    n = t.name
    return blame.hued(
        "{delta} = {sum} dot {slope} ({z})", size, delta=n.delta[l][j], sum=n.dL_da[l][j], slope=blame.prime(t, l), z=n.z[l][j]
    )


def hidden_numbers(t: Reading, l: int, j: int, size: float = BODY) -> Formula:
    """delta_j = 0.0364 dot 0.2413 = 0.008771. Parts: delta, sum, slope, result."""
    fields = {"sum": t.dL_da[l][j], "slope": t.da_dz[l][j], "result": t.delta[l][j]}
    return Formula("{delta} = {sum:p} dot {slope:p} = {result}", size=size, delta=t.name.delta[l][j], **fields)
