"""PPO's clipped objective over the ratio, for a good action and a bad one: r A, clip(r) A, the smaller of both, and its slope."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any

import numpy as np

from engine.arrays import Array, Record
from engine.layers.policy import POLICY_GRADIENT, Clipped, PolicyGradient, Ppo
from engine.trace import Trace
from engine.within import Within

ANY_KIND = True
OLD = 0.5  # the old policy's probability along the curves: r reaches from 0 to 2
SEEN = (0.7, 1.0, 1.3)  # ratios at which the slope is read


@dataclass(frozen=True, eq=False)
class Policy(Record):
    """Over ratio (points,), for the advantages +1 (good) and -1 (bad), and the plain policy gradient where r is 1.

    pi (points, 2)                     the probabilities of both actions
    product, clipped, objective        r A, clip(r) A and the smaller of both, (points,)
    slope                              of the objective in r, (points,): A, or 0 where the clipped product is the smaller one
    seen (3,): ratios, and good_seen, bad_seen (3,): the slopes there
    old (2,): both probabilities of the old policy; good_start, bad_start: what its action says under L = -A log pi
    """

    ratio: Array
    pi: Array
    good_product: Array
    good_clipped: Array
    good_objective: Array
    good_slope: Array
    bad_product: Array
    bad_clipped: Array
    bad_objective: Array
    bad_slope: Array
    seen: Array
    good_seen: Array
    bad_seen: Array
    old: Array
    good_start: PolicyGradient
    bad_start: PolicyGradient


def suits(trace: Trace) -> bool:
    """A softmax policy of two actions under the clipped objective."""
    return trace.lesson.network.loss == "ppo" and trace.sizes[-1] == 2


def study(
    trace: Trace,
    low: Annotated[float, Within(0.01, 0.99)] = 0.6,
    high: Annotated[float, Within(1.01, 10)] = 1.4,
    points: Annotated[float, Within(3, 10_001, whole=True)] = 161,
) -> Policy:
    """The objective of the second of two actions, its probability moved so that r goes from `low` to `high`."""
    clipped, ratio = Clipped(trace.lesson.network.clip or 0.2), np.linspace(low, high, int(points))
    columns: dict[str, Any] = {"ratio": ratio, "pi": np.array([_pi(r) for r in ratio])}
    for name, advantage in (("good", 1.0), ("bad", -1.0)):
        records = [_record(clipped, r, advantage) for r in ratio]
        columns[f"{name}_product"] = np.array([one.product for one in records])
        columns[f"{name}_clipped"] = np.array([one.clipped_product for one in records])
        columns[f"{name}_objective"] = np.array([one.objective for one in records])
        columns[f"{name}_slope"] = np.array([_slope(one) for one in records])
        columns[f"{name}_seen"] = np.array([_slope(_record(clipped, r, advantage)) for r in SEEN])
    return Policy(**columns, seen=np.array(SEEN), old=_pi(1.0), good_start=_start(1.0), bad_start=_start(-1.0))


def _pi(ratio: float) -> Array:
    return np.array([1.0 - ratio * OLD, ratio * OLD])


def _record(clipped: Clipped, ratio: float, advantage: float) -> Ppo:
    p = _pi(ratio)
    return clipped.record(np.log(p), p, np.array([1.0, advantage, OLD]))


def _slope(record: Ppo) -> float:
    """Of the objective, which is -L."""
    return 0.0 - record.dL_dratio


def _start(advantage: float) -> PolicyGradient:
    p = _pi(1.0)
    record: PolicyGradient = POLICY_GRADIENT.record(np.log(p), p, np.array([1.0, advantage]))  # type: ignore[misc]
    return record
