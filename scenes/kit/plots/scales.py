"""Two axes with round numbers on them, which move as the plot does."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from manim import RIGHT, UP, Line, VGroup, VMobject

from engine.notation import SIGNIFICANT
from engine.reading import Named
from scenes.kit.place.stage import Region
from scenes.kit.plots.axis import axis_line
from scenes.kit.plots.rulers import PLAIN, rungs
from scenes.kit.theme import theme
from scenes.kit.type.formula import Formula
from scenes.kit.type.ink import Scale

FEWEST, LINE = 3, 0.013  # numbers on an axis; of a line of them, for each point of their size
DIGITS = 2  # of a number on an axis, from the first in which those at its ends differ
ROOM, STROKE, GAP = 0.2, 0.1, 0.08  # between type and axis; half the length of a tick; from there to its number
FOOT = 0.034  # of the height of a plot, for what stands under and over its axes, for each point of their size
Point = Callable[[float, float], np.ndarray]


class Scales(VGroup):
    """axes (across, up), names at their ends, marks: strokes with their numbers, across and up."""

    def __init__(self, x: Named | str, y: Named | str, size: float) -> None:
        super().__init__()
        self.size = size
        self.axes = VGroup(*(axis_line(color=theme().line, stroke_width=3) for _ in range(2)))
        self.names = VGroup(*(Formula("{s}", size=1.25 * size, s=s) for s in (x, y)))
        self.marks = VGroup()
        self.low = np.zeros(2)
        self.values: list[tuple[int, float]] = []  # axis and value of each mark
        self.types: list[list[tuple[VMobject, np.ndarray]]] = []  # its glyphs, as they are at the origin
        self.wide = Formula("{s}", size=size, s=Scale.of(0.111)).width  # room for as many digits in every window
        self.add(self.axes, self.names)

    def count(self, low: np.ndarray, high: np.ndarray, width: float, height: float = np.inf) -> VGroup:
        """New numbers on the axes, as many as stand beside each other in a width and over each other in a height; where is up to `lay`."""
        self.low, span = low, high - low
        most = high - np.array([0.06, 0.04]) * span  # names stand beyond
        across, up = (
            [(axis, v, self._digits(v, axis, span)) for v in rungs(float(low[axis]), float(most[axis]), FEWEST, PLAIN)] for axis in (0, 1)
        )
        fitting = (width - 0.1 * self.size) / (max(digits.width for _, _, digits in across) + ROOM)
        over = height / (LINE * self.size)
        kept = [*across[:: _every(len(across), fitting)], *up[:: _every(len(up), over)]]
        self.values = [(axis, v) for axis, v, _ in kept]
        self.remove(self.marks)
        self.marks = VGroup(*(VGroup(Line(color=theme().line, stroke_width=3), digits) for _, _, digits in kept))
        self.types = [_anchored(digits, RIGHT if axis else UP) for axis, _, digits in kept]
        self.wide = max(self.wide, *(mark[1].width for mark, (axis, _) in zip(self.marks, self.values, strict=True) if axis == 1))
        self.add(self.marks)
        return self.marks

    def _digits(self, value: float, axis: int, span: np.ndarray) -> Formula:
        zero = abs(value) < 1e-9 * span[axis]
        apart = 1 if zero else int(np.ceil(np.log10(max(1.0, abs(value) / span[axis])))) + DIGITS
        return Formula("{s}", size=self.size, color=theme().soft, s=Scale.of(0.0 if zero else value, max(SIGNIFICANT, apart)))

    def uncount(self) -> VGroup:
        """The numbers, which do not stay."""
        marks, self.marks, self.values, self.types = self.marks, VGroup(), [], []
        self.remove(marks)
        return marks

    def box(self, region: Region) -> Region:
        """Where the curve stands in a region: what the numbers and names leave."""
        line = 0.01 * self.size
        left, foot, right, top = self.wide + 2 * ROOM, line + 1.5 * ROOM, self.names[0].width + 2 * ROOM, 1.7 * line
        return Region(region.x + (left - right) / 2, region.y + (foot - top) / 2, region.width - left - right, region.height - foot - top)

    def feet(self, here: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Where a place stands on the axes."""
        across, up = self.axes
        return np.array([here[0], across.get_y(), 0]), np.array([up.get_x(), here[1], 0])

    def lay(self, region: Region, point: Point) -> None:
        """Put all of it where the region and the window of a plot say."""
        box = self.box(region)
        left, foot = box.x - box.width / 2, box.y - box.height / 2
        self.axes[0].set_points_as_corners([[left, foot, 0], [left + box.width, foot, 0]])
        self.axes[1].set_points_as_corners([[left, foot, 0], [left, foot + box.height, 0]])
        self.names[0].next_to(self.axes[0].get_end(), [1, 0, 0], buff=ROOM)
        self.names[1].next_to(self.axes[1].get_end(), [0, 1, 0], buff=0.6 * ROOM)
        for (stroke, _), points, (axis, value) in zip(self.marks, self.types, self.values, strict=True):
            x, y = (point(value, 0)[0], foot) if axis == 0 else (left, point(0, value)[1])
            at, off = np.array([x, y, 0]), STROKE * np.eye(3)[1 - axis]
            stroke.set_points_as_corners([at - off, at + off])
            for glyph, home in points:
                glyph.points = home + at - (STROKE + GAP) / STROKE * off


def _every(count: int, fitting: float) -> int:
    """Of so many marks every how-manieth is shown, that at most these fit; all, where any number does."""
    return max(1, int(np.ceil(count / max(1.0, fitting))))


def _anchored(label: VGroup, edge: np.ndarray) -> list[tuple[VMobject, np.ndarray]]:
    """The glyphs of a label with their points, as they are when the middle of its edge stands at the origin."""
    label.shift(-label.get_critical_point(edge))
    return [(glyph, glyph.points.copy()) for glyph in label.family_members_with_points()]
