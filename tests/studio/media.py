"""Small films and sounds made for the tests."""

from fractions import Fraction
from pathlib import Path

import av
import numpy as np

from studio.words import Piece

RATE = 48_000


def draw(path: Path, frames: int, fps=30, size=(64, 48)) -> Path:
    """A silent H.264 film whose first frame of every thirty is white."""
    with av.open(str(path), "w") as film:
        stream = film.add_stream("libx264", rate=fps, options={"profile": "high", "threads": "1"})
        stream.width, stream.height, stream.pix_fmt = *size, "yuv420p"
        c = stream.codec_context
        c.colorspace = c.color_primaries = c.color_trc = 1
        for i in range(frames):
            picture = np.full((size[1], size[0], 3), 255 if i % 30 == 0 else 20, np.uint8)
            frame = av.VideoFrame.from_ndarray(picture, format="rgb24")
            frame.pts = i
            film.mux(stream.encode(frame))
        film.mux(stream.encode(None))
    return path


def clicks(frames: int, fps, at) -> np.ndarray:
    """Stereo silence (2, n) with a click at each of `at` seconds."""
    sound = np.zeros((2, round(frames * RATE / Fraction(fps))), np.float32)
    t = np.arange(480) / RATE
    for second in at:
        k = round(second * RATE)
        sound[:, k : k + 480] = 0.7 * np.exp(-t * 300) * np.sin(2 * np.pi * 2000 * t + 1)
    return sound


def heard(path: Path) -> np.ndarray:
    """The seconds at which a file's clicks are heard, by its own time stamps."""
    with av.open(str(path)) as film:
        frames = [(float(f.pts * f.time_base), f.to_ndarray()[0]) for f in film.decode(audio=0)]
    times = np.concatenate([start + np.arange(len(y)) / RATE for start, y in frames])
    loud = times[np.abs(np.concatenate([y for _, y in frames])) > 0.2]
    return loud[np.concatenate([[True], np.diff(loud) > 0.1])]


def flashes(path: Path) -> list[float]:
    """The seconds at which a film turns white."""
    with av.open(str(path)) as film:
        return [frame.time for frame in film.decode(video=0) if frame.to_ndarray(format="gray").mean() > 128]


def pieces(text: str) -> tuple[Piece, ...]:
    """Prose whose words are shown as they are spoken."""
    return tuple(Piece(word, word) for word in text.split())
