"""Facts that two films or more ask: what is so on this lesson, read off its trace. No sentence, no mobject."""

from __future__ import annotations

from typing import Literal

import numpy as np

from engine.notation import fmt
from engine.reading import Number, Reading
from scenes.shown import MOST_DIGITS

UNMOVED = 0.01  # of the first loss: a curve that never leaves it by more has not moved, one that ends nearer to it is no lower
LEARNED = 0.2  # of the first loss, of which less is left: what there was to learn is mostly learned
LAST = 0.25  # of the steps, over which a run is asked whether it still moves
FLAT = 0.02  # of the first loss: a last part that falls by less has come to rest
RESTLESS = 0.1  # of the first loss: a last part that rises by more in one step jumps

Outcome = Literal["learned", "falling", "stuck", "restless", "unmoved", "diverged"]


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


# ---- how a step went, and how a run


def way_of(before: Number, after: Number) -> Literal["falls", "rises", "stays"]:
    """Which way a number goes; one whose digits look the same, as many as are ever shown, stays."""
    if fmt(before.value, MOST_DIGITS) == fmt(after.value, MOST_DIGITS):
        return "stays"
    return "falls" if after.value < before.value else "rises"


def way_of_the_loss(t: Reading) -> Literal["falls", "rises", "stays"]:
    """Which way the loss of the batch goes in the step."""
    return way_of(t.batch_L, t.L_new)


def is_mini_batch(t: Reading) -> bool:
    """Whether a step looks at some of the examples only."""
    return len(t.run.steps[0].examples) < len(t.lesson.data.x or ())


def course(t: Reading) -> np.ndarray:
    """The loss over the steps, (K,); of mini-batches, its mean over each round through the examples, as far as there is a whole one."""
    losses, examples = t.losses.array, len(t.lesson.data.x or ())
    size = t.lesson.training.batch_size or examples
    a_round = -(-examples // size)
    return np.convolve(losses, np.full(a_round, 1.0 / a_round), "valid") if 1 < a_round <= len(losses) // 2 else losses


def outcome_of(losses: np.ndarray) -> Outcome:
    """How a run went, by its losses (K,): diverged is one that moved and ended no lower, restless one that jumps up to the end."""
    first, last = float(losses[0]), float(losses[-1])
    scale = abs(first) or float(np.abs(losses).max()) or 1.0
    end = losses[-max(2, round(LAST * len(losses))) :]
    if np.abs(losses - first).max() <= UNMOVED * scale:
        return "unmoved"
    if last > first - UNMOVED * scale:
        return "diverged"
    if np.diff(end).max() > RESTLESS * scale:
        return "restless"
    if last < LEARNED * first:
        return "learned"
    return "stuck" if end[0] - last < FLAT * scale else "falling"


def outcome(t: Reading) -> Outcome:
    """How the run that is read went; one whose last step looked at examples with as high a loss as the first had is restless."""
    found, losses = outcome_of(course(t)), t.losses.array
    return "restless" if found in ("learned", "falling", "stuck") and losses[-1] >= losses[0] else found
