"""Rows of two numbers as arrows from one point, users with round tips, items with square ones."""

from __future__ import annotations

import numpy as np
from manim import Dot, Line, Square, VGroup

from scenes.films.embeddings.row_picture import RowPicture
from scenes.kit.place.stage import Region
from scenes.kit.theme import theme
from scenes.kit.type.formula import BODY, Formula


class RowPlane(RowPicture):
    """Two tables (n, 2), (m, 2) on a plane that reaches as far as the longest row of `reach` (k, 2); a row is a line, a tip, a letter."""

    def __init__(self, region: Region, U: np.ndarray, V: np.ndarray, reach: np.ndarray) -> None:
        super().__init__()
        high = float(np.abs(reach).max())
        self._scale = min(region.height / 2 - 0.5, region.width / 2 - 0.6) / high
        self._zero = region.center
        ends = [np.array(end) * high * self._scale * 1.02 for end in ([1.0, 0, 0], [0, 1.0, 0])]
        self.axes = VGroup(*(Line(self._zero - end, self._zero + end, color=theme().line, stroke_width=2) for end in ends))
        self.users = [_arrow(f"u_{i + 1}", Dot(radius=0.11, color=theme().ink), theme().ink) for i in range(len(U))]
        tip = Square(0.2, fill_opacity=1, stroke_width=0, fill_color=theme().soft)
        self.items = [_arrow(f"v_{j + 1}", tip.copy(), theme().soft) for j in range(len(V))]
        self.stand(U, V)
        self.add(self.axes, *self.users, *self.items)

    def at(self, row: np.ndarray) -> np.ndarray:
        return self._zero + self._scale * np.array([row[0], row[1], 0.0])

    def stand(self, U: np.ndarray, V: np.ndarray) -> RowPlane:
        for arrow, row in zip((*self.users, *self.items), (*U, *V), strict=True):
            line, tip, letter = arrow
            end, way = self.at(row), np.array([row[0], row[1], 0.0]) / max(float(np.hypot(*row)), 1e-9)
            line.put_start_and_end_on(self._zero + 1e-3 * way, end + 2e-3 * way)
            tip.move_to(end)
            letter.move_to(end + 0.36 * way)
        return self


def _arrow(letter: str, tip: Dot | Square, hue: str) -> VGroup:
    return VGroup(Line(color=hue, stroke_width=5), tip, Formula("{s}", size=BODY, s=letter, hues={"s": hue}))
