"""What posters are drawn with: large lamps, wires, comets, arrows, cells, bars; few, and thick enough for a thumb's nail."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from manim import Circle, Line, ManimColor, Mobject, Polygon, Rectangle, Triangle, VGroup, VMobject, interpolate_color

from scenes.kit.network.lamps import lamp
from scenes.kit.place.stage import Region
from scenes.kit.theme import theme
from scenes.kit.type.formula import Formula, Label

PARTS = 24  # of a comet's tail, each a little brighter than the last
Point = Sequence[float]


def filled(thing: Mobject, room: Region) -> Mobject:
    """A thing in the middle of its room, as large as that lets it be."""
    return thing.scale(min(room.width / thing.width, room.height / thing.height)).move_to(room.center)


def bulb(at: Point, radius: float, share: float = 0.0, hue: str | None = None) -> Circle:
    """A neuron whose light is its share of the largest, or a hot one, all of one hue."""
    disc = Circle(radius, stroke_width=7, stroke_color=hue or theme().forward, fill_opacity=1).move_to([*at, 0])
    return disc.set_fill(hue or lamp(share), opacity=1)


def wire(a: Point, b: Point, width: float = 8, hue: str | None = None) -> Line:
    """An edge."""
    return Line([*a, 0], [*b, 0], stroke_width=width, color=hue or theme().line)


def comet(a: Point, b: Point, hue: str, width: float = 0.26) -> VGroup:
    """Light on its way from a to b: a head, and a tail that fades."""
    start, end = np.array([*a, 0.0]), np.array([*b, 0.0])
    across = np.array([-(end - start)[1], (end - start)[0], 0.0]) / np.linalg.norm(end - start) * width / 2
    steps = [k / PARTS for k in range(PARTS + 1)]
    tail = [
        Polygon(*(start + u * (end - start) + s * u * across for u, s in ((p, -1), (q, -1), (q, 1), (p, 1))), stroke_width=0)
        .set_fill(hue, opacity=0.9 * q**1.6)
        for p, q in pairwise(steps)
    ]  # fmt: skip
    head = Circle(width * 0.62, stroke_width=0, fill_opacity=1).move_to(end)
    return VGroup(*tail, head.set_fill(interpolate_color(ManimColor(hue), ManimColor(theme().ink), 0.6)))


def arrow(a: Point, b: Point, hue: str, width: float = 22) -> VGroup:
    """A thick arrow from a to b."""
    start, end = np.array([*a, 0.0]), np.array([*b, 0.0])
    way = (end - start) / np.linalg.norm(end - start)
    size = 0.34 + width / 75
    head = Triangle(stroke_width=0, fill_opacity=1, color=hue).scale(size / 0.75)
    head.rotate(np.arctan2(way[1], way[0]) - np.pi / 2).move_to(end - 0.5 * size * way)
    return VGroup(Line(start, end - size * way, stroke_width=width, color=hue), head)


def cell(at: Point, side: float, hue: str, share: float = 1.0) -> Rectangle:
    """A square of a table or a picture, lit by its share of the largest."""
    shade = interpolate_color(ManimColor(theme().panel), ManimColor(hue), min(1.0, max(0.0, share)))
    return Rectangle(width=side, height=side, stroke_width=3, stroke_color=theme().line, fill_opacity=1, fill_color=shade).move_to([*at, 0])


def bar(left: float, bottom: float, width: float, height: float, hue: str) -> Rectangle:
    """A bar that stands on `bottom`."""
    made = Rectangle(width=width, height=max(height, 0.05), stroke_width=0, fill_opacity=1, fill_color=hue)
    return made.move_to([left + width / 2, bottom + made.height / 2, 0])


def curve(points: Sequence[Point], hue: str, width: float = 14) -> VMobject:
    """A smooth line through points."""
    return VMobject(stroke_width=width, stroke_color=hue).set_points_smoothly([np.array([*p, 0.0]) for p in points])


def said(words: str | Formula, height: float, hue: str) -> Mobject:
    """Words or maths so high, in one hue."""
    made = Label(words, 90, color=hue) if isinstance(words, str) else words.set_color(hue)
    return made.scale(height / made.height)
