"""Curves with a live point: an activation with z going in and a coming out, a loss falling over the steps."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import product

import numpy as np
from manim import DOWN, LEFT, RIGHT, UP, DashedLine, Dot, Line, Mobject, VGroup, VMobject, config

from engine.reading import Number
from scenes.kit.place.stage import Region
from scenes.kit.plots.axis import axis_line
from scenes.kit.plots.rulers import digits, marked
from scenes.kit.theme import theme
from scenes.kit.type.formula import Formula
from scenes.kit.type.ink import Scale
from scenes.kit.type.number import Num

NEAR = 0.05  # so close to a whole number, a bound is that number
BUFFS = (0.02, 0.12, 0.24)  # from a dot to its live value
CLEAR, FINE = 0.03, 4  # what a value keeps to the curve; points looked at of each of its pieces
TICK = 0.3  # how far over zero a mark must stand to be told from it
TICKS = 3.77  # font size of a number at an axis, for each unit of the frame's shorter side
SQUAT, NAME = 2.4, 0.75  # height of a region in which names stand beside the ends of axes that are ruled, and their room there
TALL = 0.5  # a number at an axis with its air, in font size 48


class CurvePlot(VGroup):
    """A function on axes inside a region.

    axes    the two axis lines
    curve   the function's path
    names   the axes' labels
    point(x, y) -> plotted point (3,);  dot(x, y), drop(x, y) -> mobjects at it
    """

    def __init__(
        self,
        region: Region,
        xs: np.ndarray,
        ys: np.ndarray,
        hue: str,
        x_name: str,
        y_name: str,
        y_range: tuple[float, float] | None = None,
        log: bool = False,
        marks: float = 0.0,
    ) -> None:
        """With `marks`, a font size, the axes stand left and below, and numbers at them."""
        super().__init__()
        self.region, self.log, self._marks = region, log, marks
        ys = np.log10(np.maximum(ys, 1e-300)) if log else np.asarray(ys, dtype=float)
        lo, hi = y_range or (float(min(ys.min(), ys.min() if log else 0)), float(ys.max()))
        self._x0, self._x1 = float(xs[0]), float(xs[-1])
        self._y0, self._y1 = lo, hi if hi > lo else lo + 1
        self._box = _ruled_box(region, marks) if marks else Region(region.x + 0.15, region.y + 0.1, region.width - 0.9, region.height - 0.9)
        self.axes, numbers = self._numbered_axes(marks) if marks else (self._axes(outside=False), VGroup())
        self.curve = VMobject(stroke_color=hue, stroke_width=4).set_points_as_corners([self._at(x, y) for x, y in zip(xs, ys, strict=True)])
        self.names = VGroup(
            Formula(x_name, color=theme().soft).scale(0.9).next_to(self.axes[0].get_end(), [0, -1, 0], buff=0.14),
            Formula(y_name, color=theme().soft).scale(0.9).next_to(self.axes[1].get_end(), [0, 1, 0], buff=0.2),
        )
        if marks:
            self._name_ruled(numbers)
        self.add(self.axes, self.curve, self.names)

    def _name_ruled(self, numbers: VGroup) -> None:
        """Names of axes with numbers stand below and above these, in a low region beside the ends."""
        self.axes.add(*numbers)
        if self.region.height < SQUAT:
            self.names[0].next_to(self.axes[0].get_end(), RIGHT, buff=0.1)
            top = self.region.center + self.region.height / 2 * UP
            self.names[1].next_to(self.axes[1].get_end(), RIGHT, buff=0.2).align_to(top, UP)
        else:
            self.names[0].next_to(self.axes, DOWN, buff=0.1).align_to(self.axes[0], RIGHT)

    def _numbered_axes(self, size: float) -> tuple[VGroup, VGroup]:
        """Axes outside, and their numbers; wide ones, as 1e8 is, take room from the plot."""
        axes, numbers = self._axes(outside=True), VGroup(*self._rule(size))
        if (over := self.region.left[0] - numbers.get_left()[0]) <= 0:
            return axes, numbers
        self._box = Region(self._box.x + over / 2, self._box.y, self._box.width - over, self._box.height)
        return self._axes(outside=True), VGroup(*self._rule(size))

    def _axes(self, outside: bool) -> VGroup:
        """Both axes, through zero where that is in sight and they do not stand outside."""
        origin_x = 0.0 if self._x0 < 0 < self._x1 and not outside else self._x0
        origin_y = 0.0 if not self.log and self._y0 < 0 < self._y1 and not outside else self._y0
        return VGroup(
            axis_line(self._at(self._x0, origin_y), self._at(self._x1, origin_y), color=theme().line, stroke_width=2),
            axis_line(self._at(origin_x, self._y0), self._at(origin_x, self._y1), color=theme().line, stroke_width=2),
        )

    def _rule(self, size: float) -> Iterator[VGroup]:
        """Numbers under the first axis and left of the other, with their strokes."""
        across, up = (int(np.clip(room / size * 48, 3, 5)) for room in (self._box.width / 1.1, self._box.height / 0.75))
        for values, way, at in (
            (marked(self._x0, self._x1, across), DOWN, lambda x: self._at(x, self._y0)),
            (marked(self._y0, self._y1, up), LEFT, lambda y: self._at(self._x0, y)),
        ):
            if way is LEFT and len(values) > 1 and self._at(0.0, values[1])[1] - self._at(0.0, values[0])[1] < TALL * size / 48:
                values = values[:: len(values) - 1]  # too low for more than its ends, or for more than one
                values = values[: 1 if self._at(0.0, values[1])[1] - self._at(0.0, values[0])[1] < 0.7 * TALL * size / 48 else 2]
            most = digits(values)
            for value in values:
                stroke = Line(at(value), at(value) + 0.12 * way, color=theme().line, stroke_width=2)
                yield VGroup(stroke, Formula("{s}", size=size, color=theme().soft, s=Scale.of(value, most)).next_to(stroke, way, buff=0.08))

    def _at(self, x: float, y: float) -> np.ndarray:
        """A plotted point from plot coordinates (y already a logarithm on a log axis)."""
        b = self._box
        u = (x - self._x0) / (self._x1 - self._x0) - 0.5
        v = (y - self._y0) / (self._y1 - self._y0) - 0.5
        return np.array([b.x + u * b.width, b.y + v * b.height, 0.0])

    def point(self, x: float, y: float) -> np.ndarray:
        """Where (x, y) stands on the frame, also after the plot has been moved or scaled."""
        across, up = self.axes[0], self.axes[1]
        u = (x - self._x0) / (self._x1 - self._x0)
        v = ((float(np.log10(y)) if self.log else y) - self._y0) / (self._y1 - self._y0)
        left, right = across.get_start()[0], across.get_end()[0]
        bottom, top = up.get_start()[1], up.get_end()[1]
        return np.array([left + u * (right - left), bottom + v * (top - bottom), 0.0])

    def tick(self, y: float, words: str) -> VGroup:
        """A short stroke on the y axis and what it stands for, to be added to the plot before it is placed."""
        at = self.point(self._x0, y) * [0, 1, 0] + [self.axes[1].get_x(), 0, 0]
        stroke = Line(at + [-0.08, 0, 0], at + [0.08, 0, 0], color=theme().line, stroke_width=2)
        return VGroup(stroke, Formula("{s}", size=read(), color=theme().soft, s=Scale(words)).next_to(stroke, [-1, 0, 0], buff=0.1))

    def rule(self, ys: Sequence[float]) -> Iterator[VGroup]:
        """Numbers at the y axis, where it is high enough for them."""
        if self.point(self._x0, ys[1])[1] - self.point(self._x0, ys[0])[1] > TALL * read() / 48:
            yield from (self.tick(y, Scale.of(y, digits(ys))) for y in ys)

    def marks(self, *xs: float) -> VGroup:
        """Short strokes on the x axis with what they stand for, to be added to the plot before it is placed."""
        marks = VGroup()
        for x in xs:
            at = [self.point(x, self._y0)[0], self.axes[0].get_y(), 0.0]
            stroke = Line([at[0], at[1] - 0.08, 0], [at[0], at[1] + 0.08, 0], color=theme().line, stroke_width=2)
            marks.add(VGroup(stroke, Formula("{s}", size=read(), color=theme().soft, s=Scale.of(x)).next_to(stroke, DOWN, buff=0.1)))
        return marks

    def dot(self, x: float, y: float, hue: str | None = None) -> Dot:
        """A dot on the curve."""
        return Dot(self.point(x, y), radius=0.09, color=hue or theme().light).set_z_index(5)

    @property
    def low(self) -> float:
        """Where the axis of x stands."""
        return self._y0 if self._marks or not self._y0 < 0 < self._y1 else 0.0

    def told(self, number: Number, dot: Dot, size: float) -> VGroup:
        """A live value at its dot, where it is clear of the axes and of the curve; nothing where it is not."""
        left, low = self.axes[1].get_x() + 0.1, self.axes[0].get_y() + 0.1
        for way, buff in product((UP + LEFT, DOWN + RIGHT, UP + RIGHT), BUFFS):
            num = Num(number, size).next_to(dot, way, buff=buff).set_z_index(5)
            inside = num.get_left()[0] > left and num.get_right()[0] < self.curve.get_right()[0] and num.get_bottom()[1] > low
            if inside and not self._crosses(num):
                return num
        return VGroup()

    def _crosses(self, thing: Mobject) -> bool:
        """Whether the curve runs through the box of a thing, or close by."""
        ends = np.array(self.curve.get_anchors())[:, :2]
        path = np.concatenate([ends[:-1] + k / FINE * np.diff(ends, axis=0) for k in range(FINE)])
        off = np.abs(path - thing.get_center()[:2]) - np.array([thing.width, thing.height]) / 2
        return bool((off.max(axis=1) < CLEAR).any())

    def rise(self, x: float, y: float) -> DashedLine:
        """A dashed line from the x axis up to the point."""
        return DashedLine([self.point(x, y)[0], self.axes[0].get_y(), 0], self.point(x, y), color=theme().soft, stroke_width=2)

    def across(self, x: float, y: float) -> DashedLine:
        """A dashed line from the point to the y axis."""
        return DashedLine(self.point(x, y), [self.axes[1].get_x(), self.point(x, y)[1], 0], color=theme().soft, stroke_width=2)


def read() -> float:
    """The font size of a number at an axis: .026 of the frame's shorter side."""
    return TICKS * min(config.frame_width, config.frame_height)


def _ruled_box(region: Region, marks: float) -> Region:
    """What numbers of this font size at the axes, and the names at their ends, leave of a region."""
    left, low = 1.4 * marks / 48, 0.95 * marks / 48
    low, high, right = (low, 0.25, NAME) if region.height < SQUAT else (low - 0.1 * marks / 48 + 0.72, 0.75, 0.1)
    return Region(region.x + (left - right) / 2, region.y + (low - high) / 2, region.width - left - right, region.height - low - high)


def activation_plot(
    region: Region, act: Callable[[np.ndarray], np.ndarray], z: float, x_name: str, y_name: str, marks: float = 0.0
) -> CurvePlot:
    """The curve of an activation, wide enough to hold z."""
    reach = max(4.0, 1.4 * abs(z))
    xs = np.linspace(-reach, reach, 161)
    ys = np.asarray(act(xs), dtype=float)
    bounds = [round(v) if abs(v - round(v)) < NEAR else v for v in (min(0.0, ys.min()), ys.max())] if marks else []
    plot = CurvePlot(region, xs, ys, theme().forward, x_name, y_name, (bounds[0], bounds[1]) if marks else None, marks=marks)
    if not marks and plot.point(0.0, 1.0)[1] - plot.point(0.0, 0.0)[1] > TICK:
        plot.axes.add(*plot.tick(1.0, "1"))
    return plot
