"""Voices speak every word, and say when."""

import re
from itertools import pairwise

import numpy as np
import pytest

from engine.errors import InputError
from studio.voices import Cached, find
from studio.voices import hibari as hibari_module
from studio.voices.align import Token, spans
from studio.voices.energy import pauses, speech_span
from studio.voices.hibari import BETWEEN, HEAD, TAIL, HibariVoice, model
from studio.voices.hibari_model import SPEED, Model
from studio.voices.pronounce import LETTERS, PRONOUNCED, pronounced
from studio.voices.silent import Silent
from studio.words import Clip, Word, plain, words_of

SENTENCES = (
    "Two numbers come in: x one and x two. [a](/ˈA/) one is z-one squashed — don't forget (it), for 0.5 is 1/2! "
    "The tanh of w five's share is b. Then d L by dz equals minus zero point three seven seven five."
)


def in_order(clip):
    """Whether words follow each other inside the clip."""
    edges = [t for w in clip.words for t in (w.start, w.end)]
    return edges == sorted(edges) and edges[0] >= 0 and edges[-1] <= clip.seconds


# hibari


@pytest.fixture(scope="module")
def said():
    return HibariVoice().say("b", SENTENCES)


def test_hibari_times_every_word(said):
    assert [w.text for w in said.words] == [plain(w) for w in words_of(SENTENCES)]
    assert in_order(said)
    assert all(w.end > w.start for w in said.words if w.text != "—")
    dash = next(w for w in said.words if w.text == "—")
    assert dash.start == dash.end


def test_hibari_words_are_where_the_sound_is(said):
    first, last = speech_span(said.samples, said.rate)
    assert abs(said.words[0].start - first) < 0.08
    assert abs(said.words[-1].end - last) < 0.08
    for a, b in pauses(said.samples, said.rate, 0.3):  # nothing is said in the gap between two sentences
        assert not any(max(0, min(w.end, b) - max(w.start, a)) > 0.12 for w in said.words)


def test_hibari_has_its_own_silence_replaced():
    clip = HibariVoice().say("b", "Look at the loss. Walk back along the edge. The weight moves.")
    first, last = speech_span(clip.samples, clip.rate)
    assert first == pytest.approx(HEAD, abs=0.021)
    assert clip.seconds - last == pytest.approx(TAIL, abs=0.021)
    assert [b - a for a, b in pauses(clip.samples, clip.rate, 0.25)] == pytest.approx([BETWEEN] * 2, abs=0.04)


def test_hibari_repeats_itself(said):
    again = HibariVoice().say("other name", SENTENCES)
    assert np.array_equal(again.samples, said.samples)
    assert again.words == said.words


def test_the_timed_model_sounds_like_the_stock_one():
    text = "The gradient flows back."
    clip = hibari_module._sentence(words_of(text), np.random.default_rng(0))
    assert np.array_equal(clip.samples, model().tts(text, SPEED, seed=0))
    assert HibariVoice().timing == "model"


def test_without_the_tensor_times_are_shared_out(monkeypatch):
    blind = Model(tensor=b"/no_such_tensor")
    assert blind.timing == "proportional"
    exact = HibariVoice().say("b", "Multiply by the slope.")
    version = HibariVoice().version
    monkeypatch.setattr(hibari_module, "model", lambda: blind)
    assert HibariVoice().version != version  # or kept clips would be taken for exact ones
    rough = HibariVoice().say("b", "Multiply by the slope.")
    assert np.array_equal(rough.samples, exact.samples)
    assert in_order(rough)
    assert rough.words != exact.words
    assert max(abs(a.start - b.start) for a, b in zip(rough.words, exact.words, strict=True)) < 0.25


def test_a_sentence_too_long_for_the_model_is_cut_and_timed():
    text = "and so the gradient flows backward, " * 20 + "until it stops."
    assert len(model().tts.g2p(text)) > hibari_module.LONGEST
    clip = HibariVoice().say("b", text)
    assert len(clip.words) == len(words_of(text))
    assert in_order(clip)


def test_nothing_to_say():
    for text in ("", "—", "..."):
        clip = HibariVoice().say("b", text)
        assert clip.seconds == 0
        assert len(clip.words) == len(words_of(text))


@pytest.mark.parametrize("word", [*PRONOUNCED, *LETTERS])
def test_every_listed_pronunciation_is_spoken(word):
    phonemes = (PRONOUNCED | LETTERS)[word]
    assert model().kept(phonemes).all()
    assert phonemes in model().tts.phonemize(f"Then {pronounced(word + '.')} Good")[0]


def test_pronunciations_are_for_whole_words():
    assert pronounced("tanhs") == "tanhs"
    assert pronounced("[a](/ˈA/)") == "[a](/ˈA/)"
    assert pronounced("a") == "a"
    assert pronounced("(ReLU's),") == "([ReLU's](/ɹˈɛluz/)),"


def test_the_letter_a_is_said_as_a_name_and_not_as_an_article():
    assert model().tts.phonemize("take [a](/ˈA/) one")[0] == "tˈAk ˈA wˈʌn"
    assert "ɐ wˈʌn" in model().tts.phonemize("take a one")[0]


def test_alignment_survives_another_way_of_cutting():
    tokens = (Token("z", 0, 1), Token("-", 1, 1), Token("one", 1, 2), Token("one", 3, 4), Token("half", 4, 5), Token("it", 5, 6))
    assert spans(("z-one,", "1/2", "(it)."), tokens)[0] == (0, 2)
    assert spans(("z-one,", "1/2", "(it)."), tokens)[2] == (5, 6)
    assert spans(("a", "b"), ()) == ((0, 0), (0, 0))


# silent


def test_silent_lasts_as_long_as_hibari():
    text = "Look at one neuron, the first of layer one. It weighs each input, adds them, and adds zero point three five, a bias of its own."
    silent, spoken = Silent().say("b", text), HibariVoice().say("b", text)
    assert silent.seconds == pytest.approx(spoken.seconds, rel=0.05)
    assert [w.start for w in silent.words] == pytest.approx([w.start for w in spoken.words], abs=0.5)
    assert not silent.samples.any()
    assert in_order(silent)


def test_silent_pauses_at_punctuation():
    words = Silent().say("b", "one two, three. four — five").words
    assert [b.start - a.end for a, b in pairwise(words)] == pytest.approx([0.05, 0.26, 0.36, 0, 0.26])


# finding and keeping


def test_an_unknown_voice_is_refused():
    with pytest.raises(InputError, match=re.escape("unknown voice 'hal': use hibari, kokoro, espeak, silent, or a folder")):
        find("hal")


class Counting:
    name, version = "counting", "1"

    def __init__(self):
        self.calls = 0

    def say(self, beat, spoken):
        self.calls += 1
        return Clip(np.full(10, 0.5, np.float32), 24000, tuple(Word(plain(w), i, i + 0.1 + 0.2) for i, w in enumerate(words_of(spoken))))


def test_a_clip_is_spoken_once_and_comes_back_exactly(tmp_path):
    voice = Counting()
    first = Cached(voice, tmp_path).say("b", "one [a](/ˈA/)")
    again = Cached(voice, tmp_path).say("renamed", "one [a](/ˈA/)")
    assert voice.calls == 1
    assert np.array_equal(first.samples, again.samples)
    assert (first.words, first.rate) == (again.words, again.rate)
    Cached(voice, tmp_path).say("b", "one more")
    voice.version = "2"
    Cached(voice, tmp_path).say("b", "one [a](/ˈA/)")
    assert voice.calls == 3
    assert all(p.suffix == ".clip" and not p.name.startswith(".") for p in tmp_path.iterdir())


@pytest.mark.parametrize("damage", [lambda b: b[:40], lambda b: b[: len(b) // 2] + b"\0\1\2" + b[len(b) // 2 + 3 :], lambda b: b""])
def test_a_damaged_clip_is_spoken_again(tmp_path, damage):
    voice = Counting()
    kept = Cached(voice, tmp_path)
    kept.say("b", "one two")
    path = kept.path("one two")
    path.write_bytes(damage(path.read_bytes()))
    assert kept.say("b", "one two").words[1].text == "two"
    assert voice.calls == 2
    assert kept.say("b", "one two").words[1].text == "two"
    assert voice.calls == 2
