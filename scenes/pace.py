"""The pace of motion: it takes the time that the voice leaves it. What the next word brings is under way as it is said."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from manim import Animation

from scenes.motion import notes
from scenes.watch import Timing

STANDS = 0.5  # seconds that a picture stands at least before what comes next sets out
SHARE = 0.7  # of what is left of a rest, that goes to the motion after it
TRAVELS, APPEARS = 0.9, 0.5  # seconds that it sets out early at most; and no motion takes more than twice its time
DIMS = 0.25  # seconds at least in which all else is dimmed
SETTLES = 0.2  # seconds at least in which a light settles


class Pace:
    """What a beat's words leave of time, in frames.

    ahead   of a rest, for the motion after it
    """

    def __init__(self, start: int, timing: Timing, silent: int, fps: float) -> None:
        self.ahead = 0
        self._fps = fps
        self._words = [*(start + mark for mark in timing.marks.values()), start + timing.frames - silent]

    def waits(self, rest: int, owed: int) -> tuple[int, int]:
        """How long a picture stands until a word, and how much more the motion after it may take; a light is owed some of a rest."""
        ahead, self.ahead = self.ahead, 0
        if 0 < rest <= ahead:  # it is waited for already
            return 0, ahead
        more = max(0, round(min(TRAVELS * self._fps, SHARE * (rest - STANDS * self._fps), rest - owed)))
        return max(rest, ahead) - more, more

    def takes(self, frames: int, playing: Sequence[Any], moves: bool) -> tuple[int, int]:
        """How long a motion of so many frames stands first, how much earlier than its word it sets out; comets keep their pace."""
        ahead, self.ahead = self.ahead, 0
        early = 0 if notes(playing, 0, 1) else min(ahead, frames, round((TRAVELS if moves else APPEARS) * self._fps))
        return ahead - early, early

    def dims(self) -> tuple[int, int]:
        """How much of a rest is left before a light, and how much earlier than its word all else is dimmed for it."""
        ahead, self.ahead = self.ahead, 0
        early = min(ahead, round(APPEARS * self._fps))
        early = early if early >= DIMS * self._fps else 0  # all at once it would be a blink
        return ahead - early, early

    def settles(self, now: int, held: float) -> float:
        """Seconds in which a light settles that is held for so many: calmly, where the next word leaves it the time."""
        return max(SETTLES, min(held, self._left(now) / self._fps))

    def _left(self, now: int) -> int:
        """Until the next word that is marked, or the end of all."""
        return min((word for word in self._words if word > now), default=now) - now


def after(share: float, playing: Sequence[Any], how: dict[str, Any]) -> Sequence[Any]:
    """Animations, and how they are played, that stand for a share of their time before they move: as they begin, not as they were."""
    if not share:
        return playing
    if "rate_func" in how:
        how["rate_func"] = _after(share, how["rate_func"])
        return playing
    moving = [animation if isinstance(animation, Animation) else animation.build() for animation in playing]
    for animation in moving:
        animation.rate_func = _after(share, animation.rate_func)
    return moving


def _after(share: float, rate: Callable[[float], float]) -> Callable[[float], float]:
    return lambda alpha: rate(max(0.0, (alpha - share) / (1 - share)))
