"""The poster: each example pulls its own way, and the step that they take together."""

from __future__ import annotations

import numpy as np
from manim import Mobject, VGroup

from engine.reading import Reading
from scenes.kit.poster.sheet import Poster
from scenes.kit.poster.things import arrow, bulb
from scenes.kit.theme import theme

POSTER = Poster(("Many", "votes,", "one step"), "left", "loss")
WAYS = (-62, -35, 5, 38, 62, 140)  # degrees


def picture(t: Reading) -> Mobject:
    """A fan of thin arrows and their thick mean."""
    turns = np.radians(WAYS)
    x, y = 3.6 * np.cos(turns), 3.6 * np.sin(turns)
    mean = np.array([x.mean(), y.mean()]) * 3.6 / np.hypot(x.mean(), y.mean())
    thin = [arrow((0, 0), (float(a), float(b)), theme().forward, 16) for a, b in zip(x, y, strict=True)]
    return VGroup(*thin, arrow((0, 0), mean.tolist(), theme().backward, 60), bulb((0, 0), 0.5, hue=theme().ink))
