"""The gradient check for layers of any kind: every weight and bias by central differences and by a complex step.

Functions with kinks (relu, max, clip) have a slope only on each of their pieces. The complex step holds every number to
the piece it is on, which a step of 1e-30 cannot leave; a central difference whose h would cross to another piece is
taken again with the pieces held, and its row says so (`kink`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from engine.arrays import Array
from engine.building import build, loss_of
from engine.gradcheck import CheckRow, CheckTable, agree, finite, relative_error
from engine.layers import batched, passes
from engine.layers.stack import Stack, Windows
from engine.layers.training import folded
from engine.lesson import Lesson
from engine.losses import Loss
from engine.numeric import COMPLEX_H, H


@dataclass(frozen=True, eq=False)
class LayeredProblem:
    """The loss of one batch as a function of the network's parameters; x and y (B, ...)."""

    net: Stack
    loss: Loss
    x: Array
    y: Array

    @classmethod
    def of(cls, lesson: Lesson) -> "LayeredProblem":
        """The network before step 0 with the examples of step 0."""
        net: Any = build(lesson)
        x, y = folded(lesson, net)
        size = lesson.training.batch_size
        return cls(net, loss_of(lesson), x[:size], y[:size])

    def sides(self, values: Sequence[Any]) -> list[Any]:
        """Which piece every kinked function is on, layer by layer, the loss last."""
        flows = batched.forward(self.net, values, self.x)
        return [*(flow.piece for flow in flows), self.loss.branches(*flows[-1].ends, self.y) if self.loss.branches else None]

    def at(self, values: Sequence[Any], pieces: Sequence[Any] | None = None) -> complex:
        """The batch's L, held to pieces where they are given."""
        flows = batched.forward(self.net, values, self.x, pieces[:-1] if pieces else None)
        terms = self.loss.on(pieces[-1]) if pieces and self.loss.on else self.loss.terms
        return complex(terms(*flows[-1].ends, self.y).sum() / len(self.x))

    def central(self, number: int, h: float) -> tuple[float, bool]:
        """dL/dp of one parameter by a central difference, and whether a kink lay within reach of h."""
        w = Windows.of(self.net)
        here, base = w.flat[number], self.sides(w.values)
        ends, losses, kink = (here + h, here - h), [], False
        for w.flat[number] in ends:
            kink = kink or any(not np.array_equal(p, q) for p, q in zip(base, self.sides(w.values), strict=True))
        for w.flat[number] in ends:
            losses.append(self.at(w.values, base if kink else None).real)
        return (losses[0] - losses[1]) / (ends[0] - ends[1]), kink

    def complex_step(self, number: int) -> float | None:
        """dL/dp of one parameter by a step into the complex plane; None where a function does not take complex numbers."""
        if not all(layer.analytic for layer in self.net.layers):
            return None
        w = Windows.of(self.net)
        pieces = self.sides(w.values)
        w = w.like(w.flat.astype(complex))
        w.flat[number] += 1j * COMPLEX_H
        return self.at(w.values, pieces).imag / COMPLEX_H

    def reach(self) -> Array:
        """An h for every parameter, (P,): about 1e-5 of its own size, less where it multiplies large inputs."""
        w = Windows.of(self.net)
        h = w.like(H * np.maximum(1.0, np.abs(w.flat)))
        flows = batched.forward(self.net, w.values, self.x)
        for k, values in enumerate(h.values):
            named = self.net.layers[k].kind.startswith("embedding")
            largest = 1.0 if named else np.abs(flows[k - 1].a if k else self.x).max(initial=1.0)
            for name in values:
                values[name] /= largest
        return h.flat

    def gradients(self) -> tuple[Windows, float]:
        """The mean gradient by the lines of the book, and how far the vectorised one is from it."""
        w = Windows.of(self.net)
        mean, fast = w.like(np.zeros_like(w.flat)), w.like(np.zeros_like(w.flat))
        found = passes.mean_gradient(self.net, passes.examples(self.net, self.loss, self.x, self.y))
        for values, means in zip(mean.values, found, strict=True):
            for name, value in means.items():
                values[name][...] = value
        batched.gradient(w, self.loss, self.x, self.y, fast)
        largest = float(np.abs(mean.flat).max(initial=0.0)) or 1.0
        return mean, float(np.abs(mean.flat - fast.flat).max(initial=0.0)) / largest


def check_layers(lesson: Lesson, gradient: Array | None = None) -> CheckTable:
    """Check step 0's mean gradient; `gradient` (P,) puts another in its place, to see it caught."""
    problem = LayeredProblem.of(lesson)
    with np.errstate(all="ignore"):
        recorded, paths_error = problem.gradients()
        claimed = recorded.flat if gradient is None else gradient
        finite(lesson, claimed)
        h, size = problem.reach(), abs(problem.at(Windows.of(problem.net).values))
        rows = tuple(_row(problem, claimed, place, float(h[place[3]]), size) for place in recorded.places())
    return CheckTable(rows, paths_error)


def _row(problem: LayeredProblem, claimed: Array, place: tuple[int, str, tuple[int, ...], int], h: float, size: float) -> CheckRow:
    """One parameter by every road open to it."""
    l, name, at, number = place
    slope, kink = problem.central(number, h)
    value, exact = float(claimed[number]), problem.complex_step(number)
    ok = agree(value, slope, exact, h, size, float(np.abs(claimed).max()))
    errors = relative_error(value, slope), None if exact is None else relative_error(value, exact)
    i, j = at[0], at[1] if len(at) > 1 else None
    return CheckRow(l, name, i, j, value, slope, errors[0], exact, errors[1], h, kink, ok, at)
