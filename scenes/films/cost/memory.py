"""What the largest network keeps: numbers for one example, and a whole batch beside all the weights."""

from __future__ import annotations

from manim import DOWN, LEFT, RIGHT, UP, Rectangle, VGroup

from engine.reading import Reading
from scenes.films.cost import facts
from scenes.kit.place.stage import Region
from scenes.kit.theme import theme
from scenes.kit.type.formula import Formula, Label, small
from scenes.shown import show

LEAST = 0.04  # width of a bar, so that it is seen


class Memory(VGroup):
    """one (numbers kept for one example), weights and many (what they and a whole batch take, as bars on one scale)."""

    def __init__(self, t: Reading, region: Region) -> None:
        super().__init__()
        largest = facts.largest(t)
        weights, many = largest.weight_megabytes, largest.batch_megabytes
        self.one = Formula('"kept for one example:" {n} "numbers"', size=1.4 * small(), n=largest.kept)
        batch = Formula('"kept for" {n} "examples"', size=small(), n=facts.study(t).batch)
        names: list[VGroup] = [Label("all its weights", size=small(), color=theme().ink), batch]
        bytes_ = [Formula('{n} "MB"', size=1.2 * small(), n=show(n, digits=2)) for n in (weights, many)]
        room = (region.width - max(n.width for n in names) - max(n.width for n in bytes_) - 0.5) / max(weights.value, many.value)
        self.weights, self.many = (
            VGroup(name, _bar(max(LEAST, room * n.value), hue), said).arrange(RIGHT, buff=0.2)
            for name, n, hue, said in zip(names, (weights, many), (theme().positive, theme().forward), bytes_, strict=True)
        )
        for y, row in enumerate((self.weights, self.many)):
            row.shift(row[1].get_left()[0] * LEFT + (row[1].get_y() + y) * DOWN)
        self.one.next_to(VGroup(self.weights, self.many), UP, buff=0.8)
        self.add(self.one, self.weights, self.many)
        region.hold(self)


def _bar(width: float, hue: str) -> Rectangle:
    return Rectangle(width=width, height=0.5, stroke_width=0, fill_color=hue, fill_opacity=0.9)
