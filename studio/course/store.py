"""Where what a course leaves is kept, each job's files by the hash of all that they were made of: a folder, or any URL that fsspec reaches.

<key>/              what a render leaves of one film, a pack or worksheets; with them log.txt
segments/<ke>/...   what films have in common: a beat's picture, by the hash of what it shows
"""

from __future__ import annotations

import os
import secrets
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, Protocol

from engine.errors import InputError
from studio import manifest, sealed
from studio.atomic import PART, replacing
from studio.extras import need
from studio.keys import file_hash

SEGMENTS = "segments"
ELSEWHERE = "import sys, fsspec; files, path = fsspec.core.url_to_fs(sys.argv[1]); sys.exit(not files.exists(path))"
LAST = "manifest.json"  # of a job's files: it says that the others are there


class Store(Protocol):
    """Jobs' files and segments, whole or absent, whoever else reads and writes."""

    def probe(self) -> None:
        """Write and remove a file; whatever is in the way is raised."""

    def has(self, key: str) -> bool:
        """Whether this job's files are kept here and whole."""

    def put(self, key: str, folder: Path) -> None:
        """Keep the files of a folder and of those in it; where they are kept already, nothing changes."""

    def fetch(self, key: str, folder: Path) -> None:
        """Copy what is kept into a folder, which is made."""

    def where(self, key: str) -> str:
        """Its place, for people."""

    def lift(self, names: Sequence[str], folder: Path) -> bool:
        """Copy a segment's files into a folder, if all of them are here."""

    def lay(self, names: Sequence[str], folder: Path) -> None:
        """Keep a segment's files, of which the last says that the others are there."""


def of(place: str) -> Store:
    """The store at a folder or a URL."""
    if "://" not in place:
        return FolderStore(Path(place))
    need(place, ("fsspec",), "cluster")
    import fsspec

    try:
        files, root = fsspec.core.url_to_fs(place)
    except (ImportError, ValueError) as error:
        raise InputError(f"--store: found {place} ({error}); allowed: a folder, or a URL that fsspec reaches. Mend it.") from None
    return UrlStore(files, root.rstrip("/"), place.rstrip("/"))


def ready(place: str) -> None:
    """Refuse a store that nothing can be written to, before anything is made for it."""
    try:
        of(place).probe()
    except InputError:
        raise
    except Exception as error:  # whatever a file system of fsspec's raises
        found = f"{place} ({getattr(error, 'strerror', None) or error or type(error).__name__})"
        allowed = "a folder or URL that any process can write and read"
        raise InputError(f"--store: found {found}; allowed: {allowed}. Mend it, or leave it out.") from error


def _whole(found: dict[str, Any] | None, sizes: dict[str, int]) -> bool:
    """Whether every file that a manifest names is there in its size."""
    return found is not None and all(sizes.get(name) == facts["bytes"] for name, facts in found["files"].items())


class FolderStore:
    """A folder, on this machine or shared."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def probe(self) -> None:
        self.root.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(prefix=PART, dir=self.root):
            pass

    def has(self, key: str) -> bool:
        folder = self.root / key
        try:
            return _whole(manifest.read(folder), {path.relative_to(folder).as_posix(): path.stat().st_size for path in _files(folder)})
        except (OSError, KeyError, TypeError):
            return False

    def put(self, key: str, folder: Path) -> None:
        self.root.mkdir(parents=True, exist_ok=True)
        aside = self.root / f"{PART}{key}-{secrets.token_hex(4)}"
        try:
            _copied(folder, aside)
            self._take_place(aside, key)
        finally:
            shutil.rmtree(aside, ignore_errors=True)

    def _take_place(self, aside: Path, key: str) -> None:
        """Give the folder its name; a whole one that has it already stays, a broken one makes way."""
        with suppress(OSError):
            os.rename(aside, self.root / key)
        if not self.has(key):
            broken = self.root / f"{PART}{key}-{secrets.token_hex(4)}"
            with suppress(FileNotFoundError):
                os.rename(self.root / key, broken)
            shutil.rmtree(broken, ignore_errors=True)
            os.rename(aside, self.root / key)

    def fetch(self, key: str, folder: Path) -> None:
        _copied(self.root / key, folder)

    def where(self, key: str) -> str:
        return str(self.root / key)

    def lift(self, names: Sequence[str], folder: Path) -> bool:
        return _lifted(names, folder, lambda name, part: shutil.copyfile(self._segment(name), part))

    def lay(self, names: Sequence[str], folder: Path) -> None:
        if self._segment(names[-1]).exists():
            return
        for name in names:
            self._segment(name).parent.mkdir(parents=True, exist_ok=True)
            with replacing(self._segment(name)) as part:
                shutil.copyfile(folder / name, part)

    def _segment(self, name: str) -> Path:
        return self.root / SEGMENTS / name[:2] / name


class UrlStore:
    """What fsspec reaches. Few such places can rename a folder: there a film is whole once its manifest is there, which is written last."""

    def __init__(self, files: Any, root: str, url: str) -> None:
        self._files, self._root, self._url = files, root, url

    def probe(self) -> None:
        name = f"{PART}{secrets.token_hex(4)}"
        self._files.makedirs(self._root, exist_ok=True)
        self._files.pipe_file(f"{self._root}/{name}", b"backreel")
        look = [sys.executable, "-P", "-c", ELSEWHERE, f"{self._url}/{name}"]
        found = subprocess.run(look, capture_output=True).returncode == 0
        self._files.rm_file(f"{self._root}/{name}")
        if not found:  # as of memory://, and each film is made in a process of its own
            raise OSError("what one process writes there no other finds")

    def has(self, key: str) -> bool:
        place = f"{self._root}/{key}"
        try:
            found = sealed.parsed(self._files.cat_file(f"{place}/{LAST}"))
            self._files.invalidate_cache()
            rows = self._files.find(place, detail=True).values()
            return _whole(found, {str(row["name"]).rpartition(f"{key}/")[2]: int(row["size"]) for row in rows})
        except (OSError, ValueError, KeyError, TypeError):
            return False

    def put(self, key: str, folder: Path) -> None:
        if self.has(key):
            return
        for path in _files(folder):
            place = f"{self._root}/{key}/{path.relative_to(folder).as_posix()}"
            self._files.makedirs(place.rpartition("/")[0], exist_ok=True)
            self._files.put_file(str(path), place)

    def fetch(self, key: str, folder: Path) -> None:
        place = f"{self._root}/{key}"
        for name in self._files.find(place):
            path = folder / str(name).rpartition(f"{key}/")[2]
            path.parent.mkdir(parents=True, exist_ok=True)
            self._files.get_file(name, str(path))

    def where(self, key: str) -> str:
        return str(self._files.unstrip_protocol(f"{self._root}/{key}"))

    def lift(self, names: Sequence[str], folder: Path) -> bool:
        return _lifted(names, folder, lambda name, part: self._files.get_file(self._segment(name), str(part)))

    def lay(self, names: Sequence[str], folder: Path) -> None:
        if self._files.exists(self._segment(names[-1])):
            return
        for name in names:
            self._files.makedirs(self._segment(name).rpartition("/")[0], exist_ok=True)
            self._files.put_file(str(folder / name), self._segment(name))

    def _segment(self, name: str) -> str:
        return f"{self._root}/{SEGMENTS}/{name[:2]}/{name}"


def _lifted(names: Sequence[str], folder: Path, fetch: Callable[[str, Path], object]) -> bool:
    """Fetch a segment's files into a folder; whether all are there to be fetched."""
    try:
        for name in names:
            with replacing(folder / name) as part:
                fetch(name, part)
    except FileNotFoundError:
        return False
    return True


def note(folder: Path, **facts: Any) -> None:
    """Write the manifest of files that have none of their own."""
    files = {path.relative_to(folder).as_posix(): {"bytes": path.stat().st_size, "sha256": file_hash(path)} for path in _files(folder)}
    sealed.write(folder / LAST, {"format": "backreel/kept", "version": 1, **facts, "files": files})


def _files(folder: Path) -> list[Path]:
    """The files of a folder and of those in it, the manifest last."""
    found = (path for path in folder.rglob("*") if path.is_file() and not path.name.startswith(PART))
    return sorted(found, key=lambda path: (path == folder / LAST, path))


def _copied(folder: Path, place: Path) -> None:
    """The same files in another place, the manifest last."""
    place.mkdir(parents=True, exist_ok=True)
    for path in _files(folder):
        target = place / path.relative_to(folder)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
