"""What the film follows: a filter and a channel, and the numbers of their grids. No sentence, no mobject."""

from __future__ import annotations

from dataclasses import dataclass

from engine.reading import Numbers, Reading
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


def sizes(t: Reading) -> Sizes:
    """Rows and columns of the three grids."""
    rows, columns = t.x.array.shape[1:]
    return Sizes((int(rows), int(columns)), side(t), shape(t))


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
    """The pixels of the channel that is followed."""
    found: Numbers = t.x[slices(t)[1]]
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
    """Row and column of the pixel whose blame is followed back."""
    return study(t).pixel


def is_sparse(t: Reading) -> bool:
    """Whether most weights of the dense layer that does the same are zero: a window sees less than half of its channel."""
    rows, columns = side(t)
    tall, wide = t.x.array.shape[1:]
    return 2 * rows * columns < int(tall) * int(wide)


def copies(t: Reading, u: int, v: int) -> list[At]:
    """Where the filter's weight (u, v) stands in the dense layer: the output's row, the pixel's column."""
    (rows, columns), wide = shape(t), sizes(t).picture[1]
    return [(r * columns + c, (r + u) * wide + c + v) for r in range(rows) for c in range(columns)]
