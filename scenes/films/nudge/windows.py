"""How far the lines of a computation tree go below and above the homes of their dots, so that every dot stays on its line."""

from __future__ import annotations

from engine.reading import Reading
from scenes.films.nudge import runs

Window = tuple[float, float]
EDGE, MARGIN = 1.15, 0.25  # of a line, beyond what moves furthest on it


def both_ways(t: Reading, h: float) -> Window:
    """When w swings by h to either side."""
    far = max(abs(move) for by in (-h, h) for move in _moves(t, by))
    return -EDGE * far, EDGE * far


def one_way(t: Reading, h: float) -> Window:
    """When w is only raised by h."""
    moved = _moves(t, h)
    low, high = min(0.0, *moved), max(0.0, *moved)
    room = MARGIN * (high - low)
    return low - room, high + room


def _moves(t: Reading, h: float) -> list[float]:
    run = runs.raised(t)
    return [there - home for home, there in zip(run(0.0), run(h), strict=True)]
