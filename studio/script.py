"""The script of a chapter, for people: what is said, when, and where the viewer is given time to think."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from scenes.beat import Beat
from scenes.witness import Span
from studio.atomic import write_text
from studio.times import clock


def write(path: Path, title: str, promise: str, beats: Sequence[Beat], spans: Sequence[Span], fps: int) -> None:
    """script.md: one paragraph a beat, headed by its time and name; recordings for `--voice DIR` take these names."""
    lines = [f"# {title}", "", promise, ""]
    for beat, span in zip(beats, spans, strict=True):
        lines += [f"## {clock(span.start / fps)} {beat.name}", "", beat.shown, ""]
        lines += [f"*{beat.pause:g} seconds to {'think' if beat.shown.endswith('?') else 'look'}*", ""] if beat.pause else []
    write_text(path, "\n".join(lines))
