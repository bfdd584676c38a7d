"""The loss over one weight, on a live point: the network is run again at every frame, nothing is interpolated."""

from __future__ import annotations

import numpy as np
from manim import DOWN, LEFT, RIGHT, UP, Animation, DashedLine, Dot, Line, UpdateFromAlphaFunc, VGroup, VMobject

from engine.reading import Number, Reading
from scenes.kit.place.plate import plate
from scenes.kit.place.shots import least
from scenes.kit.place.stage import Region
from scenes.kit.plots.scales import Scales
from scenes.kit.theme import theme
from scenes.kit.type.formula import Formula
from scenes.kit.type.number import Num
from scenes.shown import Shown

SAMPLES = 61
MARGIN = 1.45  # of the curve's width to the farthest point that is visited
UNDER, OVER, MOST = 0.6, 0.3, 0.6  # of the curve's height, left free for what is written at its points; of all the plot, under it
TIGHT, SHRINK = 3.3, 0.8  # height of a room in which type is smaller, and by how much
NAMED = 0.06  # of a plot's height for each point of the type's size, from which on places on the axis are named


class ProbeCurve(VGroup):
    """L over w_ij of layer l, from w - reach to w + reach and a little farther.

    curve, scales (the axes with their numbers)     dot   the live point, at w     point(w) -> (3,), by a run of the network
    glide(w)   Animation: the weight goes there, the loss follows    now   where the weight stands
    secant(w, w) -> (along, up), the two sides of the change     chord(w, w, hue)   the straight line through two points
    ghost(w), foot(w, name), height(w, number)    a dot left behind, a dashed line to the w axis with a name, L on a plate
    """

    def __init__(self, t: Reading, region: Region, place: tuple[int, int, int], reach: float, size: float) -> None:
        super().__init__()
        size = max(least(), size * (SHRINK if region.height < TIGHT else 1.0))
        self.t, self.place, self.size = t, place, size
        l, i, j = place
        self.home = self.now = float(t.W[l].array[i, j])
        ws = np.linspace(self.home - MARGIN * reach, self.home + MARGIN * reach, SAMPLES)
        Ls = np.array([self._loss(w) for w in ws])
        spread = float(np.ptp(Ls)) or 1.0
        high = region.height - 0.03 * size - 0.3  # about that of the plot
        under = min(MOST, (0.3 + 0.0075 * size) / high)
        below = max(UNDER, (1 + OVER) * under / (1 - under))
        self.low, self.high = np.array([ws[0], Ls.min() - below * spread]), np.array([ws[-1], Ls.max() + OVER * spread])
        self.scales = Scales(t.name.W[l][i][j], t.name.L, size)
        self.scales.count(self.low, self.high, region.width, high)
        self._box = self.scales.box(region)
        self.scales.lay(region, self._at)
        self.curve = VMobject(stroke_color=theme().loss, stroke_width=5)
        self.curve.set_points_as_corners([self._at(w, L) for w, L in zip(ws, Ls, strict=True)])
        self.dot = Dot(self.point(self.home), radius=0.13, color=theme().light).set_z_index(6)
        self.add(self.scales, self.curve)

    def _at(self, w: float, L: float) -> np.ndarray:
        u, v = (np.array([w, L]) - self.low) / (self.high - self.low) - 0.5
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
        return Dot(self.point(w), radius=0.1, color=theme().loss).set_z_index(5)

    def foot(self, w: float, name: str, height: VGroup) -> VGroup:
        """A dashed line down to the w axis and, where the plot is high enough and it is clear of L, what that place is called, in Typst."""
        at = self.point(w)
        end = np.array([at[0], self.scales.axes[0].get_y(), 0])
        label = plate(Formula(name, size=self.size, color=theme().ink)).next_to(end, UP, buff=0.06).set_z_index(4)
        dashes = DashedLine(at, end, color=theme().soft, stroke_width=2.5)
        wide = height.width > 0.55 * self._box.width  # then the other height reaches here too
        apart = not wide and np.any(np.abs((label.get_center() - height.get_center())[:2]) > 0.5 * (_size(label) + _size(height)))
        return VGroup(dashes, label) if apart and self._box.height >= NAMED * self.size else VGroup(dashes)

    def height(self, w: float, number: Number | Shown, other: VGroup | None = None) -> VGroup:
        """L at w, on a plate towards the middle, on the side where the curve is not, and not on the other one."""
        up, inward = self._loss(w) >= self._loss(self.home), LEFT if w > self.home else RIGHT
        label = plate(Num(number, self.size)).next_to(self.point(w), UP if up else DOWN, buff=0.16)
        label.align_to(self.point(w) - 0.1 * inward, -inward)
        if other is not None and np.all(np.abs((label.get_center() - other.get_center())[:2]) < 0.5 * (_size(label) + _size(other))):
            over = up and other.get_top()[1] + 0.1 < self._box.y + self._box.height / 2  # it may stand as high as the name of L
            label.next_to(other, UP if over else DOWN, buff=0.1).align_to(self.point(w) - 0.1 * inward, -inward)
        beyond = self._box.x - self._box.width / 2 - label.get_left()[0]
        return label.shift(max(0.0, beyond) * RIGHT).set_z_index(4)  # what stands at the axis is the axis's own

    def secant(self, w_down: float, w_up: float) -> tuple[Line, Line]:
        """Along and up: how far w moves between two points, and how far L does."""
        low, high = self.point(w_down), self.point(w_up)
        corner = np.array([high[0], low[1], 0])
        return Line(low, corner, color=theme().positive, stroke_width=5), Line(corner, high, color=theme().loss, stroke_width=5)

    def chord(self, a: float, b: float, hue: str) -> Line:
        """The straight line through the curve at a and b, over all of the plot's width, as far as it stays inside."""
        one, two = self.point(a), self.point(b)
        way = two - one
        left, right, low, high = (
            self._box.x - self._box.width / 2, self._box.x + self._box.width / 2,
            self._box.y - self._box.height / 2, self._box.y + self._box.height / 2,
        )  # fmt: skip
        ends = [sorted(((left - one[0]) / way[0], (right - one[0]) / way[0]))]
        if abs(way[1]) > 1e-6:
            ends.append(sorted(((low - one[1]) / way[1], (high - one[1]) / way[1])))
        first, last = max(a for a, _ in ends), min(b for _, b in ends)
        return Line(one + first * way, one + last * way, color=hue, stroke_width=4).set_z_index(3)


def _size(label: VGroup) -> np.ndarray:
    """Width and height, (2,)."""
    return np.array([label.width, label.height])
