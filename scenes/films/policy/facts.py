"""What is so on this lesson: six cases of an action, two signs of the advantage by three ratios. No sentence, no mobject."""

from __future__ import annotations

from typing import Literal

from engine.reading import Number, Numbers, Reading
from engine.studies.policy import Policy

Kind = Literal["good", "bad"]  # of an action: better than expected, or worse
ADVANTAGES: dict[Kind, float] = {"good": 1.0, "bad": -1.0}
RATIOS = (0.7, 1.0, 1.3)  # of the cases of each kind
ROOT = "studies.policy"
MOST_ACTIONS, MOST_OTHERS = 6, 3  # of anybody's own policy; cases that are shown besides the first


def study(t: Reading) -> Policy:
    """The objective and its slope over the ratio."""
    policy: Policy = t.trace.studies["policy"]
    return policy


def is_of_six_cases(t: Reading) -> bool:
    """Whether the lesson's examples are the good action at each of the ratios, then the bad one, and the clip cuts the outer ones alone."""
    if "policy" not in t.trace.studies:
        return False
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


# ---- anybody's own policy


def misfit(t: Reading) -> Literal["fits", "loss", "large"]:
    """Whether it is a policy that fits the film: else what is in its way."""
    if t.lesson.network.loss not in ("policy_gradient", "ppo") or not t.run.steps:
        return "loss"
    return "fits" if 2 <= t.sizes[-1] <= MOST_ACTIONS else "large"


def is_own(t: Reading) -> bool:
    """Whether the lesson brings cases of its own."""
    return not is_of_six_cases(t)


def is_own_ppo(t: Reading) -> bool:
    """Whether these are compared with an old policy."""
    return is_own(t) and t.lesson.network.loss == "ppo"


def is_own_plain(t: Reading) -> bool:
    """Whether they are not."""
    return is_own(t) and t.lesson.network.loss == "policy_gradient"


def at(t: Reading, m: int | None = None) -> Reading:
    """Case m of the step; none: the one that is told."""
    return t if m is None else t.of(example=m)


def others(t: Reading) -> list[int]:
    """The cases besides the one that is told, so many as are shown; none where the lesson has six cases."""
    return [m for m in range(len(t.run.steps[0].examples)) if m != t.told[1]][:MOST_OTHERS] if is_own(t) else []


def actions(t: Reading) -> int:
    """How many actions there are."""
    return int(t.sizes[-1])


def action(t: Reading, m: int | None = None) -> int:
    """Which action was taken, counted from 0."""
    return int(at(t, m).objective.action.value)


def ordinal(t: Reading, m: int | None = None) -> int:
    """The same, counted from 1."""
    return action(t, m) + 1


def advantage(t: Reading, m: int | None = None) -> Number:
    """How much better than expected that was."""
    number: Number = at(t, m).objective.advantage
    return number


def verdict(t: Reading, m: int | None = None) -> Literal["better", "worse", "neither"]:
    """Whether it went better than expected, or worse."""
    found = advantage(t, m).value
    return "better" if found > 0 else "worse" if found < 0 else "neither"


def push(t: Reading, m: int | None = None) -> Literal["up", "down", "none"]:
    """Which way a step pushes what was taken."""
    slope = at(t, m).objective.dL_dz[action(t, m)].value
    return "up" if slope < 0 else "down" if slope > 0 else "none"


def branch(t: Reading) -> Literal["clipped", "ratio"]:
    """Which of PPO's two products counts."""
    t.notes(f"steps[{t.told[0]}].examples[{t.told[1]}].objective.branch")
    return "clipped" if t.objective.branch == "clipped" else "ratio"


def has_batch(t: Reading) -> bool:
    """Whether there are several cases."""
    return len(t.run.steps[0].examples) > 1
