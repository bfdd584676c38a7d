"""The voices a film can have: computed ones by name, silence, or a folder of a person's recordings; and who speaks which language."""

from __future__ import annotations

from pathlib import Path

from engine.errors import InputError
from studio.voices import espeak_program, kokoro_model
from studio.voices.cache import Cached
from studio.voices.espeak import EspeakVoice
from studio.voices.hibari import HibariVoice
from studio.voices.kokoro import KokoroVoice
from studio.voices.recorded import Recorded
from studio.voices.silent import Silent
from studio.voices.voice import Voice

__all__ = ["Cached", "Recorded", "Voice", "built_in", "default", "find", "is_costly", "made_by", "named", "require"]

DEFAULTS = {  # who speaks a language where nobody is asked for; the draft voice speaks the others
    "en": "hibari", "es": "kokoro:ef_dora", "fr": "kokoro:ff_siwis", "it": "kokoro:if_sara", "pt": "kokoro:pf_dora",
    "hi": "kokoro:hf_alpha",
}  # fmt: skip
DRAFT = "espeak"
AUTO = "auto"
NAMES = "hibari, kokoro, espeak, silent, or a folder with one recording per beat"


def default(lang: str) -> str:
    """The name of the voice that speaks a language where none is asked for."""
    return DEFAULTS.get(lang, DRAFT)


def named(name: str, lang: str) -> str:
    """Whose name "auto" is in a language; every other name is its own."""
    return default(lang) if name == AUTO else name


def built_in(name: str | Path) -> bool:
    """Whether a voice is computed, and no folder of recordings."""
    return str(name) in ("hibari", DRAFT, "silent", AUTO) or str(name).partition(":")[0] == "kokoro"


def is_costly(name: str | Path) -> bool:
    """Whether a voice is worth a process that keeps it: silence and recordings are at hand."""
    return built_in(name) and name != "silent"


def require(name: str | Path, lang: str = "en") -> None:
    """Refuse a voice that is unknown, does not speak the language, or is not here."""
    voice = find(name, lang=lang)
    if isinstance(voice, KokoroVoice | EspeakVoice):
        voice.require()


def find(name: str | Path, cache: Path | None = None, lang: str = "en") -> Voice:
    """The voice of that name or folder, in a language; clips are kept under `cache` if it is given."""
    voice = named(str(name), lang)
    if voice == "silent":
        return Silent(lang)
    if built_in(voice):
        spoken = _computed(voice, lang)
        return Cached(spoken, cache) if cache else spoken
    if Path(name).is_dir():
        return Recorded(Path(name))
    raise InputError(f"unknown voice {voice!r}: use {NAMES}")


def made_by(name: str) -> str:
    """A computed voice, and what it depends on beyond the tools of every film."""
    if name.startswith("kokoro"):
        return f"{name} {kokoro_model.version()} {espeak_program.version()}"
    return f"{name} {espeak_program.version()}" if name == DRAFT else name


def _computed(name: str, lang: str) -> Voice:
    """The voice of that name; refused where it does not speak the language."""
    family, _, who = name.partition(":")
    if name == DRAFT:
        return EspeakVoice(lang)
    voices = [v for v in kokoro_model.VOICES if family == "kokoro" and kokoro_model.language(v) == lang and who in ("", lang, v)]
    if voices:
        return KokoroVoice(voices[0])
    if name == "hibari" and lang == "en":
        return HibariVoice()
    own = [f"kokoro:{v}" for v in kokoro_model.VOICES if kokoro_model.language(v) == lang] or ["hibari"] * (lang == "en")
    raise InputError(f"voice {name!r}: does not speak {lang!r}; allowed: {', '.join([*own, DRAFT, 'silent'])}, or a folder of recordings")
