"""One attention head: the average blame of each row of shares, above which a score is pushed down and below which up; and a large model."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import numpy as np

from engine.arrays import Array, Record
from engine.called import told_example
from engine.layers.attention import AttentionBackward, AttentionForward
from engine.layers.multi_head_attention import MultiHeadBackward, MultiHeadForward
from engine.trace import Trace
from engine.within import Within

ANY_KIND = True


@dataclass(frozen=True, eq=False)
class Large(Record):
    """A Transformer of a real size; a layer has 4 width^2 weights in its heads and 8 width^2 behind them."""

    layers: float
    heads: float  # of a layer
    width: float  # how long a token's row is
    billions: float  # of weights in all layers


@dataclass(frozen=True, eq=False)
class Head(Record):
    """Layer l on the told example, of several heads the first; dL_dscores = A (dL_dA - mean), row by row."""

    l: int
    mean: Array  # (T,): sum over s of A_ts dL_dA_ts
    large: Large


def suits(trace: Trace) -> bool:
    """A recorded step of a network with attention somewhere."""
    return bool(trace.steps) and _first(trace) is not None


def study(
    trace: Trace,
    layers: Annotated[float, Within(1, 1000, whole=True)] = 96,
    heads: Annotated[float, Within(1, 1000, whole=True)] = 96,
    width: Annotated[float, Within(1, 1e6, whole=True)] = 12_288,
) -> Head:
    """Average what comes back to the shares of the first head, weighted by these shares; `layers` to `width` size the large model."""
    found = _first(trace)
    assert found is not None
    fwd, bwd = found
    mean = np.array([a @ g for a, g in zip(fwd.A, bwd.dL_dA, strict=True)])
    return Head(fwd.l, mean, Large(layers, heads, width, float(round(12 * layers * width**2 / 1e9))))


def _first(trace: Trace) -> tuple[AttentionForward, AttentionBackward] | None:
    """Both records of the first head of the told example of the first recorded step."""
    example = trace.steps[0].examples[told_example(trace, 0)]
    for f, b in zip(example.forward, reversed(example.backward), strict=True):
        if isinstance(f, MultiHeadForward) and isinstance(b, MultiHeadBackward):
            return f.heads[0], b.heads[0]
        if isinstance(f, AttentionForward) and isinstance(b, AttentionBackward):
            return f, b
    return None
