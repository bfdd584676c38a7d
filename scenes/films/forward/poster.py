"""The poster: the lesson's first layers, lit as far as their values say, with values on their way."""

from __future__ import annotations

from itertools import pairwise

from manim import Mobject, VGroup

from engine.reading import Reading
from scenes.kit.poster.sheet import Poster
from scenes.kit.poster.things import bulb, comet, wire
from scenes.kit.theme import theme

POSTER = Poster(("What", "comes", "out?"), "left", "forward", "right")
DRAWN = 3  # neurons of a layer, and layers


def picture(t: Reading) -> Mobject:
    """Lamps that light up from left to right."""
    layers = [list(t.a[l].array[:DRAWN]) for l in range(min(t.D, DRAWN - 1) + 1)]
    most = max(abs(float(v)) for layer in layers for v in layer) or 1.0
    spots = [[(3.0 * l, 3.7 * ((len(layer) - 1) / 2 - i)) for i in range(len(layer))] for l, layer in enumerate(layers)]
    pairs = [(a, b) for here, there in pairwise(spots) for a in here for b in there]
    lights = [comet(a, (a[0] + 0.62 * (b[0] - a[0]), a[1] + 0.62 * (b[1] - a[1])), theme().forward, 0.4) for a, b in pairs]
    lamps = [
        bulb(at, 0.95, abs(float(v)) / most) for layer, row in zip(layers, spots, strict=True) for v, at in zip(layer, row, strict=True)
    ]
    return VGroup(*(wire(a, b, 10) for a, b in pairs), *lights, *lamps)
