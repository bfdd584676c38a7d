"""The grids of the film: the picture, the filter and its gradient, the outputs and their deltas. Not yet shown.

Each is made for the narrowest cells that it gets, so that its digits stay the same wherever it goes.
"""

from __future__ import annotations

import numpy as np
from manim import DOWN, RIGHT, VGroup

from engine.reading import Reading
from scenes.films.convolution import facts, followed
from scenes.films.convolution.pixel_grid import PixelGrid, cells
from scenes.films.convolution.rooms import Cell, places
from scenes.kit.place.shots import fit, room_of
from scenes.kit.place.stage import Stage
from scenes.kit.type.formula import Label

NAMES = 34.0  # size of what stands over a grid


def narrowest(t: Reading, stage: Stage, name: str) -> Cell:
    """The narrowest cells that a grid gets."""
    found = [places(room_of(stage, shot), followed.sizes(t)) for shot in ("SOLO", "TABLES", "TITLED")]
    cells: list[Cell] = [getattr(one, name).cell for one in found]
    return min(cells)


def digits(stage: Stage) -> int:
    """With how many digits deltas and their shares are written: a square frame is too narrow for two."""
    return 1 if stage.shape == "1:1" else 2


def picture(t: Reading, stage: Stage) -> PixelGrid:
    """The picture, its pixels lit."""
    cell, rim = narrowest(t, stage, "picture"), followed.padding(t)
    grid = PixelGrid(followed.sizes(t).picture, cells(followed.picture(t)), cell, lit=facts.brightest(t), rim=rim)
    return grid.named(Label("picture $x$", NAMES)).filled()


def kernel(t: Reading, stage: Stage) -> PixelGrid:
    """The filter's weights."""
    grid = PixelGrid(followed.side(t), cells(followed.kernel(t)), narrowest(t, stage, "filter"), is_square=True)
    return grid.named(Label("filter $W$", NAMES)).filled()


def met(t: Reading, stage: Stage, is_whole: bool) -> PixelGrid:
    """The weights that come to lie on the pixel, each where its window stood: the filter turned; empty."""
    f, c = followed.slices(t)
    grid = PixelGrid(followed.side(t), cells(t.W_flipped[1][c][f]), narrowest(t, stage, "outputs"), is_square=True)
    return grid.named(Label("weights met" if is_whole else "turned", NAMES))


def gradient(t: Reading, stage: Stage) -> PixelGrid:
    """The slopes of the filter's weights, empty."""
    sums = [followed.running(t, m) for m in range(int(facts.positions(t).value))]
    also = [one for m in sums for row in m for one in row]
    grid = PixelGrid(followed.side(t), cells(followed.gradient(t)), narrowest(t, stage, "filter"), also=also)
    return grid.named(Label("gradient of $W$", NAMES))


def outputs(t: Reading, stage: Stage) -> PixelGrid:
    """The map of outputs, empty; each is lit when it is written."""
    said = followed.outputs(t)
    full = max(1.0, float(np.abs(said.array).max()))
    grid = PixelGrid(followed.shape(t), cells(said), narrowest(t, stage, "outputs"), lit=full, later=True)
    return grid.named(Label("outputs $a$", NAMES))


def deltas(t: Reading, stage: Stage) -> PixelGrid:
    """The map of their deltas, empty."""
    grid = PixelGrid(followed.shape(t), cells(followed.deltas(t)), narrowest(t, stage, "outputs"), digits=digits(stage))
    return grid.named(Label("deltas $delta$", NAMES))


def before_and_after(t: Reading, stage: Stage) -> tuple[PixelGrid, PixelGrid]:
    """The filter when it begins and when it has learned, side by side."""
    f, c = followed.slices(t)
    began, learned = followed.kernel(t), t.of(step=-1).W_new[1][f][c]
    (rows, columns), a, tall = followed.side(t), room_of(stage, "SOLO"), stage.height > stage.width
    across, down = (1, 2) if tall else (2, 1)
    cell: Cell = min(1.9, (a.width - 1.2) / across / columns), min(1.6, (a.height - 1.2 * down) / down / rows)
    old, new = (PixelGrid((rows, columns), cells(numbers), cell) for numbers in (began, learned))
    pair = (old.named(Label("at the start", NAMES)).filled(), new.named(Label("after learning", NAMES)).filled())
    fit(VGroup(*pair).arrange(DOWN if tall else RIGHT, buff=0.6 if tall else 1.2), a)
    return pair
