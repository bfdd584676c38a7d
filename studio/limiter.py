"""A look-ahead limiter: peaks between the samples stay under a ceiling, without a click."""

from __future__ import annotations

import numpy as np

AHEAD = 240  # samples of look-ahead at 48 kHz, 5 ms
SLACK = 1.001  # 0.01 dB over the ceiling is not worth another pass
TAPS = 12  # neighbours that tell what happens between two samples


def _between(part: int) -> np.ndarray:
    """Windowed-sinc weights (TAPS,) for the value part/4 of the way to the next sample."""
    t = np.arange(TAPS) - (TAPS // 2 - 1) - part / 4
    weights = np.sinc(t) * np.kaiser(TAPS + 2, 5.0)[1:-1]
    return (weights / weights.sum()).astype(np.float32)


BETWEEN = tuple(_between(part) for part in (1, 2, 3))
OVERSHOOT = max(float(np.abs(weights).sum()) for weights in BETWEEN)  # no peak is higher than so many times its neighbours
BLOCK, MARGIN = 512, 2  # samples that are looked at together, and how many blocks around a loud one: more than the gain reaches


def true_peaks(x: np.ndarray) -> np.ndarray:
    """The largest magnitude at and just behind each sample of x (n,), four points a sample."""
    peaks = np.abs(x)
    padded = np.pad(x, (TAPS // 2 - 1, TAPS // 2))
    for weights in BETWEEN:
        np.maximum(peaks, np.abs(np.correlate(padded, weights, "valid")), out=peaks)
    return peaks


def limit(x: np.ndarray, ceiling: float) -> np.ndarray:
    """x (n,) with every true peak at most `ceiling`, the gain eased down before and up behind each."""
    out = x
    for start, stop in _loud(x, ceiling):
        part = x[start:stop]
        peaks = true_peaks(part)
        if peaks.max() > ceiling * SLACK:
            out = x.copy() if out is x else out
            out[start:stop] = part * _mean(_lowest(ceiling / np.maximum(peaks, ceiling), AHEAD), AHEAD)
    return out


def _loud(x: np.ndarray, ceiling: float) -> list[tuple[int, int]]:
    """The stretches of x that may peak above the ceiling, with quiet around them that the limiter's gain eases over."""
    padded = np.pad(np.abs(x), (0, -len(x) % BLOCK)).reshape(-1, BLOCK).max(axis=1)
    loud = padded * OVERSHOOT > ceiling
    near = np.pad(loud, MARGIN)
    near = np.logical_or.reduce([near[k : k + len(loud)] for k in range(2 * MARGIN + 1)])
    edges = np.flatnonzero(np.diff(np.pad(near.astype(np.int8), 1)))
    return [(int(a) * BLOCK, min(int(b) * BLOCK, len(x))) for a, b in zip(edges[::2], edges[1::2], strict=True)]


def _lowest(gain: np.ndarray, reach: int) -> np.ndarray:
    """The minimum within `reach` samples on either side (van Herk: two running minima a block)."""
    size, n = 2 * reach + 1, len(gain)
    padded = np.pad(gain, (reach, reach + -(n + 2 * reach) % size), constant_values=1.0).astype(np.float32)
    blocks = padded.reshape(-1, size)
    forward = np.minimum.accumulate(blocks, axis=1).reshape(-1)
    backward = np.minimum.accumulate(blocks[:, ::-1], axis=1)[:, ::-1].reshape(-1)
    return np.minimum(forward[size - 1 : size - 1 + n], backward[:n])


def _mean(gain: np.ndarray, reach: int) -> np.ndarray:
    """The average over reach + 1 samples, which lies inside the window of _lowest, so no peak escapes."""
    half = reach // 2
    total = np.cumsum(np.pad(gain, (half + 1, half), mode="edge"), dtype=np.float64)
    return ((total[2 * half + 1 :] - total[: -(2 * half + 1)]) / (2 * half + 1)).astype(np.float32)
