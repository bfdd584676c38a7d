"""A perceptron among the four answers of a gate: its line, corrected step by step, and why none can part XOR."""

from __future__ import annotations

import numpy as np
from manim import DOWN, LEFT, RIGHT, UP, Animation, DashedLine, Dot, Line, UpdateFromAlphaFunc, VGroup, VMobject

from engine.reading import Reading
from engine.studies.history import Perceptron, sums
from scenes.kit.place.shots import resting
from scenes.kit.place.stage import Region
from scenes.kit.plots.contour import area, as_points, crossing
from scenes.kit.plots.decision_boundary import FieldView
from scenes.kit.plots.plane import Plane
from scenes.kit.theme import theme
from scenes.kit.type.formula import Formula


class GatePlane(VGroup):
    """view (frame and dots, of examples in order), half (where it fires), edge (where its sum is zero), names of the axes."""

    def __init__(self, t: Reading, region: Region, p: Perceptron) -> None:
        super().__init__()
        self.p, self.plane = p, Plane(p.x)
        side = min(region.width, region.height) - 0.5
        self.view = FieldView(side, 0.0, 1.0)
        self.view.move_to(region.center + 0.2 * (UP + RIGHT))
        self.view.scatter(self.plane, p.x, p.y)
        self.half = VMobject(stroke_width=0, fill_color=theme().forward, fill_opacity=0.35)
        self.edge = VMobject(stroke_color=theme().light, stroke_width=5).set_z_index(1)
        self.names = VGroup(*(Formula("{s}", size=resting(), s=t.name.x[k]) for k in (0, 1)))
        self.names[0].next_to(self.view.frame, DOWN, buff=0.12)
        self.names[1].next_to(self.view.frame, LEFT, buff=0.12)
        self.axes = VGroup(self.view.ground, self.view.frame, self.names)
        self.dots = self.view.dots
        self.lay(0)

    def lay(self, after: float) -> None:
        """The line as it is after so many corrections."""
        z = sums(self.p, after, self.plane.grid(2)).reshape(2, 2)
        corner, step = self.view.ground.get_corner(DOWN + LEFT), np.array([self.view.side] * 2)
        self.half.points = as_points(area(z, 0.0), True, corner, step)
        self.edge.points = as_points(crossing(z, 0.0), False, corner, step)

    def correct(self, k: int) -> Animation:
        """The k-th correction, from 1: the weights go where it puts them, and the line with them."""
        return UpdateFromAlphaFunc(VGroup(self.half, self.edge), lambda _, alpha: self.lay(k - 1 + alpha))

    def ring(self, k: int) -> VMobject:
        """A ring around the example that the k-th correction is made for."""
        return self.view.ring(self.plane, self.p.x[int(self.p.who[k - 1])])

    def join(self, label: float) -> Line:
        """The straight line between the two examples of one answer."""
        a, b = (self.view.at(self.plane, x) for x, y in zip(self.p.x, self.p.y, strict=True) if y == label)
        kind = Line if label else DashedLine
        return kind(a, b, color=theme().forward if label else theme().soft, stroke_width=6).set_z_index(2)

    def crossing(self) -> Dot:
        """Where both joins meet."""
        return Dot(self.view.ground.get_center(), radius=0.16, color=theme().light).set_z_index(5)
