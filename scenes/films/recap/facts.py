"""What is so on this lesson: the equations and lines that are told one by one, and how long it trains. No sentence, no mobject."""

from __future__ import annotations

from typing import Literal, get_args

from engine.reading import Number, Reading
from scenes.films.recap.program import PROGRAM, Key

Counted = Literal["one", "two", "three", "four", "five", "six"]  # the program's lines


def is_that_of_the_program(t: Reading) -> bool:
    """Whether the program's six lines are the whole of a step of this lesson."""
    network, training = t.lesson.network, t.lesson.training
    plain = training.optimizer == "sgd" and not training.momentum and not training.train_biases
    acts = {str(layer.activation) for layer in network.layers}
    one = len(t.run.steps[0].examples) == 1
    return plain and t.D == 2 and acts == {"sigmoid"} and network.loss == "squared_error" and one


def equations(t: Reading) -> tuple[Key, ...]:
    """The equations of the wall, in order."""
    return get_args(Key)


def which_equation(t: Reading, key: Key) -> Key:
    """Which equation is told."""
    return key


def lines(t: Reading) -> range:
    """The lines of the program, counted from 0."""
    return range(len(PROGRAM))


def which_line(t: Reading, k: int) -> Counted:
    """Which line is told."""
    which: Counted = get_args(Counted)[k]
    return which


def steps(t: Reading) -> Number:
    """How many steps the lesson trains."""
    return t.at("lesson.training.steps", "count")


def last_loss(t: Reading) -> Number:
    """The loss after the last step."""
    loss: Number = t.losses[-1]
    return loss
