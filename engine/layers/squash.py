"""The last part of layers that end in an activation: a = act(z), and delta = dL/dz back through it."""

from functools import cached_property
from typing import ClassVar

import numpy as np

from engine.activations import ACTIVATIONS, LEAK, Activation, softmax
from engine.arrays import Array
from engine.layers.base import Flow, LayerKind, Piece
from engine.sums import total


def slope(name: str, z: Array) -> Array:
    """da/dz, the shape of z; for softmax the Jacobian of every row, (..., n, n)."""
    if name == "softmax":
        a = softmax(z)
        return a[..., :, None] * (np.eye(z.shape[-1]) - a[..., None, :])
    return ACTIVATIONS[name].slope(z)


def through(da_dz: Array, dL_da: Array) -> Array:
    """delta = dL/da da/dz, number by number, or J^T dL/da for each row of softmax."""
    return dL_da * da_dz if da_dz.ndim == dL_da.ndim else total(da_dz * dL_da[..., None], axis=-2)


class Squashing(LayerKind):
    """Base of the layers that end in an activation."""

    squashes: ClassVar[bool] = True

    @cached_property
    def act(self) -> Activation:
        """The activation function with its slope."""
        return ACTIVATIONS[self.activation]

    @property
    def analytic(self) -> bool:
        return self.act.analytic

    def squash(self, z: Array, piece: Piece = None) -> Array:
        """act(z); with the piece of relu or leaky relu that each number is on given, held to it."""
        return self.act.value(z) if piece is None else np.where(piece, z, (LEAK if self.activation == "leaky_relu" else 0.0) * z)

    @property
    def kinked(self) -> bool:
        return self.act.kinked

    def kinks(self, flow: Flow) -> Piece:
        return flow.z.real == 0.0 if self.act.kinked else None

    def side(self, flow: Flow) -> Piece:
        return flow.z.real > 0 if self.act.kinked else None

    def delta(self, flow: Flow, dL_da: Array) -> Array:
        return self.act.pull(flow.z, flow.a, dL_da)
