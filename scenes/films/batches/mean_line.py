"""The mean over the examples in formulas: of their losses, and of one weight's slopes."""

from __future__ import annotations

from engine.reading import Reading
from scenes.films.batches import batch_words as words
from scenes.kit.maths.equations import terms
from scenes.kit.theme import theme
from scenes.kit.type.formula import Formula


def mean_loss(t: Reading) -> Formula:
    """L = 1/N sum_k L_k."""
    return Formula("{L} = 1/N sum_k {one}", hues={"one": theme().loss}, L=t.name.L, one="L_k")


def mean_slope(t: Reading, place: tuple[int, int, int]) -> tuple[Formula, Formula]:
    """One weight's mean slope in letters and in numbers (part "result"); of many examples the first two and the last are written."""
    l, i, j = place
    n = words.count(t)
    written = range(n) if n <= words.MOST else terms(n)
    summands = [f"{{g{k}:p}}" for k in written]
    if n > words.MOST:
        summands.insert(2, "dots.c")
    slope = f"(partial L_k)/(partial {t.name.W[l][i][j].typst})"
    letters = Formula("{s} = 1/N sum_k {one}", hues=dict.fromkeys(("s", "one"), theme().backward), s=t.name.dL_dW[l][i][j], one=slope)
    numbers = Formula(
        f"= 1/{{n}} ({' + '.join(summands)}) = {{result}}",
        n=words.studied(t, "examples"),
        result=t.mean_dL_dW[l][i][j],
        **{f"g{k}": t.of(example=k).dL_dW[l][i][j] for k in written},
    )
    return letters, numbers
