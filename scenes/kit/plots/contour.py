"""Where a field on a grid is above a level, as paths: filled areas, and the lines on which it crosses. Grid (R, C), row 0 at the bottom."""

from __future__ import annotations

import numpy as np

Point = tuple[float, float]  # column, row
CORNERS = ((0, 0), (0, 1), (1, 1), (1, 0))  # of a cell, counter-clockwise: (row, column)


def area(values: np.ndarray, level: float) -> list[list[Point]]:
    """Polygons that together cover where values >= level; straight between grid points."""
    high = values >= level
    count = np.sum([high[r : high.shape[0] - 1 + r, c : high.shape[1] - 1 + c] for r, c in CORNERS], axis=0)
    polygons = [box for row in range(count.shape[0]) for box in _runs(count[row] == 4, row)]
    return polygons + [_clipped(values, level, int(r), int(c)) for r, c in np.argwhere((count > 0) & (count < 4))]


def crossing(values: np.ndarray, level: float) -> list[list[Point]]:
    """Short lines, two points each, along which values == level."""
    high = values >= level
    count = np.sum([high[r : high.shape[0] - 1 + r, c : high.shape[1] - 1 + c] for r, c in CORNERS], axis=0)
    lines = []
    for r, c in np.argwhere((count > 0) & (count < 4)):
        cuts = _cuts(values, level, int(r), int(c))
        lines += [[a, b] for a, b in zip(cuts[::2], cuts[1::2], strict=False)]
    return lines


def as_points(paths: list[list[Point]], closed: bool, place: np.ndarray, step: np.ndarray) -> np.ndarray:
    """Straight cubic curves (4 m, 3) for a VMobject; grid point (0, 0) stands at `place`, (c, r) at place + (c, r) step."""
    if not paths:
        return np.zeros((0, 3))
    starts, ends = [], []
    for path in paths:
        turned = path[1:] + path[:1] if closed else path[1:]
        starts += path[: len(turned)]
        ends += turned
    a, b = (np.array(ps) * step[:2] + place[:2] for ps in (starts, ends))
    flat = np.stack([a, a + (b - a) / 3, a + 2 * (b - a) / 3, b], axis=1).reshape(-1, 2)
    return np.column_stack([flat, np.zeros(len(flat))])


def _runs(full: np.ndarray, row: int) -> list[list[Point]]:
    """Neighbouring full cells of a row as one rectangle each."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], full, [False]]).astype(int)))
    pairs = zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True)
    return [[(a, row), (b, row), (b, row + 1), (a, row + 1)] for a, b in pairs]


def _walk(values: np.ndarray, level: float, row: int, column: int) -> list[tuple[Point, bool, Point | None]]:
    """Corner by corner: where it is, whether it is high, and where the side to the next one crosses the level."""
    corners = [(row + r, column + c) for r, c in CORNERS]
    out = []
    for (r, c), (r2, c2) in zip(corners, corners[1:] + corners[:1], strict=True):
        here, there = float(values[r, c]), float(values[r2, c2])
        cut = None
        if (here >= level) != (there >= level):
            u = (level - here) / (there - here)
            cut = (c + u * (c2 - c), r + u * (r2 - r))
        out.append(((float(c), float(r)), here >= level, cut))
    return out


def _clipped(values: np.ndarray, level: float, row: int, column: int) -> list[Point]:
    points = []
    for corner, high, cut in _walk(values, level, row, column):
        points += [corner] if high else []
        points += [cut] if cut is not None else []
    return points


def _cuts(values: np.ndarray, level: float, row: int, column: int) -> list[Point]:
    return [cut for _, _, cut in _walk(values, level, row, column) if cut is not None]
