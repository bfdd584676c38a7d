"""A lesson packed for another machine: its file's text, and the text of every file that it names."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from engine.bounded import Unreadable, read_bytes
from engine.csv_table import MOST
from engine.errors import wrong
from studio.atomic import replacing, write_text
from studio.keys import key
from studio.lesson_toml import of_tables


@dataclass(frozen=True)
class Parcel:
    """A lesson's text and its files, (name, bytes) each."""

    lesson: str
    files: tuple[tuple[str, bytes], ...] = ()

    def unpack(self, place: Path, name: str) -> Path:
        """Lay the lesson into a folder of `place` that is named after what is in it; returns its file."""
        folder = place / key(self.lesson, [(n, data.hex()) for n, data in self.files])
        lesson = folder / f"{name}.toml"
        if not lesson.is_file():
            folder.mkdir(parents=True, exist_ok=True)
            for n, data in self.files:
                with replacing(folder / n) as part:
                    part.write_bytes(data)
            write_text(lesson, self.lesson)
        return lesson


class Parcels:
    """Packs lessons whose files count from one folder. Use in a `with` block: files stand in a folder of their own meanwhile."""

    def __init__(self, base: Path) -> None:
        self._base, self._read = base, dict[str, tuple[str, bytes]]()

    def __enter__(self) -> Parcels:
        self._aside = Path(tempfile.mkdtemp(prefix="backreel-"))
        return self

    def __exit__(self, *error: object) -> None:
        shutil.rmtree(self._aside, ignore_errors=True)

    def parcel(self, table: dict[str, Any]) -> tuple[Parcel, dict[str, Any], Path]:
        """A lesson's parcel; its tables as they are in it, and the folder that their files count from now."""
        files: dict[str, bytes] = {}
        packed = self._packed(table, files)
        return Parcel(of_tables(packed), tuple(files.items())), packed, self._aside

    def _packed(self, table: dict[str, Any], files: dict[str, bytes]) -> dict[str, Any]:
        """The tables with files called by the names they have in the parcel; those of twins too."""
        made = dict(table)
        data, twins = table.get("data"), table.get("twins")
        if isinstance(data, dict) and isinstance(data.get("csv"), str):
            name, content = self._file(data["csv"])
            files[name] = content
            made["data"] = {**data, "csv": name}
        if isinstance(twins, list):
            made["twins"] = [self._packed(twin, files) if isinstance(twin, dict) else twin for twin in twins]
        return made

    def _file(self, asked: str) -> tuple[str, bytes]:
        """Its name in parcels and what it holds; read once."""
        if asked not in self._read:
            path = self._base / asked
            try:
                content = read_bytes(path, MOST)
            except Unreadable as error:
                raise wrong(str(path), "", f"a file that cannot be read ({error})", "a CSV file", "Mend data.csv of the lesson.") from None
            taken = {name for name, _ in self._read.values()}
            name = path.name if path.name not in taken else f"{len(taken)}-{path.name}"
            (self._aside / name).write_bytes(content)
            self._read[asked] = name, content
        return self._read[asked]
