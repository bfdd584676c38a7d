"""RGBA to the planes of a film, only where the picture changed, in memory that stays: BT.709, limited range."""

from __future__ import annotations

from collections import OrderedDict

import av
import numpy as np
from av.video.reformatter import ColorRange, Colorspace, VideoReformatter

from studio.encoder import EXACT
from studio.fast.rectangles import Rect

GRID = 32  # rectangles grow to it: few sizes, so that the converter's tables are made once
REACH = 8  # pixels over which a colour spreads at half resolution
PAD = 16  # pixels around a rectangle that its colours at half resolution are made from
CONVERTERS = 32


class Planes:
    """A picture in 4:2:0: `whole` (height * 3 / 2, width) holds Y, then U and V at half resolution."""

    def __init__(self, width: int, height: int) -> None:
        self.width, self.height = width, height
        self.whole = np.zeros((height * 3 // 2, width), np.uint8)
        flat, size = self.whole.reshape(-1), width * height
        half = (height // 2, width // 2)
        self._planes = (self.whole[:height], flat[size : size * 5 // 4].reshape(half), flat[size * 5 // 4 :].reshape(half))
        self._converters: OrderedDict[tuple[int, int], VideoReformatter] = OrderedDict()

    def frame(self) -> av.VideoFrame:
        """The picture as an encoder takes it."""
        if self.height % 4 == 0:
            return av.VideoFrame.from_numpy_buffer(self.whole, format="yuv420p")
        made = av.VideoFrame(self.width, self.height, "yuv420p")  # of other heights PyAV takes a buffer for one of fewer lines
        for plane, source in zip(made.planes, self._planes, strict=True):
            lines = np.frombuffer(memoryview(plane), np.uint8).reshape(-1, plane.line_size)
            lines[: len(source), : source.shape[1]] = source
        return made

    def convert(self, pixels: np.ndarray, rects: list[Rect] | None) -> list[Rect]:
        """Take over these rectangles (None: all) of RGBA pixels (height, width, 4); what of the planes may differ for it."""
        changed = []
        for rect in [(0, 0, self.width, self.height)] if rects is None else rects:
            x0, y0 = (max(0, k - REACH) // GRID * GRID for k in rect[:2])
            x1, y1 = (-(-(k + REACH) // GRID) * GRID for k in rect[2:])
            changed.append((x0, y0, min(self.width, x1), min(self.height, y1)))
            self._convert(pixels, changed[-1])
        return changed

    def _convert(self, pixels: np.ndarray, rect: Rect) -> None:
        x0, y0, x1, y1 = rect
        left, top, right, low = max(0, x0 - PAD), max(0, y0 - PAD), min(self.width, x1 + PAD), min(self.height, y1 + PAD)
        rgba = av.VideoFrame.from_numpy_buffer(pixels[top:low, left:right], format="rgba")
        converter = self._converter(right - left, low - top)
        yuv = converter.reformat(
            rgba, format="yuv420p", dst_colorspace=Colorspace.ITU709, dst_color_range=ColorRange.MPEG, interpolation=EXACT, threads=1
        )
        for plane, source, k in zip(self._planes, yuv.planes, (1, 2, 2), strict=True):
            found = np.frombuffer(memoryview(source), np.uint8).reshape(-1, source.line_size)
            plane[y0 // k : y1 // k, x0 // k : x1 // k] = found[(y0 - top) // k : (y1 - top) // k, (x0 - left) // k : (x1 - left) // k]

    def _converter(self, width: int, height: int) -> VideoReformatter:
        """One for each size: it makes its tables anew whenever the size changes."""
        converter = self._converters.pop((width, height), None) or VideoReformatter()
        self._converters[width, height] = converter
        if len(self._converters) > CONVERTERS:
            self._converters.popitem(last=False)
        return converter
