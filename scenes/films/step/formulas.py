"""One step in lines of maths: a number by its name, the rule for each knob, what was promised and what came."""

from __future__ import annotations

from typing import Literal

from engine.reading import Number, Reading
from scenes.equation import Equation, equation, role_of
from scenes.films.step import facts
from scenes.kit.maths.single import single
from scenes.shown import show_sum


def value_of(number: Number) -> Equation:
    """w = 0.8. Parts: s, v."""
    return equation("{s:s} = {v}", s=number, v=number)


def rule(t: Reading, knob: Literal["w", "b"]) -> tuple[Equation, Equation]:
    """w_new = w - eta dL/dw, and with numbers. Parts: new, old, eta, slope; old, eta, slope, result."""
    one, after = single(t), facts.after(t)
    old, slope, new = (one.w, one.dL_dw, after.w) if knob == "w" else (one.b, one.dL_db, after.b)
    name = f'{knob}^("new")'
    letters = equation("{new} = {old:s} - {eta} {slope}", {"new": role_of(new)}, new=name, old=old, eta=t.name.eta, slope=slope.named)
    return letters, equation("= {old} - {eta} dot {slope:p} = {result}", old=old, eta=t.eta, slope=slope, result=new)


def promise(t: Reading) -> tuple[Equation, Equation]:
    """-eta ((dL/dw)^2 + (dL/db)^2), the change that the slopes promise, and with numbers. Parts: eta, w, b; eta, w, b, result."""
    one, n = single(t), t.name
    letters = equation("- {eta} (({w})^2 + ({b})^2)", eta=n.eta, w=n.dL_dw, b=n.dL_db)
    template = "- {eta} ({w:p}^2 + {b:p}^2) = {result}"
    return letters, equation(template, eta=t.eta, w=one.dL_dw, b=one.dL_db, result=facts.predicted(t))


def change(t: Reading) -> Equation:
    """L_new - L = what really came, with digits that subtract. Parts: new, old, result."""
    (old, result), new = show_sum([single(t).L, facts.actual(t)], facts.after(t).L)
    return equation("{new} - {old} = {result}", new=new, old=old, result=result)


def edges(t: Reading) -> tuple[Equation, Equation]:
    """1/x^2 = 0.4444, the rate that reaches the bottom of a bowl at once, and twice as much, the limit. Parts: x, result."""
    x, (best, limit) = single(t).x.named, (t.at(f"studies.rates.{name}.eta", "eta") for name in ("best", "limit"))
    return equation("1 / {x}^2 = {result}", x=x, result=best), equation("2 / {x}^2 = {result}", x=x, result=limit)
