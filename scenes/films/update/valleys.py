"""Two valleys, no numbers: short steps that creep towards the bottom, long ones that jump over it and climb."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from manim import DOWN, Animation, Create, Dot, FadeIn, LaggedStart, Line, Succession, VGroup, VMobject

from scenes.kit.place.stage import Region
from scenes.kit.theme import theme
from scenes.kit.type.formula import Label

CREEPING = (-0.9, -0.8, -0.71, -0.63, -0.56, -0.5)  # where the dot stands, in parts of the valley's half width
ROOM = 1.2  # over a valley for its name, and under it
SLOPE = 0.5  # of half a valley: how long a tangent is on either side
JUMPING = (-0.5, 0.62, -0.76, 0.93)


class Valleys(VGroup):
    """valleys[0] and its hops: a small eta; valleys[1]: a large one; names over them; `slope`, the tangent where the first walk begins.

    A sketch of shapes, not of a lesson.
    """

    def __init__(self, region: Region) -> None:
        super().__init__()
        is_high = region.height > 1.2 * region.width  # one over the other there
        across, up = (0.0, 0.25 * region.height) if is_high else (0.25 * region.width, 0.0)
        half, height = 0.42 * region.width / (1 if is_high else 2), region.height / (2 if is_high else 1) - ROOM
        half, height = min(half, 0.9 * height), min(height, 1.4 * half)
        middles = [region.center + [side * across, -side * up - 0.25, 0] for side in (-1, 1)]
        self.valleys = VGroup(*(_curve(m, half, height) for m in middles))
        self.names = VGroup(Label("small $eta$", color=theme().ink), Label("large $eta$", color=theme().ink))
        for name, middle in zip(self.names, middles, strict=True):
            name.move_to(middle + [0, height / 2 + 0.3, 0])
        self.start, ahead = (_point(middles[0], half, height, CREEPING[0] + more) for more in (0.0, 0.01))
        way = SLOPE * half * (ahead - self.start) / np.linalg.norm(ahead - self.start)
        self.slope = Line(self.start - way, self.start + way, color=theme().backward, stroke_width=5)
        self.hops = [_hops([_point(m, half, height, u) for u in us]) for m, us in zip(middles, (CREEPING, JUMPING), strict=True)]
        self.add(self.valleys, self.names, *self.hops, self.slope)

    def walk(self, k: int) -> Animation:
        """The dots of valley k appear one after another, joined by their steps."""
        dots, lines = self.hops[k]
        moves = [FadeIn(dots[0], scale=0.5)]
        for line, dot in zip(lines, dots[1:], strict=True):
            moves += [Create(line), FadeIn(dot, scale=0.5)]
        return Succession(*moves)

    def appear(self) -> Animation:
        """The two valleys, without their steps."""
        return LaggedStart(*(FadeIn(v, shift=0.1 * DOWN) for v in self.valleys), lag_ratio=0.2)


def _point(middle: np.ndarray, half: float, height: float, u: float) -> np.ndarray:
    return middle + np.array([u * half, (u * u - 0.5) * height, 0])


def _curve(middle: np.ndarray, half: float, height: float) -> VMobject:
    points = [_point(middle, half, height, u) for u in np.linspace(-1, 1, 41)]
    return VMobject(stroke_color=theme().loss, stroke_width=4).set_points_smoothly(points)


def _hops(points: list[np.ndarray]) -> VGroup:
    dots = VGroup(*(Dot(p, radius=0.08, color=theme().light).set_z_index(5) for p in points))
    lines = VGroup(*(Line(a, b, stroke_width=2, color=theme().soft) for a, b in pairwise(points)))
    return VGroup(dots, lines)
