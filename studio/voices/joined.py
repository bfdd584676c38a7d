"""Sentences spoken one by one, put in a row as one clip: how long is paused, before, between and behind."""

from __future__ import annotations

import numpy as np

from studio.voices.energy import WINDOW, cut, loud
from studio.words import Clip, Word

HEAD, TAIL = 0.05, 0.10  # seconds of quiet left before and behind the speech
BETWEEN = 0.35  # seconds of quiet between two sentences


def joined(parts: list[Clip]) -> Clip:
    """Sentences in a row, their own silences replaced by ours."""
    sounds, words, now = [], [], 0.0
    for i, part in enumerate(parts):
        heard = np.flatnonzero(loud(part.samples, part.rate))
        start, end = float(heard[0]) * WINDOW, float(heard[-1] + 1) * WINDOW
        behind = TAIL if i == len(parts) - 1 else BETWEEN - HEAD
        kept = cut(part.samples, part.rate, start - HEAD, end + TAIL)
        sounds += [kept, np.zeros(round((behind - TAIL) * part.rate), np.float32)]
        length = sum(len(s) for s in sounds[-2:]) / part.rate
        shift = now - (start - HEAD)
        words += [Word(w.text, *_clamped(w, heard, shift, now + HEAD, now + HEAD + end - start)) for w in part.words]
        now += length
    return Clip(np.concatenate(sounds), parts[0].rate, tuple(words))


def _clamped(word: Word, heard: np.ndarray, shift: float, low: float, high: float) -> tuple[float, float]:
    """A word's times on the clip's clock, its end brought back to where its sound ends."""
    last = heard[(heard * WINDOW < word.end) & ((heard + 1) * WINDOW > word.start)]
    end = min(word.end, float(last[-1] + 1) * WINDOW) if last.size else word.end
    start = min(max(word.start + shift, low), high)
    return start, min(max(end + shift, start), high)
