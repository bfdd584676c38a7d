"""The filter's gradient as a part of the film: the shares of all positions come into one grid of nine, and add up there."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import cycle
from typing import TYPE_CHECKING

import numpy as np
from manim import FadeIn, FadeOut, Line, Rectangle, VGroup

from scenes.films.convolution import facts, followed, grids
from scenes.films.convolution.pixel_grid import PixelGrid
from scenes.kit.network.comets import Comet, comet
from scenes.kit.place.light import lit
from scenes.kit.theme import theme

if TYPE_CHECKING:
    from scenes.films.convolution.story import Convolution


class FilterGradient:
    """`grid` holds, after each share, the sum so far."""

    def __init__(self, film: Convolution) -> None:
        self.film, self.t = film, film.t
        self.grid = film.trio.take("filter", grids.gradient(film.t, film.stage))

    def land(self, m: int, share: PixelGrid) -> None:
        """Position m's share, worked out below, flies into the grid, which then holds the sum."""
        grid, sums = self.grid, followed.running(self.t, m)
        gone = [grid.nums.pop(at) for at in list(grid.nums)]
        new = {(u, v): grid.num(u, v, sums[u][v]) for u, v in grid.squares}
        travellers = {at: share.nums[at].copy() for at in new}
        self.film.play(*(n.animate.move_to(new[at]) for at, n in travellers.items()), run_time=0.9)
        grid.remove(*gone)
        self.film.play(*(FadeOut(n) for n in (*travellers.values(), *gone)), *(FadeIn(n) for n in new.values()), run_time=0.4)
        for at, num in new.items():
            grid.own(*at, num)

    def reached(self) -> list[Comet]:
        """Lights from the outputs to the weights that have got blame."""
        spots = [spot for at, spot in self.film.outputs.squares.items() if at[1] == 0]
        gets = [square for at, square in self.grid.squares.items() if at not in facts.silent(self.t)]
        ways = zip(gets, cycle(spots))
        return [comet(Line(spot.get_center(), square.get_center()), theme().backward, 1) for square, spot in ways]

    def drop(self, places: Sequence[int], run_time: float) -> None:
        """The shares of some positions of one row drop one after the other from where the window stands; the numbers grow by them."""
        film, columns = self.film, followed.shape(self.t)[1]
        film.play(*film.slide_along([divmod(m, columns) for m in places]), run_time=0.4 * run_time)
        moved = [(m, u, v) for m in places for u, v in np.ndindex(*followed.side(self.t)) if followed.share(self.t, m).array[u, v]]
        if not moved:
            return
        seeds, falling = VGroup(), []
        for m, u, v in moved:
            r, c = followed.corner(self.t, *divmod(m, columns))
            seeds.add(seed := _seed(film.picture.squares[r + u, c + v]))
            falling.append(seed.animate.move_to(self.grid.squares[u, v].get_center()))
        said = {m for m, _, _ in moved}
        said = {m for m, _, _ in moved}
        spots, home = [film.outputs.spot(*divmod(m, columns)) for m in said], self.grid.squares[followed.middle(self.t)].get_center()
        comets = [comet(Line(spot, home), theme().backward, 1) for spot in spots]
        film.play(*comets, *falling, *(lit(film.outputs.part(*divmod(m, columns))) for m in said), run_time=0.7 * run_time)
        sums = followed.running(self.t, places[-1])
        written = dict.fromkeys((u, v) for _, u, v in moved)
        film.play(FadeOut(seeds), *(self.grid.write(u, v, sums[u][v]) for u, v in written), run_time=0.4 * run_time)


def _seed(square: Rectangle) -> Rectangle:
    """What drops from a pixel."""
    seed = square.copy().set_fill(theme().backward, opacity=0.75).set_stroke(width=0)
    return seed.scale(0.5).set_z_index(4)
