"""Facts that two films or more ask: what is so on this lesson, read off its trace. No sentence, no mobject."""

from __future__ import annotations

from typing import Literal

import numpy as np

from engine.building import loss_of
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
    """The name of the outputs' activation; `own_leak` is a leaky rectifier whose slope the lesson gives."""
    return activation(t, t.D) if output_leak(t) is None else "own_leak"


def leak(t: Reading, l: int) -> Number | None:
    """The slope below zero of layer l's leaky rectifier, where the lesson gives it."""
    given = getattr(t.lesson.network.layers[l - 1], "slope", None)
    return None if given is None else t.at(f"{t.root}lesson.network.layers[{l - 1}].slope", "da_dz")


def output_leak(t: Reading, *item: object) -> Number | None:
    """The same of the outputs."""
    return leak(t, t.D)


def is_batch(t: Reading) -> bool:
    """Whether a step learns from more than one example."""
    return len(t.run.steps[0].examples) > 1


# ---- losses with a kink

Margin = Literal["short", "kept", "kink", "short_of_classes", "kept_of_classes", "kink_of_classes"]


def is_hinge(t: Reading) -> bool:
    """Whether the loss asks for a margin."""
    return loss(t) == "hinge"


def is_of_classes(t: Reading) -> bool:
    """Whether the loss asks for a margin between the output of a class and each other one."""
    return is_hinge(t) and has_several_outputs(t)


def kinks_of_loss(t: Reading) -> np.ndarray:
    """By which outputs the loss stands exactly on a kink, (n_D,) of True and False."""
    z, a, y = t.z[t.D].array, t.a[t.D].array, t.y.array
    kinks = loss_of(t.lesson).kinks
    return np.zeros(len(a), dtype=bool) if kinks is None else np.broadcast_to(kinks(z, a, y), a.shape)


def margin(t: Reading) -> Margin:
    """Whether a margin that the hinge loss asks for is missing, or one is reached exactly, which is a kink, or all are kept."""
    found = "short" if t.L.value > 0 else "kink" if kinks_of_loss(t).any() else "kept"
    return f"{found}_of_classes" if has_several_outputs(t) else found  # type: ignore[return-value]


def stands_on_kink(t: Reading, i: int) -> bool:
    """Whether a push of output i's sum, however small, leaves a kink of the loss or of the output's activation."""
    pieces, kinks = t.net.layers[t.D - 1].act.pieces, kinks_of_loss(t)
    of_loss = bool(kinks.any() if is_of_classes(t) and t.y[i].value == 1 else kinks[i])
    return of_loss or (pieces is not None and bool(pieces.at(t.z[t.D].array)[i]))


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


def steps_taken(t: Reading) -> int:
    """How many steps of training the network that is told has taken."""
    return int(t.at(f"{t.root}steps[{t.told[0]}].step", "count").value)


def taught_once(t: Reading) -> bool:
    """Whether the network that is told has taken one step of training."""
    return steps_taken(t) == 1


def taught_longer(t: Reading) -> bool:
    """Whether the network that is told has taken several steps of training."""
    return steps_taken(t) > 1


# ---- biases that may not be there


def bias(t: Reading, l: int = 1) -> Literal["own", "shared", "none"]:
    """What neurons of layer l are given besides their weights: a bias each, one for all, or none; one that is 0 and stays is none."""
    given = getattr(t.lesson.network.layers[l - 1], "bias", True)
    if given is False or (not t.lesson.training.train_biases and not t.b[l].array.any()):
        return "none"
    return "shared" if given == "shared" else "own"


def has_bias(t: Reading, l: int = 1) -> bool:
    """Whether neurons of layer l have a bias, their own or a shared one."""
    return bias(t, l) != "none"


def has_biases(t: Reading) -> bool:
    """Whether any layer has biases."""
    return any(has_bias(t, l) for l in range(1, t.D + 1))


def biases(t: Reading) -> Literal["own", "shared", "mixed", "none"]:
    """What all layers that have biases have: a bias for each neuron, one for the layer, or some this and some that."""
    kinds = {bias(t, l) for l in range(1, t.D + 1)} - {"none"}
    if len(kinds) > 1:
        return "mixed"
    return "shared" if "shared" in kinds else "own" if kinds else "none"


def is_summed(t: Reading) -> bool:
    """Whether a step takes the sum over its examples, not their mean."""
    return bool(t.lesson.training.reduction == "sum")


# ---- what an activation makes of sums

FAR = 1e3  # a sum so far out shows whether an activation is bounded
BOUND = 10.0  # what stays within this so far out is bounded


def squashing(t: Reading, l: int = 1) -> Literal["bounds", "bends", "passes", "shares"]:
    """How layer l makes outputs of sums: between two bounds, along a bent line, as they are, or as shares of one whole (softmax)."""
    name = activation(t, l)
    if name in ("identity", "softmax"):
        return "passes" if name == "identity" else "shares"
    return "bounds" if np.abs(t.net.layers[l - 1].act(np.array([-FAR, FAR]))).max() < BOUND else "bends"


# ---- states of a network that a film names when it meets them

SHALLOW = 0.01  # a neuron whose slope is less than this part of the largest that its activation has stands where the curve is flat
STEEPEST = {  # the largest slope of each activation that is flat far out on both sides
    "sigmoid": 0.25, "tanh": 1.0, "bipolar_sigmoid": 0.5, "hard_sigmoid": 1.0 / 6.0, "hard_tanh": 1.0, "softsign": 1.0,
}  # fmt: skip


def is_zero_start(t: Reading) -> bool:
    """Whether all weights are zero."""
    return not any(t.W[l].array.any() for l in range(1, t.D + 1))


def silent(t: Reading, l: int) -> list[int]:
    """The neurons of layer l whose rectifier is shut: their sum is not above zero, so they say nothing."""
    return [int(i) for i in np.flatnonzero(t.z[l].array <= 0)] if activation(t, l) == "relu" else []


def saturated(t: Reading, l: int) -> list[int]:
    """The neurons of layer l that stand where their curve is flat."""
    steepest = STEEPEST.get(activation(t, l))
    return [int(i) for i in np.flatnonzero(t.da_dz[l].array < SHALLOW * steepest)] if steepest else []


def is_symmetric(t: Reading, l: int) -> bool:
    """Whether hidden layer l has several neurons that are all alike: the same weights in, the same bias, the same weights out."""
    rows, b, out = t.W[l].array, t.b[l].array, t.W[l + 1].array
    return len(b) > 1 and bool((rows == rows[0]).all() and (b == b[0]).all() and (out == out[:, :1]).all())
