"""One chapter, from its words to everything a render leaves: voice, then time, then pictures, then the files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from studio import finishing, holding, manifest, sheet
from studio.atomic import sweep
from studio.drawing import Drawn, draw
from studio.keys import key
from studio.orders import Order
from studio.reel import Reel
from studio.telling import Told, tell

Progress = Callable[[int, int], None]
STALE = 3600.0  # seconds after which an unfinished file in the shared voice folder belongs to nobody


def film(order: Order, progress: Progress = lambda done, of: None) -> dict[str, Any]:
    """Make everything a render of one chapter leaves in `order.folder`; returns its manifest."""
    with holding.held(order.work):
        if made := manifest.standing(order.folder, order.key):  # by another render, since this one was asked for
            return made
        holding.clear(order.work, order.folder)
        sweep(order.voice_cache, STALE)
        told = tell(order)
        drawn, stills = _drawn(order, told, progress)
        return finishing.finish(order, told, drawn, stills)


def storyboard(order: Order) -> Path:
    """The sheet alone: the chapter is walked, spoken for its times, and not encoded."""
    with holding.held(order.work):
        holding.clear(order.work, order.folder)
        told = tell(order)
        stills: list[sheet.Still] = []
        draw(told.chapter, told.reading, told.beats, told.timings, order.look, order.work, None, _keeping(stills, order, told))
        order.folder.mkdir(parents=True, exist_ok=True)
        sheet.storyboard(order.folder / "storyboard.png", told.chapter.title, told.trace.lesson.title, stills)
    return order.folder / "storyboard.png"


def _drawn(order: Order, told: Told, progress: Progress) -> tuple[Drawn, list[sheet.Still]]:
    """The silent film, segment by segment, and each beat's last picture."""
    beats = enumerate(zip(told.beats, told.timings, strict=True))
    keys = [f"{k:03d}-{key(order.key, k, b.name, t.frames, t.marks)}" for k, (b, t) in beats]
    reel = Reel(order.work / "beats", keys, order.look.width, order.look.height, order.look.fps)
    stills: list[sheet.Still] = []
    keep, total = _keeping(stills, order, told), sum(t.frames for t in told.timings)

    def still(beat: int, frame: int, pixels: np.ndarray) -> None:
        keep(beat, frame, pixels)
        progress(frame, total)

    drawn = draw(told.chapter, told.reading, told.beats, told.timings, order.look, order.work, reel, still)
    reel.sweep()
    reel.join(order.work / "silent.mp4")
    return drawn, stills


def _keeping(stills: list[sheet.Still], order: Order, told: Told) -> Callable[[int, int, np.ndarray], None]:
    """What puts each beat's last picture into `stills`."""

    def keep(beat: int, frame: int, pixels: np.ndarray) -> None:
        said = told.beats[beat]
        stills.append(sheet.Still(sheet.png(pixels), frame / order.look.fps, said.name, said.shown))

    return keep
