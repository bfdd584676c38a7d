"""A Transformer of a real size: a line for each layer, cut into its heads, and what all of it counts."""

from __future__ import annotations

from manim import DOWN, LEFT, Animation, LaggedStart, Line, Rectangle, ShowPassingFlash, VGroup

from engine.reading import Number, Reading
from scenes.films.attention import facts
from scenes.kit.place.shots import fit, growth
from scenes.kit.place.stage import Region
from scenes.kit.theme import theme
from scenes.kit.type.formula import BODY, LARGE, Label
from scenes.kit.type.number import Num
from scenes.shown import show

GRIDS = ((1, 4), (4, 1), (2, 2))  # rows and columns of what is counted


class LargeModel(VGroup):
    """layers[k] from the bottom up, cut by `heads`; one: the head of this film, as large as it is there."""

    def __init__(self, t: Reading, room: Region) -> None:
        super().__init__()
        large = facts.large(t)
        n, m = int(large.layers.value), int(large.heads.value)
        width, height = room.width, room.height
        left, foot = room.x - width / 2, room.y - height / 2
        self.layers = VGroup(
            *(
                Line([left, foot + (k + 0.5) * height / n, 0], [left + width, foot + (k + 0.5) * height / n, 0], stroke_width=3.5)
                for k in range(n)
            )
        ).set_stroke(theme().forward, opacity=0.75)
        xs = [left + k * width / m for k in range(1, m)]
        self.heads = VGroup(*(Line([x, foot, 0], [x, foot + height, 0], stroke_width=1.5, color=theme().line) for x in xs))
        side = max(width / m, height / n)
        at = [left + (m // 2 + 0.5) * width / m, foot + (n // 2 + 0.5) * height / n, 0]
        self.one = Rectangle(width=3 * side, height=3 * side, stroke_width=5, color=theme().light).move_to(at)
        self.add(self.layers, self.heads, self.one)

    def blame(self) -> Animation:
        """A light runs down from layer to layer, and stays with each for a moment."""
        lines = self.layers[::-1]
        flashes = (ShowPassingFlash(line.copy().set_stroke(theme().backward, width=9, opacity=1), time_width=1.2) for line in lines)
        return LaggedStart(*flashes, lag_ratio=0.08)


class Counts(VGroup):
    """rows[k]: a number and what it counts; the last one is what they come to."""

    def __init__(self, t: Reading, room: Region) -> None:
        super().__init__()
        large = facts.large(t)
        told = (
            (large.layers, "layers"),
            (large.heads, "heads a layer"),
            (large.width, "numbers a row"),
            (large.billions, "billion weights in them"),
        )
        self.rows = VGroup(*(_row(number, words) for number, words in told))
        self.add(self.rows)
        down, across = max(GRIDS, key=lambda grid: growth(self._laid(*grid), room))
        fit(self._laid(down, across), room)

    def _laid(self, down: int, across: int) -> Counts:
        """In so many rows and columns."""
        self.rows.arrange_in_grid(down, across, buff=(0.9, 0.45), cell_alignment=LEFT)
        return self


def _row(number: Number, words: str) -> VGroup:
    return VGroup(Num(show(number, decimals=0), LARGE, theme().ink), Label(words, size=BODY)).arrange(DOWN, buff=0.12, aligned_edge=LEFT)
