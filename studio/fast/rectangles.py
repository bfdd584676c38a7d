"""Rectangles of pixels (x0, y0, x1, y1), right and lower edge outside: few that cover many."""

from __future__ import annotations

import numpy as np

Rect = tuple[int, int, int, int]
APART = 24_000  # pixels that may be drawn in vain to draw one rectangle instead of two
MOST = 6
MANY, CELL = 5, 128  # of more rectangles, those that begin in one cell of so many pixels are taken together first


def covering(boxes: np.ndarray, width: int, height: int) -> list[Rect]:
    """At most MOST rectangles inside the frame that cover all of these, int (n, 4); none overlap by much."""
    inside = np.stack([*np.maximum(boxes[:, :2].T, 0), np.minimum(boxes[:, 2], width), np.minimum(boxes[:, 3], height)], axis=1)
    inside = inside[(inside[:, 0] < inside[:, 2]) & (inside[:, 1] < inside[:, 3])]
    found: list[Rect] = []
    for rect in (_by_cell(inside) if len(inside) > MANY else inside).tolist():
        _join(found, tuple(rect))
    while len(found) > MOST:
        last = found.pop()
        _join(found, last, always=True)
    return sorted(found)


def _by_cell(boxes: np.ndarray) -> np.ndarray:
    """One box for all that begin in the same cell."""
    cells = (boxes[:, 1] // CELL) * 1000 + boxes[:, 0] // CELL
    order = np.argsort(cells, kind="stable")
    starts = np.flatnonzero(np.diff(cells[order], prepend=-1))
    low, high = np.minimum.reduceat(boxes[order, :2], starts), np.maximum.reduceat(boxes[order, 2:], starts)
    return np.concatenate([low, high], axis=1)


def _join(found: list[Rect], rect: Rect, always: bool = False) -> None:
    """Put a rectangle among others, merged with those it lies close to."""
    while found:
        k, waste = min(((k, area(union(r, rect)) - area(r) - area(rect)) for k, r in enumerate(found)), key=lambda pair: pair[1])
        if waste > APART and not always:
            break
        rect, always = union(found.pop(k), rect), False
    found.append(rect)


def union(a: Rect, b: Rect) -> Rect:
    return (min(a[0], b[0]), min(a[1], b[1]), max(a[2], b[2]), max(a[3], b[3]))


def area(r: Rect) -> int:
    return (r[2] - r[0]) * (r[3] - r[1])
