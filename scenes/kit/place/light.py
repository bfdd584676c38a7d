"""Lighting what is being talked about, without covering what it holds."""

from __future__ import annotations

import numpy as np
from manim import Animation, BackgroundRectangle, Dot, ManimColor, Mobject, Transform, VMobject, interpolate_color, there_and_back

from scenes.kit.theme import theme

GROWTH = 1.08  # of a lit term
SWELL = 1.7  # of a lit dot: many have the colour of the light already
GREY = 0.2  # of a colour's strongest to its weakest part: what has less apart has no meaning to lose, and takes the light's own colour
PALER = 0.3  # of the way to the light that what has a hue goes: orange is blame when the voice says so, too


def lit(part: Mobject) -> Animation:
    """Glyphs change colour and grow a little, dots swell, outlines and lines brighten; fills and plates stay as they are."""
    target, growth = glowing(part, part)
    return Transform(part, target.scale(growth), rate_func=there_and_back)


def glowing(drawn: Mobject, part: Mobject, keeps_hue: bool = False) -> tuple[Mobject, float]:
    """A copy of what is drawn of a part, in the light, and by how much the part grows; where all else is dimmed it `keeps_hue`."""
    target, glyphs = drawn.copy(), True
    for leaf in target.get_family():
        if isinstance(leaf, BackgroundRectangle) or not isinstance(leaf, VMobject) or not len(leaf.points):
            continue
        if leaf.get_stroke_width() > 0:
            glyphs = glyphs and leaf.get_fill_opacity() > 0 and leaf.get_stroke_width() < 1
            leaf.set_stroke(_shine(leaf.get_stroke_color(), keeps_hue), width=leaf.get_stroke_width() + 3)
        else:
            leaf.set_fill(_shine(leaf.get_fill_color(), keeps_hue))
    return target, SWELL if isinstance(part, Dot) else GROWTH if glyphs else 1.0


def _shine(own: ManimColor, keeps_hue: bool) -> ManimColor:
    """The colour in which a part shines."""
    light = ManimColor(theme().light)
    return interpolate_color(own, light, PALER) if keeps_hue and np.ptp(own.to_rgb()) > GREY else light
