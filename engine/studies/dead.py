"""A rectifier that dies: one step throws its z below zero for every example, and from then on its gradient is exactly zero."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from engine.arrays import Array, Record
from engine.batched import heard
from engine.replay import LONGEST, networks
from engine.trace import Trace
from engine.training import Run


@dataclass(frozen=True, eq=False)
class Rectified(Record):
    """The only hidden neuron of one run, before each step and after the last: K = steps + 1, N examples.

    z (K, N), a (K, N), slope (K, N) = da/dz      gradient (K,)   the largest |dL/dw| or |dL/db| of the neuron
    """

    z: Array
    a: Array
    slope: Array
    gradient: Array


@dataclass(frozen=True, eq=False)
class Dead(Record):
    """runs[0] with relu, runs[1] with leaky_relu, from the same start; `twins`: which twins they are.

    died      the step after which every z of runs[0] is negative, for good        still   how many steps follow
    revived   the step at which some z of runs[1] is positive again                 leak    the slope of the off side
    """

    runs: tuple[Rectified, Rectified]
    twins: tuple[int, int]
    died: float
    still: float
    revived: float
    leak: float


def suits(trace: Trace) -> bool:
    """Two twins in a row, of one hidden neuron with relu and then with leaky_relu, the first of which dies and the second comes back."""
    k = _pair(trace)
    if k is None:
        return False
    dead, leaky = (~np.any(_told(trace.twins[k + m]).z > 0, axis=1) for m in (0, 1))
    return bool(not dead[0] and dead[-1] and leaky.any() and not leaky[-1])


def study(trace: Trace) -> Dead:
    """Both runs, told again step by step."""
    k = _pair(trace)
    assert k is not None
    runs = _told(trace.twins[k]), _told(trace.twins[k + 1])
    off, leaky = (~np.any(run.z > 0, axis=1) for run in runs)
    died = int(np.flatnonzero(~off)[-1]) + 1
    revived = int(np.flatnonzero(leaky)[-1]) + 1
    leak = float(runs[1].slope[runs[1].z < 0][0])
    return Dead(runs, (k, k + 1), float(died), float(len(off) - 1 - died), float(revived), leak)


def _pair(trace: Trace) -> int | None:
    """The first of such two twins."""
    told = (twin.sizes[1:-1] == (1,) and not twin.lesson.beyond_dense and twin.lesson.training.steps <= LONGEST for twin in trace.twins)
    acts = [twin.lesson.activations if fits else () for twin, fits in zip(trace.twins, told, strict=True)]
    for k, (one, other) in enumerate(pairwise(acts)):
        if one[:1] == ("relu",) and other[:1] == ("leaky_relu",):
            return k
    return None


def _told(run: Trace) -> Rectified:
    """The hidden neuron at every step."""
    nets = networks(run, list(range(run.lesson.training.steps + 1)))
    again, act = Run(run.lesson, run.net), run.net.layers[0].act
    z = np.array([heard(net, again.x)[0][0][:, 0] for net in nets])
    slopes = []
    for net in nets:
        again.p.fill(net.values)
        again.gradient(again.x, again.y)
        g = again.g.values[0]
        slopes.append(float(np.max(np.abs([*g["W"][0], g["b"][0]]))))
    return Rectified(z, act(z), act.slope(z), np.array(slopes))
