"""The poster: the four points of XOR, and a straight line that cannot part them."""

from __future__ import annotations

from manim import Circle, Mobject, VGroup

from engine.reading import Reading
from scenes.kit.poster.sheet import Poster
from scenes.kit.poster.things import bulb, wire
from scenes.kit.theme import theme

POSTER = Poster(("1958", "to 1986"), "over", "wrong", turns=True)


def picture(t: Reading) -> Mobject:
    """Two full discs, two rings, and the line."""
    far = (4.0, 1.7)
    full = [bulb((-far[0], far[1]), 1.0, hue=theme().forward), bulb((far[0], -far[1]), 1.0, hue=theme().forward)]
    rings = [Circle(1.0, stroke_width=22, color=theme().loss).move_to([x, y, 0]) for x, y in ((-far[0], -far[1]), far)]
    return VGroup(*full, *rings, wire((-5.6, -0.9), (5.6, 0.9), 30, theme().wrong))
