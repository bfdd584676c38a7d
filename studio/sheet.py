"""Sheets of stills for people: the storyboard, a frame per beat with its time and words; set by Typst, as one picture and as pages."""

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
PPI, PRINT_PPI = 144, 220
WIDTH = 640  # pixels of a still on the sheet
PRINTED = {2: 700, 3: 408}  # and on a page of so many columns
_SHEET = """#set page(width: {width}pt, height: auto, margin: 28pt, fill: white)
#set text(font: "Libertinus Serif", size: 10.5pt, fill: rgb("#14181D"))
#text(size: 20pt, weight: "bold")[#{title}] #h(1fr) #text(size: 11pt, fill: rgb("#4A5561"))[#{note}]
#v(8pt)
#grid(columns: (1fr,) * {columns}, column-gutter: 16pt, row-gutter: 18pt,
{cells})
"""
_PAGES = """#set page(paper: "a4", margin: (x: 14mm, top: 12mm, bottom: 14mm), fill: white, footer: context align(right,
text(size: 8pt, fill: rgb("#4A5561"))[#{title}, #counter(page).display() / #counter(page).final().first()]))
#set text(font: "Libertinus Serif", size: 8.5pt, fill: rgb("#14181D"))
#text(size: 18pt, weight: "bold")[#{title}] #h(1fr) #text(size: 10pt, fill: rgb("#4A5561"))[#{note}]
#v(2pt)
#text(size: 10pt, style: "italic")[#{promise}]
#v(6pt)
#grid(columns: (1fr,) * {columns}, column-gutter: 20mm, row-gutter: 4mm,
{cells})
"""
_CELL = """[#block(breakable: false)[#box(stroke: 0.4pt + rgb("#D5DAE0"), image("{image}", width: {wide}pt, height: {high}pt)) #v(-4pt)
#text(fill: rgb("#4A5561"), size: 0.9em)[#{when}] #h(4pt) #{words}]],
"""


@dataclass(frozen=True, eq=False)
class Still:
    """A beat's last picture, a file's bytes, as wide as a sheet shows it, the second it is reached, the beat's name and words."""

    picture: bytes
    second: float
    beat: str
    words: str


def storyboard(path: Path, title: str, note: str, stills: Sequence[Still]) -> None:
    """One sheet: every beat's last picture, when it is reached, and the words that led to it."""
    with tempfile.TemporaryDirectory() as folder:
        cells = "".join(_cell(Path(folder), k, still, WIDTH, PPI) for k, still in enumerate(stills))
        width = COLUMNS * (WIDTH * 72 // PPI) + 2 * 16 + 2 * 28
        source = _SHEET.format(title=literal(title), note=literal(note), columns=COLUMNS, cells=cells, width=width)
        sheet = Path(folder) / "sheet.typ"
        sheet.write_text(source, encoding="utf-8")
        with replacing(path) as temporary:
            typst.compile(str(sheet), output=str(temporary), format="png", ppi=PPI)


def handout(path: Path, title: str, note: str, promise: str, stills: Sequence[Still]) -> None:
    """The same as A4 pages, a PDF to print for those who learn: two frames across, three where they are upright."""
    with tempfile.TemporaryDirectory() as folder:
        with Image.open(BytesIO(stills[0].picture)) as first:
            columns = 2 if first.width > first.height else 3
        cells = "".join(_cell(Path(folder), k, still, PRINTED[columns], PRINT_PPI, named=False) for k, still in enumerate(stills))
        words = {"title": literal(title), "note": literal(note), "promise": literal(promise)}
        sheet = Path(folder) / "pages.typ"
        sheet.write_text(_PAGES.format(columns=columns, cells=cells, **words), encoding="utf-8")
        made = typst.compile(str(sheet), format="png", ppi=PRINT_PPI)
        pages = [Image.open(BytesIO(page)).convert("RGB") for page in ([made] if isinstance(made, bytes) else made or [])]
        with replacing(path) as temporary:
            about = {"title": title, "author": "Backreel", "creationDate": None, "modDate": None}  # the same whenever it is made again
            pages[0].save(temporary, "pdf", save_all=True, append_images=pages[1:], resolution=PRINT_PPI, **about)


def _cell(folder: Path, k: int, still: Still, width: int, ppi: int, named: bool = True) -> str:
    """A picture, its time and words; what its beat is called in the sources where that is wanted.

    The picture has as many pixels as it takes there: of any other, Typst leaves out a row and a column, which may be a line of type.
    """
    name, made = f"{k}.png", Image.open(BytesIO(still.picture))
    image = made.resize((width, round(width * made.height / made.width)), Image.Resampling.LANCZOS)
    image.save(folder / name, compress_level=1)  # for Typst, which reads it once
    wide, high = (pixels * 72 / ppi for pixels in image.size)
    minutes, seconds = divmod(still.second, 60)
    when = f"{int(minutes)}:{seconds:04.1f}" + f"  {still.beat}" * named
    return _CELL.format(image=name, wide=wide, high=high, when=literal(when), words=literal(still.words))


def png(pixels: np.ndarray) -> bytes:
    """RGBA pixels (height, width, 4) packed."""
    packed = BytesIO()
    Image.fromarray(pixels).convert("RGB").save(packed, "png", compress_level=3)
    return packed.getvalue()


def still(pixels: np.ndarray) -> bytes:
    """RGBA pixels as a sheet shows them, a JPEG: whole, or as PNG, a film's would be a tenth of all work, and at 4K not fit in memory."""
    packed, picture = BytesIO(), Image.fromarray(pixels).convert("RGB")
    picture.thumbnail((WIDTH, 2 * WIDTH), Image.Resampling.LANCZOS)
    picture.save(packed, "jpeg", quality=95, subsampling=0)
    return packed.getvalue()


def literal(words: str) -> str:
    """Words as a string of Typst."""
    return '"' + words.replace("\\", "\\\\").replace('"', '\\"') + '"'
