"""What one token guesses: a bar for every output that could come next, and what comes back to each."""

from __future__ import annotations

from collections.abc import Sequence

from manim import LEFT, RIGHT, Line, Rectangle, VGroup

from engine.called import Name
from engine.reading import Number, Numbers, Reading
from scenes.films.attention.formulas import DIGITS
from scenes.films.attention.read import short
from scenes.kit.place.stage import Region
from scenes.kit.theme import theme
from scenes.kit.type.formula import BODY, Label
from scenes.kit.type.ink import size_of
from scenes.kit.type.number import Num
from scenes.shown import show

MOST = 6  # outputs that are drawn; of more, the right one and those that get most
NEXT_TO_NOTHING = 1e-3
NAMES, NUMS = 0.22, 0.24  # of the width
TALL = 0.82  # of a row's height, a number


def drawn(guess: Numbers, right: int) -> list[int]:
    """Which outputs are drawn, in their order."""
    order = sorted(range(len(guess)), key=lambda k: (k != right, -guess.array[k]))
    return sorted(order[:MOST])


def name(t: Reading, k: int) -> str | Name:
    """What output k is called."""
    called = t.called.output(k)
    return short(called) if called else f"$a_({k + 1})$"


class GuessBars(VGroup):
    """rows[i] = name, bar and number of the i-th output of `which`; `most` is what fills the region.

    blamed(back)   for each what comes back to it, a bar from a line of zero and its number
    """

    def __init__(self, t: Reading, guess: Numbers, which: list[int], region: Region, most: float) -> None:
        super().__init__()
        self.which, self.region = which, region
        pitch, left = region.height / len(which), region.x - region.width / 2
        nums = _written([guess[k] for k in which], 0.9 * NUMS * region.width, min(44.0, TALL * pitch * 48 / 0.344))
        self.longest, self.start = (1 - NAMES - NUMS) * region.width, left + NAMES * region.width
        self.rows = VGroup()
        for i, k in enumerate(which):
            y = region.y + region.height / 2 - (i + 0.5) * pitch
            label = Label(name(t, k), size=BODY, color=theme().ink)
            label.scale(min(1.15, 0.9 * NAMES * region.width / label.width, 0.7 * pitch / max(label.height, 1e-6)))
            label.move_to([self.start - 0.2 - label.width / 2, y, 0])
            bar = Rectangle(width=max(0.02, self.longest * guess[k].value / most), height=0.5 * pitch, stroke_width=0)
            bar.set_fill(theme().forward, opacity=0.85).move_to([self.start, y, 0], aligned_edge=LEFT)
            self.rows.add(VGroup(label, bar, nums[i].next_to(bar, RIGHT, buff=0.15)))
        self.add(self.rows)

    def blamed(self, back: Numbers) -> VGroup:
        """A row for each: its bar and its number; the line of zero is the last part."""
        values = [back[k].value for k in self.which]
        low, high = min(0.0, *values), max(0.0, *values)
        unit = self.longest / ((high - low) or 1.0)
        nums = _written([back[k] for k in self.which], 0.9 * NUMS * self.region.width, size_of(self.rows[0][2]))
        axis, rows = self.start - unit * low, VGroup()
        for row, num, k in zip(self.rows, nums, self.which, strict=True):
            ends = sorted((axis, axis + unit * back[k].value))
            bar = Rectangle(width=max(0.02, ends[1] - ends[0]), height=row[1].height, stroke_width=0)
            bar.set_fill(theme().backward, opacity=0.85).move_to([ends[0], row[1].get_y(), 0], aligned_edge=LEFT)
            rows.add(VGroup(bar, num.next_to([max(axis, ends[1]), bar.get_y(), 0], RIGHT, buff=0.15)))
        high, low = self.region.y + self.region.height / 2, self.region.y - self.region.height / 2
        rows.add(Line([axis, low, 0], [axis, high, 0], stroke_width=2, color=theme().line))
        return rows


def _written(numbers: Sequence[Number], width: float, most: float) -> list[Num]:
    """In three digits, in one what is nearly nothing, and as large as the width lets them be."""
    nums = [Num(show(number, DIGITS if abs(number.value) >= NEXT_TO_NOTHING else 1), most) for number in numbers]
    scale = min(1.0, width / max(num.width for num in nums))
    return [num.scale(scale) for num in nums]
