"""How the multiplications grow with the network: the three ways as curves over the number of weights."""

from __future__ import annotations

import numpy as np
from manim import RIGHT, VGroup

from engine.reading import Reading
from scenes.films.cost import facts
from scenes.films.cost.ways import hues
from scenes.kit.place.stage import Region, Stage
from scenes.kit.plots.log_axes import GrowingCurve, LogAxes
from scenes.kit.type.formula import Label, small

TAGS = ("nudging", "paths", "backprop")
EVERY = 3  # powers of ten from one that is named to the next
POWERS = 0.6  # room left of the axes for them


class CostCurves:
    """axes, ticks (the weights of the three networks), powers; curves[k], names[k] of the three ways."""

    def __init__(self, t: Reading, stage: Stage) -> None:
        xs, *ys = (t.numbers(f"studies.cost.{field}", "count") for field in ("weights", *facts.WAYS))
        tags = [Label(tag, size=small(), color=hue) for tag, hue in zip(TAGS, hues(), strict=True)]
        region, counts = _beside(stage, tags[-1].width), np.concatenate([y.array for y in ys])
        self.axes = LogAxes(region, xs.array, counts, '"weights"', '"multiplications"')
        self.axes.names[0].next_to(self.axes.axes[0].get_end(), RIGHT, buff=0.2)
        self.powers = self.axes.powers(EVERY)
        self.ticks = VGroup(*(self.axes.tick(size.weights) for size in facts.sizes(t)))
        self.curves = [GrowingCurve(self.axes, xs, y, hue) for y, hue in zip(ys, hues(), strict=True)]
        self.names = [tag.next_to(curve.points_on[-1], RIGHT, buff=0.2) for tag, curve in zip(tags, self.curves, strict=True)]


def _beside(stage: Stage, tag: float) -> Region:
    """Room for the axes, with names left and tags right of them; in a wide frame as high as the frame allows."""
    place = stage.graph if stage.is_narrow else stage.wide
    left, right = stage.wide.left[0] + POWERS, (stage.graph if stage.is_narrow else stage.aside).x + (3.5 if stage.is_narrow else 4.6)
    return Region((left + right - tag) / 2, place.y, right - tag - left, place.height)
