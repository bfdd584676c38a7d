"""A strip of film, on which is kept what a forward pass leaves for the way back: its holes, and its edge as a shelf."""

from __future__ import annotations

from manim import RIGHT, Rectangle, RoundedRectangle, VGroup

from scenes.kit.network.lamps import lamp
from scenes.kit.theme import theme

LIT = 0.13  # of the brightest: how far an exposed frame is lit, so that what stands on it is read on a light ground too
HOLE, HOLES = 0.16, 5  # of the film's edge, in manim units: their size, and how many there are to a frame
HIGH = 0.22  # of an edge alone


def holes(wide: float, size: float = HOLE, count: int = HOLES) -> VGroup:
    """A row of holes along an edge that is so wide."""
    hole = RoundedRectangle(0.25 * size, width=size, height=size, stroke_width=0, fill_color=theme().soft, fill_opacity=1)
    return VGroup(*(hole.copy() for _ in range(count))).arrange(RIGHT, buff=wide / count - size)


def film_edge(wide: float) -> VGroup:
    """The edge of a frame of film, on which a number can stand."""
    ground = Rectangle(width=wide, height=HIGH, stroke_color=theme().soft, stroke_width=1.5, fill_color=lamp(LIT), fill_opacity=1)
    return VGroup(ground, holes(wide, 0.45 * HIGH))
