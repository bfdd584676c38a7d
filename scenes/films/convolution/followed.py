"""What the film follows: a filter and a channel, and the numbers of their grids. No sentence, no mobject."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from engine.arrays import Array
from engine.reading import Number, Numbers, Reading
from engine.studies.filter import Filter

At = tuple[int, int]  # row and column, from the upper left


@dataclass(frozen=True)
class Sizes:
    """Rows and columns of the picture, of the filter and of the outputs."""

    picture: At
    filter: At
    outputs: At


def study(t: Reading) -> Filter:
    """What the engine worked out of the filter."""
    found: Filter = t.trace.studies["filter"]
    return found


def slices(t: Reading) -> At:
    """The filter and the channel that are followed."""
    return study(t).filter, study(t).channel


def stride(t: Reading) -> int:
    """How many pixels a window goes on from position to position."""
    return int(study(t).stride)


def padding(t: Reading) -> int:
    """How many rows of zeros stand around the picture."""
    return int(study(t).padding)


def sizes(t: Reading) -> Sizes:
    """Rows and columns of the three grids; the picture with the zeros around it."""
    rows, columns = (int(n) + 2 * padding(t) for n in t.x.array.shape[1:])
    return Sizes((rows, columns), side(t), shape(t))


def corner(t: Reading, r: int, c: int) -> At:
    """The upper left cell of the picture that the window sees at position (r, c)."""
    return r * stride(t), c * stride(t)


def windows(t: Reading) -> Array:
    """What the window sees of the channel that is followed, at every position: (R, C', k, k)."""
    every, s = sliding_window_view(picture(t).array, side(t)), stride(t)
    return every[::s, ::s]


def inner(t: Reading) -> list[At]:
    """The cells of the picture that are pixels, not zeros around them, row by row."""
    (rows, columns), p = sizes(t).picture, padding(t)
    return [(r, c) for r in range(p, rows - p) for c in range(p, columns - p)]


def side(t: Reading) -> At:
    """Rows and columns of the filter."""
    rows, columns = t.W[1].array.shape[2:]
    return int(rows), int(columns)


def middle(t: Reading) -> At:
    """The cell in the middle of the filter, where both sides are odd."""
    rows, columns = side(t)
    return rows // 2, columns // 2


def shape(t: Reading) -> At:
    """Rows and columns of the outputs."""
    rows, columns = t.z[1].array.shape[1:]
    return int(rows), int(columns)


def picture(t: Reading) -> Numbers:
    """The pixels of the channel that is followed, and the zeros around them where there are any."""
    found: Numbers = (t.padded[1] if padding(t) else t.x)[slices(t)[1]]
    return found


def kernel(t: Reading) -> Numbers:
    """The weights of the filter that is followed, for this channel."""
    f, c = slices(t)
    found: Numbers = t.W[1][f][c]
    return found


def gradient(t: Reading) -> Numbers:
    """Their slopes."""
    f, c = slices(t)
    found: Numbers = t.dL_dW[1][f][c]
    return found


def outputs(t: Reading) -> Numbers:
    """The outputs of the filter that is followed."""
    found: Numbers = t.a[1][slices(t)[0]]
    return found


def deltas(t: Reading) -> Numbers:
    """Their deltas."""
    found: Numbers = t.delta[1][slices(t)[0]]
    return found


def share(t: Reading, m: int) -> Numbers:
    """The share of position m."""
    f, c = slices(t)
    found: Numbers = t.shares[1][m][f][c]
    return found


def running(t: Reading, m: int) -> Numbers:
    """The gradient (k, k) when the shares of positions 0 to m are in."""
    sums: Numbers = t.numbers("studies.filter.running", "dL_dW")[m]
    return sums


def blame(t: Reading) -> Numbers:
    """dL/dx of the channel that is followed."""
    found: Numbers = t.dL_da_in[1][slices(t)[1]]
    return found


def first_share(t: Reading) -> int:
    """The first position, row by row, with a share in the gradient."""
    return study(t).position


def position(t: Reading) -> At:
    """Row and column of the position that is followed."""
    r, c = divmod(first_share(t), shape(t)[1])
    return r, c


def pixel(t: Reading) -> At:
    """Row and column, in the grid of the picture, of the pixel whose blame is followed back."""
    (r, c), p = study(t).pixel, padding(t)
    return r + p, c + p


def pixel_blame(t: Reading) -> Number:
    """Its slope."""
    r, c = study(t).pixel
    number: Number = blame(t)[r][c]
    return number


def spread(t: Reading) -> Numbers:
    """The deltas of the filter that is followed, with zeros between and around them; the turned filter lies on them from the pixel on."""
    found: Numbers = t.delta_padded[1][slices(t)[0]]
    return found


def seeing(t: Reading, at: At) -> list[tuple[At, At]]:
    """The positions whose windows see a cell of the picture, row by row, and the weight that lies on it at each."""
    found, size = [], side(t)
    for place in np.ndindex(*shape(t)):
        weight = tuple(n - s for n, s in zip(at, corner(t, *place), strict=True))
        if all(0 <= w < n for w, n in zip(weight, size, strict=True)):
            found.append((place, weight))
    return found  # type: ignore[return-value]


def is_sparse(t: Reading) -> bool:
    """Whether most weights of the dense layer that does the same are zero: a window sees less than half of its channel."""
    rows, columns = side(t)
    tall, wide = t.x.array.shape[1:]
    return 2 * rows * columns < int(tall) * int(wide)


def turned(t: Reading, weight: At) -> At:
    """Where a weight stands in the filter that has made half a turn."""
    rows, columns = side(t)
    return rows - 1 - weight[0], columns - 1 - weight[1]


def copies(t: Reading, u: int, v: int) -> list[At]:
    """Where the filter's weight (u, v) stands in the dense layer: the output's row, the pixel's column; not where it lies on the rim."""
    (rows, columns), (tall, wide), p = shape(t), t.x.array.shape[1:], padding(t)
    found = []
    for r, c in np.ndindex(rows, columns):
        x, y = (n + w - p for n, w in zip(corner(t, r, c), (u, v), strict=True))
        if 0 <= x < tall and 0 <= y < wide:
            found.append((r * columns + c, x * int(wide) + y))
    return found


def ends(positions: At) -> list[At]:
    """The first and the last of every row of positions, there and back in turn: the way of a window over the whole picture."""
    rows, columns = positions
    return [(r, c) for r in range(rows) for c in ((0, columns - 1) if r % 2 == 0 else (columns - 1, 0))]


def in_rows(positions: Sequence[At]) -> list[list[At]]:
    """Neighbours of one row together, in the order that they have."""
    return [list(row) for _, row in groupby(positions, key=lambda at: at[0])]
