"""Clips kept on disk by what they are made of, so nothing is spoken twice."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from pathlib import Path

import numpy as np

from studio.atomic import contents, replacing, room
from studio.voices.voice import Voice
from studio.words import Clip, Word, plain, words_of

HASH = 32  # bytes that the file begins with: the SHA-256 of the rest


class Cached:
    """A voice that remembers; name and version are those of the voice inside."""

    def __init__(self, voice: Voice, folder: Path):
        self.voice, self.folder = voice, folder
        self.name = voice.name

    @property
    def version(self) -> str:
        """The version of the voice inside."""
        return self.voice.version

    def say(self, beat: str, spoken: str) -> Clip:
        """The kept clip, or a new one where there is none or it is damaged."""
        path = self.path(spoken)
        clip = _read(path)
        if clip is None or tuple(w.text for w in clip.words) != tuple(map(plain, words_of(spoken))):
            clip = self.voice.say(beat, spoken)
            _write(path, clip)
        return clip

    def path(self, spoken: str) -> Path:
        """Where the clip of a text is kept."""
        key = json.dumps([self.voice.name, self.voice.version, spoken])
        return self.folder / f"{hashlib.sha256(key.encode()).hexdigest()[:32]}.clip"


def _write(path: Path, clip: Clip) -> None:
    """One clip in one file behind its hash, whole or not at all."""
    room(path.parent)
    times = np.array([(w.start, w.end) for w in clip.words], np.float64).reshape(-1, 2)
    buffer = io.BytesIO()
    np.savez(buffer, samples=clip.samples, rate=clip.rate, texts=json.dumps([w.text for w in clip.words]), times=times)
    with replacing(path) as temporary:
        temporary.write_bytes(hashlib.sha256(buffer.getvalue()).digest() + buffer.getvalue())


def _read(path: Path) -> Clip | None:
    """A kept clip, None if there is none or a bit of it is another."""
    try:
        raw = contents(path)
        if hashlib.sha256(raw[HASH:]).digest() != raw[:HASH]:
            return None
        with np.load(io.BytesIO(raw[HASH:]), allow_pickle=False) as kept:
            texts, times = json.loads(str(kept["texts"])), kept["times"]
            words = tuple(Word(text, float(a), float(b)) for text, (a, b) in zip(texts, times, strict=True))
            return Clip(kept["samples"].astype(np.float32), int(kept["rate"]), words)
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile):
        return None
