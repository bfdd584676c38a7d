"""Two logarithmic axes: a step along either is ten times more or less; a curve that is drawn by its live point."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import DOWN, LEFT, RIGHT, UP, Animation, Dot, Line, UpdateFromAlphaFunc, VGroup, VMobject

from engine.reading import Number, Numbers
from scenes.kit.place.plate import plate
from scenes.kit.place.stage import Region
from scenes.kit.plots.axis import axis_line
from scenes.kit.theme import theme
from scenes.kit.type.formula import Formula, small
from scenes.kit.type.ink import Scale
from scenes.kit.type.number import Num
from scenes.shown import Shown, show

LOW_ROOM, LEFT_ROOM = 0.75, 0.35  # for the names of the axes
OVERHANG = 0.2  # of the last value beyond the axis


class LogAxes(VGroup):
    """x from its first to its last value, so that it may fall to the right; y from below the smallest to the largest.

    axes, decades (thin lines, `upright` and `flat`, one for each power of ten)      point(x, y) -> (3,)
    tick(number)          a value under the x axis          tag(x, y, number, way)   a value beside a point
    powers(every)         names of powers of ten left of the y axis, in the room left of the region
    """

    def __init__(self, region: Region, xs: np.ndarray, ys: np.ndarray, x_name: str, y_name: str, size: float | None = None) -> None:
        super().__init__()
        self.size = size or small()
        low, high = float(np.floor(np.log10(ys.min()))) - 1, float(np.ceil(np.log10(ys.max())))
        self._x = (float(np.log10(xs[0])), float(np.log10(xs[-1])))
        self._y = (low, max(high, low + 1))
        self._box = Region(
            region.x + LEFT_ROOM / 2, region.y + LOW_ROOM / 2, region.width - LEFT_ROOM - 0.4, region.height - LOW_ROOM - 0.45
        )
        corner, across, up = (self._at(*ends) for ends in ((self._x[0], low), (self._x[1], low), (self._x[0], self._y[1])))
        self.axes = VGroup(*(axis_line(corner, end, color=theme().line, stroke_width=2.5) for end in (across, up)))
        self.upright, self.flat = self._rungs()
        self.decades = VGroup(*self.upright, *self.flat)
        self.names = VGroup(
            Formula(x_name, size=self.size, color=theme().soft).next_to(across, DOWN, buff=0.45).align_to(across, RIGHT),
            Formula(y_name, size=self.size, color=theme().soft).next_to(up, UP, buff=0.14).align_to(up, [-1, 0, 0]),
        )
        self.add(self.decades, self.axes, self.names)

    def _rungs(self) -> tuple[list[Line], list[Line]]:
        across, up = (sorted(ends) for ends in (self._x, self._y))
        style = {"color": theme().line, "stroke_width": 0.8}
        upright = [
            Line(self._at(k, self._y[0]), self._at(k, self._y[1]), **style) for k in range(int(np.ceil(across[0])), int(across[1]) + 1)
        ]
        flat = [Line(self._at(self._x[0], k), self._at(self._x[1], k), **style) for k in range(int(up[0]) + 1, int(up[1]) + 1)]
        return upright, flat

    def _at(self, x: float, y: float) -> np.ndarray:
        u, v = ((value - low) / (high - low) - 0.5 for value, (low, high) in ((x, self._x), (y, self._y)))
        return np.array([self._box.x + u * self._box.width, self._box.y + v * self._box.height, 0.0])

    def point(self, x: float, y: float) -> np.ndarray:
        """Where (x, y) stands; a y of zero stands on the x axis."""
        return self._at(float(np.log10(x)), float(np.log10(y)) if y > 0 else self._y[0])

    def tick(self, x: Number) -> VGroup:
        """A value of x under its place on the axis."""
        foot = self._at(float(np.log10(x.value)), self._y[0])
        stroke = Line(foot + 0.07 * UP, foot + 0.07 * DOWN, color=theme().soft, stroke_width=2.5)
        value = Num(show(x, digits=1), self.size, theme().soft).next_to(stroke, DOWN, buff=0.1)
        over = value.get_right()[0] - self.axes[0].get_right()[0] - OVERHANG
        return VGroup(stroke, value.shift(max(0.0, over) * LEFT))

    def powers(self, every: int) -> VGroup:
        low = int(self._y[0]) + 1
        ks = [low + k for k in range(len(self.flat)) if (low + k) % every == 0]
        names = [Formula("{s}", size=self.size, color=theme().soft, s=Scale("1" if k == 0 else f"10^({k})")) for k in ks]
        return VGroup(*(name.next_to(self._at(self._x[0], k), LEFT, buff=0.14) for name, k in zip(names, ks, strict=True)))

    def tag(self, x: float, number: Number | Shown, way: np.ndarray, hue: str | None = None) -> VGroup:
        """A value of y on a plate beside its point."""
        value = number.number.value if isinstance(number, Shown) else number.value
        return plate(Num(number, small(), hue)).next_to(self.point(x, value), way, buff=0.16).set_z_index(4)


class GrowingCurve(VGroup):
    """A curve through recorded points, drawn by a dot that stands on one of them at every frame.

    path, dot      grow(first, last)   Animation: from recorded point `first` to `last`
    """

    def __init__(self, axes: LogAxes, xs: Numbers | np.ndarray, ys: Numbers | np.ndarray, hue: str) -> None:
        super().__init__()
        pairs = zip(np.asarray(getattr(xs, "array", xs)), np.asarray(getattr(ys, "array", ys)), strict=True)
        self.points_on: Sequence[np.ndarray] = [axes.point(x, y) for x, y in pairs if y > 0]
        self.path = VMobject(stroke_color=hue, stroke_width=4).set_points_as_corners(self.points_on[:2])
        self.path.set_points_as_corners([self.points_on[0]] * 2)
        self.dot = Dot(self.points_on[0], radius=0.1, color=theme().light).set_z_index(6)
        self.add(self.path, self.dot)

    def nearest(self, x: float) -> int:
        """The recorded point closest to a place across the frame."""
        return int(np.argmin([abs(p[0] - x) for p in self.points_on]))

    def grow(self, first: int, last: int) -> Animation:
        def reach(curve: GrowingCurve, alpha: float) -> None:
            k = max(1, round(first + alpha * (last - first)))
            curve.path.set_points_as_corners(self.points_on[: k + 1])
            curve.dot.move_to(self.points_on[k])

        return UpdateFromAlphaFunc(self, reach)
