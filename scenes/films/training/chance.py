"""Many runs from many seeds: a dot for each, full where it learned, a ring where it got stuck; and the pair table of two inputs."""

from __future__ import annotations

import numpy as np
from manim import DOWN, RIGHT, Circle, VGroup

from engine.reading import Named, Number, Reading
from scenes.kit.maths.equations import prime
from scenes.kit.place.stage import Region
from scenes.kit.theme import theme
from scenes.kit.type.formula import SMALL, Formula
from scenes.kit.type.number import Num
from scenes.shown import show

ROW = 20  # dots in a row
PITCH, COLUMNS = 0.56, (0.0, 2.1, 4.5)  # of the table


class Chance(VGroup):
    """dots[k] of seed k; learned, stuck (VGroups of them); `counts[0..1]` their numbers."""

    def __init__(self, t: Reading, region: Region) -> None:
        super().__init__()
        learns = t.trace.studies["seeds"].learns
        row = ROW if region.width > region.height else ROW // 2
        pitch = min(region.width / row, (region.height - 1.2) / np.ceil(len(learns) / row), 0.55)
        self.dots = VGroup(*(Circle(0.34 * pitch, stroke_width=3, color=theme().soft) for _ in learns))
        self.dots.arrange_in_grid(cols=row, buff=0.32 * pitch)
        self.learned = [dot for dot, ok in zip(self.dots, learns, strict=True) if ok]
        self.stuck = [dot for dot, ok in zip(self.dots, learns, strict=True) if not ok]
        names = (("learned", "learn", theme().positive), ("stuck", '"get stuck"', theme().loss))
        self.counts = VGroup(*(self._count(t, *name) for name in names)).arrange(RIGHT, buff=1.5)
        VGroup(self.dots, self.counts).arrange(DOWN, buff=0.4).move_to(region.center)
        self.add(self.dots)

    def _count(self, t: Reading, field: str, words: str, hue: str) -> Formula:
        words = words if words.startswith('"') else f'"{words}"'
        return Formula("{n} " + words, size=40, color=hue, n=t.at(f"studies.seeds.{field}", "count"))


class PairTable(VGroup):
    """Two inputs side by side: heads[0..1] and rows [name, value, value]: `hidden`, `answers`, and under them `slopes`."""

    def __init__(self, one: Reading, two: Reading) -> None:
        super().__init__()
        pair, n, D = (one, two), one.name, one.D
        self.heads = VGroup(*(Formula("{s} = ({u}, {v})", size=SMALL + 4, s=n.x, u=t.x[0], v=t.x[1]) for t in pair))
        hidden = [(n.a[1][i], [t.a[1][i] for t in pair]) for i in range(min(2, one.sizes[1]))]
        slopes = [(n.z[1][i], [t.da_dz[1][i] for t in pair]) for i in range(min(2, one.sizes[1]))]
        self.hidden = [self._row(*row, digits=3) for row in hidden]
        self.answers = self._row(n.a[D][0], [t.a[D][0] for t in pair], digits=2)
        self.slopes = [self._row(name, values, digits=1) for name, values in slopes]
        for (z, _), row in zip(slopes, self.slopes, strict=True):
            slope = Formula("{f} \\( {z} \\)", size=SMALL + 4, hues={"f": theme().backward}, f=prime(one, 1), z=z)
            row.submobjects[0] = slope
        rows = [*self.hidden, self.answers]
        for k, head in enumerate(self.heads):
            head.move_to([COLUMNS[k + 1], 0, 0])
        for k, row in enumerate(rows):
            self._place(row, k)
        for k, row in enumerate(self.slopes):
            self._place(row, k + len(rows))
        self.add(self.heads, *rows, *self.slopes)

    def _row(self, named: Named, values: list[Number], digits: int) -> VGroup:
        return VGroup(Formula("{s}", size=SMALL + 4, s=named), *(Num(show(value, digits=digits), 30) for value in values))

    def _place(self, row: VGroup, k: int) -> None:
        for part, x in zip(row, COLUMNS, strict=True):
            part.move_to([x, -PITCH * (k + 1), 0])
