"""What is so on this lesson: answers for the sentences and pictures of the blame's way. No sentence, no mobject."""

from __future__ import annotations

from typing import Literal

from engine.reading import Reading
from scenes.facts import (
    is_hinge,
    is_nudged,
    margin,
    origin_of_delta,
    push,
    saturated,
    silent,
    stands_on_kink,
    steps_taken,
    taught_longer,
    taught_once,
)  # fmt: skip
from scenes.kit.network.limits import MOST_LAYERS, drawn

__all__ = [
    "ALWAYS", "columns", "first_law", "form", "form_of_weights", "further", "has_others", "is_hinge", "is_lone_weight", "is_nudged",
    "is_stopped", "is_unheard", "margin", "measured", "origin_of_delta", "place_of", "push", "returns", "rows", "sign", "spotted",
    "steps_taken", "stopped", "sums_back", "taught_longer", "taught_once", "way_of_the_loss",
]  # fmt: skip
ALWAYS = {
    "opened": {"every": "the way back gives a delta to each neuron"},
    "promised": {"every": "the way back gives a delta to each neuron", "all": "the film states two equations, and no more"},
    "forward": {"every": "the trace holds the value of each neuron", "all": "the loss judges the outputs together"},
    "chained": {"every": "a push moves one sum, so each neuron would need a run"},
    "meaning": {"positive": "delta is the slope of the loss by the sum"},
    "rows": {"every": "a row of the transpose is a column of the matrix"},
    "harvest": {"all": "a way back multiplies as often as a way forward"},
}
MOST_CELLS = 6  # of a row or column of a matrix that is drawn as cells
NEAR = 0.05  # a measured slope that differs from the true one by less than this part of it is nearly the same


def way_of_the_loss(t: Reading) -> Literal["rises", "falls", "stays"]:
    """Which way the loss goes when the first output's sum is pushed up."""
    rise = t.L_plus[t.D][0].value - t.L.value
    return "rises" if rise > 0 else "falls" if rise < 0 else "stays"


def spotted(t: Reading) -> int:
    """The drawn output whose sign is talked about: the first negative one, else the first."""
    return next((i for i in drawn(t.sizes[-1]) if t.delta[t.D][i].value < 0), 0)


def sign(t: Reading) -> Literal["negative", "positive", "zero"]:
    """The sign of the delta that is talked about."""
    delta = t.delta[t.D][spotted(t)].value
    return "negative" if delta < 0 else "positive" if delta else "zero"


def measured(t: Reading) -> Literal["near", "kink", "at_rest", "far"]:
    """How near the push came to the first output's delta; at rest, where that is zero, all it measured is how far it went.

    On a kink it measured one side.
    """
    ratio, delta = t.ratio[t.D][0].value, t.delta[t.D][0].value
    if abs(ratio - delta) <= NEAR * abs(delta):
        return "near"
    if stands_on_kink(t, 0):
        return "kink"
    return "far" if delta else "at_rest"


def first_law(t: Reading) -> str:
    """How the outputs' delta comes about, for the whole layer; `product_alone` is a product neuron by neuron of a single one."""
    found = origin_of_delta(t)
    return "product_alone" if found == "product" and not has_others(t) else found


def is_lone_weight(t: Reading) -> bool:
    """Whether the last layer's matrix is a single weight."""
    return bool(t.W[t.D].array.size == 1)


def rows(t: Reading) -> int:
    """How many rows the last layer's matrix has."""
    return t.sizes[-1]


def columns(t: Reading) -> int:
    """How many columns it has."""
    return t.sizes[-2]


def form_of_weights(t: Reading) -> Literal["square", "lone", "large", "row", "column", "wide", "tall"]:
    """The form of the last layer's matrix; `large` is one that is not square, and too large to be drawn in cells."""
    n, m = rows(t), columns(t)
    if n == m:
        return "lone" if n == 1 else "square"
    if max(n, m) > MOST_CELLS:
        return "large"
    if 1 in (n, m):
        return "row" if n == 1 else "column"
    return "wide" if n < m else "tall"


def form(t: Reading) -> tuple[int, ...]:
    """Its rows and columns, where it is not square and can be drawn in cells; else nothing: another one is drawn for it."""
    return () if form_of_weights(t) in ("square", "lone", "large") else (rows(t), columns(t))


def sums_back(t: Reading) -> Literal["several", "of_one", "single"]:
    """What comes back to the last hidden layer: a sum for each neuron, from several outputs or from one, or a single one."""
    return "single" if is_lone_weight(t) else "several" if has_others(t) else "of_one"


def is_unheard(t: Reading) -> bool:
    """Whether all weights by which the first hidden neuron is heard are zero."""
    return not any(row[0].value for row in t.W[t.D])


def is_stopped(t: Reading) -> bool:
    """Whether blame comes back to the first hidden neuron and is stopped there by its slope."""
    return bool(t.dL_da_in[t.D][0].value) and 0 in (*silent(t, t.D - 1), *saturated(t, t.D - 1))


def stopped(t: Reading) -> Literal["shut", "flat"]:
    """What stops it."""
    return "shut" if 0 in silent(t, t.D - 1) else "flat"


def has_others(t: Reading) -> bool:
    """Whether there is more than one output."""
    return t.sizes[-1] > 1


def returns(t: Reading) -> Literal["one", "two", "three", "more"]:
    """How many lines bring blame back to the first hidden neuron."""
    n = t.sizes[-1]
    return "one" if n == 1 else "two" if n == 2 else "three" if n == 3 else "more"


def further(t: Reading) -> list[int]:
    """The hidden layers before the last hidden one; of a net too deep to draw whole, those that are drawn."""
    return [l for l in range(t.D - 2, 0, -1) if t.D < MOST_LAYERS or l <= 2]


def place_of(t: Reading, l: int) -> Literal["next", "later", "skipped"]:
    """Whether layer l is the first one further back, a later one, or the first after some that are not told."""
    return "next" if l == t.D - 2 else "skipped" if l == further(t)[0] else "later"
