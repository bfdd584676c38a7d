"""One filter sliding over a picture: its gradient as it adds up, how one pixel's blame comes back, and the same layer written densely."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from engine.arrays import Array, Record
from engine.layers.conv2d import Conv2dBackward, Conv2dForward
from engine.trace import Trace

ANY_KIND = True


@dataclass(frozen=True, eq=False)
class Filter(Record):
    """The first layer, one filter of k x k over one channel of H x W, at R x C positions; the first example that is not all zero.

    position      the first, row by row, whose share is not all zero        share       (k, k), dL/dW of that position alone
    running       (R C, k, k), the shares of positions 0 .. m added up      pixel       row and column of the pixel followed back
    back          (k, k), the turned filter times the deltas of the windows that see the pixel: they sum to its dL/da
    dense         (R C, H W), the weights of the dense layer that does the same: z = dense x + b
    weights, dense_weights, positions, pixels      counts
    """

    position: int
    share: Array
    running: Array
    pixel: tuple[int, int]
    back: Array
    dense: Array
    weights: float
    dense_weights: float
    positions: float
    pixels: float


def suits(trace: Trace) -> bool:
    """A first layer of one filter over one channel, one step at a time and without padding, that some example teaches."""
    layers = trace.lesson.network.layers
    if not layers or getattr(layers[0], "kind", "") != "conv2d" or not trace.steps:
        return False
    fwd, back = _told(trace)
    conv = layers[0]
    plain = (conv.stride, conv.padding, conv.filters, len(fwd.a_in)) == (1, 0, 1, 1)
    rows, columns = back.delta.shape[1:]
    k_r, k_c = back.dL_dW.shape[2:]
    return bool(plain and rows >= k_r and columns >= k_c and back.shares.any())


def study(trace: Trace) -> Filter:
    """Add up the shares of the first recorded step, position by position."""
    fwd, back = _told(trace)
    shares, turned = back.shares[:, 0, 0], back.W_flipped[0, 0]
    position = int(np.argmax(np.any(shares, axis=(1, 2))))
    r, c = pixel = _pixel(back)
    k_r, k_c = turned.shape
    dense = _dense(turned[::-1, ::-1], fwd.a_in.shape[1:], back.delta.shape[1:])
    counts = map(float, (turned.size, dense.size, *dense.shape))
    seen = back.delta_padded[0, r : r + k_r, c : c + k_c]
    return Filter(position, shares[position], np.cumsum(shares, axis=0), pixel, turned * seen, dense, *counts)


def _told(trace: Trace) -> tuple[Conv2dForward, Conv2dBackward]:
    examples = trace.steps[0].examples
    told = next((example for example in examples if np.any(example.x)), examples[0])
    fwd, back = told.at(1)
    return fwd, back  # type: ignore[return-value]


def _pixel(back: Conv2dBackward) -> tuple[int, int]:
    """Of the pixels that as many windows see as the filter has weights, the one with the largest slope."""
    (_, rows, columns), (k_r, k_c) = back.delta.shape, back.dL_dW.shape[2:]
    inner = np.abs(back.dL_da_in[0, k_r - 1 : rows, k_c - 1 : columns])
    r, c = np.unravel_index(np.argmax(inner), inner.shape)
    return int(r) + k_r - 1, int(c) + k_c - 1


def _dense(W: Array, image: tuple[int, int], out: tuple[int, int]) -> Array:
    """The filter (k, k) written into a row for every position."""
    dense = np.zeros((*out, *image))
    for r, c in np.ndindex(out):
        dense[r, c, r : r + W.shape[0], c : c + W.shape[1]] = W
    return dense.reshape(out[0] * out[1], -1)
