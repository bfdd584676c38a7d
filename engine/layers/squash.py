"""The last part of layers that end in an activation: a = act(z), and delta = dL/dz back through it."""

import numpy as np

from engine.activations import ACTIVATIONS, LEAK, Activation, softmax
from engine.arrays import Array
from engine.layers.base import Piece


def slope(name: str, z: Array) -> Array:
    """da/dz, the shape of z; for softmax the Jacobian of every row, (..., n, n)."""
    if name == "softmax":
        a = softmax(z)
        return a[..., :, None] * (np.eye(z.shape[-1]) - a[..., None, :])
    return ACTIVATIONS[name].slope(z)


def through(da_dz: Array, dL_da: Array) -> Array:
    """delta = dL/da da/dz, number by number, or J^T dL/da for each row of softmax."""
    return dL_da * da_dz if da_dz.ndim == dL_da.ndim else np.einsum("...ij,...i->...j", da_dz, dL_da)


def squash(name: str, z: Array, piece: Piece = None) -> tuple[Array, Piece]:
    """act(z) and the piece of relu or leaky relu that each number is on; a given piece is held to."""
    act: Activation = ACTIVATIONS[name]
    if not act.kinked:
        return act(z), None
    if piece is None:
        return act(z), z.real > 0
    return np.where(piece, z, (LEAK if name == "leaky_relu" else 0.0) * z), piece


def delta_of(name: str, z: Array, a: Array, dL_da: Array, delta: Array | None) -> Array:
    """dL/dz of a batch, as the loss gives it or through the activation."""
    return ACTIVATIONS[name].pull(z, a, dL_da) if delta is None else delta
