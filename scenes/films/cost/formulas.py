"""Costs in lines of maths: what each way adds up to, and what is kept."""

from __future__ import annotations

from engine.reading import Number, Reading
from scenes.equation import Equation, equation
from scenes.films.cost import facts
from scenes.shown import show


def alone(number: Number) -> Equation:
    """A count by itself. Part: v."""
    return equation("{v}", v=number)


def measured(number: Number, unit: str) -> Equation:
    """2.9 days. Part: v."""
    return equation(f'{{v}} "{unit}"', v=show(number, digits=2))


def nudged(t: Reading) -> Equation:
    """(N + 1) F: a plain run and one for each weight, times what a run costs. Parts: N, F, total."""
    here = facts.here(t)
    return equation("({N} + 1) dot {F} = {total}", N=here.weights, F=here.forward, total=here.nudged)


def both_runs(t: Reading) -> Equation:
    """F + B: one run forward, one back. Parts: F, B, total."""
    here = facts.here(t)
    return equation("{F} + {B} = {total}", F=here.forward, B=here.back, total=here.backprop)


def kept_bytes(t: Reading) -> Equation:
    """Numbers kept, times the eight bytes of each. Parts: k, b."""
    here = facts.here(t)
    return equation('{k} dot 8 = {b} "bytes"', k=here.kept, b=here.kept_bytes)


def many_passes(t: Reading) -> Equation:
    """A run for every weight of the largest network. Part: n."""
    return equation('"nudging:" {n} "passes"', n=show(facts.largest(t).runs, digits=1))
