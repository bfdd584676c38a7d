"""Rules of time: what is said and what is shown happen together, and captions can be read."""

from __future__ import annotations

from collections.abc import Sequence

from scenes.chapter import Span
from studio import captions
from studio.proof.defect import Defect
from studio.proof.walked import Walked
from studio.timing import Timing

RULES = ("running on", "late", "caption")
LATE = 1.5  # seconds that a picture may run on after its words
SYNC = 0.15  # seconds that a light may come after its word


def defects(film: Walked) -> list[Defect]:
    """What comes too late, and captions that cannot be read."""
    found = [*late(film.told.timings, film.drawn.spans, film.fps)]
    return found + [Defect("caption", "", 0.0, problem, "say it in other words") for problem in captions.problems(film.cues)]


def late(timings: Sequence[Timing], spans: Sequence[Span], fps: int) -> list[Defect]:
    """Pictures that run on after their words, and marks that are shown after they are said."""
    found = []
    for timing, span in zip(timings, spans, strict=True):
        over = (span.end - span.start - timing.frames) / fps
        if over > LATE:
            what = f"the picture runs on {over:.2f} s after its words"
            found.append(Defect("running on", span.beat, span.start / fps, what, "move faster, or say more"))
        for mark, frame in span.marks.items():
            behind = (frame - span.start - timing.marks[mark]) / fps
            if behind > SYNC:
                what = f"<{mark}> is shown {behind:.2f} s after it is said"
                found.append(Defect("late", span.beat, frame / fps, what, "let what comes before it take less time"))
    return found
