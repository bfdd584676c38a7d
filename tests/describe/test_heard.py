"""The voice of descriptions is understood: a recogniser writes down what it hears, where one is installed."""

import numpy as np
import pytest

from studio.describe.voice import speaker
from studio.looks import look_of
from studio.orders import Order
from studio.sound import RATE, resampled

SAID = "The picture shows a network, from left to right: two inputs, a hidden layer of two neurons and two outputs."


def words(text):
    return {word.strip(",.:").lower() for word in text.split()}


def test_a_description_is_heard_word_for_word(tmp_path):
    sphinx = pytest.importorskip("pocketsphinx", reason="no speech recogniser is installed: pip install pocketsphinx")
    clip = speaker(Order("mazur", "forward", look_of("l"), out=tmp_path))("description", SAID)
    assert RATE == 3 * 16_000
    sound = resampled(clip)[: len(resampled(clip)) // 3 * 3].reshape(-1, 3).mean(axis=1)
    hears = sphinx.Decoder(samprate=16_000)
    hears.start_utt()
    hears.process_raw((sound / np.abs(sound).max() * 30_000).astype(np.int16).tobytes(), full_utt=True)
    hears.end_utt()
    found = words(hears.hyp().hypstr)
    assert len(found & words(SAID)) >= 0.6 * len(words(SAID)), found
