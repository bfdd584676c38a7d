"""The pack for a learning system: the player as a SCORM 1.2 package that reports what was seen and answered, and its questions alone."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from engine import InputError
from studio import catalog
from studio.bundle import bundled
from studio.packs import page, pictures, scorm
from studio.packs.material import Material, Wish
from studio.worksheet import moodle, numbers, qti
from studio.worksheet.numbers import Worksheet
from studio.worksheet.posed import posed

PLAYER, STILLS = "player.html", "stills"
SCRIPTS = ("quiz.js", "scorm.js")  # after the player's own


def write(folder: Path, film: Material, wish: Wish) -> list[str]:
    """The package of one film, and its lesson's questions for question banks, where a worksheet can ask any."""
    sheets, notes = _sheets(film)
    (folder / "scorm.zip").write_bytes(bundled(_package(film, sheets)))
    if sheets:
        (folder / "questions-moodle.xml").write_bytes(moodle.xml(sheets))
        (folder / "questions-qti.zip").write_bytes(qti.package(sheets))
    return notes


def gather(folder: Path, films: Sequence[Material]) -> list[str]:
    """Each film is a package by itself."""
    return []


def _sheets(film: Material) -> tuple[list[Worksheet], list[str]]:
    """The sheet whose questions are asked, or none and why."""
    lesson = catalog.lesson(film.order.lesson)
    try:
        numbers.check(lesson)
        return [numbers.worksheet(lesson, None, lang=film.lang)], []
    except InputError as error:
        return [], [f"{film.order.chapter}: the package has no questions and reports no score. {error}"]


def _package(film: Material, sheets: Sequence[Worksheet]) -> dict[str, bytes]:
    """Its files by name, the manifest first."""
    with tempfile.TemporaryDirectory() as place:
        names = pictures.last(Path(place) / STILLS, film)
        stills = {f"{STILLS}/{name}": (Path(place) / STILLS / name).read_bytes() for name in names}
    scripts = [page.FOLDER / name for name in SCRIPTS]
    player = page.page(film, list(stills), scripts=scripts, more={"quiz": quiz(sheets)})
    files = {PLAYER: player.encode("utf-8"), film.film.name: film.film.read_bytes(), **stills}
    return {"imsmanifest.xml": scorm.manifest(f"{film.order.lesson_name}-{film.order.chapter}", film.title, list(files)), **files}


def quiz(sheets: Sequence[Worksheet]) -> dict[str, Any]:
    """What the page knows of the questions: what is given, and each with its answers and the mistakes behind them."""
    asked = list(posed(sheets))
    cards = [{"asks": q.asks, "answers": [{"shown": answer.shown, "why": answer.why} for answer in q.answers]} for q in asked]
    return {"given": asked[0].given if asked else (), "cards": cards}
