"""Where a field on a grid is above a level, as paths: areas with their holes, and the lines on which it crosses.

A path is an array (m, 2) of places (column, row), straight in between; a closed one ends where it begins. Row 0 is at the bottom.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np
from contourpy import FillType, LineType, SerialContourGenerator, ZInterp

Path = np.ndarray
HOW: dict[str, Any] = {
    "line_type": LineType.Separate, "fill_type": FillType.OuterOffset, "corner_mask": False, "quad_as_tri": False,
    "z_interp": ZInterp.Linear,
}  # fmt: skip


class Contours:
    """The paths of one field, values (R, C)."""

    def __init__(self, values: np.ndarray) -> None:
        unknown = ~np.isfinite(values)
        mask: Any = unknown if unknown.any() else np.ma.nomask
        columns, rows = _places(values.shape)
        self._found: Any = SerialContourGenerator(x=columns, y=rows, z=values, mask=mask, **HOW)

    def area(self, level: float) -> list[Path]:
        """Closed paths that together bound where values > level: what lies in a hole is passed the other way round."""
        points, ends = self._found.filled(level, np.inf)
        return [path for outer, end in zip(points, ends, strict=True) for path in np.split(outer, end[1:-1])]

    def crossing(self, level: float) -> list[Path]:
        """Paths along which values == level."""
        return list(self._found.lines(level))


@lru_cache(maxsize=8)
def _places(shape: tuple[int, int]) -> tuple[np.ndarray, np.ndarray]:
    """Column and row of every grid point."""
    rows, columns = np.mgrid[: shape[0], : shape[1]].astype(float)
    return columns, rows


def as_points(paths: list[Path], place: np.ndarray, step: np.ndarray) -> np.ndarray:
    """Straight cubic curves (4 m, 3) for a VMobject; grid point (0, 0) stands at `place`, (c, r) at place + (c, r) step."""
    if not paths:
        return np.zeros((0, 3))
    a = np.concatenate([path[:-1] for path in paths]) * step[:2] + place[:2]
    b = np.concatenate([path[1:] for path in paths]) * step[:2] + place[:2]
    points = np.zeros((len(a), 4, 3))
    points[:, :, :2] = np.stack([a, a + (b - a) / 3, a + 2 * (b - a) / 3, b], axis=1)
    return points.reshape(-1, 3)
