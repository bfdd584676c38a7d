"""The picture, the filter and the outputs, or what stands in their places, as one thing that fills its room."""

from __future__ import annotations

import numpy as np
from manim import Animation, AnimationGroup, Rectangle

from scenes.films.convolution.followed import Sizes
from scenes.films.convolution.pixel_grid import PixelGrid
from scenes.films.convolution.rooms import Place, places
from scenes.kit.place.stage import Region


class Trio:
    """grids[name] for "picture", "filter" and "outputs"; `region` is the room in which they stand.

    frames   what slides over the grids, with the grid that each belongs to; they go along where the grids go
    """

    def __init__(self, sizes: Sizes, region: Region) -> None:
        self.sizes, self.region = sizes, region
        self.grids: dict[str, PixelGrid] = {}
        self.frames: dict[Rectangle, PixelGrid] = {}

    def place(self, name: str) -> Place:
        """Where a grid stands now."""
        found: Place = getattr(places(self.region, self.sizes), name)
        return found

    def take(self, name: str, grid: PixelGrid) -> PixelGrid:
        """A grid has this place now."""
        self.grids[name] = grid.lie(self.place(name))
        return grid

    def let_go(self, *names: str) -> None:
        """These grids leave."""
        for name in names:
            self.grids.pop(name, None)

    def digit_in(self, room: Region) -> float:
        """The font size of its smallest number in a room."""
        found = places(room, self.sizes)
        return min((g.size_in(g.formed(getattr(found, name)).cell) for name, g in self.grids.items() if not g.is_mute), default=1e3)

    def settle(self, room: Region) -> Animation:
        """Move there."""
        found = places(room, self.sizes)
        goes = [(frame, grid, grid.formed(getattr(found, self._name(grid)))) for frame, grid in self.frames.items()]
        moves = [move for going in goes for move in _framed(*going)]
        moves += [move for name, grid in self.grids.items() for move in grid.moves(getattr(found, name))]
        self.region = room
        return AnimationGroup(*moves)

    def _name(self, grid: PixelGrid) -> str:
        return next(name for name, one in self.grids.items() if one is grid)


def _framed(frame: Rectangle, grid: PixelGrid, place: Place) -> list[Animation]:
    """A frame around the same cells of a grid that goes to another place."""
    first, (w, h), (rows, columns) = grid.squares[0, 0].get_center(), grid.cell, grid.shape
    x, y, _ = frame.get_center() - first
    middle = grid.middle(place) + np.array([-(columns - 1) / 2 * place.cell[0], (rows - 1) / 2 * place.cell[1], 0.0])
    spot = middle + np.array([x / w * place.cell[0], y / h * place.cell[1], 0.0])
    wide, high = frame.width / w * place.cell[0], frame.height / h * place.cell[1]
    return [frame.animate.stretch_to_fit_width(wide).stretch_to_fit_height(high).move_to(spot).build()]
