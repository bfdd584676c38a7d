"""What is so on this lesson: answers for the sentences and pictures of the forward pass. No sentence, no mobject."""

from __future__ import annotations

from typing import Literal

from engine.reading import Reading
from scenes.facts import activation, has_hidden, has_several_outputs, loss
from scenes.sentence import Term

__all__ = [
    "all_green", "before", "bending", "has_curve", "has_hidden", "has_more_inputs", "has_second_input", "has_second_neuron",
    "has_several_outputs", "judge", "later_layers", "place_of", "second_sum", "squash",
]  # fmt: skip


def all_green(t: Reading) -> bool:
    """Whether no weight is negative."""
    return all(bool((layer.W >= 0).all()) for layer in t.net.layers)


def has_second_input(t: Reading) -> bool:
    """Whether there is more than one input."""
    return t.sizes[0] > 1


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
