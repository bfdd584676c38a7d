"""Numbers on screen: one flat path each, carrying the trace path they come from, so that the audit falls out of drawing."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from manim import ManimColor, Mobject, VMobject

from engine import notation
from engine.reading import Number
from scenes.kit.place.parts import parts_of
from scenes.kit.theme import theme
from scenes.kit.type.copies import Copied
from scenes.kit.type.ink import Ink, Line, inked, reach_of
from scenes.kit.type.setting import outlines
from scenes.shown import Shown, show

FACE = "New Computer Modern Math"
GLYPHS = "0123456789.−×e⁰¹²³⁴⁵⁶⁷⁸⁹⁻"
REFERENCE = 48
GAP, THIN = "\u2009", 0.00183  # between thousands: a thin space, in units a point of size


def hue_of(shown: Shown) -> ManimColor:
    """Weights and biases by sign, all else by its symbol."""
    name = shown.number.named.name
    return theme().sign(shown.number.value) if name in ("W", "w", "b") else theme().hue(name)


class Num(Copied, VMobject):
    """One number, drawn as one path. `num.shown` says which; numbers are never morphed into other numbers."""

    def __init__(self, number: Number | Shown, size: float = 26, color: str | ManimColor | None = None) -> None:
        super().__init__()
        self.shown = number if isinstance(number, Shown) else show(number)
        self.points = _layout(self.shown.text) * (size / REFERENCE)
        self.set_fill(color or hue_of(self.shown), opacity=1).set_stroke(width=0)
        inked(self, Ink(Line((self.shown,), size), self.shown, reach_of(self)))


@lru_cache(maxsize=4096)
def width_of(text: str) -> float:
    """How wide the digits of a number are at size 1, without drawing it."""
    points = _layout(text)
    across = np.concatenate([points[0::4, 0], points[3::4, 0]])  # as manim measures: where curves begin and end
    return float(across.max() - across.min()) / REFERENCE


def numbers_on(mobjects: list[Mobject]) -> list[tuple[Mobject, Shown]]:
    """Every number among the mobjects and their parts that is visible, with the mobject that draws it."""
    numbers = [(part, vars(part).get("shown")) for part in parts_of(mobjects)]
    return [(part, shown) for part, shown in numbers if shown is not None and visible(part)]


def visible(mobject: Mobject) -> bool:
    """Whether any of its paths is filled or stroked enough to be seen, and is no light on others."""
    return any(
        isinstance(m, VMobject)
        and len(m.points)
        and not hasattr(m, "is_light")
        and max(m.get_fill_opacity(), m.get_stroke_opacity() * (m.get_stroke_width() > 0)) > 0.05
        for m in parts_of([mobject])
    )


def _layout(text: str) -> np.ndarray:
    """The points of a text of digits, shape (k, 3), centred, at the reference size."""
    outline, pen = [], 0.0
    for character in notation.grouped(text, GAP):
        if character == GAP:
            pen += THIN * REFERENCE
            continue
        points, advance = _glyphs()[character]
        outline.append(points + [pen, 0, 0])
        pen += advance
    points = np.concatenate(outline)
    return points - (points.min(0) + points.max(0)) / 2


@lru_cache(maxsize=1)
def _glyphs() -> dict[str, tuple[np.ndarray, float]]:
    """Outline (k, 3) and advance of each glyph, measured between zeros in one typeset line."""
    line = "00" + "".join(f"{g}0" for g in GLYPHS)
    shapes = [shape.points for shape in outlines(f'#text(font: "{FACE}", weight: 450)[{line}]', REFERENCE)]
    edge = [points[:, 0].min() for points in shapes]
    base = shapes[0][:, 1].min()
    zero = edge[1] - edge[0]
    table = {}
    for k, character in enumerate(GLYPHS):
        at = 2 + 2 * k
        pen = edge[at - 1] + zero
        table[character] = (shapes[at] - [pen, base, 0], edge[at + 1] - pen)
    return table
