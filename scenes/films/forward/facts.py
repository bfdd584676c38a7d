"""What is so on this lesson: answers for the sentences and pictures of the forward pass. No sentence, no mobject."""

from __future__ import annotations

from typing import Literal

from engine.called import Name
from engine.reading import Reading
from scenes.facts import activation, has_hidden, loss
from scenes.sentence import Term

__all__ = [
    "all_green", "before", "bending", "example_name", "first_input", "first_output", "has_curve", "has_hidden", "has_more_inputs",
    "has_named_example", "has_second_input", "has_second_neuron", "inputs_said", "judge", "later_layers", "outputs_said", "place_of",
    "second_input", "second_output", "second_sum", "squash",
]  # fmt: skip


def all_green(t: Reading) -> bool:
    """Whether no weight is negative."""
    return all(bool((layer.W >= 0).all()) for layer in t.net.layers)


def has_second_input(t: Reading) -> bool:
    """Whether there is more than one input."""
    return t.sizes[0] > 1


def has_named_example(t: Reading) -> bool:
    """Whether the lesson has a name for the example that is told."""
    return t.names.example() is not None


def inputs_said(t: Reading) -> Literal["one", "several", "one_named", "several_named"]:
    """Whether one input is said or two, and whether by the names that the lesson gives them."""
    return _said(t.sizes[0], t.names.input(0))


def outputs_said(t: Reading) -> Literal["one", "several", "one_named", "several_named"]:
    """Whether one output is said or two, and whether by the names that the lesson gives them."""
    return _said(t.sizes[-1], t.names.output(0))


def _said(many: int, name: Name | None) -> Literal["one", "several", "one_named", "several_named"]:
    if name is None:
        return "one" if many == 1 else "several"
    return "one_named" if many == 1 else "several_named"


def example_name(t: Reading) -> Name | None:
    """What the lesson calls the example that is told."""
    return t.names.example()


def first_input(t: Reading) -> Name | None:
    """What the lesson calls the first input."""
    return t.names.input(0)


def second_input(t: Reading) -> Name | None:
    """What the lesson calls the second input."""
    return t.names.input(1)


def first_output(t: Reading) -> Name | None:
    """What the lesson calls the first output."""
    return t.names.output(0)


def second_output(t: Reading) -> Name | None:
    """What the lesson calls the second output."""
    return t.names.output(1)


def has_more_inputs(t: Reading) -> bool:
    """Whether there are inputs beyond the two whose products are said."""
    return t.sizes[0] > 2


def has_second_neuron(t: Reading) -> bool:
    """Whether layer 1 has a neuron to compare with its first."""
    return t.sizes[1] > 1


def second_sum(t: Reading) -> Literal["larger", "smaller", "same"]:
    """How the second neuron's sum compares with the first's."""
    first, second = t.z[1][0].value, t.z[1][1].value
    return "larger" if second > first else "smaller" if second < first else "same"


def squash(t: Reading) -> Term:
    """The activation of layer 1, by which each sum is squashed."""
    return Term(activation(t, 1))


def has_curve(t: Reading) -> bool:
    """Whether the squash of layer 1 is a curve: each neuron's output depends on its own sum alone."""
    return activation(t, 1) != "softmax"


def bending(t: Reading) -> str:
    """The activation whose curve bends the lines: that of layer 1, or tanh where that has no curve or a straight one."""
    return activation(t, 1) if has_curve(t) and activation(t, 1) != "identity" else "tanh"


def later_layers(t: Reading) -> range:
    """The layers after layer 1."""
    return range(2, t.D + 1)


def place_of(t: Reading, l: int) -> Literal["next", "later"]:
    """Whether layer l follows layer 1, or comes later."""
    return "next" if l == 2 else "later"


def before(t: Reading, l: int) -> int:
    """The number of the layer that layer l listens to."""
    return l - 1


def judge(t: Reading) -> Term:
    """The loss, which judges the outputs."""
    return Term(loss(t))
