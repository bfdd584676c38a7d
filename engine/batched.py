"""The same equations for a whole batch at once, nothing kept: the way of long training."""

from collections.abc import Callable, Sequence

import numpy as np

from engine.activations import Activation
from engine.arrays import Array
from engine.losses import Loss
from engine.parameters import Parameters

Act = Callable[[Array], Array]


def forward(p: Parameters, acts: Sequence[Act], x: Array) -> tuple[list[Array], list[Array]]:
    """z of layers 1..D and a of layers 0..D, one row for each example: x is (B, n_0). Real or complex."""
    zs, outs = [], [x]
    for W, b, act in zip(p.W, p.b, acts, strict=True):
        z = np.dot(outs[-1], W.T)  # (B, n)
        z += b
        zs.append(z)
        outs.append(act(z))
    return zs, outs


def mean_loss(p: Parameters, acts: Sequence[Act], loss: Loss, x: Array, y: Array) -> float:
    """L of the batch: the mean over its examples."""
    zs, outs = forward(p, acts, x)
    return float(np.add.reduce(loss.terms(zs[-1], outs[-1], y), axis=None) / len(x))


def gradient(p: Parameters, acts: Sequence[Activation], loss: Loss, x: Array, y: Array, g: Parameters) -> float:
    """Fill g with the batch's mean gradient and return the batch's L."""
    zs, outs = forward(p, acts, x)
    z, a, B = zs[-1], outs[-1], len(x)
    delta = loss.delta(z, a, y) if loss.delta else acts[-1].pull(z, a, loss.dL_da(z, a, y))  # (B, n_D)
    delta = delta / B
    for k in range(len(acts) - 1, -1, -1):
        np.dot(delta.T, outs[k], out=g.W[k])
        np.add.reduce(delta, axis=0, out=g.b[k])
        if k:
            delta = np.dot(delta, p.W[k]) * acts[k - 1].slope(zs[k - 1])
    return float(np.add.reduce(loss.terms(z, a, y), axis=None) / B)
