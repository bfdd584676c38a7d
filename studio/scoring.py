"""The score of a drawn film: what happens on screen, and what is heard of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from scenes.beat import Beat
from scenes.witness import Sighting, Span
from studio.drawing import Drawn
from studio.score import Score
from studio.telling import Told

APART = 1 / 3  # seconds between two ticks at least
BACK = 2.0  # seconds in which a number that left may come back without landing anew: it was only moved
THINKING = 3.0  # seconds of a pause that is a question's


def score(told: Told, drawn: Drawn, fps: int, music: bool) -> Score:
    """What sounds in a film that is walked or drawn."""
    notes = [note for play in drawn.plays for note in play.notes]
    starts = [span.start for span in drawn.spans]
    ticks, questions = landings(drawn.sightings, fps), thinking(told.beats, drawn.spans, fps)
    return Score(told.clips, starts, drawn.frames, fps, ticks, notes, questions, music)


def landings(sightings: Iterable[Sighting], fps: int) -> list[int]:
    """The frames at which numbers land, APART at least: those that rest anew, not those that only moved."""
    last: dict[tuple[str, str], int] = {}
    found: list[int] = []
    for sighting in sorted(sightings, key=lambda s: s.start):
        what = (sighting.shown.number.path, sighting.shown.text)
        new = what not in last or sighting.start - last[what] > BACK * fps
        last[what] = max(sighting.end, last.get(what, 0))
        if new and (not found or sighting.start - found[-1] >= APART * fps):
            found.append(sighting.start)
    return found


def thinking(beats: Sequence[Beat], spans: Sequence[Span], fps: int) -> list[tuple[int, int]]:
    """The frames of the pauses in which the viewer looks for an answer."""
    asked = [(beat, span) for beat, span in zip(beats, spans, strict=True) if beat.pause >= THINKING]
    return [(span.end - round(beat.pause * fps), span.end) for beat, span in asked]
