"""What is so of a run that is watched: its points, its loss, a twin that got stuck, how often one does. No sentence, no mobject."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from engine.reading import Number, Reading

FEWEST = 20  # steps that make a run worth watching
HALF = 0.5  # an answer above it says one
NEAR = 0.1  # what differs by less than this looks the same; a slope below it lets next to no blame through


class Seeds(NamedTuple):
    """How many starts were tried, how many of them learned, how many got stuck."""

    tried: Number
    learned: Number
    stuck: Number


def has_plane(t: Reading) -> bool:
    """Whether the net is dense and has a plane of inputs and a hidden layer."""
    return not t.lesson.beyond_dense and t.sizes[0] == 2 and t.D >= 2


def says_yes_or_no(t: Reading) -> bool:
    """Whether the net has one sigmoid output or two classes, and examples that are zero or one."""
    y, last = np.array(t.lesson.data.y, dtype=float), (t.sizes[-1], t.lesson.activations[-1])
    return last in ((1, "sigmoid"), (2, "softmax")) and bool(np.isin(y, (0.0, 1.0)).all()) and len(y) >= 2


def is_long(t: Reading) -> bool:
    """Whether there are steps enough to watch."""
    return t.lesson.training.steps >= FEWEST


def labels(t: Reading) -> np.ndarray:
    """0 or 1 of every example, (N,): its only target, or the second of two classes."""
    return np.array(t.lesson.data.y, dtype=float)[:, -1]


def is_xor(t: Reading) -> bool:
    """Whether the examples are the four of XOR, in their usual order."""
    x = np.array(t.lesson.data.x)
    return x.shape == (4, 2) and set(np.unique(x)) == {0.0, 1.0} and labels(t).tolist() == [0.0, 1.0, 1.0, 0.0]


def makes_a_band(t: Reading) -> bool:
    """Whether XOR is learned with two hidden neurons, whose two lines have to bound a band."""
    return is_xor(t) and t.sizes[1] == 2


def is_deep(t: Reading) -> bool:
    """Whether there is more than one hidden layer."""
    return t.D > 2


def steps(t: Reading) -> Number:
    """How many steps of training there are."""
    return t.at("lesson.training.steps", "count")


def last_loss(t: Reading) -> Number:
    """The loss after the last step."""
    return t.losses[len(t.losses) - 1]


def is_stuck(t: Reading) -> bool:
    """Whether XOR has counted starts, and a twin that ends with a half for two points which no hidden neuron tells apart."""
    if not is_xor(t) or not t.trace.twins or "seeds" not in t.trace.studies:
        return False
    last = t.trace.twins[0].steps[-1]
    if last.step != t.lesson.training.steps - 1 or sum(abs(e.forward[-1].a[-1] - HALF) < NEAR for e in last.examples) != 2:
        return False
    one, two = pair(t)
    look_alike = np.abs(one.a[1].array - two.a[1].array).max() < NEAR
    return bool(look_alike and max(e.da_dz[1].array.max() for e in (one, two)) < NEAR)


def worst(t: Reading) -> list[int]:
    """Which two examples the twin gets most wrong at its last recorded step."""
    examples = t.trace.twins[0].steps[-1].examples
    return sorted(sorted(range(len(examples)), key=lambda m: -examples[m].L)[:2])


def pair(t: Reading) -> tuple[Reading, Reading]:
    """These two, read at that step."""
    one, two = (t.of(twin=0, step=len(t.trace.twins[0].steps) - 1, example=m) for m in worst(t))
    return one, two


def seeds(t: Reading) -> Seeds:
    """The starts that were counted."""
    return Seeds(*(t.at(f"studies.seeds.{field}", "count") for field in Seeds._fields))
