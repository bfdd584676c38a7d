"""A table of rows, one for each name: rows are looked up, framed, and renewed, and the others stay as they are."""

from __future__ import annotations

from collections.abc import Sequence

from manim import Animation, FadeIn, FadeOut, RoundedRectangle, VGroup

from engine.reading import Number, Numbers
from scenes.kit.theme import theme
from scenes.kit.type.formula import SMALL, Formula, Label
from scenes.kit.type.number import Num
from scenes.shown import Shown

PITCH = (1.25, 0.62)  # of columns and rows, at size 30
SIZE = 30
HIGH = 0.52  # of a card


class RowTable(VGroup):
    """Numbers (n, d), a row under the other.

    title   over the table      names[i], panels[i]   of row i (its letter with index i + 1, its card)      cells[i][k]   its numbers
    row(i)   all of row i       `empty=True` leaves the cells out; `fill(i)` lets those of row i appear
    renew(i, numbers)   row i gets other digits      frame(*i)   these rows are framed, and no other
    """

    def __init__(self, title: str, letter: str, numbers: Numbers, empty: bool = False) -> None:
        super().__init__()
        rows, columns = numbers.array.shape
        width, down = columns * PITCH[0] + 0.1, PITCH[1]
        self.panels = VGroup(
            *(
                RoundedRectangle(0.08, width=width, height=HIGH, stroke_width=1.5, stroke_color=theme().line, fill_color=theme().panel)
                for _ in range(rows)
            )
        )
        self.names, self.cells, self._scales = VGroup(), [], [1.0] * rows
        for i, panel in enumerate(self.panels):
            panel.set_fill(opacity=1).move_to([0, -down * i, 0])
            self.names.add(Formula("{s}", size=SIZE, s=f"{letter}_{i + 1}").next_to(panel, [-1, 0, 0], buff=0.14))
            self.cells.append(VGroup(*(Num(numbers[i][k], SIZE) for k in range(columns))))
            self.seat(i)
        self.title = Label(title, size=SMALL + 4).next_to(self.panels, [0, 1, 0], buff=0.18)
        self.title.shift([0, self.title.get_bottom()[1] - self.title[0].get_bottom()[1], 0])  # titles side by side stand on one line
        self.add(self.title, self.panels, self.names, *([] if empty else self.cells))

    def row(self, i: int) -> VGroup:
        return VGroup(self.panels[i], self.names[i], self.cells[i])

    def seat(self, i: int) -> None:
        """Put the cells of row i where its card now stands, as large as the card has become."""
        panel = self.panels[i]
        scale = panel.height / HIGH
        for k, cell in enumerate(self.cells[i]):
            cell.scale(scale / self._scales[i]).move_to(panel).shift([scale * PITCH[0] * (k - (len(self.cells[i]) - 1) / 2), 0, 0])
        self._scales[i] = scale

    def fill(self, i: int) -> Animation:
        self.seat(i)
        self.add(self.cells[i])
        return FadeIn(self.cells[i])

    def renew(self, i: int, numbers: Sequence[Number | Shown]) -> list[Animation]:
        old = self.cells[i]
        scale = self.panels[i].height / HIGH
        self.cells[i] = VGroup(*(Num(numbers[k], SIZE * scale).move_to(cell) for k, cell in enumerate(old)))
        self.remove(old)
        self.add(self.cells[i])
        return [FadeOut(old), FadeIn(self.cells[i])]

    def frame(self, *rows: int) -> list[Animation]:
        told = [(panel, 5, theme().light) if i in rows else (panel, 1.5, theme().line) for i, panel in enumerate(self.panels)]
        return [panel.animate.set_stroke(hue, width=width) for panel, width, hue in told]
