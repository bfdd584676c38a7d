"""Whose pull an arrow of the plane is: the example's name at its tip."""

from __future__ import annotations

import numpy as np
from manim import DL, DR, UL, UR, Mobject

from engine.reading import Reading
from scenes.films.batches import batch_words as words
from scenes.films.batches.arrow_plane import ArrowPlane
from scenes.kit.type.formula import SMALL, Formula, Label

SHORT = 0.12  # a pull shorter than this on the frame is drawn as a dot
GAP = 0.12


def pull_name(t: Reading, plane: ArrowPlane, k: int, tip: np.ndarray) -> Label | Formula:
    """The inputs of example k, or which one it is, at the tip (2,) of its arrow, where it is on no axis and no name of one."""
    e, inputs = t.of(example=k), range(t.sizes[0])
    name = Label(words.ordinal(t, k), size=SMALL)
    if len(inputs) <= 2:
        places = ", ".join(f"{{x{j}}}" for j in inputs)
        name = Formula(f"({places})", size=26, **{f"x{j}": e.x[j] for j in inputs})
    end = plane.at(tip)
    way = end - plane.at((0, 0))
    length = float(np.linalg.norm(way))
    ahead = [] if length < SHORT else [way / length]
    for side in (*ahead, DL, DR, UL, UR):
        name.next_to(end, side, buff=GAP)
        if not any(_touch(name, thing) for thing in (*plane.axes, *plane.names)):
            break
    return name


def _touch(one: Mobject, two: Mobject) -> bool:
    """Whether two things share a place of the frame."""
    apart = np.abs(one.get_center() - two.get_center())
    return bool(apart[0] < (one.width + two.width) / 2 + 0.05 and apart[1] < (one.height + two.height) / 2 + 0.05)
