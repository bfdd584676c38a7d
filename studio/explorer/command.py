"""`backreel explore`: the page on a lesson, served on this machine or written as one file."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Any

from engine import InputError
from studio import atomic, catalog, console
from studio.explorer import limits, moments
from studio.explorer.page import Page
from studio.explorer.tables import table_of
from studio.programme import DEFAULT

WANTED = ("starlette", "uvicorn", "websockets")


def explore(lesson: str, film: str, beat: str | None, static: Path | None, port: int | None, show: bool, out: Path) -> int:
    """Open the explorer on a lesson, or at a moment of a film, or write it to a file."""
    start = opening(lesson, film, beat, out)
    if static is not None:
        return alone(start, static)
    if missing := [name for name in WANTED if importlib.util.find_spec(name) is None]:
        found = f"explore: found no {', '.join(missing)}; allowed: with the extra [explore]"
        raise InputError(f"{found}. Run: pip install 'backreel[explore]' (or make explore); --static works without it")
    from studio.explorer import server

    return server.serve(Page(start), out, port, show, console.tell)


def opening(lesson: str, film: str, beat: str | None, out: Path) -> dict[str, Any]:
    """What the page opens with; a film that was rendered says at which step, example and place."""
    if beat is not None and not film:
        raise InputError(f"--at: found the beat {beat!r} without a film; allowed: with --film NAME. Name the film")
    entry = catalog.chapter(film) if film else None
    asked = lesson or (entry.lesson if entry and entry.lesson else DEFAULT)
    told = catalog.lesson(asked)
    limits.sizes(told)
    start: dict[str, Any] = {"lesson": table_of(told)}
    if entry:
        moment = moments.at_beat(out / catalog.lesson_name(asked) / entry.name, beat)
        record = told.training.record or (0,)
        start |= {"film": moment, "m": moment["m"], "k": record[min(moment["s"], len(record) - 1)]}
    return start


def alone(start: dict[str, Any], path: Path) -> int:
    """Write the page as one file."""
    if any(layer.get("kind", "dense") != "dense" for layer in start["lesson"]["network"]["layers"]):
        raise InputError("--static: found layers that are not dense; allowed: dense ones, which the page itself computes. Leave it out")
    if not path.parent.is_dir() or path.is_dir():
        raise InputError(f"{path}: cannot be written; name a file in a folder that exists")
    atomic.write_text(path, Page(start).alone())
    return console.tell(path)
