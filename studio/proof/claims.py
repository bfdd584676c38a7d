"""Rules of claims: what is said of this lesson is so, by the trace file alone."""

from __future__ import annotations

from studio import claims
from studio.proof.defect import Defect
from studio.proof.walked import Walked

RULES = ("untrue claim",)


def defects(film: Walked) -> list[Defect]:
    """Claims whose facts say something else of the trace read back."""
    starts = {span.beat: span.start / film.fps for span in film.drawn.spans}
    mend = "let the fact read the trace and nothing else"
    found = claims.faults(film.told.chapter, film.told.beats, film.told.trace, film.told.tongue)
    return [Defect("untrue claim", beat, starts.get(beat, 0.0), what, mend) for beat, what in found]
