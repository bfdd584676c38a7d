"""A folder of films belongs to one lesson file: another of the same name, from another folder, does not write over them."""

from __future__ import annotations

from pathlib import Path

from engine import InputError
from studio.atomic import contents, room, write_text

NOTE = "lesson.txt"  # in the folder's private part: the file that its films are told on


def check(out: Path, name: str, lesson: Path) -> None:
    """Refuse to write into `out/name` what is told on another lesson file than the films that stand there."""
    owner = _owner(out / ".work" / name / NOTE)
    if owner is not None and owner != lesson.absolute() and owner.is_file() and any((out / name).glob("*/film.mp4")):
        raise InputError(f"{out / name} holds the films of {owner}: give another folder with -o, or rename {lesson}")


def note(out: Path, name: str, lesson: Path) -> None:
    """Note whose films `out/name` holds from now on, where it holds any."""
    path = out / ".work" / name / NOTE
    if _owner(path) != lesson.absolute() and any((out / name).glob("*/film.mp4")):
        room(path.parent)
        write_text(path, f"{lesson.absolute()}\n")


def _owner(path: Path) -> Path | None:
    """The lesson file that is noted, if one is."""
    try:
        return Path(contents(path).decode().removesuffix("\n"))
    except (OSError, ValueError):
        return None
