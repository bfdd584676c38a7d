"""Who looks at whom: a square of cells, one row for each token that asks, one column for each that is looked at; it fills any room."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from manim import DOWN, LEFT, RIGHT, UP, Animation, FadeOut, Line, Mobject, MoveToTarget, Rectangle, VGroup

from engine.called import Name
from engine.reading import Number, Numbers
from scenes.films.attention.digits import largest, written
from scenes.kit.place.shots import NO_TYPE
from scenes.kit.place.stage import Region
from scenes.kit.theme import theme
from scenes.kit.type.formula import BODY, Formula, Label
from scenes.kit.type.ink import size_of
from scenes.kit.type.number import Num

SIDE, TOP = 0.155, 0.16  # of the room, for the words
LARGEST, WORD = 48, 36  # font sizes
FULL, GAP, FOOT = 0.94, 0.07, 0.14  # of a cell, what a number takes; manim units between cells, and for a bar
TALL = 0.92  # of its height, what a number takes
Cell = tuple[int, int]


class LookGrid(VGroup):
    """cells[t, s]: token t looks at token s, if that is in `open`. words.left[t], words.top[s]; `closed` covers what is hidden.

    write(cells, numbers)   numbers for these cells, placed, to be shown or flown to: `nums[cell]`; `keep` adds them
    bars[t, s]    a line at the foot of a cell, as long as its share      felt[s]   what comes back to a share, in its place
    called(typst)           what the cells hold, in the corner
    """

    def __init__(self, words: Sequence[str | Name], open_cells: Collection[Cell], region: Region) -> None:
        super().__init__()
        self.n, self.open = len(words), set(open_cells)
        self.cells = {(t, s): _cell() for t in range(self.n) for s in range(self.n)}
        self.closed = {cell: _cross() for cell in self.cells if cell not in self.open}
        self.nums: dict[Cell, Num] = {}
        self.bars: dict[Cell, Line] = {}
        self.lengths: dict[Cell, float] = {}
        self.felt: dict[Cell, Num] = {}
        self.corner: Formula | None = None
        self.words = VGroup()
        self.words.left = VGroup(*(Label(word, size=WORD, color=theme().ink) for word in words))
        self.words.top = VGroup(*(Label(word, size=WORD, color=theme().ink) for word in words))
        self.words.add(self.words.left, self.words.top)
        self.add(*self.cells.values(), self.words)
        self.lay(region)

    # ---- where it stands

    def lay(self, region: Region) -> None:
        """Stand in a room."""
        self.region, side, top = region, SIDE * region.width, TOP * region.height
        self.wide, self.high = (region.width - side) / self.n, (region.height - top) / self.n
        self.left, self.top = region.x - region.width / 2 + side, region.y + region.height / 2 - top
        for (t, s), cell in self.cells.items():
            at = [self.left + (s + 0.5) * self.wide, self.top - (t + 0.5) * self.high, 0]
            cell.stretch_to_fit_width(self.wide - GAP).stretch_to_fit_height(self.high - GAP).move_to(at)
        for cell, cross in self.closed.items():
            cross.stretch_to_fit_width(0.4 * self.wide).stretch_to_fit_height(0.4 * self.high).move_to(self.cells[cell])
        for k in range(self.n):
            self._seat(self.words.left[k], 0.9 * side, 0.8 * self.high, [self.left - side / 2, self.cells[k, 0].get_y(), 0])
            self._seat(self.words.top[k], 0.9 * self.wide, 0.8 * top, [self.cells[0, k].get_x(), self.top + top / 2, 0])
        if self.corner is not None:
            self._seat(self.corner, 0.9 * side, 0.9 * top, [self.left - side / 2, self.top + top / 2, 0])
        self._fill()

    def _fill(self) -> None:
        """Numbers and bars stand in their cells."""
        for cell, num in (*self.nums.items(), *self.felt.items()):
            self._num(num, cell)
        for cell, bar in self.bars.items():
            start = self.cells[cell].get_corner(DOWN + LEFT) + 0.1 * UP + 0.08 * RIGHT
            bar.put_start_and_end_on(start, start + max(0.01, (self.wide - GAP - 0.16) * self.lengths[cell]) * RIGHT)

    def _num(self, num: Num, cell: Cell) -> None:
        """A number in its cell, over its bar."""
        num.scale(self._size() / size_of(num)).move_to(self.cells[cell].get_center() + FOOT / 2 * UP * (cell in self.bars))

    def _size(self) -> float:
        """The font size of a number in a cell."""
        widest = max(each.width / size_of(each) for each in (*self.nums.values(), *self.felt.values()))
        wide, high = FULL * (self.wide - GAP), TALL * (self.high - GAP - FOOT)
        return float(min(largest(LARGEST), wide / widest, high * 48 / 0.344))

    @staticmethod
    def _seat(thing: Mobject, width: float, height: float, at: list[float]) -> None:
        glyph = next(m for m in thing.family_members_with_points() if vars(m).get("ink") is not None)
        thing.scale(min(width / thing.width, height / max(thing.height, 1e-6), WORD / size_of(glyph))).move_to(at)

    def digit_in(self, room: Region) -> float:
        """The font size of its smallest number in a room, near enough."""
        now = min(map(size_of, (*self.nums.values(), *self.felt.values())), default=NO_TYPE)
        return now * min(room.width / self.region.width, room.height / self.region.height)

    def settle(self, room: Region) -> Animation:
        """Fill another room, with all that it holds."""
        target = self.generate_target()
        target.lay(room)
        self.region, self.wide, self.high, self.left, self.top = room, target.wide, target.high, target.left, target.top
        return MoveToTarget(self)

    # ---- what it holds

    def write(self, cells: Iterable[Cell], numbers: Numbers) -> list[Num]:
        """The numbers of these cells of a square (T, T), written alike; not yet shown."""
        chosen = list(cells)
        every = dict(
            zip(self.cells, written([numbers[t][s] for t, s in self.cells], FULL * (self.wide - GAP), largest(LARGEST)), strict=True)
        )
        self.nums |= {cell: every[cell] for cell in chosen}
        self._fill()
        return [self.nums[cell] for cell in chosen]

    def bar(self, cell: Cell, share: Number) -> Line:
        """A line as long as a share; not yet shown."""
        self.lengths[cell] = share.value
        self.bars[cell] = Line(stroke_width=10, color=theme().forward)
        self._fill()
        return self.bars[cell]

    def shares(self, A: Numbers, cells: Iterable[Cell] | None = None) -> list[VGroup]:
        """Number and bar of these cells, all open ones by default; not yet shown."""
        chosen = sorted(self.open if cells is None else cells)
        bars = [self.bar((t, s), A[t][s]) for t, s in chosen]
        return [VGroup(num, bar) for num, bar in zip(self.write(chosen, A), bars, strict=True)]

    def feel(self, t: int, back: Numbers) -> list[Num]:
        """What comes back to the shares of a row, each to take the place of its share; not yet shown."""
        row = sorted(cell for cell in self.open if cell[0] == t)
        nums = written([back[s] for _, s in row], FULL * (self.wide - GAP), largest(LARGEST))
        self.felt = dict(zip(row, nums, strict=True))
        self.left_out = [self.nums.pop(cell) for cell in row]
        self._fill()
        return nums

    def made_room(self) -> list[Animation]:
        """The shares of the row that feels leave to their bars: two numbers in a cell are read as one."""
        self.remove(*self.left_out)
        return [*map(FadeOut, self.left_out)]

    def keep(self) -> None:
        """All that is written moves with the grid from now on."""
        self.add(*self.nums.values(), *self.bars.values(), *self.felt.values(), *([self.corner] if self.corner else []))

    def emptied(self) -> list[Mobject]:
        """What its cells hold, which no longer belongs to it."""
        held = [*self.nums.values(), *self.bars.values(), *self.felt.values(), *([self.corner] if self.corner else [])]
        self.remove(*held)
        self.nums, self.bars, self.felt, self.corner = {}, {}, {}, None
        return held

    def close(self) -> list[Mobject]:
        """What covers the hidden cells; it belongs to the grid."""
        self.add(*self.closed.values())
        return list(self.closed.values())

    def called(self, typst: str, color: str) -> Formula:
        """What the cells hold, in the corner; not yet shown."""
        self.corner = Formula("{s}", size=BODY, hues={"s": color}, s=typst)
        self.lay(self.region)
        return self.corner

    def row(self, t: int) -> list[Rectangle]:
        return [self.cells[cell] for cell in sorted(self.open) if cell[0] == t]

    def column(self, s: int) -> list[Rectangle]:
        return [self.cells[cell] for cell in sorted(self.open) if cell[1] == s]


def _cell() -> Rectangle:
    return Rectangle(width=1, height=1, stroke_color=theme().line, stroke_width=2).set_fill(theme().panel, opacity=1)


def _cross() -> VGroup:
    """Two strokes across a hidden cell."""
    strokes = (Line([-0.5, -0.5, 0], [0.5, 0.5, 0]), Line([-0.5, 0.5, 0], [0.5, -0.5, 0]))
    return VGroup(*(stroke.set_stroke(theme().line, width=3) for stroke in strokes))
