"""Luck at the start: the same lesson from many seeds at once, and how many of the runs learn to tell every example."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Annotated, Any

import numpy as np

from engine.arrays import Array, Record
from engine.building import loss_of
from engine.inits import draw
from engine.layers.dense import weighed_all
from engine.losses import Loss
from engine.trace import Trace
from engine.within import Within

HALF = 0.5  # an output above it says 1


@dataclass(frozen=True, eq=False)
class Seeds(Record):
    """Runs from seeds 0, 1, ...: L (S,) after the last step, whether each learned (S,), and how many did."""

    tried: float
    learned: float
    stuck: float
    L: Array
    learns: Array


def suits(trace: Trace) -> bool:
    """Only where the lesson asks for it, in dense nets that take plain steps on all examples; each seed is a run."""
    lesson, training = trace.lesson, trace.lesson.training
    plain = lesson.plain and training.batch_size in (None, len(lesson.data.x or ()))
    return "seeds" in (lesson.studies or {}) and not lesson.beyond_dense and plain


def study(
    trace: Trace,
    tried: Annotated[float, Within(1, 1000, whole=True)] = 100,
) -> Seeds:
    """Train from every seed; one is learned when every output is on the right side of a half."""
    lesson, training = trace.lesson, trace.lesson.training
    W, b = first_weights(trace, int(tried))
    acts, loss = [layer.act for layer in trace.net.layers], loss_of(lesson)
    x, y = np.array(lesson.data.x, dtype=float), np.array(lesson.data.y, dtype=float)
    for _ in range(training.steps):
        zs, outs = _forward(W, b, acts, x)
        delta = _delta(loss, acts[-1], zs[-1], outs[-1], y) / len(x)  # (S, B, n_D)
        for k in range(len(W) - 1, -1, -1):
            g, pulled = np.swapaxes(delta, 1, 2) @ outs[k], delta @ W[k]
            W[k] -= training.learning_rate * g
            if training.train_biases:
                b[k] -= training.learning_rate * delta.sum(axis=1)
            delta = pulled * acts[k - 1].slope(zs[k - 1]) if k else pulled
    zs, outs = _forward(W, b, acts, x)
    L = loss.terms(zs[-1], outs[-1], y).sum(axis=(1, 2)) / len(x)
    learns = ((outs[-1] > HALF) == (y > HALF)).all(axis=(1, 2)).astype(np.float64)
    return Seeds(float(len(learns)), float(learns.sum()), float(len(learns) - learns.sum()), L, learns)


def first_weights(trace: Trace, seeds: int) -> tuple[list[Array], list[Array]]:
    """W (S, n, n_in) and b (S, n) of every layer before step 0, drawn as `engine.building` draws them."""
    init, sizes = trace.lesson.network.init, trace.sizes
    drawn = []
    for seed in range(seeds):
        rng = np.random.default_rng(seed)
        drawn.append([draw(init.method, rng, n, n_in, init.scale) for n_in, n in pairwise(sizes)])
    return [np.array(layer) for layer in zip(*drawn, strict=True)], [np.zeros((seeds, n)) for n in sizes[1:]]


def _forward(W: list[Array], b: list[Array], acts: list[Any], x: Array) -> tuple[list[Array], list[Array]]:
    """z of layers 1..D and a of layers 0..D, (S, B, n) each."""
    zs, outs = [], [np.broadcast_to(x, (len(W[0]), *x.shape))]
    for Wl, bl, act in zip(W, b, acts, strict=True):
        zs.append(weighed_all(Wl, bl, outs[-1]))
        outs.append(act(zs[-1]))
    return zs, outs


def _delta(loss: Loss, act: Any, z: Array, a: Array, y: Array) -> Array:
    """delta of the last layer, (S, B, n_D)."""
    return loss.delta(z, a, y) if loss.delta else act.pull(z, a, loss.dL_da(z, a, y))
