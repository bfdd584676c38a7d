"""Upright bars on a logarithmic scale, several to a place: what is multiplied again and again becomes a staircase."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from manim import DOWN, LEFT, RIGHT, UP, Animation, Line, Rectangle, UpdateFromAlphaFunc, VGroup, VMobject

from engine.reading import Named, Numbers
from scenes.kit.place.plate import plate
from scenes.kit.place.shots import resting
from scenes.kit.place.stage import Region
from scenes.kit.theme import theme
from scenes.kit.type.formula import Formula
from scenes.kit.type.ink import Scale
from scenes.kit.type.number import Num
from scenes.shown import show

SHARE = 0.74  # of the room at a place that its bars take up
LEAST = 0.04  # height of the smallest bar
MARK = 0.86  # of the smallest digits: the names of the scale
CLOSE = 0.03  # from a number to the rim of its plate
CLEAR = 0.04  # from a number to the line at one
FLAT = 0.01  # of a bar that begins to rise


@dataclass(frozen=True)
class Series:
    """One quantity at every place: its values, its name and hue; `hollow` bars are outlines, so that two of one hue differ."""

    values: Numbers
    name: Named
    hollow: bool = False


class LogBars(VGroup):
    """Bars from a floor of ten to the `low`, up to ten to the `high`, at places xs; the scale's names stand left of them.

    bars[name][k]     the bar of a series at place k        key[name]     its swatch and symbol, for a legend
    all_bars          series by series
    decades, marks    thin lines, each ten times the one below, and what some of them are
    grow(name, *ks)   Animations         top(name, k) -> (3,)          tag(name, k, digits, way)   a bar's number, over or beside it
    stairs(values)    a line through the heights of other values at the same places
    stand(name, values)   at once, the bars at other values, for pictures that move: at most as high as the scale, none for zero
    """

    def __init__(self, region: Region, xs: Sequence[float], series: Mapping[str, Series], low: int, high: int, every: int = 2) -> None:
        super().__init__()
        self.region, self.xs, self.series, self.low, self.high = region, list(xs), dict(series), low, high
        pitch = xs[1] - xs[0] if len(xs) > 1 else 1.0
        self.wide = SHARE * pitch / len(series)
        self.bars = {name: [self._bar(name, k) for k in range(len(xs))] for name in series}
        left, right = xs[0] - 0.62 * pitch, xs[-1] + 0.62 * pitch
        powers = range(low, high + 1)
        rungs = [
            Line([left, self._y(k), 0], [right, self._y(k), 0], color=theme().line, stroke_width=2.2 if k == 0 else 0.8) for k in powers
        ]
        self.decades = VGroup(*rungs)
        self.marks = VGroup(
            *(
                Formula("{s}", size=MARK * resting(), color=theme().soft, s=_power(k)).next_to([left, self._y(k), 0], LEFT, buff=0.12)
                for k in powers
                if k % every == 0
            )
        )
        self.key = {name: self._key(one) for name, one in series.items()}
        self.frame = VGroup(self.decades, self.marks)

    @property
    def all_bars(self) -> list[Rectangle]:
        return [bar for row in self.bars.values() for bar in row]

    def _y(self, power: float) -> float:
        share = (power - self.low) / (self.high - self.low)
        return float(self.region.y + (share - 0.5) * self.region.height)

    def _x(self, name: str, k: int) -> float:
        nth = list(self.series).index(name) - (len(self.series) - 1) / 2
        return self.xs[k] + nth * self.wide

    def _bar(self, name: str, k: int) -> Rectangle:
        one = self.series[name]
        high = max(LEAST, self._y(float(np.log10(one.values[k].value))) - self._y(self.low))
        bar = Rectangle(width=0.84 * self.wide, height=high).move_to([self._x(name, k), self._y(self.low), 0], aligned_edge=DOWN)
        return _inked(bar, one)

    def _key(self, one: Series) -> VGroup:
        swatch = _inked(Rectangle(width=0.24, height=0.4), one)
        hue = theme().hue(one.name.name)
        return VGroup(swatch, Formula("abs({s})", size=resting(), color=hue, s=_in_line(one.name))).arrange(RIGHT, buff=0.14)

    def top(self, name: str, k: int) -> np.ndarray:
        return self.bars[name][k].get_top()

    def grow(self, name: str, *ks: int) -> list[Animation]:
        """Bars rise from the floor, as wide as they will be."""
        return [_rising(self.bars[name][k]) for k in ks]

    def stand(self, name: str, values: np.ndarray) -> None:
        opacity = _inked(Rectangle(), self.series[name]).get_fill_opacity()
        floor, roof = self._y(self.low), self._y(self.high)
        for bar, value in zip(self.bars[name], values, strict=True):
            high = min(roof - floor, max(LEAST, self._y(float(np.log10(value))) - floor)) if value > 0 else FLAT
            bar.stretch_to_fit_height(high).move_to([bar.get_x(), floor, 0], aligned_edge=DOWN)
            bar.set_fill(opacity=opacity if value > 0 else 0.0).set_stroke(opacity=1.0 if value > 0 else 0.0)

    def tag(self, name: str, k: int, digits: int = 2, way: np.ndarray = UP) -> VGroup:
        """A bar's number over it, under it, or beside its top; clear of the strong line at one."""
        number = self.series[name].values[k]
        at = self.bars[name][k].get_corner(UP + way * [1, 2, 0])
        made = plate(Num(show(number, digits), resting()), CLOSE).next_to(at, way, buff=0.08).set_z_index(4)
        if self.low <= 0 <= self.high and made.get_bottom()[1] < self._y(0) < made.get_top()[1]:
            made.shift((self._y(0) + CLEAR - made.get_bottom()[1]) * UP)
        over = made.get_right()[0] - (self.region.x + self.region.width / 2)
        return made.shift(max(0.0, over) * LEFT)

    def stairs(self, values: Numbers) -> VMobject:
        """A line from the last place to the first, at other values' heights, set off from the bars by the ground's colour."""
        points = [np.array([x, self._y(float(np.log10(v.value))), 0.0]) for x, v in zip(self.xs, values, strict=True)]
        line = VMobject(stroke_color=theme().light, stroke_width=4.5).set_points_as_corners(points[::-1])
        return line.set_stroke(theme().ground, width=11, background=True).set_z_index(3)


def _rising(bar: Rectangle) -> Animation:
    foot, high = bar.get_bottom(), bar.height

    def rise(mobject: Rectangle, alpha: float) -> None:
        mobject.stretch_to_fit_height(max(FLAT, alpha * high)).move_to(foot, aligned_edge=DOWN)

    return UpdateFromAlphaFunc(bar, rise, introducer=True)


def _inked(bar: Rectangle, one: Series) -> Rectangle:
    hue = theme().hue(one.name.name)
    return bar.set_fill(hue, opacity=0.12 if one.hollow else 0.85).set_stroke(hue, width=2 if one.hollow else 0)


def _in_line(name: Named) -> Named | str:
    """A symbol; a fraction with its bar aslant, so that it is no higher than the others."""
    fraction = re.fullmatch(r"\((.+)\)/\((.+)\)", name.typst)
    return f"{fraction[1]} \\/ {fraction[2]}" if fraction else name


def _power(k: int) -> Scale:
    return Scale("1" if k == 0 else f"10^({k})")


def reach(*series: Numbers) -> tuple[int, int]:
    """The powers of ten below the smallest and above the largest of all values."""
    logs = np.log10(np.concatenate([np.asarray(one.array, dtype=float) for one in series]))
    return int(np.floor(logs.min())), int(np.ceil(logs.max()))
