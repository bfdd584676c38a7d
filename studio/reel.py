"""A chapter's silent film as one segment a beat: what is on disk is whole, so a killed render goes on where it was."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any, Protocol

import av

from studio import tracks
from studio.atomic import PART, contents, make_way, remove, replacing, room, write_text
from studio.encoder import Encoder
from studio.keys import file_hash

Make = Callable[..., Any]  # opens a segment for frames: Encoder, or what is called like it


class Shelf(Protocol):
    """A place where other films of the house leave their segments, by key."""

    def lift(self, names: Sequence[str], folder: Path) -> bool: ...

    def lay(self, names: Sequence[str], folder: Path) -> None: ...


class Reel:
    """Segments in a folder, one for each beat, named by the beat's key; beats whose segment is there need no drawing."""

    shelf: Shelf | None = None  # where a segment that is not there may be found, and one that was drawn is left

    def __init__(self, folder: Path, keys: Sequence[str], width: int, height: int, fps: int, make: Make = Encoder, **settings: str) -> None:
        self.folder, self._keys, self._make = folder, list(keys), make
        self.lifted: set[str] = set()
        self._form, self._settings = (width, height, fps), settings
        self._open: tuple[Any, Path] | None = None
        room(folder)

    @property
    def form(self) -> tuple[Any, ...]:
        """What segments depend on besides their frames."""
        return (*self._form, self._settings)

    def ready(self) -> None:
        """Find out what segments need to know that is the same for all."""
        if find_out := getattr(self._make, "ready", None):
            find_out(*self._form, **self._settings)

    def name(self, beat: int, key: str) -> None:
        """Give a beat its key."""
        self._keys[beat] = key

    def key(self, beat: int) -> str:
        return self._keys[beat]

    def path(self, beat: int) -> Path:
        return self.folder / f"{self._keys[beat]}.mp4"

    def still(self, beat: int) -> Path:
        """The beat's last picture, where one was kept."""
        return self.path(beat).with_suffix(".jpg")

    def begin(self, beat: int) -> Any | None:
        """What the beat is drawn into, or None when its segment is there."""
        if self.whole(beat):
            return None
        aside = self.folder / f"{PART}{self._keys[beat]}.mp4"
        self._open = (self._make(aside, *self._form, **self._settings), aside)
        return self._open[0]

    def end(self, beat: int, frames: int, still: bytes | None = None) -> None:
        """The beat is drawn, took so many frames and ends with this picture, a file's bytes."""
        if self._open is not None:
            encoder, aside = self._open
            encoder.close()
            if still is not None:
                with replacing(self.still(beat)) as picture:
                    picture.write_bytes(still)
            write_text(self._seal(beat), self._sealing(beat, aside))
            make_way(self.path(beat))
            os.replace(aside, self.path(beat))
            self._open = None
            found = encoder.frames
        else:
            found = segment_frames(self.path(beat))
        if found != frames:
            self.path(beat).unlink()
            raise RuntimeError(f"the segment of beat {beat} has {found} frames, its drawing {frames}; it is removed, render again")

    def drop(self) -> None:
        """What is half drawn is no segment."""
        if self._open is not None:
            self._open[1].unlink(missing_ok=True)
            self._open = None

    def _seal(self, beat: int) -> Path:
        """Holds the hash of the beat's segment, and of its picture where one is kept."""
        return self.path(beat).with_suffix(".sha256")

    def _sealing(self, beat: int, segment: Path) -> str:
        return file_hash(segment) + (file_hash(self.still(beat)) if self.still(beat).exists() else "")

    def whole(self, beat: int) -> bool:
        """Whether the beat's segment is there as it was written."""
        try:
            return contents(self._seal(beat)).decode() == self._sealing(beat, self.path(beat))
        except (OSError, ValueError):
            return False

    def found(self, beat: int) -> bool:
        """Whether the beat's segment is there, or was lifted from the shelf as another film left it."""
        if self.whole(beat):
            return True
        if self.shelf is None or not self.shelf.lift(self._names(beat), self.folder) or not self.whole(beat):
            return False
        self.lifted.add(self._keys[beat])
        return True

    def share(self, beat: int) -> None:
        """Leave the beat's segment on the shelf."""
        if self.shelf is not None and self._keys[beat] not in self.lifted:
            self.shelf.lay(self._names(beat), self.folder)

    def _names(self, beat: int) -> tuple[str, ...]:
        """The files of a beat's segment, its seal last."""
        return self.path(beat).name, self.still(beat).name, self._seal(beat).name

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
        for path in self.folder.iterdir():
            if path.stem not in self._keys:
                remove(path)


def segment_frames(path: Path) -> int:
    """The frames that a segment holds."""
    with av.open(str(path)) as segment:
        return segment.streams.video[0].frames
