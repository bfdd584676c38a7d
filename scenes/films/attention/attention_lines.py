"""The lines of one attention head: each with letters, words as indices, and under it with the numbers of the told run."""

from __future__ import annotations

from collections.abc import Sequence

from manim import config

from engine.reading import Number, Numbers, Reading
from scenes.kit.theme import theme
from scenes.kit.type.formula import BODY, Formula
from scenes.shown import show

WORDS = ("Anna", "eats", "hot", "soup")  # what the rows of the lesson's table are called
ME, FIRST = 2, 0  # the word that is followed, and the one it looks at
ALL = range(ME + 1)
L = 2  # the layer of the head


def of(symbol: str, t: int) -> str:
    """A row's letter, its word as the index."""
    return f'{symbol}_"{WORDS[t]}"'


def by(symbol: str, t: int | None = None) -> str:
    """dL by d of it, in Typst."""
    return f"(partial L)/(partial {symbol if t is None else of(symbol, t)})"


def length(t: Reading) -> Number:
    """d, how long queries and keys are, as the lesson says."""
    return t.at("lesson.network.layers[1].width", "count")


def _hued(template: str, hues: dict[str, str], size: float = BODY, **fields: object) -> Formula:
    """Letters whose hue is told by what they are: f forward, b backward, w weights."""
    colors = {"f": theme().forward, "b": theme().backward, "w": theme().positive, "L": theme().loss}
    return Formula(template, size=size, hues={name: colors[kind] for name, kind in hues.items()}, **fields)


def vector(*names: str) -> str:
    """A column of fields."""
    return f'vec(delim: "[", {", ".join(f"{{{name}}}" for name in names)})'


def score(t: Reading) -> tuple[Formula, Formula]:
    """s = q . k / sqrt d, and with numbers. Parts: s, q, k, d; q0, k0, q1, k1, d, result."""
    named = {"s": of("s", FIRST), "q": of("q", ME), "k": of("k", FIRST), "d": "d"}
    letters = _hued("{s} = ({q} dot {k}) / sqrt({d})", dict.fromkeys("sqk", "f"), **named)
    q, k = t.Q[L][ME], t.K[L][FIRST]
    fields = {"q0": q[0], "q1": q[1], "k0": k[0], "k1": k[1], "d": length(t), "result": t.scores[L][ME][FIRST]}
    return letters, Formula("= ({q0} dot {k0:p} + {q1:p} dot {k1:p}) / sqrt({d}) = {result}", **fields)


def share(t: Reading) -> tuple[Formula, Formula]:
    """a = e^s over the sum of its row, and with numbers. Parts: a, s; s0, t0, t1, t2, result."""
    letters = _hued("{a} = e^({s}) / (sum_j e^(s_j))", {"a": "f", "s": "f"}, a=of("a", FIRST), s=of("s", FIRST))
    s = t.scores[L][ME]
    fields = {"s0": s[FIRST], **{f"t{k}": s[k] for k in range(ME + 1)}, "result": t.A[L][ME][FIRST]}
    return letters, Formula("= e^({s0}) / (e^({t0}) + e^({t1}) + e^({t2})) = {result}", **fields)


def mixed(name: str, kind: str, weights: Sequence[Number], rows: Sequence[Numbers], result: Numbers, over: Number | None = None) -> Formula:
    """A sum of rows as columns of two, each times a number, perhaps over sqrt d. Parts: s, w0, u0, v0, ..., d, r0, r1."""
    terms = _summed([f"{{w{k}:p}} {vector(f'u{k}', f'v{k}')}" for k in range(len(rows))])
    right = f"1/sqrt({{d}}) paren.l {terms} paren.r" if over else terms
    fields: dict[str, object] = {"d": over} if over else {}
    for k, (weight, row) in enumerate(zip(weights, rows, strict=True)):
        fields |= {f"w{k}": show(weight, 3) if over else weight, f"u{k}": row[0], f"v{k}": row[1]}
    return _hued(f"{{s}} = {right} = {vector('r0', 'r1')}", {"s": kind}, size=BODY - 4, s=name, r0=result[0], r1=result[1], **fields)


def _summed(terms: Sequence[str]) -> str:
    """Added; in a tall frame the last stands on a line of its own."""
    tall = config.frame_height > config.frame_width
    return " + ".join(terms[:-1]) + (" \\ + " if tall else " + ") + terms[-1]


def context(t: Reading) -> Formula:
    return mixed(of("c", ME), "f", list(t.A[L][ME]), list(t.V[L]), t.context[L][ME])


def to_value(t: Reading) -> Formula:
    return mixed(by("v", FIRST), "b", t.A[L].column(FIRST), list(t.dL_da[L]), t.dL_dV[L][FIRST])


def to_query(t: Reading) -> Formula:
    return mixed(by("q", ME), "b", list(t.dL_dscores[L][ME]), list(t.K[L]), t.dL_dQ[L][ME], length(t))


def to_key(t: Reading) -> Formula:
    return mixed(by("k", FIRST), "b", t.dL_dscores[L].column(FIRST), list(t.Q[L]), t.dL_dK[L][FIRST], length(t))


def to_share(t: Reading) -> tuple[Formula, Formula]:
    """dL/da = dL/dc . v, and with numbers. Parts: s, g, v; g0, v0, g1, v1, result."""
    letters = _hued("{s} = {g} dot {v}", {"s": "b", "g": "b", "v": "f"}, s=by("a", FIRST), g=by("c", ME), v=of("v", FIRST))
    g, v = t.dL_da[L][ME], t.V[L][FIRST]
    fields = {"g0": g[0], "g1": g[1], "v0": v[0], "v1": v[1], "result": t.dL_dA[L][ME][FIRST]}
    return letters, _hued("{s} = {g0} dot {v0:p} + {g1:p} dot {v1:p} = {result}", {"s": "b"}, s=by("a", FIRST), **fields)


def loss(t: Reading) -> Formula:
    """L of the sentence: the mean over its words. Parts: s, p0, p1, p2, result."""
    n, right = len(t.y), [t.a[3][k][int(y.value)] for k, y in enumerate(t.y)]
    logs = " + ".join(f"ln {{p{k}}}" for k in range(n))
    return _hued(f"{{s}} = -1/{{n}} ({logs}) = {{result}}", {"s": "L", "result": "L"}, s="L", n=t.at("lesson.network.inputs", "count"),
                 result=t.L, **{f"p{k}": p for k, p in enumerate(right)})  # fmt: skip


def slopes(t: Reading) -> tuple[Formula, Formula]:
    """The Jacobian's two kinds of entries, with numbers. Parts: s, a, a2, result; s, a, o, result."""
    jacobian = t.numbers(t.jacobian[L].path, "da_dz")[ME]
    name = "(partial {})/(partial {})".format
    a = t.A[L][ME]
    same = _hued("{s} = {a} (1 - {b}) = {result}", {"s": "b"}, s=name(of("a", 0), of("s", 0)), a=a[0], b=a[0], result=jacobian[0][0])
    other = _hued("{s} = - {a} dot {o} = {result}", {"s": "b"}, s=name(of("a", 1), of("s", 0)), a=a[1], o=a[0], result=jacobian[1][0])
    return same, other


def collected(t: Reading) -> Formula:
    """dL/ds: slope times blame, summed over the row. Parts: s, j0, g0, ..., result."""
    jacobian, g = t.numbers(t.jacobian[L].path, "da_dz")[ME][FIRST], t.dL_dA[L][ME]
    terms = _summed([f"{{j{k}:p}} dot {{g{k}:p}}" for k in range(ME + 1)])
    fields = {f"{letter}{k}": row[k] for letter, row in (("j", jacobian), ("g", g)) for k in range(ME + 1)}
    return _hued(f"{{s}} = {terms} = {{result}}", {"s": "b"}, s=by("s", FIRST), result=t.dL_dscores[L][ME][FIRST], **fields)


def above(t: Reading) -> tuple[Formula, Formula]:
    """dL/ds_i = a_i (g_i - the row's average), and with numbers. Parts: s, a, g, m; a, g, m, result."""
    law = "{s} = {a} ({g} - {m}) quad macron(g) = sum_j a_j g_j"
    letters = _hued(law, {"s": "b", "a": "f", "g": "b", "m": "b"}, s=by("s_i"), a="a_i", g="g_i", m="macron(g)")
    fields = {"a": t.A[L][ME][FIRST], "g": t.dL_dA[L][ME][FIRST], "m": t.at(f"studies.attention.mean[{ME}]", "dL_dA")}
    numbers = {"s": by("s", FIRST), "result": t.dL_dscores[L][ME][FIRST], **fields}
    return letters, _hued("{s} = {a} ({g} - {m}) = {result}", {"s": "b"}, **numbers)


def wall() -> dict[str, Formula]:
    """The head in matrices, forward and backward, each line under its name."""
    root = "sqrt(d)"
    return {
        "s": _hued(f"{{s}} = ({{q}} {{k}}^T) / {root}", {"s": "f", "q": "f", "k": "f"}, s="S", q="Q", k="K"),
        "a": _hued('{a} = "softmax"({s})', {"a": "f", "s": "f"}, a="A", s="S"),
        "c": _hued("{c} = {a} {v}", {"c": "f", "a": "f", "v": "f"}, c="C", a="A", v="V"),
        "dv": _hued("{d} = {a}^T {c}", {"d": "b", "a": "f", "c": "b"}, d=by("V"), a="A", c=by("C")),
        "da": _hued("{d} = {c} {v}^T", {"d": "b", "c": "b", "v": "f"}, d=by("A"), c=by("C"), v="V"),
        "ds": _hued("{d} = {j}^T {a}", {"d": "b", "j": "b", "a": "b"}, d=by("s"), j="J", a=by("a")),
        "dq": _hued(f"{{d}} = 1 / {root} {{s}} {{k}}", {"d": "b", "s": "b", "k": "f"}, d=by("Q"), s=by("S"), k="K"),
        "dk": _hued(f"{{d}} = 1 / {root} ({{s}})^T {{q}}", {"d": "b", "s": "b", "q": "f"}, d=by("K"), s=by("S"), q="Q"),
    }


def alone(t: Reading) -> Formula:
    """The slope of a row of one cell. Parts: s, a, b, result."""
    jacobian, a = t.numbers(t.jacobian[L].path, "da_dz")[0][0][0], t.A[L][0][0]
    name = f"(partial {of('a', 0)})/(partial {of('s', 0)})"
    return _hued("{s} = {a} (1 - {b}) = {result}", {"s": "b"}, s=name, a=a, b=a, result=jacobian)


def to_weights() -> list[Formula]:
    """Each matrix's slope: what came back, times what came in."""
    hues = {"d": "b", "q": "b", "x": "f"}
    return [_hued("{d} = ({q})^T {x}", hues, d=by(f"lr(W^{m})"), q=by(m), x="X") for m in "QKV"]


def roads() -> Formula:
    """dL/dX: the three ways back, added."""
    fields = {m: by(m) for m in "QKV"} | {f"W{m}": f"W^{m}" for m in "QKV"}
    right = " + ".join(f"{{{m}}} {{W{m}}}" for m in "QKV")
    hues = {"d": "b"} | dict.fromkeys("QKV", "b") | {f"W{m}": "w" for m in "QKV"}
    return _hued(f"{{d}} = {right}", hues, d=by("X"), **fields)
