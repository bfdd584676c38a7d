"""What is so of this filter and its picture: which position, pixel and weights are followed, and what it does. No sentence, no mobject."""

from __future__ import annotations

from typing import Any, Literal

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from engine.reading import Number, Reading
from scenes.facts import squashing
from scenes.films.convolution.always import ALWAYS as ALWAYS
from scenes.films.convolution.followed import (
    At,
    first_share,
    gradient,
    in_rows,
    inner,
    outputs,
    padding,
    picture,
    position,
    shape,
    side,
    slices,
    stride,
    windows,
)  # fmt: skip
from scenes.films.convolution.followed import is_sparse as is_sparse

Side = Literal["left_column", "upper_row", "right_column", "lower_row", "middle_column", "middle_row"]

MOST_SIDE, MOST_POSITIONS, MOST_PICTURE = 5, 6, 10  # of a filter, of positions, of a picture with its rim: rows and columns
MOST_CHANNELS, MOST_FILTERS = 3, 4
ROOMY = 3  # rows and columns of a filter, of which three stand side by side with their digits
BRIGHT = 0.5  # of the brightest pixel, or of 1: more is bright


def misfit(t: Reading) -> Literal["fits", "none", "one", "large", "few", "softmax"]:
    """Whether there is a filter that fits the film: else what is in its way."""
    layer: Any = t.lesson.network.layers[0] if t.lesson.network.layers else None
    if getattr(layer, "kind", "") != "conv2d" or not t.run.steps:
        return "none"
    if layer.activation == "softmax":
        return "softmax"
    (filters, channels, *side), places = t.W[1].array.shape, t.z[1].array.shape[1:]
    if max(side) == 1:
        return "one"
    picture = [n + 2 * layer.padding for n in t.x.array.shape[1:]]
    within = filters <= MOST_FILTERS and channels <= MOST_CHANNELS and max(side) <= MOST_SIDE
    if not within or max(places) > MOST_POSITIONS or max(picture) > MOST_PICTURE:
        return "large"
    return "fits" if "filter" in t.trace.studies and len(shares(t)) > 1 else "few"


def is_roomy(t: Reading) -> bool:
    """Whether three grids of the filter's size have room side by side, all with their digits."""
    return max(side(t)) <= ROOMY


def is_wide(t: Reading) -> bool:
    """Whether they have not."""
    return not is_roomy(t)


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


def amount(t: Reading) -> int:
    """The same, to be said in words."""
    return int(weights(t).value)


def rows(t: Reading) -> int:
    """How many rows the filter has."""
    return int(t.at("studies.filter.rows", "count").value)


def columns(t: Reading) -> int:
    """How many columns."""
    return int(t.at("studies.filter.columns", "count").value)


def filters(t: Reading) -> int:
    """How many filters there are."""
    return int(t.at("studies.filter.filters", "count").value)


def channels(t: Reading) -> int:
    """How many channels the picture has."""
    return int(t.at("studies.filter.channels", "count").value)


def has_filters(t: Reading) -> bool:
    """Whether there are filters besides the one that is followed."""
    return filters(t) > 1


def has_channels(t: Reading) -> bool:
    """Whether there are channels besides the one that is followed."""
    return channels(t) > 1


def has_others(t: Reading) -> bool:
    """Whether other filters, or other layers, have weights too."""
    return has_filters(t) or sum(bool(layer.weights) for layer in t.net.layers) > 1


def many(t: Reading) -> Literal["one", "filters", "channels", "both"]:
    """Of what there are several."""
    return {(0, 0): "one", (1, 0): "filters", (0, 1): "channels", (1, 1): "both"}[has_filters(t), has_channels(t)]  # type: ignore[return-value]


def dense_weights(t: Reading) -> Number:
    """How many weights the dense layer has that does the same."""
    return t.at("studies.filter.dense_weights", "count")


def steps(t: Reading) -> Number:
    """How many steps the filter learns."""
    return t.at("lesson.training.steps", "count")


def has_pictures(t: Reading) -> bool:
    """Whether there are several."""
    return pictures(t) > 1


def pictures(t: Reading) -> int:
    """How many pictures it learns from."""
    return len(t.lesson.data.x or ())


# ---- forward


def is_between_zero_and_one(t: Reading) -> bool:
    """Whether dark is 0 and bright is 1."""
    return bool(t.x.array.min() >= 0 and t.x.array.max() <= 1)


def brightest(t: Reading) -> float:
    """What is drawn as bright as can be."""
    return max(1.0, float(t.x.array.max())) if is_between_zero_and_one(t) else float(np.abs(t.x.array).max())


def bright_pixels(t: Reading) -> list[At]:
    """Where the picture is bright; everywhere where it is so nowhere."""
    found = np.argwhere(picture(t).array > BRIGHT * brightest(t))
    return [(int(r), int(c)) for r, c in found] or inner(t)


def bend(t: Reading) -> Literal["passes", "bounds", "bends"]:
    """What the activation makes of a sum."""
    return squashing(t)  # type: ignore[return-value]


def followed_sum(t: Reading) -> Number:
    """z of the position that is followed."""
    r, c = position(t)
    number: Number = t.z[1][slices(t)[0]][r][c]
    return number


def followed_output(t: Reading) -> Number:
    """a of the position that is followed."""
    r, c = position(t)
    number: Number = outputs(t)[r][c]
    return number


def lit_windows(t: Reading) -> np.ndarray:
    """Which windows see something that is not dark, by row and column."""
    return np.asarray(windows(t).any(axis=(2, 3)))


def is_large_on_the_bright(t: Reading) -> bool:
    """Whether, of one channel, every window that sees something bright says more than every other window."""
    a, lit = np.abs(outputs(t).array), lit_windows(t)
    return bool(not has_channels(t) and is_between_zero_and_one(t) and lit.any() and (~lit).any() and a[lit].min() > a[~lit].max())


# ---- the gradient of the filter


def shares(t: Reading) -> list[int]:
    """The positions whose share is not all zero."""
    f, c = slices(t)
    return [int(m) for m in np.flatnonzero(np.any(t.shares[1].array[:, f, c], axis=(1, 2)))]


def next_share(t: Reading) -> int:
    """The second position with a share."""
    return shares(t)[1]


def rest_of_shares(t: Reading) -> list[list[int]]:
    """The positions behind that one, row by row."""
    columns = shape(t)[1]
    rest = [divmod(m, columns) for m in range(next_share(t) + 1, int(positions(t).value))]
    return [[r * columns + c for r, c in row] for row in in_rows(rest)]


def begins(t: Reading) -> Literal["dark", "silent", "first"]:
    """Why the positions before the first share add nothing: dark windows, or a delta of zero; first where there are none."""
    before = lit_windows(t).ravel()[: first_share(t)]
    return "first" if not len(before) else "silent" if before.any() else "dark"


def without(t: Reading) -> Literal["none", "dark", "silent"]:
    """Why some positions add nothing: every one of these windows is dark, or not; none where all add something."""
    left_out = np.setdiff1d(np.arange(int(positions(t).value)), shares(t))
    return "none" if not len(left_out) else "silent" if lit_windows(t).ravel()[left_out].any() else "dark"


def silent_side(t: Reading) -> Side | None:
    """The column or row of the filter whose gradient is zero, if there is one."""
    slopes = gradient(t).array
    return next((side for side, cells in sides(t).items() if not any(slopes[at] for at in cells)), None)


def is_partly_silent(t: Reading) -> bool:
    """Whether a column or row of the filter gets no blame, and met nothing but dark pixels at every position."""
    return min(side(t)) > 1 and bool(silent(t)) and not any(windows(t)[:, :, u, v].any() for u, v in silent(t))


def silent(t: Reading) -> list[At]:
    """The weights that get no blame."""
    found = silent_side(t)
    return sides(t)[found] if found else []


def sides(t: Reading) -> dict[Side, list[At]]:
    """Columns and rows of the filter, the outer ones first: there a viewer sees at once what they meet."""
    rows, columns = side(t)
    column, row = ([(u, k) for u in range(rows)] for k in (0, columns - 1)), ([(k, v) for v in range(columns)] for k in (0, rows - 1))
    (left, right), (upper, lower) = column, row
    found: dict[Side, list[At]] = {"left_column": left, "upper_row": upper, "right_column": right, "lower_row": lower}
    if columns % 2:
        found["middle_column"] = [(u, columns // 2) for u in range(rows)]
    if rows % 2:
        found["middle_row"] = [(rows // 2, v) for v in range(columns)]
    return found


# ---- back to the pixels, and beyond


def has_middle(t: Reading) -> bool:
    """Whether the filter has a weight in its middle, which half a turn leaves in place."""
    return all(n % 2 for n in side(t))


def has_gone_on(t: Reading) -> bool:
    """Whether a later step is recorded, and it is the last of all."""
    return len(t.run.steps) > 1 and t.run.steps[-1].step == t.lesson.training.steps - 1


def learned(t: Reading) -> Literal["edge", "other"]:
    """Whether the filter weighs the left against the right after learning, and was told only where it gets brighter."""
    W = t.of(step=-1).W_new[1].array[slices(t)]
    if W.shape[1] < 3 or not ((W[:, 0] < 0).all() and (W[:, -1] > 0).all()):
        return "other"
    return "edge" if _was_told_of_edges(t) else "other"


def has_found_edges(t: Reading) -> bool:
    """Whether it has learned to see edges."""
    return learned(t) == "edge"


def _was_told_of_edges(t: Reading) -> bool:
    """Whether the answers are the windows' means, positive just where these get brighter to the right, as far as they say anything."""
    kinds = [getattr(layer, "kind", "") for layer in t.lesson.network.layers]
    if kinds != ["conv2d", "mean_pool", "flatten"] or many(t) != "one" or padding(t) or stride(t) > 1:
        return False
    found = []
    for example in t.run.steps[0].examples:
        seen = sliding_window_view(example.x[0], side(t))
        brighter = (seen[..., -1] - seen[..., 0]).mean(axis=2)
        size = t.lesson.network.layers[1].size
        rows, columns = (n // k for n, k in zip(brighter.shape, size, strict=True))
        pooled = brighter[: rows * size[0], : columns * size[1]].reshape(rows, size[0], columns, size[1]).mean(axis=(1, 3)).ravel()
        found += [(np.sign(says), np.sign(is_so)) for says, is_so in zip(example.y, pooled, strict=True) if says]
    return all(says == is_so for says, is_so in found) and {says for says, _ in found} == {-1.0, 1.0}
