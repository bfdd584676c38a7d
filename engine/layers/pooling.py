"""Pooling: each window of an image becomes one number, its largest (max) or its mean. No parameters.

Back through max: the window's dL/da goes to the one number that won, and zero to the rest; where several are equally
large the first, row by row, wins. That is a choice at a kink: max has no slope there. Back through the mean: equal
shares. Source: Scherer, Mueller & Behnke 2010.
"""

from dataclasses import dataclass
from typing import Any, ClassVar, Literal

import numpy as np

from engine.arrays import Array, Record
from engine.layers.base import Fault, Flow, KindSpec, LayerKind, Piece, Shape, Values, Words, shown_shape
from engine.layers.conv2d import seen
from engine.spec import Size
from engine.sums import dust, mean, total


class PoolSpec(KindSpec):
    """kind = "max_pool" or "mean_pool": size = [rows, columns], stride (default: windows stand side by side)."""

    words: ClassVar[Words] = {"size": ("two whole numbers, rows and columns of the window", "size = [2, 2]")}
    kind: Literal["max_pool", "mean_pool"]
    size: tuple[Size, Size]
    stride: Size | None = None

    @property
    def strides(self) -> tuple[int, int]:
        """How far the window moves, down and across."""
        return self.size if self.stride is None else (self.stride, self.stride)

    def out(self, shape: Shape) -> Shape:
        return (shape[0], *((n - k) // s + 1 for n, k, s in zip(shape[1:], self.size, self.strides, strict=True)))

    def fault(self, shape: Shape) -> Fault | None:
        if len(shape) != 3:
            allowed = f"{self.kind} after an image, channels x rows x columns"
            return "kind", f"{self.kind} after {shown_shape(shape)}", allowed, "Write shape = [channels, rows, columns] in [network]."
        if any(k > n for k, n in zip(self.size, shape[1:], strict=True)):
            found = f"a window of {self.size[0]} x {self.size[1]}"
            return "size", found, f"at most {shape[1]} x {shape[2]}, the image it is given", "Take a smaller window."
        return None

    def build(self, shape: Shape, values: Values) -> "MaxPool | MeanPool":
        return (MaxPool if self.kind == "max_pool" else MeanPool)(self.size, self.strides)


@dataclass(frozen=True, eq=False)
class MaxPoolForward(Record):
    """a[c, r, q] = a_in[c, row[c, r, q], column[c, r, q]], the largest of its window."""

    kind: str
    l: int
    a_in: Array  # (C, H, W)
    row: Array  # (C, rows, columns): where the winner stood, counted from 0
    column: Array  # (C, rows, columns)
    a: Array  # (C, rows, columns)


@dataclass(frozen=True, eq=False)
class MeanPoolForward(Record):
    """a = the mean of its window."""

    kind: str
    l: int
    a_in: Array  # (C, H, W)
    a: Array  # (C, rows, columns)


@dataclass(frozen=True, eq=False)
class PoolBackward(Record):
    """`shares[m]` is what window m, row by row, sends back to the image: they sum to dL_da_in."""

    kind: str
    l: int
    dL_da: Array  # (C, rows, columns)
    shares: Array  # (rows columns, C, H, W)
    dL_da_in: Array  # (C, H, W)


@dataclass(frozen=True, eq=False)
class Pool(LayerKind):
    """What both have: windows of `size`, `strides` apart."""

    size: tuple[int, int]
    strides: tuple[int, int]

    def windows(self, image: Array) -> Array:
        """(..., H, W) to (..., rows, columns, k, k)."""
        down, across = self.strides
        return seen(image, self.size, 1)[..., ::down, ::across, :, :]

    def corner(self, r: int, q: int) -> tuple[slice, slice]:
        """The rows and columns of the image that window (r, q) sees."""
        top, left = r * self.strides[0], q * self.strides[1]
        return slice(top, top + self.size[0]), slice(left, left + self.size[1])

    def share(self, fwd: Any, dL_da: Array, r: int, q: int) -> Array:
        """What window (r, q) sends back, (C, H, W)."""
        raise NotImplementedError

    def backward(self, fwd: Any, dL_da: Array, delta: Array | None = None) -> PoolBackward:
        shares = np.array([self.share(fwd, dL_da, r, q) for r, q in np.ndindex(dL_da.shape[1:])])
        return PoolBackward(self.kind, fwd.l, dL_da, shares, total(shares))

    @property
    def terms(self) -> int:
        return self.size[0] * self.size[1]

    def gather(self, weights: Array, dL_da: Array, like: Array) -> Array:
        """Every window's dL/da, times its numbers' weights (..., rows, columns, k, k), added where they stand in the image."""
        out, (down, across), (rows, columns) = np.zeros_like(like), self.strides, dL_da.shape[-2:]
        for u, v in np.ndindex(self.size):
            out[..., u : u + down * rows : down, v : v + across * columns : across] += weights[..., u, v] * dL_da
        return out


class MaxPool(Pool):
    """The largest of each window."""

    kind: ClassVar[str] = "max_pool"

    @property
    def kinked(self) -> bool:
        return True

    def kinks(self, flow: Flow) -> Piece:
        return largest(self.windows(flow.a_in)).sum(axis=-1) > 1

    def forward(self, l: int, *a_in: Array) -> MaxPoolForward:
        windows = self.windows(a_in[0])
        u, v = np.divmod(first_largest(windows), self.size[1])
        r, q = np.indices(u.shape[1:])
        row, column = r * self.strides[0] + u, q * self.strides[1] + v
        a = np.take_along_axis(windows.reshape(*u.shape, -1), (u * self.size[1] + v)[..., None], axis=-1)[..., 0]
        return MaxPoolForward(self.kind, l, a_in[0], row.astype(float), column.astype(float), a)

    def share(self, fwd: MaxPoolForward, dL_da: Array, r: int, q: int) -> Array:
        out = np.zeros_like(fwd.a_in)
        for c in range(len(out)):
            out[c, int(fwd.row[c, r, q]), int(fwd.column[c, r, q])] = dL_da[c, r, q]
        return out

    def run(self, p: Values, a_in: Array, a_skip: Array | None = None, piece: Piece = None) -> Flow:
        windows = self.windows(a_in)
        piece = first_largest(windows) if piece is None else piece
        flat = windows.reshape(*windows.shape[:-2], -1)
        return Flow(np.take_along_axis(flat, piece[..., None].astype(int), axis=-1)[..., 0], a_in, piece=piece)

    def pull(self, p: Values, flow: Flow, dL_da: Array, g: Values, onward: bool = True) -> Array | None:
        assert flow.piece is not None
        k = self.size[0] * self.size[1]
        won = (flow.piece[..., None] == np.arange(k)).reshape(*flow.piece.shape, *self.size)
        return self.gather(won, dL_da, flow.a_in)


class MeanPool(Pool):
    """The mean of each window."""

    kind: ClassVar[str] = "mean_pool"
    adds: ClassVar[bool] = True

    def forward(self, l: int, *a_in: Array) -> MeanPoolForward:
        return MeanPoolForward(self.kind, l, a_in[0], mean(self.windows(a_in[0]), axis=(-2, -1)))

    def share(self, fwd: MeanPoolForward, dL_da: Array, r: int, q: int) -> Array:
        out = np.zeros_like(fwd.a_in)
        out[:, *self.corner(r, q)] = dL_da[:, r, q, None, None] / (self.size[0] * self.size[1])
        return out

    def run(self, p: Values, a_in: Array, a_skip: Array | None = None, piece: Piece = None) -> Flow:
        return Flow(self.windows(a_in).mean(axis=(-2, -1)), a_in)

    def pull(self, p: Values, flow: Flow, dL_da: Array, g: Values, onward: bool = True) -> Array | None:
        part = np.full((1, 1, *self.size), 1.0 / (self.size[0] * self.size[1]))
        return self.gather(part, dL_da, flow.a_in)


def first_largest(windows: Array) -> Array:
    """Which number of each window is the largest, the first where several are but for rounding: (..., k, k) to (...)."""
    return largest(windows).argmax(axis=-1)


def largest(windows: Array) -> np.ndarray:
    """Which numbers of each window are as large as the largest, but for rounding: (..., k, k) to (..., k k) of True and False."""
    flat = windows.real.reshape(*windows.shape[:-2], -1)
    top = flat.max(axis=-1, keepdims=True)
    return flat >= top - dust(2) * np.abs(top)
