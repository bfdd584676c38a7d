"""What is so on this lesson: answers for the sentences and pictures of a step. No sentence, no mobject."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import Literal

import numpy as np

from engine.notation import fmt
from engine.reading import Number, Reading
from scenes.facts import has_bias, way_of, way_of_the_loss
from scenes.facts import has_more_hidden_layers as has_more_hidden_layers
from scenes.facts import is_mini_batch as is_mini_batch
from scenes.facts import outcome as outcome
from scenes.facts import steps_taken as steps_taken
from scenes.facts import taught_longer as taught_longer
from scenes.facts import taught_once as taught_once
from scenes.shown import Shown, told_apart

SAID = 3  # digits that the voice says of a weight, an output or a loss
KEPT = (0.8, 1.25)  # of what slopes promise, within which the loss has kept it
FEWEST_STEPS = 5  # that make a curve
LOG_SPAN = 30.0  # of the largest loss to the smallest: beyond it, a plain scale would lay the curve's end on its floor

ALWAYS = {
    "slopes": {"every": "a weight stands on each line of a dense network", "rises": "that is what a slope means"},
    "rate": {
        "only": "a tangent touches in one point", "every": "small steps downhill go down", "higher": "a step may be longer than the valley",
        "mostly": "it is how rates are chosen in practice",
    },
    "matrices": {"every": "the rule is one for all weights", "same": "the rule is one for all weights"},
}  # fmt: skip

Sign = Literal["positive", "negative"]


@dataclass(frozen=True)
class Weight:
    """w_ij of layer l in its step: what it was, its slope (the mean over the batch), what is subtracted, what it becomes."""

    l: int
    i: int
    j: int
    old: Number
    slope: Number
    step: Number
    new: Number


@dataclass(frozen=True)
class Change:
    """A number before the step and after it, with digits that tell the two apart."""

    before: Shown
    after: Shown


# ---- the weights that are looked at


def weight(t: Reading, l: int, i: int, j: int) -> Weight:
    """One weight of layer l in its step."""
    return Weight(l, i, j, t.W[l][i][j], t.mean_dL_dW[l][i][j], t.step_W[l][i][j], t.W_new[l][i][j])


def movable(t: Reading) -> list[Weight]:
    """Drawn weights of the last layer that go against their slope; only those whose spoken digits change, if there are any."""
    spots = product(*map(_ends, t.W[t.D].array.shape))
    moving = [w for w in (weight(t, t.D, i, j) for i, j in spots) if w.slope.value * w.step.value > 0]
    return [w for w in moving if fmt(w.old.value, SAID) != fmt(w.new.value, SAID)] or moving


def _ends(n: int) -> list[int]:
    """The first two of n neurons and the last: they are drawn of every layer, however wide."""
    return sorted({0, min(1, n - 1), n - 1})


def followed(t: Reading) -> list[Weight]:
    """One weight of the last layer and, where another moves, that: one whose slope has the other sign, if there is one."""
    one, *others = movable(t)
    opposite = [w for w in others if w.slope.value * one.slope.value < 0]
    opposite.sort(key=lambda w: w.old.value == t.eta.value)  # a weight that looks like eta comes last
    return [one, *(opposite or others)[:1]]


def first(t: Reading) -> Weight:
    """The weight that is looked at first."""
    return followed(t)[0]


def has_second(t: Reading) -> bool:
    """Whether another weight is looked at."""
    return len(followed(t)) > 1


def second(t: Reading) -> Weight:
    """The weight that is looked at second."""
    return followed(t)[1]


def sign_of_first(t: Reading) -> Sign:
    """The sign of the first weight's slope."""
    return "negative" if first(t).slope.value < 0 else "positive"


def sign_of_second(t: Reading) -> Sign:
    """The sign of the second weight's slope."""
    return "negative" if second(t).slope.value < 0 else "positive"


def way_of_second(t: Reading) -> Literal["grows", "shrinks"]:
    """What the second weight does in its step."""
    return "grows" if second(t).step.value < 0 else "shrinks"


# ---- the rule


def rule(t: Reading) -> Literal["plain", "momentum", "rmsprop", "adam"]:
    """What sizes the steps: the learning rate alone, or a rule."""
    training = t.lesson.training
    if training.optimizer != "sgd":
        return training.optimizer
    return "momentum" if training.momentum else "plain"


def is_plain(t: Reading) -> bool:
    """Whether a step is eta times the slope and nothing else."""
    return rule(t) == "plain"


def examples(t: Reading) -> int:
    """How many examples the slopes are the mean of."""
    return len(t.run.steps[0].examples)


def is_batch(t: Reading) -> bool:
    """Whether the slopes are a mean of several examples."""
    return examples(t) > 1


def batch(t: Reading) -> Literal["both", "all", "some"]:
    """Which examples the slopes are the mean of: both, all, or some of more."""
    if is_mini_batch(t):
        return "some"
    return "both" if examples(t) == 2 else "all"


def biases(t: Reading) -> Literal["move", "stay", "none"]:
    """What becomes of the last layer's biases in the step, if it has any."""
    if not has_bias(t, t.D):
        return "none"
    return "move" if t.lesson.training.train_biases else "stay"


def first_stands(t: Reading) -> bool:
    """Whether the first weight's step is too small to change a digit of it that could be shown."""
    w = first(t)
    return way_of(w.old, w.new) == "stays"


def stays_before(t: Reading) -> bool:
    """Whether no weight of the layer before the last takes a step, since its slopes are zero."""
    return not (t.step_W[t.D - 1].array.any() or t.mean_dL_dW[t.D - 1].array.any())


def has_hidden_layer(t: Reading) -> bool:
    """Whether there is a layer before the last one."""
    return t.D > 1


# ---- whether it helped


def keeps_next_pass(t: Reading) -> bool:
    """Whether the lesson keeps the pass after the step, and begins it with the same inputs."""
    here, *later = t.run.steps
    return bool(later) and later[0].step == here.step + 1 and np.array_equal(later[0].examples[0].x, t.x.array)


def keeps_loss_alone(t: Reading) -> bool:
    """Whether the lesson keeps nothing of the pass after the step but its loss."""
    return not keeps_next_pass(t)


def after(t: Reading) -> Reading:
    """The same inputs with the new weights, where the lesson keeps that pass."""
    return t.of(step=1, example=0)


def answers(t: Reading) -> list[Change]:
    """What the outputs that are spoken of say before the step and after it; none where the lesson does not keep that pass."""
    if not keeps_next_pass(t):
        return []
    return [Change(*told_apart(t.a[t.D][i], after(t).a[t.D][i], SAID)) for i in range(min(2, t.sizes[-1]))]


def has_two_answers(t: Reading) -> bool:
    """Whether a second output's answers are told."""
    return len(answers(t)) > 1


def way_of_first_answer(t: Reading) -> Literal["closer", "farther", "same"]:
    """Which way the first output goes, as seen from its target."""
    return _way_of_answer(t, 0)


def way_of_second_answer(t: Reading) -> Literal["closer", "farther", "same"]:
    """Which way the second output goes, as seen from its target."""
    return _way_of_answer(t, 1)


def _way_of_answer(t: Reading, i: int) -> Literal["closer", "farther", "same"]:
    was, now = (abs(read.a[t.D][i].value - t.y[i].value) for read in (t, after(t)))
    if way_of(t.a[t.D][i], after(t).a[t.D][i]) == "stays":
        return "same"
    return "closer" if now < was else "farther" if now > was else "same"


def promised(t: Reading) -> float:
    """By how much the loss would fall if the slopes stayed as they are: slopes times steps, summed over all weights and biases."""
    weights = sum(float((t.mean_dL_dW[l].array * t.step_W[l].array).sum()) for l in range(1, t.D + 1))
    return weights + sum(float(t.mean_dL_db[l].array @ t.step_b[l].array) for l in range(1, t.D + 1))


def promise(t: Reading) -> Literal["kept", "less", "more", "despite", "overshot", "uphill", "tiny"]:
    """What the loss did, held against what the slopes promised."""
    way, fall = way_of_the_loss(t), promised(t)
    if way == "stays":
        return "tiny"
    if way == "rises":
        return "overshot" if fall > 0 else "uphill"
    if fall <= 0:
        return "despite"
    share = (t.batch_L.value - t.L_new.value) / fall
    return "less" if share < KEPT[0] else "more" if share > KEPT[1] else "kept"


def change_of_loss(t: Reading) -> Change:
    """The loss of the batch before the step and after it."""
    return Change(*told_apart(t.batch_L, t.L_new, SAID))


# ---- all the steps


def steps(t: Reading) -> int:
    """How many steps the lesson takes."""
    return len(t.losses) - 1


def is_long(t: Reading) -> bool:
    """Whether there are steps enough for a curve."""
    return steps(t) >= FEWEST_STEPS


def has_failed(t: Reading) -> bool:
    """Whether the run is long enough to be shown, and did not get far."""
    return is_long(t) and outcome(t) in ("stuck", "restless", "unmoved", "diverged")


def is_logarithmic(t: Reading) -> bool:
    """Whether the losses span so much that only a logarithmic scale shows their end."""
    losses = t.losses.array
    return bool(losses.min() > 0 and losses.max() > LOG_SPAN * losses.min())


def last_loss(t: Reading) -> Number:
    """The loss after the last step."""
    return t.losses[steps(t)]


def last_said(t: Reading) -> Shown:
    """The loss after the last step, with digits that tell it from the first."""
    return told_apart(t.losses[0], last_loss(t), SAID)[1]
