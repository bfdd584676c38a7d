"""One neuron's step: the drop that the slopes promise and the real one; then steps of three lengths down a bowl."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import numpy as np

from engine.arrays import Array, Record
from engine.lesson import Lesson
from engine.probe import Probe
from engine.trace import Trace
from engine.training import run
from engine.within import Within

HOPS = 3  # steps of every bowl that its picture must hold


@dataclass(frozen=True, eq=False)
class Bowl(Record):
    """Steps of one learning rate with the squash taken away and the bias held, so that L over w is a parabola.

    w (steps + 1,): where the weight is before each step and after the last      L (steps + 1,): the loss there
    """

    eta: float
    w: Array
    L: Array


@dataclass(frozen=True, eq=False)
class Rates(Record):
    """The first step of the lesson, and the bowls.

    predicted: -eta (dL/dw^2 + dL/db^2), to first order      actual: L_new - L
    L_w: the loss when only w has moved      predicted_w: -eta dL/dw^2
    best, limit: a bowl at 1/x^2, where one step reaches the bottom, and one at 2/x^2, where none comes any lower
    """

    predicted: float
    actual: float
    L_w: float
    predicted_w: float
    bowls: tuple[Bowl, ...]
    best: Bowl
    limit: Bowl
    bowl: Array  # (2, 81): w, and L there, as far as the first steps of every bowl reach


def suits(trace: Trace) -> bool:
    """One neuron, one input, one example, plain gradient descent, and a slope to step against."""
    if trace.sizes != (1, 1) or not trace.steps or len(trace.steps[0].examples) != 1:
        return False
    told = trace.steps[0].examples[0]
    return trace.lesson.plain and bool(told.x[0]) and bool(told.backward[0].delta[0]) and trace.lesson.network.loss == "squared_error"


def study(
    trace: Trace,
    parts: Annotated[tuple[float, ...], Within(1e-6, 100)] = (0.2, 0.9, 2.25),
    steps: Annotated[float, Within(1, 1000, whole=True)] = 6,
) -> Rates:
    """`parts` are the learning rates in units of 1/x^2, with which one step would reach the bottom of the bowl."""
    step, eta = trace.steps[0], trace.lesson.training.learning_rate
    g_w, g_b = float(step.update[0].dL_dW[0, 0]), float(step.update[0].dL_db[0])
    moved = Probe(trace, 0, 0).run({("W", 1, 0, 0): float(step.update[0].W_new[0, 0])}).L
    x = float(step.examples[0].x[0])
    bowls = tuple(_bowl(trace.lesson, part / x**2, int(steps)) for part in parts)
    best, limit = (_bowl(trace.lesson, part / x**2, HOPS) for part in (1.0, 2.0))
    frozen = not trace.lesson.training.train_biases
    promised = -eta * (g_w**2 + (0.0 if frozen else g_b**2))
    return Rates(promised, step.L_new - step.L, moved, -eta * g_w**2, bowls, best, limit, _curve(trace.lesson, bowls))


def _bowl(lesson: Lesson, eta: float, steps: int) -> Bowl:
    """The lesson's neuron without its squash, trained so many steps at this rate, its bias held."""
    trace = _unsquashed(lesson, eta, steps)
    w = [step.update[0].W[0, 0] for step in trace.steps] + [trace.steps[-1].update[0].W_new[0, 0]]
    return Bowl(eta, np.array(w), np.array(trace.losses))


def _unsquashed(lesson: Lesson, eta: float, steps: int) -> Trace:
    layer = lesson.network.layers[0].model_copy(update={"activation": "identity"})
    network = lesson.network.model_copy(update={"layers": (layer,)})
    update = {"learning_rate": eta, "steps": steps, "train_biases": False, "record": tuple(range(steps))}
    training = lesson.training.model_copy(update=update)
    return run(lesson.model_copy(update={"network": network, "training": training, "twins": ()}))


def _curve(lesson: Lesson, bowls: tuple[Bowl, ...]) -> Array:
    """The parabola, as wide to either side of its bottom as the first steps go."""
    probe = Probe(_unsquashed(lesson, 1e-3, 1), 0, 0)
    x, y, b = (float(v) for v in (probe.example.x[0], probe.example.y[0], probe.net.layers[0].b[0]))
    bottom = (y - b) / x
    reach = 1.1 * max(float(np.abs(bowl.w[: HOPS + 1] - bottom).max()) for bowl in bowls)
    ws = np.linspace(bottom - reach, bottom + reach, 81)
    return np.array([ws, [probe.run({("W", 1, 0, 0): float(w)}).L for w in ws]])
