"""All that a run forward keeps: a row for the input, and for every layer its activations, and its sums where its squash asks for them."""

from __future__ import annotations

from manim import DOWN, LEFT, RIGHT, VGroup

from engine.reading import Named, Numbers, Reading
from scenes.films.cost import facts, formulas
from scenes.kit.place.shots import fit
from scenes.kit.place.stage import Region
from scenes.kit.type.formula import BODY, Formula, Label
from scenes.kit.type.number import Num
from scenes.shown import show

MOST = 3  # numbers written of a layer
LAYERS = 4  # rows are drawn for so many of the last layers


class KeptRows(VGroup):
    """rows[l] for the layers drawn: a of layer l, with z where that is kept, the input for l = 0; `bytes` they take, under them all."""

    def __init__(self, t: Reading, region: Region) -> None:
        super().__init__()
        layers = range(max(0, t.D + 1 - LAYERS), t.D + 1)
        self.rows = {l: VGroup(*(_row(*one) for one in _kept(t, l))) for l in layers}
        every = VGroup(*(row for rows in self.rows.values() for row in rows))
        every.arrange(DOWN, buff=0.22, aligned_edge=LEFT)
        for row in every:
            row.shift((every[0][0]["eq"].get_x() - row[0]["eq"].get_x()) * RIGHT)
        self.bytes = VGroup(
            Label("eight bytes each:", size=BODY),
            Formula(formulas.kept_bytes(t)),
        ).arrange(DOWN, buff=0.2)
        self.bytes.next_to(every, *((RIGHT, 1.0) if region.width > 2 * region.height else (DOWN, 0.6)))
        self.add(*self.rows.values(), self.bytes)
        fit(self, region)


def _kept(t: Reading, l: int) -> list[tuple[Named, Numbers]]:
    if l == 0:
        return [(t.name.x, t.x)]
    sums = [] if facts.is_read_off(t, l) else [(t.name.z[l], t.z[l])]
    return [*sums, (t.name.a[l], t.a[l])]


def _row(name: Named, numbers: Numbers) -> VGroup:
    values = [Num(show(number, 3), BODY) for number in list(numbers)[:MOST]]
    more = [Label("$dots.c$")] if len(numbers) > MOST else []
    return VGroup(Formula("{s} =", s=name), *values, *more).arrange(RIGHT, buff=0.22)
