"""A matrix turned over its diagonal: every cell travels to its mirrored place."""

from __future__ import annotations

from itertools import groupby

import numpy as np
from manim import Animation, AnimationGroup, DashedLine, FadeIn, FadeOut, LaggedStart, Transform

from scenes.kit.maths.matrix import MatrixView
from scenes.kit.theme import theme
from scenes.kit.type.number import Num

ARC = 2.4  # of a cell on its way: wide enough for two that swap to pass each other


def diagonal(view: MatrixView) -> DashedLine:
    """The line from the upper left over which the matrix turns, drawn past its first and last cell on the diagonal."""
    a = view.cells[view.drawn_rows[0], view.drawn_columns[0]].get_center()
    k = min(len(view.drawn_rows), len(view.drawn_columns)) - 1
    b = view.cells[view.drawn_rows[k], view.drawn_columns[k]].get_center()
    way = b - a if k else np.array([1.0, -0.6, 0.0])
    over = way / np.linalg.norm(way) * 0.55
    return DashedLine(a - over, b + over, color=theme().light, stroke_width=2).set_z_index(4)


def flip(view: MatrixView, flipped: MatrixView) -> Animation:
    """The cells of `view` travel to where `flipped`, its transpose, holds them; swap the two when it is over.

    Cells that mirror through one point of the diagonal go together, one such set after another, so that they do not bunch.
    """
    slots = sorted(view.cells, key=lambda ij: (sum(ij), ij))
    sets = [list(group) for _, group in groupby(slots, key=sum)]
    turns = [AnimationGroup(*(_turn(view.cells[i, j], flipped.cells[j, i]) for i, j in group)) for group in sets]
    brackets = Transform(view.brackets, flipped.brackets.copy())
    dots = [FadeOut(view.dots), FadeIn(flipped.dots)] if len(view.dots) else []
    return AnimationGroup(LaggedStart(*turns, lag_ratio=0.35), brackets, *dots)


def _turn(cell: Num, place: Num) -> Animation:
    return cell.animate(path_arc=ARC).move_to(place).build()
