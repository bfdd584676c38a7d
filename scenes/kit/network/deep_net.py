"""A deep network that is seen layer by layer: a strip of its layers, and under them bars on one scale."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from manim import RIGHT, UP, Animation, FadeIn, LaggedStart, ReplacementTransform, VGroup

from scenes.kit.network.layer_strip import LayerStrip
from scenes.kit.place.shots import Room, region
from scenes.kit.place.stage import Region, Stage
from scenes.kit.plots.log_bars import LogBars, Series

if TYPE_CHECKING:
    from scenes.chapter import Chapter

MARKS, SQUARE_MARKS = 0.95, 1.15  # room for the scale's names, left of the bars; in a square frame, in which a unit is smaller
FULL = 0.9  # of the room for bars, where no line stands under them: a number has room there
UNDER = 0.58  # from bars to what stands under them: a number has room there
OPENING: Room = (0.05, 0.22, 0.95, 0.86)  # of a strip that is alone


@dataclass(frozen=True)
class Rooms:
    """Where things stand: name, state and key in the head, the strip, the factors of its links, the bars."""

    name: Region
    key: Region
    state: Region
    strip: Region
    chips: float
    bars: Region

    def upper(self, share: float) -> Region:
        """The upper part of the room for bars."""
        b = self.bars
        return Region(b.x, b.y + (1 - share) * b.height / 2, b.width, share * b.height)

    def lower(self, share: float) -> Region:
        """What is left of it under that, with air between."""
        b = self.bars
        low, high = b.y - b.height / 2, b.y + b.height / 2 - share * b.height - UNDER
        return Region(0, (low + high) / 2, b.width + 2 * b.x, high - low)


def rooms(stage: Stage) -> Rooms:
    """The rooms of a stage."""
    left = SQUARE_MARKS if stage.shape == "1:1" else MARKS
    wide, x = stage.wide.width - left, left / 2
    if stage.shape == "9:16":
        head = (Region(0, 6.0, 7.2, 0.6), Region(0, 4.4, 7.2, 0.65), Region(0, 5.2, 7.3, 0.65))
        return Rooms(*head, Region(x, 3.4, wide, 1.05), 2.6, Region(x, -1.925, wide, 6.85))
    if stage.shape == "1:1":
        head = (Region(-2.75, 4.1, 3.5, 0.55), Region(1.85, 4.1, 5.3, 0.6), Region(0, 3.35, 9.0, 0.6))
        return Rooms(*head, Region(x, 2.5, wide, 0.9), 1.8, Region(x, -1.575, wide, 4.35))
    head = (Region(-5.0, 3.2, 2.8, 0.5), Region(4.7, 3.2, 3.4, 0.55), Region(-0.25, 3.2, 6.0, 0.5))
    return Rooms(*head, Region(x, 2.4, wide, 0.95), 1.72, Region(x, -0.96, wide, 4.14))


class DeepNet:
    """A film's deep network: its strip, the bars of its layers, their key in the head.

    rooms   where these stand      home   the strip's own place      large   the strip as it opens and ends a film
    """

    def __init__(self, film: Chapter, series: Mapping[str, Series], scale: tuple[int, int], share: float) -> None:
        """Bars on the upper share of their room, on a scale between these powers of ten; nothing is shown yet."""
        self.film, self.rooms = film, rooms(film.stage)
        self.strip = LayerStrip(film.t.D, self.rooms.strip)
        self.home = self.strip.get_center()
        self.large = LayerStrip(film.t.D, region(film.stage, OPENING))
        self.series, self.scale = series, scale
        self.bars = self.bars_of(series, self.rooms.upper(share), scale)
        self.key = VGroup(*self.bars.key.values()).arrange(RIGHT, buff=0.35)
        self.rooms.key.hold(self.key, None if film.stage.shape == "9:16" else RIGHT)

    def bars_of(self, series: Mapping[str, Series], region: Region, scale: tuple[int, int]) -> LogBars:
        """Bars under the strip's layers."""
        return LogBars(region, [self.strip.xs[l] for l in self.strip.layers], series, *scale)

    def stretched(self, share: float) -> list[Animation]:
        """What stands of the first bars takes this share of its room."""
        old, new = self.bars, self.bars_of(self.series, self.rooms.upper(share), self.scale)
        here, self.bars = set(map(id, self.film.get_mobject_family_members())), new
        pairs = [(a, b) for a, b in zip(old.all_bars, new.all_bars, strict=True) if id(a) in here]
        return [ReplacementTransform(a, b) for a, b in [(old.frame, new.frame), *pairs]]

    def open(self, run_time: float) -> None:
        """The network, layer by layer, large in the middle of the frame."""
        self.film.play(LaggedStart(*(FadeIn(part, shift=0.4 * UP) for part in self.large.columns()), lag_ratio=0.12), run_time=run_time)
        self.film.remove(*self.large.get_family())
        self.film.add(self.large)

    def settle(self) -> Animation:
        """The strip goes to its own place, over its bars."""
        opening, self.large = self.large, LayerStrip(self.film.t.D, region(self.film.stage, OPENING))
        return ReplacementTransform(opening, self.strip)

    def grow(self, name: str, back: bool = False, run_time: float = 1.8) -> None:
        """The bars of a quantity that do not stand yet rise, from the front or from the end."""
        standing = set(map(id, self.film.get_mobject_family_members()))
        order = range(self.film.t.D)[:: -1 if back else 1]
        bars = [k for k in order if id(self.bars.bars[name][k]) not in standing]
        self.film.play(LaggedStart(*self.bars.grow(name, *bars), lag_ratio=0.3), run_time=run_time)
