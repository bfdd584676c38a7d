"""What a mistake costs: a loss over what the neuron says, or over its sum, with the point that is badly wrong."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from manim import LEFT, RIGHT, UP, Dot, VGroup

from engine.reading import Number, Reading
from scenes.films.cross_entropy.facts import course, sides
from scenes.films.cross_entropy.hill import pushed, span
from scenes.films.cross_entropy.on_curve import Footprints, Graph
from scenes.kit.maths.single import single
from scenes.kit.place.plate import plate
from scenes.kit.place.stage import Region
from scenes.kit.theme import theme
from scenes.kit.type.number import Num

REACH = 1.09  # of the axis of a, past the curve: there is room for the 1 on it


class LossHill(VGroup):
    """L over a (`over="a"`) or over z of one of two losses, both on one scale, with the live point on it.

    plot, live   drawn by itself      prints   where training has been, over z
    set(z)       the point as the engine's run with that z leaves it      at(k)   the point after k steps of training
    """

    def __init__(self, t: Reading, side: int, over: str, region: Region, size: float = 34) -> None:
        super().__init__()
        self.t, self.side, self.over = sides(t)[side], side, over
        zs = span(t)
        runs = [pushed(self.t, z) for z in zs]
        top = max(pushed(e, zs[-1]).L for e in sides(t))
        xs = zs if over == "z" else np.array([r.forward[0].a[0] for r in runs])
        names = (t.name.z if over == "z" else t.name.a, t.name.L)
        self.plot = Graph(region, xs, np.array([r.L for r in runs]), theme().loss, names, top, size, REACH if over == "a" else 1.0)
        self.live = Dot(radius=0.14, color=theme().light).set_z_index(6)
        self.z, self.L = course(t, side, "z").array, course(t, side, "L").array
        self.prints = Footprints([self.plot.point(z, L) for z, L in zip(self.z, self.L, strict=True)] if over == "z" else [])
        self.set(single(t).z.value)
        self.add(self.plot, self.live)

    def set(self, z: float) -> None:
        run = pushed(self.t, z)
        self.live.move_to(self.plot.point(z if self.over == "z" else float(run.forward[0].a[0]), run.L))

    def way(self, u: float, v: float) -> Callable[[float], None]:
        """What lets the point go where z goes, from u to v, as 0 goes to 1."""
        return lambda s: self.set(u + s * (v - u))

    def at(self, k: int) -> None:
        self.live.move_to(self.plot.point(self.z[k], self.L[k]))
        self.prints.until(k, self.live)

    @property
    def free(self) -> np.ndarray:
        """A place that the curve over a leaves free, for its formula."""
        p = self.plot
        (left, _, _), (right, _, _) = p.scales.axes[0].get_start(), p.scales.axes[0].get_end()
        (_, low, _), (_, high, _) = p.scales.axes[1].get_start(), p.scales.axes[1].get_end()
        return np.array([left + 0.36 * (right - left), low + (0.42 if self.side else 0.72) * (high - low), 0.0])

    def height(self, L: Number) -> VGroup:
        """The digits of L over the point, and left of it where that is high: the curve climbs there."""
        num = plate(Num(L, self.plot.size))
        (_, foot, _), (_, top, _) = self.plot.scales.axes[1].get_start(), self.plot.scales.axes[1].get_end()
        low = self.live.get_y() < (foot + top) / 2
        num.next_to(self.live, UP if low else UP + LEFT, buff=0.15 if low else 0.02)
        return num.shift(min(0.0, self.plot.scales.axes[0].get_right()[0] - num.get_right()[0]) * RIGHT)
