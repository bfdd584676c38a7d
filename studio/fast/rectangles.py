"""Rectangles of pixels (x0, y0, x1, y1), right and lower edge outside: few that cover many."""

from __future__ import annotations

from collections.abc import Iterable

Rect = tuple[int, int, int, int]
APART = 24_000  # pixels that may be drawn in vain to draw one rectangle instead of two
MOST = 6


def covering(rects: Iterable[Rect], width: int, height: int) -> list[Rect]:
    """At most MOST rectangles inside the frame that cover all of these; none overlap by much."""
    found: list[Rect] = []
    for x0, y0, x1, y1 in rects:
        rect = (max(0, x0), max(0, y0), min(width, x1), min(height, y1))
        if rect[0] < rect[2] and rect[1] < rect[3]:
            _join(found, rect)
    while len(found) > MOST:
        last = found.pop()
        _join(found, last, always=True)
    return sorted(found)


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
