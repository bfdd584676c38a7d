"""The files that a film is made of, looked at again and again: which of them were saved."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from scenes import series, translation
from studio import catalog
from studio.keys import ROOT, file_hash, sources
from studio.orders import Order
from studio.standing import files_of

PARTS = ("facts", "formulas", "story")  # of a film's room, which can be read anew by themselves, in this order


class Saved:
    """The files of an order as they were when they were last looked at."""

    def __init__(self, order: Order) -> None:
        self.langs = order.langs
        self.film, self.lesson = catalog.chapter(order.chapter), catalog.lesson_path(order.lesson)
        self.known = {path: _state(path) for path in self.files()}

    def files(self) -> Iterable[Path]:
        """The lesson with its data, the film's words, and every file of ours that its story imports, directly or not."""
        names = sources(self.film.path, ROOT / "studio" / "filming.py")
        words = [translation.path_of(room, code) for room in (self.film.room, series.HOUSE) for code in self.langs]
        return [*files_of(str(self.lesson)), *(ROOT / name for name in names), *filter(Path.is_file, words)]

    def changed(self) -> list[Path]:
        """Those that are other than they were; one that is gone for a moment is being written."""
        found = []
        for path, before in self.known.items():
            now = _state(path, before)
            if now is not None and now != before:
                self.known[path] = now
                if before is None or now[-1] != before[-1]:
                    found.append(path)
        if found:
            self.known |= {path: _state(path) for path in self.files() if path not in self.known}
        return found

    def seen(self, room: bool = False) -> dict[str, str]:
        """The hash of each file, or of those of the film's room, as it was looked at last."""
        files = [path for path in self.known if not room or path.parent == self.film.path.parent]
        return {str(path): state[-1] for path in files if (state := self.known[path]) is not None}

    def modules(self, changed: Iterable[Path]) -> set[str]:
        """The modules of the room that these files are; none where one of the files is another's."""
        room, base = self.film.path.parent, self.film.module.rpartition(".")[0]
        ours = {room / f"{part}.py": f"{base}.{part}" for part in PARTS}
        return {ours[path] for path in changed} if all(path in ours for path in changed) else set()


def in_order(modules: Iterable[str]) -> list[str]:
    """Modules of a room, and its story, as they are read anew: each after what it imports."""
    base = next(iter(modules)).rpartition(".")[0]
    return [f"{base}.{part}" for part in PARTS if part == "story" or f"{base}.{part}" in modules]


def _state(path: Path, before: tuple[int, int, str] | None = None) -> tuple[int, int, str] | None:
    """When a file was written, its size and its hash, which is taken again only where the others differ."""
    try:
        found = path.stat()
        if before is not None and before[:2] == (found.st_mtime_ns, found.st_size):
            return before
        return found.st_mtime_ns, found.st_size, file_hash(path)
    except OSError:
        return None
