"""What is so of many examples and one step: which are shown, how they pull, how far mini-batches miss. No sentence, no mobject."""

from __future__ import annotations

from math import comb
from typing import Literal

import numpy as np

from engine.reading import Number, Reading
from scenes.facts import is_mini_batch as is_mini_batch
from scenes.facts import is_summed as is_summed
from scenes.facts import way_of_the_loss as way_of_the_loss
from scenes.shown import Shown, told_apart

MOST = 4  # examples shown one by one; of more, the first three and the last
BARS = 26  # of a strip
ALIGNED = 0.5  # cosine above which an example pulls the mean's way, and not just not against it
FAR = 0.5  # of the mean's length: small batches that miss by more, on average, miss by far
SAID = 3  # digits that the voice says of a loss

ALWAYS = {
    "pulled": {"all": "a step is taken once for its examples"},
    "many": {"same": "a network has one set of weights", "every": "a network has one set of weights"},
    "why": {"all": "the lesson's loss is a mean"},
    "cancelled": {"same": "a mean is taken entry by entry", "every": "a mean is taken entry by entry"},
    "agree": {"same": "of two directions with cosine one"},
    "arrows": {"only": "the picture has two axes"},
    "trade": {"most": "it is how networks are trained in practice"},
}


def studied(t: Reading, field: str) -> Number:
    """A number of the study of batches."""
    return t.at(f"studies.batches.{field}", "count")


def examples(t: Reading) -> Number:
    """How many examples of the first step are looked at."""
    return studied(t, "examples")


def count(t: Reading) -> int:
    """How many they are, to be said in words."""
    return int(examples(t).value)


def is_tanh_with_cross_entropy(t: Reading) -> bool:
    """Whether the hidden neurons are hyperbolic tangents, and one sigmoid is judged by cross-entropy."""
    *hidden, last = t.lesson.activations
    return set(hidden) == {"tanh"} and last == "sigmoid" and t.lesson.network.loss == "binary_cross_entropy"


def in_all(t: Reading) -> int:
    """How many examples the lesson has."""
    return len(t.lesson.data.x or ())


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


def telling(t: Reading, k: int) -> Literal["first", "first_of_wide", "second", "third", "last", "other"]:
    """How an example is told: the first says what the bars are, and whether there is one for every weight and bias."""
    whose = turn(t, k)
    return "first_of_wide" if whose == "first" and not has_all_bars(t) else whose


def asks_for_nothing(t: Reading, k: int) -> bool:
    """Whether an example has no gradient: every one of its slopes is zero."""
    e = t.of(example=k)
    return not any(e.delta[l].array.any() for l in range(1, t.D + 1))


def has_all_bars(t: Reading) -> bool:
    """Whether a strip has a bar for every weight and bias."""
    return sum(layer.W.size + layer.b.size for layer in t.net.layers) <= BARS


def drawn(t: Reading) -> list[int]:
    """Which examples have an arrow: those that are told, and of very many an even choice."""
    return sorted({*told(t), *map(int, t.numbers("studies.batches.drawn").array)})


def arrows(t: Reading) -> int:
    """How many arrows there are."""
    return len(drawn(t))


def not_all_are_drawn(t: Reading) -> bool:
    """Whether some examples have no arrow."""
    return len(drawn(t)) < count(t)


def axes(t: Reading) -> list[tuple[int, int, int]]:
    """(l, i, j) of the two weights that arrows are drawn over."""
    rows = t.numbers("studies.batches.axes", "count").array
    return [(int(l), int(i), int(j)) for l, i, j in rows]


def worked(t: Reading) -> tuple[int, int, int]:
    """(l, i, j) of the weight for which the mean is worked out: of the two, the one with the larger mean."""
    return max(axes(t), key=lambda at: abs(t.mean_dL_dW[at[0]][at[1]][at[2]].value))


def mean_slope(t: Reading) -> Number:
    """The mean slope of the weight for which it is worked out."""
    l, i, j = worked(t)
    return t.mean_dL_dW[l][i][j]


def cosines(t: Reading) -> list[Number]:
    """Of the examples that are shown: the cosine of each one's gradient with the mean."""
    every = t.numbers("studies.batches.cosines", "count")
    return [every[k] for k in told(t)]


def opposed(t: Reading) -> int:
    """How many of all examples pull against the mean: their cosine is negative."""
    return int(studied(t, "opposed").value)


def agreement(t: Reading) -> Literal["none", "neither", "one", "some", "aligned", "both"]:
    """How all examples agree with the mean: one or some oppose it, none does (of two, neither), or all pull its way (of two, both)."""
    if opposed(t):
        return "one" if opposed(t) == 1 else "some"
    if t.numbers("studies.batches.cosines").array.min() <= ALIGNED:
        return "neither" if count(t) == 2 else "none"
    return "both" if count(t) == 2 else "aligned"


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


def some_pull_at_neither(t: Reading) -> bool:
    """Whether an example that is told has no slope by either of the two weights."""
    return bool((tips(t, 0)[told(t)] == 0).all(axis=1).any())


def mean_tip(t: Reading) -> np.ndarray:
    """Where all examples together would step, along the two axes, (2,)."""
    return t.numbers("studies.batches.whole").array


def misses(t: Reading) -> Literal["far", "near", "never"]:
    """How far the mini-batches that are drawn miss the mean, on average."""
    miss = strays(t)[small_batch(t)].value
    return "far" if miss > FAR else "near" if miss > 0 else "never"


def is_of_singles(t: Reading) -> bool:
    """Whether the dots are single examples."""
    return small_size(t) == 1


def is_sampled(t: Reading) -> bool:
    """Whether there are more mini-batches of that size than are drawn."""
    return dots(t) < comb(count(t), small_size(t))


def dots(t: Reading) -> int:
    """How many mini-batches are drawn."""
    return len(tips(t, small_batch(t)))


def noise(t: Reading) -> Literal["shrinks", "two", "none"]:
    """What larger batches do to the noise: it shrinks; of two examples, both together have none; examples that are alike make none."""
    if not strays(t)[0].value:
        return "none"
    return "shrinks" if len(sizes(t)) > 2 else "two"


# ---- the step


def goes_along_the_arrow(t: Reading) -> bool:
    """Whether the step is the learning rate times the mean, and nothing else sizes it."""
    return t.lesson.training.plain


def has_price(t: Reading) -> bool:
    """Whether the lesson has a penalty, whose slope is added to the mean."""
    return t.lesson.training.penalty is not None


def some_are_held(t: Reading) -> bool:
    """Whether some layers take no step, since the lesson holds them."""
    return any(layer.train is False for layer in t.lesson.network.layers)


def goes_too_far(t: Reading) -> bool:
    """Whether the step is too long, so that the loss rises."""
    return turn_of_the_loss(t) == "rises"


def turn_of_the_loss(t: Reading) -> Literal["falls", "rises", "rises_by_rule", "stays"]:
    """Which way the loss goes; one that rises after a plain step went too far, another rule may have had its reasons."""
    way = way_of_the_loss(t)
    return "rises_by_rule" if way == "rises" and not goes_along_the_arrow(t) else way


def change_of_loss(t: Reading) -> tuple[Shown, Shown]:
    """The mean loss of the examples before the step and after it."""
    return told_apart(t.batch_L, t.L_new, SAID)
