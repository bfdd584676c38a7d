"""The poster: a curve that flattens on both sides, and a bend that lets everything through on one."""

from __future__ import annotations

import numpy as np
from manim import Mobject, VGroup, VMobject

from engine.reading import Reading
from scenes.kit.poster.sheet import Poster
from scenes.kit.poster.things import curve, wire
from scenes.kit.theme import theme

POSTER = Poster(("Let", "it", "through"), "right", "positive", "right")


def picture(t: Reading) -> Mobject:
    """A sigmoid in grey, a rectifier over it."""
    bent = curve([(z, 3.4 / (1 + np.exp(-1.6 * z))) for z in np.linspace(-3.4, 3.4, 41)], theme().soft, 16)
    rectifier = VMobject(stroke_width=44, stroke_color=theme().positive)
    rectifier.set_points_as_corners([[-3.4, 0, 0], [0, 0, 0], [3.4, 6.2, 0]])
    return VGroup(wire((-3.6, -0.5), (3.6, -0.5), 6), bent, rectifier)
