"""The words of a beat: what is shown, what is spoken, and when each spoken word is heard."""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np

from scenes.beat import Piece as Piece

# hibari's markup, [text](/phonemes/), may hold spaces, so it is one word whatever is inside.
_WORD = re.compile(r"(?:\[[^\]]+\]\([^)]*\)|\S)+")
_MARKUP = re.compile(r"\[([^\]]+)\]\([^)]*\)")


@dataclass(frozen=True)
class Word:
    """One spoken word without markup; start and end in seconds of its clip."""

    text: str
    start: float
    end: float


@dataclass(frozen=True, eq=False)
class Clip:
    """One beat spoken: float32 mono samples (n,), their rate in Hz, and its words in order."""

    samples: np.ndarray
    rate: int
    words: tuple[Word, ...]

    @property
    def seconds(self) -> float:
        """Length of the sound in seconds."""
        return len(self.samples) / self.rate


def words_of(spoken: str) -> tuple[str, ...]:
    """The whitespace words of a spoken text, markup kept."""
    return tuple(_WORD.findall(spoken))


def plain(word: str) -> str:
    """A spoken word as it is written, its pronunciation markup removed."""
    return _MARKUP.sub(r"\1", word)


def spoken_text(pieces) -> str:
    """What the voice says for pieces in a row."""
    return " ".join(piece.spoken for piece in pieces if piece.spoken.strip())


def silent_word(word: str) -> bool:
    """Whether a word is only punctuation, which no voice pronounces."""
    return not any(c.isalnum() for c in plain(word))


def pause_after(word: str) -> str:
    """The kind of pause that a word's punctuation asks for: "sentence", "clause" or ""."""
    end = plain(word).rstrip("\"'”’)]")[-1:]
    return "" if not end else "sentence" if end in ".!?…" else "clause" if end in ",;:—–" else ""
