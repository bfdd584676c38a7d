"""What is so of this filter and its picture: which position, pixel and weights are followed, and what it does. No sentence, no mobject."""

from __future__ import annotations

from typing import Literal

import numpy as np

from engine.reading import Number, Numbers, Reading
from engine.studies.filter import Filter

At = tuple[int, int]  # row and column, from the upper left
Side = Literal["left_column", "upper_row", "right_column", "lower_row", "middle_column", "middle_row"]

SIDE = 6  # of the picture
BRIGHT = 0.5  # more than half of what a pixel can be
SIDES: dict[Side, list[At]] = {  # of the filter, the outer ones first: there a viewer sees at once what they meet
    "left_column": [(0, 0), (1, 0), (2, 0)],
    "upper_row": [(0, 0), (0, 1), (0, 2)],
    "right_column": [(0, 2), (1, 2), (2, 2)],
    "lower_row": [(2, 0), (2, 1), (2, 2)],
    "middle_column": [(0, 1), (1, 1), (2, 1)],
    "middle_row": [(1, 0), (1, 1), (1, 2)],
}


def is_one_small_filter(t: Reading) -> bool:
    """Whether the lesson has the one filter and the one picture that the film is made for."""
    return "filter" in t.trace.studies and t.x.array.shape == (1, SIDE, SIDE) and t.W[1].array.shape[2:] == (3, 3)


def study(t: Reading) -> Filter:
    """What the engine worked out of the filter."""
    found: Filter = t.trace.studies["filter"]
    return found


# ---- counts


def positions(t: Reading) -> Number:
    """How many positions the window has, and so outputs."""
    return t.at("studies.filter.positions", "count")


def pixels(t: Reading) -> Number:
    """How many pixels the picture has."""
    return t.at("studies.filter.pixels", "count")


def weights(t: Reading) -> Number:
    """How many weights the filter has."""
    return t.at("studies.filter.weights", "count")


def dense_weights(t: Reading) -> Number:
    """How many weights the dense layer has that does the same."""
    return t.at("studies.filter.dense_weights", "count")


def steps(t: Reading) -> Number:
    """How many steps the filter learns."""
    return t.at("lesson.training.steps", "count")


def pictures(t: Reading) -> int:
    """How many pictures it learns from."""
    return len(t.lesson.data.x or ())


def shape(t: Reading) -> At:
    """Rows and columns of the outputs."""
    rows, columns = t.z[1].array.shape[1:]
    return int(rows), int(columns)


# ---- forward


def bright_pixels(t: Reading) -> list[At]:
    """Where the picture is bright."""
    return [(int(r), int(c)) for r, c in np.argwhere(t.x.array[0] > BRIGHT)]


def position(t: Reading) -> At:
    """Row and column of the position that is followed."""
    r, c = divmod(first_share(t), shape(t)[1])
    return r, c


def followed_sum(t: Reading) -> Number:
    """z of the position that is followed."""
    r, c = position(t)
    number: Number = t.z[1][0][r][c]
    return number


def followed_output(t: Reading) -> Number:
    """a of the position that is followed."""
    r, c = position(t)
    number: Number = t.a[1][0][r][c]
    return number


def lit_windows(t: Reading) -> np.ndarray:
    """Which windows see something that is not dark, by row and column."""
    rows, columns = shape(t)
    return np.array([[t.x.array[0][r : r + 3, c : c + 3].any() for c in range(columns)] for r in range(rows)])


def is_large_on_the_bright(t: Reading) -> bool:
    """Whether every window that sees something bright says more than every other window."""
    a, lit = np.abs(t.a[1].array[0]), lit_windows(t)
    return bool(lit.any() and (~lit).any() and a[lit].min() > a[~lit].max())


def ends(positions: At) -> list[At]:
    """The first and the last of every row of positions, there and back in turn: the way of a window over the whole picture."""
    rows, columns = positions
    return [(r, c) for r in range(rows) for c in ((0, columns - 1) if r % 2 == 0 else (columns - 1, 0))]


# ---- the gradient of the filter


def first_share(t: Reading) -> int:
    """The first position, row by row, with a share in the gradient."""
    return study(t).position


def next_share(t: Reading) -> int:
    """The next one."""
    shares = t.shares[1].array[:, 0, 0]
    return next(m for m in range(first_share(t) + 1, len(shares)) if shares[m].any())


def begins_dark(t: Reading) -> bool:
    """Whether positions without a share come before the first with one."""
    return first_share(t) > 0


def running(t: Reading, m: int) -> Numbers:
    """The gradient (3, 3) when the shares of positions 0 to m are in."""
    sums: Numbers = t.numbers("studies.filter.running", "dL_dW")[m]
    return sums


def silent_side(t: Reading) -> Side | None:
    """The column or row of the filter whose gradient is zero, if there is one."""
    gradient = t.dL_dW[1].array[0, 0]
    return next((side for side, cells in SIDES.items() if not any(gradient[at] for at in cells)), None)


def is_partly_silent(t: Reading) -> bool:
    """Whether a column or row of the filter gets no blame."""
    return silent_side(t) is not None


def silent(t: Reading) -> list[At]:
    """The weights that get no blame."""
    side = silent_side(t)
    return SIDES[side] if side else []


# ---- back to the pixels, and beyond


def pixel(t: Reading) -> At:
    """Row and column of the pixel whose blame is followed back."""
    return study(t).pixel


def copies(t: Reading, u: int, v: int) -> list[At]:
    """Where the filter's weight (u, v) stands in the dense layer: the output's row, the pixel's column."""
    (rows, columns), wide = shape(t), t.x.array.shape[2]
    return [(r * columns + c, (r + u) * wide + c + v) for r in range(rows) for c in range(columns)]


def has_learned(t: Reading) -> bool:
    """Whether the last recorded step is the last of all, and the filter then weighs the left against the right."""
    if len(t.run.steps) < 2 or t.run.steps[-1].step != t.lesson.training.steps - 1:
        return False
    W = t.of(step=-1).W_new[1].array[0, 0]
    return bool((W[:, 0] < 0).all() and (W[:, 2] > 0).all())
