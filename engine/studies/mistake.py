"""One mistake under two losses: the lesson and its cross-entropy twin learn from it, step by step on one clock."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import numpy as np

from engine.arrays import Array, Record
from engine.probe import Probe
from engine.trace import Trace
from engine.training import run
from engine.within import Within

MOST_STEPS = 200  # of the training that are followed


@dataclass(frozen=True, eq=False)
class Side(Record):
    """z, a and L before each step and after the last, (K + 1,); `crossed`: the steps after which a is nearer to y than to the other end."""

    z: Array
    a: Array
    L: Array
    crossed: float


@dataclass(frozen=True, eq=False)
class Mistake(Record):
    """sides[0]: the lesson, sides[1]: its twin; `early`: a step at which only one has learned; `ratio`: of their first deltas."""

    sides: tuple[Side, Side]
    early: float
    last: float  # the steps followed
    ratio: float


def suits(trace: Trace) -> bool:
    """One sigmoid neuron on one example, wanted 0 or 1 and judged by the squared error, whose first twin differs in its loss alone."""
    if trace.sizes != (1, 1) or not trace.twins or not trace.steps or not trace.twins[0].steps:
        return False
    lesson, twin = trace.lesson, trace.twins[0].lesson
    if trace.steps[0].step or trace.twins[0].steps[0].step or len(lesson.data.x or ()) != 1:
        return False
    losses = (lesson.network.loss, twin.network.loss) == ("squared_error", "binary_cross_entropy")
    same = lesson.network.layers == twin.network.layers and (lesson.data, lesson.training) == (twin.data, twin.training)
    return losses and same and lesson.activations == ("sigmoid",) and bool(trace.steps[0].examples[0].backward[0].delta[0])


def study(
    trace: Trace,
    early: Annotated[float, Within(1, 10_000, whole=True)] = 10.0,
) -> Mistake:
    """Train both again, every step recorded."""
    runs = (trace, trace.twins[0])
    own, other = (abs(float(run.steps[0].examples[0].backward[0].delta[0])) for run in runs)
    sides = _followed(runs[0]), _followed(runs[1])
    last = len(sides[0].a) - 1
    return Mistake(sides, min(early, last), last, other / own)


def _followed(trace: Trace) -> Side:
    training = trace.lesson.training
    steps = min(training.steps, MOST_STEPS)
    whole = training.model_copy(update={"steps": steps, "record": tuple(range(steps))})
    again = run(trace.lesson.model_copy(update={"training": whole, "twins": ()}))
    update = again.steps[-1].update[0]
    end = Probe(again).run({("W", 1, 0, 0): float(update.W_new[0, 0]), ("b", 1, 0): float(update.b_new[0])})
    examples = [*(step.examples[0] for step in again.steps), end]
    z, a = (np.array([float(getattr(e.forward[0], name)[0]) for e in examples]) for name in "za")
    right = np.flatnonzero(np.abs(a - examples[0].y[0]) < 0.5)
    return Side(z, a, np.array([e.L for e in examples]), float(right[0]) if len(right) else -1.0)
