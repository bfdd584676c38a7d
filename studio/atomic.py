"""Files that are complete or absent; in the private part, where all is ours, what stands in their way makes way."""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

PART = ".part-"  # begins the name of every file that is not whole yet
PRIVATE = ".work"  # the folder in which all is ours


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """A temporary name beside `path`, same suffix, that takes its place when the block succeeds and is gone when it fails."""
    try:
        handle, name = tempfile.mkstemp(prefix=f"{PART}{path.stem}-", suffix=path.suffix, dir=path.parent)
    except OSError as error:  # which names the part, that nobody asked for
        raise OSError(error.errno, error.strerror, str(path)) from error
    os.close(handle)
    try:
        yield Path(name)
        os.chmod(name, 0o644)
        if PRIVATE in path.parts:
            make_way(path)
        os.replace(name, path)
    finally:
        Path(name).unlink(missing_ok=True)


def remove(path: Path) -> None:
    """Remove a file, a link, a pipe or a whole folder, if it is there."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def make_way(path: Path) -> None:
    """Remove what stands where a private file goes and is none: a folder, a link, a pipe. It would block for good."""
    if path.is_symlink() or not path.is_file():
        remove(path)


def room(folder: Path) -> Path:
    """A private folder, made if it is absent; a file that stands in its way makes way."""
    for k, name in enumerate(folder.parts):
        place = Path(*folder.parts[: k + 1])
        if (name == PRIVATE or PRIVATE in place.parts) and not place.is_dir() and (place.exists() or place.is_symlink()):
            place.unlink(missing_ok=True)
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def contents(path: Path) -> bytes:
    """The bytes of a file; what is none, as a pipe that never ends, is as good as absent."""
    if not path.is_file():
        raise FileNotFoundError(errno.ENOENT, "no such file", str(path))
    return path.read_bytes()


def write_text(path: Path, text: str) -> None:
    """A text file, complete or absent."""
    with replacing(path) as temporary:
        temporary.write_text(text, encoding="utf-8")


@contextmanager
def together(folder: Path, aside: Path, last: str = "") -> Iterator[Path]:
    """An empty folder `aside` whose files, in folders or not, take their places in `folder` when the block succeeds, `last` at the end;
    when it fails, none."""
    remove(aside)
    room(aside)
    try:
        yield aside
        folder.mkdir(parents=True, exist_ok=True)
        if last:
            (folder / last).unlink(missing_ok=True)  # it speaks of the files that go now
        for path in sorted(filter(Path.is_file, aside.rglob("*")), key=lambda path: path == aside / last):
            place = folder / path.relative_to(aside)
            place.parent.mkdir(parents=True, exist_ok=True)
            os.replace(path, place)
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def sweep(folder: Path, age: float = 0.0) -> None:
    """Remove what a killed process left unfinished in a folder, if it is at least `age` seconds old."""
    for path in folder.glob(f"{PART}*"):
        with suppress(FileNotFoundError):  # another writer finished it in the meantime
            if time.time() - path.lstat().st_mtime >= age:
                remove(path)
