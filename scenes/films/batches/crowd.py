"""Whether a name, told by its middle (3,) and its size (2,), stands on others: looked at many times, so nothing is moved for it."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from manim import Mobject

AIR, APART = 0.14, 0.05  # around a name: to a point, to another name
Boxes = tuple[np.ndarray, np.ndarray]  # middles and sizes, (n, 2) each


def size_of(thing: Mobject) -> np.ndarray:
    """Width and height, (2,)."""
    return np.array([thing.width, thing.height])


def boxes(things: Iterable[Mobject]) -> Boxes:
    """Where things stand."""
    middles, sizes = [np.zeros((0, 2))], [np.zeros((0, 2))]
    for thing in things:
        middles.append(thing.get_center()[None, :2])
        sizes.append(size_of(thing)[None])
    return np.concatenate(middles), np.concatenate(sizes)


def beside(point: np.ndarray, size: np.ndarray, side: np.ndarray, gap: float) -> np.ndarray:
    """The middle of a name that stands on this side (3,) of a point, as far as manim's `next_to` puts it."""
    return np.asarray(point + gap * side + np.sign(side) * np.append(size, 0.0) / 2)


def touched(spot: np.ndarray, size: np.ndarray, things: Boxes) -> int:
    """How many of these share a place of the frame with a name, or nearly do."""
    middles, sizes = things
    return int((np.abs(spot[:2] - middles) < (size + sizes) / 2 + APART).all(axis=1).sum())


def on(spot: np.ndarray, size: np.ndarray, points: np.ndarray) -> int:
    """How many of these points (n, 3) a name stands on, or close to."""
    return int((np.abs(points - spot)[:, :2] < size / 2 + AIR).all(axis=1).sum())
