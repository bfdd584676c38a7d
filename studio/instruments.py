"""What sounds besides the voice, made of sines and seeded noise at 48 kHz: a quiet room, a tick, a note for each layer, a bed of chords."""

from __future__ import annotations

from functools import cache

import numpy as np

from studio.sound import RATE

ROOM = 10 ** (-62 / 20)  # root mean square of a room in which nobody speaks; digital silence sounds like a fault
TICK = 10 ** (-30 / 20)  # peak
NOTE = 10 ** (-32 / 20)  # peak
LOOP = 10  # seconds after which the room begins again, without a seam
CHORD = 8  # seconds of each chord of the bed
FADE = 2.0  # seconds in which a chord goes over into the next
SCALE = (0, 2, 4, 7, 9)  # semitones of a major pentatonic: no two of its notes clash
TONIC = 220.0  # Hz
CHORDS = ((0, 7, 16, 24), (-3, 4, 12, 19), (-7, 5, 9, 21), (-5, 7, 14, 23))  # semitones from an octave below the tonic: I, vi, IV, V


@cache
def room() -> np.ndarray:
    """A quiet room, (LOOP seconds,), which can be repeated: pink noise over 40 Hz."""
    n = LOOP * RATE
    hertz = np.fft.rfftfreq(n, 1 / RATE)
    loud = np.where((hertz > 40) & (hertz < 8000), 1 / np.sqrt(np.maximum(hertz, 1)), 0.0)
    phase = np.random.default_rng(62).uniform(0, 2 * np.pi, len(hertz))
    noise = np.fft.irfft(loud * np.exp(1j * phase), n)
    return (noise * ROOM / np.sqrt(np.mean(noise**2))).astype(np.float32)


@cache
def tick() -> np.ndarray:
    """A number lands: 60 ms of wood."""
    t = np.arange(round(0.060 * RATE)) / RATE
    struck = (np.sin(2 * np.pi * 1800 * t) + 0.5 * np.sin(2 * np.pi * 2740 * t)) * np.exp(-t / 0.009)
    return _peaking(struck * np.minimum(1, t / 0.001) * _eased_out(t, 0.010), TICK)


@cache
def note(step: int) -> np.ndarray:
    """A bell for a layer, the first at the tonic: 0.9 s."""
    octave, degree = divmod(step, len(SCALE))
    hertz = TONIC * 2 ** (octave + SCALE[degree] / 12)
    t = np.arange(round(0.9 * RATE)) / RATE
    bell = sum(np.sin(2 * np.pi * k * hertz * t) * np.exp(-t * k / 0.28) / k**1.5 for k in (1, 2, 3))
    return _peaking(bell * np.minimum(1, t / 0.012) * _eased_out(t, 0.1), NOTE)


@cache
def bed() -> np.ndarray:
    """Four chords one after the other, (4 x CHORD seconds,), which can be repeated; largest sample 1."""
    seconds = CHORD * len(CHORDS)
    t = np.arange(seconds * RATE) / RATE
    sound = np.zeros(len(t))
    for k, chord in enumerate(CHORDS):
        away = np.abs((t - (k + 0.5) * CHORD + seconds / 2) % seconds - seconds / 2)  # from the chord's middle
        loud = 0.5 - 0.5 * np.cos(np.pi * np.clip((CHORD / 2 + FADE / 2 - away) / FADE, 0, 1))
        here = loud > 0
        sound[here] += loud[here] * sum(_string(t[here], semitones, seconds) for semitones in chord)
    return _peaking(sound, 1.0)


def _string(t: np.ndarray, semitones: int, seconds: int) -> np.ndarray:
    """A soft tone that swells and ebbs; whole periods fit into the bed, so that it has no seam."""
    hertz = round(TONIC / 2 * 2 ** (semitones / 12) * seconds) / seconds
    swell = 1 + 0.25 * np.sin(2 * np.pi * (3 + semitones % 3) / seconds * t)
    return swell * (np.sin(2 * np.pi * hertz * t) + 0.3 * np.sin(4 * np.pi * hertz * t) + 0.1 * np.sin(6 * np.pi * hertz * t))


def _eased_out(t: np.ndarray, seconds: float) -> np.ndarray:
    return np.clip((t[-1] - t) / seconds, 0, 1)


def _peaking(sound: np.ndarray, peak: float) -> np.ndarray:
    return (sound * peak / np.abs(sound).max()).astype(np.float32)
