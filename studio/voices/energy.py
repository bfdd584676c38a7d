"""Where a recording speaks and where it is quiet, from its energy."""

from __future__ import annotations

import numpy as np

WINDOW = 0.010  # seconds over which energy is averaged
FLOOR_DB = -38.0  # below the loudest window by this much, nothing is said
SILENCE = 1e-7  # mean square, -70 dBFS, that is no speech at all


def loud(samples: np.ndarray, rate: int) -> np.ndarray:
    """Which windows of WINDOW seconds hold speech, bool (k,)."""
    size = max(1, round(WINDOW * rate))
    whole = samples[: len(samples) // size * size].astype(np.float64)
    power = (whole.reshape(-1, size) ** 2).mean(axis=1)
    if not power.size or power.max() <= SILENCE:
        return np.zeros(power.size, bool)
    return power > power.max() * 10 ** (FLOOR_DB / 10)


def speech_span(samples: np.ndarray, rate: int) -> tuple[float, float] | None:
    """First and last second of speech, None where there is none."""
    at = np.flatnonzero(loud(samples, rate))
    return (float(at[0]) * WINDOW, float(at[-1] + 1) * WINDOW) if at.size else None


def pauses(samples: np.ndarray, rate: int, least: float) -> tuple[tuple[float, float], ...]:
    """The quiet stretches (start, end) of at least `least` seconds between first and last speech."""
    at = np.flatnonzero(loud(samples, rate))
    gaps = np.flatnonzero(np.diff(at) * WINDOW > least)
    return tuple((float(at[i] + 1) * WINDOW, float(at[i + 1]) * WINDOW) for i in gaps)


def cut(samples: np.ndarray, rate: int, start: float, end: float) -> np.ndarray:
    """The samples from start to end seconds, silence where there are none, 4 ms fades at both cuts."""
    first, last = round(start * rate), round(end * rate)
    out = np.zeros(last - first, np.float32)
    a, b = max(first, 0), min(last, len(samples))
    out[a - first : b - first] = samples[a:b]
    fade = min(round(0.004 * rate), len(out) // 2)
    ramp = np.linspace(0, 1, fade, dtype=np.float32)
    out[:fade] *= ramp
    out[len(out) - fade :] *= ramp[::-1]
    return out
