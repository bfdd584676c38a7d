"""The grids of the film, each in its room: the picture, the filter and its gradient, the outputs and their deltas. Not yet shown."""

from __future__ import annotations

from manim import DOWN, RIGHT, UP, VGroup

from engine.reading import Numbers, Reading
from scenes.films.convolution import facts
from scenes.films.convolution.pixel_grid import PixelGrid, cells
from scenes.films.convolution.rooms import rooms
from scenes.kit.place.stage import Region, Stage
from scenes.kit.type.formula import Label


def picture(t: Reading, stage: Stage) -> PixelGrid:
    """The picture, its pixels lit."""
    room, shape = rooms(stage), (facts.SIDE, facts.SIDE)
    return _into(room.picture, PixelGrid(shape, cells(t.x[0]), room.pixel, lit=True).named(Label("picture $x$")).filled())


def kernel(t: Reading, stage: Stage) -> PixelGrid:
    """The filter's weights."""
    return _nine(stage, t.W[1][0][0], "filter $W$").filled()


def gradient(t: Reading, stage: Stage) -> PixelGrid:
    """The slopes of the filter's weights, empty."""
    return _nine(stage, t.dL_dW[1][0][0], "gradient of the filter")


def outputs(t: Reading, stage: Stage) -> PixelGrid:
    """The map of outputs, empty; each is lit when it is written."""
    room = rooms(stage)
    grid = PixelGrid(facts.shape(t), cells(t.a[1][0]), room.output, lit=True, later=True)
    return _into(room.outputs, grid.named(Label("outputs $a$")))


def deltas(t: Reading, stage: Stage) -> PixelGrid:
    """The map of their deltas, empty."""
    room = rooms(stage)
    return _into(room.outputs, PixelGrid(facts.shape(t), cells(t.delta[1][0]), room.output).named(Label("deltas $delta$")))


def before_and_after(t: Reading, stage: Stage) -> tuple[PixelGrid, PixelGrid]:
    """The filter when it begins and when it has learned, side by side."""
    began, learned = t.W[1][0][0], t.of(step=-1).W_new[1][0][0]
    old, new = (PixelGrid((3, 3), cells(numbers), (1.0, 0.9), 28) for numbers in (began, learned))
    pair = (old.named(Label("at the start")).filled(), new.named(Label("after learning")).filled())
    stage.arena.hold(VGroup(*pair).arrange(RIGHT, buff=1.2, aligned_edge=DOWN))
    return pair


def _nine(stage: Stage, numbers: Numbers, name: str) -> PixelGrid:
    """A grid of nine in the room of the filter."""
    return _into(rooms(stage).filter, PixelGrid((3, 3), cells(numbers), rooms(stage).weight).named(Label(name)))


def _into(room: Region, grid: PixelGrid) -> PixelGrid:
    return room.hold(grid, UP if room.height > room.width else None)
