"""Gradients by the independent road: shake one parameter and watch the loss, knowing nothing of backward.

Central difference: (L(p + h) - L(p - h)) / 2h. Complex step: Im L(p + i h) / h (Squire & Trapp 1998), which loses no
digits. Functions with kinks (relu, max, clip) have a slope only on each of their pieces. The complex step holds every
number to the piece it is on, which a step of 1e-30 cannot leave; a central difference whose h would cross to another
piece is taken again with the pieces held. A number that sits on its kink is on the piece that the convention picks
(slope 0, or 0.01, at 0); there L has one slope to the left and another to the right, and `two_sided` gives both.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from engine import batched
from engine.arrays import Array
from engine.layers.base import Values
from engine.losses import Loss
from engine.network import Network
from engine.parameters import Parameters
from engine.penalties import Penalty

H = 1e-5
COMPLEX_H = 1e-30
LEAST = 8  # units in the last place of a parameter that a step is long at least


@dataclass(frozen=True, eq=False)
class Problem:
    """The loss of one batch, with its penalty if there is one, as a function of the network's parameters; x and y (B, ...)."""

    net: Network
    loss: Loss
    x: Array
    y: Array
    penalty: Penalty | None = None

    @property
    def analytic(self) -> bool:
        """True when every function on the way takes complex numbers, its pieces being held."""
        return all(layer.analytic for layer in self.net.layers)

    def sides(self, values: Sequence[Values]) -> list[Any]:
        """Which piece every kinked function is on, layer by layer, then the loss, then the penalty: the signs of weights, (1, P)."""
        flows = batched.forward(self.net, values, self.x)
        on = [layer.side(flow) for layer, flow in zip(self.net.layers, flows, strict=True)]
        lasso = np.sign(self.counted(values).real)[None] if self.penalty and self.penalty.l1 else None
        return [*on, self.loss.branches(*flows[-1].ends, self.y) if self.loss.branches else None, lasso]

    def kinks(self, values: Sequence[Values]) -> list[Any]:
        """Which numbers stand exactly on a kink, True and False in the shapes of `sides`, in their order."""
        flows = batched.forward(self.net, values, self.x)
        on = [layer.kinks(flow) for layer, flow in zip(self.net.layers, flows, strict=True)]
        lasso = (self.counted(values).real == 0.0)[None] if self.penalty and self.penalty.l1 else None
        return [*on, self.loss.kinks(*flows[-1].ends, self.y) if self.loss.kinks else None, lasso]

    def at(self, values: Sequence[Values], pieces: Sequence[Any] | None = None) -> complex:
        """The batch's L, with the penalty, held to pieces where they are given."""
        *on, branch, lasso = pieces or (None, None)
        flows = batched.forward(self.net, values, self.x, on or None)
        terms = self.loss.on(branch) if branch is not None and self.loss.on else self.loss.terms
        L = terms(*flows[-1].ends, self.y).sum() / self.loss.shared_by(len(self.x))
        Omega = self.penalty.value(self.counted(values), None if lasso is None else lasso[0]) if self.penalty else 0.0
        return complex(L + Omega)

    def one_sided(self, number: int, h: float) -> tuple[float, float]:
        """dL/dp of one parameter by a step to the left alone, and by one to the right."""
        p = Parameters.of(self.net)
        here, L, slopes = p.flat[number], self.at(p.values).real, []
        for p.flat[number] in (here - h, here + h):
            slopes.append((self.at(p.values).real - L) / (p.flat[number] - here))
        return float(slopes[0]) + 0.0, float(slopes[1]) + 0.0

    def counted(self, values: Sequence[Values]) -> Any:
        """The parameters that a penalty counts, in one vector."""
        parts = [p[name].ravel() for group in ("weights", "biases") for layer, p in zip(self.net.layers, values, strict=True)
                 for name in getattr(layer, group)]  # fmt: skip
        return np.concatenate(parts)[: self.penalty.count] if self.penalty else np.zeros(0)


def central(problem: Problem, number: int, h: float) -> tuple[float, bool]:
    """dL/dp of one parameter by a central difference, and whether a kink lay within reach of h."""
    p = Parameters.of(problem.net)
    here, base = p.flat[number], problem.sides(p.values)
    ends, losses, kink = (here + h, here - h), [], False
    for p.flat[number] in ends if any(piece is not None for piece in base) else ():
        kink = kink or any(not np.array_equal(one, other) for one, other in zip(base, problem.sides(p.values), strict=True))
    for p.flat[number] in ends:
        losses.append(problem.at(p.values, base if kink else None).real)
    return float((losses[0] - losses[1]) / (ends[0] - ends[1])), kink


def two_sided(problem: Problem, number: int, h: float, kinks: Sequence[Any]) -> tuple[float, float] | None:
    """The slopes to the left and to the right of one parameter that moves a number off its kink; else None."""
    p = Parameters.of(problem.net)
    here, base, L = p.flat[number], problem.sides(p.values), problem.at(p.values).real
    slopes, left = [], False
    for p.flat[number] in (here - h, here + h):
        sides = zip(kinks, base, problem.sides(p.values), strict=True)
        left = left or any(np.any(at & (one != other)) for at, one, other in sides if at is not None)
        slopes.append((problem.at(p.values).real - L) / (p.flat[number] - here))
    return (float(slopes[0]) + 0.0, float(slopes[1]) + 0.0) if left else None


def complex_step(problem: Problem, number: int) -> float:
    """dL/dp of one parameter by a step into the complex plane."""
    p = Parameters.of(problem.net)
    pieces = problem.sides(p.values)
    p = p.like(p.flat.astype(complex))
    p.flat[number] += 1j * COMPLEX_H
    return problem.at(p.values, pieces).imag / COMPLEX_H


def reach(problem: Problem) -> Array:
    """An h for every parameter, (P,): about 1e-5 of its own size, less where it multiplies large inputs; enough to move it at all."""
    p = Parameters.of(problem.net)
    flows = batched.forward(problem.net, p.values, problem.x)
    h = p.like(H * np.maximum(1.0, np.abs(p.flat)))
    for layer, values, a_in in zip(problem.net.layers, h.values, (problem.x, *(flow.a for flow in flows)), strict=False):
        for name in values:
            values[name] /= layer.reach(name, a_in)
    return np.maximum(h.flat, LEAST * np.spacing(np.abs(p.flat)))
