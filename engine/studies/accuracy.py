"""Right or wrong: how often the network names the class of an example, and which it takes for which, before and after training."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from engine.arrays import Array, Record
from engine.batched import heard
from engine.network import Network
from engine.trace import Trace

ANY_KIND = True
HALF = 0.5  # a single output above it names class 1


@dataclass(frozen=True, eq=False)
class Tally(Record):
    """What a network says of examples: `right` of `count`, their `share`; a row of `confusion` (K, K) is the true class."""

    right: float
    count: float
    share: float
    confusion: Array


@dataclass(frozen=True, eq=False)
class Accuracy(Record):
    """The examples that are trained on, and those kept for the test: before the first recorded step and after the last."""

    before: Tally
    after: Tally
    test_before: Tally | None
    test_after: Tally | None


def suits(trace: Trace) -> bool:
    """Sigmoid or softmax outputs, two examples or more, each of one class."""
    lesson = trace.lesson
    squashed = lesson.activations[-1] in ("sigmoid", "softmax") and len(lesson.shapes[-1]) == 1
    y = np.array(lesson.data.y)
    if not squashed or not trace.steps or len(y) < 2 or y.shape[1] != lesson.sizes[-1] or not np.isin(y, (0, 1)).all():
        return False
    return y.shape[1] == 1 or bool((y.sum(axis=1) == 1).all())


def study(trace: Trace) -> Accuracy:
    """Ask the network of the first recorded step, and what the last left behind, as it takes examples by themselves."""
    data, nets = trace.lesson.data, (at(trace, 0), at(trace, -1, "_new"))
    before, after = (tally(net, np.array(data.x), np.array(data.y)) for net in nets)
    if data.test_x is None:
        return Accuracy(before, after, None, None)
    return Accuracy(before, after, *(tally(net, np.array(data.test_x), np.array(data.test_y)) for net in nets))


def at(trace: Trace, step: int, suffix: str = "") -> Network:
    """The network before a recorded step, or with "_new" after it."""
    net, updates = trace.net, trace.steps[step].update
    return net.holding([{name: getattr(u, name + suffix) for name in layer.values} for layer, u in zip(net.layers, updates, strict=True)])


def tally(net: Network, x: Array, y: Array) -> Tally:
    """How often the net names the class of examples x (N, n_0), y (N, n_D); of two outputs that are equal it names the first."""
    a = heard(net, x)[-1][1]  # (N, n_D)
    named = (a[:, 0] > HALF).astype(int) if a.shape[1] == 1 else a.argmax(axis=1)
    true = y[:, 0].astype(int) if y.shape[1] == 1 else y.argmax(axis=1)
    classes = max(2, y.shape[1])
    confusion = np.zeros((classes, classes))
    np.add.at(confusion, (true, named), 1.0)
    right = float(np.trace(confusion))
    return Tally(right, float(len(x)), right / len(x), confusion)
