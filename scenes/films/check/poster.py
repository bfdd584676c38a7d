"""The poster: two roads to one slope, side by side, and the mark that says they agree."""

from __future__ import annotations

from manim import Mobject, VGroup, VMobject

from engine.reading import Reading
from scenes.kit.poster.sheet import Poster
from scenes.kit.poster.things import arrow
from scenes.kit.theme import theme

POSTER = Poster(("Trust,", "but", "verify"), "right", "loss")


def picture(t: Reading) -> Mobject:
    """Computed in one hue, measured in the other, as parallel as they should be."""
    computed = arrow((-3.0, -0.4), (2.0, 2.6), theme().backward, 46)
    measured = arrow((-2.2, -1.7), (2.8, 1.3), theme().forward, 46)
    mark = VMobject(stroke_width=44, stroke_color=theme().positive)
    mark.set_points_as_corners([[0.5, -2.3, 0], [1.5, -3.3, 0], [3.5, -0.9, 0]])
    return VGroup(computed, measured, mark)
