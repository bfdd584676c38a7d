"""Files that are complete or absent."""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

PART = ".part-"  # begins the name of every file that is not whole yet


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """A temporary name beside `path`, same suffix, that takes its place when the block succeeds and is gone when it fails."""
    handle, name = tempfile.mkstemp(prefix=f"{PART}{path.stem}-", suffix=path.suffix, dir=path.parent)
    os.close(handle)
    try:
        yield Path(name)
        os.chmod(name, 0o644)
        _make_way(path)
        os.replace(name, path)
    finally:
        Path(name).unlink(missing_ok=True)


PRIVATE = ".work"  # the folder in which all is ours


def _make_way(path: Path) -> None:
    """Remove a folder that stands where a file of ours goes; it cannot be ours, and would block for good."""
    if PRIVATE in path.parts and path.is_dir():
        shutil.rmtree(path)


def write_text(path: Path, text: str) -> None:
    """A text file, complete or absent."""
    with replacing(path) as temporary:
        temporary.write_text(text, encoding="utf-8")


@contextmanager
def together(folder: Path, aside: Path, last: str = "") -> Iterator[Path]:
    """An empty folder `aside` whose files, in folders or not, take their places in `folder` when the block succeeds, `last` at the end;
    when it fails, none."""
    shutil.rmtree(aside, ignore_errors=True)
    aside.mkdir(parents=True)
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
            if time.time() - path.stat().st_mtime >= age:
                path.unlink()
