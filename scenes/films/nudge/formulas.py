"""Nudges and slopes in lines of maths: moves, their ratios, each slope in letters and numbers, and their product."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from engine.reading import Named, Number, Reading
from scenes.equation import Equation, Part, equation, role_of
from scenes.films.nudge import facts
from scenes.kit.maths import slopes
from scenes.kit.maths.single import single, sum_letters
from scenes.shown import Shown, show

ROLES = {"w": "positive", "z": "forward", "a": "forward", "L": "loss"}  # of a variable's moves
RATIOS = tuple(f"(Delta {top})/(Delta {bottom})" for bottom, top in pairwise("wzaL"))  # of neighbouring moves, in Typst


def in_digits(line: Equation, digits: int) -> Equation:
    """The same line, its numbers in so many digits."""
    short: dict[str, Part] = {}
    for name, part in line.parts.items():
        number = part.number if isinstance(part, Shown) else part
        short[name] = show(number, digits) if isinstance(number, Number) else part
    return Equation(line.template, short, line.roles)


def continued(line: Equation) -> Equation:
    """The same line from its first sign of equality on: what it is of stands over it."""
    return Equation(line.template.removeprefix("{s} "), {name: part for name, part in line.parts.items() if name != "s"}, line.roles)


def move(by: Number) -> Equation:
    """How far a variable moved: Delta z = 0.15. Parts: s, v."""
    variable = by.named
    return equation("{s} = {v}", dict.fromkeys("sv", ROLES[variable.name]), s=f"Delta {variable.typst}", v=by)


def question(t: Reading) -> tuple[Equation, Equation]:
    """Delta w, and what it does to L."""
    one = single(t)
    knob = equation("{s}", {"s": role_of(one.w)}, s=f"Delta {one.w.named.typst}")
    return knob, asked(f"Delta {one.L.named.typst}", {"s": "loss"})


def asked(symbol: Named | str, roles: dict[str, str] | None = None) -> Equation:
    """What is not known yet: dL/dw = ? Parts: s, q."""
    return equation("{s} = {q}", roles, s=symbol, q='"?"')


def ratio(name: str, value: Number) -> Equation:
    """A measured ratio, in soft type until it has a name of its own: Delta z / Delta w = 1.5. Parts: s, v."""
    return equation("{s} = {v}", {"s": "soft"}, s=name, v=value)


def slope(of: Number) -> Equation:
    """dz/dw = 1.5. Parts: s, v."""
    return equation("{s} = {v}", s=of.named, v=of)


def sum_slope(t: Reading) -> tuple[Equation, Equation]:
    """z = w x + b, so dz/dw = x = 1.5. Parts: z, w, x, b; s, x, result."""
    n = t.name
    return sum_letters(t), equation("{s} = {x} = {result}", s=n.dz_dw, x=n.x, result=single(t).dz_dw)


def squash_slope(t: Reading) -> tuple[Equation, Equation]:
    """da/dz = a (1 - a), and with numbers. Parts: s, a, b; s, a, b, result."""
    n, one, template = t.name, single(t), slopes.SLOPE[facts.squash(t)]
    held = [part for part in "ab" if f"{{{part}" in template]
    letters: dict[str, Any] = dict.fromkeys(held, n.a)
    numbers: dict[str, Any] = dict.fromkeys(held, one.a)
    told = equation("{s} = " + template.replace(":p", ""), s=n.da_dz, **letters)
    return told, equation("{s} = " + template + " = {result}", s=n.da_dz, result=one.da_dz, **numbers)


def sigmoid_derived(t: Reading) -> tuple[Equation, Equation, Equation]:
    """1/a = 1 + e^(-z); what both sides lose as z grows; that times a^2. Parts of the second: one, square, s, rest."""
    n = t.name
    start = equation("1 / {a} = 1 + e^(-{z})", a=n.a, z=n.z)
    sides = equation("1 / {a}^2 dot {s} = e^(-{z}) = 1 / {b} - 1", s=n.da_dz, a=n.a, b=n.a, z=n.z)
    letters: dict[str, Any] = dict.fromkeys("abcd", n.a)
    return start, sides, equation("{s} = {a}^2 (1 / {b} - 1) = {c} (1 - {d})", s=n.da_dz, **letters)


def loss_slope(t: Reading) -> tuple[Equation, Equation]:
    """dL/da = a - y, and with numbers. Parts: s, a, y; s, a, y, result."""
    n, one = t.name, single(t)
    shown, result = slopes.difference(one.a, one.dL_da)
    told = equation("{s} = {a} - {y}", s=n.dL_da, a=n.a, y=n.y)
    return told, equation("{s} = {a:p} - {y:p} = {result}", s=n.dL_da, a=shown, y=one.y, result=result)


def rule(t: Reading) -> tuple[Equation, Equation]:
    """dL/dw = dL/da da/dz dz/dw, and with numbers. Parts: s, f2, f1, f0; s, f2, f1, f0, result."""
    n, one = t.name, single(t)
    letters = equation("{s} = {f2} dot {f1} dot {f0}", s=n.dL_dw, f2=n.dL_da, f1=n.da_dz, f0=n.dz_dw)
    fields: dict[str, Any] = {"f2": one.dL_da, "f1": one.da_dz, "f0": one.dz_dw, "result": one.dL_dw}
    return letters, equation("{s} = {f2:p} dot {f1:p} dot {f0:p} = {result}", s=n.dL_dw, **fields)


def measured(t: Reading) -> Equation:
    """What the smallest nudge measured of the whole: Delta L / Delta w = 0.2156. Parts: s, v."""
    return ratio("(Delta L)/(Delta w)", facts.measured(t))


def delta(t: Reading) -> tuple[Equation, Equation]:
    """delta = dL/da da/dz, and with numbers. Parts: delta, f2, f1; delta, f2, f1, result."""
    n, one = t.name, single(t)
    letters = equation("{delta} = {f2} dot {f1}", delta=n.delta, f2=n.dL_da, f1=n.da_dz)
    return letters, equation("{delta} = {f2:p} dot {f1:p} = {result}", delta=n.delta, f2=one.dL_da, f1=one.da_dz, result=one.delta)


def knob_slopes(t: Reading) -> tuple[Equation, Equation]:
    """dL/db = delta, then dL/dw = delta x, with numbers. Parts: s, delta, result; s, delta, x, result."""
    n, one = t.name, single(t)
    bias = equation("{s} = {delta} = {result}", s=n.dL_db, delta=n.delta, result=one.dL_db)
    return bias, equation("{s} = {delta} dot {x} = {result}", s=n.dL_dw, delta=n.delta, x=n.x, result=one.dL_dw)
