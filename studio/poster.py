"""The poster: a film's title over its most telling picture, readable as a thumbnail; set by Typst."""

from __future__ import annotations

import tempfile
from io import BytesIO
from pathlib import Path

import av
import typst
from PIL import Image, ImageChops

from scenes import progress
from studio.atomic import replacing
from studio.sheet import literal

SHORTER = 720  # pixels of the shorter side: 1280 x 720 for a wide film
MARGIN = 48
APART = 24  # of 255: how far a pixel is from the ground before it is ink
INKS = {True: ("#F2F4F7", "#E9941F"), False: ("#14181D", "#7A1C00")}  # on a dark, on a light ground: title, line above it
_POSTER = """#set page(width: {width}pt, height: {height}pt, margin: {margin}pt, fill: rgb("{ground}"))
#set text(font: "New Computer Modern", weight: "bold", fill: rgb("{ink}"), hyphenate: false)
#set par(leading: 0.3em)
#let fitted(words, size, lines) = layout(room => {{
  let size = size
  let broad(size) = words.split(" ").any(word => measure(text(size: size, word)).width > room.width)
  while measure(block(width: room.width, text(size: size, words))).height > lines * size or broad(size) {{ size -= 2pt }}
  text(size: size, words)
}})
#grid(rows: (auto, auto, 1fr), row-gutter: ({margin}pt * 0.4, {margin}pt * 0.8), columns: 1fr,
  text(fill: rgb("{accent}"), fitted({above}, 34pt, 3)),
  fitted({title}, 100pt, {lines}),
  image("picture.png", width: 100%, height: 100%, fit: "contain"))
"""


def write(path: Path, title: str, above: str, picture: bytes) -> None:
    """A PNG with the shape of `picture` (a PNG's bytes): a short line, the title as large as it goes, and what the picture shows."""
    shown = Image.open(BytesIO(picture)).convert("RGB")
    corner = ground(shown)
    ink, accent = INKS[sum(corner) < 384]
    k = SHORTER / min(shown.size)
    width, height = 2 * round(shown.width * k / 2), 2 * round(shown.height * k / 2)
    says = {"title": literal(title), "above": literal(above), "lines": 1 if width > height else 3}
    looks = {"width": width, "height": height, "margin": MARGIN, "ground": f"#{bytes(corner).hex()}", "ink": ink, "accent": accent}
    with tempfile.TemporaryDirectory() as folder:
        cropped(shown).save(Path(folder) / "picture.png", compress_level=1)
        source = Path(folder) / "poster.typ"
        source.write_text(_POSTER.format(**says, **looks), encoding="utf-8")
        with replacing(path) as temporary:
            typst.compile(str(source), output=str(temporary), format="png", ppi=72)


def ground(picture: Image.Image) -> tuple[int, int, int]:
    """The colour of what a picture is drawn on: that of its corner."""
    red, green, blue = picture.crop((0, 0, 1, 1)).tobytes()
    return red, green, blue


def cropped(picture: Image.Image) -> Image.Image:
    """What of a picture is not its ground, with a little ground around it; a film's reel along the upper edge is of the ground."""
    picture = picture.crop((0, round(progress.ENDS * min(picture.size)), *picture.size))
    bare = Image.new("RGB", picture.size, ground(picture))
    ink = ImageChops.difference(picture, bare).convert("L").point([255 * (v > APART) for v in range(256)]).getbbox()
    if ink is None:
        return picture
    air = picture.width // 100
    return picture.crop((max(ink[0] - air, 0), max(ink[1] - air, 0), min(ink[2] + air, picture.width), min(ink[3] + air, picture.height)))


def picture_at(film: Path, second: float) -> bytes:
    """The picture that a film shows at a second, or its last one: a PNG."""
    with av.open(str(film)) as file:
        stream = file.streams.video[0]
        file.seek(round(second / (stream.time_base or 1)), stream=stream)
        for frame in file.decode(stream):
            if frame.time is not None and frame.time >= second:
                break
        found = BytesIO()
        frame.to_image(src_colorspace="ITU709").save(found, "png")
    return found.getvalue()
