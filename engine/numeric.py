"""Gradients by the independent road: shake one parameter and watch the loss, knowing nothing of backward.

Central difference: (L(p + h) - L(p - h)) / 2h. Complex step: Im L(p + i h) / h (Squire & Trapp 1998), which loses no
digits. A relu whose z sits on its kink has no derivative there; such a parameter is judged on the straight piece
that the convention picks (slope 0, or 0.01, at 0).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from engine import batched
from engine.activations import LEAK, Activation
from engine.arrays import Array
from engine.batched import Act
from engine.losses import Loss
from engine.network import Network
from engine.parameters import Parameters

H = 1e-5
COMPLEX_H = 1e-30


@dataclass(frozen=True, eq=False)
class Problem:
    """The loss of one batch as a function of the network's parameters; x (B, n_0), y (B, n_D)."""

    net: Network
    loss: Loss
    x: Array
    y: Array

    @property
    def acts(self) -> list[Activation]:
        """The activations of layers 1..D."""
        return [layer.act for layer in self.net.layers]

    @property
    def analytic(self) -> bool:
        """True when every function on the way takes complex numbers."""
        return all(act.analytic for act in self.acts)


def central(problem: Problem, at: int, h: float) -> tuple[float, bool]:
    """dL/dp of parameter number `at` by a central difference, and whether a kink lay within reach of h."""
    p = Parameters.of(problem.net)
    here = p.flat[at]
    acts: Sequence[Act] = problem.acts
    base = batched.forward(p, acts, problem.x)[0]
    sides = (here + h, here - h)
    kink = any(_signs(problem, base) != _signs(problem, _shaken(problem, p, acts, at, side)[0]) for side in sides)
    if kink:
        acts = [_piece(act, z) if act.kinked else act for act, z in zip(problem.acts, base, strict=True)]
    L_up, L_down = (_shaken(problem, p, acts, at, side)[1] for side in sides)
    return float(np.real(L_up - L_down) / (sides[0] - sides[1])), kink


def complex_step(problem: Problem, at: int) -> float:
    """dL/dp of parameter number `at` by a step into the complex plane."""
    p = Parameters.of(problem.net)
    p = p.like(p.flat.astype(complex))
    return float(np.imag(_shaken(problem, p, problem.acts, at, p.flat[at] + 1j * COMPLEX_H)[1])) / COMPLEX_H


def reach(problem: Problem) -> Array:
    """An h for every parameter, (P,): about 1e-5 of its own size, less where it multiplies large inputs."""
    p = Parameters.of(problem.net)
    outs = batched.forward(p, problem.acts, problem.x)[1]
    h = p.like(H * np.maximum(1.0, np.abs(p.flat)))
    for W, a_in in zip(h.W, outs, strict=False):
        W /= np.maximum(1.0, np.abs(a_in).max(axis=0))
    return h.flat


def _shaken(problem: Problem, p: Parameters, acts: Sequence[Act], at: int, value: complex) -> tuple[list[Array], complex]:
    """z of every layer and the batch's L with one parameter set to `value`; p is put back."""
    here = p.flat[at]
    p.flat[at] = value
    zs, outs = batched.forward(p, acts, problem.x)
    p.flat[at] = here
    return zs, problem.loss.terms(zs[-1], outs[-1], problem.y).sum() / len(problem.x)


def _signs(problem: Problem, zs: list[Array]) -> list[bytes]:
    """Which side of its kink every kinked neuron is on."""
    return [(z > 0).tobytes() for act, z in zip(problem.acts, zs, strict=True) if act.kinked]


def _piece(act: Activation, z_here: Array) -> Act:
    """The straight piece of relu or leaky_relu on which every z_here lies."""
    slope = np.where(z_here > 0, 1.0, LEAK if act.name == "leaky_relu" else 0.0)
    return lambda z: slope * z
