"""The voices a film can have: hibari, silent, or a folder of a person's recordings."""

from __future__ import annotations

from pathlib import Path

from engine.errors import InputError
from studio.voices.cache import Cached
from studio.voices.hibari import HibariVoice
from studio.voices.recorded import Recorded
from studio.voices.silent import Silent
from studio.voices.voice import Voice

__all__ = ["Cached", "Recorded", "Voice", "default", "find"]


def default(lang: str) -> str:
    """The name of the voice that speaks a language where none is asked for."""
    return "hibari"


def find(name: str | Path, cache: Path | None = None, lang: str = "en") -> Voice:
    """The voice of that name or folder, in a language; hibari's clips are kept under `cache` if it is given."""
    name = str(name) or default(lang)
    if name == "silent":
        return Silent(lang)
    if name == "hibari" and lang != "en":
        raise InputError(f"voice 'hibari': does not speak {lang!r}; use --voice silent, or --voice DIR with recordings of your own")
    if name == "hibari":
        return Cached(HibariVoice(), cache) if cache else HibariVoice()
    if Path(name).is_dir():
        return Recorded(Path(name))
    raise InputError(f"unknown voice {str(name)!r}: use hibari, silent, or a folder with one recording per beat")
