"""Exact zeros of the vectorised ways: the sums of a layer settled after it ran (`engine.sums`).

A layer that only adds products (`LayerKind.adds`), run on the sizes of its numbers, gives the sizes of its sums. That costs as much
again, so it is done only where a sum is near enough to zero by a bound that costs next to nothing: |sum w a| <= |w| |a| (Cauchy).
"""

import math
from collections.abc import Sequence
from typing import Any

import numpy as np

from engine.arrays import Array
from engine.layers.base import Flow, LayerKind, Piece, Values
from engine.sums import dust, settled


def forward(layer: LayerKind, p: Values, flow: Flow, a_skip: Array | None, piece: Piece, length: float) -> None:
    """Write an exact 0 in z of a batch's flow (and a = act(0)) where the layer's sum is dust; `length` is that of the parameters."""
    z, a_in = flow.a if flow.z is None else flow.z, flow.a_in
    n, came = layer.terms, length_of(a_in) + 1.0 + (0.0 if a_skip is None else length_of(a_skip))
    far, bound = np.abs(z), dust(n) * came * (came + length)
    if np.minimum.reduce(far, axis=None) > bound or not np.count_nonzero(z.real[far <= bound]):
        return
    size = layer.run(_sizes(p), np.abs(a_in), None if a_skip is None else np.abs(a_skip), piece).ends[0]
    z = settled(z, size, n)
    if flow.z is None:
        flow.a = z
    else:
        flow.z, flow.a = z, layer.squash(z, piece)


def pull(layer: LayerKind, p: Values, flow: Flow, delta: Array, g: Values, onward: bool = True) -> Array | None:
    """As the layer's own, every sum of it settled."""
    back = layer.pull(p, flow, delta, g, onward)
    whole = Flow(np.abs(flow.a), np.abs(flow.a_in), flow.z, flow.piece, tuple(map(np.abs, flow.kept)))
    size = {name: np.zeros_like(value) for name, value in g.items()}
    size_back = layer.pull(_sizes(p), whole, np.abs(delta), size, onward)
    n = max(len(delta), delta[0].size)
    for name in size:
        g[name][...] = settled(g[name], size[name], n)
    return None if back is None else np.asarray(settled(back, size_back, n))


def length_of(v: Any) -> float:
    """The root of the sum of squares; infinite where a square is."""
    flat = v.ravel()
    with np.errstate(over="ignore"):
        return math.sqrt(abs(flat.dot(flat)))


def length(values: Sequence[Values]) -> float:
    """The length of the vector of all parameters."""
    return math.hypot(*(length_of(value) for p in values for value in p.values()))


def _sizes(p: Values) -> dict[str, Array]:
    return {name: np.abs(value) for name, value in p.items()}
