"""Files that people name, read within bounds: a device, a pipe or more than can be meant is refused before it is read."""

import os
import stat
from pathlib import Path

MEGABYTE = 1 << 20


class Unreadable(Exception):
    """Why a file is not read, as what was found."""


def read_bytes(path: Path, most: int) -> bytes:
    """A regular file's bytes, at most `most` of them; `Unreadable` says what it is instead. Waits for nobody."""
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)  # a pipe without a writer does not block
    except ValueError:
        raise Unreadable("a path with a NUL in it") from None
    except OSError as error:
        raise Unreadable(error.strerror or str(error)) from None
    try:
        facts = os.fstat(handle)
        if not stat.S_ISREG(facts.st_mode):
            raise Unreadable(_kind(facts.st_mode))
        if facts.st_size > most:
            raise Unreadable(f"{facts.st_size / MEGABYTE:.0f} MB, and at most {most // MEGABYTE} MB are read")
        with os.fdopen(os.dup(handle), "rb") as file:
            return file.read(facts.st_size)  # what says that it has no size is not waited for
    except OSError as error:
        raise Unreadable(error.strerror or str(error)) from None
    finally:
        os.close(handle)


def _kind(mode: int) -> str:
    """What stands at a path that is no file."""
    kinds = ((stat.S_ISDIR, "a folder"), (stat.S_ISFIFO, "a pipe"), (stat.S_ISCHR, "a device"), (stat.S_ISBLK, "a device"))
    return next((kind for is_kind, kind in kinds if is_kind(mode)), "no file")
