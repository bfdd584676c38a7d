"""A grid of squares with a number in each: a picture's pixels, a filter, a map of outputs; and windows that slide over it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

import numpy as np
from manim import UP, Animation, AnimationGroup, FadeIn, FadeOut, MoveAlongPath, Rectangle, VGroup, VMobject, linear

from engine.reading import Number, Numbers
from scenes.films.convolution.followed import At
from scenes.films.convolution.rooms import CROWD, Place
from scenes.films.convolution.rooms import NAME as PLACE_NAME
from scenes.kit.place import shots
from scenes.kit.theme import theme
from scenes.kit.type.fitted import FULL, style_of
from scenes.kit.type.number import Num

Cells = Callable[[int, int], Number]  # the number that belongs in each
NAME = 0.46  # from a grid to the top of its name
MOST = 56.0  # size of the numbers
TALLEST = 87.0  # size of a number, for each unit of its cell's height
APART = 0.86  # of the sides of a cell, what a square on the rim takes
DEEPEST = 0.42  # how much of the hue a pixel of 1 takes: its digits stand on it


def cells(numbers: Numbers, r: int = 0, c: int = 0) -> Cells:
    """The numbers of a matrix from (r, c) on."""
    return lambda u, v: numbers[r + u][c + v]


class PixelGrid(VGroup):
    """Rows and columns counted from 0, from the upper left. Lit cells too small for digits say theirs by their brightness alone.

    squares[r, c], nums[r, c]   the cells and the numbers that have been written; `name` stands above once `named`
    part(r, c)                  the number that stands there, or the cell where there is no room for digits
    number(r, c)                the Number that belongs there; `fill(r, c)` writes it, `write(r, c, other)` another in its place
    window(r, c, rows, columns) a frame around cells; `turn()` gives the numbers half a turn
    """

    def __init__(
        self,
        shape: At,
        number: Cells,
        cell: tuple[float, float],
        size: float | None = None,
        lit: float = 0.0,
        later: bool = False,
        also: Iterable[Number] = (),
        rim: int = 0,
        is_square: bool = False,
        digits: int = 2,
    ) -> None:
        """`cell` is the width and height of a square; `lit`: each has a ground as bright as its number, this being full; `later`: once
        filled; `also`: numbers that will stand here too, and want room; `rim`: so many rows around are no pixels; `is_square`: cells are,
        as far as their digits let them.
        """
        super().__init__()
        self.shape, self.number, self.asked, self.lit, self.rim, self.is_square = shape, number, cell, lit, rim, is_square
        self.most = size or MOST
        every = [*(number(*at) for at in np.ndindex(shape)), *also]
        self.style = style_of(every, cell[0], min(self.most, TALLEST * cell[1]), digits)
        self.widest = max((Num(self.style.of(one), 1).width for one in every), default=1.0)
        self.is_mute = bool(lit) and (not self.style.fits or len(list(np.ndindex(shape))) > CROWD)
        self.nums: dict[At, Num] = {}
        self.squares = {(r, c): self._square(r, c) for r, c in np.ndindex(shape)}
        for at, square in self.squares.items() if lit and not later else ():
            square.set_fill(opacity=self.brightness(*at))
        self.name: VMobject = VGroup()
        self.add(*self.squares.values()).center()

    def _square(self, r: int, c: int) -> Rectangle:
        (w, h), part = self.asked, self._part_of_cell(r, c)
        square = Rectangle(width=part * w, height=part * h, stroke_color=theme().soft if part == 1 else theme().line, stroke_width=0.8)
        square.set_fill(theme().forward, opacity=0)
        return square.move_to([c * w, -r * h, 0])

    def _part_of_cell(self, r: int, c: int) -> float:
        """How much of its cell's sides a square takes: those on the rim stand apart, so that no faint line borders on a bright pixel."""
        return 1.0 if all(self.rim <= k < n - self.rim for k, n in zip((r, c), self.shape, strict=True)) else APART

    @property
    def cell(self) -> tuple[float, float]:
        """Width and height of a square, which a region may have shrunk."""
        square, part = self.squares[0, 0], self._part_of_cell(0, 0)
        return float(square.width) / part, float(square.height) / part

    def size_in(self, cell: tuple[float, float]) -> float:
        """The font size of its numbers in cells of this width and height."""
        return min(self.most, FULL * cell[0] / self.widest, TALLEST * cell[1])

    def formed(self, place: Place) -> Place:
        """The place as it is for its own rows and columns, with square cells if it has such."""
        (rows, columns), room = self.shape, place.room
        wide, high = room.width / columns, (room.height - PLACE_NAME) / rows
        if self.is_square:
            wide, high = min(wide, max(high, self.widest * shots.least() / FULL)), min(wide, high)
        return Place(room, (wide, high))

    def lie(self, place: Place) -> PixelGrid:
        """Stand in a place, at once."""
        for part, spot, (wide, high), growth in self._aims(self.formed(place)):
            part.stretch_to_fit_width(wide).stretch_to_fit_height(high) if growth is None else part.scale(growth)
            part.move_to(spot)
        self.renamed(self.name)
        return self

    def moves(self, place: Place) -> list[Animation]:
        """Go there, with all that stands in it."""
        found, place = [], self.formed(place)
        for part, spot, (wide, high), growth in self._aims(place):
            way = part.animate
            way = way.stretch_to_fit_width(wide).stretch_to_fit_height(high) if growth is None else way.scale(growth)
            found.append(way.move_to(spot).build())
        name = self.middle(place) + (self.shape[0] * place.cell[1] / 2 + NAME) * UP
        return [*found, *([self.name.animate.move_to(name, aligned_edge=UP).build()] if len(self.name) else [])]

    def middle(self, place: Place) -> np.ndarray:
        """The middle of its cells in a place: below its name."""
        room = place.room
        return room.center + (self.shape[0] * place.cell[1] - room.height) / 2 * UP

    def _aims(self, place: Place) -> Iterator[tuple[VMobject, np.ndarray, tuple[float, float], float | None]]:
        """Squares and numbers, where each goes, and how large a square, by how much a number grows there."""
        (rows, columns), (w, h), middle = self.shape, place.cell, self.middle(place)
        growth = self.size_in(place.cell) / self.size_in(self.cell)
        for (r, c), square in self.squares.items():
            spot = middle + np.array([(c - (columns - 1) / 2) * w, ((rows - 1) / 2 - r) * h, 0.0])
            part = self._part_of_cell(r, c)
            yield square, spot, (part * w, part * h), None
            if (r, c) in self.nums:
                yield self.nums[r, c], spot, place.cell, growth

    def brightness(self, r: int, c: int) -> float:
        """How opaque the ground of a lit cell is."""
        return max(0.0, min(1.0, self.number(r, c).value / self.lit)) * DEEPEST

    def named(self, name: VMobject) -> PixelGrid:
        """With a name over it, which moves with it."""
        self.renamed(name)
        return self

    def renamed(self, name: VMobject) -> VMobject:
        """Another name over it; not yet shown. The tops of all names are at one height."""
        top = VGroup(*self.squares.values()).get_top()
        self.remove(self.name)
        self.name = name.move_to(top + NAME * UP, aligned_edge=UP)
        self.add(self.name)
        return self.name

    def lighten(self, r: int, c: int) -> Animation:
        """The ground of a lit cell takes its brightness."""
        return self.squares[r, c].animate.set_fill(opacity=self.brightness(r, c)).build()

    def darken(self) -> list[Animation]:
        """All grounds go dark."""
        return [square.animate.set_fill(opacity=0).build() for square in self.squares.values()]

    def num(self, r: int, c: int, number: Number | None = None) -> Num:
        """A number where it stands in its square; not yet shown."""
        size = self.size_in(self.cell)
        num = Num(self.style.of(number or self.number(r, c)), size, theme().ink if self.lit else None)
        return num.move_to(self.squares[r, c]).set_z_index(3)

    def own(self, r: int, c: int, num: Num) -> Num:
        """A number that has come here belongs to the grid."""
        self.nums[r, c] = num
        self.add(num)
        return num

    def filled(self) -> PixelGrid:
        """With all numbers written."""
        for r, c in self.squares if not self.is_mute else ():
            self.own(r, c, self.num(r, c))
        return self

    def part(self, r: int, c: int) -> VMobject:
        """The number that stands there, or the cell where there is no room for digits."""
        return self.nums.get((r, c), self.squares[r, c])

    @property
    def parts(self) -> list[VMobject]:
        """All of these."""
        return [self.part(*at) for at in self.squares]

    def fill(self, r: int, c: int) -> Animation:
        """Write the number of one cell."""
        num = FadeIn(self.own(r, c, self.num(r, c)), scale=0.7)
        return AnimationGroup(num, self.lighten(r, c)) if self.lit else num

    def write(self, r: int, c: int, number: Number) -> Animation:
        """Write another number in place of the one that stands there; nothing where it shows the same digits."""
        old, new = self.nums.get((r, c)), self.num(r, c, number)
        if old is None:
            return FadeIn(self.own(r, c, new), scale=0.7)
        self.remove(old)
        return AnimationGroup(FadeOut(old), FadeIn(self.own(r, c, new)))

    def take(self, source: PixelGrid, r: int = 0, c: int = 0) -> list[tuple[VMobject, VMobject]]:
        """Moves for `fly`: the numbers of another grid from (r, c) on go into these cells, and belong here."""
        return [(source.part(r + u, c + v), self.own(u, v, self.num(u, v))) for u, v in self.squares]

    def turn(self) -> Animation:
        """Every number goes half a turn around the middle and stays upright; `nums` then says where it stands."""
        rows, columns = self.shape
        turned = {(rows - 1 - r, columns - 1 - c): num for (r, c), num in self.nums.items()}
        self.nums = dict(sorted(turned.items()))
        return AnimationGroup(*(num.animate(path_arc=np.pi).move_to(self.squares[at]).build() for at, num in self.nums.items()))

    def spot(self, r: float, c: float, rows: int = 1, columns: int = 1) -> np.ndarray:
        """The middle of a window whose upper left cell is (r, c), also past the grid's edge."""
        w, h = self.cell
        return self.squares[0, 0].get_center() + np.array([(c + (columns - 1) / 2) * w, -(r + (rows - 1) / 2) * h, 0.0])

    def window(self, r: int, c: int, rows: int = 1, columns: int = 1, color: str | None = None) -> Rectangle:
        """A frame around the cells from (r, c) on; `window.animate.move_to(grid.spot(r, c))` slides it."""
        w, h = self.cell
        frame = Rectangle(width=columns * w, height=rows * h, color=color or theme().light, stroke_width=4.5)
        frame.set_stroke(theme().ground, width=8.5, background=True)  # it is seen on pixels of any grey
        return frame.move_to(self.spot(r, c, rows, columns)).set_z_index(5)

    def around(self, cells: Sequence[At]) -> Rectangle:
        """A frame around cells, from the first to the last."""
        return self.window(*cells[0], *size_of(cells))


def along(frame: Rectangle, spots: Sequence[np.ndarray]) -> Animation:
    """A frame goes from where it is over these spots, evenly."""
    way = VMobject().set_points_as_corners([frame.get_center(), *spots])
    return MoveAlongPath(frame, way, rate_func=linear)


def size_of(cells: Sequence[At]) -> At:
    """Rows and columns from the first to the last of some cells."""
    (top, left), (bottom, right) = cells[0], cells[-1]
    return bottom - top + 1, right - left + 1
