"""One neuron shaken: its weight raised by ever smaller h, and how far each variable down the chain then moves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from engine.arrays import Record
from engine.probe import Probe
from engine.trace import Example, Trace
from engine.within import Within


@dataclass(frozen=True, eq=False)
class Shaken(Record):
    """w raised by h: where z, a and L then are, how far each moved, and the ratios of neighbouring moves."""

    h: float
    w: float
    z: float
    a: float
    L: float
    dz: float
    da: float
    dL: float
    dz_dw: float  # dz / h
    da_dz: float  # da / dz
    dL_da: float  # dL / da
    dL_dw: float  # dL / h


@dataclass(frozen=True, eq=False)
class Nudge(Record):
    """A row for each h, in the order asked."""

    rows: tuple[Shaken, ...]


def suits(trace: Trace) -> bool:
    """A single neuron with a single input whose variables all move."""
    return trace.sizes == (1, 1) and bool(trace.steps) and not _stuck(trace)


def study(
    trace: Trace,
    h: Annotated[tuple[float, ...], Within(1e-12, 100)] = (0.1, 0.01, 0.001),
) -> Nudge:
    """Raise w by each h and run the neuron again."""
    return Nudge(tuple(_shaken(trace, step) for step in h))


def _shaken(trace: Trace, h: float) -> Shaken:
    probe = Probe(trace)
    before, w = probe.example, float(trace.net.layers[0].W[0, 0]) + h
    after = probe.run({("W", 1, 0, 0): w})
    (z0, a0, L0), (z, a, L) = (_chain(example) for example in (before, after))
    dz, da, dL = z - z0, a - a0, L - L0
    return Shaken(h, w, z, a, L, dz, da, dL, dz / h, da / dz, dL / da, dL / h)


def _chain(example: Example) -> tuple[float, float, float]:
    """z, a and L of the only neuron."""
    last = example.forward[0]
    return float(last.z[0]), float(last.a[0]), float(example.L)


def _stuck(trace: Trace) -> bool:
    """Whether a nudge stops on the way: x is 0, or the slope of the squash is."""
    told = Probe(trace).example
    return not told.x[0] or not told.backward[0].da_dz.any() or not told.backward[0].dL_da[0]
