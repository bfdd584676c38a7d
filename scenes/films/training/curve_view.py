"""What one neuron says of every input of a net that takes a single one: a curve, and the examples on top of it."""

from __future__ import annotations

import numpy as np
from manim import DOWN, LEFT, ORIGIN, Dot, Line, Square, VGroup, VMobject

from scenes.kit.plots.rulers import rungs
from scenes.kit.theme import theme
from scenes.kit.type.formula import Formula
from scenes.kit.type.ink import Scale

MARGIN = 0.12  # of the reach of inputs and of answers, left free around them
INSET = 0.15  # of the side, for the marks left of a panel and under it
TICKS = 3
BESIDE = 0.2  # between the panel and the edge of what it stands in, beside the widest number


class Stretch:
    """The stretch of a single input that is drawn, around the examples x (N, 1); as a Plane, of one axis."""

    def __init__(self, x: np.ndarray) -> None:
        low, high = float(x.min()), float(x.max())
        reach = (high - low) or 1.0
        self.low, self.span = low - MARGIN * reach, (1 + 2 * MARGIN) * reach

    def grid(self, n: int) -> np.ndarray:
        """n inputs, (n, 1)."""
        return self.low + self.span * np.linspace(0.0, 1.0, n)[:, None]

    def share(self, x: np.ndarray) -> np.ndarray:
        """Inputs as parts of the stretch, 0 to 1."""
        return (x - self.low) / self.span


class CurveView(VGroup):
    """A square panel: `edge` is the curve, dots[m] the examples, those kept from training last; marks, if it has any, on both axes.

    paint(a, z)   what the neuron says on the grid of its stretch, (n,); what leaves the panel runs along its rim
    """

    def __init__(self, side: float, low: float, high: float, stretch: Stretch, size: float = 0.0) -> None:
        super().__init__()
        self.low, self.high, self.stretch = low, high, stretch
        inset = max(INSET * side, self._widest(size) + BESIDE) if size else 0.0
        self.outer = Square(side, stroke_width=0, fill_opacity=0)
        self.ground = Square(side - inset, stroke_width=0, fill_color=theme().panel, fill_opacity=1).shift([inset / 2, inset / 2, 0])
        self.bands = VGroup()
        self.edge = VMobject(stroke_color=theme().forward, stroke_width=6 if size else 4).set_z_index(1)
        self.frame = self.ground.copy().set_fill(opacity=0).set_stroke(theme().soft, width=2).set_z_index(2)
        self.dots, self.marks = VGroup(), VGroup()
        self.add(self.outer, self.ground, self.edge, self.frame, self.dots, self.marks)
        if size:
            self._mark(size)

    def _widest(self, size: float) -> float:
        """Of the numbers left of the panel."""
        return max(float(_stroke(ORIGIN, LEFT, v, size)[1].width) for v in rungs(self.low, self.high, TICKS))

    def _mark(self, size: float) -> None:
        """Numbered strokes under the panel and left of it."""
        low, span = float(self.stretch.low), float(self.stretch.span)
        for v in rungs(low, low + span, TICKS):
            self.marks.add(*_stroke(self._on((v - low) / span, 0.0), DOWN, v, size))
        for v in rungs(self.low, self.high, TICKS):
            self.marks.add(*_stroke(self._on(0.0, (v - self.low) / (self.high - self.low)), LEFT, v, size))

    @property
    def side(self) -> float:
        """Of the panel, as it stands now."""
        return float(self.ground.width)

    def _on(self, u: float, v: float) -> np.ndarray:
        return self.ground.get_center() + self.side * np.array([u - 0.5, v - 0.5, 0.0])

    def scatter(self, x: np.ndarray, y: np.ndarray, kept: bool = False) -> None:
        """Examples, x (N, 1) with what they should give, y (N,): full, or rings where they are kept from training."""
        for u, v in zip(self.stretch.share(x)[:, 0], (y - self.low) / (self.high - self.low), strict=True):
            dot = Dot(radius=0.02 * self.side, color=theme().ink, stroke_width=2.5)
            dot.set_fill(theme().ground if kept else theme().ink, opacity=1)
            self.dots.add(dot.move_to(self._on(u, v)).set_z_index(3))

    def paint(self, a: np.ndarray, z: np.ndarray) -> None:
        v = np.clip(np.nan_to_num((a - self.low) / (self.high - self.low)), 0.0, 1.0)
        self.edge.set_points_as_corners([self._on(u, w) for u, w in zip(np.linspace(0.0, 1.0, len(a)), v, strict=True)])


def _stroke(at: np.ndarray, way: np.ndarray, value: float, size: float) -> tuple[Line, Formula]:
    stroke = Line(at, at + 0.1 * way, color=theme().soft, stroke_width=2)
    return stroke, Formula("{s}", size=size, color=theme().soft, s=Scale.of(value)).next_to(stroke, way, buff=0.08)
