"""A variable on a line of its own: its value is where the live dot stands."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import RIGHT, Arrow, Dot, Line, VGroup

from engine.reading import Named, Number
from scenes.kit.theme import theme
from scenes.kit.type.formula import BODY, Formula
from scenes.kit.type.number import Num
from scenes.shown import Shown

READ = 30  # font size of what is written at a line, for a phone too
TICK = 0.09  # half the length of a tick


class NumberLine(VGroup):
    """From `start` to `end` (places on the frame, across or up) the values lo to hi.

    axis, ticks   the line and its strokes, without digits      name   the variable, past the line's end
    dot           stands at `value`; `move(v)` puts it elsewhere, also beyond the ends of a line that it has left
    point(v)      where a value stands on the frame, also after the line has been moved or scaled
    beside(...)   a number at a value, on the line's near side (below, or left), not yet shown: `over=True` the other side
    arrow(u, v)   from one value to another, on the line
    """

    def __init__(
        self,
        start: np.ndarray,
        end: np.ndarray,
        span: tuple[float, float],
        name: Named,
        ticks: Sequence[float] = (),
        hue: str | None = None,
    ) -> None:
        super().__init__()
        self.span, self.hue = span, hue or theme().hue(name.name)
        self.axis = Line(np.asarray(start, float), np.asarray(end, float), stroke_width=2.5, color=theme().line)
        self.up = abs(self.axis.get_vector()[1]) > abs(self.axis.get_vector()[0])
        self.ticks = VGroup(*(self._tick(v) for v in ticks))
        self.name = Formula("{s}", size=BODY, s=name, hues={"s": self.hue})
        self.name.next_to(self.axis.get_end(), [0, 1, 0] if self.up else RIGHT, buff=0.16)
        self.value = float(np.clip(0.0, *span))
        self.dot = Dot(self.point(self.value), radius=0.11, color=self.hue).set_z_index(6)
        self.add(self.axis, self.ticks, self.name, self.dot)

    @property
    def aside(self) -> np.ndarray:
        """Away from the line, to its near side."""
        return np.array([-1.0, 0, 0]) if self.up else np.array([0, -1.0, 0])

    def point(self, v: float) -> np.ndarray:
        lo, hi = self.span
        return self.axis.get_start() + (v - lo) / (hi - lo) * self.axis.get_vector()

    def length(self, v: float) -> float:
        """How long a distance of v is on the frame."""
        return float(abs(v) / (self.span[1] - self.span[0]) * self.axis.get_length())

    def move(self, v: float) -> NumberLine:
        self.value = v
        self.dot.move_to(self.point(v))
        return self

    def beside(self, number: Number | Shown, v: float | None = None, size: float = READ, over: bool = False) -> Num:
        side = self.aside * (-1 if over else 1)
        num = Num(number, size)
        return num.next_to(self.point(self.value if v is None else v), side, buff=0.2).set_z_index(6)

    def mark(self, v: float, label: VGroup | Num) -> VGroup:
        """A stroke at a value, with what is said of it on the near side."""
        return VGroup(self._tick(v, 1.5), label.next_to(self.point(v), self.aside, buff=0.2))

    def arrow(self, u: float, v: float, hue: str | None = None, lift: float = 0.0) -> Arrow:
        """From u to v, lifted off the line to its far side."""
        off = -lift * self.aside
        return Arrow(
            self.point(u) + off, self.point(v) + off, buff=0, stroke_width=6, color=hue or self.hue,
            tip_length=0.2, max_tip_length_to_length_ratio=0.4, max_stroke_width_to_length_ratio=30,
        ).set_z_index(4)  # fmt: skip

    def _tick(self, v: float, long: float = 1.0) -> Line:
        off = TICK * long * self.aside
        return Line(self.point(v) - off, self.point(v) + off, stroke_width=2, color=theme().line)


def ruled(lo: float, hi: float, step: float, origin: float = 0.0) -> list[float]:
    """The values between lo and hi that lie a whole number of steps from the origin."""
    first, last = int(np.ceil((lo - origin) / step - 1e-9)), int(np.floor((hi - origin) / step + 1e-9))
    return [origin + k * step for k in range(first, last + 1)]
