"""The same equations for a whole batch at once, nothing kept that the way back does not need: the way of long training."""

from collections.abc import Sequence

import numpy as np

from engine import settling
from engine.arrays import Array
from engine.layers.base import Flow, Piece, Values
from engine.losses import Loss
from engine.network import Network
from engine.parameters import Parameters
from engine.sums import met, plus


def forward(
    net: Network,
    values: Sequence[Values],
    x: Array,
    pieces: Sequence[Piece] | None = None,
    start: int = 0,
    exact: int | None = None,
    length: float | None = None,
) -> list[Flow]:
    """What a batch x (B, ...) leaves in layers 1..D, or in those after layer `start`. Real or complex.

    With `pieces` every kinked function is held to them. What only rounding keeps from zero is 0 (`engine.sums`) in layers 1..`exact`,
    else in all; `length` is that of the vector of all parameters, where it is known.
    """
    flows: list[Flow] = []
    last = len(net.layers) if exact is None else exact
    length = (settling.length(values) if last else 0.0) if length is None else length
    a = x
    for k in range(start, len(net.layers)):
        layer, piece = net.layers[k], pieces[k] if pieces else None
        a_skip = None if layer.skip is None else flows[layer.skip - 1].a if layer.skip else x
        flow = layer.run(values[k], a, a_skip, piece)
        if k < last and layer.adds:
            settling.forward(layer, values[k], flow, a_skip, piece, length)
        flows.append(flow)
        a = flow.a
    return flows


def batch_loss(p: Parameters, loss: Loss, x: Array, y: Array) -> float:
    """L of the batch: the mean over its examples, or their sum."""
    return float(np.add.reduce(loss.terms(*forward(p.net, p.values, x)[-1].ends, y), axis=None) / loss.shared_by(len(x)))


def gradient(p: Parameters, loss: Loss, x: Array, y: Array, g: Parameters, remember: bool = False, exact: int | None = None) -> float:
    """Fill g with the batch's gradient, mean or sum, and return the batch's L; with `remember`, averages in p follow the batch.

    Zeros are exact, or with `exact` only those of z in layers 1..`exact`: long training goes without where nothing can hang on them.
    """
    length = settling.length_of(p.flat) if exact else None
    layers, flows, B = p.net.layers, forward(p.net, p.values, x, exact=exact, length=length), loss.shared_by(len(x))
    last, (z, a), back = layers[-1], flows[-1].ends, exact is None
    a = met(a, y) if back and not loss.labels else a
    fused = loss.delta if last.squashes else None
    delta = fused(z, a, y) if fused else last.delta(flows[-1], loss.dL_da(z, a, y))
    delta = delta / B
    waiting: dict[int, Array] = {}  # what a residual connection brings back to an earlier layer
    for k in range(len(layers) - 1, -1, -1):  # layer k + 1
        layer = layers[k]
        if layer.skip is not None:
            waiting[layer.skip] = waiting.get(layer.skip, np.zeros(())) + delta
        there = (p.values[k], flows[k], delta, g.values[k], k > 0)
        dL_da = settling.pull(layer, *there) if back and layer.adds else layer.pull(*there)
        if k and dL_da is not None:
            delta = layers[k - 1].delta(flows[k - 1], plus(dL_da, waiting.pop(k)) if k in waiting else dL_da)
    if remember:
        keep_averages(p, flows)
    return float(np.add.reduce(loss.terms(z, a, y), axis=None) / B)


def keep_averages(p: Parameters, flows: Sequence[Flow]) -> None:
    """Let the averages in p follow a batch that was trained on."""
    for layer, values, flow in zip(p.net.layers, p.values, flows, strict=True):
        layer.remember(values, flow)


def heard(net: Network, x: Array) -> tuple[tuple[Array, Array], ...]:
    """z and a of layers 1..D, (N, ...) each, for many inputs that come by themselves, in no batch: x (N, n_0)."""
    net = net.inference()
    return tuple(flow.ends for flow in forward(net, net.values, x.reshape(-1, *net.shapes[0])))


def heard_loss(net: Network, loss: Loss, x: Array, y: Array) -> float:
    """L of examples that come by themselves, in no batch: the mean over them, or the sum."""
    return float(np.add.reduce(loss.terms(*heard(net, x)[-1], y), axis=None) / loss.shared_by(len(x)))
