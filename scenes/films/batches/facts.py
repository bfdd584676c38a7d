"""What is so of many examples and one step: which are shown, how they pull, how far mini-batches miss. No sentence, no mobject."""

from __future__ import annotations

from typing import Literal

import numpy as np

from engine.reading import Number, Reading

MOST = 4  # examples shown one by one; of more, the first three and the last
OPPOSED = -0.1  # cosine below which an example pulls against the mean; nearer to zero, it hardly has an opinion


def studied(t: Reading, field: str) -> Number:
    """A number of the study of batches."""
    return t.at(f"studies.batches.{field}", "count")


def examples(t: Reading) -> Number:
    """How many examples of the first step are looked at."""
    return studied(t, "examples")


def count(t: Reading) -> int:
    """How many they are, to be said in words."""
    return int(examples(t).value)


def told(t: Reading) -> list[int]:
    """Which examples are shown one by one."""
    n = count(t)
    return list(range(n)) if n <= MOST else [*range(MOST - 1), n - 1]


def all_are_told(t: Reading) -> bool:
    """Whether every example is shown."""
    return count(t) <= MOST


def turn(t: Reading, k: int) -> Literal["first", "second", "third", "last", "other"]:
    """Whose turn it is among the examples that are shown; of two, the second is the other."""
    if k == told(t)[-1]:
        return "last" if count(t) > 2 else "other"
    return ("first", "second", "third")[k]


def axes(t: Reading) -> list[tuple[int, int, int]]:
    """(l, i, j) of the two weights that arrows are drawn over; the mean is worked out for the first."""
    rows = t.numbers("studies.batches.axes", "count").array
    return [(int(l), int(i), int(j)) for l, i, j in rows]


def mean_slope(t: Reading) -> Number:
    """The mean slope of the weight for which it is worked out."""
    l, i, j = axes(t)[0]
    return t.mean_dL_dW[l][i][j]


def cosines(t: Reading) -> list[Number]:
    """Of the examples that are shown: the cosine of each one's gradient with the mean."""
    every = t.numbers("studies.batches.cosines", "count")
    return [every[k] for k in told(t)]


def some_oppose(t: Reading) -> bool:
    """Whether one of the examples that are shown pulls against the mean."""
    return any(cosine.value < OPPOSED for cosine in cosines(t))


def sizes(t: Reading) -> list[Number]:
    """The sizes of mini-batches, from single examples to all together."""
    return [studied(t, f"clusters[{s}].size") for s in range(len(t.trace.studies["batches"].clusters))]


def strays(t: Reading) -> list[Number]:
    """How far mini-batches of each size miss the mean, on average, in lengths of the mean."""
    return [studied(t, f"clusters[{s}].stray") for s in range(len(sizes(t)))]


def small_batch(t: Reading) -> int:
    """Which of the sizes is drawn as dots: the second, or single examples where that is all of them."""
    return 1 if len(sizes(t)) > 2 else 0


def small_size(t: Reading) -> int:
    """How many examples each dot is the mean of."""
    return int(sizes(t)[small_batch(t)].value)


def tips(t: Reading, s: int) -> np.ndarray:
    """Where every mini-batch of the s-th size would step, along the two axes, (m, 2)."""
    return t.numbers(f"studies.batches.clusters[{s}].tips").array


def mean_tip(t: Reading) -> np.ndarray:
    """Where all examples together would step, along the two axes, (2,)."""
    return t.numbers("studies.batches.whole").array
