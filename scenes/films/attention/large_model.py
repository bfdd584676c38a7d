"""A Transformer of a real size: a line for each layer, one of them drawn large and cut into its heads, and what all of it counts."""

from __future__ import annotations

from manim import DOWN, LEFT, RIGHT, Animation, FadeOut, LaggedStart, Line, Rectangle, VGroup, there_and_back

from engine.reading import Number, Reading
from scenes.films.attention import facts
from scenes.kit.place.shots import fit, growth
from scenes.kit.place.stage import Region
from scenes.kit.theme import theme
from scenes.kit.type.formula import BODY, LARGE, Label
from scenes.kit.type.number import Num
from scenes.shown import show

LAYER, CUT = 0.05, 0.4  # of the height, the layer that is drawn large; of a head's width, how far it stands from the next
GRIDS = ((1, 4), (4, 1), (2, 2))  # rows and columns of what is counted


class LargeModel(VGroup):
    """layers[k] from the bottom up; heads: those of the layer in the middle, drawn large; one: the head of this film, one of them."""

    def __init__(self, t: Reading, room: Region) -> None:
        super().__init__()
        large = facts.large(t)
        n, m, width, height = int(large.layers.value), int(large.heads.value), room.width, room.height
        left, foot = room.x - width / 2, room.y - height / 2
        ys = [foot + (k + 0.5) * height / n for k in range(n)]
        self.layers = VGroup(*(Line([left, y, 0], [left + width, y, 0], stroke_width=2.5) for y in ys))
        self.layers.set_stroke(theme().forward, opacity=0.75)
        tall, wide = LAYER * height, width / m
        self.heads = VGroup(Rectangle(width=width, height=2 * tall, stroke_width=0).set_fill(theme().panel, opacity=1).move_to(room.center))
        cells = VGroup(*(Rectangle(width=(1 - CUT) * wide, height=tall, stroke_width=0) for _ in range(m)))
        self.heads.add(cells.set_fill(theme().forward, opacity=1).arrange(RIGHT, buff=CUT * wide).move_to(room.center))
        self.one = Rectangle(width=3 * wide, height=1.6 * tall, stroke_width=5, color=theme().light).move_to(cells[m // 2]).set_z_index(1)
        self.add(self.layers, self.heads, self.one)

    def blame(self) -> Animation:
        """A light runs down from layer to layer, and stays with each for a moment."""
        lights = (line.copy().set_stroke(theme().backward, width=9, opacity=1) for line in self.layers[::-1])
        return LaggedStart(*(FadeOut(light, rate_func=lambda alpha: 1 - there_and_back(alpha)) for light in lights), lag_ratio=0.08)


class Counts(VGroup):
    """rows[k]: a number and what it counts; the last one is what they come to."""

    def __init__(self, t: Reading, room: Region) -> None:
        super().__init__()
        large = facts.large(t)
        told = (
            (large.layers, "layers"),
            (large.heads, "heads a layer"),
            (large.width, "numbers a row"),
            (large.billions, "billion weights in all"),
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
