"""What is heard in a take, and that no take is lost."""

import contextlib
import errno
import io
import os
import random
import wave

import numpy as np
import pytest

from engine import InputError
from scenes.beat import Beat
from scenes.sentence import Piece
from studio.recorder.heard import NOTHING, cut_off, heard
from studio.recorder.takes import LONGEST, Takes, read
from studio.voices.recorded import Recorded

RATE = 48_000
BEATS = [
    Beat("opened", "opened", (), (Piece("Blame is δ.", "Blame is delta."),)),
    Beat("asked", "asked", (), (Piece("Why?", "Why?"),), pause=2.0),
]


def voiced(size: float = 0.3, before: float = 0.4, spoken: float = 1.0, after: float = 0.4, room: float = 1e-4) -> np.ndarray:
    """Something like a voice in a room, float (n,)."""
    n = [round(RATE * s) for s in (before, spoken, after)]
    sound = np.concatenate([np.zeros(n[0]), size * np.sin(2 * np.pi * 220 * np.arange(n[1]) / RATE), np.zeros(n[2])])
    return np.clip(sound + room * np.random.default_rng(0).normal(size=sound.size), -1, 1)


def file(samples: np.ndarray, rate: int = RATE, channels: int = 1) -> bytes:
    """A WAV file's bytes."""
    out = io.BytesIO()
    with wave.open(out, "wb") as made:
        made.setnchannels(channels)
        made.setsampwidth(2)
        made.setframerate(rate)
        made.writeframes((samples * 32767).astype("<i2").tobytes())
    return out.getvalue()


def test_a_good_take_has_no_fault():
    found = heard(voiced(), RATE)
    assert found.good
    assert found.voice == pytest.approx(20 * np.log10(0.3 / np.sqrt(2)), abs=0.2)
    assert found.room == pytest.approx(-80, abs=1)
    assert found.seconds == pytest.approx(1.8)
    assert heard(voiced(spoken=20.0), RATE).good  # a long beat without a pause


@pytest.mark.parametrize(
    ("sound", "fault"),
    [
        (voiced(size=1.5), "clipped in 440 places"), (voiced(size=0.005, room=1e-5), "the voice is weak, -49 dB"),
        (voiced(room=0.03), "the room is heard, 15 dB"), (voiced(before=0.01), "first word is cut off"),
        (voiced(after=0.01), "last word is cut off"), (np.zeros(RATE), NOTHING), (np.zeros(10), NOTHING),
    ],
)  # fmt: skip
def test_each_fault_is_found_and_said(sound, fault):
    faults = heard(sound, RATE).faults
    assert [part for part in faults if fault in part], faults


def test_a_single_peak_at_the_end_of_the_scale_is_no_clipping():
    assert cut_off(np.array([0.0, 1.0, 0.5, 1.0, 1.0, 0.0])) == 0
    assert cut_off(np.array([1.0, 1.0, 1.0, 0.0, -1.0, -1.0, -1.0, -1.0])) == 2


def test_a_take_is_kept_and_told(tmp_path):
    takes = Takes(tmp_path / "delta", BEATS)
    assert [beat["take"] for beat in takes.told()] == [None, None]
    told = takes.keep("opened", file(voiced()))
    assert told["take"]["faults"] == ()
    assert (told["words"], told["said"], told["before"]) == ("Blame is δ.", "Blame is delta.", 0)
    assert Recorded(tmp_path / "delta").missing(["opened", "asked"]) == ("asked",)
    assert Recorded(tmp_path / "delta").say("opened", "Blame is delta.").seconds == pytest.approx(1.15, abs=0.02)


def test_a_retake_puts_the_other_aside_and_back(tmp_path):
    """One after the other, back through all of them, and nothing is lost."""
    takes = Takes(tmp_path, BEATS)
    files = [file(voiced(spoken=s)) for s in (0.5, 0.7, 0.9)]
    for sound in files:
        takes.keep("asked", sound)
    assert takes.of("asked")["before"] == 2
    seen = []
    for _ in range(4):
        seen.append((tmp_path / "asked.wav").read_bytes())
        takes.back("asked")
    assert [files.index(sound) for sound in seen] == [2, 1, 0, 2]
    assert takes.of("asked")["before"] == 2
    assert takes.of("opened")["before"] == 0


def test_a_take_that_is_sent_again_is_one_take(tmp_path):
    """Its answer was lost on the way, so that the page sent it once more."""
    takes = Takes(tmp_path, BEATS)
    sound = file(voiced())
    for _ in range(3):
        told = takes.keep("opened", sound)
    assert told["before"] == 0
    assert takes.keep("opened", file(voiced(spoken=0.5)))["before"] == 1


def test_what_was_recorded_is_there_again(tmp_path):
    Takes(tmp_path, BEATS).keep("asked", file(voiced(size=1.5)))
    told = Takes(tmp_path, BEATS).told()
    assert told[0]["take"] is None
    assert "clipped" in told[1]["take"]["faults"][0]
    (tmp_path / "opened.wav").write_bytes(b"no sound at all")
    assert "cannot be read as sound" in Takes(tmp_path, BEATS).told()[0]["take"]["faults"][0]


@pytest.mark.parametrize(
    ("sound", "message"),
    [(b"", "no WAV file"), (b"RIFF" + bytes(60), "no WAV file"), (file(voiced(), channels=2), "2 channels"),
     (file(voiced(), rate=4000), "4000 a second"), (file(np.zeros(0)), "0 samples"),
     (file(np.zeros(8_000 * (LONGEST + 1)), rate=8_000), f"up to {LONGEST} s")],
)  # fmt: skip
def test_what_is_no_take_is_refused_and_the_take_stays(tmp_path, sound, message):
    takes = Takes(tmp_path, BEATS)
    kept = file(voiced())
    takes.keep("opened", kept)
    with pytest.raises(InputError, match=message):
        takes.keep("opened", sound)
    assert (tmp_path / "opened.wav").read_bytes() == kept
    assert read(kept)[1] == RATE


def test_a_header_with_any_byte_changed_is_a_take_or_refused():
    sound, rng = file(voiced())[:2000], random.Random(16)
    for _ in range(300):
        damaged = bytearray(sound)
        for _ in range(rng.randint(1, 5)):
            damaged[rng.randrange(44)] = rng.choice((0, 1, 127, 128, 255))
        with contextlib.suppress(InputError):
            read(bytes(damaged))
    with pytest.raises(InputError, match="no WAV file"):
        read(sound[:16] + b"\x11\x01" + sound[18:])  # a part that says it is longer than the file


def test_a_full_disk_costs_no_take_that_is_taken_back(tmp_path, monkeypatch):
    takes = Takes(tmp_path, BEATS)
    for spoken in (0.5, 0.7):
        takes.keep("asked", file(voiced(spoken=spoken)))
    kept = {path.read_bytes() for path in tmp_path.rglob("*.wav")}

    def full(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("studio.recorder.takes.replacing", full)
    takes.back("asked")
    assert {path.read_bytes() for path in tmp_path.rglob("*.wav")} == kept
    assert (tmp_path / "asked.wav").read_bytes() == file(voiced(spoken=0.5))


def test_a_pipe_in_place_of_a_take_is_not_waited_for(tmp_path):
    takes = Takes(tmp_path, BEATS)
    os.mkfifo(tmp_path / "opened.wav")
    assert takes.keep("opened", file(voiced()))["take"]["faults"] == ()
