"""The pictures of old experiments: a perceptron's line among the four answers of a gate, weights as bars, halves on a line."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import (
    DOWN,
    LEFT,
    RIGHT,
    UP,
    Animation,
    Circle,
    DashedLine,
    Dot,
    LaggedStart,
    Line,
    Rectangle,
    Square,
    UpdateFromAlphaFunc,
    VGroup,
    VMobject,
)  # fmt: skip

from engine.reading import Number, Reading
from engine.studies.history import Mirror, Perceptron, sums
from scenes.kit.place.light import lit
from scenes.kit.place.stage import Region
from scenes.kit.plots.contour import area, as_points, crossing
from scenes.kit.plots.decision_boundary import FieldView, Plane
from scenes.kit.theme import theme
from scenes.kit.type.formula import LARGE, Formula, Label, small
from scenes.kit.type.number import Num
from scenes.shown import show

YEARS = ("1958", "1969", "1970", "1974", "1986")


class Years(VGroup):
    """years[k], as a row; `tell(k)` lights one and leaves the others soft."""

    def __init__(self, region: Region) -> None:
        super().__init__()
        self.years = VGroup(*(Label(year, size=small() + 6) for year in YEARS)).arrange(RIGHT, buff=0.075 * region.width)
        between = zip(self.years, self.years[1:], strict=False)
        self.line = VGroup(*(Line(a.get_right() + 0.2 * RIGHT, b.get_left() + 0.2 * LEFT, stroke_width=2) for a, b in between))
        self.line.set_color(theme().line)
        self.add(self.line, self.years)
        region.hold(self)

    def tell(self, told: int) -> list[Animation]:
        return [year.animate.set_fill(theme().light if k == told else theme().soft) for k, year in enumerate(self.years)]


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
        self.names = VGroup(*(Formula("{s}", size=small(), s=t.name.x[k]) for k in (0, 1)))
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


class Cells(VGroup):
    """Switches in a row: full where on, empty where off."""

    def __init__(self, values: Sequence[float], side: float) -> None:
        cells = (Square(0.86 * side, stroke_width=2.5, color=theme().ink) for _ in values)
        super().__init__(*(cell.set_fill(theme().ink, opacity=1 if v > 0.5 else 0) for cell, v in zip(cells, values, strict=True)))
        self.arrange(RIGHT, buff=0.2 * side)

    def middle(self) -> DashedLine:
        """The mirror."""
        up = 0.5 * self.height + 0.12
        return DashedLine(self.get_center() + up * UP, self.get_center() + up * DOWN, color=theme().light, stroke_width=3)


class WeightBars(VGroup):
    """The weights of each hidden neuron over its inputs, up where positive.

    bars[i][j], cells[i][j], heads[i], mirrors[i]    set(W) lays bars (2, n); `sizes(...)` the row of numbers under the cells
    """

    def __init__(self, region: Region, W: np.ndarray) -> None:
        super().__init__()
        self.rooms = _rooms(region)
        self.pitch = self.rooms[0].width / (W.shape[1] + 0.6)
        self.reach = (self.rooms[0].height - 1.7) / 2
        self.scale_of = self.reach / float(np.abs(W).max())
        self.heads, self.bars, self.cells, self.mirrors, self.floors = VGroup(), VGroup(), VGroup(), VGroup(), VGroup()
        for k, room in enumerate(self.rooms):
            self._panel(k, room, W.shape[1])
        self.set(W)
        self.add(self.floors, self.heads, self.cells, self.mirrors, self.bars)

    def _panel(self, k: int, room: Region, n: int) -> None:
        top, zero = room.y + room.height / 2, room.y + room.height / 2 - 0.5 - self.reach
        self.heads.add(Label(f"hidden neuron {k + 1}", size=small()).move_to([room.x, top - 0.15, 0]))
        across = self.pitch * n / 2
        self.floors.add(Line([room.x - across, zero, 0], [room.x + across, zero, 0], color=theme().line, stroke_width=2))
        foot = zero - self.reach - 0.3
        self.cells.add(VGroup(*(Square(0.3, stroke_width=2, color=theme().soft).move_to([self.x(k, j, n), foot, 0]) for j in range(n))))
        self.mirrors.add(DashedLine([room.x, top - 0.45, 0], [room.x, foot - 0.15, 0], color=theme().soft, stroke_width=2))
        self.bars.add(VGroup(*(Rectangle(stroke_width=0, fill_opacity=0.95) for _ in range(n))))

    def x(self, k: int, j: int, n: int) -> float:
        return self.rooms[k].x + (j - (n - 1) / 2) * self.pitch

    def set(self, W: np.ndarray) -> None:
        """Lay the bars for these weights."""
        for k, row in enumerate(W):
            zero = self.floors[k].get_y()
            for j, w in enumerate(row):
                x, h, half = self.x(k, j, len(row)), self.scale_of * w, 0.32 * self.pitch
                h = h if abs(h) > 0.02 else float(np.copysign(0.02, w))
                corners = [[x - half, zero, 0], [x + half, zero, 0], [x + half, zero + h, 0], [x - half, zero + h, 0]]
                self.bars[k][j].set_points_as_corners([*corners, corners[0]]).set_fill(theme().sign(w), opacity=0.95)

    def train(self, kept: np.ndarray) -> Animation:
        """The weights (m, 2, n), sweep after sweep as the engine kept them."""
        return UpdateFromAlphaFunc(self.bars, lambda _, alpha: self.set(kept[round(alpha * (len(kept) - 1))]))

    def pair(self, j: int) -> list[Animation]:
        """Light what stands alike on both sides of the middle."""
        return [lit(row[m]) for row in self.bars for m in (j, len(row) - 1 - j)]

    def switch(self, pattern: Sequence[float] | None) -> list[Animation]:
        """Fill the cells of switches that are on and quieten the bars of the others; with None, as before."""
        on = [pattern is None or bool(v) for v in pattern or self.cells[0]]
        bars = [bar.animate.set_fill(opacity=0.95 if s else 0.15) for row in self.bars for bar, s in zip(row, on, strict=True)]
        full = [s and pattern is not None for s in on]
        cells = [c.animate.set_fill(theme().ink, opacity=float(s)) for row in self.cells for c, s in zip(row, full, strict=True)]
        return bars + cells

    def says(self, lines: Sequence[VMobject]) -> VGroup:
        """A line for each hidden neuron, under its cells."""
        for line, cells in zip(lines, self.cells, strict=True):
            line.next_to(cells, DOWN, buff=0.22)
        return VGroup(*lines)

    def sizes(self, numbers: Sequence[Sequence[Number]]) -> VGroup:
        """A number under every cell."""
        return VGroup(
            *(
                Num(show(number, decimals=1), small() + 2, color=theme().ink).move_to(cell).shift(0.42 * DOWN)
                for row, cells in zip(numbers, self.cells, strict=True)
                for number, cell in zip(row, cells, strict=True)
            )
        )


class Starts(VGroup):
    """marks[k]: a start; found: those that learned, which are to be filled."""

    def __init__(self, region: Region, mirror: Mirror) -> None:
        super().__init__()
        self.marks = VGroup(*(Circle(0.14, color=theme().soft, stroke_width=2.5) for _ in mirror.learned))
        self.marks.arrange(RIGHT, buff=0.22)
        self.add(region.hold(self.marks))
        self.found = [mark for mark, learned in zip(self.marks, mirror.learned, strict=True) if learned]

    def fill(self) -> Animation:
        """Those that learned fill, one after the other."""
        filled = (mark.animate.set_fill(theme().light, opacity=1).set_stroke(theme().light) for mark in self.found)
        return LaggedStart(*filled, lag_ratio=0.3)


class Halves(VGroup):
    """dots[k], icons[k]: what each half of three switches adds to a sum, in place on a line; `shown()` lets them come in order."""

    def __init__(self, region: Region, mirror: Mirror) -> None:
        super().__init__()
        halves, left = mirror.halves, mirror.left
        low, high = float(left.min()), float(left.max())
        width = 0.86 * region.width
        side = min(0.3, width / (4.2 * (len(left) - 1)))
        self.title = Label("what each left half adds to the sum of neuron 1", size=small())
        self.title.move_to(region.center + 0.62 * UP)
        self.line = Line(LEFT, RIGHT, color=theme().line, stroke_width=2).scale_to_fit_width(width + 0.6).move_to(region.center + 0.1 * UP)
        self.order = np.argsort(left)
        self.dots, self.icons = VGroup(), VGroup()
        for k in self.order:
            at = self.line.get_center() + width * ((left[k] - low) / (high - low) - 0.5) * RIGHT
            self.dots.add(Dot(at, radius=0.1, color=theme().forward))
            self.icons.add(Cells(halves[k], side).set_stroke(width=1.5).move_to(at + 0.45 * DOWN))
        self.add(self.title, self.line, self.dots, self.icons)

    def shown(self) -> Animation:
        pairs = zip(self.dots, self.icons, strict=True)
        return LaggedStart(*(lit(VGroup(dot, icon)) for dot, icon in pairs), lag_ratio=0.3)


def asked(t: Reading, m: int) -> VGroup:
    """A pattern of the lesson with its mirror, and the answer that is wanted."""
    data = t.trace.lesson.data
    cells = Cells(data.x[m], 0.62)
    answer = Label("yes" if data.y[m][0] else "no", size=small() + 8, color=theme().ink)
    return VGroup(VGroup(cells, cells.middle()), answer).arrange(RIGHT, buff=0.5)


def doubt(neuron: VMobject) -> Label:
    """A question mark in a neuron."""
    return Label("?", size=LARGE, color=theme().light).move_to(neuron).set_z_index(4)


def _rooms(region: Region) -> list[Region]:
    if region.width > region.height:
        w = region.width / 2
        return [Region(region.x + s * w / 2, region.y, w - 0.4, region.height) for s in (-1, 1)]
    h = region.height / 2
    return [Region(region.x, region.y - s * h / 2, region.width - 0.4, h) for s in (-1, 1)]
