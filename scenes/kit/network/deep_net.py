"""A deep network that is seen layer by layer: a strip of its layers, and under them bars on one scale."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from manim import RIGHT, FadeIn, LaggedStart, VGroup

from scenes.kit.network.layer_strip import LayerStrip
from scenes.kit.place.stage import Region, Stage
from scenes.kit.plots.log_bars import LogBars, Series
from scenes.kit.theme import theme
from scenes.kit.type.formula import LARGE, Label

if TYPE_CHECKING:
    from scenes.chapter import Chapter

MARKS = 0.95  # room for the scale's names, left of the bars


@dataclass(frozen=True)
class Rooms:
    """Where things stand: key and state in the head, the strip, the factors of its links, the bars."""

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
        low, high = b.y - b.height / 2, b.y + b.height / 2 - share * b.height - 0.2
        return Region(0, (low + high) / 2, b.width + MARKS, high - low)


def rooms(stage: Stage) -> Rooms:
    """The rooms of a stage."""
    wide = stage.wide.width - MARKS
    x = MARKS / 2
    if stage.shape == "9:16":
        return Rooms(Region(0, 6.1, 7.0, 0.5), Region(0, 5.45, 7.0, 0.5), Region(x, 4.6, wide, 0.85), 3.8, Region(x, -0.35, wide, 6.6))
    if stage.shape == "1:1":
        return Rooms(Region(2.7, 4.2, 3.6, 0.5), Region(-1.9, 4.2, 5.2, 0.5), Region(x, 3.4, wide, 0.85), 2.66, Region(x, -0.75, wide, 6.2))
    return Rooms(Region(4.3, 3.3, 3.9, 0.45), Region(-2.2, 3.3, 8.2, 0.45), Region(x, 2.55, wide, 0.85), 1.88, Region(x, -1.0, wide, 5.1))


class DeepNet:
    """A film's deep network: its strip, the bars of its layers, their key in the head.

    rooms   where these stand      home   the strip's own place
    """

    def __init__(self, film: Chapter, series: Mapping[str, Series], scale: tuple[int, int], share: float) -> None:
        """Bars on the upper share of their room, on a scale between these powers of ten; nothing is shown yet."""
        self.film, self.rooms = film, rooms(film.stage)
        self.strip = LayerStrip(film.t.D, self.rooms.strip)
        self.home = self.strip.get_center()
        self.bars = self.bars_of(series, self.rooms.upper(share), scale)
        self.key = VGroup(*self.bars.key.values()).arrange(RIGHT, buff=0.35)
        self.rooms.key.hold(self.key, None if film.stage.shape == "9:16" else RIGHT)

    def bars_of(self, series: Mapping[str, Series], region: Region, scale: tuple[int, int]) -> LogBars:
        """Bars under the strip's layers."""
        return LogBars(region, [self.strip.xs[l] for l in self.strip.layers], series, *scale)

    def open(self, run_time: float) -> None:
        """The film's title; at <net> the network, layer by layer, in the middle of the frame, from where it goes `home`."""
        film = self.film
        film.show(film.place("title", Label(film.title, size=LARGE, color=theme().ink)))
        film.at("net")
        self.strip.set_y(film.stage.wide.y)
        film.play(LaggedStart(*(FadeIn(part) for part in self.strip.columns()), lag_ratio=0.12), run_time=run_time)

    def grow(self, name: str, back: bool = False, run_time: float = 1.8) -> None:
        """The bars of a quantity that do not stand yet rise, from the front or from the end."""
        standing = set(map(id, self.film.get_mobject_family_members()))
        order = range(self.film.t.D)[:: -1 if back else 1]
        bars = [k for k in order if id(self.bars.bars[name][k]) not in standing]
        self.film.play(LaggedStart(*self.bars.grow(name, *bars), lag_ratio=0.3), run_time=run_time)
