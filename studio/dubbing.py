"""The other languages of a film: for each a sound and captions for its file, and what it leaves beside: words, numbers, claims."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from studio import audit, claims, script, soundtrack, subtitles
from studio.atomic import write_text
from studio.captions import Cue
from studio.container import Spoken
from studio.drawing import Drawn
from studio.orders import Order
from studio.proof.walked import Walked
from studio.scoring import score
from studio.telling import Told

PART, TAIL = 20.0, 10.0  # seconds that a chapter mark's part lasts at least, and the last one


@dataclass(frozen=True, eq=False)
class Dubbed:
    """The tracks of the other languages, what the manifest says of each, and every number of theirs that is wrong."""

    tracks: Sequence[Spoken] = ()
    facts: Sequence[dict[str, Any]] = ()
    defects: Sequence[str] = ()


def write(folder: Path, order: Order, told: Told, drawn: Drawn, cues: Sequence[Cue]) -> Dubbed:
    """Write what each language leaves; the first one's captions stand under its own name, too."""
    if not told.others:
        return Dubbed()
    _captioned(folder, order.lang, cues)
    tracks, facts, defects = [], [], []
    for other in told.others:
        code, walked = other.tongue.code, Walked(order, other, drawn)
        _captioned(folder, code, walked.cues)
        audit.write(folder / f"numbers.{code}.json", walked.numbers)
        claims.write(folder / f"claims.{code}.json", walked.claims)
        script.write(folder / f"script.{code}.md", other, drawn.spans, order.look.fps)
        heard = soundtrack.of(order.work / f"sound-{code}", score(other, drawn, order.look.fps, order.music))
        tracks.append(Spoken(code, heard, walked.cues))
        defects += [f"{code}: {defect}" for defect in audit.defects(walked.numbers, claims.written(told.trace))]
        facts.append(_facts(other, walked, marks(other, drawn, order.look.fps)))
    return Dubbed(tracks, facts, defects)


def _captioned(folder: Path, code: str, cues: Sequence[Cue]) -> None:
    write_text(folder / f"captions.{code}.srt", subtitles.srt(cues))
    write_text(folder / f"captions.{code}.vtt", subtitles.vtt(cues))


def _facts(told: Told, walked: Walked, parts: Sequence[tuple[str, float]]) -> dict[str, Any]:
    """What the manifest says of a language: its names, its voice, the parts of the film in it."""
    return {
        "lang": told.tongue.code,
        "title": told.title,
        "promise": told.promise,
        "lesson": told.lesson,
        "voice": {"name": told.voice.name, "version": told.voice.version},
        "numbers": len(walked.numbers),
        "marks": parts,
    }


def marks(told: Told, drawn: Drawn, fps: int) -> list[tuple[str, float]]:
    """Chapter marks inside one film, (title, second): the film's own, and those of the beats that begin its parts."""
    found = [(told.title, 0.0)]
    for beat, span in zip(told.beats, drawn.spans, strict=True):
        start = span.start / fps
        if beat.title and start - found[-1][1] >= PART and drawn.frames / fps - start >= TAIL:
            found.append((beat.title, start))
    return found
