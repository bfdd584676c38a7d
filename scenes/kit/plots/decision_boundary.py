"""What one neuron says at every place of the plane: shades, the line where its sum is zero, and the examples on top."""

from __future__ import annotations

import numpy as np
from manim import Circle, Dot, Line, ManimColor, Square, VGroup, VMobject, interpolate_color

from scenes.kit.plots.contour import Contours, as_points
from scenes.kit.plots.plane import FEW, Plane
from scenes.kit.theme import theme

BANDS = 15  # shades
DEEPEST = 0.8  # of the way from the panel's colour to the forward hue
HALO = 6.0  # width of the ground's colour around an example and the outline
VEIL = 0.89  # a shade is a tint over what is paler, not a colour with a meaning of its own


class FieldView(VGroup):
    """A square panel.

    bands[k]   where the neuron says more than the k-th shade, one path each      edge   where its sum z is zero
    frame, dots[m]   the outline, the examples: full where y is 1, rings where it is 0
    ring(plane, x)   around an input
    paint(a, z)      both (n, n) on the grid of its plane; `low` and `high` are what the palest and the deepest shade say
    """

    def __init__(self, side: float, low: float, high: float) -> None:
        super().__init__()
        self.low, self.high = low, high
        self.ground = Square(side, stroke_width=0, fill_color=theme().panel, fill_opacity=1)
        self.bands = VGroup(*(VMobject(stroke_width=0, fill_color=shade(k), fill_opacity=VEIL) for k in range(1, BANDS + 1)))
        self.edge = VMobject(stroke_color=theme().light, stroke_width=3 if side > 2 else 2).set_z_index(1)
        self.frame = Square(side, stroke_width=2, color=theme().soft).set_z_index(2)
        self.frame.set_stroke(theme().ground, width=HALO, background=True)  # a deep shade may reach it
        self.dots, self.marks = VGroup(), VGroup()
        self.add(self.ground, self.bands, self.edge, self.frame, self.dots)

    @property
    def side(self) -> float:
        """Of the panel, as it stands now."""
        return float(self.ground.width)

    @property
    def outer(self) -> Square:
        """The outline at which lines end."""
        return self.ground

    def scatter(self, plane: Plane, x: np.ndarray, y: np.ndarray) -> None:
        """The examples, x (N, 2) with y (N,) of 0 and 1."""
        few = len(x) <= FEW
        radius = (0.04 if few else 0.018) * self.side
        for place, label in zip(x, y, strict=True):
            dot = Dot(radius=radius, color=theme().ink, stroke_width=2.5 if few else 1.5)
            dot.set_fill(theme().ink if label > 0.5 else theme().ground, opacity=1)
            dot.set_stroke(theme().ground, width=HALO, background=True)  # many lie close together
            self.dots.add(dot.move_to(self.at(plane, place)).set_z_index(3))

    def at(self, plane: Plane, x: np.ndarray) -> np.ndarray:
        """Where an input stands on the frame."""
        return self.ground.get_center() + self.side * np.array([*(plane.share(x) - 0.5), 0.0])

    def ring(self, plane: Plane, x: np.ndarray) -> Circle:
        """A ring around an input."""
        return Circle(0.075 * self.side + 0.03, color=theme().light, stroke_width=4).move_to(self.at(plane, x)).set_z_index(6)

    def paint(self, a: np.ndarray, z: np.ndarray) -> None:
        n = len(a)
        place = self.ground.get_center() - np.array([self.side / 2, self.side / 2, 0.0])
        step, says = np.array([self.side / (n - 1)] * 2), Contours(a)
        for k, band in enumerate(self.bands, start=1):
            band.points = as_points(says.area(self.low + (self.high - self.low) * k / (BANDS + 1)), place, step)
        self.edge.points = as_points(Contours(z).crossing(0.0), place, step)


def shade(k: int) -> ManimColor:
    """Of what is more than the k-th level; the 0th is the panel."""
    return interpolate_color(ManimColor(theme().panel), ManimColor(theme().forward), DEEPEST * k / BANDS)


def spoke(a: np.ndarray, b: np.ndarray, weight: float, largest: float) -> Line:
    """The line of a weight, by sign and width."""
    line = Line(a, b)
    return weigh(line, weight, largest)


def weigh(line: Line, weight: float, largest: float) -> Line:
    """Colour by sign, width by size."""
    return line.set_stroke(theme().sign(weight), width=1 + 5 * min(1.0, abs(weight) / (largest or 1.0)))
