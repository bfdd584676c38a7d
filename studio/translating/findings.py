"""What is wrong with a film's words in a language: missing, stale, not sealed, or broken."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

from scenes import series, translation
from scenes.sentence import Line
from scenes.translation import Words
from scenes.translation_faults import unlike
from studio import catalog

Kind = Literal["missing", "stale", "unsealed", "broken"]


@dataclass(frozen=True)
class Finding:
    """A key of a file of words, and what is wrong with it."""

    path: Path
    key: str
    kind: Kind
    what: str


def of_lines(chapter: type, words: Words) -> Iterator[Finding]:
    """What is wrong with what a film says: its sentences, its title and promise, the titles of its parts."""
    english, told = translation.sentences(chapter), words.given()
    for key, line in english.items():
        if not translation.is_told(told.get(key)):
            yield Finding(words.path, key, "missing", _said(line))
        elif fault := unlike(line, told[key]):
            yield Finding(words.path, key, "broken", fault)
        elif (seal := words.english.get(key)) != translation.digest(line):
            yield Finding(words.path, key, "stale" if seal else "unsealed", f"the English is {'now ' if seal else ''}{_said(line)}")
    beats = translation.tellings(chapter)
    for key in [*(told.keys() - english.keys()), *(words.english.keys() - english.keys() - told.keys())]:
        yield Finding(words.path, key, "broken", _unknown(key, english, beats))


def _unknown(key: str, english: Mapping[str, Line], beats: Mapping[str, object]) -> str:
    beat, _, place = key.rpartition(".")
    lines = [name for name in english if name.startswith(f"{beat}.")]
    if beat == "parts":
        return f"no part of the film begins with the beat {place!r}; allowed: {', '.join(lines)}. Remove it."
    if beat in beats:
        return f"this beat has {len(lines)} lines in English; allowed: {', '.join(lines)}. Remove it."
    return f"the film has no beat {beat!r}; allowed: {', '.join(beats)}. Rename or remove it."


def of_screen(words: Words, asked: Mapping[str, bool]) -> Iterator[Finding]:
    """What is wrong with the words in a picture: those that were `asked` for and not found, and those that change its maths."""
    for english, found in asked.items():
        if not found and not _is_told(english, words):
            yield Finding(words.path, f"screen.{english}", "missing", english)
    for english, told in words.screen.items():
        if _maths(english) != _maths(told) and told:
            yield Finding(words.path, f"screen.{english}", "broken", f"found {told!r}; allowed: words with the same $maths$ in them")


def unused(words: Words, asked: Mapping[str, bool]) -> Iterator[Finding]:
    """Words in the picture that no film sets: their English was changed, or is mistyped."""
    for english in words.screen:
        if english not in asked and not all(piece in _texts() for piece in english.split("{n}")):
            yield Finding(
                words.path, f"screen.{english}", "broken", "no film sets these English words. Copy them as they are, or remove them."
            )


def of_lessons(shared: Words) -> Iterator[Finding]:
    """Titles of the built-in lessons that a language lacks, and titles that no built-in lesson has."""
    english = {catalog.lesson(name).title for name in catalog.lessons()}
    for title in sorted(english - {title for title, told in shared.lessons.items() if told}):
        yield Finding(shared.path, f"lessons.{title}", "missing", title)
    for title in sorted(shared.lessons.keys() - english):
        yield Finding(shared.path, f"lessons.{title}", "broken", "no built-in lesson is called so. Copy its title as it is, or remove it.")


@lru_cache(maxsize=1)
def _texts() -> str:
    """Every text in the sources of the films, one after the other, and the titles that films have."""
    files = sorted(series.HOUSE.rglob("*.py"))
    nodes = (node for file in files for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))))
    texts = [node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    return "\0".join([*texts, *(title for title, _ in series.groups()), *(film.title for film in catalog.chapters())])


def _maths(words: str) -> list[str]:
    return sorted(words.split("$")[1::2])


def _said(line: Line) -> str:
    return "  |  ".join(f"{case}: {text}" if case else text for case, text in line.forms.items())


def _is_told(text: str, words: Words) -> bool:
    """Whether a text is in the language already: a poster joins lines that it has looked up."""
    for told in sorted(filter(None, words.screen.values()), key=len, reverse=True):
        text = text.replace(told, "")
    return not text.strip()
