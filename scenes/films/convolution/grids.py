"""The grids of the film, each in its room: the picture, the filter and its gradient, the outputs and their deltas. Not yet shown."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from manim import DOWN, RIGHT, UP, VGroup

from engine.reading import Number, Numbers, Reading
from scenes.films.convolution import facts, followed
from scenes.films.convolution.pixel_grid import PixelGrid, cells
from scenes.films.convolution.rooms import Rooms, rooms
from scenes.kit.place.shots import room_of
from scenes.kit.place.stage import Region, Stage
from scenes.kit.type.formula import LARGE, Label


def room(t: Reading, stage: Stage) -> Rooms:
    """The rooms of this picture, this filter and these outputs."""
    return rooms(stage, followed.sizes(t))


def picture(t: Reading, stage: Stage) -> PixelGrid:
    """The picture, its pixels lit."""
    here, numbers = room(t, stage), followed.picture(t)
    grid = PixelGrid(followed.sizes(t).picture, cells(numbers), here.pixel, lit=facts.brightest(t))
    return _into(here.picture, grid.named(Label("picture $x$")).filled())


def kernel(t: Reading, stage: Stage) -> PixelGrid:
    """The filter's weights."""
    return _of_weights(t, stage, followed.kernel(t), "filter $W$").filled()


def gradient(t: Reading, stage: Stage) -> PixelGrid:
    """The slopes of the filter's weights, empty."""
    sums = [followed.running(t, m) for m in range(int(facts.positions(t).value))]
    return _of_weights(t, stage, followed.gradient(t), "gradient of the filter", [one for m in sums for row in m for one in row])


def outputs(t: Reading, stage: Stage) -> PixelGrid:
    """The map of outputs, empty; each is lit when it is written."""
    here, said = room(t, stage), followed.outputs(t)
    full = max(1.0, float(np.abs(said.array).max()))
    grid = PixelGrid(followed.shape(t), cells(said), here.output, lit=full, later=True)
    return _into(here.outputs, grid.named(Label("outputs $a$")))


def deltas(t: Reading, stage: Stage) -> PixelGrid:
    """The map of their deltas, empty."""
    here = room(t, stage)
    return _into(here.outputs, PixelGrid(followed.shape(t), cells(followed.deltas(t)), here.output).named(Label("deltas $delta$")))


def before_and_after(t: Reading, stage: Stage) -> tuple[PixelGrid, PixelGrid]:
    """The filter when it begins and when it has learned, side by side."""
    f, c = followed.slices(t)
    began, learned = followed.kernel(t), t.of(step=-1).W_new[1][f][c]
    (rows, columns), a, tall = followed.side(t), room_of(stage, "SOLO"), stage.height > stage.width
    across, down = (1, 2) if tall else (2, 1)
    cell = min(1.9, (a.width - 1.2) / across / columns), min(1.6, (a.height - 1.2 * down) / down / rows)
    old, new = (PixelGrid((rows, columns), cells(numbers), cell, LARGE) for numbers in (began, learned))
    pair = (old.named(Label("at the start")).filled(), new.named(Label("after learning")).filled())
    a.hold(VGroup(*pair).arrange(DOWN if tall else RIGHT, buff=0.6 if tall else 1.2))
    return pair


def _of_weights(t: Reading, stage: Stage, numbers: Numbers, name: str, also: Iterable[Number] = ()) -> PixelGrid:
    """A grid of the filter's size in its room."""
    here = room(t, stage)
    return _into(here.filter, PixelGrid(followed.side(t), cells(numbers), here.weight, also=also).named(Label(name)))


def _into(room: Region, grid: PixelGrid) -> PixelGrid:
    return room.hold(grid, UP if room.height > room.width else None)
