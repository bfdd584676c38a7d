"""Pictures to H.264: High profile, 4:2:0, BT.709 and tagged so, in segments that join by copying."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from av.video.reformatter import ColorRange, Colorspace, Interpolation, VideoReformatter

BT709 = 1  # of matrix, primaries and transfer, in ITU-T H.273
LIMITED = 1
# a constant quantizer needs no look at the picture before: a third faster than a constant rate factor, smaller, its worst frames nearer
PRESET, RATE = "ultrafast", "qp=16"
# for a film that is published: smaller and nearer, and slow; what x264 adds to flatter photographs is left out
MASTER = {"preset": "slow", "rate": "crf=17:psy=0:aq-mode=0"}
EXACT = Interpolation.BICUBIC | Interpolation.ACCURATE_RND | Interpolation.FULL_CHR_H_INP
HIGH = "cabac=1:8x8dct=1:rc-lookahead=0:mbtree=0:weightp=0"  # what makes ultrafast High profile, and keeps it quick


class Encoder:
    """One closed segment of film; every segment of a film has the same settings, so that one decoder plays them all."""

    def __init__(self, path: Path, width: int, height: int, fps: int, preset: str = PRESET, rate: str = RATE) -> None:
        self._file = av.open(str(path), "w", format="mp4")
        gop = max(1, fps // 2)
        params = f"keyint={gop}:min-keyint={gop}:scenecut=0:open-gop=0:bframes=0:stitchable=1:{HIGH}:{rate}"
        options = {"preset": preset, "profile": "high", "threads": "1", "x264-params": params}
        self._stream = self._file.add_stream("libx264", rate=fps, options=options)
        self._stream.width, self._stream.height, self._stream.pix_fmt = width, height, "yuv420p"
        context = self._stream.codec_context
        context.colorspace = context.color_primaries = context.color_trc = BT709
        context.color_range = LIMITED
        self._tick, self._reformatter, self.frames = Fraction(1, fps), VideoReformatter(), 0

    def frame(self, pixels: np.ndarray, repeat: int) -> None:
        """Show RGBA pixels, uint8 (height, width, 4), for `repeat` frames."""
        rgba = av.VideoFrame.from_ndarray(pixels, format="rgba")
        yuv = self._reformatter.reformat(
            rgba, format="yuv420p", dst_colorspace=Colorspace.ITU709, dst_color_range=ColorRange.MPEG, interpolation=EXACT
        )
        yuv.time_base = self._tick
        for _ in range(repeat):
            yuv.pts = self.frames
            self.frames += 1
            self._file.mux(self._stream.encode(yuv))

    def close(self) -> None:
        """Write what is left and close the file."""
        self._file.mux(self._stream.encode())
        self._file.close()
