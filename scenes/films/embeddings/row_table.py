"""A table of rows, one for each name: rows are looked up, framed, and renewed, and the others stay as they are."""

from __future__ import annotations

from collections.abc import Sequence

from manim import Animation, RoundedRectangle, VGroup

from engine.reading import Number, Numbers
from scenes.kit.place.ways import comes
from scenes.kit.theme import theme
from scenes.kit.type.formula import SMALL, Formula, Label
from scenes.kit.type.ink import size_of
from scenes.kit.type.number import Num
from scenes.shown import Shown, show

SIZE = 44
PITCH, LOOSE = 1.39, 2  # of columns, at this size, of rows of so few numbers: later ones may be longer
AIR, PAD = 0.07, 0.2  # between two cards, and two numbers
DOWN, SNUG, DENSE = (4, 0.6), 0.52, 0.46  # rows that stand loosely, their pitch, that of few more, and of many


class RowTable(VGroup):
    """Numbers (n, d), a row under the other.

    title   over the table, if any      names[i], panels[i]   of row i (its letter with its index, its card)      cells[i][k]   its numbers
    row(i)   all of row i       `empty=True` leaves the cells out; `fill(i)` lets those of row i come from its name
    swap(i, numbers)   row i gets other digits      frame(*i)   these rows are framed, and no other
    """

    def __init__(self, title: str, letter: str, numbers: Numbers, digits: int = 4, empty: bool = False, down: float = 0.0) -> None:
        """`down`: the pitch of its rows, where it is given."""
        super().__init__()
        rows, columns = numbers.array.shape
        self.digits = digits
        written = [[Num(show(number, digits), SIZE) for number in row] for row in numbers]
        self.pitch = max(PITCH * (columns <= LOOSE), max(num.width for row in written for num in row) + PAD)
        down = down or (DOWN[1] if rows <= DOWN[0] else DENSE)
        self.wide, self.high = columns * self.pitch + 0.1, down - AIR
        style = {"stroke_width": 1.5, "stroke_color": theme().line, "fill_color": theme().panel}
        self.panels = VGroup(*(RoundedRectangle(0.08, width=self.wide, height=self.high, **style) for _ in range(rows)))
        self.names, self.cells = VGroup(), []
        for i, panel in enumerate(self.panels):
            panel.set_fill(opacity=1).move_to([0, -down * i, 0])
            self.names.add(Formula("{s}", size=SIZE, s=f"{letter}_{i + 1}").next_to(panel, [-1, 0, 0], buff=0.14))
            self.cells.append(VGroup(*written[i]))
            self.seat(i)
        self.title = Label(title, size=SMALL + 14).next_to(self.panels, [0, 1, 0], buff=0.18) if title else VGroup()
        if title:
            self.title.shift([0, self.title.get_bottom()[1] - self.title[0].get_bottom()[1], 0])  # titles side by side stand on one line
        self.add(self.title, self.panels, self.names, *([] if empty else self.cells))

    def row(self, i: int) -> VGroup:
        return VGroup(self.panels[i], self.names[i], self.cells[i])

    def seat(self, i: int) -> None:
        """Put the cells of row i where its card now stands, as large as the card has become."""
        panel = self.panels[i]
        scale = panel.height / self.high
        for k, cell in enumerate(self.cells[i]):
            cell.scale(SIZE * scale / size_of(cell)).move_to(panel).shift([scale * self.pitch * (k - (len(self.cells[i]) - 1) / 2), 0, 0])

    def shorten(self, whole: int) -> None:
        """Every row but one is written as its first number alone, and no row has a name: all the others are zero throughout."""
        self.remove(self.names)
        for i, row in enumerate(self.cells):
            if i != whole:
                self.cells[i] = VGroup(row[0])

    def fill(self, i: int) -> Animation:
        self.seat(i)
        self.add(self.cells[i])
        return comes(self.cells[i], self.names[i])

    def swap(self, i: int, numbers: Sequence[Number | Shown]) -> VGroup:
        """Row i has other digits, in place; the old ones, which are to leave."""
        old = self.cells[i]
        scale = self.panels[i].height / self.high
        shown = [number if isinstance(number, Shown) else show(number, self.digits) for number in numbers]
        nums, free = [Num(one, SIZE * scale) for one in shown], (self.pitch - PAD) * scale
        self.cells[i] = VGroup(*(num.scale(min(1.0, free / num.width)).move_to(cell) for num, cell in zip(nums, old, strict=True)))
        self.remove(old)
        self.add(self.cells[i])
        return old

    def frame(self, *rows: int) -> list[Animation]:
        told = [(panel, 5, theme().light) if i in rows else (panel, 1.5, theme().line) for i, panel in enumerate(self.panels)]
        return [panel.animate.set_stroke(hue, width=width) for panel, width, hue in told]
