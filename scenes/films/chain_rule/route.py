"""Which weights the film follows through the network: ones whose influence shows, on an example where it shows."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import product

from engine.reading import Number, Reading
from scenes.facts import activation, has_hidden

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
        w: Number = self.t.W[self.t.D][self.i][self.j]
        return w

    @property
    def outer(self) -> Number:
        slope: Number = self.t.dL_dW[self.t.D][self.i][self.j]
        return slope

    @property
    def inner(self) -> Number:
        slope: Number = self.t.dL_dW[self.t.D - 1][self.j][self.k]
        return slope

    @property
    def slopes(self) -> list[Number]:
        """The links' slopes from w_ij to the loss; softmax and the loss are one link."""
        t, l = self.t, self.t.D
        last = [t.delta[l][self.i]] if activation(t, l) == "softmax" else [t.da_dz[l][self.i], t.dL_da[l][self.i]]
        return [t.a[l - 1][self.j], *last]

    def alive(self, least: float) -> bool:
        """Whether both weights move the loss, the outer one by more than `least`."""
        return abs(self.outer.value) > least and (not has_hidden(self.t) or self.inner.value != 0)


@lru_cache(maxsize=8)
def route_of(t: Reading) -> Route:
    """The first weights w_11, then their neighbours, on the first example where both slopes can be seen; else w_11 on the first."""
    readings = [t.of(example=e) for e in range(len(t.run.steps[0].examples))]
    n_in, n, n_out = (min(2, size) for size in (1, 1, *t.sizes)[-3:])
    tries = [Route(at, e, i, j, k) for (i, j, k), (e, at) in product(product(range(n_out), range(n), range(n_in)), enumerate(readings))]
    shown = [route for least in (READABLE, 0.0) for route in tries if route.alive(least)]
    return (shown or tries)[0]
