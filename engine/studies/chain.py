"""A chain of single neurons: how many multiplications its slopes cost, path by path and from the end, by counting them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from typing import Annotated

import numpy as np

from engine.arrays import Array, Record
from engine.probe import Probe
from engine.trace import Trace
from engine.within import Within

LONGEST = 1000


@dataclass(frozen=True, eq=False)
class Chain(Record):
    """Multiplications counted while dL/dw of weights 1..D was worked out; then for longer chains.

    alone    (D,): for weight l, the product along its own path
    carried  (D,): with the running product from the end, what layer l costs: its delta, and its weight's slope
    dL_dw    (2, D): the slopes that either way gave
    lengths  (k,), alone_of (k,), carried_of (k,): chain lengths, and the totals of both ways for each
    """

    alone: Array
    alone_total: float
    carried: Array
    carried_total: float
    dL_dw: Array
    lengths: Array
    alone_of: Array
    carried_of: Array


class Counter:
    """Multiplies, and counts how often."""

    def __init__(self) -> None:
        self.count = 0

    def times(self, p: float, q: float) -> float:
        """p q."""
        self.count += 1
        return p * q


@dataclass(frozen=True)
class Links:
    """The slopes along a chain: what came into each neuron, its weight, its squash's slope (D each), and the loss's."""

    came: Sequence[float]
    w: Sequence[float]
    slope: Sequence[float]
    dL_da: float


def suits(trace: Trace) -> bool:
    """One neuron in every layer, at least two layers, and one that has a slope of its own."""
    return set(trace.sizes) == {1} and len(trace.sizes) > 2 and bool(trace.steps)


def study(
    trace: Trace,
    lengths: Annotated[tuple[float, ...], Within(1, 10_000, whole=True)] = (10, 100),
) -> Chain:
    """Count on the told step, then on chains of the lengths asked, whose numbers do not matter."""
    links = _links(trace)
    (alone, mine), (carried, theirs) = path_by_path(links), from_the_end(links)
    longer = [Links([1.0] * n, [1.0] * n, [1.0] * n, 1.0) for n in (min(int(n), LONGEST) for n in lengths)]
    totals = [(sum(path_by_path(long)[0]), sum(from_the_end(long)[0])) for long in longer]
    sizes = [float(len(long.w)) for long in longer]
    return Chain(
        np.array(alone, dtype=float), float(sum(alone)), np.array(carried, dtype=float), float(sum(carried)), np.array([mine, theirs]),
        np.array(sizes), np.array([n for n, _ in totals], dtype=float), np.array([n for _, n in totals], dtype=float),
    )  # fmt: skip


def path_by_path(links: Links) -> tuple[list[int], list[float]]:
    """For each weight the product of all slopes from it to the loss: the multiplications, and the products."""
    counts, slopes = [], []
    for l in range(len(links.w)):
        counter = Counter()
        inner = [s for k in range(l, len(links.w)) for s in (*([links.w[k]] if k > l else []), links.slope[k])]
        slopes.append(reduce(counter.times, [links.came[l], *inner, links.dL_da]))
        counts.append(counter.count)
    return counts, slopes


def from_the_end(links: Links) -> tuple[list[int], list[float]]:
    """One running product, delta, carried back from the loss; at each neuron it gives its weight's slope."""
    counts: list[int] = []
    slopes: list[float] = []
    carried = links.dL_da
    for l in range(len(links.w) - 1, -1, -1):
        counter = Counter()
        carried = counter.times(carried, links.slope[l])  # delta of this neuron
        slopes.insert(0, counter.times(carried, links.came[l]))
        if l:
            carried = counter.times(carried, links.w[l])  # dL/da of the neuron before
        counts.insert(0, counter.count)
    return counts, slopes


def _links(trace: Trace) -> Links:
    step, example = trace.steps[0], Probe(trace).example
    layers = [example.at(l) for l in range(1, len(trace.sizes))]
    return Links(
        [float(fwd.a_in[0]) for fwd, _ in layers],
        [float(update.W[0, 0]) for update in step.update],
        [float(bwd.da_dz[0]) for _, bwd in layers],
        float(example.backward[0].dL_da[0]),
    )
