"""The equations that every film shares, filled from a reading: letters, then the same with numbers. Data: a Formula draws them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from engine import notation
from engine.reading import Named, Number, Reading
from scenes.equation import Equation, equation
from scenes.facts import activation as activation
from scenes.facts import has_bias, leak
from scenes.facts import loss as loss
from scenes.shown import Shown, show, show_sum

MOST_TERMS = 3  # summands written out; beyond, the first, one that tells something, the last, and dots between


def inputs_of(t: Reading, l: int) -> Named:
    """The name of what goes into layer l: x, or a of the layer before."""
    return t.name.x if l == 1 else t.name.a[l - 1]


def terms(n: int, telling: int = 1) -> list[int]:
    """Which of n summands are written out; of many, the first, the last, and between them one that tells something."""
    return list(range(n)) if n <= MOST_TERMS else [0, telling, n - 1]


def telling(parts: Sequence[Number]) -> int:
    """Which summand between the first and the last counts most; the second where none counts."""
    return 1 + max(range(max(1, len(parts) - 2)), key=lambda j: abs(parts[1 + j].value) if len(parts) > 2 else 0.0)


def summed(n: int, term: Any, plus: str = " + ", telling: int = 1) -> str:
    """A template of n summands, `term(j)` each, with dots where some are left out."""
    which = terms(n, telling)
    gaps = [j - i > 1 for i, j in zip([-1, *which], which, strict=False)]
    return plus.join(f"dots.c{plus}{term(j)}" if gap else term(j) for j, gap in zip(which, gaps, strict=True))


def summands(t: Reading, l: int, i: int) -> list[int]:
    """Which inputs are written out in the sum of neuron i of layer l."""
    return terms(t.sizes[l - 1], telling(t.products[l][i]))


def added(parts: list[Number], total: Number) -> tuple[list[Shown], Shown]:
    """Digits that add up where all parts are written out, each number's own digits where dots stand for some."""
    if len(parts) <= MOST_TERMS + 1:
        return show_sum(parts, total)
    return [show(p) for p in parts], show(total)


def sum_letters(t: Reading, l: int, i: int) -> Equation:
    """z_i = w_i1 a_1 + w_i2 a_2 + b_i. Parts: z, w0, a0, w1, a1 ..., and b where there is a bias."""
    fields: dict[str, Any] = {"z": t.name.z[l][i]}
    for j in summands(t, l, i):
        fields |= {f"w{j}": t.W[l][i][j], f"a{j}": inputs_of(t, l)[j]}
    return _sum_of(t, l, i, "{{w{j}:s}} {{a{j}}}", "{b:s}", fields)


def sum_factors(t: Reading, l: int, i: int) -> Equation:
    """z_i = 0.15 dot 0.05 + 0.2 dot 0.1 + 0.35. Parts as in `sum_letters`."""
    fields: dict[str, Any] = {"z": t.name.z[l][i]}
    for j in summands(t, l, i):
        fields |= {f"w{j}": t.W[l][i][j], f"a{j}": t.a[l - 1][j]}
    return _sum_of(t, l, i, "{{w{j}:p}} dot {{a{j}:p}}", "{b:p}", fields)


def sum_products(t: Reading, l: int, i: int) -> Equation:
    """z_i = 0.0075 + 0.02 + 0.35 = 0.3775, with digits that add up. Parts: z, p0, p1, ..., b, result; a lone product is the result."""
    bias = [t.b[l][i]] if has_bias(t, l) else []
    parts, result = added([*t.products[l][i], *bias], t.z[l][i])
    if len(parts) == 1:
        return equation("{z} = {result}", z=t.name.z[l][i], result=result)
    fields: dict[str, Any] = {"z": t.name.z[l][i], "result": result} | {f"p{j}": parts[j] for j in summands(t, l, i)}
    return _sum_of(t, l, i, "{{p{j}:p}}", "{b:p}", fields, " = {result}", parts[-1])


def _sum_of(t: Reading, l: int, i: int, term: str, bias: str, fields: dict[str, Any], end: str = "", b: Shown | None = None) -> Equation:
    """z = terms, plus the bias where there is one: `term` is a template of a template, of one input."""
    right = summed(t.sizes[l - 1], lambda j: term.format(j=j), telling=telling(t.products[l][i]))
    if has_bias(t, l):
        right, fields = f"{right} + {bias}", fields | {"b": b or t.b[l][i]}
    return equation("{z} = " + right + end, **fields)


def squash_letters(t: Reading, l: int, i: int) -> Equation:
    """a_i = sigma(z_i). Parts: a, f, z."""
    f = notation.ACTIVATIONS[activation(t, l)].typst
    inner = "{z}" if activation(t, l) != "softmax" else "{z}, dots"
    return equation("{a} = {f}(" + inner + ")", a=t.name.a[l][i], f=f, z=t.name.z[l][i])


def squash_numbers(t: Reading, l: int, i: int) -> Equation:
    """a_i = sigma(0.3775) = 0.5933. Parts: a, f, z, result."""
    f = notation.ACTIVATIONS[activation(t, l)].typst
    inner = "{z}" if activation(t, l) != "softmax" else "{z}, dots"
    return equation("{a} = {f}(" + inner + ") = {result}", a=t.name.a[l][i], f=f, z=t.z[l][i], result=t.a[l][i])


def squash_definition(t: Reading, l: int) -> Equation:
    """sigma(z) = 1/(1 + e^-z). Parts: f, z."""
    f, slope = notation.ACTIVATIONS[activation(t, l)], leak(t, l)
    if slope is not None:
        return equation("{f}({z}) = " + notation.OWN_LEAK, roles={"z": "forward"}, f=f.typst, z="z", s=slope)
    return equation("{f}({z}) = " + f.definition, roles={"z": "forward"}, f=f.typst, z="z")


def squash_computed(t: Reading, l: int, i: int) -> Equation:
    """a_i = 1/(1 + e^-0.3775) = 0.5933; by name where z stands more than once in the definition. Parts: a, z, result."""
    f = notation.ACTIVATIONS[activation(t, l)]
    if f.definition.count("{z}") != 1 or f.definition == "{z}":
        return squash_numbers(t, l, i)
    template = "{a} = " + f.definition.replace("{z}", "{z:p}") + " = {result}"
    return equation(template, a=t.name.a[l][i], z=t.z[l][i], result=t.a[l][i])


def layer_line(t: Reading, l: int) -> Equation:
    """a^(l) = sigma(W^(l) a^(l-1) + b^(l)): a whole layer. Parts: out, f, W, a, and b where there is a bias."""
    f = notation.ACTIVATIONS[activation(t, l)].typst
    bias: dict[str, Any] = {"b": t.name.b[l]} if has_bias(t, l) else {}
    template = "{out} = {f}({W} {a} + {b})" if bias else "{out} = {f}({W} {a})"
    return equation(template, out=t.name.a[l], f=f, W=t.name.W[l], a=inputs_of(t, l), **bias)


def loss_factors(t: Reading) -> Equation | None:
    """L = 1/2 (0.7514 - 0.01)^2 + ..., or max(0, 1 - 1 dot 0.4); other losses show their parts at once. Parts: L, a0, y0, ..."""
    if loss(t) == "hinge" and t.sizes[-1] == 1:
        return equation("{L} = max(0, 1 - {y0:p} dot {a0:p})", L=t.name.L, y0=t.y[0], a0=t.a[t.D][0])
    if loss(t) != "squared_error":
        return None
    n, last = t.sizes[-1], t.a[t.D]
    k = telling(t.L_terms)
    fields: dict[str, Any] = {f"a{i}": last[i] for i in terms(n, k)} | {f"y{i}": t.y[i] for i in terms(n, k)}
    return equation("{L} = " + summed(n, lambda i: f"1/2 ({{a{i}:p}} - {{y{i}:p}})^2", telling=k), L=t.name.L, **fields)


def layer_letters(t: Reading, l: int) -> Equation:
    """z^(l) = W^(l) a^(l-1) + b^(l). Parts: z, W, a, and b where there is a bias."""
    bias: dict[str, Any] = {"b": t.name.b[l]} if has_bias(t, l) else {}
    return equation("{z} = {W} {a} + {b}" if bias else "{z} = {W} {a}", z=t.name.z[l], W=t.name.W[l], a=inputs_of(t, l), **bias)


def loss_function(t: Reading) -> tuple[notation.Function, dict[str, Any]]:
    """The loss as the lesson defines it, and the fields of its own that it has."""
    if loss(t) == "hinge" and t.sizes[-1] > 1:
        return notation.HINGE_OF_CLASSES, {}
    if loss(t) == "huber" and t.lesson.network.delta is not None:
        return notation.OWN_HUBER, {"d": t.at(f"{t.root}lesson.network.delta", "error")}
    return notation.LOSSES[loss(t)], {}


def loss_letters(t: Reading) -> Equation:
    """The loss as the lesson defines it, at every time where there are several; of a single output no sum. Part: L."""
    (f, own), of_times = loss_function(t), loss(t) != "next_token" and len(t.lesson.shapes[-1]) == 2
    i = "t i" if of_times else "1" if t.sizes[-1] == 1 else "i"
    a, y = f"a_({i})^(({t.D}))", f"y_({i})"
    whole = f.of_one if i == "1" else f.definition
    definition = f"sum_t {whole}" if of_times else whole.replace("z_i", f"z_({i})^(({t.D}))")
    target = {"y": y} if "{y}" in definition else {}
    return equation("{L} = " + definition, {"a": "forward"}, L=t.name.L, a=a, **target, **own)


def loss_numbers(t: Reading) -> Equation:
    """Each output's part of the loss, and their sum, with digits that add up. Parts: L, p0, p1, ..., result; of one output no p."""
    n, k = t.sizes[-1], telling(t.L_terms)
    if n == 1:
        return equation("{L} = {result}", L=t.name.L, result=t.L)
    parts, result = added(list(t.L_terms), t.L)
    fields: dict[str, Any] = {f"p{i}": parts[i] for i in terms(n, k)}
    return equation("{L} = " + summed(n, lambda i: f"{{p{i}:p}}", telling=k) + " = {result}", L=t.name.L, result=result, **fields)


def digits(number: Number, places: int) -> Shown:
    """A number with fewer digits, where the picture has little room."""
    return show(number, digits=places)


def prime(t: Reading, l: int) -> str:
    """The slope of layer l's activation, as Typst: sigma'."""
    return notation.ACTIVATIONS[activation(t, l)].typst + "'"
