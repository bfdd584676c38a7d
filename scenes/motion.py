"""Whether animations carry something across the frame, or only let it appear, leave or light up where it stands."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
from manim import Animation, AnimationGroup, Mobject, MoveAlongPath, ShowPassingFlash, Transform, UpdateFromAlphaFunc, config

FAR = 0.02  # of the frame's height: what moves less stays where it is
RUNS = (MoveAlongPath, ShowPassingFlash, UpdateFromAlphaFunc)  # a thing on its way, a light on its line, a plot on its clock


def travels(animations: Iterable[Any]) -> bool:
    """Whether any of these, as they are handed to `play`, takes something from one place to another."""
    return any(map(_travels, animations))


def _travels(animation: Any) -> bool:
    if isinstance(animation, AnimationGroup):
        return travels(animation.animations)
    if not isinstance(animation, Animation):  # what `mobject.animate` gives, not yet built
        return _apart(animation.mobject, animation.mobject.target)
    if isinstance(animation, Transform):
        return _apart(animation.mobject, animation.target_mobject)
    return isinstance(animation, RUNS)


def _apart(mobject: Mobject, target: Mobject | None) -> bool:
    """Whether a thing, or a part of it, and its target stand apart; a thing that only grows or turns over stays."""
    if target is None:
        return False
    pairs = zip(mobject.get_family(), target.get_family(), strict=False)
    ways = (np.linalg.norm(b.get_center() - a.get_center()) for a, b in pairs if len(a.points) and len(b.points))
    return bool(max(ways, default=0.0) > FAR * config.frame_height)
