"""One attention head: the average blame of each row of shares, above which a score is pushed down and below which up."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from engine.arrays import Array, Record
from engine.layers.attention import AttentionBackward, AttentionForward
from engine.trace import Trace

ANY_KIND = True


@dataclass(frozen=True, eq=False)
class Head(Record):
    """Layer l on the told example; dL_dscores = A (dL_dA - mean), row by row."""

    l: int
    mean: Array  # (T,): sum over s of A_ts dL_dA_ts


def suits(trace: Trace) -> bool:
    """A recorded step of a network with one attention head somewhere."""
    return bool(trace.steps) and _first(trace) is not None


def study(trace: Trace) -> Head:
    """Average what comes back to the shares of the first attention layer, weighted by these shares."""
    found = _first(trace)
    assert found is not None
    fwd, bwd = found
    return Head(fwd.l, np.array([a @ g for a, g in zip(fwd.A, bwd.dL_dA, strict=True)]))


def _first(trace: Trace) -> tuple[AttentionForward, AttentionBackward] | None:
    """Both records of the first attention layer of the first recorded example."""
    example = trace.steps[0].examples[0]
    records = zip(example.forward, reversed(example.backward), strict=True)
    return next(((f, b) for f, b in records if isinstance(f, AttentionForward) and isinstance(b, AttentionBackward)), None)
