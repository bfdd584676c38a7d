"""What drawn text says: every glyph knows the line it was set in, for those who read the film before the viewer does."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, TypeVar

import numpy as np
from manim import Mobject, VMobject

from engine import notation
from scenes.kit.place.parts import parts_of

M = TypeVar("M", bound=VMobject)
Piece = Any  # a string of Typst (a Scale: of an axis), a Named (its symbol) or a Shown (its digits)


class Scale(str):
    """A mark of an axis, as Typst: a number of the drawing, which stands where it says, not of the trace."""

    @classmethod
    def of(cls, value: float, digits: int = notation.SIGNIFICANT) -> Scale:
        """The mark of a value on its axis: of a power of ten no more digits than it has."""
        mantissa, times, power = notation.fmt(value, digits).partition("×10")
        return cls(f"{mantissa.rstrip('0').rstrip('.')}{times}{power}" if times else mantissa)


@dataclass(frozen=True, eq=False)
class Line:
    """A line of type as it was asked for: its pieces in order, its font size, and whether it is words, not maths."""

    pieces: tuple[Piece, ...]
    size: float
    is_words: bool = False


@dataclass(frozen=True, eq=False)
class Ink:
    """A glyph's line, the piece of it that the glyph belongs to ("" for what has no name), and its reach as it was set."""

    line: Line
    piece: Piece
    reach: float

    def __deepcopy__(self, memo: dict[int, object]) -> Ink:
        """Itself: manim copies a mobject with all it carries, and this never changes."""
        return self


def inked(glyph: M, ink: Ink) -> M:
    """A glyph that knows what it says, as `glyph.ink`; its copies know it too."""
    glyph.ink = ink
    return glyph


def reach_of(glyph: VMobject) -> float:
    """The diagonal of a glyph's box, in manim units: the same however it is turned."""
    low, high = glyph.points.min(0), glyph.points.max(0)
    return float(np.hypot(*(high - low)[:2]))


def size_of(glyph: VMobject) -> float:
    """The font size that the glyph's line would have to be set in to look as it does now."""
    ink: Ink = glyph.ink
    return ink.line.size * reach_of(glyph) / ink.reach


def lines_on(mobjects: Iterable[Mobject]) -> dict[Line, list[VMobject]]:
    """The lines of type that stand among the mobjects and their parts, with the glyphs of each that are drawn."""
    found: dict[Line, list[VMobject]] = {}
    for glyph in parts_of(mobjects):
        ink = vars(glyph).get("ink")
        if ink is not None and len(glyph.points) and max(glyph.get_fill_opacity(), glyph.get_stroke_opacity()) > 0.05:
            found.setdefault(ink.line, []).append(glyph)
    return found
