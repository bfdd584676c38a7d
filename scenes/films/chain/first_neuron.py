"""A chain's neurons in formulas: the first one's sum and squash, the slope of that from what the shelf keeps, the running product."""

from __future__ import annotations

from typing import Any

from engine import notation
from engine.reading import Reading
from scenes.kit.maths import equations as eq
from scenes.kit.maths.slopes import SLOPE
from scenes.kit.theme import theme
from scenes.kit.type.formula import Formula


def first_sum(t: Reading) -> tuple[Formula, tuple[Formula, Formula]]:
    """z = w x + b in letters; the same in numbers (part "result"), and the squash (part "result")."""
    n = t.name
    hues = {"w": theme().sign(t.W[1][0][0].value), "b": theme().sign(t.b[1][0].value)}
    letters = Formula("{z} = {w} {x} + {b}", hues=hues, z=n.z[1], w=n.w[1], x=n.x, b=n.b[1])
    numbers = Formula("{z} = {w:p} dot {x:p} + {b:p} = {result}", z=n.z[1], w=t.W[1][0][0], x=t.x[0], b=t.b[1][0], result=t.z[1][0])
    f = notation.ACTIVATIONS[eq.activation(t, 1)].typst
    squash = Formula("{a} = {f}({z}) = {result}", a=n.a[1], f=f, z=n.z[1], result=t.a[1][0])
    return letters, (numbers, squash)


def squash_rule(t: Reading) -> tuple[Formula, Formula]:
    """sigma'(z) = a (1 - a) in letters, and the same with the numbers of neuron 1 (part "result")."""
    template, n = SLOPE[eq.activation(t, 1)], t.name
    names: dict[str, Any] = {"a": n.a[1], "b": n.a[1], "z": n.z[1], "u": n.z[1], "v": n.z[1]}
    values: dict[str, Any] = {"a": t.a[1][0], "b": t.a[1][0], "z": t.z[1][0], "u": t.z[1][0], "v": t.z[1][0]}
    letters = Formula(
        "{s}({of}) = " + template.replace(":p", ""), hues={"s": theme().backward}, s=eq.prime(t, 1), of=n.z[1], **_named(template, names)
    )
    return letters, Formula(f"= {template} = {{result}}", result=t.da_dz[1][0], **_named(template, values))


def running_product(t: Reading, l: int) -> tuple[Formula, Formula]:
    """delta of neuron l from the one after it, or from the loss: letters, then numbers (part "result")."""
    n, prime, slope = t.name, eq.prime(t, l), t.da_dz[l][0]
    hues = {"slope": theme().backward}
    if l == t.D:
        letters = Formula("{d} = {L} dot {slope}({z})", hues=hues, d=n.delta[l], L=n.dL_da[l], slope=prime, z=n.z[l])
        return letters, Formula("= {L:p} dot {slope:p} = {result}", L=t.dL_da[l][0], slope=slope, result=t.delta[l][0])
    after, w = t.delta[l + 1][0], t.W[l + 1][0][0]
    hues["w"] = theme().sign(w.value)
    letters = Formula(
        "{d} = {after} dot {w} dot {slope}({z})", hues=hues, d=n.delta[l], after=n.delta[l + 1], w=n.w[l + 1], slope=prime, z=n.z[l]
    )
    return letters, Formula("= {after:p} dot {w:p} dot {slope:p} = {result}", after=after, w=w, slope=slope, result=t.delta[l][0])


def _named(template: str, fields: dict[str, Any]) -> dict[str, Any]:
    """Those fields that a template names."""
    return {key: value for key, value in fields.items() if f"{{{key}}}" in template or f"{{{key}:p}}" in template}
