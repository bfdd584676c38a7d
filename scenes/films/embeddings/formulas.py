"""Rows in lines of maths: a dot product, its miss, the slopes of two rows, their step, and what the trained rows guess."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from engine import notation
from engine.reading import Number, Reading
from scenes.equation import Equation, equation
from scenes.films.embeddings import facts
from scenes.shown import show, show_sum

MOST_HIGH = 4  # rows of a column of zeros and a one; more lie in a row


def letters(t: Reading, k: int = 0) -> tuple[str, str]:
    """The letters of the two rows of step k, in Typst."""
    user, item = facts.pair(t, k)
    return f"u_{user + 1}", f"v_{item + 1}"


def dot_letters(t: Reading) -> Equation:
    """a = u . v. Parts: a, u, v."""
    u, v = letters(t)
    return equation("{a} = {u} dot {v}", roles={"a": "forward"}, a="a", u=u, v=v)


def dot_numbers(t: Reading) -> Equation:
    """u . v = the sum of products. Parts: s, u0, v0, u1, v1, ..., result."""
    (u, v), (user, item), (U, V) = letters(t), facts.pair(t), facts.tables(t)
    return _dot(t, f"{u} dot {v}", U[user], V[item], t.a[2][0])


def guess_line(t: Reading) -> Equation:
    """u . v of the pair that is guessed about, at the end of the training. Parts as of `dot_numbers`."""
    (user, item), (U, V) = facts.guessed_pair(t), facts.trained_tables(t)
    return _dot(t, f"u_{user + 1} dot v_{item + 1}", U[user], V[item], show(facts.guess(t), digits=2))


def _dot(t: Reading, product: str, u: Iterable[Number], v: Iterable[Number], result: Any) -> Equation:
    us, vs = _row(t, "u", u), _row(t, "v", v)
    terms = [f"{{u{k}:p}} dot {{v{k}:p}}" for k in range(len(us))]
    right = " + ".join(terms)
    return equation(f"{{s}} = {right} = {{result}}", s=product, result=result, **us, **vs)


def row_lines(t: Reading, k: int) -> list[Equation]:
    """The two rows that step k looks up. Parts: row, q0, q1, ..."""
    numbers = zip(letters(t, k), facts.pair(t, k), facts.tables(t, k), strict=True)
    rows = [(letter, _row(t, "q", table[i])) for letter, i, table in numbers]
    return [equation(f"{{row}} = {_tuple(q)}", row=letter, **q) for letter, q in rows]


def miss_line(t: Reading) -> Equation:
    """delta = a - y, with numbers; of the whole square the miss has no letter. Parts: delta (miss), a, y, result."""
    missed = t.delta[2][0] if facts.judge(t) == "half" else facts.miss(t)
    plain = [show(number) for number in (t.y[0], missed, t.a[2][0])]
    if not all(notation.fmt(one.number.value, 12) == one.text for one in plain):  # digits that add up
        parts, total = show_sum([t.y[0], missed], t.a[2][0])
        plain = [*parts, total]
    numbers: dict[str, Any] = dict(zip(("y", "result", "a"), plain, strict=True))
    if facts.judge(t) == "half":
        line = "{delta} = a - y = {a:p} - {y:p} = {result}"
        return equation(line, roles={"delta": "backward"}, delta="delta", **numbers)
    return equation("a - y = {a:p} - {y:p} = {result}", **numbers)


def loss_line(t: Reading) -> Equation:
    """L = 1/2 delta^2, or (a - y)^2, with its number. Parts: L, result."""
    right = "1/2 delta^2" if facts.judge(t) == "half" else "(a - y)^2"
    return equation(f"{{L}} = {right} = {{result}}", L=t.name.L, result=t.L)


def slope_lines(t: Reading) -> tuple[Equation, Equation]:
    """dL/du = delta v and dL/dv = delta u, with numbers. Parts: s, d, row, number, q0, q1, ..., r0, r1, ..."""
    (u, v), (user, item) = letters(t), facts.pair(t)
    (U, V), (dU, dV) = facts.tables(t), facts.slopes(t)
    return _slope_line(t, u, v, V[item], dU[user]), _slope_line(t, v, u, U[user], dV[item])


def _slope_line(t: Reading, own: str, other: str, row: Iterable[Number], result: Iterable[Number]) -> Equation:
    q, r = _row(t, "q", row), _row(t, "r", result)
    return equation(
        f"{{s}} = {{d}} thin {{row}} = {{number:p}} {_tuple(q)} = {_tuple(r)}",
        roles={"s": "backward", "d": "backward"},
        s=slope_by(own), d="delta", row=other, number=t.delta[2][0], **q, **r,
    )  # fmt: skip


def outer_line(t: Reading) -> Equation:
    """dL/dU as an outer product, the one-hot of the user times delta v. Parts: s, one, d, row, hot, r0, r1, ..."""
    (_, v), (user, _), (dU, _) = letters(t), facts.pair(t), facts.slopes(t)
    ones, r = ", ".join("1" if i == user else "0" for i in range(len(dU))), _row(t, "r", dU[user])
    is_high = len(dU) <= MOST_HIGH
    hot = f'vec({ones}, delim: "[")' if is_high else f"({ones})^T"
    return equation(
        f"{{s}} = {{one}} thin {{d}} thin {{row}} = {{hot}} thin {_tuple(r)}",
        roles={"s": "backward", "d": "backward"},
        s=slope_by("U"), one=hot, hot=hot, d="delta", row=f"{v}^T", **r,
    )  # fmt: skip


def step_letters(t: Reading, k: int) -> list[Equation]:
    """Step k of its two rows, in letters. Parts: row, s."""
    template, roles = "{row} arrow.l {row} - eta thin {s}", {"s": "backward"}
    return [equation(template, roles=roles, row=row, s=slope_by(row)) for row in letters(t, k)]


def step_numbers(t: Reading, k: int) -> list[Equation]:
    """Step k of its two rows, with numbers. Parts: row, p0, p1, ..., eta, q0, q1, ..., and r0, r1, ...: the new row."""
    slopes = facts.slopes(t.of(step=k, example=0))
    worked = []
    rows = zip(letters(t, k), facts.pair(t, k), facts.tables(t, k), slopes, facts.stepped_tables(t, k), strict=True)
    for letter, row, old, slope, new in rows:
        p, q, r = _row(t, "p", old[row]), _row(t, "q", slope[row]), _row(t, "r", new[row])
        line = f"{{row}} = {_tuple(p)} - {{eta}} thin {_tuple(q)} = {_tuple(r)}"
        worked.append(equation(line, row=letter, eta=t.eta, **p, **q, **r))
    return worked


def fall(t: Reading) -> Equation:
    """The loss before the step and after it."""
    return equation("{L} quad {before} arrow.r {after}", L=t.name.L, before=t.batch_L, after=t.L_new)


def guess_law() -> Equation:
    """What is taken home of the guess: a = u . v."""
    return equation("{a} = u dot v", roles={"a": "forward"}, a="a")


def slope_laws() -> list[Equation]:
    """What is taken home of the slopes: each row gets delta times the other."""
    roles = {"s": "backward", "d": "backward"}
    return [equation(f"{{s}} = {{d}} thin {other}", roles=roles, s=slope_by(own), d="delta") for own, other in ("uv", "vu")]


def slope_by(what: str) -> str:
    """dL/d(what), in Typst."""
    return f"(partial L) / (partial {what})"


def _row(t: Reading, letter: str, row: Iterable[Number]) -> dict[str, Any]:
    """The numbers of a row as parts of a line."""
    return {f"{letter}{k}": show(number, facts.digits(t)) for k, number in enumerate(row)}


def _tuple(parts: Iterable[str]) -> str:
    """A row of fields."""
    return f"({', '.join(f'{{{name}}}' for name in parts)})"
