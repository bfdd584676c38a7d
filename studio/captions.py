"""Captions: what is shown while it is spoken, in readable portions."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from studio.phrases import ENGLISH, LINE, cut_cost, lines
from studio.timing import BREATH, Timing
from studio.tongues import grammar
from studio.tongues.grammar import Grammar
from studio.words import Piece

if TYPE_CHECKING:
    from scenes.beat import Beat
    from scenes.witness import Span

LINES = 2
SPEED = 20  # characters a second, a line break counted as a space
SHORTEST, LONGEST = 1.0, 6.0  # seconds on screen that are comfortable
LINGER = 0.3  # seconds that a caption stays after its last word, where there is room
CLOSE = 0.25  # a shorter gap between two captions only flickers
MOST = 40  # words of one caption, more than two lines ever hold

Spans = Sequence[tuple[float, float]]


@dataclass(frozen=True)
class Cue:
    """One caption: start and end in seconds, whole milliseconds; one or two lines."""

    start: float
    end: float
    lines: tuple[str, ...]

    @property
    def text(self) -> str:
        """The caption as one line."""
        return " ".join(self.lines)


def cues(beats: Sequence[tuple[float, Sequence[Piece], Spans]], end: float | None = None, tongue: Grammar = ENGLISH) -> tuple[Cue, ...]:
    """The captions of beats, each (start in seconds of the film, pieces, their seconds in the beat); the film ends at `end`.

    A caption never leaves its beat. Without `end` the last beat is taken to end with a breath behind its last word.
    """
    out: list[Cue] = []
    for i, (start, pieces, times) in enumerate(beats):
        after = end if end is not None else start + (times[-1][1] if times else 0.0) + BREATH
        until = beats[i + 1][0] if i + 1 < len(beats) else after
        shown = [(p.shown, start + a, start + b) for p, (a, b) in zip(pieces, times, strict=True) if p.shown.strip()]
        out += _of_beat(shown, until, tongue)
    return tuple(out)


def of_film(
    beats: Sequence[Beat], timings: Sequence[Timing], spans: Sequence[Span], frames: int, fps: float, code: str = "en"
) -> tuple[Cue, ...]:
    """The captions of a drawn chapter in a language."""
    spoken = [(span.start / fps, beat.pieces, timing.pieces) for span, beat, timing in zip(spans, beats, timings, strict=True)]
    return cues(spoken, frames / fps, grammar.of(code))


def _of_beat(shown: list[tuple[str, float, float]], until: float, tongue: Grammar) -> list[Cue]:
    """The captions of one beat: the cheapest way of all to cut its words."""
    best: list[tuple[float, int]] = [(0.0, 0)]
    for last in range(1, len(shown) + 1):
        options = []
        for first in range(max(0, last - MOST), last):
            cue = _cue(shown, first, last, until, tongue)
            options.append((best[first][0] + _cost(cue, shown, first, last, tongue), first))
        best.append(min(options))
    out: list[Cue] = []
    last = len(shown)
    while last:
        first = best[last][1]
        out.append(_cue(shown, first, last, until, tongue))
        last = first
    return _without_flicker(out[::-1])


def _cue(shown: list[tuple[str, float, float]], first: int, last: int, until: float, tongue: Grammar) -> Cue:
    """Words first..last-1 as one caption, held long enough to be read if the next words allow it."""
    words = [word for word, _, _ in shown[first:last]]
    start = math.floor(shown[first][1] * 1000 + 1e-6)
    limit = math.floor((shown[last][1] if last < len(shown) else until) * 1000 + 1e-6)
    text = " ".join(words)
    wanted = max(shown[last - 1][2] + LINGER, start / 1000 + SHORTEST, start / 1000 + len(text) / SPEED)
    end = max(min(math.ceil(wanted * 1000 - 1e-6), limit), start + 1)
    return Cue(start / 1000, end / 1000, lines(words, tongue) or (text,))


def _cost(cue: Cue, shown: list[tuple[str, float, float]], first: int, last: int, tongue: Grammar) -> float:
    """How unwelcome a caption is: limits broken above all, then bad cuts, then haste, length and loneliness."""
    seconds, size = cue.end - cue.start, len(cue.text)
    broken = 1000.0 * (len(cue.lines[0]) > LINE) + 1000 * max(0.0, size / SPEED - seconds)
    cut = cut_cost(shown[last - 1][0], shown[last][0], tongue) if last < len(shown) else 0.0
    inner = 1.5 * sum(cut_cost(a[0], b[0]) == 0 for a, b in pairwise(shown[first:last]))
    split = 0.25 * cut_cost(cue.lines[0].rsplit(" ", 1)[-1], cue.lines[1].split(" ", 1)[0], tongue) if len(cue.lines) > 1 else 0.0
    haste = 6 * max(0.0, SHORTEST - seconds) + 1.5 * max(0.0, seconds - LONGEST)
    return 1.5 + broken + cut + inner + split + haste + max(0.0, 14 - size) / 4


def _without_flicker(found: list[Cue]) -> list[Cue]:
    """Captions that nearly touch, touching."""
    return [replace(a, end=b.start) if 0 < b.start - a.end < CLOSE else a for a, b in pairwise(found)] + found[-1:]


def shifted(found: Sequence[Cue], seconds: float) -> tuple[Cue, ...]:
    """The same captions, so many seconds later."""
    return tuple(Cue(round(cue.start + seconds, 3), round(cue.end + seconds, 3), cue.lines) for cue in found)


def problems(found: Sequence[Cue]) -> tuple[str, ...]:
    """What is wrong with captions, one sentence each; nothing is the aim."""
    return tuple(f"caption at {cue.start:.3f} s ({cue.text[:30]}): {fault}" for cue, fault in faults(found))


def faults(found: Sequence[Cue]) -> list[tuple[Cue, str]]:
    """Captions that cannot be read, and why."""
    out = []
    for cue in found:
        if len(cue.lines) > LINES:
            out.append((cue, f"has {len(cue.lines)} lines, at most {LINES}"))
        out += [(cue, f"has a line of {len(line)} characters, at most {LINE}") for line in cue.lines if len(line) > LINE]
        seconds = cue.end - cue.start
        if seconds <= 0 or not cue.text.strip():
            out.append((cue, "has nothing to read"))
        elif len(cue.text) > SPEED * seconds + 1e-6:
            out.append((cue, f"has {len(cue.text) / seconds:.1f} characters a second, at most {SPEED}"))
    return out + [(b, f"begins too early, the one before it ends at {a.end:.3f} s") for a, b in pairwise(found) if b.start < a.end]
