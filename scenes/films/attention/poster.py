"""The poster: the last word of a sentence looks back at those before it."""

from __future__ import annotations

import numpy as np
from manim import ArcBetweenPoints, Mobject, VGroup

from engine.reading import Reading
from scenes.kit.poster.sheet import Poster
from scenes.kit.poster.things import bulb
from scenes.kit.theme import theme

POSTER = Poster(("Which word", "matters?"), "over", "loss", "right")
WORDS = 4


def picture(t: Reading) -> Mobject:
    """A row of words, and glances of which the longest is the brightest."""
    last = 2.9 * (WORDS - 1)
    ends = [2.9 * k for k in range(WORDS - 1)]
    glances = [
        ArcBetweenPoints(np.array([last, 1.0, 0]), np.array([x, 1.0, 0]), angle=1.9, stroke_width=w, color=hue)
        for x, w, hue in zip(ends, (64, 12, 22), (theme().loss, theme().forward, theme().forward), strict=True)
    ]
    return VGroup(*glances, *(bulb((2.9 * k, 0), 1.1, 1.0 if k in (0, WORDS - 1) else 0.2) for k in range(WORDS)))
