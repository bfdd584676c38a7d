"""What is so on this lesson: six cases of an action, two signs of the advantage by three ratios. No sentence, no mobject."""

from __future__ import annotations

from typing import Literal

from engine.reading import Number, Numbers, Reading
from engine.studies.policy import Policy

Kind = Literal["good", "bad"]  # of an action: better than expected, or worse
ADVANTAGES: dict[Kind, float] = {"good": 1.0, "bad": -1.0}
RATIOS = (0.9, 1.1, 1.3)  # of the cases of each kind
ROOT = "studies.policy"


def study(t: Reading) -> Policy:
    """The objective and its slope over the ratio."""
    policy: Policy = t.trace.studies["policy"]
    return policy


def is_of_six_cases(t: Reading) -> bool:
    """Whether the lesson's examples are the good action at each of the ratios, then the bad one."""
    told = [(round(e.objective.ratio, 9), e.objective.advantage) for e in t.run.steps[0].examples]
    return told == [(ratio, advantage) for advantage in ADVANTAGES.values() for ratio in RATIOS]


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
