"""Rules of sound: of the film where there is one, and of every clip that was spoken for it."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from studio import container, manifest, sound
from studio.orders import Order
from studio.proof.defect import Defect
from studio.proof.walked import Walked
from studio.sound import Loudness
from studio.voices.energy import loud, speech_span
from studio.words import Clip

RULES = ("loudness", "true peak", "unequal length", "dead sound", "clipped", "cut off", "unheard")
LUFS, NEAR, PEAK = -14.0, 0.5, -1.0
FLAT = 4  # samples in a row at a clip's highest level, from which its tops are cut off
HIGH = 0.5  # of full scale; below, nothing is overdriven
EDGE = 0.01  # seconds at the end of a clip in which nothing may be said
DEAD, STRETCH, LONGEST = 10 ** (-80 / 20), 0.1, 0.5  # of full scale; seconds that are looked at, and that may be dead
MISSING = 0.3  # seconds that words may go on after the sound has ended


def defects(film: Walked) -> list[Defect]:
    """What is wrong with how the film sounds."""
    return [*heard(film.order), *clips(film)]


def heard(order: Order) -> list[Defect]:
    """What is wrong with the sound of the film, if there is one that is not silent."""
    film, made = order.folder / "film.mp4", manifest.whole(order.folder, "film.mp4")
    if made is None or made["voice"]["name"] == "silent":
        return []
    streams = container.probe(film)["streams"]
    lengths = streams["audio"]["seconds"], streams["video"]["seconds"]
    return [*level(sound.measure(film)), *unequal(*lengths, made["look"]["fps"]), *dead(sound.levels(film, STRETCH))]


def level(measured: Loudness) -> list[Defect]:
    """Too loud, too quiet, or so high that players distort it."""
    found, mend = [], "render again"
    if abs(measured.integrated - LUFS) > NEAR:
        found.append(Defect("loudness", "", 0.0, f"loudness {measured.integrated:.1f} LUFS, wanted {LUFS} within {NEAR}", mend))
    if measured.true_peak > PEAK:
        found.append(Defect("true peak", "", 0.0, f"true peak {measured.true_peak:.1f} dBTP, at most {PEAK} allowed", mend))
    return found


def unequal(sounding: float, shown: float, fps: float) -> list[Defect]:
    """Sound and picture that do not end together, seconds each."""
    if abs(sounding - shown) <= 1.5 / fps:
        return []
    return [Defect("unequal length", "", 0.0, f"the sound lasts {sounding:.2f} s, the picture {shown:.2f} s", "render again")]


def dead(levels: np.ndarray) -> list[Defect]:
    """Digital silence between words; `levels` are the highest of each STRETCH, (n,). What a codec leaves at both ends does not count."""
    found, heard = [], np.flatnonzero(levels > DEAD)
    for a, b in pairwise(heard):
        if (b - a - 1) * STRETCH > LONGEST:
            what = f"the sound is dead for {(b - a - 1) * STRETCH:.1f} s"
            found.append(Defect("dead sound", "", float(a + 1) * STRETCH, what, "render again: a room is never without a tone"))
    return found


def clips(film: Walked) -> list[Defect]:
    """Clips that are overdriven, cut off, or say less than their words."""
    if film.told.voice.name == "silent":
        return []
    found = []
    for beat, clip, span in zip(film.told.beats, film.told.clips, film.drawn.spans, strict=True):
        start = span.start / film.fps
        found += [Defect(rule, beat.name, start + at, what, "speak or record this beat again") for rule, at, what in faults(clip)]
    return found


def faults(clip: Clip) -> list[tuple[str, float, str]]:
    """What is wrong with one clip: (rule, second of the clip, what)."""
    said = [word for word in clip.words if word.end > word.start]
    span = speech_span(clip.samples, clip.rate)
    if span is None:
        return [("unheard", 0.0, "words, but no sound")] if said else []
    found = []
    if (at := _flat_top(clip.samples)) is not None:
        found.append(("clipped", at / clip.rate, f"the voice is overdriven: {FLAT} samples or more at its highest level"))
    if loud(clip.samples, clip.rate)[-round(EDGE / 0.01) :].any() or clip.seconds < span[1] + EDGE:
        found.append(("cut off", span[1], "the voice is cut off at its end"))
    if said and said[-1].end > span[1] + MISSING:
        found.append(("cut off", span[1], f"the sound ends {said[-1].end - span[1]:.2f} s before its last word"))
    return found


def _flat_top(samples: np.ndarray) -> int | None:
    """The first sample of a flat top, if there is one."""
    top = np.abs(samples).max()
    at = np.flatnonzero(np.abs(samples) >= top * (1 - 1e-4)) if top > HIGH else np.zeros(0, int)
    runs = np.flatnonzero(at[FLAT - 1 :] - at[: len(at) - FLAT + 1] == FLAT - 1) if len(at) >= FLAT else at[:0]
    return int(at[runs[0]]) if runs.size else None
