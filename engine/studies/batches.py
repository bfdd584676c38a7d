"""Many examples: each one's gradient beside the mean, and how far mini-batches of every size stray from it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from math import comb
from typing import Annotated

import numpy as np

from engine.arrays import Array, Record
from engine.trace import Example, Trace
from engine.within import Within

MOST_BATCHES, MOST_WEIGHTS, SEED = 200, 100, 0
DUST = 1e-12  # of the largest gradient: a mean below it is what rounding leaves of zero


@dataclass(frozen=True, eq=False)
class Cluster(Record):
    """Every mini-batch of one size (a seeded sample where there are more than 200, but of single examples all), without repeating one.

    members (m, size): examples of each batch      tips (m, 2): minus each batch's mean gradient, along the two axes
    stray: the mean distance of the batches' gradients from the whole one, as a part of that one's length
    """

    size: float
    members: Array
    tips: Array
    stray: float


@dataclass(frozen=True, eq=False)
class Batches(Record):
    """All examples of the first recorded step.

    examples: how many      norms, cosines (B,): each gradient's length, and its cosine with the mean
    opposed: how many pull against the mean      drawn (m,): those whose arrows are drawn, evenly picked
    axes (2, 3): layer l, i, j of the two weights over which the examples differ most      whole (2,): minus the mean, along them
    """

    examples: float
    norms: Array
    cosines: Array
    opposed: float
    drawn: Array
    axes: Array
    whole: Array
    clusters: tuple[Cluster, ...]


def suits(trace: Trace) -> bool:
    """Two examples or more in the first recorded step, whose mean gradient is not zero."""
    if not trace.steps or len(trace.steps[0].examples) < 2:
        return False
    g = _gradients(trace.steps[0].examples)
    return bool(np.abs(g.mean(axis=0)).max() > DUST * np.abs(g).max())


def study(
    trace: Trace,
    most: Annotated[float, Within(2, 1024, whole=True)] = 64,
) -> Batches:
    """Average the step's gradients in every way; of more than `most` examples, so many are picked for arrows."""
    examples = trace.steps[0].examples
    g = _gradients(examples)  # (B, P)
    n, mean = len(g), g.mean(axis=0)
    norms, places = np.linalg.norm(g, axis=1), _places(examples[0])
    cosines = g @ mean / np.where(norms > 0, norms, 1.0) / np.linalg.norm(mean)
    drawn = np.unique(np.linspace(0, n - 1, min(n, max(2, int(most)))).astype(int))
    two = _axes(g[:, : len(places)])
    sizes = sorted({size for size in (1, 2, 3, 4, 8, 16, 32, n) if size <= n})
    clusters = tuple(_cluster(g, mean, two, size) for size in sizes)
    axes = np.array([places[k] for k in two], dtype=float)
    return Batches(float(n), norms, cosines, float((cosines < 0).sum()), drawn.astype(float), axes, -mean[two], clusters)


def _axes(g: Array) -> np.ndarray:
    """The two columns of g (B, P) that spread the rows over the largest area, of those that move most."""
    most = np.sort(np.argsort(-np.abs(g).sum(axis=0), kind="stable")[:MOST_WEIGHTS])
    inner = g[:, most].T @ g[:, most]
    area = np.outer(np.diag(inner), np.diag(inner)) - inner**2
    i, j = np.unravel_index(int(np.argmax(np.triu(area, 1))), area.shape)
    return np.sort(most[[i, j]]) if i != j else most[:2]


def _gradients(examples: Sequence[Example]) -> Array:
    """(B, P): a row for each example, W of layers 1..D, then b."""
    return np.array([np.concatenate([*(_of(e, "dL_dW")), *(_of(e, "dL_db"))]) for e in examples])


def _of(example: Example, name: str) -> list[Array]:
    return [getattr(bwd, name).ravel() for bwd in reversed(example.backward)]


def _places(example: Example) -> list[tuple[int, int, int]]:
    """(l, i, j) of every weight, in the order of `_gradients`."""
    return [(bwd.l, i, j) for bwd in reversed(example.backward) for i, j in np.ndindex(*bwd.dL_dW.shape)]


def _cluster(g: Array, mean: Array, two: np.ndarray, size: int) -> Cluster:
    members = _members(len(g), size)
    means = np.array([g[rows].mean(axis=0) for rows in members])  # (m, P), a batch after another: all at once would not fit
    stray = np.linalg.norm(means - mean, axis=1).mean() / np.linalg.norm(mean)
    return Cluster(float(size), members.astype(float), -means[:, two], float(stray))


def _members(n: int, size: int) -> np.ndarray:
    """(m, size): every choice of examples, or a seeded sample of them; alone, every example."""
    if size == 1 or comb(n, size) <= MOST_BATCHES:
        return np.array(list(combinations(range(n), size)))
    rng = np.random.default_rng(SEED)
    return np.array([np.sort(rng.choice(n, size, replace=False)) for _ in range(MOST_BATCHES)])
