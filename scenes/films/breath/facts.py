"""What is so on this lesson: which point is told, what the network says of it before and after, and how many knobs it has."""

from __future__ import annotations

import numpy as np

from engine.reading import Number, Reading
from scenes.facts import activation, has_biases

__all__ = ["ALWAYS", "again", "begins_wrong", "done", "ends_right", "has_biases", "is_drawn", "is_long", "knobs", "of_yes_and_no", "worst"]
ALWAYS = {
    "opened": {"learns": "unfit asks for it: ends_right"},
    "back": {"same": "blame returns along the edges of the network"},
    "moved": {"every": "unfit asks for it: each weight is moved", "all": "unfit asks for it: a step takes all examples"},
    "closed": {"every": "the laws hold for each layer and neuron"},
}
HALF = 0.5
MOST = 4  # hidden neurons that are drawn
LEAST = 20  # steps that are worth watching


def is_drawn(t: Reading) -> bool:
    """Whether it is a plane of inputs, one hidden layer of a few neurons, and one output."""
    return len(t.sizes) == 3 and t.sizes[0] == 2 and 2 <= t.sizes[1] <= MOST and t.sizes[2] == 1


def of_yes_and_no(t: Reading) -> bool:
    """Whether one sigmoid tells ones from zeros."""
    y = np.array(t.lesson.data.y, dtype=float)
    return activation(t, t.D) == "sigmoid" and bool(np.isin(y, (0, 1)).all()) and len(np.unique(y)) == 2


def is_long(t: Reading) -> bool:
    """Whether there are steps enough to be watched."""
    return t.lesson.training.steps >= LEAST


def _answers(t: Reading, step: int) -> list[Reading]:
    return [t.of(step=step, example=m) for m in range(len(t.run.steps[step].examples))]


def _miss(read: Reading) -> float:
    """How far an answer is off."""
    return abs(read.a[read.D][0].value - read.y[0].value)


def worst(t: Reading) -> int:
    """The example of the first recorded step of which the answer is furthest off."""
    return int(np.argmax([_miss(read) for read in _answers(t, 0)]))


def begins_wrong(t: Reading) -> bool:
    """Whether that answer is on the wrong side."""
    return _miss(t.of(step=0, example=worst(t))) > HALF


def ends_right(t: Reading) -> bool:
    """Whether the last recorded step has an answer on the right side for each of its examples, and the told one among them."""
    answers = _answers(t, -1)
    return len(answers) == len(t.lesson.data.x or ()) and all(_miss(read) < HALF for read in answers)


def again(t: Reading) -> Reading:
    """The told example at the last recorded step, in whatever order that has its examples."""
    return next(read for read in _answers(t, -1) if (read.x.array == t.x.array).all())


def done(t: Reading) -> Number:
    """How many steps have been taken then."""
    return t.at(f"steps[{len(t.run.steps) - 1}].step", "count")


def knobs(t: Reading) -> Number:
    """How many numbers training moves."""
    return t.at("studies.stack.total", "count")
