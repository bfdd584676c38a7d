"""The lines of the book: forward, loss and backward for one example, every value kept."""

import numpy as np

from engine.arrays import Array, readonly
from engine.losses import Loss
from engine.network import Layer, Network
from engine.trace import Backward, Example, Forward, Nudge


def forward(net: Network, x: Array) -> tuple[Forward, ...]:
    """Carry x, shape (n_0,), from layer 1 to layer D."""
    out: list[Forward] = []
    a_in = readonly(x)
    for l, layer in enumerate(net.layers, start=1):
        out.append(layer_forward(l, layer, a_in))
        a_in = out[-1].a
    return tuple(out)


def layer_forward(l: int, layer: Layer, a_in: Array) -> Forward:
    """Weigh a_in, shape (n_in,), add the bias, squash."""
    Wa = layer.W @ a_in  # (n,)
    z = Wa + layer.b  # (n,)
    a = layer.act(z)  # (n,)
    return Forward(l, a_in, layer.W * a_in, Wa, z, a)


def backward(net: Network, steps: tuple[Forward, ...], loss: Loss, y: Array) -> tuple[Backward, ...]:
    """Carry dL/da, shape (n_D,), from layer D back to layer 1."""
    out: list[Backward] = []
    dL_da = loss.dL_da(steps[-1].z, steps[-1].a, y)
    fused = loss.delta(steps[-1].z, steps[-1].a, y) if loss.delta else None
    for layer, fwd in zip(reversed(net.layers), reversed(steps), strict=True):
        out.append(layer_backward(layer, fwd, dL_da, fused))
        dL_da, fused = out[-1].dL_da_in, None
    return tuple(out)


def layer_backward(layer: Layer, fwd: Forward, dL_da: Array, fused: Array | None = None) -> Backward:
    """Carry dL/da, shape (n,), through one layer; `fused` is delta where the loss knows it better."""
    da_dz = layer.act.slope(fwd.z)  # (n,), or the Jacobian (n, n) of softmax
    delta = through(da_dz, dL_da) if fused is None else fused  # (n,)
    terms = layer.W * delta[:, None]  # (n, n_in)
    dL_da_in = layer.W.T @ delta  # (n_in,): blame returns along the same edges
    return Backward(fwd.l, dL_da, da_dz, delta, np.outer(delta, fwd.a_in), delta, terms, dL_da_in)


def through(da_dz: Array, dL_da: Array) -> Array:
    """delta (n,) = dL/da da/dz, neuron by neuron, or J^T dL/da where every a_i depends on every z_j."""
    return dL_da * da_dz if da_dz.ndim == 1 else da_dz.T @ dL_da


def example(net: Network, loss: Loss, x: Array, y: Array, h: float | None = None) -> Example:
    """Both passes of one example, x (n_0,) and y (n_D,); with h also every neuron's nudge."""
    steps = forward(net, x)
    last, y = steps[-1], readonly(y)
    L_terms = loss.terms(last.z, last.a, y)  # (n_D,)
    L = float(L_terms.sum())
    shaken = () if h is None else tuple(nudge(net, loss, steps, y, l, h, L) for l in range(1, len(steps) + 1))
    return Example(readonly(x), y, L, last.a - y, L_terms, steps, backward(net, steps, loss, y), shaken)


def nudge(net: Network, loss: Loss, steps: tuple[Forward, ...], y: Array, l: int, h: float, L: float) -> Nudge:
    """Raise each z_i of layer l by h, one at a time: row i of the n runs is the one with z_i raised."""
    z = steps[l - 1].z + h * np.eye(len(steps[l - 1].z))  # (n, n)
    a = net.layers[l - 1].act(z)
    for layer in net.layers[l:]:
        z = a @ layer.W.T + layer.b
        a = layer.act(z)
    L_plus = loss.terms(z, a, np.broadcast_to(y, a.shape)).sum(axis=-1)  # (n,)
    return Nudge(l, h, steps[l - 1].z + h, L_plus, (L_plus - L) / h)


def mean_loss(net: Network, loss: Loss, x: Array, y: Array) -> float:
    """The batch's L, the mean over examples x (B, n_0), y (B, n_D), by the same lines as the records."""
    return float(np.mean([_loss(forward(net, x_m)[-1], loss, y_m) for x_m, y_m in zip(x, y, strict=True)]))


def _loss(last: Forward, loss: Loss, y: Array) -> float:
    """L of one example, its last layer and y (n_D,) given."""
    return float(loss.terms(last.z, last.a, y).sum())
