"""PPO's objective over the ratio with its live point, and under it the slope, which the point draws as it goes."""

from __future__ import annotations

import numpy as np
from manim import DOWN, LEFT, UP, Animation, Arrow, DashedLine, Dot, Line, MoveAlongPath, UpdateFromAlphaFunc, VGroup, VMobject

from engine.reading import Number, Reading
from scenes.films.policy import facts
from scenes.films.policy.facts import Kind
from scenes.kit.place.shots import resting
from scenes.kit.place.stage import Region
from scenes.kit.plots.plot import CurvePlot
from scenes.kit.plots.rulers import rungs
from scenes.kit.theme import theme
from scenes.kit.type.formula import Label, small
from scenes.kit.type.number import Num
from scenes.shown import show

NAME = 0.2  # of the axis of J, where its name stands
HEAD = 0.3  # manim units between the axis of J and the edge of the sheet
NAMES = 1.25  # of their usual size: what stands at the axes
REACH = 0.09  # how far the tangent reaches to each side, in r
SPAN = (-1.45, 1.45)  # of the slopes


class ClipPlot(VGroup):
    """J over r and, with `slopes`, dJ/dr under it, their r on one vertical.

    line (r A), held (clip(r) A), bent (the smaller), fences (of the clip), ratios (of the fences), not yet shown
    dot, tangent, drop     the live point, J's slope there, and the line down to r; slid: the same point on the slopes
    pieces                 the slope where it has been drawn
    walk(start, end)       the point goes from ratio to ratio; `free`: on r A; `drawing`: and leaves its slope behind
    foot(number)           a ratio under its place on the axis
    """

    def __init__(self, t: Reading, kind: Kind, region: Region, slopes: bool = True) -> None:
        super().__init__()
        study = facts.study(t)
        self.kind, self.rs = kind, study.ratio
        self.free, self.low = getattr(study, f"{kind}_product"), getattr(study, f"{kind}_objective")
        self.slope, self.clipped = getattr(study, f"{kind}_slope"), getattr(study, f"{kind}_clipped")
        upper, lower = _halves(region) if slopes else (region, None)
        self.span = (float(self.free.min()) - 0.1, float(self.free.max()) + 0.1)
        self.plot = _axes(upper, self.rs, self.free, "J", self.span)
        self.under = _axes(lower, self.rs, self.slope, "(partial J) / (partial r)", SPAN) if lower else None
        self.line = self.plot.curve.set_stroke(theme().soft, width=3, opacity=0.8)
        self.bent = self._path(self.low, theme().loss, 6).set_z_index(1)
        self.held = self._path(self.clipped, theme().forward, 3)
        self.fences, self.ratios = VGroup(), VGroup()
        for edge in (t.objective.low, t.objective.high):
            self._fence(edge)
        self.dot, self.slid = Dot(radius=0.11, color=theme().light).set_z_index(6), Dot(radius=0.11, color=theme().light).set_z_index(6)
        self.tangent = Line(LEFT, -LEFT, color=theme().backward, stroke_width=7).set_z_index(4)
        self.drop = Line(LEFT, -LEFT, color=theme().soft, stroke_width=2)
        self.pieces = VGroup(*(Line(LEFT, -LEFT, color=theme().backward, stroke_width=6).set_z_index(2) for _ in range(2)))
        self.sloped = True
        self.drawn: tuple[int, int] | None = None
        self.stand(self.index(1.0), True)
        self.add(self.plot.axes, self.plot.names, *([self.under.axes, self.under.names] if self.under else []))

    @property
    def live(self) -> VGroup:
        """The live point with all that goes along: while it is not `sloped`, without its slope."""
        slope = [self.tangent, *([self.slid] if self.under else [])] if self.sloped else []
        return VGroup(self.drop, self.dot, *slope)

    @property
    def everything(self) -> list[VMobject]:
        return [self, self.line, self.bent, self.held, self.fences, self.ratios, self.live, self.pieces]

    def veil(self) -> list[VMobject]:
        """What shows the slope, which is to leave: a walk draws it anew once `sloped` is true again."""
        self.sloped, self.drawn = False, None
        return [self.tangent, self.slid, self.pieces]

    def _path(self, ys: np.ndarray, hue: str, width: float) -> VMobject:
        points = [self.plot.point(r, y) for r, y in zip(self.rs, ys, strict=True)]
        return VMobject(stroke_color=hue, stroke_width=width).set_points_as_corners(points)

    def _fence(self, edge: Number) -> None:
        x, foot, top = self.x(edge.value), self.plot.axes[0].get_y(), self.plot.axes[1].get_top()[1]
        bars = [DashedLine([x, foot, 0], [x, top, 0], color=theme().line, stroke_width=2.5)]
        if self.under:
            ends = self.under.axes[1].get_bottom()[1], self.under.axes[1].get_top()[1]
            bars.append(DashedLine([x, ends[0], 0], [x, ends[1], 0], color=theme().line, stroke_width=2.5))
        self.fences.add(VGroup(*bars))
        self.ratios.add(self.foot(edge, theme().ink))

    def way(self, start: float, end: float) -> VMobject:
        """J from ratio to ratio, for something to run along."""
        ks = range(self.index(start), self.index(end) + 1)
        return VMobject().set_points_as_corners([self.plot.point(self.rs[k], self.low[k]) for k in ks])

    def index(self, r: float) -> int:
        """Of the ratio nearest to r."""
        return int(np.abs(self.rs - r).argmin())

    def x(self, r: float) -> float:
        return float(self.plot.point(r, self.span[0])[0])

    def foot(self, ratio: Number, hue: str | None = None) -> Num:
        """A ratio under its place on the axis."""
        return Num(show(ratio), resting(), hue).next_to([self.x(ratio.value), self.plot.axes[0].get_y(), 0], DOWN, buff=0.16)

    def stand(self, k: int, free: bool) -> None:
        """The live point is at the k-th ratio."""
        r, y = self.rs[k], (self.free if free else self.low)[k]
        slope = facts.ADVANTAGES[self.kind] if free else self.slope[k]
        here = self.plot.point(r, y)
        self.dot.move_to(here)
        ends = np.clip([r - REACH, r + REACH], self.rs[0], self.rs[-1])  # inside of its plot
        self.tangent.put_start_and_end_on(*(self.plot.point(end, y + slope * (end - r)) for end in ends))
        self.drop.put_start_and_end_on([here[0], self.plot.axes[0].get_y(), 0], here)
        if self.under:
            self.slid.move_to(self.under.point(r, slope))

    def walk(self, start: float, end: float, free: bool = False, drawing: bool = False, run_time: float = 1.5) -> Animation:
        """The point goes from ratio to ratio over the points that the engine gave."""
        first, last = self.index(start), self.index(end)
        if drawing and self.drawn is None:
            self.drawn = first, first

        def go(_: VMobject, alpha: float) -> None:
            k = round(first + alpha * (last - first))
            self.stand(k, free)
            if drawing and self.drawn is not None:
                self.drawn = min(self.drawn[0], k), max(self.drawn[1], k)
                self.draw(*self.drawn, free)

        return UpdateFromAlphaFunc(VGroup(self.live, *([self.pieces] if drawing else [])), go, run_time=run_time)

    def draw(self, first: int, last: int, free: bool = False) -> None:
        """The slope between two of the ratios: a level line for each of its two values."""
        assert self.under is not None
        slopes = np.full(len(self.rs), facts.ADVANTAGES[self.kind]) if free else self.slope
        turn = next((k for k in range(first, last) if slopes[k] != slopes[k + 1]), last)
        for piece, (a, b), k in zip(self.pieces, ((first, turn), (turn, last)), (first, last), strict=True):
            left, right = (self.under.point(self.rs[end], slopes[k]) for end in (a, b))
            piece.put_start_and_end_on(left, right if a != b else right - 1e-3 * LEFT)


class CasePlot(ClipPlot):
    """J for one sign of the advantage, with its three cases: dots[k], slopes[k] over them, feet[k], pushes[k] (none where none is)."""

    def __init__(self, t: Reading, kind: Kind, region: Region) -> None:
        inside = Region(region.x + 0.1, region.y + 0.15, region.width - 0.2, region.height - 1.9)
        super().__init__(t, kind, inside, slopes=False)
        seen = zip(facts.seen_ratios(t), facts.seen_slopes(t, kind), strict=True)
        self.dots, self.slopes, self.feet, self.pushes = VGroup(), VGroup(), VGroup(), VGroup()
        for ratio, slope in seen:
            k = self.index(ratio.value)
            dot = Dot(self.plot.point(self.rs[k], self.low[k]), radius=0.13, color=theme().light).set_z_index(6)
            self.dots.add(dot)
            self.slopes.add(Num(show(slope), resting()).next_to(dot, UP, buff=0.24))
            self.feet.add(self.foot(ratio))
            self.pushes.add(self._push(self.x(ratio.value), slope.value))

    def headed(self, words: str) -> Label:
        """What the plot is about, over it."""
        label = Label(words, size=small() + 4, color=theme().ink).next_to(self.plot.axes, UP)
        return label.shift((self.plot.axes.get_top()[1] + 0.35 - label[-1].get_bottom()[1]) * UP)

    def roll(self) -> list[Animation]:
        """Each case rolls along J to its place, from the smallest ratio."""
        moves = []
        for dot in self.dots:
            seen = [k for k, r in enumerate(self.rs) if self.x(r) <= dot.get_x() + 1e-6]
            path = VMobject().set_points_as_corners([self.plot.point(self.rs[k], self.low[k]) for k in seen])
            moves.append(MoveAlongPath(dot.move_to(path.get_start()), path))
        return moves

    def _push(self, x: float, slope: float) -> VMobject:
        y = self.plot.axes[0].get_y() - 0.72
        if not slope:
            return Dot([x, y, 0], radius=0.08, color=theme().soft)
        a, b = np.array([x - 0.27 * slope, y, 0]), np.array([x + 0.27 * slope, y, 0])
        return Arrow(a, b, buff=0, color=theme().backward, stroke_width=7, tip_length=0.2, max_tip_length_to_length_ratio=0.5,
                     max_stroke_width_to_length_ratio=30)  # fmt: skip


def _axes(region: Region, rs: np.ndarray, ys: np.ndarray, name: str, span: tuple[float, float]) -> CurvePlot:
    """Axes that fill the height of the region, with their names at their left and right ends."""
    plot = CurvePlot(Region(region.x, region.y - 0.1, region.width, region.height + 0.9), rs, ys, theme().backward, "r", name, y_range=span)
    across, up = plot.axes
    for label in plot.names:
        label.scale(NAMES)
    plot.names[0].next_to(across.get_end(), -LEFT, buff=0.15)
    plot.names[1].set_color(theme().backward if span == SPAN else theme().loss).next_to(up.get_top(), LEFT, buff=0.2).align_to(up, UP)
    if span == SPAN:
        plot.names[1].set_y(across.get_y()).shift(0.45 * LEFT)
    low, high = span
    free = high - NAME * (high - low) * (span != SPAN)
    ruled = list(plot.rule(rungs(low, free, 3)))
    if not ruled:  # too low for three numbers: two, and one at the other axis
        ruled = [*plot.rule(rungs(low, free, 2)), plot.marks(float(rs[0]))]
    plot.axes.add(*ruled)
    return plot


def _halves(region: Region) -> tuple[Region, Region]:
    """J above, its slope below, and between them room for the ratios."""
    left, right = 0.7, 0.45  # for the names of J and of its slope, and of r
    x, width = region.x + (left - right) / 2, region.width - left - right
    top, free = region.y + region.height / 2 - HEAD, region.height - 0.85 - HEAD
    high, low = 0.54 * free, 0.46 * free
    return Region(x, top - high / 2, width, high), Region(x, top - free - 0.85 + low / 2, width, low)
