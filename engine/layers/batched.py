"""Layers of any kind for a whole batch at once, nothing kept that the way back does not need: the way of long training."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from engine.arrays import Array
from engine.layers.base import Flow, Piece, Values
from engine.layers.stack import Stack, Windows
from engine.losses import Loss


def forward(net: Stack, values: Sequence[Values], x: Array, pieces: Sequence[Piece] | None = None) -> list[Flow]:
    """What a batch x (B, ...) leaves in layers 1..D; with `pieces` every kinked function is held to them. Real or complex."""
    flows: list[Flow] = []
    for k, (layer, p) in enumerate(zip(net.layers, values, strict=True)):
        before = flows[-1].a if flows else x
        sources = (before,) if layer.skip is None else (before, flows[layer.skip - 1].a if layer.skip else x)
        flows.append(layer.run(p, *sources, piece=pieces[k] if pieces else None))
    return flows


def mean_loss(net: Stack, values: Sequence[Values], loss: Loss, x: Array, y: Array) -> float:
    """L of the batch: the mean over its examples."""
    return float(loss.terms(*forward(net, values, x)[-1].ends, y).sum() / len(x))


def gradient(w: Windows, loss: Loss, x: Array, y: Array, g: Windows, remember: bool = False) -> float:
    """Fill g with the batch's mean gradient and return the batch's L; with `remember`, averages in w follow the batch."""
    net, B = w.net, len(x)
    flows = forward(net, w.values, x)
    z, a = flows[-1].ends
    dL_da: Any = loss.dL_da(z, a, y) / B
    delta = loss.delta(z, a, y) / B if loss.delta and net.layers[-1].squashes else None
    waiting: dict[int, Array] = {}  # what a residual connection brings back to an earlier layer
    for k in range(len(net.layers) - 1, -1, -1):
        layer = net.layers[k]
        if k + 1 in waiting:
            dL_da = dL_da + waiting.pop(k + 1)
        if layer.skip is not None:
            waiting[layer.skip] = waiting.get(layer.skip, np.zeros(())) + dL_da
        dL_da, gradients = layer.pull(w.values[k], flows[k], dL_da, delta)
        delta = None
        for name, value in gradients.items():
            g.values[k][name][...] = value
        if remember:
            layer.remember(w.values[k], flows[k])
    return float(loss.terms(z, a, y).sum() / B)
