"""Lighting what is being talked about, without covering what it holds."""

from __future__ import annotations

import numpy as np
from manim import Animation, BackgroundRectangle, Dot, ManimColor, Mobject, Transform, VMobject, interpolate_color, there_and_back

from scenes.kit.theme import theme

GROWTH = 1.08  # of a lit glyph
SWELL = 1.7  # of a lit dot: many have the colour of the light already
GREY = 0.2  # of a colour's strongest to its weakest part: what has less apart has no meaning to lose, and takes the light's own colour
PALER = 0.3  # of the way to the light that what has a hue goes: orange is blame when the voice says so, too


def lit(part: Mobject) -> Animation:
    """Glyphs change colour and grow a little, dots swell, outlines and lines brighten; fills and plates stay as they are."""
    _, swollen = glowing(part, part)
    return Transform(part, swollen, rate_func=there_and_back)


def glowing(drawn: Mobject, part: Mobject, keeps_hue: bool = False) -> tuple[Mobject, Mobject]:
    """A copy of what is drawn of a part, in the light, and one that has swollen, too; where all else is dimmed it `keeps_hue`.

    A bar is as long as it says, and a line of type as wide: what is under it is seen beside it otherwise.
    """
    target = drawn.copy()
    for leaf in target.get_family():
        if isinstance(leaf, BackgroundRectangle) or not isinstance(leaf, VMobject) or not len(leaf.points):
            continue
        if leaf.get_stroke_width() > 0:
            leaf.set_stroke(_shine(leaf.get_stroke_color(), keeps_hue), width=leaf.get_stroke_width() + 3)
        else:
            leaf.set_fill(_shine(leaf.get_fill_color(), keeps_hue))
    swollen = target.copy()
    if isinstance(part, Dot):
        return target, swollen.scale(SWELL)
    for leaf in swollen.get_family():
        if is_type(leaf):
            leaf.points = _grown(leaf.points)
    return target, swollen


def is_type(leaf: Mobject) -> bool:
    """Whether it is a glyph, or several, or a copy that says nothing of its own."""
    return "ink" in vars(leaf) or getattr(leaf, "was_type", False)


def _grown(points: np.ndarray) -> np.ndarray:
    """Glyphs of a path, points (4 m, 3), each grown about its own middle: what lies over each other from left to right is one glyph."""
    if not len(points):
        return points
    grown, x = points.copy(), points[:, 0].reshape(-1, 4)
    order = np.argsort(x.min(axis=1), kind="stable")
    reach = np.maximum.accumulate(x.max(axis=1)[order])
    begins = np.flatnonzero(np.concatenate([[True], x.min(axis=1)[order][1:] > reach[:-1]]))
    for curves in np.split(order, begins[1:]):
        rows = (4 * curves[:, None] + np.arange(4)).ravel()
        middle = (points[rows].min(axis=0) + points[rows].max(axis=0)) / 2
        grown[rows] = middle + GROWTH * (points[rows] - middle)
    return grown


def _shine(own: ManimColor, keeps_hue: bool) -> ManimColor:
    """The colour in which a part shines."""
    light = ManimColor(theme().light)
    return interpolate_color(own, light, PALER) if keeps_hue and np.ptp(own.to_rgb()) > GREY else light
