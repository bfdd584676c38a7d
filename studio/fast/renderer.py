"""A renderer that draws and passes on only what changes from frame to frame."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

import numpy as np
from manim import Scene

from scenes.kit.place.parts import in_depth
from studio.fast import play
from studio.fast.canvas import Canvas
from studio.fast.rectangles import Rect
from studio.manim_adapter import SinkRenderer, by_steps

SAMPLES = (0.2137, 0.6180)  # of a play, where a walk looks at it in passing


class Film(Protocol):
    """Takes frames: RGBA pixels, each shown `repeat` times, and where they differ from the one before (None: anywhere)."""

    def frame(self, pixels: np.ndarray, repeat: int, rects: list[Rect] | None = None) -> None: ...


class FastRenderer(SinkRenderer):
    """Draws into a film; with none it walks the scene, and `on_look(scene, frames)` sees each play at several moments."""

    def __init__(self, on_look: Callable[[Scene, float, bool], None] | None = None) -> None:
        super().__init__()
        self.film: Film | None = None
        self.on_look = on_look
        self._canvas: Canvas | None = None
        self._given: list[Any] = []
        self._family: list[Any] = []
        self._shown: list[Any] = []
        self._begun = False
        self._calm = False  # nothing is updated in this play

    def play(self, scene: Scene, *args: Any, **kwargs: Any) -> None:
        self.skip_animations = self.film is None
        scene.compile_animation_data(*args, **kwargs)
        play.begin(scene)
        frozen = scene.is_current_animation_frozen_frame()
        if self.film is None:
            self._walk(scene, frozen)
        elif frozen:
            repeat = int(scene.duration * self.camera.frame_rate)
            self._show(self.canvas.whole(self._displayed([*scene.mobjects, *scene.foreground_mobjects])), repeat)
        else:
            self._begun, self._calm = False, play.is_calm(scene)
            scene.moving_mobjects, scene.static_mobjects = play.split(scene)
            if self._calm:
                play.perform(scene, self.camera.frame_rate, self.render)
            else:
                scene.play_internal()
        self.time += scene.duration
        self.num_plays += 1

    def _walk(self, scene: Scene, frozen: bool) -> None:
        look = self.on_look
        if look is not None:
            look(scene, scene.duration, True)
        if frozen:
            return
        steps, calm = by_steps(scene), play.is_calm(scene)
        if look is not None and not steps:
            for part in SAMPLES:
                if calm:
                    play.to_moment(scene, part * scene.duration)
                else:
                    scene.update_to_time(part * scene.duration)
                look(scene, part, False)
        if calm:
            play.end(scene)
        else:
            self._pass(scene, steps)

    def _glance(self, scene: Scene, time: float) -> None:
        """Look at a walk that takes every frame, at two of them."""
        frame, frames = round(time * self.camera.frame_rate), scene.duration * self.camera.frame_rate
        if self.on_look is not None and frame in [int(part * frames) for part in SAMPLES]:
            self.on_look(scene, time, False)

    def render(self, scene: Scene, time: float, moving_mobjects: Any = None) -> None:
        if self.film is None:
            self._glance(scene, time)
            return
        if not moving_mobjects:  # as manim has it: then everything is drawn
            changed = self.canvas.whole(self._displayed([*scene.mobjects, *scene.foreground_mobjects]))
        elif not self._begun:
            self._given, self._begun = [], True
            changed = self._first(scene, self._moving(moving_mobjects))
        elif (live := self.canvas.step_live()) is not None:
            changed = live
        else:
            changed = self.canvas.step(self._moving(moving_mobjects))
        self._show(changed, 1)

    def _first(self, scene: Scene, moving: list[Any]) -> list[Rect] | None:
        """The first picture of a play."""
        live = None
        if self._calm and (changing := play.changing(scene)) is not None:
            play.settle(scene)
            among = set(map(id, changing))
            live = [k for k, m in enumerate(moving) if id(m) in among]
        return self.canvas.begin(self._displayed(scene.static_mobjects), moving, live)

    def _show(self, rects: list[Rect] | None, repeat: int) -> None:
        assert self.film is not None
        self.film.frame(self.canvas.pixels, repeat, rects)

    def _displayed(self, mobjects: list[Any]) -> list[Any]:
        return [m for m in in_depth(mobjects) if len(m.points)]

    def _moving(self, mobjects: list[Any]) -> list[Any]:
        """What of these is drawn, in order; found anew when one comes or goes, a group gains or loses a part, a part changes its depth."""
        family = [(m, m.submobjects[:], m.z_index, len(m.points) > 0) for m in (f[0] for f in self._family)]
        if not _same(mobjects, self._given) or not _alike(family, self._family):
            self._given = mobjects[:]  # manim adds to its list while a succession plays
            everything = {id(part): part for m in mobjects for part in m.get_family()}
            self._family = [(m, m.submobjects[:], m.z_index, len(m.points) > 0) for m in everything.values()]
            self._shown = self._displayed(mobjects)
        return self._shown

    @property
    def canvas(self) -> Canvas:
        if self._canvas is None:
            self._canvas = Canvas(self.camera)
        return self._canvas

    def picture(self, scene: Scene) -> np.ndarray:
        """The scene as it stands, RGBA (height, width, 4); also for a scene that is only walked."""
        self.canvas.whole(self._displayed([*scene.mobjects, *scene.foreground_mobjects]))
        return self.canvas.pixels


def _same(some: list[Any], others: list[Any]) -> bool:
    return len(some) == len(others) and all(a is b for a, b in zip(some, others, strict=True))


def _alike(family: list[Any], before: list[Any]) -> bool:
    return all(
        z == z0 and drawn == drawn0 and _same(parts, parts0)
        for (_, parts, z, drawn), (_, parts0, z0, drawn0) in zip(family, before, strict=True)
    )
