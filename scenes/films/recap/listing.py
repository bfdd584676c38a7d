"""A few lines of a program, in the machine's face: each symbol has the colour it has everywhere, and can be addressed."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from manim import DOWN, DR, LEFT, Line, ManimColor, VGroup

from scenes.kit.place.stage import Region
from scenes.kit.theme import theme
from scenes.kit.type.formula import Label

SYMBOLS = {"x": "x", "a": "a", "d": "delta", "W": "W", "b": "b", "y": "y"}  # a letter of the program, its name in the notation
NAME = re.compile(r"\b([A-Za-z])\d?\b")
PITCH, LINE, MOST = 0.78, 0.0145, 1.6  # of its lines; the least of it for each point of their size; times that they grow


class Listing(VGroup):
    """lines[k], glyph for glyph what `source` says, without its spaces; `part(k, "a1", ...)` the places of those words in line k.

    The digits of names (`W1`) belong to the names: a value typed into a program is a typed number like any other.
    """

    def __init__(self, region: Region, source: Sequence[str], size: float = 36) -> None:
        super().__init__()
        self.source = tuple(source)
        self.lines = [Label(f"`{line}`", size=size, color=theme().ink) for line in source]
        scale = min(MOST, region.width / max(line.width for line in self.lines), region.height / len(self.lines) / (LINE * size))
        pitch = min(PITCH * scale, region.height / len(self.lines))
        for k, line in enumerate(self.lines):
            line.scale(scale)
            shift = k * pitch * DOWN - line[0].get_corner(DOWN + LEFT)
            line.shift([shift[0], shift[1], 0])
            self._paint(k)
        self.add(*self.lines)
        self.move_to(region.center)

    def _paint(self, k: int) -> None:
        for found in NAME.finditer(self.source[k]):
            if (symbol := SYMBOLS.get(found[1])) is not None:
                self._between(k, *found.span()).set_color(ManimColor(theme().hue(symbol)))

    def _between(self, k: int, start: int, end: int) -> VGroup:
        first, last = (len(self.source[k][:at].replace(" ", "")) for at in (start, end))
        return VGroup(*self.lines[k][first:last])

    def ruled(self) -> VGroup:
        """A rule under each line, as long as the longest, for one to write on. Not yet shown."""
        left, right = self.get_corner(DOWN + LEFT)[0], self.get_corner(DR)[0]
        feet = np.linspace(self.lines[0].get_bottom()[1] - 0.06, self.lines[-1].get_bottom()[1] - 0.06, len(self.lines))
        return VGroup(*(Line([left, y, 0], [right, y, 0], stroke_width=3, color=theme().line) for y in feet))

    def part(self, k: int, *words: str) -> VGroup:
        """The glyphs of every occurrence of these pieces in line k."""
        spans = [found.span() for word in words for found in re.finditer(re.escape(word), self.source[k])]
        if not spans:
            raise ValueError(f"none of {words} stands in {self.source[k]!r}")
        return VGroup(*(glyph for span in spans for glyph in self._between(k, *span)))
