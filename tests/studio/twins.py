"""A whole chapter as a render draws it, its pictures held at once against those that plain manim makes of the same scene."""

from functools import partial
from pathlib import Path
from typing import Any
from unittest import mock

import numpy as np
from manim import VMobject

from studio.drawing import Drawn, draw
from studio.fast import beats
from studio.fast.play import split
from studio.fast.renderer import FastRenderer
from studio.fast.slots import Slots
from tests.studio.frames import compare

EVERY = 2  # of a play's pictures, which are seen as manim draws them: the first and every second, for time's sake


class Twin(FastRenderer):
    """Draws on its canvas, and with manim's camera as manim would; the pictures must be alike."""

    def play(self, scene: Any, *args: Any, **kwargs: Any) -> None:
        self._scene, self._moving_ones, self._drawn = scene, None, 0
        self.static_image = None
        super().play(scene, *args, **kwargs)

    def render(self, scene: Any, time: float, moving_mobjects: Any = None) -> None:
        if not self._drawn:
            for ours, manims in zip(split(scene), scene.get_moving_and_static_mobjects(scene.animations), strict=True):
                assert [*map(id, ours)] == [*map(id, manims)], "not what manim takes to move"
            self.save_static_frame_data(scene, scene.static_mobjects)
        self._moving_ones = moving_mobjects
        super().render(scene, time, moving_mobjects)

    def _show(self, rects: Any, repeat: int) -> None:
        super()._show(rects, repeat)
        if self._drawn % EVERY == 0:
            self.update_frame(self._scene, self._moving_ones)
            compare(self.camera.pixel_array, self.canvas.pixels)
        self._drawn += 1


class Counting:
    """A reel that keeps nothing but how many frames a beat took."""

    form = ()

    def __init__(self) -> None:
        self.keys, self.frames = dict[int, str](), 0

    def name(self, beat: int, key: str) -> None:
        self.keys[beat] = f"{beat}-{key}"

    def key(self, beat: int) -> str:
        return self.keys[beat]

    def whole(self, beat: int) -> bool:
        return False

    found = whole

    def begin(self, beat: int) -> "Counting":
        self.frames = 0
        return self

    def frame(self, pixels: np.ndarray, repeat: int, rects: Any = None) -> None:
        self.frames += repeat

    def end(self, beat: int, frames: int, still: bytes) -> None:
        assert self.frames == frames, "not as many frames as manim's clock has"


NEAR = 2e-6  # of a unit: what rounding leaves


def leaving(chapter: type, folder: Path) -> type:
    """The chapter, leaving word of what is on screen at each beat's end."""

    class Leaving(chapter):
        def tell(self, beat, timing):
            super().tell(beat, timing)
            drawn = "drawn" if self.renderer.film is not None else "walked"
            np.save(folder / f"{beat.name}.{drawn}.npy", state(self))

    Leaving.__module__ = chapter.__module__
    return Leaving


def state(scene: Any) -> np.ndarray:
    """All that shows of a scene, as numbers, (n,)."""
    shapes = [m for m in scene.get_mobject_family_members() if isinstance(m, VMobject)]
    arrays = [array.ravel() for m in shapes for array in (m.points, m.fill_rgbas, m.stroke_rgbas)]
    styles = [[m.stroke_width, m.z_index, len(m.points)] for m in shapes]
    return np.concatenate([*arrays, np.ravel(styles)]) if shapes else np.zeros(0)


def hold_against_manim(chapter: type, told: tuple[Any, ...], how: Any, work: Path, states: Path) -> Drawn:
    """Walk and draw a chapter as a render does; fail where a picture, or what a beat leaves to the next, is not manim's."""
    states.mkdir()
    inside = partial(beats.draw, fork=False)  # what is typeset for the walk serves the drawing
    with mock.patch.object(beats, "FastRenderer", Twin), mock.patch.object(beats, "draw", inside):
        drawn = draw(leaving(chapter, states), *told, how, work, Counting(), None, Slots(states / "slots", 1))
    for span in drawn.spans:
        walked, seen = (np.load(states / f"{span.beat}.{kind}.npy") for kind in ("walked", "drawn"))
        same = walked.shape == seen.shape and np.allclose(walked, seen, rtol=0, atol=NEAR)
        assert same, f"{span.beat} leaves something else when it is drawn than when it is walked"
    return drawn
