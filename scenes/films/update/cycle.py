"""The loop of learning as three words and a way back."""

from __future__ import annotations

from manim import CurvedArrow, VGroup

from scenes.kit.theme import theme
from scenes.kit.type.formula import BODY, Formula


class Cycle(VGroup):
    """line: the words with their arrows, line["f"] forward, "b" backward, "s" step; back: the arrow from the last to the first."""

    def __init__(self, size: float = BODY) -> None:
        super().__init__()
        hues = {"f": theme().forward, "b": theme().backward, "s": theme().positive}
        line = "{f} thick {to} thick {b} thick {on} thick {s}"
        arrows = {"to": "arrow.r.long", "on": "arrow.r.long"}
        self.line = Formula(line, size=size, color=None, hues=hues, f='"forward"', b='"backward"', s='"step"', **arrows)
        bottom = self.line.get_bottom()[1] - 0.15
        a, b = ([self.line[k].get_x(), bottom, 0] for k in "sf")
        self.back = CurvedArrow(a, b, angle=-0.5, color=theme().soft, stroke_width=3, tip_length=0.18)
        self.add(self.line, self.back)
        self.center()
