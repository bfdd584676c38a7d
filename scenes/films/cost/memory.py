"""What the largest network keeps: numbers for one example, and a whole batch beside all the weights."""

from __future__ import annotations

from manim import DOWN, LEFT, RIGHT, UP, Rectangle, VGroup

from engine.reading import Reading
from scenes.films.cost import facts
from scenes.kit.place.shots import fit
from scenes.kit.place.stage import Region
from scenes.kit.theme import theme
from scenes.kit.type.formula import BODY, Formula, Label
from scenes.shown import show

HIGH = 0.7  # of its width, as high as a region in which names stand over their bars
LEAST = 0.04  # width of a bar, so that it is seen


class Memory(VGroup):
    """one (numbers kept for one example), weights and many (what they and a whole batch take, as bars on one scale)."""

    def __init__(self, t: Reading, region: Region, size: float = BODY) -> None:
        super().__init__()
        largest = facts.largest(t)
        weights, many = largest.weight_megabytes, largest.batch_megabytes
        self.one = Formula('"kept for one example:" {n} "numbers"', size=size, n=largest.kept)
        batch = Formula('"kept for" {n} "examples"', size=size, n=facts.study(t).batch)
        names: list[VGroup] = [Label("all its weights", size=0.9 * size, color=theme().ink), batch]
        bytes_ = [Formula('{n} "MB"', size=size, n=show(n, digits=2)) for n in (weights, many)]
        high = region.height > HIGH * region.width
        taken = max(n.width for n in bytes_) + 0.5 + (0 if high else max(n.width for n in names))
        room = (region.width - taken) / max(weights.value, many.value)
        bars = (_bar(max(LEAST, room * n.value), hue) for n, hue in ((weights, theme().positive), (many, theme().forward)))
        self.weights, self.many = (_row(*row, high) for row in zip(names, bars, bytes_, strict=True))
        for y, row in enumerate((self.weights, self.many)):
            row.shift(row[1].get_left()[0] * LEFT + (row[1].get_y() + (2.4 if high else 1.6) * y) * DOWN)
        self.one.next_to(VGroup(self.weights, self.many), UP, buff=0.8)
        self.add(self.one, self.weights, self.many)
        fit(self, region)


def _row(name: VGroup, bar: Rectangle, said: Formula, high: bool) -> VGroup:
    """[name, bar, said] beside each other; the name over its bar where there is little width."""
    said.next_to(bar, RIGHT, buff=0.2)
    if high:
        return VGroup(name.next_to(bar, UP, buff=0.25).align_to(bar, LEFT), bar, said)
    return VGroup(name.next_to(bar, LEFT, buff=0.2), bar, said)


def _bar(width: float, hue: str) -> Rectangle:
    return Rectangle(width=width, height=0.9, stroke_width=0, fill_color=hue, fill_opacity=0.9)
