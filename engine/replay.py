"""A run told again: the network as it stood at chosen steps, for pictures that move. What it gives is drawn, never shown as digits."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

import numpy as np

from engine.arrays import Array
from engine.batched import heard
from engine.network import Network
from engine.trace import Trace
from engine.training import Run

MOST = 120  # steps kept of a run
LONGEST = 20_000  # steps of a run of which every one is kept


def kept_steps(traces: Sequence[Trace], most: int = MOST) -> list[int]:
    """Which of the steps 0..steps are looked at: all of a short run, else closer together where the parameters of the runs move more.

    Half of the spacing goes by the step count and half by the way gone, so that a run that has come to rest is not left out.
    """
    steps = traces[0].lesson.training.steps
    if steps <= most:
        return list(range(steps + 1))
    pace = np.linspace(0.0, 1.0, steps + 1)
    for trace in traces:
        gone = np.concatenate([[0.0], np.cumsum(moves(trace))])
        pace = pace + gone / (gone[-1] or 1.0) / len(traces)
    return sorted({int(np.argmin(np.abs(pace - at))) for at in np.linspace(0.0, pace[-1], most + 1)})


def moves(trace: Trace) -> Array:
    """How far every step moved the parameters, (steps,)."""
    out: list[float] = []
    run = Run(trace.lesson, trace.net)
    with np.errstate(all="ignore"):  # as the run itself
        for x, y in islice(run.batches(), run.training.steps):
            run.gradient(x, y)
            out.append(float(np.linalg.norm(run.descend())))
    return np.array(out)


def networks(trace: Trace, steps: list[int]) -> tuple[Network, ...]:
    """The network before each of these steps (or after the last), by the equations of the run; `steps` rise."""
    wanted, found = set(steps), []
    run = Run(trace.lesson, trace.net)
    slices = run.batches()
    for k in range(run.training.steps + 1):
        if k in wanted:
            found.append(run.p.network())
        if k < run.training.steps:
            run.gradient(*next(slices))
            run.descend()
    return tuple(found)


def fields(net: Network, x: Array) -> tuple[Array, ...]:
    """What every layer says to many inputs: x (N, n_0); a of layers 0..D, (N, n_l) each."""
    return (x, *(a for _, a in heard(net, x)))
