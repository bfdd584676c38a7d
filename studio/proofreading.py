"""The proofreader: walks a chapter without drawing it and reports what a viewer would object to."""

from __future__ import annotations

from collections.abc import Sequence

from engine import to_dict
from scenes.chapter import Sighting
from studio import audit, captions, container, holding, manifest, sound
from studio.drawing import draw
from studio.orders import Order
from studio.telling import tell

SAFE = 0.05  # of the frame's width and height, where nothing that is read may stand
LATE = 1.5  # seconds that a picture may run on after its words
SYNC = 0.15  # seconds that a light may come after its word
LUFS, NEAR, PEAK = -14.0, 0.5, -1.0


def read(order: Order) -> list[str]:
    """Every defect of a chapter: numbers, places, times, captions and, when it is rendered, sound."""
    fps = order.look.fps
    with holding.held(order.work):
        told = tell(order)
        drawn = draw(told.chapter, told.reading, told.beats, told.timings, order.look, order.work)
    numbers = audit.entries(drawn.sightings, told.beats, told.timings, drawn.spans, fps)
    found = audit.defects(numbers, to_dict(told.trace))
    found += unsafe(drawn.sightings, fps)
    for beat, timing, span in zip(told.beats, told.timings, drawn.spans, strict=True):
        over = (span.end - span.start - timing.frames) / fps
        if over > LATE:
            found.append(f"{span.start / fps:.2f} s, beat {beat.name}: the picture runs on {over:.2f} s after its words")
        for mark, frame in span.marks.items():
            late = (frame - span.start - timing.marks[mark]) / fps
            if late > SYNC:
                found.append(f"{frame / fps:.2f} s, beat {beat.name}: <{mark}> is shown {late:.2f} s after it is said")
    starts = [span.start / fps for span in drawn.spans]
    spoken = [(s, b.pieces, t.pieces) for s, b, t in zip(starts, told.beats, told.timings, strict=True)]
    found += captions.problems(captions.cues(spoken, drawn.frames / fps))
    return found + heard(order)


def unsafe(sightings: Sequence[Sighting], fps: int) -> list[str]:
    """Numbers at rest outside the safe area."""
    low, high = SAFE - 1e-3, 1 - SAFE + 1e-3
    return [
        f"{s.start / fps:.2f} s, beat {s.beat}: {s.shown.text} ({s.shown.number.path}) stands outside the safe area"
        for s in sightings
        if min(s.box) < low or max(s.box) > high
    ]


def heard(order: Order) -> list[str]:
    """What is wrong with the sound of the film, if it has been rendered and is not silent."""
    film = order.folder / "film.mp4"
    if not film.exists() or order.voice == "silent" or manifest.standing(order.folder, order.key) is None:
        return []
    level, streams = sound.measure(film), container.probe(film)["streams"]
    found = []
    if abs(level.integrated - LUFS) > NEAR:
        found.append(f"loudness {level.integrated:.1f} LUFS, wanted {LUFS} within {NEAR}")
    if level.true_peak > PEAK:
        found.append(f"true peak {level.true_peak:.1f} dBTP, at most {PEAK} allowed")
    if abs(streams["audio"]["seconds"] - streams["video"]["seconds"]) > 1.5 / order.look.fps:
        found.append("sound and picture are not equally long")
    return found
