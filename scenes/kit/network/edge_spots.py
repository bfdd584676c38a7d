"""Where numbers stand on edges: clear of neurons and of what stands on other edges. No manim."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeVar

import numpy as np

STEPS = np.arange(0.12, 0.881, 0.02)  # of an edge
TINY = 1e-9  # of a way: it does not go there
Ends = tuple[np.ndarray, np.ndarray]
Box = tuple[np.ndarray, np.ndarray]  # low and high corner, (2,) each
Key = TypeVar("Key")


def between(a: np.ndarray, b: np.ndarray, radius: float) -> Ends:
    """Where a line between two neurons begins and ends."""
    way = (b - a) / np.linalg.norm(b - a) * radius
    return a + way, b - way


def mainly(way: np.ndarray) -> np.ndarray:
    """Up, down, left or right, (3,): which a way goes most."""
    k = int(np.argmax(np.abs(way)))
    return np.asarray(np.eye(3)[k] * np.sign(way[k]))


def is_clear(box: Box, centres: Iterable[np.ndarray], radius: float, taken: Iterable[Box]) -> bool:
    """Whether a box lies on no neuron, circles of this radius, and on no other box."""
    low, high = box
    apart = (bool(np.any(b[0] > high) or np.any(b[1] < low)) for b in taken)
    return all(np.linalg.norm(np.clip(c[:2], low, high) - c[:2]) > radius for c in centres) and all(apart)


def crosses(ends: Ends, box: Box) -> bool:
    """Whether a line between two ends runs through a box."""
    start, way = ends[0][:2], (ends[1] - ends[0])[:2]
    still = np.abs(way) < TINY
    if np.any(still & ((start < box[0]) | (start > box[1]))):
        return False
    near, far = ((corner - start)[~still] / way[~still] for corner in box)
    return bool(max(0.0, *np.minimum(near, far)) <= min(1.0, *np.maximum(near, far)))


def spots(
    edges: Mapping[Key, Ends], sizes: Mapping[Key, np.ndarray], centres: list[np.ndarray], radius: float, best: float, room: Box
) -> dict[Key, float] | None:
    """For each edge, where on its way a number of this size (2,) stands clear in a room, near `best` if it can; None if one does not."""
    found: dict[Key, float] = {}
    taken: list[Box] = []
    for key, (a, b) in edges.items():
        for at in sorted(STEPS, key=lambda at: abs(at - best)):
            middle = (a + at * (b - a))[:2]
            box = (middle - sizes[key] / 2, middle + sizes[key] / 2)
            if np.all(box[0] >= room[0]) and np.all(box[1] <= room[1]) and is_clear(box, centres, radius, taken):
                found[key] = float(at)
                taken.append(box)
                break
        else:
            return None
    return found
