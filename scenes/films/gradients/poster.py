"""The poster: a table whose every cell is a delta times an activation, as bright as the lesson's product."""

from __future__ import annotations

import numpy as np
from manim import Mobject, VGroup

from engine.reading import Reading
from scenes.kit.poster.sheet import Poster
from scenes.kit.poster.things import cell
from scenes.kit.theme import theme

POSTER = Poster(("Delta", "times", "signal"), "left", "backward", "right")
DRAWN = 3


def picture(t: Reading) -> Mobject:
    """Deltas down, activations across, products between them."""
    delta, a = (np.abs(values.array[:DRAWN]) for values in (t.delta[t.D], t.a[t.D - 1]))
    rows, columns = (values / (values.max() or 1.0) for values in (delta, a))
    down = [cell((-1.25, -1.1 * i), 0.95, theme().backward, 0.25 + 0.75 * v) for i, v in enumerate(rows)]
    across = [cell((1.1 * j, 1.25), 0.95, theme().forward, 0.25 + 0.75 * v) for j, v in enumerate(columns)]
    inner = [cell((1.1 * j, -1.1 * i), 1.05, theme().loss, v * w) for i, v in enumerate(rows) for j, w in enumerate(columns)]
    return VGroup(*down, *across, *inner)
