"""Pictures of a film that stands, as files: what a beat comes to, what it begins with."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from PIL import Image

from studio import poster
from studio.packs.material import Material, Passage, file_name

WIDEST = 1280  # pixels
SHOWN = 0.45  # seconds after its words in which a question has come to stand on screen; as in player/film.js


def last(folder: Path, film: Material) -> list[str]:
    """A JPEG of what each beat comes to, a question while it stands; their names."""
    folder.mkdir()
    names = [f"{file_name(k, beat)}.jpg" for k, beat in enumerate(film.beats)]
    for name, beat in zip(names, film.beats, strict=True):
        write(folder / name, film, second_of(beat, film.fps))
    return names


def second_of(beat: Passage, fps: int) -> float:
    """The second at which a beat shows what it comes to."""
    end = (beat.end - 1) / fps
    return min(beat.asks / fps + SHOWN, end) if beat.question else end


def write(path: Path, film: Material, second: float) -> None:
    """A JPEG of what the film shows at a second."""
    with Image.open(BytesIO(poster.picture_at(film.film, second - 1e-6))) as picture:
        picture.thumbnail((WIDEST, WIDEST), Image.Resampling.LANCZOS)
        picture.convert("RGB").save(path, "jpeg", quality=90, optimize=True)
