"""One chapter, from its words to everything a render leaves: voice, then time, then pictures, then the file."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from engine import InputError, Trace, check, run, to_dict
from engine.reading import Reading
from scenes.beat import Beat
from scenes.chapter import Chapter
from studio import atomic, audit, captions, catalog, container, manifest, script, sheet, sound, subtitles, voices
from studio.drawing import Drawn, draw
from studio.keys import key
from studio.orders import Order
from studio.reel import Reel
from studio.timing import Timing, time_beat
from studio.voices import Recorded, Voice
from studio.words import Clip

Progress = Callable[[int, int], None]


@dataclass
class Told:
    """A chapter spoken and timed, before anything is drawn."""

    chapter: type[Chapter]
    trace: Trace
    reading: Reading
    beats: Sequence[Beat]
    clips: list[Clip] = field(default_factory=list)
    timings: list[Timing] = field(default_factory=list)


def unfit(order: Order) -> str | None:
    """Why the chapter cannot be told on the lesson, or None."""
    chapter = catalog.load(catalog.chapter(order.chapter))
    return chapter.unfit(Reading(run(catalog.lesson(order.lesson))))


def tell(order: Order) -> Told:
    """Run the lesson, write the chapter's words, speak and time them."""
    chapter = catalog.load(catalog.chapter(order.chapter))
    trace = run(catalog.lesson(order.lesson))
    reading = Reading(trace)
    if reason := chapter.unfit(reading):
        raise InputError(f"{catalog.lesson_path(order.lesson)}: the chapter {order.chapter!r} cannot be told on this lesson: {reason}")
    told = Told(chapter, trace, reading, chapter.script(reading))
    voice = voice_of(order)
    if isinstance(voice, Recorded):
        voice.require(beat.name for beat in told.beats)
    for beat in told.beats:
        clip = voice.say(beat.name, beat.spoken)
        told.clips.append(clip)
        told.timings.append(time_beat(beat.pieces, clip, order.look.fps, beat.pause))
    return told


def voice_of(order: Order) -> Voice:
    """The order's voice; a folder of recordings may have one folder for each chapter."""
    folder = Path(order.voice) / order.chapter
    return voices.find(str(folder) if folder.is_dir() else order.voice, order.out / ".work" / "voice")


def film(order: Order, progress: Progress = lambda done, of: None) -> dict[str, Any]:
    """Make everything a render of one chapter leaves in `order.folder`; returns its manifest."""
    with only_maker(order.work):
        told = tell(order)
        drawn, stills = _drawn(order, told, progress)
        return _finished(order, told, drawn, stills)


def _drawn(order: Order, told: Told, progress: Progress) -> tuple[Drawn, list[sheet.Still]]:
    """The silent film, segment by segment, and each beat's last picture."""
    base = key(order.key)
    keys = [f"{k:03d}-{key(base, k, b.name, t.frames, t.marks)}" for k, (b, t) in enumerate(zip(told.beats, told.timings, strict=True))]
    reel = Reel(order.work / "beats", keys, order.look.width, order.look.height, order.look.fps)
    stills: list[sheet.Still] = []
    total = sum(t.frames for t in told.timings)

    def still(beat: int, frame: int, pixels: np.ndarray) -> None:
        b = told.beats[beat]
        stills.append(sheet.Still(pixels, frame / order.look.fps, b.name, b.shown))
        progress(frame, total)

    drawn = draw(told.chapter, told.reading, told.beats, told.timings, order.look, order.work, reel, still)
    reel.sweep()
    reel.join(order.work / "silent.mp4")
    return drawn, stills


def storyboard(order: Order) -> Path:
    """The sheet alone: the chapter is walked, spoken for its times, and not encoded."""
    with only_maker(order.work):
        told = tell(order)
        stills: list[sheet.Still] = []

        def still(beat: int, frame: int, pixels: np.ndarray) -> None:
            b = told.beats[beat]
            stills.append(sheet.Still(pixels, frame / order.look.fps, b.name, b.shown))

        draw(told.chapter, told.reading, told.beats, told.timings, order.look, order.work, None, still)
        order.folder.mkdir(parents=True, exist_ok=True)
        sheet.storyboard(order.folder / "storyboard.png", told.chapter.title, told.trace.lesson.title, stills)
    return order.folder / "storyboard.png"


def _finished(order: Order, told: Told, drawn: Drawn, stills: list[sheet.Still]) -> dict[str, Any]:
    """Mix, caption, audit and write the files; the manifest comes last and stands for all of them."""
    fps, folder = order.look.fps, order.folder
    folder.mkdir(parents=True, exist_ok=True)
    starts = [span.start for span in drawn.spans]
    cues = captions.cues(
        [(s / fps, b.pieces, t.pieces) for s, b, t in zip(starts, told.beats, told.timings, strict=True)], drawn.frames / fps
    )
    mixed = sound.mix(list(zip(starts, told.clips, strict=True)), drawn.frames, fps)
    numbers = audit.entries(drawn.sightings, told.beats, told.timings, drawn.spans, fps)
    title, promise = told.chapter.title, told.chapter.promise
    tags = {"title": f"{title} - {told.trace.lesson.title}", "comment": promise, "genre": "Education", "artist": "Backreel"}
    audit.write(folder / "numbers.json", numbers)
    for name, text in (("captions.srt", subtitles.srt(cues)), ("captions.vtt", subtitles.vtt(cues))):
        atomic.write_text(folder / name, text)
    script.write(folder / "script.md", title, promise, told.beats, drawn.spans, fps)
    sheet.storyboard(folder / "storyboard.png", title, told.trace.lesson.title, stills)
    sheet.poster(folder / "poster.png", _most_numbers(stills, drawn, fps).pixels)
    container.write_film(folder / "film.mp4", order.work / "silent.mp4", mixed, cues, marks_of(told, drawn, fps), tags)
    return manifest.write(
        folder,
        key=order.key,
        chapter=order.chapter,
        title=title,
        lesson=told.trace.lesson.title,
        seconds=drawn.frames / fps,
        look=order.look.__dict__,
        voice=_described(voice_of(order)),
        gradient_error=check(told.trace.lesson).worst,
        audit={"numbers": len(numbers), "defects": audit.defects(numbers, to_dict(told.trace))},
        captions={"cues": len(cues), "problems": list(captions.problems(cues))},
        loudness=sound.measure(folder / "film.mp4").__dict__,
        pauses=[{"beat": b.name, "seconds": b.pause} for b in told.beats if b.pause],
        beats=[{"beat": s.beat, "start": s.start / fps, "end": s.end / fps} for s in drawn.spans],
    )


def marks_of(told: Told, drawn: Drawn, fps: int) -> list[tuple[str, float]]:
    """Chapter marks inside one film: a part of at least ten seconds each, named by the beats that begin them."""
    marks: list[tuple[str, float]] = []
    for span in drawn.spans:
        start, name = span.start / fps, span.beat.replace("_", " ").split("-")[0].capitalize()
        if not marks or (start - marks[-1][1] >= 20 and drawn.frames / fps - start >= 10):
            marks.append((name if marks else told.chapter.title, start))
    return marks


def _most_numbers(stills: list[sheet.Still], drawn: Drawn, fps: int) -> sheet.Still:
    """The still that shows the most: what the film is about."""
    return max(stills, key=lambda s: sum(x.start < s.second * fps <= x.end for x in drawn.sightings))


def _described(voice: Voice) -> dict[str, str]:
    return {"name": voice.name, "version": voice.version}


@contextmanager
def only_maker(work: Path) -> Iterator[None]:
    """Hold a chapter's work folder: two renders of one chapter would write the same files."""
    import fcntl

    work.mkdir(parents=True, exist_ok=True)
    with (work / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise InputError(f"{work} is in use by another render: wait for it, or give another folder with -o") from error
        lock.write(str(os.getpid()))
        yield
