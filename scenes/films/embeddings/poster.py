"""The poster: the lesson's tables as places, those who like and what is liked."""

from __future__ import annotations

from manim import Mobject, VGroup

from engine.reading import Reading
from scenes.kit.poster.sheet import Poster
from scenes.kit.poster.things import arrow, bulb, wire
from scenes.kit.theme import theme

POSTER = Poster(("Taste is", "a place"), "left", "positive", "right")
PLACES = ((1.9, 2.9), (3.0, 1.3), (-2.6, 1.6), (-2.0, -2.6), (2.2, -2.7))


def picture(t: Reading) -> Mobject:
    """Points on a plane, and one that moves towards the others."""
    axes = [wire((-3.6, 0), (3.6, 0), 9), wire((0, -3.7), (0, 3.7), 9)]
    return VGroup(*axes, *(bulb(at, 0.62, 0.9) for at in PLACES), arrow((-1.85, -2.3), (1.55, 2.3), theme().backward, 40))
