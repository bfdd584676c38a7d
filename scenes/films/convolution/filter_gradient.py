"""The filter's gradient as a part of the film: the shares of all positions come into one grid of nine, and add up there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from manim import FadeIn, FadeOut, Rectangle, VGroup

from scenes.films.convolution import facts, grids
from scenes.films.convolution.pixel_grid import PixelGrid
from scenes.kit.place.light import lit
from scenes.kit.theme import theme

if TYPE_CHECKING:
    from scenes.films.convolution.story import Convolution


class FilterGradient:
    """`grid` holds, after each share, the sum so far."""

    def __init__(self, film: Convolution) -> None:
        self.film, self.t = film, film.t
        self.grid = grids.gradient(film.t, film.stage)

    def land(self, m: int, share: PixelGrid) -> None:
        """Position m's share, worked out below, flies into the grid, which then holds the sum."""
        grid, sums = self.grid, facts.running(self.t, m)
        gone = [grid.nums.pop(at) for at in list(grid.nums)]
        new = {(u, v): grid.num(u, v, sums[u][v]) for u, v in grid.squares}
        travellers = {at: share.nums[at].copy() for at in new}
        self.film.play(*(n.animate.move_to(new[at]) for at, n in travellers.items()), run_time=0.9)
        grid.remove(*gone)
        self.film.play(*(FadeOut(n) for n in (*travellers.values(), *gone)), *(FadeIn(n) for n in new.values()), run_time=0.4)
        for at, num in new.items():
            grid.own(*at, num)

    def drop(self, m: int, run_time: float) -> None:
        """Position m's share, taken from where the window stands, drops into the grid, whose numbers grow by it."""
        film, sums = self.film, facts.running(self.t, m)
        r, c = divmod(m, facts.shape(self.t)[1])
        film.play(*film.slide(r, c), run_time=0.4 * run_time)
        moved = [(u, v) for u, v in np.ndindex(3, 3) if self.t.shares[1].array[m, 0, 0, u, v]]
        if not moved:
            return
        seeds = VGroup(*(_seed(film.picture.squares[r + u, c + v]) for u, v in moved))
        falling = (seed.animate.move_to(self.grid.squares[at].get_center()) for seed, at in zip(seeds, moved, strict=True))
        film.play(*falling, lit(film.outputs.nums[r, c]), run_time=0.7 * run_time)
        film.play(FadeOut(seeds), *(self.grid.write(u, v, sums[u][v]) for u, v in moved), run_time=0.4 * run_time)


def _seed(square: Rectangle) -> Rectangle:
    """What drops from a pixel."""
    seed = square.copy().set_fill(theme().backward, opacity=0.75).set_stroke(width=0)
    return seed.scale(0.5).set_z_index(4)
