"""The mean over the examples in lines of maths: of their losses, and of one weight's slopes."""

from __future__ import annotations

from typing import Any

from engine.reading import Named, Reading
from scenes.equation import Equation, equation
from scenes.films.batches.facts import MOST, count, examples, mean_slope, worked
from scenes.kit.maths.equations import terms
from scenes.shown import show

SAID = 2  # digits, as the voice says them


def mean_loss(t: Reading) -> Equation:
    """L = 1/N sum_k L_k. Parts: L, one."""
    return equation("{L} = 1/N sum_k {one}", roles={"one": "loss"}, L=t.name.L, one="L_k")


def mean_rule(t: Reading) -> Equation:
    """dL/dw = 1/N sum_k dL_k/dw, of any weight. Parts: s, one."""
    return _mean(t.name.dL_dw, "w")


def mean_letters(t: Reading) -> Equation:
    """The same of the weight for which it is worked out. Parts: s, one."""
    l, i, j = worked(t)
    return _mean(t.name.dL_dW[l][i][j], t.name.W[l][i][j].typst)


def _mean(slope: Named, weight: str) -> Equation:
    one = f"(partial L_k)/(partial {weight})"
    return equation("{s} = 1/N sum_k {one}", roles=dict.fromkeys(("s", "one"), "backward"), s=slope, one=one)


def mean_numbers(t: Reading) -> Equation:
    """= 1/4 (0.1 + 0.2 + 0.3 + 0.4) = 0.25; of many examples the first two and the last are written. Parts: n, g0, g1 ..., result."""
    l, i, j = worked(t)
    n = count(t)
    written = list(range(n)) if n <= MOST else terms(n)
    summands = [f"{{g{k}:p}}" for k in written]
    if n > MOST:
        summands.insert(2, "dots.c")
    slopes: dict[str, Any] = {f"g{k}": show(t.of(example=k).dL_dW[l][i][j], SAID) for k in written}
    return equation(f"= 1/{{n}} ({' + '.join(summands)}) = {{result}}", n=examples(t), result=show(mean_slope(t), SAID), **slopes)
