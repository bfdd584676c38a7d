"""Drawing a chapter: from beats and their timings to frames, spans, sightings and one still per beat."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from engine.reading import Reading
from scenes.beat import Beat
from scenes.chapter import Chapter, Sighting, Span, Timing
from scenes.kit import theme
from scenes.kit.stage import STAGES
from studio.manim_adapter import Sink, SinkRenderer, look

HEIGHTS = {"l": 480, "m": 720, "h": 1080, "p": 1440, "k": 2160}
RATES = {"l": 15, "m": 30, "h": 60, "p": 60, "k": 60}


@dataclass(frozen=True)
class Look:
    """How frames look: size in pixels, frames a second, shape and theme."""

    width: int
    height: int
    fps: int
    shape: str = "16:9"
    theme: str = "dark"


def look_of(quality: str, shape: str = "16:9", theme_name: str = "dark", fps: int | None = None) -> Look:
    """manim's quality letters; the letter's number of lines is the frame's shorter side, widths are even."""
    stage, short = STAGES[shape], HEIGHTS[quality]
    k = short / min(stage.width, stage.height)
    return Look(2 * round(stage.width * k / 2), 2 * round(stage.height * k / 2), fps or RATES[quality], shape, theme_name)


@dataclass(frozen=True)
class Drawn:
    """What drawing a chapter leaves: its length in frames, its spans, its sightings."""

    frames: int
    spans: tuple[Span, ...]
    sightings: tuple[Sighting, ...]


def draw(
    chapter: type[Chapter],
    t: Reading,
    beats: Sequence[Beat],
    timings: Sequence[Timing],
    how: Look,
    work: Path,
    sink: Sink | None = None,
    on_still: Callable[[Beat, int, np.ndarray], None] | None = None,
    on_beat: Callable[[Beat], None] | None = None,
) -> Drawn:
    """Draw every beat into the sink (none: walk only); `on_still(beat, frame, pixels)` gets each beat's last picture."""
    stage = STAGES[how.shape]
    theme.use(how.theme)
    with look(how.width, how.height, stage.width, stage.height, how.fps, work):
        renderer = SinkRenderer(sink)

        def ended(scene: Chapter, beat: Beat) -> None:
            if on_still is not None:
                on_still(beat, scene.frame, renderer.picture(scene))
            if on_beat is not None:
                on_beat(beat)

        scene = chapter(t, beats, timings, how.shape, ended, renderer=renderer)
        scene.render()
    return Drawn(scene.frame, tuple(scene.spans), tuple(scene.sightings))
