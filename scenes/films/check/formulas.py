"""The lines of a gradient check: the wiggle's ratio, the relative error, the planted bugs, the factor that one leaves out."""

from __future__ import annotations

from typing import Any

from engine.reading import Reading
from scenes.equation import Equation, equation
from scenes.facts import loss
from scenes.films.check import bugs, facts
from scenes.kit.maths import equations as eq
from scenes.shown import show

SIX = 6  # digits of two close losses


def claim(t: Reading) -> Equation:
    """backprop: dL/dw = 0.08217. Parts: s, v."""
    return equation('"backprop:" quad {s} = {v}', s=facts.claim(t).named, v=facts.claim(t))


def ratio_letters(t: Reading) -> Equation:
    """dL/dw approx (L(w + h) - L(w - h)) / 2h. Parts: s, about, up, down, dw."""
    roles = dict.fromkeys(("up", "down"), "loss")
    up, down = (f"L(w {sign} h)" for sign in "+-")
    return equation("{s} {about} ({up} - {down}) / {dw}", roles, s=facts.claim(t).named, about="approx", up=up, down=down, dw="2 h")


def ratio_numbers(t: Reading) -> Equation:
    """(0.306524 - 0.290096) / 0.2 = 0.08214. Parts: up, down, dw, eq, result."""
    up, down = (show(facts.wiggle(t, 0, f"L_{way}"), digits=SIX) for way in ("up", "down"))
    return equation("({up} - {down}) / {dw} = {result}", up=up, down=down, dw=facts.wiggle(t, 0, "dw"), result=facts.measured(t))


def relative(t: Reading, short: bool = False) -> Equation:
    """Relative error = |backprop - wiggle| / the larger = 0.00029, or `short`, as the table will call it. Parts: eq, error."""
    name = '"rel. error"' if short else '"relative error"'
    template, roles = name + ' = (|{p} - {q}|) / "the larger" = {error}', dict.fromkeys("pq", "backward")
    return equation(template, roles, p='"backprop"', q='"wiggle"', error=show(facts.measured_error(t), digits=2))


def relative_told(t: Reading) -> Equation | None:
    """Relative error = |backprop - wiggle| / the larger = |0.082167 - 0.082143| / 0.082167 = 0.00029, if so many digits show it.

    Parts: eq, error, one, other, most.
    """
    digits = facts.telling_digits(t)
    if digits is None:
        return None
    one, other = (show(number, digits=digits) for number in (facts.claim(t), facts.measured(t)))
    most = max(one, other, key=lambda shown: abs(shown.number.value))
    template = '"relative error" = (|{p} - {q}|) / "the larger" = (|{one} - {other}|) / {most} = {error}'
    roles = dict.fromkeys("pq", "backward")
    fields = {"one": one, "other": other, "most": most, "error": show(facts.measured_error(t), digits=2)}
    return equation(template, roles, p='"backprop"', q='"wiggle"', **fields)


def agreed(t: Reading, high: bool = False) -> Equation:
    """Agree: relative error at most 0.0001, in a `high` room on two lines. Parts: tolerance."""
    line = '& "agree:" \\ & "relative error" lt.eq {tolerance}' if high else '"agree:" quad "relative error" lt.eq {tolerance}'
    return equation(line, {"tolerance": "positive"}, tolerance=facts.tolerance(t))


def one_way(t: Reading) -> tuple[Equation, Equation]:
    """Up alone: 0.08153, error 0.0077; both ways: 0.08214, error 0.00029. Parts of each: way, slope, error."""
    fields = (("up alone", "one_way", "one_way_error"), ("both ways", "numeric", "error"))
    template = '{way} quad {slope} quad "error" {error}'
    alone, both = (
        equation(template, {"way": "ink"}, way=f'"{way}"', slope=facts.wiggle(t, 0, slope), error=show(facts.wiggle(t, 0, error), digits=2))
        for way, slope, error in fields
    )
    return alone, both


def sides(t: Reading) -> tuple[Equation, Equation]:
    """To the left dL/dw = 0, to the right 0.3, of the first weight on a kink. Parts of each: way, s, v."""
    row, values = facts.rows(t)[facts.kinked(t)[0]], facts.side(t)
    s = t.name.dL_dW[row.l][row.i][row.j]
    left, right = (
        equation("{way} quad {s} = {v}", {"way": "ink"}, way=f'"{way}"', s=s, v=show(value, digits=3))
        for way, value in zip(("left:", "right:"), values, strict=True)
    )
    return left, right


def close_losses(t: Reading) -> tuple[Equation, Equation, Equation]:
    """Both losses at the smallest h with all their digits, and their difference. Parts of each: s, v."""
    names = {"L_up": "L(w + h)", "L_down": "L(w - h)", "dL": '"difference"'}
    places = (facts.SIXTEEN, facts.SIXTEEN, facts.kept_places(t))
    numbers = (show(facts.wiggle(t, facts.finest(t), field), decimals=n) for field, n in zip(names, places, strict=True))
    up, down, gap = (equation("{s} = {v:p}", s=name, v=v) for name, v in zip(names.values(), numbers, strict=True))
    return up, down, gap


def planted(t: Reading, bug: int) -> tuple[Equation, Equation]:
    """The right line, and the one that the bug puts in its place: no equation."""
    return {"sign": _sign, "transpose": _unturned, "unweighted": _unweighted, "slope": _slopeless}[bugs.planted(t, bug)](t)


def _sign(t: Reading) -> tuple[Equation, Equation]:
    start = t.name.delta if bugs.begins_with_delta(t) else t.name.dL_da
    fields: dict[str, Any]
    fields = {"s": start[t.D], "a": t.name.a[t.D], "y": t.name.y}
    if not bugs.swaps(t):
        fields = {"s": start[t.D], "g": "(partial L)/(partial a)"}
        return equation("{s} = {g}", **fields), equation("{s} arrow.l -{g}", _wrong("g"), **fields)
    by = "2/n (" if loss(t) == "mse" else "("
    return equation(f"{{s}} = {by}{{a}} - {{y}})", **fields), equation(f"{{s}} arrow.l {by}{{y}} - {{a}})", _wrong("a", "y"), **fields)


def _unturned(t: Reading) -> tuple[Equation, Equation]:
    fields: dict[str, Any] = {"s": t.name.dL_da[t.D - 1], "W": t.name.W[t.D], "d": t.name.delta[t.D]}
    false = "{s} arrow.l {W} {d}" if bugs.is_square(t) else '{s} arrow.l "reshape"({W}) {d}'
    weights = "{W}" if t.W[t.D].array.size == 1 else "({W})^T"  # a single number has no transpose
    return equation(f"{{s}} = {weights} {{d}}", **fields), equation(false, _wrong("W"), **fields)


def _unweighted(t: Reading) -> tuple[Equation, Equation]:
    right, _ = _unturned(t)
    whole = t.name.delta[t.D] if t.sizes[t.D] == 1 else f"sum_i delta_i^(({t.D}))"
    return right, equation("{s} arrow.l {sum}", _wrong("sum"), s=t.name.dL_da[t.D - 1], sum=whole)


def _slopeless(t: Reading) -> tuple[Equation, Equation]:
    l = bugs.forgetful(t)
    d, g, z = t.name.delta[l], t.name.dL_da[l], t.name.z[l]
    right = equation("{d} = {g} dot.o {f} ({z})", {"f": "backward"}, d=d, g=g, z=z, f=eq.prime(t, l))
    return right, equation("{d} arrow.l {g}", _wrong("g"), d=d, g=g)


def _wrong(*parts: str) -> dict[str, str]:
    return dict.fromkeys(parts, "wrong")


def missing_ratio(t: Reading) -> Equation:
    """Measured / claimed = 0.241. Parts: q, p, eq, ratio."""
    q, p = (facts.entry(t, bugs.telling_row(t), field, bugs.SLOPE) for field in ("numeric", "analytic"))
    return equation("{q} / {p} = {ratio}", _wrong("p"), q=q, p=p, ratio=show(bugs.missing_factor(t), digits=3))


def missing_name(t: Reading) -> Equation:
    """sigma'(z): what the ratio is. Parts: f, z."""
    row = facts.rows(t)[bugs.telling_row(t)]
    return equation("{f} ({z})", {"f": "backward"}, f=eq.prime(t, row.l), z=t.name.z[row.l][row.i])
