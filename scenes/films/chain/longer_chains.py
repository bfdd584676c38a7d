"""What longer chains cost, both ways: one line for each length, its two counts as bars on one scale."""

from __future__ import annotations

from collections.abc import Sequence

from manim import DOWN, LEFT, RIGHT, Rectangle, VGroup

from engine.reading import Number, Reading
from scenes.films.chain import facts
from scenes.films.chain.tally import WAYS, hues
from scenes.kit.maths.stack import is_high
from scenes.kit.place.shots import resting
from scenes.kit.place.stage import Region
from scenes.kit.theme import theme
from scenes.kit.type.formula import Label
from scenes.kit.type.number import Num

LEAST = 0.04  # width of a bar, so that it is seen
BAR = 0.27  # height of one
GAP = 0.3  # between a name, its bars and their counts


class LongerChains(VGroup):
    """heads: what is compared; rows[k]: the length of chain k, then a bar and its count for either way; under its name in a high room."""

    def __init__(self, t: Reading, room: Region) -> None:
        super().__init__()
        lengths, counts = facts.lengths(t), (facts.alone_of(t), facts.carried_of(t))
        high = is_high(room)
        names = [_name(lengths[k]) for k in range(len(lengths))]
        pairs = [[Num(of[k], resting(), theme().ink) for of in counts] for k in range(len(lengths))]
        free = room.width - max(num.width for pair in pairs for num in pair) - GAP - (0 if high else max(n.width for n in names) + GAP)
        scale = free / max(counts[0].array)
        values = [[of[k].value for of in counts] for k in range(len(lengths))]
        self.rows = VGroup(*(_row(*row, scale, high) for row in zip(names, pairs, values, strict=True)))
        self.rows.arrange(DOWN, buff=1.2 if high else 0.22)
        for row in self.rows:  # all the bars start from one line, whatever the widths of their names
            row.shift(-row[1].get_left()[0] * RIGHT)
        keys = ((_bar(BAR, hue), Label(way, resting(), theme().ink)) for way, hue in zip(WAYS, hues(), strict=True))
        heads = (VGroup(*key).arrange(buff=0.15) for key in keys)
        self.heads = VGroup(*heads).arrange(DOWN if high else RIGHT, buff=0.3 if high else 0.8, aligned_edge=LEFT if high else [0, 0, 0])
        self.heads.next_to(self.rows, [0, 1, 0], buff=0.9 if high else 0.22, aligned_edge=LEFT)
        self.add(self.heads, self.rows)
        room.hold(self)


def _name(length: Number) -> VGroup:
    return VGroup(Num(length, resting(), theme().ink), Label("neurons", resting())).arrange(RIGHT, buff=0.15)


def _row(name: VGroup, nums: Sequence[Num], counts: Sequence[float], scale: float, high: bool) -> VGroup:
    bars = VGroup()
    for num, count, hue in zip(nums, counts, hues(), strict=True):
        bars.add(VGroup(_bar(max(LEAST, count * scale), hue), num).arrange(RIGHT, buff=GAP / 2))
    bars.arrange(DOWN, buff=0.08, aligned_edge=LEFT)
    name.next_to(bars, [0, 1, 0] if high else LEFT, buff=GAP, aligned_edge=LEFT if high else [0, 0, 0])
    return VGroup(name, bars)


def _bar(width: float, hue: str) -> Rectangle:
    return Rectangle(width=width, height=BAR, stroke_width=0, fill_color=hue, fill_opacity=0.9)
