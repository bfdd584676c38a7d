"""The equations of a weight's and a bias's share: with numbers, with letters, as matrices."""

from __future__ import annotations

from typing import Any

from engine.reading import Reading
from scenes.facts import bias
from scenes.kit.maths.equations import added, summed, telling, terms
from scenes.kit.maths.laws import lettered
from scenes.kit.theme import theme
from scenes.kit.type.formula import Formula

DELTA, A, DW, DB = "delta_i^((l))", "a_j^((l-1))", "(partial L)/(partial w_(i j)^((l)))", "(partial L)/(partial b_i^((l)))"


def blame_named(t: Reading, l: int, i: int) -> Formula:
    """delta_i = dL/dz_i, with the numbers of layer and neuron. Parts: delta, dz."""
    return Formula("{delta} = {dz}", delta=t.name.delta[l][i], dz=t.name.dL_dz[l][i])


def share_numbers(t: Reading, l: int, i: int, j: int) -> Formula:
    """dL/dw_ij = 0.1385 dot 0.5933 = 0.08217. Parts: dw, delta, a, result."""
    named = {"dw": t.name.dL_dW[l][i][j], "delta": t.delta[l][i], "a": t.a[l - 1][j], "result": t.dL_dW[l][i][j]}
    return Formula("{dw} = {delta:p} dot {a:p} = {result}", **named)


def share_split(t: Reading, l: int, i: int, j: int) -> Formula:
    """dL/dw_ij = 0.08217 = 0.1385 dot 0.5933, the result before its reasons. Parts: dw, result, equals, delta, times, a."""
    named = {"dw": t.name.dL_dW[l][i][j], "delta": t.delta[l][i], "a": t.a[l - 1][j], "result": t.dL_dW[l][i][j]}
    return Formula("{dw} = {result} {equals} {delta:p} {times} {a:p}", equals="=", times="dot", **named)


def share_law() -> Formula:
    """dL/dw_ij = delta_i a_j, of any weight. Parts: dw, delta, a."""
    return lettered("{dw} = {delta} {a}", dw=DW, delta=DELTA, a=A)


def silence() -> Formula:
    """a_j = 0. Part: a."""
    return lettered("{a} = 0", a=A)


def silence_asked() -> Formula:
    """dL/dw_ij = ? Parts: dw, ask."""
    return lettered("{dw} = {ask}", dw=DW, ask='"?"')


def silence_answered() -> Formula:
    """dL/dw_ij = delta_i dot 0 = 0. Parts: dw, delta."""
    return lettered("{dw} = {delta} dot 0 = 0", dw=DW, delta=DELTA)


def bias_numbers(t: Reading, l: int, i: int) -> Formula:
    """dL/db_i = 0.1385 dot 1 = 0.1385. Parts: db, delta, one, result; of a shared bias d0, d1 ..., the blames of its layer, and result."""
    if bias(t, l) == "shared":
        deltas, result = added(list(t.delta[l]), t.dL_db[l][i])
        n, k = t.sizes[l], telling(t.delta[l])
        fields: dict[str, Any] = {"db": t.name.dL_db[l], "result": result} | {f"d{j}": deltas[j] for j in terms(n, k)}
        return Formula("{db} = " + summed(n, lambda j: f"{{d{j}:p}}", telling=k) + " = {result}", **fields)
    named = {"db": t.name.dL_db[l][i], "delta": t.delta[l][i], "result": t.dL_db[l][i]}
    return Formula("{db} = {delta:p} dot {one} = {result}", hues={"one": theme().forward}, one="1", **named)


def bias_law(shared: bool = False) -> Formula:
    """dL/db_i = delta_i, of any bias; of one that is shared the sum of them. Parts: db, delta."""
    if shared:
        return lettered("{db} = sum_i {delta}", db="(partial L)/(partial b)", delta=DELTA)
    return lettered("{db} = {delta}", db=DB, delta=DELTA)


def outer_letters(t: Reading, l: int) -> Formula:
    """dL/dW = delta a^T of layer l; a lone number that came in has no transpose. Parts: dW, delta, a."""
    came = "x" if l == 1 else f"a^(({l - 1}))"
    a = came if t.sizes[l - 1] == 1 else f"{came}^T" if l == 1 else f"({came})^T"
    return _hued(Formula("{dW} = {delta} {a}", dW=t.name.dL_dW[l], delta=t.name.delta[l], a=a))


def mean_letters(summed: bool = False) -> Formula:
    """The step's gradient, a mean over its examples, or their sum."""
    if summed:
        return lettered("{dW} = sum_(k=1)^N {delta} {a}", dW="(partial L)/(partial W)", delta="delta_k", a="a_k^T")
    return lettered("{dW} = 1/N sum_(k=1)^N {delta} {a}", dW="(partial L)/(partial W)", delta="delta_k", a="a_k^T")


def _hued(formula: Formula) -> Formula:
    formula["a"].set_color(theme().forward)
    return formula
