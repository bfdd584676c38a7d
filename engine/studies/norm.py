"""Batch norm, one neuron over the batch: every number of the way forward and of the way back (Ioffe & Szegedy 2015)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

import numpy as np

from engine import passes
from engine.arrays import Array, Record
from engine.building import examples_of, loss_of
from engine.layers.batch_norm import BatchNorm
from engine.layers.layer_norm import normalised
from engine.trace import Trace
from engine.within import Within

ANY_KIND = True


@dataclass(frozen=True, eq=False)
class Normed(Record):
    """Layer l's neuron i over the N examples of the first batch; sigma is the root of their variance and eps.

    z, x_hat, a   (N,)   what came in; (z - mu) / sigma; gamma x_hat + beta
    g             (N,)   what comes back to x_hat
    common               the mean of g                        rest     (N,)   g - common
    along                the mean of g x_hat                  aligned  (N,)   along x_hat
    left          (N,)   rest - aligned                       dL_dz    (N,)   left / sigma
    """

    l: float
    i: float
    examples: float
    z: Array
    mu: float
    var: float
    sigma: float
    x_hat: Array
    gamma: float
    beta: float
    a: Array
    g: Array
    common: float
    rest: Array
    along: float
    aligned: Array
    left: Array
    dL_dz: Array


def suits(trace: Trace) -> bool:
    """A run that normalises rows over a batch of several, in the lesson or in a twin."""
    return any(True for _ in _places(trace))


def study(
    trace: Trace,
    layer: Annotated[float, Within(1, 1000, whole=True)] = 1.0,
    neuron: Annotated[float, Within(1, 100_000, whole=True)] = 1.0,
) -> Normed:
    """Before the first step, in the first run that has batch norm; layer and neuron count from 1, layers among those that normalise."""
    places = list(_places(trace))
    run, l = places[min(int(layer), len(places)) - 1]
    x, y = (part[: run.lesson.training.batch_size] for part in examples_of(run.lesson))
    found = passes.examples(run.net, loss_of(run.lesson), x, y)
    fwd, back = zip(*(each.at(l) for each in found), strict=True)
    norm = run.net.layers[l - 1]
    assert isinstance(norm, BatchNorm)
    i = min(int(neuron), len(norm.gamma)) - 1
    z, x_hat, a = (np.array([getattr(each, name)[i] for each in fwd]) for name in ("a_in", "x_hat", "a"))
    g = np.array([each.dL_dx_hat[i] for each in back])
    sigma = float(np.sqrt(fwd[0].var[i] + norm.eps))
    common, along = float(g.mean()), float((g * x_hat).mean())
    rest, aligned = g - common, along * x_hat
    left = rest - aligned
    counts = float(l), float(i + 1), float(len(z))
    mu, var, gamma, beta = (float(v[i]) for v in (fwd[0].mu, fwd[0].var, norm.gamma, norm.beta))
    return Normed(*counts, z, mu, var, sigma, x_hat, gamma, beta, a, g, common, rest, along, aligned, left, left / sigma)


def renormed(z: Array) -> Array:
    """x_hat of other values of the same neuron, (N,): for pictures that move; drawn, never shown as digits."""
    found, _ = normalised(z, (0,), 1e-5)
    return found


def _places(trace: Trace) -> Iterator[tuple[Trace, int]]:
    """The first run with such layers, and which they are."""
    for run in (trace, *trace.twins):
        found = [
            l for l, layer in enumerate(run.net.layers, start=1)
            if isinstance(layer, BatchNorm) and layer.form == "training" and len(run.net.shapes[l]) == 1
        ]  # fmt: skip
        if found and (run.lesson.training.batch_size or 0) > 1:
            yield from ((run, l) for l in found)
            return
