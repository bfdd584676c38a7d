"""Facts that two films or more ask: what is so on this lesson, read off its trace. No sentence, no mobject."""

from __future__ import annotations

from typing import Literal

from engine.reading import Number, Reading


def activation(t: Reading, l: int) -> str:
    """The name of layer l's activation."""
    return str(t.lesson.network.layers[l - 1].activation)


def squash(t: Reading) -> str:
    """The name of the first layer's activation."""
    return activation(t, 1)


def loss(t: Reading) -> str:
    """The name of the lesson's loss."""
    return str(t.lesson.network.loss)


def is_nudged(t: Reading) -> bool:
    """Whether the trace holds what every neuron's nudge did."""
    return bool(t.trace.steps[0].examples[0].nudges)


def push(t: Reading) -> Number:
    """h, by which one z of the outputs is raised."""
    return t.at(t.ratio[t.D].path.removesuffix("ratio") + "h", "z")


def origin_of_delta(t: Reading) -> Literal["product", "shortcut", "sum"]:
    """How the outputs' delta comes about: a product neuron by neuron, softmax's shortcut a - y, or a sum over all outputs."""
    if activation(t, t.D) != "softmax":
        return "product"
    return "shortcut" if loss(t) == "cross_entropy" else "sum"


def has_more_hidden_layers(t: Reading) -> bool:
    """Whether there are hidden layers before the last hidden one."""
    return t.D > 2


def has_hidden(t: Reading) -> bool:
    """Whether there is a layer before the outputs."""
    return t.D > 1


def has_several_outputs(t: Reading) -> bool:
    """Whether there is more than one output."""
    return t.sizes[-1] > 1


def output_squash(t: Reading, *item: object) -> str:
    """The name of the outputs' activation."""
    return activation(t, t.D)


def is_batch(t: Reading) -> bool:
    """Whether a step learns from more than one example."""
    return len(t.run.steps[0].examples) > 1
