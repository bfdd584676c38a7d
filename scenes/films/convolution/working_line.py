"""The working of a filter under its pictures: products and their sum, a position's share, a pixel's blame."""

from __future__ import annotations

from itertools import chain

import numpy as np
from manim import DOWN, LEFT, RIGHT, VGroup

from engine.reading import Reading
from scenes.films.convolution import facts, followed, formulas
from scenes.films.convolution.grids import room
from scenes.films.convolution.pixel_grid import Cells, PixelGrid, cells
from scenes.films.convolution.rooms import Rooms
from scenes.kit.place.stage import Stage
from scenes.kit.type.formula import BODY, SMALL, Formula, Label, small
from scenes.kit.type.number import Num
from scenes.shown import show

LEAST, HEIGHT, TALL_HEIGHT = 0.62, 0.5, 0.45  # width of a cell, its height, and where a line takes two rows
SIZE, TALL_SIZE, ROOM = 22, 26, 0.92  # of digits; of a cell's width that they may take
TALL = 3.0  # of a board, from which two rows have room


class WorkingLine(VGroup):
    """Grids of the filter's size side by side, the first perhaps a number, with signs between, and lines of maths after them.

    It stands in its room.

    things[k]   grids (or a Num), of which the last have `names`      signs[k]   between things k and k + 1      after   Formulas
    """

    def __init__(self, here: Rooms, things: list[PixelGrid | Num], signs: list[str], after: list[Formula], names: list[str]) -> None:
        super().__init__()
        room, aside, tall = here.board, here.aside if after else None, here.board.height > TALL
        self.things, self.signs, self.after = things, [Formula(sign) for sign in signs], after
        self.grids = [thing for thing in things if isinstance(thing, PixelGrid)]
        for grid, name in zip(self.grids, names, strict=True):
            grid.named(Label(name, size=max(24, small() - 4)))
        row = [things[0], *chain(*zip(self.signs, things[1:], strict=True))]
        lines = VGroup(*after).arrange(DOWN, buff=0.25, aligned_edge=LEFT)
        self.line = VGroup(*row)
        if aside is not None:
            self.line.arrange(RIGHT, buff=0.2)
            aside.hold(lines)
        elif tall and len(row) > 3:  # what comes out stands under what goes in
            upper, lower = (VGroup(*part).arrange(RIGHT, buff=0.2) for part in (row[:-2], row[-2:]))
            self.line = VGroup(upper, VGroup(lower, lines).arrange(RIGHT, buff=0.4)).arrange(DOWN, buff=0.2)
        elif tall and after:
            self.line = VGroup(self.line.arrange(RIGHT, buff=0.2), lines).arrange(DOWN, buff=0.25)
        else:
            self.line = VGroup(self.line.arrange(RIGHT, buff=0.2), lines).arrange(RIGHT, buff=0.6 if len(lines) else 0)
        room.hold(self.line)
        self.add(*things, *self.signs, *after)

    def each_filled(self) -> WorkingLine:
        """With the numbers of all its grids."""
        for grid in self.grids:
            grid.filled()
        return self


def forward(t: Reading, stage: Stage) -> WorkingLine:
    """The filter, the pixels under it, their products, of a large filter these alone; then z and a of the position followed."""
    (f, k), (r, c), here = followed.slices(t), followed.position(t), room(t, stage)
    after = [Formula(line, _size(t, here)) for line in (formulas.window_sum(t, stage.is_narrow), formulas.output(t))]
    products = _grid(t, cells(t.products[1][f][r][c][k]))
    if not facts.is_roomy(t):
        return WorkingLine(here, [products], [], after, ["weights $dot.o$ pixels"])
    grids = [_grid(t, cells(followed.kernel(t))), _grid(t, cells(followed.picture(t), r, c), facts.brightest(t)), products]
    return WorkingLine(here, grids, ["dot.o", "="], after, ["weights", "pixels", "products"])


def share(t: Reading, stage: Stage, m: int) -> WorkingLine:
    """delta of position m, times the pixels that it saw, is its share; of a large filter without the pixels."""
    (r, c), here = divmod(m, followed.shape(t)[1]), room(t, stage)
    delta, found = Num(followed.deltas(t)[r][c], 30), _grid(t, cells(followed.share(t, m)))
    if not facts.is_roomy(t):
        return WorkingLine(here, [delta, found], ['dot.c "window" ='], [], ["share"])
    return WorkingLine(
        here, [delta, _grid(t, cells(followed.picture(t), r, c), facts.brightest(t)), found], ["dot.c", "="], [], ["pixels", "share"]
    )


def back(t: Reading, stage: Stage) -> WorkingLine:
    """The turned filter, the deltas of the windows that see the pixel, their products, of a large filter these alone; then its blame."""
    (f, k), (r, c), (rows, columns), here = followed.slices(t), followed.pixel(t), followed.side(t), room(t, stage)
    products = _grid(t, cells(t.numbers("studies.filter.back", "dL_da_in")))
    most = 9 if not stage.is_narrow else 4 if here.board.height > TALL else 2  # filters in a line
    after = [Formula(formulas.pixel_blame(t, most), _size(t, here))]
    if not facts.is_roomy(t):
        return WorkingLine(here, [products], [], after, ["weights $dot.o$ deltas"])
    deltas = cells(followed.deltas(t), r - rows + 1, c - columns + 1)
    grids = [_grid(t, cells(t.W_flipped[1][k][f])), _grid(t, deltas), products]
    return WorkingLine(here, grids, ["dot.o", "="], after, ["weights met", "deltas", "products"])


def _size(t: Reading, here: Rooms) -> float:
    """Of lines of maths: smaller where they stand under a large grid."""
    return 28 if here.board.height > TALL and not facts.is_roomy(t) else BODY


def _grid(t: Reading, numbers: Cells, lit: float = 0.0) -> PixelGrid:
    """A grid of the filter's size whose cells are as wide as its numbers want."""
    shape, tall = followed.side(t), small() != SMALL
    size, room = (TALL_SIZE, TALL_HEIGHT) if tall else (SIZE, HEIGHT)
    high = room if facts.is_roomy(t) else min(room, (1.75 if tall else 1.45) / shape[0])
    widest = max(Num(show(numbers(*at), 2), size).width for at in np.ndindex(shape))
    return PixelGrid(shape, numbers, (max(LEAST, widest / ROOM), high), size=size, lit=lit)
