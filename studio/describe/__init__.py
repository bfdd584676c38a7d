"""Films for those who do not see: what a picture shows, in words made from the scene, spoken where the film leaves room for it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from engine.errors import InputError
from scenes import translation
from scenes.translation import ENGLISH

WORDS = Path(__file__).parent / "words"


def codes() -> tuple[str, ...]:
    """The languages that descriptions are written in: English first, then by their letters."""
    return (ENGLISH, *sorted({path.stem for path in WORDS.glob("??.py")} - {ENGLISH}))


def check(langs: Sequence[str]) -> None:
    """Refuse descriptions in a language that they are not written in, or in several over one picture."""
    if len(langs) != 1 or langs[0] not in codes():
        found, allowed = ",".join(langs), ", ".join(codes())
        raise InputError(f"--describe: found --lang {found}; allowed: one of {allowed}. Leave out one of both")


def refusal(room: Path, lang: str) -> str | None:
    """Why a film whose room this is cannot be described in a language: its nouns are written where its own words are."""
    if lang == ENGLISH or translation.path_of(room, lang).is_file():
        return None
    return f"since nobody has written what its pictures show in {lang!r}, only in {ENGLISH!r}: leave out --describe or --lang"
