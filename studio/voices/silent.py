"""The silent voice: no sound, words at 150 a minute, for drafts and tests."""

from __future__ import annotations

import numpy as np

from studio.words import Clip, Word, pause_after, plain, silent_word, words_of

RATE = 24_000
WORD = 60 / 150  # seconds a word takes
PAUSE = {"sentence": 0.35, "clause": 0.2, "": 0.0}  # seconds after it


class Silent:
    """Speaks nothing, at a lecturer's pace."""

    name = "silent"
    version = "1"

    def say(self, beat: str, spoken: str) -> Clip:
        """A clip of zeros whose words follow each other evenly."""
        words, now, end = [], 0.0, 0.0
        for word in words_of(spoken):
            end = now + (0.0 if silent_word(word) else WORD)
            words.append(Word(plain(word), now, end))
            now = end + PAUSE[pause_after(word)]
        return Clip(np.zeros(round(end * RATE), np.float32), RATE, tuple(words))
