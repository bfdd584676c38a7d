"""A chain's neurons in lines of maths: the first one's sum and squash, the slope of that from what the shelf keeps, the running product."""

from __future__ import annotations

from typing import Any

from engine import notation
from engine.reading import Named, Reading
from scenes.equation import Equation, equation, role_of
from scenes.facts import has_bias, leak, loss
from scenes.films.chain import facts
from scenes.kit.maths import equations as eq
from scenes.kit.maths.slopes import SLOPE
from scenes.shown import show


def neuron_letters(t: Reading, l: int) -> Equation:
    """a = sigma(w a + b) of neuron l in letters. Parts: a, f, w, x, and b where there is a bias."""
    n, w = t.name, t.W[l][0][0]
    plus, bias = (" + {b}", {"b": n.b[l]}) if has_bias(t, l) else ("", {})
    roles = {"w": role_of(w)} | ({"b": role_of(t.b[l][0])} if bias else {})
    f = notation.ACTIVATIONS[facts.squash(t)].typst
    return equation("{a} = {f}({w} {x}" + plus + ")", roles, a=n.a[l], f=f, w=n.w[l], x=n.a[l - 1], **bias)


def asked(t: Reading) -> Equation:
    """The slope of the first weight = ?. Parts: s, q."""
    return equation("{s} = {q}", s=t.name.dL_dw[1], q='"?"')


def laws(t: Reading) -> tuple[Equation, Equation, Equation]:
    """In letters: the last delta from the loss, the first from the one after it, and the first weight's slope (s, d, x)."""
    n = t.name
    share = equation("{s} = {d} dot {x}", s=n.dL_dw[1], d=n.delta[1], x=n.x)
    return running_product(t, t.D)[0], running_product(t, 1)[0], share


def first_sum(t: Reading) -> tuple[Equation, Equation]:
    """z = w x + b of neuron 1, and with numbers. Parts: z, w, x, b, result."""
    n, w, b = t.name, t.W[1][0][0], t.b[1][0]
    letters = equation("{z} = {w} {x} + {b}", {"w": role_of(w), "b": role_of(b)}, z=n.z[1], w=n.w[1], x=n.x, b=n.b[1])
    return letters, equation("{z} = {w:p} dot {x:p} + {b:p} = {result}", z=n.z[1], w=w, x=t.x[0], b=b, result=t.z[1][0])


def first_squash(t: Reading) -> Equation:
    """a = sigma(z) = 0.73 of neuron 1. Parts: a, f, z, result."""
    f = notation.ACTIVATIONS[facts.squash(t)].typst
    return equation("{a} = {f}({z}) = {result}", a=t.name.a[1], f=f, z=t.name.z[1], result=t.a[1][0])


def neuron_line(t: Reading, l: int, digits: int | None = None) -> Equation:
    """a = sigma(w a + b) = 0.2 of neuron l, with its numbers, x and a in so many digits. Parts: a, w, x, result, b if there is one."""
    fields: dict[str, Any] = {"a": t.name.a[l], "w": t.W[l][0][0], "x": show(t.a[l - 1][0], digits), "result": show(t.a[l][0], digits)}
    bias: dict[str, Any] = {"b": t.b[l][0]} if has_bias(t, l) else {}
    plus, f = " + {b:p}" if bias else "", notation.ACTIVATIONS[facts.squash(t)].typst
    return equation("{a} = " + f + "({w:p} dot {x:p}" + plus + ") = {result}", **fields, **bias)


def loss_line(t: Reading) -> Equation:
    """L = 1/2 (0.4 - 1)^2 = 0.1, for the squared error; of another loss, what it is. Parts: L, result."""
    if loss(t) != "squared_error":
        return eq.loss_numbers(t)
    return equation("{L} = 1/2 ({a:p} - {y:p})^2 = {result}", L=t.name.L, a=t.a[t.D][0], y=t.y[0], result=t.L)


def squash_slope(t: Reading) -> tuple[Equation, Equation]:
    """sigma'(z) = a (1 - a) in letters, and the same with the numbers of neuron 1. Parts: s, of, and what it is made from; result."""
    n, own = t.name, leak(t, 1)
    template = SLOPE[facts.squash(t) if own is None else "own_leak"]
    made = [part for part in "abzuv" if f"{{{part}}}" in template or f"{{{part}:p}}" in template]
    names: dict[str, Any] = {part: n.a[1] if part in "ab" else n.z[1] for part in made}
    values: dict[str, Any] = {part: t.a[1][0] if part in "ab" else t.z[1][0] for part in made}
    if own is not None:
        names, values = {**names, "k": own}, {**values, "k": own}
    letters = equation("{s}({of}) = " + template.replace(":p", ""), {"s": "backward"}, s=eq.prime(t, 1), of=n.z[1], **names)
    return letters, equation(f"= {template} = {{result}}", result=t.da_dz[1][0], **values)


def inline(symbol: Named) -> str:
    """The Typst of a symbol on one line: a slope with a slash."""
    above, slash, below = symbol.typst.partition(")/(")
    return f"{above[1:]} slash {below[:-1]}" if slash else symbol.typst


def running_product(t: Reading, l: int, digits: int | None = None) -> tuple[Equation, Equation]:
    """delta of neuron l from the loss or from the one after it, and with numbers, in so many digits.

    Parts: d, L or after and w, slope; result.
    """
    n, slope, delta = t.name, show(t.da_dz[l][0], digits), show(t.delta[l][0], digits)
    roles = {"slope": "backward"}
    fields: dict[str, Any] = {"d": n.delta[l], "slope": eq.prime(t, l), "z": n.z[l]}
    if l == t.D:
        letters = equation("{d} = {L} dot {slope}({z})", roles | {"L": "backward"}, L=inline(n.dL_da[l]), **fields)
        return letters, equation("= {L:p} dot {slope:p} = {result}", L=show(t.dL_da[l][0], digits), slope=slope, result=delta)
    after, w = show(t.delta[l + 1][0], digits), t.W[l + 1][0][0]
    roles |= {"w": role_of(w)}
    letters = equation("{d} = {after} dot {w} dot {slope}({z})", roles, after=n.delta[l + 1], w=n.w[l + 1], **fields)
    return letters, equation("= {after:p} dot {w:p} dot {slope:p} = {result}", after=after, w=w, slope=slope, result=delta)
