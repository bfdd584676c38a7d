"""The proofreader: walks a chapter without drawing it and reports what a viewer would object to."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from engine import to_dict
from scenes.chapter import Sighting, Span
from studio import audit, captions, container, holding, manifest, sound
from studio.drawing import draw
from studio.finishing import cues_of
from studio.orders import Order
from studio.telling import tell
from studio.timing import Timing

SAFE = 0.05  # of the frame's width and height, where nothing that is read may stand
LATE = 1.5  # seconds that a picture may run on after its words
SYNC = 0.15  # seconds that a light may come after its word
TOUCH = 0.1  # of the smaller of two numbers, that the other may cover
LUFS, NEAR, PEAK = -14.0, 0.5, -1.0


def read(order: Order) -> list[str]:
    """Every defect of a chapter: numbers, places, times, captions and, when it is rendered, sound."""
    fps = order.look.fps
    with holding.held(order.work):
        told = tell(order)
        drawn = draw(told.chapter, told.reading, told.beats, told.timings, order.look, order.work)
    numbers = audit.entries(drawn.sightings, told.beats, told.timings, drawn.spans, fps)
    return [
        *audit.defects(numbers, to_dict(told.trace)),
        *unsafe(drawn.sightings, fps),
        *crossing(drawn.sightings, fps),
        *late(told.timings, drawn.spans, fps),
        *captions.problems(cues_of(told, drawn, fps)),
        *heard(order),
    ]


def unsafe(sightings: Sequence[Sighting], fps: int) -> list[str]:
    """Numbers at rest outside the safe area."""
    low, high = SAFE - 1e-3, 1 - SAFE + 1e-3
    return [
        f"{s.start / fps:.2f} s, beat {s.beat}: {s.shown.text} ({s.shown.number.path}) stands outside the safe area"
        for s in sightings
        if min(s.box) < low or max(s.box) > high
    ]


def crossing(sightings: Sequence[Sighting], fps: int) -> list[str]:
    """Numbers at rest on top of each other."""
    return [
        f"{max(a.start, b.start) / fps:.2f} s, beat {b.beat}: {a.shown.text} and {b.shown.text} stand on top of each other"
        for a, b in combinations(sightings, 2)
        if max(a.start, b.start) < min(a.end, b.end) and _shared(a.box, b.box) > TOUCH * min(_area(a.box), _area(b.box))
    ]


Box = tuple[float, float, float, float]


def _area(box: Box) -> float:
    return max(0.0, box[2] - box[0]) * max(0.0, box[3] - box[1])


def _shared(a: Box, b: Box) -> float:
    """The area that two boxes have in common."""
    return _area((max(a[0], b[0]), max(a[1], b[1]), min(a[2], b[2]), min(a[3], b[3])))


def late(timings: Sequence[Timing], spans: Sequence[Span], fps: int) -> list[str]:
    """Pictures that run on after their words, and marks that are shown after they are said."""
    found = []
    for timing, span in zip(timings, spans, strict=True):
        over = (span.end - span.start - timing.frames) / fps
        if over > LATE:
            found.append(f"{span.start / fps:.2f} s, beat {span.beat}: the picture runs on {over:.2f} s after its words")
        for mark, frame in span.marks.items():
            behind = (frame - span.start - timing.marks[mark]) / fps
            if behind > SYNC:
                found.append(f"{frame / fps:.2f} s, beat {span.beat}: <{mark}> is shown {behind:.2f} s after it is said")
    return found


def heard(order: Order) -> list[str]:
    """What is wrong with the sound of the film, if there is one that is not silent."""
    film, made = order.folder / "film.mp4", manifest.read(order.folder)
    if made is None or not film.exists() or made["voice"]["name"] == "silent":
        return []
    level, streams = sound.measure(film), container.probe(film)["streams"]
    found = []
    if abs(level.integrated - LUFS) > NEAR:
        found.append(f"loudness {level.integrated:.1f} LUFS, wanted {LUFS} within {NEAR}")
    if level.true_peak > PEAK:
        found.append(f"true peak {level.true_peak:.1f} dBTP, at most {PEAK} allowed")
    if abs(streams["audio"]["seconds"] - streams["video"]["seconds"]) > 1.5 / made["look"]["fps"]:
        found.append("sound and picture are not equally long")
    return found
