"""A chapter's silent film as one segment a beat: what is on disk is whole, so a killed render goes on where it was."""

from __future__ import annotations

import os
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

import av

from studio import tracks
from studio.atomic import replacing
from studio.encoder import Encoder


class Reel:
    """Segments in a folder, one for each beat, named by the beat's key; beats whose segment is there need no drawing."""

    def __init__(self, folder: Path, keys: Sequence[str], width: int, height: int, fps: int) -> None:
        self.folder, self._keys, self._form = folder, keys, (width, height, fps)
        self._open: tuple[Encoder, Path, Path] | None = None
        folder.mkdir(parents=True, exist_ok=True)

    def path(self, beat: int) -> Path:
        return self.folder / f"{self._keys[beat]}.mp4"

    def begin(self, beat: int) -> Encoder | None:
        """What the beat is drawn into, or None when its segment is there."""
        if segment_frames(self.path(beat)):
            return None
        aside = self.folder / f".{self._keys[beat]}.{os.getpid()}.part"
        self._open = (Encoder(aside, *self._form), aside, self.path(beat))
        return self._open[0]

    def end(self, beat: int, frames: int) -> None:
        """The beat is drawn and took so many frames."""
        if self._open is not None:
            encoder, aside, path = self._open
            encoder.close()
            os.replace(aside, path)
            self._open = None
        found = segment_frames(self.path(beat))
        if found != frames:
            self.path(beat).unlink(missing_ok=True)
            raise RuntimeError(f"the segment of beat {beat} has {found} frames, its drawing {frames}; it is removed, render again")

    def join(self, dst: Path) -> None:
        """All segments one after the other, copied."""
        fps = self._form[2]
        with replacing(dst) as temporary, av.open(str(temporary), "w", format="mp4") as film:
            target, at = None, 0
            for beat in range(len(self._keys)):
                with av.open(str(self.path(beat))) as segment:
                    source = segment.streams.video[0]
                    target = target or film.add_stream_from_template(source)
                    tick = source.time_base or tracks.MS
                    for packet in tracks.copied(source, target, int(Fraction(at, fps) / tick)):
                        film.mux(packet)
                    at += source.frames

    def sweep(self) -> None:
        """Remove segments that no beat of this film uses."""
        used = {self.path(beat) for beat in range(len(self._keys))}
        for path in self.folder.iterdir():
            if path not in used:
                path.unlink()


def segment_frames(path: Path) -> int:
    """The frames of a segment; 0 when it is absent or no film."""
    try:
        with av.open(str(path)) as segment:
            return segment.streams.video[0].frames
    except (OSError, av.FFmpegError, IndexError):
        return 0
