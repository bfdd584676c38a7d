"""A filter in lines of maths: the sum of a window and its output, the filter's slope, a pixel's blame."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from engine import notation
from engine.reading import Number, Reading
from scenes.equation import Equation, equation
from scenes.facts import activation
from scenes.films.convolution import facts, followed
from scenes.shown import Shown, show, show_sum


def window_sum(t: Reading, split: bool = False) -> Equation:
    """z = 0.6 + 0.05 = 0.65 of the position followed: every channel's sum of products, and the bias. Parts: z, s0, ..., b, result."""
    (*sums, b), result = _parts_and_sum(t)
    parts = {f"s{k}": one for k, one in enumerate(sums)}
    right, turn = " + ".join(f"{{{name}:p}}" for name in parts), " \\ " if split and len(sums) > 1 else " "
    fields: dict[str, Any] = {"z": t.name.z, "b": b, "result": result, **parts}
    return equation(f"{{z}} = {right}{turn}+ {{b:p}} = {{result}}", **fields)


def output(t: Reading) -> Equation:
    """a = tanh(0.65) = 0.57, as it stands in the map. Parts: a, f, z, result; of the identity a = 0.65, without f and z."""
    result = facts.followed_output(t)
    if activation(t, 1) == "identity":
        return equation("{a} = {result}", a=t.name.a, result=result)
    f = notation.ACTIVATIONS[activation(t, 1)].typst
    return equation("{a} = {f}({z}) = {result}", a=t.name.a, f=f, z=_parts_and_sum(t)[1], result=show(result, 2))


def _parts_and_sum(t: Reading) -> tuple[list[Shown], Shown]:
    """Numbers that are short by themselves as they are, others with digits that add up."""
    (f, _), (r, c) = followed.slices(t), followed.position(t)
    sums = list(t.numbers("studies.filter.sums", "z", 1)) if facts.has_channels(t) else [t.Wa[1][f][r][c]]
    parts, total = [*sums, t.b[1][f]], facts.followed_sum(t)
    shown = [show(number) for number in (*parts, total)]
    if all(notation.fmt(s.number.value, 12) == s.text for s in shown):
        return shown[:-1], shown[-1]
    return show_sum(parts, total)


def law() -> Equation:
    """dL/dW: the sum over positions of delta times the window. Parts: dW, delta, X."""
    template = '{dW} = sum_("positions") {delta} dot.c {X}'
    roles = {"dW": "backward", "delta": "backward", "X": "forward"}
    return equation(template, roles, dW="(partial L)/(partial W)", delta="delta", X='X_"window"')


def bias_law(t: Reading) -> Equation:
    """dL/db: the sum of all deltas, which stand rounded; the filter is named where others have biases. Parts: db, delta, result."""
    f, _ = followed.slices(t)
    b = 'b_"filter"' if facts.has_others(t) else "b"
    template, roles = '{db} = sum_("positions") {delta} approx {result}', {"db": "backward", "delta": "backward"}
    return equation(template, roles, db=f"(partial L)/(partial {b})", delta="delta", result=show(t.dL_db[1][f], 1))


def pixel_blame(t: Reading, most: int = 9) -> Equation:
    """dL/dx of the pixel followed; of several filters the sum of their parts, so many in a line. Parts: d, p0, ..., result."""
    slope, letters = followed.pixel_blame(t), "(partial L)/(partial x)"
    if not facts.has_filters(t):
        return equation("{d} approx {result}", roles={"d": "backward"}, d=letters, result=show(slope, 2))  # of products that stand rounded
    parts, result = show_sum(list(t.numbers("studies.filter.parts", "dL_da_in", 1)), slope)
    named = {f"p{k}": one for k, one in enumerate(parts)}
    right, turn = _added(list(named), most), " \\ " if most < 9 else " "
    fields: dict[str, Any] = {"d": letters, "result": result, **named}
    return equation(f"{{d}} = {right}{turn}= {{result}}", roles={"d": "backward"}, **fields)


def _added(names: Sequence[str], most: int) -> str:
    """A sum of these parts, so many in a line."""
    rows = (" + ".join(f"{{{name}:p}}" for name in names[k : k + most]) for k in range(0, len(names), most))
    return " \\ + ".join(rows)


def counts(t: Reading) -> tuple[Equation, Equation]:
    """How many weights a dense layer has that does the same, and how many the filter has."""
    return counted("weights, each its own", facts.dense_weights(t)), counted("weights, shared", facts.weights(t))


def counted(what: str, number: Number) -> Equation:
    """A count before what it counts. Part: n."""
    return equation(f'{{n}} "{what}"', n=number)
