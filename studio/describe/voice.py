"""The voice of descriptions: that of the film a shade apart, lower, slower and a little quieter, so that nobody takes one for the other."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from studio import voices
from studio.orders import Order
from studio.words import Clip, Word

LOWER = 0.94  # of the pitch and of the pace: one semitone
QUIETER = 0.8  # of the amplitude: two decibels


def speaker(order: Order) -> Callable[[str, str], Clip]:
    """Says a sentence in the film's voice; what a person recorded is described by the language's own."""
    voice = voices.find(order.voice if voices.built_in(order.voice) else voices.AUTO, order.voice_cache, order.lang)
    return lambda name, spoken: apart(voice.say(name, spoken))


def apart(clip: Clip) -> Clip:
    """The same words, played a little slower."""
    rate = round(clip.rate * LOWER)
    words = tuple(Word(word.text, word.start * clip.rate / rate, word.end * clip.rate / rate) for word in clip.words)
    return Clip((clip.samples * QUIETER).astype(np.float32), rate, words)
