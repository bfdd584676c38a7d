"""The loss over one weight: a curve to stand on, its tangent, and hops along it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

import numpy as np
from manim import RIGHT, UP, Animation, Dot, Line, UpdateFromAlphaFunc, VGroup, VMobject

from engine.reading import Named
from scenes.kit.place.stage import Region
from scenes.kit.theme import theme
from scenes.kit.type.formula import BODY, Formula

Loss = Callable[[float], float]
POINTS = 81


class LossSlice(VGroup):
    """axes (w across, L up), names, curve; nothing of a step is part of it.

    point(w, L)            where that is on the frame, also after the plot has been moved or scaled
    dot(w, L)              a live dot there
    tangent(w, L, slope, reach)   the straight line that touches the curve, `reach` to either side
    hops(ws, Ls)           dots joined by lines, one for each step: (dots, lines)
    travel(loss, dot, u, v)   the dot goes from weight u to v, on the curve at every frame
    sweep(dot)             the curve grows from its left end with the dot at its tip
    zoom(to, loss, dot, tangent, reach)   its window goes to that of another slice, and curve, dot and tangent keep their places in it
    sink(loss_at, dot, w)  the curve becomes that of loss_at(alpha) at every frame, and the dot stays on it at w
    """

    def __init__(self, region: Region, ws: np.ndarray, Ls: np.ndarray, w: Named, L: Named, bottom: float | None = 0.0) -> None:
        super().__init__()
        margin = 0.08 * float(Ls.max() - Ls.min())
        self._low = np.array([ws[0], Ls.min() - margin if bottom is None else bottom])
        self._high = np.array([ws[-1], Ls.max() + margin])
        left, right = region.left[0] + 0.45, region.left[0] + region.width - 0.5
        foot, top = region.y - region.height / 2 + 0.45, region.y + region.height / 2 - 0.4
        ends = [np.array([left, foot, 0.0]), np.array([right, foot, 0.0]), np.array([left, top, 0.0])]
        self.axes = VGroup(*(Line(ends[0], end, color=theme().line, stroke_width=2) for end in ends[1:]))
        self.names = VGroup(
            Formula("{s}", size=BODY, s=w).next_to(ends[1], RIGHT, buff=0.12),
            Formula("{s}", size=BODY, s=L).next_to(ends[2], UP, buff=0.1),
        )
        self.curve = VMobject(stroke_color=theme().loss, stroke_width=4)
        self.ws = ws
        self.draw(Ls)
        self.add(self.axes, self.names, self.curve)

    def draw(self, Ls: Sequence[float] | np.ndarray) -> None:
        """Let the curve go through these losses, one for each of the plot's w."""
        self.curve.set_points_as_corners([self.point(w, L) for w, L in zip(self.ws, Ls, strict=True)])

    def point(self, w: float, L: float) -> np.ndarray:
        u, v = (np.array([w, L]) - self._low) / (self._high - self._low)
        start, right, top = self.axes[0].get_start(), self.axes[0].get_end(), self.axes[1].get_end()
        return start + u * (right - start) + v * (top - start)

    def dot(self, w: float, L: float) -> Dot:
        return Dot(self.point(w, L), radius=0.1, color=theme().light).set_z_index(6)

    def tangent(self, w: float, L: float, slope: float, reach: float) -> Line:
        ends = [self.point(w + side * reach, L + side * reach * slope) for side in (-1, 1)]
        return Line(*ends, color=theme().backward, stroke_width=4).set_z_index(2)

    def hops(self, ws: np.ndarray, Ls: np.ndarray) -> tuple[VGroup, VGroup]:
        points = [self.point(w, L) for w, L in zip(ws, Ls, strict=True)]
        dots = VGroup(*(Dot(p, radius=0.08, color=theme().light).set_z_index(6) for p in points))
        return dots, VGroup(*(Line(a, b, color=theme().soft, stroke_width=2.5) for a, b in pairwise(points)))

    def travel(self, loss: Loss, dot: Dot, start: float, end: float, run_time: float = 1.5) -> Animation:
        def go(_: VMobject, alpha: float) -> None:
            w = start + alpha * (end - start)
            dot.move_to(self.point(w, loss(w)))

        return UpdateFromAlphaFunc(dot, go, run_time=run_time)

    def sweep(self, dot: Dot, run_time: float = 3.0) -> Animation:
        whole = self.curve.copy()

        def reach(_: VMobject, alpha: float) -> None:
            self.curve.pointwise_become_partial(whole, 0, max(alpha, 1e-3))
            dot.move_to(self.curve.get_end())

        return UpdateFromAlphaFunc(VGroup(self.curve, dot), reach, run_time=run_time)

    def zoom(self, to: LossSlice, loss: Loss, dot: Dot, tangent: Line, reach: float, run_time: float = 1.6) -> Animation:
        """Every equal part of the time magnifies equally; `reach` is the tangent's at the end, and a faint curve stands out again."""
        low, size, end = self._low, self._high - self._low, to._high - to._low
        (w, L), (tip, height) = self._at(dot.get_center()), self._at(tangent.get_end())
        first, slope, faint = abs(tip - w), (height - L) / (tip - w), float(self.curve.get_stroke_opacity())
        alike = np.isclose(size, end)

        def move(_: VMobject, alpha: float) -> None:
            now = size ** (1 - alpha) * end**alpha
            part = np.divide(size - now, size - end, out=np.full(2, float(alpha)), where=~alike)
            self._low = low + (to._low - low) * part
            self._high = self._low + now
            self.ws = np.linspace(self._low[0], self._high[0], POINTS)
            seen = [(v, loss(v)) for v in self.ws]
            self.curve.set_points_as_corners([self.point(*s) for s in seen if self._low[1] <= s[1] <= self._high[1]])
            self.curve.set_stroke(opacity=faint + (1 - faint) * alpha)
            dot.move_to(self.point(w, L))
            far = first ** (1 - alpha) * reach**alpha
            tangent.put_start_and_end_on(*(self.point(w + side * far, L + side * far * slope) for side in (-1, 1)))

        return UpdateFromAlphaFunc(VGroup(self.curve, dot, tangent), move, run_time=run_time)

    def _at(self, point: np.ndarray) -> np.ndarray:
        """The (w, L) that a point of the frame stands for."""
        start, right, top = self.axes[0].get_start(), self.axes[0].get_end(), self.axes[1].get_end()
        part = np.array([(point - start)[0] / (right - start)[0], (point - start)[1] / (top - start)[1]])
        return self._low + part * (self._high - self._low)

    def sink(self, loss_at: Callable[[float], Loss], dot: Dot, w: float, run_time: float = 1.5) -> Animation:
        def move(_: VMobject, alpha: float) -> None:
            loss = loss_at(alpha)
            self.draw([loss(v) for v in self.ws])
            dot.move_to(self.point(w, loss(w)))

        return UpdateFromAlphaFunc(VGroup(self.curve, dot), move, run_time=run_time)
