"""The series: a lesson's chapters as one film, joined without re-encoding, with a mark at each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import accumulate, takewhile
from pathlib import Path
from typing import Any

from engine import InputError
from studio import container, holding, manifest, pages, poster, sealed, subtitles, youtube
from studio.atomic import sweep, write_text
from studio.captions import Cue, shifted
from studio.keys import file_hash, key
from studio.times import clock

FILES = ("series.mp4", "series.srt", "series.txt", "poster.png", "youtube.md")
DESCRIBED = ("series.described.mp4", "series.described.vtt")  # where all films are described
NOTE = "series.json"  # stands for them


def join(folder: Path, work: Path, chapters: Mapping[str, Mapping[str, Any]]) -> Path:
    """Join the chapters (name: manifest) of a folder to series.mp4; beside it series.srt, series.txt, poster.png and youtube.md."""
    with holding.held(work, patient=True):
        sweep(folder)
        return _joined(folder, chapters)


def _joined(folder: Path, chapters: Mapping[str, Mapping[str, Any]]) -> Path:
    film, note, made = folder / "series.mp4", folder / NOTE, list(chapters.values())
    page = youtube.of_series(made, [0.0, *accumulate(m["seconds"] for m in made[:-1])])
    films = [
        (name, *(m["files"][file]["sha256"] for file in ("film.mp4", manifest.DESCRIBED[0]) if file in m["files"]))
        for name, m in chapters.items()
    ]
    made_of = key(films, page)
    if _stands(folder, made_of):
        return film
    parts = [folder / name / "film.mp4" for name in chapters]
    captions = {code: [_captions(folder / name, code, k) for name in chapters] for k, code in enumerate(languages(made))}
    titles = [str(m["title"]) for m in chapters.values()]
    genre = pages.said(languages(made)[0], "Education")
    tags = {"title": youtube.series_title(made), "genre": genre, "artist": "Backreel"}
    starts = container.join_films(film, parts, titles, captions, tags)
    _unmoved(folder, chapters)
    written = [*_write_captions(folder, captions, starts), *_write_described(folder, chapters, tags)]
    write_text(folder / "series.txt", _contents(titles, starts))
    _write_poster(folder, chapters)
    write_text(folder / "youtube.md", page)
    files = {name: file_hash(folder / name) for name in (*FILES, *written)}
    sealed.write(note, {"key": made_of, "chapters": list(chapters), "starts": starts, "files": files})
    return film


def languages(made: Sequence[Mapping[str, Any]]) -> list[str]:
    """The languages that all films have a track of, as far as these are the same ones in the same order."""
    found = [[str(m.get("lang", "en")), *(other["lang"] for other in m.get("languages") or ())] for m in made]
    return [codes[0] for codes in takewhile(lambda codes: len(set(codes)) == 1, zip(*found, strict=False))] or found[0][:1]


def _captions(folder: Path, code: str, k: int) -> tuple[Cue, ...]:
    """A film's captions in the language of its track k; those of the first stand under their own name."""
    return subtitles.read_srt((folder / (f"captions.{code}.srt" if k else "captions.srt")).read_text(encoding="utf-8"))


def _write_captions(folder: Path, captions: Mapping[str, Sequence[Sequence[Cue]]], starts: Sequence[float]) -> list[str]:
    """The captions of the whole in each language; the names of the files that only several languages have."""
    more = [f"series.{code}.srt" for code in captions] if len(captions) > 1 else []
    for k, found in enumerate(captions.values()):
        cues = [cue for each, start in zip(found, starts, strict=True) for cue in shifted(each, start)]
        for name in [*["series.srt"][k:], *more[k : k + 1]]:
            write_text(folder / name, subtitles.srt(cues))
    return more


def _write_described(folder: Path, chapters: Mapping[str, Mapping[str, Any]], tags: Mapping[str, str]) -> list[str]:
    """The films for those who do not see, joined as well, and their captions, where every film has one; the names of these files."""
    made = list(chapters.values())
    if not all(m.get("described") for m in made):
        for name in DESCRIBED:
            (folder / name).unlink(missing_ok=True)
        return []
    fps = made[0]["look"]["fps"]
    places = [folder / name for name in chapters]
    found = [subtitles.read_vtt((place / manifest.DESCRIBED[1]).read_text(encoding="utf-8")) for place in places]
    held = fps, [round(m["described"]["seconds"] * fps) for m in made]
    titles, code = [str(m["title"]) for m in made], languages(made)[0]
    about = {**tags, "title": pages.said(code, "{title} (described)", title=tags["title"])}
    films = [place / manifest.DESCRIBED[0] for place in places]
    starts = container.join_films(folder / DESCRIBED[0], films, titles, {code: found}, about, held=held)
    cues = [cue for each, start in zip(found, starts, strict=True) for cue in shifted(each, start)]
    write_text(folder / DESCRIBED[1], subtitles.vtt(cues))
    return list(DESCRIBED)


def _unmoved(folder: Path, chapters: Mapping[str, Mapping[str, Any]]) -> None:
    """Refuse what was joined from other films than these: another render can put its own in their place."""
    for name, made in chapters.items():
        found = manifest.whole(folder / name, "film.mp4", "captions.srt")
        if found is None or found["files"] != made["files"]:
            raise InputError(f"{folder / name}: another render changed this film before it was joined; render again")


def _write_poster(folder: Path, chapters: Mapping[str, Mapping[str, Any]]) -> None:
    """The title over the picture of the chapter that shows the most numbers."""
    name = max(chapters, key=lambda name: chapters[name]["audit"]["numbers"])
    lessons = {m["lesson"] for m in chapters.values()}
    code, count = str(next(iter(chapters.values())).get("lang", "en")), len(chapters)
    on = {"count": count, "lesson": youtube.shortened(min(lessons))}
    told = pages.said(code, "{count} chapters on {lesson}" if len(lessons) == 1 else "{count} chapters", **on)
    picture = poster.picture_at(folder / name / "film.mp4", chapters[name]["poster"])
    poster.write(folder / "poster.png", pages.said(code, youtube.SUBJECT), told, picture)


def _contents(titles: Sequence[str], starts: Sequence[float]) -> str:
    """Time and title of each chapter, a line each."""
    return "".join(f"{clock(start)} {title}\n" for title, start in zip(titles, starts, strict=True))


def _stands(folder: Path, made_of: str) -> bool:
    """Whether the series was made of exactly this and every file of it is as it was."""
    note = sealed.read(folder / NOTE) or {}
    try:
        whole = set(note["files"]) >= set(FILES) and all(mark == file_hash(folder / name) for name, mark in note["files"].items())
        return bool(note["key"] == made_of and whole)
    except (OSError, KeyError, TypeError):
        return False
