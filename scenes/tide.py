"""Two tides: while values go forward the ground is cool, while blame comes back it is warm; with the sound off one knows the pass."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from manim import Animation, AnimationGroup, FadeIn, FadeOut, Rectangle, Scene, config

from scenes.kit.network.comets import Comet
from scenes.kit.theme import theme
from scenes.spotlight import in_steps

TURNS = 1.2  # seconds
DEEP = {"dark": 0.42, "light": 0.3}  # opacity: no ink loses its contrast
HUES = {"dark": ("#08203C", "#2B1708"), "light": ("#D6E6F7", "#F7E6D4")}  # cool, warm
BELOW = -100.0  # depth


class Tide:
    """Which way the ground is tinted: by comets, until a beat without any is over; the next may go on with the pass."""

    def __init__(self) -> None:
        self._warm: bool | None = None
        self._beat, self._flows, self._ebbs = "", False, False  # the beat that is told; comets played in it; none did in the one before
        self._wash = Rectangle()

    def turn(self, scene: Scene, playing: Sequence[Any], beat: str, seconds: float) -> list[Animation]:
        """What a play of so many seconds changes of the ground."""
        if beat != self._beat:
            self._beat, self._flows, self._ebbs = beat, False, not self._flows
        comet = next(_comets(playing), None)
        self._flows = self._flows or comet is not None
        warm = comet.is_warm if comet is not None else None if self._ebbs and not self._flows else self._warm
        if warm == self._warm:
            return []
        slow = in_steps(min(1.0, TURNS / seconds))
        changes: list[Animation] = [FadeOut(self._wash, rate_func=slow)] if self._wash in scene.mobjects else []
        self._warm = warm
        if warm is not None:
            self._wash = _wash(warm)
            changes.append(FadeIn(self._wash, rate_func=slow))
        return changes


def _wash(warm: bool) -> Rectangle:
    name = theme().name
    looks = {"stroke_width": 0, "fill_color": HUES[name][warm], "fill_opacity": DEEP[name]}
    wash = Rectangle(width=config.frame_width + 1, height=config.frame_height + 1, **looks).set_z_index(BELOW)
    wash.is_light = wash.is_ground = True
    return wash


def _comets(animations: Iterable[Any]) -> Iterator[Comet]:
    for animation in animations:
        if isinstance(animation, Comet):
            yield animation
        elif isinstance(animation, AnimationGroup):
            yield from _comets(animation.animations)
