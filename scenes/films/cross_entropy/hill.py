"""The squash with a point on it that is badly wrong: how far it misses, and how hard it is pushed wherever it stands."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from manim import DOWN, LEFT, Animation, Dot, UpdateFromAlphaFunc, VGroup, VMobject, linear, smooth

from engine.reading import Reading
from engine.trace import Example
from scenes.films.cross_entropy.on_curve import READ
from scenes.kit.maths.single import single
from scenes.kit.place.stage import Region
from scenes.kit.plots.plot import CurvePlot
from scenes.kit.theme import theme
from scenes.kit.type.formula import Formula
from scenes.kit.type.number import Num

BEYOND = 2.0  # how far past its first z a curve goes, to either side
SAMPLES = 131
SHAKE = 0.6  # how far z is shaken


def pushed(t: Reading, z: float) -> Example:
    """The neuron run with its bias moved so that its sum is z."""
    one = single(t)
    return t.probe.run({("b", 1, 0): one.b.value + z - one.z.value})


def span(t: Reading) -> np.ndarray:
    """The z that curves are drawn over."""
    reach = abs(single(t).z.value) + BEYOND
    return np.linspace(-reach, reach, SAMPLES)


class Hill(VGroup):
    """plot (the sigmoid over z) and live, the point on it, are drawn by itself; shown by the film:

    rise, across   from z up to the point, from there to the axis of a      gap       the miss, on the axis of a
    push           delta over z, on the same scale, with its own dot `tip`; `crest` is where it is largest
    set(z)         all of it as the engine's run with that z leaves it
    go(u, v, ...)  z goes from u to v; shake(...) to and fro about where it is      digits()   z, a and y of the mistake, at the axes
    """

    def __init__(self, t: Reading, region: Region) -> None:
        super().__init__()
        self.t, zs = t, span(t)
        runs = [pushed(t, z) for z in zs]
        self.plot = CurvePlot(region, zs, np.array([r.forward[0].a[0] for r in runs]), theme().forward, "z", "a", (0.0, 1.0))
        self.plot.names.set_color(theme().forward)
        self.live = Dot(radius=0.11, color=theme().light).set_z_index(6)
        self.rise, self.across = (VMobject(stroke_color=theme().soft, stroke_width=2) for _ in range(2))
        self.gap = VMobject(stroke_color=theme().loss, stroke_width=8)
        self.push = VMobject(stroke_color=theme().backward, stroke_width=4)
        self.push.set_points_as_corners([self.plot.point(z, r.backward[0].delta[0]) for z, r in zip(zs, runs, strict=True)])
        self.crest = max(self.push.points, key=lambda point: point[1]).copy()
        self.whole, self.ends = self.push.copy(), (zs[0], zs[-1])
        self.tip = Dot(radius=0.1, color=theme().backward).set_z_index(6)
        self.set(single(t).z.value)
        self.add(self.plot, self.live)

    @property
    def moving(self) -> list[VMobject]:
        return [self.live, self.rise, self.across, self.gap]

    def set(self, z: float) -> Hill:
        run, p = pushed(self.t, z), self.plot
        a, y = float(run.forward[0].a[0]), float(run.y[0])
        point, axis = p.point(z, a), p.axes[1].get_x()
        self.z = z
        self.live.move_to(point)
        self.rise.set_points_as_corners([p.point(z, 0), point])
        self.across.set_points_as_corners([point, [axis, point[1], 0]])
        self.gap.set_points_as_corners([[axis, p.point(z, y)[1], 0], [axis, point[1], 0]])
        self.tip.move_to(p.point(z, float(run.backward[0].delta[0])))
        self.push.pointwise_become_partial(self.whole, 0, max((z - self.ends[0]) / (self.ends[1] - self.ends[0]), 1e-3))
        return self

    def go(self, u: float, v: float, *parts: VMobject, run_time: float) -> Animation:
        return self._by(lambda s: u + s * (v - u), parts, run_time, smooth)

    def shake(self, *parts: VMobject, run_time: float) -> Animation:
        home = self.z
        return self._by(lambda s: home + SHAKE * float(np.sin(4 * np.pi * s)), parts, run_time, linear)

    def _by(self, z: Callable[[float], float], parts: tuple[VMobject, ...], run_time: float, rate: Callable[[float], float]) -> Animation:
        return UpdateFromAlphaFunc(VGroup(*parts), lambda _, s: self.set(z(s)), run_time=run_time, rate_func=rate)

    @property
    def free(self) -> np.ndarray:
        """A place under the curve."""
        return self.plot.point(0.55 * self.ends[1], 0.45)

    def digits(self) -> VGroup:
        """[z, a, y] of the mistake at the axes; not yet shown."""
        p, axis, o = self.plot, self.plot.axes[1].get_x(), single(self.t)
        z = Num(o.z, READ).next_to(p.point(o.z.value, 0), DOWN, buff=0.16)
        a = Num(o.a, READ).next_to([axis, p.point(0, o.a.value)[1], 0], LEFT, buff=0.18)
        y = Formula("{s} = {v}", size=READ, s=o.y.named, v=o.y)
        return VGroup(z, a, y.next_to([axis, p.point(0, o.y.value)[1], 0], DOWN + LEFT, buff=0.14))
