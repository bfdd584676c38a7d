"""What is written under the network: the blame of an output, the loss as it falls, the questions as lines of maths."""

from __future__ import annotations

from typing import Any

from engine.reading import Reading
from scenes.equation import Equation, equation
from scenes.shown import show, told_apart

MOST = 3  # outputs whose deltas stand under each other


def told_outputs(t: Reading) -> list[int]:
    """The outputs whose delta is written out: all, or the first two."""
    return list(range(t.sizes[2] if t.sizes[2] <= MOST else MOST - 1))


def output_blame(t: Reading, i: int, digits: int | None = None) -> Equation:
    """delta of an output, in numbers of so many digits. Parts: d, a, y, b, c, result."""
    a = show(t.a[2][i], digits)
    numbers: dict[str, Any] = {"a": a, "b": a, "c": a, "y": t.y[i]}
    template = "{d} = ({a} - {y}) dot {b} (1 - {c}) = {result}"
    return equation(template, d=t.name.delta[2][i], result=show(t.delta[2][i], digits), **numbers)


def fall(t: Reading) -> Equation:
    """The loss before the step and after it."""
    old, new = told_apart(t.L, t.L_new)
    return equation("{L:s} : quad {old} arrow.r {new}", L=t.L, old=old, new=new)


def fall_to_the_end(t: Reading) -> Equation:
    """The loss before the step, after it, and after the last, if there is more than one."""
    if len(t.losses) == 2:
        return fall(t)
    return equation("{old} arrow.r {new} arrow.r dots.c arrow.r {end}", old=t.L, new=t.L_new, end=t.losses[-1])


def new_weights(t: Reading, l: int) -> Equation:
    """W =, of layer l."""
    return equation("{W} =", W=t.name.W[l])


def blame_asked(t: Reading) -> Equation:
    """What becomes of the blame of the first hidden neuron."""
    return equation("{d} = quest", d=t.name.delta[1][0])


def slope_asked(t: Reading) -> Equation:
    """Where the slope of its squash goes."""
    return equation("{a} (1 - {a}) arrow.r thick quest", a=t.name.a[1][0])


def slope_answered(t: Reading) -> Equation:
    """It goes to 0."""
    return equation("{a} (1 - {a}) arrow.r 0", a=t.name.a[1][0])


def passes_asked() -> Equation:
    """How many passes a gradient takes."""
    return equation('"passes" = quest')


def passes_answered() -> Equation:
    """It takes two."""
    return equation('"passes" = 2')


def inputs(t: Reading) -> Equation:
    """x, before the program runs."""
    template = '{x} quad arrow.r.long quad {"six"} quad arrow.r.long quad {W}, {V}'
    return equation(template.replace('{"six"}', '"six lines"'), x=t.name.x, W=t.name.W[1], V=t.name.W[2])


def order_asked(t: Reading) -> Equation:
    """The blame of the hidden layer goes through W of the last: which one?"""
    return equation("{d} = (W_quest)^T {next} dots.c", d=t.name.delta[1], next=t.name.delta[2])


def order_answered(t: Reading) -> Equation:
    """Through the weights that ran."""
    return equation("{d} = ({W})^T {next} dots.c", d=t.name.delta[1], next=t.name.delta[2], W=t.name.W[2])
