"""What two layers make of one input that goes from low to high: the curves that the film draws, and whether they bend. No manim."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from engine.reading import Reading
from scenes.kit.network.limits import drawn

SAMPLES = 81
REACH, MOST = 5.0, 15.0  # how far the z of the least and of the most moved neuron goes to either side
DEAF = 1e-3  # a weight smaller than this moves no neuron that could be seen to move
BENT = 0.01  # of its height: a curve that strays further from the line between its ends is seen to bend
DUST = 1e-9  # of its values: a curve that varies less is flat, and what it varies by is rounding


@dataclass(frozen=True, eq=False)
class Sweep:
    """Over input j, from -reach to reach, all others as in the example: what neurons of layer 1 say (S,), z of layer 2 or None."""

    j: int
    reach: float
    says: tuple[np.ndarray, ...]
    total: np.ndarray | None


def sweep(t: Reading, activation: str, neurons: list[int], inputs: list[int]) -> Sweep:
    """With this activation in every layer: of the `inputs`, the one that every one of the `neurons` feels best goes from low to high."""
    felt = np.abs(t.W[1].array[np.ix_(neurons, inputs)]) + DEAF  # (drawn neurons, inputs)
    best = int((felt.min(0) / felt.max(0)).argmax())
    deaf = felt[:, best].max() <= DEAF  # all of their weights are zero: nothing moves, however far it goes
    reach = REACH if deaf else min(REACH / felt[:, best].min(), MOST / felt[:, best].max())
    x = np.tile(t.x.array, (SAMPLES, 1))
    x[:, inputs[best]] = np.linspace(-reach, reach, SAMPLES)
    heard = t.probe.squashed_by(activation).heard(x)
    return Sweep(inputs[best], reach, tuple(heard[0][1][:, i] for i in neurons), heard[1][0][:, 0] if t.D > 1 else None)


def drawn_sweep(t: Reading, activation: str) -> Sweep:
    """With the neurons and inputs that the network's picture has."""
    return sweep(t, activation, drawn(t.sizes[1]), drawn(t.sizes[0]))


def moves_nothing(t: Reading, activation: str) -> bool:
    """Whether no drawn neuron feels the input that goes from low to high."""
    return not t.W[1].array[drawn(t.sizes[1]), drawn_sweep(t, activation).j].any()


def is_flat(ys: np.ndarray) -> bool:
    """Whether a curve is a constant, but for rounding."""
    return bool(np.ptp(ys) <= DUST * max(1.0, float(np.abs(ys).max())))


def is_bent(ys: np.ndarray) -> bool:
    """Whether a curve is seen to bend."""
    straight = np.linspace(ys[0], ys[-1], len(ys))
    return not is_flat(ys) and bool(np.abs(ys - straight).max() > BENT * np.ptp(ys))
