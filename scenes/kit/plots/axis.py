"""An axis of a plot, by which one is known where only the names of things are: numbers have to stand at it."""

from __future__ import annotations

from typing import Any

from manim import LEFT, RIGHT, Line


class _Axis(Line):
    """Values are read off along it."""


AXIS = _Axis.__name__


def axis_line(start: Any = LEFT, end: Any = RIGHT, **style: Any) -> Line:
    """An axis from one place to another."""
    return _Axis(start, end, **style)
