"""What `--describe` leaves beside a film: the film that waits, its captions, descriptions for players that speak, and the audit."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from engine import to_dict
from studio import atomic, audit, container, pages, soundtrack, subtitles
from studio.captions import Cue
from studio.describe.told import Description
from studio.manifest import DESCRIBED
from studio.orders import Order
from studio.score import Score
from studio.soundtrack import Soundtrack
from studio.tracks import Chapters


def second_track(order: Order, made: Description, film: Score) -> Soundtrack:
    """The film's sound with what fits between its words."""
    return soundtrack.of(order.work / "described" / "fits", made.score(film))


def write(
    folder: Path, order: Order, made: Description, film: Score, cues: Sequence[Cue], marks: Chapters, tags: Mapping[str, str]
) -> dict[str, Any]:
    """The files; what the manifest says of them."""
    heard = soundtrack.of(order.work / "described" / "held", made.held_score(film))
    moved = made.held.cues(cues, made.fps)
    tags = {**tags, "title": pages.said(order.lang, "{title} (described)", title=tags.get("title", ""))}
    container.write_film(
        folder / DESCRIBED[0], order.work / "silent.mp4", heard, moved, made.held.marks(marks, made.fps), tags, held=made.held
    )
    atomic.write_text(folder / DESCRIBED[1], subtitles.vtt(moved, made.seats(cues)))
    atomic.write_text(folder / DESCRIBED[2], subtitles.vtt(made.cues(film.frames / made.fps)))
    rows = {"format": "backreel/described", "version": 1, "beats": made.rows(), "numbers": made.numbers}
    atomic.write_text(folder / DESCRIBED[3], json.dumps(rows, ensure_ascii=False, indent=1) + "\n")
    return {"seconds": (film.frames + made.held.frames) / made.fps, "sentences": len(made.placed), "fits": len(made.fits)}


def defects(made: Description, trace: Any) -> list[str]:
    """Every number said that is not the trace's."""
    return audit.defects(made.numbers, to_dict(trace))


def remove(folder: Path) -> None:
    """Those of a film that is made anew without them."""
    for path in (folder / name for name in DESCRIBED):
        if path.is_file():
            path.unlink()
