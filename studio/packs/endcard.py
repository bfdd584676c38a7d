"""The end card: ten quiet seconds in which YouTube lays its links over a picture that has room for them."""

from __future__ import annotations

import tempfile
from io import BytesIO
from pathlib import Path

import numpy as np
import typst
from PIL import Image

from scenes.kit.theme import THEMES
from studio import container, instruments, pages, sound
from studio.encoder import MASTER
from studio.fast.encoder import Segment
from studio.packs.material import Material
from studio.sheet import literal

SECONDS = 10  # of the 5 to 20 that an end screen may have
# Places of links: a film is 16 to 9, a channel a circle; both stand clear of the words.
_CARD = """#set page(width: {width}pt, height: {height}pt, margin: 0pt, fill: rgb("{ground}"))
#set text(font: "New Computer Modern", fill: rgb("{ink}"), size: {size}pt, hyphenate: false)
#let film(words) = box(width: {wide}pt)[#block(width: 100%, height: {high}pt, radius: {corner}pt, fill: rgb("{panel}"),
  stroke: {line}pt + rgb("{edge}")) #v({gap}pt, weak: true) #align(center, words)]
#align(center + horizon, grid(columns: {columns}, column-gutter: {gutter}pt, row-gutter: {gutter}pt, align: center + top,
  {films}))
#place(bottom + center, dy: -{foot}pt, circle(radius: {radius}pt, fill: rgb("{panel}"), stroke: {line}pt + rgb("{edge}")))
"""


def picture(film: Material, after: str = "") -> Image.Image:
    """Frames for films to be linked, named; a circle for the channel."""
    look, theme = film.order.look, THEMES[film.order.look.theme]
    every = pages.said(film.order.lang, "All films")
    labels = [pages.said(film.order.lang, "Next: {words}", words=after), every] if after else [every]
    upright = look.width < look.height
    wide = look.width * (0.62 if upright else 0.36)
    sizes = {"width": look.width, "height": look.height, "wide": wide, "high": wide * 9 / 16, "size": wide / 15, "gap": wide / 24}
    shapes = {"corner": wide / 40, "line": wide / 200, "gutter": wide / 6, "radius": look.height / 16, "foot": look.height / 14}
    hues = {"ground": theme.ground, "ink": theme.ink, "panel": theme.panel, "edge": theme.line}
    films = ", ".join(f"film({literal(label)})" for label in labels)
    source = _CARD.format(columns=1 if upright else len(labels), films=films, **sizes, **shapes, **hues)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "card.typ"
        path.write_text(source, encoding="utf-8")
        made = typst.compile(str(path), format="png", ppi=72)
    pixels = Image.open(BytesIO(made if isinstance(made, bytes) else b"")).convert("RGBA")
    return pixels.resize((look.width, look.height))


def append(dst: Path, film: Material, after: str, work: Path) -> None:
    """The film with its end card behind it, nothing of it encoded again; its captions and marks stay."""
    frames, look = SECONDS * film.fps, film.order.look
    silent, card = work / "card-silent.mp4", work / "card.mp4"
    segment = Segment(silent, look.width, look.height, film.fps, **(MASTER if film.order.master else {}))
    segment.frame(np.array(picture(film, after)), frames)
    segment.close()
    container.write_film(card, silent, _quiet(film, sound.sample_of(frames, film.fps)), (), lang=film.lang)
    marks = [(title, second) for title, second in film.made["marks"]]
    container.join_films(dst, [film.film, card], [film.title, ""], {film.lang: [film.cues, ()]}, {"title": film.title}, marks)
    silent.unlink()
    card.unlink()


def _quiet(film: Material, samples: int) -> np.ndarray:
    """The room in which the voice was heard, stereo (2, samples); silence behind a film without one."""
    room = instruments.room() if film.made["voice"]["name"] != "silent" else np.zeros(1, np.float32)
    return np.stack([np.resize(room, samples)] * 2)
