"""A view: all that stands on screen when motion stops, as values that rules can read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from manim import ImageMobject, ManimColor, Mobject, Scene, VMobject

from engine import notation
from engine.reading import Named
from scenes.chapter import Chapter
from scenes.ground import tint_at
from scenes.kit.type.ink import Ink, Line, size_of
from scenes.shown import Shown
from studio.manim_adapter import drawn
from studio.proof import geometry
from studio.proof.defect import Box

REST = 0.4  # seconds that a picture stands before a viewer reads it
SEEN = 0.05  # of opacity; below, a thing is not there


@dataclass(frozen=True, eq=False)
class Thing:
    """A path as it is drawn: points (n, 2) in manim units, fill and stroke (4,) red, green, blue, opacity in 0..1.

    kind    the name of its class        width   of its stroke, in manim's hundredths of a unit; 0 where it has none
    ink     what it says, if it is text  size    its font size, now
    halo    whether a stroke of the ground's colour around it hides what lies close behind
    """

    kind: str
    points: np.ndarray
    box: geometry.Box
    fill: np.ndarray
    stroke: np.ndarray
    width: float
    ink: Ink | None = None
    size: float = 0.0
    halo: bool = False
    pixels: np.ndarray | None = None  # of an image, (h, w, 4)

    @cached_property
    def outline(self) -> np.ndarray:
        """(m, 2, 2)."""
        return geometry.segments(self.points)

    @cached_property
    def filled(self) -> np.ndarray:
        """The outline of what its fill covers."""
        return geometry.closed(self.outline)

    @property
    def middle(self) -> np.ndarray:
        return np.array([self.box[0] + self.box[2], self.box[1] + self.box[3]]) / 2

    @property
    def line(self) -> Line:
        """The line of a glyph."""
        assert self.ink is not None
        return self.ink.line


@dataclass(frozen=True, eq=False)
class View:
    """Things in the order in which they are drawn, at a frame of a beat; the frame of the film is width x height units."""

    beat: str
    frame: int
    width: float
    height: float
    ground: np.ndarray  # (3,), in the middle
    things: tuple[Thing, ...]

    @cached_property
    def text(self) -> list[int]:
        """Which things are glyphs."""
        return [k for k, thing in enumerate(self.things) if thing.ink is not None]

    @cached_property
    def shapes(self) -> list[int]:
        """Which things are not."""
        return [k for k, thing in enumerate(self.things) if thing.ink is None]

    @cached_property
    def boxes(self) -> np.ndarray:
        """(n, 4)."""
        return np.array([thing.box for thing in self.things]).reshape(-1, 4)

    @cached_property
    def lines(self) -> dict[Line, list[int]]:
        """The glyphs of each line of type."""
        found: dict[Line, list[int]] = {}
        for k in self.text:
            found.setdefault(self.things[k].line, []).append(k)
        return found

    def ground_at(self, point: np.ndarray) -> np.ndarray:
        """The colour (3,) of the bare ground at a point (2,)."""
        return tint_at(self.ground, *np.clip(point / [self.width, self.height], -0.5, 0.5))

    def place(self, *which: int) -> Box:
        """The box around some things, in fractions of the frame from its top left."""
        boxes = self.boxes[list(which)]
        (left, low), (right, high) = boxes[:, :2].min(0), boxes[:, 2:].max(0)
        x, y = 0.5 + np.array([left, right]) / self.width, 0.5 - np.array([high, low]) / self.height
        return (round(float(x[0]), 5), round(float(y[0]), 5), round(float(x[1]), 5), round(float(y[1]), 5))


def saying(line: Line) -> str:
    """A line of type in plain characters."""
    return " ".join("".join(map(_plain, line.pieces)).split())


def _plain(piece: object) -> str:
    if isinstance(piece, Shown):
        return piece.text
    return notation.shown(piece.name, piece.l, *piece.at) if isinstance(piece, Named) else str(piece)


class Viewer:
    """Called with a chapter and the frames that its picture is about to rest; keeps a view of every rest that can be read."""

    def __init__(self, fps: int, width: float, height: float) -> None:
        self.views: list[View] = []
        self._fps, self._size = fps, (width, height)

    def __call__(self, scene: Chapter, beat: str, frames: int, last: bool) -> None:
        if last or frames >= REST * self._fps:
            ground = np.array(ManimColor(scene.camera.background_color).to_rgb())
            self.views.append(View(beat, scene.frame, *self._size, ground, things_on(scene)))


def things_on(scene: Scene) -> tuple[Thing, ...]:
    """All that shows, in the order in which it is drawn."""
    return tuple(thing for m in drawn(scene) if (thing := _thing(m)) is not None)


def _thing(m: Mobject) -> Thing | None:
    if isinstance(m, ImageMobject):
        clear = np.zeros(4)
        return Thing(type(m).__name__, m.points[:, :2].copy(), _box(m.points), clear, clear, 0.0, pixels=m.get_pixel_array())
    if not isinstance(m, VMobject) or getattr(m, "is_light", False):
        return None
    fill, stroke = _tint(m.fill_rgbas), _tint(m.stroke_rgbas)
    width = float(m.stroke_width) if stroke[3] > SEEN else 0.0
    if fill[3] <= SEEN and not width:
        return None
    ink = getattr(m, "ink", None)
    halo = bool(m.background_stroke_width >= 4 and m.background_stroke_rgbas[0, 3] > 0.9)
    size = size_of(m) if ink else 0.0
    return Thing(type(m).__name__, m.points[:, :2].copy(), _box(m.points), fill, stroke, width, ink, size, halo)


def _box(points: np.ndarray) -> geometry.Box:
    (left, low), (right, high) = points.min(0)[:2], points.max(0)[:2]
    return (float(left), float(low), float(right), float(high))


def _tint(rgbas: Sequence[np.ndarray]) -> np.ndarray:
    """One colour for a path; of a gradient, the mean."""
    return np.mean(rgbas, axis=0) if len(rgbas) else np.zeros(4)
