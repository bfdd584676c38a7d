"""What each share is blamed for, beside the average: which scores should fall and which should rise."""

from __future__ import annotations

from collections.abc import Sequence

from manim import DOWN, LEFT, RIGHT, UP, Arrow, DashedLine, Line, Rectangle, VGroup

from engine.called import Name
from engine.reading import Number
from scenes.films.attention.digits import written
from scenes.films.attention.formulas import DIGITS
from scenes.kit.place.stage import Region
from scenes.kit.theme import theme
from scenes.kit.type.formula import BODY, Formula, Label
from scenes.kit.type.number import Num
from scenes.shown import show

WORDS, NUMS, ARROWS, LEVEL = 0.13, 0.13, 0.26, 0.2  # of the height; of the width
LARGEST = 42


class BlameBars(VGroup):
    """bars[s]: what comes back to the share of s, from one floor; level: the row's average, with its number; arrows[s]: its score's way."""

    def __init__(self, words: Sequence[str | Name], blame: Sequence[Number], mean: Number, region: Region) -> None:
        super().__init__()
        n, values = len(words), [number.value for number in blame]
        left, right = region.x - region.width / 2, region.x + (0.5 - LEVEL) * region.width
        pitch, foot = (right - left) / n, region.y - region.height / 2
        low, high = min(0.0, *values, mean.value), max(0.0, *values, mean.value)
        room = (1 - WORDS - NUMS - ARROWS) * region.height - 0.2
        unit = room / ((high - low) or 1.0)
        floor = foot + (WORDS + NUMS) * region.height + 0.1 - unit * low
        nums = written(blame, 0.9 * pitch, LARGEST)
        self.bars, self.words, self.nums, self.arrows = VGroup(), VGroup(), VGroup(), VGroup()
        for s, (word, number, num) in enumerate(zip(words, blame, nums, strict=True)):
            x, ends = left + (s + 0.5) * pitch, sorted((floor, floor + unit * number.value))
            bar = Rectangle(width=0.5 * pitch, height=max(0.03, ends[1] - ends[0]), stroke_width=0)
            self.bars.add(bar.set_fill(theme().backward, opacity=0.85).move_to([x, ends[0], 0], aligned_edge=DOWN))
            self.nums.add(
                num.scale(min(1.0, 0.85 * NUMS * region.height / num.height)).move_to([x, foot + (WORDS + NUMS / 2) * region.height, 0])
            )
            label = Label(word, size=BODY, color=theme().ink)
            label.scale(min(1.0, 0.9 * pitch / label.width, 0.9 * WORDS * region.height / max(label.height, 1e-6))).move_to(
                [x, foot + WORDS * region.height / 2, 0]
            )
            self.words.add(label)
            self.arrows.add(
                _arrow(
                    x,
                    region.y + region.height / 2 - ARROWS * region.height / 2,
                    number.value > mean.value,
                    pitch,
                    0.9 * ARROWS * region.height,
                )
            )
        self.floor = Line([left, floor, 0], [right, floor, 0], stroke_width=2, color=theme().line)
        y = floor + unit * mean.value
        self.line = DashedLine([left, y, 0], [right, y, 0], stroke_width=4, color=theme().light)
        mean_num = Num(show(mean, DIGITS), LARGEST).next_to(self.line, RIGHT, buff=0.2)
        self.level = VGroup(self.line, mean_num.scale(min(1.0, 0.85 * LEVEL * region.width / mean_num.width)))
        self.add(self.floor, self.bars, self.words, self.nums, self.level, self.arrows)


def _arrow(x: float, y: float, falls: bool, pitch: float, high: float) -> VGroup:
    """Where a score should go."""
    way = DOWN if falls else UP
    arrow = Arrow(-0.5 * way, 0.5 * way, buff=0, stroke_width=8, color=theme().forward)
    symbol = Formula("s", size=BODY, color=theme().forward).next_to(arrow, LEFT, buff=0.12)
    pair = VGroup(symbol, arrow)
    return pair.scale(min(1.0, 0.8 * pitch / pair.width, high / pair.height)).move_to([x, y, 0])
