"""Whose pull an arrow of the plane is: the example's name at its tip."""

from __future__ import annotations

import numpy as np
from manim import VGroup

from engine.reading import Reading
from scenes.acts import batch_words as words
from scenes.kit.arrow_plane import ArrowPlane
from scenes.kit.plate import plate
from scenes.kit.type import SMALL, Formula, Label

SHORT = 0.12  # a pull shorter than this on the frame is drawn as a dot
ASIDE = np.array([-1.0, -1.0, 0.0])  # where the name of such a dot stands


def pull_name(t: Reading, plane: ArrowPlane, k: int, tip: np.ndarray) -> VGroup:
    """The inputs of example k, or which one it is, beyond the tip (2,) of its arrow."""
    e, inputs = t.of(example=k), range(t.sizes[0])
    name = Label(words.ordinal(t, k), size=SMALL)
    if len(inputs) <= 2:
        places = ", ".join(f"{{x{j}}}" for j in inputs)
        name = Formula(f"({places})", size=26, **{f"x{j}": e.x[j] for j in inputs})
    way = plane.at(tip) - plane.at((0, 0))
    length = float(np.linalg.norm(way))
    return plate(name.next_to(plane.at(tip), ASIDE if length < SHORT else way / length, buff=0.12))
