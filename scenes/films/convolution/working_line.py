"""The working of a filter on a board: products and their sum, a position's share, a pixel's blame."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

import numpy as np
from manim import DOWN, LEFT, RIGHT, VGroup

from engine.reading import Reading
from scenes.films.convolution import facts, followed, formulas, moves
from scenes.films.convolution.pixel_grid import Cells, PixelGrid, cells
from scenes.kit.place.shots import fit, growth
from scenes.kit.place.stage import Region
from scenes.kit.type.formula import Formula, Label
from scenes.kit.type.number import Num
from scenes.shown import show

SIZE, HEIGHT, ROOM = 34.0, 0.4, 0.85  # of digits; height of a cell; of its width, what digits may take
LEAST = 0.5  # width of a cell
NEARER = 0.06  # than elsewhere, a name to its grid
NAMES, LONE = 26.0, 32.0  # size of what stands over grids side by side, and over one alone, which is often a large one


class WorkingLine(VGroup):
    """Grids of the filter's size side by side, the first perhaps a number, with signs between, and lines of maths after them.

    It fills its room, in one row or in two.

    things[k]   grids (or a Num), of which the last have `names`      signs[k]   between things k and k + 1      after   Formulas
    """

    def __init__(self, room: Region, things: list[PixelGrid | Num], signs: list[str], after: list[Formula], names: list[str]) -> None:
        super().__init__()
        self.things, self.signs, self.after = things, [Formula(sign) for sign in signs], after
        self.grids = [thing for thing in things if isinstance(thing, PixelGrid)]
        for grid, name in zip(self.grids, names, strict=True):
            grid.named(Label(name, size=NAMES if len(names) > 1 else LONE))
            grid.name.shift(NEARER * DOWN)
        row = [things[0], *chain(*zip(self.signs, things[1:], strict=True))]
        self.add(*things, *self.signs, *after)
        best = max(range(4), key=lambda k: growth(_arranged(k, row, after), room))
        fit(_arranged(best, row, after), room)

    def each_filled(self) -> WorkingLine:
        """With the numbers of all its grids."""
        for grid in self.grids:
            grid.filled()
        return self


def _arranged(way: int, row: Sequence[VGroup], after: Sequence[Formula]) -> VGroup:
    """In one row; the lines below; what comes out below what goes in; or the lines below, side by side."""
    lines = VGroup(*after).arrange(DOWN, buff=0.25, aligned_edge=LEFT)
    if way == 2 and len(row) > 3:
        upper, lower = (VGroup(*part).arrange(RIGHT, buff=0.2) for part in (row[:-2], row[-2:]))
        return VGroup(upper, VGroup(lower, *([lines] if after else [])).arrange(RIGHT, buff=0.4)).arrange(DOWN, buff=0.2)
    whole = VGroup(*row).arrange(RIGHT, buff=0.16)
    if not after:
        return whole
    if way == 3:
        return VGroup(whole, lines.arrange(RIGHT, buff=0.35)).arrange(DOWN, buff=0.12)
    return VGroup(whole, lines).arrange(RIGHT, buff=0.45) if way == 0 else VGroup(whole, lines).arrange(DOWN, buff=0.25)


def forward(t: Reading, room: Region) -> WorkingLine:
    """The filter, the pixels under it, their products, of a large filter these alone; then z and a of the position followed."""
    (f, k), (r, c) = followed.slices(t), followed.position(t)
    after = [Formula(line) for line in (formulas.window_sum(t, room.width < 2 * room.height), formulas.output(t))]
    products = _grid(t, cells(t.products[1][f][r][c][k]))
    if not facts.is_roomy(t):
        return WorkingLine(room, [products], [], after, ["weights $dot.o$ pixels"])
    under = cells(followed.picture(t), *followed.corner(t, r, c))
    grids = [_grid(t, cells(followed.kernel(t))), _grid(t, under, facts.brightest(t)), products]
    return WorkingLine(room, grids, ["dot.o", "="], after, ["weights", "pixels", "products"])


def share(t: Reading, room: Region, m: int, digits: int = 2) -> WorkingLine:
    """delta of position m, times the pixels that it saw, is its share; of a large filter without the pixels."""
    r, c = divmod(m, followed.shape(t)[1])
    delta = Num(show(followed.deltas(t)[r][c], digits), SIZE)
    found = _grid(t, cells(followed.share(t, m)), digits=digits)
    if not facts.is_roomy(t):
        return WorkingLine(room, [delta, found], ['dot.c "window" ='], [], ["share"])
    seen = _grid(t, cells(followed.picture(t), *followed.corner(t, r, c)), facts.brightest(t))
    return WorkingLine(room, [delta, seen, found], ["dot.c", "="], [], ["pixels", "share"])


def back(t: Reading, room: Region) -> WorkingLine:
    """The turned filter, the deltas of the windows that see the pixel, their products, then its blame; the products alone of a large
    filter, and where both factors can be seen above.
    """
    (f, k), (r, c) = followed.slices(t), followed.pixel(t)
    products = cells(t.numbers("studies.filter.back", "dL_da_in"))
    after = [Formula(formulas.pixel_blame(t, 2))]
    if not facts.is_roomy(t) or moves.is_whole(t):
        return WorkingLine(room, [_grid(t, products)], [], after, ["turned filter $dot.o$ deltas"])
    grids = [_grid(t, cells(t.W_flipped[1][k][f])), _grid(t, cells(followed.spread(t), r, c)), _grid(t, products)]
    return WorkingLine(room, grids, ["dot.o", "="], after, ["turned", "deltas", "products"])


def _grid(t: Reading, numbers: Cells, lit: float = 0.0, digits: int = 2) -> PixelGrid:
    """A grid of the filter's size whose cells are as wide as its numbers want."""
    shape = followed.side(t)
    widest = max(Num(show(numbers(*at), digits), SIZE).width for at in np.ndindex(shape))
    return PixelGrid(shape, numbers, (max(LEAST, widest / ROOM), HEIGHT), size=2 * SIZE, lit=lit, digits=digits)
