"""When descriptions are heard: in the gaps of the film as it is, whole sentences or none; and, where the picture is held, all of them.

A film with a voice leaves hardly a gap: most pauses are shorter than a sentence. So there are two: the film's second track has what
fits, as is usual, and the described film holds its picture for what a listener needs, as WCAG's extended description does.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from scenes.beat import Beat
from scenes.question import ASKING
from scenes.witness import Span
from studio.describe.changes import DIGITS, LAYOUT, Remark
from studio.timing import Timing
from studio.words import Clip, Piece

RATE = 2.6  # words a second that are reckoned with before anything is spoken
MOST = 28  # words of a beat's description: some eleven seconds
FIRST = 54  # of the first ones, until the picture is laid out
BEFORE, BETWEEN, AFTER = 0.3, 0.25, 0.35  # seconds of quiet around and between sentences
THINKING = 1.2  # seconds of a question's pause that stay quiet

Say = Callable[[str, str], Clip]


@dataclass(frozen=True, eq=False)
class Spoken:
    """A sentence of a beat's description and its sound."""

    beat: int
    remark: Remark
    pieces: tuple[Piece, ...]
    clip: Clip


@dataclass(frozen=True)
class Room:
    """Of a beat, in frames of the film: where its words end, where its picture can be held, where it ends."""

    words: int
    cut: int
    end: int


def chosen(remarks: Sequence[Remark], most: int = MOST) -> list[Remark]:
    """What is told of a beat: the most important remarks that its budget of words has room for, in the order they came in."""
    left, kept = most, list[Remark]()
    for remark in sorted(remarks, key=lambda one: one.rank):
        if remark.words <= left and not (remark.rank > DIGITS and kept):
            kept.append(remark)
            left -= remark.words
    return [remark for remark in remarks if any(remark is one for one in kept)]


def budget(remarks: Sequence[Remark]) -> int:
    """More for a picture that is new."""
    return FIRST if any(remark.rank == LAYOUT for remark in remarks) else MOST


def rooms(beats: Sequence[Beat], timings: Sequence[Timing], spans: Sequence[Span], fps: int) -> list[Room]:
    """The room that each beat of a drawn film leaves behind its words; a picture is held before its question is asked."""
    found = []
    for beat, timing, span in zip(beats, timings, spans, strict=True):
        words = max((end for _, end in timing.pieces), default=0.0)
        cut = span.end - (round(beat.pause * fps) if beat.pause >= ASKING else 0)
        found.append(Room(min(cut, span.start + math.ceil(words * fps)), cut, span.end))
    return found


def length(sentences: Sequence[Spoken]) -> float:
    """The seconds that sentences take, with the quiet around them."""
    return BEFORE + sum(one.clip.seconds for one in sentences) + BETWEEN * (len(sentences) - 1) + AFTER if sentences else 0.0


def fitting(sentences: Sequence[Spoken], room: Room, fps: int) -> list[Spoken]:
    """The most important sentences that the film's own gap has room for."""
    quiet = THINKING if room.end > room.cut else 0.0
    kept: list[Spoken] = []
    for one in sorted(sentences, key=lambda each: each.remark.rank):
        if length([*kept, one]) <= (room.end - room.words) / fps - quiet:
            kept.append(one)
    whole: list[Spoken] = []
    for one, before in zip(sentences, [None, *sentences], strict=False):
        if one in kept and (one.pieces == one.remark.pieces or before in whole):  # one that leans on the last goes with it
            whole.append(one)
    return whole


def hold(sentences: Sequence[Spoken], room: Room, fps: int) -> int:
    """For how many frames the picture is held, so that all of a beat's sentences are heard."""
    return max(0, math.ceil((length(sentences) - (room.cut - room.words) / fps) * fps))


def placed(sentences: Sequence[Spoken], words: int, fps: int) -> list[tuple[int, Spoken]]:
    """Each sentence with the frame at which it begins, from the frame on at which the voice ends."""
    at, found = words / fps + BEFORE, []
    for one in sentences:
        found.append((math.ceil(at * fps), one))
        at = found[-1][0] / fps + one.clip.seconds + BETWEEN
    return found
