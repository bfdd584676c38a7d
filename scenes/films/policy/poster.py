"""The poster: how likely each action of the lesson is, and the one that reward lifts."""

from __future__ import annotations

import numpy as np
from manim import Mobject, VGroup

from engine.reading import Reading
from scenes.kit.poster.sheet import Poster
from scenes.kit.poster.things import arrow, bar
from scenes.kit.theme import theme

POSTER = Poster(("Reward.", "No teacher."), "over", "positive", "right", turns=True)
DRAWN = 4


def picture(t: Reading) -> Mobject:
    """Bars of the actions, and the push that makes one longer."""
    likely = np.asarray(t.a[t.D].array, dtype=float)[:DRAWN]
    lengths = 8.0 * likely / (float(np.abs(likely).max()) or 1.0)
    pitch = 5.2 / len(likely)
    bars = [bar(0, -pitch * k, max(float(v), 0.2), 0.72 * pitch, theme().forward) for k, v in enumerate(lengths)]
    best = int(np.argmax(likely))
    y = bars[best].get_y()
    return VGroup(*bars, arrow((float(lengths[best]) + 0.2, y), (float(lengths[best]) + 3.6, y), theme().positive, 84))
