"""Dropout: while training, numbers are left out at random, and those that stay are made larger (Srivastava et al. 2014, section 10).

a = m a_in, number by number, with m = 0 where a number is left out and 1 / (1 - p) where it stays, so that its mean is a_in
(inverted dropout); back, dL/da_in = m dL/da: what was left out is not to blame. A mask that is given is that of every example and
step; without p it is m itself. Else every example of every step has a mask of its own, drawn by the seed and by how many batches
were drawn before, `draws`, which stands in the trace beside the parameters: so a step can be told again.
In inference nothing is left out, and m is 1.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import prod
from typing import Any, ClassVar, Literal

import numpy as np

from engine.arrays import Array, Record, readonly
from engine.layers.base import Fault, Flow, KindSpec, LayerKind, Piece, Shape, Values, Words
from engine.spec import Share, Vector, Whole


class DropoutSpec(KindSpec):
    """kind = "dropout": p, the share that is left out, and seed; or mask, of 0 and 1. Any shape, to the same."""

    words: ClassVar[Words] = {
        "p": ("a number from 0 up to, not including, 1: the share that is left out", "p = 0.5"),
        "mask": ("a list of 0 and 1, one for each number that comes in", "mask = [1, 0, 1, 0]"),
        "seed": ("a whole number, 0 or more", "seed = 7"),
    }
    kind: Literal["dropout"]
    p: Share | None = None
    mask: Vector | None = None
    seed: Whole | None = None

    def fault(self, shape: Shape) -> Fault | None:
        if self.mask is None:
            mend = "Write p = 0.5, or mask = [1, 0]."
            return ("p", "nothing, the key is missing", "p, the share that is left out, or a mask", mend) if self.p is None else None
        if self.seed is not None:
            return "seed", "seed with mask", "one of the two", "Remove seed: a mask that is given is not drawn."
        if other := [m for m in self.mask if m not in (0.0, 1.0)]:
            return "mask", f"{other[0]:g}", "0, for a number that is left out, and 1", "What stays is made larger by p."
        if len(self.mask) != prod(shape):
            return "mask", f"{len(self.mask)} numbers", f"{prod(shape)}, one for each number that comes in", "Mend mask."
        return None

    def build(self, shape: Shape, values: Values) -> "Dropout":
        larger = 1.0 / (1.0 - (self.p or 0.0))
        if self.mask is not None:
            return Dropout(larger, readonly(self.mask).reshape(shape))
        return Drawn(larger, None, p=float(self.p or 0.0), seed=int(self.seed or 0), draws=readonly([0.0]))


def seeded(layers: Sequence[Any]) -> tuple[Any, ...]:
    """The layers, with the number of its layer as the seed of every drawn dropout that has none."""
    drawn = [isinstance(layer, DropoutSpec) and layer.mask is None and layer.seed is None for layer in layers]
    each = enumerate(zip(layers, drawn, strict=True), start=1)
    return tuple(layer.model_copy(update={"seed": l}) if without else layer for l, (layer, without) in each)


@dataclass(frozen=True, eq=False)
class DropoutForward(Record):
    """a = m a_in."""

    kind: str
    l: int
    a_in: Array
    mask: Array  # as a_in: 0 where it is left out, else 1
    m: Array  # as a_in: the mask over 1 - p
    a: Array  # as a_in


@dataclass(frozen=True, eq=False)
class DropoutBackward(Record):
    """dL_da_in = m dL_da."""

    kind: str
    l: int
    dL_da: Array
    m: Array
    dL_da_in: Array


@dataclass(frozen=True, eq=False)
class Dropout(LayerKind):
    """One mask for all; None leaves nothing out."""

    kind: ClassVar[str] = "dropout"
    larger: float  # 1 / (1 - p)
    mask: Array | None

    def inference(self) -> "Dropout":
        return Dropout(1.0, None)

    def masks(self, p: Values, batch: Any) -> Array:
        """0 and 1 in the shape of a batch, (B, ...)."""
        ones = np.ones(batch.shape)
        return ones if self.mask is None else ones * self.mask

    def forward_all(self, l: int, *batch: Sequence[Array]) -> list[DropoutForward]:
        masks = self.masks(self.values, np.array(batch[0]))
        each = zip(batch[0], masks, strict=True)
        return [DropoutForward(self.kind, l, x, readonly(mask), self.larger * mask, self.larger * mask * x + 0.0) for x, mask in each]

    def backward(self, fwd: DropoutForward, dL_da: Array, delta: Array | None = None) -> DropoutBackward:
        return DropoutBackward(self.kind, fwd.l, dL_da, fwd.m, fwd.m * dL_da + 0.0)

    def run(self, p: Values, a_in: Array, a_skip: Array | None = None, piece: Piece = None) -> Flow:
        m = self.larger * self.masks(p, a_in)
        return Flow(m * a_in + 0.0, a_in, kept=(m,))

    def pull(self, p: Values, flow: Flow, dL_da: Array, g: Values, onward: bool = True) -> Array | None:
        return np.asarray(flow.kept[0] * dL_da + 0.0)


@dataclass(frozen=True, eq=False)
class Drawn(Dropout):
    """A mask for every example of every batch; `draws` (1,) counts the batches before."""

    statistics: ClassVar[tuple[str, ...]] = ("draws",)
    together: ClassVar[bool] = True
    p: float
    seed: int
    draws: Array

    def masks(self, p: Values, batch: Any) -> Array:
        rng = np.random.default_rng([self.seed, int(p["draws"][0].real)])
        return (rng.random(batch.shape) >= self.p).astype(np.float64)

    def remember(self, p: Values, flow: Flow) -> None:
        p["draws"][...] += 1.0
