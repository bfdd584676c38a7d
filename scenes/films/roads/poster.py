"""The poster: layers in a row, and a road that leads blame past them."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from manim import ArcBetweenPoints, Mobject, VGroup

from engine.reading import Reading
from scenes.kit.poster.sheet import Poster
from scenes.kit.poster.things import arrow, bulb, wire
from scenes.kit.theme import theme

POSTER = Poster(("Build a", "bypass"), "over", "positive", "right")
LAYERS = 5


def picture(t: Reading) -> Mobject:
    """A row of neurons, and an arc over all of them that ends in an arrow."""
    spots = [(2.5 * k, 0.0) for k in range(LAYERS)]
    road = ArcBetweenPoints(np.array([*spots[-1], 0]) + [0, 1.1, 0], np.array([1.1, 2.05, 0]), angle=1.5, stroke_width=56)
    road.set_color(theme().backward)
    end, way = road.points[-1], road.points[-1] - road.points[-2]
    tip = end + 0.75 * way / np.linalg.norm(way)
    head = arrow((float(end[0]), float(end[1])), (float(tip[0]), float(tip[1])), theme().backward, 56)
    discs = [bulb(at, 0.95, 0.2, theme().line if k not in (0, LAYERS - 1) else None) for k, at in enumerate(spots)]
    return VGroup(*(wire(a, b, 12) for a, b in pairwise(spots)), road, head, *discs)
