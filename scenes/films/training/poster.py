"""The poster: the lesson's own loss, step by step, as far as it fell."""

from __future__ import annotations

import numpy as np
from manim import Mobject, VGroup

from engine.reading import Reading
from scenes.kit.poster.sheet import Poster
from scenes.kit.poster.things import bar
from scenes.kit.theme import theme

POSTER = Poster(("Watch", "it learn"), "over", "loss")
BARS = 11


def picture(t: Reading) -> Mobject:
    """Losses of the whole run, as bars."""
    losses = np.asarray(t.losses.array, dtype=float)
    picked = losses[np.linspace(0, len(losses) - 1, min(BARS, len(losses))).astype(int)]
    heights = 4.6 * picked / (picked.max() or 1.0)
    return VGroup(*(bar(1.0 * k, 0, 0.78, float(h), theme().loss) for k, h in enumerate(heights)))
