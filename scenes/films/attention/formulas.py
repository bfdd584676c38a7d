"""The lines of one attention head: each with letters, tokens as indices, and under it with the numbers of the told run."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from engine.reading import Number, Numbers, Reading
from scenes.equation import Equation, Part, equation
from scenes.films.attention import facts, read
from scenes.films.attention.read import FIRST, head, me, seen
from scenes.kit.maths.equations import summed, terms
from scenes.shown import Shown, show

ROLES = {"f": "forward", "b": "backward", "w": "positive", "L": "loss"}  # what a letter is: its hue
DIGITS = 3
MOST = 2  # numbers of a row that are written


def of(t: Reading, symbol: str, k: int) -> str:
    """A row's letter, its token as the index."""
    return f"{symbol}_{read.index(t, k)}"


def by(symbol: str) -> str:
    """dL by d of it, in Typst."""
    return f"(partial L)/(partial {symbol})"


def beside(symbol: str) -> str:
    """The same on one line, for a place that is not high."""
    return f"partial L slash partial {symbol}"


def drawn(n: int) -> list[int]:
    """Which numbers of a row of n are written; of many, the first and the last."""
    return list(range(n)) if n <= MOST else [0, n - 1]


def _hued(template: str, kinds: Mapping[str, str], **parts: Part) -> Equation:
    """A line whose letters say by `kinds` what they are: f forward, b backward, w weights, L the loss."""
    shown = {name: show(part, DIGITS) if isinstance(part, Number) else part for name, part in parts.items()}
    return equation(template, {name: ROLES[kind] for name, kind in kinds.items()}, **shown)


def _whole(number: Number) -> Shown:
    """A count, with all its digits."""
    return show(number, decimals=0)


# ---- forward


def query(t: Reading) -> Equation:
    """q = W^Q x of the token that is followed. Parts: q, W, x."""
    k = me(t)
    return _hued("{q} = {W} {x}", {"q": "f", "W": "w", "x": "f"}, q=of(t, "q", k), W="W^Q", x=of(t, "x", k))


def score(t: Reading) -> tuple[Equation, Equation]:
    """s = q . k / sqrt d, and with numbers. Parts: s, q, k, d; q0, k0, q1, k1, d, result."""
    k = me(t)
    named = {"s": of(t, "s", FIRST), "q": of(t, "q", k), "k": of(t, "k", FIRST), "d": "d"}
    letters = _hued("{s} = ({q} dot {k}) / sqrt({d})", dict.fromkeys("sqk", "f"), **named)
    products, fields = _products("q", head(t, "Q")[k], "k", head(t, "K")[FIRST])
    fields |= {"d": _whole(facts.length(t)), "result": head(t, "scores")[k][FIRST]}
    return letters, _hued(f"= ({products}) / sqrt({{d}}) = {{result}}", {}, **fields)


def _products(a: str, left: Numbers, b: str, right: Numbers) -> tuple[str, dict[str, Any]]:
    """Two rows multiplied entry by entry and added: the template, and its parts a0, b0, a1, ..."""
    which = terms(len(left))
    template = summed(len(left), lambda j: f"{{{a}{j}:p}} dot {{{b}{j}:p}}")
    return template, {f"{a}{j}": left[j] for j in which} | {f"{b}{j}": right[j] for j in which}


def share(t: Reading) -> tuple[Equation, Equation]:
    """a = e^s over the sum of its row, and with numbers. Parts: a, s; s0, t0, t1, ..., result."""
    names = {"a": of(t, "a", FIRST), "s": of(t, "s", FIRST)}
    letters = _hued("{a} = e^({s}) / (sum_j e^(s_j))", {"a": "f", "s": "f"}, **names)
    row, n = head(t, "scores")[me(t)], len(seen(t, me(t)))
    fields: dict[str, Any] = {"s0": show(row[FIRST]), **{f"t{k}": show(row[k]) for k in terms(n)}, "result": facts.share(t)}
    below = summed(n, lambda k: f"e^({{t{k}}})")
    return letters, _hued(f"= e^({{s0}}) / ({below}) = {{result}}", {}, **fields)


def context(t: Reading) -> Equation:
    """c: every value times its share, added. Parts as in `_mixed`."""
    k = me(t)
    return _mixed(of(t, "c", k), "f", read.row(t, "A"), [head(t, "V")[s] for s in seen(t, k)], head(t, "context")[k])


def joined(t: Reading) -> Equation:
    """The mixtures of all heads, joined and multiplied by one more matrix."""
    parts = ", ".join(f"{{c{h}}}" for h in range(min(3, read.heads(t))))
    more = ", dots" if read.heads(t) > 3 else ""
    names = {f"c{h}": f"C_{h + 1}" for h in range(min(3, read.heads(t)))}
    return _hued(f"{{a}} = lr([{parts}{more}]) thin {{W}}", {"a": "f", "W": "w"} | dict.fromkeys(names, "f"), a="a", W="(W^O)^T", **names)


def loss(t: Reading) -> tuple[Equation, Equation]:
    """L of the example: the mean over its tokens, and with numbers. Parts: s, n, p0, p1, ...; n, p0, p1, ..., result."""
    n, out = read.count(t), t.a[t.D]
    logs, count = summed(n, lambda k: f"ln {{p{k}}}"), _whole(facts.words(t))
    names = {f"p{k}": of(t, "p", k) for k in terms(n)}
    rights = {f"p{k}": out[k][facts.right(t, k)] for k in terms(n)}
    letters = _hued(f"{{s}} = -1/{{n}} ({logs})", {"s": "L"} | dict.fromkeys(names, "f"), s="L", n=count, **names)
    return letters, _hued(f"= -1/{{n}} ({logs}) = {{result}}", {"result": "L"}, n=count, result=t.L, **rights)


def loss_alone(t: Reading) -> Equation:
    """L and its value. Parts: s, result."""
    return _hued("{s} = {result}", {"s": "L", "result": "L"}, s="L", result=t.L)


def _mixed(
    name: str, kind: str, weights: Sequence[Number], rows: Sequence[Numbers], result: Numbers, over: Number | None = None
) -> Equation:
    """A sum of rows as columns, each times a number, perhaps over sqrt d. Parts: s, w0, v0_0, v0_1, ..., d, r0, r1."""
    n, which = len(rows), drawn(len(result))
    added = summed(n, lambda k: f"{{w{k}:p}} {_column(f'v{k}_', which)}")
    right = f"1/sqrt({{d}}) paren.l {added} paren.r" if over else added
    fields: dict[str, Any] = {"s": name} | {f"r{j}": result[j] for j in which} | ({"d": _whole(over)} if over else {})
    for k in terms(n):
        fields |= {f"w{k}": weights[k]} | {f"v{k}_{j}": rows[k][j] for j in which}
    return _hued(f"{{s}} = {right} = {_column('r', which)}", {"s": kind}, **fields)


def _column(name: str, which: Sequence[int]) -> str:
    """A column of fields."""
    cells = [f"{{{name}{j}}}" for j in which]
    return f'vec(delim: "[", {", ".join([*cells[:-1], "dots.v", cells[-1]] if len(which) < which[-1] + 1 else cells)})'


# ---- blame of values and shares


def delta(t: Reading) -> Equation:
    """delta = (a - y) / n: guess minus truth, over the number of tokens. Parts: d, a, y, n."""
    k = me(t)
    parts: dict[str, Any] = {"d": of(t, "delta", k), "a": f"hat(y)_{read.index(t, k)}", "y": of(t, "y", k), "n": _whole(facts.words(t))}
    return _hued("{d} = ({a} - {y}) / {n}", {"d": "b", "a": "f"}, **parts)


def to_value(t: Reading) -> Equation:
    """dL/dv: the blame of everyone who looked, times the share. Parts as in `_mixed`."""
    shares = head(t, "A").column(FIRST)
    return _mixed(by(of(t, "v", FIRST)), "b", shares, list(head(t, "dL_da")), head(t, "dL_dV")[FIRST])


def to_share(t: Reading) -> tuple[Equation, Equation]:
    """dL/da = dL/dc . v, and with numbers. Parts: s, g, v; g0, v0, g1, v1, result."""
    names = {"s": by(of(t, "a", FIRST)), "g": by(of(t, "c", me(t))), "v": of(t, "v", FIRST)}
    letters = _hued("{s} = {g} dot {v}", {"s": "b", "g": "b", "v": "f"}, **names)
    products, fields = _products("g", head(t, "dL_da")[me(t)], "v", head(t, "V")[FIRST])
    numbers = _hued(f"{{s}} = {products} = {{result}}", {"s": "b"}, s=names["s"], result=head(t, "dL_dA")[me(t)][FIRST], **fields)
    return letters, numbers


# ---- through the softmax


def slopes(t: Reading) -> tuple[Equation, Equation]:
    """The Jacobian's two kinds of entries, with numbers. Parts: s, a, b, result; s, a, o, result."""
    jacobian, a = head(t, "jacobian")[me(t)], head(t, "A")[me(t)]
    same = _hued("{s} = {a} (1 - {b}) = {result}", {"s": "b"}, s=_share_by_score(t, 0, 0), a=a[0], b=a[0], result=jacobian[0][0])
    other = _hued("{s} = - {a} dot {o} = {result}", {"s": "b"}, s=_share_by_score(t, 1, 0), a=a[1], o=a[0], result=jacobian[1][0])
    return same, other


def _share_by_score(t: Reading, k: int, s: int) -> str:
    return f"(partial {of(t, 'a', k)})/(partial {of(t, 's', s)})"


def collected(t: Reading) -> Equation:
    """dL/ds: slope times blame, summed over the row. Parts: s, j0, g0, ..., result."""
    k = me(t)
    n, rows = len(seen(t, k)), {"j": head(t, "jacobian")[k][FIRST], "g": head(t, "dL_dA")[k]}
    added = summed(n, lambda s: f"{{j{s}:p}} dot {{g{s}:p}}")
    fields = {f"{letter}{s}": row[s] for letter, row in rows.items() for s in terms(n)}
    return _hued(f"{{s}} = {added} = {{result}}", {"s": "b"}, s=by(of(t, "s", FIRST)), result=head(t, "dL_dscores")[k][FIRST], **fields)


def above(t: Reading) -> tuple[Equation, Equation, Equation]:
    """dL/ds_i = a_i (g_i - the row's average), what that is, and with numbers. Parts: s, a, g, m; m; a, g, m, result."""
    kinds = {"s": "b", "a": "f", "g": "b", "m": "b"}
    letters = _hued("{s} = {a} ({g} - {m})", kinds, s=by("s_i"), a="a_i", g="g_i", m="macron(g)")
    mean = _hued("{m} = sum_j a_j g_j", {"m": "b"}, m="macron(g)")
    fields = {"a": facts.share(t), "g": head(t, "dL_dA")[me(t)][FIRST], "m": facts.average_blame(t)}
    result = head(t, "dL_dscores")[me(t)][FIRST]
    return letters, mean, _hued("{s} = {a} ({g:p} - {m:p}) = {result}", {"s": "b"}, s=by(of(t, "s", FIRST)), result=result, **fields)


def alone(t: Reading) -> Equation:
    """The slope of the only share of the first row by its score. Parts: s, a, b, result."""
    a, slope = head(t, "A")[0][0], head(t, "jacobian")[0][0][0]
    return _hued("{s} = {a} (1 - {b}) = {result}", {"s": "b"}, s=_share_by_score(t, 0, 0), a=a, b=a, result=slope)


# ---- to the queries and the keys, and to the weights


def to_query(t: Reading) -> Equation:
    """dL/dq: every key, times the blame of its score. Parts as in `_mixed`."""
    k = me(t)
    rows = [head(t, "K")[s] for s in seen(t, k)]
    return _mixed(by(of(t, "q", k)), "b", read.row(t, "dL_dscores"), rows, head(t, "dL_dQ")[k], facts.length(t))


def to_key(t: Reading) -> Equation:
    """dL/dk: every query that met it, times the blame of its score. Parts as in `_mixed`."""
    blame = head(t, "dL_dscores").column(FIRST)
    return _mixed(by(of(t, "k", FIRST)), "b", blame, list(head(t, "Q")), head(t, "dL_dK")[FIRST], facts.length(t))


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
