"""A tally: one small square for each multiplication that was really made, so that two ways can be compared."""

from __future__ import annotations

from collections.abc import Sequence

from manim import DOWN, RIGHT, UP, Animation, FadeIn, LaggedStart, Mobject, Square, VGroup

from engine.reading import Reading
from scenes.films.chain import facts
from scenes.kit.maths.stack import is_high
from scenes.kit.place.shots import MOST, fit, resting
from scenes.kit.place.stage import Region
from scenes.kit.theme import theme
from scenes.kit.type.formula import Label
from scenes.kit.type.number import Num

WAYS = ("row by row", "from the end")
TIGHT, SMALL = 2.0, 0.65  # times its longest line of squares, of a low room in which names have to be small; their size
GAP = 0.3  # between two columns
PITCH, AIR = 0.42, 0.25  # from one square to the next; between a name, its squares and their count


def hues() -> tuple[str, str]:
    """The colours of the two ways."""
    return theme().soft, theme().backward


class Tally(VGroup):
    """A line of squares for each of the two ways, its name before and its count after it; in a high room the lines are columns.

    names[k], cells[k] (all squares of way k), totals[k] (the Num of its count); `mark(k, n)` lets its next n squares appear
    """

    def __init__(self, t: Reading, room: Region) -> None:
        super().__init__()
        self._t = t
        totals = (facts.alone_total(t), facts.carried_total(t))
        high = is_high(room)
        way = UP if high else RIGHT
        is_tight = not high and room.width < TIGHT * int(max(total.value for total in totals)) * PITCH
        self.names = [Label(name, size=(SMALL if is_tight else 1.0) * resting(), color=theme().ink) for name in WAYS]
        if high:
            for name in self.names:
                name.scale(min(1.0, (room.width - GAP) / 2 / name.width))
        self.totals = [Num(total, resting() * (1.3 if high else SMALL + 0.25 if is_tight else 1.1), theme().ink) for total in totals]
        most = max(int(total.value) for total in totals)
        pitch = self._pitch(room, most, high)
        self.cells = [
            VGroup(*(_cell(pitch, hue) for _ in range(int(n.value)))).arrange(way, buff=0.2 * pitch)
            for n, hue in zip(totals, hues(), strict=True)
        ]
        self._marked = [0] * len(self.cells)
        self._stand(high)
        fit(self, room) if self.width > room.width or self.height > room.height else self.move_to(room.center)

    def _pitch(self, room: Region, most: int, high: bool) -> float:
        """From one square to the next, so that the longest line fits."""
        if high:
            return min(MOST * PITCH, (room.height - self.names[0].height - self.totals[0].height - 2 * AIR - 0.2) / most)
        return min(PITCH, (room.width - max(name.width for name in self.names) - self.totals[0].width - 2 * AIR - 0.2) / most)

    def _stand(self, high: bool) -> None:
        """Both lines from one start."""
        lines = list(zip(self.names, self.cells, self.totals, strict=True))
        for name, cells, total in lines:
            cells.next_to(name, UP if high else RIGHT, buff=AIR)
            total.next_to(cells, UP if high else RIGHT, buff=AIR)
            self.add(VGroup(name, cells, total))
        (one, other), gap = self.submobjects, GAP if high else 0.2
        if high:
            other.shift((one.get_right()[0] - other.get_left()[0] + gap) * RIGHT)
        else:
            other.next_to(one, DOWN, buff=gap).shift((one[1].get_left()[0] - other[1].get_left()[0]) * RIGHT)

    def settle(self, room: Region, shown: Sequence[Mobject]) -> list[Animation]:
        """Move to another room, of another size; what is not `shown` yet stands there at once."""
        there, here = Tally(self._t, room), set(map(id, shown))
        parts = [(self.names, there.names), *zip(self.cells, there.cells, strict=True), (self.totals, there.totals)]
        pairs = [pair for one, other in parts for pair in zip(one, other, strict=True)]
        moves: list[Animation] = []
        for old, new in pairs:
            if here.isdisjoint(map(id, old.get_family())):
                old.scale(new.width / old.width).move_to(new)
            else:
                moves.append(old.animate.scale(new.width / old.width).move_to(new).build())
        return moves

    def mark(self, k: int, n: int) -> Animation:
        """The next n squares of line k appear, one after the other."""
        start = self._marked[k]
        self._marked[k] = start + n
        return LaggedStart(*(FadeIn(cell, scale=0.5) for cell in self.cells[k][start : start + n]), lag_ratio=0.5)


def _cell(pitch: float, hue: str) -> Square:
    return Square(0.8 * pitch, stroke_width=0, fill_color=hue, fill_opacity=0.9)
