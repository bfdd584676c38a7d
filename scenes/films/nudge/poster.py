"""The poster: a bent curve, and the straight line that touches it in one point."""

from __future__ import annotations

import numpy as np
from manim import DashedLine, Dot, Mobject, VGroup

from engine.reading import Reading
from scenes.kit.poster.sheet import Poster
from scenes.kit.poster.things import arrow, curve, wire
from scenes.kit.theme import theme

POSTER = Poster(("Nudge it.", "Watch."), "over", "forward", "right")


def picture(t: Reading) -> Mobject:
    """A curve, its slope in one point, and a little step aside."""
    points = [(x, 0.055 * (x + 6) ** 2) for x in np.linspace(-6, 5.0, 40)]
    x, push = 1.0, 2.4
    y, slope = 0.055 * (x + 6) ** 2, 0.11 * (x + 6)
    line = wire((x - 3.2, y - 3.2 * slope), (x + 4.4, y + 4.4 * slope), 20, theme().backward)
    rise = DashedLine([x + push, y, 0], [x + push, y + push * slope, 0], stroke_width=14, color=theme().ink)
    ground, bent = wire((-6.2, -0.5), (6.2, -0.5), 6), curve(points, theme().loss, 24)
    return VGroup(ground, bent, line, rise, arrow((x, y), (x + push, y), theme().ink, 26), Dot([x, y, 0], 0.36, color=theme().ink))
