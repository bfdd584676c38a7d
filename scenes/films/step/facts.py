"""What is so on this lesson: which way is downhill, where the step leads, what it was promised to win and won, the rates tried."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from engine.notation import fmt
from engine.reading import Number, Reading
from scenes.facts import activation, is_batch
from scenes.kit.maths.single import single
from scenes.shown import MOST_DIGITS

ALMOST = 0.1  # a change that differs from the promised one by less than this part of it is almost the same
SLOW, RIGHT, OVER = 0.5, (0.7, 1.3), 2.0  # rates, in units of the one that reaches the bottom of a bowl at once: below, between, above
ALWAYS = {
    "promised": {"lower": "it is what is to be told, whichever way it comes out"},
    "curve": {"every": "each weight has a loss", "lower": "the film is told where the slope is not zero"},
    "tangent": {"never": "as the next sentence says: nobody pays for all of its points"},
    "turn": {"all": "the rule subtracts the slope"},
    "biased": {"same": "the rule is one"},
    "foretold": {"every": "the promise has a term for each knob"},
    "almost": {"further": "a tangent touches in one point; of a straight piece the film has no slice"},
    "bowls": {"same": "the three bowls start at the lesson's weight"},
    "right": {
        "nearly": "has_three_rates: at most three tenths are left", "all": "the fact has_three_rates says so",
        "only": "the fact has_three_rates says so",
    },
    "large": {
        "higher": "has_three_rates: beyond twice the rate of the bottom, each step grows", "steeper": "a parabola is steeper further out",
        "longer": "a step is the rate times the slope", "explodes": "a geometric growth",
    },
    "tried": {
        "climbs": "it is a condition", "only": "the bowl is a slice along the weight", "every": "beyond 2/x^2 each step grows",
        "higher": "beyond 2/x^2 each step grows",
    },
    "harvest": {"explodes": "the third bowl has shown it"},
}  # fmt: skip


@dataclass(frozen=True)
class After:
    """The neuron after its step: both knobs, and the loss."""

    w: Number
    b: Number
    L: Number


def after(t: Reading) -> After:
    """What the step made of the knobs and the loss."""
    return After(t.at(t.W_new[1][0][0].path, "w"), t.at(t.b_new[1][0].path, "b"), t.at(t.L_new.path, "L"))


def way_downhill(t: Reading) -> Literal["left", "right"]:
    """On which side of the weight the loss is smaller, close by."""
    return "left" if single(t).dL_dw.value > 0 else "right"


def predicted(t: Reading) -> Number:
    """The change of the loss that the slopes promise."""
    return t.at("studies.rates.predicted", "L")


def actual(t: Reading) -> Number:
    """The change of the loss that really came."""
    return t.at("studies.rates.actual", "L")


def rates(t: Reading) -> list[Number]:
    """The learning rates that are tried: small, right, large."""
    return [t.at(f"studies.rates.bowls[{k}].eta", "eta") for k in range(3)]


def has_three_rates(t: Reading) -> bool:
    """Whether the rates that are tried are one too small, one about right and one too large for the bowl."""
    slow, right, large = (rate.value * single(t).x.value ** 2 for rate in rates(t))
    return slow <= SLOW and RIGHT[0] <= right <= RIGHT[1] and large > OVER


def work_of_the_bias(t: Reading) -> Literal["sinks", "rises", "stays"]:
    """What the bias's step did to the loss, once the weight had taken its own."""
    before, now = t.at("studies.rates.L_w", "L").value, after(t).L.value
    return "sinks" if now < before else "rises" if now > before else "stays"


def stands_flat(t: Reading) -> bool:
    """Whether it is one neuron with one input and one example, whose weight has no slope to step against."""
    return t.sizes == (1, 1) and bool(t.run.steps) and not is_batch(t) and not t.dL_dW[1].array.any()


def step_shows(t: Reading) -> bool:
    """Whether any digit of the loss moves with the step of the weight."""
    return bool(t.at("studies.rates.L_w", "L").value != t.L.value)


def kept(t: Reading) -> Literal["almost", "otherwise", "broken", "unseen"]:
    """How the change of the loss kept the promise of the slopes; one that no digit of the loss would show is unseen."""
    promised, came, loss = predicted(t).value, actual(t).value, t.L.value
    if fmt(loss, MOST_DIGITS) == fmt(loss + promised, MOST_DIGITS):
        return "unseen"
    if came >= 0:
        return "broken"
    return "almost" if abs(came - promised) <= ALMOST * abs(promised) else "otherwise"


def has_squash(t: Reading) -> bool:
    """Whether the neuron squashes its sum, so that the loss over its weight is no parabola."""
    return activation(t, 1) != "identity"
