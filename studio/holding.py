"""A work folder is held by one render at a time and cleared of what a killed one left half done."""

from __future__ import annotations

import fcntl
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from engine import InputError
from studio.atomic import sweep


@contextmanager
def held(work: Path, *, patient: bool = False) -> Iterator[None]:
    """Hold a folder (made if absent); where another holds it, wait if `patient`, else refuse."""
    work.mkdir(parents=True, exist_ok=True)
    if (work / "lock").is_dir():
        shutil.rmtree(work / "lock")
    with (work / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | (0 if patient else fcntl.LOCK_NB))
        except BlockingIOError as error:
            raise InputError(f"{work} is in use by another render: wait for it, or give another folder with -o") from error
        yield


def clear(work: Path, *outputs: Path) -> None:
    """Remove half-written files from a held work folder and the folders it fills."""
    for folder in (work, work / "beats", work / "sound", *outputs):
        sweep(folder)
    for picture in (work / "Tex").glob("*.svg"):  # manim takes any that exists for whole
        if not picture.read_bytes().rstrip().endswith(b"</svg>"):
            picture.unlink()
