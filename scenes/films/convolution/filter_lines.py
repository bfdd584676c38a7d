"""The working of a filter under its pictures: nine products and their sum, a position's share, a pixel's blame."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from manim import DOWN, LEFT, RIGHT, VGroup

from engine import notation
from engine.reading import Number, Numbers, Reading
from scenes.films.convolution import filter_words as words
from scenes.films.convolution.pixel_grid import PixelGrid
from scenes.kit.maths import equations as eq
from scenes.kit.place.stage import Stage
from scenes.kit.theme import theme
from scenes.kit.type import formula as type
from scenes.kit.type.formula import BODY, Formula, Label
from scenes.kit.type.number import Num
from scenes.shown import Shown, show, show_sum

SHORT, LONG, HEIGHT = 0.62, 0.88, 0.5  # a cell for one digit after the point, and for three; its height
TALL_HEIGHT = 0.45  # in a tall frame, where the line takes two rows
SLOPE = "(partial L)/(partial x)"


def cells(numbers: Numbers) -> Callable[[int, int], Number]:
    return lambda r, c: numbers[r][c]


def pixels(t: Reading, r: int = 0, c: int = 0) -> Callable[[int, int], Number]:
    """The picture's pixels from (r, c) on."""
    return lambda u, v: t.x[0][r + u][c + v]


def small(number: Callable[[int, int], Number], width: float = SHORT, lit: bool = False) -> PixelGrid:
    if type.small() == type.SMALL:
        return PixelGrid((3, 3), number, (width, HEIGHT), size=22, lit=lit)
    return PixelGrid((3, 3), number, (1.26 * width, TALL_HEIGHT), size=26, lit=lit)


class WorkingLine(VGroup):
    """Things side by side with signs between; `things[k]`, `signs[k]` (between k and k + 1), `after` (formulas)."""

    def __init__(self, stage: Stage, things: list[Any], signs: list[str], after: list[Formula], names: tuple[str, ...]) -> None:
        super().__init__()
        for thing, name in zip(reversed(things), reversed(names), strict=False):
            thing.named(Label(name, size=max(24, type.small() - 4)))
        self.things, self.signs, self.after = things, [Formula(sign) for sign in signs], after
        row = [things[0], *(part for pair in zip(self.signs, things[1:], strict=True) for part in pair)]
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
        for thing in self.things:
            if isinstance(thing, PixelGrid):
                thing.filled()
        return self


def forward(t: Reading, stage: Stage) -> WorkingLine:
    """The filter, the pixels under it, their products; then z and a of the position followed."""
    r, c = words.position(t)
    grids = [small(cells(t.W[1][0][0])), small(pixels(t, r, c), lit=True), small(cells(t.products[1][0][r][c][0]))]
    parts, total = _sum([t.Wa[1][0][r][c], t.b[1][0]], t.z[1][0][r][c])
    z, f = t.name.z, notation.ACTIVATIONS[eq.activation(t, 1)].typst
    lines = [
        Formula("{z} = {s:p} + {b:p} = {result}", z=z, s=parts[0], b=parts[1], result=total),
        Formula("{a} = {f}({z}) = {result}", a=t.name.a, f=f, z=total, result=t.a[1][0][r][c]),
    ]
    return WorkingLine(stage, grids, ["dot.o", "="], lines, ("weights", "pixels", "products"))


def _sum(parts: list[Number], total: Number) -> tuple[list[Shown], Shown]:
    """Numbers that are short by themselves as they are, others with digits that add up."""
    shown = [show(number) for number in (*parts, total)]
    if all(notation.fmt(s.number.value, 12) == s.text for s in shown):
        return shown[:-1], shown[-1]
    return show_sum(parts, total)


def share(t: Reading, stage: Stage, m: int) -> WorkingLine:
    """delta of position m, times the pixels that it saw, is its share."""
    r, c = divmod(m, words.shape_of(t)[1])
    delta = Num(t.delta[1][0][r][c], 30)
    return WorkingLine(
        stage, [delta, small(pixels(t, r, c), lit=True), small(cells(t.shares[1][m][0][0]), LONG)], ["dot.c", "="], [], ("pixels", "share")
    )


def back(t: Reading, stage: Stage) -> WorkingLine:
    """The turned filter, the deltas of the windows that see the pixel, their products; then the pixel's blame."""
    r, c = words.pixel(t)
    at = (r - 2, c - 2)
    deltas = small(lambda u, v: t.delta[1][0][at[0] + u][at[1] + v], LONG)
    products = small(cells(t.numbers(f"{words.STUDY}.back", "dL_da_in")), LONG)
    line = Formula("{d} = {result}", d=SLOPE, hues={"d": theme().backward}, result=t.dL_da_in[1][0][r][c])
    return WorkingLine(
        stage, [small(cells(t.W_flipped[1][0][0])), deltas, products], ["dot.o", "="], [line], ("weights met", "deltas", "products")
    )


def law() -> Formula:
    """dL/dW: the sum over positions of delta times the patch. Parts: dW, delta, X."""
    hues = {"dW": theme().backward, "delta": theme().backward, "X": theme().forward}
    template = '{dW} = sum_("positions") {delta} dot.c {X}'
    return Formula(template, size=BODY, hues=hues, dW="(partial L)/(partial W)", delta="delta", X='X_"window"')


def bias_law(t: Reading) -> Formula:
    """dL/db: the sum of all deltas."""
    hues = {"db": theme().backward, "delta": theme().backward}
    return Formula(
        '{db} = sum_("positions") {delta} = {result}', hues=hues, db="(partial L)/(partial b)", delta="delta", result=t.dL_db[1][0]
    )


def counted(words: str, number: Number, size: float = 30) -> Formula:
    """A count before what it counts."""
    return Formula(f'{{n}} "{words}"', size=size, color=theme().ink, n=number)


def pair(stage: Stage, *numbers: Callable[[int, int], Number]) -> tuple[PixelGrid, ...]:
    """The filter before and after, side by side."""
    names = ("at the start", "after learning")
    grids = [PixelGrid((3, 3), n, (1.0, 0.9), 28).named(Label(name)).filled() for n, name in zip(numbers, names, strict=True)]
    stage.arena.hold(VGroup(*grids).arrange(RIGHT, buff=1.2, aligned_edge=DOWN))
    return tuple(grids)
