"""What can be told: the films, in the order of the series, and the built-in lessons; nothing is imported to list them."""

from __future__ import annotations

import importlib
import re
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from engine import InputError, Lesson, load_lesson
from engine.errors import nearest
from scenes import series
from scenes.series import Film

if TYPE_CHECKING:
    from scenes.chapter import Chapter

SCENES = Path(__file__).resolve().parent.parent / "scenes"
LESSONS = SCENES / "lessons"
_ONCE = re.compile(r"^ch\d\d_(?=\w)")


@lru_cache(maxsize=1)
def chapters() -> tuple[Film, ...]:
    """Every film, in the order of the series."""
    return series.films(SCENES)


def chapter(name: str) -> Film:
    """The film of this name ("forward"), or of this place in the series ("5"); "ch05_forward" is what it was called once."""
    plain = _ONCE.sub("", name)
    for film in chapters():
        if plain in (film.name, str(film.number)):
            return film
    names = [film.name for film in chapters()]
    raise InputError(f"unknown chapter {name!r}. {nearest(name, names)}Use one of {', '.join(names)}, or see `backreel list`")


def load(film: Film) -> type[Chapter]:
    """The chapter's class; imports manim."""
    from scenes.chapter import Chapter

    module = importlib.import_module(film.module)
    for value in vars(module).values():
        if isinstance(value, type) and issubclass(value, Chapter) and value.__module__ == module.__name__:
            return value
    raise InputError(f"{film.path}: no class here derives from Chapter; see CONTRIBUTING.md for how a chapter is written")


def lesson_path(asked: str) -> Path:
    """A lesson file, or the built-in lesson of that name."""
    path = Path(asked)
    if path.suffix == ".toml" or path.is_file():
        return path
    if asked in _shelf():
        return _shelf()[asked]
    if path.exists():
        return path
    raise InputError(f"unknown lesson {asked!r}. {nearest(asked, lessons())}Give a .toml file or one of {', '.join(lessons())}")


def lessons() -> tuple[str, ...]:
    """The names of the built-in lessons."""
    return tuple(sorted(_shelf()))


def lesson_name(asked: str) -> str:
    """What a lesson's films go by: the name of its file, or of the film that carries it."""
    path = lesson_path(asked)
    return next((name for name, built_in in _shelf().items() if path == built_in), folder_name(path))


def folder_name(path: Path) -> str:
    """The name of the folder that what is made of a file goes to."""
    if path.stem.startswith(".") or not path.stem:
        raise InputError(f"{path}: found a name that begins with a dot; allowed: one that can name a folder of films. Rename the file.")
    return path.stem


def _shelf() -> dict[str, Path]:
    """The built-in lessons by name: those of scenes/lessons, and those that films carry in their rooms."""
    carried = {path.parent.name: path for path in (SCENES / "films").glob("*/lesson.toml")}
    return {path.stem: path for path in LESSONS.glob("*.toml")} | carried


def listed(asked: str) -> list[Film]:
    """The chapters that a lesson lists."""
    names = lesson(asked).chapters or ()
    try:
        return [chapter(name) for name in names]
    except InputError as error:
        raise InputError(f"{lesson_path(asked)}: chapters: {error}") from None


@lru_cache(maxsize=64)
def lesson(asked: str) -> Lesson:
    """The lesson that a file or a built-in name says."""
    return load_lesson(lesson_path(asked))
