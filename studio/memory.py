"""What a film took is given back when it is done: garbage that was frozen for copies, and the allocator's empty pages."""

from __future__ import annotations

import ctypes
import gc
import sys


def give_back() -> None:
    """Collect every generation and return what is free to the system, where its allocator can (glibc's `malloc_trim`)."""
    gc.unfreeze()
    gc.collect()
    if sys.platform == "linux":
        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
        if trim is not None:
            trim(0)
