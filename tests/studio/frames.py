"""Plain manim's frames beside the fast path's, as they leave the renderers: no codec in between."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from studio.drawing import draw
from studio.fast.slots import Slots

LARGEST, NOISE = 16, 60.0  # what a pixel may differ by, and a frame's PSNR in dB at least


def compare(plain: np.ndarray, fast: np.ndarray) -> None:
    """Fail on two frames (height, width, 3 or more) that are not alike."""
    apart = plain[..., :3].astype(np.int16) - fast[..., :3]
    assert abs(apart).max() <= LARGEST
    assert 10 * np.log10(255**2 / max((apart.astype(float) ** 2).mean(), 1e-9)) >= NOISE


@dataclass
class Raw:
    """A beat's film as it was drawn: pictures RGB (height, width, 3), each with the frames that it is shown for."""

    pictures: list[np.ndarray] = field(default_factory=list)
    repeats: list[int] = field(default_factory=list)

    def frame(self, pixels: np.ndarray, repeat: int, rects: object = None) -> None:
        self.pictures.append(pixels[..., :3].copy())
        self.repeats.append(repeat)

    def frames(self) -> Iterator[np.ndarray]:
        for picture, repeat in zip(self.pictures, self.repeats, strict=True):
            yield from (picture for _ in range(repeat))


class RawReel:
    """A reel for processes that draw: each beat's raw film is a file, whole when it is there."""

    form = ()

    def ready(self) -> None: ...

    def __init__(self, folder: Path) -> None:
        self.folder, self.keys, self._open = folder, dict[int, str](), None
        folder.mkdir(parents=True, exist_ok=True)

    def name(self, beat: int, key: str) -> None:
        self.keys[beat] = key

    def key(self, beat: int) -> str:
        return self.keys[beat]

    def path(self, beat: int) -> Path:
        return self.folder / f"{self.keys[beat]}.npz"

    def whole(self, beat: int) -> bool:
        return self.path(beat).exists()

    found = whole

    def begin(self, beat: int) -> Raw | None:
        self._open = None if self.whole(beat) else Raw()
        return self._open

    def end(self, beat: int, frames: int, still: bytes) -> None:
        assert self._open is not None
        assert sum(self._open.repeats) == frames
        part = self.path(beat).with_suffix(".part.npz")
        np.savez(part, pictures=self._open.pictures, repeats=self._open.repeats)
        part.rename(self.path(beat))

    def film(self, beat: int) -> Raw:
        with np.load(self.path(beat)) as kept:
            return Raw(list(kept["pictures"]), kept["repeats"].tolist())


class Judge:
    """A reel for plain manim: every frame of every beat is held against the film of another reel."""

    def __init__(self, fast: RawReel) -> None:
        self.fast, self.judged = fast, 0

    def begin(self, beat: int) -> "Judge":
        self._frames, self._last = self.fast.film(beat).frames(), None
        return self

    def frame(self, pixels: np.ndarray, repeat: int) -> None:
        for k in range(repeat):
            fast = next(self._frames, None)
            assert fast is not None, "frames are missing"
            if not k or fast is not self._last:
                compare(pixels, fast)
            self._last = fast
        self.judged += repeat

    def end(self, beat: int, frames: int) -> None:
        assert next(self._frames, None) is None, "frames too many"


def judge(told, how, work: Path, jobs: int = 2) -> int:
    """Draw (chapter, reading, beats, timings) as a render does, then by plain manim, and compare all frames; how many."""
    reel = RawReel(work / "raw")
    drawn = draw(*told, how, work, reel, None, Slots(work / "slots", jobs))
    judge = Judge(reel)
    assert draw(*told, how, work, judge) == drawn
    assert judge.judged == drawn.frames > 0
    return drawn.frames
