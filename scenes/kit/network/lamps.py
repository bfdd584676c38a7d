"""Lamps: a neuron's fill is its activation, one whose value is not known yet a dim, dashed ring; and how large a number stands in it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

import numpy as np
from manim import RIGHT, UP, Circle, DashedVMobject, ManimColor, VMobject, interpolate_color

from engine.reading import Number
from scenes.kit.network.diagram import smallest
from scenes.kit.place.shots import crowded, least
from scenes.kit.theme import theme
from scenes.kit.type.ink import size_of
from scenes.kit.type.number import Num
from scenes.shown import show

M = TypeVar("M", bound=VMobject)
STEPS = 5  # sizes tried between the least that rests and the smallest that is read
BEND = 0.8  # of the way from dark to bright: small values are told apart
DASHES = 18
BESIDE = 0.12  # from the circle of the loss to its name
AIRY, CLOSE = (1.66, 0.04), (1.8, 0.012)  # radii that a number in its neuron may be wide, and what is left from its corners to the rim


def lamp(share: float) -> ManimColor:
    """The fill of a neuron whose value is this share of the largest; a negative one stays dark."""
    way = min(1.0, max(0.0, share)) ** BEND
    return interpolate_color(ManimColor(theme().panel), ManimColor(theme().lamp), way)


def unknown(neuron: Circle) -> DashedVMobject:
    """The dashed ring that stands for a neuron until it has its value."""
    ring = Circle(neuron.width / 2, stroke_width=3, color=theme().line).move_to(neuron)
    return DashedVMobject(ring, num_dashes=DASHES, dashed_ratio=0.55).set_z_index(2.5)


def name_loss(name: M, loss: Circle, upright: bool) -> M:
    """Put the loss's name beside its circle; where the network lies, over it: beside it there is no room."""
    name.next_to(loss, RIGHT if upright else UP, buff=BESIDE)
    return name


def within(number: VMobject, radius: float, most: float) -> float:
    """By how much to scale a number so that it fills a neuron, in no font size above `most`; close to its rim only if it is small else."""
    size = size_of(number)
    airy, close = (_filling(number, radius, *fit) for fit in (AIRY, CLOSE))
    return min(max(airy, min(close, crowded() / size)), most / size)


def sizes_from(size: float) -> tuple[float, float, float]:
    """The font sizes that a number may have, this one first and the smallest that is read last."""
    return (size, min(size, least()), smallest())


def best_of(nums: Sequence[Num], size: float, fits: Callable[[Num, float], bool]) -> Num | None:
    """Of a number in ever fewer digits, the one that fits its neuron: fewer of them come before a smaller size."""
    large, *less = sizes_from(size)
    steps = [large, *np.linspace(less[0], less[-1], STEPS)]
    return next((num for each in steps for num in nums if fits(num, each)), None)


def shortened(number: Number, size: float, fits: Callable[[Num, float], bool]) -> Num:
    """A number in as many digits as fit a circle, or one."""
    nums = [Num(show(number, digits=digits), size) for digits in (4, 3, 2, 1)]
    return best_of(nums, size, fits) or nums[-1]


def _filling(number: VMobject, radius: float, wide: float, rim: float) -> float:
    return min(wide * radius / number.width, 2 * (radius - rim) / float(np.hypot(number.width, number.height)))
