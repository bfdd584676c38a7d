"""The audit: every number that a viewer sees or hears, where and when, and whether it is the trace's."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from engine import notation
from engine.reading import resolve
from scenes.beat import Beat
from scenes.witness import Sighting, Span
from studio.atomic import write_text
from studio.timing import Timing

Entry = dict[str, Any]
TOUCHING = ".,;:!?()“”‘’\"'«»\u00a0\u202f"  # signs beside a number, and the spaces that French keeps before its own


def entries(
    sightings: Sequence[Sighting], beats: Sequence[Beat], timings: Sequence[Timing], spans: Sequence[Span], fps: int
) -> list[Entry]:
    """The audit of a drawn chapter, in order of time; seconds of the film, boxes in fractions of the frame from the top left."""
    found = [_seen(s, fps) for s in sightings]
    for beat, timing, span in zip(beats, timings, spans, strict=True):
        found += _heard(beat, timing, span.start / fps)
    return sorted(found, key=lambda e: (e["t"], e["path"]))


def _seen(s: Sighting, fps: int) -> Entry:
    number = s.shown.number
    entry = _entry(s.start / fps, s.end / fps, s.beat, number.path, number.value)
    return entry | {"shown": s.shown.text, "spoken": False, "box": list(s.box)}


def _heard(beat: Beat, timing: Timing, start: float) -> list[Entry]:
    return [
        _entry(start + a, start + b, beat.name, piece.path, piece.value)
        | {"shown": piece.shown.strip(TOUCHING), "spoken": True, "box": None}
        for piece, (a, b) in zip(beat.pieces, timing.pieces, strict=True)
        if piece.value is not None
    ]


def _entry(t: float, until: float, beat: str, path: str, value: float | None) -> Entry:
    return {"t": round(t, 4), "until": round(until, 4), "beat": beat, "path": path, "value": value}


def defects(found: Sequence[Entry], trace: Mapping[str, Any]) -> list[str]:
    """Every number that is not the trace's, or is not shown as it is, one line each."""
    return [f"{e['t']:.2f} s, beat {e['beat']}: {e['path']} {fault}" for e, fault in faults(found, trace)]


def faults(found: Sequence[Entry], trace: Mapping[str, Any]) -> list[tuple[Entry, str]]:
    """Every number that is not the trace's, or is not shown as it is, and why; `trace` is the JSON dictionary."""
    return [(e, fault) for e in found if (fault := _fault(e, trace))]


def _fault(entry: Entry, trace: Mapping[str, Any]) -> str:
    try:
        value = resolve(trace, entry["path"])
    except (KeyError, IndexError, TypeError, AttributeError, ValueError):
        return "is not in the trace"
    if value != entry["value"]:
        return f"is {value!r} in the trace, {entry['value']!r} on screen"
    if not notation.agrees(entry["shown"], value):
        return f"is {value!r}, but {entry['shown']!r} is shown"
    return ""


def write(path: Path, found: Sequence[Entry]) -> None:
    """numbers.json: one number a line."""
    lines = ",\n".join(json.dumps(entry, ensure_ascii=False) for entry in found)
    write_text(path, f"[\n{lines}\n]\n")
