"""A film's sound in a file of its own, kept by all that it is made of, so that it can be made while the pictures are drawn."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import av

from studio import sound, stems, tracks
from studio.atomic import PART, replacing, write_text
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
            other.unlink(missing_ok=True)
    return made


def _made(path: Path, score: Score) -> Soundtrack:
    path.parent.mkdir(parents=True, exist_ok=True)
    mixed = stems.mixed(score)
    with replacing(path) as temporary:
        with av.open(str(temporary), "w", format="mp4") as file:
            voice = tracks.add_voice(file)
            for packet in tracks.encoded(voice, mixed):
                file.mux(packet)
        found = sound.measure(temporary)
        seal = {"sha256": file_hash(temporary), "integrated": found.integrated, "true_peak": found.true_peak}
        write_text(path.with_suffix(".json"), json.dumps(seal))
    return Soundtrack(path, mixed.shape[1], found)


def _standing(path: Path, samples: int) -> Soundtrack | None:
    """What was made before and is as it was written, or None."""
    try:
        seal = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
        if seal["sha256"] == file_hash(path):
            return Soundtrack(path, samples, Loudness(float(seal["integrated"]), float(seal["true_peak"])))
    except (OSError, ValueError, KeyError, TypeError):
        pass
    return None
