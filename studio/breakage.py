"""What breaks, as one message: what the user can mend is an InputError, for the rest a file keeps the traceback."""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from engine import InputError
from studio import holding
from studio.orders import Order

UNWRITABLE = (errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOTDIR, errno.EISDIR, errno.EEXIST, errno.ENAMETOOLONG, errno.ELOOP)
FULL = 1 << 20  # bytes left on a disk that count as none


TOO_LITTLE = (
    "memory: found less than this needs; allowed: a lesson and a number of processes for which there is room. "
    "Take fewer units, examples or recorded steps, or fewer processes (-j 1)."
)


class RenderError(Exception):
    """A chapter broke while it was made; the message says which and why."""


@contextmanager
def plainly(order: Order) -> Iterator[None]:
    """Turn whatever breaks while an order is made into one message."""
    try:
        yield
    except (InputError, RenderError):
        raise
    except MemoryError:
        raise InputError(f"{order.chapter}: {TOO_LITTLE}") from None
    except Exception as error:
        code = errno.ENOENT if isinstance(error, FileNotFoundError) else getattr(error, "errno", None)  # Typst's has no number
        if code in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG) or _is_full(order.out):
            raise InputError(f"{order.out}: no space is left; free some, or give another folder with -o. What is done is kept.") from None
        if code == errno.ENOENT and holding.lost(order.work):
            raise InputError(f"{order.work}: it was removed while its film was made; render again") from None
        if code in UNWRITABLE:
            place = getattr(error, "filename", None) or order.out
            raise InputError(f"{place}: cannot be written ({os.strerror(code)}); give another folder with -o") from None
        said = f"chapter {order.chapter!r} broke: {type(error).__name__}: {error}"
        raise RenderError(f"{said} (details in {logged(error)})") from None


@contextmanager
def alone(order: Order, broken: dict[str, str]) -> Iterator[None]:
    """As `plainly`, but a chapter that breaks costs only itself: its message is noted under its name."""
    try:
        with plainly(order):
            yield
    except RenderError as error:
        broken[order.chapter] = str(error)


def logged(error: BaseException) -> Path:
    """The file that now holds the traceback."""
    with tempfile.NamedTemporaryFile("w", prefix="backreel-", suffix=".log", delete=False, encoding="utf-8") as log:
        traceback.print_exception(error, file=log)
    return Path(log.name)


def _is_full(folder: Path) -> bool:
    """Whether the disk is full; typesetting and encoding do not always say so."""
    try:
        return shutil.disk_usage(folder).free < FULL
    except OSError:
        return False
