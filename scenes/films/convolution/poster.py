"""The poster: the lesson's own picture, and the small window that slides over it."""

from __future__ import annotations

import numpy as np
from manim import Mobject, Square, VGroup

from engine.reading import Reading
from scenes.kit.poster.sheet import Poster
from scenes.kit.poster.things import cell
from scenes.kit.theme import theme

POSTER = Poster(("One", "filter", "slides"), "right", "forward")


def picture(t: Reading) -> Mobject:
    """Pixels as bright as they are, under a frame of three by three."""
    pixels = np.asarray(t.x.array, dtype=float)
    pixels = pixels.reshape(-1, *pixels.shape[-2:])[0]
    low, high = float(pixels.min()), float(pixels.max())
    shares = (pixels - low) / ((high - low) or 1.0)
    cells = [cell((j, -i), 0.97, theme().forward, float(shares[i, j])) for i, j in np.ndindex(*shares.shape)]
    window = Square(3.05, stroke_width=26, color=theme().backward).move_to([shares.shape[1] - 2.0, -1.0, 0])
    return VGroup(*cells, window)
