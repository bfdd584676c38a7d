"""What is heard in a take: how loud, how clean, and whether anything of it was lost."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from studio.voices.energy import WINDOW, speech_span

FULL, RUN = 0.999, 3  # so many samples in a row at the end of the scale are a peak that was cut off
QUIET_DB, NEAR_DB = -38.0, 30.0  # a voice below this is weak; a room that is closer to it is heard
SPEAKS_DB, REST = 25.0, 0.1  # below its loudest a voice is this soft at most; the seconds without a word that every take has
EDGE = 0.06  # seconds of quiet that a take has before and after its speech
NOTHING = "nothing is heard: is the right microphone chosen, and is it on?"


@dataclass(frozen=True)
class Heard:
    """A take's length in seconds, its voice and its room in dBFS, and what is wrong with it, in words."""

    seconds: float
    voice: float
    room: float
    faults: tuple[str, ...]

    @property
    def good(self) -> bool:
        return not self.faults


def heard(samples: np.ndarray, rate: int) -> Heard:
    """Listen to a take, mono samples (n,) within -1..1."""
    span, seconds = speech_span(samples, rate), len(samples) / rate
    if span is None:
        return Heard(seconds, -120.0, -120.0, (NOTHING,))
    voice, room = _levels(samples, rate)
    noisy = voice - room < NEAR_DB  # where all is loud, nothing is said of its ends
    found = {
        f"it is clipped in {cut_off(samples)} places: speak from further away, or turn the microphone down": cut_off(samples) > 0,
        f"the voice is weak, {voice:.0f} dB: come closer, or turn the microphone up": voice < QUIET_DB,
        f"the room is heard, {voice - room:.0f} dB below the voice: close the window, come closer": noisy,
        "its first word is cut off: wait a moment before you speak": not noisy and span[0] < EDGE,
        "its last word is cut off: wait a moment before you stop": not noisy and seconds - span[1] < EDGE,
    }
    return Heard(seconds, voice, room, tuple(fault for fault, is_so in found.items() if is_so))


def cut_off(samples: np.ndarray) -> int:
    """How many peaks lie flat at the end of the scale."""
    full = np.concatenate(([0], (np.abs(samples) >= FULL).astype(np.int8), [0]))
    first, last = np.flatnonzero(np.diff(full) == 1), np.flatnonzero(np.diff(full) == -1)
    return int((last - first >= RUN).sum())


def _levels(samples: np.ndarray, rate: int) -> tuple[float, float]:
    """Voice and room in dBFS: the mean power of what speaks, and of its quietest moment."""
    size = round(WINDOW * rate)
    power = (samples[: len(samples) // size * size].astype(np.float64).reshape(-1, size) ** 2).mean(axis=1)
    speaks = power > power.max() * 10 ** (-SPEAKS_DB / 10)
    width = min(len(power), round(REST / WINDOW))
    quiet = np.convolve(power, np.ones(width) / width, "valid").min()
    return _db(float(power[speaks].mean())), _db(float(quiet))


def _db(power: float) -> float:
    return 10 * float(np.log10(max(power, 1e-12)))
