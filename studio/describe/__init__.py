"""Films for those who do not see: what a picture shows, in words made from the scene, spoken where the film leaves room for it."""

from __future__ import annotations

from collections.abc import Sequence

from engine.errors import InputError

WRITTEN = "en"  # the language that descriptions are written in


def check(langs: Sequence[str]) -> None:
    """Refuse descriptions of a film in a language that they are not written in."""
    if set(langs) != {WRITTEN}:
        found = ",".join(langs)
        raise InputError(f"--describe: found --lang {found}; allowed: {WRITTEN}, in which descriptions are written. Leave out one of both")
