"""The poster: an output that is wrong, glowing, and its blame on the way back to those that made it so."""

from __future__ import annotations

from manim import Mobject, VGroup

from engine.reading import Reading
from scenes.kit.poster.sheet import Poster
from scenes.kit.poster.things import bulb, comet, said, wire
from scenes.kit.theme import theme

POSTER = Poster(("Who is", "to", "blame?"), "right", "backward")


def picture(t: Reading) -> Mobject:
    """Light that leaves a hot neuron and falls back on three dark ones."""
    hot, spots = (2.4, 0.0), [(-3.2, 3.0), (-3.2, 0.0), (-3.2, -3.0)]
    lights = [comet(hot, (0.24 * hot[0] + 0.76 * x, 0.76 * y), theme().backward, 0.85) for x, y in spots]
    body = bulb(hot, 1.6, hue=theme().backward)
    mark = said("!", 1.9, theme().ground).move_to(body)
    return VGroup(*(wire(at, hot, 8) for at in spots), *lights, *(bulb(at, 1.1, 0.15) for at in spots), body, mark)
