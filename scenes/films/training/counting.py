"""What is so of right and wrong, counted, and of examples that were kept from training. No sentence, no mobject."""

from __future__ import annotations

from typing import Literal

import numpy as np

from engine.reading import Number, Numbers, Reading
from engine.studies.accuracy import Tally

ROOT = "studies.accuracy"
MANY = 8  # points that are seen at a glance; more are counted
REGROWN = 0.1  # of the first loss on kept points, by which a loss that is past its lowest has risen for good


def is_counted(t: Reading) -> bool:
    """Whether there are more points than are seen at a glance, and the study counted them after the last step."""
    ends = bool(t.run.steps) and t.run.steps[-1].step == t.lesson.training.steps - 1
    return ends and not t.root and "accuracy" in t.trace.studies and len(t.lesson.data.x or ()) > MANY


def _after(t: Reading) -> Tally:
    t.notes(f"{ROOT}.after")
    found: Tally = t.trace.studies["accuracy"].after
    return found


def count(t: Reading) -> Number:
    """How many points are trained on."""
    return t.at(f"{ROOT}.after.count", "count")


def right(t: Reading) -> Number:
    """How many of them the last network names right."""
    return t.at(f"{ROOT}.after.right", "count")


def confusion(t: Reading) -> Numbers:
    """How many points of each class (rows) are taken for each (columns)."""
    return t.numbers(f"{ROOT}.after.confusion", "count")


def named(t: Reading) -> Literal["every", "some", "none"]:
    """How many points are named right."""
    tally = _after(t)
    return "every" if tally.right == tally.count else "some" if tally.right else "none"


# ---- points that were kept from training


def has_test(t: Reading) -> bool:
    """Whether points were kept from training."""
    return t.run.test_losses is not None and "accuracy" in t.trace.studies and not t.root


def test_count(t: Reading) -> Number:
    """How many."""
    return t.at(f"{ROOT}.test_after.count", "count")


def test_right(t: Reading) -> Number:
    """How many of them the last network names right."""
    return t.at(f"{ROOT}.test_after.right", "count")


def has_test_counted(t: Reading) -> bool:
    """Whether these were counted after the last step."""
    return has_test(t) and is_counted(t)


def test_losses(t: Reading) -> Numbers:
    """The loss on them before every step and after the last."""
    return t.numbers(f"{t.root}test_losses", "L")


def lowest(t: Reading) -> Number:
    """The lowest of these."""
    losses = test_losses(t)
    number: Number = losses[int(np.argmin(losses.array))]
    return number


def last(t: Reading) -> Number:
    """The last of them."""
    losses = test_losses(t)
    number: Number = losses[len(losses) - 1]
    return number


def first(t: Reading) -> Number:
    """The first of them."""
    number: Number = test_losses(t)[0]
    return number


def tested(t: Reading) -> Literal["memorised", "falls", "rises"]:
    """How the loss on kept points went: past its lowest it rose while training went on falling, it came down, or it did not."""
    test, train = test_losses(t).array, t.losses.array
    k = int(np.argmin(test))
    if test[-1] > test[k] + REGROWN * test[0] and train[-1] < train[k]:
        return "memorised"
    return "falls" if test[-1] < test[0] else "rises"
