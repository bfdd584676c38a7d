"""A segment of film from pictures of which little changes: what stands is not encoded again, and costs nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from pathlib import Path

import av
import numpy as np
from av.video.frame import PictureType

from studio.encoder import BT709, HIGH, LIMITED, MASTER, PRESET, RATE
from studio.fast import h264, hints
from studio.fast.rectangles import Rect
from studio.fast.yuv import Planes

LEAST_GROUP = 30  # pictures: a draft of few a second is not made of whole ones


@dataclass(frozen=True)
class Form:
    """What every segment of a film has in common, so that one decoder plays them all."""

    width: int
    height: int
    fps: int
    preset: str = PRESET
    rate: str = RATE

    @property
    def group(self) -> int:
        """Pictures from one that is whole in itself to the next: half a second of a film to be published, else two seconds."""
        return max(LEAST_GROUP, self.fps // 2 if self.preset == MASTER["preset"] else 2 * self.fps)

    def dress(self, context: av.VideoCodecContext) -> None:
        """Set up an x264 that answers each picture at once; we say where groups begin."""
        params = f"keyint=infinite:scenecut=0:open-gop=0:bframes=0:ref=1:force-cfr=1:stitchable=1:{HIGH}:{self.rate}"
        context.options = {"preset": self.preset, "threads": "1", "forced-idr": "1", "x264-params": params}
        if hints.found() is not None:
            context.options |= {"mb_info": "1"}
        context.profile = "High"
        context.width, context.height, context.pix_fmt = self.width, self.height, "yuv420p"
        context.colorspace = context.color_primaries = context.color_trc = BT709
        context.color_range = LIMITED
        context.framerate, context.time_base = Fraction(self.fps), Fraction(1, self.fps)


class Coder:
    """x264 and the picture it stands at, packet by packet; knows nothing of files."""

    def __init__(self, form: Form, context: av.VideoCodecContext | None = None) -> None:
        self.form, self.planes, self._fed = form, Planes(form.width, form.height), 0
        if context is None:
            context = av.CodecContext.create("libx264", "w")
            context.flags |= av.codec.context.Flags.global_header
            form.dress(context)
        self.context = context

    def code(self, group: bool, changed: Sequence[Rect] = ()) -> bytes:
        """The picture as it is, encoded; `group` makes it whole in itself, else `changed` says where it differs (nothing: anywhere)."""
        frame = self.planes.frame()
        if changed and not group and (hinting := hints.found()) is not None:
            hinting.give(frame, changed)
        frame.pts, frame.time_base = self._fed, Fraction(1, self.form.fps)
        frame.pict_type = PictureType.I if group else PictureType.P
        self._fed += 1
        (packet,) = self.context.encode(frame)
        return bytes(packet)


@lru_cache(maxsize=4)
def repeats(form: Form) -> tuple[int, tuple[bytes, ...]]:
    """The bits of a frame number, and for every frame number the packet that repeats a picture; none where they do not decode."""
    flat = Coder(form)  # of an even picture nothing is left to encode: every block of the second is skipped
    flat.code(group=True)
    second = flat.code(group=False)
    bits = h264.number_bits(flat.context.extradata or b"")
    made = tuple(h264.numbered(second, n, bits) for n in range(1 << bits))
    return bits, made if _repeat_truly(Coder(form), made, bits) else ()


def _repeat_truly(coder: Coder, made: tuple[bytes, ...], bits: int) -> bool:
    """Whether pictures A, B and C, with repeats of A and B between them, decode to what x264 meant, which saw no repeats."""
    rng, packets = np.random.default_rng(0), []
    for k in range(3):
        patch = coder.planes.whole[: coder.form.height // 2, : coder.form.width // 2][:96, :96]
        patch[:] = rng.integers(16, 235, patch.shape)
        packets.append(coder.code(group=k == 0))
    A, B, C = packets
    meant = _decoded(coder, [A, B, C])
    found = _decoded(coder, [A, made[1], made[2], h264.numbered(B, 3, bits), made[4], h264.numbered(C, 5, bits)])
    return len(found) == 6 and all(np.array_equal(found[k], meant[j]) for k, j in enumerate((0, 0, 0, 1, 1, 2)))


def _decoded(coder: Coder, packets: list[bytes]) -> list[np.ndarray]:
    decoder = av.CodecContext.create("h264", "r")
    decoder.extradata = coder.context.extradata
    decoder.thread_count = 1
    pictures = []
    for packet in [*map(av.Packet, packets), None]:
        pictures += [frame.to_ndarray() for frame in decoder.decode(packet)]
    return pictures


class Segment:
    """One closed segment of film, in a file."""

    @staticmethod
    def ready(width: int, height: int, fps: int, preset: str = PRESET, rate: str = RATE) -> None:
        """Find the repeats of all segments of this form."""
        repeats(Form(width, height, fps, preset, rate))

    def __init__(self, path: Path, width: int, height: int, fps: int, preset: str = PRESET, rate: str = RATE) -> None:
        form = Form(width, height, fps, preset, rate)
        self._bits, self._repeats = repeats(form)
        self._file = av.open(str(path), "w", format="mp4")
        self._stream = self._file.add_stream("libx264", rate=fps)
        form.dress(self._stream.codec_context)
        self._coder, self.form, self.frames = Coder(form, self._stream.codec_context), form, 0
        self._group: bytes | None = None  # the packet that begins a group with the picture as it stands
        self._last: bytes | None = None  # not yet in the file

    def frame(self, pixels: np.ndarray, repeat: int, rects: list[Rect] | None = None) -> None:
        """Show RGBA pixels (height, width, 4) for `repeat` frames; only `rects` differ from the picture before (None: all)."""
        if rects is None or rects or not self.frames:
            self._code(self._coder.planes.convert(pixels, rects if self.frames else None))
            repeat -= 1
        for _ in range(repeat):
            self._repeat()

    def _code(self, changed: Sequence[Rect] = ()) -> None:
        place = self.frames % self.form.group
        packet = self._coder.code(not place, changed)
        self._group = None if place or self.form.group == 1 else packet
        self._write(h264.numbered(packet, place, self._bits) if place else packet)

    def _repeat(self) -> None:
        place = self.frames % self.form.group
        if not self._repeats or (not place and self._group is None):
            self._code()
        else:
            self._write(self._repeats[place % len(self._repeats)] if place else self._group or b"")

    def _write(self, packet: bytes) -> None:
        """Put the packet before this one into the file: the last must be known for the last."""
        self._flush()
        self._last = packet
        self.frames += 1

    def _flush(self) -> None:
        if self._last is not None:
            packet = av.Packet(self._last)
            packet.stream, packet.time_base = self._stream, Fraction(1, self.form.fps)
            packet.pts = packet.dts = self.frames - 1
            packet.duration, packet.is_keyframe = 1, not (self.frames - 1) % self.form.group
            self._file.mux(packet)

    def close(self) -> None:
        """Write what is left and close the file."""
        if self._last is not None and h264.is_group(self._last) and not h264.group_id(self._last, self._bits):
            # the next segment begins with id 0 too; encoded once more, this one has the other
            self._last = self._coder.code(group=True)
        self._flush()
        self._file.close()
