"""A run told again: the network as it stood at chosen steps, for pictures that move. What it gives is drawn, never shown as digits."""

from __future__ import annotations

import numpy as np

from engine.arrays import Array
from engine.network import Network
from engine.trace import Trace
from engine.training import Run, batches

MOST = 120  # steps kept of a run


def kept_steps(steps: int, most: int = MOST) -> list[int]:
    """Which of the steps 0..steps are looked at: all of a short run, else evenly spaced ones with the first and the last."""
    return sorted({round(k) for k in np.linspace(0, steps, min(most, steps) + 1)})


def networks(trace: Trace, steps: list[int]) -> tuple[Network, ...]:
    """The network before each of these steps (or after the last), by the equations of the run; `steps` rise."""
    lesson, training = trace.lesson, trace.lesson.training
    run, wanted, found = Run(lesson, trace.net), set(steps), []
    size = training.batch_size or len(run.x)
    slices = batches(run.x, run.y, size)
    for k in range(training.steps + 1):
        if k in wanted:
            found.append(run.p.network(lesson.activations))
        if k < training.steps:
            run.gradient(*next(slices))
            run.descend()
    return tuple(found)


def fields(net: Network, x: Array) -> tuple[Array, ...]:
    """What every layer says to many inputs: x (N, n_0); a of layers 0..D, (N, n_l) each."""
    out = [x]
    for layer in net.layers:
        out.append(layer.act(out[-1] @ layer.W.T + layer.b))
    return tuple(out)
