"""One filter sliding over one channel: its gradient as it adds up, how one pixel's blame comes back, and the same written densely."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from engine.arrays import Array, Record
from engine.called import told_example
from engine.layers.base import Shape
from engine.layers.conv2d import Conv2dBackward, Conv2dForward, inside
from engine.sums import total
from engine.trace import Trace

ANY_KIND = True


@dataclass(frozen=True, eq=False)
class Filter(Record):
    """A first layer of F filters of k x k over C channels of H x W, at R x C' positions; the told example of the first recorded step.

    filter, channel    the filter and the channel that are followed: the first with the most shares that are not all zero
    position      the first, row by row, whose share is not all zero        share       (k, k), dL/dW of that position alone
    running       (R C', k, k), the shares of positions 0 .. m added up
    pixel         row and column of the one that is followed back, of those that most windows see        met    how many windows that is
    back          (k, k), the turned filter times the deltas, spread by the stride, that it lies on there: they sum to parts[filter]
    sums          (C,), what every channel brings to z at the position      parts       (F,), what every filter brings to the pixel's dL/da
    dense         (R C', H W), the weights of the dense layer that does the same: z = dense x + b
    weights, dense_weights, positions, pixels, filters, channels, rows, columns      counts; rows and columns of the filter
    stride, padding      how far a window goes on, and how many rows of zeros stand around the picture
    """

    filter: int
    channel: int
    position: int
    share: Array
    running: Array
    pixel: tuple[int, int]
    back: Array
    sums: Array
    parts: Array
    dense: Array
    weights: float
    dense_weights: float
    positions: float
    pixels: float
    filters: float
    channels: float
    rows: float
    columns: float
    met: float
    stride: float
    padding: float


def suits(trace: Trace) -> bool:
    """A first layer of filters that some example teaches."""
    layers = trace.lesson.network.layers
    if not layers or getattr(layers[0], "kind", "") != "conv2d" or not trace.steps:
        return False
    return bool(_told(trace)[1].shares.any())


def study(trace: Trace) -> Filter:
    """Add up the shares of the first recorded step, position by position."""
    fwd, back = _told(trace)
    f, c = _followed(back.shares)
    shares, W = back.shares[:, f, c], back.W_flipped[c, f, ::-1, ::-1]
    position = int(np.argmax(np.any(shares, axis=(1, 2))))
    conv, size = trace.lesson.network.layers[0], back.delta.shape[1:]
    s, p = conv.stride, conv.padding
    dense, met = _dense(W, fwd.a_in.shape[1:], size, s, p), _met(W.shape, fwd.a_in.shape[1:], size, s, p)
    at, pixel = divmod(position, size[1]), _pixel(back.dL_da_in[c], met)
    counts = map(float, (W.size, dense.size, *dense.shape, *back.dL_dW.shape, met[pixel], s, p))
    products = _products(back, c, (pixel[0] + p, pixel[1] + p))
    sums, parts = total(fwd.products[f, at[0], at[1]], axis=(1, 2)), total(products, axis=(1, 2))
    return Filter(f, c, position, shares[position], np.cumsum(shares, axis=0), pixel, products[f], sums, parts, dense, *counts)


def _told(trace: Trace) -> tuple[Conv2dForward, Conv2dBackward]:
    fwd, back = trace.steps[0].examples[told_example(trace, 0)].at(1)
    return fwd, back  # type: ignore[return-value]


def _followed(shares: Array) -> tuple[int, int]:
    """Filter and channel with the most positions whose share (..., F, C, k, k) is not all zero."""
    many = np.any(shares, axis=(3, 4)).sum(axis=0)
    f, c = np.unravel_index(np.argmax(many), many.shape)
    return int(f), int(c)


def _met(size: Shape, image: Shape, out: Shape, stride: int, padding: int) -> Array:
    """How many windows see each pixel, (H, W)."""
    met = np.zeros([n + 2 * padding for n in image])
    for r, c in np.ndindex(*out):
        met[stride * r : stride * r + size[0], stride * c : stride * c + size[1]] += 1
    return inside(met, padding)


def _pixel(slopes: Array, met: Array) -> tuple[int, int]:
    """Of the pixels that most windows see, the one with the largest slope."""
    r, c = np.unravel_index(np.argmax(np.where(met == met.max(), np.abs(slopes), -1.0)), met.shape)
    return int(r), int(c)


def _products(back: Conv2dBackward, channel: int, pixel: tuple[int, int]) -> Array:
    """Every turned filter times its deltas of the windows that see the pixel, (F, k, k)."""
    (k_r, k_c), (r, c) = back.dL_dW.shape[2:], pixel
    seen = back.delta_padded[:, r : r + k_r, c : c + k_c]
    products: Array = back.W_flipped[channel] * seen
    return products


def _dense(W: Array, image: Shape, out: Shape, stride: int, padding: int) -> Array:
    """The filter (k, k) written into a row for every position; what lies on the rim has no column."""
    dense = np.zeros((*out, *(n + 2 * padding for n in image)))
    for r, c in np.ndindex(*out):
        dense[r, c, stride * r : stride * r + W.shape[0], stride * c : stride * c + W.shape[1]] = W
    return inside(dense, padding).reshape(out[0] * out[1], -1)
