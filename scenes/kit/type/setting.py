"""Lines of Typst as outlines. One compiler a process, which knows only the fonts that Typst brings along, and a reader for as
much SVG as Typst writes: together under 2 ms a line, so that nothing typeset is kept on disk and nothing can be stale.

The outlines are those that manim's `Typst` makes of the same source, to rounding; a test lays them side by side.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from xml.etree import ElementTree

import numpy as np
import typst

SOURCE = """#set page(width: auto, height: auto, margin: 0pt, fill: none)
#set text(size: 10pt)
{preamble}
{line}
"""
UNIT = 1 / 960  # manim units to a point of Typst, for each point of font size; 8 units are 1080 pixels, 48 points an em of 71
STROKE = 0.5 * 1920 / (128 / 9)  # a stroke's width in manim's measure, to a manim unit: half as thick as Typst says
_TOKEN = re.compile(r"[A-Za-z]|-?(?:\d+\.?\d*|\.\d+)(?:e-?\d+)?")
_MOVE = re.compile(r"(\w+)\(([^)]*)\)")
_TAKES = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "Q": 4, "Z": 0}
_NOTHING = ("", "none")
_SYMBOL = re.compile(r"(symbol|defs|clipPath)$")


@dataclass(frozen=True, eq=False)
class Outline:
    """One shape of a line: points (4 c, 3) of c cubic curves, centred with its line; "#rrggbb" or None of its fill and stroke."""

    points: np.ndarray
    fill: str | None
    stroke: str | None
    width: float  # of the stroke, in manim's measure


def outlines(line: str, size: float, preamble: str = "", system: bool = False) -> list[Outline]:
    """The shapes of a line of Typst, in the order in which they are drawn, at a font size in manim's points.

    With `system`, letters that Typst's own fonts do not have are taken from those of the machine.
    """
    tree = ElementTree.fromstring(_compiled(SOURCE.format(preamble=preamble, line=line), system))
    symbols = {f"#{e.get('id')}": [p.get("d", "") for p in e.iter() if _tag(p) == "path"] for e in tree.iter() if _tag(e) == "symbol"}
    drawn = [(element, _moved(curves(d), turn)) for element, turn in _leaves(tree, np.eye(3)) for d in _paths(element, symbols)]
    drawn = [(element, points) for element, points in drawn if len(points)]
    if not drawn:
        return []
    ends = np.concatenate([points[k::4] for _, points in drawn for k in (0, 3)])
    scale, centre = size * UNIT, (ends.min(0) + ends.max(0)) / 2
    return [_outline(element, (points - centre) * (scale, -scale, 0), scale) for element, points in drawn]


def literal(text: str) -> str:
    """Typst for a text of any letters, of which none is markup."""
    quoted = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'#"{quoted}"'


def in_any_font(text: str, size: float, preamble: str = "") -> list[Outline]:
    """The shapes of a text, from a font that has all its letters; none where there is no such font."""
    for system in (False, True):
        try:
            shapes = outlines(literal(text), size, preamble, system)
        except ValueError:  # a coloured picture in place of a letter
            continue
        if not any(_same(shape, box) for box in _boxes(size, preamble, system) for shape in shapes):
            return shapes
    return []


def has(letter: str, size: float, system: bool = False) -> bool:
    """Whether Typst's own fonts have a letter, or with `system` the machine's, be it as a coloured picture."""
    try:
        shapes = outlines(literal(letter), size, system=system)
    except ValueError:
        return system
    return not any(_same(shape, box) for box in _boxes(size, "", system) for shape in shapes)


@lru_cache(maxsize=64)
def _boxes(size: float, preamble: str, system: bool) -> list[Outline]:
    """What is drawn for letters that no font has: one never assigned, one of the last plane."""
    return [outlines(literal(letter), size, preamble, system)[0] for letter in ("\u0378", "\U0010fffd")]


def _same(one: Outline, other: Outline) -> bool:
    """Whether two outlines are one shape, wherever they stand."""
    a, b = one.points, other.points
    return a.shape == b.shape and bool(np.allclose(a - a.mean(0), b - b.mean(0), atol=1e-6))


@lru_cache(maxsize=2)
def _compiler(system: bool = False) -> typst.Compiler:
    return typst.Compiler(font_paths=typst.Fonts(include_system_fonts=system))


def _compiled(source: str, system: bool = False) -> str:
    """Typst as SVG."""
    pages = _compiler(system).compile(source.encode(), format="svg")
    if not isinstance(pages, bytes):
        raise ValueError(f"not one page of Typst: {source}")
    return pages.decode()


# ---- as much SVG as Typst writes


def _leaves(element: ElementTree.Element, turn: np.ndarray) -> Iterator[tuple[ElementTree.Element, np.ndarray]]:
    """What is drawn, each with the matrix (3, 3) of where."""
    for child in element:
        tag, place = _tag(child), turn @ _matrix(child.get("transform", ""))
        if tag == "path":
            yield child, place
        elif tag == "use":
            yield child, place @ _matrix(f"translate({child.get('x', 0)} {child.get('y', 0)})")
        elif tag in ("g", "svg"):
            yield from _leaves(child, place)
        elif not _SYMBOL.match(tag):
            raise ValueError(f"Typst drew a <{tag}>; a line may hold glyphs and lines only")


def _tag(element: ElementTree.Element) -> str:
    return element.tag.rpartition("}")[2]


def _paths(element: ElementTree.Element, symbols: dict[str, list[str]]) -> list[str]:
    return [element.get("d", "")] if _tag(element) == "path" else symbols[element.get("{http://www.w3.org/1999/xlink}href", "")]


def _matrix(transform: str) -> np.ndarray:
    """An SVG transform as a matrix (3, 3)."""
    turn = np.eye(3)
    for name, numbers in _MOVE.findall(transform):
        n = [float(k) for k in re.split(r"[\s,]+", numbers.strip())]
        if name == "translate":
            n = [1, 0, 0, 1, n[0], n[1] if len(n) > 1 else 0]
        elif name == "scale":
            n = [n[0], 0, 0, n[-1], 0, 0]
        elif name == "rotate" and len(n) == 1:
            c, s = math.cos(math.radians(n[0])), math.sin(math.radians(n[0]))
            n = [c, s, -s, c, 0, 0]
        elif name != "matrix":
            raise ValueError(f"Typst turned a shape by {name}({numbers})")
        turn = turn @ [[n[0], n[2], n[4]], [n[1], n[3], n[5]], [0, 0, 1]]
    return turn


def _moved(points: np.ndarray, turn: np.ndarray) -> np.ndarray:
    """Points (n, 2) turned and moved, (n, 3)."""
    moved = np.zeros((len(points), 3))
    moved[:, :2] = points @ turn[:2, :2].T + turn[:2, 2]
    return moved


def _outline(element: ElementTree.Element, points: np.ndarray, scale: float) -> Outline:
    fill, stroke = element.get("fill", "#000000"), element.get("stroke", "")
    width = float(element.get("stroke-width", 1)) * scale * STROKE
    return Outline(points, None if fill in _NOTHING else fill, None if stroke in _NOTHING else stroke, width)


@lru_cache(maxsize=1024)
def curves(path: str) -> np.ndarray:
    """An SVG path as cubic curves (4 c, 2), read only: start, two handles, end of each."""
    made: list[complex] = []
    at = start = 0j
    for letter, n in _commands(path):
        command, base = letter.upper(), 0j if letter.isupper() else at
        if command == "M":
            at = start = base + complex(*n)
            continue
        if command in "HV":
            end = complex(n[0] + base.real, at.imag) if command == "H" else complex(at.real, n[0] + base.imag)
        else:
            end = start if command == "Z" else base + complex(*n[-2:])
        if command == "C":
            made += [at, base + complex(*n[:2]), base + complex(*n[2:4]), end]
        elif command == "Q":
            handle = base + complex(*n[:2])
            made += [at, (at + 2 * handle) / 3, (2 * handle + end) / 3, end]
        elif command != "Z" or abs(end - at) > 1e-4:
            made += [at, (2 * at + end) / 3, (at + 2 * end) / 3, end]
        at = end
    points = np.array(made, complex).view(float).reshape(-1, 2)
    points.flags.writeable = False
    return points


def _commands(path: str) -> Iterator[tuple[str, list[float]]]:
    """The commands of an SVG path; one that stands for several is repeated, as lines after a first move."""
    tokens = _TOKEN.findall(path)
    k, letter = 0, ""
    while k < len(tokens):
        if tokens[k].isalpha():
            letter, k = tokens[k], k + 1
        takes = _TAKES.get(letter.upper())
        if takes is None:
            raise ValueError(f"Typst drew a curve with {letter!r}: {path}")
        yield letter, [float(t) for t in tokens[k : k + takes]]
        k += takes
        letter = {"M": "L", "m": "l"}.get(letter, letter)
