"""A film's sound in a file of its own, kept by all that it is made of, so that it can be made while the pictures are drawn."""

from __future__ import annotations

import ctypes
import hashlib
import json
import os
import signal
import sys
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path

import av

from studio import sound, tracks
from studio.atomic import PART, replacing, write_text
from studio.fast.crew import CAN_FORK, PR_SET_PDEATHSIG
from studio.fast.slots import Slots
from studio.keys import file_hash, key, sources, versions
from studio.sound import Loudness
from studio.words import Clip


@dataclass(frozen=True)
class Soundtrack:
    """Encoded sound in a file, so many samples at 48 kHz, and how loud it is when it is played."""

    path: Path
    samples: int
    loudness: Loudness


@dataclass(frozen=True, eq=False)
class Score:
    """What sounds in a film: clips, the frame at which each starts, the frames in all and a second."""

    clips: Sequence[Clip]
    starts: Sequence[int]
    frames: int
    fps: int

    @property
    def key(self) -> str:
        """All that the encoded sound depends on."""
        clips = [(hashlib.sha256(clip.samples.tobytes()).hexdigest(), str(clip.samples.dtype), clip.rate) for clip in self.clips]
        return key(clips, list(self.starts), self.frames, self.fps, _tools())


@cache
def _tools() -> list[dict[str, str]]:
    return [sources(Path(__file__), Path(sound.__file__), Path(tracks.__file__)), versions()]


def of(folder: Path, score: Score) -> Soundtrack:
    """The sound of a score: the file in `folder` that stands, or a new one; files of other scores are removed."""
    path = folder / f"{score.key}.mp4"
    made = _standing(path, sound.sample_of(score.frames, score.fps))
    if made is None:
        made = _made(path, score)
    for other in folder.iterdir():
        if other.stem != path.stem and not other.name.startswith(PART):
            other.unlink(missing_ok=True)
    return made


def _made(path: Path, score: Score) -> Soundtrack:
    path.parent.mkdir(parents=True, exist_ok=True)
    mixed = sound.mix(list(zip(score.starts, score.clips, strict=True)), score.frames, score.fps)
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


@contextmanager
def ahead(folder: Path, score: Score, slots: Slots | None) -> Iterator[Callable[[], None]]:
    """While the block runs, a copy of this process makes the sound of a score that is likely to be asked for.

    Yields what waits until it has.
    """
    if slots is None or not CAN_FORK:
        yield lambda: None
        return
    parent = os.getpid()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # threads: the copy uses none that it has lost
        pid = os.fork()
    if pid == 0:
        _in_a_copy(parent, folder, score, slots)
    waiting = cache(partial(_reap, pid))
    try:
        yield waiting
    except BaseException:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
        raise
    finally:
        waiting()


def _reap(pid: int) -> None:
    os.waitpid(pid, 0)


def _in_a_copy(parent: int, folder: Path, score: Score, slots: Slots) -> None:
    """Make the sound and end; what goes wrong here goes wrong again where it is asked for, and is told there."""
    try:
        if sys.platform == "linux":
            ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() == parent:
            slots.take()
            of(folder, score)
    finally:
        os._exit(0)
