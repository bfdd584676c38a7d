"""Digits for numbers that stand in cells of one width: as many, and as large, as let all of them fit."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from manim import config

from engine.reading import Number
from scenes.kit.network.digits import misleads
from scenes.kit.place import shots
from scenes.kit.type.number import Num
from scenes.shown import Shown, show

LEAST, TALL_LEAST = 20.5, 25.0  # the smallest sizes that are read; more in a tall frame, which is read on a phone
FULL = 0.86  # of its width, what a number may take: it touches no line beside it
MEASURE = 48


@dataclass(frozen=True)
class Style:
    """`size`, and `of(number)`: its digits, or so many decimals where these are shorter and not nothing. `fits`: all can be read."""

    size: float
    digits: int
    decimals: int | None
    fits: bool

    def of(self, number: Number) -> Shown:
        """A number as it is written."""
        full = show(number, self.digits)
        if self.decimals is None:
            return full
        fewer = show(number, decimals=self.decimals)
        return fewer if len(fewer.text) < len(full.text) and not misleads(fewer) else full


def least() -> float:
    """The smallest size that is read in this frame."""
    return TALL_LEAST if config.frame_height > config.frame_width else LEAST * min(config.frame_height, config.frame_width) / 8


def style_of(numbers: Iterable[Number], width: float, most: float, digits: int = 2) -> Style:
    """How these are written in cells of this width, no larger than `most`: with as many digits as are large enough at rest, else as large
    as they get; in the shortest way where none can be read.
    """
    every = list(numbers)
    ways: list[Style] = []
    for significant, decimals in ((digits, None), (digits, digits), (1, digits), (1, 1)):
        style = Style(most, significant, decimals, True)
        widest = max((Num(style.of(number), MEASURE).width for number in every), default=0.0) / MEASURE
        size = min(most, FULL * width / widest) if widest else most
        ways.append(Style(size, significant, decimals, size >= least()))
    best = next((way for way in ways if way.size >= min(most, shots.least())), max(ways, key=lambda way: way.size))
    return best if best.fits else replace(ways[-1], size=least(), fits=False)
