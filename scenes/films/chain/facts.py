"""What is so on this lesson: which neuron is told of, and how many multiplications its slopes cost, either way."""

from __future__ import annotations

from typing import Literal

from engine.reading import Number, Numbers, Reading
from scenes.facts import has_bias, has_biases, squash

__all__ = [
    "ALWAYS", "alone_of", "alone_total", "backwards", "carried_of", "carried_total", "cost", "has_bias", "has_biases", "hidden_neuron",
    "is_hidden", "is_stopped", "later_weights", "lengths", "row_of", "squash", "step_back",
]  # fmt: skip
ALWAYS = {
    "wondered": {"same": "both ways multiply the same factors"},
    "kept": {"nothing": "the trace keeps each output"},
    "asked": {"every": "a product of slopes has a factor for each link"},
    "slopes": {"every": "each neuron has a slope"},
    "multiplied": {"all": "the row is multiplied from end to end"},
    "tails": {
        "every": "each weight has a row", "all": "a path ends at the one loss", "same": "a path ends at the one loss",
        "alike": "from a neuron on, all paths are one",
    },
    "shares": {"same": "both ways multiply the same factors"},
    "counted": {"all": "the study counts all of it"},
    "harvest": {"every": "a chain ends at the one loss", "same": "a chain ends at the one loss"},
}  # fmt: skip


def is_stopped(t: Reading) -> bool:
    """Whether the first weight's slope is zero, since a factor of its row is."""
    return not t.dL_dW[1].array.any()


def later_weights(t: Reading) -> range:
    """The layers of all weights but the first."""
    return range(2, t.D + 1)


def backwards(t: Reading) -> range:
    """The layers from the last to the first."""
    return range(t.D, 0, -1)


def row_of(t: Reading, l: int) -> Literal["second", "third", "third_and_last", "fourth_and_last"]:
    """Which row of slopes weight l has; the second is told alike, last or not."""
    if l == 2:
        return "second"
    if l == 3:
        return "third_and_last" if l == t.D else "third"
    return "fourth_and_last"


def step_back(t: Reading, l: int) -> Literal["from_the_loss", "first", "further"]:
    """Which step of the way back arrives at neuron l."""
    return "from_the_loss" if l == t.D else "first" if l == t.D - 1 else "further"


def is_hidden(t: Reading, l: int) -> bool:
    """Whether neuron l has another one between itself and the loss."""
    return l < t.D


def hidden_neuron(t: Reading, l: int) -> Literal["first", "second", "third"]:
    """Which of the hidden neurons l is."""
    return "first" if l == 1 else "second" if l == 2 else "third"


def cost(t: Reading, l: int = 1) -> Number:
    """How many multiplications the slope of weight l, or of the first, takes along its own row."""
    return t.at(f"studies.chain.alone[{l - 1}]", "count")


def alone_total(t: Reading) -> Number:
    """How many multiplications all slopes take, row by row."""
    return t.at("studies.chain.alone_total", "count")


def carried_total(t: Reading) -> Number:
    """How many multiplications all slopes take from the end."""
    return t.at("studies.chain.carried_total", "count")


def lengths(t: Reading) -> Numbers:
    """How many neurons the longer chains have."""
    return t.numbers("studies.chain.lengths", "count")


def alone_of(t: Reading) -> Numbers:
    """How many multiplications the longer chains take, row by row."""
    return t.numbers("studies.chain.alone_of", "count")


def carried_of(t: Reading) -> Numbers:
    """How many multiplications the longer chains take from the end."""
    return t.numbers("studies.chain.carried_of", "count")
