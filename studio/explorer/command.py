"""`backreel explore`: the page on a lesson, served on this machine or written as one file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from engine import InputError, make_lesson
from studio import atomic, catalog, console, places
from studio.explorer import limits, moments
from studio.explorer.answers import computed
from studio.explorer.filming import Films
from studio.explorer.page import Page
from studio.explorer.tables import table_of
from studio.extras import need
from studio.programme import DEFAULT

WANTED = ("starlette", "uvicorn", "websockets")


def explore(lesson: str, film: str, beat: str | None, static: Path | None, port: int | None, show: bool, out: Path) -> int:
    """Open the explorer on a lesson, or at a moment of a film, or write it to a file."""
    films = Films(out)
    start = opening(lesson, film, beat, films)
    if static is not None:
        return alone(start, static)
    need("explore", WANTED, "explore", " (or make explore); --static works without it")
    from studio.explorer import server

    return server.serve(Page(start), films, port, show, console.tell)


def opening(lesson: str, film: str, beat: str | None, films: Films) -> dict[str, Any]:
    """What the page opens with; a film that was rendered says at which step, example and place."""
    if beat is not None and not film:
        raise InputError(f"--at: found the beat {beat!r} without a film; allowed: with --film NAME. Name the film")
    entry = catalog.chapter(film) if film else None
    asked = lesson or (entry.lesson if entry and entry.lesson else DEFAULT)
    told = catalog.lesson(asked)
    limits.sizes(told)
    start: dict[str, Any] = {"lesson": table_of(told)}
    if entry:
        home = catalog.lesson_name(asked)
        moment = moments.at_beat(films.out / home / entry.name, told, beat)
        films.shelve(home, entry.name, entry.title, told)
        start |= {"film": moment, "m": moment["m"], "k": moment["k"]}
    return start


def alone(start: dict[str, Any], path: Path) -> int:
    """Write the page as one file, with the engine's answers for layers that it does not compute itself."""
    places.named(path)
    told = make_lesson({**start["lesson"]}, file=start["lesson"].get("title", "lesson"))
    atomic.write_text(path, Page({**start, "computed": computed(told, start.get("k", 0))}).alone())
    return console.tell(path)
