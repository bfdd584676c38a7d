"""Which example a strip or an arrow is of: its inputs and target, or which one it is in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import product
from typing import Any

import numpy as np
from manim import DL, DOWN, DR, LEFT, RIGHT, UL, UP, UR, Mobject, VGroup

from engine.reading import Reading
from scenes.films.batches import facts
from scenes.films.batches.arrow_plane import POINTS, SHORT, ArrowPlane
from scenes.films.batches.crowd import beside, boxes, on, size_of, touched
from scenes.kit.place.plate import plate
from scenes.kit.type.formula import Formula, Label

WHICH = {"first": "first", "second": "second", "third": "third", "last": "last", "other": "second"}
FEW, WIDE = 2, 0.22  # inputs that are written out, and the share of the plane that they may be wide
NOWHERE = np.zeros((0, 3))
WORD = np.array([0.5, 0.1])  # between two names: less reads as one
GAPS = (0.12, 0.45, 0.8, 1.2, 1.7, 2.2)  # between an arrow and its name, the first that is free


def strip_name(t: Reading, k: int, size: float, most: float) -> Formula | Label:
    """What stands beside the strip of example k: its inputs and its target or, where these are wider than `most`, which one it is."""
    if t.sizes[0] > FEW or t.sizes[-1] > 1:
        return _in_words(t, k, size)
    e = t.of(example=k)
    name = _inputs(e, size, " arrow.r {y}", y=e.y[0])
    return name if name.width < most else _in_words(t, k, size)


def pull_names(t: Reading, plane: ArrowPlane, tips: dict[int, np.ndarray], arrows: Iterable[np.ndarray] = ()) -> VGroup:
    """The names of examples at the tips (2,) of their arrows, off all `arrows` where there is room."""
    names: list[Mobject] = []
    parts = np.linspace(0, 1, POINTS)[:, None]
    lines = [plane.at((0, 0)) + parts * (plane.at(tip) - plane.at((0, 0))) for tip in arrows]
    for k, tip in tips.items():
        names.append(pull_name(t, plane, k, tip, names, np.concatenate(lines) if lines else NOWHERE))
    return VGroup(*names)


def pull_name(
    t: Reading, plane: ArrowPlane, k: int, tip: np.ndarray, others: Sequence[Mobject] = (), lines: np.ndarray = NOWHERE
) -> VGroup:  # fmt: skip
    """The inputs of example k, or which one it is, at the tip (2,) of its arrow, where it is on no axis, no name, no point of `lines`."""
    end, taken = plane.at(tip), boxes([*plane.axes, *plane.names, *plane.marks, *others])
    called = boxes([*plane.names, *others])
    way = end - plane.at((0, 0))
    length = float(np.linalg.norm(way))
    sides = (*([] if length < SHORT else [way / length]), DL, DR, UL, UR, LEFT, RIGHT, UP, DOWN)
    for type_size in (plane.size, plane.smallest):  # where no place is free, a smaller one may be
        name = _called(t, plane, k, type_size)
        size = size_of(name)
        spots = [beside(end, size, side, gap) for gap, side in product(GAPS, sides)]
        spots = [spot for spot in spots if _stands_in(spot, size, plane)] or spots
        best = min(spots, key=lambda spot: (touched(spot, size, taken), touched(spot, size + WORD, called), on(spot, size, lines)))
        if not touched(best, size, taken):
            break
    return name.move_to(best)


def _called(t: Reading, plane: ArrowPlane, k: int, size: float) -> VGroup:
    inputs = _in_words(t, k, size) if t.sizes[0] > FEW else _inputs(t.of(example=k), size)
    return plate(inputs if inputs.width < WIDE * plane.region.width else _in_words(t, k, size), on=plane.under).set_z_index(2)


def _in_words(t: Reading, k: int, size: float) -> Label:
    return Label(WHICH[facts.turn(t, k)], size=size)


def _inputs(e: Reading, size: float, more: str = "", **fields: Any) -> Formula:
    """The inputs of an example in parentheses, and what follows them."""
    inputs: dict[str, Any] = {f"x{j}": number for j, number in enumerate(e.x)}
    return Formula(f"({', '.join(f'{{{name}}}' for name in inputs)}){more}", size=size, **inputs, **fields)


def _stands_in(spot: np.ndarray, size: np.ndarray, plane: ArrowPlane) -> bool:
    """Whether a name of this size (2,) about a spot is inside the region of the plane."""
    apart = np.abs(spot - plane.region.center)[:2]
    return bool((apart + size / 2 <= np.array([plane.region.width, plane.region.height]) / 2).all())
