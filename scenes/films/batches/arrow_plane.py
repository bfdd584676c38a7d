"""A plane of two weights: what moves them is an arrow from the middle, and the mean of arrows is their middle."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import product

import numpy as np
from manim import DL, DR, RIGHT, UL, UP, UR, Arrow, Dot, Line, Mobject, VGroup

from engine.reading import Named
from scenes.kit.place.plate import plate
from scenes.kit.place.stage import Region, Stage
from scenes.kit.theme import theme
from scenes.kit.type.formula import SMALL, Formula, Label

LEAST = 0.1  # of the longer axis, how far either goes to both sides of zero
GAPS = (0.1, 0.45, 0.8)  # between the mean arrow and its name, the first that is free
SHORT = 0.12  # a step shorter than this on the frame is drawn as a dot


def plane_room(stage: Stage) -> Region:
    """The room of the network and, where nothing stands under it, of the board."""
    if stage.is_narrow:
        return stage.graph
    top, bottom = stage.aside.top[1], stage.board.y - stage.board.height / 2
    return Region(stage.aside.x, (top + bottom) / 2, stage.aside.width, top - bottom)


class ArrowPlane(VGroup):
    """axes (two lines), names of the two weights; `arrow(tip)`, `dot(tip)` and `mean(tip)` draw a step (2,) of the two weights."""

    def __init__(self, region: Region, across: Named, up: Named, tips: np.ndarray) -> None:
        super().__init__()
        low, high = np.minimum(tips.min(axis=0), 0), np.maximum(tips.max(axis=0), 0)
        span = max(float((high - low).max()), 1e-12)
        low, high = np.minimum(low, -LEAST * span) - 0.1 * span, np.maximum(high, LEAST * span) + 0.1 * span
        self.region = region
        self._scale = float(min((region.width - 0.8) / (high - low)[0], (region.height - 0.6) / (high - low)[1]))
        zero = region.center - self._scale * np.append((low + high) / 2, 0)
        ends = [zero + self._scale * np.array(end) for end in ([low[0], 0, 0], [high[0], 0, 0], [0, low[1], 0], [0, high[1], 0])]
        self.axes = VGroup(*(Line(a, b, color=theme().line, stroke_width=2) for a, b in (ends[:2], ends[2:])))
        self.names = VGroup(
            Formula("{s}", size=SMALL, s=across).next_to(self.axes[0], RIGHT, buff=0.12),
            Formula("{s}", size=SMALL, s=up).next_to(self.axes[1], RIGHT, buff=0.12).align_to(self.axes[1], UP),
        )
        self.add(self.axes, self.names)

    def at(self, tip: Iterable[float]) -> np.ndarray:
        """Where a step of the two weights ends, on the frame."""
        x, y = tip
        origin = np.array([self.axes[1].get_x(), self.axes[0].get_y(), 0.0])
        return origin + self._scale * np.array([x, y, 0.0])

    def arrow(self, tip: Iterable[float], hue: str, width: float = 4) -> Arrow | Dot:
        """A step; one that is too short to be seen is a dot."""
        start, end = self.at((0, 0)), self.at(tip)
        if np.linalg.norm(end - start) < SHORT:
            return Dot(end, radius=0.06, color=hue)
        return Arrow(start, end, buff=0, color=hue, stroke_width=width, tip_length=0.2, max_tip_length_to_length_ratio=0.4)

    def dot(self, tip: Iterable[float], hue: str) -> Dot:
        """Where a step ends."""
        return Dot(self.at(tip), radius=0.07, color=hue)

    def mean(self, tip: np.ndarray, others: Iterable[Mobject] = ()) -> VGroup:
        """The step that is the mean of the others, thick, with its name on a plate, on none of the other names."""
        length = float(np.linalg.norm(tip))
        way = np.append(tip / length, 0.0) if self._scale * length > SHORT else UR
        name, taken = plate(Label("mean", color=theme().ink)), list(others)
        for gap, side in product(GAPS, (way, DL, DR, UL, UR)):
            name.next_to(self.at(tip), side, buff=gap)
            if not any(touch(name, other) for other in taken):
                break
        return VGroup(self.arrow(tip, theme().ink, width=8), name).set_z_index(3)


def touch(one: Mobject, two: Mobject) -> bool:
    """Whether two things share a place of the frame."""
    apart = np.abs(one.get_center() - two.get_center())
    return bool(apart[0] < (one.width + two.width) / 2 + 0.05 and apart[1] < (one.height + two.height) / 2 + 0.05)
