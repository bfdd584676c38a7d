"""Rules of places: what is read stands inside the frame, and nothing stands on it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from scenes.chapter import Sighting
from studio.proof.defect import Defect, area, both, shared
from studio.proof.walked import Walked

RULES = ("unsafe", "crossing")
SAFE = 0.05  # of the frame's width and height, where nothing that is read may stand
TOUCH = 0.1  # of the smaller of two numbers, that the other may cover


def defects(film: Walked) -> list[Defect]:
    """What stands where it should not."""
    return [*unsafe(film.drawn.sightings, film.fps), *crossing(film.drawn.sightings, film.fps)]


def unsafe(sightings: Sequence[Sighting], fps: int) -> list[Defect]:
    """Numbers at rest outside the safe area."""
    low, high = SAFE - 1e-3, 1 - SAFE + 1e-3
    mend = "place it on a region of self.stage"
    return [
        Defect("unsafe", s.beat, s.start / fps, f"{s.shown.text} ({s.shown.number.path}) stands outside the safe area", mend, s.box)
        for s in sightings
        if min(s.box) < low or max(s.box) > high
    ]


def crossing(sightings: Sequence[Sighting], fps: int) -> list[Defect]:
    """Numbers at rest on top of each other."""
    return [
        _crossed(a, b, fps)
        for a, b in combinations(sightings, 2)
        if max(a.start, b.start) < min(a.end, b.end) and shared(a.box, b.box) > TOUCH * min(area(a.box), area(b.box))
    ]


def _crossed(a: Sighting, b: Sighting, fps: int) -> Defect:
    what = f"{a.shown.text} and {b.shown.text} stand on top of each other"
    return Defect("crossing", b.beat, max(a.start, b.start) / fps, what, "move one, or clear it first", both(a.box, b.box))
