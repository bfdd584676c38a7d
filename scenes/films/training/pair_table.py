"""Two inputs that look the same: what every hidden neuron says to both, what is answered, and how flat the squash is there."""

from __future__ import annotations

from collections.abc import Sequence

from manim import VGroup

from engine.reading import Named, Number, Reading
from scenes.kit.maths.equations import prime
from scenes.kit.place.shots import RESTING
from scenes.kit.place.stage import Region, Stage
from scenes.kit.theme import theme
from scenes.kit.type.formula import Formula
from scenes.kit.type.number import Num
from scenes.shown import show

MOST = 2  # hidden neurons that have a row
APART = 1.1  # between two columns, at most
NAME = 0.016  # of a line's height, that a name with its scripts takes for each point of its size


class PairTable(VGroup):
    """Two inputs side by side: heads[0..1] and rows [name, value, value]: `hidden`, `answers`, and under them `slopes`."""

    def __init__(self, one: Reading, two: Reading, stage: Stage, room: Region) -> None:
        super().__init__()
        pair, n, D, size = (one, two), one.name, one.D, RESTING[stage.shape]
        told = range(min(MOST, one.sizes[1]))
        pitch = room.height / (2 * len(told) + 2)
        named = min(size, pitch / NAME)
        self.heads = VGroup(*(Formula("({u}, {v})", size=size, u=t.x[0], v=t.x[1]) for t in pair))
        self.hidden = [_row(_name(n.a[1][i], named), [t.a[1][i] for t in pair], 3, size) for i in told]
        self.answers = _row(_name(n.a[D][0], named), [t.a[D][0] for t in pair], 2, size)
        self.slopes = [_row(_slope(one, i, named), [t.da_dz[1][i] for t in pair], 1, size) for i in told]
        rows = [*self.hidden, self.answers, *self.slopes]
        columns = [[row[0] for row in rows], *([head, *(row[k] for row in rows)] for k, head in enumerate(self.heads, 1))]
        wide = [max(part.width for part in column) for column in columns]
        gap = min(APART, (room.width - sum(wide)) / 2)
        left = room.x - sum(wide) / 2 - gap
        for k, column in enumerate(columns):
            x = left + sum(wide[:k]) + k * gap + wide[k] / 2
            for m, part in enumerate(column, len(rows) + 1 - len(column)):
                part.move_to([x, room.y + room.height / 2 - (m + 0.5) * pitch, 0])
        self.add(self.heads, *rows)


def _row(name: Formula, values: Sequence[Number], digits: int, size: float) -> VGroup:
    return VGroup(name, *(Num(show(value, digits=digits), size) for value in values))


def _name(named: Named, size: float) -> Formula:
    return Formula("{s}", size=size, s=named)


def _slope(t: Reading, i: int, size: float) -> Formula:
    """sigma'(z_i) of the first layer."""
    return Formula("{f} \\( {z} \\)", size=size, hues={"f": theme().backward}, f=prime(t, 1), z=t.name.z[1][i])
