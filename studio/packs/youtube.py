"""The pack for a channel: film with end card, thumbnail, captions, texts to paste, and its best minute upright."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from io import BytesIO
from itertools import accumulate
from pathlib import Path

from PIL import Image

from studio import pages, poster, posters, series, subtitles, telling, youtube
from studio.atomic import write_text
from studio.one_line import one_line
from studio.packs import clips, endcard, minute
from studio.packs.kinds import UPRIGHT
from studio.packs.material import Material, Wish
from studio.sound import sample_of

THUMBNAIL = (1280, 720)


def write(folder: Path, film: Material, wish: Wish) -> list[str]:
    """All files of one film; what it cannot have."""
    endcard.append(folder / "film.mp4", film, wish.after.title if wish.after else "", folder)
    _thumbnail(folder / "thumbnail.jpg", film)
    _texts(folder, film.lang, youtube.film_title(film.made), youtube.film_description(film.made), film.made["marks"])
    shutil.copyfile(film.folder / "captions.srt", folder / f"captions.{film.lang}.srt")
    _dubbed(folder, film)
    upright = next(iter(wish.beside), film if film.order.look.shape == UPRIGHT else None)
    if upright is None:
        return [f"{film.order.chapter}: no short.mp4, since the film cannot be told upright"]
    return _short(folder, upright)


def _dubbed(folder: Path, film: Material) -> None:
    """Of a film in several languages, for each a sound as long as the film with its end card, captions, and a title."""
    others = film.made.get("languages") or ()
    frames = film.frames + endcard.SECONDS * film.fps
    for k, code in enumerate([film.lang, *(other["lang"] for other in others)] if others else ()):
        clips.alone(folder / f"audio.{code}.m4a", clips.heard(film.film, sample_of(frames, film.fps), k), code)
        shutil.copyfile(film.folder / f"captions.{code}.srt", folder / f"captions.{code}.srt")
    for other in others:
        made = {**film.made, **other}
        write_text(folder / f"title.{other['lang']}.txt", f"{youtube.film_title(made)}\n")
        write_text(folder / f"description.{other['lang']}.txt", f"{youtube.film_description(made)}\n")


def _texts(folder: Path, code: str, title: str, description: str, marks: youtube.Marks) -> None:
    write_text(folder / "title.txt", f"{title}\n")
    write_text(folder / "description.txt", f"{description}\n")
    write_text(folder / "chapters.txt", youtube.contents(marks))
    write_text(folder / "licence.txt", f"{pages.said(code, youtube.LICENCE)}\n")


def _thumbnail(path: Path, film: Material) -> None:
    """The film's poster, wide whatever the shape of the film, as a JPEG that is never too large."""
    made = (film.folder / "poster.png").read_bytes()
    if film.order.look.shape != "16:9":
        reading = telling.tell(film.order)
        chapter = film.order.chapter
        made = (
            posters.composed(
                chapter, reading.chapter.told_on(reading.reading), "16:9", film.order.look.theme, film.order.work, film.order.lang
            )
            or made
        )
    with Image.open(BytesIO(made)) as picture:
        _on_wide(picture.convert("RGB")).save(path, "jpeg", quality=94, subsampling=0, optimize=True)


def _on_wide(picture: Image.Image) -> Image.Image:
    """A picture whole on the size of a thumbnail, beside it its own ground."""
    shown = picture.copy()
    shown.thumbnail(THUMBNAIL, Image.Resampling.LANCZOS)
    wide = Image.new("RGB", THUMBNAIL, poster.ground(picture))
    wide.paste(shown, ((wide.width - shown.width) // 2, (wide.height - shown.height) // 2))
    return wide


def _short(folder: Path, film: Material) -> list[str]:
    """The best minute of an upright film, with sound, captions and a title."""
    found = minute.best(film)
    if found is None:
        return [f"{film.order.chapter}: no short.mp4, since no whole beats of it take {minute.SHORTEST:g} to {minute.LONGEST:g} s"]
    first, last = (film.beats[k] for k in found)
    cues = film.within(first.start / film.fps, last.end / film.fps)
    title = youtube.shortened(f"{first.question or first.title or film.title} | {film.title}")
    heard = clips.heard(film.film, film.samples)
    clips.cut(folder / "short.mp4", film.film, (first.start, last.end), film.fps, film.lang, heard, cues, title)
    write_text(folder / f"short.{film.lang}.srt", subtitles.srt(cues))
    write_text(folder / "short.txt", f"{title}\n")
    return []


def gather(folder: Path, films: Sequence[Material]) -> list[str]:
    """Several films are one as well, with texts of its own."""
    if len(films) < 2:
        return []
    place, home = folder / "series", films[0].folder.parent
    place.mkdir(exist_ok=True)
    made = {film.order.chapter: film.made for film in films}
    joined = series.join(home, films[0].order.work.with_name("series"), made)
    for source, name in ((joined, "film.mp4"), (home / "series.srt", f"captions.{films[0].lang}.srt")):
        shutil.copyfile(source, place / name)
    with Image.open(home / "poster.png") as picture:
        _on_wide(picture.convert("RGB")).save(place / "thumbnail.jpg", "jpeg", quality=94, subsampling=0)
    starts = [0.0, *accumulate(film.made["seconds"] for film in films[:-1])]
    marks = [(one_line(film.title), start) for film, start in zip(films, starts, strict=True)]
    every = list(made.values())
    _texts(place, films[0].lang, youtube.series_title(every), youtube.series_description(every, starts), marks)
    return ["series"]
