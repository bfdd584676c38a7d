"""The squash with a point on it that is badly wrong: how far it misses, and how hard it is pushed wherever it stands."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from manim import DOWN, LEFT, RIGHT, UP, Animation, Dot, UpdateFromAlphaFunc, VGroup, VMobject, linear, smooth

from engine.reading import Reading
from engine.trace import Example
from scenes.films.cross_entropy.on_curve import Graph
from scenes.kit.maths.single import single
from scenes.kit.place.plate import plate
from scenes.kit.place.shots import NO_TYPE
from scenes.kit.place.stage import Region
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
    settle(room)   it fills another room
    go(u, v, ...)  z goes from u to v; shake(...) to and fro about where it is      digits()   z, a and y of the mistake, at the axes
    """

    def __init__(self, t: Reading, region: Region, size: float = 34) -> None:
        super().__init__()
        self.t, self.region, self.zs = t, region, span(t)
        self.ends, n = (self.zs[0], self.zs[-1]), t.name
        runs = [pushed(t, z) for z in self.zs]
        self.deltas = np.array([r.backward[0].delta[0] for r in runs])
        answers = np.array([r.forward[0].a[0] for r in runs])
        self.plot = Graph(region, self.zs, answers, theme().forward, (n.z, n.a), 1.0, size)
        self.live = Dot(radius=0.14, color=theme().light).set_z_index(6)
        self.rise, self.across = (VMobject(stroke_color=theme().soft, stroke_width=3) for _ in range(2))
        self.gap = VMobject(stroke_color=theme().loss, stroke_width=10)
        self.push, self.whole = (VMobject(stroke_color=theme().backward, stroke_width=5) for _ in range(2))
        self.tip = Dot(radius=0.12, color=theme().backward).set_z_index(6)
        self._lay(region, single(t).z.value)
        self.add(self.plot, self.live)

    def _lay(self, region: Region, z: float) -> None:
        self.plot.lay(region)
        self.whole.set_points_as_corners([self.plot.point(z, delta) for z, delta in zip(self.zs, self.deltas, strict=True)])
        self.crest = max(self.whole.points, key=lambda point: point[1]).copy()
        self.set(z)

    def digit_in(self, room: Region) -> float:
        """Its numbers have one size in every room."""
        return NO_TYPE

    def settle(self, room: Region) -> Animation:
        old, self.region = self.region, room
        return UpdateFromAlphaFunc(self, lambda _, s: self._lay(old.towards(room, s), self.z), run_time=0.9)

    @property
    def moving(self) -> list[VMobject]:
        return [self.live, self.rise, self.across, self.gap]

    def set(self, z: float) -> Hill:
        run, p = pushed(self.t, z), self.plot
        a, y = float(run.forward[0].a[0]), float(run.y[0])
        point, axis = p.point(z, a), p.axis
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
        p, axis, o = self.plot, self.plot.axis, single(self.t)
        z = plate(Num(o.z, p.size)).next_to(p.point(o.z.value, 0), UP + LEFT, buff=0.12).set_z_index(4)
        a = plate(Num(o.a, p.size)).next_to([axis, p.point(0, o.a.value)[1], 0], DOWN + RIGHT, buff=0.18).set_z_index(4)
        y = plate(Formula("{s} = {v}", size=p.size, s=o.y.named, v=o.y)).set_z_index(4)
        return VGroup(z, a, y.next_to([axis, p.point(0, o.y.value)[1], 0], UP + RIGHT, buff=0.18))
