"""A process stays small: what a film took is given back when it is done, and the allocator keeps no large block that is free."""

from __future__ import annotations

import ctypes
import gc
import sys

LARGE = 1 << 17  # bytes: what a block of pixels or of a field takes at least
M_MMAP_THRESHOLD = -3


def keep_nothing_large() -> None:
    """Have every large block given back as it is freed; glibc would keep it after the first, with small ones between (300 MB a film)."""
    _of_glibc("mallopt", M_MMAP_THRESHOLD, LARGE)


def give_back() -> None:
    """Collect every generation and return what is free to the system, where its allocator can (glibc's `malloc_trim`)."""
    gc.unfreeze()
    gc.collect()
    _of_glibc("malloc_trim", 0)


def _of_glibc(name: str, *args: int) -> None:
    """Call a function that only glibc has."""
    called = getattr(ctypes.CDLL(None), name, None) if sys.platform == "linux" else None
    if called is not None:
        called(*args)
