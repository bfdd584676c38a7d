"""How this filter moves over its picture, and which of its weights come to lie on the pixel that is followed. No sentence, no mobject."""

from __future__ import annotations

from typing import Literal

from engine.reading import Reading
from scenes.films.convolution.facts import amount, is_roomy, is_wide
from scenes.films.convolution.followed import inner, padding, seeing, side, stride


def is_striding(t: Reading) -> bool:
    """Whether the window goes on by more than a pixel."""
    return stride(t) > 1


def has_rim(t: Reading) -> bool:
    """Whether zeros stand around the picture."""
    return padding(t) > 0


def rim(t: Reading) -> Literal["none", "one", "more"]:
    """How many rows of zeros stand around the picture."""
    return "none" if not has_rim(t) else "one" if padding(t) == 1 else "more"


def pace(t: Reading) -> Literal["one", "more"]:
    """Whether the window goes on by one pixel or more."""
    return "more" if is_striding(t) else "one"


def form(t: Reading) -> Literal["row", "column", "both"]:
    """Whether the filter is a single row, a single column, or has several of both."""
    rows, columns = side(t)
    return "row" if rows == 1 else "column" if columns == 1 else "both"


def met(t: Reading) -> int:
    """How many windows see the pixel that is followed, and so how many weights come to lie on it."""
    return int(t.at("studies.filter.met", "count").value)


def meets(t: Reading) -> Literal["row", "column", "both", "some", "single"]:
    """Which weights come to lie on the pixel: all of the filter's form, some, or a single one."""
    if met(t) == amount(t):
        return form(t)
    return "single" if met(t) == 1 else "some"


def is_whole(t: Reading) -> bool:
    """Whether every weight comes to lie on the pixel."""
    return met(t) == amount(t)


def goes_both_ways(t: Reading) -> bool:
    """Whether all weights of several rows and columns come to lie on it."""
    return meets(t) == "both"


def is_written(t: Reading) -> bool:
    """Whether every weight is written where its window stood."""
    return is_whole(t) and is_roomy(t)


def is_partly_met(t: Reading) -> bool:
    """Whether some weights never lie on the pixel."""
    return not is_whole(t)


def is_wide_and_whole(t: Reading) -> bool:
    """Whether all do of a large filter."""
    return is_whole(t) and is_wide(t)


def is_less_seen_at_the_border(t: Reading) -> bool:
    """Whether fewer windows see every pixel of the border than see the one that is followed."""
    (rows, columns), p = t.x.array.shape[1:], padding(t)
    border = [(r, c) for r, c in inner(t) if r - p in (0, rows - 1) or c - p in (0, columns - 1)]
    return all(len(seeing(t, at)) < met(t) for at in border)
