"""Rows of two numbers as arrows from one point, users with round tips, items with square ones."""

from __future__ import annotations

import numpy as np
from manim import Dot, Line, Square, VGroup

from scenes.films.embeddings.row_picture import RowPicture
from scenes.kit.place.stage import Region
from scenes.kit.theme import theme
from scenes.kit.type.formula import BODY, Formula

BEYOND = 0.36  # of a row's name past its tip
CLEAR, PUSHES = 0.46, 24  # what a name keeps to other names; how often they give way to each other


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
        rows = np.array([*U, *V])
        ways = rows / np.maximum(np.hypot(*rows.T), 1e-9)[:, None]
        ends = self._scale * rows
        for arrow, end, way, name in zip((*self.users, *self.items), ends, ways, _apart(ends, ends + BEYOND * ways), strict=True):
            line, tip, letter = arrow
            line.put_start_and_end_on(self._zero + _in_frame(1e-3 * way), self._zero + _in_frame(end + 2e-3 * way))
            tip.move_to(self._zero + _in_frame(end))
            letter.move_to(self._zero + _in_frame(name))
        return self


def _in_frame(point: np.ndarray) -> np.ndarray:
    return np.array([point[0], point[1], 0.0])


def _apart(ends: np.ndarray, names: np.ndarray) -> np.ndarray:
    """Names (n, 2) that give way, a little at a time, to each other and to the tips that are not theirs; they never jump as rows move."""
    n = len(names)
    for _ in range(PUSHES):
        stood = np.concatenate([names, ends])
        gap = names[:, None] - stood[None]
        far = np.hypot(gap[..., 0], gap[..., 1])
        short = np.clip(np.where(np.arange(2 * n) < n, CLEAR, CLEAR - 0.06) - far, 0.0, None)
        short[np.arange(n), np.arange(n)] = short[np.arange(n), n + np.arange(n)] = 0.0
        names = names + 0.25 * (gap / np.maximum(far, 1e-3)[..., None] * short[..., None]).sum(axis=1)
    return names


def _arrow(letter: str, tip: Dot | Square, hue: str) -> VGroup:
    return VGroup(Line(color=hue, stroke_width=5), tip, Formula("{s}", size=BODY, s=letter, hues={"s": hue}))
