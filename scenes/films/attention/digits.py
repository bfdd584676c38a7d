"""How numbers that stand beside each other are written: in as many digits as leave them large enough to be read from afar."""

from __future__ import annotations

from collections.abc import Iterable

from manim import config

from engine import notation
from engine.reading import Number
from scenes.kit.place.shots import RESTING, SMALLEST
from scenes.kit.type.number import Num
from scenes.shown import Shown, show

MEASURE, AIR = 48, 1.02
WAYS = ((3, None), (3, 3), (3, 2), (2, None), (2, 2))  # significant digits, and the decimals that are enough
BARE = ((1, 2), (1, 1))  # the same where no other way can be read: sums of such numbers do not come out


def written(numbers: Iterable[Number], width: float, most: float) -> list[Num]:
    """Numbers for cells of this width, no larger than `most`: the first way in which all are large enough, else the one that is largest."""
    every, found = list(numbers), []
    for ways, least in ((WAYS, AIR * RESTING[_shape()]), (WAYS, AIR * SMALLEST[_shape()]), (BARE, AIR * RESTING[_shape()])):
        for digits, decimals in ways:
            shown = [_short(number, digits, decimals) for number in every]
            widest = max(Num(one, MEASURE).width for one in shown) / MEASURE
            found.append((min(most, width / widest), shown))
            if found[-1][0] >= least:
                return [Num(one, found[-1][0]) for one in shown]
    size, shown = max(found, key=lambda one: one[0])
    return [Num(one, size) for one in shown]


def _shape() -> str:
    """The frame's."""
    ratio = config.frame_width / config.frame_height
    return "16:9" if ratio > 1.2 else "9:16" if ratio < 0.8 else "1:1"


def largest(size: float) -> float:
    """A font size of a frame of 8 units, in this frame: a unit of a square one is smaller."""
    return size * min(config.frame_width, config.frame_height) / 8


def _short(number: Number, digits: int, decimals: int | None) -> Shown:
    """So many digits, or fewer where so many decimals are shorter and not nothing."""
    full = show(number, digits)
    if decimals is None:
        return full
    fewer = show(number, decimals=decimals)
    return fewer if len(fewer.text) < len(full.text) and notation.parse(fewer.text)[0] else full
