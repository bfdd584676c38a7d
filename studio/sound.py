"""The sound of a film: clips laid on the frames' clock, at -14 LUFS."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import av
import numpy as np

from studio.limiter import limit
from studio.words import Clip

RATE = 48_000
LUFS = -14.0  # what every film is brought to
CEILING = 10 ** (-2.0 / 20)  # -2 dBTP before AAC, which may overshoot by some tenths; -1 is the promise
ROUNDS = 6  # of gain and limiter, each bringing the loudness nearer
NEAR = 0.05  # LU that need no other round
SILENCE = -70.0  # LUFS under which there is nothing to make louder


@dataclass(frozen=True)
class Loudness:
    """Integrated loudness in LUFS and true peak in dBTP, -inf for silence (ITU-R BS.1770)."""

    integrated: float
    true_peak: float


def sample_of(frames: int, fps: Fraction | float) -> int:
    """The sample at which a frame starts."""
    return round(frames * RATE / Fraction(fps).limit_denominator(1001))


def voiced(clips: Sequence[tuple[int, Clip]], frames: int, fps: Fraction | float) -> np.ndarray:
    """Clips, each from its start frame on, as float32 mono (n,) at 48 kHz and -14 LUFS, n samples for `frames` frames."""
    n = sample_of(frames, fps)
    voice = np.zeros(n, np.float32)
    for start, clip in clips:
        at, sound = sample_of(start, fps), resampled(clip)
        room = max(0, n - at)
        voice[at : at + len(sound)] += sound[:room]
    return levelled(voice)


def resampled(clip: Clip) -> np.ndarray:
    """A clip's samples at 48 kHz, (round(seconds x 48000),)."""
    if clip.rate == RATE or not len(clip.samples):
        return clip.samples
    converter = av.AudioResampler(format="fltp", layout="mono", rate=RATE)
    frame = _frame(clip.samples[None], clip.rate, 0)
    out = np.concatenate([f.to_ndarray()[0] for f in (*converter.resample(frame), *converter.resample(None))])
    n = round(clip.seconds * RATE)
    return np.pad(out[:n], (0, max(0, n - len(out))))


def levelled(voice: np.ndarray) -> np.ndarray:
    """A mono voice (n,) at -14 LUFS when played on both sides, no peak above the ceiling; silence stays silence."""
    out = voice
    for _ in range(ROUNDS):
        now = loudness(out)
        if now <= SILENCE or abs(LUFS - now) < NEAR:
            break
        out = limit(out * np.float32(10 ** ((LUFS - now) / 20)), CEILING)
    return limit(out, CEILING)


def measure(path: Path) -> Loudness:
    """Loudness and true peak of a file's sound."""
    with av.open(str(path)) as file:
        stereo = av.AudioResampler(format="fltp", layout="stereo", rate=RATE)
        return _measured(out for frame in file.decode(audio=0) for out in stereo.resample(frame))


def levels(path: Path, seconds: float) -> np.ndarray:
    """The highest level of each stretch of so many seconds of a file's sound, (n,); 1 is full scale."""
    size, rest = round(seconds * RATE), np.zeros(0, np.float32)
    found: list[np.ndarray] = []
    with av.open(str(path)) as file:
        mono = av.AudioResampler(format="fltp", layout="mono", rate=RATE)
        for frame in file.decode(audio=0):
            rest = np.concatenate([rest, *(out.to_ndarray()[0] for out in mono.resample(frame))])
            whole = rest[: len(rest) // size * size].reshape(-1, size)
            found, rest = [*found, np.abs(whole).max(1)], rest[whole.size :]
    return np.concatenate(found) if found else rest


def measured(sound: np.ndarray) -> Loudness:
    """Loudness and true peak of stereo samples (2, n) at 48 kHz."""
    return _measured(frames_of(sound))


def loudness(voice: np.ndarray) -> float:
    """Loudness in LUFS of a mono voice played on both sides."""
    return _measured(frames_of(voice[None]), peak=False, layout="mono").integrated


def _measured(frames: Iterator[av.AudioFrame], peak: bool = True, layout: str = "stereo") -> Loudness:
    """FFmpeg's ebur128 meter on frames at 48 kHz; mono is taken as played on both sides."""
    graph = av.filter.Graph()
    source = graph.add_abuffer(sample_rate=RATE, format="fltp", layout=layout, time_base=Fraction(1, RATE))
    meter = graph.add("ebur128", "metadata=1:dualmono=true" + ":peak=true" * peak)
    sink = graph.add("abuffersink")
    source.link_to(meter)
    meter.link_to(sink)
    graph.configure()
    seen: dict[str, str] = {}
    at = 0
    for frame in frames:
        frame.pts, frame.time_base = at, Fraction(1, RATE)
        at += frame.samples
        graph.push(frame)
        seen = _pulled(graph) or seen
    graph.push(None)
    seen = _pulled(graph) or seen
    loud = float(seen.get("lavfi.r128.I", "-inf"))
    top = float(seen.get("lavfi.r128.true_peak", "0"))
    return Loudness(loud if loud > SILENCE else -math.inf, 20 * math.log10(top) if top > 0 else -math.inf)


def _pulled(graph: av.filter.Graph) -> dict[str, str]:
    """The meter's latest reading, {} if it has none yet."""
    latest: dict[str, str] = {}
    while True:
        try:
            latest = dict(graph.pull().metadata) or latest
        except (av.BlockingIOError, av.EOFError):
            return latest


def frames_of(sound: np.ndarray, size: int = RATE) -> Iterator[av.AudioFrame]:
    """Samples (2 or 1, n) at 48 kHz as frames of `size` samples."""
    for i in range(0, sound.shape[1], size):
        yield _frame(sound[:, i : i + size], RATE, i)


def _frame(samples: np.ndarray, rate: int, pts: int) -> av.AudioFrame:
    """Planar float samples (channels, n) as one frame that starts at sample `pts`."""
    layout = "mono" if len(samples) == 1 else "stereo"
    frame = av.AudioFrame.from_ndarray(np.ascontiguousarray(samples, np.float32), format="fltp", layout=layout)
    frame.sample_rate, frame.pts, frame.time_base = rate, pts, Fraction(1, rate)
    return frame
