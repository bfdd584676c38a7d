"""A path that manim copies cheaply: a line of type has dozens, and every animation begins by copying all that it moves."""

from __future__ import annotations

from copy import deepcopy
from typing import Any, Self

import numpy as np
from manim import CapStyleType, LineJointType, ManimColor, VMobject

SHARED = frozenset((int, float, bool, str, type(None), LineJointType, CapStyleType, ManimColor))  # never change in place


class Glyph(VMobject):
    """A VMobject whose copies share what cannot change."""

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
        twin.original_id = str(id(self))
        return twin
