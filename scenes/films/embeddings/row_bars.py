"""Rows of any length as bars, up where a number is above zero and down where it is below: users on the left, items on the right."""

from __future__ import annotations

import numpy as np
from manim import LEFT, Line, VGroup, VMobject

from scenes.films.embeddings.row_picture import RowPicture
from scenes.kit.place.stage import Region
from scenes.kit.theme import theme
from scenes.kit.type.formula import Formula, small

LETTER, GAP = 0.6, 0.4  # room for a row's letter, and between the two tables
FULL, WIDE = 0.46, 0.62  # of a row's height the highest bar, of its place the width of one


class RowBars(RowPicture):
    """Two tables (n, d), (m, d); the highest bar is the largest number of `reach` (k, d). A row is its bars, its floor, a letter."""

    leaves = 1

    def __init__(self, region: Region, U: np.ndarray, V: np.ndarray, reach: np.ndarray) -> None:
        super().__init__()
        half, self.high = (region.width - GAP) / 2, region.height / max(len(U), len(V))
        self.unit, self.pitch = FULL * self.high / float(np.abs(reach).max()), (half - LETTER) / U.shape[1]
        left, top = region.x - region.width / 2, region.y + region.height / 2
        self.axes = VGroup(Line([region.x, top, 0], [region.x, top - region.height, 0], color=theme().line, stroke_width=2))
        self.users = [self._row(f"u_{i + 1}", left, top - (i + 0.5) * self.high, U.shape[1], theme().ink) for i in range(len(U))]
        right = left + half + GAP
        self.items = [self._row(f"v_{j + 1}", right, top - (j + 0.5) * self.high, V.shape[1], theme().soft) for j in range(len(V))]
        self.stand(U, V)
        self.add(self.axes, *self.users, *self.items)

    def _row(self, letter: str, left: float, y: float, columns: int, hue: str) -> VGroup:
        start = left + LETTER
        floor = Line([start, y, 0], [start + columns * self.pitch, y, 0], color=theme().line, stroke_width=2)
        bars = VGroup(*(VMobject(stroke_width=0, fill_color=hue, fill_opacity=1) for _ in range(columns)))
        name = Formula("{s}", size=small(), s=letter, hues={"s": hue})
        return VGroup(bars, floor, name.next_to(floor, LEFT, buff=0.12))

    def stand(self, U: np.ndarray, V: np.ndarray) -> RowBars:
        for drawn, row in zip((*self.users, *self.items), (*U, *V), strict=True):
            bars, floor, _ = drawn
            x, y = floor.get_start()[:2]
            for k, (bar, number) in enumerate(zip(bars, row, strict=True)):
                middle, half, top = x + (k + 0.5) * self.pitch, WIDE * self.pitch / 2, y + self.unit * float(number)
                corners = [[middle - half, y, 0], [middle + half, y, 0], [middle + half, top, 0], [middle - half, top, 0]]
                bar.set_points_as_corners([*corners, corners[0]])
        return self
