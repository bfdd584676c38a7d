"""Lighting a part: it is seen, whatever its colour, and what it holds stays."""

from manim import Dot, Line

from scenes.kit.place.light import lit
from scenes.kit.theme import theme


def midway(part):
    light = lit(part)
    light.begin()
    light.interpolate(0.5)
    return part


def test_a_dot_that_has_the_colour_of_the_light_is_seen_to_swell():
    dot = Dot(radius=0.1, color=theme().light)
    assert midway(dot).width > 1.5 * 0.2


def test_a_lit_line_brightens_and_stays_where_it_is():
    line = midway(Line([0, 0, 0], [1, 0, 0], color=theme().line, stroke_width=2))
    assert line.get_stroke_width() == 5
    assert line.width == 1
