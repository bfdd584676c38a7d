"""What is so on this lesson: answers for the sentences and pictures of the blame's way. No sentence, no mobject."""

from __future__ import annotations

from typing import Literal

from engine.reading import Reading
from scenes.facts import is_nudged, origin_of_delta, push, steps_taken, taught_longer, taught_once
from scenes.kit.network.limits import MOST_LAYERS, drawn

__all__ = [
    "further", "has_others", "is_nudged", "origin_of_delta", "place_of", "push", "returns", "sign", "spotted", "steps_taken",
    "taught_longer", "taught_once", "way_of_the_loss",
]  # fmt: skip


def way_of_the_loss(t: Reading) -> Literal["rises", "falls", "stays"]:
    """Which way the loss goes when the first output's sum is pushed up."""
    rise = t.L_plus[t.D][0].value - t.L.value
    return "rises" if rise > 0 else "falls" if rise < 0 else "stays"


def spotted(t: Reading) -> int:
    """The drawn output whose sign is talked about: the first negative one, else the first."""
    return next((i for i in drawn(t.sizes[-1]) if t.delta[t.D][i].value < 0), 0)


def sign(t: Reading) -> Literal["negative", "positive"]:
    """The sign of the delta that is talked about."""
    return "negative" if t.delta[t.D][spotted(t)].value < 0 else "positive"


def has_others(t: Reading) -> bool:
    """Whether there is more than one output."""
    return t.sizes[-1] > 1


def returns(t: Reading) -> Literal["one", "two", "more"]:
    """How many lines bring blame back to the first hidden neuron."""
    n = t.sizes[-1]
    return "one" if n == 1 else "two" if n == 2 else "more"


def further(t: Reading) -> list[int]:
    """The hidden layers before the last hidden one; of a net too deep to draw whole, those that are drawn."""
    return [l for l in range(t.D - 2, 0, -1) if t.D < MOST_LAYERS or l <= 2]


def place_of(t: Reading, l: int) -> Literal["next", "later"]:
    """Whether layer l is the first one further back, or a later one."""
    return "next" if l == t.D - 2 else "later"
