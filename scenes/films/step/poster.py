"""The poster: a valley, a ball on its side, and the way down."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from manim import Mobject, VGroup

from engine.reading import Reading
from scenes.kit.poster.sheet import Poster
from scenes.kit.poster.things import arrow, bulb, curve, wire
from scenes.kit.theme import theme

POSTER = Poster(("Which way", "is down?"), "over", "backward")


def picture(t: Reading) -> Mobject:
    """A bowl with steps that lead down into it."""

    def at(x: float) -> tuple[float, float]:
        return (x, 0.16 * x * x)

    bowl = curve([at(x) for x in np.linspace(-5.6, 5.6, 41)], theme().loss, 22)
    stops = (-4.9, -2.6, -1.1)
    steps = [arrow((a, at(a)[1] + 0.45), (b - 0.2, at(b)[1] + 0.55), theme().backward, 26) for a, b in pairwise(stops)]
    ball = bulb((stops[0] - 0.1, at(stops[0])[1] + 0.75), 0.62, hue=theme().ink)
    return VGroup(wire((-5.8, -0.35), (5.8, -0.35), 5), bowl, *steps, ball)
