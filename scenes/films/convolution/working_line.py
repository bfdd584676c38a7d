"""The working of a filter under its pictures: nine products and their sum, a position's share, a pixel's blame."""

from __future__ import annotations

from itertools import chain

from manim import DOWN, LEFT, RIGHT, VGroup

from engine.reading import Reading
from scenes.films.convolution import facts, formulas
from scenes.films.convolution.pixel_grid import Cells, PixelGrid, cells
from scenes.kit.place.stage import Stage
from scenes.kit.type.formula import SMALL, Formula, Label, small
from scenes.kit.type.number import Num

SHORT, LONG, HEIGHT = 0.62, 0.88, 0.5  # a cell for one digit after the point, and for three; its height
TALL_HEIGHT = 0.45  # in a tall frame, where the line takes two rows


class WorkingLine(VGroup):
    """Grids of nine side by side, the first perhaps a number, with signs between, and lines of maths after them.

    things[k]   grids (or a Num), of which the last have `names`      signs[k]   between things k and k + 1      after   Formulas
    """

    def __init__(self, stage: Stage, things: list[PixelGrid | Num], signs: list[str], after: list[Formula], names: list[str]) -> None:
        super().__init__()
        self.things, self.signs, self.after = things, [Formula(sign) for sign in signs], after
        self.grids = [thing for thing in things if isinstance(thing, PixelGrid)]
        for grid, name in zip(self.grids, names, strict=True):
            grid.named(Label(name, size=max(24, small() - 4)))
        row = [things[0], *chain(*zip(self.signs, things[1:], strict=True))]
        lines = [VGroup(*after).arrange(DOWN, buff=0.25, aligned_edge=LEFT)] if after else []
        if stage.shape == "9:16":  # what comes out stands under what goes in
            upper, lower = (VGroup(*part).arrange(RIGHT, buff=0.2) for part in (row[:-2], row[-2:]))
            VGroup(upper, VGroup(lower, *lines).arrange(RIGHT, buff=0.4)).arrange(DOWN, buff=0.2)
        else:
            way, buff = (DOWN, 0.3) if stage.is_narrow else (RIGHT, 0.6)
            VGroup(VGroup(*row).arrange(RIGHT, buff=0.2), *lines).arrange(way, buff=buff)
        self.add(*things, *self.signs, *after)

    def each_filled(self) -> WorkingLine:
        """With the numbers of all its grids."""
        for grid in self.grids:
            grid.filled()
        return self


def forward(t: Reading, stage: Stage) -> WorkingLine:
    """The filter, the pixels under it, their products; then z and a of the position followed."""
    r, c = facts.position(t)
    grids = [_nine(cells(t.W[1][0][0])), _nine(cells(t.x[0], r, c), lit=True), _nine(cells(t.products[1][0][r][c][0]))]
    after = [Formula(formulas.window_sum(t)), Formula(formulas.output(t))]
    return WorkingLine(stage, grids, ["dot.o", "="], after, ["weights", "pixels", "products"])


def share(t: Reading, stage: Stage, m: int) -> WorkingLine:
    """delta of position m, times the pixels that it saw, is its share."""
    r, c = divmod(m, facts.shape(t)[1])
    things: list[PixelGrid | Num] = [
        Num(t.delta[1][0][r][c], 30),
        _nine(cells(t.x[0], r, c), lit=True),
        _nine(cells(t.shares[1][m][0][0]), LONG),
    ]
    return WorkingLine(stage, things, ["dot.c", "="], [], ["pixels", "share"])


def back(t: Reading, stage: Stage) -> WorkingLine:
    """The turned filter, the deltas of the windows that see the pixel, their products; then the pixel's blame."""
    r, c = facts.pixel(t)
    deltas, products = cells(t.delta[1][0], r - 2, c - 2), cells(t.numbers("studies.filter.back", "dL_da_in"))
    grids = [_nine(cells(t.W_flipped[1][0][0])), _nine(deltas, LONG), _nine(products, LONG)]
    return WorkingLine(stage, grids, ["dot.o", "="], [Formula(formulas.pixel_blame(t))], ["weights met", "deltas", "products"])


def _nine(numbers: Cells, width: float = SHORT, lit: bool = False) -> PixelGrid:
    if small() == SMALL:
        return PixelGrid((3, 3), numbers, (width, HEIGHT), size=22, lit=lit)
    return PixelGrid((3, 3), numbers, (1.26 * width, TALL_HEIGHT), size=26, lit=lit)
