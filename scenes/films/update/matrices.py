"""The step of a whole layer as one line of matrices: old, minus step, equals new; broken into lines where a frame is narrow."""

from __future__ import annotations

import numpy as np
from manim import DOWN, RIGHT, Animation, VGroup

from engine.notation import fmt
from engine.reading import Numbers, Reading
from scenes.films.update.formulas import new_of, step_of
from scenes.kit.maths.matrix import MatrixView
from scenes.kit.network.diagram import smallest
from scenes.kit.place.shots import resting
from scenes.kit.place.stage import Region
from scenes.kit.theme import theme
from scenes.kit.type.formula import BODY, Formula, Label

LARGEST, NAMES = 46, 26  # font sizes; of names, where the numbers are no smaller
READ = 0.98  # of the smallest size that is read in this frame: what is as good as that
MOST_SINGLE = 4  # entries told one by one
CORNERS = ((2, 2), (2, 1))  # rows and columns of a matrix too large for its room, with dots beside and below
SIGNS, BESIDE, UNDER = 1.3, 0.16, 0.22  # signs in sizes of the numbers; between what stands in a line, and between lines


class StepMatrices(VGroup):
    """old - step = new.

    old, step   MatrixViews, filled      new   a MatrixView, empty brackets until `new.fill(i, j)`
    names[k]    the symbols over them    minus, equals   the signs
    left, middle, right   each matrix with its name and its sign
    whole       whether its room lets all be read of them that is drawn of matrices
    """

    def __init__(self, region: Region, numbers: tuple[Numbers, Numbers, Numbers], names: tuple[str, str, str]) -> None:
        super().__init__()
        for most in (None, *CORNERS):
            cut = [_corner(n, most) for n in numbers]
            size, lines = max(((self._largest(region, cut, names, lines), lines) for lines in (1, 2, 3)), key=lambda fit: fit[0])
            if size >= READ * smallest():
                break
        self.whole = most is None
        self._build(cut, names, size, lines)
        region.hold(self)
        self.remove(self.new.body)

    @classmethod
    def weights(cls, t: Reading, l: int, room: Region) -> StepMatrices:
        """W of layer l, its step, the new W."""
        W = t.name.W[l]
        return cls(room, (t.W[l], t.step_W[l], t.W_new[l]), (W.typst, step_of(t, l, "W"), new_of(W)))

    @classmethod
    def biases(cls, t: Reading, l: int, room: Region) -> StepMatrices:
        """b of layer l, its step, the new b."""
        b = t.name.b[l]
        return cls(room, (t.b[l], t.step_b[l], t.b_new[l]), (b.typst, step_of(t, l, "b"), new_of(b)))

    def fill(self) -> list[Animation]:
        """Let all new entries appear."""
        return self.new.fill_all()

    def pace(self) -> list[list[tuple[int, int]]]:
        """The new entries in the order in which they are found: one by one, or row by row where there are many."""
        rows = [[(i, j) for j in self.new.drawn_columns] for i in self.new.drawn_rows]
        return rows if len(self.new.cells) > MOST_SINGLE else [[cell] for row in rows for cell in row]

    def _largest(self, region: Region, numbers: list[Numbers], names: tuple[str, str, str], lines: int) -> float:
        """The largest font size at which so many lines fit into the region."""
        size: float = max(LARGEST, resting())
        for _ in range(3):  # signs and gaps keep their size as numbers get smaller, so that one look is not enough
            self._build(numbers, names, size, lines)
            size *= min(1.0, region.width / self.width, region.height / self.height)
        return size

    def _build(self, numbers: list[Numbers], names: tuple[str, str, str], size: float, lines: int) -> None:
        self.remove(*self.submobjects)
        places = _decimals(numbers[1])
        digits = 4 if places is None else 9  # so that every entry has those decimals, or fewer where it is short by itself
        self.old, self.step = (_View(n, size, digits=digits, decimals=places) for n in numbers[:2])
        self.new = _View(numbers[2], size, digits=digits, decimals=places, empty=True)
        self.minus, self.equals = (Formula(sign, size=min(BODY, SIGNS * size)) for sign in "-=")
        views = (self.old, self.step, self.new)
        hues = (theme().positive, theme().backward, theme().positive)
        self.names = VGroup(
            *(
                Formula("{eta} {s}", size=min(NAMES, size), eta=_eta(n), s=n.removeprefix("eta "), hues={"s": hue})
                for n, hue in zip(names, hues, strict=True)
            )
        )
        blocks = [_block(view, name) for view, name in zip(views, self.names, strict=True)]
        cells = [[blocks[0]], [self.minus, blocks[1]], [self.equals, blocks[2]]]
        _lay([VGroup(*row) for row in _broken(cells, lines)], views)
        self.left, self.middle, self.right = blocks[0], VGroup(self.minus, blocks[1]), VGroup(self.equals, blocks[2])
        self.add(self.left, self.middle, self.right, self.new.body)


def _eta(name: str) -> str:
    """The eta that a name begins with: it is coloured as everywhere."""
    return "eta" if name.startswith("eta ") else '""'


def _broken(cells: list[list[VGroup]], lines: int) -> list[list[VGroup]]:
    """One line, two (new below) or three."""
    if lines == 3:
        return cells
    start = [*cells[0], *cells[1]]
    return [[*start, *cells[2]]] if lines == 1 else [start, cells[2]]


def _lay(rows: list[VGroup], views: tuple[MatrixView, ...]) -> None:
    """Place each row's blocks side by side on the height of their brackets, the rows under each other."""
    for row in rows:
        row.arrange(RIGHT, buff=BESIDE)
        for block in row:
            middle = block[0].brackets if isinstance(block[0], MatrixView) else block
            block.shift([0, -middle.get_y(), 0])
    VGroup(*rows).arrange(DOWN, buff=UNDER)
    for view in views:
        view.body.move_to(view.brackets)


def _block(view: MatrixView, name: Formula) -> VGroup:
    return VGroup(view, name.next_to(view.brackets, [0, 1, 0], buff=0.1))


class _Corner(Numbers):
    """The first rows and columns of a matrix, or the first entries of a vector, at their own paths."""


class _View(MatrixView):
    """A MatrixView of close rows that, of a corner, shows by dots that the matrix goes on."""

    pitch = 0.44

    def _arrange(self, rows: int, columns: int) -> None:
        super()._arrange(rows, columns)
        if isinstance(self.numbers, _Corner):
            gap = 0.5 * self.size / 26
            right, low = self.cells[0, columns - 1].get_x(), self.cells[rows - 1, 0].get_y()
            self.dots.add(*(Label("$dots.v$").move_to([self.cells[0, j].get_x(), low - gap, 0]) for j in self.drawn_columns))
            if self.numbers.array.ndim > 1:
                edge = right + max(cell.width for cell in self.cells.values()) / 2 + gap
                self.dots.add(*(Label("$dots.c$").move_to([edge, self.cells[i, 0].get_y(), 0]) for i in self.drawn_rows))


def _corner(numbers: Numbers, most: tuple[int, int] | None) -> Numbers:
    """So many rows and columns of numbers, or all of them."""
    shape = numbers.array.shape
    if most is None or all(n <= kept for n, kept in zip(shape, most, strict=False)):
        return numbers
    return _Corner(numbers.array[tuple(map(slice, most[: len(shape)]))], numbers.path, numbers.named)


def _decimals(step: Numbers) -> int | None:
    """Four, or more where that tells unlike steps apart; each number's own digits where a step would be rounded to nothing."""
    sizes = np.unique(np.abs(step.array[np.nonzero(step.array)]))
    if not len(sizes) or sizes[0] >= 5e-5:
        alike = {d: len({fmt(s, decimals=d) for s in sizes}) for d in (4, 5)}
        return 5 if alike[5] > alike[4] and sizes[-1] < 0.01 else 4
    return None
