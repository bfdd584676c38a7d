"""Claims audited like numbers: what a film says of a lesson, the fact it stands under, that fact asked again of the trace read back."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from engine import Trace, from_dict, to_dict
from engine.reading import Reading
from scenes.beat import Beat
from scenes.chapter import Chapter
from scenes.sentence import Tongue
from scenes.witness import Span
from studio.atomic import write_text
from studio.timing import Timing

Entry = dict[str, Any]


@lru_cache(maxsize=4)
def written(trace: Trace) -> dict[str, Any]:
    """A trace as its file has it, every number once through JSON."""
    table: dict[str, Any] = json.loads(json.dumps(to_dict(trace), allow_nan=False))
    return table


@lru_cache(maxsize=4)
def read_back(trace: Trace) -> Trace:
    """The trace that somebody reads who has only the file."""
    return from_dict(written(trace))


def entries(beats: Sequence[Beat], timings: Sequence[Timing], spans: Sequence[Span], fps: int) -> list[Entry]:
    """Every claim of a drawn film in order: when its sentence begins, the fact, what it said, and where in the trace it looked.

    A fact for which nothing is said makes no claim.
    """
    return [
        {
            "t": round(span.start / fps + timing.pieces[claim.start][0], 4),
            "beat": beat.name,
            "sentence": claim.sentence,
            "fact": claim.fact,
            "outcome": claim.outcome,
            "evidence": list(claim.evidence),
        }
        for beat, timing, span in zip(beats, timings, spans, strict=True)
        for claim in beat.claims
        if claim.sentence
    ]


def faults(chapter: type[Chapter], beats: Sequence[Beat], trace: Trace, tongue: Tongue) -> list[tuple[str, str]]:
    """(beat, what is wrong) of every claim that does not follow from the trace file alone: each fact is asked again on it."""
    again = {beat.name: beat for beat in chapter.script(Reading(read_back(trace)), tongue)}
    found = [(beat.name, "is told, but not on the trace read back") for beat in beats if beat.name not in again]
    found += [(name, "is not told, but would be on the trace read back") for name in again.keys() - {beat.name for beat in beats}]
    for beat in beats:
        theirs = [(claim.fact, claim.outcome) for claim in again[beat.name].claims] if beat.name in again else []
        ours = [(claim.fact, claim.outcome) for claim in beat.claims] if beat.name in again else []
        for (fact, said), (_, says) in zip(ours, theirs, strict=False):
            if said != says:
                found.append((beat.name, f"{fact} said {said!r}, but says {says!r} of the trace read back"))
        if len(ours) != len(theirs):
            found.append((beat.name, f"stands under {len(ours)} facts, but under {len(theirs)} on the trace read back"))
    return found


def write(path: Path, found: Sequence[Entry]) -> None:
    """claims.json: one claim a line."""
    lines = ",\n".join(json.dumps(entry, ensure_ascii=False) for entry in found)
    write_text(path, f"[\n{lines}\n]\n")
