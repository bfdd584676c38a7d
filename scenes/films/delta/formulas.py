"""Blame in lines of maths: measured by a nudge, computed at an output, brought back to a hidden neuron."""

from __future__ import annotations

from typing import Any

from engine import notation
from engine.reading import Reading
from scenes.equation import Equation, equation
from scenes.facts import is_nudged, is_of_classes, origin_of_delta, push
from scenes.films.delta import facts
from scenes.kit.maths import equations as eq
from scenes.shown import show, show_sum


def nudge_ratio(t: Reading, i: int) -> Equation:
    """(L_+ - L) / h = (0.299754 - 0.298371) / 0.01 = 0.1383, with digits that agree. Parts: plus, L, h, Lp, L0, h0, result."""
    places = _agreeing(t, i)
    numbers: dict[str, Any] = {"Lp": show(t.L_plus[t.D][i], decimals=places), "L0": show(t.L, decimals=places), "h0": push(t)}
    return equation(
        "({plus} - {L}) / {h} = ({Lp} - {L0}) / {h0} = {result}",
        roles={"plus": "loss", "h": "forward"},
        plus="L_+",
        L=t.name.L,
        h="h",
        result=show(t.ratio[t.D][i], decimals=4),
        **numbers,
    )


def _agreeing(t: Reading, i: int) -> int:
    """As many decimals as it takes until the two losses, as shown, give the ratio, as shown."""
    up, here, ratio = t.L_plus[t.D][i].value, t.L.value, t.ratio[t.D][i].value
    rises = {d: float(notation.rounded(up, d) - notation.rounded(here, d)) / push(t).value for d in range(5, 9)}
    return next((d for d, rise in rises.items() if abs(rise - ratio) < 6e-5), 8)


def named_slope(t: Reading, i: int) -> Equation:
    """delta_i = dL/dz_i, and what the nudge measured of it, where it came near. Parts: delta, dL_dz, ratio."""
    D, n = t.D, t.name
    if not is_nudged(t) or facts.measured(t) != "near":
        return equation("{delta} = {dL_dz}", delta=n.delta[D][i], dL_dz=n.dL_dz[D][i])
    ratio = show(t.ratio[D][i], decimals=4)
    return equation("{delta} = {dL_dz} approx {ratio}", delta=n.delta[D][i], dL_dz=n.dL_dz[D][i], ratio=ratio)


def measured(t: Reading, i: int, over: bool = False) -> Equation:
    """The nudge's ratio, to stand under the delta that was computed, on one line or `over` two. Part: ratio."""
    said = '&"measured" \\ &"by the push:"' if over else '"measured by the push:"'
    return equation(f"{said} {{ratio}}", ratio=show(t.ratio[t.D][i], decimals=4))


def output_letters(t: Reading, i: int) -> Equation:
    """delta_i = dL/da_i sigma'(z_i), or a_i - y_i. Parts: delta and dL_da, slope, z; or a, y."""
    D, n = t.D, t.name
    if origin_of_delta(t) == "shortcut":
        return equation("{delta} = {a} - {y}", delta=n.delta[D][i], a=n.a[D][i], y=n.y[i])
    if origin_of_delta(t) == "sum":
        factors = f"(partial a_k)/(partial z_{i + 1})"
        return hued("{delta} = sum_k {dL_da} {slope}", delta=n.delta[D][i], dL_da="(partial L)/(partial a_k)", slope=factors)
    return hued("{delta} = {dL_da} dot {slope} ({z})", delta=n.delta[D][i], dL_da=n.dL_da[D][i], slope=eq.prime(t, D), z=n.z[D][i])


def output_numbers(t: Reading, i: int) -> Equation:
    """delta_i = 0.7414 dot 0.1868 = 0.1385. Parts: delta, dL_da, slope (or a, y), result."""
    D = t.D
    fields: dict[str, Any] = {"delta": t.name.delta[t.D][i], "result": t.delta[t.D][i]}
    if origin_of_delta(t) == "shortcut":
        return equation("{delta} = {a:p} - {y:p} = {result}", a=t.a[D][i], y=t.y[i], **fields)
    if origin_of_delta(t) == "sum":
        return equation("{delta} = {result}", **fields)
    return equation("{delta} = {dL_da:p} dot {slope:p} = {result}", dL_da=t.dL_da[D][i], slope=t.da_dz[D][i], **fields)


def both_slopes(t: Reading) -> tuple[Equation, Equation]:
    """What the two slopes of an output are made of: dL/da_i = a_i - y_i and sigma'(z_i) = a_i (1 - a_i)."""
    (judge, own), act = eq.loss_function(t), notation.ACTIVATIONS[eq.activation(t, t.D)].slope
    if is_of_classes(t):
        of_class = t.y[0].value == 1
        judge, by = (notation.HINGE_OF_THE_CLASS, "a_c") if of_class else (notation.HINGE_OF_CLASSES, "a_i")
        judged = equation(f"(partial L)/(partial {by}) = {judge.slope}")
    else:
        judged = equation(f"(partial L)/(partial a) = {judge.slope.replace('_i', '')}", **own)
    return judged, equation(f"{eq.prime(t, t.D)} (z) = {act}")


def hued(template: str, **fields: Any) -> Equation:
    """A formula whose slopes, written as plain Typst, have the backward hue."""
    return equation(template, roles=dict.fromkeys(("slope", "dL_da"), "backward"), **fields)


def carried_letters(t: Reading, l: int, j: int) -> Equation:
    """dL/da_j of layer l = w_1j delta_1 + w_2j delta_2 of layer l + 1. Parts: sum, w0, d0, w1, d1 ..."""
    fields: dict[str, Any] = {"sum": t.name.dL_da[l][j]}
    for i in eq.terms(t.sizes[l + 1]):
        fields |= {f"w{i}": t.W[l + 1][i][j], f"d{i}": t.name.delta[l + 1][i]}
    return equation("{sum} = " + eq.summed(t.sizes[l + 1], lambda i: f"{{w{i}:s}} {{d{i}}}"), **fields)


def carried_factors(t: Reading, l: int, j: int) -> Equation:
    """... = 0.4 dot 0.1385 + 0.5 dot (-0.0381). Parts: eq, w0, d0, w1, d1 ..."""
    fields: dict[str, Any] = {}
    for i in eq.terms(t.sizes[l + 1]):
        fields |= {f"w{i}": show(t.W[l + 1][i][j], _digits(t, l)), f"d{i}": show(t.delta[l + 1][i], _digits(t, l))}
    return equation("= " + eq.summed(t.sizes[l + 1], lambda i: f"{{w{i}:p}} dot {{d{i}:p}}"), **fields)


def carried_terms(t: Reading, l: int, j: int) -> Equation:
    """... = 0.0554 + (-0.0190) = 0.0364, with digits that add up. Parts: eq, p0, p1 ..., result."""
    n, parts, result = t.sizes[l + 1], t.terms[l + 1].column(j), t.dL_da_in[l + 1][j]
    shown, total = show_sum(parts, result) if n <= eq.MOST_TERMS else ([show(p, _digits(t, l)) for p in parts], show(result))
    if n == 1:
        return equation("= {result}", result=total)
    fields = {f"p{i}": shown[i] for i in eq.terms(n)}
    roles = dict.fromkeys(fields, "backward")
    return equation("= " + eq.summed(n, lambda i: f"{{p{i}:p}}") + " = {result}", roles=roles, result=total, **fields)


def _digits(t: Reading, l: int) -> int:
    """Fewer digits in a line that dots cut short, to keep it readable in a narrow frame."""
    return 4 if t.sizes[l + 1] <= eq.MOST_TERMS else 3


def slope_numbers(t: Reading, l: int, j: int) -> Equation:
    """sigma'(z_j) = 0.5933 (1 - 0.5933) = 0.2413, or without the middle. Parts: slope, z, a (and again), result."""
    made = {"sigmoid": "= {a} (1 - {again})", "tanh": "= 1 - {a:p}^2"}.get(eq.activation(t, l), "")
    kept = {name: t.a[l][j] for name in ("a", "again") if "{" + name in made}
    return hued("{slope} ({z}) " + made + " = {result}", slope=eq.prime(t, l), z=t.name.z[l][j], result=t.da_dz[l][j], **kept)


def hidden_letters(t: Reading, l: int, j: int) -> Equation:
    """delta_j = dL/da_j dot sigma'(z_j). Parts: delta, sum, slope, z."""
    n = t.name
    return hued("{delta} = {sum} dot {slope} ({z})", delta=n.delta[l][j], sum=n.dL_da[l][j], slope=eq.prime(t, l), z=n.z[l][j])


def hidden_numbers(t: Reading, l: int, j: int) -> Equation:
    """delta_j = 0.0364 dot 0.2413 = 0.008771. Parts: delta, sum, slope, result."""
    fields = {"sum": t.dL_da[l][j], "slope": t.da_dz[l][j], "result": t.delta[l][j]}
    return equation("{delta} = {sum:p} dot {slope:p} = {result}", delta=t.name.delta[l][j], **fields)
