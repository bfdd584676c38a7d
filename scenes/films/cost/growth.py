"""How the cost of a gradient grows with the network: curves over the number of weights, and the memory it takes."""

from __future__ import annotations

import numpy as np
from manim import DOWN, LEFT, RIGHT, UP, Rectangle, VGroup

from engine.reading import Reading
from scenes.films.cost import cost_words as words
from scenes.kit.place.stage import Region, Stage
from scenes.kit.plots.log_axes import GrowingCurve, LogAxes
from scenes.kit.theme import theme
from scenes.kit.type.formula import Formula, Label, small
from scenes.shown import show

FIELDS = ("nudged", "walked", "backprop")
LEAST = 0.04
EVERY = 3  # powers of ten from one that is named to the next
POWERS = 0.6  # room left of the axes for them


def hues() -> list[str]:
    """The colours of nudging, of the paths, of backprop."""
    return [theme().soft, theme().forward, theme().backward]


class Growing:
    """axes, ticks (the weights of the three networks), powers; curves[k], names[k] of the three ways, in the order of the race."""

    def __init__(self, t: Reading, stage: Stage) -> None:
        xs, *ys = (t.numbers(f"studies.cost.{field}", "count") for field in ("weights", *FIELDS))
        tags = [Label(name, size=small(), color=hue) for name, hue in zip(("nudging", "paths", "backprop"), hues(), strict=True)]
        self.axes = LogAxes(
            _beside(stage, tags[-1].width), xs.array, np.concatenate([y.array for y in ys]), '"weights"', '"multiplications"'
        )
        self.axes.names[0].next_to(self.axes.axes[0].get_end(), RIGHT, buff=0.2)
        self.powers = self.axes.powers(EVERY)
        self.ticks = VGroup(*(self.axes.tick(words.sized(t, k, "weights")) for k in range(3)))
        self.curves = [GrowingCurve(self.axes, xs, y, hue) for y, hue in zip(ys, hues(), strict=True)]
        self.names = [tag.next_to(curve.points_on[-1], RIGHT, buff=0.2) for tag, curve in zip(tags, self.curves, strict=True)]


def _beside(stage: Stage, tag: float) -> Region:
    """Room for the axes, with names left and tags right of them; in a wide frame as high as the frame allows."""
    place = stage.graph if stage.is_narrow else stage.wide
    left, right = stage.wide.left[0] + POWERS, (stage.graph if stage.is_narrow else stage.aside).x + (3.5 if stage.is_narrow else 4.6)
    return Region((left + right - tag) / 2, place.y, right - tag - left, place.height)


class Memory(VGroup):
    """one (numbers kept for one example), weights and many (what they and a whole batch take, as bars on one scale)."""

    def __init__(self, t: Reading, region: Region) -> None:
        super().__init__()
        weights, many = (words.sized(t, 2, field) for field in ("weight_megabytes", "batch_megabytes"))
        self.one = Formula('"kept for one example:" {n} "numbers"', size=1.4 * small(), n=words.sized(t, 2, "kept"))
        batch = Formula('"kept for" {n} "examples"', size=small(), n=words.cost(t, "batch"))
        names = [Label("all its weights", size=small(), color=theme().ink), batch]
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
