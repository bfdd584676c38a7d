"""Lighting what is being talked about, without covering what it holds."""

from __future__ import annotations

from manim import Animation, BackgroundRectangle, Dot, Mobject, Transform, VMobject, there_and_back

from scenes.kit.theme import theme

GROWTH = 1.08  # of a lit term
SWELL = 1.7  # of a lit dot: many have the colour of the light already


def lit(part: Mobject) -> Animation:
    """Glyphs change colour and grow a little, dots swell, outlines and lines brighten; fills and plates stay as they are."""
    target, growth = glowing(part, part)
    return Transform(part, target.scale(growth), rate_func=there_and_back)


def glowing(drawn: Mobject, part: Mobject) -> tuple[Mobject, float]:
    """A copy of what is drawn of a part, in the light, and by how much the part grows."""
    target, glyphs = drawn.copy(), True
    for leaf in target.get_family():
        if isinstance(leaf, BackgroundRectangle) or not isinstance(leaf, VMobject) or not len(leaf.points):
            continue
        if leaf.get_stroke_width() > 0:
            glyphs = glyphs and leaf.get_fill_opacity() > 0 and leaf.get_stroke_width() < 1
            leaf.set_stroke(theme().light, width=leaf.get_stroke_width() + 3)
        else:
            leaf.set_fill(theme().light)
    return target, SWELL if isinstance(part, Dot) else GROWTH if glyphs else 1.0
