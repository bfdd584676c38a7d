"""Several languages over one picture: between two marks a beat lasts as long as its longest language; the others are silent meanwhile."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate, pairwise

import numpy as np

from engine.errors import InputError
from scenes.beat import Beat
from studio.timing import Timing, piece_times, time_beat
from studio.words import Clip, Word, pause_after, words_of

FADE = 0.01  # seconds in which sound leaves and comes back around a silence


def aligned(beats: Sequence[Beat], clips: Sequence[Clip], fps: int) -> tuple[list[Clip], list[Timing]]:
    """The same beat in several languages: clips whose marks are heard at the same time, and timings of one length and of equal marks."""
    if len({beat.marks for beat in beats}) > 1:
        raise InputError(f"the beat {beats[0].name!r} has not the same marks in every language; see `backreel words`")
    anchors = [_anchors(beat, clip) for beat, clip in zip(beats, clips, strict=True)]
    lengths = [[b - a for a, b in pairwise(each)] for each in anchors]
    longest = [max(parts) for parts in zip(*lengths, strict=True)]
    padded = [_padded(beat, clip, each, longest) for beat, clip, each in zip(beats, clips, anchors, strict=True)]
    timings = [time_beat(beat.pieces, clip, fps, beat.pause) for beat, clip in zip(beats, padded, strict=True)]
    frames = max(timing.frames for timing in timings)
    reached = zip(beats[0].marks, accumulate(longest), strict=False)
    marks = {mark: min(round(at * fps), frames - 1) for mark, at in reached}
    return padded, [replace(timing, frames=frames, marks=marks) for timing in timings]


def _anchors(beat: Beat, clip: Clip) -> list[float]:
    """Beginning, marks in order, and end of a beat, in seconds of its clip."""
    times = piece_times(beat.pieces, clip)
    marks = [start for piece, (start, _) in zip(beat.pieces, times, strict=True) for _ in piece.marks]
    return [0.0, *marks, clip.seconds]


def _padded(beat: Beat, clip: Clip, anchors: Sequence[float], longest: Sequence[float]) -> Clip:
    """A clip in which each stretch between two marks is as long as it has to be: silence stands between sentences, or before the mark."""
    silences: list[tuple[int, float]] = []
    spoken, at = words_of(beat.spoken), 0.0
    for (start, end), length in zip(pairwise(anchors), longest, strict=True):
        at += length
        missing = at - (end + sum(seconds for _, seconds in silences))
        if missing > 1 / clip.rate:
            silences.append((_gap(clip, spoken, start, end), missing))
    return _silenced(clip, silences)


def _gap(clip: Clip, spoken: Sequence[str], start: float, end: float) -> int:
    """The word before which silence hurts least in a stretch: the last that begins a sentence, or a clause; else the word of the mark."""
    if end == clip.seconds:
        return len(clip.words)
    inside = [k for k, word in enumerate(clip.words) if start < word.start <= end + 1e-9]
    for kind in ("sentence", "clause"):
        if found := [k for k in inside if k and pause_after(spoken[k - 1]) == kind]:
            return found[-1]
    return inside[-1] if inside else next((k for k, word in enumerate(clip.words) if word.start > start - 1e-9), len(clip.words))


def _silenced(clip: Clip, silences: Sequence[tuple[int, float]]) -> Clip:
    """A clip with silences (word before which, seconds); what is said is said later, in the same words."""
    parts, words, cut, later = [], list(clip.words), 0, 0
    for k, seconds in silences:
        here = _sample_before(clip, k)
        fade = np.ones(here - cut, np.float32)
        n = min(int(FADE * clip.rate), len(fade))
        if n and here < len(clip.samples):
            fade[-n:] = np.linspace(1, 0, n, dtype=np.float32)
        silent = round(seconds * clip.rate)
        parts += [clip.samples[cut:here] * fade, np.zeros(silent, clip.samples.dtype)]
        cut, later = here, later + silent
        words[k:] = [Word(w.text, w.start + silent / clip.rate, w.end + silent / clip.rate) for w in words[k:]]
    return Clip(np.concatenate([*parts, clip.samples[cut:]]).astype(clip.samples.dtype), clip.rate, tuple(words))


def _sample_before(clip: Clip, k: int) -> int:
    """Where to cut before a word: in the middle of the quiet before it; at the clip's end behind the last."""
    if k >= len(clip.words):
        return len(clip.samples)
    before = clip.words[k - 1].end if k else 0.0
    return min(math.floor((min(before, clip.words[k].start) + clip.words[k].start) / 2 * clip.rate), len(clip.samples))
