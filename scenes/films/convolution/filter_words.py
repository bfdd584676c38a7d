"""What is said of a filter, where it depends on the picture; and which position, pixel and weight are followed."""

from __future__ import annotations

import numpy as np

from engine.notation import integer_words
from engine.reading import Number, Reading

STUDY = "studies.filter"
SIDES = {"column": ("left column", "middle column", "right column"), "row": ("upper row", "middle row", "lower row")}


def study(t: Reading):
    return t.trace.studies["filter"]


def shape_of(t: Reading) -> tuple[int, int]:
    """Rows and columns of the outputs."""
    rows, columns = t.z[1].array.shape[1:]
    return int(rows), int(columns)


def position(t: Reading) -> tuple[int, int]:
    """Row and column of the position that is followed."""
    return divmod(study(t).position, shape_of(t)[1])


def pixel(t: Reading) -> tuple[int, int]:
    """Row and column of the pixel whose blame is followed back."""
    return study(t).pixel


def next_position(t: Reading) -> int:
    """The next position, row by row, with a share of its own."""
    shares = t.shares[1].array[:, 0, 0]
    return next(m for m in range(study(t).position + 1, len(shares)) if shares[m].any())


def count(t: Reading, name: str) -> Number:
    return t.at(f"{STUDY}.{name}", "count")


def bright(t: Reading) -> np.ndarray:
    """Which windows see something bright, by row and column."""
    rows, columns = shape_of(t)
    return np.array([[t.x.array[0][r : r + 3, c : c + 3].any() for c in range(columns)] for r in range(rows)])


def on_the_bright(t: Reading) -> bool:
    """Whether every window that sees something bright says more than every other window."""
    a, seen = np.abs(t.a[1].array[0]), bright(t)
    return bool(seen.any() and (~seen).any() and a[seen].min() > a[~seen].max())


def copies(t: Reading, u: int, v: int) -> list[tuple[int, int]]:
    """Where the filter's weight (u, v) stands in the dense layer: the output's row, the pixel's column."""
    (rows, columns), wide = shape_of(t), t.x.array.shape[2]
    return [(r * columns + c, (r + u) * wide + c + v) for r in range(rows) for c in range(columns)]


def silent(t: Reading) -> list[tuple[int, int]]:
    """The side column or row of the filter whose gradient is zero though the deltas are not: its cells, else none."""
    gradient = t.dL_dW[1].array[0][0]
    for k in (0, 2, 1):
        if not gradient[:, k].any():
            return [(r, k) for r in range(3)]
        if not gradient[k].any():
            return [(k, c) for c in range(3)]
    return []


def silent_name(t: Reading) -> str:
    cells = silent(t)
    kind, at = ("column", 1) if cells[0][1] == cells[1][1] else ("row", 0)
    return SIDES[kind][cells[0][at]]


def squashed(t: Reading) -> str:
    r, c = position(t)
    return (
        f"The sum is <sum> {t.z[1][0][r][c]:2}. Squashed, it gives <out> an output, {t.a[1][0][r][c]:2}. "
        "<home> It stands where the window stood."
    )


def slid(t: Reading) -> str:
    return (
        "Now <slide> slide the window one step. The same nine weights, other pixels, a new output. "
        f"And so on, row by row: {count(t, 'positions')} positions, <all> {count(t, 'positions')} outputs."
    )


def asked(t: Reading) -> str:
    return (
        f"Take the weight in <corner> the upper right corner. See in how many of the {count(t, 'positions')} outputs <how> it has a hand."
    )


def shared(t: Reading) -> str:
    return (
        f"All {count(t, 'positions')}. <under> The window slides, and this one weight is used at every position. "
        "It is <shared> shared. In a dense layer, every edge has a weight of its own."
    )


def first_share(t: Reading) -> str:
    lead = "The first windows saw only dark. <here> This one saw light. " if study(t).position else "Take <here> the first position. "
    return f"{lead}Its <delta> delta, times <patch> the nine pixels in its window, is <share> its share: one number for each weight."


def ran(t: Reading) -> str:
    return (
        "So on we go, <run> position by position: the delta, times what the window sees, drops in and is added. "
        f"Where all is dark, nothing is added. <done> {count(t, 'positions')} shares, one gradient."
    )


def why_silent(t: Reading) -> str:
    return f"Look at the <zero> {silent_name(t)}. Three zeros. Why did these weights get no blame?"


def counted(t: Reading) -> str:
    return (
        f"A dense <dense> layer from {count(t, 'pixels')} pixels to {count(t, 'positions')} outputs has <many> {count(t, 'dense_weights')} "
        "weights. Write our filter into it: <rows> each row holds the same nine, moved along. All the rest is zero."
    )


def has_learned(t: Reading) -> bool:
    """Whether the last recorded step is the last of all, and the filter then weighs the left against the right."""
    steps = t.run.lesson.training.steps
    if len(t.run.steps) < 2 or t.run.steps[-1].step != steps - 1:
        return False
    W = t.of(step=-1).W_new[1].array[0, 0]
    return bool((W[:, 0] < 0).all() and (W[:, 2] > 0).all())


def learned(t: Reading) -> str:
    return (
        f"Let it learn, from {integer_words(len(t.run.lesson.data.x))} pictures. It began <old> like this. "
        f"<new> After {t.at('lesson.training.steps', 'count')} steps: <minus> negative on the left, <plus> positive on the right. "
        "It asks: brighter to the right? <edge> We only told it where that is so. How to see it, the filter found."
    )
