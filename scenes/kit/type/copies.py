"""Cheap copies of shapes: a line of type has dozens, and every animation begins by copying all that it moves."""

from __future__ import annotations

from copy import deepcopy
from typing import Any, Self

import numpy as np
from manim import CapStyleType, LineJointType, ManimColor

SHARED = frozenset((int, float, bool, str, type(None), LineJointType, CapStyleType, ManimColor))  # never change in place


class Copied:
    """What a VMobject is besides, for its copies to share what cannot change."""

    def __deepcopy__(self, memo: dict[int, Any]) -> Self:
        twin = type(self).__new__(type(self))
        memo[id(self)] = twin
        kept = vars(twin)
        for name, value in vars(self).items():
            kind = type(value)
            if kind is np.ndarray:
                kept[name] = value.copy()
            elif kind in SHARED:
                kept[name] = value
            else:
                kept[name] = deepcopy(value, memo) if kind is not list or value else []
        kept["original_id"] = str(id(self))
        return twin
