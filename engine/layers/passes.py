"""The lines of the book for layers of any kind: a batch's forward and backward records, every value kept.

A batch goes through together, since batch norm lets its examples see one another; every other layer takes them one by one.
"""

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

from engine.arrays import Array, readonly
from engine.layers.stack import Stack
from engine.losses import Loss
from engine.trace import Example

Records = list[list[Any]]  # [layer][example]


def forward(net: Stack, x: Iterable[Array]) -> Records:
    """The records of layers 1..D; x holds each example in the network's input shape."""
    outs: list[Sequence[Array]] = [[readonly(x_m) for x_m in x]]
    records: Records = []
    for l, layer in enumerate(net.layers, start=1):
        sources = (outs[-1],) if layer.skip is None else (outs[-1], outs[layer.skip])
        records.append(layer.forward_all(l, *sources))
        outs.append([fwd.a for fwd in records[-1]])
    return records


def ends(fwd: Any) -> tuple[Array, Array]:
    """z and a of the last layer, as a loss takes them."""
    return getattr(fwd, "z", fwd.a), fwd.a


def backward(net: Stack, steps: Records, loss: Loss, y: Iterable[Array]) -> Records:
    """The records of layers 1..D on the way back (`[l - 1]` is layer l)."""
    last = [ends(fwd) for fwd in steps[-1]]
    dL_das: list[Any] = [loss.dL_da(z, a, y_m) for (z, a), y_m in zip(last, y, strict=True)]
    fused = loss.delta if net.layers[-1].squashes else None
    deltas: list[Any] = [fused(z, a, y_m) if fused else None for (z, a), y_m in zip(last, y, strict=True)]
    out: Records = []
    waiting: dict[int, list[Array]] = {}  # what a residual connection brings back to an earlier layer
    for l in range(len(net.layers), 0, -1):
        layer = net.layers[l - 1]
        if l in waiting:
            dL_das = [way + past for way, past in zip(dL_das, waiting.pop(l), strict=True)]
        records = layer.backward_all(steps[l - 1], dL_das, deltas)
        out.insert(0, records)
        if layer.skip is not None:
            past = [bwd.dL_da_skip for bwd in records]
            waiting[layer.skip] = [p + q for p, q in zip(waiting.get(layer.skip, [0.0] * len(past)), past, strict=True)]
        dL_das, deltas = [getattr(bwd, "dL_da_in", None) for bwd in records], [None] * len(records)
    return out


def examples(net: Stack, loss: Loss, x: Array, y: Array) -> tuple[Example, ...]:
    """Both passes of a batch, one Example each."""
    steps = forward(net, x)
    back = backward(net, steps, loss, y)
    return tuple(
        _example(loss, x[m], readonly(y[m]), tuple(fwds[m] for fwds in steps), tuple(bwds[m] for bwds in reversed(back)))
        for m in range(len(x))
    )


def _example(loss: Loss, x: Array, y: Array, fwds: tuple[Any, ...], bwds: tuple[Any, ...]) -> Example:
    z, a = ends(fwds[-1])
    L_terms = loss.terms(z, a, y)
    error = a - (loss.labels(a, y) if loss.labels else y)
    objective = loss.record(z, a, y) if loss.record else None
    return Example(readonly(x), y, float(L_terms.sum()), error, L_terms, fwds, bwds, (), objective)


def mean_loss(net: Stack, loss: Loss, x: Array, y: Array) -> float:
    """The batch's L by the same lines as the records."""
    return float(np.mean([loss.terms(*ends(fwd), y_m).sum() for fwd, y_m in zip(forward(net, x)[-1], y, strict=True)]))


def mean_gradient(net: Stack, found: Sequence[Example]) -> list[dict[str, Array]]:
    """The mean over the batch of every weight's and bias's gradient, layer by layer."""
    return [
        {name: np.mean([getattr(each.at(l)[1], f"dL_d{name}") for each in found], axis=0) for name in (*layer.weights, *layer.biases)}
        for l, layer in enumerate(net.layers, start=1)
    ]
