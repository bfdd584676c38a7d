"""The poster: blame that comes in at the end of many layers, and what of it is left at the beginning."""

from __future__ import annotations

from manim import Mobject, Polygon, VGroup

from engine.reading import Reading
from scenes.kit.poster.sheet import Poster
from scenes.kit.poster.things import bulb, wire
from scenes.kit.theme import theme

POSTER = Poster(("Where does", "blame go?"), "over", "backward", "right", turns=True)
LAYERS = 6


def picture(t: Reading) -> Mobject:
    """A broad light that runs out."""
    right = 2.3 * (LAYERS - 1) + 0.75
    light = Polygon([0, 0, 0], [right, 2.05, 0], [right, -2.05, 0], stroke_width=0, fill_opacity=1, fill_color=theme().backward)
    discs = [bulb((2.3 * k, 0), 0.85, 0.9 * (1 - k / LAYERS)) for k in range(LAYERS - 1)]
    return VGroup(wire((0, 0), (right, 0), 8), light, *discs, bulb((right, 0), 2.05, hue=theme().backward))
