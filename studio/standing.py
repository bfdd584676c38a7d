"""What a whole command was made of and left, noted when it is done: asked again with nothing changed, it says the same at once.

Needs the standard library alone: no engine, no manim. It asks for more than a film depends on (every source of ours, every
package), so that it may miss what still stands and never finds what does not; what it misses is looked at film by film.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from studio.atomic import write_text
from studio.keys import ROOT, file_hash, key, recordings

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
        self._made_of = key(asked, _house(), _packages(), list(_contents(files_of(lesson))), recordings(Path(voice)))

    def lines(self) -> list[str] | None:
        """What the command has to say when nothing has changed since its note, else None."""
        try:
            note = json.loads(self.path.read_text(encoding="utf-8"))
            whole = note["made_of"] == self._made_of and all(self._same(*file) for file in note["files"])
            return [str(line) for line in note["lines"]] if whole else None
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def write(self, lines: Sequence[str], files: Iterable[Path]) -> None:
        """Note what the command says when nothing has changed, and the files that it left."""
        left = [(str(path.relative_to(self.out)), path.stat().st_size, file_hash(path)) for path in sorted(files)]
        self.path.parent.mkdir(parents=True, exist_ok=True)
        write_text(self.path, json.dumps({"made_of": self._made_of, "files": left, "lines": list(lines)}))

    def _same(self, name: str, size: int, digest: str) -> bool:
        path = self.out / name
        return path.stat().st_size == size and file_hash(path) == digest


def _house() -> str:
    """A hash of every source and lesson of ours, by name."""
    digest = hashlib.sha256()
    for house in HOUSES:
        for folder, folders, names in os.walk(ROOT / house):
            folders[:] = sorted(name for name in folders if name != "__pycache__")
            for name in sorted(names):
                path = os.path.join(folder, name)
                with open(path, "rb") as file:
                    digest.update(repr((path, hashlib.sha256(file.read()).digest())).encode())
    return digest.hexdigest()


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
