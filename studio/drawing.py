"""Drawing a chapter: from beats and their timings to frames, spans, sightings and one still per beat."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from engine.reading import Reading
from scenes import ground, screen, translation
from scenes.beat import Beat
from scenes.chapter import Chapter
from scenes.kit import theme
from scenes.kit.place.stage import STAGES
from scenes.translation import ENGLISH
from scenes.watch import OnRest, Timing, Watcher
from scenes.witness import Play, Read, Sighting, Span
from studio import memory
from studio.fast import beats as fast
from studio.fast.fingerprint import drawing
from studio.fast.slots import Slots
from studio.looks import Look
from studio.manim_adapter import SinkRenderer, look
from studio.reel import Reel
from studio.sheet import png

OnBeat = Callable[[int, Span, bytes], None]
Staged = Callable[[SinkRenderer, Watcher | None], Chapter]


@dataclass(frozen=True)
class Drawn:
    """What drawing a chapter leaves: its length in frames, its spans, its sightings, its plays, its lines of type."""

    frames: int
    spans: tuple[Span, ...]
    sightings: tuple[Sighting, ...]
    plays: tuple[Play, ...] = ()
    lines: tuple[Read, ...] = ()


def draw(
    chapter: type[Chapter],
    t: Reading,
    beats: Sequence[Beat],
    timings: Sequence[Timing],
    how: Look,
    work: Path,
    reel: Reel | None = None,
    on_beat: OnBeat | None = None,
    slots: Slots | None = None,
    on_rest: OnRest | None = None,
    beside: Callable[[Drawn], object] | None = None,
    lang: str = ENGLISH,
) -> Drawn:
    """Draw every beat onto the reel (none: walk only), in as many processes as there are `slots` (none: by plain manim).

    `on_beat(beat, span, still)` gets each beat once, as it is done, in any order: its frames and its last picture, a PNG. Plain manim
    alone tells `on_rest` of every rest; the fast path alone does something `beside`, in a process of its own, once all is walked.
    """
    with _staging(chapter, t, beats, timings, how, work, lang) as staged:
        if reel is not None and slots is not None:
            others = None if beside is None else (lambda scene: beside(_drawn(scene)))
            return _drawn(fast.draw(staged, beats, reel, drawing(how, reel.form), slots, on_beat, others))
        return _drawn(_draw_plainly(staged, reel, on_beat, on_rest))


def keys(
    chapter: type[Chapter],
    t: Reading,
    beats: Sequence[Beat],
    timings: Sequence[Timing],
    how: Look,
    work: Path,
    form: tuple[Any, ...] = (),
    lang: str = ENGLISH,
) -> list[str]:
    """The key of every segment that the fast path looks for on a reel of this form, without drawing; films share segments of equal keys."""
    with _staging(chapter, t, beats, timings, how, work, lang) as staged:
        return fast.keys(staged, beats, drawing(how, form))


@contextmanager
def _staging(
    chapter: type[Chapter], t: Reading, beats: Sequence[Beat], timings: Sequence[Timing], how: Look, work: Path, lang: str
) -> Iterator[Staged]:
    """What makes the chapter for a renderer, while theme and frame are those of the look, words those of the language."""
    memory.keep_nothing_large()
    stage = STAGES[how.shape]
    theme.use(how.theme)
    screen.use(translation.screen(chapter, lang))

    def staged(renderer: SinkRenderer, watch: Watcher | None) -> Chapter:
        return _laid(chapter(t, beats, timings, how.shape, watch, renderer=renderer), how)

    with look(how.width, how.height, stage.width, stage.height, how.fps, work):
        yield staged


def _laid(scene: Chapter, how: Look) -> Chapter:
    """A chapter on its ground, which may be none."""
    if how.clear:
        scene.expose = ground.clear
        scene.expose(scene.camera)
    return scene


def _drawn(scene: Chapter) -> Drawn:
    return Drawn(scene.frame, tuple(scene.spans), tuple(scene.witness.sightings), tuple(scene.plays), tuple(scene.witness.lines.values()))


def _draw_plainly(staged: Staged, reel: Reel | None, on_beat: OnBeat | None, on_rest: OnRest | None) -> Chapter:
    renderer = SinkRenderer()
    scene = staged(renderer, _Watch(renderer, reel, on_beat))
    scene.on_rest = on_rest
    scene.render()
    return scene


@dataclass
class _Watch:
    """Points plain manim's renderer at each beat's segment."""

    renderer: SinkRenderer
    reel: Reel | None
    on_beat: OnBeat | None
    start: int = 0

    def begin(self, scene: Chapter, beat: int) -> None:
        self.start = scene.frame
        self.renderer.sink = self.reel.begin(beat) if self.reel else None

    def end(self, scene: Chapter, beat: int) -> None:
        if self.reel:
            self.reel.end(beat, scene.frame - self.start)
        if self.on_beat:
            self.on_beat(beat, scene.spans[beat], png(self.renderer.picture(scene)))
