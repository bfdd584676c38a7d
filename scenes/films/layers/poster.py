"""The poster: sheets of numbers, one behind the other."""

from __future__ import annotations

from manim import Mobject, Square, VGroup

from engine.reading import Reading
from scenes.kit.poster.sheet import Poster
from scenes.kit.poster.things import cell
from scenes.kit.theme import theme

POSTER = Poster(("Any", "stack", "at all"), "right", "forward", "right")
SHEETS = 4


def picture(t: Reading) -> Mobject:
    """Tables that stand behind each other, the last one lit."""
    sheets = []
    for k in range(SHEETS):
        hue, shift = (theme().backward if k == SHEETS - 1 else theme().forward), 1.05 * k
        back = Square(3.5, stroke_width=8, color=hue, fill_opacity=1, fill_color=theme().panel).move_to([shift, -shift, 0])
        places = [(shift + x, y - shift) for y in (1, 0, -1) for x in (-1, 0, 1)]
        cells = [cell(at, 0.95, hue, 0.3 + 0.2 * ((i + k) % 4)) for i, at in enumerate(places)]
        sheets += [back, *cells]
    return VGroup(*sheets)
