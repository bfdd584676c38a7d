"""Words side by side on one line: manim centres each by its own ink, so that one with a descender stands higher than its neighbour."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from manim import UP, VGroup

LETTER = 0.5  # of the tallest glyph: what is lower is a mark, not a letter


def baseline(words: VGroup) -> float:
    """How high the line is on which words stand: the letters that hang below it, and marks that float above, aside."""
    glyphs = words.family_members_with_points()
    tallest = max(glyph.height for glyph in glyphs)
    return float(max(glyph.get_bottom()[1] for glyph in glyphs if glyph.height > LETTER * tallest))


def on_one_line(rows: Iterable[VGroup]) -> None:
    """Let words that stand side by side stand on one line, in the middle of where they stood."""
    words = [row for row in rows if row.family_members_with_points()]
    lines = [baseline(one) for one in words]
    for one, line in zip(words, lines, strict=True):
        one.shift((np.mean(lines) - line) * UP)
