"""Sheets of stills for people: the storyboard, a frame per beat with its time and words; set by Typst."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import numpy as np
import typst
from PIL import Image

from studio.atomic import replacing

COLUMNS = 3
PPI = 144
WIDTH = 640  # pixels of a still on the sheet
_SHEET = """#set page(width: {width}pt, height: auto, margin: 28pt, fill: white)
#set text(font: "Libertinus Serif", size: 10.5pt, fill: rgb("#14181D"))
#text(size: 20pt, weight: "bold")[#{title}] #h(1fr) #text(size: 11pt, fill: rgb("#4A5561"))[#{note}]
#v(8pt)
#grid(columns: (1fr,) * {columns}, column-gutter: 16pt, row-gutter: 18pt,
{cells})
"""
_CELL = """[#image("{image}", width: 100%) #v(-4pt)
#text(fill: rgb("#4A5561"), size: 9pt)[#{when}] #h(4pt) #{words}],
"""


@dataclass(frozen=True, eq=False)
class Still:
    """A beat's last picture as a PNG file's bytes, the second it is reached, the beat's name and words."""

    picture: bytes
    second: float
    beat: str
    words: str


def storyboard(path: Path, title: str, note: str, stills: Sequence[Still]) -> None:
    """One sheet: every beat's last picture, when it is reached, and the words that led to it."""
    with tempfile.TemporaryDirectory() as folder:
        cells = "".join(_cell(Path(folder), k, still) for k, still in enumerate(stills))
        source = _SHEET.format(title=literal(title), note=literal(note), columns=COLUMNS, cells=cells, width=COLUMNS * 300 + 84)
        sheet = Path(folder) / "sheet.typ"
        sheet.write_text(source, encoding="utf-8")
        with replacing(path) as temporary:
            typst.compile(str(sheet), output=str(temporary), format="png", ppi=PPI)


def _cell(folder: Path, k: int, still: Still) -> str:
    name = f"{k}.png"
    image = Image.open(BytesIO(still.picture))
    image.thumbnail((WIDTH, 2 * WIDTH), Image.Resampling.LANCZOS)
    image.save(folder / name)
    minutes, seconds = divmod(still.second, 60)
    return _CELL.format(image=name, when=literal(f"{int(minutes)}:{seconds:04.1f}  {still.beat}"), words=literal(still.words))


def png(pixels: np.ndarray) -> bytes:
    """RGBA pixels (height, width, 4) packed: a long film's stills at 4K would not fit in memory otherwise."""
    packed = BytesIO()
    Image.fromarray(pixels).convert("RGB").save(packed, "png", compress_level=3)
    return packed.getvalue()


def literal(words: str) -> str:
    """Words as a string of Typst."""
    return '"' + words.replace("\\", "\\\\").replace('"', '\\"') + '"'
