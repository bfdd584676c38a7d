"""The last part of layers that end in an activation: a = act(z), and delta = dL/dz back through it."""

from functools import cached_property
from typing import ClassVar

import numpy as np

from engine.activations import Activation, activation_of, softmax
from engine.arrays import Array
from engine.layers.base import Flow, LayerKind, Piece
from engine.sums import total


def through(da_dz: Array, dL_da: Array) -> Array:
    """delta = dL/da da/dz, number by number, or J^T dL/da for each row of softmax."""
    return dL_da * da_dz if da_dz.ndim == dL_da.ndim else total(da_dz * dL_da[..., None], axis=-2)


class Squashing(LayerKind):
    """Base of the layers that end in an activation; `leak` is leaky_relu's slope below 0, where the lesson gives it."""

    squashes: ClassVar[bool] = True
    leak: float | None = None

    @cached_property
    def act(self) -> Activation:
        """The activation function with its slope."""
        return activation_of(self.activation, self.leak)

    @property
    def analytic(self) -> bool:
        return self.act.analytic

    def squash(self, z: Array, piece: Piece = None) -> Array:
        """act(z); with the piece that each number is on given, held to it."""
        return self.act.value(z) if piece is None or self.act.pieces is None else self.act.pieces.held(z, piece)

    def slopes(self, z: Array) -> Array:
        """da/dz, the shape of z; for softmax the Jacobian of every row, (..., n, n)."""
        if self.activation == "softmax":
            a = softmax(z)
            return np.asarray(a[..., :, None] * (np.eye(z.shape[-1]) - a[..., None, :]))
        return self.act.slope(z)

    @property
    def kinked(self) -> bool:
        return self.act.kinked

    def kinks(self, flow: Flow) -> Piece:
        return self.act.pieces.at(flow.z) if self.act.pieces else None

    def side(self, flow: Flow) -> Piece:
        return self.act.pieces.side(flow.z) if self.act.pieces else None

    def delta(self, flow: Flow, dL_da: Array) -> Array:
        return self.act.pull(flow.z, flow.a, dL_da)
