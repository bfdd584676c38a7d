"""What mends a deep network: the sizes of its signals layer by layer, before and while it trains, under each remedy.

The runs are the lesson's and its twins', as far as they are equally deep and wide; what stands between two dense layers (a batch norm, a
residual connection) belongs to the layer before it. Sizes are roots of mean squares over the neurons and the examples of the batch. On the
way back from layer l + 1 to layer l the blame is multiplied by a gain (the weights), a slope (the squash) and a norm (batch norm).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from engine import passes
from engine.arrays import Array, Record
from engine.building import examples_of, loss_of
from engine.network import Network
from engine.replay import networks
from engine.trace import Example, Trace

LEAST_LAYERS = 4  # dense ones; fewer are no deep network
KEPT = 100  # steps of a run at which its layers are measured
EARLY = 12  # of them, the first, without a gap


@dataclass(frozen=True, eq=False)
class Remedied(Record):
    """One run; D dense layers (index l - 1), K kept steps.

    a, delta             (K, D)   sizes of what the layer says to the next, and of dL/dz
    gain, slope, norm             of a typical link before training (the geometric mean over all links): |W^T delta| / |delta|,
                                  what the squash leaves of that, and what batch norm leaves
    factor                        all in all: |delta| of the first layer over |delta| of the last, the D - 1-th root
    w                             typical |w| of the dense layers before training
    lit, on              (D - 1, n)  which hidden neurons say more than zero to the first example (1 or 0), before training; their share
    says                 (N, n)   what the last layer says to every example after training
    """

    a: Array
    delta: Array
    gain: float
    slope: float
    norm: float
    factor: float
    w: float
    lit: Array
    on: float
    says: Array


@dataclass(frozen=True, eq=False)
class Remedies(Record):
    """runs: the lesson and its first twins of the same depth and width; steps (K,): when they were measured.

    n neurons in a layer, links: D - 1; he, xavier: the typical weights that the two rules ask for; half: the root of 1/2;
    examples in the batch; constant: the least loss of a network that says the same to every example.
    """

    runs: tuple[Remedied, ...]
    steps: Array
    n: float
    links: float
    examples: float
    half: float
    he: float
    xavier: float
    constant: float


def suits(trace: Trace) -> bool:
    """A deep network of equally wide layers with twins of its depth, one of them of more than dense layers; one batch, yes or no."""
    found = _comparable(trace)
    whole = trace.lesson.training.batch_size == len(trace.lesson.data.x or ())
    return whole and trace.lesson.network.loss == "binary_cross_entropy" and any(run.lesson.beyond_dense for run in found)


def study(trace: Trace) -> Remedies:
    """Measure every run at the same steps."""
    runs, n, steps = _comparable(trace), trace.sizes[1], kept(trace.lesson.training.steps)
    sides = tuple(_measured(run, steps) for run in runs)
    y = np.array(trace.lesson.data.y, dtype=float)
    half, he, xavier = (float(np.sqrt(each)) for each in (0.5, 2.0 / n, 1.0 / n))
    links = float(sides[0].a.shape[1] - 1)
    return Remedies(sides, np.array(steps, float), float(n), links, float(len(y)), half, he, xavier, _constant(y))


def kept(steps: int) -> list[int]:
    """The first steps, then evenly spaced ones, the last too."""
    return sorted({*range(min(EARLY, steps) + 1), *np.linspace(0, steps, KEPT).astype(int).tolist()})


def size(v: Array) -> float:
    """The root of the mean square, also of numbers whose squares are too large."""
    most = float(np.max(np.abs(v)))
    return most * float(np.sqrt(np.mean(np.square(v / most)))) if most else 0.0


def _comparable(trace: Trace) -> tuple[Trace, ...]:
    """The lesson and the twins after it, as long as they are as deep and as wide, and trained as long."""
    wide = _widths(trace)
    if len(wide) < LEAST_LAYERS or len(set(wide)) > 1:
        return ()
    found = [trace]
    for twin in trace.twins:
        if _widths(twin) != wide or twin.lesson.training.steps != trace.lesson.training.steps:
            break
        found.append(twin)
    return tuple(found)


def _widths(run: Trace) -> list[int]:
    """How many neurons the dense layers have."""
    return [len(layer.W) for layer in run.net.layers if hasattr(layer, "W")]


def passed(trace: Trace, net: Network) -> tuple[Example, ...]:
    """Both passes of all examples through a network of the run."""
    return passes.examples(net, loss_of(trace.lesson), *examples_of(trace.lesson))


def _measured(run: Trace, steps: Sequence[int]) -> Remedied:
    """Sizes at every kept step, and the factors before the first."""
    dense = [l for l, layer in enumerate(run.net.layers, start=1) if hasattr(layer, "W")]
    says = [l - 1 for l in dense[1:]] + [len(run.net.layers)]  # the layers whose a is the next dense layer's a_in
    a, delta = [], []
    for net in networks(run, list(steps)):
        found = passed(run, net)
        a.append([_size(found, l, 0, "a") for l in says])
        delta.append([_size(found, l, 1, "delta") for l in dense])
    end = np.array([each.forward[-1].a for each in found])
    first = passed(run, run.net)
    gains, slopes, norms = (_mean(parts) for parts in zip(*(_link(first, run.net, l, dense) for l in dense[:-1]), strict=True))
    w = size(np.stack([run.net.layers[l - 1].W for l in dense[1:]]))
    lit = np.array([first[0].at(l)[0].a > 0 for l in says[:-1]], dtype=float)
    factor = (delta[0][0] / delta[0][-1]) ** (1.0 / (len(dense) - 1))
    return Remedied(np.array(a), np.array(delta), gains, slopes, norms, factor, w, lit, float(lit.mean()), end)


def _link(found: Sequence[Example], net: Any, l: int, dense: list[int]) -> tuple[float, float, float]:
    """Gain, slope and norm from the dense layer after l back to dense layer l."""
    after = dense[dense.index(l) + 1]
    came = _size(found, after, 1, "dL_da_in")
    gain = came / _size(found, after, 1, "delta")
    middle = [net.layers[k - 1] for k in range(l + 1, after)]
    norm = [l + 1 + k for k, layer in enumerate(middle) if layer.kind == "batch_norm"]
    if not norm:
        return gain, _size(found, l, 1, "delta") / _size(found, l, 1, "dL_da"), 1.0
    back = _size(found, norm[0], 1, "dL_da")
    return gain, back / came, _size(found, l, 1, "delta") / back


def _size(found: Sequence[Example], l: int, way: int, field: str) -> float:
    """The size of a field of layer l's record, over all examples; way 0 is forward, 1 back."""
    return size(np.array([getattr(each.at(l)[way], field) for each in found]))


def _mean(factors: Sequence[float]) -> float:
    """The geometric mean."""
    return float(np.exp(np.mean(np.log(factors))))


def _constant(y: Array) -> float:
    """The mean loss of outputs that are the mean of y, (N, n_D): no other constant has less."""
    p = y.mean(axis=0)
    inner = p[(p > 0) & (p < 1)]
    return float(-np.sum(inner * np.log(inner) + (1 - inner) * np.log(1 - inner)))
