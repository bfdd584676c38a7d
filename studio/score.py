"""What sounds in a film and when, in frames: clips, landings of numbers, passes through layers, questions; a bed of music if wanted."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from studio.words import Clip

Note = tuple[int, int]  # a frame, and the layer that a pass leaves then


@dataclass(frozen=True, eq=False)
class Score:
    """Clips, the frame at which each starts, the frames in all and a second; what sounds besides.

    ticks       frames at which a number lands      notes   layers that a pass goes through, forward or back
    questions   (start, end) while the viewer thinks      music   whether there is a bed under all
    """

    clips: Sequence[Clip]
    starts: Sequence[int]
    frames: int
    fps: int
    ticks: Sequence[int] = ()
    notes: Sequence[Note] = ()
    questions: Sequence[tuple[int, int]] = ()
    music: bool = False

    @property
    def parts(self) -> tuple[object, ...]:
        """All that the sound depends on."""
        clips = [(hashlib.sha256(clip.samples.tobytes()).hexdigest(), str(clip.samples.dtype), clip.rate) for clip in self.clips]
        events = [list(self.ticks), list(self.notes), list(self.questions)]
        return clips, list(self.starts), self.frames, self.fps, events, self.music
