"""Activations made of straight pieces: rectifiers, hard squashes, a step; with kinks between the pieces.

Which piece a number is on is said by `side`, so that checks can hold it there: on a piece the function is a line, and analytic.
Exactly on a kink the slope is that of the piece that `side` picks, the flat one, as libraries do: 0 for relu at 0 and for the
hard squashes at both ends.
Sources: Nair & Hinton 2010 (relu), Maas et al. 2013 (leaky), Courbariaux et al. 2015 (hard sigmoid and tanh, here with ends at 3 and 1).
"""

from dataclasses import dataclass

import numpy as np

from engine.arrays import Array

ULPS = 16  # so many units in the last place away a number counts as at a kink that is not 0 (there zeros are exact: `engine.sums`)
NEAR = ULPS * float(np.finfo(np.float64).eps)


@dataclass(frozen=True)
class Pieces:
    """Lines a = rise z + start between kinks, from left to right; `up[k]` is True where exactly at kink k the right one counts."""

    kinks: tuple[float, ...]
    lines: tuple[tuple[float, float], ...]  # rise, start: one more than kinks
    up: tuple[bool, ...]

    def side(self, z: Array) -> Array:
        """Which piece each number is on, counted from 0: the shape of z."""
        on = [(z.real >= k - NEAR * abs(k)) if up else (z.real > k + NEAR * abs(k)) for k, up in zip(self.kinks, self.up, strict=True)]
        return np.sum(on, axis=0, dtype=np.int64)

    def at(self, z: Array) -> Array:
        """Which numbers stand exactly on a kink, True and False in the shape of z."""
        return np.any([np.abs(z.real - k) <= NEAR * abs(k) for k in self.kinks], axis=0)

    def held(self, z: Array, side: Array) -> Array:
        """The value with every number held to a piece, analytic in z."""
        rise, start = np.array(self.lines).T
        return np.asarray(rise[side] * z + start[side])

    def slope(self, z: Array) -> Array:
        """The rise of the piece that each number is on; of rectifiers, on which long training spends its time, by one comparison."""
        if self.kinks == (0.0,) and not self.up[0]:
            (below, _), (above, _) = self.lines
            return (z > 0.0).astype(np.float64) if (below, above) == (0.0, 1.0) else np.where(z > 0.0, above, below)
        return np.array([rise for rise, _ in self.lines])[self.side(z)]


def leaky(rise: float) -> Pieces:
    """`rise` z up to 0, z beyond; relu is that of rise 0."""
    return Pieces((0.0,), ((rise, 0.0), (1.0, 0.0)), (False,))


RELU = leaky(0.0)
HARD_SIGMOID = Pieces((-3.0, 3.0), ((0.0, 0.0), (1.0 / 6.0, 0.5), (0.0, 1.0)), (False, True))
HARD_TANH = Pieces((-1.0, 1.0), ((0.0, -1.0), (1.0, 0.0), (0.0, 1.0)), (False, True))
STEP = Pieces((0.0,), ((0.0, 0.0), (0.0, 1.0)), (True,))


def relu(z: Array) -> Array:
    """max(z, 0)."""
    return np.maximum(z, 0.0)


def hard_sigmoid(z: Array) -> Array:
    """z / 6 + 1/2, cut off at 0 and 1."""
    return np.clip(z / 6.0 + 0.5, 0.0, 1.0)


def hard_tanh(z: Array) -> Array:
    """z, cut off at -1 and 1."""
    return np.clip(z, -1.0, 1.0)


def step(z: Array) -> Array:
    """1 where z >= 0, else 0 (Rosenblatt 1958)."""
    return (z >= 0).astype(np.float64)
