"""Where films go, looked at before anything is made: what cannot be written there, and what stands in the way."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from engine import InputError
from studio import manifest, series
from studio.orders import Order

SHEETS = ("storyboard-new.png", "storyboard.pdf")


def named(path: Path) -> Path:
    """A file that the user named to be written; what stands there and is none, as a device, is never replaced."""
    if not path.parent.is_dir():
        raise InputError(f"{path}: there is no folder {path.parent}; make it, or name another file")
    if (path.exists() and not path.is_file()) or path.name in ("", ".."):
        raise InputError(f"{path}: is not a file; name a file to write")
    return path


def check(wanted: Sequence[Order]) -> None:
    """Refuse what films of these orders could not be written to, once they are made."""
    for folder in dict.fromkeys(folder for order in wanted for folder in _folders(order)):
        if (folder.exists() or folder.is_symlink()) and not (folder.is_dir() and os.access(folder, os.W_OK | os.X_OK)):
            raise InputError(f"{folder}: films cannot be written here; give another folder with -o")
    for path in dict.fromkeys(path for order in wanted for path in _files(order)):
        if path.is_dir():
            raise InputError(f"{path}: is a folder, where a file of a film goes; move it away, or give another folder with -o")


def _folders(order: Order) -> Iterator[Path]:
    """The folders that a film's files go to, and those of our own that can be written, or not."""
    yield from (order.folder.parent, order.folder)
    private = (order.out / ".work", order.work.parent, order.work, order.work / "beats", order.voice_cache)
    yield from (folder for folder in private if folder.is_dir())  # what is none makes way


def _files(order: Order) -> Iterator[Path]:
    described = manifest.DESCRIBED if order.describe else ()
    yield from (order.folder / name for name in (manifest.NAME, *manifest.FILES, *described, *SHEETS))
    yield from (order.folder.parent / name for name in (series.NOTE, *series.FILES))
