"""A weight's and a bias's share in lines of maths: with numbers, with letters, as a mean."""

from __future__ import annotations

from typing import Any

from engine.reading import Number, Reading
from scenes.equation import Equation, equation
from scenes.facts import bias
from scenes.kit.maths.equations import added, inputs_of, summed, telling, terms

DELTA, A = "delta_i^((l))", "a_j^((l-1))"
DW, DB = "(partial L)/(partial w_(i j)^((l)))", "(partial L)/(partial b_i^((l)))"


def blame_named(t: Reading, l: int, i: int) -> Equation:
    """delta_i = dL/dz_i = 0.1385. Parts: delta, dz, result."""
    return equation("{delta} = {dz} = {result}", delta=t.name.delta[l][i], dz=t.name.dL_dz[l][i], result=t.delta[l][i])


def share_asked(t: Reading, l: int, i: int, j: int) -> Equation:
    """dL/dw_ij = ? Parts: dw, ask."""
    return equation("{dw} = {ask}", roles={"ask": "light"}, dw=t.name.dL_dW[l][i][j], ask='"?"')


def share_numbers(t: Reading, l: int, i: int, j: int) -> Equation:
    """dL/dw_ij = 0.1385 dot 0.5933 = 0.08217. Parts: dw, delta, a, result."""
    named = {"dw": t.name.dL_dW[l][i][j], "delta": t.delta[l][i], "a": t.a[l - 1][j], "result": t.dL_dW[l][i][j]}
    return equation("{dw} = {delta:p} dot {a:p} = {result}", **named)


def share_split(t: Reading, l: int, i: int, j: int) -> Equation:
    """dL/dw_ij = 0.08217 = 0.1385 dot 0.5933, the result before its reasons. Parts: dw, result, delta, times, a."""
    named = {"dw": t.name.dL_dW[l][i][j], "delta": t.delta[l][i], "a": t.a[l - 1][j], "result": t.dL_dW[l][i][j]}
    return equation("{dw} = {result} {equals} {delta:p} {times} {a:p}", equals="=", times="dot", **named)


def share_letters(t: Reading, l: int, i: int, j: int) -> Equation:
    """dL/dw_ij = delta_i a_j, of this weight. Parts: dw, delta, a."""
    return equation("{dw} = {delta} {a}", dw=t.name.dL_dW[l][i][j], delta=t.name.delta[l][i], a=inputs_of(t, l)[j])


def share_law() -> Equation:
    """dL/dw_ij = delta_i a_j, of any weight. Parts: dw, delta, a."""
    return _lettered("{dw} = {delta} {a}", dw=DW, delta=DELTA, a=A)


def bias_numbers(t: Reading, l: int, i: int) -> Equation:
    """dL/db_i = 0.1385 dot 1 = 0.1385. Parts: db, delta, one, result; of a shared bias d0, d1 ..., the blames of its layer, and result."""
    if bias(t, l) == "shared":
        deltas, result = added(list(t.delta[l]), t.dL_db[l][i])
        n, k = t.sizes[l], telling(t.delta[l])
        fields: dict[str, Any] = {"db": t.name.dL_db[l], "result": result} | {f"d{j}": deltas[j] for j in terms(n, k)}
        return equation("{db} = " + summed(n, lambda j: f"{{d{j}:p}}", telling=k) + " = {result}", **fields)
    named: dict[str, Any] = {"db": t.name.dL_db[l][i], "delta": t.delta[l][i], "result": t.dL_db[l][i]}
    return equation("{db} = {delta:p} dot {one} = {result}", roles={"one": "forward"}, one="1", **named)


def bias_law(shared: bool = False) -> Equation:
    """dL/db_i = delta_i, of any bias; of one that is shared the sum of them. Parts: db, delta."""
    if shared:
        return _lettered("{db} = sum_i {delta}", db="(partial L)/(partial b)", delta=DELTA)
    return _lettered("{db} = {delta}", db=DB, delta=DELTA)


def mean_letters(summed: bool = False) -> Equation:
    """The step's gradient, a mean over its examples, or their sum."""
    over = "sum_(k=1)^N" if summed else "1/N sum_(k=1)^N"
    return _lettered("{dW} = " + over + " {delta} {a}", dW="(partial L)/(partial W)", delta="delta_k", a="a_k^T")


def turned() -> Equation:
    """a delta^T, the outer product the wrong way round, asked. Parts: a, delta, ask."""
    return equation(
        "{a} {delta} {ask}", roles={"a": "forward", "delta": "backward", "ask": "light"}, a="a", delta="delta^T", ask='thick "?"'
    )


def _lettered(template: str, **fields: str) -> Equation:
    """Letters for any l, i, j: orange but for what came in, which is blue."""
    return equation(template, roles={name: "forward" if name == "a" else "backward" for name in fields}, **fields)


def shares_of(t: Reading, l: int) -> list[Number]:
    """All slopes of the weights of layer l, row by row."""
    return [number for row in t.dL_dW[l] for number in row]
