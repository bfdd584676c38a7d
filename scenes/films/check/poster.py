"""The poster: two roads to one slope, side by side, and the mark that says they agree."""

from __future__ import annotations

from manim import Mobject, VGroup, VMobject

from engine.reading import Reading
from scenes.kit.poster.sheet import Poster
from scenes.kit.poster.things import arrow
from scenes.kit.theme import theme

POSTER = Poster(("Trust,", "but", "verify"), "right", "positive")


def picture(t: Reading) -> Mobject:
    """Computed in one hue, measured in the other, as parallel as they should be."""
    computed = arrow((-3.0, 2.6), (3.0, 2.6), theme().backward, 48)
    measured = arrow((-3.0, 0.2), (3.0, 0.2), theme().forward, 48)
    mark = VMobject(stroke_width=72, stroke_color=theme().positive)
    mark.set_points_as_corners([[-1.6, -2.9, 0], [-0.2, -4.3, 0], [2.4, -1.7, 0]])
    return VGroup(computed, measured, mark)
