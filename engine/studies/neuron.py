"""One neuron asked "what if": weight turned round, bias raised, target half as far away; and the marks of its lines."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from engine.arrays import Array, Record
from engine.probe import Place, Probe
from engine.trace import Trace

BOUNDS = {"sigmoid": (0.0, 1.0), "tanh": (-1.0, 1.0)}  # what a squash comes near to and never reaches


@dataclass(frozen=True, eq=False)
class Case(Record):
    """The neuron run with one number changed."""

    x: float
    w: float
    b: float
    y: float
    z: float
    a: float
    miss: float  # a - y
    L: float


@dataclass(frozen=True, eq=False)
class Neuron(Record):
    """`opposed`: w times -1. `pushed`: b raised by one. `nearer`: y moved half the way to a."""

    opposed: Case
    pushed: Case
    nearer: Case
    zero: float  # where the line of z has its middle
    bounds: Array  # (2,): between which a stays, or (0,) where nothing bounds it


def suits(trace: Trace) -> bool:
    """A single neuron with a single input and a bias."""
    return trace.sizes == (1, 1) and bool(trace.steps) and len(trace.net.layers[0].b) == 1


def study(trace: Trace) -> Neuron:
    """Run the told example again in each case."""
    probe = Probe(trace)
    w, y, a = float(probe.net.layers[0].W[0, 0]), float(probe.example.y[0]), float(probe.example.forward[0].a[0])
    bounds = BOUNDS.get(str(trace.lesson.network.layers[0].activation), ())
    opposed, pushed = _case(probe, ("W", 1, 0, 0), -w), _case(probe, ("b", 1, 0), float(probe.net.layers[0].b[0]) + 1)
    return Neuron(opposed, pushed, _case(probe, ("y", 0), (a + y) / 2), 0.0, np.array(bounds))


def _case(probe: Probe, place: Place, value: float) -> Case:
    run = probe.run({place: value})
    layer, last = probe.net.layers[0], run.forward[0]
    w, b = (value if place[0] == name else float(array.flat[0]) for name, array in (("W", layer.W), ("b", layer.b)))
    x, y, z, a = (float(array[0]) for array in (run.x, run.y, last.z, last.a))
    return Case(x, w, b, y, z, a, float(run.error[0]), run.L)
