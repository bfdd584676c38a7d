"""A film's words in another language: `words/CODE.toml` in the film's room, read, and laid over its English line by line."""

from __future__ import annotations

import hashlib
import inspect
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from engine.errors import InputError, nearest, shown, wrong
from engine.toml_file import read_toml
from scenes import series
from scenes.sentence import Line
from scenes.translation_faults import unlike

if TYPE_CHECKING:
    from scenes.beat import Telling

ENGLISH = "en"
TABLES = ("film", "parts", "screen", "english", "pages", "lessons")  # no beat is called so
FILM = ("title", "promise")

Told = str | Mapping[str, str]  # a line, or a form of it for each outcome of its case


@dataclass(frozen=True)
class Words:
    """What a file of words holds: `lines[beat]["1"]` is the first line of a beat; "" is what is not translated yet."""

    path: Path
    film: Mapping[str, str] = field(default_factory=dict)  # title and promise
    parts: Mapping[str, str] = field(default_factory=dict)  # titles of a film's parts, by the beat that begins them
    screen: Mapping[str, str] = field(default_factory=dict)  # words in the picture, by their English
    english: Mapping[str, str] = field(default_factory=dict)  # "beat.line": a digest of the English that it was translated from
    pages: Mapping[str, str] = field(default_factory=dict)  # of the house: words of pages and sheets, by their English
    lessons: Mapping[str, str] = field(default_factory=dict)  # of the house: titles of the built-in lessons, by their English
    lines: Mapping[str, Mapping[str, Told]] = field(default_factory=dict)

    def given(self) -> dict[str, Told]:
        """All that stands for an English sentence, by its key: "film.title", "parts.pushed", "opened.1"."""
        tables: dict[str, Mapping[str, Told]] = {"film": self.film, "parts": self.parts, **self.lines}
        return {f"{table}.{name}": told for table, rows in tables.items() for name, told in rows.items()}


def path_of(room: Path, code: str) -> Path:
    """Where a film's words in a language stand, or would."""
    return room / "words" / f"{code}.toml"


def words_in(path: Path) -> Words:
    """The words of a file; none where there is no file."""
    if not path.is_file():
        return Words(path)
    found = path.stat()
    return _read(path, found.st_mtime_ns, found.st_size)


@lru_cache(maxsize=256)
def _read(path: Path, *_: int) -> Words:
    tables = read_toml(path)
    for name, rows in tables.items():
        if not isinstance(rows, dict):
            known = ", ".join(f"[{table}]" for table in TABLES)
            raise wrong(str(path), name, shown(rows), f"a table: {known}, or a beat's", f"Write [{name}] above it.")
        for key, told in rows.items():
            _check(path, name, key, told)
    texts = {name: tables.pop(name, {}) for name in TABLES}
    return Words(path, **texts, lines=tables)


def _check(path: Path, table: str, key: str, told: Any) -> None:
    """Refuse what is no text, and in a beat what is no line."""
    where = f"{table}.{key}" if table in TABLES or key.isdecimal() else f"[{table}] {key}"
    if table == "film" and key not in FILM:
        raise wrong(str(path), where, "a key that a film has not", " and ".join(FILM), nearest(key, FILM) or "Remove it.")
    if table not in TABLES and not key.isdecimal():
        raise wrong(str(path), where, "a key that is no line", "the place of a line in its beat, from 1", f"Write [{table}] 1 = ...")
    forms = told.values() if isinstance(told, dict) and table not in TABLES and told else [told]
    if not all(isinstance(form, str) for form in forms):
        allowed = "a text" if table in TABLES else "a sentence, or a sentence for each case: { rises = ..., falls = ... }"
        raise wrong(str(path), where, shown(told), allowed, "Write it in quotes.")


# ---- a chapter and its words


def room(chapter: type) -> Path:
    """The folder of a chapter's story."""
    return Path(inspect.getfile(chapter)).parent


def words_of(chapter: type, code: str) -> Words:
    """A chapter's words in a language; none in English, in which it is written."""
    return words_in(path_of(room(chapter), code)) if code != ENGLISH else Words(Path())


def tellings(chapter: type) -> dict[str, Telling]:
    """What a chapter tells, by its methods, in English."""
    return {name: v.telling for base in reversed(chapter.__mro__) for name, v in vars(base).items() if hasattr(v, "telling")}


def told_in(chapter: type, code: str) -> dict[str, Telling]:
    """What a chapter tells, by its methods, in a language; a line that it does not have is told in English."""
    words = words_of(chapter, code)
    return {name: _retold(words, name, telling) for name, telling in tellings(chapter).items()}


def _retold(words: Words, beat: str, telling: Telling) -> Telling:
    """A beat in the words given for it."""
    lines = tuple(_laid(words, beat, k, line) for k, line in enumerate(telling.lines, 1))
    return replace(telling, lines=lines, title=telling.title and (words.parts.get(beat) or telling.title))


def _laid(words: Words, beat: str, k: int, line: Line) -> Line:
    """A line in the words given for it."""
    told = words.lines.get(beat, {}).get(str(k))
    if told is None or not is_told(told):
        return line
    if fault := unlike(line, told):
        raise InputError(f"{words.path}: {beat}.{k}: {fault}")
    return replace(line, forms=told if isinstance(told, Mapping) else {"": told})


def is_told(told: Told | None) -> bool:
    """Whether there are words; a case is told when all its forms are."""
    return bool(told) and all(told.values() if isinstance(told, Mapping) else [told])


def sentences(chapter: type) -> dict[str, Line]:
    """All that a chapter says in English, by its key: "film.title", "parts.pushed", "opened.1"."""
    told = tellings(chapter)
    found = {f"film.{name}": Line({"": getattr(chapter, name)}) for name in FILM if getattr(chapter, name, "")}
    found |= {f"parts.{name}": Line({"": telling.title}) for name, telling in told.items() if telling.title}
    return found | {f"{name}.{k}": line for name, telling in told.items() for k, line in enumerate(telling.lines, 1)}


def digest(line: Line) -> str:
    """What a translation remembers of the English that it stands for: eight digits, which change with it."""
    return hashlib.sha256(json.dumps(sorted(line.forms.items())).encode()).hexdigest()[:8]


def named(chapter: type, code: str) -> dict[str, str]:
    """A chapter's title and promise in a language."""
    film = words_of(chapter, code).film
    return {name: film.get(name) or str(getattr(chapter, name, "")) for name in FILM}


def titles(code: str) -> dict[str, str]:
    """The titles of all films in a language, by their English."""
    found = {film.title: words_in(path_of(film.room, code)).film.get("title", "") for film in series.films()} if code != ENGLISH else {}
    return {title: told for title, told in found.items() if told}


def lesson(title: str, code: str) -> str:
    """The title of a built-in lesson in a language; one that somebody else wrote stays as they wrote it."""
    return title if code == ENGLISH else words_in(path_of(series.HOUSE, code)).lessons.get(title) or title


def screen(chapter: type, code: str) -> dict[str, str]:
    """The words on screen of a chapter's film in a language, by their English: its own, those of all films, their titles."""
    if code == ENGLISH:
        return {}
    shared, words = words_in(path_of(series.HOUSE, code)), words_of(chapter, code)
    own = {chapter.title: words.film.get("title", "")} if hasattr(chapter, "title") else {}
    found = {**titles(code), **shared.screen, **own, **words.screen}
    return {english: told for english, told in found.items() if told}
