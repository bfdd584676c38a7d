"""The draft voice: the program eSpeak NG, in any of its languages; to hear words and timing before a person speaks them."""

from __future__ import annotations

import hashlib
import io
import json
import wave
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from studio.voices import espeak_program
from studio.voices.energy import pauses, speech_span
from studio.voices.joined import BETWEEN, HEAD, TAIL, joined
from studio.voices.said_as import SAID, reading
from studio.voices.snap import timed
from studio.words import Clip, Word, pause_after, plain, silent_word, words_of

PACE = 145  # words a minute, as the program counts them
PAUSE = 0.08  # seconds of quiet that count as a pause
GAIN = 0.8  # its loudness, brought to the other voices'
FULL = 32_768.0  # of 16 bits


class EspeakVoice:
    """Speaks by the program; word times from letters and from the pauses that are heard, as in recordings."""

    name = "espeak"

    def __init__(self, lang: str = "en"):
        self.lang = lang

    @cached_property
    def version(self) -> str:
        """Changes whenever the same text could sound or be timed differently."""
        table = json.dumps([SAID.get(self.lang), PACE, GAIN, PAUSE, HEAD, TAIL, BETWEEN], sort_keys=True, ensure_ascii=False)
        return f"{self.lang}-{espeak_program.version() or 'absent'}+{hashlib.sha256(table.encode()).hexdigest()[:8]}"

    def require(self) -> None:
        """Refuse where the program is not here."""
        espeak_program.run("--version")

    def say(self, beat: str, spoken: str) -> Clip:
        """A beat's text spoken; the same text always gives the same samples."""
        words = words_of(spoken)
        parts = [part for sentence in _sentences(words) if (part := self._sentence(sentence))]
        return joined(parts) if parts else Clip(np.zeros(0, np.float32), 22_050, tuple(Word(plain(w), 0, 0) for w in words))

    def _sentence(self, words: tuple[str, ...]) -> Clip | None:
        """One sentence as the program says it; None if nothing of it is heard."""
        said = tuple(reading(word, self.lang) + _mark(word) for word in words)
        samples, rate = self._sound(" ".join(said))
        span = speech_span(samples, rate)
        if span is None:
            return None
        times = timed(said, *span, pauses(samples, rate, PAUSE))
        return Clip(samples, rate, tuple(Word(plain(word), *time) for word, time in zip(words, times, strict=True)))

    def _sound(self, text: str) -> tuple[np.ndarray, int]:
        """A text's samples, -1 to 1, and their rate."""
        with TemporaryDirectory() as folder:  # on its output the program writes a header without a length
            path = Path(folder) / "said.wav"
            espeak_program.run("-v", espeak_program.code(self.lang), "-s", str(PACE), "-w", str(path), text=text)
            with wave.open(io.BytesIO(path.read_bytes())) as file:
                raw, rate = file.readframes(file.getnframes()), file.getframerate()
        return (np.frombuffer(raw, "<i2") * (GAIN / FULL)).astype(np.float32), rate


def _sentences(words: tuple[str, ...]) -> list[tuple[str, ...]]:
    """Words up to each full stop; what is not pronounced belongs to the sentence before it."""
    ends = [i + 1 for i, word in enumerate(words) if pause_after(word) == "sentence" and not silent_word(word)]
    edges = sorted({0, *ends, len(words)})
    whole = [words[a:b] for a, b in pairwise(edges)]
    if len(whole) > 1 and all(map(silent_word, whole[-1])):
        whole[-2:] = [whole[-2] + whole[-1]]
    return whole


def _mark(word: str) -> str:
    """The punctuation that the program hears behind a word."""
    end = plain(word)[-1:]
    return "," if pause_after(word) == "clause" else end if end in ".!?" else "." if pause_after(word) else ""
