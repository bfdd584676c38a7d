"""What is written under the network: the blame of an output, the loss as it falls, the questions as lines of maths."""

from __future__ import annotations

from typing import Any

from engine.reading import Reading
from scenes.equation import Equation, equation
from scenes.films.recap.facts import counted, right
from scenes.shown import told_apart


def output_blame(t: Reading, i: int) -> Equation:
    """delta of an output, in numbers. Parts: d, a, y, b, c, result."""
    numbers: dict[str, Any] = {"a": t.a[2][i], "b": t.a[2][i], "c": t.a[2][i], "y": t.y[i]}
    template = "{d} = ({a} - {y}) dot {b} dot (1 - {c}) = {result}"
    return equation(template, d=t.name.delta[2][i], result=t.delta[2][i], **numbers)


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


def named_right(t: Reading) -> Equation:
    """How many examples the last network names right. Parts: right, count."""
    return equation('{right} "of" {count} "named right"', right=right(t), count=counted(t))
