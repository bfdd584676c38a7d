"""The series: a lesson's chapters as one film, joined without re-encoding, with a mark at each."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from studio import container, holding, subtitles
from studio.atomic import sweep, write_text
from studio.captions import shifted
from studio.keys import key
from studio.times import clock


def join(folder: Path, work: Path, lesson: str, chapters: Mapping[str, Mapping[str, Any]]) -> Path:
    """Join the chapters (name: manifest) of a lesson's folder to series.mp4, with series.srt and the chapter list series.txt."""
    with holding.held(work, patient=True):
        sweep(folder)
        return _joined(folder, lesson, chapters)


def _joined(folder: Path, lesson: str, chapters: Mapping[str, Mapping[str, Any]]) -> Path:
    film, note = folder / "series.mp4", folder / "series.json"
    made_of = key([(name, m["files"]["film.mp4"]["sha256"]) for name, m in chapters.items()], lesson)
    if film.exists() and _made_of(note) == made_of:
        return film
    parts = [folder / name / "film.mp4" for name in chapters]
    captions = [subtitles.read_srt((folder / name / "captions.srt").read_text(encoding="utf-8")) for name in chapters]
    titles = [str(m["title"]) for m in chapters.values()]
    starts = container.join_films(film, parts, titles, captions, {"title": lesson, "genre": "Education", "artist": "Backreel"})
    cues = [cue for found, start in zip(captions, starts, strict=True) for cue in shifted(found, start)]
    write_text(folder / "series.srt", subtitles.srt(cues))
    write_text(folder / "series.txt", _contents(titles, starts))
    write_text(note, json.dumps({"key": made_of, "chapters": list(chapters), "starts": starts}) + "\n")
    return film


def _contents(titles: Sequence[str], starts: Sequence[float]) -> str:
    """Time and title of each chapter, a line each."""
    return "".join(f"{clock(start)} {title}\n" for title, start in zip(titles, starts, strict=True))


def _made_of(note: Path) -> str:
    try:
        return str(json.loads(note.read_text(encoding="utf-8"))["key"])
    except (OSError, ValueError, KeyError, TypeError):
        return ""
