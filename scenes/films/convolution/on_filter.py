"""What a film does with a filter: its window slides, shares drop into the gradient, the filter turns by half a turn."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from manim import UP, Animation, FadeIn, FadeOut, Mobject, Rectangle, Transform, VGroup

from engine.reading import Number
from scenes.chapter import Chapter
from scenes.films.convolution import filter_lines as lines
from scenes.films.convolution import filter_words as words
from scenes.films.convolution.filter_rooms import rooms
from scenes.films.convolution.pixel_grid import At, PixelGrid
from scenes.kit.place.light import lit
from scenes.kit.place.stage import Region
from scenes.kit.theme import theme
from scenes.kit.type.formula import Label

Cell = Callable[[int, int], Number]
SIDE = 6  # of the picture


class OnFilter(Chapter):
    """A chapter with a `picture`, a `filter`, a map of `outputs` (then of deltas), a `gradient`, and the two frames that slide."""

    picture: PixelGrid
    filter: PixelGrid
    outputs: PixelGrid
    gradient: PixelGrid
    line: lines.WorkingLine
    window: Rectangle
    here: Rectangle

    before: PixelGrid | None = None  # the filter's weights before and after learning, where it has learned
    after: PixelGrid | None = None

    def draw_picture(self) -> None:
        """The picture in its room, not yet shown."""
        room = rooms(self.stage)
        grid = PixelGrid((SIDE, SIDE), lines.pixels(self.t), room.pixel, lit=True).named(Label("picture $x$"))
        self.picture = self.into(room.picture, grid.filled())

    def grid_of_outputs(self, values: str, name: str) -> PixelGrid:
        """The map of a quantity of the outputs, empty, in its room; outputs are lit as they are written."""
        t, lit = self.t, values == "a"
        numbers = getattr(t, values)[1][0]
        grid = PixelGrid(words.shape_of(t), lines.cells(numbers), rooms(self.stage).output, lit=lit, later=lit).named(Label(name))
        return self.into(rooms(self.stage).outputs, grid)

    def kernel(self, number: Cell, name: str) -> PixelGrid:
        """A grid of nine in the room of the filter, empty."""
        return self.into(rooms(self.stage).filter, PixelGrid((3, 3), number, rooms(self.stage).weight).named(Label(name)))

    def into(self, room: Region, grid: PixelGrid) -> PixelGrid:
        return room.hold(grid, UP if room.height > room.width else None)

    def lay(self, line: VGroup) -> VGroup:
        """Working in the room under the pictures; not yet shown."""
        self.clear("board", run_time=0.3)
        self.stands("board", line)
        return rooms(self.stage).board.hold(line)

    def slide(self, r: int, c: int) -> list[Animation]:
        """Both frames move on to a position."""
        return [self.window.animate.move_to(self.picture.spot(r, c)), self.here.animate.move_to(self.outputs.spot(r, c, 1, 1))]

    def drop(self, m: int, run_time: float) -> None:
        """Position m's share, taken from where the window stands, drops into the gradient, whose numbers grow by it."""
        t = self.t
        r, c = divmod(m, words.shape_of(t)[1])
        self.play(*self.slide(r, c), run_time=0.4 * run_time)
        moved = [(u, v) for u, v in np.ndindex(3, 3) if t.shares[1].array[m, 0, 0, u, v]]
        if not moved:
            return
        seeds = VGroup(*(self._seed(r + u, c + v) for u, v in moved))
        targets = [self.gradient.squares[at].get_center() for at in moved]
        self.play(
            *(seed.animate.move_to(target) for seed, target in zip(seeds, targets, strict=True)),
            lit(self.outputs.nums[r, c]),
            run_time=0.7 * run_time,
        )
        self.play(FadeOut(seeds), *(self.gradient.write(*at, self.grown(m, *at)) for at in moved), run_time=0.4 * run_time)

    def meet(self, r: int, c: int, i: int, j: int, pace: float) -> None:
        """The window's position (i, j) of those that see the pixel: the weight over it goes down to where the window stood."""
        grid = self.line.things[0]
        self.play(*self.slide(r - 2 + i, c - 2 + j), lit(self.filter.nums[2 - i, 2 - j]), run_time=0.5 * pace)
        self.fly((self.filter.nums[2 - i, 2 - j], grid.own(i, j, grid.num(i, j))), run_time=0.5 * pace)

    def turned_round(self) -> None:
        """The filter's numbers go half a turn, and its name says so."""
        self.clear_away(self.filter.name, run_time=0.2)
        self.play(self.filter.turn(), FadeIn(self.filter.renamed(Label("filter $W$, turned"))), run_time=1.2)

    def sweep(self, grid: PixelGrid, pace: float = 0.3) -> None:
        """A window slides over all of a grid, row by row there and back, and is gone."""
        rows, columns = grid.shape[0] - 2, grid.shape[1] - 2
        frame = grid.window(0, 0)
        self.play(FadeIn(frame), run_time=0.2)
        for r in range(rows):
            for c in range(columns) if r % 2 == 0 else reversed(range(columns)):
                if (r, c) != (0, 0):
                    self.play(frame.animate.move_to(grid.spot(r, c)), run_time=pace)
        self.play(FadeOut(frame), run_time=0.2)

    def _seed(self, r: int, c: int) -> Rectangle:
        square = self.picture.squares[r, c].copy().set_fill(theme().backward, opacity=0.75).set_stroke(width=0)
        return square.scale(0.5).set_z_index(4)

    def grown(self, m: int, u: int, v: int) -> Number:
        """The gradient's number (u, v) when the shares of positions 0 to m are in."""
        return self.t.numbers(f"{words.STUDY}.running", "dL_dW")[m][u][v]

    def land(self, m: int, share: PixelGrid) -> None:
        """The share that was worked out below flies into the gradient, which then holds the sum."""
        gone = [self.gradient.nums.pop(at) for at in list(self.gradient.nums)]
        new = {at: self.gradient.num(*at, self.grown(m, *at)) for at in self.gradient.squares}
        travellers = {at: share.nums[at].copy() for at in new}
        self.play(*(n.animate.move_to(new[at]) for at, n in travellers.items()), run_time=0.9)
        self.gradient.remove(*gone)
        self.play(*(FadeOut(n) for n in (*travellers.values(), *gone)), *(FadeIn(n) for n in new.values()), run_time=0.4)
        for at, num in new.items():
            self.gradient.own(*at, num)

    def into_cells(self, source: PixelGrid, target: PixelGrid, at: At = (0, 0)) -> list[tuple[Mobject, Mobject]]:
        """Moves for `fly`: the nine numbers from (r, c) on go into the cells of a grid of nine, and belong to it."""
        (r, c), cells = at, list(target.squares)
        return [(source.nums[r + u, c + v], target.own(u, v, target.num(u, v))) for u, v in cells]

    def sees(self, r: int, c: int) -> list[Animation]:
        """The frames go around the outputs whose windows see a pixel, and around the turned weights that it meets."""
        rows, columns = words.shape_of(self.t)
        r0, c0, r1, c1 = max(0, r - 2), max(0, c - 2), min(rows - 1, r), min(columns - 1, c)
        size = (r1 - r0 + 1, c1 - c0 + 1)
        around = self.outputs.window(r0, c0, *size)
        weights = self.filter.window(r0 - r + 2, c0 - c + 2, *size)
        return [Transform(self.here, around), Transform(self.window, weights)]
