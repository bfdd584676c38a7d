"""A film whose picture is held at some frames: the same pictures, not encoded again, each on a clock that waits for its description."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

import av

from studio.captions import Cue
from studio.score import Score
from studio.tracks import Chapters


@dataclass(frozen=True)
class Held:
    """(frame before which the picture waits, for how many frames), in order; `later` is where a frame of the film then stands."""

    holds: Sequence[tuple[int, int]]

    @property
    def frames(self) -> int:
        """That are added in all."""
        return sum(frames for _, frames in self.holds)

    def later(self, frame: int) -> int:
        return frame + sum(frames for cut, frames in self.holds if cut <= frame)

    def cues(self, found: Sequence[Cue], fps: int) -> tuple[Cue, ...]:
        """Captions on the held clock; one that stands as the picture is held still leaves with its words."""
        moved = []
        for cue in found:
            wait = (self.later(int(cue.start * fps + 1e-6)) - int(cue.start * fps + 1e-6)) / fps
            moved.append(Cue(round(cue.start + wait, 3), round(cue.end + wait, 3), cue.lines))
        return tuple(moved)

    def marks(self, found: Chapters, fps: int) -> Chapters:
        return [(title, self.later(round(second * fps)) / fps) for title, second in found]

    def score(self, of: Score) -> Score:
        """What sounds, on the held clock."""
        return replace(
            of,
            starts=[self.later(frame) for frame in of.starts],
            frames=of.frames + self.frames,
            ticks=[self.later(frame) for frame in of.ticks],
            notes=[(self.later(frame), layer) for frame, layer in of.notes],
            questions=[(self.later(start), self.later(end - 1) + 1) for start, end in of.questions],
        )

    def packets(self, packets: Iterable[av.Packet], fps: Fraction) -> Iterator[av.Packet]:
        """The pictures of the film on the held clock: shown later by what is held before them, decoded no later than they can be."""
        found = list(packets)
        if not found:
            return
        tick = Fraction(found[0].time_base or 1)
        first = min(packet.pts or 0 for packet in found)
        waits = [self._wait(round(((packet.pts or 0) - first) * tick * fps)) for packet in found]
        least = waits[-1]
        decoded = []
        for wait in reversed(waits):  # a picture that is decoded early, for others to refer to, waits no longer than those
            least = min(least, wait)
            decoded.append(least)
        found[-1].duration = (found[-1].duration or 0) + round((self.frames - max(waits)) / fps / tick)  # the last picture, held
        for packet, wait, early in zip(found, waits, reversed(decoded), strict=True):
            packet.pts = (packet.pts or 0) + round(wait / fps / tick)
            packet.dts = (packet.dts or 0) + round(early / fps / tick)
            yield packet

    def _wait(self, frame: int) -> int:
        return self.later(frame) - frame
