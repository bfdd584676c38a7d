"""First weights: W (n, n_in) drawn by the rule of the lesson. Sources: Glorot & Bengio 2010, He et al. 2015."""

import math
from typing import Literal, get_args

import numpy as np

from engine.arrays import Array

InitName = Literal["xavier_uniform", "xavier_normal", "he_uniform", "he_normal", "normal", "uniform", "zeros"]
INITS: tuple[str, ...] = get_args(InitName)


def draw(method: str, rng: np.random.Generator, n: int, n_in: int, scale: float | None = None) -> Array:
    """W of shape (n, n_in); `scale` is the deviation of normal and the half-width of uniform."""
    wide = 1.0 if scale is None else scale
    shape = (n, n_in)
    match method:
        case "xavier_uniform":
            half = math.sqrt(6.0 / (n_in + n))
            return rng.uniform(-half, half, shape)
        case "xavier_normal":
            return rng.normal(0.0, math.sqrt(2.0 / (n_in + n)), shape)
        case "he_uniform":
            half = math.sqrt(6.0 / n_in)
            return rng.uniform(-half, half, shape)
        case "he_normal":
            return rng.normal(0.0, math.sqrt(2.0 / n_in), shape)
        case "normal":
            return rng.normal(0.0, wide, shape)
        case "uniform":
            return rng.uniform(-wide, wide, shape)
        case "zeros":
            return np.zeros(shape)
    raise ValueError(f"no init is called {method}")
