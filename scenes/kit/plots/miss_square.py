"""Half the squared error as an area: a square on the miss, and the half of it that is the loss."""

from __future__ import annotations

import numpy as np
from manim import Line, VGroup, VMobject

from scenes.kit.plots.number_line import NumberLine
from scenes.kit.theme import theme


class MissSquare(VGroup):
    """On the near side of a NumberLine, between what is wanted (y) and what is said (a).

    gap       the miss, on the line      square    its outline      half    the loss: as wide at a as the miss is, nothing at y
    heart     a place in it for the number of the loss
    set(a, y)             all of it for other values
    strip(a, more)        what a little more of a adds to the half: as long as the miss, as thin as the little
    """

    def __init__(self, line: NumberLine, a: float, y: float) -> None:
        super().__init__()
        self.line = line
        self.half = VMobject(stroke_width=0, fill_color=theme().loss, fill_opacity=0.55)
        self.square = VMobject(stroke_color=theme().loss, stroke_width=2.5)
        self.gap = Line([0, 0, 0], [0, 1, 0], stroke_width=7, color=theme().loss)
        self.add(self.half, self.square, self.gap)
        self.set(a, y)

    def set(self, a: float, y: float) -> MissSquare:
        said, wanted = self.line.point(a), self.line.point(y)
        out = self.line.aside * np.linalg.norm(said - wanted)
        self.square.set_points_as_corners([wanted, said, said + out, wanted + out, wanted])
        self.half.set_points_as_corners([wanted, said, said + out, wanted])
        self.gap.set_points_as_corners([wanted, said])
        self.heart = said + (wanted - said) * 0.2 + out * 0.36
        return self

    def quarters(self) -> VGroup:
        """The half, as it is now, cut into four halves of squares half as wide."""
        p, q, r = self.half.get_start_anchors()[:3]
        cuts = [(p, q, r), ((p + q) / 2, (q + r) / 2, (r + p) / 2)]
        return VGroup(*(VMobject(stroke_color=theme().soft, stroke_width=2).set_points_as_corners([*cut, cut[0]]) for cut in cuts))

    def strip(self, a: float, y: float, more: float) -> VMobject:
        said, later = self.line.point(a), self.line.point(a + more)
        out = self.line.aside * np.linalg.norm(said - self.line.point(y))
        strip = VMobject(stroke_width=0, fill_color=theme().light, fill_opacity=0.9)
        return strip.set_points_as_corners([said, later, later + out, said + out, said])
