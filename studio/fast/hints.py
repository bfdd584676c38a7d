"""Tells x264 which pixels of a picture are those of the one before: it does not look at them again.

FFmpeg's libx264 takes such hints (its option `mb_info`) from side data of a frame (`AVVideoHint`). PyAV has no call that makes any, so
FFmpeg's own is made, on the AVFrame that a PyAV frame holds. Where anything of that is not found as expected (another system, another
build), there are no hints, and every picture is looked at whole.
"""

from __future__ import annotations

import ctypes
import os
import struct
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import av
import numpy as np

from studio.fast.rectangles import Rect

NAME = b"Encoding video hint"  # what FFmpeg calls this kind of side data
TYPES = 64  # kinds of side data that are asked for their names
CHANGED = 1  # AV_VIDEO_HINT_TYPE_CHANGED: the rectangles are what may differ
HEAD, RECT = struct.Struct("NNNi4x"), struct.Struct("4I")  # AVVideoHint: how many, where they begin, their size, their type; AVVideoRect
DATA = struct.calcsize("N")  # bytes into AVFrameSideData, behind its type
FIELDS = range(16, 96, 8)  # bytes into a Python object where a pointer may stand


class Hints:
    """How a frame is given hints: FFmpeg's function, its kind of side data, and where a PyAV frame holds its AVFrame."""

    def __init__(self, make: Any, kind: int, field: int) -> None:
        self._make, self._kind, self._field = make, kind, field

    def give(self, frame: av.VideoFrame, changed: Sequence[Rect]) -> None:
        """Say that a frame differs from the one before in these rectangles at most."""
        held = ctypes.c_void_p.from_address(id(frame) + self._field).value
        if not changed or held is None or ctypes.c_void_p.from_address(held).value != frame.planes[0].buffer_ptr:
            return
        rects = [RECT.pack(x0, y0, x1 - x0, y1 - y0) for x0, y0, x1, y1 in changed]
        said = b"".join([HEAD.pack(len(rects), HEAD.size, RECT.size, CHANGED), *rects])
        if made := self._make(held, self._kind, len(said)):
            ctypes.memmove(ctypes.c_void_p.from_address(made + DATA).value or 0, said, len(said))


@lru_cache(maxsize=1)
def found() -> Hints | None:
    """How hints are given here, if they can be."""
    try:
        library = ctypes.CDLL(next(line.split()[-1] for line in Path("/proc/self/maps").read_text().splitlines() if "libavutil" in line))
        name, make = library.av_frame_side_data_name, library.av_frame_new_side_data
        name.restype, make.restype, make.argtypes = ctypes.c_char_p, ctypes.c_void_p, [ctypes.c_void_p, ctypes.c_int, ctypes.c_size_t]
        kind = next(kind for kind in range(TYPES) if name(kind) == NAME)
        return Hints(make, kind, _field())
    except (OSError, StopIteration, AttributeError):
        return None


def _field() -> int:
    """How many bytes into a PyAV frame its AVFrame is pointed at: the one thing that begins with pointers to the frame's planes."""
    frame = av.VideoFrame.from_numpy_buffer(np.zeros((96, 64), np.uint8), format="yuv420p")
    planes = struct.pack(f"{len(frame.planes)}N", *(plane.buffer_ptr for plane in frame.planes))
    memory = os.open("/proc/self/mem", os.O_RDONLY)  # which says that nothing is there, where a look of our own would crash
    try:
        return next(field for field in FIELDS if _read(memory, *struct.unpack("N", os.pread(memory, 8, id(frame) + field))) == planes)
    finally:
        os.close(memory)


def _read(memory: int, place: int) -> bytes:
    """Three pointers of what stands at a place; none where nothing does."""
    try:
        return os.pread(memory, 3 * struct.calcsize("N"), place)
    except (OSError, OverflowError):
        return b""
