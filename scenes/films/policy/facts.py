"""What is so on this lesson: six cases of an action, two signs of the advantage by three ratios. No sentence, no mobject."""

from __future__ import annotations

from typing import Literal

from engine.reading import Number, Numbers, Reading
from engine.studies.policy import Policy

Kind = Literal["good", "bad"]  # of an action: better than expected, or worse
ADVANTAGES: dict[Kind, float] = {"good": 1.0, "bad": -1.0}
RATIOS = (0.7, 1.0, 1.3)  # of the cases of each kind
ROOT = "studies.policy"
SIX = "unfit asks for it: is_of_six_cases"
ALWAYS = {
    "policy": {"every": "a softmax has an output for each", "better": "an advantage is just this", "worse": "an advantage is just this"},
    "log_probability": {"climb": "it says what is to be done"},
    "weighed": {"only": "the loss is that of cross-entropy, times the advantage"},
    "unclipped": {"everywhere": "r times one is a straight line", "better": "r times one is a rising line"},
    "clipped": {"smaller": "the objective is defined so", "negative": "the loss is defined so"},
    "zero": {"smaller": SIX, "falls": SIX},
    "chained": {"all": "the way back begins with it", "same": "weights serve all examples", "only": "a zero slope pushes nowhere"},
    "asked_bad": {"falls": "r times minus one is a falling line"},
    "pushed_back": {"smaller": SIX},
    "pessimist": {
        "all": "the film shows it so", "only": "the clipped product is the smaller one there alone",
        "never": "for a bad action that has become likelier, the smaller product is not clipped",
    },
    "cases": {"all": SIX, "climbs": "the loss is the negative of the objective"},
    "harvest": {"always": "for a bad action that has become likelier, the smaller product is not clipped"},
}  # fmt: skip


def study(t: Reading) -> Policy:
    """The objective and its slope over the ratio."""
    policy: Policy = t.trace.studies["policy"]
    return policy


def is_of_six_cases(t: Reading) -> bool:
    """Whether the lesson's examples are the good action at each of the ratios, then the bad one, and the clip cuts the outer ones alone."""
    told = [(round(e.objective.ratio, 9), e.objective.advantage) for e in t.run.steps[0].examples]
    cuts = 0.0 < (t.lesson.network.clip or 0.0) < min(1 - RATIOS[0], RATIOS[2] - 1)
    return cuts and told == [(ratio, advantage) for advantage in ADVANTAGES.values() for ratio in RATIOS]


def case(t: Reading, kind: Kind, k: int) -> Reading:
    """The example with the k-th ratio."""
    return t.of(example=k if kind == "good" else len(RATIOS) + k)


def seen_ratios(t: Reading) -> Numbers:
    """The ratios of the cases."""
    return t.numbers(f"{ROOT}.seen", "ratio")


def seen_slopes(t: Reading, kind: Kind) -> Numbers:
    """The slopes of the objective in r, at these ratios."""
    return t.numbers(f"{ROOT}.{kind}_seen", "dL_dratio")


def old(t: Reading) -> Numbers:
    """Both probabilities of the old policy."""
    return t.numbers(f"{ROOT}.old", "pi")


def start_advantage(t: Reading, kind: Kind) -> Number:
    """The advantage under the plain policy gradient, where the policy is the old one."""
    return t.at(f"{ROOT}.{kind}_start.advantage", "advantage")


def start_log_slopes(t: Reading, kind: Kind) -> Numbers:
    """dlog pi/dz there."""
    return t.numbers(f"{ROOT}.{kind}_start.dlog_prob_dz", "dL_dz")


def start_slopes(t: Reading, kind: Kind) -> Numbers:
    """dL/dz there."""
    return t.numbers(f"{ROOT}.{kind}_start.dL_dz", "dL_dz")
