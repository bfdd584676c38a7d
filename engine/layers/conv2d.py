"""Two-dimensional convolution with stride and padding: one small filter used at every position (LeCun et al. 1989).

As every library does, the filter is not turned over on the way forward (cross-correlation):
z[f, r, c] = b[f] + sum over k, u, v of W[f, k, u, v] padded[k, s r + u, s c + v], and a = act(z).
Back: dL/dW = sum over positions of delta[f, r, c] times the patch that the filter saw there; and dL/da_in is delta,
spread by the stride and padded, under the filter turned over (Dumoulin & Visin 2016, chapter 4).
"""

from dataclasses import dataclass
from math import prod
from typing import ClassVar, Literal

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from engine.activations import ActivationName
from engine.arrays import Array, Record
from engine.layers.base import Fault, Flow, KindSpec, Piece, Shape, Values, Wanted, Words, shown_shape
from engine.layers.dense import biases_of, misfit_of_biases
from engine.layers.squash import Squashing, through
from engine.spec import Cubes, Share, Size, Vector, Whole, Yes
from engine.sums import settled, total


class Conv2dSpec(KindSpec):
    """kind = "conv2d": filters, size = [rows, columns], stride, padding, activation; weights (F, C, rows, columns), bias, biases (F,)."""

    words: ClassVar[Words] = {
        "filters": ("a whole number from 1 to 100000", "filters = 1"),
        "size": ("two whole numbers, rows and columns of the filter", "size = [3, 3]"),
        "weights": ("filters x channels x rows x columns of finite numbers", "weights = [[[[1.0, 0.0], [0.0, -1.0]]]]"),
        "biases": ("a list of finite numbers, one for each filter", "biases = [0.0]"),
    }
    kind: Literal["conv2d"]
    filters: Size = 1
    size: tuple[Size, Size]
    stride: Size = 1
    padding: Whole = 0
    activation: ActivationName = "identity"
    slope: Share | None = None
    weights: Cubes | None = None
    bias: Yes | None = None
    biases: Vector | None = None

    def out(self, shape: Shape) -> Shape:
        rows, columns = ((n + 2 * self.padding - k) // self.stride + 1 for n, k in zip(shape[1:], self.size, strict=True))
        return (self.filters, rows, columns)

    def fault(self, shape: Shape) -> Fault | None:
        if len(shape) != 3:
            mend = "Write shape = [channels, rows, columns] in [network]."
            return "kind", f"conv2d after {shown_shape(shape)}", "conv2d after an image, channels x rows x columns", mend
        room = tuple(n + 2 * self.padding for n in shape[1:])
        if any(k > n for k, n in zip(self.size, room, strict=True)):
            found = f"a filter of {self.size[0]} x {self.size[1]}"
            return "size", found, f"at most {room[0]} x {room[1]}, the image with its padding", "Take a smaller filter or more padding."
        if self.padding >= min(self.size):
            found, allowed = f"{self.padding} around a filter of {self.size[0]} x {self.size[1]}", f"less than {min(self.size)}"
            return "padding", found, allowed, "Else the filter sees nothing but padding."
        return None

    def wanted(self, shape: Shape) -> tuple[Wanted, ...]:
        one, biases = (shape[0], *self.size), biases_of(self.bias, self.filters)
        return Wanted("W", "weights", (self.filters, *one), n_in=prod(one)), Wanted("b", "biases", (biases,), "zeros")

    def misfit(self, shape: Shape) -> Fault | None:
        return (misfit_of_biases(self.bias, self.biases, self.filters) if self.bias is False else None) or super().misfit(shape)

    def recorded(self, shape: Shape) -> int:
        return super().recorded(shape) + 2 * prod(self.out(shape)) * shape[0] * prod(self.size)

    def build(self, shape: Shape, values: Values) -> "Conv2d":
        return Conv2d(**values, activation=self.activation, stride=self.stride, padding=self.padding, leak=self.slope)


@dataclass(frozen=True, eq=False)
class Conv2dForward(Record):
    """`products[f, r, c]` are the filter's numbers times the patch at (r, c); with b[f] they sum to z[f, r, c]."""

    kind: str
    l: int
    a_in: Array  # (C, H, W)
    padded: Array  # (C, H + 2 padding, W + 2 padding)
    products: Array  # (F, rows, columns, C, k, k)
    Wa: Array  # (F, rows, columns): the sums of products
    z: Array  # (F, rows, columns)
    a: Array  # (F, rows, columns)


@dataclass(frozen=True, eq=False)
class Conv2dBackward(Record):
    """`shares[m]` is the share of position m, row by row, in the filter's gradient: they sum to dL_dW."""

    kind: str
    l: int
    dL_da: Array  # (F, rows, columns)
    da_dz: Array  # (F, rows, columns)
    delta: Array  # (F, rows, columns)
    shares: Array  # (rows columns, F, C, k, k): delta at a position times the patch seen there
    dL_dW: Array  # (F, C, k, k)
    dL_db: Array  # (F,)
    delta_padded: Array  # (F, ..., ...): delta spread by the stride, zeros around it
    W_flipped: Array  # (C, F, k, k): the filter turned over both ways
    dL_da_in: Array  # (C, H, W)


@dataclass(frozen=True, eq=False)
class Conv2d(Squashing):
    """W (F, C, k, k), b (F,) or, where there are none, (0,)."""

    kind: ClassVar[str] = "conv2d"
    adds: ClassVar[bool] = True
    weights: ClassVar[tuple[str, ...]] = ("W",)
    biases: ClassVar[tuple[str, ...]] = ("b",)
    W: Array
    b: Array
    stride: int
    padding: int
    activation: str
    leak: float | None = None

    def forward(self, l: int, *a_in: Array) -> Conv2dForward:
        padded = around(a_in[0], self.padding)
        patches = np.moveaxis(seen(padded, self.W.shape[2:], self.stride), 0, 2)  # (rows, columns, C, k, k)
        products = self.W[:, None, None] * patches
        Wa = total(products, axis=(3, 4, 5))
        b = self.b[:, None, None] if len(self.b) else np.zeros((1, 1, 1))
        z = settled(Wa + b, np.abs(products).sum(axis=(3, 4, 5)) + np.abs(b), self.terms)
        return Conv2dForward(self.kind, l, a_in[0], padded, products, Wa, z, self.act(z))

    def backward(self, fwd: Conv2dForward, dL_da: Array, delta: Array | None = None) -> Conv2dBackward:
        da_dz = self.slopes(fwd.z)
        delta = through(da_dz, dL_da) if delta is None else delta
        patches = np.moveaxis(seen(fwd.padded, self.W.shape[2:], self.stride), 0, 2)
        shares = np.array([np.multiply.outer(delta[:, r, c], patches[r, c]) for r, c in np.ndindex(delta.shape[1:])])
        wide = self.spread(delta, fwd.padded.shape)
        W_flipped = np.swapaxes(self.W[:, :, ::-1, ::-1], 0, 1)
        patches = seen(wide, self.W.shape[2:], 1)  # (F, H + 2 padding, W + 2 padding, k, k)
        dL_dpadded = total(np.einsum("fxyuv,cfuv->fuvcxy", patches, W_flipped), axis=(0, 1, 2))
        dL_da_in = inside(dL_dpadded, self.padding)
        dL_db = total(delta, axis=(1, 2))[: len(self.b)]
        return Conv2dBackward(self.kind, fwd.l, dL_da, da_dz, delta, shares, total(shares), dL_db, wide, W_flipped, dL_da_in)

    def spread(self, delta: Array, padded: Shape) -> Array:
        """delta with stride - 1 zeros between its numbers and enough around it for the turned filter to reach every input."""
        k_r, k_c = self.W.shape[2:]
        wide = np.zeros((len(delta), padded[1] + k_r - 1, padded[2] + k_c - 1))
        (rows, columns), s = delta.shape[1:], self.stride
        wide[:, k_r - 1 : k_r - 1 + s * rows : s, k_c - 1 : k_c - 1 + s * columns : s] = delta
        return wide

    def run(self, p: Values, a_in: Array, a_skip: Array | None = None, piece: Piece = None) -> Flow:
        patches = seen(around(a_in, self.padding), p["W"].shape[2:], self.stride)  # (B, C, rows, columns, k, k)
        Wa = np.tensordot(patches, p["W"], axes=((1, 4, 5), (1, 2, 3)))
        z = np.moveaxis(Wa + p["b"] if len(p["b"]) else Wa, -1, 1)
        return Flow(self.squash(z, piece), a_in, z, kept=(patches,))

    def pull(self, p: Values, flow: Flow, delta: Array, g: Values, onward: bool = True) -> Array | None:
        """delta (B, F, rows, columns) to (B, C, H, W)."""
        g["W"][...] = np.tensordot(delta, flow.kept[0], axes=((0, 2, 3), (0, 2, 3)))
        g["b"][...] = delta.sum(axis=(0, 2, 3))[: len(g["b"])]
        if not onward:
            return None
        W, s, (rows, columns) = p["W"], self.stride, delta.shape[2:]
        dL_dpadded = np.zeros_like(around(flow.a_in, self.padding))
        for u, v in np.ndindex(W.shape[2:]):  # what every position sends back through one number of the filter
            part = np.moveaxis(np.tensordot(delta, W[:, :, u, v], axes=(1, 0)), -1, 1)
            dL_dpadded[:, :, u : u + s * rows : s, v : v + s * columns : s] += part
        return inside(dL_dpadded, self.padding)


def around(image: Array, padding: int) -> Array:
    """The image (..., H, W) with a border of zeros."""
    return np.pad(image, [(0, 0)] * (image.ndim - 2) + [(padding, padding)] * 2)


def inside(image: Array, padding: int) -> Array:
    """The image without its border."""
    return image[..., padding : image.shape[-2] - padding, padding : image.shape[-1] - padding]


def seen(image: Array, size: Shape, stride: int) -> Array:
    """The patch (k, k) at every position: (..., H, W) to (..., rows, columns, k, k)."""
    return sliding_window_view(image, size, axis=(-2, -1))[..., ::stride, ::stride, :, :]
