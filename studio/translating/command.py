"""`backreel words`: what a language lacks of the films' words, what is stale, what is broken; `--draft` and `--seal` write."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from engine import InputError
from scenes import series, translation
from scenes.translation import ENGLISH, Words
from studio import catalog, console, tongues
from studio.keys import ROOT
from studio.translating import files, findings
from studio.translating.findings import Finding

LESSON = "mazur"  # on which a film is walked that carries none of its own


def words(code: str, names: Sequence[str], lessons: Sequence[str], draft: bool, seal: bool) -> int:
    """Report a language's words, of the films named or of all that have some; 1 where something is broken."""
    _check(code, lessons, names)
    shared = translation.words_in(translation.path_of(series.HOUSE, code))
    begun = [film for film in catalog.chapters() if translation.path_of(film.room, code).is_file()]
    films = list(dict.fromkeys(map(catalog.chapter, names))) if names else begun
    found: list[Finding] = []
    for film in films:
        chapter = catalog.load(film)
        told, english = translation.words_in(translation.path_of(film.room, code)), translation.sentences(chapter)
        asked = _asked(film.name, lessons or [film.lesson or LESSON], code) if names else {}
        if draft:
            _drafted(told, files.draft(told, english, [text for text, has in asked.items() if not has]))
        if seal:
            _sealed(told, files.seal(told, english))
        told = translation.words_in(told.path)
        found += [*findings.of_lines(chapter, told), *findings.of_screen(told, asked), *findings.unused(told, asked)]
    found += [*findings.of_lessons(shared), *findings.unused(shared, {})]
    return _reported(code, [film.name for film in films], found, bool(names))


def _check(code: str, lessons: Sequence[str], names: Sequence[str]) -> None:
    if not re.fullmatch("[a-z]{2}", code) or code == ENGLISH:
        raise InputError(f"language: found {code!r}; allowed: two small letters, as de, es or fr, and not en, in which films are written")
    for lesson in lessons:
        catalog.lesson(lesson)
    if lessons and not names:
        raise InputError("--on: found a lesson and no film; name the films to walk on it, as in: backreel words de delta --on xor")


def _asked(chapter: str, lessons: Sequence[str], code: str) -> Mapping[str, bool]:
    """The words on screen of a film, on all of these lessons."""
    from studio.translating import screen

    if code not in tongues.codes():
        console.tell(f"{chapter}: not walked, since there is no studio/tongues/{code}.py to tell it by")
        return {}
    return {text: has for lesson in lessons for text, has in screen.words_on(chapter, lesson, code).items()}


def _drafted(told: Words, keys: Sequence[str]) -> None:
    if keys:
        console.tell(f"{_place(told.path)}: {len(keys)} keys drafted")


def _sealed(told: Words, keys: Sequence[str]) -> None:
    if keys:
        console.tell(f"{_place(told.path)}: {len(keys)} lines sealed")


def _reported(code: str, films: Sequence[str], found: Sequence[Finding], walked: bool) -> int:
    """Each finding in a line, and how many there are; 1 where something is broken."""
    for line in _lines(found):
        console.tell(line)
    counts = Counter(finding.kind for finding in found)
    said = ", ".join(f"{counts[kind]} {kind}" for kind in ("broken", "missing", "stale", "unsealed") if counts[kind])
    console.tell(f"{code}: {', '.join(films) or 'no film'}: {said or 'complete'}")
    if not walked:
        rest = [film.name for film in catalog.chapters() if film.name not in films]
        console.tell(*([f"not begun: {', '.join(rest)}"] if rest else []), "words on screen are looked at in films that are named")
    return int(bool(counts["broken"]))


def _lines(found: Sequence[Finding]) -> Iterator[str]:
    """The findings under the name of their file."""
    path = None
    for finding in found:
        if finding.path != path:
            path = finding.path
            yield _place(path)
        yield f"  {finding.kind:<8}  {finding.key}  {finding.what}"


def _place(path: Path) -> str:
    return str(path.relative_to(ROOT)) if path.is_relative_to(ROOT) else str(path)
