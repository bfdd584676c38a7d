"""The poster: a run for every weight, or two passes."""

from __future__ import annotations

from manim import Mobject, VGroup

from engine.reading import Reading
from scenes.kit.poster.sheet import Poster
from scenes.kit.poster.things import arrow, bulb
from scenes.kit.theme import theme

POSTER = Poster(("Two", "passes", "will do"), "left", "forward")
ROWS, COLUMNS = 9, 7


def picture(t: Reading) -> Mobject:
    """A wall of runs, and the two that do."""
    runs = [bulb((0.62 * k, 0.62 * r), 0.2, 0.1, theme().line) for r in range(ROWS) for k in range(COLUMNS)]
    wall = VGroup(*runs).set_stroke(width=3)
    there = arrow((-0.3, 3.35), (4.2, 3.35), theme().forward, 70)
    back = arrow((4.0, 1.6), (-0.5, 1.6), theme().backward, 70)
    return VGroup(wall, there, back)
