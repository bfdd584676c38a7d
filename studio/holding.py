"""A work folder is held by one render at a time and cleared of what a killed one left half done."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from engine import InputError
from studio.atomic import make_way, remove, room, sweep

LOCK = "lock"  # a file that is locked by who holds the folder


@contextmanager
def held(work: Path, *, patient: bool = False) -> Iterator[None]:
    """Hold a folder (made if absent); where another holds it, wait if `patient`, else refuse."""
    lock = _locked(work, patient)
    while not _is_there(lock, work):  # it was removed while it was waited for
        os.close(lock)
        lock = _locked(work, patient)
    try:
        yield
    finally:
        os.close(lock)


def _locked(work: Path, patient: bool) -> int:
    """The folder's lock, open and ours."""
    make_way(room(work) / LOCK)
    lock = os.open(work / LOCK, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o644)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | (0 if patient else fcntl.LOCK_NB))
    except BlockingIOError as error:
        os.close(lock)
        raise InputError(f"{work} is in use by another render: wait for it, or give another folder with -o") from error
    return lock


def _is_there(lock: int, work: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(lock), os.stat(work / LOCK))
    except FileNotFoundError:
        return False


def lost(work: Path) -> bool:
    """Whether a folder that was held is gone: `make clean` was run meanwhile."""
    return not (work / LOCK).exists()


def clear(work: Path, *outputs: Path) -> None:
    """Remove half-written files from a held work folder and the folders it fills."""
    for folder in (work, work / "beats", work / "sound", work / "described" / "fits", work / "described" / "held", *outputs):
        sweep(folder)
    for picture in (work / "Tex").glob("*.svg"):  # manim takes any that exists for whole
        if not picture.is_file() or not picture.read_bytes().rstrip().endswith(b"</svg>"):
            remove(picture)
