"""A person's own recordings, one file a beat: `<beat>.wav`, `.flac`, `.mp3` or `.m4a`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path

import av
import numpy as np

from engine.errors import InputError
from studio.keys import SOUNDS as KINDS
from studio.keys import key, recordings
from studio.voices.energy import cut, pauses, speech_span
from studio.voices.snap import timed
from studio.words import Clip, Word, plain, words_of

RATE = 48_000
SLOWEST = 4_000  # samples a second in which speech can be understood
LONGEST = 120  # seconds of one beat
LOUDEST = 100.0  # of full scale; what is beyond, or is no number, was not recorded
HEAD, TAIL = 0.05, 0.10  # seconds of quiet left before and behind the speech
PAUSE = 0.16  # seconds of quiet that count as a pause


class Recorded:
    """Speaks with the recordings of one folder."""

    def __init__(self, folder: Path):
        if not folder.is_dir():
            raise InputError(f"{folder}: no such folder of recordings")
        self.folder = folder
        self.name = f"recorded:{folder.name}"

    @cached_property
    def version(self) -> str:
        """A hash of every recording, since another take is another film."""
        return key(recordings(self.folder))[:16]

    def missing(self, beats: Iterable[str]) -> tuple[str, ...]:
        """The beats that have no recording."""
        return tuple(beat for beat in beats if self.path(beat) is None)

    def say(self, beat: str, spoken: str) -> Clip:
        """The beat's recording, trimmed, its words shared out between its pauses."""
        path = self.path(beat)
        if path is None:
            raise InputError(f"{self.folder}: no recording for the beat {beat} ({', '.join(beat + k for k in KINDS)})")
        samples = decoded(path)
        span = speech_span(samples, RATE)
        if span is None:
            raise InputError(f"{path}: nothing is heard in this recording")
        samples = cut(samples, RATE, span[0] - HEAD, span[1] + TAIL)
        return Clip(samples, RATE, _words(spoken, samples))

    def require(self, beats: Iterable[str]) -> None:
        """Refuse, naming every beat that has no recording."""
        if missing := self.missing(beats):
            raise InputError(f"{self.folder}: no recording for {', '.join(missing)} (one of {' '.join(KINDS)} each)")

    def path(self, beat: str) -> Path | None:
        """The recording of a beat, if there is one."""
        names = (beat, f"{beat}-1")  # one that is told once may have been one of several when it was recorded
        return next((p for name in names for kind in KINDS if (p := self.folder / f"{name}{kind}").is_file()), None)


def _words(spoken: str, samples: np.ndarray) -> tuple[Word, ...]:
    """Word times from the letters of each word and the pauses of the speaker."""
    words = words_of(spoken)
    start, end = HEAD, len(samples) / RATE - TAIL
    times = timed(tuple(map(plain, words)), start, end, pauses(samples, RATE, PAUSE))
    return tuple(Word(plain(word), *time) for word, time in zip(words, times, strict=True))


def decoded(path: Path) -> np.ndarray:
    """A sound file as float32 mono samples (n,) at 48 kHz."""
    chunks: list[np.ndarray] = []
    heard = 0
    try:
        with av.open(str(path), options={"protocol_whitelist": "file"}, metadata_errors="replace") as file:
            for chunk in _resampled(file, path):
                chunks.append(chunk)
                heard += len(chunk)
                if heard > LONGEST * RATE:
                    most = f"{LONGEST // 60} min"
                    raise InputError(f"{path}: lasts longer than {most}; allowed: the words of one beat. Cut it into a file for each beat")
    except (av.FFmpegError, OSError) as error:
        raise InputError(f"{path}: cannot be read as sound ({error.strerror or error})") from None
    samples = np.concatenate(chunks).astype(np.float32) if chunks else np.zeros(0, np.float32)
    if samples.size and not np.abs(samples).max() < LOUDEST:
        raise InputError(f"{path}: found samples far beyond full scale; allowed: from -1 to 1. Export it again, with 16 or 24 bits")
    return samples


def _resampled(file: av.container.InputContainer, path: Path) -> Iterator[np.ndarray]:
    """The sound of a file in chunks, mono at 48 kHz."""
    if not file.streams.audio:
        raise InputError(f"{path}: no sound in this file")
    sound = file.streams.audio[0]
    if sound.codec_context is None:
        raise InputError(f"{path}: found a kind of sound that nothing here can read; allowed: WAV, FLAC, MP3 or M4A. Export it again")
    if sound.rate < SLOWEST:
        raise InputError(f"{path}: found {sound.rate} samples a second; allowed: {SLOWEST} or more. Export it again, at 48000")
    to_mono = av.AudioResampler(format="fltp", layout="mono", rate=RATE)
    for frame in file.decode(sound):
        yield from (out.to_ndarray()[0] for out in to_mono.resample(frame))
    yield from (out.to_ndarray()[0] for out in to_mono.resample(None))
