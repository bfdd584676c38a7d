"""Lighting a part: it is seen, whatever its colour, and what it holds stays."""

import numpy as np
import pytest
from manim import Dot, Line, Rectangle

from scenes.kit.place.light import GROWTH, glowing, lit
from scenes.kit.theme import theme
from scenes.kit.type.formula import Label
from scenes.kit.type.number import Num
from tests.scenes.paper import number


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


@pytest.mark.parametrize("line", [Num(number(123456.0), 60), Label("kept for one example", 40)], ids=["a path", "glyphs"])
def test_glyphs_grow_where_they_stand_so_that_no_line_is_seen_twice(line):
    """The line under a light is still there, dimmed: grown as a whole, its ends would stand beside it."""
    _, swollen = glowing(line, line)
    assert line.width < swollen.width < line.width + (GROWTH - 1) * line.height
    assert swollen.height == pytest.approx(GROWTH * line.height, rel=0.02)
    assert np.allclose(swollen.get_center(), line.get_center(), atol=0.02 * line.height)


def test_a_bar_is_as_long_as_it_says_in_the_light_too():
    bar = Rectangle(width=0.4, height=3, stroke_width=0, fill_opacity=1)
    assert [side(m) for m in glowing(bar, bar) for side in (lambda m: m.width, lambda m: m.height)] == pytest.approx([0.4, 3, 0.4, 3])
