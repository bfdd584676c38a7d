"""How the multiplications grow with the network: the three ways as curves over the number of weights."""

from __future__ import annotations

import numpy as np
from manim import RIGHT, VGroup

from engine.reading import Reading
from scenes.films.cost import facts
from scenes.films.cost.ways import hues
from scenes.kit.place.stage import Region
from scenes.kit.plots.log_axes import GrowingCurve, LogAxes
from scenes.kit.type.formula import Label

TAGS = ("nudging", "paths", "backprop")
EVERY = 3  # powers of ten from one that is named to the next
POWERS = 0.9  # room left of the axes for them


class CostCurves(VGroup):
    """axes, ticks (the weights of the three networks), powers; curves[k], names[k] of the three ways."""

    def __init__(self, t: Reading, room: Region, size: float) -> None:
        super().__init__()
        xs, *ys = (t.numbers(f"studies.cost.{field}", "count") for field in ("weights", *facts.WAYS))
        tags = [Label(tag, size=0.8 * size, color=hue) for tag, hue in zip(TAGS, hues(), strict=True)]
        left, right, counts = POWERS * size / 34, max(tag.width for tag in tags) - 0.1, np.concatenate([y.array for y in ys])
        region = Region(room.x + (left - right) / 2, room.y - 0.1, room.width - left - right, room.height - 0.012 * size)
        self.axes = LogAxes(region, xs.array, counts, '"weights"', '"multiplications"', size)
        self.axes.names[0].next_to(self.axes.axes[0].get_end(), RIGHT, buff=0.15)
        self.powers = self.axes.powers(EVERY)
        self.ticks = VGroup(*(self.axes.tick(size.weights) for size in facts.sizes(t)))
        self.curves = [GrowingCurve(self.axes, xs, y, hue) for y, hue in zip(ys, hues(), strict=True)]
        self.names = [tag.next_to(curve.points_on[-1], RIGHT, buff=0.2) for tag, curve in zip(tags, self.curves, strict=True)]
        self.add(self.axes, self.powers, self.ticks, *self.curves, *self.names)
