"""Beats on a transparent ground, as ProRes 4444, which editors lay over other pictures."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from av.video.reformatter import ColorRange, Colorspace, VideoReformatter

from studio import holding
from studio.drawing import draw
from studio.encoder import BT709, EXACT, LIMITED
from studio.fast.rectangles import Rect
from studio.fast.slots import Slots
from studio.orders import Order
from studio.reel import Reel
from studio.telling import tell

PIXELS = "yuva444p10le"


class Clear:
    """A segment of transparent pictures; one that stands is encoded once, since each is whole in itself."""

    def __init__(self, path: Path, width: int, height: int, fps: int) -> None:
        self._file = av.open(str(path), "w", format="mov")
        options = {"profile": "4444", "vendor": "apl0", "alpha_bits": "16", "threads": "1"}
        self._stream = self._file.add_stream("prores_ks", rate=fps, options=options)
        self._stream.width, self._stream.height, self._stream.pix_fmt = width, height, PIXELS
        context = self._stream.codec_context
        context.colorspace = context.color_primaries = context.color_trc = BT709
        context.color_range = LIMITED
        self._tick, self._reformatter, self.frames, self._packet = Fraction(1, fps), VideoReformatter(), 0, b""

    def frame(self, pixels: np.ndarray, repeat: int, rects: list[Rect] | None = None) -> None:
        """Show RGBA pixels (height, width, 4), colours times their alpha, for `repeat` frames; `rects` as of other segments."""
        if rects is None or rects or not self._packet:
            picture = av.VideoFrame.from_ndarray(straight(pixels), format="rgba")
            yuva = self._reformatter.reformat(
                picture, format=PIXELS, dst_colorspace=Colorspace.ITU709, dst_color_range=ColorRange.MPEG, interpolation=EXACT
            )
            yuva.pts, yuva.time_base = self.frames, self._tick
            (packet,) = self._stream.encode(yuva)
            self._packet = bytes(packet)
        for _ in range(repeat):
            self._write()

    def _write(self) -> None:
        packet = av.Packet(self._packet)
        packet.stream, packet.time_base = self._stream, self._tick
        packet.pts = packet.dts = self.frames
        packet.duration, packet.is_keyframe = 1, True
        self._file.mux(packet)
        self.frames += 1

    def close(self) -> None:
        """Write what is left and close the file."""
        self._file.close()


def straight(pixels: np.ndarray) -> np.ndarray:
    """Colours as they are, not times their alpha: how editors read ProRes; RGBA, uint8 (height, width, 4) both."""
    alpha = pixels[..., 3:].astype(np.uint16)
    colours = (pixels[..., :3].astype(np.uint16) * 255 + alpha // 2) // np.maximum(alpha, 1)
    return np.concatenate([np.minimum(colours, 255).astype(np.uint8), pixels[..., 3:]], axis=2)


class _Some(Reel):
    """A reel that wants some beats alone."""

    wanted: Collection[int] = ()

    def found(self, beat: int) -> bool:
        return beat not in self.wanted or super().found(beat)


def beats(order: Order, wanted: Collection[str] = (), jobs: int = 1) -> dict[str, Path]:
    """A .mov of each beat of a film that can be told, or of those wanted, by name; they lie in the order's work."""
    look = replace(order.look, clear=True)
    with holding.held(order.work):
        told = tell(order)
        names = [beat.name for beat in told.beats]
        reel = _Some(order.work / "clear", names, look.width, look.height, look.fps, Clear)
        reel.wanted = [k for k, name in enumerate(names) if not wanted or name in wanted]
        slots = Slots(order.out / ".work" / "slots", jobs)
        draw(told.chapter, told.reading, told.beats, told.timings, look, order.work, reel, slots=slots, lang=order.lang)
        reel.sweep()
    return {names[k]: reel.path(k) for k in reel.wanted}
