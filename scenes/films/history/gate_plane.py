"""A perceptron among the four answers of a gate: its line, corrected step by step, and why none can part XOR."""

from __future__ import annotations

import numpy as np
from manim import (
    DOWN,
    LEFT,
    RIGHT,
    UP,
    Animation,
    DashedLine,
    Dot,
    FadeIn,
    Line,
    Transform,
    TransformFromCopy,
    UpdateFromAlphaFunc,
    VGroup,
    VMobject,
)

from engine.reading import Reading
from engine.studies.history import Perceptron, sums
from scenes.kit.place.shots import resting
from scenes.kit.place.stage import Region
from scenes.kit.place.ways import runs
from scenes.kit.plots.contour import Contours, as_points
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
        z = Contours(sums(self.p, after, self.plane.grid(2)).reshape(2, 2))
        corner, step = self.view.ground.get_corner(DOWN + LEFT), np.array([self.view.side] * 2)
        self.half.points = as_points(z.area(0.0), corner, step)
        self.edge.points = as_points(z.crossing(0.0), corner, step)

    @property
    def off(self) -> VMobject:
        """The example with both switches off."""
        return self._example(0, 0)

    def by_answer(self) -> tuple[VGroup, VGroup]:
        """The examples at which it should fire, and the others."""
        full, rings = VGroup(), VGroup()
        for dot, y in zip(self.dots, self.p.y.ravel(), strict=True):
            (full if y > 0.5 else rings).add(dot)
        return full, rings

    def _example(self, first: int, second: int) -> VMobject:
        (m,) = np.flatnonzero((self.p.x == (first, second)).all(1))
        found: VMobject = self.dots[int(m)]
        return found

    def switched(self, k: int) -> list[Animation]:
        """A switch goes on: from the examples that stand come those in which it is on, along its axis."""
        on = [((0, 0), (1, 0))] if k == 0 else [((0, 0), (0, 1)), ((1, 0), (1, 1))]
        return [TransformFromCopy(self._example(*a), self._example(*b)) for a, b in on]

    def shades(self) -> Animation:
        """The side on which it fires fills, from the line."""
        (a, b), target = (self.edge.points[k] for k in (0, -1)), self.half.copy()
        along = (self.half.points - a) @ (b - a) / float((b - a) @ (b - a))
        self.half.points = a + along[:, None] * (b - a)
        return Transform(self.half, target)

    def asked_after(self, old: GatePlane) -> list[Animation]:
        """Another answer is wanted: what is full in this gate comes, one switch off, from what was full in the old one."""
        full, was = self.p.y > 0.5, int(np.flatnonzero(old.p.y > 0.5)[0])
        come = [TransformFromCopy(old.dots[was], dot) for dot, is_full in zip(self.dots, full, strict=True) if is_full]
        return [*come, *(FadeIn(dot) for dot, is_full in zip(self.dots, full, strict=True) if not is_full)]

    def rewinds(self) -> Animation:
        """The line goes back, all its corrections, to where it began."""
        whole = VGroup(self.half, self.edge)
        return UpdateFromAlphaFunc(whole, lambda _, alpha: self.lay((1 - alpha) * self.p.corrections))

    def meet(self, joins: VGroup) -> list[Animation]:
        """From one end of each join a bead runs to where they cross."""
        return [runs(Line(join.get_start(), self.view.ground.get_center())) for join in joins[:2]]

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
