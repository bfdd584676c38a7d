"""What can be told: the chapters, found by their file names, and the built-in lessons; nothing is imported to list them."""

from __future__ import annotations

import ast
import importlib
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from engine import InputError, Lesson, load_lesson

if TYPE_CHECKING:
    from scenes.chapter import Chapter

SCENES = Path(__file__).resolve().parent.parent / "scenes"
LESSONS = SCENES / "lessons"
_FILE = re.compile(r"ch(\d\d)_(\w+)\.py")


@dataclass(frozen=True)
class Entry:
    """One chapter file: its number and name (ch05_forward.py: 5, "forward"), what it is called, what it promises."""

    number: int
    name: str
    path: Path
    title: str
    promise: str

    @property
    def module(self) -> str:
        return f"scenes.{self.path.stem}"


@lru_cache(maxsize=1)
def chapters() -> tuple[Entry, ...]:
    """Every chapter, in the order of the series."""
    found = [_entry(path, match) for path in sorted(SCENES.glob("ch*.py")) if (match := _FILE.fullmatch(path.name))]
    return tuple(found)


def _entry(path: Path, match: re.Match[str]) -> Entry:
    said = {"title": match[2], "promise": ""}
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name) and node.targets[0].id in said:
            said[node.targets[0].id] = str(ast.literal_eval(node.value))
    return Entry(int(match[1]), match[2], path, said["title"], said["promise"])


def chapter(name: str) -> Entry:
    """The chapter of this name ("forward", "ch05_forward" or "5")."""
    for entry in chapters():
        if name in (entry.name, entry.path.stem, str(entry.number)):
            return entry
    raise InputError(f"unknown chapter {name!r}: use one of {', '.join(e.name for e in chapters())}, or see `backreel list`")


def load(entry: Entry) -> type[Chapter]:
    """The chapter's class; imports manim."""
    from scenes.chapter import Chapter

    module = importlib.import_module(entry.module)
    for value in vars(module).values():
        if isinstance(value, type) and issubclass(value, Chapter) and value.__module__ == module.__name__:
            return value
    raise InputError(f"{entry.path}: no class here derives from Chapter; see CONTRIBUTING.md for how a chapter is written")


def lesson_path(asked: str) -> Path:
    """A lesson file, or the built-in lesson of that name."""
    path = Path(asked)
    if path.suffix == ".toml" or path.exists():
        return path
    built_in = LESSONS / f"{asked}.toml"
    if built_in.exists():
        return built_in
    raise InputError(f"unknown lesson {asked!r}: give a .toml file or one of {', '.join(lessons())}")


def lessons() -> tuple[str, ...]:
    """The names of the built-in lessons."""
    return tuple(sorted(path.stem for path in LESSONS.glob("*.toml")))


@lru_cache(maxsize=8)
def lesson(asked: str) -> Lesson:
    """The lesson that a file or a built-in name says."""
    return load_lesson(lesson_path(asked))
