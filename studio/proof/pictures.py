"""A picture of each defect that has a place: what stands around it, a frame drawn round it, the rest dimmed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw

from scenes.chapter import Chapter
from studio.atomic import replacing
from studio.drawing import draw
from studio.looks import HEIGHTS, SHAPES
from studio.proof.defect import Box, Defect
from studio.proof.walked import Walked

AROUND = 0.16  # of the frame's width and height that is shown beside a defect
ROOM = 6  # pixels between a defect and the frame round it
DIM = 0.55  # of its brightness that the rest keeps
MARK = (255, 200, 0)
LINES = HEIGHTS["m"]  # of the frame's shorter side


def take(film: Walked, found: Sequence[Defect], folder: Path) -> dict[int, Path]:
    """Walk once more and write NN-rule.png of each defect with a place, NN counting all defects from 1; older pictures go."""
    for old in folder.glob("[0-9][0-9]-*.png"):
        old.unlink()
    wanted = {k: round(defect.second * film.fps) for k, defect in enumerate(found, 1) if defect.box is not None}
    seen = _stills(film, sorted(set(wanted.values()))) if wanted else {}
    paths = {}
    for k, frame in wanted.items():
        if frame in seen:
            folder.mkdir(parents=True, exist_ok=True)
            paths[k] = folder / f"{k:02d}-{found[k - 1].rule.replace(' ', '-')}.png"
            with replacing(paths[k]) as temporary:
                temporary.write_bytes(cropped(seen[frame], found[k - 1].box or (0, 0, 1, 1)))
    return paths


def _stills(film: Walked, wanted: list[int]) -> dict[int, np.ndarray]:
    """The pictures that rest at these frames of the film, or next after them, RGBA."""
    look, told, seen = film.order.look, film.told, dict[int, np.ndarray]()
    scale = LINES / min(SHAPES[look.shape])
    width, height = (2 * round(side * scale / 2) for side in SHAPES[look.shape])

    def on_rest(scene: Chapter, beat: str, frames: int, last: bool) -> None:
        due = [frame for frame in wanted if frame not in seen and frame < scene.frame + max(frames, 1)]
        if due:
            picture = scene.renderer.picture(scene)
            seen.update(dict.fromkeys(due, picture))

    sharp = replace(look, width=width, height=height)
    draw(told.chapter, told.reading, told.beats, told.timings, sharp, film.order.work, on_rest=on_rest, lang=film.order.lang)
    return seen


def cropped(picture: np.ndarray, box: Box) -> bytes:
    """A PNG of a defect's surroundings; picture (h, w, 3 or 4), box in fractions of it."""
    whole = Image.fromarray(picture).convert("RGB")
    w, h = whole.size
    left, top, right, bottom = (max(0, min(side, round(f * side))) for f, side in zip(box, (w, h, w, h), strict=True))
    frame = (max(0, left - ROOM), max(0, top - ROOM), min(w - 1, right + ROOM), min(h - 1, bottom + ROOM))
    dimmed = whole.point(lambda value: round(value * DIM))
    dimmed.paste(whole.crop(frame), frame[:2])
    ImageDraw.Draw(dimmed).rectangle(frame, outline=MARK, width=2)
    x, y = round(AROUND * w), round(AROUND * h)
    around = dimmed.crop((max(0, frame[0] - x), max(0, frame[1] - y), min(w, frame[2] + x), min(h, frame[3] + y)))
    packed = BytesIO()
    around.save(packed, "png")
    return packed.getvalue()
