"""A film's sound in a file of its own, kept by all that it is made of, so that it can be made while the pictures are drawn."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import av

from studio import sealed, sound, stems, tracks
from studio.atomic import PART, remove, replacing, room
from studio.keys import file_hash, key, sources, versions
from studio.score import Score
from studio.sound import Loudness


@dataclass(frozen=True)
class Soundtrack:
    """Encoded sound in a file, so many samples at 48 kHz, and how loud it is when it is played."""

    path: Path
    samples: int
    loudness: Loudness


@cache
def _tools() -> list[dict[str, str]]:
    return [sources(Path(__file__), Path(stems.__file__), Path(tracks.__file__)), versions()]


def of(folder: Path, score: Score) -> Soundtrack:
    """The sound of a score: the file in `folder` that stands, or a new one; files of other scores are removed."""
    path = folder / f"{key(*score.parts, _tools())}.mp4"
    made = _standing(path, sound.sample_of(score.frames, score.fps))
    if made is None:
        made = _made(path, score)
    for other in folder.iterdir():
        if other.stem != path.stem and not other.name.startswith(PART):
            remove(other)
    return made


def _made(path: Path, score: Score) -> Soundtrack:
    room(path.parent)
    mixed = stems.mixed(score)
    with replacing(path) as temporary:
        with av.open(str(temporary), "w", format="mp4") as file:
            voice = tracks.add_voice(file)
            for packet in tracks.encoded(voice, mixed):
                file.mux(packet)
        found = sound.measure(temporary)
        levels = {"integrated": str(found.integrated), "true_peak": str(found.true_peak)}  # texts: silence is infinitely low
        sealed.write(path.with_suffix(".json"), {"sha256": file_hash(temporary), **levels})
    return Soundtrack(path, mixed.shape[1], found)


def _standing(path: Path, samples: int) -> Soundtrack | None:
    """What was made before and is as it was written, or None."""
    note = sealed.read(path.with_suffix(".json")) or {}
    try:
        if note["sha256"] == file_hash(path):
            return Soundtrack(path, samples, Loudness(float(note["integrated"]), float(note["true_peak"])))
    except (OSError, ValueError, KeyError, TypeError):
        pass
    return None
