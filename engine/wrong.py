"""Wrong backward passes, planted on purpose: one mistake each, of the kind that is really made, for a check to catch.

sign       y - a in the place of a - y
transpose  W delta in the place of W^T delta; where W is not square its numbers are read row by row into the other
           shape (`W.reshape(n_in, n)` for `W.T`), which is as wrong and raises as little
unweighted the blame goes back without its weights: each neuron is handed the whole sum of the deltas
slope      da/dz forgotten in one hidden layer
"""

import numpy as np

from engine.arrays import Array, readonly
from engine.layers.dense import Forward, through
from engine.losses import Loss
from engine.network import Network
from engine.passes import judged
from engine.sums import times, total

BUGS = ("sign", "transpose", "unweighted", "slope")


def planted(net: Network) -> tuple[str, str, str]:
    """Three mistakes that this network lets one make; W with a single row or column reads the same both ways."""
    turned = any(min(layer.W.shape) > 1 for layer in net.layers[1:])
    return ("sign", "transpose" if turned else "unweighted", "slope")


def slopeless(net: Network, steps: tuple[Forward, ...]) -> int:
    """The layer whose slope `slope` forgets: the first hidden one where it is not 1 all over, else layer 1."""
    hidden = zip(net.layers[:-1], steps[:-1], strict=True)
    return next((fwd.l for layer, fwd in hidden if not np.allclose(layer.act.slope(fwd.z), 1.0)), 1)


def gradients(net: Network, steps: tuple[Forward, ...], loss: Loss, y: Array, bug: str) -> tuple[Array, ...]:
    """dL/dW of layers 1..D, (n, n_in) each, of one example, by a backward pass with this mistake."""
    if bug not in BUGS:
        raise ValueError(f"no bug is called {bug}: there are {', '.join(BUGS)}")
    out, last, forgotten = [], steps[-1], slopeless(net, steps) if bug == "slope" else 0
    turn = -1.0 if bug == "sign" else 1.0
    z, a, y = judged(loss, last, y)
    dL_da = turn * loss.dL_da(z, a, y)
    fused = turn * loss.delta(z, a, y) if loss.delta else None
    for layer, fwd in zip(reversed(net.layers), reversed(steps), strict=True):
        da_dz = np.ones_like(fwd.z) if fwd.l == forgotten else layer.act.slope(fwd.z)
        delta = through(da_dz, dL_da) if fused is None else fused
        out.append(readonly(np.outer(delta, fwd.a_in)))
        dL_da, fused = _back(layer.W, delta, bug), None
    return tuple(reversed(out))


def _back(W: Array, delta: Array, bug: str) -> Array:
    """dL/da_in (n_in,), rightly W^T delta."""
    n, n_in = W.shape
    if bug == "transpose":
        return times(W.reshape(n_in, n), delta)
    if bug == "unweighted":
        return np.full(n_in, total(delta))
    return times(W.T, delta)
