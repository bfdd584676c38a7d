"""The pack for an editor: timelines with a clip and a marker a beat, the sound in layers, captions."""

from __future__ import annotations

import os
import shutil
import wave
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import opentimelineio as otio

from studio import clear, stems, telling
from studio.atomic import write_text
from studio.packs import clips
from studio.packs.fcpxml import fcpxml
from studio.packs.material import Material, Wish, file_name
from studio.packs.timeline import FOLDER_OF_CLIPS, FOLDER_OF_STEMS, has_timecode, timeline
from studio.score import Score
from studio.sound import RATE

LAYERS = ("voice", "effects", "bed")
BITS = 24  # of a sample in a stem


def write(folder: Path, film: Material, wish: Wish) -> list[str]:
    """Clips, stems, captions and the film's timeline in four formats."""
    cut = _clips(folder / FOLDER_OF_CLIPS, film, wish.alpha)
    layers = _stems(folder / FOLDER_OF_STEMS, film)
    for name in ("captions.srt", "captions.vtt"):
        shutil.copyfile(film.folder / name, folder / name)
    silent = [] if layers else [f"{film.order.chapter}: no stems, since nobody speaks"]
    return [*silent, *_timelines(folder, film, cut, layers)]


def gather(folder: Path, films: Sequence[Material]) -> list[str]:
    """Every film is a timeline of its own."""
    return []


def _clips(folder: Path, film: Material, alpha: bool) -> list[str]:
    """A silent clip a beat; their names."""
    folder.mkdir()
    names = [f"{file_name(k, beat)}{'.mov' if alpha else '.mp4'}" for k, beat in enumerate(film.beats)]
    drawn = clear.beats(film.order, jobs=os.cpu_count() or 1) if alpha else {}
    for name, beat in zip(names, film.beats, strict=True):
        if alpha:
            shutil.copyfile(drawn[beat.name], folder / name)
        else:
            clips.cut(folder / name, film.film, (beat.start, beat.end), film.fps, film.lang, title=f"{film.title}, {beat.heading}")
    return names


def _stems(folder: Path, film: Material) -> list[str]:
    """The layers of the sound that are not silent, mono, each as long as the film; their names."""
    folder.mkdir()
    found = [(name, layer) for name, layer in layers(film).items() if layer.any()]
    for name, layer in found:
        write_wave(folder / f"{name}.wav", layer)
    return [name for name, _ in found]


def layers(film: Material) -> dict[str, np.ndarray]:
    """Voice, effects and bed, (n,) each, as they were mixed for the film."""
    made, sounds = film.made, film.made["sounds"]
    starts = [beat.start for beat in film.beats]
    notes, questions = ([(a, b) for a, b in sounds[name]] for name in ("notes", "questions"))
    spoken = telling.tell(film.order).clips
    found = stems.of(Score(spoken, starts, film.frames, film.fps, sounds["ticks"], notes, questions, film.order.music))
    return {name: found[name] for name in LAYERS if made["voice"]["name"] != "silent"}


def write_wave(path: Path, sound: np.ndarray) -> None:
    """Samples (n,) as a WAV file of 24 bits."""
    top = 2 ** (BITS - 1) - 1
    whole = np.rint(np.clip(sound, -1, 1) * top).astype("<i4")
    with path.open("wb") as out, wave.open(out, "wb") as file:  # it could not be closed where it cannot be opened
        file.setnchannels(1)
        file.setsampwidth(BITS // 8)
        file.setframerate(RATE)
        file.writeframes(whole.view(np.uint8).reshape(-1, 4)[:, : BITS // 8].tobytes())


def _timelines(folder: Path, film: Material, cut: Sequence[str], layers: Sequence[str]) -> list[str]:
    """The timeline for every program that we know of; why one is missing."""
    name = film.order.chapter
    whole = timeline(film, cut, layers)
    otio.adapters.write_to_file(whole, str(folder / f"{name}.otio"), "otio_json")
    write_text(folder / f"{name}.fcpxml", fcpxml(film, cut, layers))
    if not has_timecode(film.fps):
        return [f"{name}: no .xml and no .edl, which want timecode, and {film.fps} frames a second have none; render with --fps 30"]
    write_text(folder / f"{name}.xml", otio.adapters.write_to_string(whole, "fcp_xml"))
    write_text(folder / f"{name}.edl", otio.adapters.write_to_string(timeline(film, cut, (), on_clips=True), "cmx_3600", rate=film.fps))
    return []
