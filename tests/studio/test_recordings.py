"""A person's own recordings: trimmed, timed by their pauses, and refused in a sentence where no beat can have them."""

import os
import random
import struct

import av
import numpy as np
import pytest

from engine.errors import InputError
from studio.voices import Recorded, find
from studio.voices.snap import timed
from tests.studio.test_voices import in_order


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


def test_a_header_with_any_byte_changed_is_a_recording_or_refused(tmp_path):
    """Where a byte of it names a kind of sound that nothing can decode, PyAV has no decoder and no rate."""
    tone(tmp_path / "beat.wav", [(0.1, 0.4)], 0.5, rate=8000)
    whole, rng, refused = (tmp_path / "beat.wav").read_bytes(), random.Random(16), set()
    at = whole.index(b"fmt ")
    for kind in (0x50, 0x7000, *(rng.randrange(65_536) for _ in range(40))):
        damaged = bytearray(whole)
        damaged[at + 8 : at + 10] = kind.to_bytes(2, "little")
        damaged[rng.randrange(60)] ^= 1 << rng.randrange(8)
        (tmp_path / "beat.wav").write_bytes(damaged)
        try:
            Recorded(tmp_path).say("beat", "hello")
        except InputError as error:
            refused.add(str(error).split(": found ")[-1][:15])
    assert "a kind of sound" in refused


def test_a_recording_whose_tags_are_not_utf_8_is_heard(tmp_path):
    tone(tmp_path / "beat.wav", [(0.1, 0.4)], 0.5)
    whole = (tmp_path / "beat.wav").read_bytes()
    tags = b"INFOIART" + struct.pack("<I", 4) + "Jürg".encode("latin-1")
    at = whole.index(b"fmt ") + 8 + 16
    (tmp_path / "beat.wav").write_bytes(whole[:at] + b"LIST" + struct.pack("<I", len(tags)) + tags + whole[at:])
    assert Recorded(tmp_path).say("beat", "hello").seconds == pytest.approx(0.45, abs=0.05)
