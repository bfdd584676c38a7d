"""A reel that keeps frames in memory."""

from dataclasses import dataclass, field

import numpy as np


class FakeReel:
    """Keeps what it is shown of each beat; beats in `there` are not wanted, as on a resumed render."""

    def __init__(self, there=()):
        self.there, self.shown, self.ended = there, {}, {}

    def begin(self, k):
        self._pictures = self.shown[k] = []
        return None if k in self.there else self

    def frame(self, pixels, repeat):
        self._pictures += [np.array(pixels)] * repeat

    def end(self, k, frames):
        self.ended[k] = frames


@dataclass
class Times:
    """When a beat's words are heard."""

    frames: int = 0
    marks: dict[str, int] = field(default_factory=dict)
