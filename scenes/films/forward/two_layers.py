"""Why a network squashes: what two layers make of one input, without a squash a line of lines, with one a curve of curves."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from manim import DOWN, LEFT, RIGHT, UP, Animation, Create, Dot, Line, UpdateFromAlphaFunc, VGroup, VMobject, linear

from engine.reading import Reading
from scenes.films.forward.sweep import is_flat, sweep
from scenes.kit.place.stage import Region
from scenes.kit.plots.axis import axis_line
from scenes.kit.plots.plot import read
from scenes.kit.plots.rulers import marked
from scenes.kit.theme import theme
from scenes.kit.type.formula import Formula, small
from scenes.kit.type.ink import Scale

SEEN = 0.2  # of the height: what goes over less looks flat
MARKS, APART = 32, 0.12  # font size of numbers at the axis, and what they keep apart


class TwoLayers(VGroup):
    """Over one input, all others as in the example: what neurons of layer 1 say, and the first sum of layer 2 that they make.

    j                the input that is turned: of those `inputs`, the one that every neuron feels best
    axes, x_name     the axes, and the input's name          hidden   a thin curve for each drawn neuron of layer 1
    total            the thick curve of the sum, where there is a layer 2 (on their scale, if it can be)     a_name, z_name   their names
    sweep(curves)    Animation: live points go over the inputs, and leave these curves behind them
    """

    def __init__(self, t: Reading, region: Region, activation: str, drawn: list[int], inputs: list[int]) -> None:
        super().__init__()
        swept = sweep(t, activation, drawn, inputs)
        self.j, says = swept.j, swept.says
        sums = says[0] if swept.total is None else swept.total
        self._box = Region(region.x, region.y + 0.15, region.width - 0.5, region.height - 2.0)
        low, high = self._box.y - self._box.height / 2, self._box.x - self._box.width / 2
        corner, across, up = (np.array([x, y, 0.0]) for x, y in ((high, low), (-high + 2 * region.x, low), (high, -low + 2 * self._box.y)))
        self.axes = VGroup(*(axis_line(corner, end, color=theme().line, stroke_width=2) for end in (across, up)))
        one = _on_one_scale([*says, sums])
        self.hidden = VGroup(*(self._curve(ys, [*says, sums] if one else says, theme().soft, 3) for ys in says))
        self.total = self._curve(sums, [*says, sums] if one else [sums], theme().forward, 6)
        self.axes.add(*self._marks(swept.reach, low))
        self.x_name = _named(t.name.x[self.j].typst, theme().forward).next_to(self.axes, DOWN, buff=0.12).align_to(across, RIGHT)
        self.a_name = _named(t.name.a[1].typst, theme().soft).next_to(up, UP, buff=0.14).align_to(up, LEFT)
        self.z_name = _named(t.name.z[min(2, t.D)][0].typst, theme().forward).next_to(up, UP, buff=0.14).align_to(across, RIGHT)
        self.add(self.axes, self.hidden, self.total, self.x_name, self.a_name, self.z_name)

    def _marks(self, reach: float, low: float) -> list[VGroup]:
        """As many numbers under the axis as keep apart."""
        for most in (5, 4, 3):
            marks = [self._mark(x / reach, x, low) for x in marked(-reach, reach, most)]
            if all(b.get_left()[0] - a.get_right()[0] > APART for a, b in pairwise(marks)):
                break
        return marks

    def _mark(self, share: float, x: float, low: float) -> VGroup:
        """A number under the axis, at a share of its half."""
        stroke = Line(
            [self._box.x + share * self._box.width / 2, low, 0],
            [self._box.x + share * self._box.width / 2, low - 0.12, 0],
            color=theme().line,
        )
        return VGroup(stroke, Formula("{s}", size=max(MARKS, read()), color=theme().soft, s=Scale.of(x)).next_to(stroke, DOWN, buff=0.08))

    def _curve(self, ys: np.ndarray, among: Sequence[np.ndarray], hue: str, width: float) -> VMobject:
        """Heights ys on a scale that holds all `among`."""
        low, high = min(float(y.min()) for y in among), max(float(y.max()) for y in among)
        if all(map(is_flat, among)):  # rounding is no curve: a line in the middle
            ys, low, high = np.full(len(ys), 0.5 * (low + high)), low - 1, high + 1
        spread, box = (high - low) or 1.0, self._box
        us = np.linspace(-0.5, 0.5, len(ys))
        points = [[box.x + u * box.width, box.y + 0.94 * ((y - low) / spread - 0.5) * box.height, 0] for u, y in zip(us, ys, strict=True)]
        return VMobject(stroke_color=hue, stroke_width=width).set_points_as_corners(points)

    def sweep(self, *curves: VMobject) -> list[Animation]:
        """Live points leave these curves behind them, from left to right."""
        return [move for curve in curves for move in (Create(curve, rate_func=linear), _live(curve))]


def _on_one_scale(curves: Sequence[np.ndarray]) -> bool:
    """Whether curves are drawn on one scale, so that a sum lies apart from what it adds up: each goes over enough of it."""
    spread = max(float(ys.max()) for ys in curves) - min(float(ys.min()) for ys in curves)
    return all(np.ptp(ys) >= SEEN * spread for ys in curves)


def _live(curve: VMobject) -> Animation:
    """A dot at the end of what is drawn of a curve; it leaves with the motion."""
    corners = np.vstack([curve.points[::4], curve.points[-1:]])
    dot = Dot(corners[0], radius=0.08, color=theme().light).set_z_index(6)

    def go(dot: Dot, alpha: float) -> None:
        at = alpha * (len(corners) - 1)
        k = min(int(at), len(corners) - 2)
        dot.move_to(corners[k] + (at - k) * (corners[k + 1] - corners[k]))

    return UpdateFromAlphaFunc(dot, go, rate_func=linear, remover=True)


def _named(symbol: str, hue: str) -> Formula:
    return Formula("{s}", size=small(), hues={"s": hue}, s=symbol)
