"""The poster: an edge before its step and after it."""

from __future__ import annotations

from manim import Mobject, VGroup

from engine.reading import Reading
from scenes.kit.poster.sheet import Poster
from scenes.kit.poster.things import arrow, bulb, wire
from scenes.kit.theme import theme

POSTER = Poster(("Every weight", "moves"), "over", "positive", "right")


def picture(t: Reading) -> Mobject:
    """Thin above, thick below, and the step between them."""
    pairs = []
    for y, width in ((1.7, 10.0), (-1.7, 56.0)):
        pairs += [wire((-4.2, y), (4.2, y), width, theme().positive), bulb((-4.4, y), 1.15, 0.7), bulb((4.4, y), 1.15, 0.9)]
    return VGroup(*pairs, arrow((0, 1.35), (0, -1.2), theme().backward, 40))
