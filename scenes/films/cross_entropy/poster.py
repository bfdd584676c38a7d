"""The poster: two hills, and on the flat one nothing rolls."""

from __future__ import annotations

import numpy as np
from manim import Mobject, Polygon, VGroup

from engine.reading import Reading
from scenes.kit.poster.sheet import Poster
from scenes.kit.poster.things import arrow, bulb, curve, wire
from scenes.kit.theme import theme

POSTER = Poster(("Wrong,", "and", "stuck"), "left", "wrong")


def picture(t: Reading) -> Mobject:
    """The squared error's plateau under the steep wall of cross-entropy, over the sum z of a sigmoid."""
    z = np.linspace(-4.6, 2.6, 61)
    a = 1 / (1 + np.exp(-z))
    hill = [(x, 3.4 * (1 - v) ** 2) for x, v in zip(z, a, strict=True)]
    flat = curve(hill, theme().soft, 20)
    earth = Polygon(
        *([x, y, 0] for x, y in [*hill, (2.6, -0.5), (-4.6, -0.5)]), stroke_width=0, fill_opacity=0.55, fill_color=theme().wrong
    )
    steep = curve([(x, -1.5 * np.log(v)) for x, v in zip(z, a, strict=True)], theme().backward, 24)
    stuck = bulb((-3.4, 3.4 * (1 - 0.032) ** 2 + 0.62), 0.55, hue=theme().wrong)
    return VGroup(earth, wire((-4.6, -0.5), (2.6, -0.5), 5), flat, steep, stuck, arrow((-1.6, 4.6), (0.2, 2.6), theme().backward, 26))
