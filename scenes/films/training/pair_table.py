"""Two inputs that look the same: what every hidden neuron says to both, what is answered, and how flat the squash is there."""

from __future__ import annotations

from collections.abc import Sequence

from manim import VGroup

from engine.reading import Named, Number, Reading
from scenes.kit.maths.equations import prime
from scenes.kit.theme import theme
from scenes.kit.type.formula import SMALL, Formula
from scenes.kit.type.number import Num
from scenes.shown import show

COLUMNS, PITCH = (0.0, 2.1, 4.5), 0.56  # of the names and the two inputs; between rows
SIZE = SMALL + 4
MOST = 2  # hidden neurons that have a row


class PairTable(VGroup):
    """Two inputs side by side: heads[0..1] and rows [name, value, value]: `hidden`, `answers`, and under them `slopes`."""

    def __init__(self, one: Reading, two: Reading) -> None:
        super().__init__()
        pair, n, D = (one, two), one.name, one.D
        told = range(min(MOST, one.sizes[1]))
        self.heads = VGroup(*(Formula("{s} = ({u}, {v})", size=SIZE, s=n.x, u=t.x[0], v=t.x[1]) for t in pair))
        self.hidden = [_row(_name(n.a[1][i]), [t.a[1][i] for t in pair], digits=3) for i in told]
        self.answers = _row(_name(n.a[D][0]), [t.a[D][0] for t in pair], digits=2)
        self.slopes = [_row(_slope(one, i), [t.da_dz[1][i] for t in pair], digits=1) for i in told]
        for head, x in zip(self.heads, COLUMNS[1:], strict=True):
            head.move_to([x, 0, 0])
        rows = [*self.hidden, self.answers, *self.slopes]
        for k, row in enumerate(rows):
            for part, x in zip(row, COLUMNS, strict=True):
                part.move_to([x, -PITCH * (k + 1), 0])
        self.add(self.heads, *rows)


def _row(name: Formula, values: Sequence[Number], digits: int) -> VGroup:
    return VGroup(name, *(Num(show(value, digits=digits), 30) for value in values))


def _name(named: Named) -> Formula:
    return Formula("{s}", size=SIZE, s=named)


def _slope(t: Reading, i: int) -> Formula:
    """sigma'(z_i) of the first layer."""
    return Formula("{f} \\( {z} \\)", size=SIZE, hues={"f": theme().backward}, f=prime(t, 1), z=t.name.z[1][i])
