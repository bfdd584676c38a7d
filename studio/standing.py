"""What a whole command was made of and left, noted when it is done: asked again with nothing changed, it says the same at once.

Needs the standard library alone: no engine, no manim. It asks for more than a film depends on (every source of ours, every
package), so that it may miss what still stands and never finds what does not; what it misses is looked at film by film.
"""

from __future__ import annotations

import hashlib
import os
import sys
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from studio import sealed
from studio.atomic import room
from studio.keys import ROOT, file_hash, key, recordings, takes

MOST = 32 << 20  # bytes of a lesson or its data: more is refused by who reads it
HOUSES = ("engine", "scenes", "studio")


class Standing:
    """A command's note in the folder its films go to. What it was made of is looked at now, before it is carried out.

    out      the folder that films go to        asked   all that was asked for, as JSON can write it
    lesson   a lesson's file or name            voice   a voice's name or folder
    """

    def __init__(self, out: Path, asked: Any, lesson: str, voice: str) -> None:
        self.out = out
        self.path = out / ".work" / "standing" / f"{key(asked)}.json"
        self._lesson, self._voice = lesson, Path(voice)
        self._stamps = self._looked_at()
        self._made_of = key(asked, _house(), _packages(), list(_contents(files_of(lesson))), recordings(Path(voice)))

    def lines(self) -> list[str] | None:
        """What the command has to say when nothing has changed since its note, else None."""
        note = sealed.read(self.path) or {}
        try:
            whole = note["made_of"] == self._made_of and all(self._same(*file) for file in note["files"])
            return [str(line) for line in note["lines"]] if whole else None
        except (OSError, KeyError, TypeError):
            return None

    def write(self, lines: Sequence[str], files: Iterable[Path]) -> None:
        """Note what the command says when nothing has changed, and the files that it left; not where it was changed and put back."""
        if self._stamps != self._looked_at():
            return
        left = [(str(path.relative_to(self.out)), path.stat().st_size, file_hash(path)) for path in sorted(files)]
        room(self.path.parent)
        sealed.write(self.path, {"made_of": self._made_of, "files": left, "lines": list(lines)})

    def _looked_at(self) -> dict[str, tuple[int, ...]]:
        """When each file that the command is made of was last touched; what is put back has another time of change."""
        files: list[str | Path] = [*_sources(), *files_of(self._lesson), *takes(self._voice)]
        return {str(path): stamp for path in files if (stamp := _stamp(path))}

    def _same(self, name: str, size: int, digest: str) -> bool:
        path = self.out / name
        return path.stat().st_size == size and file_hash(path) == digest


def _sources() -> Iterator[str]:
    """Every source and lesson of ours, in order."""
    for house in HOUSES:
        for folder, folders, names in os.walk(ROOT / house):
            folders[:] = sorted(name for name in folders if name != "__pycache__")
            yield from (os.path.join(folder, name) for name in sorted(names))


def _house() -> str:
    """A hash of every source and lesson of ours, by name."""
    digest = hashlib.sha256()
    for path in _sources():
        with open(path, "rb") as file:
            digest.update(repr((path, hashlib.sha256(file.read()).digest())).encode())
    return digest.hexdigest()


def _stamp(path: str | Path) -> tuple[int, ...]:
    """A file's number, size, and times of writing and of change; nothing where there is none."""
    try:
        found = os.stat(path)
    except (OSError, ValueError):
        return ()
    return found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns


def _packages() -> list[Any]:
    """This Python and the name and version of all that is installed beside it."""
    found = {name for folder in sys.path if os.path.isdir(folder) for name in os.listdir(folder) if name.endswith("-info")}
    return [sys.version, sys.platform, *sorted(found)]


def files_of(lesson: str) -> list[Path]:
    """A lesson file and every file that it names; none of a built-in lesson, which is a source of ours."""
    path = Path(lesson)
    if not lesson or not path.is_file():
        return []
    with suppress(OSError, ValueError, RecursionError):
        with path.open("rb") as file:  # what says that it has no size may never end
            table = tomllib.loads(file.read(min(path.stat().st_size, MOST)).decode("utf-8-sig"))
        return [path, *(path.parent / name for name in _data(table))]
    return [path]


def _data(table: Any) -> Iterator[str]:
    """The data files that a lesson and its twins name."""
    for each in (table, *(twins if isinstance(twins := table.get("twins"), list) else ())):
        data = each.get("data") if isinstance(each, dict) else None
        name = data.get("csv") if isinstance(data, dict) else None
        if isinstance(name, str) and "\0" not in name:
            yield name


def _contents(files: Iterable[Path]) -> Iterator[tuple[str, str]]:
    for path in files:
        with suppress(OSError):
            if path.is_file():
                yield os.path.abspath(path), file_hash(path) if 0 < path.stat().st_size <= MOST else ""
