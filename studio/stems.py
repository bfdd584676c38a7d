"""A film's sound in its layers: the voice, what sounds as things happen, a bed of music that gives way to the voice; and all together."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from studio import instruments, sound
from studio.limiter import limit
from studio.score import Score
from studio.sound import RATE

BED = -34.0  # LUFS, 20 under the voice
DUCKED, SWOLLEN = 10 ** (-6 / 20), 10 ** (4 / 20)  # the bed's gain while somebody speaks, while the viewer thinks
ATTACK, RELEASE = 0.150, 0.600  # seconds in which the bed gives way and comes back
STEP = 480  # samples between two looks at the voice, 10 ms
BETWEEN = 30  # looks between two words, during which it still does
SPOKEN = 10 ** (-45 / 20)  # root mean square of a look, from which somebody speaks


def of(score: Score) -> Mapping[str, np.ndarray]:
    """Voice, effects and bed, mono (n,) each at 48 kHz; a film without a voice is silent in all of them."""
    voice = spoken(score)
    effects, bed = np.zeros_like(voice), np.zeros_like(voice)
    if voice.any():
        _effects(effects, score)
        _bed(bed, score, voice)
    return {"voice": voice, "effects": effects, "bed": bed}


def mixed(score: Score) -> np.ndarray:
    """All together as float32 stereo (2, n) at 48 kHz, no peak above the ceiling."""
    voice = spoken(score)
    if voice.any():
        together = voice.copy()
        _effects(together, score)
        _bed(together, score, voice)
        voice = limit(together, sound.CEILING)
    return np.stack([voice] * 2)


def spoken(score: Score) -> np.ndarray:
    """The voice alone, (n,)."""
    return sound.voiced(list(zip(score.starts, score.clips, strict=True)), score.frames, score.fps)


def _effects(onto: np.ndarray, score: Score) -> None:
    """Add the room, the ticks and the notes, each from the frame at which it is seen."""
    _repeat(onto, instruments.room())
    for frame in score.ticks:
        _add(onto, instruments.tick(), sound.sample_of(frame, score.fps))
    for frame, layer in score.notes:
        _add(onto, instruments.note(layer), sound.sample_of(frame, score.fps))


def _bed(onto: np.ndarray, score: Score, voice: np.ndarray) -> None:
    """Add the music, where it is wanted."""
    if score.music:
        level = 10 ** ((BED - sound.loudness(instruments.bed())) / 20)
        gain = np.interp(np.arange(len(onto)), np.arange(0, len(onto) + STEP, STEP)[: len(steps := _gains(voice, score))], steps)
        _repeat(onto, instruments.bed(), (level * gain).astype(np.float32))


def _gains(voice: np.ndarray, score: Score) -> np.ndarray:
    """How loud the bed is at every STEP samples: it gives way at once and comes back slowly."""
    looks = np.pad(voice, (0, -len(voice) % STEP)).reshape(-1, STEP)
    heard = np.pad(np.sqrt(np.mean(looks**2, axis=1)) > SPOKEN, (BETWEEN, 0))
    wanted = np.where(np.lib.stride_tricks.sliding_window_view(heard, BETWEEN + 1).any(axis=1), DUCKED, 1.0)
    for start, end in score.questions:
        a, b = (sound.sample_of(frame, score.fps) // STEP for frame in (start, end))
        wanted[a:b] = np.where(wanted[a:b] == 1.0, SWOLLEN, wanted[a:b])
    down, up = (1 - np.exp(-STEP / RATE / seconds) for seconds in (ATTACK / 3, RELEASE / 3))
    gains, now = np.empty(len(wanted)), 1.0
    for k, goal in enumerate(wanted):
        now += (goal - now) * (down if goal < now else up)
        gains[k] = now
    return gains


def _add(onto: np.ndarray, what: np.ndarray, at: int) -> None:
    room = max(0, len(onto) - at)
    onto[at : at + len(what)] += what[:room]


def _repeat(onto: np.ndarray, loop: np.ndarray, gain: np.ndarray | None = None) -> None:
    """Add a loop from the beginning to the end."""
    for at in range(0, len(onto), len(loop)):
        part = loop[: len(onto) - at]
        onto[at : at + len(part)] += part if gain is None else part * gain[at : at + len(part)]
