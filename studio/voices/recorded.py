"""A person's own recordings, one file a beat: `<beat>.wav`, `.flac`, `.mp3` or `.m4a`."""

from __future__ import annotations

from collections.abc import Iterable
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
        return tuple(beat for beat in beats if self._path(beat) is None)

    def say(self, beat: str, spoken: str) -> Clip:
        """The beat's recording, trimmed, its words shared out between its pauses."""
        path = self._path(beat)
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

    def _path(self, beat: str) -> Path | None:
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
    to_mono = av.AudioResampler(format="fltp", layout="mono", rate=RATE)
    chunks: list[np.ndarray] = []
    try:
        with av.open(str(path)) as file:
            if not file.streams.audio:
                raise InputError(f"{path}: no sound in this file")
            for frame in file.decode(file.streams.audio[0]):
                chunks += [out.to_ndarray()[0] for out in to_mono.resample(frame)]
            chunks += [out.to_ndarray()[0] for out in to_mono.resample(None)]
    except (av.FFmpegError, OSError) as error:
        raise InputError(f"{path}: cannot be read as sound ({error})") from None
    return np.concatenate(chunks).astype(np.float32) if chunks else np.zeros(0, np.float32)
