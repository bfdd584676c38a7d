"""Text to the phonemes that Kokoro was taught with: by the program eSpeak NG where it is installed, else by piper-plus-g2p.

Kokoro learned from eSpeak NG's phonemes, an affricate or a diphthong written as one letter; piper-plus-g2p comes as a package.
"""

from __future__ import annotations

import importlib
import importlib.metadata
import importlib.util
import re
from collections.abc import Sequence
from typing import Protocol

from engine.errors import InputError
from studio.voices import espeak_program

ONE_LETTER = {  # two sounds tied together are one letter of Kokoro's
    "a^ɪ": "I", "a^ʊ": "W", "e^ɪ": "A", "o^ʊ": "O", "ə^ʊ": "Q", "ɔ^ɪ": "Y", "d^z": "ʣ", "d^ʒ": "ʤ", "t^s": "ʦ", "t^ʃ": "ʧ", "s^s": "S",
    "tʃ": "ʧ",
}  # fmt: skip
NEAR = str.maketrans({  # what has no symbol, as what is nearest to it
    "ʉ": "u", "ɫ": "l", "ɬ": "l", "ɵ": "ø", "ʏ": "y", "g": "ɡ", "ɭ": "l", "ɱ": "m", **dict.fromkeys("\u0329-^", ""),
})  # fmt: skip
SWITCH = re.compile(r"\([^)]*\)")  # where eSpeak reads on in another language: (en)...(es)
PIPER = {"es": ("spanish", "SpanishPhonemizer"), "fr": ("french", "FrenchPhonemizer"), "pt": ("portuguese", "PortuguesePhonemizer")}


class Phonemes(Protocol):
    """Reads lines of one language, without punctuation; a line of phonemes for each, words apart."""

    @property
    def version(self) -> str: ...

    def read(self, lines: Sequence[str]) -> list[str]: ...


class Espeak:
    """By the program."""

    def __init__(self, lang: str):
        self.lang = espeak_program.code(lang)

    @property
    def version(self) -> str:
        """Whose phonemes they are."""
        return f"espeak-ng {espeak_program.version()}"

    def read(self, lines: Sequence[str]) -> list[str]:
        """The phonemes of each line."""
        read = self._run(lines)
        return read if len(read) == len(lines) else [" ".join(self._run([line])) for line in lines]

    def _run(self, lines: Sequence[str]) -> list[str]:
        printed = espeak_program.run("-q", "--ipa", "--tie=^", "-v", self.lang, text="".join(f"{line}\n" for line in lines))
        return [_one_letter(SWITCH.sub("", line)) for line in printed.splitlines()]


class Piper:
    """By the package piper-plus-g2p."""

    def __init__(self, lang: str):
        module, name = PIPER[lang]
        self.lang = lang
        self.reader = getattr(importlib.import_module(f"piper_plus_g2p.{module}"), name)()

    @property
    def version(self) -> str:
        """Whose phonemes they are."""
        return f"piper-plus-g2p {importlib.metadata.version('piper-plus-g2p')}"

    def read(self, lines: Sequence[str]) -> list[str]:
        """The phonemes of each line."""
        return [self._line(line) for line in lines]

    def _line(self, line: str) -> str:
        sounds = "".join("y" if sound == "y_vowel" else sound for sound in self.reader.phonemize(line))
        return _one_letter(sounds.replace("rr", "r"))


def _one_letter(sounds: str) -> str:
    for two, one in ONE_LETTER.items():
        sounds = sounds.replace(two, one)
    return " ".join(sounds.translate(NEAR).split())


def readable(lang: str) -> bool:
    """Whether somebody here reads a language."""
    return bool(espeak_program.version()) or (lang in PIPER and importlib.util.find_spec("piper_plus_g2p") is not None)


def of(lang: str) -> Phonemes:
    """Who reads a language here; refused where nobody does."""
    if not readable(lang):
        raise InputError(f"kokoro: found nothing that reads {lang!r}; allowed: eSpeak NG on the PATH. {espeak_program.INSTALL}")
    return Espeak(lang) if espeak_program.version() else Piper(lang)
