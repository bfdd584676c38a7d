"""What is so on this lesson: answers for the sentences and pictures of a step. No sentence, no mobject."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from engine.reading import Number, Reading
from scenes.facts import bias as bias
from scenes.facts import has_more_hidden_layers as has_more_hidden_layers
from scenes.facts import has_several_outputs as has_several_outputs
from scenes.facts import is_mini_batch as is_mini_batch
from scenes.facts import is_summed as is_summed
from scenes.facts import outcome as outcome
from scenes.facts import steps_taken as steps_taken
from scenes.facts import taught_longer as taught_longer
from scenes.facts import taught_once as taught_once
from scenes.facts import way_of
from scenes.films.update.all_steps import curve_of_losses as curve_of_losses
from scenes.films.update.all_steps import ending as ending
from scenes.films.update.all_steps import has_one_example as has_one_example
from scenes.films.update.all_steps import is_logarithmic as is_logarithmic
from scenes.films.update.all_steps import is_long as is_long
from scenes.films.update.all_steps import last_loss as last_loss
from scenes.films.update.all_steps import last_said as last_said
from scenes.films.update.all_steps import steps as steps
from scenes.films.update.all_steps import stop as stop
from scenes.films.update.all_steps import was_stopped as was_stopped
from scenes.films.update.weights import SAID as SAID
from scenes.films.update.weights import Weight as Weight
from scenes.films.update.weights import first as first
from scenes.films.update.weights import followed as followed
from scenes.films.update.weights import has_price as has_price
from scenes.films.update.weights import has_second as has_second
from scenes.films.update.weights import is_flat as is_flat
from scenes.films.update.weights import movable as movable
from scenes.films.update.weights import price as price
from scenes.films.update.weights import priced as priced
from scenes.films.update.weights import second as second
from scenes.films.update.weights import sign_of_first as sign_of_first
from scenes.films.update.weights import sign_of_second as sign_of_second
from scenes.films.update.weights import slope_of_price as slope_of_price
from scenes.films.update.weights import slopes_of_price as slopes_of_price
from scenes.films.update.weights import way_of_second as way_of_second
from scenes.films.update.weights import weight as weight
from scenes.shown import Shown, told_apart

KEPT = (0.8, 1.25)  # of what slopes promise, within which the loss has kept it

ALWAYS = {
    "wondered": {
        "every": "a backward pass leaves a slope for each weight",
        "nothing": "a slope is a number for one point",
        "worse": "it may: a long step leaves the ground that its slope speaks for",
    },
    "promised": {"every": "that is what gradient descent does; what a lesson holds is told where it is held"},
    "slopes": {"every": "a weight stands on each line of a dense network", "rises": "that is what a slope means"},
    "rate": {
        "only": "a tangent touches in one point", "every": "small steps downhill go down", "higher": "a step may be longer than the valley",
        "mostly": "it is how rates are chosen in practice",
    },
}  # fmt: skip


@dataclass(frozen=True)
class Change:
    """A number before the step and after it, with digits that tell the two apart."""

    before: Shown
    after: Shown


# ---- the rule


Rule = Literal["plain", "momentum", "nesterov", "rmsprop", "adagrad", "adam", "adamw", "lion"]


def rule(t: Reading) -> Rule:
    """What sizes the steps: the learning rate alone, or a rule."""
    training = t.lesson.training
    if training.optimizer != "sgd":
        return training.optimizer
    return "nesterov" if training.nesterov else "momentum" if training.momentum else "plain"


def is_plain(t: Reading) -> bool:
    """Whether a step is eta times the slope and nothing else."""
    return rule(t) == "plain"


def rule_of_all(t: Reading) -> Literal["plain", "ruled", "held_plain", "held_ruled"]:
    """What all weights do: step by eta times their slope, or by a rule; held ones among them stay."""
    held = any(layer.train is False for layer in t.lesson.network.layers)
    return ("held_plain" if held else "plain") if is_plain(t) else "held_ruled" if held else "ruled"


def schedule(t: Reading) -> Literal["none", "step", "exponential", "cosine", "list"]:
    """What sets the learning rate anew as training goes on."""
    asked = t.lesson.training.schedule
    return "none" if asked is None else asked.kind


def examples(t: Reading) -> int:
    """How many examples the slopes are the mean of."""
    return len(t.run.steps[0].examples)


def is_batch(t: Reading) -> bool:
    """Whether the slopes are a mean of several examples."""
    return examples(t) > 1


def batch(t: Reading) -> Literal["both", "all", "some", "both_summed", "all_summed", "some_summed"]:
    """Which examples the slopes are the mean of, or the sum: both, all, or some of more."""
    some, both, summed = is_mini_batch(t), examples(t) == 2, is_summed(t)
    if some:
        return "some_summed" if summed else "some"
    if both:
        return "both_summed" if summed else "both"
    return "all_summed" if summed else "all"


def biases_step(t: Reading) -> Literal["own", "shared", "unpriced", "stay", "none"]:
    """How the last layer's biases take their step: each its own, one for all, without the penalty's slope; if they do, and are there."""
    kind = bias(t, t.D)
    if kind == "none" or not t.lesson.training.train_biases:
        return "none" if kind == "none" else "stay"
    if kind == "shared":
        return "shared"
    penalty = t.lesson.training.penalty
    return "own" if penalty is None or penalty.biases else "unpriced"


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


def layers_before(t: Reading) -> Literal["one", "all", "held", "some"]:
    """How the layers before the last take their steps: one or all of them by the rule, the nearest is held, or some others are."""
    held = [layer.train is False for layer in t.lesson.network.layers[:-1]]
    if any(held):
        return "held" if held[-1] else "some"
    return "all" if t.D > 2 else "one"


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


def way_of_first_answer(t: Reading) -> str:
    """Which way the first output goes, as seen from its target; `closer_alone` and so on where there is no other."""
    return _way_of_answer(t, 0) + ("" if has_several_outputs(t) else "_alone")


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
    return sum(float((_given(t, l, name) * getattr(t, f"step_{name}")[l].array).sum()) for l in range(1, t.D + 1) for name in "Wb")


def _given(t: Reading, l: int, name: str) -> np.ndarray:
    """The slopes of W or b of layer l that the rule is given."""
    array: np.ndarray = slopes_of_price(t, l, f"dJ_d{name}").array if has_price(t) else getattr(t, f"mean_dL_d{name}")[l].array
    return array


def losses(t: Reading) -> tuple[Number, Number]:
    """What the step is to lower, before it and after it: the loss, with its penalty where there is one."""
    return (priced(t, "J"), priced(t, "J_new")) if has_price(t) else (t.batch_L, t.L_new)


def kind_of_loss(t: Reading) -> Literal["one", "mean", "sum", "priced"]:
    """What the loss of the step is: of one example, the mean or the sum of several; or with a penalty."""
    if has_price(t):
        return "priced"
    return "one" if not is_batch(t) else "sum" if is_summed(t) else "mean"


Promise = Literal[
    "kept", "less", "more", "despite", "overshot", "uphill", "tiny", "priced_falls", "priced_overshot", "priced_uphill", "priced_tiny"
]


def promise(t: Reading) -> Promise:
    """What the loss did, held against what the slopes promised; with a penalty, what both together did."""
    way, fall = way_of(*losses(t)), promised(t)
    if has_price(t):
        found = "tiny" if way == "stays" else "falls" if way == "falls" else "overshot" if fall > 0 else "uphill"
        return f"priced_{found}"  # type: ignore[return-value]
    if way == "stays":
        return "tiny"
    if way == "rises":
        return "overshot" if fall > 0 else "uphill"
    if fall <= 0:
        return "despite"
    share = (t.batch_L.value - t.L_new.value) / fall
    return "less" if share < KEPT[0] else "more" if share > KEPT[1] else "kept"


def change_of_loss(t: Reading) -> Change:
    """What the step is to lower, before it and after it."""
    return Change(*told_apart(*losses(t), SAID))


def change_without_price(t: Reading) -> Change:
    """The loss of the batch alone, before the step and after it."""
    return Change(*told_apart(t.batch_L, t.L_new, SAID))
