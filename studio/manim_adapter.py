"""The one door to manim's renderer: frames go to a sink of ours, on our clock, without manim's cache, writer or files."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from manim import Mobject, Scene, config, tempconfig
from manim.animation.transform import _MethodAnimation as MethodAnimation
from manim.renderer.cairo_renderer import CairoRenderer
from manim.scene.scene_file_writer import SceneFileWriter

from scenes.kit.place.parts import in_depth

__all__ = ["MethodAnimation", "Sink", "SinkRenderer", "by_steps", "drawn", "look"]  # MethodAnimation: what `mobject.animate` becomes


class Sink(Protocol):
    """Takes frames: RGBA pixels, uint8 (height, width, 4), each shown `repeat` times."""

    def frame(self, pixels: np.ndarray, repeat: int) -> None: ...


@contextmanager
def look(width: int, height: int, frame_width: float, frame_height: float, fps: float, work: Path) -> Iterator[None]:
    """Configure manim for frames of this size; what it may write goes to `work`."""
    settings = {
        "pixel_width": width, "pixel_height": height, "frame_rate": fps, "media_dir": _unformatted(work), "progress_bar": "none",
        "verbosity": "ERROR", "disable_caching": True, "write_to_movie": False, "save_last_frame": False, "seed": 0,
    }  # fmt: skip
    with tempconfig(settings):
        config.frame_width, config.frame_height = frame_width, frame_height
        yield


def _unformatted(folder: Path) -> str:
    """A folder for manim, which takes braces in its name for fields; nothing of ours is written there, so another will do."""
    return str(folder) if "{" not in str(folder) else os.devnull


def drawn(scene: Scene) -> list[Mobject]:
    """The parts of a scene that have points, in the order in which they are drawn."""
    return [m for m in in_depth(scene.mobjects + scene.foreground_mobjects) if len(m.points)]


class SinkRenderer(CairoRenderer):
    """manim's Cairo renderer, drawing into a sink; with no sink it walks the scene without drawing."""

    def __init__(self, sink: Sink | None = None) -> None:
        super().__init__(file_writer_class=_Mute)
        self.sink = sink

    def play(self, scene: Scene, *args: Any, **kwargs: Any) -> None:
        self.skip_animations = self.sink is None
        scene.compile_animation_data(*args, **kwargs)
        scene.begin_animations()
        frozen = scene.is_current_animation_frozen_frame()
        if self.sink is None:
            if not frozen:
                self._pass(scene, by_steps(scene))
        elif frozen:
            self.static_image = None
            self.update_frame(scene)
            self.sink.frame(self.camera.pixel_array, int(scene.duration * self.camera.frame_rate))
        else:
            self.save_static_frame_data(scene, scene.static_mobjects)
            scene.play_internal()
        self.time += scene.duration
        self.num_plays += 1

    def render(self, scene: Scene, time: float, moving_mobjects: Any = None) -> None:
        if self.sink is not None:
            self.update_frame(scene, moving_mobjects)
            self.sink.frame(self.camera.pixel_array, 1)

    def _pass(self, scene: Scene, steps: bool) -> None:
        """Let a play pass undrawn, at once or frame by frame."""
        self.skip_animations = not steps
        scene.play_internal(skip_rendering=not steps)

    def picture(self, scene: Scene) -> np.ndarray:
        """The scene as it stands, RGBA (height, width, 4); also for a scene that is only walked."""
        self.static_image = None
        self.update_frame(scene)
        return np.array(self.camera.pixel_array)

    def scene_finished(self, scene: Scene) -> None:
        """Nothing is left to write."""


def by_steps(scene: Scene) -> bool:
    """Whether something adds up the time that passes: then it ends where manim has it only if it is taken there frame by frame."""
    return bool(scene.updaters) or any(m.has_time_based_updater() for m in scene.get_mobject_family_members())


class _Mute(SceneFileWriter):
    """A file writer that opens, writes and cleans up nothing."""

    def __init__(self, settings: Any) -> None:
        self.sections: list[Any] = []

    def next_section(self, *args: Any, **kwargs: Any) -> None: ...

    def abort_encode_jobs(self) -> None: ...
