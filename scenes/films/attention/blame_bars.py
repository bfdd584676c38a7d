"""What each share is blamed for, beside the average: which scores should fall and which should rise."""

from __future__ import annotations

from collections.abc import Sequence

from manim import DOWN, LEFT, RIGHT, UP, Arrow, DashedLine, Line, Rectangle, VGroup

from engine.called import Name
from engine.reading import Number
from scenes.films.attention.digits import largest, written
from scenes.films.attention.formulas import DIGITS
from scenes.kit.place.stage import Region
from scenes.kit.theme import theme
from scenes.kit.type.formula import BODY, Formula, Label
from scenes.kit.type.number import Num
from scenes.shown import show

WORDS, NUMS, ARROWS, LEVEL = 0.13, 0.13, 0.26, 0.2  # of the height; of the width
LARGEST = 42
BESIDE = 0.2  # between the level and its number


class BlameBars(VGroup):
    """bars[s]: what comes back to the share of s, from one floor; level: the row's average, with its number; arrows[s]: its score's way."""

    def __init__(self, words: Sequence[str | Name], blame: Sequence[Number], mean: Number, region: Region) -> None:
        super().__init__()
        values, self.region = [number.value for number in blame], region
        self.left, right = region.x - region.width / 2, region.x + (0.5 - LEVEL) * region.width
        self.pitch, foot = (right - self.left) / len(words), region.y - region.height / 2
        low, high = min(0.0, *values, mean.value), max(0.0, *values, mean.value)
        self.unit = ((1 - WORDS - NUMS - ARROWS) * region.height - 0.2) / ((high - low) or 1.0)
        self.zero = foot + (WORDS + NUMS) * region.height + 0.1 - self.unit * low
        self.bars, self.words, self.nums, self.arrows = VGroup(), VGroup(), VGroup(), VGroup()
        for s, (word, num) in enumerate(zip(words, written(blame, 0.9 * self.pitch, largest(LARGEST)), strict=True)):
            self._column(s, Label(word, size=BODY, color=theme().ink), num, blame[s].value > mean.value)
        self.floor = Line([self.left, self.zero, 0], [right, self.zero, 0], stroke_width=2, color=theme().line)
        y = self.zero + self.unit * mean.value
        self.line = DashedLine([self.left, y, 0], [right, y, 0], stroke_width=4, color=theme().light)
        self.line.set_stroke(theme().panel, width=10, background=True)  # set off from the bars it crosses
        mean_num = Num(show(mean, DIGITS), largest(LARGEST))
        mean_num.scale(min(1.0, (LEVEL * region.width - BESIDE) / mean_num.width)).next_to(self.line, RIGHT, buff=BESIDE)
        self.level = VGroup(self.line, mean_num)
        self.add(self.floor, self.bars, self.words, self.nums, self.level, self.arrows)

    def _column(self, s: int, label: Label, num: Num, falls: bool) -> None:
        """Bar, number, word and arrow of one share."""
        x, high, foot = self.left + (s + 0.5) * self.pitch, self.region.height, self.region.y - self.region.height / 2
        ends = sorted((self.zero, self.zero + self.unit * num.shown.number.value))
        bar = Rectangle(width=0.5 * self.pitch, height=max(0.03, ends[1] - ends[0]), stroke_width=0)
        self.bars.add(bar.set_fill(theme().backward, opacity=0.85).move_to([x, ends[0], 0], aligned_edge=DOWN))
        for thing, share, at in ((label, WORDS, WORDS / 2), (num, NUMS, WORDS + NUMS / 2)):
            thing.scale(min(1.0, 0.9 * self.pitch / thing.width, 0.85 * share * high / max(thing.height, 1e-6)))
            thing.move_to([x, foot + at * high, 0])
        self.words.add(label)
        self.nums.add(num)
        self.arrows.add(_arrow(x, foot + (1 - ARROWS / 2) * high, falls, self.pitch, 0.9 * ARROWS * high))


def _arrow(x: float, y: float, falls: bool, pitch: float, high: float) -> VGroup:
    """Where a score should go."""
    way = DOWN if falls else UP
    arrow = Arrow(-0.5 * way, 0.5 * way, buff=0, stroke_width=8, color=theme().forward)
    symbol = Formula("s", size=BODY, color=theme().forward).next_to(arrow, LEFT, buff=0.12)
    pair = VGroup(symbol, arrow)
    return pair.scale(min(1.0, 0.8 * pitch / pair.width, high / pair.height)).move_to([x, y, 0])
