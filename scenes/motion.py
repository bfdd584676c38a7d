"""What animations do: what they carry across the frame, what only appears, leaves or lights up; when passes set out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np
from manim import Animation, AnimationGroup, Mobject, MoveAlongPath, ShowPassingFlash, Transform, UpdateFromAlphaFunc, config

from scenes.kit.network.comets import Comet
from scenes.shown import Shown

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


def carried(animations: Iterable[Any]) -> tuple[Shown, ...]:
    """The numbers that travel in a play, as it is about to begin, each once."""
    found = (shown for animation in animations for shown in _carried(animation))
    return tuple({(shown.number.path, shown.text): shown for shown in found}.values())


def _carried(animation: Any) -> Iterator[Shown]:
    if isinstance(animation, AnimationGroup):
        yield from carried(animation.animations)
    elif travels([animation]) and not isinstance(animation, RUNS):
        yield from (ink.piece for m in animation.mobject.get_family() if (ink := vars(m).get("ink")) and isinstance(ink.piece, Shown))


def notes(animations: Iterable[Any], start: int, frames: int) -> tuple[tuple[int, int], ...]:
    """(frame, layer) as the first comet of each layer sets out, in a play of so many frames that begins at `start`."""
    found = sorted((at, layer) for animation in animations for at, layer in _departures(animation))
    first = {layer: at for at, layer in reversed(found)}
    return tuple(sorted((start + round(at * frames), layer) for layer, at in first.items()))


def _departures(animation: Any) -> Iterator[tuple[float, int]]:
    """(share of the animation, layer) at which its comets set out."""
    if isinstance(animation, Comet):
        yield 0.0, animation.layer
    elif isinstance(animation, AnimationGroup):
        for part, begins, _ in animation.anims_with_timings:
            lasts = part.run_time
            yield from (((begins + at * lasts) / (animation.max_end_time or 1), layer) for at, layer in _departures(part))


def _apart(mobject: Mobject, target: Mobject | None) -> bool:
    """Whether a thing, or a part of it, and its target stand apart; a thing that only grows or turns over stays."""
    if target is None:
        return False
    pairs = zip(mobject.get_family(), target.get_family(), strict=False)
    ways = (np.linalg.norm(b.get_center() - a.get_center()) for a, b in pairs if len(a.points) and len(b.points))
    return bool(max(ways, default=0.0) > FAR * config.frame_height)
