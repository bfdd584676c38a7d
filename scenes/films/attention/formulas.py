"""The lines of one attention head: each with letters, words as indices, and under it with the numbers of the told run."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from engine.reading import Number, Numbers, Reading
from scenes.equation import Equation, Part, equation
from scenes.films.attention import facts
from scenes.films.attention.facts import ALL, FIRST, ME, OUT, WORDS, L
from scenes.shown import show

ROLES = {"f": "forward", "b": "backward", "w": "positive", "L": "loss"}  # what a letter is: its hue


def of(symbol: str, t: int) -> str:
    """A row's letter, its word as the index."""
    return f'{symbol}_"{WORDS[t]}"'


def by(symbol: str, t: int | None = None) -> str:
    """dL by d of it, in Typst."""
    return f"(partial L)/(partial {symbol if t is None else of(symbol, t)})"


def _hued(template: str, kinds: Mapping[str, str], **parts: Part) -> Equation:
    """A line whose letters say by `kinds` what they are: f forward, b backward, w weights, L the loss."""
    return equation(template, {name: ROLES[kind] for name, kind in kinds.items()}, **parts)


# ---- forward


def query() -> Equation:
    """q = W^Q x of the word that is followed. Parts: q, W, x."""
    return _hued("{q} = {W} {x}", {"q": "f", "W": "w", "x": "f"}, q=of("q", ME), W="W^Q", x=of("x", ME))


def score(t: Reading) -> tuple[Equation, Equation]:
    """s = q . k / sqrt d, and with numbers. Parts: s, q, k, d; q0, k0, q1, k1, d, result."""
    named = {"s": of("s", FIRST), "q": of("q", ME), "k": of("k", FIRST), "d": "d"}
    letters = _hued("{s} = ({q} dot {k}) / sqrt({d})", dict.fromkeys("sqk", "f"), **named)
    q, k = t.Q[L][ME], t.K[L][FIRST]
    fields = {"q0": q[0], "q1": q[1], "k0": k[0], "k1": k[1], "d": facts.length(t), "result": t.scores[L][ME][FIRST]}
    return letters, _hued("= ({q0} dot {k0:p} + {q1:p} dot {k1:p}) / sqrt({d}) = {result}", {}, **fields)


def share(t: Reading) -> tuple[Equation, Equation]:
    """a = e^s over the sum of its row, and with numbers. Parts: a, s; s0, t0, t1, t2, result."""
    letters = _hued("{a} = e^({s}) / (sum_j e^(s_j))", {"a": "f", "s": "f"}, a=of("a", FIRST), s=of("s", FIRST))
    s = t.scores[L][ME]
    fields = {"s0": s[FIRST], **{f"t{k}": s[k] for k in ALL}, "result": facts.share(t)}
    return letters, _hued("= e^({s0}) / (e^({t0}) + e^({t1}) + e^({t2})) = {result}", {}, **fields)


def context(t: Reading, tall: bool) -> Equation:
    """c: every value times its share, added. Parts as in `_mixed`."""
    return _mixed(of("c", ME), "f", list(t.A[L][ME]), list(t.V[L]), t.context[L][ME], tall)


def loss(t: Reading) -> Equation:
    """L of the sentence: the mean over its words. Parts: s, n, p0, p1, p2, result."""
    rights = {f"p{k}": t.a[OUT][k][facts.right(t, k)] for k in ALL}
    logs = " + ".join(f"ln {{{p}}}" for p in rights)
    return _hued(f"{{s}} = -1/{{n}} ({logs}) = {{result}}", {"s": "L", "result": "L"}, s="L", n=facts.words(t), result=t.L, **rights)


def _mixed(
    name: str, kind: str, weights: Sequence[Number], rows: Sequence[Numbers], result: Numbers, tall: bool, over: Number | None = None
) -> Equation:
    """A sum of rows as columns of two, each times a number, perhaps over sqrt d. Parts: s, w0, u0, v0, ..., d, r0, r1."""
    terms = _summed([f"{{w{k}:p}} {_column(f'u{k}', f'v{k}')}" for k in range(len(rows))], tall)
    right = f"1/sqrt({{d}}) paren.l {terms} paren.r" if over else terms
    fields: dict[str, Any] = {"s": name, "r0": result[0], "r1": result[1]} | ({"d": over} if over else {})
    for k, (weight, row) in enumerate(zip(weights, rows, strict=True)):
        fields |= {f"w{k}": show(weight, 3) if over else weight, f"u{k}": row[0], f"v{k}": row[1]}
    return _hued(f"{{s}} = {right} = {_column('r0', 'r1')}", {"s": kind}, **fields)


def _column(*names: str) -> str:
    """A column of fields."""
    return f'vec(delim: "[", {", ".join(f"{{{name}}}" for name in names)})'


def _summed(terms: Sequence[str], tall: bool) -> str:
    """Added; in a tall frame the last stands on a line of its own."""
    return " + ".join(terms[:-1]) + (" \\ + " if tall else " + ") + terms[-1]


# ---- blame of values and shares


def delta(t: Reading) -> Equation:
    """delta = (a - y) / n: guess minus truth, over the number of words. Parts: d, a, y, n."""
    parts: dict[str, Any] = {"d": of("delta", ME), "a": of("a", ME), "y": of("y", ME), "n": facts.words(t)}
    return _hued("{d} = ({a} - {y}) / {n}", {"d": "b", "a": "f"}, **parts)


def to_value(t: Reading, tall: bool) -> Equation:
    """dL/dv: the blame of everyone who looked, times the share. Parts as in `_mixed`."""
    return _mixed(by("v", FIRST), "b", t.A[L].column(FIRST), list(t.dL_da[L]), t.dL_dV[L][FIRST], tall)


def to_share(t: Reading) -> tuple[Equation, Equation]:
    """dL/da = dL/dc . v, and with numbers. Parts: s, g, v; g0, v0, g1, v1, result."""
    letters = _hued("{s} = {g} dot {v}", {"s": "b", "g": "b", "v": "f"}, s=by("a", FIRST), g=by("c", ME), v=of("v", FIRST))
    g, v = t.dL_da[L][ME], t.V[L][FIRST]
    fields = {"g0": g[0], "g1": g[1], "v0": v[0], "v1": v[1], "result": t.dL_dA[L][ME][FIRST]}
    return letters, _hued("{s} = {g0} dot {v0:p} + {g1:p} dot {v1:p} = {result}", {"s": "b"}, s=by("a", FIRST), **fields)


# ---- through the softmax


def slopes(t: Reading) -> tuple[Equation, Equation]:
    """The Jacobian's two kinds of entries, with numbers. Parts: s, a, b, result; s, a, o, result."""
    jacobian, a = jacobian_of(t, ME), t.A[L][ME]
    same = _hued("{s} = {a} (1 - {b}) = {result}", {"s": "b"}, s=_share_by_score(0, 0), a=a[0], b=a[0], result=jacobian[0][0])
    other = _hued("{s} = - {a} dot {o} = {result}", {"s": "b"}, s=_share_by_score(1, 0), a=a[1], o=a[0], result=jacobian[1][0])
    return same, other


def jacobian_of(t: Reading, word: int) -> Numbers:
    """How the shares of a word's row (rows) move with its scores (columns)."""
    jacobian: Numbers = t.numbers(t.jacobian[L].path, "da_dz")[word]
    return jacobian


def _share_by_score(t: int, s: int) -> str:
    return f"(partial {of('a', t)})/(partial {of('s', s)})"


def collected(t: Reading, tall: bool) -> Equation:
    """dL/ds: slope times blame, summed over the row. Parts: s, j0, g0, ..., result."""
    terms = _summed([f"{{j{k}:p}} dot {{g{k}:p}}" for k in ALL], tall)
    rows = {"j": jacobian_of(t, ME)[FIRST], "g": t.dL_dA[L][ME]}
    fields = {f"{letter}{k}": row[k] for letter, row in rows.items() for k in ALL}
    return _hued(f"{{s}} = {terms} = {{result}}", {"s": "b"}, s=by("s", FIRST), result=t.dL_dscores[L][ME][FIRST], **fields)


def above(t: Reading) -> tuple[Equation, Equation]:
    """dL/ds_i = a_i (g_i - the row's average), and with numbers. Parts: s, a, g, m; a, g, m, result."""
    law = "{s} = {a} ({g} - {m}) quad macron(g) = sum_j a_j g_j"
    letters = _hued(law, {"s": "b", "a": "f", "g": "b", "m": "b"}, s=by("s_i"), a="a_i", g="g_i", m="macron(g)")
    fields = {"a": facts.share(t), "g": t.dL_dA[L][ME][FIRST], "m": facts.average_blame(t), "result": t.dL_dscores[L][ME][FIRST]}
    return letters, _hued("{s} = {a} ({g} - {m}) = {result}", {"s": "b"}, s=by("s", FIRST), **fields)


def alone(t: Reading) -> Equation:
    """The slope of a row of one cell. Parts: s, a, b, result."""
    a, result = t.A[L][0][0], jacobian_of(t, 0)[0][0]
    return _hued("{s} = {a} (1 - {b}) = {result}", {"s": "b"}, s=_share_by_score(0, 0), a=a, b=a, result=result)


# ---- to the queries and the keys, and to the weights


def to_query(t: Reading, tall: bool) -> Equation:
    """dL/dq: every key, times the blame of its score. Parts as in `_mixed`."""
    return _mixed(by("q", ME), "b", list(t.dL_dscores[L][ME]), list(t.K[L]), t.dL_dQ[L][ME], tall, facts.length(t))


def to_key(t: Reading, tall: bool) -> Equation:
    """dL/dk: every query that met it, times the blame of its score. Parts as in `_mixed`."""
    return _mixed(by("k", FIRST), "b", t.dL_dscores[L].column(FIRST), list(t.Q[L]), t.dL_dK[L][FIRST], tall, facts.length(t))


def to_weights() -> list[Equation]:
    """Each matrix's slope: what came back, times what came in. Parts: d, q, x."""
    kinds = {"d": "b", "q": "b", "x": "f"}
    return [_hued("{d} = ({q})^T {x}", kinds, d=by(f"lr(W^{m})"), q=by(m), x="X") for m in "QKV"]


def roads() -> Equation:
    """dL/dX: the three ways back, added. Parts: d, Q, WQ, K, WK, V, WV."""
    fields = {m: by(m) for m in "QKV"} | {f"W{m}": f"W^{m}" for m in "QKV"}
    kinds = {"d": "b"} | dict.fromkeys("QKV", "b") | {f"W{m}": "w" for m in "QKV"}
    return _hued("{d} = " + " + ".join(f"{{{m}}} {{W{m}}}" for m in "QKV"), kinds, d=by("X"), **fields)


# ---- in matrices


def forward() -> dict[str, Equation]:
    """The head in matrices: scores, shares, mixture."""
    return {
        "s": _hued("{s} = ({q} {k}^T) / sqrt(d)", {"s": "f", "q": "f", "k": "f"}, s="S", q="Q", k="K"),
        "a": _hued('{a} = "softmax"({s})', {"a": "f", "s": "f"}, a="A", s="S"),
        "c": _hued("{c} = {a} {v}", {"c": "f", "a": "f", "v": "f"}, c="C", a="A", v="V"),
    }


def backward() -> dict[str, Equation]:
    """The way back in matrices: to the values, the shares, the scores, the queries, the keys."""
    return {
        "dv": _hued("{d} = {a}^T {c}", {"d": "b", "a": "f", "c": "b"}, d=by("V"), a="A", c=by("C")),
        "da": _hued("{d} = {c} {v}^T", {"d": "b", "c": "b", "v": "f"}, d=by("A"), c=by("C"), v="V"),
        "ds": _hued("{d} = {j}^T {a}", {"d": "b", "j": "b", "a": "b"}, d=by("s"), j="J", a=by("a")),
        "dq": _hued("{d} = 1 / sqrt(d) {s} {k}", {"d": "b", "s": "b", "k": "f"}, d=by("Q"), s=by("S"), k="K"),
        "dk": _hued("{d} = 1 / sqrt(d) ({s})^T {q}", {"d": "b", "s": "b", "q": "f"}, d=by("K"), s=by("S"), q="Q"),
    }
