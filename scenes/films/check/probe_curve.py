"""The loss over one weight, on a live point: the network is run again at every frame, nothing is interpolated."""

from __future__ import annotations

import numpy as np
from manim import DOWN, LEFT, RIGHT, UP, Animation, DashedLine, Dot, Line, UpdateFromAlphaFunc, VGroup, VMobject

from engine.reading import Number, Reading
from scenes.kit.place.plate import plate
from scenes.kit.place.stage import Region
from scenes.kit.theme import theme
from scenes.kit.type.formula import Formula, small
from scenes.kit.type.number import Num
from scenes.shown import Shown

SAMPLES = 61
MARGIN = 1.45  # of the curve's width to the farthest point that is visited


class ProbeCurve(VGroup):
    """L over w_ij of layer l, from w - reach to w + reach and a little farther.

    axes, curve, names (w and L)     dot   the live point, at w     point(w) -> (3,), by a run of the network
    glide(w)   Animation: the weight goes there, the loss follows    now   where the weight stands
    secant(w, w) -> (along, up), the two sides of the change
    ghost(w), foot(w, name), height(w, number)    a dot left behind, a dashed line to the w axis with a name, L on a plate
    """

    def __init__(self, t: Reading, region: Region, place: tuple[int, int, int], reach: float) -> None:
        super().__init__()
        self.t, self.place = t, place
        l, i, j = place
        self.home = self.now = float(t.W[l].array[i, j])
        self._x = (self.home - MARGIN * reach, self.home + MARGIN * reach)
        ws = np.linspace(*self._x, SAMPLES)
        Ls = np.array([self._loss(w) for w in ws])
        spread = float(np.ptp(Ls)) or 1.0
        self._y = (float(Ls.min()) - 0.25 * spread, float(Ls.max()) + 0.12 * spread)
        self._box = Region(region.x + 0.1, region.y + 0.2, region.width - 0.8, region.height - 1.0)
        corner, across, up = (self._at(*at) for at in ((self._x[0], self._y[0]), (self._x[1], self._y[0]), (self._x[0], self._y[1])))
        self.axes = VGroup(*(Line(corner, end, color=theme().line, stroke_width=2) for end in (across, up)))
        self.curve = VMobject(stroke_color=theme().loss, stroke_width=4)
        self.curve.set_points_as_corners([self._at(w, L) for w, L in zip(ws, Ls, strict=True)])
        self.names = VGroup(
            Formula("{s}", size=small(), s=t.name.W[l][i][j]).next_to(across, DOWN, buff=0.5).align_to(across, RIGHT),
            Formula("{s}", size=small(), s=t.name.L).next_to(up, LEFT, buff=0.12).shift(0.1 * DOWN),
        )
        self.dot = Dot(self.point(self.home), radius=0.1, color=theme().light).set_z_index(6)
        self.add(self.axes, self.curve, self.names)

    def _at(self, w: float, L: float) -> np.ndarray:
        u, v = ((value - low) / (high - low) - 0.5 for value, (low, high) in ((w, self._x), (L, self._y)))
        return np.array([self._box.x + u * self._box.width, self._box.y + v * self._box.height, 0.0])

    def _loss(self, w: float) -> float:
        return float(self.t.probe.run({("W", *self.place): w}).L)

    def point(self, w: float) -> np.ndarray:
        """Where the curve is at w."""
        return self._at(w, self._loss(w))

    def glide(self, w: float) -> Animation:
        """Let the live point go to w."""
        start, self.now = self.now, float(w)
        return UpdateFromAlphaFunc(self.dot, lambda dot, alpha: dot.move_to(self.point(start + alpha * (w - start))))

    def ghost(self, w: float) -> Dot:
        return Dot(self.point(w), radius=0.08, color=theme().loss).set_z_index(5)

    def foot(self, w: float, name: str) -> VGroup:
        """A dashed line down to the w axis, and what that place is called, in Typst."""
        at = self.point(w)
        end = np.array([at[0], self.axes[0].get_y(), 0])
        return VGroup(
            DashedLine(at, end, color=theme().soft, stroke_width=2),
            Formula(name, size=small(), color=theme().soft).next_to(end, DOWN, buff=0.1),
        )

    def height(self, w: float, number: Number | Shown, other: VGroup | None = None) -> VGroup:
        """L at w, on a plate towards the middle, on the side where the curve is not, and not on the other one."""
        up, inward = self._loss(w) >= self._loss(self.home), LEFT if w > self.home else RIGHT
        label = plate(Num(number, small())).next_to(self.point(w), UP if up else DOWN, buff=0.14)
        label.align_to(self.point(w) - 0.1 * inward, -inward)
        if other is not None and np.all(np.abs((label.get_center() - other.get_center())[:2]) < 0.5 * (_size(label) + _size(other))):
            label.next_to(other, DOWN, buff=0.1).align_to(self.point(w) - 0.1 * inward, -inward)
        return label

    def secant(self, w_down: float, w_up: float) -> tuple[Line, Line]:
        """Along and up: how far w moves between two points, and how far L does."""
        low, high = self.point(w_down), self.point(w_up)
        corner = np.array([high[0], low[1], 0])
        return Line(low, corner, color=theme().positive, stroke_width=4), Line(corner, high, color=theme().loss, stroke_width=4)


def _size(label: VGroup) -> np.ndarray:
    """Width and height, (2,)."""
    return np.array([label.width, label.height])
