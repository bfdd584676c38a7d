"""What can be told: the chapters, found by their file names, and the built-in lessons; nothing is imported to list them."""

from __future__ import annotations

import ast
import importlib
import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from engine import InputError, Lesson, load_lesson
from engine.errors import nearest

if TYPE_CHECKING:
    from scenes.chapter import Chapter

SCENES = Path(__file__).resolve().parent.parent / "scenes"
LESSONS = SCENES / "lessons"
_FILE = re.compile(r"ch(\d\d)_(\w+)\.py")


@dataclass(frozen=True)
class Entry:
    """One chapter file: its number and name (ch05_forward.py: 5, "forward")."""

    number: int
    name: str
    path: Path

    @property
    def module(self) -> str:
        return f"scenes.{self.path.stem}"

    @property
    def title(self) -> str:
        return self._said.get("title", self.name)

    @property
    def promise(self) -> str:
        return self._said.get("promise", "")

    @property
    def lesson(self) -> str:
        """The lesson that the chapter carries; "" when any will do."""
        return self._said.get("lesson", "")

    @cached_property
    def _said(self) -> dict[str, str]:
        """The texts that the file's classes give names to."""
        try:
            tree = ast.parse(self.path.read_text(encoding="utf-8"))
        except SyntaxError as error:
            raise InputError(f"{self.path}: line {error.lineno} is not Python: {error.msg}") from None
        lines = [line for node in tree.body if isinstance(node, ast.ClassDef) for line in node.body]
        plain = [(n.targets[0], n.value) for n in lines if isinstance(n, ast.Assign)]
        given = plain + [(n.target, n.value) for n in lines if isinstance(n, ast.AnnAssign)]
        return {k.id: str(v.value) for k, v in given if isinstance(k, ast.Name) and isinstance(v, ast.Constant)}


@lru_cache(maxsize=1)
def chapters() -> tuple[Entry, ...]:
    """Every chapter, in the order of the series."""
    found = [(path, match) for path in sorted(SCENES.glob("ch*.py")) if (match := _FILE.fullmatch(path.name))]
    return tuple(Entry(int(match[1]), match[2], path) for path, match in found)


def chapter(name: str) -> Entry:
    """The chapter of this name ("forward", "ch05_forward" or "5")."""
    for entry in chapters():
        if name in (entry.name, entry.path.stem, str(entry.number)):
            return entry
    names = [entry.name for entry in chapters()]
    raise InputError(f"unknown chapter {name!r}. {nearest(name, names)}Use one of {', '.join(names)}, or see `backreel list`")


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
    raise InputError(f"unknown lesson {asked!r}. {nearest(asked, lessons())}Give a .toml file or one of {', '.join(lessons())}")


def lessons() -> tuple[str, ...]:
    """The names of the built-in lessons."""
    return tuple(sorted(path.stem for path in LESSONS.glob("*.toml")))


def listed(asked: str) -> list[Entry]:
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
