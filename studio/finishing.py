"""What a render leaves of a drawn chapter: sound, captions, audit, script, sheets, the film, and the manifest that stands for all."""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from engine import check
from scenes.beat import Beat
from scenes.question import asked
from scenes.witness import Span
from studio import (
    atomic,
    audit,
    captions,
    catalog,
    claims,
    container,
    dubbing,
    manifest,
    pages,
    poster,
    posters,
    script,
    sheet,
    soundtrack,
    subtitles,
    youtube,
)
from studio.captions import Cue
from studio.describe import files
from studio.describe.told import describe
from studio.describe.voice import speaker
from studio.drawing import Drawn
from studio.dubbing import marks
from studio.fast.crew import Crew
from studio.fast.slots import Slots
from studio.keys import versions
from studio.orders import Order
from studio.proof import verdict
from studio.proof.walked import Walked
from studio.scoring import score
from studio.sheet import Still
from studio.telling import Told


def finish(order: Order, told: Told, drawn: Drawn, stills: Sequence[Still], slots: Slots) -> dict[str, Any]:
    """Every file of a chapter whose silent film is drawn, all or none; returns the manifest, which comes last."""
    with atomic.together(order.folder, order.work / "made", last=manifest.NAME) as folder:
        still = most_numbers(stills, drawn, order.look.fps)
        with Crew(slots, lambda beat: None) as crew:  # a sheet takes a hundred megabytes
            crew.beside(lambda: sheet.storyboard(folder / "storyboard.png", told.title, told.lesson, stills))
            crew.beside(lambda: _write_poster(folder / "poster.png", order, told, still))
            facts = _written(folder, order, told, drawn, still)
        if not order.describe:
            files.remove(order.folder)
        return manifest.write(folder, **facts)


def _written(folder: Path, order: Order, told: Told, drawn: Drawn, still: Still) -> dict[str, Any]:
    """The files in a folder, but for its pictures; what the manifest says of them."""
    fps, walked = order.look.fps, Walked(order, told, drawn)
    cues, numbers = walked.cues, walked.numbers
    _write_words(folder, walked)
    parts, tags = marks(told, drawn, fps), _tags(told)
    sounding = score(told, drawn, fps, order.music)
    heard = soundtrack.of(order.work / "sound", sounding)
    made = describe(order, told, drawn, told.tongue, speaker(order)) if order.describe else None
    atomic.write_text(folder / "captions.vtt", subtitles.vtt(cues, made.seats(cues) if made else ()))
    second = files.second_track(order, made, sounding) if made and made.fits else None
    dubbed = dubbing.write(folder, order, told, drawn, cues)
    film, silent = folder / "film.mp4", order.work / "silent.mp4"
    container.write_film(film, silent, heard, cues, parts, tags, second, lang=order.lang, others=dubbed.tracks)
    facts = (
        _facts(order, told, drawn, cues, numbers)
        | {"sounds": {"ticks": sounding.ticks, "notes": sounding.notes, "questions": sounding.questions}}
        | {"loudness": _finite(heard.loudness.__dict__)}
        | _publishing(order, told, drawn)
        | {"poster": still.second, "lang": order.lang, "languages": dubbed.facts}
    )
    facts["audit"]["defects"] += dubbed.defects
    if made is not None:
        facts["described"] = files.write(folder, order, made, sounding, cues, parts, tags)
        facts["audit"]["defects"] += files.defects(made, told.trace)
    facts["proof"] = verdict.of_film(walked, facts["loudness"])
    atomic.write_text(folder / "youtube.md", youtube.of_film(facts))
    return facts


def _write_words(folder: Path, walked: Walked) -> None:
    """The audits, the captions that stand in one place, the script."""
    audit.write(folder / "numbers.json", walked.numbers)
    claims.write(folder / "claims.json", walked.claims)
    atomic.write_text(folder / "captions.srt", subtitles.srt(walked.cues))
    script.write(folder / "script.md", walked.told, walked.drawn.spans, walked.fps)


def _write_poster(path: Path, order: Order, told: Told, still: Still) -> None:
    """The film's own, or its title over its most telling picture."""
    own = posters.composed(order.chapter, told.chapter.told_on(told.reading), order.look.shape, order.look.theme, order.work, order.lang)
    if own is None:
        above = pages.said(order.lang, "Backpropagation, chapter {number}", number=catalog.chapter(order.chapter).number)
        frame = round(still.second * order.look.fps) - 1
        poster.write(path, told.title, above, poster.picture_at(order.work / "silent.mp4", frame / order.look.fps - 1e-6))
    else:
        with atomic.replacing(path) as temporary:
            temporary.write_bytes(own)


def _tags(told: Told) -> dict[str, str]:
    genre = pages.said(told.tongue.code, "Education")
    return {"title": f"{told.title} - {told.lesson}", "comment": told.promise, "genre": genre, "artist": "Backreel"}


def _facts(order: Order, told: Told, drawn: Drawn, cues: Sequence[Cue], numbers: list[audit.Entry]) -> dict[str, Any]:
    """What the manifest says besides the files and tools."""
    fps = order.look.fps
    return {
        "key": order.key,
        "chapter": order.chapter,
        "title": told.title,
        "lesson": told.lesson,
        "lesson_name": order.lesson_name,
        "seconds": drawn.frames / fps,
        "look": order.look.__dict__,
        "voice": {"name": told.voice.name, "version": told.voice.version},
        "gradient_error": check(told.trace.lesson).worst,
        "audit": {"numbers": len(numbers), "defects": audit.defects(numbers, claims.written(told.trace))},
        "captions": {"cues": len(cues), "problems": list(captions.problems(cues))},
        "pauses": [{"beat": b.name, "seconds": b.pause} for b in told.beats if b.pause],
        "beats": [_beat(beat, span, fps) for beat, span in zip(told.beats, drawn.spans, strict=True)],
    }


def _beat(beat: Beat, span: Span, fps: int) -> dict[str, Any]:
    """When a beat is told and in which words, which question it leaves to the viewer, and the part of the film that it begins."""
    when = {"beat": beat.name, "start": span.start / fps, "end": span.end / fps, "pause": beat.pause}
    return when | {"words": beat.shown, "question": asked(beat), "title": beat.title}


def _publishing(order: Order, told: Told, drawn: Drawn) -> dict[str, Any]:
    """What the manifest says for those who publish the film."""
    return {
        "number": catalog.chapter(order.chapter).number,
        "promise": told.promise,
        "convention": told.trace.convention,
        "sources": list(told.chapter.sources),
        "marks": marks(told, drawn, order.look.fps),
        "tools": versions(),
    }


def _finite(levels: dict[str, float]) -> dict[str, float | None]:
    """JSON has no infinity: the loudness of silence is null."""
    return {name: level if math.isfinite(level) else None for name, level in levels.items()}


def most_numbers(stills: Sequence[Still], drawn: Drawn, fps: int) -> Still:
    """The still that shows the most: what the film is about."""
    return max(stills, key=lambda s: sum(x.start < s.second * fps <= x.end for x in drawn.sightings))
