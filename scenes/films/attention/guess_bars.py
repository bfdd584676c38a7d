"""What one word guesses: a bar for every word that could come next, and what comes back to each."""

from __future__ import annotations

import numpy as np
from manim import LEFT, RIGHT, Rectangle, VGroup

from engine.reading import Numbers
from scenes.films.attention.facts import WORDS
from scenes.kit.place.stage import Region
from scenes.kit.theme import theme
from scenes.kit.type.formula import Label, small
from scenes.kit.type.number import Num
from scenes.shown import show


class GuessBars(VGroup):
    """What one word guesses: rows[k] = name, bar and number of the k-th word there is; `most` is what fills the region."""

    def __init__(self, guess: Numbers, region: Region, most: float) -> None:
        super().__init__()
        pitch, left = min(0.8, region.height / len(guess)), region.x - region.width / 2
        top, size, longest = region.y + pitch * (len(guess) - 1) / 2, small() + 2, max(region.width - 2.5, 1.0)
        self.rows = VGroup()
        for k, number in enumerate(guess):
            y = top - k * pitch
            name = Label(WORDS[k], size=size, color=theme().ink)
            name.move_to([left + name.width / 2, y, 0])
            width = max(0.02, longest * number.value / most)
            bar = Rectangle(width=width, height=0.4 * pitch, stroke_width=0, fill_color=theme().forward, fill_opacity=0.85)
            bar.move_to([left + 1.1, y, 0], aligned_edge=LEFT)
            num = Num(number, size).next_to(bar, RIGHT, buff=0.15)
            self.rows.add(VGroup(name, bar, num))
        self.add(self.rows)

    def blamed(self, back: Numbers) -> list[VGroup]:
        """For each word what comes back to it: a bar, to the left where it is negative, and its number."""
        zero, unit = self.rows[0][1].get_left()[0], max(row[1].width for row in self.rows) / np.ptp(back.array)
        rows, size = [], small() + 2
        axis = zero - unit * min(0.0, back.array.min())
        for row, number in zip(self.rows, back, strict=True):
            ends = sorted((axis, axis + unit * number.value))
            bar = Rectangle(width=ends[1] - ends[0], height=row[1].height, stroke_width=0, fill_color=theme().backward, fill_opacity=0.85)
            bar.move_to([ends[0], row[1].get_y(), 0], aligned_edge=LEFT)
            rows.append(VGroup(bar, Num(show(number, 3), size).next_to([max(axis, ends[1]), bar.get_y(), 0], RIGHT, buff=0.15)))
        return rows
