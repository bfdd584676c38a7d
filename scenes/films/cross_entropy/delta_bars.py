"""Deltas as bars: of one mistake under two losses, and of outputs that share one whole."""

from __future__ import annotations

from collections.abc import Sequence

from manim import DOWN, LEFT, RIGHT, Line, Polygon, Rectangle, VGroup

from engine.reading import Number, Reading
from scenes.kit.place.shots import fit, resting
from scenes.kit.place.stage import Region
from scenes.kit.theme import theme
from scenes.kit.type.formula import BODY, Formula, Label
from scenes.kit.type.number import Num
from scenes.shown import show

HEAD = 0.9  # of an arrow's width: how long its head is
NAMED = 0.85  # of the size of its number, a bar's name
LEAST = 0.03  # so that a bar of next to nothing is seen
ABOVE = 1.1  # of the height of a bar of one: what it leaves free over it


class PushBars(VGroup):
    """rows[k] = name, bar, number of the k-th delta; all bars begin under each other, on one scale."""

    def __init__(self, region: Region, names: Sequence[str], deltas: Sequence[Number]) -> None:
        super().__init__()
        size = max(BODY, resting())
        labels = [Label(name, size=NAMED * size, color=theme().ink) for name in names]
        nums = [Num(show(delta, 3), size) for delta in deltas]
        top = max(abs(delta.value) for delta in deltas)
        room = min(region.width - max(n.width for n in labels) - max(n.width for n in nums) - 0.7, 6.0)
        bars = [
            Rectangle(
                width=max(LEAST, room * abs(d.value) / top), height=0.8, stroke_width=0, fill_color=theme().backward, fill_opacity=0.9
            )
            for d in deltas
        ]
        self.rows = VGroup(*(VGroup(*row).arrange(RIGHT, buff=0.25) for row in zip(labels, bars, nums, strict=True)))
        self.rows.arrange(DOWN, buff=0.55)
        for row in self.rows:
            row.shift(row[1].get_left()[0] * LEFT)
        self.add(self.rows)
        fit(self, region)


class ShareColumns(VGroup):
    """Outputs that sum to one, three upright bars each, their numbers under the floor.

    bars[i], says[i]     what output i said: a           marks[i], wants[i]   what was wanted of it: y
    deltas[i]            what lies between: delta            gaps[i]   where it pushes to: from a to y, against delta
    heads                the three names at the left
    """

    def __init__(self, t: Reading, region: Region, size: float = 34) -> None:
        super().__init__()
        n = t.sizes[-1]
        row = 0.019 * size
        pitch, high = (region.width - 1.2) / n, (region.height - 3.2 * row) / ABOVE
        floor = region.y - region.height / 2 + 3.1 * row
        left = region.x - n * pitch / 2 + 0.5
        xs = [left + (i + 0.5) * pitch for i in range(n)]
        self.floor = Line([left, floor, 0], [left + n * pitch, floor, 0], stroke_width=2, color=theme().line)
        self.bars, self.marks, self.gaps = VGroup(), VGroup(), VGroup()
        self.says, self.wants, self.deltas = VGroup(), VGroup(), VGroup()
        for i, x in enumerate(xs):
            a, y, d = t.a[1][i], t.y[i], t.delta[1][i]
            said, wanted = floor + high * a.value, floor + high * y.value
            for side, start, end, hue, group in (
                (-1, floor, said, theme().forward, self.bars),
                (0, floor, wanted, theme().ink, self.marks),
            ):
                group.add(_upright(x + 0.26 * side * pitch, 0.2 * pitch, start, end, hue))
            self.gaps.add(_pointing(x + 0.26 * pitch, 0.2 * pitch, said, wanted))
            for k, num, group in zip(range(3), (a, y, d), (self.says, self.wants, self.deltas), strict=True):
                group.add(Num(num, size, theme().ink if k == 1 else None).move_to([x, floor - (0.7 + k) * row, 0]))
        names = (t.name.a, t.name.y, t.name.delta)
        self.heads = VGroup(
            *(Formula("{s}", size=size, s=s).move_to([left - 0.45, floor - (0.7 + k) * row, 0]) for k, s in enumerate(names))
        )
        self.add(self.floor, self.bars, self.marks, self.gaps, self.says, self.wants, self.deltas, self.heads)


def _pointing(x: float, width: float, start: float, end: float) -> Polygon:
    """An upright arrow from one height to another; a short one is all head."""
    way = 1.0 if end >= start else -1.0
    long = max(LEAST, abs(end - start))
    tip, neck = start + way * long, start + way * max(0.0, long - HEAD * width)
    left, right = ((x + side * width / 2, x + side * width / 5) for side in (-1, 1))
    outline = [(left[1], start), (left[1], neck), (left[0], neck), (x, tip), (right[0], neck), (right[1], neck), (right[1], start)]
    hue = theme().backward
    return Polygon(*([u, v, 0] for u, v in outline), stroke_width=0, fill_color=hue, fill_opacity=0.85)


def _upright(x: float, width: float, low: float, high: float, hue: str) -> Rectangle:
    low, high = sorted((low, high))
    bar = Rectangle(width=width, height=max(LEAST, high - low), stroke_width=0, fill_color=hue, fill_opacity=0.85)
    return bar.move_to([x, low, 0], aligned_edge=DOWN)
