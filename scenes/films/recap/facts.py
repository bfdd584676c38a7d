"""What is so on this lesson: the equations and lines that are told one by one, and how long it trains. No sentence, no mobject."""

from __future__ import annotations

from typing import Literal, get_args

from engine.reading import Number, Numbers, Reading
from scenes.facts import has_biases as has_biases
from scenes.facts import outcome
from scenes.facts import way_of_the_loss as way_of_the_loss
from scenes.films.recap.program import PROGRAM, Key
from scenes.shown import Shown, told_apart

SAID = 3  # digits that the voice says of a loss
ALWAYS = {
    "opened": {"every": "a step moves each weight", "all": "the films of the series tell so"},
    "series": {"every": "the films of the series tell so", "all": "the film history tells so"},
    "first": {"nothing": "it is a condition"},
    "ended": {"every": "a step moves each weight", "all": "the two passes and the step are what the program does"},
    "second": {"almost": "it is a condition"},
    "second_answer": {"hardly": "a(1 - a) is near zero for a near one", "almost": "a(1 - a) is near zero for a near one"},
    "third_answer": {"both": "a matrix product multiplies and adds"},
    "fourth_answer": {"never": "old outputs and new weights belong to no one run"},
    "fifth_answer": {"all": "a way back gives each weight its slope"},
}

Counted = Literal["one", "two", "three", "four", "five", "six"]  # the program's lines


def is_that_of_the_program(t: Reading) -> bool:
    """Whether the program's six lines are the whole of a step of this lesson."""
    network, training = t.lesson.network, t.lesson.training
    plain = t.lesson.plain and not training.train_biases
    acts = {str(layer.activation) for layer in network.layers}
    one = len(t.run.steps[0].examples) == 1
    return plain and t.D == 2 and acts == {"sigmoid"} and network.loss == "squared_error" and one


def equations(t: Reading) -> tuple[Key, ...]:
    """The equations of the wall, in order."""
    return tuple(key for key in get_args(Key) if key != "biases" or has_biases(t))


def which_equation(t: Reading, key: Key) -> Key:
    """Which equation is told."""
    return key


def lines(t: Reading) -> range:
    """The lines of the program, counted from 0."""
    return range(len(PROGRAM))


def which_line(t: Reading, k: int) -> str:
    """Which line is told; the first and the third read out neurons: one, two, or the first two of more ("one_of_two")."""
    read = {0: t.sizes[1], 2: t.sizes[2]}
    which: Counted = get_args(Counted)[k]
    return f"{which}_of_{few(read[k])}" if k in read else which


Few = Literal["one", "two", "more"]


def few(n: int) -> Few:
    """One, two, or more of something."""
    return "one" if n == 1 else "two" if n == 2 else "more"


def inputs(t: Reading) -> Few:
    """How many inputs go in."""
    return few(t.sizes[0])


def input_count(t: Reading) -> int:
    """How many inputs go in, to be said in words."""
    return t.sizes[0]


def has_two_outputs(t: Reading) -> bool:
    """Whether a hidden neuron feeds two outputs, or more."""
    return t.sizes[-1] > 1


def loss_after(t: Reading) -> tuple[Shown, Shown]:
    """The loss before the step and after it."""
    return told_apart(t.L, t.L_new, SAID)


def run_again(t: Reading) -> Reading | None:
    """The network after the step, run on the same example, where that is recorded."""
    now = t.run.steps[0]
    after = next((step for step in t.run.steps if step.step == now.step + 1), None)
    is_same = after is not None and after.examples[0].x.tolist() == now.examples[0].x.tolist()
    return t.of(step=t.run.steps.index(after)) if after is not None and is_same else None


def steps(t: Reading) -> Number:
    """How many steps the lesson trains."""
    return t.at("lesson.training.steps", "count")


def ending(t: Reading) -> Literal["once", "learned", "failed"]:
    """Whether the lesson takes one step only, or what comes of more."""
    if int(steps(t).value) == 1:
        return "once"
    return "learned" if outcome(t) in ("learned", "falling") else "failed"


def last_loss(t: Reading) -> Number:
    """The loss after the last step."""
    loss: Number = t.losses[-1]
    return loss


def is_counted(t: Reading) -> bool:
    """Whether the lesson tells classes apart, and right and wrong were counted after its last step."""
    return "accuracy" in t.trace.studies and t.run.steps[-1].step == t.lesson.training.steps - 1


def counted(t: Reading) -> Number:
    """How many examples it has."""
    return t.at("studies.accuracy.after.count", "count")


def right(t: Reading) -> Number:
    """How many of them the last network names right."""
    return t.at("studies.accuracy.after.right", "count")


def confusion(t: Reading) -> Numbers:
    """How many examples of each class (rows) it takes for each (columns)."""
    return t.numbers("studies.accuracy.after.confusion", "count")


def confused(t: Reading) -> Literal["none", "some"]:
    """Whether it takes any example for another class."""
    return "none" if right(t).value == counted(t).value else "some"
