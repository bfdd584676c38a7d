"""The witness: which numbers and lines of type rest where, on which frames, so that the audit falls out of drawing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from manim import Mobject, VGroup, config

from scenes.kit.place.parts import parts_of
from scenes.kit.type.ink import Line, lines_on
from scenes.kit.type.number import numbers_on
from scenes.shown import Shown

Box = tuple[float, float, float, float]  # left, top, right, bottom in fractions of the frame, from the top left


@dataclass(frozen=True)
class Sighting:
    """A number at rest on screen from frame `start` to before frame `end`; box in fractions of the frame, from the top left."""

    start: int
    end: int
    beat: str
    shown: Shown
    box: Box


@dataclass(frozen=True)
class Read:
    """A line of type when it first rests on screen: from frame `frame` of a beat on; box as of a Sighting."""

    line: Line = field(compare=False)
    beat: str
    frame: int
    box: Box


@dataclass(frozen=True)
class Span:
    """The frames that a told beat took; `marks` are the frames at which the scene reached them."""

    beat: str
    start: int
    end: int
    marks: Mapping[str, int]


@dataclass(frozen=True)
class Play:
    """The frames in which something moved; `lit` when it was a light on what the voice says, `travels` when a thing changed its place.

    notes   (frame, layer) as comets of a pass leave a layer      quiet   whether it only fills a planned pause
    close   of a camera that goes close: the share of the frame's shorter side that it gives to what is named
    carried   numbers that travel in it      early   frames of it before its word
    """

    beat: str
    start: int
    end: int
    lit: bool
    travels: bool = False
    notes: tuple[tuple[int, int], ...] = ()
    quiet: bool = False
    close: float = 0.0
    carried: tuple[Shown, ...] = ()
    early: int = 0

    @property
    def word(self) -> int:
        """The frame for which it set out."""
        return self.start + self.early


class Witness:
    """Looks at a scene whenever it comes to rest; `awake` is whether sightings and lines are wanted.

    sightings   numbers that have rested, in the order in which they left      lines   every line of type, when it first rested
    """

    def __init__(self) -> None:
        self.awake = True
        self.sightings: list[Sighting] = []
        self.lines: dict[Line, Read] = {}
        self._resting: dict[int, Sighting] = {}

    def look(self, mobjects: list[Mobject], beat: str, frame: int, unmoved: int) -> None:
        """Note what rests on screen now; what has moved or gone since rested until frame `unmoved`."""
        if not self.awake:
            return
        now = {id(m): (shown, box_of(m)) for m, shown in numbers_on(mobjects)}
        gone = [key for key, s in self._resting.items() if now.get(key) != (s.shown, s.box)]
        self._close([self._resting.pop(key) for key in gone], unmoved)
        for key, (shown, box) in now.items():
            self._resting.setdefault(key, Sighting(frame, frame, beat, shown, box))

    def read(self, mobjects: list[Mobject], beat: str, frame: int) -> None:
        """Note the lines of type that rest on screen for the first time."""
        for line, glyphs in lines_on(mobjects if self.awake else ()).items():
            if line not in self.lines:
                self.lines[line] = Read(line, beat, frame, box_of(VGroup(*glyphs)))

    def leave(self, frame: int) -> None:
        """The film is over: all that still rests rested until here."""
        self._close(list(self._resting.values()), frame)

    def _close(self, sightings: Sequence[Sighting], end: int) -> None:
        self.sightings += [replace(s, end=end) for s in sightings if end > s.start]


def box_of(mobject: Mobject) -> Box:
    """Where a mobject stands."""
    anchors = np.concatenate([m.points[k::4, :2] for m in parts_of([mobject]) if len(m.points) for k in (0, 3)])
    (left, low), (right, high), w, h = anchors.min(0), anchors.max(0), config.frame_width, config.frame_height
    left, right, top, bottom = left / w + 0.5, right / w + 0.5, 0.5 - high / h, 0.5 - low / h
    return (round(float(left), 5), round(float(top), 5), round(float(right), 5), round(float(bottom), 5))
