"""PPO's clipped objective over the ratio, for a good action and a bad one: r A, clip(r) A and the smaller of both."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from engine.arrays import Array, Record
from engine.layers.policy import Clipped, Ppo
from engine.trace import Trace

LAYERED = True
OLD = 0.5  # the old policy's probability along the curves: r reaches from 0 to 2


@dataclass(frozen=True, eq=False)
class Policy(Record):
    """Over ratio (points,), for the advantages +1 (good) and -1 (bad): product r A, clipped clip(r) A, objective min of both."""

    ratio: Array
    good_product: Array
    good_clipped: Array
    good_objective: Array
    bad_product: Array
    bad_clipped: Array
    bad_objective: Array


def suits(trace: Trace) -> bool:
    """A softmax policy of two actions under the clipped objective."""
    return trace.lesson.network.loss == "ppo" and trace.sizes[-1] == 2


def study(trace: Trace, low: float = 0.6, high: float = 1.4, points: float = 161) -> Policy:
    """The objective of the second of two actions, its probability moved so that r goes from `low` to `high`."""
    clipped, ratio = Clipped(trace.lesson.network.clip or 0.2), np.linspace(low, high, int(points))
    columns = {}
    for name, advantage in (("good", 1.0), ("bad", -1.0)):
        records = [_record(clipped, r, advantage) for r in ratio]
        columns[f"{name}_product"] = np.array([one.product for one in records])
        columns[f"{name}_clipped"] = np.array([one.clipped_product for one in records])
        columns[f"{name}_objective"] = np.array([one.objective for one in records])
    return Policy(ratio=ratio, **columns)


def _record(clipped: Clipped, ratio: float, advantage: float) -> Ppo:
    p = np.array([1.0 - ratio * OLD, ratio * OLD])
    return clipped.record(np.log(p), p, np.array([1.0, advantage, OLD]))
