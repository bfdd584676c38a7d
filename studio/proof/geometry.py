"""Outlines as segments (m, 2, 2), in manim units: what lies inside them, and where they run through a box."""

from __future__ import annotations

import numpy as np

Box = tuple[float, float, float, float]  # left, bottom, right, top in manim units
T = np.linspace(0, 1, 5)
CUBIC = np.stack([(1 - T) ** 3, 3 * T * (1 - T) ** 2, 3 * T**2 * (1 - T), T**3])  # (4, 5)
GAP = 1e-4  # between two curves of one path


def segments(points: np.ndarray) -> np.ndarray:
    """Four straight pieces of each cubic of an outline, (4 k, 2, 2); points (4 k, 2)."""
    curves = points[: len(points) // 4 * 4].reshape(-1, 4, 2)
    sampled = np.einsum("kpd,pt->ktd", curves, CUBIC)
    return np.stack([sampled[:, :-1], sampled[:, 1:]], axis=2).reshape(-1, 2, 2)


def closed(outline: np.ndarray) -> np.ndarray:
    """The outline with each of its open paths closed, as a fill closes it."""
    starts, ends = outline[:, 0], outline[:, 1]
    breaks = np.flatnonzero(np.abs(ends[:-1] - starts[1:]).max(1) > GAP) + 1
    first, last = np.array([0, *breaks]), np.array([*breaks, len(outline)]) - 1
    return np.concatenate([outline, np.stack([ends[last], starts[first]], axis=1)])


def inside(outline: np.ndarray, points: np.ndarray) -> np.ndarray:
    """Which of some points (n, 2) a closed outline holds, (n,); by the parity of crossings to the right."""
    (ax, ay), (bx, by) = outline[:, 0].T[..., None], outline[:, 1].T[..., None]
    px, py = points.T
    spans = (ay > py) != (by > py)
    with np.errstate(divide="ignore", invalid="ignore"):
        right = px < ax + (py - ay) / (by - ay) * (bx - ax)
    return np.asarray(((spans & right).sum(0) % 2).astype(bool))


def within(outline: np.ndarray, box: Box) -> np.ndarray:
    """The pieces of an outline that run inside a box, (k, 2, 2): Liang and Barsky's clipping."""
    start, way = outline[:, 0], outline[:, 1] - outline[:, 0]
    low, high = np.array(box[:2]), np.array(box[2:])
    with np.errstate(divide="ignore", invalid="ignore"):
        t = np.stack([(low - start) / way, (high - start) / way])
    out = (way == 0) & ((start < low) | (start > high))
    t[0] = np.where(way == 0, -np.inf, t[0])
    t[1] = np.where(way == 0, np.inf, t[1])
    enter, leave = np.maximum(t.min(0).max(1), 0), np.minimum(t.max(0).min(1), 1)
    keep = (enter < leave) & ~out.any(1)
    at = np.stack([enter[keep], leave[keep]], axis=1)[:, :, None]
    return start[keep, None] + at * way[keep, None]


def touching(a: np.ndarray, b: np.ndarray, depth: float) -> np.ndarray:
    """Pairs (k, 2) of boxes (n, 4) and (m, 4) that overlap by more than a depth, both ways."""
    low, high = np.maximum(a[:, None, :2], b[None, :, :2]), np.minimum(a[:, None, 2:], b[None, :, 2:])
    return np.argwhere((high - low > depth).all(2))


def largest(room: np.ndarray) -> int:
    """The cells of the largest rectangle that is True, row by row over the heights of the columns above."""
    best, heights = 0, np.zeros(room.shape[1], dtype=int)
    for row in room:
        heights = np.where(row, heights + 1, 0)
        for height in np.unique(heights[heights > 0]):
            edges = np.flatnonzero(np.diff(np.concatenate([[0], heights >= height, [0]])))
            best = max(best, int(height) * int((edges[1::2] - edges[::2]).max()))
    return best
