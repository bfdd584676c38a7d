"""The pace of motion: it takes the time that the voice leaves it. What the next word brings is under way as it is said."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from manim.animation.animation import prepare_animation

from scenes.motion import notes
from scenes.watch import Timing

STANDS = 0.5  # seconds that a picture stands at least before what comes next sets out
SHARE = 0.7  # of what is left of a rest, that goes to the motion after it
TRAVELS, APPEARS = 0.9, 0.5  # seconds that it sets out early at most; and no motion takes more than twice its time
LINGERS = 0.5  # of its time, that what travels takes longer where nothing presses
FREE, LAST = 3.0, 1.5  # times its own time that is left after it then, for what else the same words bring; after the last marked word
SETTLES = (0.2, 0.6)  # seconds in which a light settles


class Pace:
    """What a beat's words leave of time, in frames.

    ahead   of a rest, for the motion after it      spent   whether what is left until the next word is given away
    """

    def __init__(self, start: int, timing: Timing, silent: int, fps: float) -> None:
        self.ahead, self.spent = 0, False
        self._fps = fps
        self._words = sorted([*(start + mark for mark in timing.marks.values()), start + timing.frames - silent])

    def room(self, rest: int, owed: int) -> int:
        """How much of a rest the motion after it may take; a light is owed some of it."""
        self.spent = False
        return max(0, round(min(TRAVELS * self._fps, SHARE * (rest - STANDS * self._fps), rest - owed)))

    def takes(self, frames: int, now: int, playing: Sequence[Any], moves: bool) -> tuple[int, int, int]:
        """How long a motion of so many frames stands first, how much earlier than its word it sets out, how much longer it takes.

        Comets have a pace of their own.
        """
        own, ahead, self.ahead = bool(notes(playing, 0, 1)), self.ahead, 0
        early = 0 if own else min(ahead, frames, round((TRAVELS if moves else APPEARS) * self._fps))
        late = self._late(frames, now + ahead) if moves and not own else 0
        return ahead - early, early, late

    def dims(self) -> tuple[int, int]:
        """How much of a rest is left before a light, and how much earlier than its word all else is dimmed for it."""
        ahead, self.ahead = self.ahead, 0
        early = min(ahead, round(APPEARS * self._fps))
        return ahead - early, early

    def _late(self, frames: int, now: int) -> int:
        """What is given away, once, of the time until the next word."""
        free = LAST if now >= self._words[-2:][0] else FREE
        longer = 0 if self.spent else max(0, round(min(LINGERS * frames, self._left(now) - (1 + free) * frames)))
        self.spent = self.spent or longer > 0
        return longer

    def settles(self, now: int) -> float:
        """Seconds in which a light settles: calmly, once between two words."""
        seconds = SETTLES[0] if self.spent else min(max(self._left(now) / self._fps / (1 + FREE), SETTLES[0]), SETTLES[1])
        self.spent = True
        return seconds

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
    moving = [prepare_animation(animation) for animation in playing]
    for animation in moving:
        animation.rate_func = _after(share, animation.rate_func)
    return moving


def _after(share: float, rate: Callable[[float], float]) -> Callable[[float], float]:
    return lambda alpha: rate(max(0.0, (alpha - share) / (1 - share)))
