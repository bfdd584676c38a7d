"""The lines of the book: forward, loss and backward of a batch, every value kept.

A batch goes through together, since batch norm lets its examples see one another; every other layer takes them one by one.
"""

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

from engine import batched
from engine.arrays import Array, readonly
from engine.losses import Loss
from engine.network import Network
from engine.sums import less, met, together, total
from engine.trace import Example, Nudge

Records = list[list[Any]]  # [layer][example]


def forward(net: Network, x: Iterable[Array]) -> Records:
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


def judged(loss: Loss, fwd: Any, y: Array) -> tuple[Array, Array, Array]:
    """z, a and y of the last layer, a being y where only rounding is between them."""
    z, a = ends(fwd)
    return z, a if loss.labels else met(a, y), y


def backward(net: Network, steps: Records, loss: Loss, y: Iterable[Array]) -> Records:
    """Carry dL/da from layer D back to layer 1: the records of layers 1..D (`[l - 1]` is layer l)."""
    last = [judged(loss, fwd, y_m) for fwd, y_m in zip(steps[-1], y, strict=True)]
    dL_das: list[Any] = [loss.dL_da(*each) for each in last]
    fused = loss.delta if net.layers[-1].squashes else None
    deltas: list[Any] = [fused(*each) if fused else None for each in last]
    out: Records = []
    waiting: dict[int, list[list[Array]]] = {}  # what a residual connection brings back to an earlier layer
    for l in range(len(net.layers), 0, -1):
        layer = net.layers[l - 1]
        if l in waiting:
            dL_das = [together(way, *past) for way, past in zip(dL_das, waiting.pop(l), strict=True)]
        records = layer.backward_all(steps[l - 1], dL_das, deltas)
        out.insert(0, records)
        if layer.skip is not None:
            past = [bwd.dL_da_skip for bwd in records]
            waiting[layer.skip] = [[*p, q] for p, q in zip(waiting.get(layer.skip, [[]] * len(past)), past, strict=True)]
        dL_das, deltas = [getattr(bwd, "dL_da_in", None) for bwd in records], [None] * len(records)
    return out


def examples(net: Network, loss: Loss, x: Array, y: Array, h: float | None = None) -> tuple[Example, ...]:
    """Both passes of a batch, one Example each; with h also every neuron's nudge."""
    steps = forward(net, x)
    back = backward(net, steps, loss, y)
    ways = zip(zip(*steps, strict=True), zip(*reversed(back), strict=True), strict=True)
    return tuple(_example(net, loss, x_m, readonly(y_m), *way, h) for x_m, y_m, way in zip(x, y, ways, strict=True))


def _example(net: Network, loss: Loss, x: Array, y: Array, fwds: tuple[Any, ...], bwds: tuple[Any, ...], h: float | None) -> Example:
    z, a, y = judged(loss, fwds[-1], y)
    L_terms = loss.terms(z, a, y)
    L = float(total(L_terms.ravel()))
    error = less(a, loss.labels(a, y) if loss.labels else y)
    shaken = () if h is None else tuple(nudge(net, loss, fwds, y, l, h, L) for l in range(1, len(fwds) + 1))
    objective = loss.record(z, a, y) if loss.record else None
    return Example(readonly(x), y, L, error, L_terms, fwds, bwds, shaken, objective)


def nudge(net: Network, loss: Loss, fwds: tuple[Any, ...], y: Array, l: int, h: float, L: float) -> Nudge:
    """Raise each z_i of a row of neurons by h, one at a time: row i of the n runs is the one with z_i raised."""
    z = fwds[l - 1].z + h * np.eye(len(fwds[l - 1].z))  # (n, n)
    a = net.layers[l - 1].act(z)
    for flow in batched.forward(net, net.values, a, start=l):
        z, a = flow.ends
    L_plus = loss.terms(z, a, np.broadcast_to(y, a.shape)).sum(axis=-1)  # (n,)
    return Nudge(l, h, fwds[l - 1].z + h, L_plus, (L_plus - L) / h)


def batch_loss(net: Network, loss: Loss, x: Array, y: Array) -> float:
    """The batch's L, the mean over its examples or their sum, by the same lines as the records."""
    return float(loss.over([total(loss.terms(*judged(loss, fwd, y_m)).ravel()) for fwd, y_m in zip(forward(net, x)[-1], y, strict=True)]))


def batch_gradient(net: Network, loss: Loss, found: Sequence[Example]) -> list[dict[str, Array]]:
    """The mean over the batch, or the sum, of every weight's and bias's gradient, layer by layer."""
    return [
        {name: loss.over([getattr(each.at(l)[1], f"dL_d{name}") for each in found]) for name in (*layer.weights, *layer.biases)}
        for l, layer in enumerate(net.layers, start=1)
    ]
