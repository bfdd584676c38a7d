"""An axis of a plot, by which one is known where only the names of things are: numbers have to stand at it."""

from __future__ import annotations

from manim import Line


class Axis(Line):
    """A line along which values are read off."""


AXIS = Axis.__name__
