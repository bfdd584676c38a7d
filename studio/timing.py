"""How long a beat lasts and which frame belongs to which word; time on screen is whole frames."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from studio.words import Clip, Piece, words_of

BREATH = 0.8  # seconds of quiet behind every beat


@dataclass(frozen=True)
class Timing:
    """A beat's length in frames, the frame of each mark, and each piece's (start, end) in seconds of the beat."""

    frames: int
    marks: dict[str, int]
    pieces: tuple[tuple[float, float], ...]


def time_beat(pieces: Sequence[Piece], clip: Clip, fps: Fraction | float, pause: float = 0.0) -> Timing:
    """The times of a beat spoken by `clip` and followed by `pause` seconds: no mark is over half a frame off its word."""
    times = piece_times(pieces, clip)
    frames = max(1, math.ceil((clip.seconds + BREATH + pause) * fps - 1e-6))
    marks: dict[str, int] = {}
    for piece, (start, _) in zip(pieces, times, strict=True):
        for mark in piece.marks:
            if mark in marks:
                raise ValueError(f"the mark <{mark}> stands twice in one beat")
            marks[mark] = min(round(start * fps), frames - 1)
    return Timing(frames, marks, times)


def piece_times(pieces: Sequence[Piece], clip: Clip) -> tuple[tuple[float, float], ...]:
    """When each piece is heard, in seconds of the clip; one without words waits for the next word."""
    sizes = [len(words_of(piece.spoken)) for piece in pieces]
    if sum(sizes) != len(clip.words):
        raise ValueError(f"the pieces have {sum(sizes)} spoken words, the clip {len(clip.words)}")
    words, out, at = clip.words, [], 0
    for size in sizes:
        if size:
            out.append((words[at].start, words[at + size - 1].end))
        else:
            now = words[at].start if at < len(words) else words[-1].end if words else 0.0
            out.append((now, now))
        at += size
    return tuple(out)
