"""The inputs over which a page wants to know what a network says: a line of one input, or a plane of two."""

from __future__ import annotations

from typing import Any

import numpy as np

from engine import InputError, Lesson
from studio.explorer import limits

FARTHEST = 1e100


def field_of(asked: Any, lesson: Lesson) -> np.ndarray | None:
    """The middles of `n` cells between the `ends` of one input, or of n x n, from the top: (N, n_0)."""
    if asked is None:
        return None
    n = asked.get("n") if isinstance(asked, dict) else None
    ends = _ends(asked.get("ends")) if isinstance(asked, dict) else []
    drawable = limits.dense(lesson) and len(ends) == lesson.network.inputs
    if type(n) is not int or not 1 <= n <= limits.CELLS or not ends or not drawable:
        raise InputError(f"found no field that can be drawn; allowed: ends of one or two inputs, up to {limits.CELLS} cells each way")
    along = [low + (high - low) * (np.arange(n) + 0.5) / n for low, high in ends]
    if len(along) == 1:
        return along[0][:, None]
    across, up = np.meshgrid(along[0], along[1][::-1])
    return np.stack([across.ravel(), up.ravel()], axis=1)


def _ends(ends: Any) -> list[list[float]]:
    """[[left, right]] or [[left, right], [low, high]] where that is what was sent, else nothing."""
    if not isinstance(ends, list) or not 1 <= len(ends) <= 2 or not all(isinstance(end, list) and len(end) == 2 for end in ends):
        return []
    return ends if all(isinstance(v, int | float) and abs(v) < FARTHEST for end in ends for v in end) else []
