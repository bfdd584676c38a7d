"""Voices speak every word, and say when."""

import os
import re
import struct
from itertools import pairwise

import av
import numpy as np
import pytest

from engine.errors import InputError
from studio.voices import Cached, Recorded, find
from studio.voices import hibari as hibari_module
from studio.voices.align import Token, spans
from studio.voices.energy import pauses, speech_span
from studio.voices.hibari import BETWEEN, HEAD, TAIL, HibariVoice, model
from studio.voices.hibari_model import SPEED, Model
from studio.voices.pronounce import LETTERS, PRONOUNCED, pronounced
from studio.voices.silent import Silent
from studio.voices.snap import timed
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


# recorded


def tone(path, spans_, seconds, rate=44_100):
    """A recording that hums in the given stretches of seconds."""
    t = np.arange(round(seconds * rate)) / rate
    on = sum(((t >= a) & (t < b)).astype(float) for a, b in spans_)
    samples = (0.3 * np.sin(2 * np.pi * 220 * t) * on + 1e-4 * np.random.default_rng(0).standard_normal(t.size)).astype(np.float32)
    with av.open(str(path), "w") as file:
        stream = file.add_stream(
            {"wav": "pcm_s16le", "flac": "flac", "mp3": "mp3", "m4a": "aac"}[path.suffix[1:]], rate=rate, layout="mono"
        )
        size = 1152 if path.suffix in (".mp3", ".m4a") else 4096
        for i in range(0, len(samples), size):
            frame = av.AudioFrame.from_ndarray(samples[None, i : i + size], format="fltp", layout="mono")
            frame.sample_rate, frame.pts = rate, i
            file.mux(stream.encode(frame))
        file.mux(stream.encode(None))


@pytest.mark.parametrize("kind", ["wav", "flac", "mp3", "m4a"])
def test_a_recording_is_trimmed_and_its_pauses_are_found(tmp_path, kind):
    tone(tmp_path / f"hello.{kind}", [(0.7, 1.5), (2.1, 3.0)], 4.0)
    clip = find(str(tmp_path)).say("hello", "one two, three four")
    assert clip.seconds == pytest.approx(2.3 + 0.15, abs=0.08)
    assert clip.words[0].start == pytest.approx(0.05, abs=0.04)
    assert clip.words[1].end == pytest.approx(0.85, abs=0.06)
    assert clip.words[2].start == pytest.approx(1.45, abs=0.06)
    assert in_order(clip)


def test_a_pause_without_punctuation_is_not_snapped_to():
    plain_times = timed(("one", "two", "three", "four"), 0, 4, ())
    assert timed(("one", "two", "three", "four"), 0, 4, ((2.0, 2.5),)) == plain_times
    snapped = timed(("one", "two,", "three", "four"), 0, 4, ((1.8, 2.5),))
    assert (snapped[1][1], snapped[2][0]) == (1.8, 2.5)


def test_missing_recordings_are_all_named(tmp_path):
    tone(tmp_path / "here.wav", [(0.1, 0.5)], 1.0)
    voice = Recorded(tmp_path)
    assert voice.missing(["here", "gone", "lost"]) == ("gone", "lost")
    with pytest.raises(InputError, match="gone, lost"):
        voice.require(["here", "gone", "lost"])
    voice.require(["here"])
    with pytest.raises(InputError, match="gone"):
        voice.say("gone", "x")


def test_a_recording_made_when_a_beat_was_one_of_several_still_serves(tmp_path):
    for name in ("first-1.wav", "twice-2.wav"):
        (tmp_path / name).write_bytes(b"")
    assert Recorded(tmp_path).missing(["first", "first-1", "twice", "twice-1"]) == ("twice", "twice-1")


def test_bad_recordings_are_refused_in_a_sentence(tmp_path):
    (tmp_path / "noise.wav").write_bytes(b"not sound at all")
    tone(tmp_path / "quiet.wav", [], 1.0)
    (tmp_path / "zero.wav").write_bytes(b"")
    for beat in ("noise", "zero"):
        with pytest.raises(InputError, match="cannot be read as sound"):
            Recorded(tmp_path).say(beat, "x")
    with pytest.raises(InputError, match="nothing is heard"):
        Recorded(tmp_path).say("quiet", "x")


def raw(path, samples, rate=48_000):
    """A wav of floats, whatever they are."""
    data = np.asarray(samples, "<f4").tobytes()
    head = struct.pack("<4sI4s4sIHHIIHH4sI", b"RIFF", 36 + len(data), b"WAVE", b"fmt ", 16, 3, 1, rate, 4 * rate, 4, 32, b"data", len(data))
    path.write_bytes(head + data)


def test_recordings_that_no_beat_can_have_are_refused_before_they_fill_the_memory(tmp_path):
    hum = 0.3 * np.sin(np.arange(8_000) / 8)
    raw(tmp_path / "slow.wav", hum, rate=1)  # 8,000 seconds
    raw(tmp_path / "long.wav", np.tile(hum, 130), rate=8_000)
    raw(tmp_path / "far.wav", hum * 1e20)
    raw(tmp_path / "none.wav", np.where(np.arange(8_000) == 99, np.nan, hum))
    raw(tmp_path / "telephone.wav", hum, rate=8_000)
    said = {"slow": "found 1 samples a second", "long": "lasts longer than 2 min", "far": "beyond full scale", "none": "beyond full scale"}
    for beat, message in said.items():
        with pytest.raises(InputError, match=message):
            Recorded(tmp_path).say(beat, "x")
    assert Recorded(tmp_path).say("telephone", "x").seconds == pytest.approx(1, abs=0.2)


def test_a_recording_is_known_by_its_sound_not_by_its_name(tmp_path):
    tone(tmp_path / "hello.mp3", [(0.1, 0.5)], 1.0)
    (tmp_path / "hello.mp3").rename(tmp_path / "hello.wav")
    (tmp_path / "page.m4a").write_text("#EXTM3U\n#EXTINF:10,\nhttp://127.0.0.1:9/x.ts\n")
    (tmp_path / "folder.wav").mkdir()
    os.mkfifo(tmp_path / "pipe.wav")
    voice = Recorded(tmp_path)
    assert len(voice.version) == 16
    assert voice.say("hello", "x").seconds < 1
    with pytest.raises(InputError, match=r"page.m4a: cannot be read as sound \(Invalid data found"):
        voice.say("page", "x")
    assert voice.missing(["folder", "pipe"]) == ("folder", "pipe")


def test_another_take_is_another_version(tmp_path):
    tone(tmp_path / "here.wav", [(0.1, 0.5)], 1.0)
    before = Recorded(tmp_path).version
    tone(tmp_path / "here.wav", [(0.1, 0.6)], 1.0)
    assert Recorded(tmp_path).version != before


# finding and keeping


def test_an_unknown_voice_is_refused():
    with pytest.raises(InputError, match=re.escape("unknown voice 'hal': use hibari, silent, or a folder")):
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
