"""The poster: there and back again."""

from __future__ import annotations

from manim import PI, Arc, Mobject, Triangle, VGroup

from engine.reading import Reading
from scenes.kit.poster.sheet import Poster
from scenes.kit.poster.things import bulb
from scenes.kit.theme import theme

POSTER = Poster(("The whole", "thing"), "over", "forward", "right", turns=True)


def picture(t: Reading) -> Mobject:
    """A blue way forward and an orange way back between two neurons."""
    there = Arc(3.0, PI - 0.35, -PI + 0.85, stroke_width=60, color=theme().forward).stretch(1.9, 0).stretch(0.8, 1)
    back = Arc(3.0, -0.35, -PI + 0.85, stroke_width=60, color=theme().backward).stretch(1.9, 0).stretch(0.8, 1)
    heads = [
        Triangle(stroke_width=0, fill_opacity=1, color=arc.get_color()).scale(0.75).rotate(turn).move_to(arc.get_end())
        for arc, turn in ((there, PI + 0.75), (back, 0.75))
    ]
    ends = [bulb((-5.7, 0), 1.2, 0.5), bulb((5.7, 0), 1.2, 1.0)]
    return VGroup(there, back, *heads, *ends)
