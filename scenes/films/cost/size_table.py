"""What a gradient costs in networks of three sizes: a column a size, under its picture, and a row a way."""

from __future__ import annotations

from itertools import pairwise

from manim import DOWN, LEFT, RIGHT, UP, Line, RoundedRectangle, VGroup

from engine.reading import Number, Reading
from scenes.films.cost import facts
from scenes.films.cost.ways import hues
from scenes.kit.place.shots import first_read, fit
from scenes.kit.place.stage import Region
from scenes.kit.theme import theme
from scenes.kit.type.formula import BODY, Label
from scenes.kit.type.number import Num
from scenes.shown import show

ROWS = ("width", "weights", *facts.WAYS)
HEADS = ("width", "weights", "by nudging", "path by path", "by backprop")
DIGITS = (1, 1, 2, 2, 2)
PITCH, LOOSE, GAP = 0.88, 1.3, 0.45  # of rows, times more of them in a high room; between columns
AIR = 0.95  # of the room, what the table takes
TALL = (0.35, 0.7, 1.05)  # of the layers in the three pictures
THIN, APART = 0.17, 0.34  # a layer drawn, and from one to the next


def size_table(t: Reading, room: Region) -> SizeTable:
    """The table in a room, its heads over its rows where its numbers would be small beside them."""
    return first_read([SizeTable(t, room), SizeTable(t, room, True)])


class SizeTable(VGroup):
    """heads[r] names a row, cells[k][row] is network k's number, rows in `ROWS`; pictures[k] over them; `rule` under the weights.

    Parts are shown one by one.
    """

    def __init__(self, t: Reading, room: Region, high: bool | None = None) -> None:
        """`high`: the heads stand over their rows, as they do in a high room."""
        super().__init__()
        ink, size = [theme().ink, theme().ink, *hues()], BODY
        self.high = room.height > room.width if high is None else high
        self.loose = LOOSE if room.height > LOOSE * room.width else 1.0
        self.heads = [Label(head, size=0.8 * size, color=hue) for head, hue in zip(HEADS, ink, strict=True)]
        self.cells = [
            {row: Num(show(n, digits=d), size, hue) for row, n, d, hue in zip(ROWS, _numbers(t, k), DIGITS, ink, strict=True)}
            for k in range(3)
        ]
        self.pictures = [_picture(facts.layers(t), tall) for tall in TALL]
        right, gap = -GAP if self.high else max(head.width for head in self.heads), GAP * (1 if self.high else 2)
        for r, head in enumerate(self.heads):
            head.move_to([0, self._y(r) + (0.5 if self.high else 0), 0], aligned_edge=LEFT)
        for cells, picture in zip(self.cells, self.pictures, strict=True):
            right += gap + max(picture.width, *(cell.width for cell in cells.values()))
            for r, row in enumerate(ROWS):
                cells[row].move_to([right, self._y(r), 0], aligned_edge=RIGHT)
            picture.move_to([right, self._y(0) + (0.95 if self.high else 0.45), 0], aligned_edge=DOWN + RIGHT)
        line = (self._y(1) + self._y(2)) / 2 + (0.3 if self.high else 0)
        self.rule = Line([0, line, 0], [right, line, 0], color=theme().line, stroke_width=2)
        self.add(*self.heads, *self.pictures, *(cell for cells in self.cells for cell in cells.values()), self.rule)
        fit(self, Region(room.x, room.y, AIR * room.width, AIR * room.height))

    def _y(self, r: int) -> float:
        """Of row r, under its head on a high board; the three ways stand a little lower."""
        return -PITCH * r * self.loose - (0.15 if r > 1 else 0)


def _numbers(t: Reading, k: int) -> list[Number]:
    """Of network k, row by row."""
    size = facts.sizes(t)[k]
    return [facts.widths(t)[k], size.weights, *size.ways]


def _picture(layers: int, tall: float) -> VGroup:
    """So many layers, equally tall, and the lines between them: a sign of the size, not its measure."""
    boxes = [
        RoundedRectangle(width=THIN, height=tall, corner_radius=THIN / 2, stroke_width=2, color=theme().ink).shift(APART * l * RIGHT)
        for l in range(layers + 1)
    ]
    ends = [0.5 * (tall - THIN) * way for way in (UP, DOWN)]
    lines = [
        Line(a.get_right() + p, b.get_left() + q, color=theme().line, stroke_width=1.5)
        for a, b in pairwise(boxes)
        for p in ends
        for q in ends
    ]
    return VGroup(*lines, *boxes)
