"""The takes of one chapter, in its folder: `<beat>.wav` is the one that counts, those before it lie in `takes/`."""

from __future__ import annotations

import io
import re
import threading
import wave
from collections.abc import Sequence
from dataclasses import asdict
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from engine import InputError
from scenes.beat import Beat
from scenes.translation import ENGLISH
from studio import pages
from studio.atomic import contents, replacing
from studio.recorder.heard import Heard, heard
from studio.voices.recorded import RATE, Recorded, decoded
from studio.words import plain, words_of

LONGEST = 300  # seconds of a take
MOST = 2 * 96_000 * LONGEST  # bytes of one
ASIDE = "takes"


class Takes:
    """What was recorded of these beats; a take replaces another, and nothing is thrown away. What is wrong is told in `lang`."""

    def __init__(self, folder: Path, beats: Sequence[Beat], lang: str = ENGLISH) -> None:
        self.folder, self.beats, self.lang = folder, {beat.name: beat for beat in beats}, lang
        self._turn = threading.Lock()
        folder.mkdir(parents=True, exist_ok=True)
        self._voice = Recorded(folder)

    def told(self) -> list[dict[str, Any]]:
        """Every beat with its words and what is heard in its take, as JSON can write it."""
        return [self.of(name) for name in self.beats]

    def of(self, name: str) -> dict[str, Any]:
        """One beat, its words, its take; how many lie before that."""
        beat = self.beats[name]
        words = {"name": name, "words": beat.shown, "said": said_so(beat), "pause": beat.pause}
        return {**words, "before": len(self._aside(name)), "take": self._taken(name)}

    def _taken(self, name: str) -> dict[str, Any] | None:
        """What is heard in a beat's take, if it has one."""
        path = self.path(name)
        if path is None:
            return None
        stat = path.stat()
        found = _listened(path, stat.st_mtime_ns, stat.st_size)
        faults = tuple(pages.retold(self.lang, fault, pages.FAULTS) for fault in found.faults)
        return {**asdict(found), "faults": faults, "stamp": str(stat.st_mtime_ns)}

    def path(self, name: str) -> Path | None:
        """The file of a beat's take, if it has one."""
        return self._voice.path(name) if name in self.beats else None

    def keep(self, name: str, sound: bytes) -> dict[str, Any]:
        """Keep a take, a WAV file of one channel; the one before it is put aside. One that is sent again is the same take."""
        samples, rate = read(sound)
        path = self.folder / f"{name}.wav"
        with self._turn:
            if not _holds(path, samples, rate):
                self._put_aside(name)
                _write(path, samples, rate)
        return self.of(name)

    def back(self, name: str) -> dict[str, Any]:
        """Take the one before again; the one that counted is put aside in its place."""
        with self._turn:
            if aside := self._aside(name):
                self._put_aside(name, first=True)
                aside[-1].replace(self.folder / f"{name}.wav")  # on a full disk, too
        return self.of(name)

    def _put_aside(self, name: str, first: bool = False) -> None:
        """Move the take that counts behind the others, or before them."""
        path = self.folder / f"{name}.wav"
        if not path.is_file():
            return
        numbers = [_number(aside) for aside in self._aside(name)] or [0]
        number = min(numbers) - 1 if first else max(numbers) + 1
        (self.folder / ASIDE).mkdir(exist_ok=True)
        path.rename(self.folder / ASIDE / f"{name}.{number}.wav")

    def _aside(self, name: str) -> list[Path]:
        """The takes of a beat that do not count, in their order."""
        files = (self.folder / ASIDE).glob(f"{name}.*.wav")
        return sorted((path for path in files if re.fullmatch(r"-?\d+", path.name[len(name) + 1 : -4])), key=_number)


def said_so(beat: Beat) -> str:
    """How a beat is read aloud, numbers and symbols as words."""
    return " ".join(plain(word) for word in words_of(beat.spoken))


def _number(path: Path) -> int:
    return int(path.name.split(".")[-2])


@lru_cache(maxsize=512)
def _listened(path: Path, stamp: int, size: int) -> Heard:
    try:
        return heard(decoded(path), RATE)
    except InputError as error:
        return Heard(0.0, -120.0, -120.0, (str(error),))


def read(sound: bytes) -> tuple[np.ndarray, int]:
    """The samples, int16 (n,), and the rate of a WAV file of one channel."""
    try:
        with wave.open(io.BytesIO(sound)) as file:
            rate, count, form = file.getframerate(), file.getnframes(), (file.getnchannels(), file.getsampwidth())
            samples = np.frombuffer(file.readframes(count), "<i2") if form == (1, 2) else None
    except (wave.Error, EOFError, ValueError, RuntimeError) as error:  # the last of a part that says it is longer than the file
        raise InputError(f"found a take that is no WAV file ({error or 'it is cut off'}); record it again") from None
    if samples is None:
        raise InputError(f"found a take of {form[0]} channels and {8 * form[1]} bits; allowed: one channel, 16 bits")
    if not (8_000 <= rate <= 96_000 and 0 < len(samples) <= LONGEST * rate):
        raise InputError(f"found a take of {len(samples)} samples, {rate} a second; allowed: up to {LONGEST} s. Record it again")
    return samples, rate


def _holds(path: Path, samples: np.ndarray, rate: int) -> bool:
    """Whether a file is this take."""
    try:
        kept, kept_rate = read(contents(path))
    except (OSError, InputError):
        return False
    return kept_rate == rate and np.array_equal(kept, samples)


def _write(path: Path, samples: np.ndarray, rate: int) -> None:
    """A WAV file that is whole or not there."""
    with replacing(path) as temporary, temporary.open("wb") as out, wave.open(out, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(samples.tobytes())
