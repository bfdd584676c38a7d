"""What longer chains cost, both ways: one line for each length, its two counts as bars on one scale."""

from __future__ import annotations

from collections.abc import Sequence

from manim import LEFT, RIGHT, Rectangle, VGroup

from engine.reading import Number, Reading
from scenes.films.chain import facts
from scenes.films.chain.tally import WAYS, hues
from scenes.kit.place.stage import Region
from scenes.kit.theme import theme
from scenes.kit.type.formula import SMALL, Label
from scenes.kit.type.number import Num

LEAST = 0.03  # width of a bar, so that it is seen


class LongerChains(VGroup):
    """heads: what is compared; rows[k]: the length of chain k, then a bar and its count for either way."""

    def __init__(self, t: Reading, region: Region) -> None:
        super().__init__()
        lengths, alone, carried = facts.lengths(t), facts.alone_of(t), facts.carried_of(t)
        scale = 0.47 * region.width / max(alone.array)
        self.rows = VGroup(*(_row(lengths[k], [alone[k], carried[k]], scale) for k in range(len(lengths))))
        self.rows.arrange([0, -1, 0], buff=0.35)
        for row in self.rows:  # all the bars start from one line, whatever the widths of their names
            row.shift(-row[1].get_left()[0] * RIGHT)
        heads = VGroup(*(VGroup(_bar(0.3, hue), Label(way)).arrange(buff=0.15) for way, hue in zip(WAYS, hues(), strict=True)))
        self.heads = heads.arrange(RIGHT, buff=0.8).next_to(self.rows, [0, 1, 0], buff=0.35, aligned_edge=LEFT)
        self.add(self.heads, self.rows)
        region.hold(self)


def _row(length: Number, counts: Sequence[Number], scale: float) -> VGroup:
    name = VGroup(Num(length, 30, theme().ink), Label("neurons")).arrange(RIGHT, buff=0.15)
    bars = VGroup()
    for count, hue in zip(counts, hues(), strict=True):
        bar = _bar(max(LEAST, count.value * scale), hue)
        bars.add(VGroup(bar, Num(count, SMALL, theme().ink)).arrange(RIGHT, buff=0.15))
    bars.arrange([0, -1, 0], buff=0.12, aligned_edge=LEFT)
    for bar in bars:
        bar.align_to(bars, LEFT)
    name.move_to([-1.6, bars.get_y(), 0], aligned_edge=RIGHT)
    return VGroup(name, bars.shift((-1.25 - bars.get_left()[0]) * RIGHT))


def _bar(width: float, hue: str) -> Rectangle:
    return Rectangle(width=width, height=0.24, stroke_width=0, fill_color=hue, fill_opacity=0.9)
