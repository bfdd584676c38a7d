"""Softmax as something that is done: scores, their exponentials, pushed together into one bar of length one, cut into shares."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

import numpy as np
from manim import DOWN, UP, Line, Mobject, Rectangle, UpdateFromAlphaFunc, VGroup, smooth

from engine.reading import Number
from scenes.kit.place.stage import Region
from scenes.kit.theme import theme
from scenes.kit.type.formula import BODY, Formula

FLAT = 0.9  # manim units, the height of the one bar
CUT = 0.12  # between its pieces
NAMES = 0.8  # room under the bars
Pose = tuple[float, float, float, float]  # x and y of the middle, width, height


class ExpBars(VGroup):
    """bars[s] of a token; powers[s] under it says e^s; shares: names under cut pieces; `become(pose)` takes all to one of its poses.

    flat     nothing yet
    scores   up or down from the floor      powers   as high as e to the score      whole   pushed together, lying      cut   apart
    """

    def __init__(self, names: Sequence[str], scores: Sequence[Number], shares: Sequence[Number], region: Region) -> None:
        super().__init__()
        n, width, foot = len(names), region.width, region.y - region.height / 2
        pitch, xs = width / n, [region.x + ((s + 0.5) / n - 0.5) * width for s in range(n)]
        values, parts = np.array([s.value for s in scores]), np.array([a.value for a in shares])
        room = region.height - NAMES
        up, down = max(values.max(), 0.0), max(-values.min(), 0.0)
        unit = 0.8 * room / max(up + down, 1e-9)
        self.zero = foot + NAMES + down * unit
        low, top, bar = foot + NAMES, 0.95 * room / parts.max(), 0.5 * pitch
        self.poses: Mapping[str, list[Pose]] = {
            "flat": [(x, self.zero, bar, _seen(0.0)) for x in xs],
            "scores": [(x, self.zero + unit * v / 2, bar, _seen(unit * abs(v))) for x, v in zip(xs, values, strict=True)],
            "powers": [(x, low + top * a / 2, bar, _seen(top * a)) for x, a in zip(xs, parts, strict=True)],
            "whole": self._lying(parts, region, 0.0),
            "cut": self._lying(parts, region, CUT),
        }
        self.bars = VGroup(*(Rectangle(width=1, height=1, stroke_width=2, stroke_color=theme().ground) for _ in names))
        self.bars.set_fill(theme().forward, opacity=0.85)
        self.floor = Line([region.x - width / 2, self.zero, 0], [region.x + width / 2, self.zero, 0], stroke_width=2, color=theme().line)
        self.scores, self.powers = self._named(names, xs, "s_{}"), self._named(names, xs, "e^(s_{})")
        for label in (*self.scores, *self.powers):
            label.scale(min(1.0, 0.92 * pitch / label.width, 0.9 * NAMES / label.height)).set_y(foot + NAMES / 2)
        self.shares = self._shared(names)
        self.add(self.floor, self.bars, self.scores)
        self.pose("scores")

    def _shared(self, names: Sequence[str]) -> VGroup:
        """What each piece of the bar that is cut is called, where it is long enough for that."""
        cut = self.poses["cut"]
        labels = self._named(names, [x for x, *_ in cut], "a_{}")
        for label, (_, y, *_) in zip(labels, cut, strict=True):
            label.set_y(y - FLAT / 2 - NAMES / 2)
        return VGroup(*(label for label, (_, _, long, _) in zip(labels, cut, strict=True) if label.width < long))

    def pose(self, name: str) -> None:
        """Stand so."""
        self._stand(self.poses[name])

    def become(self, name: str, run_time: float) -> UpdateFromAlphaFunc:
        """From how the bars stand to another pose."""
        start = [(*bar.get_center()[:2], bar.width, bar.height) for bar in self.bars]

        def stand(_: Mobject, alpha: float) -> None:
            self._stand([tuple((1 - alpha) * np.array(a) + alpha * np.array(b)) for a, b in zip(start, self.poses[name], strict=True)])

        return UpdateFromAlphaFunc(self.bars, stand, run_time=run_time, rate_func=smooth)

    def rise(self, run_time: float) -> UpdateFromAlphaFunc:
        """From the floor to the scores."""
        self.pose("flat")
        return self.become("scores", run_time)

    def _stand(self, poses: Sequence[Pose]) -> None:
        for bar, (x, y, width, height) in zip(self.bars, poses, strict=True):
            bar.stretch_to_fit_width(width).stretch_to_fit_height(height).move_to([x, y, 0])

    @staticmethod
    def _lying(parts: np.ndarray, region: Region, gap: float) -> list[Pose]:
        """Side by side, as long as their parts of the width that the gaps leave."""
        length = region.width - gap * (len(parts) - 1)
        edges = np.concatenate([[0.0], np.cumsum(parts * length)]) + region.x - region.width / 2
        return [((a + b) / 2 + k * gap, region.y, _seen(b - a), FLAT) for k, (a, b) in enumerate(pairwise(edges))]

    @staticmethod
    def _named(names: Sequence[str], xs: Sequence[float], template: str) -> VGroup:
        made = (Formula("{s}", size=BODY, hues={"s": theme().forward}, s=template.format(name)) for name in names)
        return VGroup(*(label.move_to([x, 0, 0]) for label, x in zip(made, xs, strict=True)))

    def brace(self) -> VGroup:
        """The length of the whole bar: one. Not yet shown."""
        left, right = self.bars[0].get_corner(DOWN + np.array([-1, 0, 0])), self.bars[-1].get_corner(DOWN + np.array([1, 0, 0]))
        line = Line(left + 0.25 * DOWN, right + 0.25 * DOWN, stroke_width=3, color=theme().soft)
        ends = [Line(at + 0.1 * UP, at + 0.1 * DOWN, stroke_width=3, color=theme().soft) for at in (line.get_start(), line.get_end())]
        return VGroup(line, *ends, Formula("1", size=BODY).next_to(line, DOWN, buff=0.15))


def _seen(length: float) -> float:
    return max(float(length), 0.02)
