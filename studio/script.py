"""The script of a chapter, for people: what is said, when, and where the viewer is given time to think."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from scenes.witness import Span
from studio import pages
from studio.atomic import write_text
from studio.telling import Told
from studio.times import clock


def write(path: Path, told: Told, spans: Sequence[Span], fps: int) -> None:
    """script.md: one paragraph a beat, headed by its time and name; recordings for `--voice DIR` take these names."""
    lines, code = [f"# {told.title}", "", told.promise, ""], told.tongue.code
    for beat, span in zip(told.beats, spans, strict=True):
        lines += [f"## {clock(span.start / fps)} {beat.name}", "", beat.shown, ""]
        what = "{seconds} seconds to think" if beat.shown.endswith("?") else "{seconds} seconds to look"
        lines += [f"*{pages.said(code, what, seconds=f'{beat.pause:g}')}*", ""] if beat.pause else []
    write_text(path, "\n".join(lines))
