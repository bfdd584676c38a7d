"""Which weights a chapter follows through the network: ones whose influence shows, on an example where it shows."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from typing import Any

from engine.reading import Number, Reading
from scenes.kit.maths import equations as eq

READABLE = 1e-3  # a slope smaller than this teaches less than its neighbours


@dataclass(frozen=True)
class Route:
    """Weight w_ij of the last layer D and weight w_jk of the layer before it, both through hidden neuron j; on one example.

    t          the trace read at that example      example   its number, from 0
    weight, outer   w_ij and dL/dw_ij              inner     dL/dw_jk, where there is a hidden layer
    """

    t: Reading
    example: int
    i: int
    j: int
    k: int

    @property
    def weight(self) -> Number:
        return self.t.W[self.t.D][self.i][self.j]

    @property
    def outer(self) -> Number:
        return self.t.dL_dW[self.t.D][self.i][self.j]

    @property
    def inner(self) -> Number | None:
        return self.t.dL_dW[self.t.D - 1][self.j][self.k] if self.t.D > 1 else None

    @property
    def slopes(self) -> list[Number]:
        """The links' slopes from w_ij to the loss; softmax and the loss are one link."""
        t, l = self.t, self.t.D
        last = [t.delta[l][self.i]] if eq.activation(t, l) == "softmax" else [t.da_dz[l][self.i], t.dL_da[l][self.i]]
        return [t.a[l - 1][self.j], *last]

    def alive(self, least: float = 0.0) -> bool:
        """Whether both weights move the loss, the outer one by more than `least`."""
        return abs(self.outer.value) > least and (self.inner is None or self.inner.value != 0)


def route_of(t: Reading) -> Route:
    """The first weights w_11, then their neighbours, on the first example where both slopes can be seen; else w_11 on the first."""
    return _search(_Same(t.trace))


@lru_cache(maxsize=8)
def _search(same: _Same) -> Route:
    trace = same.trace
    readings = [Reading(trace, example=e) for e in range(len(trace.steps[0].examples))]
    n_in, n, n_out = (min(2, size) for size in (1, 1, *trace.sizes)[-3:])
    tries = [Route(t, e, i, j, k) for (i, j, k), (e, t) in product(product(range(n_out), range(n), range(n_in)), enumerate(readings))]
    shown = [route for least in (READABLE, 0.0) for route in tries if route.alive(least)]
    return (shown or tries)[0]


@dataclass(frozen=True)
class _Same:
    """A trace, told from others by being the same object."""

    trace: Any

    def __hash__(self) -> int:
        return id(self.trace)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.trace is other.trace
