"""Who looks at whom: a square of cells, one row for each word that asks, one column for each that is looked at."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import DOWN, LEFT, RIGHT, UP, Animation, FadeIn, GrowFromEdge, Line, Mobject, Rectangle, VGroup

from engine import notation
from engine.reading import Number, Numbers
from scenes.kit.place.stage import Region
from scenes.kit.theme import theme
from scenes.kit.type.formula import SMALL, Formula, Label
from scenes.kit.type.number import Num
from scenes.shown import show

SIDE, TOP = 0.85, 0.5  # room for the words
LOW = 0.9  # height of a cell in which two numbers stand beside each other


class LookGrid(VGroup):
    """cells[t, s]: token t looks at token s. words.left[t], words.top[s]; `closed` holds what covers hidden cells.

    write(t, s, number)  the number of a cell, placed, to be shown or flown to; `nums[t, s]` is the last one written
    bar(t, s, share)     a line at the foot of the cell, as long as the share; `bars[t, s]`
    called(typst)        what the cells hold, in the corner; `corner`
    standing             all that can stand of it
    """

    def __init__(self, words: Sequence[str], region: Region) -> None:
        super().__init__()
        n = len(words)
        self.wide, self.high = (region.width - SIDE) / n, min(1.15, (region.height - TOP) / n)
        self.left = region.x - region.width / 2 + SIDE
        self.top = region.y + (TOP + n * self.high) / 2 - TOP
        self.cells = {(t, s): self._cell(t, s) for t in range(n) for s in range(n)}
        self.nums: dict[tuple[int, int], Num] = {}
        self.bars: dict[tuple[int, int], Line] = {}
        self.corner: Formula | None = None
        self.words = VGroup()
        self.words.left = VGroup(*(self._word(word).next_to(self.cells[t, 0], LEFT, buff=0.15) for t, word in enumerate(words)))
        self.words.top = VGroup(*(self._word(word).next_to(self.cells[0, s], UP, buff=0.15) for s, word in enumerate(words)))
        self.words.add(self.words.left, self.words.top)
        self.closed = VGroup(*(self._closed(t, s) for t in range(n) for s in range(t + 1, n)))
        self.add(*self.cells.values(), self.words)

    def write(self, t: int, s: int, number: Number, size: float = 28, decimals: int = 4) -> Num:
        shown = min(show(number), show(number, decimals=decimals), key=lambda text: len(text.text))
        if number.value and not float(shown.text.replace(notation.MINUS, "-")):  # next to nothing is not nothing
            shown = show(number, 1)
        self.nums[t, s] = Num(shown, size).move_to(self.cells[t, s])
        return self.nums[t, s]

    def bar(self, t: int, s: int, share: Number) -> Line:
        cell = self.cells[t, s]
        start = cell.get_corner(DOWN + LEFT) + 0.1 * UP + 0.08 * RIGHT
        length = max(0.01, (self.wide - 0.26) * share.value)
        self.bars[t, s] = Line(start, start + length * RIGHT, stroke_width=8, color=theme().forward)
        return self.bars[t, s]

    def filled(self, A: Numbers) -> list[Mobject]:
        """All of it, with the shares (T, T) in its open cells; not yet shown."""
        shares = self.shares(A)
        return [*self.cells.values(), self.words, *self.closed, *shares, self.called("A", theme().forward)]

    def shares(self, A: Numbers) -> list[Mobject]:
        """The numbers and then the bars of all open cells; not yet shown."""
        numbers = [self.write(t, s, A[t][s]) for t in range(len(A)) for s in range(t + 1)]
        return [*numbers, *(self.bar(t, s, A[t][s]) for t in range(len(A)) for s in range(t + 1))]

    @property
    def standing(self) -> list[Mobject | None]:
        return [*self.cells.values(), self.words, *self.closed, *self.nums.values(), *self.bars.values(), self.corner]

    def grow(self, t: int, s: int, share: Number) -> list[Animation]:
        """The share of a cell: its number and its bar."""
        return [FadeIn(self.write(t, s, share)), GrowFromEdge(self.bar(t, s, share), LEFT)]

    def felt(self, t: int, back: Numbers, size: float = 26) -> list[Num]:
        """What comes back to the shares of a row, under the shares (in low cells beside them), not yet shown; `lift` makes room."""
        return [Num(show(back[s], 3), size).move_to(self.cells[t, s]).shift(-self._aside()) for s in range(t + 1)]

    def lift(self, t: int) -> list[Animation]:
        return [self.nums[t, s].animate.shift(self._aside()) for s in range(t + 1)]

    def _aside(self) -> np.ndarray:
        """How far a share makes room for what comes back to it."""
        return 0.2 * self.high * UP if self.high > LOW else 0.24 * self.wide * LEFT

    def called(self, typst: str, color: str) -> Formula:
        self.corner = Formula("{s}", size=SMALL + 4, hues={"s": color}, s=typst)
        return self.corner.move_to([self.words.left.get_x(), self.words.top.get_y(), 0])

    def row(self, t: int) -> list[Rectangle]:
        return [cell for (i, s), cell in self.cells.items() if i == t and s <= t]

    def column(self, s: int) -> list[Rectangle]:
        return [cell for (t, i), cell in self.cells.items() if i == s and s <= t]

    def _cell(self, t: int, s: int) -> Rectangle:
        at = [self.left + (s + 0.5) * self.wide, self.top - (t + 0.5) * self.high, 0]
        cell = Rectangle(width=self.wide - 0.1, height=self.high - 0.1, stroke_color=theme().line, stroke_width=2)
        return cell.set_fill(theme().panel, opacity=1).move_to(at)

    def _word(self, word: str) -> Label:
        return Label(word, size=SMALL, color=theme().ink)

    def _closed(self, t: int, s: int) -> VGroup:
        """Two strokes across a hidden cell."""
        cell = self.cells[t, s]
        w, h = 0.3 * cell.width, 0.3 * cell.height
        strokes = (Line([-w, -h, 0], [w, h, 0]), Line([-w, h, 0], [w, -h, 0]))
        return VGroup(*(stroke.set_stroke(theme().line, width=3) for stroke in strokes)).move_to(cell)
