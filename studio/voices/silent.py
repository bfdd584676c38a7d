"""The silent voice: no sound, the words as long as hibari would take for them, for drafts and tests."""

from __future__ import annotations

import numpy as np

from studio.tongues import grammar
from studio.words import Clip, Word, pause_after, plain, silent_word, words_of

RATE = 24_000
HEAD, TAIL = 0.05, 0.10  # seconds of quiet in front and behind
# least squares on 4006 words of the flagship chapters, which hibari speaks in 905 s
LETTER, LESS, SHORTEST = 0.066, 0.037, 0.08  # seconds a letter takes; a word takes a little less than its letters, but not less than so
PAUSE = {"sentence": 0.36, "clause": 0.26, "": 0.05}  # seconds after a word


class Silent:
    """Speaks nothing, at hibari's pace, in a language as many letters faster as its words are longer."""

    name = "silent"

    def __init__(self, lang: str = "en") -> None:
        self._letter = LETTER * grammar.of(lang).pace
        self.version = "2" if lang == "en" else f"2 {lang}"

    def say(self, beat: str, spoken: str) -> Clip:
        """A clip of zeros whose words last as long as their letters."""
        words, now, end = [], HEAD, HEAD
        for word in words_of(spoken):
            if silent_word(word):
                words.append(Word(plain(word), end, end))
                now = max(now, end + PAUSE[pause_after(word)])
                continue
            end = now + max(SHORTEST, self._letter * sum(c.isalnum() for c in plain(word)) - LESS)
            words.append(Word(plain(word), now, end))
            now = end + PAUSE[pause_after(word)]
        return Clip(np.zeros(round((end + TAIL) * RATE), np.float32), RATE, tuple(words))
