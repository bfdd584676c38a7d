"""The poster: neurons in a row, and one light that runs back through all of them."""

from __future__ import annotations

from itertools import pairwise

from manim import Mobject, VGroup

from engine.reading import Reading
from scenes.kit.poster.sheet import Poster
from scenes.kit.poster.things import bulb, comet, wire
from scenes.kit.theme import theme

POSTER = Poster(("One chain,", "one walk"), "over", "backward", turns=True)
LINKS = 4


def picture(t: Reading) -> Mobject:
    """A chain that is walked once, from its end to its beginning."""
    spots = [(3.1 * k, 0.0) for k in range(LINKS)]
    wires = [wire(a, b, 16) for a, b in pairwise(spots)]
    lights = [comet((b[0] + 0.2, -1.75), (a[0] + 0.2, -1.75), theme().backward, 0.7) for a, b in pairwise(spots)]
    return VGroup(*wires, *(bulb(at, 1.2, (k + 1) / LINKS) for k, at in enumerate(spots)), *lights)
