"""A filter in lines of maths: the sum of a window and its output, the filter's slope, a pixel's blame."""

from __future__ import annotations

from engine import notation
from engine.reading import Number, Reading
from scenes.equation import Equation, equation
from scenes.facts import activation
from scenes.films.convolution import facts
from scenes.shown import Shown, show, show_sum


def window_sum(t: Reading) -> Equation:
    """z = 0.6 + 0.05 = 0.65 of the position followed: its products, summed, and the bias. Parts: z, s, b, result."""
    (s, b), result = _parts_and_sum(t)
    return equation("{z} = {s:p} + {b:p} = {result}", z=t.name.z, s=s, b=b, result=result)


def output(t: Reading) -> Equation:
    """a = tanh(0.65) = 0.5717. Parts: a, f, z, result."""
    f = notation.ACTIVATIONS[activation(t, 1)].typst
    return equation("{a} = {f}({z}) = {result}", a=t.name.a, f=f, z=_parts_and_sum(t)[1], result=facts.followed_output(t))


def _parts_and_sum(t: Reading) -> tuple[list[Shown], Shown]:
    """Numbers that are short by themselves as they are, others with digits that add up."""
    r, c = facts.position(t)
    parts, total = [t.Wa[1][0][r][c], t.b[1][0]], facts.followed_sum(t)
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
    """dL/db: the sum of all deltas. Parts: db, delta, result."""
    template = '{db} = sum_("positions") {delta} = {result}'
    roles = {"db": "backward", "delta": "backward"}
    return equation(template, roles, db="(partial L)/(partial b)", delta="delta", result=t.dL_db[1][0])


def pixel_blame(t: Reading) -> Equation:
    """dL/dx of the pixel followed. Parts: d, result."""
    r, c = facts.pixel(t)
    return equation("{d} = {result}", roles={"d": "backward"}, d="(partial L)/(partial x)", result=t.dL_da_in[1][0][r][c])


def counted(what: str, number: Number) -> Equation:
    """A count before what it counts. Part: n."""
    return equation(f'{{n}} "{what}"', n=number)
