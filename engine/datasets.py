"""Built-in data: the three logic gates, and three two-class clouds drawn from a seed. x is (N, 2), labels (N,)."""

from typing import Literal, get_args

import numpy as np

from engine.arrays import Array

DatasetName = Literal["xor", "and", "or", "moons", "spirals", "circles"]
DATASETS: tuple[str, ...] = get_args(DatasetName)
GATES = {"xor": (0, 1, 1, 0), "and": (0, 0, 0, 1), "or": (0, 1, 1, 1)}


def make(name: str, examples: int = 100, noise: float = 0.1, seed: int = 0) -> tuple[Array, Array]:
    """x (N, 2) and labels (N,) of 0 and 1, the classes alternating so that every slice holds both."""
    if name in GATES:
        return np.array([[0, 0], [0, 1], [1, 0], [1, 1]], dtype=float), np.array(GATES[name], dtype=float)
    rng = np.random.default_rng(seed)
    label: Array = np.arange(examples, dtype=np.float64) % 2
    t = (np.arange(examples) // 2) / max((examples + 1) // 2 - 1, 1)  # 0..1 along each class
    x = {"moons": _moons, "spirals": _spirals, "circles": _circles}[name](t, label)
    return x + noise * rng.standard_normal(x.shape), label


def labels_to_y(labels: Array, width: int) -> Array:
    """Labels (N,) of 0 and 1 as y: (N, 1) for one output, one-hot (N, 2) for two."""
    return labels[:, None] if width == 1 else np.eye(2)[labels.astype(int)]


def _moons(t: Array, label: Array) -> Array:
    """Two half circles, the second turned over and pushed into the first."""
    turn = np.pi * t
    upper = np.stack([np.cos(turn), np.sin(turn)], axis=1)
    lower = np.stack([1.0 - np.cos(turn), 0.5 - np.sin(turn)], axis=1)
    return np.where(label[:, None] == 0, upper, lower)


def _spirals(t: Array, label: Array) -> Array:
    """Two arms of one and a half turns, the second opposite the first."""
    radius = 0.1 + 1.9 * t
    turn = 3.0 * np.pi * t + np.pi * label
    return np.stack([radius * np.cos(turn), radius * np.sin(turn)], axis=1)


def _circles(t: Array, label: Array) -> Array:
    """A circle of radius 1 and inside it one of radius 1/2."""
    radius = np.where(label == 0, 1.0, 0.5)
    turn = 2.0 * np.pi * t
    return np.stack([radius * np.cos(turn), radius * np.sin(turn)], axis=1)
