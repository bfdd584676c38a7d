"""The best minute of a film: whole beats, from the begin of a part, in which most is seen to happen."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence

from studio.packs.material import Material, Passage

LONGEST, SHORTEST = 60.0, 15.0  # seconds
HOOK = 5  # numbers that a question right at the beginning is worth


def best(film: Material) -> tuple[int, int] | None:
    """The first and last beat of the best minute, or None where no whole beats make one."""
    seen = Counter(entry["beat"] for entry in json.loads((film.folder / "numbers.json").read_text("utf-8")) if not entry["spoken"])
    return window(film.beats, film.fps, [seen[beat.name] for beat in film.beats])


def window(beats: Sequence[Passage], fps: int, seen: Sequence[int]) -> tuple[int, int] | None:
    """The beats in which most numbers come to be seen, of those that fit; the earliest of several, then the longest."""
    found: list[tuple[float, int, int]] = []
    for first, beat in enumerate(beats):
        if first and not beat.title and not beats[first - 1].question:
            continue
        for last in range(first, len(beats)):
            seconds = (beats[last].end - beat.start) / fps
            if SHORTEST <= seconds <= LONGEST and not beats[last].question:
                found.append((sum(seen[first : last + 1]) + HOOK * bool(beat.question), -first, last))
    if not found:
        return None
    _, first, last = max(found)
    return -first, last
