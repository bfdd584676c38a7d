"""Drawing a chapter: from beats and their timings to frames, spans, sightings and one still per beat."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import numpy as np

from engine.reading import Reading
from scenes.beat import Beat
from scenes.chapter import Chapter, Sighting, Span, Timing
from scenes.kit import theme
from scenes.kit.stage import STAGES
from studio.looks import Look
from studio.manim_adapter import Sink, SinkRenderer, look


@dataclass(frozen=True)
class Drawn:
    """What drawing a chapter leaves: its length in frames, its spans, its sightings."""

    frames: int
    spans: tuple[Span, ...]
    sightings: tuple[Sighting, ...]


class Reel(Protocol):
    """Takes a chapter's frames beat by beat; `begin` gives None for a beat that need not be drawn."""

    def begin(self, beat: int) -> Sink | None: ...

    def end(self, beat: int, frames: int) -> None: ...


@dataclass
class _Watch:
    """Points the renderer at each beat's sink and passes stills on."""

    renderer: SinkRenderer
    reel: Reel | None
    on_still: Callable[[int, int, np.ndarray], None] | None
    start: int = 0

    def begin(self, scene: Chapter, beat: int) -> None:
        self.start = scene.frame
        self.renderer.sink = self.reel.begin(beat) if self.reel else None

    def end(self, scene: Chapter, beat: int) -> None:
        if self.reel:
            self.reel.end(beat, scene.frame - self.start)
        if self.on_still:
            self.on_still(beat, scene.frame, self.renderer.picture(scene))


def draw(
    chapter: type[Chapter],
    t: Reading,
    beats: Sequence[Beat],
    timings: Sequence[Timing],
    how: Look,
    work: Path,
    reel: Reel | None = None,
    on_still: Callable[[int, int, np.ndarray], None] | None = None,
) -> Drawn:
    """Draw every beat onto the reel (none: walk only); `on_still(beat, frame, pixels)` gets each beat's last picture."""
    stage = STAGES[how.shape]
    theme.use(how.theme)
    with look(how.width, how.height, stage.width, stage.height, how.fps, work):
        renderer = SinkRenderer()
        scene = chapter(t, beats, timings, how.shape, _Watch(renderer, reel, on_still), renderer=renderer)
        scene.render()
    return Drawn(scene.frame, tuple(scene.spans), tuple(scene.sightings))
