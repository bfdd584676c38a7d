"""Which example a strip or an arrow is of: its inputs and target, or which one it is in words."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from typing import Any

import numpy as np
from manim import DL, DR, UL, UR, Mobject, VGroup

from engine.reading import Reading
from scenes.films.batches import facts
from scenes.films.batches.arrow_plane import SHORT, ArrowPlane, touch
from scenes.kit.place.plate import plate
from scenes.kit.type.formula import SMALL, Formula, Label

WHICH = {"first": "first", "second": "second", "third": "third", "last": "last", "other": "second"}
BROAD = 0.1  # half of an arrow's tip
FEW = 2  # inputs that are written out
GAPS = (0.12, 0.45, 0.8)  # between an arrow and its name, the first that is free


def strip_name(t: Reading, k: int) -> Formula | Label:
    """What stands beside the strip of example k: its inputs and its target, or which one it is."""
    if t.sizes[0] > FEW or t.sizes[-1] > 1:
        return _in_words(t, k)
    e = t.of(example=k)
    return _inputs(e, " arrow.r {y}", y=e.y[0])


def pull_names(t: Reading, plane: ArrowPlane, tips: dict[int, np.ndarray], pulls: Sequence[np.ndarray] | None = None) -> VGroup:
    """The names of examples at the tips (2,) of their arrows, on plates; `pulls` are the tips of all arrows, where there are more."""
    names: list[Mobject] = []
    for k, tip in tips.items():
        names.append(pull_name(t, plane, k, tip, names, list(tips.values()) if pulls is None else pulls))
    return VGroup(*names)


def pull_name(
    t: Reading, plane: ArrowPlane, k: int, tip: np.ndarray, others: Sequence[Mobject] = (), pulls: Sequence[np.ndarray] = ()
) -> VGroup:
    """The inputs of example k, or which one it is, at the tip (2,) of its arrow: on no axis or name of one, no other, none of `pulls`."""
    name = plate(_in_words(t, k) if t.sizes[0] > FEW else _inputs(t.of(example=k))).set_z_index(2)
    end = plane.at(tip)
    way = end - plane.at((0, 0))
    length = float(np.linalg.norm(way))
    ahead = [] if length < SHORT else [way / length]
    for gap, side in product(GAPS, (*ahead, DL, DR, UL, UR)):
        name.next_to(end, side, buff=gap)
        struck = any(_runs_through(name, plane.at((0, 0)), plane.at(pull)) for pull in pulls)
        if not struck and _stands_in(name, plane) and not any(touch(name, thing) for thing in (*plane.axes, *plane.names, *others)):
            break
    return name


def _in_words(t: Reading, k: int) -> Label:
    return Label(WHICH[facts.turn(t, k)], size=SMALL)


def _inputs(e: Reading, more: str = "", **fields: Any) -> Formula:
    """The inputs of an example in parentheses, and what follows them."""
    inputs: dict[str, Any] = {f"x{j}": number for j, number in enumerate(e.x)}
    return Formula(f"({', '.join(f'{{{name}}}' for name in inputs)}){more}", size=SMALL, **inputs, **fields)


def _stands_in(name: Mobject, plane: ArrowPlane) -> bool:
    """Whether a name is inside the region of the plane."""
    apart = np.abs(name.get_center() - plane.region.center)[:2]
    return bool((apart + np.array([name.width, name.height]) / 2 <= np.array([plane.region.width, plane.region.height]) / 2).all())


def _runs_through(name: Mobject, start: np.ndarray, end: np.ndarray) -> bool:
    """Whether an arrow from start to end (3,), as broad as its tip, runs through a name."""
    along = start + np.linspace(0, 1, 60)[:, None] * (end - start)
    apart = np.abs(along - name.get_center())[:, :2]
    return bool((apart < np.array([name.width, name.height]) / 2 + BROAD).all(axis=1).any())
